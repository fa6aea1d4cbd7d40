"""Consultar Trâmites do RA, with the trâmite of the row under the grid [UC0446] (spec 20 §8)."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from gsan_desk.services.tramite.consultar import TramiteDoRA, TramitesDoRA, consultar_tramites
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.consultas_do_ra.listas import Lido, PaginaLista
from gsan_desk.ui.consultas_do_ra.pagina import Cabecalho, Pares, codigo_e_nome
from gsan_desk.ui.consultas_do_ra.saida import SaidaDaLista
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.widgets.marca import rotulo

COLUNAS = (
    Coluna("data", "Data", lambda t: t.data.date(), "centro", 12),
    Coluna("hora", "Hora", lambda t: f"{t.data:%H:%M}", "centro", 8),
    Coluna("origem", "Unidade Origem", lambda t: t.origem, largura=30),
    Coluna("destino", "Unidade Destino", lambda t: t.destino, largura=30),
    Coluna("responsavel", "Usuário Responsável", lambda t: t.responsavel, largura=26),
    Coluna("parecer", "Parecer", lambda t: " ".join(t.parecer.split()), largura=50),
)
POR_LINHA = 4


class ConsultarTramites(PaginaLista):
    """How an RA got where it is, oldest first; the row in front is shown whole."""

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int, estado: Estado | None = None) -> None:
        self._numero = numero
        super().__init__(ponte, caminhos, f"Trâmites do RA {numero}", chave(numero), COLUNAS, estado, exportavel=True)
        self.detalhe = Cabecalho(POR_LINHA)
        quadro = QFrame()
        caixa = QVBoxLayout(quadro)
        caixa.setContentsMargins(0, 4, 0, 0)
        caixa.addWidget(rotulo("subtitulo", "Trâmite do Registro de Atendimento"))
        caixa.addWidget(self.detalhe)
        self.caixa.addWidget(quadro)
        self.tabela.mudou_linha.connect(self._mostrar_detalhe)
        dados, consultar = botao("Consultar &Dados do RA"), botao("&Consultar RA")
        dados.clicked.connect(lambda: caminhos.dados(numero))
        consultar.clicked.connect(lambda: caminhos.consultar(numero))
        self.saida = SaidaDaLista(ponte, self, f"tramites-do-ra-{numero}")
        self._oferecer(*self.saida.botoes, dados, consultar)

    async def _buscar(self) -> Lido:
        achado = await self._ponte.executar(consultar_tramites, self._ponte.contexto, self._numero)
        return Lido(_cabeca(achado), achado.tramites)

    def _mostrar_detalhe(self, tramite: TramiteDoRA | None) -> None:
        if tramite is not None:
            self.detalhe.mostrar(_pares(tramite))


def chave(numero: int) -> str:
    """Give the key of the tab."""
    return f"tramites_do_ra:{numero}"


def _cabeca(achado: TramitesDoRA) -> Pares:
    ra = achado.ra
    return [
        ("Número do RA", str(ra.numero)),
        ("Situação do RA", ra.situacao.nome),
        ("Tipo de Solicitação", codigo_e_nome(achado.tipo_id, ra.tipo)),
        ("Especificação", codigo_e_nome(achado.especificacao_id, ra.especificacao)),
        ("Unidade Atual", codigo_e_nome(ra.unidade_atual_id, ra.unidade_atual)),
        ("Unidade de Atendimento", codigo_e_nome(achado.unidade_atendimento_id, achado.unidade_atendimento)),
    ]


def _pares(tramite: TramiteDoRA) -> Pares:
    return [
        ("Unidade Origem", codigo_e_nome(tramite.origem_id, tramite.origem)),
        ("Unidade Destino", codigo_e_nome(tramite.destino_id, tramite.destino)),
        ("Usuário Responsável", codigo_e_nome(tramite.responsavel_id, tramite.responsavel)),
        ("Usuário Registro", codigo_e_nome(tramite.registro_id, tramite.registro)),
        ("Data da Tramitação", f"{tramite.data:%d/%m/%Y}"),
        ("Hora da Tramitação", f"{tramite.data:%H:%M:%S}"),
        ("Parecer", tramite.parecer),
    ]
