"""Checks of the filter of RAs to forward [UC0503], spec 20 §7.1."""

from collections.abc import Iterator

from gsan_desk.domain.dominios import Dominios
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.selecao_tramite import SelecaoTramite


def verificar(selecao: SelecaoTramite, dominios: Dominios) -> list[Violacao]:
    """List what is wrong with the fields."""
    return list(_achar(selecao, dominios))


def _achar(selecao: SelecaoTramite, dominios: Dominios) -> Iterator[Violacao]:
    filtro = selecao.filtro
    periodo, superior = filtro.atendimento, filtro.unidade_superior_id
    if not selecao.tem_criterio:
        yield violacao("SEM_CRITERIO")
    if periodo.inicial is not None and periodo.final is not None and periodo.final < periodo.inicial:
        yield violacao("M63", "filtro.atendimento")
    if filtro.bairro_id is not None and filtro.municipio_id is None:
        yield violacao("M65", "filtro.municipio_id")
    if superior is not None and not any(u.superior_id == superior for u in dominios.unidades.values()):
        yield violacao("SEM_SUBORDINADAS", "filtro.unidade_superior_id")
