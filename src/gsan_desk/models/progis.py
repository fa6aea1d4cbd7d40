"""Citizens' reports, in our own schema (spec 40 §2.3)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Float,
    Identity,
    Integer,
    LargeBinary,
    Numeric,
    SmallInteger,
    String,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base
from gsan_desk.models.desk import ESQUEMA

_AGORA = text("now()")


class RelatoAjustes(Base):
    """The one row of settings; ``zona_utm`` empty takes the zone of the longitude."""

    __tablename__ = "relato_ajustes"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[int] = mapped_column("id", SmallInteger, primary_key=True, autoincrement=False)
    raio_metros: Mapped[int] = mapped_column("raio_metros", Integer)
    dias_encerrados: Mapped[int] = mapped_column("dias_encerrados", SmallInteger)
    dias_mesmo_telefone: Mapped[int] = mapped_column("dias_mesmo_telefone", SmallInteger)
    relatos_por_telefone_dia: Mapped[int] = mapped_column("relatos_por_telefone_dia", SmallInteger)
    zona_utm: Mapped[int | None] = mapped_column("zona_utm", SmallInteger)
    meio_id: Mapped[int | None] = mapped_column("meso_id", Integer)
    especificacao_agua_id: Mapped[int | None] = mapped_column("step_idagua", Integer)
    especificacao_esgoto_id: Mapped[int | None] = mapped_column("step_idesgoto", Integer)
    protocolo_do_principal: Mapped[bool] = mapped_column("protocolo_do_principal", Boolean)


class RelatoCidadao(Base):
    """A report; degrees are WGS 84, ``telefone`` is E.164, the last columns tell what was decided."""

    __tablename__ = "relato_cidadao"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[int] = mapped_column("id", BigInteger, Identity(always=True), primary_key=True)
    origem: Mapped[str] = mapped_column("origem", String(20))
    id_externo: Mapped[str] = mapped_column("id_externo", String(60))
    recebido_em: Mapped[datetime] = mapped_column("recebido_em", DateTime(timezone=True), server_default=_AGORA)
    enviado_em: Mapped[datetime | None] = mapped_column("enviado_em", DateTime(timezone=True))
    telefone: Mapped[str] = mapped_column("telefone", String(16))
    nome: Mapped[str | None] = mapped_column("nome", String(60))
    problema: Mapped[int] = mapped_column("problema", SmallInteger)
    latitude: Mapped[Decimal | None] = mapped_column("latitude", Numeric(10, 7))
    longitude: Mapped[Decimal | None] = mapped_column("longitude", Numeric(10, 7))
    precisao: Mapped[float | None] = mapped_column("precisao_m", Float)
    endereco: Mapped[str | None] = mapped_column("endereco", String(200))
    bairro: Mapped[str | None] = mapped_column("bairro", String(60))
    municipio: Mapped[str | None] = mapped_column("municipio", String(60))
    ponto_referencia: Mapped[str | None] = mapped_column("ponto_referencia", String(60))
    descricao: Mapped[str | None] = mapped_column("descricao", String(400))
    situacao: Mapped[int] = mapped_column("situacao", SmallInteger, server_default=text("1"))
    registro_atendimento_id: Mapped[int | None] = mapped_column("rgat_id", Integer)
    solicitante_id: Mapped[int | None] = mapped_column("raso_id", Integer)
    motivo_descarte: Mapped[str | None] = mapped_column("motivo_descarte", String(200))
    reservado_por: Mapped[str | None] = mapped_column("reservado_por", Text)
    reservado_ate: Mapped[datetime | None] = mapped_column("reservado_ate", DateTime(timezone=True))
    decidido_por: Mapped[str | None] = mapped_column("decidido_por", Text)
    decidido_em: Mapped[datetime | None] = mapped_column("decidido_em", DateTime(timezone=True))
    versao: Mapped[int] = mapped_column("versao", Integer, server_default=text("1"))


class RelatoFoto(Base):
    """A photo of a report, named by the key that the sender gave to the report."""

    __tablename__ = "relato_foto"
    __table_args__ = {"schema": ESQUEMA}

    origem: Mapped[str] = mapped_column("origem", String(20), primary_key=True)
    id_externo: Mapped[str] = mapped_column("id_externo", String(60), primary_key=True)
    ordem: Mapped[int] = mapped_column("ordem", SmallInteger, primary_key=True, autoincrement=False)
    conteudo: Mapped[bytes] = mapped_column("conteudo", LargeBinary)


class RelatoTelefone(Base):
    """What a phone sent in a day: all that came, and those left out beyond its limit."""

    __tablename__ = "relato_telefone"
    __table_args__ = {"schema": ESQUEMA}

    telefone: Mapped[str] = mapped_column("telefone", String(16), primary_key=True)
    dia: Mapped[date] = mapped_column("dia", Date, primary_key=True)
    recebidos: Mapped[int] = mapped_column("recebidos", Integer)
    recusados: Mapped[int] = mapped_column("recusados", Integer, server_default=text("0"))
