"""Tables of the SMS station, in our own schema; the outbox itself is ``desk.SmsMensagem`` (spec 50 §3.3)."""

from datetime import datetime, time
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, DateTime, Identity, Integer, SmallInteger, String, Text, Time, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base
from gsan_desk.models.desk import ESQUEMA

_AGORA = text("now()")


class SmsAjustes(Base):
    """The one row of settings; hours are of the base's time zone."""

    __tablename__ = "sms_ajustes"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[int] = mapped_column("id", SmallInteger, primary_key=True, autoincrement=False)
    intervalo_segundos: Mapped[int] = mapped_column("intervalo_segundos", SmallInteger)
    max_tentativas: Mapped[int] = mapped_column("max_tentativas", SmallInteger)
    tempo_limite_envio: Mapped[int] = mapped_column("tempo_limite_envio", SmallInteger)
    expira_horas: Mapped[int] = mapped_column("expira_horas", SmallInteger)
    validade: Mapped[str] = mapped_column("validade", Text)
    solicitar_confirmacao: Mapped[bool] = mapped_column("solicitar_confirmacao", Boolean)
    cota_diaria: Mapped[int] = mapped_column("cota_diaria", Integer)
    cota_por_numero: Mapped[int] = mapped_column("cota_por_numero", Integer)
    janela_inicio: Mapped[time] = mapped_column("janela_inicio", Time)
    janela_fim: Mapped[time] = mapped_column("janela_fim", Time)
    max_partes: Mapped[int] = mapped_column("max_partes", SmallInteger)
    reenviar_incertas: Mapped[bool] = mapped_column("reenviar_incertas", Boolean)
    cms_generico: Mapped[str] = mapped_column("cms_generico", Text)
    ddd_padrao: Mapped[int | None] = mapped_column("ddd_padrao", SmallInteger)
    varredura_segundos: Mapped[int] = mapped_column("varredura_segundos", SmallInteger)
    posse_segundos: Mapped[int] = mapped_column("posse_segundos", SmallInteger)
    retencao_dias: Mapped[int] = mapped_column("retencao_dias", SmallInteger)
    permite_exterior: Mapped[bool] = mapped_column("permite_exterior", Boolean)
    responder_saida: Mapped[bool] = mapped_column("responder_saida", Boolean)
    pausada_em: Mapped[datetime | None] = mapped_column("pausada_em", DateTime(timezone=True))
    pausada_por: Mapped[str | None] = mapped_column("pausada_por", Text)


class SmsEstacao(Base):
    """A workstation bound to a phone, and what it last said of itself; signal and battery in percent."""

    __tablename__ = "sms_estacao"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[int] = mapped_column("id", Integer, Identity(), primary_key=True)
    nome: Mapped[str] = mapped_column("nome", String(60), unique=True)
    dispositivo: Mapped[str] = mapped_column("dispositivo", String(120))
    conexao: Mapped[str] = mapped_column("conexao", String(40))
    versao: Mapped[str] = mapped_column("versao", String(40))
    estado: Mapped[str] = mapped_column("estado", String(20))
    motivo: Mapped[str] = mapped_column("motivo", String(200))
    aparelho: Mapped[str] = mapped_column("aparelho", String(120))
    imei: Mapped[str] = mapped_column("imei", String(20))
    imsi: Mapped[str] = mapped_column("imsi", String(20))
    operadora: Mapped[str] = mapped_column("operadora", String(40))
    rede: Mapped[str] = mapped_column("rede", String(30))
    sinal: Mapped[int | None] = mapped_column("sinal", SmallInteger)
    bateria: Mapped[int | None] = mapped_column("bateria", SmallInteger)
    correio: Mapped[str] = mapped_column("correio", String(200))
    vista_em: Mapped[datetime] = mapped_column("vista_em", DateTime(timezone=True), server_default=_AGORA)


class SmsPosse(Base):
    """The lease: which station may send, until when, under which fencing token."""

    __tablename__ = "sms_posse"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[int] = mapped_column("id", SmallInteger, primary_key=True, autoincrement=False)
    estacao_id: Mapped[int | None] = mapped_column("estacao_id", Integer)
    token: Mapped[int] = mapped_column("token", BigInteger)
    valida_ate: Mapped[datetime] = mapped_column("valida_ate", DateTime(timezone=True))
    renovada_em: Mapped[datetime | None] = mapped_column("renovada_em", DateTime(timezone=True))
    anterior_ate: Mapped[datetime] = mapped_column("anterior_ate", DateTime(timezone=True))
    iniciada_em: Mapped[datetime] = mapped_column("iniciada_em", DateTime(timezone=True))


class SmsParte(Base):
    """One part of a message: 1 pending, 2 handed to the phone, 3 accepted, 4 in doubt, 5 refused."""

    __tablename__ = "sms_parte"
    __table_args__ = {"schema": ESQUEMA}

    mensagem_id: Mapped[int] = mapped_column("mensagem_id", BigInteger, primary_key=True)
    sequencia: Mapped[int] = mapped_column("sequencia", SmallInteger, primary_key=True)
    situacao: Mapped[int] = mapped_column("situacao", SmallInteger)
    tpmr: Mapped[int | None] = mapped_column("tpmr", SmallInteger)
    imsi: Mapped[str] = mapped_column("imsi", String(20))
    aceita_em: Mapped[datetime | None] = mapped_column("aceita_em", DateTime(timezone=True))
    tp_st: Mapped[int | None] = mapped_column("tp_st", SmallInteger)
    relatorio_em: Mapped[datetime | None] = mapped_column("relatorio_em", DateTime(timezone=True))


class SmsTentativa(Base):
    """An attempt to send a part; ``resultado`` is a ``Desfecho``, null while it goes on."""

    __tablename__ = "sms_tentativa"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[UUID] = mapped_column("id", Uuid, primary_key=True)
    mensagem_id: Mapped[int] = mapped_column("mensagem_id", BigInteger)
    sequencia: Mapped[int] = mapped_column("sequencia", SmallInteger)
    estacao_id: Mapped[int] = mapped_column("estacao_id", Integer)
    posse: Mapped[int] = mapped_column("posse", BigInteger)
    inicio: Mapped[datetime] = mapped_column("inicio", DateTime(timezone=True), server_default=_AGORA)
    fim: Mapped[datetime | None] = mapped_column("fim", DateTime(timezone=True))
    resultado: Mapped[str | None] = mapped_column("resultado", String(12))
    pdu_escrita: Mapped[bool | None] = mapped_column("pdu_escrita", Boolean)
    codigo_gammu: Mapped[int | None] = mapped_column("codigo_gammu", SmallInteger)
    codigo_cms: Mapped[int | None] = mapped_column("codigo_cms", SmallInteger)
    tpmr: Mapped[int | None] = mapped_column("tpmr", SmallInteger)
    detalhe: Mapped[str] = mapped_column("detalhe", String(200))


class SmsDecisao(Base):
    """What a person decided about a message: 1 sent it again, 2 took it as sent, 3 gave it up."""

    __tablename__ = "sms_decisao"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[int] = mapped_column("id", BigInteger, Identity(), primary_key=True)
    mensagem_id: Mapped[int] = mapped_column("mensagem_id", BigInteger)
    quando: Mapped[datetime] = mapped_column("quando", DateTime(timezone=True), server_default=_AGORA)
    quem: Mapped[str] = mapped_column("quem", Text, server_default=text("session_user"))
    decisao: Mapped[int] = mapped_column("decisao", SmallInteger)
    situacao_anterior: Mapped[int] = mapped_column("situacao_anterior", SmallInteger)
    numero_anterior: Mapped[str | None] = mapped_column("numero_anterior", String(16))
    motivo: Mapped[str] = mapped_column("motivo", String(200), server_default=text("''"))


class SmsRecebida(Base):
    """A citizen's answer; ``rgat_id`` is the RA of the last message sent to that number."""

    __tablename__ = "sms_recebida"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[int] = mapped_column("id", BigInteger, Identity(), primary_key=True)
    numero: Mapped[str] = mapped_column("numero", String(25))
    texto: Mapped[str] = mapped_column("texto", String(2000))
    enviada_em: Mapped[datetime] = mapped_column("enviada_em", DateTime(timezone=True))
    recebida_em: Mapped[datetime] = mapped_column("recebida_em", DateTime(timezone=True), server_default=_AGORA)
    imsi: Mapped[str] = mapped_column("imsi", String(20))
    registro_atendimento_id: Mapped[int | None] = mapped_column("rgat_id", Integer)
    tratada_em: Mapped[datetime | None] = mapped_column("tratada_em", DateTime(timezone=True))


class SmsBloqueio(Base):
    """A number that asked for no more messages; E.164."""

    __tablename__ = "sms_bloqueio"
    __table_args__ = {"schema": ESQUEMA}

    numero: Mapped[str] = mapped_column("numero", String(16), primary_key=True)
    desde: Mapped[datetime] = mapped_column("desde", DateTime(timezone=True), server_default=_AGORA)
    origem: Mapped[str] = mapped_column("origem", String(20))
