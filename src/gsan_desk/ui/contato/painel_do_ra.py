"""Dados do Registro de Atendimento: what heads Tramitar, Encerrar and Reativar, read-only (spec 20 §5.1)."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from gsan_desk.services.ra_consultar import RAConsulta
from gsan_desk.ui.consulta.dobravel import Dobravel
from gsan_desk.ui.consultas_do_ra.pagina import Cabecalho, Pares, codigo_e_nome
from gsan_desk.ui.tables.column import texto_de

POR_LINHA = 5
ALTURA_MAXIMA = 300


class PainelDoRA(Dobravel):
    """Folded at start, when its line says which RA it is; long texts scroll, so that the form keeps its room.

    Args:
        com_protocolo: shows Nº Protocolo, as Encerrar and Reativar do.
    """

    def __init__(self, *, com_protocolo: bool = False, parent: QWidget | None = None) -> None:
        self._com_protocolo = com_protocolo
        self.fatos = Cabecalho(POR_LINHA)
        super().__init__("Dados do Registro de Atendimento", _Rolagem(self.fatos), parent=parent)

    def mostrar(self, ra: RAConsulta) -> None:
        """Show an RA."""
        protocolo = ra.solicitante.protocolo if ra.solicitante is not None else ""
        self.fatos.mostrar(
            [
                ("Número do RA", str(ra.numero)),
                *([("Nº Protocolo", protocolo)] if self._com_protocolo else []),
                ("Situação do RA", ra.situacao.nome),
                *_associado(ra),
                *_gerais(ra),
                *_encerramento(ra),
                *_solicitante(ra),
                *_local(ra),
                (
                    "Unidade de Atendimento",
                    codigo_e_nome(ra.gerais.unidade_atendimento_id, ra.gerais.unidade_atendimento),
                ),
                ("Unidade Atual", codigo_e_nome(ra.gerais.unidade_atual_id, ra.gerais.unidade_atual)),
            ]
        )
        lugar = ra.local.endereco or ra.local.descricao
        atual = f"em {ra.gerais.unidade_atual}" if ra.gerais.unidade_atual else "sem unidade atual"
        self.conteudo.updateGeometry()
        self.resumir(f"RA {ra.numero}, {ra.gerais.especificacao}, {lugar}, {atual}")


class _Rolagem(QScrollArea):
    """As tall as what is in it where there is room, and no taller than leaves room for a form."""

    def __init__(self, conteudo: QWidget) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._conteudo = conteudo
        self.setWidget(conteudo)

    def sizeHint(self) -> QSize:
        conteudo = self._conteudo
        largura = max(self.viewport().width(), conteudo.minimumSizeHint().width())
        altura = conteudo.heightForWidth(largura) if conteudo.hasHeightForWidth() else conteudo.sizeHint().height()
        return QSize(largura, min(altura, ALTURA_MAXIMA))

    def resizeEvent(self, evento: QResizeEvent) -> None:
        super().resizeEvent(evento)
        if evento.size().width() != evento.oldSize().width():
            self.updateGeometry()


def _associado(ra: RAConsulta) -> Pares:
    if ra.associado is None:
        return []
    numero = ra.associado.rotulo.rstrip(":")
    situacao = numero.replace("Número", "Situação", 1)
    return [(numero, str(ra.associado.numero)), (situacao, ra.associado.situacao.nome)]


def _gerais(ra: RAConsulta) -> Pares:
    gerais = ra.gerais
    return [
        ("Tipo de Solicitação", codigo_e_nome(gerais.tipo_id, gerais.tipo)),
        ("Especificação", codigo_e_nome(gerais.especificacao_id, gerais.especificacao)),
        ("Meio de Solicitação", gerais.meio),
        ("Matrícula do Imóvel", texto_de(ra.local.imovel_id)),
        ("Inscrição", ra.local.inscricao),
        ("Data e Hora do Atendimento", texto_de(gerais.data_atendimento)),
        ("Data Prevista", texto_de(gerais.data_prevista)),
    ]


def _encerramento(ra: RAConsulta) -> Pares:
    fim = ra.encerramento
    return [
        ("Data do Encerramento", texto_de(fim.data) if fim is not None else ""),
        ("Motivo do Encerramento", fim.motivo if fim is not None else ""),
    ]


def _solicitante(ra: RAConsulta) -> Pares:
    """Show the principal as what it is: a cliente, a unit, or somebody by name."""
    quem = ra.solicitante
    if quem is None:
        return [("Nome do Solicitante", "")]
    if quem.cliente_id is not None:
        return [("Cliente Solicitante", codigo_e_nome(quem.cliente_id, quem.cliente))]
    if quem.unidade_id is not None:
        return [("Unidade Solicitante", codigo_e_nome(quem.unidade_id, quem.unidade))]
    return [("Nome do Solicitante", quem.nome)]


def _local(ra: RAConsulta) -> Pares:
    local = ra.local
    lugar = (codigo_e_nome(local.localidade_id, local.localidade), local.setor_comercial, local.quadra)
    return [
        ("Endereço da Ocorrência", local.endereco or local.descricao),
        ("Ponto de Referência", local.ponto_referencia),
        ("Bairro", local.bairro),
        ("Área do Bairro", local.area),
        ("Local/Setor/Quadra", " / ".join(str(parte) for parte in lugar if parte)),
        ("Divisão de Esgoto", local.divisao_esgoto),
    ]
