"""From one screen about an RA to another: what they ask for, without knowing who answers."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.codigos import SituacaoRA


class Caminhos(Protocol):
    """Opens tabs; one that is open already comes to the front."""

    def consultar(self, numero: int) -> object:
        """Open Consultar RA [UC0424]."""

    def dados(self, numero: int) -> object:
        """Open Consultar Dados do RA [UC0452]."""

    def solicitantes(self, numero: int) -> object:
        """Open Consultar Solicitantes do RA [UC0447]."""

    def ordens(self, numero: int) -> object:
        """Open Consultar Ordens de Serviço do RA [UC0431]."""

    def historico(self, numero: int) -> object:
        """Open the time line of an RA."""

    def auditoria(self, numero: int) -> object:
        """Open the audit of an RA."""

    def ras_do_imovel(self, matricula: int, situacao: SituacaoRA | None = None) -> object:
        """Open Consultar RAs do Imóvel [UC0449]."""

    def debitos(self, matricula: int) -> object:
        """Show what an imóvel owes [UC0067]."""

    def encerrados_do_local(self, numero: int) -> object:
        """Open RAs encerrados do local [UC0366 SB0015]."""

    def falta_de_agua(self, numero: int) -> object:
        """Open RAs de falta de água da área [UC0366 SB0019]."""

    def adicionar_solicitante(
        self, numero: int, digitado: dict[str, Any] | None = None, ao_concluir: Callable[[], object] | None = None
    ) -> object:
        """Open Adicionar Solicitante [UC0366 SB0010] with what was typed elsewhere."""

    def atualizar(self, numero: int) -> object:
        """Open Atualizar RA [UC0408]."""

    def reiterar(self, numero: int) -> object:
        """Open Reiterar RA [UC0425]."""

    def cadastro_do_cliente(self) -> Callable[[int], object] | None:
        """Give what opens the register of a cliente in the web system; ``None`` where nobody said where it is."""

    def gerar_os(self, numero: int) -> object:
        """Open Gerar OS [UC0430]."""

    def tramitar(self, numero: int) -> object:
        """Open Tramitar RA [UC0427]."""

    def encerrar(
        self, numero: int, duplicidade_de: int | None = None, ao_concluir: Callable[[], object] | None = None
    ) -> object:
        """Open Encerrar RA [UC0435], proposed as a duplicate of another RA when that is given."""

    def desfazer_duplicidade(self, numero: int) -> object:
        """Open the undoing of a wrong RA de Referência."""

    def reativar(self, numero: int, ao_concluir: Callable[[], object] | None = None) -> object:
        """Open Reativar RA [UC0426]."""

    def tramites(self, numero: int) -> object:
        """Open Consultar Trâmites do RA [UC0446]."""

    def devolucao(self, numero: int) -> object:
        """Open Devolução of an RA [UC1130]."""

    def mensagens_sms(self, numero: int) -> object:
        """Open the SMS messages of an RA."""

    def mudou(self, numero: int) -> None:
        """Say that an RA was changed here."""

    def fechar(self, pagina: QWidget) -> None:
        """Close a tab, if it agrees."""
