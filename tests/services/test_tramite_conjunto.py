"""Informar Trâmite para Conjunto, preview, parts, report, Desfazer [UC0503] (spec 20 §7.3-§7.6), as a supervisor."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.selecao_tramite import Escolhido
from gsan_desk.domain.tramitacao import Tramite
from gsan_desk.domain.tramite_conjunto import InformarTramite, Pedido, Resultado, TramitarConjunto, TramiteInformado
from gsan_desk.services.sessao import entrar
from gsan_desk.services.tramite_conjunto import avaliacao, desfazer, execucao, registro
from tests.services.apoio_ra import contar
from tests.support import conjunto as apoio
from tests.support.cenario import IDS

AP = "atendimentopublico"
OPERACAO, LOJA, COBRANCA = IDS.unidade_operacional, IDS.unidade_loja, IDS.unidade_cobranca
OS_EM = f"UPDATE {AP}.ordem_servico SET orse_cdsituacao = %s WHERE orse_id = %s"
MEXER = f"UPDATE {AP}.registro_atendimento SET rgat_tmultimaalteracao = localtimestamp WHERE rgat_id = %s"
POR_PARTE = 10


@pytest.fixture
def chefe(como: Callable[[str], Banco]) -> Banco:
    return como("supervisor")


@pytest.fixture
def eu(chefe: Banco) -> Contexto:
    return chefe.executar(entrar)


@pytest.fixture
def curtas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make parts of ten RAs."""
    monkeypatch.setattr(registro, "POR_PARTE", POR_PARTE)


def informar(banco: Banco, contexto: Contexto, ras: list[int], destino: int | None, **campos: Any) -> TramiteInformado:
    escolhidos = apoio.escolher(banco, contexto, ras)
    return banco.executar(avaliacao.informar, contexto, InformarTramite(escolhidos, destino, **campos))


def recusas(fazer: Callable[[], object]) -> list[tuple[str, str | None]]:
    with pytest.raises(RegraViolada) as erro:
        fazer()
    return [(v.codigo, v.campo) for v in erro.value.violacoes]


def valor(base: Any, consulta: str, *valores: object) -> Any:
    linha = base.execute(consulta, valores).fetchone()
    return next(iter(linha.values()))


def unidade(base: Any, ra: int) -> Any:
    return valor(base, f"SELECT unid_idatual FROM {AP}.registro_atendimento WHERE rgat_id = %s", ra)


def tramites(base: Any, ra: int) -> list[dict[str, Any]]:
    return base.execute(f"SELECT * FROM {AP}.tramite WHERE rgat_id = %s ORDER BY tram_tmtramite", (ra,)).fetchall()


# Informar Trâmite


def test_nothing_marked(chefe: Banco, eu: Contexto) -> None:
    assert recusas(lambda: informar(chefe, eu, [], LOJA)) == [("CONJUNTO_SEM_MARCA", None)]
    assert recusas(lambda: chefe.executar(avaliacao.abrir, eu, ())) == [("CONJUNTO_SEM_MARCA", None)]


def test_the_window_opens_with_those_that_can_go_nowhere(chefe: Banco, eu: Contexto, base: Any) -> None:
    """FS0002 is asked before the window opens."""
    ras = apoio.escolher(chefe, eu, [IDS.ra_com_os, IDS.ra_urgente])
    base.execute(OS_EM, (3, IDS.ordem_servico))
    aberta = chefe.executar(avaliacao.abrir, eu, ras)
    assert [(n.ra, n.codigo) for n in aberta.impedidos] == [(IDS.ra_com_os, "TRAMITE_OS_ANDAMENTO")]


def test_a_destination_is_proposed_when_it_is_the_same_for_all(chefe: Banco, eu: Contexto, base: Any) -> None:
    base.execute(
        f"UPDATE {AP}.solicitacao_tipo_espec SET unid_id = %s WHERE step_id = %s", (COBRANCA, IDS.espec_simples)
    )
    eu = chefe.executar(entrar)
    ras = apoio.semear(base, 3)
    iguais = apoio.escolher(chefe, eu, ras)
    assert chefe.executar(avaliacao.abrir, eu, iguais).proposta_id == COBRANCA
    misturados = apoio.escolher(chefe, eu, [*ras, IDS.ra_falta_agua_imovel])
    assert chefe.executar(avaliacao.abrir, eu, misturados).proposta_id is None


@pytest.mark.parametrize(
    ("campos", "esperado"),
    [
        ({"destino": None}, ("M01", "tramite.unidade_destino_id")),
        ({"destino": 999}, ("M02", "tramite.unidade_destino_id")),
        ({"destino": IDS.unidade_inativa}, ("TRAMITE_INATIVA", "tramite.unidade_destino_id")),
        ({"responsavel_id": 999}, ("M64", "tramite.responsavel_id")),
        ({"data": date(2999, 1, 1), "hora": time(8)}, ("TRAMITE_DATA_FUTURA", "tramite.data")),
        ({"parecer": "x" * 401}, ("M28", "tramite.parecer")),
    ],
)
def test_what_is_wrong_whatever_the_ra_stands_beside_its_field(
    chefe: Banco, eu: Contexto, base: Any, campos: dict[str, Any], esperado: tuple[str, str]
) -> None:
    ras = apoio.semear(base, 3)
    base.execute(f"UPDATE cadastro.unidade_organizacional SET unid_ictramite = 1 WHERE unid_id = {IDS.unidade_inativa}")
    pedido = {"destino": LOJA} | campos
    assert recusas(lambda: informar(chefe, eu, ras, **pedido)) == [esperado]


def test_every_ra_marked_is_judged_and_a_refusal_stops_no_other(chefe: Banco, eu: Contexto, base: Any) -> None:
    ras = [IDS.ra_com_os, IDS.ra_urgente, IDS.ra_da_loja, IDS.ra_pendente_endereco]
    escolhidos = apoio.escolher(chefe, eu, ras)
    base.execute(OS_EM, (4, IDS.ordem_servico))
    base.execute(MEXER, (IDS.ra_pendente_endereco,))
    achado = chefe.executar(avaliacao.informar, eu, InformarTramite(escolhidos, LOJA, parecer="  SEGUE \x07"))
    assert [e.ra for e in achado.aceitos] == [IDS.ra_urgente]
    assert {n.ra: (n.codigo, n.resultado) for n in achado.negados} == {
        IDS.ra_com_os: ("TRAMITE_OS_AGUARDANDO", Resultado.RECUSADO),
        IDS.ra_da_loja: ("TRAMITE_MESMA_UNIDADE", Resultado.RECUSADO),
        IDS.ra_pendente_endereco: ("TRAMITE_CONFLITO", Resultado.ALTERADO),
    }
    assert achado.tramite == Tramite(LOJA, eu.operador.usuario_id, parecer="SEGUE")
    assert len(tramites(base, IDS.ra_urgente)) == 1, "nothing is written"


def test_an_ra_of_another_unit_is_refused_by_the_right(como: Callable[[str], Banco], base: Any) -> None:
    base.execute("UPDATE seguranca.usuario SET unid_id = %s WHERE usur_nmlogin = 'supervisor'", (LOJA,))
    chefe = como("supervisor")
    eu = chefe.executar(entrar)
    achado = informar(chefe, eu, [IDS.ra_da_loja, IDS.ra_urgente], COBRANCA)
    assert [e.ra for e in achado.aceitos] == [IDS.ra_da_loja]
    assert [(n.ra, n.codigo) for n in achado.negados] == [(IDS.ra_urgente, "TRAMITE_OUTRA_UNIDADE")]


# Preview


def test_preview_counts_by_unit_and_destination_and_says_each_refusal(chefe: Banco, eu: Contexto, base: Any) -> None:
    ras = apoio.semear(base, 6)
    pedidos = [
        apoio.pedir(chefe, eu, [*ras[:4], IDS.ra_com_os], LOJA),
        apoio.pedir(chefe, eu, [*ras[4:], IDS.ra_da_loja], COBRANCA),
    ]
    base.execute(OS_EM, (3, IDS.ordem_servico))
    base.execute(f"UPDATE {AP}.registro_atendimento SET rgat_cdsituacao = 2 WHERE rgat_id = %s", (ras[0],))
    previa = chefe.executar(avaliacao.prever, eu, pedidos)
    assert [(g.origem_id, g.destino_id, g.aceitos, g.negados) for g in previa.grupos] == [
        (OPERACAO, LOJA, 3, 2),
        (OPERACAO, COBRANCA, 2, 0),
        (LOJA, COBRANCA, 1, 0),
    ]
    assert [(n.ra, n.codigo) for n in previa.negados] == [
        (IDS.ra_com_os, "TRAMITE_OS_ANDAMENTO"),
        (ras[0], "TRAMITE_SITUACAO"),
    ]
    assert previa.aceitos == 6
    assert [len(tramites(base, ra)) for ra in ras] == [1] * 6


def test_preview_of_nothing(chefe: Banco, eu: Contexto) -> None:
    assert recusas(lambda: chefe.executar(avaliacao.prever, eu, ())) == [("CONJUNTO_SEM_TRAMITE", None)]
    assert recusas(lambda: apoio.registrar(chefe, eu)) == [("CONJUNTO_SEM_TRAMITE", None)]


# Execution


@pytest.mark.usefixtures("curtas")
def test_each_ra_as_the_individual_screen_would_write_it(chefe: Banco, eu: Contexto, base: Any) -> None:
    """§5.9 per RA: trâmite, RA, every OS, urgency, audit of operation 753."""
    antes = valor(base, f"SELECT max(rgat_tmultimaalteracao) FROM {AP}.registro_atendimento")
    ras = [*apoio.semear(base, 12), IDS.ra_urgente]
    destinos = apoio.pedir(chefe, eu, ras, LOJA, parecer="TODOS"), apoio.pedir(chefe, eu, [IDS.ra_com_os], COBRANCA)
    feito = apoio.tramitar(chefe, eu, *destinos)
    assert (feito.partes, feito.total, feito.faltam) == (2, 14, ())
    assert dict(feito.totais) == {Resultado.TRAMITADO: 14}
    ultimo = tramites(base, ras[3])[-1]
    assert (ultimo["unid_idorigem"], ultimo["unid_iddestino"], ultimo["usur_idregistro"]) == (OPERACAO, LOJA, 103)
    assert (ultimo["usur_idresponsavel"], ultimo["tram_dsparecertramite"]) == (103, "TODOS")
    assert {unidade(base, ra) for ra in ras} == {LOJA}
    assert unidade(base, IDS.ra_com_os) == COBRANCA
    do_ra = f"SELECT unid_idatual FROM {AP}.ordem_servico WHERE orse_id = %s"
    assert valor(base, do_ra, IDS.ordem_servico) == COBRANCA
    versao = f"SELECT rgat_tmultimaalteracao FROM {AP}.registro_atendimento WHERE rgat_id = %s"
    assert all(valor(base, versao, ra) > antes for ra in ras)
    avisados = f"SELECT count(*) FROM {AP}.visualizacao_ra_urgencia WHERE rgat_id = %s"
    assert valor(base, avisados, IDS.ra_urgente) > 0
    auditadas = "SELECT count(*) FROM seguranca.operacao_efetuada WHERE oper_id = 753 AND opef_cnargumento = ANY (%s)"
    assert valor(base, auditadas, [*ras, IDS.ra_com_os]) == 14


def test_rules_are_asked_again_under_the_lock(chefe: Banco, eu: Contexto, base: Any) -> None:
    """Refused and changed ones are reported and not written; the others of the part are."""
    ras = apoio.semear(base, 5)
    conjunto = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, [*ras, IDS.ra_com_os], LOJA))
    base.execute(OS_EM, (3, IDS.ordem_servico))
    base.execute(MEXER, (ras[1],))
    base.execute(f"UPDATE {AP}.registro_atendimento SET rgat_cdsituacao = 2 WHERE rgat_id = %s", (ras[2],))
    (parte,) = apoio.executar(chefe, eu, conjunto)
    assert dict(parte.totais) == {Resultado.TRAMITADO: 3, Resultado.RECUSADO: 2, Resultado.ALTERADO: 1}
    linhas = apoio.linhas(chefe, conjunto)
    assert linhas[IDS.ra_com_os].mensagem == "RA com OS em andamento: trâmite não permitido."
    assert linhas[ras[1]].mensagem == f"RA {ras[1]} alterado por outro usuário; recarregue."
    assert linhas[ras[2]].mensagem == "RA encerrado ou bloqueado: trâmite não permitido."
    assert [unidade(base, ra) for ra in ras] == [LOJA, OPERACAO, OPERACAO, LOJA, LOJA]
    assert len(tramites(base, ras[1])) == 1
    assert linhas[ras[0]].origem_id == OPERACAO
    assert linhas[ras[0]].quando is not None


def test_those_refused_come_first_in_the_report(chefe: Banco, eu: Contexto, base: Any) -> None:
    ras = apoio.semear(base, 3)
    conjunto = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, ras, LOJA))
    base.execute(MEXER, (ras[2],))
    apoio.executar(chefe, eu, conjunto)
    assert [x.ra for x in chefe.executar(registro.resultado, conjunto.id)] == [ras[2], ras[0], ras[1]]


@pytest.mark.usefixtures("curtas")
def test_parts_go_by_number_a_stop_leaves_the_rest_untouched(chefe: Banco, eu: Contexto, base: Any) -> None:
    ras = apoio.semear(base, 25)
    conjunto = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, ras[::-1], LOJA))
    chefe.executar(execucao.executar, eu, conjunto.id, 0)
    lido = apoio.ler(chefe, eu, conjunto.id)
    assert (lido.partes, lido.feitas, lido.faltam) == (3, frozenset({0}), (1, 2))
    assert dict(lido.totais) == {Resultado.TRAMITADO: 10, Resultado.NAO_ALCANCADO: 15}
    assert [unidade(base, ra) for ra in ras] == [LOJA] * 10 + [OPERACAO] * 15
    apoio.executar(chefe, eu, lido)
    assert apoio.ler(chefe, eu, conjunto.id).faltam == ()
    assert {len(tramites(base, ra)) for ra in ras} == {2}


def test_a_part_sent_twice_is_done_once(chefe: Banco, eu: Contexto, base: Any) -> None:
    ras = apoio.semear(base, 4)
    conjunto = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, ras, LOJA))
    primeira = apoio.executar(chefe, eu, conjunto)
    assert apoio.executar(chefe, eu, conjunto) == primeira
    assert {len(tramites(base, ra)) for ra in ras} == {2}


def test_a_run_sent_twice_is_one(chefe: Banco, eu: Contexto, base: Any) -> None:
    comando = TramitarConjunto(uuid4(), (apoio.pedir(chefe, eu, apoio.semear(base, 4), LOJA),))
    primeiro = chefe.executar(registro.registrar, eu, comando)
    assert chefe.executar(registro.registrar, eu, comando) == primeiro
    assert valor(base, "SELECT count(*) FROM gsan_desk.tramite_conjunto_item") == 4


def test_a_date_typed_is_stored_as_the_whole_minute(chefe: Banco, eu: Contexto, base: Any) -> None:
    ras = apoio.semear(base, 2)
    agora = valor(base, "SELECT now() AT TIME ZONE 'America/Recife'")
    digitado = (agora - timedelta(minutes=30)).replace(second=0, microsecond=0)
    apoio.tramitar(chefe, eu, apoio.pedir(chefe, eu, ras, LOJA, data=digitado.date(), hora=digitado.time()))
    assert [tramites(base, ra)[-1]["tram_tmtramite"] for ra in ras] == [digitado, digitado]


def test_a_run_of_another_person_is_not_mine(
    como: Callable[[str], Banco], chefe: Banco, eu: Contexto, base: Any
) -> None:
    conjunto = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, apoio.semear(base, 2), LOJA))
    outro = como("admin")
    ela = outro.executar(entrar)
    assert recusas(lambda: apoio.ler(outro, ela, conjunto.id)) == [("CONJUNTO_AUSENTE", None)]
    assert outro.executar(registro.recentes, ela) == ()


def test_recent_runs_newest_first_and_old_ones_are_forgotten(chefe: Banco, eu: Contexto, base: Any) -> None:
    ras = apoio.semear(base, 2)
    primeira = apoio.tramitar(chefe, eu, apoio.pedir(chefe, eu, ras[:1], LOJA))
    segunda = apoio.tramitar(chefe, eu, apoio.pedir(chefe, eu, ras[1:], LOJA))
    assert [c.id for c in chefe.executar(registro.recentes, eu)] == [segunda.id, primeira.id]
    base.execute(
        "UPDATE gsan_desk.tramite_conjunto SET criado_em = now() - interval '31 days' WHERE id = %s", (primeira.id,)
    )
    terceira = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, ras[:1], COBRANCA))
    assert [c.id for c in chefe.executar(registro.recentes, eu)] == [terceira.id, segunda.id]


# Desfazer


@pytest.mark.usefixtures("curtas")
def test_undo_gives_back_by_new_tramites(chefe: Banco, eu: Contexto, base: Any) -> None:
    ras = apoio.semear(base, 15)
    feito = apoio.tramitar(chefe, eu, apoio.pedir(chefe, eu, [*ras, IDS.ra_da_loja], COBRANCA))
    assert feito.pode_desfazer
    assert feito.desfazer_ate is not None
    volta = apoio.desfeito(chefe, eu, feito.id)
    assert dict(volta.totais) == {Resultado.TRAMITADO: 16}
    assert (volta.desfaz, volta.pode_desfazer) == (feito.id, False)
    assert apoio.ler(chefe, eu, feito.id).desfeito_por == volta.id
    assert not apoio.ler(chefe, eu, feito.id).pode_desfazer
    assert {unidade(base, ra) for ra in ras} == {OPERACAO}
    assert unidade(base, IDS.ra_da_loja) == LOJA
    idas = [(t["unid_idorigem"], t["unid_iddestino"]) for t in tramites(base, ras[0])]
    assert idas[1:] == [(OPERACAO, COBRANCA), (COBRANCA, OPERACAO)]


def test_undo_leaves_alone_what_changed_since(chefe: Banco, eu: Contexto, base: Any) -> None:
    ras = apoio.semear(base, 4)
    feito = apoio.tramitar(chefe, eu, apoio.pedir(chefe, eu, ras, LOJA))
    base.execute(MEXER, (ras[1],))
    base.execute(f"UPDATE {AP}.registro_atendimento SET rgat_cdsituacao = 2 WHERE rgat_id = %s", (ras[2],))
    volta = apoio.desfeito(chefe, eu, feito.id)
    assert apoio.fins(chefe, volta) == {
        ras[0]: Resultado.TRAMITADO,
        ras[1]: Resultado.ALTERADO,
        ras[2]: Resultado.RECUSADO,
        ras[3]: Resultado.TRAMITADO,
    }
    assert unidade(base, ras[1]) == LOJA


def test_undo_only_of_what_went(chefe: Banco, eu: Contexto, base: Any) -> None:
    ras = apoio.semear(base, 3)
    conjunto = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, ras, LOJA))
    base.execute(MEXER, (ras[0],))
    apoio.executar(chefe, eu, conjunto)
    assert set(apoio.fins(chefe, apoio.desfeito(chefe, eu, conjunto.id))) == set(ras[1:])


def test_undo_needs_no_right_over_where_the_ras_went(como: Callable[[str], Banco], base: Any) -> None:
    """The author takes back what nobody touched, as the individual trâmite lets him."""
    base.execute("UPDATE seguranca.usuario SET unid_id = %s WHERE usur_nmlogin = 'supervisor'", (OPERACAO,))
    chefe = como("supervisor")
    eu = chefe.executar(entrar)
    ras = apoio.semear(base, 3)
    feito = apoio.tramitar(chefe, eu, apoio.pedir(chefe, eu, ras, LOJA))
    assert {unidade(base, ra) for ra in ras} == {LOJA}
    assert dict(apoio.desfeito(chefe, eu, feito.id).totais) == {Resultado.TRAMITADO: 3}


def test_undo_gives_back_to_a_unit_that_only_opens(chefe: Banco, eu: Contexto, base: Any) -> None:
    """Many units open RAs and receive none: what was there an hour ago goes back there."""
    ras = apoio.semear(base, 3, IDS.unidade_so_abre)
    feito = apoio.tramitar(chefe, eu, apoio.pedir(chefe, eu, ras, LOJA))
    assert dict(apoio.desfeito(chefe, eu, feito.id).totais) == {Resultado.TRAMITADO: 3}
    assert {unidade(base, ra) for ra in ras} == {IDS.unidade_so_abre}
    de_novo = informar(chefe, eu, [IDS.ra_urgente], IDS.unidade_so_abre)
    assert [n.codigo for n in de_novo.negados] == ["TRAMITE_NAO_RECEBE"]


def test_undo_gives_back_to_a_centralizadora(chefe: Banco, eu: Contexto, base: Any) -> None:
    ras = apoio.semear(base, 2, IDS.unidade_centralizadora)
    feito = apoio.tramitar(chefe, eu, apoio.pedir(chefe, eu, ras, LOJA))
    assert dict(feito.totais) == {Resultado.TRAMITADO: 2}
    assert dict(apoio.desfeito(chefe, eu, feito.id).totais) == {Resultado.TRAMITADO: 2}


def test_undo_asked_twice_is_one_run(chefe: Banco, eu: Contexto, base: Any) -> None:
    feito = apoio.tramitar(chefe, eu, apoio.pedir(chefe, eu, apoio.semear(base, 3), LOJA))
    uma = chefe.executar(desfazer.preparar_desfazer, eu, feito.id, uuid4())
    assert chefe.executar(desfazer.preparar_desfazer, eu, feito.id, uuid4()).id == uma.id


def test_undo_has_its_time_and_is_not_undone(chefe: Banco, eu: Contexto, base: Any) -> None:
    ras = apoio.semear(base, 2)
    feito = apoio.tramitar(chefe, eu, apoio.pedir(chefe, eu, ras[:1], LOJA))
    volta = apoio.desfeito(chefe, eu, feito.id)
    desfaz = lambda id_: recusas(lambda: chefe.executar(desfazer.preparar_desfazer, eu, id_, uuid4()))  # noqa: E731
    assert desfaz(volta.id) == [("CONJUNTO_DESFEITA", None)]
    tarde = apoio.tramitar(chefe, eu, apoio.pedir(chefe, eu, ras[1:], LOJA))
    base.execute("UPDATE gsan_desk.tramite_conjunto_item SET quando = quando - interval '1 hour'")
    assert not apoio.ler(chefe, eu, tarde.id).pode_desfazer
    assert desfaz(tarde.id) == [("CONJUNTO_PRAZO", None)]
    nada = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, ras[1:], COBRANCA))
    assert desfaz(nada.id) == [("CONJUNTO_NADA_A_DESFAZER", None)]
    assert desfaz(uuid4()) == [("CONJUNTO_AUSENTE", None)]


# Budgets of statements


def test_statements_do_not_grow_with_the_ras(chefe: Banco, eu: Contexto, base: Any) -> None:
    """A part in at most ten, however many RAs and destinations it holds; preview and window in three."""
    ras = apoio.semear(base, 240)
    gastos = []
    for lote in (ras[:4], ras[4:]):
        meio = len(lote) // 2
        pedidos = apoio.pedir(chefe, eu, lote[:meio], LOJA), apoio.pedir(chefe, eu, lote[meio:], COBRANCA)
        outro = tuple(replace(p, tramite=replace(p.tramite, responsavel_id=IDS.usuario_atendente)) for p in pedidos)
        comando = InformarTramite(outro[0].ras, LOJA, IDS.usuario_atendente)
        passos: list[int] = []
        for fazer in (
            lambda o=outro: chefe.executar(avaliacao.abrir, eu, o[0].ras),
            lambda c=comando: chefe.executar(avaliacao.informar, eu, c),
            lambda o=outro: chefe.executar(avaliacao.prever, eu, o),
            lambda o=outro: apoio.registrar(chefe, eu, *o),
        ):
            with contar(chefe.engine) as enviados:
                resposta = fazer()
            passos.append(len(enviados))
        with contar(chefe.engine) as enviados:
            (parte,) = apoio.executar(chefe, eu, resposta)
        assert dict(parte.totais) == {Resultado.TRAMITADO: len(lote)}
        gastos.append((*passos, len(enviados)))
        with contar(chefe.engine) as enviados:
            chefe.executar(registro.resultado, resposta.id)
            chefe.executar(desfazer.preparar_desfazer, eu, resposta.id, uuid4())
        gastos[-1] += (len(enviados),)
    assert gastos[0] == gastos[1]
    abrir, informado, previsto, registrado, parte_feita, _ = gastos[0]
    assert (abrir, informado, previsto) == (3, 3, 3)
    assert registrado <= 5
    assert parte_feita <= 10


def test_an_ra_that_is_gone_is_told(chefe: Banco, eu: Contexto, base: Any) -> None:
    apagado = Escolhido(999_999, valor(base, "SELECT localtimestamp(3)"))
    conjunto = apoio.tramitar(chefe, eu, Pedido(Tramite(LOJA, eu.operador.usuario_id), (apagado,)))
    assert apoio.linhas(chefe, conjunto)[999_999].mensagem == "RA não encontrado."
