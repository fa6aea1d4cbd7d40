"""Columns, look-ups and flags that several screens share."""

from collections.abc import Callable, Iterable
from typing import Any

from gsan_desk.domain.codigos import NAO, SIM
from gsan_desk.domain.dominios import Dominios
from gsan_desk.services.cadastro.descricao import (
    ATIVO_INATIVO,
    SIM_NAO,
    Ambiente,
    Campo,
    ColunaLista,
    Especie,
    Opcoes,
    Registro,
    Valores,
)


def ativo(rotulo: str = "Indicador de uso", ajuda: str = "") -> Campo:
    """Make the indicator of use, asked only when a row is changed."""
    return Campo(
        "indicador_uso",
        rotulo,
        Especie.OPCAO,
        obrigatorio=True,
        padrao=SIM,
        opcoes=lambda _ambiente, _valores: ATIVO_INATIVO,
        so_ao_atualizar=True,
        ajuda=ajuda or "Inativo: continua nos registros que já o usam e não é mais oferecido.",
    )


def do_dominio(obter: Callable[[Dominios], dict[int, Any]]) -> Opcoes:
    """Offer the rows that the client has already."""

    def opcoes(ambiente: Ambiente, _valores: Valores) -> Iterable[Any]:
        return obter(ambiente.contexto.dominios).values()

    return opcoes


def da_lista(nome: str) -> Opcoes:
    """Offer a list read with the screen."""

    def opcoes(ambiente: Ambiente, _valores: Valores) -> Iterable[Any]:
        return ambiente.listas.get(nome, ())

    return opcoes


def sim_nao(nome: str, rotulo: str, ajuda: str, *, padrao: int | None = NAO, **resto: Any) -> Campo:
    """Make a flag; without a default it must be answered."""
    return Campo(
        nome,
        rotulo,
        Especie.SIM_NAO,
        obrigatorio=True,
        padrao=padrao,
        ajuda=ajuda,
        ausente=f"{rotulo.rstrip('?')} deve ser selecionado.",
        **resto,
    )


def coluna(nome: str, titulo: str, largura: int = 14) -> ColunaLista:
    """Show a value as it is."""
    return ColunaLista(nome, titulo, lambda _ambiente, registro: registro[nome], largura)


def coluna_sim_nao(nome: str, titulo: str, largura: int = 12) -> ColunaLista:
    """Show a flag."""
    nomes = {item.id: item.descricao for item in SIM_NAO}
    return ColunaLista(nome, titulo, lambda _ambiente, registro: nomes.get(registro[nome], ""), largura, "centro")


def coluna_ativo(titulo: str = "Indicador de Uso") -> ColunaLista:
    """Show whether the row is in use."""
    nomes = {item.id: item.descricao for item in ATIVO_INATIVO}
    return ColunaLista(
        "indicador_uso", titulo, lambda _ambiente, registro: nomes.get(registro["indicador_uso"], ""), 14, "centro"
    )


def coluna_codigo(titulo: str = "Código") -> ColunaLista:
    """Show the id."""
    return ColunaLista("id", titulo, lambda _ambiente, registro: registro.id, 10, "direita")


def coluna_nome(nome: str, titulo: str, opcoes: Opcoes, largura: int = 26) -> ColunaLista:
    """Show the name of the row that a value points to."""

    def valor(ambiente: Ambiente, registro: Registro) -> str:
        return nome_em(opcoes(ambiente, registro.valores), registro[nome])

    return ColunaLista(nome, titulo, valor, largura)


def nome_em(itens: Iterable[Any], id_: int | None) -> str:
    """Find the name of a row."""
    return next((str(item.descricao) for item in itens if item.id == id_), "" if id_ is None else str(id_))
