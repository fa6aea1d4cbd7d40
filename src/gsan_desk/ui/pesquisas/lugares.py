"""Município, localidade (both already in the client), bairro, setor comercial and quadra."""

from collections.abc import Callable
from typing import Any

from gsan_desk.domain.mensagens import texto
from gsan_desk.services.pesquisas import dominios, territorio
from gsan_desk.services.pesquisas.lista import Achado, Lista
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.busca import (
    Id,
    Pesquisa,
    Valores,
    exigir,
    montar_campo,
    numero,
    pesquisa_por_nome,
    primeiros,
)
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.search_window import FiltroPesquisa

SEM_MUNICIPIO = texto("BAIRRO_SEM_MUNICIPIO")
SEM_LOCALIDADE = "Informe a Localidade."
SEM_SETOR = "Informe o Setor Comercial."


def campo_municipio(ponte: Ponte) -> CampoCodigo:
    """Make the field of a município in use; no statement."""

    def resolver(codigo: str) -> Achado | None:
        return dominios.resolver_municipio(ponte.contexto, codigo)

    def listar(nome: str) -> Lista[Achado]:
        return dominios.pesquisar_municipios(ponte.contexto, nome)

    return montar_campo(
        ponte,
        "Município",
        resolver=resolver,
        sugerir=lambda nome: primeiros(listar(nome)),
        pesquisa=lambda: pesquisa_por_nome("Município", listar, resolver),
    )


def campo_localidade(ponte: Ponte) -> CampoCodigo:
    """Make the field of a localidade in use; no statement."""

    def resolver(codigo: str) -> Achado | None:
        return dominios.resolver_localidade(ponte.contexto, codigo)

    def listar(nome: str) -> Lista[Achado]:
        return dominios.pesquisar_localidades(ponte.contexto, nome)

    return montar_campo(
        ponte,
        "Localidade",
        resolver=resolver,
        sugerir=lambda nome: primeiros(listar(nome)),
        pesquisa=lambda: pesquisa_por_nome("Localidade", listar, resolver),
    )


def campo_bairro(ponte: Ponte, municipio: Id) -> CampoCodigo:
    """Make the field of a bairro of the município, by the code that it has there."""
    return _campo_dentro_de(
        ponte, "Bairro", municipio, SEM_MUNICIPIO, territorio.resolver_bairro, territorio.pesquisar_bairros
    )


def campo_setor(ponte: Ponte, localidade: Id) -> CampoCodigo:
    """Make the field of a setor comercial of the localidade, by its code there."""
    return _campo_dentro_de(
        ponte, "Setor Comercial", localidade, SEM_LOCALIDADE, territorio.resolver_setor, territorio.pesquisar_setores
    )


def campo_quadra(ponte: Ponte, setor: Id) -> CampoCodigo:
    """Make the field of a quadra of the setor, by number; its text is the bairro."""

    async def resolver(codigo: str) -> Achado | None:
        setor_id = setor()
        return None if setor_id is None else await ponte.executar(territorio.resolver_quadra, setor_id, codigo)

    return montar_campo(
        ponte,
        "Quadra",
        resolver=resolver,
        pesquisa=lambda: _pesquisa_quadra(ponte, setor),
        depende=exigir(setor, SEM_SETOR),
        inexistente=texto("QUADRA_INEXISTENTE"),
    )


def _pesquisa_quadra(ponte: Ponte, setor: Id) -> Pesquisa:
    async def buscar(valores: Valores) -> Lista[Achado]:
        setor_id = setor()
        if setor_id is None:
            return Lista(())
        inicio = numero(valores, "numero", "Número") or 0
        return await ponte.executar(territorio.pesquisar_quadras, setor_id, inicio)

    return Pesquisa(
        "Quadra",
        filtros=(FiltroPesquisa("numero", "&Número a partir de"),),
        colunas=(
            Coluna("numero", "Número", lambda achado: achado.codigo, "direita", 8),
            Coluna("bairro", "Bairro", lambda achado: achado.descricao, largura=44),
        ),
        buscar=buscar,
        semente="numero",
        livre=True,
    )


def _campo_dentro_de(
    ponte: Ponte,
    nome: str,
    pai: Id,
    sem_pai: str,
    resolver_em: Callable[[Any, int, str], Achado | None],
    pesquisar_em: Callable[[Any, int, str], Lista[Achado]],
) -> CampoCodigo:
    """Make the field of a place whose code counts only inside another."""

    async def resolver(codigo: str) -> Achado | None:
        pai_id = pai()
        return None if pai_id is None else await ponte.executar(resolver_em, pai_id, codigo)

    async def listar(digitado: str) -> Lista[Achado]:
        pai_id = pai()
        return Lista(()) if pai_id is None else await ponte.executar(pesquisar_em, pai_id, digitado)

    async def sugerir(digitado: str) -> list[Achado]:
        return primeiros(await listar(digitado))

    return montar_campo(
        ponte,
        nome,
        resolver=resolver,
        sugerir=sugerir,
        pesquisa=lambda: pesquisa_por_nome(nome, listar, resolver),
        depende=exigir(pai, sem_pai),
    )
