"""Values of a row that GSAN has no column for: one row of ours beside each row, keyed by its id."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import NAO
from gsan_desk.services.cadastro.descricao import Descricao, Registro, Tabela


def colunas(tabela: Tabela) -> Iterator[Any]:
    """Select the values of ours beside the row; a row that has none of ours says no to all."""
    if tabela.extensao is None:
        return
    for nome, coluna in tabela.extensao.colunas.items():
        nossa = select(coluna).where(tabela.extensao.chave == tabela.chave).correlate(tabela.tabela)
        yield func.coalesce(nossa.scalar_subquery(), NAO).label(nome)


def gravar(session: Session, descricao: Descricao, escritas: Sequence[tuple[int, Registro | None, Registro]]) -> None:
    """Write the values of ours that changed in these rows, each beside what it was; one statement, or none."""
    extensao = descricao.tabela.extensao
    if extensao is None:
        return
    linhas = [
        {extensao.chave.name: id_} | {coluna.name: _valor(nova, nome) for nome, coluna in extensao.colunas.items()}
        for id_, velha, nova in escritas
        if any(_valor(nova, nome) != _valor(velha, nome) for nome in extensao.colunas)
    ]
    if not linhas:
        return
    comando = insert(extensao.tabela).values(linhas)
    novos = {coluna.name: comando.excluded[coluna.name] for coluna in extensao.colunas.values()}
    session.execute(comando.on_conflict_do_update(index_elements=[extensao.chave], set_=novos))


def _valor(registro: Registro | None, nome: str) -> Any:
    return (registro[nome] if registro is not None else None) or NAO
