"""The page of keys and the page about the program, both made from what the program knows of itself."""

import platform
from collections.abc import Mapping
from html import escape
from importlib import metadata

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from gsan_desk.ui import actions


def pagina_de_teclas(proprias: Mapping[str, str]) -> str:
    """Write the keys as HTML, by where they are heard."""
    partes = []
    for contexto, titulo in actions.TITULOS.items():
        linhas = [
            f"<tr><td><b>{escape(actions.legivel(actions.tecla(c.id, proprias)))}</b>&nbsp;&nbsp;</td>"
            f"<td>{escape(c.texto)}&nbsp;&nbsp;</td><td>{escape(c.descricao)}</td></tr>"
            for c in actions.COMANDOS
            if c.contexto == contexto and actions.tecla(c.id, proprias)
        ]
        partes.append(f"<h3>{escape(titulo)}</h3><table cellpadding='3'>{''.join(linhas)}</table>")
    return "".join(partes)


def pagina_sobre() -> str:
    """Write version and licence as HTML."""
    return (
        f"<h2>gsan-desk {escape(metadata.version('gsan-desk'))}</h2>"
        "<p>Estação de trabalho do Registro de Atendimento do GSAN.</p>"
        f"<p>Python {platform.python_version()}, Qt {qVersion()}</p>"
        "<p>Programa livre: GNU GPL, versão 3 ou posterior. Vem sem garantia.</p>"
    )


def pagina_da_base(dados: Mapping[str, str], indisponiveis: Mapping[str, str]) -> str:
    """Write what the base is, and what it lacks, as HTML; ``indisponiveis`` has the reason by function."""
    linhas = "".join(
        f"<tr><td><b>{escape(nome)}</b>&nbsp;&nbsp;</td><td>{escape(valor)}</td></tr>" for nome, valor in dados.items()
    )
    faltas = "".join(f"<li>{escape(nome)}: {escape(motivo)}</li>" for nome, motivo in indisponiveis.items())
    return f"<table cellpadding='3'>{linhas}</table>" + (
        f"<p><b>Funções indisponíveis nesta base</b></p><ul>{faltas}</ul>"
        if faltas
        else "<p>Todas as funções do seu perfil estão disponíveis nesta base.</p>"
    )


def _navegador(nome: str, html: str) -> QTextBrowser:
    navegador = QTextBrowser(openExternalLinks=False)
    navegador.setAccessibleName(nome)
    navegador.setHtml(html)
    return navegador


class _Pagina(QDialog):
    """Something to read and a button to close it."""

    def __init__(self, titulo: str, conteudo: QWidget, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(titulo)
        botoes = QDialogButtonBox()
        botoes.addButton("&Fechar", QDialogButtonBox.ButtonRole.RejectRole)
        botoes.rejected.connect(self.reject)
        caixa = QVBoxLayout(self)
        caixa.addWidget(conteudo)
        caixa.addWidget(botoes)


class JanelaTeclas(_Pagina):
    """All keys."""

    def __init__(self, proprias: Mapping[str, str], parent: QWidget | None = None) -> None:
        titulo = "Teclas de atalho"
        super().__init__(titulo, _navegador(titulo, pagina_de_teclas(proprias)), parent)
        self.resize(680, 560)


class JanelaSobre(_Pagina):
    """The program, its licence, and the base: what it is and which functions it has no room for."""

    def __init__(
        self, base: Mapping[str, str], indisponiveis: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        abas = QTabWidget()
        abas.setAccessibleName("Sobre")
        self.base = _navegador("Base de dados", pagina_da_base(base, indisponiveis))
        abas.addTab(_navegador("Programa", pagina_sobre()), "&Programa")
        abas.addTab(self.base, "&Base de dados")
        super().__init__("Sobre o gsan-desk", abas, parent)
        self.abas = abas
        self.resize(560, 400)
