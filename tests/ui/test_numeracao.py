"""Gerar Numeração de RA Manual, over a real server as a supervisor [UC0494]."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from gsan_desk.domain.numeracao import Numeracao
from gsan_desk.services.numeracao_manual import ultimo_emitido
from gsan_desk.ui.impressao import menu as impressao
from gsan_desk.ui.impressao.documentos import numeracao_manual
from gsan_desk.ui.impressao.saida import gravar_pdf
from tests.support.botoes import apertar
from tests.support.cenario import IDS
from tests.support.mesa_ra import MesaRA
from tests.support.mnemonicos import repetidos


@pytest.fixture
def mesa(qtbot, laco, como, tmp_path, rodar):
    mesa = MesaRA(qtbot, como("supervisor"), tmp_path, rodar)
    yield mesa
    mesa.fechar()


@pytest.fixture
def tela(mesa):
    return mesa.pronta(mesa.janela.abrir("numeracao_manual"))


def _gerar(mesa, tela) -> None:
    mesa.teclado.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    mesa.qtbot.waitUntil(tela._tarefa.done)


def test_by_keyboard_from_the_quantity_to_the_pdf(mesa, tela, tmp_path, monkeypatch):
    async def destino(*_: object) -> object:
        return tmp_path / "numeros.pdf"

    monkeypatch.setattr(impressao, "escolher_destino", destino)
    assert tela.campos.ultimo.text() == "000001000-6"
    assert not tela.protocolo.isVisible()
    mesa.qtbot.waitUntil(tela.campos.quantidade.hasFocus)
    mesa.teclado.digitar("3")
    mesa.teclado.tecla(Qt.Key.Key_Tab)
    mesa.teclado.digitar(str(IDS.unidade_loja))
    _gerar(mesa, tela)
    mesa.qtbot.waitUntil(tela.feito.isVisible)
    assert tela.feito.frase.text() == "Gerados 3 números, de 000001001-4 a 000001003-0."
    assert "LOJA DE ATENDIMENTO CENTRO" in tela.feito.detalhe.text()
    assert mesa.banco.executar(ultimo_emitido) == 1003
    mesa.teclado.tecla(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    mesa.qtbot.waitUntil(lambda: bool(tela.barra.textos()))
    assert (tmp_path / "numeros.pdf").read_bytes().startswith(b"%PDF-")
    apertar(mesa.qtbot, tela, "Gerar outros")
    mesa.pronta(tela)
    assert tela.campos.ultimo.text() == "000001003-0"


def test_errors_stand_beside_their_fields(mesa, tela):
    mesa.qtbot.waitUntil(tela.campos.quantidade.hasFocus)
    _gerar(mesa, tela)
    assert tela.campos.formulario["numeracao.quantidade"].erro == "Informe Quantidade Desejada."
    assert tela.campos.formulario["numeracao.unidade_id"].erro == "Informe Unidade Organizacional."
    tela.campos.quantidade.definir("99")
    tela.campos.unidade.de_rascunho(str(IDS.unidade_inativa))
    _gerar(mesa, tela)
    assert tela.campos.formulario["numeracao.unidade_id"].erro == "Unidade Organizacional inexistente"
    tela.campos.unidade.de_rascunho(str(IDS.unidade_loja))
    _gerar(mesa, tela)
    assert tela.campos.formulario["numeracao.quantidade"].erro == "Quantidade máxima: 90."
    tela.campos.quantidade.definir("1x")
    _gerar(mesa, tela)
    assert tela.campos.formulario["numeracao.quantidade"].erro == "Valor inválido em Quantidade Desejada."
    assert mesa.banco.executar(ultimo_emitido) == 1000


def test_the_paper_has_one_number_a_line_with_its_unit(qapp, mesa, tmp_path):
    feita = Numeracao(1090, 90, "LOJA & CIA")
    documento = numeracao_manual(feita, mesa.ponte.contexto, date(2026, 3, 10))
    texto = documento.toPlainText()
    assert texto.count("LOJA & CIA") == 91
    assert all(numero in texto for numero in feita.numeros)
    assert "10/03/2026" in texto
    gravar_pdf(documento, tmp_path / "x.pdf")
    assert documento.pageCount() >= 1


def test_no_two_mnemonics_clash(mesa, tela):
    assert repetidos(tela) == []
