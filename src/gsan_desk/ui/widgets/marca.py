"""Marks on a widget that a style sheet reads."""

from PySide6.QtWidgets import QWidget


def marcar(widget: QWidget, propriedade: str, valor: bool | str) -> None:
    """Set a dynamic property and dress the widget again."""
    if widget.property(propriedade) != valor:
        widget.setProperty(propriedade, valor)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def marcar_erro(widget: QWidget, texto: str) -> None:
    """Show by colour, and tell the screen reader, that the field is wrong; an empty text clears it."""
    marcar(widget, "erro", bool(texto))
    widget.setAccessibleDescription(texto)
