"""Handing one e-mail to the mail server, and what came of it (spec 20 §9.8 [UC1181])."""

import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, localtime

from gsan_desk.domain.email import AjustesEmail, endereco_valido
from gsan_desk.domain.sms_falha import Desfecho

PRAZO = 20.0
_CERTO, _CERTO_TAMBEM, _DEFINITIVO = 250, 251, 500
ESTRANHO = "O servidor de e-mail respondeu de um modo inesperado."


@dataclass(frozen=True, slots=True)
class Carta:
    """An e-mail ready to go; ``chave`` makes its Message-ID, the same at every attempt."""

    endereco: str
    assunto: str
    texto: str
    chave: str


@dataclass(frozen=True, slots=True)
class Entrega:
    """What came of an attempt, in the words of ``Desfecho`` and in plain Portuguese."""

    desfecho: Desfecho
    detalhe: str


class FalhaDoServidor(Exception):
    """The mail server cannot be used now."""


def entregar(ajustes: AjustesEmail, senha: str, carta: Carta, ainda_pode: Callable[[], bool]) -> Entrega:
    """Hand over one e-mail; never raises.

    Args:
        ainda_pode: asked just before the text goes: the lease may be lost by then.
    """
    if not endereco_valido(carta.endereco):
        return Entrega(Desfecho.PERMANENTE, "O endereço de e-mail não é válido.")
    try:
        servidor = abrir(ajustes, senha)
    except FalhaDoServidor as erro:
        return Entrega(Desfecho.ESTACAO, str(erro))
    try:
        return _passar(servidor, ajustes, carta, ainda_pode)
    finally:
        fechar(servidor)


def abrir(ajustes: AjustesEmail, senha: str) -> smtplib.SMTP:
    """Connect, encrypt and log in.

    Raises:
        FalhaDoServidor: in plain words, what went wrong.
    """
    if ajustes.usuario and not senha:
        raise FalhaDoServidor("Falta neste computador a senha do servidor de e-mail.")
    try:
        servidor = _ligar(ajustes)
        try:
            if ajustes.seguranca == "STARTTLS":
                servidor.starttls(context=ssl.create_default_context())
            if ajustes.usuario:
                servidor.login(ajustes.usuario, senha)
        except BaseException:
            servidor.close()
            raise
        return servidor
    except (smtplib.SMTPException, OSError, UnicodeError) as erro:
        raise FalhaDoServidor(_em_portugues(erro)) from erro


def fechar(servidor: smtplib.SMTP) -> None:
    """Say goodbye, if it still listens."""
    with suppress(smtplib.SMTPException, OSError):
        servidor.quit()


def _ligar(ajustes: AjustesEmail) -> smtplib.SMTP:
    onde = ajustes.servidor, ajustes.porta or 0
    if ajustes.seguranca == "TLS":
        return smtplib.SMTP_SSL(*onde, timeout=PRAZO, context=ssl.create_default_context())
    return smtplib.SMTP(*onde, timeout=PRAZO)


def _passar(servidor: smtplib.SMTP, ajustes: AjustesEmail, carta: Carta, ainda_pode: Callable[[], bool]) -> Entrega:
    try:
        servidor.ehlo_or_helo_if_needed()
        codigo, dito = servidor.mail(ajustes.remetente)
        if codigo != _CERTO:
            return Entrega(Desfecho.ESTACAO, f"O servidor recusou o remetente: {_dito(codigo, dito)}")
        codigo, dito = servidor.rcpt(carta.endereco)
        if codigo not in (_CERTO, _CERTO_TAMBEM):
            return _recusa(codigo, dito)
    except (smtplib.SMTPException, OSError) as erro:
        return Entrega(Desfecho.ESTACAO, _em_portugues(erro))
    if not ainda_pode():
        return Entrega(Desfecho.ESTACAO, "O envio não chegou a começar.")
    return _entregar_texto(servidor, _mensagem(ajustes, carta))


def _entregar_texto(servidor: smtplib.SMTP, mensagem: bytes) -> Entrega:
    """Pass the text; from here on a line that drops leaves in doubt whether it was taken."""
    try:
        codigo, dito = servidor.data(mensagem)
    except smtplib.SMTPDataError as erro:
        return _recusa(erro.smtp_code, erro.smtp_error)
    except (smtplib.SMTPException, OSError):
        return Entrega(Desfecho.INCERTA, "A ligação caiu depois do texto. Não se sabe se o e-mail foi aceito.")
    return Entrega(Desfecho.ACEITA, "Aceito pelo servidor.") if codigo == _CERTO else _recusa(codigo, dito)


def _recusa(codigo: int, dito: bytes | str) -> Entrega:
    if codigo >= _DEFINITIVO:
        return Entrega(Desfecho.PERMANENTE, f"O servidor recusou o e-mail: {_dito(codigo, dito)}")
    return Entrega(Desfecho.TRANSITORIA, f"O servidor não pôde receber agora: {_dito(codigo, dito)}")


def _mensagem(ajustes: AjustesEmail, carta: Carta) -> bytes:
    mensagem = EmailMessage()
    mensagem["From"] = formataddr((ajustes.nome_remetente, ajustes.remetente))
    mensagem["To"] = carta.endereco
    mensagem["Subject"] = carta.assunto
    mensagem["Date"] = format_datetime(localtime())
    mensagem["Message-ID"] = f"<{carta.chave}@{ajustes.remetente.rpartition('@')[2]}>"
    mensagem["Auto-Submitted"] = "auto-generated"
    mensagem.set_content(carta.texto, cte="quoted-printable")
    return mensagem.as_bytes(policy=SMTP)


def _dito(codigo: int, dito: bytes | str) -> str:
    """Quote the server in one line; what it repeats of the address is left out."""
    escrito = dito.decode("utf-8", "replace") if isinstance(dito, bytes) else dito
    palavras = ["…" if "@" in p else p for p in escrito.split()]
    return f"{codigo} {' '.join(palavras)}"[:200]


def _em_portugues(erro: Exception) -> str:
    for tipos, dito in (
        (smtplib.SMTPAuthenticationError, "O servidor de e-mail recusou o usuário ou a senha."),
        (smtplib.SMTPNotSupportedError, "O servidor de e-mail não tem a segurança configurada."),
        (ssl.SSLCertVerificationError, "O certificado do servidor de e-mail não é de confiança."),
        (ssl.SSLError, "A ligação segura com o servidor de e-mail falhou; confira a porta e a segurança."),
        (socket.gaierror, "O servidor de e-mail não foi achado; confira o nome."),
        (ConnectionRefusedError, "O servidor de e-mail recusou a ligação; confira a porta."),
        (TimeoutError, "O servidor de e-mail não respondeu a tempo."),
        (smtplib.SMTPServerDisconnected, "O servidor de e-mail fechou a ligação."),
    ):
        if isinstance(erro, tipos):
            return dito
    return ESTRANHO
