"""Tables of the satisfaction e-mail, in our own schema (spec 20 §9.8 [UC1181])."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Identity, Integer, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base
from gsan_desk.models.desk import ESQUEMA

_AGORA = text("now()")


class EmailAjustes(Base):
    """The one row of settings; without ``servidor`` no e-mail is queued. The password is never here."""

    __tablename__ = "email_ajustes"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[int] = mapped_column("id", SmallInteger, primary_key=True, autoincrement=False)
    servidor: Mapped[str] = mapped_column("servidor", String(120))
    porta: Mapped[int] = mapped_column("porta", Integer)
    seguranca: Mapped[str] = mapped_column("seguranca", Text)
    usuario: Mapped[str] = mapped_column("usuario", String(120))
    remetente: Mapped[str] = mapped_column("remetente", String(120))
    nome_remetente: Mapped[str] = mapped_column("nome_remetente", String(80))
    max_tentativas: Mapped[int] = mapped_column("max_tentativas", SmallInteger)
    expira_horas: Mapped[int] = mapped_column("expira_horas", SmallInteger)


class EmailModelo(Base):
    """Template of the e-mail of one event; its numbers are those of ``sms_modelo``."""

    __tablename__ = "email_modelo"
    __table_args__ = {"schema": ESQUEMA}

    evento: Mapped[int] = mapped_column("evento", SmallInteger, primary_key=True, autoincrement=False)
    assunto: Mapped[str] = mapped_column("assunto", String(150))
    texto: Mapped[str] = mapped_column("texto", String(4000))


class EmailMensagem(Base):
    """An e-mail of the outbox; ``situacao`` as in ``sms_mensagem``, ``posse`` the token under which it was claimed."""

    __tablename__ = "email_mensagem"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[int] = mapped_column("id", BigInteger, Identity(), primary_key=True)
    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer)
    solicitante_id: Mapped[int] = mapped_column("raso_id", Integer)
    endereco: Mapped[str] = mapped_column("endereco", String(80))
    assunto: Mapped[str] = mapped_column("assunto", String(200))
    texto: Mapped[str] = mapped_column("texto", String(5000))
    situacao: Mapped[int] = mapped_column("situacao", SmallInteger, server_default=text("1"))
    motivo: Mapped[str | None] = mapped_column("motivo", String(40))
    tentativas: Mapped[int] = mapped_column("tentativas", SmallInteger, server_default=text("0"))
    criada_em: Mapped[datetime] = mapped_column("criada_em", DateTime(timezone=True), server_default=_AGORA)
    proxima_tentativa: Mapped[datetime] = mapped_column(
        "proxima_tentativa", DateTime(timezone=True), server_default=_AGORA
    )
    expira_em: Mapped[datetime] = mapped_column("expira_em", DateTime(timezone=True))
    enviada_em: Mapped[datetime | None] = mapped_column("enviada_em", DateTime(timezone=True))
    posse: Mapped[int | None] = mapped_column("posse", BigInteger)
    chave: Mapped[str] = mapped_column("chave", String(60), unique=True)
    versao: Mapped[int] = mapped_column("versao", Integer, server_default=text("1"))


class EmailRegistro(Base):
    """What was tried, or decided by a person, about an e-mail; append only."""

    __tablename__ = "email_registro"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[int] = mapped_column("id", BigInteger, Identity(), primary_key=True)
    mensagem_id: Mapped[int] = mapped_column("mensagem_id", BigInteger)
    quando: Mapped[datetime] = mapped_column("quando", DateTime(timezone=True), server_default=_AGORA)
    quem: Mapped[str] = mapped_column("quem", Text, server_default=text("session_user"))
    resultado: Mapped[str] = mapped_column("resultado", String(12))
    detalhe: Mapped[str] = mapped_column("detalhe", String(300))
