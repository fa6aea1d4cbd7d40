"""Comandar Encerramento [UC0735]: registration, list, what it would do, and who may."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.comando_encerramento import ComandarEncerramento, Destino
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, SemPermissao
from gsan_desk.services.comando_encerramento import abrir, comandar, ler, listar, prever
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import contar
from tests.support.cenario import IDS

PENDENTES_DA_REGIONAL = {
    IDS.ra_pendente_imovel,
    IDS.ra_pendente_endereco,
    IDS.ra_falta_agua_generalizada,
    IDS.ra_falta_agua_imovel,
    IDS.ra_reiterado,
    IDS.ra_reativado,
    IDS.ra_urgente,
    IDS.ra_com_os,
    IDS.ra_da_loja,
}


@pytest.fixture
def supervisor(como: Callable[[str], Banco]) -> Banco:
    return como("supervisor")


@pytest.fixture
def ctx(supervisor: Banco) -> Contexto:
    return supervisor.executar(entrar)


@pytest.fixture
def comando(supervisor: Banco) -> ComandarEncerramento:
    """Everything under the regional, of the last year."""
    hoje = supervisor.executar(abrir).hoje
    return ComandarEncerramento(
        inicial=hoje - timedelta(days=365),
        final=hoje,
        motivo_id=IDS.motivo_nao_executado,
        responsavel_id=IDS.usuario_supervisor,
        unidade_superior_id=IDS.unidade_regional,
    )


def _mensagens(banco: Banco, ctx: Contexto, comando: ComandarEncerramento) -> list[str]:
    with pytest.raises(RegraViolada) as recusa:
        banco.executar(comandar, ctx, comando)
    return [v.mensagem for v in recusa.value.violacoes]


def test_the_screen_offers_reasons_neither_of_execution_nor_of_duplicates(supervisor: Banco) -> None:
    tela = supervisor.executar(abrir)
    ids = {m.id for m in tela.motivos}
    assert IDS.motivo_nao_executado in ids
    assert not {IDS.motivo_concluido, IDS.motivo_duplicidade} & ids
    assert tela.executa


def test_a_base_with_the_batch_of_gsan_executes_nothing_here(supervisor: Banco, base: psycopg.Connection[Any]) -> None:
    base.execute("UPDATE gsan_desk.base SET modo = 'adotado'")
    assert not supervisor.executar(abrir).executa


def test_what_is_registered_and_recorded(
    supervisor: Banco, ctx: Contexto, comando: ComandarEncerramento, base: psycopg.Connection[Any]
) -> None:
    especificacoes = (IDS.espec_simples, IDS.espec_matricula)
    with contar(supervisor.engine) as enviados:
        numero = supervisor.executar(comandar, ctx, replace(comando, especificacao_ids=especificacoes))
    assert len(enviados) <= 6
    linha = base.execute("SELECT * FROM atendimentopublico.ra_encerramento_comando").fetchone()
    assert linha is not None
    assert linha["raec_id"] == numero
    assert (linha["raec_dtatendimentoinicial"], linha["raec_dtatendimentofinal"]) == (comando.inicial, comando.final)
    assert (linha["amen_id"], linha["usur_id"]) == (IDS.motivo_nao_executado, IDS.usuario_supervisor)
    assert (linha["unid_idatendimento"], linha["unid_idatual"]) == (None, None)
    assert linha["unid_idsuperior"] == IDS.unidade_regional
    assert linha["raec_tmcomando"] is not None
    assert [linha[c] for c in ("raec_tmrealizacao", "raec_qtraencerradas", "raec_qtosencerradas")] == [None] * 3
    filhas = base.execute("SELECT raec_id, step_id FROM atendimentopublico.ra_encmt_comando_espec").fetchall()
    assert {(f["raec_id"], f["step_id"]) for f in filhas} == {(numero, id_) for id_ in especificacoes}
    feita = base.execute("SELECT oper_id, opef_cnargumento FROM seguranca.operacao_efetuada").fetchall()
    assert feita == [{"oper_id": 1141, "opef_cnargumento": numero}]
    abertos = base.execute("SELECT 1 FROM atendimentopublico.registro_atendimento WHERE amen_id = 102").fetchall()
    assert abertos == []


def test_every_field_is_asked_for(supervisor: Banco, ctx: Contexto) -> None:
    assert _mensagens(supervisor, ctx, ComandarEncerramento(None, None, None, None)) == [
        "Informe Período de Atendimento: inicial.",
        "Informe Período de Atendimento: final.",
        "Informe Motivo do Encerramento.",
        "Informe Usuário Responsável.",
    ]


@pytest.mark.parametrize(
    ("mudanca", "mensagem"),
    [
        ({"dias": -400}, "Data final anterior à inicial"),
        ({"dias": 1}, "Data final posterior à atual"),
        ({"motivo_id": IDS.motivo_concluido}, "Motivo do Encerramento não serve a comandos"),
        ({"motivo_id": IDS.motivo_duplicidade}, "Motivo do Encerramento não serve a comandos"),
        ({"responsavel_id": 987654}, "USUARIO INEXISTENTE"),
        ({"unidade_atendimento_id": 987654}, "UNIDADE INEXISTENTE"),
        ({"unidade_superior_id": IDS.unidade_loja}, "Unidade sem subordinadas."),
        ({"unidade_atual_id": IDS.unidade_loja}, "Informe Unidade Atual ou Unidade Superior, não as duas."),
        ({"especificacao_ids": (IDS.espec_inativa,)}, "Especificação INATIVA não serve"),
        ({"especificacao_ids": (IDS.espec_encerramento_automatico,)}, "Especificação NASCE ENCERRADA não serve"),
    ],
)
def test_fields_that_do_not_serve(
    supervisor: Banco, ctx: Contexto, comando: ComandarEncerramento, mudanca: dict[str, Any], mensagem: str
) -> None:
    assert comando.final is not None
    if "dias" in mudanca:
        mudanca = {"final": comando.final + timedelta(days=mudanca["dias"])}
    (achada,) = _mensagens(supervisor, ctx, replace(comando, **mudanca))
    assert achada.startswith(mensagem)


@pytest.mark.parametrize(
    ("mudanca", "mensagem"),
    [
        ({"unidade_superior_id": None}, "Responsável sem autorização para este comando."),
        (
            {"unidade_superior_id": None, "unidade_atual_id": IDS.unidade_central},
            "Responsável sem autorização na Unidade Atual.",
        ),
        ({"responsavel_id": IDS.usuario_atendente}, "Responsável sem autorização na Unidade Superior."),
        (
            {"unidade_superior_id": None, "responsavel_id": IDS.usuario_admin},
            "Só o próprio responsável, ou quem tem a mesma autorização, registra ou executa este comando.",
        ),
    ],
)
def test_the_unit_of_the_responsible_decides(
    supervisor: Banco, ctx: Contexto, comando: ComandarEncerramento, mudanca: dict[str, Any], mensagem: str
) -> None:
    assert _mensagens(supervisor, ctx, replace(comando, **mudanca)) == [mensagem]


def test_presidencia_and_central_command_everything(
    como: Callable[[str], Banco],
    supervisor: Banco,
    ctx: Contexto,
    comando: ComandarEncerramento,
    base: psycopg.Connection[Any],
) -> None:
    tudo = replace(comando, unidade_superior_id=None)
    admin = como("admin")
    assert admin.executar(comandar, admin.executar(entrar), replace(tudo, responsavel_id=IDS.usuario_admin))
    base.execute("DELETE FROM atendimentopublico.ra_encerramento_comando")
    base.execute("UPDATE cadastro.sistema_parametros SET unid_idpresidencia = %s", (IDS.unidade_regional,))
    assert supervisor.executar(comandar, ctx, tudo)


def test_an_equal_command_that_waits_is_refused(
    supervisor: Banco, ctx: Contexto, comando: ComandarEncerramento, base: psycopg.Connection[Any]
) -> None:
    assert comando.inicial is not None
    supervisor.executar(comandar, ctx, comando)
    dentro = replace(comando, inicial=comando.inicial + timedelta(days=5))
    assert _mensagens(supervisor, ctx, dentro) == ["Já existe comando pendente com estes parâmetros."]
    maior = replace(comando, inicial=comando.inicial - timedelta(days=5))
    outra = replace(comando, unidade_atendimento_id=IDS.unidade_loja)
    assert supervisor.executar(comandar, ctx, maior)
    assert supervisor.executar(comandar, ctx, outra)
    base.execute("UPDATE atendimentopublico.ra_encerramento_comando SET raec_tmrealizacao = localtimestamp")
    assert supervisor.executar(comandar, ctx, dentro)


def test_a_command_without_units_stands_for_any(
    supervisor: Banco, ctx: Contexto, comando: ComandarEncerramento, base: psycopg.Connection[Any]
) -> None:
    supervisor.executar(comandar, ctx, comando)
    base.execute("UPDATE atendimentopublico.ra_encerramento_comando SET unid_idsuperior = NULL")
    assert _mensagens(supervisor, ctx, comando) == ["Já existe comando pendente com estes parâmetros."]


def test_an_atendente_is_refused_by_the_server(
    como: Callable[[str], Banco], comando: ComandarEncerramento, base: psycopg.Connection[Any]
) -> None:
    base.execute("UPDATE seguranca.usuario SET unid_id = %s WHERE usur_nmlogin = 'atendente'", (IDS.unidade_regional,))
    banco = como("atendente")
    with pytest.raises(SemPermissao):
        banco.executar(comandar, banco.executar(entrar), replace(comando, responsavel_id=IDS.usuario_atendente))


def test_the_list_says_everything_in_one_statement(
    supervisor: Banco, ctx: Contexto, comando: ComandarEncerramento
) -> None:
    primeiro = supervisor.executar(comandar, ctx, replace(comando, especificacao_ids=(IDS.espec_simples,)))
    outro = replace(comando, unidade_superior_id=None, unidade_atual_id=IDS.unidade_loja)
    segundo = supervisor.executar(comandar, ctx, outro)
    with contar(supervisor.engine) as enviados:
        linhas = supervisor.executar(listar)
    assert len(enviados) == 1
    assert [linha.id for linha in linhas] == [segundo, primeiro]
    assert linhas[0].comando == outro
    assert linhas[0].unidade_atual == "LOJA DE ATENDIMENTO CENTRO"
    assert linhas[1].unidade_superior == "REGIONAL AURORA"
    assert linhas[1].especificacoes == ("SIMPLES",)
    assert linhas[1].responsavel == "SUPERVISOR"
    assert linhas[1].situacao == "Pendente"
    assert [linha.id for linha in supervisor.executar(listar, segundo)] == [primeiro]
    assert supervisor.executar(ler, 987654) is None


def test_the_preview_counts_by_unit_and_fate_in_two_statements(
    supervisor: Banco, ctx: Contexto, comando: ComandarEncerramento, base: psycopg.Connection[Any]
) -> None:
    base.execute("UPDATE atendimentopublico.ordem_servico SET orse_icprogramada = 2")
    base.execute(
        "UPDATE atendimentopublico.solicitacao_tipo_espec SET dbtp_id = 99, step_vldebito = 10 WHERE step_id = %s",
        (IDS.espec_urgente,),
    )
    with contar(supervisor.engine) as enviados:
        previa = supervisor.executar(prever, ctx, comando)
    assert len(enviados) == 2
    assert previa.total == len(PENDENTES_DA_REGIONAL)
    assert previa.quantos(Destino.DEBITO) == 1
    assert previa.quantos(Destino.ENCERRAR) == len(PENDENTES_DA_REGIONAL) - 1
    assert previa.ordens >= 1
    assert [linha.unidade for linha in previa.linhas] == sorted(linha.unidade for linha in previa.linhas)


def test_a_programmed_os_keeps_the_ra_open(
    supervisor: Banco, ctx: Contexto, comando: ComandarEncerramento, base: psycopg.Connection[Any]
) -> None:
    base.execute("UPDATE atendimentopublico.ordem_servico SET orse_icprogramada = 1")
    assert supervisor.executar(prever, ctx, comando).quantos(Destino.OS_PROGRAMADA) >= 1


def test_the_preview_judges_with_the_rights_of_the_responsible(
    como: Callable[[str], Banco],
    supervisor: Banco,
    ctx: Contexto,
    comando: ComandarEncerramento,
    base: psycopg.Connection[Any],
) -> None:
    base.execute("UPDATE cadastro.sistema_parametros SET unid_idpresidencia = %s", (IDS.unidade_loja,))
    tudo = replace(comando, unidade_superior_id=None, responsavel_id=IDS.usuario_atendente)
    previa = supervisor.executar(prever, ctx, tudo)
    assert previa.quantos(Destino.ENCERRAR) == 1  # only what is in the loja, which is above nobody
    assert previa.quantos(Destino.OUTRA_UNIDADE) >= 1
    with pytest.raises(RegraViolada, match="USUARIO INEXISTENTE"):
        supervisor.executar(prever, ctx, replace(tudo, responsavel_id=987654))


@pytest.mark.parametrize(
    ("mudanca", "ras"),
    [
        ({"unidade_atual_id": IDS.unidade_loja, "unidade_superior_id": None}, 1),
        ({"unidade_superior_id": IDS.unidade_centralizadora}, None),
        ({"especificacao_ids": (IDS.espec_matricula,)}, 1),
        ({"unidade_atendimento_id": IDS.unidade_inativa}, 0),
    ],
)
def test_the_command_finds_only_what_it_says(
    supervisor: Banco,
    ctx: Contexto,
    comando: ComandarEncerramento,
    base: psycopg.Connection[Any],
    mudanca: dict[str, Any],
    ras: int | None,
) -> None:
    """The intermediate units of the tree count too, and both ends of the period."""
    if ras is None:
        consulta = (
            "SELECT count(*) AS n FROM atendimentopublico.registro_atendimento"
            " WHERE rgat_cdsituacao = 1 AND unid_idatual IN (12, 13, 14, 21)"
        )
        contado = base.execute(consulta).fetchone()
        assert contado is not None
        ras = contado["n"]
    assert supervisor.executar(prever, ctx, replace(comando, **mudanca)).total == ras
