"""Somebody at the form Inserir RA, on a real base."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from gsan_desk.domain.dominios import Contexto
from gsan_desk.services.conta import do_imovel
from gsan_desk.services.sessao import entrar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.contas import formatar_referencia
from gsan_desk.ui.rascunho import Rascunhos
from gsan_desk.ui.registro_atendimento.formulario import FormularioRA
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.support.cenario import IDS
from tests.support.teclado import Teclado

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class FormRA:
    """The form with its base; ``tela`` is the last one opened."""

    def __init__(self, qtbot: Any, banco: Any, pasta: Path, rodar: Callable[..., Any]) -> None:
        self.qtbot, self.banco, self.rodar = qtbot, banco, rodar
        self.contexto: Contexto = banco.executar(entrar)
        self.ponte = Ponte(banco, self.contexto, esperas=(0.05,))
        self.pasta = pasta
        self.rascunhos = Rascunhos(pasta, intervalo=10)
        self.teclado = Teclado(qtbot)
        self.falhas: list[Any] = []
        self.ponte.erro.connect(self.falhas.append)

    def abrir(self, *, esperar: bool = True, **kw: Any) -> InserirRA:
        """Open the form and wait for its protocolo."""
        self.tela = InserirRA(self.ponte, self.rascunhos, **kw)
        self.tela.resize(1280, 700)
        self.qtbot.addWidget(self.tela)
        with self.qtbot.waitActive(self.tela):
            self.tela.show()
        if esperar:
            self.qtbot.waitUntil(lambda: self.tela.pronto)
        return self.tela

    @property
    def f(self) -> FormularioRA:
        return self.tela.formulario

    def especificar(self, especificacao_id: int) -> None:
        especificacao = self.contexto.dominios.especificacoes[especificacao_id]
        self.f.dados_gerais.tipo.definir(especificacao.tipo_id)
        self.f.dados_gerais.especificacao.definir(especificacao_id)
        self.assentar()

    def imovel(self, matricula: int | None) -> None:
        campo = self.f.local.campos.imovel_id
        campo.limpar()
        if matricula is not None:
            campo.de_rascunho(str(matricula))
        self.assentar()

    def assentar(self) -> None:
        """Wait for every look-up under way."""
        self.rodar(self.f.local.aguardar())
        self.rodar(self.f.solicitante.aguardar())

    def nomear(self, nome: str = "Maria das Dores") -> None:
        """Fill the third tab with a name and an address."""
        self.f.solicitante.nome.setText(nome)
        self.f.solicitante.endereco.de_rascunho(
            {
                "logradouro_bairro_id": IDS.logradouro_bairro_flores,
                "logradouro_cep_id": IDS.logradouro_cep_flores,
                "numero": "12",
                "texto": "RUA DAS FLORES, 12 - CENTRO",
            }
        )

    def preencher(self, especificacao_id: int = IDS.espec_sem_prazo, matricula: int = IDS.imovel_em_quadra_2) -> None:
        """Fill what an RA without duplicates needs."""
        self.especificar(especificacao_id)
        self.imovel(matricula)
        self.nomear()

    def ir(self, parte: Parte) -> None:
        """Ask for a tab and wait for it."""
        self.f.aba_pedida.emit(parte)
        self.qtbot.waitUntil(lambda: self.f.parte is parte)

    def ir_sem_conferir(self, parte: Parte) -> None:
        """Show a tab whatever the others hold."""
        self.f.mostrar_aba(parte)

    def referencia_da_conta(self, conta_id: int) -> str:
        """Give ``mm/aaaa`` of a conta."""
        contas = self.banco.executar(do_imovel, IDS.imovel_com_contas)
        return formatar_referencia(next(c.referencia for c in contas if c.id == conta_id))

    def concluir(self) -> None:
        """Press Ctrl+Enter and wait until nothing is under way."""
        self.teclado.tecla(Qt.Key.Key_Return, CTRL)
        self.esperar()

    def esperar(self) -> None:
        """Wait until the command is over, or asks something."""
        self.qtbot.waitUntil(
            lambda: self.tela._tarefa.done() or self.tela.pagina is self.tela.avisos or bool(self.tela.barra.textos())
        )

    def esperar_sucesso(self) -> None:
        self.qtbot.waitUntil(lambda: self.tela.pagina is self.tela.sucesso)

    def esperar_avisos(self) -> None:
        self.qtbot.waitUntil(lambda: self.tela.pagina is self.tela.avisos)

    def botao_da_barra(self, texto: str) -> QPushButton:
        """Find a button of the question that is open."""
        achados = lambda: [b for b in self.tela.barra.findChildren(QPushButton) if b.text().replace("&", "") == texto]  # noqa: E731
        self.qtbot.waitUntil(lambda: bool(achados()))
        return achados()[0]

    def erro(self, campo: str) -> str:
        """Read what is written beside a field."""
        aba = {"dados_gerais": self.f.dados_gerais, "local": self.f.local, "solicitante": self.f.solicitante}
        return aba.get(campo.partition(".")[0], self.f.anexos).formulario[campo].erro

    def foco_em(self, widget: Any) -> bool:
        foco = QApplication.focusWidget()
        return foco is not None and (foco is widget or widget.isAncestorOf(foco))

    def fechar(self) -> None:
        self.rascunhos.descarregar()
        self.ponte.fechar()


@pytest.fixture
def form_ra(qtbot, laco, como, tmp_path, rodar) -> Iterator[FormRA]:
    form = FormRA(qtbot, como("atendente"), tmp_path / "rascunhos", rodar)
    yield form
    form.fechar()
