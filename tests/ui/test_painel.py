"""Painel do Registro de Atendimento, over a real server as a supervisor [issue 4, point 7]."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from string import digits
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import text

from gsan_desk.domain.painel import FiltroPainel
from gsan_desk.services.painel import abertos
from gsan_desk.services.sessao import entrar
from gsan_desk.ui import theme
from gsan_desk.ui.bridge import BANCO_FORA
from gsan_desk.ui.consulta import gravar_lista
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.consulta.filtrar import FiltrarRA
from gsan_desk.ui.painel.pagina import PainelRA
from gsan_desk.ui.painel.quadros import QUADROS
from gsan_desk.ui.painel.vista import VistaQuadro
from tests.support.banco import conectar
from tests.support.cenario import IDS
from tests.support.mesa_ra import MesaRA, mudar
from tests.support.mnemonicos import repetidos
from tests.support.teclado import contar

RA = "atendimentopublico.registro_atendimento"
ESPERAM = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
ALT = Qt.KeyboardModifier.AltModifier
ABERTOS, PRAZOS, POR_DIA, TEMPO, POR_UNIDADE, POR_ESPECIFICACAO, MAIS = range(len(QUADROS))


class MesaPainel(MesaRA):
    """The workstation of a supervisor with the Painel in front."""

    tela: PainelRA

    def abrir(self) -> "MesaPainel":
        tela = self.janela.abrir("painel")
        assert isinstance(tela, PainelRA)
        self.tela = tela
        self.assentar()
        self.qtbot.waitUntil(tela.vista.tabela.hasFocus)
        return self

    def assentar(self) -> None:
        self.qtbot.waitUntil(lambda: self.tela.pronto)

    def ver(self, numero: int) -> VistaQuadro:
        self.tela.abas.setCurrentIndex(numero)
        self.assentar()
        return self.tela.vistas[numero]

    def parar_em(self, vista: VistaQuadro, nome: str, coluna: str) -> Any:
        """Go to the row of a name and to a column, and give the row."""
        linhas = vista.tabela.modelo.linhas
        numero = next(n for n, x in enumerate(linhas) if vista.quadro.colunas[0].texto(x) == nome)
        vista.tabela.ir_para(numero)
        for _ in range(next(n for n, c in enumerate(vista.quadro.colunas) if c.nome == coluna)):
            self.qtbot.keyClick(vista.tabela, Qt.Key.Key_Right)
        return linhas[numero]

    def lista(self) -> FiltrarRA:
        """Wait for the list that was opened, whole."""
        tela = self.esperar(FiltrarRA)
        self.qtbot.waitUntil(lambda: tela.resultado.total.text()[-1] in digits)
        return tela


@pytest.fixture
def mesa(qtbot, laco, como, tmp_path, rodar) -> Iterator[MesaPainel]:
    mesa = MesaPainel(qtbot, como("supervisor"), tmp_path, rodar)
    yield mesa.abrir()
    mesa.fechar()


def _quantos(tela: FiltrarRA) -> int:
    return int(tela.resultado.total.text().rsplit(" ", 1)[1])


def test_abre_na_arvore_da_unidade_do_supervisor_com_a_hora_do_servidor(mesa):
    tela = mesa.tela
    assert tela.windowTitle() == "Painel do Registro de Atendimento"
    assert tela.unidade.valor() == IDS.unidade_regional
    assert [x.nome for x in tela.vista.tabela.modelo.linhas] == ["OPERAÇÃO DE ÁGUA", "LOJA DE ATENDIMENTO CENTRO"]
    assert tela.vista.total.text() == "2 unidade(s) · 9 pendente(s) · 1 bloqueado(s)"
    assert tela.vista.momento.text().startswith("Lido em ")
    assert tela.vista.alvo.text() == (
        "Enter abre a lista: OPERAÇÃO DE ÁGUA, Pendentes, 8 RA(s). As setas escolhem o número."
    )


def test_so_a_chefia_tem_o_painel(qtbot, laco, como, tmp_path, rodar):
    mesa = MesaRA(qtbot, como("atendente"), tmp_path, rodar)
    assert mesa.janela.abrir("painel") is None
    mesa.fechar()


@pytest.mark.parametrize(
    ("aba", "nome", "coluna"),
    [
        (ABERTOS, "OPERAÇÃO DE ÁGUA", "pendentes"),
        (ABERTOS, "OPERAÇÃO DE ÁGUA", "f0"),
        (ABERTOS, "OPERAÇÃO DE ÁGUA", "f2"),
        (ABERTOS, "OPERAÇÃO DE ÁGUA", "bloqueados"),
        (ABERTOS, "(sem unidade atual)", "pendentes"),
        (PRAZOS, "OPERAÇÃO DE ÁGUA", "vencidos"),
        (PRAZOS, "LOJA DE ATENDIMENTO CENTRO", "f2"),
        (POR_UNIDADE, "OPERAÇÃO DE ÁGUA", "ras"),
    ],
)
def test_enter_num_numero_abre_a_lista_com_tantos_ras(mesa, sessao, aba, nome, coluna):
    mudar(sessao, f"UPDATE {RA} SET unid_idatual = NULL WHERE rgat_id = :n", n=IDS.ra_urgente)
    mudar(sessao, f"UPDATE {RA} SET rgat_qtreiteracoes = 2 WHERE rgat_id = :n", n=IDS.ra_com_os)
    mesa.tela.unidade.limpar()
    mesa.tela.reler()
    vista = mesa.ver(aba)
    linha = mesa.parar_em(vista, nome, coluna)
    esperados = vista.quadro.celula(coluna).coluna.obter(linha)
    assert esperados > 0
    mesa.qtbot.keyClick(vista.tabela, Qt.Key.Key_Return)
    if esperados == 1:  # a list of one opens its RA
        mesa.esperar(ConsultarRA)
        assert mesa.titulos[-2] == "Manter Registro de Atendimento"
    else:
        assert _quantos(mesa.lista()) == esperados


def test_dos_encerrados_ao_periodo_da_lista(mesa):
    vista = mesa.ver(TEMPO)
    linha = next(x for x in vista.tabela.modelo.linhas if x.especificacao_id == IDS.espec_simples)
    mesa.parar_em(vista, linha.nome, "encerrados")
    assert (linha.encerrados, linha.duplicados) == (3, 1)
    mesa.qtbot.keyClick(vista.tabela, Qt.Key.Key_Return)
    lista = mesa.lista()
    assert _quantos(lista) == 3
    assert lista.campos.filtro().encerramento == mesa.tela.periodo.valor()


def test_numero_zero_nao_abre_nada(mesa):
    vista = mesa.tela.vista
    mesa.parar_em(vista, "LOJA DE ATENDIMENTO CENTRO", "bloqueados")
    assert vista.alvo.text().startswith("Nenhum RA: LOJA DE ATENDIMENTO CENTRO, Bloqueados.")
    mesa.qtbot.keyClick(vista.tabela, Qt.Key.Key_Return)
    assert mesa.frente is mesa.tela


def test_clique_no_grafico_abre_a_lista_do_pedaco(mesa):
    grafico = mesa.tela.vista.grafico
    grafico.grab()
    ponto = grafico.centro(0, 0).toPoint()
    mesa.qtbot.mouseClick(grafico, Qt.MouseButton.LeftButton, pos=ponto)
    linha = mesa.tela.vista.tabela.modelo.linhas[0]
    assert _quantos(mesa.lista()) == linha.faixas[0]


def test_clique_no_dia_do_grafico(mesa):
    vista = mesa.ver(POR_DIA)
    vista.grafico.grab()
    dia = next(n for n, x in enumerate(vista.tabela.modelo.linhas) if x.abertos > 1)
    mesa.qtbot.mouseClick(vista.grafico, Qt.MouseButton.LeftButton, pos=vista.grafico.centro(dia, 0).toPoint())
    assert _quantos(mesa.lista()) == vista.tabela.modelo.linhas[dia].abertos


def test_o_grafico_diz_o_que_esta_debaixo_do_cursor_e_fora_das_barras_nao_abre(mesa):
    grafico = mesa.tela.vista.grafico
    grafico.grab()
    assert grafico._dica(0, 0).startswith("OPERAÇÃO DE ÁGUA\nAté 2 dias: ")
    mesa.qtbot.mouseClick(grafico, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert mesa.frente is mesa.tela
    assert grafico.accessibleName() == "Gráfico: Abertos"
    assert "OPERAÇÃO DE ÁGUA" in grafico.accessibleDescription()


def test_mais_reiterados_abrem_o_ra(mesa):
    vista = mesa.ver(MAIS)
    assert [x.id for x in vista.tabela.modelo.linhas] == [IDS.ra_reiterado]
    assert vista.alvo.text() == f"Enter abre o RA {IDS.ra_reiterado}."
    mesa.qtbot.keyClick(vista.tabela, Qt.Key.Key_Return)
    tela = mesa.esperar(ConsultarRA)
    mesa.qtbot.waitUntil(lambda: tela.ra is not None and tela.ra.numero == IDS.ra_reiterado)


def test_cada_aba_le_uma_vez_quando_e_vista_e_f5_le_a_da_frente(mesa, sessao):
    with contar(mesa.banco.engine) as enviados:
        mesa.teclado.tecla(Qt.Key.Key_Z, ALT)
        mesa.qtbot.waitUntil(lambda: mesa.tela.abas.currentIndex() == PRAZOS)
        mesa.assentar()
        mesa.ver(ABERTOS)
        mesa.ver(PRAZOS)
    assert len(enviados) == 1
    antes = mesa.tela.vista.momento.text()
    mudar(sessao, f"UPDATE {RA} SET rgat_cdsituacao = 2 WHERE rgat_id = :n", n=IDS.ra_urgente)
    with contar(mesa.banco.engine) as enviados:
        mesa.teclado.tecla(Qt.Key.Key_F5)
        mesa.assentar()
    assert len(enviados) == 2  # the list, and the version of the domain rows
    assert mesa.tela.vista.total.text() == "3 vencido(s) de 8 pendente(s)"
    mesa.qtbot.waitUntil(mesa.tela.vista.tabela.hasFocus)
    assert mesa.ver(ABERTOS).total.text() == "2 unidade(s) · 8 pendente(s) · 1 bloqueado(s)"
    assert antes.startswith("Lido em ")


def test_filtra_por_unidade_folha_e_por_tipo(mesa):
    mesa.tela.unidade.de_rascunho(str(IDS.unidade_loja))
    mesa.tela.unidade.setFocus()
    mesa.teclado.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    mesa.assentar()
    assert [x.nome for x in mesa.tela.vista.tabela.modelo.linhas] == ["LOJA DE ATENDIMENTO CENTRO"]
    mesa.tela.unidade.limpar()
    mesa.tela.tipos.definir((IDS.tipo_falta_agua,))
    mesa.tela.reler()
    mesa.assentar()
    assert mesa.tela.vista.total.text() == "1 unidade(s) · 2 pendente(s) · 0 bloqueado(s)"
    mesa.tela.tipos.definir((IDS.tipo_inativo,))
    mesa.tela.reler()
    mesa.assentar()
    assert mesa.tela.vista.total.text() == "Nenhum RA."


@pytest.mark.parametrize(
    ("inicial", "final", "erro"),
    [
        ("01/01/2024", "", "Informe as duas datas do período."),
        ("02/01/2024", "01/01/2024", "Data final anterior à inicial."),
        ("01/01/2023", "02/01/2024", "O período do painel não pode passar de um ano."),
    ],
)
def test_periodo_errado_diz_ao_lado_do_campo(mesa, inicial, final, erro):
    mesa.tela.periodo.inicial.setText(inicial)
    mesa.tela.periodo.final.setText(final)
    mesa.tela.botao_ler.click()
    mesa.assentar()
    assert mesa.tela.formulario["painel.periodo"].erro == erro


def test_leitura_demorada_se_cancela_no_servidor(mesa, dsn):
    with conectar(dsn) as trava, conectar(dsn) as outra:
        trava.execute("BEGIN")
        trava.execute(f"LOCK TABLE {RA} IN ACCESS EXCLUSIVE MODE")
        mesa.teclado.tecla(Qt.Key.Key_F5)
        mesa.qtbot.waitUntil(mesa.tela.ocupado.isVisible)
        mesa.qtbot.waitUntil(lambda: outra.execute(ESPERAM).fetchone() == (1,))
        mesa.botao(mesa.tela, "Cancelar").click()
        mesa.qtbot.waitUntil(lambda: mesa.tela.barra.textos() == ("Leitura cancelada.",))
        mesa.qtbot.waitUntil(lambda: outra.execute(ESPERAM).fetchone() == (0,))
        assert mesa.tela.vista.tabela.modelo.rowCount() == 2  # what was read before stays
        trava.execute("ROLLBACK")
    mesa.tela.reler()
    mesa.assentar()
    assert mesa.tela.barra.textos() == ()


def test_trocar_de_aba_larga_a_leitura_anterior_sem_alarde(mesa, dsn):
    with conectar(dsn) as trava, conectar(dsn) as outra:
        trava.execute("BEGIN")
        trava.execute(f"LOCK TABLE {RA} IN ACCESS EXCLUSIVE MODE")
        mesa.tela.abas.setCurrentIndex(PRAZOS)
        mesa.qtbot.waitUntil(lambda: outra.execute(ESPERAM).fetchone() == (1,))
        mesa.tela.abas.setCurrentIndex(POR_DIA)
        trava.execute("ROLLBACK")
    mesa.assentar()
    assert mesa.tela.barra.textos() == ()
    assert mesa.tela.vista.total.text().endswith("encerrado(s)")
    assert mesa.ver(PRAZOS).total.text() == "3 vencido(s) de 9 pendente(s)"


@pytest.mark.parametrize("numero", range(len(QUADROS)))
def test_cada_tabela_se_exporta(mesa, tmp_path: Path, monkeypatch, numero):
    async def escolher(*_args):
        return tmp_path / "painel.csv"

    monkeypatch.setattr(gravar_lista, "escolher_destino", escolher)
    vista = mesa.ver(numero)
    vista.tabela.setFocus()
    mesa.teclado.tecla(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    mesa.qtbot.waitUntil(lambda: bool(mesa.tela.barra.textos()))
    titulos, *linhas = csv.reader((tmp_path / "painel.csv").read_text("utf-8-sig").splitlines(), delimiter=";")
    assert titulos == [coluna.titulo for coluna in vista.quadro.colunas]
    assert len(linhas) == vista.tabela.modelo.rowCount() > 0


@pytest.mark.parametrize("numero", range(len(QUADROS)))
def test_o_nome_de_cada_quadro_cabe_numa_folha_do_xlsx(mesa, tmp_path: Path, monkeypatch, numero):
    async def escolher(*_args):
        return tmp_path / "painel.xlsx"

    monkeypatch.setattr(gravar_lista, "escolher_destino", escolher)
    mesa.ver(numero)
    mesa.tela.botao_exportar.click()
    mesa.qtbot.waitUntil(lambda: bool(mesa.tela.barra.textos()))
    assert (tmp_path / "painel.xlsx").exists(), mesa.tela.barra.textos()


def test_banco_fora_diz_e_guarda_o_que_esta_na_tela(mesa, dsn, servidor):
    with conectar(servidor.url()) as outra:
        outra.execute(f"ALTER DATABASE {dsn.database} WITH ALLOW_CONNECTIONS false")
        try:
            outra.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (dsn.database,))
            mesa.tela.reler()
            mesa.qtbot.waitUntil(lambda: BANCO_FORA in mesa.tela.barra.textos())
            assert mesa.tela.vista.tabela.modelo.rowCount() == 2
        finally:
            outra.execute(f"ALTER DATABASE {dsn.database} WITH ALLOW_CONNECTIONS true")


def test_mnemonicos_das_abas_e_dos_campos_nao_se_repetem(mesa):
    assert repetidos(mesa.tela) == []
    letras = [q.titulo[q.titulo.index("&") + 1].upper() for q in QUADROS]
    rotulos = [w.text() for w in mesa.tela.findChildren(QLabel) if w.isVisible() and w.buddy() is not None]
    botoes = [mesa.tela.botao_ler.text(), mesa.tela.botao_exportar.text(), mesa.tela.botao_fechar.text()]
    letras += [t[t.index("&") + 1].upper() for t in (*rotulos, *botoes) if "&" in t]
    assert len(set(letras)) == len(letras)
    assert not set(letras) & set("ASU")


def test_fecha_pelo_botao(mesa):
    mesa.tela.botao_fechar.click()
    mesa.qtbot.waitUntil(lambda: mesa.titulos == [])


@pytest.mark.parametrize("tema", ["claro", "escuro"])
def test_os_graficos_se_pintam_nas_cores_do_tema(mesa, qapp, tema):
    theme.aplicar(qapp, tema)
    try:
        grafico = mesa.tela.vista.grafico
        imagem = grafico.grab().toImage()
        centro = grafico.centro(0, 0)
        escala = grafico.devicePixelRatio()
        esperada = theme.cores().foco
        x, y = int((centro.x() - centro.x() + grafico._partes[0].area.left() + 2) * escala), int(centro.y() * escala)
        assert imagem.pixelColor(x, y).name() == esperada
    finally:
        theme.aplicar(qapp, "claro")


def test_um_ano_de_dias_cabe_no_grafico(mesa):
    mesa.tela.periodo.inicial.setText("01/01/2024")
    mesa.tela.periodo.final.setText("31/12/2024")
    mesa.tela.reler()
    mesa.assentar()
    vista = mesa.ver(POR_DIA)
    vista.grafico.grab()
    assert vista.tabela.modelo.rowCount() == 366


def test_o_que_a_tela_le_e_o_servico(mesa, como: Callable[[str], Any]):
    """The numbers on screen are those of the service under the supervisor's own rights."""
    contexto = mesa.banco.executar(entrar)
    filtro = FiltroPainel(mesa.tela.periodo.valor(), IDS.unidade_regional)
    assert mesa.tela.vista.tabela.modelo.linhas == mesa.banco.executar(abertos, contexto, filtro).linhas


def test_so_le(mesa, sessao):
    antes = sessao.execute(text(f"SELECT count(*), max(rgat_tmultimaalteracao) FROM {RA}")).one()
    for numero in range(len(QUADROS)):
        mesa.ver(numero)
    assert sessao.execute(text(f"SELECT count(*), max(rgat_tmultimaalteracao) FROM {RA}")).one() == antes
    assert mesa.falhas == []
