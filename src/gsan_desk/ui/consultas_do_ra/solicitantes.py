"""Consultar Solicitantes do RA, with Dados do Solicitante under the grid [UC0447]."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.services.ra_consultar import SolicitanteDoRA
from gsan_desk.services.solicitante import consultar_solicitantes
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.consultas_do_ra.listas import Lido, PaginaLista
from gsan_desk.ui.consultas_do_ra.pagina import Cabecalho, Pares, codigo_e_nome, do_ra
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.widgets.marca import rotulo

COLUNAS = (
    Coluna("principal", "Principal", lambda s: s.principal, "centro", 10),
    Coluna("protocolo", "Protocolo", lambda s: s.protocolo, "centro", 18),
    Coluna("cliente", "Cliente", lambda s: s.cliente_id, "direita", 11),
    Coluna("nome", "Nome do Solicitante", lambda s: s.quem, largura=38),
    Coluna("unidade", "Unidade", lambda s: s.unidade, largura=28),
    Coluna("funcionario", "Funcionário Responsável", lambda s: s.funcionario, largura=30),
)
POR_LINHA = 4


class ConsultarSolicitantes(PaginaLista):
    """Who asked for an RA, the principal first; the row in front is shown whole."""

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int, estado: Estado | None = None) -> None:
        self._numero = numero
        super().__init__(
            ponte, caminhos, f"Solicitantes do RA {numero}", f"solicitantes_do_ra:{numero}", COLUNAS, estado
        )
        self.detalhe = Cabecalho(POR_LINHA)
        quadro = QFrame()
        caixa = QVBoxLayout(quadro)
        caixa.setContentsMargins(0, 4, 0, 0)
        caixa.addWidget(rotulo("subtitulo", "Dados do Solicitante"))
        caixa.addWidget(self.detalhe)
        self.caixa.addWidget(quadro)
        self.tabela.mudou_linha.connect(self._mostrar_detalhe)
        self.adicionar, dados = botao("Adic&ionar Solicitante"), botao("Consultar &Dados do RA")
        self.adicionar.clicked.connect(lambda: caminhos.adicionar_solicitante(numero))
        dados.clicked.connect(lambda: caminhos.dados(numero))
        self._oferecer(self.adicionar, dados)

    async def _buscar(self) -> Lido:
        achado = await self._ponte.executar(consultar_solicitantes, self._ponte.contexto, self._numero)
        encerrado = achado.ra.situacao is SituacaoRA.ENCERRADO
        self.adicionar.setEnabled(not encerrado)
        self.adicionar.setToolTip("RA encerrado não recebe solicitante." if encerrado else "")
        return Lido(do_ra(achado.ra), achado.solicitantes)

    def _mostrar_detalhe(self, solicitante: SolicitanteDoRA | None) -> None:
        if solicitante is not None:
            self.detalhe.mostrar(pares_do_solicitante(solicitante))


def pares_do_solicitante(solicitante: SolicitanteDoRA) -> Pares:
    """Write everything of a solicitante."""
    fones = "; ".join(f"{f.texto} {f.tipo}{' (principal)' if f.principal else ''}" for f in solicitante.fones)
    return [
        ("Nº Protocolo", solicitante.protocolo),
        ("Solicitante Principal", "Sim" if solicitante.principal else "Não"),
        ("Nome", solicitante.quem),
        ("Cliente", codigo_e_nome(solicitante.cliente_id, solicitante.cliente)),
        ("Unidade", codigo_e_nome(solicitante.unidade_id, solicitante.unidade)),
        ("Funcionário", codigo_e_nome(solicitante.funcionario_id, solicitante.funcionario)),
        ("Fone(s)", fones),
        ("E-mail", solicitante.email),
        ("Endereço", solicitante.endereco),
        ("Ponto de Referência", solicitante.ponto_referencia),
    ]
