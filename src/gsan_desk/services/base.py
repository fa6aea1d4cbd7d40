"""Whether this program and the database it meets fit each other."""

from dataclasses import dataclass

import psycopg
from sqlalchemy import func, select
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from gsan_desk import __version__
from gsan_desk.domain.erros import BancoAntigo
from gsan_desk.domain.requisitos import Falta, impedimentos, lista
from gsan_desk.domain.versao import Instalador, VersaoNova, numero
from gsan_desk.models.desk import BaseInstalada
from gsan_desk.services import variante

ESQUEMA_NECESSARIO = 1
AUSENTE = {psycopg.errors.UndefinedTable.sqlstate, psycopg.errors.InvalidSchemaName.sqlstate}


@dataclass(frozen=True, slots=True)
class Base:
    """What the status bar and the rules need to know of the database; ``faltas`` are what it lacks.

    ``nova`` is the newer client that it knows of.
    """

    treinamento: bool
    fuso_horario: str
    codificacao: str
    faltas: tuple[Falta, ...] = ()
    modo: str = "novo"
    nova: VersaoNova | None = None


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
                BaseInstalada.cliente_atual,
                BaseInstalada.instalador,
                BaseInstalada.instalador_sha256,
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
    if numero(linha.cliente_minimo) > numero(__version__):
        onde = f" O instalador está em {linha.instalador}." if linha.instalador else ""
        pede = f"Esta base pede o gsan-desk {linha.cliente_minimo} ou mais novo; este é o {__version__}."
        raise BancoAntigo(pede + onde)
    faltas = variante.montar(linha.ausencias)
    if impedem := impedimentos(faltas):
        raise BancoAntigo(f"Esta base não serve ao gsan-desk: {lista(falta.texto for falta in impedem)}.")
    nova = _nova(linha.cliente_atual, linha.instalador, linha.instalador_sha256)
    return Base(linha.modo == "treinamento", linha.fuso_horario, linha.codificacao, faltas, linha.modo, nova)


def _nova(versao: str, lugar: str | None, sha256: str | None) -> VersaoNova | None:
    if numero(versao) <= numero(__version__):
        return None
    return VersaoNova(versao, Instalador(lugar, sha256) if lugar and sha256 else None)
