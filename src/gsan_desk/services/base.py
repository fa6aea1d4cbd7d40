"""Whether this program and the database it meets fit each other."""

from dataclasses import dataclass

import psycopg
from sqlalchemy import func, select
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from gsan_desk import __version__
from gsan_desk.domain.erros import BancoAntigo
from gsan_desk.domain.requisitos import Falta, impedimentos, lista
from gsan_desk.models.desk import BaseInstalada
from gsan_desk.services import variante

ESQUEMA_NECESSARIO = 1
AUSENTE = {psycopg.errors.UndefinedTable.sqlstate, psycopg.errors.InvalidSchemaName.sqlstate}


@dataclass(frozen=True, slots=True)
class Base:
    """What the status bar and the rules need to know of the database; ``faltas`` are what it lacks."""

    treinamento: bool
    fuso_horario: str
    codificacao: str
    faltas: tuple[Falta, ...] = ()
    modo: str = "novo"


def conferir(session: Session) -> Base:
    """Read the row of the base; one statement.

    Raises:
        BancoAntigo: not a base of ours, one not adopted to the end or not upgraded, one that demands a newer program,
            or one that lacks what everybody needs.
    """
    try:
        linha = session.execute(
            select(
                BaseInstalada.modo,
                BaseInstalada.fuso_horario,
                BaseInstalada.esquema,
                BaseInstalada.cliente_minimo,
                func.current_setting("server_encoding").label("codificacao"),
                variante.ausencias().label("ausencias"),
            )
        ).one()
    except ProgrammingError as erro:
        if getattr(erro.orig, "sqlstate", None) in AUSENTE:
            raise BancoAntigo("Esta base não foi preparada para o gsan-desk. Procure o administrador.") from erro
        raise
    if linha.modo == "adotado" and linha.esquema == 0:
        raise BancoAntigo(
            "A adoção desta base não terminou: peça ao administrador que repita 'gsan-desk banco adotar'."
        )
    if linha.esquema < ESQUEMA_NECESSARIO:
        raise BancoAntigo("A base é de uma versão anterior: peça ao administrador 'gsan-desk banco migrar'.")
    if _numero(linha.cliente_minimo) > _numero(__version__):
        raise BancoAntigo(f"Esta base pede o gsan-desk {linha.cliente_minimo} ou mais novo; este é o {__version__}.")
    faltas = variante.montar(linha.ausencias)
    if impedem := impedimentos(faltas):
        raise BancoAntigo(f"Esta base não serve ao gsan-desk: {lista(falta.texto for falta in impedem)}.")
    return Base(linha.modo == "treinamento", linha.fuso_horario, linha.codificacao, faltas, linha.modo)


def _numero(versao: str) -> tuple[int, ...]:
    return tuple(int(parte) for parte in versao.split("."))
