"""The tabs about RAs in the main window: made when asked for, brought to the front when they are there."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.ui.auditoria.pagina import Auditoria
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consulta.navegador import Navegador
from gsan_desk.ui.consulta.pesquisar import pesquisar_ra
from gsan_desk.ui.consultas_do_ra import dados as pagina_dados
from gsan_desk.ui.consultas_do_ra.dados import ConsultarDadosRA
from gsan_desk.ui.consultas_do_ra.historico import HistoricoDoRA
from gsan_desk.ui.consultas_do_ra.listas import (
    ConsultarOS,
    ConsultarRAsDoImovel,
    RAsDeFaltaDeAgua,
    RAsEncerradosDoLocal,
)
from gsan_desk.ui.consultas_do_ra.pagina import PaginaConsulta
from gsan_desk.ui.consultas_do_ra.solicitantes import ConsultarSolicitantes
from gsan_desk.ui.contato.pagina import PaginaContato
from gsan_desk.ui.devolucao.do_ra import DevolucaoDoRATela
from gsan_desk.ui.encerramento.duplicidade import DesfazerDuplicidade
from gsan_desk.ui.encerramento.encerrar import EncerrarUmRA
from gsan_desk.ui.ordem_servico.gerar import GerarOSDoRA
from gsan_desk.ui.reativacao.reativar import ReativarUmRA
from gsan_desk.ui.registro_atendimento.consultas import mostrar_debitos
from gsan_desk.ui.reiteracao.reiterar import ReiterarRA
from gsan_desk.ui.sms.mensagens import CHAVE as SMS
from gsan_desk.ui.sms.mensagens import MensagensSms
from gsan_desk.ui.solicitante.adicionar import AdicionarSolicitanteAoRA
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tramite.consultar import ConsultarTramites
from gsan_desk.ui.tramite.tramitar import TramitarUmRA

_DE_UM_RA = ("dados_do_ra", "solicitantes_do_ra", "os_do_ra", "tramites_do_ra", "historico_do_ra", "devolucao_do_ra")


class AbasDoRA(QObject):
    """Answer the ``Caminhos`` of every screen.

    ``url_cliente`` is where the web system shows a cliente, with ``{cliente}`` for its code; empty, there is none.

    Args:
        montar_atualizar: makes the tab of Atualizar RA, which draws on more than the tabs here.

    Signals:
        ra_mudou: number of an RA that was changed from here.
    """

    ra_mudou = Signal(int)
    url_cliente = ""

    def __init__(
        self,
        ponte: Ponte,
        estado: Estado,
        janela: Navegador,
        montar_atualizar: Callable[[int], QWidget],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._ponte, self._estado, self._janela = ponte, estado, janela
        self._montar_atualizar = montar_atualizar

    def consultar(self, numero: int) -> QWidget | None:
        """Open Consultar RA."""
        return self._janela.abrir("consultar_ra", numero=numero)

    def dados(self, numero: int) -> QWidget:
        """Open Consultar Dados do RA."""
        return self._abrir(pagina_dados.chave(numero), lambda: ConsultarDadosRA(self._ponte, self, numero))

    def solicitantes(self, numero: int) -> QWidget:
        """Open Consultar Solicitantes do RA."""
        return self._abrir(
            f"solicitantes_do_ra:{numero}", lambda: ConsultarSolicitantes(self._ponte, self, numero, self._estado)
        )

    def ordens(self, numero: int) -> QWidget:
        """Open Consultar Ordens de Serviço do RA."""
        return self._abrir(f"os_do_ra:{numero}", lambda: ConsultarOS(self._ponte, self, numero, self._estado))

    def historico(self, numero: int) -> QWidget:
        """Open the Histórico of an RA."""
        return self._abrir(f"historico_do_ra:{numero}", lambda: HistoricoDoRA(self._ponte, self, numero, self._estado))

    def auditoria(self, numero: int) -> QWidget:
        """Open the audit of an RA."""

        def montar() -> Auditoria:
            pagina = Auditoria(self._ponte, self._estado, self, numero)
            pagina.fechar_pedido.connect(lambda: self.fechar(pagina))
            return pagina

        return self._abrir(f"auditoria:{numero}", montar)

    def ras_do_imovel(self, matricula: int, situacao: SituacaoRA | None = None) -> QWidget:
        """Open Consultar RAs do Imóvel."""
        pagina = self._abrir(
            f"ras_do_imovel:{matricula}",
            lambda: ConsultarRAsDoImovel(self._ponte, self, matricula, situacao, self._estado),
        )
        if isinstance(pagina, ConsultarRAsDoImovel):
            pagina.filtrar(situacao)
        return pagina

    def debitos(self, matricula: int) -> object:
        """Show Consultar Débitos, in a window beside the tabs."""
        return self._ponte.iniciar(mostrar_debitos(self._ponte, matricula, self._janela.abas), self._janela.abas)

    def encerrados_do_local(self, numero: int) -> QWidget:
        """Open RAs encerrados do local."""
        return self._abrir(
            f"encerrados_do_local:{numero}", lambda: RAsEncerradosDoLocal(self._ponte, self, numero, self._estado)
        )

    def falta_de_agua(self, numero: int) -> QWidget:
        """Open RAs de falta de água da área."""
        return self._abrir(f"falta_de_agua:{numero}", lambda: RAsDeFaltaDeAgua(self._ponte, self, numero, self._estado))

    def adicionar_solicitante(
        self, numero: int, digitado: dict[str, Any] | None = None, ao_concluir: Callable[[], object] | None = None
    ) -> QWidget:
        """Open Adicionar Solicitante; one that is being typed is not filled anew."""
        return self._contato(
            f"adicionar_solicitante:{numero}",
            lambda: AdicionarSolicitanteAoRA(self._ponte, self, numero, digitado),
            ao_concluir,
        )

    def atualizar(self, numero: int) -> QWidget:
        """Open Atualizar RA; one that is being typed stays as it is."""
        return self._abrir(f"atualizar_ra:{numero}", lambda: self._montar_atualizar(numero))

    def reiterar(self, numero: int) -> QWidget:
        """Open Reiterar RA."""
        return self._contato(f"reiterar:{numero}", lambda: ReiterarRA(self._ponte, self, numero))

    def cadastro_do_cliente(self) -> Callable[[int], object] | None:
        """Give what shows a cliente in the browser."""
        if not self.url_cliente:
            return None
        return lambda codigo: QDesktopServices.openUrl(QUrl(self.url_cliente.replace("{cliente}", str(codigo))))

    def gerar_os(self, numero: int) -> QWidget:
        """Open Gerar OS."""
        return self._contato(f"gerar_os:{numero}", lambda: GerarOSDoRA(self._ponte, self, numero))

    def tramitar(self, numero: int) -> QWidget:
        """Open Tramitar RA."""
        return self._contato(f"tramitar:{numero}", lambda: TramitarUmRA(self._ponte, self, numero))

    def encerrar(
        self, numero: int, duplicidade_de: int | None = None, ao_concluir: Callable[[], object] | None = None
    ) -> QWidget:
        """Open Encerrar RA; one that is being typed stays as it is."""
        return self._contato(
            f"encerrar:{numero}",
            lambda: EncerrarUmRA(self._ponte, self, numero, self._escolher_ra, duplicidade_de),
            ao_concluir,
        )

    def desfazer_duplicidade(self, numero: int) -> QWidget:
        """Open the undoing of a wrong RA de Referência."""
        return self._contato(f"desfazer_duplicidade:{numero}", lambda: DesfazerDuplicidade(self._ponte, self, numero))

    def reativar(self, numero: int, ao_concluir: Callable[[], object] | None = None) -> QWidget:
        """Open Reativar RA."""
        return self._contato(f"reativar:{numero}", lambda: ReativarUmRA(self._ponte, self, numero), ao_concluir)

    def tramites(self, numero: int) -> QWidget:
        """Open Consultar Trâmites do RA."""
        return self._abrir(
            f"tramites_do_ra:{numero}", lambda: ConsultarTramites(self._ponte, self, numero, self._estado)
        )

    def devolucao(self, numero: int) -> QWidget:
        """Open Devolução of an RA."""
        return self._abrir(f"devolucao_do_ra:{numero}", lambda: DevolucaoDoRATela(self._ponte, self, numero))

    def mensagens_sms(self, numero: int) -> QWidget:
        """Open the SMS messages of an RA."""
        return self._abrir(f"{SMS}:{numero}", lambda: self._mensagens_sms(numero))

    def mudou(self, numero: int) -> None:
        """Let the tabs that show an RA read it again."""
        for nome in _DE_UM_RA:
            pagina = self._janela.abas.procurar(f"{nome}:{numero}")
            if isinstance(pagina, PaginaConsulta):
                pagina.reler()
        self.ra_mudou.emit(numero)

    def fechar(self, pagina: QWidget) -> None:
        """Close a tab, if it agrees."""
        self._janela.abas.pedir_fechamento(pagina)

    def acompanhar(self, pagina: PaginaContato) -> PaginaContato:
        """Close a tab when it asks for it."""
        pagina.fechar_pedido.connect(lambda: self.fechar(pagina))
        return pagina

    def _mensagens_sms(self, numero: int) -> MensagensSms:
        pagina = MensagensSms(self._ponte, self._estado, self, numero)
        pagina.fechar_pedido.connect(lambda: self.fechar(pagina))
        return pagina

    async def _escolher_ra(self, _digitado: str) -> Achado | None:
        escolhido = await pesquisar_ra(self._ponte, self._estado, self._janela.abas)
        return Achado(escolhido.numero, str(escolhido.numero), escolhido.especificacao) if escolhido else None

    def _contato(
        self, chave: str, montar: Callable[[], PaginaContato], ao_concluir: Callable[[], object] | None = None
    ) -> QWidget:
        pagina = self._abrir(chave, lambda: self.acompanhar(montar()))
        if ao_concluir is not None and isinstance(pagina, PaginaContato):
            pagina.concluido.connect(lambda _feito: ao_concluir())
        return pagina

    def _abrir(self, chave: str, montar: Callable[[], QWidget]) -> QWidget:
        pagina = self._janela.abas.procurar(chave)
        if pagina is None:
            pagina = montar()
        elif isinstance(pagina, PaginaConsulta):
            pagina.reler()
        return self._janela.abrir_aba(pagina, pagina.windowTitle(), chave)
