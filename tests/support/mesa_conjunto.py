"""The workstation of somebody above the unit that holds the RAs of the town, at the bulk trâmite."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from gsan_desk.ui.tramite_conjunto.pagina import TramitarVarios
from tests.support.mesa_ra import MesaRA

__all__ = ["MesaConjunto", "mesa_conjunto"]


class MesaConjunto(MesaRA):
    """The tab of Tramitar Registro de Atendimento, and shorthands for what a person does in it."""

    def __init__(self, qtbot: Any, banco: Any, pasta: Path, rodar: Any) -> None:
        super().__init__(qtbot, banco, pasta, rodar)
        self.tela: TramitarVarios = self.janela.abrir("tramitar_conjunto")
        assert isinstance(self.tela, TramitarVarios)

    def filtrar(self, **codigos: int) -> None:
        """Empty the fields, type codes into some, and press Selecionar."""
        filtro = self.tela.selecao.filtro
        filtro.campos.limpar()
        for nome, codigo in codigos.items():
            filtro.campos[nome].campo.de_rascunho(str(codigo))
        self.rodar(filtro.campos.formulario.aguardar())
        filtro.selecionar.click()
        self.assentar(self.tela.selecao)

    def assentar(self, passo: Any) -> None:
        """Wait until nothing is under way in a step."""
        self.qtbot.waitUntil(lambda: not passo.ocupado.em_andamento, timeout=10_000)
        for tarefa in list(getattr(passo, "_tarefas", {}).values()):
            self.qtbot.waitUntil(tarefa.done, timeout=10_000)

    def marcar(self, *ras: int) -> None:
        """Check the boxes of rows."""
        modelo = self.tela.selecao.tabela.selecao
        for numero, linha in enumerate(modelo.linhas):
            if linha.id in ras:
                modelo.setData(modelo.index(numero, 0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)

    def informar(self, destino: int, parecer: str = "") -> None:
        """Open the window for the RAs marked, fill it and press Inserir."""
        self.tela.selecao.informar.click()
        passo = self.tela.informar
        self.qtbot.waitUntil(lambda: passo._aberto is not None and passo._tarefa.done(), timeout=10_000)
        passo.campos.destino.de_rascunho(str(destino))
        self.rodar(passo.campos.aguardar())
        passo.campos.parecer.definir(parecer)
        passo.inserir.click()

    def informado(self) -> None:
        """Wait until the list is back."""
        self.qtbot.waitUntil(lambda: self.tela.passos.currentWidget() is self.tela.selecao, timeout=10_000)

    def prever(self) -> None:
        """Press Tramitar and wait for the preview."""
        self.tela.selecao.tramitar.click()
        self.qtbot.waitUntil(self.tela.previa._tarefa.done, timeout=10_000)

    def executar(self) -> None:
        """Confirm the preview and wait for the report."""
        self.tela.previa.tramitar.click()
        self.terminar()

    def terminar(self) -> None:
        """Wait for the report."""
        resultado = self.tela.resultado
        self.qtbot.waitUntil(lambda: resultado.conjunto is not None and not resultado.em_curso, timeout=30_000)


@pytest.fixture
def mesa_conjunto(qtbot: Any, laco: Any, como: Any, tmp_path: Path, rodar: Any) -> Iterator[MesaConjunto]:
    mesa = MesaConjunto(qtbot, como("supervisor"), tmp_path, rodar)
    yield mesa
    mesa.fechar()
