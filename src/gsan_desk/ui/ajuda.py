"""The page of keys and the page about the program, both made from what the program knows of itself."""

import platform
from collections.abc import Mapping
from html import escape
from importlib import metadata

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

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


def pagina_sobre(base: str, indisponiveis: Mapping[str, str]) -> str:
    """Write version, base, what the base lacks, and licence as HTML; ``indisponiveis`` has the reason by function."""
    faltas = "".join(f"<li>{escape(nome)}: {escape(motivo)}</li>" for nome, motivo in indisponiveis.items())
    return (
        f"<h2>gsan-desk {escape(metadata.version('gsan-desk'))}</h2>"
        "<p>Estação de trabalho do Registro de Atendimento do GSAN.</p>"
        f"<p>Base: {escape(base)}<br>Python {platform.python_version()}, Qt {qVersion()}</p>"
        + (f"<p><b>Funções indisponíveis nesta base</b></p><ul>{faltas}</ul>" if faltas else "")
        + "<p>Programa livre: GNU GPL, versão 3 ou posterior. Vem sem garantia.</p>"
    )


class _Pagina(QDialog):
    """A page of HTML and a button to close it."""

    def __init__(self, titulo: str, html: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(titulo)
        navegador = QTextBrowser(openExternalLinks=False)
        navegador.setAccessibleName(titulo)
        navegador.setHtml(html)
        botoes = QDialogButtonBox()
        botoes.addButton("&Fechar", QDialogButtonBox.ButtonRole.RejectRole)
        botoes.rejected.connect(self.reject)
        caixa = QVBoxLayout(self)
        caixa.addWidget(navegador)
        caixa.addWidget(botoes)


class JanelaTeclas(_Pagina):
    """All keys."""

    def __init__(self, proprias: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__("Teclas de atalho", pagina_de_teclas(proprias), parent)
        self.resize(680, 560)


class JanelaSobre(_Pagina):
    """Version, base, licence."""

    def __init__(self, base: str, indisponiveis: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__("Sobre o gsan-desk", pagina_sobre(base, indisponiveis), parent)
        self.resize(520, 380)
