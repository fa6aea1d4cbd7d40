"""The statements that build GSAN's tables in an empty database, from the catalogue."""

from collections.abc import Iterator

from gsan_desk.database.catalogo import ESQUEMAS, Coluna, Tabela, tabelas


def criar_base_gsan() -> Iterator[str]:
    """Yield, in order, schemas, sequences, tables, indexes and foreign keys of the reference base."""
    for esquema in ESQUEMAS:
        yield f"CREATE SCHEMA {esquema}"
    for tabela in tabelas():
        for sequencia in tabela.sequencias:
            yield f"CREATE SEQUENCE {sequencia}"
        yield _tabela(tabela)
        yield from _indices(tabela)
    for tabela in tabelas():
        yield from _estrangeiras(tabela)


def _tabela(tabela: Tabela) -> str:
    linhas = [_coluna(coluna) for coluna in tabela.colunas]
    linhas.append(f"CONSTRAINT {tabela.nome_da_chave} PRIMARY KEY ({', '.join(tabela.chave)})")
    linhas.extend(f"CONSTRAINT {nome} CHECK ({expressao})" for nome, expressao in tabela.checagens)
    return f"CREATE TABLE {tabela.qualificado} (\n    " + ",\n    ".join(linhas) + "\n)"


def _coluna(coluna: Coluna) -> str:
    padrao = f" DEFAULT {coluna.padrao}" if coluna.padrao is not None else ""
    return f"{coluna.nome} {coluna.tipo}{padrao}{'' if coluna.nula else ' NOT NULL'}"


def _indices(tabela: Tabela) -> Iterator[str]:
    for indice in tabela.indices:
        unico = "UNIQUE " if indice.unico else ""
        yield f"CREATE {unico}INDEX {indice.nome} ON {tabela.qualificado} {indice.definicao}"


def _estrangeiras(tabela: Tabela) -> Iterator[str]:
    for chave in tabela.estrangeiras:
        yield (
            f"ALTER TABLE {tabela.qualificado} ADD CONSTRAINT {chave.nome} "
            f"FOREIGN KEY ({', '.join(chave.colunas)}) "
            f"REFERENCES {chave.tabela_alvo} ({', '.join(chave.colunas_alvo)}) "
            f"ON UPDATE {chave.ao_atualizar} ON DELETE {chave.ao_remover}"
        )
