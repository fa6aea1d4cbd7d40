"""Tables of our own schema: what an RA needs beyond GSAN's columns, keyed by GSAN's ids."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, DateTime, Identity, Integer, SmallInteger, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base, TextoFixo

ESQUEMA = "gsan_desk"


class BaseInstalada(Base):
    """The one row that says what this database is and which clients may use it."""

    __tablename__ = "base"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[int] = mapped_column("id", SmallInteger, primary_key=True, autoincrement=False)
    modo: Mapped[str] = mapped_column("modo", Text)
    esquema: Mapped[int] = mapped_column("esquema", Integer)
    fuso_horario: Mapped[str] = mapped_column("fuso_horario", Text)
    reiterar_antes_do_prazo: Mapped[bool] = mapped_column("reiterar_antes_do_prazo", Boolean)
    centralizadora_por_localidade: Mapped[bool] = mapped_column("centralizadora_por_localidade", Boolean)
    grupo_diagnostico: Mapped[int] = mapped_column("grupo_diagnostico", Integer, server_default=text("6"))
    simplificado_informacao: Mapped[int] = mapped_column(
        "simplificado_informacao", Integer, server_default=text("1038")
    )
    simplificado_reiteracao: Mapped[int] = mapped_column(
        "simplificado_reiteracao", Integer, server_default=text("1039")
    )
    simplificado_operacional: Mapped[int] = mapped_column(
        "simplificado_operacional", Integer, server_default=text("1040")
    )
    cliente_minimo: Mapped[str] = mapped_column("cliente_minimo", Text)
    cliente_atual: Mapped[str] = mapped_column("cliente_atual", Text)
    instalador: Mapped[str | None] = mapped_column("instalador", Text)
    instalador_sha256: Mapped[str | None] = mapped_column("instalador_sha256", Text)


class RAChave(Base):
    """Idempotency key of a form: the RA that it became."""

    __tablename__ = "ra_chave"
    __table_args__ = {"schema": ESQUEMA}

    chave: Mapped[UUID] = mapped_column("chave", Uuid, primary_key=True)
    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer, unique=True)
    usuario_id: Mapped[int] = mapped_column("usur_id", Integer)
    criado_em: Mapped[datetime] = mapped_column("criado_em", DateTime(timezone=True), server_default=text("now()"))


class RASms(Base):
    """Consent of a solicitante of an RA to be told by SMS, and the number chosen; ``numero`` is E.164."""

    __tablename__ = "ra_sms"
    __table_args__ = {"schema": ESQUEMA}

    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer, primary_key=True)
    solicitante_id: Mapped[int] = mapped_column("raso_id", Integer, primary_key=True)
    enviar: Mapped[bool] = mapped_column("enviar", Boolean)
    numero: Mapped[str | None] = mapped_column("numero", String(16))


class SmsModelo(Base):
    """Template of the text of one event."""

    __tablename__ = "sms_modelo"
    __table_args__ = {"schema": ESQUEMA}

    evento: Mapped[int] = mapped_column("evento", SmallInteger, primary_key=True, autoincrement=False)
    texto: Mapped[str] = mapped_column("texto", String(1000))


class SmsMensagem(Base):
    """A message of the outbox; ``chave`` is unique, so that pressing twice queues once."""

    __tablename__ = "sms_mensagem"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[int] = mapped_column("id", BigInteger, Identity(), primary_key=True)
    tipo: Mapped[int] = mapped_column("tipo", SmallInteger)
    registro_atendimento_id: Mapped[int | None] = mapped_column("rgat_id", Integer)
    solicitante_id: Mapped[int | None] = mapped_column("raso_id", Integer)
    numero_informado: Mapped[str] = mapped_column("numero_informado", String(25))
    numero: Mapped[str | None] = mapped_column("numero", String(16))
    texto: Mapped[str] = mapped_column("texto", String(1000))
    alfabeto: Mapped[str] = mapped_column("alfabeto", TextoFixo(1))
    partes: Mapped[int] = mapped_column("partes", SmallInteger)
    prioridade: Mapped[int] = mapped_column("prioridade", SmallInteger, server_default=text("5"))
    situacao: Mapped[int] = mapped_column("situacao", SmallInteger, server_default=text("1"))
    motivo: Mapped[str | None] = mapped_column("motivo", String(40))
    tentativas: Mapped[int] = mapped_column("tentativas", SmallInteger, server_default=text("0"))
    max_tentativas: Mapped[int] = mapped_column("max_tentativas", SmallInteger, server_default=text("3"))
    criada_em: Mapped[datetime] = mapped_column("criada_em", DateTime(timezone=True), server_default=text("now()"))
    proxima_tentativa: Mapped[datetime] = mapped_column(
        "proxima_tentativa", DateTime(timezone=True), server_default=text("now()")
    )
    expira_em: Mapped[datetime | None] = mapped_column("expira_em", DateTime(timezone=True))
    enviada_em: Mapped[datetime | None] = mapped_column("enviada_em", DateTime(timezone=True))
    entregue_em: Mapped[datetime | None] = mapped_column("entregue_em", DateTime(timezone=True))
    usuario_id: Mapped[int | None] = mapped_column("usur_id", Integer)
    chave: Mapped[str] = mapped_column("chave", String(60), unique=True)
    versao: Mapped[int] = mapped_column("versao", Integer, server_default=text("1"))
    reenvios: Mapped[int] = mapped_column("reenvios", SmallInteger, server_default=text("0"))


class SolicitanteChave(Base):
    """Idempotency key of Adicionar Solicitante: the solicitante that it became."""

    __tablename__ = "solicitante_chave"
    __table_args__ = {"schema": ESQUEMA}

    chave: Mapped[UUID] = mapped_column("chave", Uuid, primary_key=True)
    solicitante_id: Mapped[int] = mapped_column("raso_id", Integer, unique=True)
    usuario_id: Mapped[int] = mapped_column("usur_id", Integer)
    criado_em: Mapped[datetime] = mapped_column("criado_em", DateTime(timezone=True), server_default=text("now()"))


class ComandoRA(Base):
    """An RA that the execution of a command closed (``resultado`` 1) or left open (2), and why."""

    __tablename__ = "comando_ra"
    __table_args__ = {"schema": ESQUEMA}

    comando_id: Mapped[int] = mapped_column("raec_id", Integer, primary_key=True)
    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer, primary_key=True)
    resultado: Mapped[int] = mapped_column("resultado", SmallInteger)
    motivo: Mapped[str | None] = mapped_column("motivo", String(30))
    mensagem: Mapped[str | None] = mapped_column("mensagem", String(400))
    os_encerradas: Mapped[int] = mapped_column("os_encerradas", Integer, server_default=text("0"))
    usuario_id: Mapped[int] = mapped_column("usur_id", Integer)
    quando: Mapped[datetime] = mapped_column("quando", DateTime(timezone=True), server_default=text("now()"))


class RAEncerrado(Base):
    """The event of a closing, by whatever path; ``tratado_em`` is when its messages were queued, or found undue."""

    __tablename__ = "ra_encerrado"
    __table_args__ = {"schema": ESQUEMA}

    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer, primary_key=True, autoincrement=False)
    quando: Mapped[datetime] = mapped_column("quando", DateTime(timezone=True), server_default=text("now()"))
    quem: Mapped[str] = mapped_column("quem", Text)
    nosso: Mapped[bool] = mapped_column("nosso", Boolean)
    motivo_encerramento_id: Mapped[int | None] = mapped_column("amen_id", Integer)
    encerrado_em: Mapped[datetime | None] = mapped_column("encerrado_em", DateTime)
    tratado_em: Mapped[datetime | None] = mapped_column("tratado_em", DateTime(timezone=True))
    mensagens: Mapped[int | None] = mapped_column("mensagens", Integer)
