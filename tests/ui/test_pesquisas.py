"""Every code field on a real base, by keyboard alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gsan_desk.domain.dominios import Unidade
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas import (
    campo_bairro,
    campo_cliente,
    campo_funcionario,
    campo_imovel,
    campo_localidade,
    campo_logradouro,
    campo_municipio,
    campo_quadra,
    campo_ra,
    campo_setor,
    campo_unidade,
    campo_usuario,
    encadear,
)
from gsan_desk.ui.pesquisas.logradouro import sem_tipo
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.search_window import JanelaPesquisa
from tests.support.cenario import IDS
from tests.support.mesa import mesa

__all__ = ["mesa"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # offscreen

Fabrica = Callable[[Ponte], CampoCodigo]


def constante(valor: int | None) -> Callable[[], int | None]:
    return lambda: valor


FABRICAS: dict[str, Fabrica] = {
    "imovel": campo_imovel,
    "cliente": campo_cliente,
    "unidade": campo_unidade,
    "funcionario": lambda p: campo_funcionario(p, constante(IDS.unidade_loja)),
    "municipio": campo_municipio,
    "bairro": lambda p: campo_bairro(p, constante(IDS.municipio)),
    "logradouro": campo_logradouro,
    "localidade": campo_localidade,
    "setor": lambda p: campo_setor(p, constante(IDS.localidade_centro)),
    "quadra": lambda p: campo_quadra(p, constante(IDS.setor_centro)),
    "usuario": campo_usuario,
    "ra": campo_ra,
}
NA_MEMORIA = {"unidade", "municipio", "localidade"}


@pytest.mark.parametrize(
    ("nome", "codigo", "id_", "descricao"),
    [
        ("imovel", "1001", IDS.imovel_normal, "001.001.010.0001.000"),
        ("imovel", "001.001.010.0001.000", IDS.imovel_normal, "001.001.010.0001.000"),
        ("cliente", "1", IDS.cliente_cpf, "MARIA APARECIDA DA SILVA"),
        ("cliente", "529.982.247-25", IDS.cliente_cpf, "MARIA APARECIDA DA SILVA"),
        ("cliente", "11222333000181", IDS.cliente_cnpj, "PADARIA PAO DOURADO LTDA"),
        ("unidade", "13", IDS.unidade_operacional, "OPERAÇÃO DE ÁGUA"),
        ("funcionario", "2", IDS.funcionario_loja, "PATRICIA GOMES"),
        ("municipio", "1", IDS.municipio, "SANTA AURORA"),
        ("bairro", "20", IDS.bairro_norte, "BOA VISTA"),
        ("logradouro", "1", IDS.logradouro_flores, "RUA DAS FLORES"),
        ("logradouro", "50020-030", IDS.logradouro_sol, "TRAVESSA DO SOL"),
        ("localidade", "2", IDS.localidade_norte, "NORTE"),
        ("setor", "1", IDS.setor_centro, "SETOR CENTRO"),
        ("quadra", "20", IDS.quadra_centro_2, "CENTRO"),
        ("usuario", "supervisor", IDS.usuario_supervisor, "SUPERVISOR"),
        ("ra", "9002", IDS.ra_pendente_endereco, "SIMPLES"),
    ],
)
def test_code_and_enter_resolve_in_one_statement_or_none(mesa, nome, codigo, id_, descricao):
    campo = mesa.por(FABRICAS[nome](mesa.ponte))
    with mesa.contando(0 if nome in NA_MEMORIA else 1):
        mesa.resolver(campo, codigo)
    assert (campo.valor(), campo.descricao.text(), campo.erro_proprio()) == (id_, descricao, "")


@pytest.mark.parametrize(
    ("nome", "codigo", "erro"),
    [
        ("imovel", "77", "Imóvel Inexistente"),
        ("imovel", str(IDS.imovel_excluido), "Imóvel Inexistente"),
        ("cliente", "99", "Cliente inexistente."),
        ("cliente", str(IDS.cliente_inativo), "Cliente inexistente."),
        ("unidade", str(IDS.unidade_inativa), "Unidade inexistente."),
        ("funcionario", str(IDS.funcionario_operacional), "Funcionário inexistente."),
        ("municipio", str(IDS.municipio_inativo), "Município inexistente."),
        ("bairro", "99", "Bairro inexistente."),
        ("logradouro", "99", "Logradouro inexistente."),
        ("localidade", str(IDS.localidade_inativa), "Localidade inexistente."),
        ("setor", "99", "Setor Comercial inexistente."),
        ("quadra", "99", "QUADRA INEXISTENTE"),
        ("usuario", "SUPERVISOR", "Usuário inexistente."),
        ("ra", "1", "RA não encontrado."),
    ],
)
def test_an_unknown_code_says_so(mesa, nome, codigo, erro):
    campo = mesa.por(FABRICAS[nome](mesa.ponte))
    mesa.resolver(campo, codigo)
    assert (campo.valor(), campo.erro_proprio()) == (None, erro)


@pytest.mark.parametrize(
    ("nome", "digitado", "id_"),
    [
        ("imovel", ("1016",), IDS.imovel_norte),
        ("imovel", ("", "1.1.20"), IDS.imovel_em_quadra_2),
        ("imovel", ("", "", "", "", "", "", "rua das flores", "100"), IDS.imovel_normal),
        ("imovel", ("", "", "4"), IDS.imovel_norte),
        ("cliente", ("francisco",), IDS.cliente_responsavel),
        ("cliente", ("", "", "", "111.444.777-35"), IDS.cliente_sem_endereco),
        ("cliente", ("", "", "", "", "11.222.333/0001-81"), IDS.cliente_cnpj),
        ("unidade", ("operacao de esg",), IDS.unidade_esgoto),
        ("unidade", ("u19",), IDS.unidade_grandes),
        ("unidade", ("rede", "", "12"), IDS.unidade_operacional_centralizada),
        ("funcionario", ("patri",), IDS.funcionario_loja),
        ("municipio", ("aurora",), IDS.municipio),
        ("bairro", ("vista",), IDS.bairro_norte),
        ("logradouro", ("av. bra",), IDS.logradouro_brasil),
        ("logradouro", ("", "", "50020030"), IDS.logradouro_sol),
        ("localidade", ("norte",), IDS.localidade_norte),
        ("setor", ("centro",), IDS.setor_centro),
        ("quadra", ("15",), IDS.quadra_centro_2),
        ("usuario", ("superv",), IDS.usuario_supervisor),
    ],
)
def test_f2_typing_and_enter_pick_and_give_the_focus_back(mesa, nome, digitado, id_):
    campo = mesa.por(FABRICAS[nome](mesa.ponte))
    mesa.escolher(campo, *digitado)
    assert campo.valor() == id_


def test_the_letters_in_the_field_are_searched_on_opening(mesa):
    campo = mesa.por(campo_cliente(mesa.ponte))
    mesa.teclado.digitar("RAIM")
    mesa.teclado.tecla(Qt.Key.Key_F2)
    janela = mesa.teclado.esperar_janela(JanelaPesquisa)
    mesa.qtbot.waitUntil(lambda: janela.tabela.modelo.rowCount() == 1)
    with mesa.qtbot.waitSignal(campo.resolvido):
        mesa.teclado.tecla(Qt.Key.Key_Return)
    assert campo.valor() == IDS.cliente_responsavel_sem_documento


@pytest.mark.parametrize("nome", ["imovel", "cliente", "logradouro", "usuario"])
def test_a_window_without_any_selection_refuses(mesa, nome):
    campo = mesa.por(FABRICAS[nome](mesa.ponte))
    mesa.teclado.tecla(Qt.Key.Key_F2)
    janela = mesa.teclado.esperar_janela(JanelaPesquisa)
    with mesa.contando(0):
        mesa.teclado.tecla(Qt.Key.Key_Return)
        mesa.qtbot.waitUntil(lambda: _diz(janela, "Informe pelo menos uma opção de seleção."))
    mesa.teclado.tecla(Qt.Key.Key_Escape)
    mesa.qtbot.waitUntil(campo.codigo.hasFocus)
    assert campo.valor() is None


def test_a_numeric_filter_refuses_letters_at_its_place(mesa):
    mesa.por(campo_imovel(mesa.ponte))
    mesa.teclado.tecla(Qt.Key.Key_F2)
    janela = mesa.teclado.esperar_janela(JanelaPesquisa)
    mesa.teclado.digitar("12a")
    mesa.teclado.tecla(Qt.Key.Key_Return)
    mesa.qtbot.waitUntil(lambda: janela.formulario["matricula"].erro == "Valor inválido em Matrícula.")
    mesa.teclado.tecla(Qt.Key.Key_Escape)


def test_a_cut_list_asks_for_a_narrower_search(mesa, monkeypatch):
    monkeypatch.setattr("gsan_desk.services.pesquisas.dominios.LIMITE", 3)
    mesa.por(campo_unidade(mesa.ponte))
    mesa.teclado.tecla(Qt.Key.Key_F2)
    janela = mesa.teclado.esperar_janela(JanelaPesquisa)
    mesa.teclado.tecla(Qt.Key.Key_Return)
    mesa.qtbot.waitUntil(lambda: _diz(janela, "3 encontrado(s). Há mais resultados: restrinja a pesquisa."))
    mesa.teclado.tecla(Qt.Key.Key_PageDown)
    assert janela.tabela.currentIndex().row() == 2
    mesa.teclado.tecla(Qt.Key.Key_Up)
    assert janela.tabela.currentIndex().row() == 1
    mesa.teclado.tecla(Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("fabrica", "falta"),
    [
        (lambda p: campo_bairro(p, constante(None)), "Informe o Município."),
        (lambda p: campo_setor(p, constante(None)), "Informe a Localidade."),
        (lambda p: campo_quadra(p, constante(None)), "Informe o Setor Comercial."),
        (lambda p: campo_funcionario(p, constante(None)), "Informe a Unidade Solicitante."),
    ],
)
def test_a_dependent_field_says_what_is_missing(mesa, fabrica, falta):
    campo = mesa.por(fabrica(mesa.ponte))
    with mesa.contando(0):
        mesa.teclado.tecla(Qt.Key.Key_F2)
        assert campo.erro_proprio() == falta
        mesa.resolver(campo, "1")
        assert campo.erro_proprio() == falta


@pytest.mark.parametrize(
    ("nome", "digitado", "id_"),
    [
        ("cliente", "jose", IDS.cliente_sem_documento),
        ("unidade", "almox", IDS.unidade_fechada),
        ("logradouro", "rua das f", IDS.logradouro_flores),
        ("logradouro", "flores", IDS.logradouro_flores),
        ("imovel", "das flores, 100", IDS.imovel_normal),
        ("bairro", "arei", IDS.bairro_sem_area),
    ],
)
def test_typing_letters_suggests(mesa, nome, digitado, id_):
    campo = mesa.por(FABRICAS[nome](mesa.ponte))
    mesa.teclado.digitar(digitado)
    mesa.qtbot.waitUntil(campo._sugestoes.isVisible)
    mesa.teclado.tecla(Qt.Key.Key_Down)
    mesa.teclado.tecla(Qt.Key.Key_Return)
    assert campo.valor() == id_


def test_changing_the_parent_empties_the_child_and_a_waiting_code_is_looked_up(mesa):
    municipio = campo_municipio(mesa.ponte)
    bairro = campo_bairro(mesa.ponte, municipio.valor)
    encadear(municipio, bairro)
    mesa.por(municipio, bairro)
    mesa.resolver(bairro, "10")
    assert bairro.erro_proprio() == "Informe o Município."
    municipio.setFocus()
    with mesa.qtbot.waitSignals([municipio.resolvido, bairro.resolvido]):
        mesa.teclado.digitar("1")
        mesa.teclado.tecla(Qt.Key.Key_Return)
    mesa.qtbot.waitUntil(lambda: bairro.valor() == IDS.bairro_centro)
    mesa.teclado.tecla(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert (bairro.valor(), bairro.texto()) == (None, "")


def test_a_unit_out_of_use_or_not_fit_is_the_callers_choice(mesa):
    def abre(unidade: Unidade) -> bool:
        return unidade.abre_ra

    todas = mesa.por(campo_unidade(mesa.ponte, so_em_uso=False))
    mesa.resolver(todas, str(IDS.unidade_inativa))
    assert todas.valor() == IDS.unidade_inativa
    que_abrem = mesa.por(campo_unidade(mesa.ponte, "Unidade de Atendimento", filtro=abre))
    mesa.resolver(que_abrem, str(IDS.unidade_operacional))
    assert que_abrem.erro_proprio() == "Unidade de Atendimento inexistente."


@pytest.mark.parametrize(
    ("digitado", "nome"),
    [("Rua das Flores", "das Flores"), ("AV.BRASIL", "BRASIL"), ("Rua", "Rua"), ("Ruanda", "Ruanda"), ("", "")],
)
def test_the_kind_of_street_is_no_part_of_its_name(digitado, nome):
    assert sem_tipo(digitado) == nome


def _diz(janela: QWidget, texto: str) -> bool:
    return any(rotulo.isVisible() and rotulo.text() == texto for rotulo in janela.findChildren(QLabel))
