"""Registro de Atendimento by number; its window is Pesquisar RA [UC0443], which the caller brings."""

from collections.abc import Awaitable, Callable

from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.domain.mensagens import texto
from gsan_desk.services.pesquisas.lista import Achado, inteiro
from gsan_desk.services.ra_filtrar import LinhaRA
from gsan_desk.services.ra_filtrar import pesquisar as buscar_ras
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.widgets.code_field import CampoCodigo

PesquisarRA = Callable[[str], Awaitable[Achado | None]]


def campo_ra(
    ponte: Ponte,
    pesquisar: PesquisarRA | None = None,
    nome: str = "Registro de Atendimento",
    *,
    inexistente: str = "",
) -> CampoCodigo:
    """Make the field of an RA; without ``pesquisar`` there is no lupa. ``inexistente`` is said of an unknown number."""

    async def resolver(codigo: str) -> Achado | None:
        if (numero := inteiro(codigo)) is None:
            return None
        linhas = (await ponte.executar(buscar_ras, ponte.contexto, FiltroRA(numero=numero))).linhas
        return _achado(linhas[0]) if linhas else None

    async def escolher(digitado: str) -> Achado | None:
        return await pesquisar(digitado) if pesquisar else None

    return CampoCodigo(
        nome,
        resolver,
        ponte=ponte,
        pesquisar=escolher if pesquisar else None,
        codigo=lambda achado: str(achado.codigo),
        inexistente=inexistente or texto("M70"),
    )


def _achado(linha: LinhaRA) -> Achado:
    return Achado(linha.id, str(linha.id), linha.especificacao)
