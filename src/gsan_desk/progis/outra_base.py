"""Reports of PROGIS, or of any app, in a table of another PostgreSQL (issue 6, point 1b)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from gsan_desk.domain.relato import RelatoRecebido
from gsan_desk.progis.ajustes_fonte import FonteBase
from gsan_desk.progis.fonte import FonteIndisponivel, Lote
from gsan_desk.progis.leitura import RelatoInvalido, montar

LOTE = 200
_Cursor = psycopg.Cursor[dict[str, Any]]


class OutraBase:
    """Reads by position and id, in order; begins a little before where it stopped.

    A row may be committed after another of a later position was read: what lies within the overlap is read again.
    """

    def __init__(self, ajustes: FonteBase, codificacao: str) -> None:
        self._ajustes, self._codificacao = ajustes, codificacao
        self._tabela = sql.Identifier(*ajustes.tabela.split("."))
        mapa = ajustes.colunas.model_dump(exclude_none=True, exclude={"foto"})
        self._colunas = sql.SQL(", ").join(
            sql.SQL("{} AS {}").format(sql.Identifier(deles), sql.Identifier(nosso)) for nosso, deles in mapa.items()
        )
        self._chave = (sql.Identifier(mapa["posicao"]), sql.Identifier(mapa["id"]))

    @property
    def nome(self) -> str:
        """Name of the origin."""
        return self._ajustes.nome

    def ler(self, desde: str | None) -> Iterator[Lote]:
        """Read batches, each in a short read-only transaction of its own."""
        with self._conectar() as cursor:
            chave = self._recuar(cursor, json.loads(desde)) if desde is not None else None
            while linhas := self._pagina(cursor, chave):
                chave = [linhas[-1]["_posicao"], linhas[-1]["_id"]]
                yield self._lote(cursor, linhas, chave)

    @contextmanager
    def _conectar(self) -> Iterator[_Cursor]:
        try:
            with (
                psycopg.connect(
                    self._ajustes.dsn,
                    autocommit=True,
                    connect_timeout=10,
                    client_encoding="UTF8",
                    options="-c default_transaction_read_only=on -c statement_timeout=30s",
                ) as conexao,
                conexao.cursor(row_factory=dict_row) as cursor,
            ):
                yield cursor
        except psycopg.Error as erro:
            raise FonteIndisponivel(f"A base {self.nome} não pôde ser lida: {str(erro).splitlines()[0]}") from erro

    def _recuar(self, cursor: _Cursor, chave: list[str]) -> list[str] | None:
        """Step back by the overlap; ``None`` when there are no more rows than that before."""
        posicao, id_ = self._chave
        comando = sql.SQL(
            "SELECT {0}::text AS posicao, {1}::text AS id FROM {2} WHERE ({0}, {1}) <= (%s, %s)"
            " ORDER BY {0} DESC, {1} DESC OFFSET %s LIMIT 1"
        ).format(posicao, id_, self._tabela)
        linha = cursor.execute(comando, (*chave, self._ajustes.sobreposicao)).fetchone()
        return [linha["posicao"], linha["id"]] if linha is not None else None

    def _pagina(self, cursor: _Cursor, chave: list[str] | None) -> list[dict[str, Any]]:
        posicao, id_ = self._chave
        depois = sql.SQL("({}, {}) > (%s, %s)").format(posicao, id_) if chave is not None else sql.SQL("true")
        comando = sql.SQL(
            "SELECT {0}, {1}::text AS _posicao, {2}::text AS _id FROM {3} WHERE {4} ORDER BY {1}, {2} LIMIT {5}"
        ).format(self._colunas, posicao, id_, self._tabela, depois, LOTE)
        return cursor.execute(comando, chave or ()).fetchall()

    def _lote(self, cursor: _Cursor, linhas: list[dict[str, Any]], chave: list[str]) -> Lote:
        relatos, recusados = [], []
        for linha in linhas:
            try:
                relatos.append(montar(linha, self._ajustes.problemas.por_valor, self._codificacao))
            except RelatoInvalido as erro:
                recusados.append((str(linha["_id"])[:60], str(erro)))
        return Lote(tuple(relatos), json.dumps(chave), lambda relato: self._fotos(cursor, relato), tuple(recusados))

    def _fotos(self, cursor: _Cursor, relato: RelatoRecebido) -> Iterator[bytes]:
        if self._ajustes.colunas.foto is None:
            return
        comando = sql.SQL("SELECT {} AS foto FROM {} WHERE {} = %s").format(
            sql.Identifier(self._ajustes.colunas.foto), self._tabela, self._chave[1]
        )
        linha = cursor.execute(comando, (relato.id_externo,)).fetchone()
        if linha is not None and isinstance(linha["foto"], bytes):
            yield linha["foto"]
