"""Which letters of a screen lead to two places; those of the main window count too."""

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

DA_JANELA = ("A", "S", "U")


def repetidos(tela: QWidget | None) -> list[str]:
    """List the letters that two visible things of the screen, or one and the window, claim."""
    assert tela is not None
    letras = list(DA_JANELA)
    for widget in tela.findChildren(QWidget):
        rotulo = isinstance(widget, QLabel) and widget.buddy() is not None
        if not widget.isVisible() or not (rotulo or isinstance(widget, QAbstractButton)):
            continue
        texto = widget.text()  # type: ignore[attr-defined]  # both kinds have one
        if "&" in texto:
            letras.append(texto[texto.index("&") + 1].upper())
    return sorted({letra for letra in letras if letras.count(letra) > 1})
