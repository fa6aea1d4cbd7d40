"""Values of a row that GSAN has no column for: rows of ours beside each row, keyed by its id."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, String, cast, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import NAO
from gsan_desk.services.cadastro.descricao import Descricao, Extensao, Registro, Tabela


def colunas(tabela: Tabela) -> Iterator[Any]:
    """Select the values of ours beside the row; a row that has none of ours says no to all indicators."""
    for extensao in tabela.extensoes:
        for nome, coluna in extensao.colunas.items():
            partes: list[Any] = []
            if nome in extensao.nativas:
                linha = func.to_jsonb(tabela.tabela.table_valued())
                nativa = func.jsonb_extract_path_text(linha, extensao.nativas[nome], type_=String)
                partes.append(cast(nativa, coluna.type))
            nossa = select(coluna).where(extensao.chave == tabela.chave).correlate(tabela.tabela)
            partes.append(nossa.scalar_subquery())
            yield func.coalesce(*partes, _padrao(coluna), type_=coluna.type).label(nome)


def gravar(session: Session, descricao: Descricao, escritas: Sequence[tuple[int, Registro | None, Registro]]) -> None:
    """Write the values of ours that changed in these rows, each beside what it was; one statement a table, or none."""
    for extensao in descricao.tabela.extensoes:
        linhas = [
            {extensao.chave.name: id_} | {c.name: _valor(nova, nome, c) for nome, c in extensao.colunas.items()}
            for id_, velha, nova in escritas
            if any(_valor(nova, nome, c) != _valor(velha, nome, c) for nome, c in extensao.colunas.items())
        ]
        if linhas:
            _gravar(session, extensao, linhas)


def _gravar(session: Session, extensao: Extensao, linhas: list[dict[str, Any]]) -> None:
    comando = insert(extensao.tabela).values(linhas)
    novos = {coluna.name: comando.excluded[coluna.name] for coluna in extensao.colunas.values()}
    session.execute(comando.on_conflict_do_update(index_elements=[extensao.chave], set_=novos))


def _valor(registro: Registro | None, nome: str, coluna: Column[Any]) -> Any:
    return (registro[nome] if registro is not None else None) or _padrao(coluna)


def _padrao(coluna: Column[Any]) -> Any:
    return None if coluna.nullable else NAO
