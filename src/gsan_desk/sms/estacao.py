"""A station put together: database, phone, dispatcher, and the ear that wakes it."""

from pathlib import Path

from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.database.escuta import Escuta
from gsan_desk.sms.aparelho import Aparelho
from gsan_desk.sms.despachante import Despachante, Prazos
from gsan_desk.sms.guarda import Identidade

CANAL = "gsan_desk_sms"
ESPERA_DA_ESCUTA = 2.0


class EstacaoSms:
    """Everything that one station runs; ``url`` must reach the server itself, not a pooler."""

    def __init__(
        self,
        url: URL,
        aparelho: Aparelho,
        identidade: Identidade,
        pasta: Path,
        pin: str = "",
        prazos: Prazos | None = None,
    ) -> None:
        self.banco = Banco(url, conexoes=2)
        self.despachante = Despachante(self.banco, aparelho, identidade, pasta, pin, prazos=prazos)
        self._escuta = Escuta(url, (CANAL,))

    def iniciar(self) -> None:
        """Start every thread."""
        self._escuta.iniciar(lambda _aviso: self.despachante.acordar(), lambda _estado: None)
        self.despachante.iniciar()

    def parar(self) -> None:
        """Stop after the part under way, give the lease back, close the connections."""
        self._escuta.parar()
        self._escuta.aguardar_fim(ESPERA_DA_ESCUTA)
        self.despachante.parar()
        self.banco.fechar()
