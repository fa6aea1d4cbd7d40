"""Who may open and who may maintain an RA [UC0366 FS0033, UC0419]."""

from collections.abc import Mapping

from gsan_desk.domain.codigos import PermissaoEspecial
from gsan_desk.domain.dominios import Contexto, Unidade


def pode_manter(contexto: Contexto, unidade_atual_id: int | None, unidade_atendimento_id: int | None = None) -> bool:
    """Tell whether the person may maintain an RA held by a unit [UC0419].

    An RA without unidade atual is judged by its unidade de atendimento.
    """
    if PermissaoEspecial.TRAMITAR_QUALQUER_UNIDADE in contexto.operador.permissoes:
        return True
    unidades = contexto.dominios.unidades
    minha = contexto.operador.unidade_id
    if minha is None:
        return False
    if minha in unidades and unidades[minha].central_atendimento:
        return True
    alvo = unidade_atual_id if unidade_atual_id is not None else unidade_atendimento_id
    return alvo is not None and (alvo == minha or minha in ascendentes(alvo, unidades))


def ascendentes(unidade_id: int, unidades: Mapping[int, Unidade]) -> frozenset[int]:
    """Climb ``unid_idsuperior`` to the top, or until a unit repeats."""
    vistas: set[int] = set()
    unidade = unidades.get(unidade_id)
    while unidade is not None and unidade.superior_id is not None and unidade.superior_id not in vistas:
        vistas.add(unidade.superior_id)
        unidade = unidades.get(unidade.superior_id)
    return frozenset(vistas - {unidade_id})


def pode_abrir(unidade: Unidade) -> bool:
    """Tell whether a unit may open RAs."""
    return unidade.em_uso and unidade.abre_ra


def unidade_atendimento_padrao(contexto: Contexto) -> int | None:
    """Give the person's unit when it may open RAs; otherwise the field starts empty."""
    unidade = contexto.dominios.unidades.get(contexto.operador.unidade_id or 0)
    return unidade.id if unidade is not None and pode_abrir(unidade) else None
