"""An act upon one RA: its data over the fields, the way back to it, and what to do when somebody changed it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.erros import Conflito, ErroDeUso
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.contato.pagina import PaginaContato
from gsan_desk.ui.contato.painel_do_ra import PainelDoRA
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.widgets.message_bar import Acao


class PaginaDoRA(PaginaContato):
    """A tab with ``PainelDoRA`` over its fields; ``chave`` keeps it single."""

    COM_PROTOCOLO = False
    VOLTAR, RELER = "&Voltar", "Reler o RA e manter o di&gitado"

    def __init__(
        self, ponte: Ponte, caminhos: Caminhos, numero: int, titulo: str, chave: str, verbo: str, painel: PainelDoRA
    ) -> None:
        self._caminhos, self._numero, self.painel = caminhos, numero, painel
        super().__init__(ponte, titulo, chave, verbo)
        self.voltar = botao(self.VOLTAR)
        self.voltar.setToolTip("Mostra o RA; o que foi digitado fica nesta aba.")
        self.voltar.clicked.connect(self._consultar)
        self.rodape.oferecer(self.voltar)

    def _cabeca(self) -> Sequence[QWidget]:
        return (self.painel,)

    def _saidas(self) -> list[Acao]:
        return [Acao("&Consultar RA", self._consultar), *super()._saidas()]

    def _discordar(self, erro: ErroDeUso) -> None:
        """Offer to look at the RA again after somebody changed it; what was typed stays."""
        if isinstance(erro, Conflito) and self._inicial is not None:
            self._oferecer_releitura(erro, self.RELER)
        else:
            super()._discordar(erro)

    def _consultar(self) -> None:
        self._caminhos.consultar(self._numero)
