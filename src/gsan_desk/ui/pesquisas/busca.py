"""What every search is made of: a code field, its window, and how a field follows the one above it.

    def campo_municipio(ponte: Ponte) -> CampoCodigo:
        return montar_campo(ponte, "Município", resolver=..., sugerir=..., pesquisa=lambda: pesquisa_por_nome(...))

``pesquisa`` is called at each opening, so that filters that depend on one another are born together.
"""

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.services.pesquisas.lista import Achado, Lista, inteiro
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.widgets.code_field import CampoCodigo, Resolver, Sugerir
from gsan_desk.ui.widgets.search_window import FiltroPesquisa, JanelaPesquisa

Valores: TypeAlias = dict[str, Any]
Id: TypeAlias = Callable[[], int | None]
"""Reads the id that another field holds (``campo.valor``)."""

PorCodigo: TypeAlias = Callable[[str], Awaitable[Achado | None]]
"""Finds a row by its code; gives it to the field and may keep more of it."""

SUGESTOES = 30


@dataclass(frozen=True, slots=True)
class Pesquisa:
    """A search window as a value.

    Args:
        nome: what is searched, in the title.
        achado: turns a listed row into what the field keeps.
        semente: the filter that takes the letters already typed in the field.
        opcoes: filters that only say how to match; filled or not, they are no selection.
        livre: nothing filled lists everything; else it is refused.
        imediata: lists on opening.
        largura: of the window, in pixels at scale 1.
    """

    nome: str
    filtros: Sequence[FiltroPesquisa]
    colunas: Sequence[Coluna]
    buscar: Callable[[Valores], "Lista[Any] | Awaitable[Lista[Any]]"]
    achado: Callable[[Any], Any] = lambda linha: linha
    semente: str = "nome"
    opcoes: frozenset[str] = frozenset()
    livre: bool = False
    imediata: bool = False
    largura: int = 760


async def escolher(pesquisa: Pesquisa, ponte: Ponte, digitado: str = "", parent: QWidget | None = None) -> Any | None:
    """Open the window and wait for the choice; ``None`` when it was closed."""

    async def buscar(valores: Valores) -> Lista[Any]:
        _exigir_selecao(pesquisa, valores)
        resposta = pesquisa.buscar(valores)
        return await resposta if inspect.isawaitable(resposta) else resposta

    janela = JanelaPesquisa(
        f"Pesquisar {pesquisa.nome}",
        filtros=pesquisa.filtros,
        colunas=pesquisa.colunas,
        buscar=buscar,
        ponte=ponte,
        nome=pesquisa.nome.lower(),
        parent=parent,
    )
    janela.resize(pesquisa.largura, 500)
    if pesquisa.imediata:
        janela.pesquisar()
    tem_letras = not digitado.strip().isdigit()
    linha = await janela.escolher({pesquisa.semente: digitado.strip()} if tem_letras else None)
    return None if linha is None else pesquisa.achado(linha)


def montar_campo(
    ponte: Ponte,
    nome: str,
    *,
    resolver: Resolver,
    pesquisa: Callable[[], Pesquisa],
    sugerir: Sugerir | None = None,
    depende: Callable[[], str] | None = None,
    inexistente: str | None = None,
    largura: int = 9,
) -> CampoCodigo:
    """Make the code field of a search; F2 opens the window over the window that holds the field."""

    async def pesquisar(digitado: str) -> Any | None:
        return await escolher(pesquisa(), ponte, digitado, campo.window())

    campo = CampoCodigo(
        nome,
        resolver,
        ponte=ponte,
        sugerir=_so_letras(sugerir) if sugerir else None,
        pesquisar=pesquisar,
        depende=depende,
        codigo=lambda achado: str(achado.codigo),
        inexistente=inexistente or texto("M02", nome=nome),
        largura=largura,
    )
    return campo


def pesquisa_por_nome(
    nome: str,
    listar: Callable[[str], "Lista[Any] | Awaitable[Lista[Any]]"],
    resolver: Resolver,
    *,
    rotulo_nome: str = "&Nome",
    livre: bool = True,
) -> Pesquisa:
    """Make the plain search: by name or by code, rows of ``Achado``."""

    async def buscar(valores: Valores) -> Lista[Any]:
        if codigo := valores["codigo"]:
            numero(valores, "codigo", "Código")
            achado = await esperar(resolver(codigo))
            return Lista((achado,) if achado is not None else ())
        lista: Lista[Any] = await esperar(listar(valores["nome"]))
        return lista

    return Pesquisa(
        nome,
        filtros=(FiltroPesquisa("nome", rotulo_nome), FiltroPesquisa("codigo", "&Código")),
        colunas=COLUNAS_SIMPLES,
        buscar=buscar,
        livre=livre,
    )


def encadear(pai: CampoCodigo, *filhos: CampoCodigo) -> None:
    """Empty what depends on a field when that one changes; a code still waiting for it is looked up now."""

    def mudou(item: object) -> None:
        for filho in filhos:
            if filho.item() is not None:
                filho.limpar()
            elif item is not None and filho.texto():
                filho.de_rascunho(filho.texto())

    pai.resolvido.connect(mudou)


def exigir(outro: Id, mensagem: str) -> Callable[[], str]:
    """Say ``mensagem`` while another field is empty."""
    return lambda: "" if outro() is not None else mensagem


def numero(valores: Mapping[str, Any], nome: str, rotulo: str) -> int | None:
    """Read a numeric filter.

    Raises:
        RegraViolada: it holds something else (FORMATO).
    """
    digitado: str = valores[nome]
    if not digitado:
        return None
    if (valor := inteiro(digitado)) is None:
        raise RegraViolada(violacao("FORMATO", nome, nome=rotulo))
    return valor


async def esperar(resposta: Any) -> Any:
    """Give the answer of a function that may be plain or async."""
    return await resposta if inspect.isawaitable(resposta) else resposta


COLUNAS_SIMPLES = (
    Coluna("codigo", "Código", lambda achado: achado.codigo, "direita", 8),
    Coluna("descricao", "Nome", lambda achado: achado.descricao, largura=44),
)


def primeiros(lista: Lista[Any], achado: Callable[[Any], Achado] = lambda linha: linha) -> list[Achado]:
    """Cut a list to what drops under a field."""
    return [achado(linha) for linha in lista.linhas[:SUGESTOES]]


def _exigir_selecao(pesquisa: Pesquisa, valores: Valores) -> None:
    if pesquisa.livre:
        return
    if not any(valor not in (None, "") for nome, valor in valores.items() if nome not in pesquisa.opcoes):
        raise RegraViolada(violacao("SEM_OPCAO"))


def _so_letras(sugerir: Sugerir) -> Sugerir:
    """Leave codes alone: whoever types digits knows what is wanted."""
    return lambda digitado: () if digitado.isdigit() else sugerir(digitado)
