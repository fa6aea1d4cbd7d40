"""Sends the satisfaction e-mails while the lease is ours, in a thread of its own: no SMS waits for a mail server."""

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

from gsan_desk.database.banco import Banco
from gsan_desk.domain.email import AjustesEmail
from gsan_desk.domain.erros import BancoIndisponivel, ErroDeUso
from gsan_desk.domain.sms_falha import Desfecho
from gsan_desk.registro import Registrador
from gsan_desk.services.email_pesquisa import ler_ajustes
from gsan_desk.sms import correio, fila_email, posse
from gsan_desk.sms.correio import Entrega
from gsan_desk.sms.fila_email import Reivindicado
from gsan_desk.sms.guarda import Guarda

log = Registrador(__name__)
ESPERAS = (10.0, 30.0, 60.0, 300.0)
"""Seconds before a mail server that fails is tried again; the last repeats, lest a wrong password locks the account."""
SEM_NOTICIA = 60.0
Senha = Callable[[AjustesEmail], str]


def sem_senha(_ajustes: AjustesEmail) -> str:
    """Give none: for servers that ask for none."""
    return ""


class Carteiro:
    """``iniciar`` starts its thread, ``parar`` ends it after the e-mail under way.

    Args:
        senha: finds the password of the server, in this computer.
    """

    def __init__(
        self, banco: Banco, guarda: Guarda, senha: Senha = sem_senha, esperas: tuple[float, ...] = ESPERAS
    ) -> None:
        self._banco, self._guarda, self._senha, self._esperas = banco, guarda, senha, esperas
        self._fim, self._acordar = Event(), Event()
        self._token, self._falhas, self._tentar_em = posse.NINGUEM, 0, 0.0
        self._por_gravar: list[tuple[Reivindicado, Entrega, int]] = []
        self._linha = Thread(target=self._servir, name="carteiro", daemon=True)

    def iniciar(self) -> None:
        """Start working; every heartbeat wakes it."""
        self._guarda.ao_bater.append(self._acordar.set)
        self._linha.start()

    def parar(self) -> None:
        """Stop after the e-mail under way."""
        self._fim.set()
        self._acordar.set()
        self._linha.join()

    def _servir(self) -> None:
        while not self._fim.is_set():
            try:
                mais = self._passo()
            except BancoIndisponivel:
                mais = False
            except ErroDeUso as erro:
                log.error("carteiro", exc_info=erro)
                mais = False
            if not mais:
                self._acordar.wait(SEM_NOTICIA)
                self._acordar.clear()

    def _passo(self) -> bool:
        """Send one e-mail, if any may go; tell whether there may be another."""
        self._gravar()
        batida = self._guarda.batida()
        if batida is None or batida.token is None:
            return False
        if batida.token != self._token:
            self._banco.executar(fila_email.recuperar, batida.token)
            self._token = batida.token
        if batida.pausada or not batida.ha_emails or monotonic() < self._tentar_em:
            return False
        return self._enviar(batida.token)

    def _enviar(self, token: int) -> bool:
        ajustes = self._banco.executar(ler_ajustes)
        if not ajustes.ligado:
            self._guarda.correio = "O servidor de e-mail não está configurado."
            return False
        email = self._banco.executar(fila_email.reivindicar, token)
        if email is None:
            return False
        entrega = self._entregar(ajustes, email)
        self._por_gravar.append((email, entrega, ajustes.max_tentativas or 1))
        self._lembrar(entrega)
        self._gravar()
        return True

    def _gravar(self) -> None:
        """Write what came of the attempts that the database has not heard of."""
        while self._por_gravar:
            self._banco.executar(fila_email.concluir, *self._por_gravar[0])
            self._por_gravar.pop(0)

    def _entregar(self, ajustes: AjustesEmail, email: Reivindicado) -> Entrega:
        senha = self._senha(ajustes) if ajustes.usuario else ""
        return correio.entregar(ajustes, senha, email.carta, lambda: monotonic() < self._guarda.vale_ate)

    def _lembrar(self, entrega: Entrega) -> None:
        """Let a server that fails rest, and tell everybody how the mail is."""
        falhou = entrega.desfecho is Desfecho.ESTACAO
        if falhou and self._guarda.correio != entrega.detalhe:
            log.warning("correio", detalhe=entrega.detalhe)
        self._guarda.correio = entrega.detalhe if falhou else ""
        if falhou:
            self._tentar_em = monotonic() + self._esperas[min(self._falhas, len(self._esperas) - 1)]
        self._falhas = self._falhas + 1 if falhou else 0
