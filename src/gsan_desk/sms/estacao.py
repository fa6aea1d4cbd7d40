"""A station put together: database, phone, dispatcher, mail, and the ear that wakes it."""

from pathlib import Path

from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.database.escuta import Escuta
from gsan_desk.domain.avisos import CANAL_SMS, ESTADO_SMS, Aviso
from gsan_desk.sms.aparelho import Aparelho
from gsan_desk.sms.carteiro import Carteiro, Senha, sem_senha
from gsan_desk.sms.despachante import Despachante, Prazos
from gsan_desk.sms.guarda import Identidade

ESPERA_DA_ESCUTA = 2.0


class EstacaoSms:
    """Everything that one station runs; ``url`` must reach the server itself, not a pooler.

    Args:
        senha_do_email: finds the password of the mail server, in this computer.
    """

    def __init__(
        self,
        url: URL,
        aparelho: Aparelho,
        identidade: Identidade,
        pasta: Path,
        pin: str = "",
        prazos: Prazos | None = None,
        senha_do_email: Senha = sem_senha,
    ) -> None:
        self.banco = Banco(url, conexoes=3)
        self.despachante = Despachante(self.banco, aparelho, identidade, pasta, pin, prazos=prazos)
        self.carteiro = Carteiro(self.banco, self.despachante.guarda, senha_do_email)
        self._escuta = Escuta(url, (CANAL_SMS,))

    def iniciar(self) -> None:
        """Start every thread."""
        self._escuta.iniciar(self._ouvir, lambda _estado: None)
        self.carteiro.iniciar()
        self.despachante.iniciar()

    def _ouvir(self, aviso: Aviso) -> None:
        """Look at the queue; what only tells how messages go is for the workstations."""
        if aviso.carga != ESTADO_SMS:
            self.despachante.acordar()

    def parar(self) -> None:
        """Stop after the part and the e-mail under way, give the lease back, close the connections."""
        self._escuta.parar()
        self._escuta.aguardar_fim(ESPERA_DA_ESCUTA)
        self.carteiro.parar()
        self.despachante.parar()
        self.banco.fechar()
