"""Read-only windows of §4 and §9.4: lists of RAs, and the programme of an área. They block nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gsan_desk.services.debito import Debito
from gsan_desk.services.programacao import Programacao
from gsan_desk.services.ra_duplicidade import TipoAviso
from gsan_desk.ui.pesquisas.contas import formatar_referencia
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna, texto_de
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.widgets.marca import rotulo

AbrirRA = Callable[[int], object]
Cabecalho = Sequence[tuple[str, str]]

_NUMERO = Coluna("numero", "R.A.", lambda r: r.numero, "direita", 9)
_COMPLEMENTO = Coluna("complemento", "Compl. Endereço", lambda r: r.complemento, largura=20)
_ENDERECO = Coluna("endereco", "Endereço da Ocorrência", lambda r: r.endereco, largura=52)
_IMOVEL = Coluna("imovel", "Imóvel", lambda r: r.imovel_id, "direita", 10)
_DATA = Coluna("data", "Data", lambda r: r.atendido_em.date(), largura=11)
_HORA = Coluna("hora", "Hora", lambda r: r.atendido_em.time(), largura=6)
COLUNAS_PENDENTES = (
    _NUMERO,
    _COMPLEMENTO,
    Coluna("referencia", "Referência", lambda r: r.referencia, largura=26),
    _DATA,
    _HORA,
)
COLUNAS_ENCERRADOS = (
    _NUMERO,
    _COMPLEMENTO,
    Coluna("referencia", "Ponto Referência", lambda r: r.referencia, largura=22),
    Coluna("atendimento", "Atend.", lambda r: r.atendido_em.date(), largura=11),
    Coluna("encerramento", "Encerra.", lambda r: r.encerrado_em.date() if r.encerrado_em else None, largura=11),
    Coluna("motivo", "Motivo", lambda r: r.motivo, largura=30),
)
COLUNAS_AREA = (_NUMERO, _IMOVEL, _ENDERECO, _DATA, _HORA)
COLUNAS_IMOVEL = (
    _NUMERO,
    Coluna("situacao", "Situação", lambda r: r.situacao.nome, largura=11),
    _DATA,
    _HORA,
    Coluna("endereco", "Endereço da Ocorrência", lambda r: r.endereco, largura=46),
)
COLUNAS_DEBITOS = (
    Coluna("tipo", "Débito", lambda d: d.tipo, largura=18),
    Coluna("numero", "Número", lambda d: d.numero, "direita", 10),
    Coluna("referencia", "Mês/Ano", lambda d: formatar_referencia(d.referencia) if d.referencia else None, largura=9),
    Coluna("vencimento", "Vencimento", lambda d: d.vencimento, largura=12),
    Coluna("valor", "Valor", lambda d: d.valor, "direita", 12),
)
JANELAS: dict[TipoAviso, tuple[str, str, tuple[Coluna, ...]]] = {
    TipoAviso.PENDENTE_NO_LOCAL: ("Consultar RAs Pendentes", "RAs pendentes no local da ocorrência", COLUNAS_PENDENTES),
    TipoAviso.ENCERRADO_NO_LOCAL: (
        "Consultar RAs Encerrados",
        "RAs encerrados do local da ocorrência",
        COLUNAS_ENCERRADOS,
    ),
    TipoAviso.AREA_GENERALIZADA: ("Consultar RAs", "RAs de falta de água na área do bairro", COLUNAS_AREA),
    TipoAviso.AREA_IMOVEIS: (
        "Consultar RAs",
        "Registros de Atendimento de Falta de Água no Imóvel da Área de Bairro",
        COLUNAS_AREA,
    ),
    TipoAviso.GENERALIZADA_COM_IMOVEIS: ("Consultar RAs", "RAs pendentes de falta de água", COLUNAS_AREA),
}
"""Button, title and columns of the window of each warning about other RAs."""


@dataclass(frozen=True, slots=True)
class Oferta:
    """A button under a list of RAs: it closes the window and acts on the RA of the row, or on ``todos``."""

    texto: str
    fazer: Callable[[tuple[int, ...]], object]
    todos: bool = False


class _Janela(QDialog):
    """A head of pairs, a body, Fechar."""

    def __init__(self, titulo: str, cabecalho: Cabecalho, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(titulo)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 420)
        pares = QFormLayout()
        pares.setVerticalSpacing(2)
        for nome, valor in cabecalho:
            pares.addRow(rotulo("fraco", f"{nome}:"), QLabel(valor, wordWrap=True))
        self.caixa = QVBoxLayout(self)
        self.caixa.addLayout(pares)
        self.botoes = QHBoxLayout()
        self.botoes.addStretch()

    def _rodape(self, *botoes: QPushButton) -> None:
        fechar = botao("&Fechar")
        fechar.clicked.connect(self.reject)
        for alvo in (*botoes, fechar):
            self.botoes.addWidget(alvo)
        self.caixa.addLayout(self.botoes)


class JanelaRAs(_Janela):
    """A list of RAs; Enter opens one, and the window stays.

    Args:
        adicionar: attaches the caller to the RA of the row, instead of opening another (spec 10 §4.2, §4.4).
        ofertas: what else may be done with the RAs of the list (spec 10 §4.3, §4.6).
    """

    def __init__(  # noqa: PLR0913 - keyword-only, each a choice of its own
        self,
        titulo: str,
        cabecalho: Cabecalho,
        linhas: Sequence[Any],
        colunas: Sequence[Coluna],
        *,
        abrir_ra: AbrirRA | None = None,
        adicionar: AbrirRA | None = None,
        ofertas: Sequence[Oferta] = (),
        estado: Estado | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(titulo, cabecalho, parent)
        self._abrir_ra, self._adicionar, self._linhas = abrir_ra, adicionar, tuple(linhas)
        nome = "ra.aviso." + "-".join(coluna.nome for coluna in colunas)
        self.tabela = TabelaLinhas(colunas, nome=nome, titulo=titulo, estado=estado)
        self.tabela.modelo.definir(linhas)
        self.tabela.ir_para(0)
        self.caixa.addWidget(self.tabela, 1)
        consultar = botao("&Consultar RA")
        if abrir_ra is None:
            consultar.hide()
        consultar.setEnabled(bool(linhas))
        consultar.clicked.connect(lambda: self._abrir(self.tabela.atual()))
        self.tabela.ativado.connect(self._abrir)
        adicionar_ao_ra = botao("&Adicionar Solicitante ao RA")
        adicionar_ao_ra.clicked.connect(lambda: self._juntar(self.tabela.atual()))
        botoes = [self._botao_da_oferta(oferta) for oferta in ofertas]
        self._rodape(*((adicionar_ao_ra,) if adicionar is not None else ()), *botoes, consultar)
        self.tabela.setFocus(Qt.FocusReason.OtherFocusReason)

    def _abrir(self, linha: Any) -> None:
        if linha is not None and self._abrir_ra is not None:
            self._abrir_ra(linha.numero)

    def _botao_da_oferta(self, oferta: Oferta) -> QPushButton:
        resultado = botao(oferta.texto)
        resultado.setEnabled(self.tabela.modelo.rowCount() > 0)
        resultado.clicked.connect(lambda: self._aceitar(oferta))
        return resultado

    def _aceitar(self, oferta: Oferta) -> None:
        atual = self.tabela.atual()
        linhas = self._linhas if oferta.todos else ((atual,) if atual is not None else ())
        if linhas:
            self.accept()
            oferta.fazer(tuple(linha.numero for linha in linhas))

    def _juntar(self, linha: Any) -> None:
        if linha is not None and self._adicionar is not None:
            self.accept()
            self._adicionar(linha.numero)


class JanelaProgramacao(_Janela):
    """Supply and maintenance planned for an área in the month [UC0440]."""

    def __init__(self, cabecalho: Cabecalho, programa: Programacao, parent: QWidget | None = None) -> None:
        super().__init__("Programação de Abastecimento e Manutenção", cabecalho, parent)
        partes = (("Abastecimento", programa.abastecimento, False), ("Manutenção", programa.manutencao, True))
        for nome, linhas, com_descricao in partes:
            self.caixa.addWidget(rotulo("subtitulo", nome))
            colunas = (_INICIO, _FIM, _DESCRICAO) if com_descricao else (_INICIO, _FIM)
            tabela = TabelaLinhas(colunas, nome=f"ra.programacao.{nome.lower()}", titulo=nome)
            tabela.modelo.definir(linhas)
            self.caixa.addWidget(tabela, 1)
        self._rodape()


class JanelaDebitos(_Janela):
    """What the imóvel owes, with the sum [UC0067]."""

    def __init__(self, cabecalho: Cabecalho, debitos: Sequence[Debito], parent: QWidget | None = None) -> None:
        total = texto_de(sum((d.valor for d in debitos), Decimal("0.00")))
        super().__init__("Consultar Débitos", [*cabecalho, ("Total vencido", f"R$ {total}")], parent)
        self.tabela = TabelaLinhas(COLUNAS_DEBITOS, nome="imovel.debitos", titulo="Débitos do imóvel")
        self.tabela.modelo.definir(debitos)
        self.caixa.addWidget(self.tabela, 1)
        self._rodape()
        self.tabela.setFocus(Qt.FocusReason.OtherFocusReason)


def _momento(valor: datetime) -> str:
    return f"{valor:%d/%m/%Y %H:%M}"


_INICIO = Coluna("inicio", "Início", lambda p: p.inicio, largura=18, formato=_momento)
_FIM = Coluna("fim", "Fim", lambda p: p.fim, largura=18, formato=_momento)
_DESCRICAO = Coluna("descricao", "Descrição", lambda p: p.descricao, largura=48)
