"""Searches over the rows that already are in the client: unidade, localidade, município; no statement at all."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from gsan_desk.domain.dominios import Contexto, Unidade
from gsan_desk.services.pesquisas.lista import LIMITE, Achado, Lista, inteiro


class _Linha(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def descricao(self) -> str: ...
    @property
    def em_uso(self) -> bool: ...


T = TypeVar("T", bound=_Linha)


def _em_uso(linha: _Linha) -> bool:
    return linha.em_uso


def pesquisar_unidades(
    contexto: Contexto,
    texto: str = "",
    superior_id: int | None = None,
    aceita: Callable[[Unidade], bool] = _em_uso,
) -> Lista[Unidade]:
    """List the units, in use unless ``aceita`` says otherwise, whose name holds ``texto`` or whose sigla it is."""
    unidades = (u for u in contexto.dominios.unidades.values() if superior_id in (None, u.superior_id) and aceita(u))
    procurado = _plano(texto)
    return _listar(u for u in unidades if procurado in _plano(u.descricao) or procurado == _plano(u.sigla))


def resolver_unidade(contexto: Contexto, codigo: str, aceita: Callable[[Unidade], bool] = _em_uso) -> Achado | None:
    """Find a unit, in use unless ``aceita`` says otherwise, by its code."""
    return _resolver(contexto.dominios.unidades, codigo, aceita)


def pesquisar_localidades(contexto: Contexto, texto: str = "", municipio_id: int | None = None) -> Lista[Achado]:
    """List the localidades in use whose name holds ``texto``, by name."""
    localidades = (x for x in contexto.dominios.localidades.values() if municipio_id in (None, x.municipio_id))
    return _achados(localidades, texto)


def resolver_localidade(contexto: Contexto, codigo: str) -> Achado | None:
    """Find a localidade in use by its code."""
    return _resolver(contexto.dominios.localidades, codigo)


def pesquisar_municipios(contexto: Contexto, texto: str = "") -> Lista[Achado]:
    """List the municípios in use whose name holds ``texto``, by name."""
    return _achados(contexto.dominios.municipios.values(), texto)


def resolver_municipio(contexto: Contexto, codigo: str) -> Achado | None:
    """Find a município in use by its code."""
    return _resolver(contexto.dominios.municipios, codigo)


def _achados(linhas: Iterable[_Linha], texto: str) -> Lista[Achado]:
    procurado = _plano(texto)
    lista = _listar(x for x in linhas if x.em_uso and procurado in _plano(x.descricao))
    return Lista(tuple(Achado(x.id, str(x.id), x.descricao) for x in lista.linhas), lista.ha_mais)


def _listar(linhas: Iterable[T]) -> Lista[T]:
    ordenadas = sorted(linhas, key=lambda x: (_plano(x.descricao), x.id))
    return Lista(tuple(ordenadas[:LIMITE]), len(ordenadas) > LIMITE)


def _resolver(linhas: dict[int, T], codigo: str, aceita: Callable[[T], bool] = _em_uso) -> Achado | None:
    valor = inteiro(codigo)
    linha = linhas.get(valor) if valor is not None else None
    return Achado(linha.id, str(linha.id), linha.descricao) if linha and aceita(linha) else None


def _plano(texto: str) -> str:
    """Fold accents and case, so that ``sao`` finds ``SÃO``."""
    decomposto = unicodedata.normalize("NFD", texto.strip().upper())
    return "".join(c for c in decomposto if not unicodedata.combining(c))
