"""``gsan-desk banco largar``: takes away all that is ours and leaves the base as it was before the adoption."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from gsan_desk.database.adocao import indices
from gsan_desk.database.adocao.adotar import TRAVA
from gsan_desk.database.adocao.execucao import PASSAGEIROS, Avisar, Insistencia, executar
from gsan_desk.database.adocao.plano import Passo
from gsan_desk.database.instalacao import AJUSTES_DA_PESSOA
from gsan_desk.database.papeis import GRUPOS
from gsan_desk.domain.erros import BancoAntigo

_NOSSO_NA_TABELA = """
SELECT n.nspname || '.' || c.relname,
    ARRAY(SELECT t.tgname::text FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND p.pronamespace = to_regnamespace('gsan_desk') ORDER BY 1),
    ARRAY(SELECT p.polname::text FROM pg_policy p
        WHERE p.polrelid = c.oid AND p.polname LIKE 'gsan\\_desk\\_%%' ORDER BY 1),
    n.nspname || '.' || c.relname = ANY (%s)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'gsan_desk' ORDER BY 1
"""
_CONTAGENS = {
    "registros da auditoria": "auditoria",
    "mensagens SMS": "sms_mensagem",
    "relatos do cidadão": "relato_cidadao",
    "RAs com envio de SMS pedido": "ra_sms",
    "encerramentos anotados": "ra_encerrado",
    "trâmites em conjunto": "tramite_conjunto",
}


@dataclass(frozen=True, slots=True)
class Perda:
    """What goes for good: rows of ours by what they are, and people who lose their groups."""

    linhas: dict[str, int]
    pessoas: tuple[str, ...]


def avaliar(conexao: psycopg.Connection[Any]) -> Perda:
    """Count what would be lost; only reads.

    Raises:
        BancoAntigo: there is nothing of ours, or the base was made by ``criar`` and is ours altogether.
    """
    if conexao.execute("SELECT to_regnamespace('gsan_desk')").fetchone() == (None,):
        raise BancoAntigo("Não há nada do gsan-desk nesta base.")
    modo = None
    if conexao.execute("SELECT to_regclass('gsan_desk.base')").fetchone() != (None,):
        modo = conexao.execute("SELECT modo FROM gsan_desk.base").fetchone()
    if modo is not None and modo[0] != "adotado":
        raise BancoAntigo("Esta base foi feita por 'gsan-desk banco criar'; não há o que largar: apague o banco.")
    linhas = {o_que: _contar(conexao, tabela) for o_que, tabela in _CONTAGENS.items()}
    pessoas = conexao.execute(
        "SELECT DISTINCT m.rolname::text FROM pg_auth_members x JOIN pg_roles g ON g.oid = x.roleid"
        " JOIN pg_roles m ON m.oid = x.member WHERE g.rolname = ANY (%s) AND m.rolcanlogin ORDER BY 1",
        (list(GRUPOS),),
    )
    return Perda({o_que: n for o_que, n in linhas.items() if n}, tuple(nome for (nome,) in pessoas))


def descrever(perda: Perda) -> Iterator[str]:
    """Say what goes for good and what stays."""
    yield "Saem: o esquema gsan_desk, gatilhos, políticas, índices gd_ e os direitos dos grupos gsan_desk_*."
    yield "Nada do GSAN é tocado: RAs, trâmites e usuários ficam."
    if perda.linhas:
        yield "Perdem-se, sem cópia:"
        yield from (f"  {quantos} {o_que}" for o_que, quantos in perda.linhas.items())
        yield "Para guardá-los, antes: pg_dump --schema=gsan_desk"
    if perda.pessoas:
        yield f"Ficam no servidor, sem direito a nada desta base: {', '.join(perda.pessoas)}."


def largar(conexao: psycopg.Connection[Any], avisar: Avisar, insistencia: Insistencia | None = None) -> None:
    """Undo the adoption table by table; each step stands whole, so the command may be repeated after a break.

    Raises:
        BancoAntigo: as :func:`avaliar`; or a table is always in use.
    """
    insistencia = insistencia or Insistencia()
    if conexao.execute(TRAVA).fetchone() != (True,):
        raise BancoAntigo("Outra adoção está em curso nesta base.")
    pessoas = avaliar(conexao).pessoas
    _fechar_a_porta(conexao)
    for texto in indices.retirar(conexao):
        _insistir(conexao, texto, avisar, insistencia)
    for passo in passos(conexao, pessoas):
        executar(conexao, passo, avisar, insistencia)
    _papeis(conexao, avisar)


def passos(conexao: psycopg.Connection[Any], pessoas: tuple[str, ...]) -> Iterator[Passo]:
    """Give what undoes each table of GSAN, and then our schema and its rights."""
    ligadas: list[str] = []
    if conexao.execute("SELECT to_regclass('gsan_desk.rls_ligado')").fetchone() != (None,):
        ligadas = [nome for (nome,) in conexao.execute("SELECT tabela FROM gsan_desk.rls_ligado")]
    for tabela, gatilhos, politicas, ligada in conexao.execute(_NOSSO_NA_TABELA, (ligadas,)).fetchall():
        textos = [
            *([f"ALTER TABLE {tabela} DISABLE ROW LEVEL SECURITY"] if ligada else []),
            *(f"DROP POLICY {nome} ON {tabela}" for nome in politicas),
            *(f"DROP TRIGGER {nome} ON {tabela}" for nome in gatilhos),
            *([f"DELETE FROM gsan_desk.rls_ligado WHERE tabela = '{tabela}'"] if ligada else []),
        ]
        if textos:
            yield Passo(tabela, (f"LOCK TABLE {tabela} IN ACCESS EXCLUSIVE MODE", *textos), tabela)
    yield Passo("esquema gsan_desk e direitos", tuple(_resto(conexao, pessoas)))


def _resto(conexao: psycopg.Connection[Any], pessoas: tuple[str, ...]) -> Iterator[str]:
    banco = sql.Identifier(conexao.info.dbname)
    ajuste = sql.SQL("ALTER ROLE {} IN DATABASE {} RESET {}")
    for pessoa in pessoas:
        for nome in (*AJUSTES_DA_PESSOA, "timezone"):
            yield ajuste.format(sql.Identifier(pessoa), banco, sql.Identifier(nome)).as_string(conexao)
    yield "DROP SCHEMA gsan_desk CASCADE"
    presentes = conexao.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY (%s) ORDER BY 1", (list(GRUPOS),))
    if grupos := ", ".join(nome for (nome,) in presentes):
        yield f"DROP OWNED BY {grupos}"


def _papeis(conexao: psycopg.Connection[Any], avisar: Avisar) -> None:
    """Drop the groups, which belong to the whole server, unless another base of it uses them."""
    for grupo in reversed(GRUPOS):
        try:
            conexao.execute(f"DROP ROLE IF EXISTS {grupo}".encode())
        except psycopg.errors.DependentObjectsStillExist:
            avisar(f"  {grupo}: fica, porque outra base deste servidor o usa")


def _fechar_a_porta(conexao: psycopg.Connection[Any]) -> None:
    """Let no workstation in from now on."""
    if conexao.execute("SELECT to_regclass('gsan_desk.base')").fetchone() != (None,):
        conexao.execute("UPDATE gsan_desk.base SET esquema = 0")


def _insistir(conexao: psycopg.Connection[Any], texto: str, avisar: Avisar, insistencia: Insistencia) -> None:
    conexao.execute("SELECT set_config('lock_timeout', %s, false)", (insistencia.trava,))
    for _ in range(insistencia.tentativas):
        try:
            conexao.execute(texto.encode())
        except PASSAGEIROS:
            avisar(f"  {texto}: em uso, outra tentativa")
        else:
            return
    raise BancoAntigo(f"'{texto}' não conseguiu a vez; repita o comando quando houver menos movimento.")


def _contar(conexao: psycopg.Connection[Any], tabela: str) -> int:
    if conexao.execute("SELECT to_regclass(%s)", (f"gsan_desk.{tabela}",)).fetchone() == (None,):
        return 0
    linha = conexao.execute(f"SELECT count(*) FROM gsan_desk.{tabela}".encode()).fetchone()
    return int(linha[0]) if linha else 0
