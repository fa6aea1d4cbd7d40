"""Gerar OS for an RA that exists (spec 10 §2.10, §3.8; spec 20 §1.3; spec 30 §3.3)."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada
from gsan_desk.domain.ordem_servico import GerarOS
from gsan_desk.services.os_gerar import abrir, gerar
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import contar
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS

AP = "atendimentopublico"
RA = IDS.ra_reativado  # pending, of espec_os_opcional, held by the unit of ``mesa``


@pytest.fixture
def possiveis(base: Any) -> None:
    """The especificação foresees three services, one of them with a reference."""
    for servico, ordem in ((IDS.servico_pavimento, 2), (IDS.servico_vazamento, 1), (IDS.servico_diagnostico, None)):
        base.execute(
            f"INSERT INTO {AP}.espec_servico_tipo (step_id, svtp_id, epsv_nnordemexecucao) VALUES (%s, %s, %s)",
            (IDS.espec_os_opcional, servico, ordem),
        )


def _recusa(banco: Banco, contexto: Contexto, comando: GerarOS) -> str:
    with pytest.raises(RegraViolada) as erro:
        banco.executar(gerar, contexto, comando)
    return erro.value.violacoes[0].codigo


def _recusa_de_abrir(banco: Banco, contexto: Contexto, numero: int) -> str:
    with pytest.raises(RegraViolada) as erro:
        banco.executar(abrir, contexto, numero)
    return erro.value.violacoes[0].codigo


@pytest.mark.usefixtures("possiveis")
def test_possible_services_come_in_their_order(mesa: Banco, ctx: Contexto) -> None:
    aberta = mesa.executar(abrir, ctx, RA)
    assert [s.id for s in aberta.servicos] == [IDS.servico_diagnostico, IDS.servico_vazamento, IDS.servico_pavimento]
    assert (aberta.ra.numero, aberta.vistas) == (RA, frozenset())


@pytest.mark.usefixtures("possiveis")
def test_a_service_that_is_due_comes_first_and_once(base: Any, mesa: Banco) -> None:
    base.execute(
        f"UPDATE {AP}.solicitacao_tipo_espec SET svtp_id = %s WHERE step_id = %s",
        (IDS.servico_pavimento, IDS.espec_os_opcional),
    )
    ids = [s.id for s in mesa.executar(abrir, mesa.executar(entrar), RA).servicos]
    assert ids == [IDS.servico_pavimento, IDS.servico_diagnostico, IDS.servico_vazamento]


@pytest.mark.usefixtures("possiveis")
def test_a_service_that_asks_for_an_os_of_reference_is_not_offered(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """Spec 30 §2.2 rule 3."""
    base.execute(
        f"INSERT INTO {AP}.servico_tipo_referencia (strf_id, strf_dsservicotiporeferencia, strf_icuso,"
        " strf_icexistenciaosreferencia, svtp_id, strf_icdiagnostico, strf_icfiscalizacao)"
        " VALUES (777, 'RETORNO', 1, 1, NULL, 2, 2)"
    )
    base.execute(f"UPDATE {AP}.servico_tipo SET strf_id = 777 WHERE svtp_id = %s", (IDS.servico_vazamento,))
    assert IDS.servico_vazamento not in [s.id for s in mesa.executar(abrir, ctx, RA).servicos]
    assert _recusa(mesa, ctx, GerarOS(RA, IDS.servico_vazamento)) == "OS_SERVICO"


@pytest.mark.usefixtures("possiveis")
def test_the_rows_are_those_of_inserir(base: Any, mesa: Banco, ctx: Contexto) -> None:
    feita = mesa.executar(gerar, ctx, GerarOS(RA, IDS.servico_vazamento))
    os = base.execute(f"SELECT * FROM {AP}.ordem_servico WHERE orse_id = %s", (feita.ordem_servico,)).fetchone()
    ra = base.execute(f"SELECT * FROM {AP}.registro_atendimento WHERE rgat_id = %s", (RA,)).fetchone()
    servico = ctx.dominios.servicos[IDS.servico_vazamento]
    momento = os["orse_tmgeracao"]
    assert {coluna: valor for coluna, valor in os.items() if valor is not None} == {
        "orse_id": feita.ordem_servico,
        "rgat_id": RA,
        "svtp_id": IDS.servico_vazamento,
        "orse_cdsituacao": 1,
        "orse_tmgeracao": momento,
        "orse_tmultimaalteracao": momento,
        "orse_dsobservacao": ra["rgat_dsobservacao"],
        "stpr_idoriginal": servico.prioridade_id,
        "stpr_idatual": servico.prioridade_id,
        "unid_idatual": ra["unid_idatual"],
        "orse_iccomercialatualizado": 2,
        "orse_icdiagnostico": 2,
        "orse_icencerramentoautomatico": 2,
        "orse_icboletim": 2,
        "orse_icprogramada": 2,
        **({"orse_vlservicooriginal": servico.valor} if servico.valor is not None else {}),
        "orse_icatualizaagua": 2,
        "orse_icatualizaesgoto": 2,
    }
    unidades = base.execute(
        f"SELECT unid_id, usur_id, attp_id FROM {AP}.ordem_servico_unidade WHERE orse_id = %s", (feita.ordem_servico,)
    ).fetchall()
    assert [tuple(u.values()) for u in unidades] == [(IDS.unidade_loja, IDS.usuario_atendente2, 1)]


@pytest.mark.usefixtures("possiveis")
def test_sent_again_it_generates_nothing(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """A retry after a lost connection."""
    comando = GerarOS(RA, IDS.servico_vazamento)
    primeira, segunda = (mesa.executar(gerar, ctx, comando) for _ in range(2))
    assert segunda.ordem_servico == primeira.ordem_servico
    assert (primeira.ja_existia, segunda.ja_existia) == (False, True)
    outra = GerarOS(RA, IDS.servico_vazamento, mesa.executar(abrir, ctx, RA).vistas)
    assert mesa.executar(gerar, ctx, outra).ordem_servico > primeira.ordem_servico


@pytest.mark.usefixtures("possiveis")
def test_an_os_of_somebody_else_meanwhile_asks_for_a_second_look(
    como: Callable[[str], Banco], mesa: Banco, ctx: Contexto
) -> None:
    admin = como("admin")
    feita = admin.executar(gerar, admin.executar(entrar), GerarOS(RA, IDS.servico_pavimento))
    with pytest.raises(Conflito, match=f"ganhou a OS {feita.ordem_servico}"):
        mesa.executar(gerar, ctx, GerarOS(RA, IDS.servico_vazamento))


@pytest.mark.parametrize(
    ("numero", "codigo"),
    [
        (0, "M70"),
        (777, "M70"),
        (2**40, "M70"),
        (IDS.ra_encerrado, "OS_SITUACAO"),
        (IDS.ra_bloqueado, "OS_SITUACAO"),
        (IDS.ra_da_loja, "OS_UNIDADE"),
        (IDS.ra_pendente_endereco, "OS_SEM_SERVICO"),
    ],
)
def test_who_may_not(mesa: Banco, ctx: Contexto, numero: int, codigo: str) -> None:
    assert _recusa_de_abrir(mesa, ctx, numero) == codigo


@pytest.mark.usefixtures("possiveis")
def test_the_service_must_be_chosen_among_those_foreseen(mesa: Banco, ctx: Contexto) -> None:
    assert _recusa(mesa, ctx, GerarOS(RA, None)) == "M01"
    assert _recusa(mesa, ctx, GerarOS(RA, IDS.servico_com_diagnostico)) == "OS_SERVICO"


@pytest.mark.usefixtures("possiveis")
def test_what_changed_while_the_screen_was_open_counts(base: Any, mesa: Banco, ctx: Contexto) -> None:
    base.execute(f"UPDATE {AP}.registro_atendimento SET rgat_cdsituacao = 2 WHERE rgat_id = %s", (RA,))
    assert _recusa(mesa, ctx, GerarOS(RA, IDS.servico_vazamento)) == "OS_SITUACAO"


@pytest.mark.usefixtures("possiveis")
def test_statements(mesa: Banco, ctx: Contexto) -> None:
    with contar(mesa.engine) as comandos:
        mesa.executar(abrir, ctx, RA)
    assert len(comandos) == 1
    with contar(mesa.engine) as comandos:
        mesa.executar(gerar, ctx, GerarOS(RA, IDS.servico_vazamento))
    assert len(comandos) == 4


@pytest.fixture
def atendente_puro(dsn: URL) -> Iterator[psycopg.Connection[Any]]:
    with conectar(dsn.set(username="atendente", password=SENHA)) as conexao:
        yield conexao


def test_the_server_refuses_an_os_for_an_ra_of_another_unit(atendente_puro: psycopg.Connection[Any]) -> None:
    comando = (
        f"INSERT INTO {AP}.ordem_servico (orse_id, rgat_id, svtp_id, orse_cdsituacao, orse_tmgeracao, stpr_idoriginal,"
        f" stpr_idatual, unid_idatual) SELECT nextval('{AP}.seq_ordem_servico'), %s, %s, 1, localtimestamp, 2, 2, %s"
    )
    with pytest.raises(InsufficientPrivilege):
        atendente_puro.execute(comando, (RA, IDS.servico_vazamento, IDS.unidade_operacional))
    with pytest.raises(InsufficientPrivilege):
        atendente_puro.execute(
            f"INSERT INTO {AP}.espec_servico_tipo (step_id, svtp_id) VALUES (%s, %s)",
            (IDS.espec_os_opcional, IDS.servico_vazamento),
        )
