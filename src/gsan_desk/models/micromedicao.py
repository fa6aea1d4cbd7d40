"""Metering tables of GSAN that the RA reads."""

from sqlalchemy import Integer, Sequence, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base


class Rota(Base):
    __tablename__ = "rota"
    __table_args__ = {"schema": "micromedicao"}

    id: Mapped[int] = mapped_column("rota_id", Integer, Sequence("seq_rota", schema="micromedicao"), primary_key=True)
    setor_comercial_id: Mapped[int] = mapped_column("stcm_id", Integer)
    codigo: Mapped[int] = mapped_column("rota_cdrota", SmallInteger)
