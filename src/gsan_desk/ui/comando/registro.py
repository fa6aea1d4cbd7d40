"""What the execution of a command did, RA by RA."""

from PySide6.QtWidgets import QCheckBox

from gsan_desk.domain.comando_encerramento import LinhaExecucao
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.services.comando_encerramento import execucao
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consulta.gravar_lista import gravar_lista
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.consultas_do_ra.pagina import PaginaConsulta
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna, Destaque
from gsan_desk.ui.tables.view import TabelaLinhas

COLUNAS = (
    Coluna("ra", "Número do RA", lambda x: x.ra, "direita", 16),
    Coluna("resultado", "Resultado", lambda x: "Encerrado" if x.encerrado else "Não encerrado", largura=16),
    Coluna("ordens", "OS encerradas", lambda x: x.ordens, "direita", 14),
    Coluna("quando", "Quando", lambda x: x.quando, "centro", 18),
    Coluna("motivo", "Por que não foi encerrado", lambda x: x.mensagem, largura=70),
)


class RegistroDoComando(PaginaConsulta):
    """The tab; those left open come first."""

    def __init__(self, ponte: Ponte, caminhos: Caminhos, estado: Estado, numero: int) -> None:
        self._numero = numero
        self.so_recusados = QCheckBox("Só os &não encerrados")
        self.tabela = TabelaLinhas(
            COLUNAS,
            nome="comando.registro",
            titulo="Registro da Execução",
            estado=estado,
            destaque=_destaque,
            exportavel=True,
        )
        super().__init__(ponte, caminhos, f"Execução do Comando {numero}", chave(numero))
        self.filtros.addWidget(self.so_recusados)
        self.filtros.addStretch()
        self.caixa.addWidget(self.tabela)
        self.exportar = botao("E&xportar…")
        self._oferecer(self.exportar)
        self.exportar.clicked.connect(self._exportar)
        self.tabela.exportar_pedido.connect(self._exportar)
        self.so_recusados.toggled.connect(lambda _: self.reler())
        self.tabela.ativado.connect(lambda linha: caminhos.consultar(linha.ra))
        self.setFocusProxy(self.tabela)

    async def _ler(self) -> None:
        linhas = await self._ponte.executar(execucao, self._numero, self.so_recusados.isChecked())
        if not linhas:
            raise RegraViolada(violacao("NENHUM_REGISTRO"))
        self.tabela.modelo.definir(linhas)
        self.tabela.ir_para()

    def _exportar(self) -> None:
        titulo = f"Execução do Comando {self._numero}"
        linhas, colunas = self.tabela.modelo.linhas, self.tabela.colunas_visiveis()
        self._ponte.iniciar(gravar_lista(self.window(), self.barra, titulo, colunas, linhas), self)


def chave(numero: int) -> str:
    """Give the key of the tab."""
    return f"comando:{numero}"


def _destaque(linha: LinhaExecucao) -> Destaque | None:
    return None if linha.encerrado else Destaque("aviso", linha.mensagem)
