"""Encerrar RA [UC0435] (spec 20 §9), on a real server with real roles."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.database.dados.linhas import inserir
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.encerramento import (
    Encerramento,
    EncerramentoRecusado,
    EncerrarRA,
    EncerrarVarios,
    PerguntasPendentes,
    RAEncerrado,
)
from gsan_desk.domain.erros import BancoIndisponivel, Conflito, RegraViolada
from gsan_desk.services.encerramento import abrir, desfazer_duplicidade, encerrar, encerrar_varios
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import contar
from tests.support.cenario import IDS
from tests.support.travas import derrubar, esperar_trava

RA = IDS.ra_da_loja
CONCLUIDO = Encerramento(motivo_id=IDS.motivo_concluido, parecer="serviço feito")
NAO_EXECUTADO = Encerramento(motivo_id=IDS.motivo_nao_executado, parecer="não se achou o lugar")
MOTIVO_DE_NAO_COBRANCA = 1
OUTRORA = datetime.fromisoformat("2020-01-01T00:00")


def ler(base: Any, consulta: str, *valores: object) -> list[dict[str, Any]]:
    return list(base.execute(consulta, valores).fetchall())


def o_ra(base: Any, ra: int = RA) -> dict[str, Any]:
    return ler(base, "SELECT * FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s", ra)[0]


def a_os(base: Any, numero: int = IDS.ordem_servico) -> dict[str, Any]:
    return ler(base, "SELECT * FROM atendimentopublico.ordem_servico WHERE orse_id = %s", numero)[0]


def mudar_ra(base: Any, ra: int, colunas: str, *valores: object) -> None:
    base.execute(f"UPDATE atendimentopublico.registro_atendimento SET {colunas} WHERE rgat_id = %s", (*valores, ra))


def mudar_espec(base: Any, ra: int, colunas: str, *valores: object) -> None:
    base.execute(
        f"UPDATE atendimentopublico.solicitacao_tipo_espec SET {colunas} WHERE step_id ="
        " (SELECT step_id FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s)",
        (*valores, ra),
    )


def preparar(
    banco: Banco, contexto: Contexto, ra: int = RA, encerramento: Encerramento = CONCLUIDO, **mais: Any
) -> EncerrarRA:
    aberto = banco.executar(abrir, contexto, ra)
    return EncerrarRA(ra, aberto.versao, encerramento, aberto.ordens, chave=aberto.chave, **mais)


def aceitar(banco: Banco, contexto: Contexto, comando: EncerrarRA) -> RAEncerrado:
    """Close, answering yes to whatever is asked; the chained RA is not wanted."""
    try:
        return banco.executar(encerrar, contexto, comando)
    except PerguntasPendentes as parada:
        aceitos = comando.aceitos | {p.chave for p in parada.perguntas}
        return banco.executar(encerrar, contexto, replace(comando, aceitos=aceitos, abrir_novo=False))


def recusas(banco: Banco, contexto: Contexto, comando: EncerrarRA) -> list[str]:
    with pytest.raises(RegraViolada) as erro:
        banco.executar(encerrar, contexto, comando)
    return [v.codigo for v in erro.value.violacoes]


@pytest.fixture
def central(como: Callable[[str], Banco]) -> Banco:
    """The only person whose unit is the Central de Atendimento."""
    return como("admin")


@pytest.fixture
def ctx_central(central: Banco) -> Contexto:
    return central.executar(entrar)


# §9.8: what is written


def test_the_closing_is_two_statements_and_its_rows_are_those_of_section_9_8(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    antes = o_ra(base)
    comando = preparar(atendente, contexto)
    with contar(atendente.engine) as comandos:
        feito = atendente.executar(encerrar, contexto, comando)
    assert len(comandos) == 2
    depois = o_ra(base)
    assert (depois["rgat_cdsituacao"], depois["amen_id"]) == (2, IDS.motivo_concluido)
    assert depois["rgat_dsparecerencerramento"] == "SERVIÇO FEITO"
    assert depois["rgat_tmencerramento"] == feito.momento
    assert depois["rgat_tmultimaalteracao"] == feito.versao > antes["rgat_tmultimaalteracao"]
    intocadas = ("unid_idatual", "rgat_dtprevistaatual", "rgat_dtprevistaoriginal", "rgat_idduplicidade", "sncm_id")
    assert [depois[c] for c in intocadas] == [antes[c] for c in intocadas]
    (papel,) = ler(base, "SELECT * FROM atendimentopublico.ra_unidade WHERE rgat_id = %s AND attp_id = 3", RA)
    assert (papel["unid_id"], papel["usur_id"]) == (IDS.unidade_loja, IDS.usuario_atendente)
    assert papel["raun_tmultimaalteracao"] > antes["rgat_tmultimaalteracao"]


def test_the_closing_leaves_operation_463(atendente: Banco, contexto: Contexto, base: Any) -> None:
    atendente.executar(encerrar, contexto, preparar(atendente, contexto))
    (operacao,) = ler(base, "SELECT * FROM seguranca.operacao_efetuada WHERE oper_id = 463")
    assert operacao["opef_cnargumento"] == RA
    (quem,) = ler(base, "SELECT * FROM seguranca.usuario_alteracao WHERE tref_id = %s", operacao["opef_id"])
    assert quem["usis_id"] == IDS.usuario_atendente


def test_the_audit_of_the_row_tells_who_closed_it(atendente: Banco, contexto: Contexto, base: Any) -> None:
    atendente.executar(encerrar, contexto, preparar(atendente, contexto))
    (linha,) = ler(
        base,
        "SELECT * FROM gsan_desk.auditoria WHERE linha = %s AND operacao = 'U'"
        " AND tabela = 'atendimentopublico.registro_atendimento'",
        RA,
    )
    assert (linha["quem"], linha["depois"]["rgat_cdsituacao"]) == ("atendente", 2)


# §9.1 and §9.2: what the screen offers, and what keeps it from opening


def test_only_reasons_in_use_are_offered_by_description(atendente: Banco, contexto: Contexto, base: Any) -> None:
    base.execute("UPDATE atendimentopublico.atend_motivo_encmt SET amen_icuso = 2 WHERE amen_id = 32")
    aberto = atendente.executar(abrir, atendente.executar(entrar), RA)
    assert 32 not in {m.id for m in aberto.motivos}
    assert [m.descricao for m in aberto.motivos] == sorted(m.descricao for m in aberto.motivos)
    duplicidade = next(m for m in aberto.motivos if m.id == IDS.motivo_duplicidade)
    assert (duplicidade.duplicidade, duplicidade.execucao) == (True, False)


def test_without_a_reason_the_screen_says_that_the_table_is_empty(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    base.execute("UPDATE atendimentopublico.atend_motivo_encmt SET amen_icuso = 2")
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(abrir, atendente.executar(entrar), RA)
    assert [v.codigo for v in erro.value.violacoes] == ["M34"]


def test_from_opening_to_done_is_four_statements(mesa: Banco, ctx: Contexto) -> None:
    """With OS to close, a duplicate to check, a parecer: the budget of spec 60 §3."""
    pedido = replace(duplicado_de(IDS.ra_pendente_endereco), parecer="O MESMO VAZAMENTO")
    with contar(mesa.engine) as comandos:
        comando = preparar(mesa, ctx, IDS.ra_com_os, pedido)
        aceitos = frozenset({f"ordens:{IDS.ordem_servico}"})
        mesa.executar(encerrar, ctx, replace(comando, aceitos=aceitos))
    assert len(comandos) == 4


@pytest.mark.parametrize(
    ("ra", "codigo"), [(IDS.ra_pendente_imovel, "ENCERRAR_OUTRA_UNIDADE"), (RA, "ENCERRAR_JA_ENCERRADO")]
)
def test_an_ra_of_another_unit_or_already_closed_is_refused_at_opening_and_at_saving(
    atendente: Banco, contexto: Contexto, base: Any, ra: int, codigo: str
) -> None:
    if codigo == "ENCERRAR_JA_ENCERRADO":
        mudar_ra(base, RA, "rgat_cdsituacao = 2, amen_id = 4, rgat_tmencerramento = localtimestamp")
    with pytest.raises(EncerramentoRecusado) as erro:
        atendente.executar(abrir, contexto, ra)
    assert erro.value.motivo.codigo == codigo
    comando = EncerrarRA(ra, o_ra(base, ra)["rgat_tmultimaalteracao"], CONCLUIDO)
    assert recusas(atendente, contexto, comando) == [codigo]


def test_the_superior_unit_and_the_holder_of_permission_110_may_close(como: Callable[[str], Banco], base: Any) -> None:
    supervisor, admin = como("supervisor"), como("admin")
    for banco, ra in ((supervisor, IDS.ra_pendente_endereco), (admin, IDS.ra_urgente)):
        ctx = banco.executar(entrar)
        assert banco.executar(encerrar, ctx, preparar(banco, ctx, ra)).ra == ra


def test_a_person_without_unit_is_refused(atendente: Banco, base: Any) -> None:
    base.execute("UPDATE seguranca.usuario SET unid_id = NULL WHERE usur_nmlogin = 'atendente'")
    with pytest.raises(EncerramentoRecusado) as erro:
        atendente.executar(abrir, atendente.executar(entrar), RA)
    assert erro.value.motivo.codigo == "SEM_LOTACAO"


def test_a_blocked_ra_may_be_closed(mesa: Banco, ctx: Contexto, base: Any) -> None:
    mesa.executar(encerrar, ctx, preparar(mesa, ctx, IDS.ra_bloqueado))
    assert o_ra(base, IDS.ra_bloqueado)["rgat_cdsituacao"] == 2


def test_an_ra_without_current_unit_is_judged_by_its_last_tramite(mesa: Banco, ctx: Contexto, base: Any) -> None:
    mudar_ra(base, IDS.ra_pendente_endereco, "unid_idatual = NULL")
    assert mesa.executar(encerrar, ctx, preparar(mesa, ctx, IDS.ra_pendente_endereco)).ra


def test_an_open_os_that_is_programmed_refuses(mesa: Banco, ctx: Contexto, base: Any) -> None:
    programar(base)
    with pytest.raises(EncerramentoRecusado) as erro:
        mesa.executar(abrir, ctx, IDS.ra_com_os)
    assert erro.value.motivo.codigo == "ENCERRAR_OS_PROGRAMADA"
    base.execute("UPDATE atendimentopublico.os_programacao SET ospg_icativo = 2")
    assert mesa.executar(abrir, ctx, IDS.ra_com_os).ordens


def programar(base: Any) -> None:
    base.execute("SET session_replication_role = replica")
    base.execute(
        "INSERT INTO atendimentopublico.os_programacao (ospg_id, pgrt_id, eqpe_id, usur_idprogramacao, orse_id,"
        " ospg_nnseqprogramacao, ospg_icativo, ospg_icequipeprincipal) VALUES (1, 1, 1, 102, %s, 1, 1, 1)",
        (IDS.ordem_servico,),
    )
    base.execute("SET session_replication_role = origin")


# §9.3: the fields


def test_the_reason_is_mandatory_known_and_in_use(atendente: Banco, contexto: Contexto) -> None:
    comando = preparar(atendente, contexto)
    for motivo, codigo in ((None, "M01"), (999, "M02")):
        errado = replace(comando, encerramento=replace(CONCLUIDO, motivo_id=motivo))
        assert recusas(atendente, contexto, errado) == [codigo]


def duplicado_de(referencia: int | None) -> Encerramento:
    return Encerramento(motivo_id=IDS.motivo_duplicidade, ra_referencia_id=referencia)


@pytest.mark.parametrize(
    ("referencia", "codigo"),
    [
        (None, "REFERENCIA_OBRIGATORIA"),
        (RA, "REFERENCIA_PROPRIA"),
        (99_999, "REFERENCIA_INEXISTENTE"),
        (IDS.ra_encerrado, "REFERENCIA_ENCERRADA"),
    ],
)
def test_the_ra_de_referencia_of_a_duplicate(
    atendente: Banco, contexto: Contexto, referencia: int | None, codigo: str
) -> None:
    comando = preparar(atendente, contexto, encerramento=duplicado_de(referencia))
    assert recusas(atendente, contexto, comando) == [codigo]


def test_a_duplicate_keeps_the_link_and_a_blocked_reference_is_accepted(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    comando = preparar(atendente, contexto, encerramento=duplicado_de(IDS.ra_bloqueado))
    with pytest.raises(PerguntasPendentes) as parada:  # another place: only a warning
        atendente.executar(encerrar, contexto, comando)
    aviso = f"O RA de Referência {IDS.ra_bloqueado} é de outro imóvel e de outra localidade. Confirma?"
    assert [(p.chave, p.texto) for p in parada.value.perguntas] == [(f"referencia:{RA}:{IDS.ra_bloqueado}", aviso)]
    aceitar(atendente, contexto, comando)
    assert o_ra(base)["rgat_idduplicidade"] == IDS.ra_bloqueado


def test_a_reference_of_the_same_localidade_asks_nothing(atendente: Banco, contexto: Contexto, base: Any) -> None:
    atendente.executar(
        encerrar, contexto, preparar(atendente, contexto, encerramento=duplicado_de(IDS.ra_pendente_endereco))
    )
    assert o_ra(base)["rgat_idduplicidade"] == IDS.ra_pendente_endereco


def test_a_reference_that_leads_back_to_the_ra_is_refused(atendente: Banco, contexto: Contexto, base: Any) -> None:
    mudar_ra(base, IDS.ra_pendente_endereco, "rgat_idduplicidade = %s", RA)
    comando = preparar(atendente, contexto, encerramento=duplicado_de(IDS.ra_pendente_endereco))
    assert recusas(atendente, contexto, comando) == ["REFERENCIA_CIRCULAR"]


def test_a_reference_is_dropped_when_the_reason_is_no_duplicate(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    pedido = replace(CONCLUIDO, ra_referencia_id=IDS.ra_pendente_endereco)
    atendente.executar(encerrar, contexto, preparar(atendente, contexto, encerramento=pedido))
    assert o_ra(base)["rgat_idduplicidade"] is None


def test_the_parecer_is_mandatory_where_the_especificacao_says_so(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    mudar_espec(base, RA, "step_icparecerencerramento = 1")
    comando = preparar(atendente, contexto, encerramento=replace(CONCLUIDO, parecer="  "))
    assert recusas(atendente, contexto, comando) == ["ENCERRAR_PARECER"]


def test_the_parecer_holds_400_characters_counted_as_stored(atendente: Banco, contexto: Contexto, base: Any) -> None:
    longo = preparar(atendente, contexto, encerramento=replace(CONCLUIDO, parecer="ß" + "a" * 399))
    assert recusas(atendente, contexto, longo) == ["ENCERRAR_PARECER_LONGO"]
    cabe = replace(longo, encerramento=replace(CONCLUIDO, parecer="ç" * 400))
    atendente.executar(encerrar, contexto, cabe)
    assert o_ra(base)["rgat_dsparecerencerramento"] == "Ç" * 400


def test_the_parecer_is_trimmed_without_control_characters_and_null_when_empty(
    atendente: Banco, contexto: Contexto, mesa: Banco, ctx: Contexto, base: Any
) -> None:
    pedido = replace(CONCLUIDO, parecer="  a\tb\r\nc\x07 ")
    atendente.executar(encerrar, contexto, preparar(atendente, contexto, encerramento=pedido))
    assert o_ra(base)["rgat_dsparecerencerramento"] == "AB\nC"
    mesa.executar(encerrar, ctx, preparar(mesa, ctx, IDS.ra_urgente, encerramento=replace(CONCLUIDO, parecer=" ")))
    assert o_ra(base, IDS.ra_urgente)["rgat_dsparecerencerramento"] is None


# §9.4: the debt


def com_debito(base: Any, ra: int = RA) -> None:
    (tipo,) = ler(base, "SELECT min(dbtp_id) AS id FROM faturamento.debito_tipo")
    mudar_espec(base, ra, "dbtp_id = %s, step_vldebito = 10", tipo["id"])


def test_a_closing_that_generates_a_debt_is_refused_without_permission_30(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    com_debito(base)
    comando = preparar(atendente, contexto)
    assert recusas(atendente, contexto, comando) == ["ENCERRAR_DEBITO"]
    dispensado = replace(CONCLUIDO, motivo_nao_cobranca_id=MOTIVO_DE_NAO_COBRANCA)
    assert recusas(atendente, contexto, replace(comando, encerramento=dispensado)) == [
        "ENCERRAR_SEM_MOTIVO_DE_COBRANCA"
    ]
    outro = replace(comando, encerramento=NAO_EXECUTADO)  # only the conclusion of the service generates it
    assert atendente.executar(encerrar, contexto, outro).ra == RA


def test_permission_30_closes_with_the_motivo_da_nao_cobranca(atendente: Banco, base: Any) -> None:
    com_debito(base)
    base.execute("INSERT INTO seguranca.usuario_permissao_espec (usur_id, pmep_id) VALUES (101, 30)")
    contexto = atendente.executar(entrar)
    pedido = replace(CONCLUIDO, motivo_nao_cobranca_id=MOTIVO_DE_NAO_COBRANCA)
    comando = preparar(atendente, contexto, encerramento=pedido)
    errado = replace(comando, encerramento=replace(pedido, motivo_nao_cobranca_id=999))
    assert recusas(atendente, contexto, errado) == ["M02"]
    atendente.executar(encerrar, contexto, comando)
    assert o_ra(base)["sncm_id"] == MOTIVO_DE_NAO_COBRANCA


def test_a_motivo_da_nao_cobranca_without_debt_is_dropped(atendente: Banco, contexto: Contexto, base: Any) -> None:
    pedido = replace(CONCLUIDO, motivo_nao_cobranca_id=MOTIVO_DE_NAO_COBRANCA)
    atendente.executar(encerrar, contexto, preparar(atendente, contexto, encerramento=pedido))
    assert o_ra(base)["sncm_id"] is None


# §9.5: date and hour


def na(momento: datetime) -> Encerramento:
    return replace(CONCLUIDO, data=momento.date(), hora=momento.time())


def test_only_the_central_de_atendimento_types_the_date(atendente: Banco, contexto: Contexto) -> None:
    comando = preparar(atendente, contexto, encerramento=na(OUTRORA))
    assert recusas(atendente, contexto, comando) == ["ENCERRAR_DATA_TRAVADA"]


def test_an_untouched_date_is_the_servers_clock_and_never_before_the_ra(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    mudar_ra(base, RA, "rgat_tmregistroatendimento = localtimestamp + interval '30 seconds'")
    feito = atendente.executar(encerrar, contexto, preparar(atendente, contexto))
    assert feito.momento == o_ra(base)["rgat_tmregistroatendimento"]


@pytest.mark.parametrize(
    ("minutos", "codigo"),
    [
        (2 * 24 * 60, ["ENCERRAR_DATA_FUTURA"]),
        (-20 * 24 * 60, ["ENCERRAR_DATA_DO_RA"]),
    ],
)
def test_the_date_lies_between_the_atendimento_and_today(
    central: Banco, ctx_central: Contexto, minutos: int, codigo: list[str]
) -> None:
    agora = central.executar(abrir, ctx_central, RA).fatos.agora
    comando = preparar(central, ctx_central, encerramento=na(agora + timedelta(minutes=minutos)))
    assert recusas(central, ctx_central, comando) == codigo


def test_the_hour_is_not_to_come(central: Banco, ctx_central: Contexto) -> None:
    agora = central.executar(abrir, ctx_central, RA).fatos.agora
    futuro = agora.replace(hour=23, minute=59)
    comando = preparar(central, ctx_central, encerramento=na(futuro))
    assert recusas(central, ctx_central, comando) == ["ENCERRAR_HORA_FUTURA"]


def test_the_hour_is_not_before_the_atendimento_and_its_very_minute_will_do(
    central: Banco, ctx_central: Contexto, base: Any
) -> None:
    mudar_ra(base, RA, "rgat_tmregistroatendimento = date_trunc('day', localtimestamp) - interval '1 day 30 seconds'")
    mudar_ra(base, RA, "rgat_tmregistroatendimento = rgat_tmregistroatendimento + interval '12 hours'")
    registro = o_ra(base)["rgat_tmregistroatendimento"]
    comando = preparar(central, ctx_central, encerramento=na(registro - timedelta(minutes=1)))
    assert recusas(central, ctx_central, comando) == ["ENCERRAR_HORA_DO_RA"]
    feito = central.executar(encerrar, ctx_central, replace(comando, encerramento=na(registro)))
    assert feito.momento == registro.replace(second=0, microsecond=0)


def test_the_date_and_hour_are_not_before_those_of_a_closed_os(
    central: Banco, ctx_central: Contexto, base: Any
) -> None:
    base.execute(
        "UPDATE atendimentopublico.ordem_servico SET orse_cdsituacao = 2, amen_id = 2, orse_tmencerramento ="
        " date_trunc('day', localtimestamp) - interval '12 hours' WHERE rgat_id = %s",
        (IDS.ra_com_os,),
    )
    os = a_os(base)["orse_tmencerramento"]
    for momento, codigo in ((os - timedelta(days=1), "ENCERRAR_DATA_DA_OS"), (os - timedelta(minutes=1), "HORA")):
        comando = preparar(central, ctx_central, IDS.ra_com_os, na(momento))
        assert recusas(central, ctx_central, comando) == [codigo.replace("HORA", "ENCERRAR_HORA_DA_OS")]
    assert central.executar(encerrar, ctx_central, preparar(central, ctx_central, IDS.ra_com_os, na(os)))


# §9.6: open OS


def test_an_execution_is_refused_while_an_os_is_open_in_whatever_state(mesa: Banco, ctx: Contexto, base: Any) -> None:
    for situacao in (1, 3, 4):
        base.execute("UPDATE atendimentopublico.ordem_servico SET orse_cdsituacao = %s", (situacao,))
        assert recusas(mesa, ctx, preparar(mesa, ctx, IDS.ra_com_os)) == ["OS_EM_ABERTO"]


def test_open_os_are_closed_without_execution_once_the_person_agrees(mesa: Banco, ctx: Contexto, base: Any) -> None:
    base.execute("UPDATE atendimentopublico.ordem_servico SET orse_cdretornovistoria = 1, orse_cdsituacao = 3")
    antes = a_os(base)
    comando = preparar(mesa, ctx, IDS.ra_com_os, NAO_EXECUTADO)
    with pytest.raises(PerguntasPendentes) as parada:
        mesa.executar(encerrar, ctx, comando)
    assert [p.texto for p in parada.value.perguntas] == [
        "Há 1 OS em aberto que serão encerradas sem execução. Confirma?"
    ]
    assert a_os(base) == antes
    feito = aceitar(mesa, ctx, comando)
    os, ra = a_os(base), o_ra(base, IDS.ra_com_os)
    assert (os["orse_cdsituacao"], os["amen_id"], os["orse_cdretornovistoria"]) == (2, IDS.motivo_nao_executado, None)
    assert os["orse_tmencerramento"] == ra["rgat_tmencerramento"] == feito.momento
    assert os["orse_dsparecerencerramento"] == ra["rgat_dsparecerencerramento"] == "NÃO SE ACHOU O LUGAR"
    assert os["orse_tmultimaalteracao"] > antes["orse_tmultimaalteracao"]
    papeis = ler(
        base, "SELECT * FROM atendimentopublico.ordem_servico_unidade WHERE orse_id = %s AND attp_id = 3", os["orse_id"]
    )
    assert [(p["unid_id"], p["usur_id"]) for p in papeis] == [(IDS.unidade_operacional, IDS.usuario_atendente2)]
    assert feito.ordens == 1


def test_the_os_of_reference_is_closed_too_without_a_date(mesa: Banco, ctx: Contexto, base: Any) -> None:
    os = a_os(base)
    outra = {
        nome: os[nome] for nome in ("svtp_id", "orse_tmgeracao", "stpr_idoriginal", "stpr_idatual", "unid_idatual")
    }
    inserir(base, "atendimentopublico.ordem_servico", [outra | {"orse_id": 8000, "orse_cdsituacao": 1}])
    base.execute("UPDATE atendimentopublico.ordem_servico SET orse_idreferencia = 8000 WHERE orse_id <> 8000")
    aceitar(mesa, ctx, preparar(mesa, ctx, IDS.ra_com_os, NAO_EXECUTADO))
    referencia = a_os(base, 8000)
    assert (referencia["orse_cdsituacao"], referencia["amen_id"], referencia["orse_tmencerramento"]) == (
        2,
        IDS.motivo_nao_executado,
        None,
    )


def test_an_open_os_with_a_collection_document_refuses(mesa: Banco, ctx: Contexto, base: Any) -> None:
    base.execute("SET session_replication_role = replica")
    base.execute("UPDATE atendimentopublico.ordem_servico SET cbdo_id = 1")
    base.execute("SET session_replication_role = origin")
    comando = preparar(mesa, ctx, IDS.ra_com_os, NAO_EXECUTADO)
    with pytest.raises(RegraViolada, match=f"OS {IDS.ordem_servico} possui documento de cobrança"):
        mesa.executar(encerrar, ctx, comando)


def test_an_os_changed_since_the_screen_opened_is_a_conflict(mesa: Banco, ctx: Contexto, base: Any) -> None:
    comando = preparar(mesa, ctx, IDS.ra_com_os, NAO_EXECUTADO)
    base.execute("UPDATE atendimentopublico.ordem_servico SET orse_tmultimaalteracao = localtimestamp")
    with pytest.raises(Conflito, match=f"OS {IDS.ordem_servico} alterada por outro usuário"):
        aceitar(mesa, ctx, comando)


# §9.7: the chained RA


def encadear(base: Any, ra: int, especificacao: int) -> None:
    mudar_espec(base, ra, "step_idnovora = %s", especificacao)


def test_the_chained_ra_is_asked_about_and_no_is_an_answer(atendente: Banco, contexto: Contexto, base: Any) -> None:
    encadear(base, RA, IDS.espec_os_automatica)
    comando = preparar(atendente, contexto)
    with pytest.raises(PerguntasPendentes) as parada:
        atendente.executar(encerrar, contexto, comando)
    assert parada.value.novo == "Abrir novo RA de COM OS?"
    assert o_ra(base)["rgat_cdsituacao"] == 1
    assert atendente.executar(encerrar, contexto, replace(comando, abrir_novo=False)).novo_ra is None


def test_the_chained_ra_takes_place_channel_and_attachments_and_is_opened_by_the_persons_unit(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    encadear(base, RA, IDS.espec_os_automatica)
    base.execute(
        "INSERT INTO atendimentopublico.ra_anexo (raan_id, rgat_id, raan_imdocumento, raan_nmextensaodocumento)"
        " VALUES (77, %s, 'x', 'pdf')",
        (RA,),
    )
    comando = replace(preparar(atendente, contexto), abrir_novo=True)
    feito = atendente.executar(encerrar, contexto, comando)
    assert feito.novo_ra is not None
    velho, novo = o_ra(base), o_ra(base, feito.novo_ra)
    for coluna in ("imov_id", "lgbr_id", "lgcp_id", "loca_id", "meso_id", "rgat_icatendimentoonline"):
        assert novo[coluna] == velho[coluna]
    assert (novo["step_id"], novo["rgat_cdsituacao"], novo["unid_idatual"]) == (
        IDS.espec_os_automatica,
        1,
        IDS.unidade_loja,
    )
    assert novo["rgat_idmanual"] is None
    assert novo["rgat_dtprevistaoriginal"] > novo["rgat_tmregistroatendimento"].date()
    (tramite,) = ler(base, "SELECT * FROM atendimentopublico.tramite WHERE rgat_id = %s", feito.novo_ra)
    assert (tramite["unid_idorigem"], tramite["unid_iddestino"]) == (IDS.unidade_loja, IDS.unidade_loja)
    (quem,) = ler(base, "SELECT * FROM atendimentopublico.ra_solicitante WHERE rgat_id = %s", feito.novo_ra)
    assert (quem["unid_id"], quem["raso_icsolicitanteprincipal"]) == (IDS.unidade_loja, 1)
    assert len(quem["raso_nnprotocoloatendimento"]) == 14
    assert ler(base, "SELECT 1 AS um FROM atendimentopublico.ra_anexo WHERE rgat_id = %s", feito.novo_ra)
    assert ler(base, "SELECT 1 AS um FROM atendimentopublico.ordem_servico WHERE rgat_id = %s", feito.novo_ra)


def test_a_retry_gives_the_chained_ra_again(atendente: Banco, contexto: Contexto, base: Any) -> None:
    encadear(base, RA, IDS.espec_simples)
    comando = replace(preparar(atendente, contexto), abrir_novo=True)
    feito = atendente.executar(encerrar, contexto, comando)
    outra_vez = atendente.executar(encerrar, contexto, comando)
    assert (outra_vez.novo_ra, outra_vez.ja_existia) == (feito.novo_ra, True)


def test_the_chained_ra_is_not_opened_twice_for_an_imovel(mesa: Banco, ctx: Contexto, base: Any) -> None:
    mudar_ra(base, IDS.ra_pendente_endereco, "imov_id = %s", IDS.imovel_normal)
    encadear(base, IDS.ra_com_os, IDS.espec_simples)
    base.execute("DELETE FROM atendimentopublico.ordem_servico_unidade")
    base.execute("DELETE FROM atendimentopublico.ordem_servico")
    comando = replace(preparar(mesa, ctx, IDS.ra_com_os), abrir_novo=True)
    assert recusas(mesa, ctx, comando) == ["M13"]
    assert o_ra(base, IDS.ra_com_os)["rgat_cdsituacao"] == 1


# §9.8.1 and §16: two people at once, retries, falls


def test_an_ra_changed_since_the_screen_opened_is_a_conflict_with_its_author(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    comando = preparar(atendente, contexto)
    mudar_ra(base, RA, "rgat_dsobservacao = 'x', rgat_tmultimaalteracao = localtimestamp")
    with pytest.raises(Conflito, match=f"RA {RA} alterado por outro usuário; recarregue.") as erro:
        atendente.executar(encerrar, contexto, comando)
    assert erro.value.quem


def test_of_two_people_at_once_one_closes_and_the_other_is_told(
    mesa: Banco, ctx: Contexto, como: Callable[[str], Banco], base: Any
) -> None:
    outro = como("supervisor")
    ctx_outro = outro.executar(entrar)
    ra = IDS.ra_pendente_endereco
    primeiro, segundo = preparar(mesa, ctx, ra), preparar(outro, ctx_outro, ra, NAO_EXECUTADO)
    erros: list[Exception] = []

    def depois() -> None:
        try:
            outro.executar(encerrar, ctx_outro, segundo)
        except Conflito as erro:
            erros.append(erro)

    with Session(mesa.engine) as sessao, sessao.begin():
        encerrar(sessao, ctx, primeiro)
        linha = Thread(target=depois)
        linha.start()
        esperar_trava(base)
    linha.join(10)
    assert len(erros) == 1
    assert o_ra(base, ra)["amen_id"] == IDS.motivo_concluido
    assert (
        len(ler(base, "SELECT 1 AS um FROM atendimentopublico.ra_unidade WHERE rgat_id = %s AND attp_id = 3", ra)) == 1
    )


def test_two_ras_cannot_become_duplicates_of_each_other_at_once(
    mesa: Banco, ctx: Contexto, como: Callable[[str], Banco], base: Any
) -> None:
    outro = como("supervisor")
    ctx_outro = outro.executar(entrar)
    um, dois = IDS.ra_pendente_endereco, IDS.ra_pendente_imovel
    primeiro, segundo = preparar(mesa, ctx, um, duplicado_de(dois)), preparar(outro, ctx_outro, dois, duplicado_de(um))
    erros: list[RegraViolada] = []

    def depois() -> None:
        try:
            outro.executar(encerrar, ctx_outro, segundo)
        except RegraViolada as erro:
            erros.append(erro)

    with Session(mesa.engine) as sessao, sessao.begin():
        encerrar(sessao, ctx, primeiro)
        linha = Thread(target=depois)
        linha.start()
        esperar_trava(base)
    linha.join(10)
    assert [v.codigo for v in erros[0].violacoes] == ["REFERENCIA_ENCERRADA"]
    assert o_ra(base, dois)["rgat_cdsituacao"] == 1


def test_the_same_command_sent_again_writes_nothing(mesa: Banco, ctx: Contexto, base: Any) -> None:
    comando = preparar(mesa, ctx, IDS.ra_com_os, NAO_EXECUTADO)
    feito = aceitar(mesa, ctx, comando)
    antes = o_ra(base, IDS.ra_com_os)
    outra_vez = aceitar(mesa, ctx, comando)
    assert outra_vez.ja_existia
    assert (outra_vez.momento, outra_vez.versao, outra_vez.ordens) == (feito.momento, feito.versao, 1)
    assert o_ra(base, IDS.ra_com_os) == antes
    with pytest.raises(Conflito):  # the same person, but another closing
        mesa.executar(encerrar, ctx, replace(comando, encerramento=replace(NAO_EXECUTADO, parecer="outro")))


def test_a_connection_killed_in_the_middle_leaves_all_or_nothing(mesa: Banco, ctx: Contexto, base: Any) -> None:
    comando = preparar(mesa, ctx, IDS.ra_com_os, NAO_EXECUTADO)
    antes = (o_ra(base, IDS.ra_com_os), a_os(base))
    comando = replace(comando, aceitos=frozenset({f"ordens:{IDS.ordem_servico}"}))

    def cair(session: Session, *argumentos: Any) -> None:
        encerrar(session, *argumentos)
        pid = session.connection().connection.driver_connection.info.backend_pid  # type: ignore[union-attr]
        derrubar(base, pid)
        session.connection().exec_driver_sql("SELECT 1")

    with pytest.raises(BancoIndisponivel):
        mesa.executar(cair, ctx, comando)
    assert (o_ra(base, IDS.ra_com_os), a_os(base)) == antes
    assert not ler(base, "SELECT 1 AS um FROM gsan_desk.ra_encerrado WHERE rgat_id = %s", IDS.ra_com_os)
    assert mesa.executar(encerrar, ctx, comando).ordens == 1


# Several at once (spec 10 §4.6)


def test_several_are_closed_as_duplicates_in_three_statements_and_each_refusal_is_told(
    mesa: Banco, ctx: Contexto, base: Any
) -> None:
    ras = (IDS.ra_falta_agua_imovel, IDS.ra_urgente, RA, IDS.ra_encerrado, 99_999)
    pedido = duplicado_de(IDS.ra_falta_agua_generalizada)
    with contar(mesa.engine) as comandos:
        feito = mesa.executar(encerrar_varios, ctx, EncerrarVarios(ras, pedido))
    assert len(comandos) == 3
    assert [e.ra for e in feito.encerrados] == [IDS.ra_falta_agua_imovel, IDS.ra_urgente]
    assert [(ra, v.codigo) for ra, v in feito.recusados] == [
        (RA, "ENCERRAR_OUTRA_UNIDADE"),
        (IDS.ra_encerrado, "ENCERRAR_JA_ENCERRADO"),
        (99_999, "M70"),
    ]
    for ra in (IDS.ra_falta_agua_imovel, IDS.ra_urgente):
        assert o_ra(base, ra)["rgat_idduplicidade"] == IDS.ra_falta_agua_generalizada
    assert len(ler(base, "SELECT 1 AS um FROM seguranca.operacao_efetuada WHERE oper_id = 463")) == 2


def test_several_closed_before_by_the_same_command_count_as_closed(mesa: Banco, ctx: Contexto, base: Any) -> None:
    comando = EncerrarVarios((IDS.ra_urgente, IDS.ra_bloqueado), NAO_EXECUTADO)
    mesa.executar(encerrar_varios, ctx, comando)
    outra_vez = mesa.executar(encerrar_varios, ctx, comando)
    assert [(e.ra, e.ja_existia) for e in outra_vez.encerrados] == [(IDS.ra_urgente, True), (IDS.ra_bloqueado, True)]
    assert outra_vez.recusados == ()


def test_several_with_open_os_ask_first(mesa: Banco, ctx: Contexto, base: Any) -> None:
    comando = EncerrarVarios((IDS.ra_com_os, IDS.ra_urgente), NAO_EXECUTADO)
    with pytest.raises(PerguntasPendentes) as parada:
        mesa.executar(encerrar_varios, ctx, comando)
    aceitos = frozenset(p.chave for p in parada.value.perguntas)
    feito = mesa.executar(encerrar_varios, ctx, replace(comando, aceitos=aceitos))
    assert [(e.ra, e.ordens) for e in feito.encerrados] == [(IDS.ra_com_os, 1), (IDS.ra_urgente, 0)]


def test_of_several_the_one_changed_meanwhile_is_refused_and_the_rest_closed(
    mesa: Banco, ctx: Contexto, base: Any
) -> None:
    versoes = ((IDS.ra_urgente, OUTRORA),)
    comando = EncerrarVarios((IDS.ra_urgente, IDS.ra_bloqueado), NAO_EXECUTADO, versoes)
    feito = mesa.executar(encerrar_varios, ctx, comando)
    assert [e.ra for e in feito.encerrados] == [IDS.ra_bloqueado]
    assert [(ra, v.codigo) for ra, v in feito.recusados] == [(IDS.ra_urgente, "TRAMITE_CONFLITO")]


# Undoing a wrong duplicate


def test_a_wrong_duplicate_is_undone_with_audit_and_the_rest_of_the_closing_stays(
    mesa: Banco, ctx: Contexto, base: Any
) -> None:
    antes = o_ra(base, IDS.ra_duplicado)
    with contar(mesa.engine) as comandos:
        versao = mesa.executar(desfazer_duplicidade, ctx, IDS.ra_duplicado, antes["rgat_tmultimaalteracao"])
    assert len(comandos) == 3
    depois = o_ra(base, IDS.ra_duplicado)
    mudadas = {coluna for coluna in antes if antes[coluna] != depois[coluna]}
    assert mudadas == {"rgat_idduplicidade", "rgat_tmultimaalteracao"}
    assert (depois["rgat_idduplicidade"], depois["rgat_tmultimaalteracao"]) == (None, versao)
    assert ler(base, "SELECT 1 AS um FROM gsan_desk.auditoria WHERE linha = %s", IDS.ra_duplicado)


def test_undoing_takes_the_right_of_encerrar_the_version_and_a_duplicate(
    atendente: Banco, contexto: Contexto, mesa: Banco, ctx: Contexto, base: Any
) -> None:
    versao = o_ra(base, IDS.ra_duplicado)["rgat_tmultimaalteracao"]
    with pytest.raises(EncerramentoRecusado):
        atendente.executar(desfazer_duplicidade, contexto, IDS.ra_duplicado, versao)
    with pytest.raises(Conflito):
        mesa.executar(desfazer_duplicidade, ctx, IDS.ra_duplicado, versao - timedelta(seconds=1))
    with pytest.raises(RegraViolada, match="não é duplicidade"):
        mesa.executar(desfazer_duplicidade, ctx, IDS.ra_encerrado, versao)


def test_an_unknown_ra_is_told(mesa: Banco, ctx: Contexto) -> None:
    comando = EncerrarRA(99_999, OUTRORA, CONCLUIDO, chave=uuid4())
    assert recusas(mesa, ctx, comando) == ["M70"]
