"""The draft of a change: what was typed, over the RA as it was read, so that nobody else's change is lost with it."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from gsan_desk.domain.atualizacao import EstadoRA
from gsan_desk.ui.rascunho import Rascunho

FUNCAO = "atualizar_ra"
_ESTADO = TypeAdapter(EstadoRA)


def chave(numero: int) -> str:
    """Name the draft by the RA."""
    return f"{FUNCAO}:{numero}"


def identidade(lido: EstadoRA) -> dict[str, Any]:
    """Give the RA as it was read."""
    return {"lido": _ESTADO.dump_python(lido, mode="json")}


def lido(guardado: Rascunho) -> EstadoRA | None:
    """Read it back; ``None`` for what another version kept."""
    try:
        return _ESTADO.validate_python(guardado.dados.get("lido"))
    except ValidationError:
        return None
