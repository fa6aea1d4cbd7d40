"""The draft of an RA: its key, what is kept of the opening, and which forms are open right now."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from gsan_desk.services.ra_inserir import FormularioAberto
from gsan_desk.ui.rascunho import Rascunho, Rascunhos

FUNCAO = "inserir_ra"
TITULO = "Inserir RA"
_abertos: set[str] = set()


def chave(aberto: FormularioAberto) -> str:
    """Name the draft by the key of the form."""
    return f"{FUNCAO}:{aberto.chave.hex}"


def abrir(aberto: FormularioAberto) -> None:
    """Note that a form of this process is typing the draft: it is not offered to another."""
    _abertos.add(chave(aberto))


def fechar(aberto: FormularioAberto | None) -> None:
    """Note that the form is gone."""
    if aberto is not None:
        _abertos.discard(chave(aberto))


def guardar(rascunhos: Rascunhos, aberto: FormularioAberto, dados: dict[str, Any]) -> None:
    """Keep the draft with what makes its Concluir the same one."""
    rascunhos.guardar(chave(aberto), TITULO, {**dados, "chave": str(aberto.chave), "protocolo": aberto.protocolo})


def mais_recente(rascunhos: Rascunhos) -> Rascunho | None:
    """Find the newest draft that no open form is typing and that can be taken up again."""
    soltos = (r for r in rascunhos.listar(FUNCAO) if r.chave not in _abertos)
    return next((r for r in soltos if _identidade(r) is not None), None)


def retomar(aberto: FormularioAberto, guardado: Rascunho) -> tuple[FormularioAberto, frozenset[str]]:
    """Give the opening under the key and protocolo of the draft, and the warnings already overruled."""
    identidade = _identidade(guardado)
    aceitos = guardado.dados.get("avisos_aceitos")
    if identidade is not None:
        aberto = replace(aberto, chave=identidade[0], protocolo=identidade[1])
    return aberto, frozenset(map(str, aceitos)) if isinstance(aceitos, list) else frozenset()


def _identidade(guardado: Rascunho) -> tuple[UUID, str] | None:
    try:
        return UUID(guardado.dados["chave"]), str(guardado.dados["protocolo"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
