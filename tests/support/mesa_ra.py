"""The main window of an atendente on a real base, and somebody at its keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from sqlalchemy import text

from gsan_desk.estacao import Estacao
from gsan_desk.services.base import conferir
from gsan_desk.services.sessao import entrar
from gsan_desk.ui.consultas_do_ra.pagina import PaginaConsulta
from gsan_desk.ui.state import Estado
from tests.support.teclado import Teclado

P = TypeVar("P", bound=QWidget)


class MesaRA:
    """A workstation; ``frente`` is the tab in front."""

    def __init__(
        self, qtbot: Any, banco: Any, pasta: Path, rodar: Callable[..., Any], escuta: Any = None, sms: Any = None
    ) -> None:
        self.qtbot, self.banco, self.rodar = qtbot, banco, rodar
        base = banco.executar(conferir)
        contexto = banco.executar(entrar, base.faltas)
        self.estado = Estado(pasta / "estado.json")
        self.estacao = Estacao(banco, contexto, base, "teste", self.estado, pasta / "rascunhos", escuta, sms)
        self.janela, self.abas = self.estacao.janela, self.estacao.abas_do_ra
        self.ponte = self.estacao.ponte
        self.teclado = Teclado(qtbot)
        self.falhas: list[Any] = []
        self.ponte.erro.connect(self.falhas.append)
        self.janela.resize(1366, 720)
        qtbot.addWidget(self.janela)
        with qtbot.waitActive(self.janela):
            self.janela.show()

    @property
    def frente(self) -> QWidget | None:
        return self.janela.abas.currentWidget()

    @property
    def titulos(self) -> list[str]:
        return [self.janela.abas.tabText(i) for i in range(self.janela.abas.count())]

    def ler(self, pagina: QWidget) -> Any:
        """Wait until a read-only tab has read."""
        assert isinstance(pagina, PaginaConsulta)
        self.qtbot.waitUntil(lambda: pagina.lido and not pagina.ocupado.em_andamento)
        return pagina

    def esperar(self, classe: type[P]) -> P:
        """Wait until a tab of a kind is in front."""
        self.qtbot.waitUntil(lambda: isinstance(self.frente, classe))
        frente = self.frente
        assert isinstance(frente, classe)
        return frente

    def pronta(self, pagina: Any) -> Any:
        """Wait until a short form is open."""
        self.qtbot.waitUntil(lambda: pagina.pronto)
        return pagina

    def botao(self, pagina: QWidget, nome: str) -> QPushButton:
        """Wait for the one button with this text; what comes with a message is visible a turn of the loop later."""

        def achados() -> list[QPushButton]:
            return [b for b in pagina.findChildren(QPushButton) if b.isVisible() and b.text().replace("&", "") == nome]

        self.qtbot.waitUntil(lambda: len(achados()) == 1)
        return achados()[0]

    def reativar(self) -> None:
        """Bring the main window back to the front, as a window manager does when a dialog closes."""
        with self.qtbot.waitActive(self.janela):
            self.janela.activateWindow()

    def fechar(self) -> None:
        self.estacao.rascunhos.descarregar()
        self.estado.descarregar()
        self.ponte.fechar()


def mudar(sessao: Any, comando: str, **valores: Any) -> None:
    """Change the scenario as the web system would."""
    sessao.execute(text(comando), valores)
    sessao.commit()


@pytest.fixture
def mesa_ra(qtbot, laco, como, tmp_path, rodar) -> Iterator[MesaRA]:
    mesa = MesaRA(qtbot, como("atendente"), tmp_path, rodar)
    yield mesa
    mesa.fechar()
