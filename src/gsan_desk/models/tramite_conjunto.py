"""The log of Tramitar Conjunto, in our own schema [UC0503]."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import Date, DateTime, Integer, SmallInteger, String, Time, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base
from gsan_desk.models.desk import ESQUEMA


class TramiteConjunto(Base):
    """A run; ``desfaz`` is the run that it takes back."""

    __tablename__ = "tramite_conjunto"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[UUID] = mapped_column("id", Uuid, primary_key=True)
    usuario_id: Mapped[int] = mapped_column("usur_id", Integer)
    total: Mapped[int] = mapped_column("total", Integer)
    partes: Mapped[int] = mapped_column("partes", Integer)
    desfaz_id: Mapped[UUID | None] = mapped_column("desfaz", Uuid, unique=True)
    criado_em: Mapped[datetime] = mapped_column("criado_em", DateTime(timezone=True), server_default=text("now()"))


class TramiteConjuntoPedido(Base):
    """A trâmite as informed for some RAs of a run; neither ``data`` nor ``hora`` is the server's clock."""

    __tablename__ = "tramite_conjunto_pedido"
    __table_args__ = {"schema": ESQUEMA}

    conjunto_id: Mapped[UUID] = mapped_column("conjunto", Uuid, primary_key=True)
    numero: Mapped[int] = mapped_column("numero", SmallInteger, primary_key=True, autoincrement=False)
    unidade_destino_id: Mapped[int] = mapped_column("unid_iddestino", Integer)
    responsavel_id: Mapped[int] = mapped_column("usur_idresponsavel", Integer)
    data: Mapped[date | None] = mapped_column("data", Date)
    hora: Mapped[time | None] = mapped_column("hora", Time)
    parecer: Mapped[str] = mapped_column("parecer", String(400))


class TramiteConjuntoItem(Base):
    """An RA of a run: the stamp it had when chosen, and what became of it; 0 in ``resultado`` is not yet anything."""

    __tablename__ = "tramite_conjunto_item"
    __table_args__ = {"schema": ESQUEMA}

    conjunto_id: Mapped[UUID] = mapped_column("conjunto", Uuid, primary_key=True)
    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer, primary_key=True, autoincrement=False)
    parte: Mapped[int] = mapped_column("parte", Integer)
    pedido: Mapped[int] = mapped_column("pedido", SmallInteger)
    versao: Mapped[datetime] = mapped_column("versao", DateTime)
    resultado: Mapped[int] = mapped_column("resultado", SmallInteger, server_default=text("0"))
    codigo: Mapped[str | None] = mapped_column("codigo", String(40))
    mensagem: Mapped[str | None] = mapped_column("mensagem", String(400))
    unidade_origem_id: Mapped[int | None] = mapped_column("unid_idorigem", Integer)
    versao_gravada: Mapped[datetime | None] = mapped_column("versao_gravada", DateTime)
    quando: Mapped[datetime | None] = mapped_column("quando", DateTime(timezone=True))
