"""The manual inside the program: F1 finds the page and the heading of where one is; links, search, way back."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from gsan_desk.ui import recursos, theme
from gsan_desk.ui.funcoes import FUNCOES
from gsan_desk.ui.main_window import JanelaPrincipal
from gsan_desk.ui.manual.ajuda import onde
from gsan_desk.ui.manual.janela import JanelaManual
from gsan_desk.ui.manual.onde import DAS_FUNCOES, DAS_PARTES, DAS_TELAS, INDICE, do_modulo, endereco
from gsan_desk.ui.manual.paginas import ancora, paginas

UI = Path(recursos.__file__).parent
ENDERECOS = sorted({*DAS_FUNCOES.values(), *DAS_TELAS.values(), *(p for partes in DAS_PARTES.values() for p in partes)})
_MODULOS = {".".join(f.relative_to(UI).with_suffix("").parts): f for f in sorted(UI.rglob("*.py"))}
_SEM_LUGAR = {"aviso_solto", "cadastro.dialogo", "manual.janela"}


@pytest.fixture
def manual(qtbot):
    janela = JanelaManual()
    qtbot.addWidget(janela)
    janela.show()
    qtbot.waitExposed(janela)
    return janela


@pytest.fixture
def janela(ponte, estado, qtbot):
    janela = JanelaPrincipal(ponte, estado, base="teste")
    qtbot.addWidget(janela, before_close_func=lambda j: setattr(j, "_saindo", True))
    janela.show()
    janela.activateWindow()
    qtbot.waitUntil(janela.isActiveWindow)
    return janela


def _aberto(dono: QWidget) -> JanelaManual | None:
    achado = dono.findChild(JanelaManual, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return achado if achado is not None and achado.isVisible() else None


def _mostrado(manual: JanelaManual) -> str:
    url = manual.leitor.source()
    return url.fileName() + (f"#{url.fragment()}" if url.hasFragment() else "")


def test_every_function_of_the_menu_has_its_place_in_the_manual() -> None:
    assert {f.id for f in FUNCOES} == set(DAS_FUNCOES)


@pytest.mark.parametrize("alvo", ENDERECOS)
def test_every_place_is_a_page_and_a_heading_that_exist(alvo: str) -> None:
    nome, _, titulo = alvo.partition("#")
    textos = {p.arquivo: p.texto for p in paginas()}
    assert nome in textos
    titulos = {ancora(t) for t in re.findall(r"^#+ (.+)$", textos[nome], re.MULTILINE)}
    assert not titulo or titulo in titulos


def test_every_module_that_the_places_name_exists() -> None:
    pacotes = {nome.removesuffix(".__init__") for nome in _MODULOS}
    assert {*DAS_TELAS, *DAS_PARTES} - pacotes == set()


def test_every_window_and_tab_has_its_place() -> None:
    com_titulo = {nome for nome, arquivo in _MODULOS.items() if "self.setWindowTitle(" in arquivo.read_text()}
    assert {nome for nome in com_titulo - _SEM_LUGAR if do_modulo(f"gsan_desk.ui.{nome}") is None} == set()


@pytest.mark.parametrize(
    ("telas", "esperado"),
    [
        ([("", "gsan_desk.ui.tramite.tramitar")], "tramitar.md#tramitar"),
        ([("consultar:7", "gsan_desk.ui.consulta.consultar")], "filtrar-e-consultar.md#consultar-um-ra"),
        ([("atualizar_situacao_imovel:3", "gsan_desk.ui.cadastro.pagina")], "configuracao.md#situação-do-imóvel"),
        (
            [("", "gsan_desk.ui.registro_atendimento.anexos"), ("", "gsan_desk.ui.atualizacao.atualizar")],
            "atualizar-ra.md#4-anexos",
        ),
        (
            [("", "gsan_desk.ui.registro_atendimento.anexos"), ("", "gsan_desk.ui.registro_atendimento.inserir")],
            "inserir-ra.md#4-anexos",
        ),
        (
            [("", "gsan_desk.ui.registro_atendimento.dados_gerais"), ("", "gsan_desk.ui.atualizacao.atualizar")],
            "atualizar-ra.md",
        ),
        ([("", "builtins")], INDICE),
    ],
)
def test_the_place_follows_the_screen_and_its_part(telas, esperado) -> None:
    assert endereco(telas) == esperado


@pytest.mark.parametrize("arquivo", [p.arquivo for p in paginas()])
def test_every_page_shows_with_its_pictures_and_every_link_of_it_leads_somewhere(manual, arquivo) -> None:
    manual.ir(arquivo)
    leitor, documento = manual.leitor, manual.leitor.document()
    assert documento.toPlainText().startswith(next(p.titulo for p in paginas() if p.arquivo == arquivo))
    figuras = [QUrl(nome) for nome in leitor._imagens]
    prontas = [figura for figura in figuras if Path(leitor.source().resolved(figura).toLocalFile()).exists()]
    assert [figura.toString() for figura in prontas if leitor._imagem(figura).isNull()] == []
    fora = [alvo for alvo in _alvos(documento) if not alvo.isRelative()]
    assert [alvo.toString() for alvo in fora if alvo.scheme() not in ("https", "http")] == []
    dentro = [leitor.source().resolved(alvo) for alvo in _alvos(documento) if alvo.isRelative()]
    assert [alvo.toString() for alvo in dentro if not Path(alvo.toLocalFile()).exists()] == []


def _alvos(documento) -> list[QUrl]:
    achados, bloco = [], documento.begin()
    while bloco.isValid():
        pedaco = bloco.begin()
        while not pedaco.atEnd():
            if alvo := pedaco.fragment().charFormat().anchorHref():
                achados.append(QUrl(alvo))
            pedaco += 1
        bloco = bloco.next()
    return achados


def test_a_heading_is_reached_and_the_way_back_kept(manual, qtbot) -> None:
    manual.ir("entrar.md")
    manual.ir("inserir-ra.md#concluir")
    barra = manual.leitor.verticalScrollBar()
    qtbot.waitUntil(lambda: barra.value() > 0)
    assert manual.lista.currentItem().text() == "Inserir um RA"
    qtbot.keyClick(manual, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: _mostrado(manual) == "entrar.md")
    qtbot.keyClick(manual, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: _mostrado(manual) == "inserir-ra.md#concluir")


def test_the_pictures_are_no_wider_than_the_page(manual, qtbot) -> None:
    manual.ir("inserir-ra.md")
    for largura in (620, 900):
        manual.resize(largura, 500)
        qtbot.waitUntil(lambda: not manual.leitor._acertar.isActive())
        assert manual.leitor.horizontalScrollBar().maximum() == 0
        assert manual.leitor.document().idealWidth() <= manual.leitor.viewport().width()


def test_search_lists_the_pages_and_goes_from_place_to_place(manual, qtbot) -> None:
    manual.ir(INDICE)
    qtbot.keyClick(manual, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(manual.procura, "NUMEROS DOS FORMULARIOS")
    assert [manual.lista.item(i).text() for i in range(manual.lista.count())] == [
        "Teclas",
        "O que só o supervisor faz",
    ]
    qtbot.keyClick(manual.procura, Qt.Key.Key_Return)
    assert _mostrado(manual) == "teclas.md"
    assert manual.leitor.textCursor().selectedText() == "números dos formulários"
    manual.lista.itemActivated.emit(manual.lista.item(1))
    qtbot.keyClick(manual, Qt.Key.Key_F3)
    assert _mostrado(manual) == "supervisor.md"
    assert manual.leitor.textCursor().selectedText() == "números dos formulários"
    qtbot.keyClick(manual, Qt.Key.Key_F3)
    assert manual.leitor.textCursor().selectedText() == "Números dos formulários"
    manual.procura.setText("qwertyuiop")
    assert manual.nada.isVisible()


def test_a_change_of_theme_redraws_the_page_where_it_was(manual, qapp, qtbot) -> None:
    manual.ir("inserir-ra.md#concluir")
    qtbot.waitUntil(lambda: manual.leitor.verticalScrollBar().value() > 0)
    try:
        theme.aplicar(qapp, "escuro")
        assert manual.leitor.document().toPlainText().startswith("Inserir um RA")
        links = [f for f in _formatos(manual.leitor.document()) if f.anchorHref()]
        assert {link.foreground().color().name() for link in links} == {theme.ESCURO.info}
        assert manual.leitor.verticalScrollBar().value() > 0
    finally:
        theme.aplicar(qapp, "claro")


def _formatos(documento):
    return [formato.toCharFormat() for formato in documento.allFormats() if formato.isCharFormat()]


def test_f1_opens_the_manual_at_the_tab_in_front(janela, qtbot) -> None:
    tela = QWidget()
    tela.setWindowTitle("Painel")
    tela.chave = "painel"
    QVBoxLayout(tela).addWidget(QLineEdit())
    janela.registrar("painel", lambda: tela)
    janela.abrir_aba(tela, "Painel", "painel")
    qtbot.keyClick(janela, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: _aberto(janela) is not None)
    assert _mostrado(_aberto(janela)) == "supervisor.md#o-painel"


def test_f1_without_tabs_opens_the_beginning(janela, qtbot) -> None:
    qtbot.keyClick(janela, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: _aberto(janela) is not None)
    assert _mostrado(_aberto(janela)) == INDICE


def test_f1_inside_a_dialog_opens_the_manual_over_it(janela, qtbot) -> None:
    janela.mostrar_paleta()
    dialogo = next(d for d in janela.findChildren(QDialog) if d.isVisible())
    qtbot.waitUntil(lambda: dialogo.isActiveWindow() and dialogo.focusWidget() is not None)
    assert onde(dialogo) == DAS_TELAS["paleta"]
    qtbot.keyClick(dialogo, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: _aberto(dialogo) is not None)
    assert _mostrado(_aberto(dialogo)) == DAS_TELAS["paleta"]


def test_the_manual_and_its_pictures_go_with_the_program() -> None:
    raiz = UI.parents[2]
    assert '"docs" = "gsan_desk/resources/docs"' in (raiz / "pyproject.toml").read_text()
    spec = (raiz / "empacotamento" / "gsan-desk.spec").read_text()
    assert '(str(RAIZ / "docs"), "gsan_desk/resources/docs")' in spec
