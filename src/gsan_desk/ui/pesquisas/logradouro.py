"""Logradouro by code, name or CEP, in a município or in one of its bairros."""

import re
from dataclasses import dataclass, replace

from gsan_desk.domain.cep import formatar, normalizar
from gsan_desk.services.pesquisas.lista import Achado, Lista
from gsan_desk.services.pesquisas.territorio import (
    CriterioLogradouro,
    LinhaLogradouro,
    pesquisar_logradouros,
    resolver_logradouro,
)
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.busca import Id, Pesquisa, Valores, encadear, montar_campo, numero, primeiros
from gsan_desk.ui.pesquisas.cliente import CONTENDO, modo_do_nome
from gsan_desk.ui.pesquisas.lugares import campo_bairro, campo_municipio
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.masked_edit import CEP, CampoMascarado
from gsan_desk.ui.widgets.search_window import FiltroPesquisa

MINIMO_CONTENDO = 4  # letters from which a street is also looked for by the middle of its name
_TIPO = re.compile(
    r"(rua|r|avenida|av|travessa|trav|tv|alameda|al|pra[çc]a|p[çc]a|estrada|est|rodovia|rod|beco|vila|viela|largo|ladeira)"
    r"[.\s]\s*(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rua(Achado):
    """A logradouro; ``linha`` is the bairro and CEP with which it was picked from a list."""

    linha: LinhaLogradouro | None = None


def _nenhum() -> None:
    return None


def campo_logradouro(
    ponte: Ponte, municipio: Id = _nenhum, bairro: Id = _nenhum, nome: str = "Logradouro"
) -> CampoCodigo:
    """Make the field of a logradouro in use, whose item is a ``Rua``; a CEP typed as code finds it too."""

    async def resolver(codigo: str) -> Rua | None:
        if (cep := normalizar(codigo)) is None:
            achado = await ponte.executar(resolver_logradouro, codigo)
            return Rua(achado.id, achado.codigo, achado.descricao) if achado else None
        lista = await ponte.executar(pesquisar_logradouros, CriterioLogradouro(cep=cep))
        return _rua(lista.linhas[0]) if len({linha.logradouro_id for linha in lista.linhas}) == 1 else None

    async def sugerir(digitado: str) -> list[Achado]:
        criterio = CriterioLogradouro(municipio_id=municipio(), bairro_id=bairro(), nome=sem_tipo(digitado))
        achados = await ponte.executar(pesquisar_logradouros, criterio)
        if not achados.linhas and len(criterio.nome) >= MINIMO_CONTENDO:
            achados = await ponte.executar(pesquisar_logradouros, replace(criterio, nome_contem=True))
        return primeiros(achados, _sugestao)

    return montar_campo(
        ponte,
        nome,
        resolver=resolver,
        sugerir=sugerir,
        pesquisa=lambda: _pesquisa(ponte, nome, municipio(), bairro()),
    )


def sem_tipo(nome: str) -> str:
    """Drop the ``RUA`` or ``Av.`` that people type first: GSAN keeps it apart from the name."""
    return _TIPO.sub("", nome.strip(), count=1) if _TIPO.match(nome.strip()) else nome.strip()


def _pesquisa(ponte: Ponte, nome: str, municipio_id: int | None, bairro_id: int | None) -> Pesquisa:
    municipio = campo_municipio(ponte)
    if municipio_id is not None:
        municipio.de_rascunho(str(municipio_id))
    filtros = [
        FiltroPesquisa("nome", "&Nome"),
        FiltroPesquisa("modo", "&Tipo de pesquisa", modo_do_nome),
        FiltroPesquisa("cep", "&CEP", lambda: CampoMascarado(CEP)),
        FiltroPesquisa("codigo", "Có&digo"),
        FiltroPesquisa("municipio_id", "&Município", lambda: municipio),
    ]
    if bairro_id is None:
        bairro = campo_bairro(ponte, municipio.valor)
        encadear(municipio, bairro)
        filtros.append(FiltroPesquisa("bairro_id", "&Bairro", lambda: bairro))

    async def buscar(valores: Valores) -> Lista[LinhaLogradouro]:
        return await ponte.executar(pesquisar_logradouros, _criterio(valores, bairro_id))

    return Pesquisa(
        nome,
        filtros=filtros,
        colunas=_COLUNAS,
        buscar=buscar,
        achado=_rua,
        opcoes=frozenset({"modo"}),
        largura=900,
    )


def _criterio(valores: Valores, bairro_id: int | None) -> CriterioLogradouro:
    return CriterioLogradouro(
        codigo=numero(valores, "codigo", "Código"),
        municipio_id=valores["municipio_id"],
        bairro_id=valores.get("bairro_id", bairro_id),
        nome=sem_tipo(valores["nome"]),
        nome_contem=valores["modo"] == CONTENDO,
        cep=valores["cep"],
    )


_COLUNAS = (
    Coluna("codigo", "Código", lambda linha: linha.logradouro_id, "direita", 8),
    Coluna("nome", "Logradouro", lambda linha: linha.nome, largura=34),
    Coluna("popular", "Nome popular", lambda linha: linha.nome_popular, largura=18, visivel=False),
    Coluna("bairro", "Bairro", lambda linha: linha.bairro, largura=20),
    Coluna("municipio", "Município", lambda linha: f"{linha.municipio}/{linha.uf}", largura=22),
    Coluna("cep", "CEP", lambda linha: formatar(linha.cep), largura=10),
)


def _rua(linha: LinhaLogradouro) -> Rua:
    return Rua(linha.logradouro_id, str(linha.logradouro_id), linha.nome, linha)


def _sugestao(linha: LinhaLogradouro) -> Rua:
    """Tell apart the rows of one street by bairro and CEP."""
    texto = " - ".join(filter(None, (linha.nome, linha.bairro, formatar(linha.cep))))
    return replace(_rua(linha), descricao=texto)
