"""Somebody of the unit that holds the RAs, at the tab Atualizar RA, on a real base."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from sqlalchemy import text

from gsan_desk.ui.atualizacao.atualizar import AtualizarRegistro
from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.support.cenario import IDS
from tests.support.mesa_ra import MesaRA

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
RUA = IDS.ra_pendente_endereco


class MesaAtualizar(MesaRA):
    """A workstation with Atualizar RA; ``tela`` is the last one opened."""

    tela: AtualizarRegistro

    def atualizar(self, numero: int = RUA) -> AtualizarRegistro:
        """Open the RA and wait for it, or for why it does not open."""
        tela = self.abas.atualizar(numero)
        assert isinstance(tela, AtualizarRegistro)
        self.tela = tela
        self.qtbot.waitUntil(lambda: tela._tarefa.done() or bool(tela.barra.textos()))
        return tela

    @property
    def f(self) -> Any:
        return self.tela.formulario

    def ir(self, parte: Parte) -> None:
        self.f.aba_pedida.emit(parte)
        self.qtbot.waitUntil(lambda: self.f.parte is parte)

    def concluir(self) -> None:
        """Press Ctrl+Enter and wait until it is over, or something is asked."""
        if not self.janela.isActiveWindow():  # a popup of suggestions leaves it so
            self.reativar()
        self.teclado.tecla(Qt.Key.Key_Return, CTRL)
        self.assentar()

    def assentar(self) -> None:
        perguntas = (self.tela.avisos, self.tela.conflito)
        self.qtbot.waitUntil(lambda: self.tela._tarefa.done() or self.tela.pagina in perguntas)

    def gravado(self) -> None:
        """Conclude to the end, going on after warnings."""
        self.concluir()
        if self.tela.pagina is self.tela.avisos:
            self.tela.avisos.responder(True)
        self.qtbot.waitUntil(lambda: self.tela.pagina is self.tela.feito)

    def erro(self, campo: str) -> str:
        aba = {"dados_gerais": self.f.dados_gerais, "local": self.f.local, "solicitantes": self.f.solicitantes}
        return aba.get(campo.partition(".")[0], self.f.anexos).formulario[campo].erro

    def botao_da_barra(self, nome: str) -> QPushButton:
        def achados() -> list[QPushButton]:
            return [b for b in self.tela.barra.findChildren(QPushButton) if b.text().replace("&", "") == nome]

        self.qtbot.waitUntil(lambda: bool(achados()))
        return achados()[0]

    @property
    def acoes(self) -> list[str]:
        """Buttons of the final page."""
        botoes = self.tela.feito.findChildren(QPushButton)
        return [b.text().replace("&", "") for b in botoes if b.text() and b.isVisible() and b.text() != "Copiar"]


def do_ra(sessao: Any, numero: int = RUA) -> dict[str, Any]:
    """Read the row of the RA."""
    sessao.rollback()
    comando = text("SELECT * FROM atendimentopublico.registro_atendimento WHERE rgat_id = :ra")
    return dict(sessao.execute(comando, {"ra": numero}).mappings().one())


def do_ra_em(sessao: Any, tabela: str, numero: int = RUA, ordem: str = "1") -> list[dict[str, Any]]:
    """Read the rows of a table that hang on the RA."""
    sessao.rollback()
    comando = text(f"SELECT * FROM atendimentopublico.{tabela} WHERE rgat_id = :ra ORDER BY {ordem}")
    return [dict(linha) for linha in sessao.execute(comando, {"ra": numero}).mappings()]


@pytest.fixture
def mesa_at(qtbot: Any, laco: Any, como: Any, tmp_path: Any, rodar: Any) -> Iterator[MesaAtualizar]:
    mesa = MesaAtualizar(qtbot, como("atendente2"), tmp_path, rodar)
    yield mesa
    mesa.fechar()
