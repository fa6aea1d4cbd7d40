"""From the login window to the protocolo, with the keyboard alone, and then every row that was written."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from psycopg.rows import dict_row
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from sqlalchemy import URL

from gsan_desk import app
from gsan_desk.domain.codigos import PARECER_DA_ABERTURA
from gsan_desk.domain.prazo import prever
from gsan_desk.services.sessao import entrar
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
ESCRITAS = (
    "atendimentopublico.registro_atendimento",
    "atendimentopublico.ra_unidade",
    "atendimentopublico.ra_solicitante",
    "atendimentopublico.tramite",
    "gsan_desk.ra_chave",
    "gsan_desk.ra_sms",
    "gsan_desk.sms_mensagem",
)
"""Tables that get a row; no other does."""


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


def test_registers_an_ra_with_the_keyboard_alone(qtbot: Any, dsn: URL, janela: Any, como: Callable[..., Any]) -> None:
    antes = _contagens(dsn)
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

    depois = _ultimas_linhas(dsn, protocolo)
    dominios = como("atendente").executar(entrar).dominios
    registro = depois["atendimentopublico.registro_atendimento"]
    previsto = prever(
        registro["rgat_tmregistroatendimento"].date(), dominios.especificacoes[IDS.espec_simples], dominios
    )
    assert f"código {registro['rgat_id']} " in tela.sucesso.frase.text()
    assert depois == _esperado(depois, protocolo, previsto)
    cresceram = Counter(_contagens(dsn))
    cresceram.subtract(antes)
    assert +cresceram == Counter(dict.fromkeys(depois, 1))
    with conectar(dsn) as conexao:
        autores = conexao.execute(
            "SELECT DISTINCT quem FROM gsan_desk.auditoria WHERE rgat_id = %s", (registro["rgat_id"],)
        ).fetchall()
    assert autores == [("atendente",)]


def _contagens(dsn: URL) -> dict[str, int]:
    """Count the rows of every table, but for the audit, which grows with each row written."""
    with conectar(dsn) as conexao:
        nomes = conexao.execute(
            "SELECT schemaname || '.' || tablename FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename NOT LIKE 'auditoria%'"
        ).fetchall()
        uniao = " UNION ALL ".join(f"SELECT '{nome}', count(*) FROM {nome}" for (nome,) in nomes)
        return dict(conexao.execute(uniao.encode()).fetchall())  # type: ignore[arg-type]  # rows are pairs


def _ultimas_linhas(dsn: URL, protocolo: str) -> dict[str, dict[str, Any]]:
    """Read the row that each table has of the RA."""
    with conectar(dsn) as conexao, conexao.cursor(row_factory=dict_row) as cursor:
        do_protocolo = "(SELECT rgat_id FROM atendimentopublico.ra_solicitante WHERE raso_nnprotocoloatendimento = %s)"
        linhas = {
            tabela: cursor.execute(f"SELECT * FROM {tabela} WHERE rgat_id = {do_protocolo}", (protocolo,)).fetchall()
            for tabela in ESCRITAS
        }
    assert {tabela: len(achadas) for tabela, achadas in linhas.items()} == dict.fromkeys(ESCRITAS, 1)
    return {tabela: achadas[0] for tabela, achadas in linhas.items()}


def _esperado(linhas: dict[str, dict[str, Any]], protocolo: str, previsto: date) -> dict[str, dict[str, Any]]:
    """Write every column of every row (spec 10 §11); the ids and the clock of the base are taken from it."""
    do_ra, do_tramite, da_mensagem = (linhas[nome] for nome in (ESCRITAS[0], ESCRITAS[3], ESCRITAS[6]))
    agora, momento = do_ra["rgat_tmultimaalteracao"], da_mensagem["criada_em"]
    ra, solicitante = do_ra["rgat_id"], linhas[ESCRITAS[2]]["raso_id"]
    atendimento = do_ra["rgat_tmregistroatendimento"]
    assert (agora.microsecond % 1000, atendimento.second, do_tramite["tram_tmtramite"]) == (0, 0, agora)
    assert timedelta(0) <= agora - atendimento < timedelta(minutes=5)
    celular = "+5581987654321"
    return {
        "atendimentopublico.registro_atendimento": dict.fromkeys(do_ra)
        | {
            "rgat_id": ra,
            "step_id": IDS.espec_simples,
            "meso_id": IDS.meio_balcao,
            "rgat_cdsituacao": 1,
            "rgat_tmregistroatendimento": atendimento,
            "rgat_dtprevistaoriginal": previsto,
            "rgat_dtprevistaatual": previsto,
            "rgat_icatendimentoonline": 1,
            "rgat_dsobservacao": "portao azul",
            "imov_id": IDS.imovel_normal,
            "lgbr_id": IDS.logradouro_bairro_flores,
            "lgcp_id": IDS.logradouro_cep_flores,
            "rgat_nnimovel": "100  ",
            "loca_id": IDS.localidade_centro,
            "stcm_id": IDS.setor_centro,
            "qdra_id": IDS.quadra_centro,
            "prua_id": 2,
            "pcal_id": 2,
            "rgat_nncoordenadanorte": Decimal("9108200.2500"),
            "rgat_nncoordenadaleste": Decimal("290100.5000"),
            "rgat_iccorrdenadassemlogr": 2,
            "rgat_icexecucaoliberada": 2,
            "unid_idatual": IDS.unidade_operacional,
            "rgat_tmultimaalteracao": agora,
        },
        "atendimentopublico.ra_unidade": {
            "raun_id": linhas["atendimentopublico.ra_unidade"]["raun_id"],
            "unid_id": IDS.unidade_loja,
            "rgat_id": ra,
            "usur_id": IDS.usuario_atendente,
            "attp_id": 1,
            "raun_tmultimaalteracao": agora,
        },
        "atendimentopublico.ra_solicitante": dict.fromkeys(linhas["atendimentopublico.ra_solicitante"])
        | {
            "raso_id": solicitante,
            "rgat_id": ra,
            "clie_id": IDS.cliente_cpf,
            "raso_icsolicitanteprincipal": 1,
            "raso_nnprotocoloatendimento": protocolo,
            "raso_icenvioemailpesquisa": 2,
            "raso_tmultimaalteracao": agora,
        },
        "atendimentopublico.tramite": {
            "tram_id": do_tramite["tram_id"],
            "rgat_id": ra,
            "tram_dsparecertramite": PARECER_DA_ABERTURA,
            "tram_tmtramite": agora,
            "tram_tmultimaalteracao": agora,
            "unid_idorigem": IDS.unidade_loja,
            "unid_iddestino": IDS.unidade_operacional,
            "usur_idregistro": IDS.usuario_atendente,
            "usur_idresponsavel": IDS.usuario_atendente,
        },
        "gsan_desk.ra_chave": {
            "chave": linhas["gsan_desk.ra_chave"]["chave"],
            "rgat_id": ra,
            "usur_id": IDS.usuario_atendente,
            "criado_em": momento,
        },
        "gsan_desk.ra_sms": {"rgat_id": ra, "raso_id": solicitante, "enviar": True, "numero": celular},
        "gsan_desk.sms_mensagem": dict.fromkeys(da_mensagem)
        | {
            "id": da_mensagem["id"],
            "tipo": 1,
            "rgat_id": ra,
            "raso_id": solicitante,
            "numero_informado": celular,
            "numero": celular,
            "texto": f"SANTA AURORA: sua solicitacao foi registrada. Protocolo {protocolo}, RA {ra}."
            f" Previsao de atendimento: {previsto:%d/%m/%Y}.",
            "alfabeto": "S",
            "partes": 1,
            "prioridade": 5,
            "situacao": 1,
            "tentativas": 0,
            "max_tentativas": 3,
            "criada_em": momento,
            "proxima_tentativa": momento,
            "expira_em": momento + timedelta(hours=24),
            "usur_id": IDS.usuario_atendente,
            "chave": f"RA:{ra}:1",
            "versao": 1,
            "reenvios": 0,
        },
    }


def _ate(teclado: Teclado, campo: Any, passos: int = 30) -> None:
    """Press Tab until the field has the focus."""
    for _ in range(passos):
        if campo.hasFocus() or campo.isAncestorOf(QApplication.focusWidget()):
            return
        teclado.tecla(Tab)
    raise AssertionError(f"Tab does not reach {campo.accessibleName()}")
