"""Collection tables of GSAN that the RA reads."""

from sqlalchemy import Integer, Sequence, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base


class CobrancaSituacao(Base):
    __tablename__ = "cobranca_situacao"
    __table_args__ = {"schema": "cobranca"}

    id: Mapped[int] = mapped_column(
        "cbst_id", Integer, Sequence("seq_cobranca_situacao", schema="cobranca"), primary_key=True
    )
    descricao: Mapped[str | None] = mapped_column("cbst_dscobrancasituacao", String(50))
    indicador_uso: Mapped[int | None] = mapped_column("cbst_icuso", SmallInteger)
