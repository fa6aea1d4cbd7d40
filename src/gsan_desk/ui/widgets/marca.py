"""Names and marks on a widget that the style sheet reads."""

from typing import Literal

from PySide6.QtWidgets import QLabel, QWidget

NomeRotulo = Literal["rotulo", "texto_erro", "fraco", "titulo", "subtitulo", "treinamento"]


def rotulo(nome: NomeRotulo, texto: str = "", *, quebra: bool = False) -> QLabel:
    """Make a label that the style sheet knows by name."""
    resultado = QLabel(texto, wordWrap=quebra)
    resultado.setObjectName(nome)
    return resultado


def marcar(widget: QWidget, propriedade: str, valor: bool | str) -> None:
    """Set a dynamic property and dress the widget again."""
    if widget.property(propriedade) != valor:
        widget.setProperty(propriedade, valor)
        vestir(widget)


def renomear(rotulo: QLabel, nome: NomeRotulo) -> None:
    """Give a label another name and dress it again."""
    if rotulo.objectName() != nome:
        rotulo.setObjectName(nome)
        vestir(rotulo)


def vestir(widget: QWidget) -> None:
    """Apply the style sheet again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def marcar_erro(widget: QWidget, texto: str) -> None:
    """Show by colour, and tell the screen reader, that the field is wrong; an empty text clears it."""
    marcar(widget, "erro", bool(texto))
    widget.setAccessibleDescription(texto)
