"""Reativar RA [UC0426] (spec 20 §10), on a real server with real roles."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import BancoIndisponivel, Conflito, RegraViolada
from gsan_desk.domain.prazo import prever
from gsan_desk.domain.reativacao import RAReativado, ReativacaoRecusada, ReativarRA
from gsan_desk.services.encerramento import desfazer_duplicidade
from gsan_desk.services.reativacao import abrir, reativar
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import contar
from tests.support.cenario import IDS
from tests.support.travas import derrubar, esperar_trava

RA = IDS.ra_encerrado
QUALQUER = datetime.fromisoformat("2020-01-01T00:00")


def ler(base: Any, consulta: str, *valores: object) -> list[dict[str, Any]]:
    return list(base.execute(consulta, valores).fetchall())


def o_ra(base: Any, ra: int = RA) -> dict[str, Any]:
    return ler(base, "SELECT * FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s", ra)[0]


def da_loja(base: Any, ra: int = RA) -> None:
    """Put the RA in the unit of the atendente, which may open RAs."""
    base.execute(
        "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = %s WHERE rgat_id = %s",
        (IDS.unidade_loja, ra),
    )


def preparar(banco: Banco, contexto: Contexto, ra: int = RA, **mais: Any) -> ReativarRA:
    aberta = banco.executar(abrir, contexto, ra)
    campos = {
        "meio_id": aberta.meio_id,
        "unidade_id": aberta.unidade_id,
        "motivo_id": IDS.motivo_reativacao,
        "unidade_destino_id": aberta.unidade_destino_id,
        "parecer": "VOLTAR AO LOCAL" if aberta.unidade_destino_id else "",
    }
    return ReativarRA(ra, aberta.versao, aberta.chave, **campos | mais)


def mudar_ra(base: Any, ra: int, colunas: str, *valores: object) -> None:
    base.execute(f"UPDATE atendimentopublico.registro_atendimento SET {colunas} WHERE rgat_id = %s", (*valores, ra))


def recusas(banco: Banco, contexto: Contexto, comando: ReativarRA) -> list[tuple[str, str | None]]:
    with pytest.raises(RegraViolada) as erro:
        banco.executar(reativar, contexto, comando)
    return [(v.codigo, v.campo) for v in erro.value.violacoes]


def de(base: Any, tabela: str, ra: int) -> list[dict[str, Any]]:
    return ler(base, f"SELECT * FROM atendimentopublico.{tabela} WHERE rgat_id = %s ORDER BY 1", ra)


def prevista(contexto: Contexto, dia: date) -> date:
    return prever(dia, contexto.dominios.especificacoes[IDS.espec_simples], contexto.dominios)


# §10.3: what is written


def test_a_new_ra_takes_the_place_of_the_closed_one_in_nine_statements(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    da_loja(base)
    antes = o_ra(base)
    comando = preparar(atendente, contexto, observacao="voltou a vazar")
    with contar(atendente.engine) as comandos:
        feito = atendente.executar(reativar, contexto, comando)
    assert len(comandos) <= 9
    novo = o_ra(base, feito.numero)
    assert (novo["rgat_cdsituacao"], novo["rgat_idreativacao"], novo["rmrv_id"]) == (1, RA, IDS.motivo_reativacao)
    assert o_ra(base) == antes


COPIADAS = [
    "step_id",
    "imov_id",
    "lgbr_id",
    "lgcp_id",
    "rgat_dscomplementondereco",
    "rgat_nnimovel",
    "rgat_dspontoreferencia",
    "brar_id",
    "loca_id",
    "stcm_id",
    "qdra_id",
    "dves_id",
    "looc_id",
    "prua_id",
    "pcal_id",
    "rgat_dslocalocorrencia",
    "rgat_nncoordenadanorte",
    "rgat_nncoordenadaleste",
    "rgat_nndiametro",
    "rgat_iccorrdenadassemlogr",
]
NAO_COPIADAS = [
    "rgat_idmanual",
    "amen_id",
    "rgat_tmencerramento",
    "rgat_dsparecerencerramento",
    "sncm_id",
    "rgat_qtreiteracoes",
    "rgat_tmultimareiteracao",
    "rgat_idduplicidade",
]


def test_the_place_is_copied_and_what_belongs_to_the_old_closing_is_not(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    da_loja(base)
    mudar_ra(
        base,
        RA,
        "rgat_idmanual = 777, rgat_nncoordenadanorte = 9110000.1234, rgat_nncoordenadaleste = 290000.5,"
        " rgat_nndiametro = 50, rgat_iccorrdenadassemlogr = 2, rgat_dspontoreferencia = 'PRAÇA', looc_id = 1,"
        " prua_id = 2, pcal_id = 2, dves_id = 1, rgat_qtreiteracoes = 3",
    )
    feito = atendente.executar(reativar, contexto, preparar(atendente, contexto))
    velho, novo = o_ra(base), o_ra(base, feito.numero)
    assert {c: novo[c] for c in COPIADAS} == {c: velho[c] for c in COPIADAS}
    assert {c: novo[c] for c in NAO_COPIADAS} == dict.fromkeys(NAO_COPIADAS)


def test_the_chosen_channel_is_stored_and_the_dates_are_of_now(atendente: Banco, contexto: Contexto, base: Any) -> None:
    da_loja(base)
    comando = preparar(atendente, contexto, meio_id=IDS.meio_telefone, observacao=" voltou\t a vazar ")
    feito = atendente.executar(reativar, contexto, comando)
    novo = o_ra(base, feito.numero)
    assert (novo["meso_id"], novo["rgat_icatendimentoonline"]) == (IDS.meio_telefone, 1)
    assert novo["rgat_dtprevistaoriginal"] == novo["rgat_dtprevistaatual"]
    assert novo["rgat_dtprevistaatual"] == prevista(contexto, novo["rgat_tmregistroatendimento"].date())
    assert novo["rgat_dsobservacao"] == "voltou a vazar"
    (papel,) = de(base, "ra_unidade", feito.numero)
    assert (papel["unid_id"], papel["usur_id"], papel["attp_id"]) == (IDS.unidade_loja, IDS.usuario_atendente, 1)


def test_the_principal_solicitante_is_copied_with_phones_and_the_same_protocolo(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    ra = IDS.ra_pendente_endereco
    mudar_ra(base, ra, "rgat_cdsituacao = 2, amen_id = 2, rgat_tmencerramento = localtimestamp, unid_idatual = %s", 15)
    base.execute(
        "INSERT INTO atendimentopublico.ra_solicitante (raso_id, rgat_id, clie_id, raso_icsolicitanteprincipal,"
        " raso_icenvioemailpesquisa) VALUES (555, %s, 2, 2, 2)",
        (ra,),
    )
    base.execute(
        "UPDATE atendimentopublico.ra_solicitante SET raso_dsemail = 'j@x.br', raso_icenvioemailpesquisa = 1"
        " WHERE raso_id = %s",
        (ra,),
    )
    feito = atendente.executar(reativar, contexto, preparar(atendente, contexto, ra))
    (novo,), (velho, _) = de(base, "ra_solicitante", feito.numero), reversed(de(base, "ra_solicitante", ra))
    proprias = {"raso_id", "rgat_id", "raso_tmultimaalteracao"}
    assert {c: v for c, v in novo.items() if c not in proprias} == {c: v for c, v in velho.items() if c not in proprias}
    assert feito.protocolo == velho["raso_nnprotocoloatendimento"]
    fones = ler(
        base,
        "SELECT sofo_nnfone, fnet_id, sofo_icfonepadrao FROM atendimentopublico.solicitante_fone WHERE raso_id = %s"
        " ORDER BY 1",
        novo["raso_id"],
    )
    assert [(f["sofo_nnfone"], f["fnet_id"], f["sofo_icfonepadrao"]) for f in fones] == [
        ("34215555", 1, 2),
        ("988887777", 3, 1),
    ]


def test_attachments_are_copied_as_new_rows(atendente: Banco, contexto: Contexto, base: Any) -> None:
    da_loja(base)
    feito = atendente.executar(reativar, contexto, preparar(atendente, contexto))
    (velho,), (novo,) = de(base, "ra_anexo", RA), de(base, "ra_anexo", feito.numero)
    for coluna in ("raan_imdocumento", "raan_nmextensaodocumento", "raan_dsdocumento"):
        assert novo[coluna] == velho[coluna]


@pytest.mark.parametrize(
    ("destino", "parecer", "esperado"),
    [
        (IDS.unidade_operacional, "VOLTAR AO LOCAL", (IDS.unidade_operacional, "VOLTAR AO LOCAL")),
        (None, "", (IDS.unidade_loja, "TRAMITE GERADO PELO SISTEMA")),
    ],
)
def test_the_first_tramite_goes_to_the_destination_or_stays(
    atendente: Banco, contexto: Contexto, base: Any, destino: int | None, parecer: str, esperado: tuple[int, str]
) -> None:
    da_loja(base)
    comando = preparar(atendente, contexto, unidade_destino_id=destino, parecer=parecer)
    feito = atendente.executar(reativar, contexto, comando)
    (tramite,) = de(base, "tramite", feito.numero)
    assert tramite["unid_idorigem"] == IDS.unidade_loja
    assert (tramite["unid_iddestino"], tramite["tram_dsparecertramite"]) == esperado
    assert o_ra(base, feito.numero)["unid_idatual"] == esperado[0]


def test_an_os_is_generated_where_the_especificacao_says_so(atendente: Banco, contexto: Contexto, base: Any) -> None:
    ra = IDS.ra_com_os
    mudar_ra(
        base,
        ra,
        "rgat_cdsituacao = 2, amen_id = 102, rgat_tmencerramento = localtimestamp, unid_idatual = %s",
        IDS.unidade_loja,
    )
    destino = {"unidade_destino_id": IDS.unidade_operacional, "parecer": "X"}
    feito = atendente.executar(reativar, contexto, preparar(atendente, contexto, ra, **destino))
    (os,) = de(base, "ordem_servico", feito.numero)
    assert (feito.ordem_servico, os["unid_idatual"], os["imov_id"]) == (
        os["orse_id"],
        IDS.unidade_operacional,
        IDS.imovel_normal,
    )


def test_people_of_the_destination_are_warned_of_an_urgent_ra(atendente: Banco, contexto: Contexto, base: Any) -> None:
    ra = IDS.ra_urgente
    mudar_ra(
        base,
        ra,
        "rgat_cdsituacao = 2, amen_id = 2, rgat_tmencerramento = localtimestamp, unid_idatual = %s",
        IDS.unidade_loja,
    )
    destino = {"unidade_destino_id": IDS.unidade_operacional, "parecer": "X"}
    feito = atendente.executar(reativar, contexto, preparar(atendente, contexto, ra, **destino))
    assert [a["usur_id"] for a in de(base, "visualizacao_ra_urgencia", feito.numero)] == [IDS.usuario_atendente2]


def test_the_reactivation_leaves_operation_509(atendente: Banco, contexto: Contexto, base: Any) -> None:
    da_loja(base)
    feito = atendente.executar(reativar, contexto, preparar(atendente, contexto))
    (operacao,) = ler(base, "SELECT * FROM seguranca.operacao_efetuada WHERE oper_id = 509")
    assert operacao["opef_cnargumento"] == feito.numero


def test_the_consent_goes_over_and_the_message_speaks_of_the_new_ra(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    da_loja(base)
    base.execute("INSERT INTO gsan_desk.ra_sms VALUES (%s, %s, true, '+5581988887777')", (RA, RA))
    feito = atendente.executar(reativar, contexto, preparar(atendente, contexto))
    (mensagem,) = ler(base, "SELECT * FROM gsan_desk.sms_mensagem WHERE rgat_id = %s", feito.numero)
    assert (mensagem["tipo"], mensagem["numero"]) == (1, "+5581988887777")
    assert str(feito.numero) in mensagem["texto"]
    (consente,) = ler(base, "SELECT * FROM gsan_desk.ra_sms WHERE rgat_id = %s", feito.numero)
    assert (consente["enviar"], consente["numero"]) == (True, "+5581988887777")


def test_a_message_of_the_old_closing_not_yet_sent_is_cancelled(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    da_loja(base)
    base.execute(
        "INSERT INTO gsan_desk.sms_mensagem (tipo, rgat_id, numero_informado, texto, alfabeto, partes, chave)"
        " VALUES (3, %s, '1', 'x', 'S', 1, 'a'), (1, %s, '1', 'x', 'S', 1, 'b')",
        (RA, RA),
    )
    atendente.executar(reativar, contexto, preparar(atendente, contexto))
    mensagens = ler(base, "SELECT tipo, situacao, motivo FROM gsan_desk.sms_mensagem ORDER BY chave")
    assert [(m["tipo"], m["situacao"], m["motivo"]) for m in mensagens] == [(3, 6, "REATIVADO"), (1, 1, None)]


def test_an_ra_without_solicitante_is_reactivated_without_one(atendente: Banco, contexto: Contexto, base: Any) -> None:
    da_loja(base)
    base.execute("DELETE FROM atendimentopublico.ra_solicitante WHERE rgat_id = %s", (RA,))
    feito = atendente.executar(reativar, contexto, preparar(atendente, contexto))
    assert (feito.protocolo, de(base, "ra_solicitante", feito.numero)) == ("", [])


# §10.1: when it may be reactivated


def recusado(banco: Banco, contexto: Contexto, ra: int) -> str:
    """Refused when the screen opens, and again when it saves."""
    with pytest.raises(ReativacaoRecusada) as ao_abrir:
        banco.executar(abrir, contexto, ra)
    with pytest.raises(ReativacaoRecusada) as ao_gravar:
        banco.executar(reativar, contexto, ReativarRA(ra, QUALQUER, uuid4()))
    assert ao_abrir.value.motivo == ao_gravar.value.motivo
    return ao_abrir.value.motivo.mensagem


@pytest.mark.parametrize(
    ("ra", "mensagem"),
    [
        (IDS.ra_pendente_endereco, f"RA {IDS.ra_pendente_endereco} pendente: só RA encerrado é reativado."),
        (IDS.ra_bloqueado, f"RA {IDS.ra_bloqueado} bloqueado: só RA encerrado é reativado."),
        (IDS.ra_duplicado, f"RA {IDS.ra_duplicado} é duplicidade do RA {IDS.ra_pendente_endereco}."),
        (IDS.ra_reativado_anterior, f"RA {IDS.ra_reativado_anterior} já reativado; RA atual: {IDS.ra_reativado}."),
    ],
)
def test_what_refuses_a_reactivation(mesa: Banco, ctx: Contexto, ra: int, mensagem: str) -> None:
    assert recusado(mesa, ctx, ra) == mensagem


def test_the_unit_that_counts_is_the_current_one_not_the_one_that_opened(atendente: Banco, contexto: Contexto) -> None:
    assert recusado(atendente, contexto, RA) == "RA da unidade OPERAÇÃO DE ÁGUA: reativação não autorizada."


def test_a_person_without_unit_is_refused(atendente: Banco, base: Any) -> None:
    base.execute("UPDATE seguranca.usuario SET unid_id = NULL WHERE usur_nmlogin = 'atendente'")
    assert recusado(atendente, atendente.executar(entrar), RA) == "Usuário sem unidade de lotação."


def test_the_same_request_pending_for_the_imovel_refuses(mesa: Banco, ctx: Contexto, base: Any) -> None:
    mudar_ra(base, IDS.ra_pendente_endereco, "imov_id = %s", IDS.imovel_normal)
    esperada = f"Já há RA pendente de SIMPLES, nº {IDS.ra_pendente_endereco}, para o imóvel {IDS.imovel_normal}."
    assert recusado(mesa, ctx, RA) == esperada


def test_the_imovel_must_still_serve_for_the_especificacao(mesa: Banco, ctx: Contexto, base: Any) -> None:
    mudar_ra(base, RA, "step_id = %s, imov_id = %s", IDS.espec_situacao_imovel, IDS.imovel_cortado)
    assert "não permite ÁGUA LIGADA" in recusado(mesa, ctx, RA)


def test_a_reactivation_once_closed_is_reactivated_again(atendente: Banco, contexto: Contexto, base: Any) -> None:
    da_loja(base)
    primeiro = atendente.executar(reativar, contexto, preparar(atendente, contexto))
    mudar_ra(
        base,
        primeiro.numero,
        "rgat_cdsituacao = 2, amen_id = 2, rgat_tmencerramento = localtimestamp, unid_idatual = %s",
        IDS.unidade_loja,
    )
    segundo = atendente.executar(reativar, contexto, preparar(atendente, contexto, primeiro.numero))
    assert o_ra(base, segundo.numero)["rgat_idreativacao"] == primeiro.numero
    assert recusado(atendente, contexto, RA).endswith(f"RA atual: {segundo.numero}.")


def test_a_duplicate_once_undone_is_reactivated(mesa: Banco, ctx: Contexto, base: Any) -> None:
    mesa.executar(desfazer_duplicidade, ctx, IDS.ra_duplicado, o_ra(base, IDS.ra_duplicado)["rgat_tmultimaalteracao"])
    assert mesa.executar(abrir, ctx, IDS.ra_duplicado).ra.numero == IDS.ra_duplicado


def test_an_unknown_ra_is_told(mesa: Banco, ctx: Contexto) -> None:
    for caso in (lambda: mesa.executar(abrir, ctx, 99_999), lambda: mesa.executar(abrir, ctx, 10**12)):
        with pytest.raises(RegraViolada, match="RA não encontrado"):
            caso()


# §10.2: the fields


def test_the_screen_opens_with_the_persons_unit_its_channel_and_the_proposed_destination(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    da_loja(base)
    base.execute("UPDATE cadastro.sistema_parametros SET parm_icsugestaotramite = 1")
    ctx = atendente.executar(entrar)
    with contar(atendente.engine) as comandos:
        aberta = atendente.executar(abrir, ctx, RA)
    assert len(comandos) == 4
    assert (aberta.unidade_id, aberta.meio_id) == (IDS.unidade_loja, IDS.meio_balcao)
    assert aberta.unidade_destino_id == IDS.unidade_operacional
    assert [m.descricao for m in aberta.motivos] == sorted(m.descricao for m in aberta.motivos)


def test_a_person_of_a_unit_that_opens_no_ra_gets_no_unit(mesa: Banco, ctx: Contexto, base: Any) -> None:
    assert mesa.executar(abrir, ctx, RA).unidade_id is None


def test_without_a_reason_the_screen_says_that_the_table_is_empty(mesa: Banco, base: Any) -> None:
    base.execute("UPDATE atendimentopublico.ra_motivo_reativacao SET rmrv_icuso = 2")
    with pytest.raises(RegraViolada) as erro:
        mesa.executar(abrir, mesa.executar(entrar), RA)
    assert [v.codigo for v in erro.value.violacoes] == ["M34"]


OBRIGATORIOS = ("meio_id", "unidade_id", "motivo_id")


def test_what_is_mandatory(atendente: Banco, contexto: Contexto, base: Any) -> None:
    da_loja(base)
    comando = preparar(atendente, contexto)
    vazio = replace(comando, **dict.fromkeys(OBRIGATORIOS))  # type: ignore[arg-type]  # any of them may be missing
    assert recusas(atendente, contexto, vazio) == [("M01", f"reativacao.{nome}") for nome in OBRIGATORIOS]
    manual = replace(comando, tipo_atendimento=TipoAtendimento.MANUAL)
    assert recusas(atendente, contexto, manual) == [("M01", "reativacao.data"), ("M01", "reativacao.hora")]


@pytest.mark.parametrize(
    ("campos", "codigo"),
    [
        ({"meio_id": 999}, ("M02", "reativacao.meio_id")),
        ({"motivo_id": 999}, ("M02", "reativacao.motivo_id")),
        ({"unidade_id": 999}, ("M02", "reativacao.unidade_id")),
        ({"unidade_id": IDS.unidade_operacional}, ("M08", "reativacao.unidade_id")),
        ({"unidade_id": IDS.unidade_so_abre}, ("REATIVAR_OUTRA_UNIDADE", "reativacao.unidade_id")),
        ({"unidade_destino_id": 999, "parecer": "X"}, ("M02", "reativacao.unidade_destino_id")),
        (
            {"unidade_destino_id": IDS.unidade_fechada, "parecer": "X"},
            ("TRAMITE_NAO_RECEBE", "reativacao.unidade_destino_id"),
        ),
        (
            {"unidade_destino_id": IDS.unidade_inativa, "parecer": "X"},
            ("TRAMITE_INATIVA", "reativacao.unidade_destino_id"),
        ),
        ({"unidade_destino_id": IDS.unidade_operacional, "parecer": " "}, ("REATIVAR_PARECER", "reativacao.parecer")),
        ({"parecer": "x" * 201}, ("REATIVAR_PARECER_LONGO", "reativacao.parecer")),
        ({"observacao": "x" * 201}, ("REATIVAR_OBSERVACAO_LONGA", "reativacao.observacao")),
    ],
)
def test_what_a_field_refuses(
    atendente: Banco, contexto: Contexto, base: Any, campos: dict[str, Any], codigo: tuple[str, str]
) -> None:
    da_loja(base)
    assert recusas(atendente, contexto, preparar(atendente, contexto, **campos)) == [codigo]


def manual(banco: Banco, contexto: Contexto, **mais: Any) -> ReativarRA:
    return replace(preparar(banco, contexto), tipo_atendimento=TipoAtendimento.MANUAL, **mais)


def test_a_manual_attendance_has_its_own_date_and_wait(atendente: Banco, contexto: Contexto, base: Any) -> None:
    da_loja(base)
    ontem = atendente.executar(abrir, contexto, RA).agora.date() - timedelta(days=1)
    comando = manual(
        atendente, contexto, data=ontem, hora=time(9, 30), espera_inicial=time(9), espera_final=time(9, 20)
    )
    feito = atendente.executar(reativar, contexto, comando)
    novo = o_ra(base, feito.numero)
    assert f"{novo['rgat_tmregistroatendimento']:%Y-%m-%d %H:%M}" == f"{ontem} 09:30"
    assert novo["rgat_dtprevistaatual"] == prevista(contexto, ontem)
    assert (novo["rgat_tminicioespera"].time(), novo["rgat_tmfimespera"].time()) == (time(9), time(9, 20))
    assert novo["rgat_icatendimentoonline"] == 2


def test_a_manual_date_is_not_to_come_and_a_wait_does_not_end_before_it_begins(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    da_loja(base)
    hoje = atendente.executar(abrir, contexto, RA).agora.date()
    amanha = manual(atendente, contexto, data=hoje + timedelta(days=1), hora=time(9))
    assert recusas(atendente, contexto, amanha) == [("M04", "reativacao.data")]
    espera = manual(
        atendente,
        contexto,
        data=hoje - timedelta(days=1),
        hora=time(9),
        espera_inicial=time(9),
        espera_final=time(8),
    )
    assert recusas(atendente, contexto, espera) == [("M07", "reativacao.espera_final")]


def test_on_line_the_date_is_the_servers_and_the_wait_ends_now(atendente: Banco, contexto: Contexto, base: Any) -> None:
    da_loja(base)
    comando = preparar(atendente, contexto, espera_inicial=time(0), espera_final=time(23, 59), hora=time(1))
    feito = atendente.executar(reativar, contexto, comando)
    novo = o_ra(base, feito.numero)
    assert novo["rgat_tmfimespera"] == novo["rgat_tmregistroatendimento"]
    assert novo["rgat_tminicioespera"].time() == time(0)


# Two at once, retries, falls


def test_of_two_reactivations_at_once_one_wins(
    atendente: Banco, contexto: Contexto, como: Callable[[str], Banco], base: Any
) -> None:
    da_loja(base)
    outro = como("admin")
    ctx_outro = outro.executar(entrar)
    primeiro = preparar(atendente, contexto)
    segundo = preparar(outro, ctx_outro, unidade_id=IDS.unidade_loja, meio_id=IDS.meio_balcao)
    feitos: list[RAReativado] = []
    erros: list[ReativacaoRecusada] = []

    def depois() -> None:
        try:
            outro.executar(reativar, ctx_outro, segundo)
        except ReativacaoRecusada as erro:
            erros.append(erro)

    with Session(atendente.engine) as sessao, sessao.begin():
        feitos.append(reativar(sessao, contexto, primeiro))
        linha = Thread(target=depois)
        linha.start()
        esperar_trava(base)
    linha.join(10)
    assert erros[0].motivo.mensagem == f"RA {RA} já reativado; RA atual: {feitos[0].numero}."
    consulta = "SELECT 1 AS um FROM atendimentopublico.registro_atendimento WHERE rgat_idreativacao = %s"
    assert len(ler(base, consulta, RA)) == 1


def test_the_same_form_sent_again_gives_the_same_ra(atendente: Banco, contexto: Contexto, base: Any) -> None:
    da_loja(base)
    comando = preparar(atendente, contexto)
    feito = atendente.executar(reativar, contexto, comando)
    outra_vez = atendente.executar(reativar, contexto, comando)
    assert outra_vez == replace(feito, ja_existia=True)


def test_an_ra_changed_since_the_screen_opened_is_a_conflict(atendente: Banco, contexto: Contexto, base: Any) -> None:
    da_loja(base)
    comando = preparar(atendente, contexto)
    mudar_ra(base, RA, "rgat_tmultimaalteracao = localtimestamp")
    with pytest.raises(Conflito):
        atendente.executar(reativar, contexto, comando)


def test_a_connection_killed_in_the_middle_leaves_all_or_nothing(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    da_loja(base)
    comando = preparar(atendente, contexto)

    def cair(session: Session, *argumentos: Any) -> None:
        reativar(session, *argumentos)
        pid = session.connection().connection.driver_connection.info.backend_pid  # type: ignore[union-attr]
        derrubar(base, pid)
        session.connection().exec_driver_sql("SELECT 1")

    with pytest.raises(BancoIndisponivel):
        atendente.executar(cair, contexto, comando)
    consulta = "SELECT 1 AS um FROM atendimentopublico.registro_atendimento WHERE rgat_idreativacao = %s"
    assert ler(base, consulta, RA) == []
    assert not atendente.executar(reativar, contexto, comando).ja_existia
