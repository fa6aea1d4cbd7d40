"""The Caixa da unidade: what others do appears by itself, and the person stays where they were."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from sqlalchemy import URL

from gsan_desk import app
from gsan_desk.database.escuta import Escuta
from gsan_desk.domain.avisos import CANAL_RA, EstadoEscuta
from gsan_desk.settings import Ajustes, Servidor
from gsan_desk.ui.bridge import EstadoConexao
from gsan_desk.ui.caixa import acompanhamento as ritmo
from gsan_desk.ui.caixa.caixa import CaixaDaUnidade
from gsan_desk.ui.caixa.topo import E_SUBORDINADAS, MINHA
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.encerramento.encerrar import EncerrarUmRA
from gsan_desk.ui.tramite.tramitar import TramitarUmRA
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS
from tests.support.escuta import PACIENCIA
from tests.support.mesa_ra import MesaRA
from tests.support.mnemonicos import repetidos
from tests.support.teclado import contar

AP = "atendimentopublico"
RA = f"{AP}.registro_atendimento"
COPIA = f"""
INSERT INTO {RA} SELECT (jsonb_populate_record(NULL::{RA}, to_jsonb(r)
    || jsonb_build_object('rgat_id', 800000 + n, 'rgat_idmanual', NULL))).*
FROM {RA} r, generate_series(1, %s) n WHERE rgat_id = %s
"""
DA_OPERACIONAL = [9006, 9001, 9004, 9005, 9009, 9011, 9012, 9002, 9010]
NA_OPERACIONAL = IDS.unidade_operacional


class Caixa(MesaRA):
    """A workstation that listens, with its Caixa in front."""

    def __init__(self, qtbot: Any, banco: Any, pasta: Any, rodar: Any, escuta: Escuta) -> None:
        super().__init__(qtbot, banco, pasta, rodar, escuta)
        self.escuta = escuta
        self.avisos: list[Any] = []
        self.estacao._avisos.chegou.connect(self.avisos.append)
        self.estacao.comecar()
        self.tela: CaixaDaUnidade = self.esperar(CaixaDaUnidade)
        qtbot.waitUntil(lambda: "Lendo" not in self.tela.topo.total.text())

    @property
    def numeros(self) -> list[int]:
        return [linha.id for linha in self.tela.tabela.modelo.linhas]

    def ate(self, pronto: Any) -> None:
        self.qtbot.waitUntil(pronto, timeout=10_000)

    def ao_vivo(self) -> None:
        """Wait until it listens and has read what it might have missed before."""
        self.ate(lambda: self.tela.topo.frescor.text() == "Ao vivo" and bool(self.avisos))
        self.quieta()

    def quieta(self) -> None:
        """Wait until nothing is being read, nor about to be."""
        leitura = self.estacao._acompanhamento
        self.ate(lambda: not leitura._relogio.isActive() and not leitura._lendo)

    def celula(self, numero: int, coluna: str) -> str:
        linha = next(x for x in self.tela.tabela.modelo.linhas if x.id == numero)
        return next(c for c in self.tela.tabela.modelo.colunas if c.nome == coluna).texto(linha)

    def menu(self) -> str:
        return self.estacao.janela._acoes["caixa_da_unidade"].text()

    def acabar(self) -> None:
        self.escuta.parar()
        assert self.escuta.aguardar_fim(PACIENCIA)
        self.fechar()


@pytest.fixture
def abrir(qtbot, laco, dsn: URL, como, tmp_path, rodar, monkeypatch) -> Iterator[Any]:
    monkeypatch.setattr(ritmo, "FOLGA", 100)
    abertas: list[Caixa] = []

    def abrir(login: str = "atendente2", **opcoes: Any) -> Caixa:
        escuta = Escuta(dsn.set(username=login, password=SENHA), (CANAL_RA,), **opcoes)
        abertas.append(Caixa(qtbot, como(login), tmp_path, rodar, escuta))
        return abertas[-1]

    yield abrir
    for aberta in abertas:
        aberta.acabar()


@pytest.fixture
def caixa(abrir) -> Caixa:
    caixa = abrir()
    caixa.ao_vivo()
    return caixa


@pytest.fixture
def web(dsn: URL) -> Iterator[psycopg.Connection[Any]]:
    """Somebody else on the same rows."""
    with conectar(dsn) as conexao:
        yield conexao


def test_it_is_the_home_tab_with_a_count_in_tab_and_menu(caixa: Caixa) -> None:
    assert caixa.titulos == ["Caixa da Unidade (9)"]
    assert caixa.menu() == "Caixa da Unidade (9)"
    assert caixa.numeros == DA_OPERACIONAL
    assert caixa.tela.topo.total.text() == "9 RAs, 2 com prazo vencido"
    assert caixa.tela.tabela.hasFocus()
    assert caixa.tela.tabela.atual().id == DA_OPERACIONAL[0]
    assert not caixa.falhas


def test_the_status_bar_tells_how_changes_are_heard_of(caixa: Caixa) -> None:
    assert caixa.janela._estado_barra.texto_da_conexao() == "Conectado, ao vivo"


def test_colours_and_words_of_a_row(caixa: Caixa) -> None:
    modelo = caixa.tela.tabela.modelo
    dicas = {linha.id: modelo.index(n, 0).data(Qt.ItemDataRole.ToolTipRole) for n, linha in enumerate(modelo.linhas)}
    assert dicas[IDS.ra_urgente] == "Registro de Atendimento em caráter de urgência"
    assert dicas[IDS.ra_reiterado].startswith("Registro de Atendimento reiterado\nPrazo vencido: ")
    assert dicas[IDS.ra_pendente_imovel].startswith("Prazo vencido: ")
    assert dicas[IDS.ra_pendente_endereco] is None
    assert caixa.celula(IDS.ra_urgente, "marca") == "URG"
    assert caixa.celula(IDS.ra_reiterado, "marca") == "R1"
    assert caixa.celula(IDS.ra_bloqueado, "situacao") == "Blq"


def test_an_ra_moved_here_by_somebody_else_appears_and_one_moved_away_goes(
    caixa: Caixa, web: psycopg.Connection[Any]
) -> None:
    web.execute(f"UPDATE {RA} SET unid_idatual = %s WHERE rgat_id = %s", (NA_OPERACIONAL, IDS.ra_da_loja))
    caixa.ate(lambda: IDS.ra_da_loja in caixa.numeros)
    assert caixa.celula(IDS.ra_da_loja, "marca") == "NOVO"
    assert caixa.tela.topo.novos.text() == "1 &novo"
    caixa.ate(lambda: caixa.menu() == "Caixa da Unidade (10)")
    web.execute(f"UPDATE {RA} SET unid_idatual = %s WHERE rgat_id = %s", (IDS.unidade_loja, IDS.ra_da_loja))
    caixa.ate(lambda: IDS.ra_da_loja not in caixa.numeros)
    assert not caixa.tela.topo.novos.isVisible()
    caixa.ate(lambda: caixa.titulos == ["Caixa da Unidade (9)"])


def test_changes_and_closings_of_others_show(caixa: Caixa, web: psycopg.Connection[Any]) -> None:
    web.execute(f"UPDATE {RA} SET rgat_qtreiteracoes = 7 WHERE rgat_id = %s", (IDS.ra_com_os,))
    caixa.ate(lambda: caixa.celula(IDS.ra_com_os, "reiteracoes") == "7")
    assert not caixa.tela.topo.novos.isVisible()
    web.execute(f"UPDATE {RA} SET rgat_cdsituacao = 2 WHERE rgat_id = %s", (IDS.ra_com_os,))
    caixa.ate(lambda: IDS.ra_com_os not in caixa.numeros)


def test_selection_scroll_and_focus_stay(caixa: Caixa, web: psycopg.Connection[Any]) -> None:
    web.execute(COPIA, (60, IDS.ra_urgente))
    caixa.ate(lambda: len(caixa.numeros) == 69)
    tabela = caixa.tela.tabela
    tabela.ir_para(40)
    tabela.scrollTo(tabela.currentIndex())
    antes, no_alto = tabela.atual(), tabela.modelo.linha(tabela.verticalScrollBar().value())
    assert tabela.verticalScrollBar().value() > 0
    web.execute(f"UPDATE {RA} SET unid_idatual = %s WHERE rgat_id = %s", (NA_OPERACIONAL, IDS.ra_da_loja))
    web.execute(f"UPDATE {RA} SET rgat_cdsituacao = 2 WHERE rgat_id = %s", (IDS.ra_reiterado,))
    web.execute(f"UPDATE {RA} SET rgat_dtprevistaatual = '2000-01-01' WHERE rgat_id = %s", (IDS.ra_pendente_endereco,))
    caixa.ate(
        lambda: (
            IDS.ra_da_loja in caixa.numeros
            and IDS.ra_reiterado not in caixa.numeros
            and caixa.numeros[0] == IDS.ra_pendente_endereco
        )
    )
    assert tabela.atual().id == antes.id
    assert [linha.id for linha in tabela.selecionadas()] == [antes.id]
    assert tabela.modelo.linha(tabela.verticalScrollBar().value()).id == no_alto.id
    assert tabela.hasFocus()


def test_when_the_row_in_hand_leaves_the_next_one_is_in_hand(caixa: Caixa, web: psycopg.Connection[Any]) -> None:
    assert caixa.tela.tabela.atual().id == DA_OPERACIONAL[0]
    web.execute(f"UPDATE {RA} SET rgat_cdsituacao = 2 WHERE rgat_id = %s", (DA_OPERACIONAL[0],))
    caixa.ate(lambda: caixa.numeros == DA_OPERACIONAL[1:])
    assert [linha.id for linha in caixa.tela.tabela.selecionadas()] == [DA_OPERACIONAL[1]]
    assert caixa.tela.tabela.atual().id == DA_OPERACIONAL[1]


def test_what_concerns_other_units_is_not_read(caixa: Caixa, web: psycopg.Connection[Any]) -> None:
    with contar(caixa.banco.engine) as enviados:
        with caixa.qtbot.waitSignal(caixa.estacao._avisos.chegou):
            web.execute(f"UPDATE {RA} SET rgat_dsobservacao = 'x' WHERE rgat_id = %s", (IDS.ra_da_loja,))
        assert not caixa.estacao._acompanhamento._relogio.isActive()
    assert enviados == []


def da_caixa(enviados: list[str]) -> list[str]:
    """Leave out what the window asks of the SMS from time to time."""
    return [comando for comando in enviados if "sms_mensagem" not in comando]


def test_one_change_costs_two_statements_and_ten_thousand_three(caixa: Caixa, web: psycopg.Connection[Any]) -> None:
    with contar(caixa.banco.engine) as enviados:
        web.execute(COPIA, (1, IDS.ra_urgente))
        caixa.ate(lambda: caixa.menu() == "Caixa da Unidade (10)")
    assert len(da_caixa(enviados)) == 2
    with contar(caixa.banco.engine) as enviados:
        web.execute(COPIA.replace("800000", "810000"), (10_000, IDS.ra_urgente))
        caixa.ate(lambda: caixa.menu() == "Caixa da Unidade (mais de 10.000)")
    assert len(da_caixa(enviados)) == 3
    assert caixa.titulos == ["Caixa da Unidade (mais de 10.000)"]


def test_a_burst_of_small_changes_is_joined(caixa: Caixa, web: psycopg.Connection[Any], monkeypatch) -> None:
    monkeypatch.setattr(ritmo, "FOLGA", 2000)
    with contar(caixa.banco.engine) as enviados:
        for n in range(200):
            web.execute(f"UPDATE {RA} SET rgat_qtreiteracoes = %s WHERE rgat_id = %s", (n, IDS.ra_com_os))
        caixa.ate(lambda: caixa.celula(IDS.ra_com_os, "reiteracoes") == "199")
    assert len(enviados) <= 6


def test_new_ones_are_counted_visited_and_then_not_new_any_more(caixa: Caixa, web: psycopg.Connection[Any]) -> None:
    web.execute(COPIA, (2, IDS.ra_urgente))
    caixa.ate(lambda: caixa.tela.topo.novos.text() == "2 &novos")
    assert caixa.celula(800001, "marca") == "NOVO URG"
    caixa.tela.topo.novos.click()
    assert caixa.tela.tabela.atual().id == 800001
    assert caixa.tela.topo.novos.text() == "1 &novo"
    assert caixa.celula(800001, "marca") == "URG"
    caixa.tela._envelhecer.timeout.emit()
    assert not caixa.tela.topo.novos.isVisible()
    assert caixa.celula(800002, "marca") == "URG"


def test_enter_opens_the_ra_and_the_menu_has_what_stands_beside_it(caixa: Caixa) -> None:
    caixa.teclado.tecla(Qt.Key.Key_Down)
    caixa.teclado.tecla(Qt.Key.Key_Return)
    assert caixa.esperar(ConsultarRA).windowTitle()
    menu = caixa.tela.tabela._menu_da_linha()
    assert any("Dados do RA" in acao.text().replace("&", "") for acao in menu.actions())
    menu.close()


@pytest.mark.parametrize(("tecla", "tela"), [(Qt.Key.Key_R, TramitarUmRA), (Qt.Key.Key_E, EncerrarUmRA)])
def test_a_row_is_forwarded_or_closed_with_the_keyboard_alone(caixa: Caixa, qtbot, tecla: Qt.Key, tela: type) -> None:
    """Down to the row, Menu key, mnemonic."""
    caixa.teclado.tecla(Qt.Key.Key_Down)
    numero = caixa.tela.tabela.atual().id
    tecla_menu(caixa.tela.tabela)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    caixa.teclado.tecla(tecla)
    assert str(numero) in caixa.esperar(tela).windowTitle()


def tecla_menu(tabela: QWidget) -> None:
    """Press the Menu key, as the window system tells of it."""
    meio = tabela.rect().center()
    QApplication.sendEvent(
        tabela.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, meio, tabela.mapToGlobal(meio))
    )


def test_the_filter_looks_at_what_is_read_and_reads_the_rest(caixa: Caixa, web: psycopg.Connection[Any]) -> None:
    web.execute(COPIA, (150, IDS.ra_pendente_endereco))
    caixa.ate(lambda: caixa.menu() == "Caixa da Unidade (159)")
    assert len(caixa.numeros) == 100
    caixa.tela.topo.filtro.setFocus()
    caixa.teclado.digitar("800150")
    caixa.ate(lambda: caixa.numeros == [800150])
    assert caixa.tela.topo.filtradas.text() == "1 linha"
    caixa.tela.topo.filtro.setText("urgencia")
    caixa.tela.topo.filtro.setText("rua flóres 800001")
    caixa.ate(lambda: caixa.numeros == [800001])
    caixa.tela.topo.filtro.clear()
    caixa.ate(lambda: len(caixa.numeros) == 159)


def test_scrolling_to_the_end_reads_the_next_page(caixa: Caixa, web: psycopg.Connection[Any]) -> None:
    web.execute(COPIA, (150, IDS.ra_urgente))
    caixa.ate(lambda: len(caixa.numeros) == 100)
    caixa.tela.tabela.scrollToBottom()
    caixa.ate(lambda: len(caixa.numeros) == 159)
    assert caixa.numeros == [*DA_OPERACIONAL[:7], *range(800001, 800151), *DA_OPERACIONAL[7:]]


def test_units_below_are_a_choice_that_is_remembered(abrir, web: psycopg.Connection[Any]) -> None:
    caixa = abrir("supervisor")
    assert caixa.tela.topo.abrangencia.currentText() == E_SUBORDINADAS
    assert set(DA_OPERACIONAL) < set(caixa.numeros)
    caixa.ao_vivo()
    web.execute(COPIA, (1, IDS.ra_urgente))
    caixa.ate(lambda: 800001 in caixa.numeros)
    caixa.tela.topo.abrangencia.setCurrentText(MINHA)
    caixa.ate(lambda: caixa.tela.topo.total.text() == "Nenhum RA")
    assert caixa.numeros == []
    assert caixa.estado.obter("caixa.subordinadas") is False


def test_a_unit_without_subordinates_has_no_choice(caixa: Caixa) -> None:
    assert not caixa.tela.topo.abrangencia.isVisible()


def test_warnings_of_urgency_stay_until_acknowledged(caixa: Caixa, web: psycopg.Connection[Any]) -> None:
    """Spec 20 §5.10."""
    assert caixa.tela.barra.textos() == (f"RA urgente não visto: {IDS.ra_urgente}.",)
    caixa.botao(caixa.tela, "Ir ao RA").click()
    assert caixa.tela.tabela.atual().id == IDS.ra_urgente
    caixa.botao(caixa.tela, "Marcar como vistos").click()
    caixa.ate(lambda: caixa.tela.barra.textos() == ())
    vistos = f"SELECT vrau_icvisualiza FROM {AP}.visualizacao_ra_urgencia WHERE usur_id = %s"
    assert web.execute(vistos, (IDS.usuario_atendente2,)).fetchall() == [(1,)]


def test_with_the_tab_closed_the_menu_goes_on_counting(caixa: Caixa, web: psycopg.Connection[Any]) -> None:
    mortas: list[int] = []
    caixa.tela.destroyed.connect(lambda: mortas.append(1))
    caixa.janela.abas.pedir_fechamento(caixa.tela)
    caixa.ate(lambda: mortas == [1])
    web.execute(COPIA, (1, IDS.ra_urgente))
    caixa.ate(lambda: caixa.menu() == "Caixa da Unidade (10)")
    caixa.janela.abrir("caixa_da_unidade")
    tela = caixa.esperar(CaixaDaUnidade)
    caixa.ate(lambda: tela.tabela.modelo.rowCount() == 10)
    assert caixa.janela.abrir("caixa_da_unidade") is tela
    assert not caixa.falhas


def test_without_notices_it_is_read_from_time_to_time_and_only_when_something_changed(
    abrir, web: psycopg.Connection[Any], qtbot
) -> None:
    web.execute(f"ALTER TABLE {RA} DISABLE TRIGGER gsan_desk_avisos_update")
    caixa = abrir(intervalo=0.3)
    caixa.ate(lambda: caixa.tela.topo.frescor.text() == "Renovada a cada 20 segundos")
    assert caixa.janela._estado_barra.texto_da_conexao() == "Conectado, renovando"
    caixa.quieta()
    with contar(caixa.banco.engine) as enviados:
        for _ in range(2):
            qtbot.waitSignal(caixa.estacao._avisos.chegou).wait()
            caixa.quieta()
    assert len(set(enviados)) == 1
    web.execute(
        f"UPDATE {RA} SET unid_idatual = %s, rgat_tmultimaalteracao = rgat_tmultimaalteracao WHERE rgat_id = %s",
        (NA_OPERACIONAL, IDS.ra_da_loja),
    )
    caixa.ate(lambda: IDS.ra_da_loja in caixa.numeros)


def test_while_the_server_is_away_the_list_stays_and_says_so_and_then_catches_up(
    abrir, servidor, dsn: URL, web: psycopg.Connection[Any]
) -> None:
    caixa = abrir(esperas=(0.1,))
    caixa.ao_vivo()
    caixa.ponte._esperas = (0.1,)
    with conectar(servidor.url()) as porteiro:
        porteiro.execute(f"ALTER DATABASE {dsn.database} ALLOW_CONNECTIONS false")
        web.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE usename = 'atendente2' AND datname = current_database()"
        )
        caixa.ate(lambda: caixa.ponte.estado is EstadoConexao.DESCONECTADO)
        assert caixa.tela.topo.frescor.text().startswith("Sem conexão: a lista é das ")
        assert caixa.numeros == DA_OPERACIONAL
        web.execute(f"UPDATE {RA} SET unid_idatual = %s WHERE rgat_id = %s", (NA_OPERACIONAL, IDS.ra_da_loja))
        porteiro.execute(f"ALTER DATABASE {dsn.database} ALLOW_CONNECTIONS true")
    caixa.ate(lambda: IDS.ra_da_loja in caixa.numeros)
    caixa.ao_vivo()
    assert caixa.celula(IDS.ra_da_loja, "marca") == "NOVO"


def test_f5_reads_everything_now(caixa: Caixa, web: psycopg.Connection[Any]) -> None:
    caixa.estacao._avisos.blockSignals(True)
    web.execute(f"UPDATE {RA} SET unid_idatual = %s WHERE rgat_id = %s", (NA_OPERACIONAL, IDS.ra_da_loja))
    caixa.teclado.tecla(Qt.Key.Key_F5)
    caixa.ate(lambda: IDS.ra_da_loja in caixa.numeros)


def test_no_two_mnemonics_clash(caixa: Caixa, web: psycopg.Connection[Any]) -> None:
    web.execute(COPIA, (1, IDS.ra_urgente))
    caixa.ate(caixa.tela.topo.novos.isVisible)
    assert repetidos(caixa.janela) == []


def test_closing_the_window_ends_the_listener(caixa: Caixa) -> None:
    assert caixa.estacao._acompanhamento.escuta is EstadoEscuta.AO_VIVO
    with caixa.qtbot.waitSignal(caixa.janela.fechou):
        caixa.janela.close()
    assert caixa.escuta.aguardar_fim(PACIENCIA)
    assert not caixa.falhas


def test_who_does_not_attend_the_public_has_another_home(qtbot, laco, como, tmp_path, rodar) -> None:
    mesa = MesaRA(qtbot, como("sms"), tmp_path, rodar)
    mesa.estacao.comecar()
    assert mesa.titulos == []
    mesa.fechar()


def test_the_listener_goes_around_the_pooler_when_told_how(dsn: URL, rodar: Any) -> None:
    endereco = dsn.set(drivername="postgresql", username=None, password=None).render_as_string()
    direto = dsn.set(username=None, password=None).update_query_dict({"target_session_attrs": "read-write"})
    servidor = Servidor(nome="Companhia", dsn=endereco, dsn_direto=direto.render_as_string())
    entrada = rodar(app._tentar(Ajustes(servidores=[servidor]), endereco, "atendente", SENHA))
    entrada.banco.fechar()
    assert entrada.direto.query["target_session_attrs"] == "read-write"
    assert (entrada.direto.username, entrada.direto.password) == ("atendente", SENHA)


def test_every_button_says_what_it_does(caixa: Caixa) -> None:
    assert all(b.text() or b.accessibleName() for b in caixa.tela.findChildren(QPushButton))
