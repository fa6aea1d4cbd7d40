"""What the screens of this family need from the window around them."""

from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from gsan_desk.ui.abas import AbasTrabalho


class Navegador(Protocol):
    """The part of ``JanelaPrincipal`` that opens functions."""

    @property
    def abas(self) -> AbasTrabalho:
        """The tabs."""

    def abrir(self, id_funcao: str, **kw: Any) -> QWidget | None:
        """Run a function; what it gives becomes a tab."""

    def abrir_aba(self, widget: QWidget, titulo: str, chave: str | None = None) -> QWidget:
        """Add a tab, or go to the one with the same key; give the page in front."""
