"""Consultar POP and the procedure of an especificação, over a real server [UC1258]."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from gsan_desk.ui.pop.consultar import ConsultarPOP
from tests.support.banco import conectar
from tests.support.cenario import IDS
from tests.support.form_ra import form_ra
from tests.support.mesa_ra import mesa_ra, mudar
from tests.support.mnemonicos import repetidos

__all__ = ["form_ra", "mesa_ra"]
_INSERIR = (
    "INSERT INTO atendimentopublico.sol_tipo_espec_arqui_pop (stea_id, step_id, stea_nmarquivopop, stea_arquivopop)"
    " VALUES (nextval('atendimentopublico.seq_sol_tipo_espec_arqui_pop'), %s, %s, %s)"
)
JPG, PDF = b"\xff\xd8\xff\xe0resto", b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def abertos(monkeypatch) -> list[Path]:
    achados: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: achados.append(Path(url.toLocalFile())) or True)
    return achados


@pytest.fixture
def por(dsn):
    def por(especificacao: int, nome: str, conteudo: bytes) -> None:
        with conectar(dsn) as conexao:
            conexao.execute(_INSERIR, (especificacao, nome, conteudo))

    return por


def _tela(mesa) -> ConsultarPOP:
    tela = mesa.janela.abrir("pop")
    mesa.qtbot.waitUntil(lambda: tela.pronto)
    return tela


def test_by_keyboard_from_the_filter_to_the_document(mesa_ra, abertos):
    tela = _tela(mesa_ra)
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    mesa_ra.qtbot.waitUntil(lambda: tela.pronto and tela.tabela.modelo.rowCount() == 1)
    tela.tabela.setFocus()
    mesa_ra.teclado.tecla(Qt.Key.Key_Return)
    mesa_ra.qtbot.waitUntil(lambda: len(abertos) == 1)
    assert abertos[0].name == "pop-1-procedimento.pdf"
    assert abertos[0].read_bytes() == PDF


def test_more_come_as_the_list_is_read(mesa_ra, por):
    for i in range(24):
        por(IDS.espec_simples, f"{i}.pdf", PDF)
    tela = _tela(mesa_ra)
    mesa_ra.qtbot.waitUntil(lambda: tela.tabela.modelo.rowCount() >= 10)
    while tela.tabela.modelo.rowCount() < 25:
        antes = tela.tabela.modelo.rowCount()
        tela.tabela.scrollToBottom()
        mesa_ra.qtbot.waitUntil(lambda antes=antes: tela.tabela.modelo.rowCount() > antes)
    assert len({linha.id for linha in tela.tabela.modelo.linhas}) == 25


def test_the_filter_finds_nothing_and_says_so(mesa_ra):
    tela = _tela(mesa_ra)
    tela.tipo.definir(IDS.tipo_falta_agua)
    tela.botao_filtrar.click()
    mesa_ra.qtbot.waitUntil(lambda: tela.barra.textos() == ("Nenhum registro encontrado.",))
    assert not tela.botao_abrir.isEnabled()
    tela.botao_limpar.click()
    assert tela.tipo.valor() is None


def test_what_is_no_document_is_not_opened_and_a_name_is_no_path(mesa_ra, por, abertos):
    por(IDS.espec_simples, "programa.pdf", b"MZ\x90\x00")
    por(IDS.espec_simples, "..\\..\\foto de rua.exe", JPG)
    tela = _tela(mesa_ra)
    mesa_ra.qtbot.waitUntil(lambda: tela.tabela.modelo.rowCount() == 3)
    tela.tabela.ir_para(1)
    tela.botao_abrir.click()
    mesa_ra.qtbot.waitUntil(lambda: bool(tela.barra.textos()))
    assert tela.barra.textos()[0].startswith("O conteúdo não é de um documento")
    assert abertos == []
    tela.tabela.ir_para(2)
    tela.botao_abrir.click()
    mesa_ra.qtbot.waitUntil(lambda: len(abertos) == 1)
    assert abertos[0].name.startswith("pop-")
    assert abertos[0].suffix == ".jpg"


def test_a_document_that_is_gone_is_told(mesa_ra, dsn, abertos):
    tela = _tela(mesa_ra)
    mesa_ra.qtbot.waitUntil(lambda: tela.tabela.modelo.rowCount() == 1)
    with conectar(dsn) as conexao:
        conexao.execute("DELETE FROM atendimentopublico.sol_tipo_espec_arqui_pop")
    tela.botao_abrir.click()
    mesa_ra.qtbot.waitUntil(lambda: tela.barra.textos() == ("O arquivo foi removido.",))


def test_inserir_offers_the_procedure_of_the_especificacao(form_ra, abertos):
    form_ra.abrir()
    form_ra.especificar(IDS.espec_simples)
    pop = form_ra.f.dados_gerais.pop
    assert not pop.isVisible()
    form_ra.especificar(IDS.espec_com_pop)
    assert pop.isVisible()
    pop.click()
    form_ra.qtbot.waitUntil(lambda: len(abertos) == 1)


def test_several_procedures_are_asked_about(form_ra, por, abertos):
    por(IDS.espec_com_pop, "fotos.jpg", JPG)
    form_ra.abrir()
    form_ra.especificar(IDS.espec_com_pop)
    pop = form_ra.f.dados_gerais.pop
    pop.click()
    form_ra.qtbot.waitUntil(lambda: bool(pop.findChildren(QMenu)))
    (menu,) = pop.findChildren(QMenu)
    assert [acao.text() for acao in menu.actions()] == ["procedimento.pdf", "fotos.jpg"]
    menu.actions()[1].trigger()
    form_ra.qtbot.waitUntil(lambda: len(abertos) == 1)
    menu.close()


def test_tramitar_offers_the_procedure_of_the_ra(mesa_ra, por, abertos, sessao):
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET step_id = :pop WHERE rgat_id = :ra",
        pop=IDS.espec_com_pop,
        ra=IDS.ra_da_loja,
    )
    tela = mesa_ra.pronta(mesa_ra.abas.tramitar(IDS.ra_da_loja))
    assert tela.pop.isVisible()
    tela.pop.click()
    mesa_ra.qtbot.waitUntil(lambda: len(abertos) == 1)


def test_no_two_mnemonics_clash(mesa_ra):
    assert repetidos(_tela(mesa_ra)) == []
