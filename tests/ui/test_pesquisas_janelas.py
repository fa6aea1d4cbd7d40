"""The windows of address, phone and contas, by keyboard on a real base."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.registro_atendimento import Endereco, Fone
from gsan_desk.ui.pesquisas import DialogoEndereco, DialogoFone, escolher_conta, formatar_referencia, ler_referencia
from gsan_desk.ui.widgets.search_window import JanelaPesquisa
from tests.support.cenario import IDS
from tests.support.mesa import mesa

__all__ = ["mesa"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # offscreen
ENTER = Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier


class JanelaEndereco:
    """The address window under somebody's fingers."""

    def __init__(self, mesa, **opcoes):
        self.mesa = mesa
        self.dialogo = DialogoEndereco(
            mesa.ponte, parent=mesa.janela, **({"complemento_maximo": 45, "perimetros": True} | opcoes)
        )
        self.tarefa = mesa.ponte.iniciar(self.dialogo.informar())
        mesa.teclado.esperar_janela(DialogoEndereco)

    def __getattr__(self, nome):
        return getattr(self.dialogo, nome)

    def erro(self, nome):
        return self.dialogo.formulario[nome].erro

    def confirmar(self):
        self.mesa.teclado.tecla(ENTER, CTRL)

    def resultado(self):
        self.mesa.qtbot.waitUntil(self.tarefa.done)
        return self.tarefa.result()


def test_a_typed_cep_fills_the_address_in_two_statements(mesa):
    janela = JanelaEndereco(mesa)
    with mesa.contando(2):
        mesa.teclado.digitar("50020-030")
        mesa.teclado.tecla(ENTER)
        mesa.qtbot.waitUntil(janela.numero.hasFocus)
    mesa.teclado.digitar("s/n")
    mesa.teclado.tecla(Qt.Key.Key_Tab)
    mesa.teclado.digitar("CASA A")
    mesa.teclado.tecla(ENTER)
    assert janela.resultado() == Endereco(
        logradouro_bairro_id=IDS.logradouro_bairro_sol,
        logradouro_cep_id=IDS.logradouro_cep_sol,
        numero="S/N",
        complemento="CASA A",
        municipio_id=IDS.municipio,
        bairro_id=IDS.bairro_norte,
        texto="TRAVESSA DO SOL, S/N CASA A - BOA VISTA - SANTA AURORA/PE - CEP 50020-030",
    )


def test_a_street_of_two_bairros_asks_which(mesa):
    janela = JanelaEndereco(mesa, municipio_id=IDS.municipio)
    janela.logradouro.setFocus()
    mesa.teclado.digitar(str(IDS.logradouro_brasil))
    mesa.teclado.tecla(ENTER)
    mesa.qtbot.waitUntil(lambda: janela.cep.valor() == IDS.logradouro_cep_brasil)
    janela.numero.setFocus()
    mesa.teclado.digitar("12")
    janela.confirmar()
    mesa.qtbot.waitUntil(lambda: janela.erro("bairro") == "Informe Bairro.")
    mesa.teclado.digitar("boa")
    mesa.teclado.tecla(ENTER)
    janela.confirmar()
    assert janela.resultado().logradouro_bairro_id == IDS.logradouro_bairro_brasil_norte


def test_the_bairro_already_known_is_taken(mesa):
    janela = JanelaEndereco(mesa, municipio_id=IDS.municipio, bairro_id=IDS.bairro_norte)
    mesa.resolver(_focado(janela.logradouro), str(IDS.logradouro_brasil))
    mesa.qtbot.waitUntil(lambda: janela.bairro.valor() == IDS.bairro_norte)


def test_perimetros_enter_the_address(mesa):
    janela = JanelaEndereco(mesa)
    mesa.resolver(_focado(janela.logradouro), str(IDS.logradouro_flores))
    mesa.resolver(_focado(janela.perimetro_inicial), str(IDS.logradouro_brasil))
    mesa.resolver(_focado(janela.perimetro_final), str(IDS.logradouro_sol))
    janela.numero.setFocus()
    mesa.teclado.digitar("7")
    janela.confirmar()
    endereco = janela.resultado()
    assert (endereco.perimetro_inicial_id, endereco.perimetro_final_id) == (IDS.logradouro_brasil, IDS.logradouro_sol)
    assert endereco.texto.endswith(" - CEP 50010-010 - entre AVENIDA BRASIL e TRAVESSA DO SOL")


def test_all_that_is_missing_is_said_at_once(mesa):
    janela = JanelaEndereco(mesa)
    janela.confirmar()
    mesa.qtbot.waitUntil(lambda: janela.erro("numero") == "Informe Número.")
    assert (janela.erro("logradouro"), janela.erro("bairro")) == ("Informe Logradouro.", "Informe Bairro.")
    assert janela.logradouro.codigo.hasFocus()


@pytest.mark.parametrize(
    ("cep", "campo", "erro"),
    [
        ("99999999", "cep_procurado", "CEP inexistente."),
        ("123", "cep_procurado", "CEP inválido."),
        ("50010010", "logradouro", "O CEP serve a mais de um logradouro: escolha o logradouro."),
    ],
)
def test_a_cep_that_gives_no_street_says_why(mesa, cep, campo, erro):
    janela = JanelaEndereco(mesa)
    mesa.teclado.digitar(cep)
    mesa.teclado.tecla(ENTER)
    mesa.qtbot.waitUntil(lambda: janela.erro(campo) == erro)


def test_another_municipio_empties_the_street(mesa):
    janela = JanelaEndereco(mesa)
    mesa.resolver(_focado(janela.logradouro), str(IDS.logradouro_flores))
    mesa.qtbot.waitUntil(lambda: janela.municipio.valor() == IDS.municipio)
    janela.municipio.setFocus()
    mesa.teclado.tecla(Qt.Key.Key_Delete, CTRL)
    assert (janela.logradouro.valor(), janela.cep.count(), janela.bairro.valor()) == (None, 1, None)


def test_the_complemento_and_the_numero_stop_at_their_columns(mesa):
    janela = JanelaEndereco(mesa, complemento_maximo=25, perimetros=False)
    for campo, maximo in ((janela.complemento, 25), (janela.numero, 5)):
        campo.setFocus()
        mesa.teclado.digitar("X" * 50)
        assert len(campo.valor()) == maximo


def test_esc_gives_no_address(mesa):
    janela = JanelaEndereco(mesa)
    mesa.teclado.tecla(Qt.Key.Key_Escape)
    assert janela.resultado() is None


def _fone(mesa, existentes=()):
    dialogo = DialogoFone(mesa.ponte, existentes, mesa.janela)
    tarefa = mesa.ponte.iniciar(dialogo.informar())
    mesa.teclado.esperar_janela(DialogoFone)
    return dialogo, tarefa


def test_the_first_phone_is_the_principal(mesa):
    _, tarefa = _fone(mesa)
    for parte in ("celular", "81", "99876-5432", "12"):
        mesa.teclado.digitar(parte)
        mesa.teclado.tecla(Qt.Key.Key_Tab)
    mesa.teclado.tecla(Qt.Key.Key_Space)
    mesa.qtbot.waitUntil(tarefa.done)
    assert tarefa.result() == Fone(3, "81", "998765432", "12", principal=True)


def test_a_whole_number_is_split(mesa):
    dialogo, tarefa = _fone(mesa, (Fone(1, "81", "34215555", principal=True),))
    mesa.teclado.digitar("celular")
    mesa.teclado.tecla(Qt.Key.Key_Tab)
    dialogo.numero.setFocus()
    mesa.teclado.digitar("(81) 99876-5432")
    mesa.teclado.tecla(ENTER)
    mesa.qtbot.waitUntil(tarefa.done)
    assert tarefa.result() == Fone(3, "81", "998765432")


def test_what_is_wrong_in_a_phone_is_said_beside_its_field(mesa):
    dialogo, _ = _fone(mesa, (Fone(3, "81", "34215555", principal=True),))
    dialogo.ramal.setFocus()
    mesa.teclado.digitar("x")
    mesa.teclado.tecla(ENTER)
    erros = {nome: dialogo.formulario[nome].erro for nome in dialogo.formulario.nomes()}
    assert erros == {
        "tipo_id": "Informe Tipo Telefone.",
        "ddd": "DDD do telefone: informe dois dígitos.",
        "numero": "Número do Telefone: informe até nove dígitos.",
        "ramal": "Ramal: informe até quatro dígitos.",
    }
    dialogo.tipo.definir(1)
    dialogo.ramal.clear()
    dialogo.numero.setFocus()
    mesa.teclado.digitar("81 3421-5555")
    mesa.teclado.tecla(ENTER)
    assert dialogo.formulario["numero"].erro == "O telefone (81) 3421-5555 já foi informado."


def _contas(mesa, imovel_id):
    tarefa = mesa.ponte.iniciar(escolher_conta(mesa.ponte, imovel_id, mesa.janela))
    janela = mesa.teclado.esperar_janela(JanelaPesquisa)
    mesa.qtbot.waitUntil(lambda: QApplication.focusWidget() is janela.tabela)
    return tarefa, janela


def test_the_contas_of_the_imovel_are_listed_on_opening_and_one_is_picked(mesa):
    with mesa.contando(2):
        tarefa, janela = _contas(mesa, IDS.imovel_com_contas)
        linhas = [janela.tabela.modelo.linha(n) for n in range(janela.tabela.modelo.rowCount())]
        numero = next(n for n, conta in enumerate(linhas) if conta.id == IDS.conta_normal)
        for _ in range(numero):
            mesa.teclado.tecla(Qt.Key.Key_Down)
        mesa.teclado.tecla(ENTER)
        mesa.qtbot.waitUntil(tarefa.done)
    assert tarefa.result().id == IDS.conta_normal
    assert tarefa.result().valor > Decimal(0)


@pytest.mark.parametrize(
    ("conta_id", "erro"),
    [
        (IDS.conta_cancelada, "Conta não pode ser associada ao Registro de Atendimento!"),
        (IDS.conta_antiga, "Conta com prazo para associação excedido!"),
    ],
)
def test_a_conta_that_may_not_be_tied_is_refused(mesa, conta_id, erro):
    tarefa, janela = _contas(mesa, IDS.imovel_com_contas)
    linhas = [janela.tabela.modelo.linha(n) for n in range(janela.tabela.modelo.rowCount())]
    janela.tabela.ir_para(next(n for n, conta in enumerate(linhas) if conta.id == conta_id))
    mesa.teclado.tecla(ENTER)
    mesa.qtbot.waitUntil(tarefa.done)
    with pytest.raises(RegraViolada, match=erro):
        tarefa.result()


def test_contas_need_the_imovel(mesa):
    with pytest.raises(RegraViolada, match="Informe o imóvel para pesquisar as contas"):
        escolher_conta(mesa.ponte, None).send(None)


@pytest.mark.parametrize(
    ("digitado", "referencia"), [("03/2026", 202603), ("32026", 202603), ("13/2026", None), ("", None)]
)
def test_references_are_read_as_typed(digitado, referencia):
    assert ler_referencia(digitado) == referencia
    assert referencia is None or formatar_referencia(referencia) == "03/2026"


def _focado(campo):
    campo.setFocus()
    return campo
