"""Executing a command of closing [UC0736]: chunks, refusals, people at once, a connection that dies."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from threading import Thread
from typing import Any

import psycopg
import pytest
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.comando_encerramento import ComandarEncerramento, Destino, Passo
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada, SemPermissao
from gsan_desk.services.comando_encerramento import (
    ComandoEmCurso,
    abrir,
    comandar,
    execucao,
    ler,
    passo,
    prever,
    recusar_proximo,
)
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import contar
from tests.support.banco import conectar
from tests.support.cenario import IDS
from tests.support.travas import esperar_trava

NO_COMANDO = (
    "SELECT rgat_id, rgat_cdsituacao, amen_id, rgat_dsparecerencerramento FROM atendimentopublico.registro_atendimento"
    " WHERE amen_id = 102 ORDER BY rgat_id"
)
MULTIPLICAR = """
WITH novas AS (
    INSERT INTO atendimentopublico.registro_atendimento (rgat_id, step_id, meso_id, rgat_cdsituacao,
        rgat_tmregistroatendimento, rgat_dtprevistaoriginal, rgat_dtprevistaatual, rgat_icatendimentoonline,
        unid_idatual)
    SELECT nextval('atendimentopublico.seq_registro_atendimento'), step_id, meso_id, 1, rgat_tmregistroatendimento,
        rgat_dtprevistaoriginal, rgat_dtprevistaatual, 1, unid_idatual
    FROM atendimentopublico.registro_atendimento, generate_series(1, %s) WHERE rgat_id = %s RETURNING rgat_id
)
INSERT INTO atendimentopublico.ra_unidade (raun_id, unid_id, rgat_id, usur_id, attp_id)
SELECT nextval('atendimentopublico.seq_ra_unidade'), 15, rgat_id, 101, 1 FROM novas
"""


@pytest.fixture
def supervisor(como: Callable[[str], Banco], base: psycopg.Connection[Any]) -> Banco:
    base.execute("UPDATE atendimentopublico.ordem_servico SET orse_icprogramada = 2")
    return como("supervisor")


@pytest.fixture
def ctx(supervisor: Banco) -> Contexto:
    return supervisor.executar(entrar)


@pytest.fixture
def comando(supervisor: Banco) -> ComandarEncerramento:
    hoje = supervisor.executar(abrir).hoje
    return ComandarEncerramento(
        inicial=hoje - timedelta(days=365),
        final=hoje,
        motivo_id=IDS.motivo_nao_executado,
        responsavel_id=IDS.usuario_supervisor,
        unidade_superior_id=IDS.unidade_regional,
    )


@pytest.fixture
def numero(supervisor: Banco, ctx: Contexto, comando: ComandarEncerramento) -> int:
    return supervisor.executar(comandar, ctx, comando)


def _ate_o_fim(banco: Banco, ctx: Contexto, numero: int, tamanho: int = 100) -> list[Passo]:
    passos: list[Passo] = []
    while not passos or not passos[-1].concluido:
        passos.append(banco.executar(passo, ctx, numero, tamanho))
    return passos


def _fechados(base: psycopg.Connection[Any]) -> list[int]:
    return [linha["rgat_id"] for linha in base.execute(NO_COMANDO)]


def _uma(base: psycopg.Connection[Any], consulta: str, *valores: object) -> Any:
    linha = base.execute(consulta, valores).fetchone()
    assert linha is not None
    return linha


def test_everything_found_is_closed_in_the_name_of_the_responsible(
    supervisor: Banco, ctx: Contexto, numero: int, comando: ComandarEncerramento, base: psycopg.Connection[Any]
) -> None:
    previa = supervisor.executar(prever, ctx, comando)
    *_, fim = _ate_o_fim(supervisor, ctx, numero, 4)
    assert fim == Passo(previa.quantos(Destino.ENCERRAR), previa.ordens, 0, 0, concluido=True)
    fechados = base.execute(NO_COMANDO).fetchall()
    assert len(fechados) == fim.encerrados
    assert {linha["rgat_cdsituacao"] for linha in fechados} == {2}
    assert {linha["rgat_dsparecerencerramento"] for linha in fechados} == {f"ENCERRADO PELO COMANDO {numero}"}
    autores = base.execute(
        "SELECT DISTINCT usur_id, unid_id FROM atendimentopublico.ra_unidade WHERE attp_id = 3 AND rgat_id = ANY (%s)",
        ([linha["rgat_id"] for linha in fechados],),
    ).fetchall()
    assert autores == [{"usur_id": IDS.usuario_supervisor, "unid_id": IDS.unidade_regional}]
    ordem = _uma(base, "SELECT * FROM atendimentopublico.ordem_servico WHERE orse_id = %s", IDS.ordem_servico)
    assert (ordem["orse_cdsituacao"], ordem["amen_id"]) == (2, IDS.motivo_nao_executado)
    linha = _uma(base, "SELECT * FROM atendimentopublico.ra_encerramento_comando")
    assert (linha["raec_qtraencerradas"], linha["raec_qtosencerradas"]) == (fim.encerrados, fim.ordens)
    assert linha["raec_tmrealizacao"] is not None
    assert {e.ra for e in supervisor.executar(execucao, numero)} == set(_fechados(base))


def test_a_step_takes_at_most_ten_statements_however_many_ras(
    supervisor: Banco, ctx: Contexto, numero: int, base: psycopg.Connection[Any]
) -> None:
    base.execute(MULTIPLICAR, (150, IDS.ra_da_loja))
    with contar(supervisor.engine) as enviados:
        feito = supervisor.executar(passo, ctx, numero)
    assert feito.encerrados == 100
    assert feito.faltam >= 50
    assert len(enviados) <= 10


def test_the_fates_of_those_left_open_are_told(
    supervisor: Banco, ctx: Contexto, numero: int, base: psycopg.Connection[Any]
) -> None:
    base.execute(
        "UPDATE atendimentopublico.solicitacao_tipo_espec SET dbtp_id = 99, step_vldebito = 10 WHERE step_id = %s",
        (IDS.espec_urgente,),
    )
    base.execute("UPDATE atendimentopublico.ordem_servico SET orse_icprogramada = 1")
    *_, fim = _ate_o_fim(supervisor, ctx, numero)
    recusados = {e.ra: e.mensagem for e in supervisor.executar(execucao, numero, True)}
    assert recusados[IDS.ra_urgente] == f"O encerramento do RA {IDS.ra_urgente} gera débito; encerre-o no GSAN."
    esperado = f"RA {IDS.ra_com_os} com OS programada: encerramento não permitido."
    assert recusados[IDS.ra_com_os] == esperado
    assert fim.recusados == len(recusados)
    assert not set(recusados) & set(_fechados(base))
    assert supervisor.executar(ler, numero).recusados == len(recusados)  # type: ignore[union-attr]


def test_an_os_that_collects_keeps_its_ra_open(
    supervisor: Banco, ctx: Contexto, numero: int, base: psycopg.Connection[Any]
) -> None:
    base.execute("ALTER TABLE atendimentopublico.ordem_servico DROP CONSTRAINT IF EXISTS fk2_ordem_servico")
    base.execute("SET session_replication_role = replica")
    base.execute("UPDATE atendimentopublico.ordem_servico SET cbdo_id = 1 WHERE orse_id = %s", (IDS.ordem_servico,))
    base.execute("SET session_replication_role = origin")
    _ate_o_fim(supervisor, ctx, numero)
    recusados = {e.ra: e.mensagem for e in supervisor.executar(execucao, numero, True)}
    assert "documento de cobrança" in recusados[IDS.ra_com_os]


def test_executing_again_does_nothing(
    supervisor: Banco, ctx: Contexto, numero: int, base: psycopg.Connection[Any]
) -> None:
    _ate_o_fim(supervisor, ctx, numero)
    antes = _uma(base, "SELECT * FROM atendimentopublico.ra_encerramento_comando")
    base.execute(MULTIPLICAR, (3, IDS.ra_com_os))
    with pytest.raises(RegraViolada, match="já executado em"):
        supervisor.executar(passo, ctx, numero)
    assert _uma(base, "SELECT * FROM atendimentopublico.ra_encerramento_comando") == antes


def test_a_connection_killed_in_the_middle_leaves_the_chunk_whole_or_absent(
    supervisor: Banco, ctx: Contexto, numero: int, dsn: URL, base: psycopg.Connection[Any]
) -> None:
    """The server ends the connection while a chunk is being written; the next run goes on, nothing twice."""
    base.execute(MULTIPLICAR, (40, IDS.ra_da_loja))
    supervisor.executar(passo, ctx, numero, 10)
    assert len(_fechados(base)) == 10
    respostas: list[object] = []

    def correr() -> None:
        respostas.append(supervisor.executar(passo, ctx, numero, 10))

    with conectar(dsn) as trava:
        trava.execute("BEGIN; LOCK TABLE atendimentopublico.ra_unidade IN SHARE MODE")
        trabalho = Thread(target=correr)
        trabalho.start()
        esperar_trava(base)
        mortos = base.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE usename = 'supervisor' AND datname = current_database() AND wait_event_type = 'Lock'"
        ).fetchall()
        assert len(mortos) == 1
        assert len(_fechados(base)) == 10
        trava.execute("COMMIT")
    trabalho.join()
    assert len(_fechados(base)) == 20  # the pool found the connection dead and the chunk was begun again
    *_, fim = _ate_o_fim(supervisor, ctx, numero, 10)
    assert fim.encerrados == len(_fechados(base)) == len(supervisor.executar(execucao, numero))
    repetidos = base.execute(
        "SELECT rgat_id FROM atendimentopublico.ra_unidade WHERE attp_id = 3 AND rgat_id IN"
        " (SELECT rgat_id FROM gsan_desk.comando_ra) GROUP BY rgat_id HAVING count(*) > 1"
    ).fetchall()
    assert repetidos == []


def test_two_workstations_share_the_work_and_close_each_ra_once(
    como: Callable[[str], Banco], supervisor: Banco, ctx: Contexto, numero: int, base: psycopg.Connection[Any]
) -> None:
    base.execute(MULTIPLICAR, (60, IDS.ra_da_loja))
    base.execute("UPDATE seguranca.usuario SET unid_id = %s WHERE usur_nmlogin = 'admin'", (IDS.unidade_regional,))
    outro = como("admin")
    contexto_do_outro = outro.executar(entrar)
    fins: list[object] = []

    def correr(banco: Banco, contexto: Contexto) -> None:
        try:
            fins.append(_ate_o_fim(banco, contexto, numero, 5)[-1])
        except RegraViolada as erro:  # the other one marked it as executed
            fins.append(erro)

    trabalhos = [Thread(target=correr, args=par) for par in ((supervisor, ctx), (outro, contexto_do_outro))]
    for trabalho in trabalhos:
        trabalho.start()
    for trabalho in trabalhos:
        trabalho.join()
    (fim,) = [f for f in fins if isinstance(f, Passo)]
    assert fim.encerrados == len(_fechados(base)) >= 61
    autores = base.execute(
        "SELECT DISTINCT usur_id FROM atendimentopublico.ra_unidade WHERE attp_id = 3"
        " AND rgat_id IN (SELECT rgat_id FROM gsan_desk.comando_ra)"
    ).fetchall()
    assert autores == [{"usur_id": IDS.usuario_supervisor}]


def test_what_changed_between_the_choice_and_the_lock_is_left_alone(
    supervisor: Banco, ctx: Contexto, numero: int, dsn: URL, base: psycopg.Connection[Any]
) -> None:
    with conectar(dsn) as web:
        web.execute("BEGIN")
        web.execute(
            "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = 1 WHERE rgat_id = %s", (IDS.ra_da_loja,)
        )
        trabalho = Thread(target=supervisor.executar, args=(passo, ctx, numero))
        trabalho.start()
        esperar_trava(base)
        web.execute("COMMIT")
    trabalho.join()
    assert IDS.ra_da_loja not in _fechados(base)
    assert IDS.ra_da_loja not in {e.ra for e in supervisor.executar(execucao, numero)}


@pytest.fixture
def impaciente(supervisor: Banco, base: psycopg.Connection[Any]) -> Iterator[Banco]:
    """The supervisor, whose locks wait a fifth of a second."""
    base.execute(f"ALTER ROLE supervisor IN DATABASE {base.info.dbname} SET lock_timeout TO '200ms'")
    banco = Banco(supervisor.engine.url)
    yield banco
    banco.fechar()


def test_an_ra_that_somebody_keeps_is_told_and_may_be_noted(
    impaciente: Banco, ctx: Contexto, numero: int, dsn: URL, base: psycopg.Connection[Any]
) -> None:
    primeiro = IDS.ra_pendente_imovel
    with conectar(dsn) as web:
        web.execute("BEGIN")
        web.execute(f"SELECT 1 FROM atendimentopublico.registro_atendimento WHERE rgat_id = {primeiro} FOR UPDATE")
        with pytest.raises(Conflito, match="RA em uso"):
            impaciente.executar(passo, ctx, numero, 1)
        feito = impaciente.executar(recusar_proximo, ctx, numero, "RA em uso por outro usuário.")
        web.execute("ROLLBACK")
    assert (feito.encerrados, feito.recusados) == (0, 1)
    assert [e.mensagem for e in impaciente.executar(execucao, numero, True)] == ["RA em uso por outro usuário."]
    _ate_o_fim(impaciente, ctx, numero)
    assert primeiro not in _fechados(base)


def test_a_command_that_another_executes_right_now_waits(
    impaciente: Banco, ctx: Contexto, numero: int, dsn: URL
) -> None:
    with conectar(dsn) as outro:
        outro.execute("BEGIN; SELECT 1 FROM atendimentopublico.ra_encerramento_comando FOR UPDATE")
        with pytest.raises(ComandoEmCurso):
            impaciente.executar(passo, ctx, numero)


@pytest.mark.parametrize(
    ("mudanca", "erro", "mensagem"),
    [
        ("UPDATE gsan_desk.base SET modo = 'adotado'", RegraViolada, "processamento noturno do GSAN"),
        ("UPDATE atendimentopublico.atend_motivo_encmt SET amen_icuso = 2", RegraViolada, "não serve a comandos"),
        ("UPDATE seguranca.usuario SET unid_id = 15 WHERE usur_nmlogin = 'supervisor'", SemPermissao, "responsável"),
    ],
)
def test_what_stops_an_execution(
    supervisor: Banco,
    ctx: Contexto,
    numero: int,
    base: psycopg.Connection[Any],
    mudanca: str,
    erro: type[Exception],
    mensagem: str,
) -> None:
    base.execute(mudanca)
    with pytest.raises(erro, match=mensagem):
        supervisor.executar(passo, ctx, numero)
    assert _fechados(base) == []


def test_an_unknown_command_is_told(supervisor: Banco, ctx: Contexto) -> None:
    with pytest.raises(RegraViolada, match="Comando 987654 inexistente"):
        supervisor.executar(passo, ctx, 987654)


def test_the_atendente_is_refused_by_the_server(
    como: Callable[[str], Banco], supervisor: Banco, numero: int, base: psycopg.Connection[Any]
) -> None:
    atendente = como("atendente")
    with pytest.raises(SemPermissao):
        atendente.executar(passo, atendente.executar(entrar), numero)
    assert _fechados(base) == []


def test_somebody_else_of_the_same_right_goes_on_in_the_name_of_the_responsible(
    como: Callable[[str], Banco],
    supervisor: Banco,
    ctx: Contexto,
    comando: ComandarEncerramento,
    base: psycopg.Connection[Any],
) -> None:
    """Presidência commands everything and the Central executes: RAs that she does not maintain stay open."""
    base.execute("UPDATE cadastro.sistema_parametros SET unid_idpresidencia = %s", (IDS.unidade_regional,))
    base.execute(
        "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = 1 WHERE rgat_id = %s", (IDS.ra_urgente,)
    )
    numero = supervisor.executar(comandar, ctx, replace(comando, unidade_superior_id=None))
    admin = como("admin")
    *_, fim = _ate_o_fim(admin, admin.executar(entrar), numero)
    assert fim.recusados == 1
    (recusa,) = supervisor.executar(execucao, numero, True)
    assert recusa.ra == IDS.ra_urgente
    quem = _uma(base, "SELECT DISTINCT usur_id FROM gsan_desk.comando_ra")
    assert quem["usur_id"] == IDS.usuario_admin
