"""Filling fields with what an RA holds, its own values offered even where they went out of use (spec 10 §7.2)."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from gsan_desk.ui.registro_atendimento.aba import Aba
from gsan_desk.ui.widgets.campo import ler_campo
from gsan_desk.ui.widgets.combo import ComboItens


def escolher(combo: ComboItens, id_: int | None, linhas: Mapping[int, Any]) -> None:
    """Choose a row of one of the client's tables, whether it is still in use or not."""
    combo.incluir(linhas.get(id_ or 0))
    combo.definir(id_)


async def restaurar_mudados(aba: Aba, nomes: Iterable[str], dados: Mapping[str, Any]) -> None:
    """Put back what a draft has otherwise than the tab, one field after the other, since one fills the next.

    What the person had not touched is left alone: a code that went out of use would not be found again.
    """
    for nome in nomes:
        if nome in dados and dados[nome] != ler_campo(aba.formulario[nome].campo):
            aba.formulario.restaurar({nome: dados[nome]})
            await aba.aguardar()


def explicar(widget: QWidget, motivo: str) -> None:
    """Say why a field does not open; an empty reason takes the words away."""
    widget.setToolTip(motivo)
    widget.setWhatsThis(motivo)
