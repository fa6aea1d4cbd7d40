"""The workstation of who treats citizens' reports, and the base seen from beside."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row
from PySide6.QtWidgets import QPushButton, QWidget
from sqlalchemy import URL

from gsan_desk.ui.progis.analise import AnalisarRelato
from gsan_desk.ui.progis.caixa import CaixaProgis
from tests.services.apoio_progis import ajustar
from tests.support.banco import conectar
from tests.support.cenario import IDS
from tests.support.mesa_ra import MesaRA


class MesaProgis(MesaRA):
    """One person."""

    def caixa(self) -> CaixaProgis:
        """Open the Caixa PROGIS and wait until it has read."""
        tela = self.janela.abrir("caixa_progis")
        assert isinstance(tela, CaixaProgis)
        self.qtbot.waitUntil(lambda: tela.pronta)
        return tela

    def analisar(self, relato: int) -> AnalisarRelato:
        """Open the analysis of a report."""
        tela = self.estacao.progis.analisar(relato)
        assert isinstance(tela, AnalisarRelato)
        self.qtbot.waitUntil(lambda: tela.pronta)
        return tela

    def responder(self, tela: QWidget, opcao: str) -> None:
        """Answer a question of a page."""

        def achados() -> list[QPushButton]:
            return [b for b in tela.findChildren(QPushButton) if b.isVisible() and b.text() == opcao]

        self.qtbot.waitUntil(lambda: len(achados()) == 1)
        achados()[0].click()


@pytest.fixture
def base(dsn: URL) -> Iterator[psycopg.Connection[Any]]:
    """A plain connection of the superuser, rows as dictionaries; the settings are those of the town."""
    with conectar(dsn) as conexao:
        conexao.row_factory = dict_row  # type: ignore[assignment]  # the connection is typed for tuples
        ajustar(
            conexao,
            step_idagua=IDS.espec_simples,
            step_idesgoto=IDS.espec_esgoto,
            meso_id=IDS.meio_interno,
            zona_utm=25,
        )
        yield conexao


@pytest.fixture
def abrir_mesa(
    qtbot: Any, laco: Any, como: Any, tmp_path: Path, rodar: Any, base: Any
) -> Iterator[Callable[..., MesaProgis]]:
    """Open the workstation of one of the people."""
    abertas: list[MesaProgis] = []

    def abrir(login: str = "atendente", escuta: Any = None) -> MesaProgis:
        mesa = MesaProgis(qtbot, como(login), tmp_path / login, rodar, escuta)
        abertas.append(mesa)
        return mesa

    yield abrir
    for mesa in abertas:
        mesa.estacao.progis.vigia.parar()
        mesa.estacao.parar_avisos()
        mesa.fechar()
