"""The decisions about a citizen's report (spec 40 §2.4), on a real server with real roles."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import BancoIndisponivel, Conflito, RegraViolada, SemPermissao
from gsan_desk.domain.registro_atendimento import NovoRA, RelatoDeOrigem
from gsan_desk.domain.reiteracao import ReiteracaoRecusada
from gsan_desk.domain.relato import SituacaoRelato
from gsan_desk.services.progis.abertura import propor
from gsan_desk.services.progis.decisoes import (
    DescartarRelato,
    VincularRelato,
    descartar,
    desfazer_vinculo,
    reabrir,
    vincular,
)
from gsan_desk.services.progis.relatos import FiltroRelatos, analisar, fotos, listar
from gsan_desk.services.progis.reserva import assumir, liberar, reservar
from gsan_desk.services.ra_inserir import concluir
from gsan_desk.services.sessao import entrar
from gsan_desk.sms import atendidas
from tests.services.apoio_progis import FONE, LESTE, NORTE, ajustar, ler, por_no_mapa, por_relato
from tests.services.apoio_ra import concluir_aceitando, contar, preencher
from tests.support.banco import conectar
from tests.support.cenario import IDS, JPG_MINIMO
from tests.support.travas import derrubar, esperar_trava

TABELAS = (
    "atendimentopublico.registro_atendimento",
    "atendimentopublico.ra_solicitante",
    "atendimentopublico.solicitante_fone",
    "atendimentopublico.ra_anexo",
    "gsan_desk.sms_mensagem",
    "gsan_desk.ra_sms",
    "gsan_desk.relato_cidadao",
)


@pytest.fixture(autouse=True)
def _ajustes(base: Any) -> None:
    ajustar(base, step_idagua=IDS.espec_simples, step_idesgoto=IDS.espec_esgoto, meso_id=IDS.meio_interno, zona_utm=25)


def fotografia(base: Any) -> dict[str, Any]:
    return {t: base.execute(f"SELECT * FROM {t} ORDER BY 1, 2").fetchall() for t in TABELAS}


def do_relato(banco: Banco, contexto: Contexto, id_: int) -> NovoRA:
    """Analyse, then fill the form of Inserir as the screen does with what the report proposes."""
    proposto = banco.executar(propor, contexto, id_, banco.executar(analisar, contexto, id_).ras_vistos)
    novo = preencher(banco, contexto)
    return replace(
        novo,
        local=proposto.local,
        solicitante=replace(proposto.solicitante, endereco=novo.solicitante.endereco),
        relato=proposto.origem,
    )


def vinculo(id_: int, versao: int = 1, ra: int = IDS.ra_pendente_endereco) -> VincularRelato:
    return VincularRelato(uuid4(), id_, versao, ra)


def recusa(erro: pytest.ExceptionInfo[RegraViolada]) -> list[str]:
    return [v.codigo for v in erro.value.violacoes]


def test_propor_fills_the_form_from_the_report(atendente: Banco, contexto: Contexto, base: Any) -> None:
    id_ = por_relato(
        base, 10, nome="ANA", endereco="RUA DAS FLORES 120", ponto_referencia="PADARIA", descricao="Muita água"
    )
    with contar(atendente.engine) as comandos:
        proposto = atendente.executar(propor, contexto, id_)
    assert len(comandos) == 2
    assert (proposto.dados_gerais.meio_id, proposto.dados_gerais.especificacao_id) == (4, IDS.espec_simples)
    assert proposto.dados_gerais.observacao == "Muita água Endereço informado: RUA DAS FLORES 120"
    assert abs(float(proposto.local.coordenada_leste or 0) - LESTE - 10) < 0.05
    assert abs(float(proposto.local.coordenada_norte or 0) - NORTE) < 0.05
    assert proposto.local.endereco is not None
    assert proposto.local.endereco.logradouro_bairro_id == IDS.logradouro_bairro_flores
    assert (proposto.local.endereco.numero, proposto.local.ponto_referencia) == ("120", "PADARIA")
    (fone,) = proposto.solicitante.fones
    assert (fone.ddd, fone.numero, fone.principal, proposto.solicitante.nome) == ("81", "987650001", True, "ANA")
    assert (proposto.solicitante.enviar_sms, proposto.solicitante.celular_sms) == (True, FONE)


def test_without_a_street_nearby_the_place_is_described(atendente: Banco, contexto: Contexto, base: Any) -> None:
    id_ = por_relato(base, latitude=None, longitude=None, endereco="ESTRADA DO SÍTIO", bairro="ZONA RURAL")
    proposto = atendente.executar(propor, contexto, id_)
    assert (proposto.local.descricao, proposto.local.endereco) == ("ESTRADA DO SÍTIO - ZONA RURAL", None)
    assert (proposto.local.coordenada_leste, proposto.solicitante.nome) == (None, "CIDADÃO")


def test_abrir_ra_decides_the_report_in_the_same_transaction(atendente: Banco, contexto: Contexto, base: Any) -> None:
    id_ = por_relato(base, fotos=2)
    novo = do_relato(atendente, contexto, id_)
    with contar(atendente.engine) as comandos:
        inserido = atendente.executar(concluir_aceitando, contexto, novo)
    ultima = max(n for n, comando in enumerate(comandos) if "pg_advisory_xact_lock" in comando)
    assert len(comandos) - ultima <= 13  # the warnings of the place were answered before, in a call of their own
    relato = ler(base, id_)
    assert (relato["situacao"], relato["rgat_id"], relato["decidido_por"]) == (2, inserido.numero, "atendente")
    solicitante = base.execute(
        "SELECT * FROM atendimentopublico.ra_solicitante WHERE rgat_id = %s", (inserido.numero,)
    ).fetchone()
    assert (relato["raso_id"], solicitante["raso_icsolicitanteprincipal"]) == (solicitante["raso_id"], 1)
    anexos = base.execute(
        "SELECT raan_imdocumento, raan_nmextensaodocumento, raan_dsdocumento FROM atendimentopublico.ra_anexo"
        " WHERE rgat_id = %s",
        (inserido.numero,),
    ).fetchall()
    assert [tuple(a.values()) for a in anexos] == [(JPG_MINIMO, "jpg ", "Foto enviada pelo cidadão")] * 2
    mensagem = base.execute("SELECT * FROM gsan_desk.sms_mensagem").fetchone()
    assert (mensagem["tipo"], mensagem["numero"], mensagem["rgat_id"]) == (1, FONE, inserido.numero)
    assert inserido.protocolo in mensagem["texto"]
    ra = base.execute(
        "SELECT rgat_nncoordenadaleste AS l FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s",
        (inserido.numero,),
    ).fetchone()
    assert abs(float(ra["l"]) - LESTE) < 0.05


def test_the_protocol_goes_to_the_phone_that_reported_whoever_the_solicitante(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    id_ = por_relato(base, telefone="+5581911112222")
    novo = do_relato(atendente, contexto, id_)
    quem = replace(preencher(atendente, contexto).solicitante, nome="OUTRA PESSOA", enviar_sms=False)
    atendente.executar(concluir_aceitando, contexto, replace(novo, solicitante=quem))
    assert [m["numero"] for m in base.execute("SELECT numero FROM gsan_desk.sms_mensagem")] == ["+5581911112222"]


def test_a_phone_of_another_country_gets_no_sms(atendente: Banco, contexto: Contexto, base: Any) -> None:
    primeiro, segundo = por_relato(base, telefone="+351912345678"), por_relato(base, telefone="+351912345678")
    atendente.executar(concluir_aceitando, contexto, do_relato(atendente, contexto, primeiro))
    atendente.executar(vincular, contexto, vinculo(segundo))
    assert (ler(base, primeiro)["situacao"], ler(base, segundo)["situacao"]) == (2, 3)
    assert base.execute("SELECT * FROM gsan_desk.sms_mensagem").fetchall() == []


def test_concluding_twice_opens_one_ra(atendente: Banco, contexto: Contexto, base: Any) -> None:
    id_ = por_relato(base, fotos=1)
    novo = do_relato(atendente, contexto, id_)
    primeiro = atendente.executar(concluir_aceitando, contexto, novo)
    segundo = atendente.executar(concluir_aceitando, contexto, novo)
    assert (segundo.numero, segundo.ja_existia) == (primeiro.numero, True)
    assert base.execute("SELECT count(*) AS n FROM gsan_desk.sms_mensagem").fetchone()["n"] == 1


def test_an_ra_opened_nearby_meanwhile_is_told_before_saving(atendente: Banco, contexto: Contexto, base: Any) -> None:
    por_no_mapa(base, IDS.ra_urgente, 9000)
    id_ = por_relato(base)
    novo = do_relato(atendente, contexto, id_)
    assert IDS.ra_urgente not in (novo.relato.ras_vistos if novo.relato else ())
    por_no_mapa(base, IDS.ra_urgente, 12)
    antes = fotografia(base)
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(concluir, contexto, novo)
    assert [(v.codigo, v.ra) for v in erro.value.violacoes] == [("RELATO_RA_PROXIMO", IDS.ra_urgente)]
    assert fotografia(base) == antes
    assert novo.relato is not None
    vistos = novo.relato.ras_vistos | {IDS.ra_urgente}
    visto = replace(novo, relato=RelatoDeOrigem(id_, 1, vistos))
    atendente.executar(concluir_aceitando, contexto, visto)
    assert ler(base, id_)["situacao"] == 2


def test_two_attendants_one_decision(
    como: Callable[[str], Banco], atendente: Banco, contexto: Contexto, base: Any, dsn: URL
) -> None:
    """Both have the same report open and attach it at the same moment: the second waits and is told."""
    outro = como("atendente2")
    outro_contexto = outro.executar(entrar)
    id_ = por_relato(base)
    recados: list[str] = []

    def atrasado() -> None:
        try:
            outro.executar(vincular, outro_contexto, vinculo(id_, ra=IDS.ra_urgente))
        except RegraViolada as erro:
            recados.append(erro.violacoes[0].mensagem)

    with conectar(dsn) as trava:
        trava.autocommit = False
        trava.execute("SELECT 1 FROM gsan_desk.relato_cidadao WHERE id = %s FOR UPDATE", (id_,))
        linha = Thread(target=atendente.executar, args=(vincular, contexto, vinculo(id_)))
        linha.start()
        esperar_trava(base)
        segunda = Thread(target=atrasado)
        segunda.start()
        esperar_trava(base, 2)
        trava.rollback()
    linha.join()
    segunda.join()
    relato = ler(base, id_)
    vencedor = relato["decidido_por"]
    assert relato["situacao"] == 3
    if vencedor == "atendente":
        assert recados == [f"Este relato já foi tratado por atendente: Vinculado (RA {IDS.ra_pendente_endereco})."]
    novos = base.execute(
        "SELECT count(*) AS n FROM atendimentopublico.ra_solicitante WHERE raso_nmsolicitante = 'CIDADÃO'"
    )
    assert novos.fetchone()["n"] == 1
    assert base.execute("SELECT count(*) AS n FROM gsan_desk.sms_mensagem").fetchone()["n"] == 1


def test_a_connection_killed_half_way_leaves_nothing(atendente: Banco, contexto: Contexto, base: Any, dsn: URL) -> None:
    """The report's last row cannot be written: by then RA, phones, photos and message are there, and all go."""
    id_ = por_relato(base, fotos=1)
    novo = do_relato(atendente, contexto, id_)
    antes = fotografia(base)
    erros: list[Exception] = []

    def gravar() -> None:
        try:
            atendente.executar(concluir_aceitando, contexto, novo)
        except BancoIndisponivel as erro:
            erros.append(erro)

    base.execute(
        "CREATE FUNCTION public.demorar() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END $$"
    )
    base.execute(
        "CREATE TRIGGER demora BEFORE UPDATE ON gsan_desk.relato_cidadao FOR EACH ROW EXECUTE FUNCTION public.demorar()"
    )
    with conectar(dsn) as trava:
        trava.execute("SELECT pg_advisory_lock(4711)")
        linha = Thread(target=gravar)
        linha.start()
        for _ in range(2):  # the program replaces a connection found dead, once
            esperar_trava(base)
            espera = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            derrubar(base, base.execute(espera).fetchone()["pid"])
        linha.join()
    assert len(erros) == 1
    assert fotografia(base) == antes


def test_vincular_makes_a_solicitante_with_a_protocol_and_a_message(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    id_ = por_relato(base, nome="BIA", fotos=1)
    ra = "SELECT * FROM atendimentopublico.registro_atendimento ORDER BY 1"
    antes = base.execute(ra).fetchall()
    with contar(atendente.engine) as comandos:
        feito = atendente.executar(vincular, contexto, vinculo(id_))
    assert len(comandos) <= 9
    linha = base.execute("SELECT * FROM atendimentopublico.ra_solicitante WHERE raso_id = %s", (feito.id,)).fetchone()
    assert (linha["raso_icsolicitanteprincipal"], linha["raso_nmsolicitante"], linha["lgbr_id"]) == (2, "BIA", None)
    assert (linha["rgat_id"], linha["raso_nnprotocoloatendimento"]) == (IDS.ra_pendente_endereco, feito.protocolo)
    mensagem = base.execute("SELECT * FROM gsan_desk.sms_mensagem").fetchone()
    assert (mensagem["tipo"], mensagem["numero"], mensagem["raso_id"]) == (2, FONE, feito.id)
    assert feito.protocolo in mensagem["texto"]
    relato = ler(base, id_)
    assert (relato["situacao"], relato["rgat_id"], relato["raso_id"]) == (3, IDS.ra_pendente_endereco, feito.id)
    assert base.execute(ra).fetchall() == antes


def test_the_principals_protocol_is_told_only_where_the_setting_says_so(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    ajustar(base, protocolo_do_principal=True)
    feito = atendente.executar(vincular, contexto, vinculo(por_relato(base)))
    principal = base.execute(
        "SELECT raso_nnprotocoloatendimento AS p FROM atendimentopublico.ra_solicitante WHERE raso_id = %s",
        (IDS.ra_pendente_endereco,),
    ).fetchone()["p"]
    texto = base.execute("SELECT texto FROM gsan_desk.sms_mensagem").fetchone()["texto"]
    assert principal in texto
    assert feito.protocolo not in texto


def test_an_ra_closed_meanwhile_takes_no_report(atendente: Banco, contexto: Contexto, base: Any) -> None:
    id_ = por_relato(base)
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(vincular, contexto, vinculo(id_, ra=IDS.ra_encerrado))
    assert recusa(erro) == ["RELATO_RA_ENCERRADO"]
    assert f"O RA {IDS.ra_encerrado} foi encerrado em " in str(erro.value)
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(vincular, contexto, vinculo(id_, ra=999_999))
    assert recusa(erro) == ["M70"]
    assert ler(base, id_)["situacao"] == 1


def test_vincular_twice_with_one_key_attaches_once(atendente: Banco, contexto: Contexto, base: Any) -> None:
    comando = vinculo(por_relato(base))
    primeiro = atendente.executar(vincular, contexto, comando)
    assert atendente.executar(vincular, contexto, comando) == replace(primeiro, ja_existia=True, sms=False)


@pytest.mark.parametrize("motivo", ["", "  ", "x" * 201])
def test_descartar_needs_a_reason(atendente: Banco, contexto: Contexto, base: Any, motivo: str) -> None:
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(descartar, contexto, DescartarRelato(por_relato(base), 1, motivo))
    assert recusa(erro) == ["RELATO_MOTIVO"]


def test_descartar_tells_nobody_and_a_supervisor_reopens(
    como: Callable[[str], Banco], atendente: Banco, contexto: Contexto, base: Any
) -> None:
    id_ = por_relato(base)
    atendente.executar(descartar, contexto, DescartarRelato(id_, 1, " Fora  da área "))
    assert (ler(base, id_)["situacao"], ler(base, id_)["motivo_descarte"]) == (4, "Fora da área")
    assert base.execute("SELECT * FROM gsan_desk.sms_mensagem").fetchall() == []
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(descartar, contexto, DescartarRelato(id_, 2, "Trote"))
    assert recusa(erro) == ["RELATO_DECIDIDO"]
    with pytest.raises(SemPermissao):
        atendente.executar(reabrir, contexto, id_, 2)
    chefe = como("supervisor")
    ctx = chefe.executar(entrar)
    with pytest.raises(Conflito):
        chefe.executar(reabrir, ctx, id_, 1)
    chefe.executar(reabrir, ctx, id_, 2)
    with pytest.raises(RegraViolada) as erro:
        chefe.executar(reabrir, ctx, id_, 3)
    assert recusa(erro) == ["RELATO_NAO_DESCARTADO"]
    assert ler(base, id_)["situacao"] == 1


def test_desfazer_takes_all_back_while_the_message_waits(
    como: Callable[[str], Banco], atendente: Banco, contexto: Contexto, base: Any
) -> None:
    id_ = por_relato(base)
    antes = fotografia(base)
    atendente.executar(vincular, contexto, vinculo(id_))
    with pytest.raises(SemPermissao):
        atendente.executar(desfazer_vinculo, contexto, id_, 2)
    chefe = como("supervisor")
    ctx = chefe.executar(entrar)
    with pytest.raises(Conflito):
        chefe.executar(desfazer_vinculo, ctx, id_, 1)
    chefe.executar(desfazer_vinculo, ctx, id_, 2)
    depois = fotografia(base)
    assert [m["situacao"] for m in depois.pop("gsan_desk.sms_mensagem")] == [6]
    antes.pop("gsan_desk.sms_mensagem")
    antes["gsan_desk.relato_cidadao"][0]["versao"] = 3
    assert depois == antes
    atendente.executar(vincular, contexto, vinculo(id_, 3))
    base.execute("UPDATE gsan_desk.sms_mensagem SET situacao = 3 WHERE situacao = 1")
    with pytest.raises(RegraViolada) as erro:
        chefe.executar(desfazer_vinculo, ctx, id_, 4)
    assert recusa(erro) == ["RELATO_SMS_ENVIADO"]


def test_vincular_may_count_the_report_as_one_more_asking(mesa: Banco, ctx: Contexto, base: Any) -> None:
    """Where Reiterar would be refused nothing is written; where it would not, the RA counts one more."""
    id_ = por_relato(base, nome="A" * 60)
    prazo = (
        "UPDATE atendimentopublico.registro_atendimento SET rgat_dtprevistaatual = localtimestamp + make_interval("
        "days => %s) WHERE rgat_id = %s"
    )
    base.execute(prazo, (9, IDS.ra_pendente_endereco))
    antes = fotografia(base)
    with pytest.raises(ReiteracaoRecusada):
        mesa.executar(vincular, ctx, replace(vinculo(id_), reiterar=True))
    assert fotografia(base) == antes
    base.execute(prazo, (-9, IDS.ra_pendente_endereco))
    ra = "SELECT * FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s"
    era = base.execute(ra, (IDS.ra_pendente_endereco,)).fetchone()["rgat_qtreiteracoes"] or 0
    with contar(mesa.engine) as comandos:
        feito = mesa.executar(vincular, ctx, replace(vinculo(id_), reiterar=True))
    assert len(comandos) <= 15
    linha = base.execute(ra, (IDS.ra_pendente_endereco,)).fetchone()
    assert (linha["rgat_qtreiteracoes"], linha["rgat_tmultimareiteracao"] is not None) == (era + 1, True)
    escrita = base.execute("SELECT * FROM atendimentopublico.ra_reiteracao ORDER BY rart_id DESC LIMIT 1").fetchone()
    assert escrita["rart_nnprotocoloatendimento"].strip() == feito.protocolo
    assert ler(base, id_)["situacao"] == 3


def test_every_decision_is_audited_and_a_reservation_is_not(
    como: Callable[[str], Banco], atendente: Banco, contexto: Contexto, base: Any
) -> None:
    id_ = por_relato(base)
    atendente.executar(reservar, contexto, id_)
    atendente.executar(descartar, contexto, DescartarRelato(id_, 2, "Trote"))
    chefe = como("supervisor")
    chefe.executar(reabrir, chefe.executar(entrar), id_, 3)
    linhas = base.execute(
        "SELECT quem, antes, depois FROM gsan_desk.auditoria WHERE tabela = 'gsan_desk.relato_cidadao' ORDER BY id"
    ).fetchall()
    descartado = {"situacao": 4, "motivo_descarte": "Trote", "decidido_por": "atendente"}
    assert [tuple(n.values()) for n in linhas] == [
        ("atendente", {"situacao": 1}, descartado),
        ("supervisor", descartado, {"situacao": 1}),
    ]


def test_reserving_shows_who_and_taking_over_is_allowed(
    como: Callable[[str], Banco], atendente: Banco, contexto: Contexto, base: Any
) -> None:
    outro = como("atendente2")
    ctx = outro.executar(entrar)
    id_ = por_relato(base)
    meu = atendente.executar(reservar, contexto, id_)
    assert meu.reservado_por == "atendente"
    assert atendente.executar(reservar, contexto, id_).versao == meu.versao
    with pytest.raises(Conflito) as erro:
        outro.executar(reservar, ctx, id_)
    assert erro.value.quem == "atendente"
    with pytest.raises(Conflito):
        outro.executar(descartar, ctx, DescartarRelato(id_, meu.versao, "Trote"))
    (linha,) = outro.executar(listar, ctx, FiltroRelatos())
    assert linha.relato.reservado_por == "atendente"
    assert outro.executar(assumir, ctx, id_).reservado_por == "atendente2"
    atendente.executar(liberar, contexto, id_)
    assert ler(base, id_)["reservado_por"] == "atendente2"
    outro.executar(liberar, ctx, id_)
    assert ler(base, id_)["reservado_por"] is None


def test_a_reservation_ends_when_its_holder_is_gone(
    como: Callable[[str], Banco], atendente: Banco, contexto: Contexto, base: Any
) -> None:
    id_ = por_relato(base)
    outro = como("atendente2")
    ctx = outro.executar(entrar)
    outro.executar(reservar, ctx, id_)
    outro.fechar()
    for (pid,) in [(p["pid"],) for p in base.execute("SELECT pid FROM pg_stat_activity WHERE usename = 'atendente2'")]:
        derrubar(base, pid)
    (linha,) = atendente.executar(listar, contexto, FiltroRelatos())
    assert linha.relato.reservado_por is None
    assert atendente.executar(reservar, contexto, id_).reservado_por == "atendente"


def test_every_linked_citizen_hears_of_the_closing_once(
    como: Callable[[str], Banco], atendente: Banco, contexto: Contexto, base: Any
) -> None:
    """Issue 6, point 5: the opener of the RA and who was attached to it, each to the phone that reported."""
    base.execute("UPDATE gsan_desk.sms_posse SET iniciada_em = now() - interval '1 hour'")
    primeiro, segundo = por_relato(base), por_relato(base, telefone="+5581933334444")
    ra = atendente.executar(concluir_aceitando, contexto, do_relato(atendente, contexto, primeiro)).numero
    atendente.executar(vincular, contexto, vinculo(segundo, ra=ra))
    base.execute(
        "UPDATE atendimentopublico.registro_atendimento SET rgat_cdsituacao = 2, amen_id = %s,"
        " rgat_tmencerramento = localtimestamp WHERE rgat_id = %s",
        (IDS.motivo_concluido, ra),
    )
    estacao = como("sms")
    for _ in range(2):
        estacao.executar(atendidas.enfileirar)
    de_fim = base.execute("SELECT numero FROM gsan_desk.sms_mensagem WHERE tipo = 3 ORDER BY numero").fetchall()
    assert [m["numero"] for m in de_fim] == ["+5581933334444", FONE]


def test_the_list_is_two_statements_and_tells_what_is_near(atendente: Banco, contexto: Contexto, base: Any) -> None:
    assert atendente.executar(listar, contexto, FiltroRelatos()) == []
    primeiro = por_relato(base, fotos=2)
    base.execute("UPDATE gsan_desk.relato_ajustes SET relatos_por_telefone_dia = 2")
    segundo = por_relato(base, 30)
    por_relato(base, 60)
    longe = por_relato(base, 5000, telefone="+5581933334444", problema=2, municipio="OLINDA")
    por_no_mapa(base, IDS.ra_urgente, 20)
    with contar(atendente.engine) as comandos:
        linhas = atendente.executar(listar, contexto, FiltroRelatos())
    assert len(comandos) == 2
    resumo = [(n.relato.id, n.relato.fotos, n.ras_proximos, n.relatos_proximos, n.relato.excedente) for n in linhas]
    assert resumo == [(primeiro, 2, 1, 1, 1), (segundo, 0, 1, 1, 1), (longe, 0, 0, 0, 0)]
    for filtro, esperados in (
        (FiltroRelatos(municipio="olinda"), [longe]),
        (FiltroRelatos(telefone="4444"), [longe]),
        (FiltroRelatos(telefone="%"), []),
        (FiltroRelatos(problema=linhas[0].relato.problema), [primeiro, segundo]),
        (FiltroRelatos((SituacaoRelato.DESCARTADO, SituacaoRelato.VINCULADO)), []),
        (FiltroRelatos(de=linhas[0].relato.recebido_em.date() + timedelta(days=1)), []),
        (FiltroRelatos(ate=linhas[0].relato.recebido_em.date()), [primeiro, segundo, longe]),
        (FiltroRelatos(apos=(linhas[0].relato.recebido_em, primeiro)), [segundo, longe]),
    ):
        assert [n.relato.id for n in atendente.executar(listar, contexto, filtro)] == esperados


def test_analysing_shows_what_helps_to_decide(atendente: Banco, contexto: Contexto, base: Any) -> None:
    id_ = por_relato(base, fotos=1)
    perto = por_relato(base, 40, telefone="+5581933334444")
    mesmo = por_relato(base, 5000)
    por_no_mapa(base, IDS.ra_urgente, 20)
    with contar(atendente.engine) as comandos:
        analise = atendente.executar(analisar, contexto, id_)
    assert len(comandos) == 3
    assert IDS.ra_urgente in analise.ras_vistos
    assert [r.id for r in analise.relatos_proximos] == [perto]
    assert [r.id for r in analise.mesmo_telefone] == [mesmo]
    assert atendente.executar(fotos, contexto, id_) == (JPG_MINIMO,)
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(analisar, contexto, 10**12)
    assert recusa(erro) == ["RELATO_INEXISTENTE"]
