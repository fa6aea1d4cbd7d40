"""The Caixa PROGIS on screen: what waits, who holds it, live, by keyboard (spec 40 §2.4)."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import URL

from gsan_desk.database.escuta import Escuta
from gsan_desk.domain.avisos import CANAL_RELATO
from gsan_desk.domain.relato import SituacaoRelato
from gsan_desk.ui.consulta import gravar_lista
from gsan_desk.ui.progis.analise import AnalisarRelato
from gsan_desk.ui.progis.caixa import CaixaProgis
from tests.services.apoio_progis import ajustar, ler, por_no_mapa, por_relato
from tests.support.cenario import IDS
from tests.support.figura import figura
from tests.support.mesa_progis import MesaProgis, abrir_mesa, base
from tests.support.mnemonicos import repetidos
from tests.support.teclado import contar

__all__ = ["abrir_mesa", "base"]


@pytest.fixture
def mesa(abrir_mesa: Any) -> MesaProgis:
    return abrir_mesa()


def textos(tela: CaixaProgis, coluna: str) -> list[str]:
    achada = next(c for c in tela.tabela.modelo.colunas if c.nome == coluna)
    return [achada.texto(linha) for linha in tela.tabela.modelo.linhas]


def test_what_waits_is_listed_oldest_first_with_all_that_helps_to_choose(mesa: MesaProgis, base: Any) -> None:
    por_no_mapa(base, IDS.ra_urgente, 20)
    ajustar(base, relatos_por_telefone_dia=2)
    primeiro = por_relato(base, fotos=1, bairro="CENTRO")
    por_relato(base, 30, endereco="RUA DAS FLORES 12")
    por_relato(base, 60)
    base.execute("UPDATE gsan_desk.relato_cidadao SET reservado_por = 'atendente' WHERE id = %s", (primeiro,))
    tela = mesa.caixa()
    assert textos(tela, "endereco") == ["coordenadas", "RUA DAS FLORES 12"]
    assert textos(tela, "bairro") == ["CENTRO", ""]
    assert textos(tela, "telefone") == ["**********0001"] * 2
    assert textos(tela, "foto") == ["1", ""]
    assert (textos(tela, "ras"), textos(tela, "relatos")) == (["1", "1"], ["1", "1"])
    assert textos(tela, "excedente") == ["1", "1"]
    assert textos(tela, "problema") == ["Vazamento de água"] * 2
    assert tela.total.text() == "2 relato(s)"
    assert "passou do limite por telefone" in tela.descricao.text()
    assert {ponto.chave for ponto in tela.mapa._pontos} == {("relato", primeiro), ("relato", primeiro + 1)}


@pytest.mark.qt_log_ignore("Unsupported marker type", "JPEG", extend=True)
def test_the_photo_of_the_row_is_shown_and_what_is_no_picture_is_not(mesa: MesaProgis, base: Any) -> None:
    com, sem = por_relato(base), por_relato(base)
    for id_, foto in ((com, figura(3000, 2000)), (sem, b"\xff\xd8\xff<script>alert(1)</script>")):
        chave = ler(base, id_)["id_externo"]
        base.execute("INSERT INTO gsan_desk.relato_foto VALUES ('TESTE', %s, 1, %s)", (chave, foto))
    tela = mesa.caixa()
    mesa.qtbot.waitUntil(lambda: tela.fotos.a_vista)
    assert tela.fotos._figura.width() == 640
    tela.tabela.setFocus()
    mesa.teclado.tecla(Qt.Key.Key_Down)
    mesa.qtbot.waitUntil(lambda: tela.fotos.quadro.text() == "A foto não pôde ser lida.")
    assert tela.tabela.atual().id == sem
    assert not tela.fotos.botao_ampliar.isEnabled()


def test_every_filter_narrows_the_list(mesa: MesaProgis, base: Any) -> None:
    agua = por_relato(base)
    esgoto = por_relato(base, telefone="+5581933334444", problema=2, municipio="OLINDA")
    base.execute("UPDATE gsan_desk.relato_cidadao SET situacao = 4, motivo_descarte = 'Trote' WHERE id = %s", (esgoto,))
    tela = mesa.caixa()
    assert [n.id for n in tela.tabela.modelo.linhas] == [agua]

    def filtrado() -> list[int]:
        tela.botao_filtrar.click()
        mesa.qtbot.waitUntil(lambda: tela.pronta)
        return [n.id for n in tela.tabela.modelo.linhas]

    tela.filtro.situacoes.definir(())
    assert filtrado() == [agua, esgoto]
    assert textos(tela, "situacao") == ["Pendente", "Descartado"]
    tela.filtro.problema.definir(2)
    assert filtrado() == [esgoto]
    tela.filtro.problema.definir(1)
    tela.filtro.municipio.setText("olinda")
    assert filtrado() == []
    assert tela.total.text() == "Nenhum relato."
    tela.botao_limpar.click()
    tela.filtro.situacoes.definir([int(s) for s in SituacaoRelato])
    tela.filtro.telefone.setText("4444")
    assert filtrado() == [esgoto]
    tela.filtro.telefone.clear()
    tela.filtro.periodo.inicial.setText("01/01/2020")
    tela.filtro.periodo.final.setText("02/01/2020")
    assert filtrado() == []


def test_new_reports_appear_and_those_that_others_take_show_with_whom(
    abrir_mesa: Any, base: Any, dsn: URL, como: Any
) -> None:
    """Live, by the notices of the server; the row in front stays in front."""
    primeiro = por_relato(base)
    mesa = abrir_mesa(escuta=Escuta(dsn, (CANAL_RELATO,)))
    mesa.estacao._avisos.iniciar()
    tela = mesa.caixa()
    segundo = por_relato(base, 30)
    mesa.qtbot.waitUntil(lambda: tela.tabela.modelo.rowCount() == 2)
    mesa.qtbot.waitUntil(lambda: "Caixa PROGIS (2)" in [a.text() for a in mesa.janela.actions()])
    assert tela.tabela.atual().id == primeiro
    outro = como("atendente2")
    outro.executar(lambda s: s.connection())
    base.execute("SET SESSION AUTHORIZATION atendente2")
    base.execute("UPDATE gsan_desk.relato_cidadao SET reservado_por = 'eu' WHERE id = %s", (segundo,))
    base.execute("RESET SESSION AUTHORIZATION")
    mesa.qtbot.waitUntil(lambda: textos(tela, "reservado") == ["", "atendente2"], timeout=10000)


def test_enter_opens_the_report_and_exporting_writes_what_is_shown(
    mesa: MesaProgis, base: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = por_relato(base, endereco="<b>RUA</b>", descricao="=HYPERLINK(1)")
    tela = mesa.caixa()
    assert repetidos(mesa.janela) == []
    destino = tmp_path / "relatos.csv"

    async def escolher(*_: Any) -> Path:
        return destino

    monkeypatch.setattr(gravar_lista, "escolher_destino", escolher)
    tela.botao_exportar.click()
    mesa.qtbot.waitUntil(lambda: destino.exists() and tela.pronta)
    escrito = destino.read_text(encoding="utf-8-sig")
    assert "<b>RUA</b>" in escrito
    assert "**********0001" in escrito
    tela.tabela.setFocus()
    mesa.teclado.tecla(Qt.Key.Key_Return)
    aberta = mesa.esperar(AnalisarRelato)
    mesa.qtbot.waitUntil(lambda: aberta.pronta)
    assert ler(base, id_)["reservado_por"] == "atendente"
    mesa.janela.abas.fechar_atual()
    mesa.qtbot.waitUntil(lambda: ler(base, id_)["reservado_por"] is None)


def test_ten_thousand_reports_are_read_page_by_page(mesa: MesaProgis, base: Any) -> None:
    ajustar(base, relatos_por_telefone_dia=1000)
    base.execute(
        "INSERT INTO gsan_desk.relato_cidadao (origem, id_externo, telefone, problema, endereco)"
        " SELECT 'TESTE', n::text, concat('+55819', 10000000 + n % 50), 1, 'RUA' FROM generate_series(1, 10000) n"
    )
    with contar(mesa.banco.engine) as comandos:
        tela = mesa.caixa()
    assert len(comandos) <= 6
    assert tela.total.text() == "100+ relato(s)"
    tela.tabela.modelo.fetchMore(tela.tabela.rootIndex())
    mesa.qtbot.waitUntil(lambda: tela.tabela.modelo.rowCount() == 200)
