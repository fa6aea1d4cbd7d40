"""Unidade organizacional, already in the client."""

from collections.abc import Callable

from gsan_desk.domain.dominios import Unidade
from gsan_desk.services.pesquisas.dominios import pesquisar_unidades, resolver_unidade
from gsan_desk.services.pesquisas.lista import Achado, Lista
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.busca import Pesquisa, Valores, montar_campo, numero, primeiros
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.search_window import FiltroPesquisa

FiltroUnidade = Callable[[Unidade], bool]


def campo_unidade(
    ponte: Ponte,
    nome: str = "Unidade",
    *,
    so_em_uso: bool = True,
    filtro: FiltroUnidade | None = None,
    inexistente: str | None = None,
) -> CampoCodigo:
    """Make the field of a unidade; no statement.

    Args:
        nome: as the screen calls it ("Unidade Destino").
        filtro: narrows the choice; a unit typed by code passes it too.
        inexistente: what the screen says of a unit that is none.
    """

    def aceita(unidade: Unidade) -> bool:
        return (unidade.em_uso or not so_em_uso) and (filtro is None or filtro(unidade))

    def resolver(codigo: str) -> Achado | None:
        return resolver_unidade(ponte.contexto, codigo, aceita)

    def sugerir(texto: str) -> list[Achado]:
        return primeiros(pesquisar_unidades(ponte.contexto, texto, aceita=aceita), _achado)

    return montar_campo(
        ponte,
        nome,
        resolver=resolver,
        sugerir=sugerir,
        pesquisa=lambda: _pesquisa(ponte, nome, aceita),
        inexistente=inexistente,
    )


def _pesquisa(ponte: Ponte, nome: str, aceita: FiltroUnidade) -> Pesquisa:
    unidades = ponte.contexto.dominios.unidades

    def buscar(valores: Valores) -> Lista[Unidade]:
        if (codigo := numero(valores, "codigo", "Código")) is not None:
            unidade = unidades.get(codigo)
            return Lista((unidade,) if unidade and aceita(unidade) else ())
        return pesquisar_unidades(ponte.contexto, valores["nome"], valores["superior_id"], aceita)

    return Pesquisa(
        nome,
        filtros=(
            FiltroPesquisa("nome", "&Nome ou sigla"),
            FiltroPesquisa("codigo", "&Código"),
            FiltroPesquisa("superior_id", "Unidade &Superior", lambda: campo_unidade(ponte, "Unidade Superior")),
        ),
        colunas=(
            Coluna("codigo", "Código", lambda u: u.id, "direita", 8),
            Coluna("sigla", "Sigla", lambda u: u.sigla, largura=8),
            Coluna("descricao", "Descrição", lambda u: u.descricao, largura=36),
            Coluna("superior", "Unidade Superior", lambda u: _nome(unidades.get(u.superior_id)), largura=26),
            Coluna("em_uso", "Em uso", lambda u: u.em_uso, "centro", 8),
        ),
        buscar=buscar,
        achado=_achado,
        livre=True,
    )


def _achado(unidade: Unidade) -> Achado:
    return Achado(unidade.id, str(unidade.id), unidade.descricao)


def _nome(unidade: Unidade | None) -> str:
    return unidade.descricao if unidade else ""
