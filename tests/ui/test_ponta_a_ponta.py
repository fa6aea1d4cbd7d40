"""From the login window to the protocolo, with the keyboard alone, and then every row that was written."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from sqlalchemy import URL

from gsan_desk import app
from gsan_desk.settings import Ajustes
from gsan_desk.ui.bridge import Saida
from gsan_desk.ui.caixa.caixa import CaixaDaUnidade
from gsan_desk.ui.main_window import JanelaPrincipal
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.state import Estado
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS
from tests.support.teclado import Teclado

Controle, Alt, Enter, Tab = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.Key.Key_Return,
    Qt.Key.Key_Tab,
)
TABELAS = {
    "registro_atendimento": "rgat_id",
    "ra_unidade": "rgat_id",
    "ra_solicitante": "rgat_id",
    "tramite": "rgat_id",
    "ra_anexo": "rgat_id",
    "ra_conta": "rgat_id",
    "ordem_servico": "rgat_id",
}
UMA_LINHA = {"registro_atendimento", "ra_unidade", "ra_solicitante", "tramite"}


@pytest.fixture
def janela(
    laco: Any, qtbot: Any, rodar: Callable[..., Any], dsn: URL, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """The main window, reached through the login window by typing."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    estado = Estado(tmp_path / "estado.json")

    async def abrir() -> Any:
        return await app.oferecer_entrada(estado, Ajustes(servidores=[]), Saida())

    login = rodar(abrir())
    qtbot.addWidget(login)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    teclado = Teclado(qtbot)
    endereco = dsn.set(drivername="postgresql", username=None, password=None)
    for texto in (endereco.render_as_string(), "atendente", SENHA):
        teclado.digitar(texto)
        teclado.tecla(Tab)
    teclado.tecla(Enter)
    qtbot.waitUntil(lambda: _principal() is not None, timeout=10000)
    janela = _principal()
    qtbot.waitUntil(lambda: not login.isVisible())
    _reativar(qtbot, janela)
    yield janela
    janela.abas.clear()
    janela.close()


def _reativar(qtbot: Any, janela: QWidget) -> None:
    """Do what a desk's window manager does when another window or a drop-down list goes."""
    with qtbot.waitActive(janela):
        janela.activateWindow()


def _principal() -> Any:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, JanelaPrincipal) and w.isVisible()), None)


class JanelasSoltas(QObject):
    """Collects widgets that flash as windows of their own because they were shown before they had a parent."""

    def __init__(self) -> None:
        super().__init__()
        self.vistas: list[QObject] = []

    def eventFilter(self, alvo: QObject, evento: QEvent) -> bool:
        janela = evento.type() is QEvent.Type.Show and isinstance(alvo, QWidget) and alvo.isWindow()
        if janela and not isinstance(alvo, (QMainWindow, QDialog)) and alvo.windowType() is Qt.WindowType.Window:
            self.vistas.append(alvo)
        return False


@pytest.fixture
def soltas(qapp: QApplication) -> Any:
    soltas = JanelasSoltas()
    qapp.installEventFilter(soltas)
    yield soltas
    qapp.removeEventFilter(soltas)


@pytest.mark.parametrize("funcao", ["inserir_ra", "manter_ra", "consultar_ra"])
def test_opening_a_function_flashes_no_window(qtbot: Any, janela: Any, soltas: JanelasSoltas, funcao: str) -> None:
    aba = janela.abrir(funcao)
    qtbot.waitUntil(lambda: aba.isAncestorOf(QApplication.focusWidget()))
    assert soltas.vistas == []


def test_the_caixa_is_open_after_the_login(qtbot: Any, janela: Any) -> None:
    caixa = janela.abas.currentWidget()
    assert isinstance(caixa, CaixaDaUnidade)
    qtbot.waitUntil(lambda: caixa.topo.frescor.text() == "Ao vivo")
    qtbot.waitUntil(lambda: janela.abas.tabText(0) == "Caixa da Unidade (1)")


def test_registers_an_ra_with_the_keyboard_alone(qtbot: Any, dsn: URL, janela: Any) -> None:
    teclado = Teclado(qtbot)
    qtbot.keyClick(janela, Qt.Key.Key_N, Controle)
    qtbot.waitUntil(lambda: isinstance(janela.abas.currentWidget(), InserirRA))
    tela: InserirRA = janela.abas.currentWidget()
    qtbot.waitUntil(lambda: tela.protocolo.texto().startswith("20"))
    protocolo = tela.protocolo.texto()
    qtbot.waitUntil(lambda: tela.isAncestorOf(QApplication.focusWidget()))
    dados, local = tela.formulario.dados_gerais, tela.formulario.local.campos

    for combo, texto in ((dados.tipo, "CASOS"), (dados.especificacao, "SIMPLES")):
        _ate(teclado, combo)
        teclado.digitar(texto)
        lista = combo.completer().popup()
        qtbot.waitUntil(lista.isVisible)
        for tecla in (Qt.Key.Key_Down, Enter):
            qtbot.keyClick(lista, tecla)
        qtbot.waitUntil(lambda: not lista.isVisible())  # noqa: B023 - waited for before the next turn
        _reativar(qtbot, janela)
    _ate(teclado, dados.observacao)
    teclado.digitar("portao azul")
    teclado.tecla(Qt.Key.Key_2, Alt)
    qtbot.waitUntil(lambda: tela.formulario.parte == 1)
    _ate(teclado, local.imovel_id.codigo)
    teclado.digitar(str(IDS.imovel_normal))
    with qtbot.waitSignal(tela.formulario.local.imovel_mudou):
        teclado.tecla(Enter)
    _reativar(qtbot, janela)
    teclado.tecla(Qt.Key.Key_3, Alt)
    qtbot.waitUntil(tela.avisos.isVisible)
    teclado.tecla(Enter, Controle)
    qtbot.waitUntil(lambda: tela.formulario.isVisible() and tela.formulario.parte == 2)
    teclado.tecla(Enter, Controle)
    qtbot.waitUntil(tela.sucesso.isVisible, timeout=10000)

    with conectar(dsn) as conexao:
        (ra,) = conexao.execute(
            "SELECT rgat_id FROM atendimentopublico.ra_solicitante WHERE raso_nnprotocoloatendimento = %s", (protocolo,)
        ).fetchone() or (0,)
        quantas = {
            tabela: conexao.execute(
                f"SELECT count(*) FROM atendimentopublico.{tabela} WHERE {chave} = %s", (ra,)
            ).fetchone()
            for tabela, chave in TABELAS.items()
        }
        registro = conexao.execute(
            "SELECT rgat_cdsituacao, imov_id, step_id, rgat_dsobservacao, rgat_icatendimentoonline, unid_idatual"
            " FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s",
            (ra,),
        ).fetchone()
        solicitante = conexao.execute(
            "SELECT clie_id, raso_nmsolicitante, raso_icsolicitanteprincipal"
            " FROM atendimentopublico.ra_solicitante WHERE rgat_id = %s",
            (ra,),
        ).fetchone()
        tramite = conexao.execute(
            "SELECT t.unid_idorigem, t.unid_iddestino = r.unid_idatual, u.usur_nmlogin"
            " FROM atendimentopublico.tramite t JOIN atendimentopublico.registro_atendimento r USING (rgat_id)"
            " JOIN seguranca.usuario u ON u.usur_id = t.usur_idregistro WHERE rgat_id = %s",
            (ra,),
        ).fetchone()
        autor = conexao.execute(
            "SELECT DISTINCT quem FROM gsan_desk.auditoria"
            " WHERE tabela = 'atendimentopublico.registro_atendimento' AND linha = %s",
            (ra,),
        ).fetchall()
    assert f"código {ra} " in tela.sucesso.frase.text()
    assert quantas == {t: (1 if t in UMA_LINHA else 0,) for t in TABELAS}
    assert registro is not None
    assert registro[:5] == (1, IDS.imovel_normal, IDS.espec_simples, "portao azul", 1)
    assert solicitante == (IDS.cliente_cpf, None, 1)
    assert tramite == (IDS.unidade_loja, True, "atendente")
    assert autor == [("atendente",)]


def _ate(teclado: Teclado, campo: Any, passos: int = 30) -> None:
    """Press Tab until the field has the focus."""
    for _ in range(passos):
        if campo.hasFocus() or campo.isAncestorOf(QApplication.focusWidget()):
            return
        teclado.tecla(Tab)
    raise AssertionError(f"Tab does not reach {campo.accessibleName()}")
