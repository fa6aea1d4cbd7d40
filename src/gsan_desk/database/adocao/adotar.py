"""``gsan-desk banco adotar``: adds what is ours to a live base; what was done already is not done again."""

from typing import Any

import psycopg

from gsan_desk.database.adocao import indices, plano, vivo
from gsan_desk.database.adocao.execucao import Avisar, Insistencia, executar
from gsan_desk.database.adocao.plano import Plano
from gsan_desk.database.instalacao import VERSAO_MINIMA
from gsan_desk.domain.erros import BancoAntigo
from gsan_desk.domain.requisitos import Falta, lista

CENTRAL = "atendimentopublico.registro_atendimento"
TRAVA = "SELECT pg_try_advisory_lock(hashtext('gsan-desk adocao'))"
_DONO = """
SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname || '.' || c.relname = ANY (%s) AND NOT pg_has_role(c.relowner, 'USAGE') LIMIT 1
"""


def fuso_do_servidor(conexao: psycopg.Connection[Any]) -> str:
    """Give the time zone of a base adopted before, or of the server.

    Raises:
        BancoAntigo: the server's is that of no place, so somebody has to say the utility's.
    """
    agora = vivo.ler(conexao)
    if fuso := agora.base.get("fuso_horario"):
        return str(fuso)
    (fuso,) = conexao.execute("SELECT current_setting('TimeZone')").fetchone() or ("",)
    if "/" not in str(fuso) or str(fuso).startswith("Etc/"):
        raise BancoAntigo(f"O fuso do servidor é {fuso}: diga o da companhia, por exemplo --fuso America/Belem.")
    return str(fuso)


def preparar(conexao: psycopg.Connection[Any], fuso: str) -> Plano:
    """Plan, and refuse a base that can not be adopted; changes nothing.

    Raises:
        BancoAntigo: old server, no GSAN base, a base made by ``criar``, or one that lacks what everybody needs.
    """
    servidor = conexao.info.server_version
    if servidor < VERSAO_MINIMA:
        raise BancoAntigo(f"O servidor é PostgreSQL {servidor // 10000}; é preciso o 13 ou mais novo.")
    if conexao.execute("SELECT 1 FROM pg_timezone_names WHERE name = %s", (fuso,)).fetchone() is None:
        raise BancoAntigo(f"O servidor não conhece o fuso {fuso}. Escreva, por exemplo, America/Belem.")
    feito = plano.planejar(conexao, fuso)
    if Falta(CENTRAL) in feito.impedimentos:
        raise BancoAntigo("Não há uma base do GSAN neste banco. Para um banco vazio, use 'gsan-desk banco criar'.")
    if feito.impedimentos:
        raise BancoAntigo(f"Esta base não serve ao gsan-desk: {lista(f.texto for f in feito.impedimentos)}.")
    _recusar_base_nova(conexao)
    return feito


def adotar(
    conexao: psycopg.Connection[Any],
    fuso: str,
    avisar: Avisar,
    com_indices: bool = False,
    insistencia: Insistencia | None = None,
) -> None:
    """Do what is missing, step by step; each step stands whole or not at all, so the command may be repeated.

    Raises:
        BancoAntigo: as :func:`preparar`; or rights are missing, another adoption runs, a table is always in use.
    """
    if conexao.execute(TRAVA).fetchone() != (True,):
        raise BancoAntigo("Outra adoção está em curso nesta base.")
    insistencia = insistencia or Insistencia()
    feito = preparar(conexao, fuso)
    _exigir_direitos(conexao, feito)
    for passo in feito.passos:
        executar(conexao, passo, avisar, insistencia)
    if com_indices:
        indices.criar(conexao, avisar, insistencia)


def _recusar_base_nova(conexao: psycopg.Connection[Any]) -> None:
    if conexao.execute("SELECT to_regclass('gsan_desk.base')").fetchone() == (None,):
        return
    modo = conexao.execute("SELECT modo FROM gsan_desk.base").fetchone()
    if modo is not None and modo[0] != "adotado":
        raise BancoAntigo("Esta base foi feita por 'gsan-desk banco criar': use 'gsan-desk banco migrar'.")


def _exigir_direitos(conexao: psycopg.Connection[Any], feito: Plano) -> None:
    """Refuse before the first change what the server would refuse in the middle."""
    tabelas = [passo.tabela for passo in feito.passos if passo.tabela]
    alheia = conexao.execute(_DONO, (tabelas,)).fetchone()
    if alheia is not None:
        raise BancoAntigo(f"É preciso ser o dono das tabelas do GSAN ou superusuário: {alheia[0]} é de outro.")
    if conexao.execute("SELECT has_database_privilege(current_database(), 'CREATE')").fetchone() != (True,):
        raise BancoAntigo("É preciso poder criar objetos no banco: GRANT CREATE ON DATABASE … ao dono das tabelas.")
    cria_papeis = conexao.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    if any(passo.nome == "grupos de direitos" for passo in feito.passos) and cria_papeis.fetchone() != (True,):
        raise BancoAntigo("É preciso poder criar papéis (CREATEROLE) ou ser superusuário.")
