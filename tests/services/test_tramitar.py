"""Tramitar RA and Consultar Trâmites [UC0427, UC0446] (spec 20 §5, §6, §8), on a real server with real roles."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import URL, text
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import BancoIndisponivel, Conflito, RegraViolada, SemPermissao
from gsan_desk.domain.tramitacao import RATramitado, TramitarRA, Tramite, TramiteRecusado
from gsan_desk.services.sessao import entrar
from gsan_desk.services.tramite.consultar import consultar_tramites
from gsan_desk.services.tramite.fatos import destinos, fatos
from gsan_desk.services.tramite.gravacao import Operacao, gravar
from gsan_desk.services.tramite.tramitar import abrir, tramitar
from tests.services import muitos_ras
from tests.services.apoio_ra import contar
from tests.support.banco import conectar
from tests.support.cenario import IDS
from tests.support.comandos import comandos
from tests.support.travas import derrubar, esperar_trava

RA = IDS.ra_da_loja
AP = "atendimentopublico"
ABERTURA_A_TRAMITADO = 10
MUDAR_OS = f"UPDATE {AP}.ordem_servico SET orse_cdsituacao = %s WHERE orse_id = %s"


def comando(banco: Banco, contexto: Contexto, ra: int = RA, **campos: Any) -> TramitarRA:
    aberto = banco.executar(abrir, contexto, ra)
    return replace(TramitarRA(ra, aberto.versao, IDS.unidade_operacional), **campos)


def recusas(banco: Banco, contexto: Contexto, pedido: TramitarRA) -> list[tuple[str, str | None]]:
    with pytest.raises(RegraViolada) as erro:
        banco.executar(tramitar, contexto, pedido)
    return [(v.codigo, v.campo) for v in erro.value.violacoes]


def um(base: Any, consulta: str, *valores: object) -> dict[str, Any]:
    linha = base.execute(consulta, valores).fetchone()
    assert linha is not None
    return dict(linha)


def ultimo(base: Any, ra: int = RA) -> dict[str, Any]:
    return um(base, f"SELECT * FROM {AP}.tramite WHERE rgat_id = %s ORDER BY tram_id DESC LIMIT 1", ra)


def o_ra(base: Any, ra: int = RA) -> dict[str, Any]:
    return um(base, f"SELECT * FROM {AP}.registro_atendimento WHERE rgat_id = %s", ra)


def quantos(base: Any, ra: int = RA) -> int:
    return int(um(base, f"SELECT count(*) AS n FROM {AP}.tramite WHERE rgat_id = %s", ra)["n"])


# Opening


def test_the_screen_opens_with_the_ra_the_clock_and_a_proposal(atendente: Banco, contexto: Contexto) -> None:
    aberto = atendente.executar(abrir, contexto, RA)
    assert (aberto.ra.numero, aberto.versao) == (RA, aberto.ra.versao)
    assert aberto.unidade_destino_id == IDS.unidade_operacional


def test_what_is_proposed_is_never_where_the_ra_is(mesa: Banco, ctx: Contexto) -> None:
    assert mesa.executar(abrir, ctx, IDS.ra_pendente_endereco).unidade_destino_id is None


def test_nothing_is_proposed_when_the_parameter_is_off(atendente: Banco, base: Any) -> None:
    base.execute("UPDATE cadastro.sistema_parametros SET parm_icsugestaotramite = 2")
    contexto = atendente.executar(entrar)
    assert atendente.executar(abrir, contexto, RA).unidade_destino_id is None


@pytest.mark.parametrize("ra", [0, 999_999, 99_999_999_999])
def test_m70_no_such_ra(atendente: Banco, contexto: Contexto, ra: int) -> None:
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(abrir, contexto, ra)
    assert [v.codigo for v in erro.value.violacoes] == ["M70"]


@pytest.mark.parametrize(
    ("ra", "codigo"),
    [
        (IDS.ra_encerrado, "TRAMITE_SITUACAO"),
        (IDS.ra_bloqueado, "TRAMITE_SITUACAO"),
        (IDS.ra_pendente_imovel, "TRAMITE_OUTRA_UNIDADE"),
    ],
)
def test_what_cannot_leave_does_not_open(atendente: Banco, contexto: Contexto, ra: int, codigo: str) -> None:
    with pytest.raises(TramiteRecusado) as erro:
        atendente.executar(abrir, contexto, ra)
    assert erro.value.motivo.codigo == codigo


@pytest.mark.parametrize(
    ("login", "pode"), [("atendente2", True), ("supervisor", True), ("admin", True), ("atendente", False)]
)
def test_uc0419_who_may(como: Callable[[str], Banco], login: str, pode: bool) -> None:
    """The unit itself, one above it, the central with permission 110, and no other."""
    banco = como(login)
    contexto = banco.executar(entrar)
    if pode:
        pedido = comando(banco, contexto, IDS.ra_pendente_imovel, unidade_destino_id=IDS.unidade_esgoto)
        assert banco.executar(tramitar, contexto, pedido).unidade_destino_id == IDS.unidade_esgoto
    else:
        with pytest.raises(TramiteRecusado):
            banco.executar(abrir, contexto, IDS.ra_pendente_imovel)


def test_ra_of_an_old_row_is_where_its_last_tramite_left_it(mesa: Banco, ctx: Contexto, base: Any) -> None:
    """Spec 20 §1.6: without unid_idatual the latest trâmite tells."""
    base.execute(f"UPDATE {AP}.registro_atendimento SET unid_idatual = NULL WHERE rgat_id = %s", (IDS.ra_urgente,))
    pedido = comando(mesa, ctx, IDS.ra_urgente, unidade_destino_id=IDS.unidade_esgoto)
    mesa.executar(tramitar, ctx, pedido)
    assert ultimo(base, IDS.ra_urgente)["unid_idorigem"] == IDS.unidade_operacional
    assert o_ra(base, IDS.ra_urgente)["unid_idatual"] == IDS.unidade_esgoto


# What is written (§5.9)


def test_the_tramite_the_ra_and_nothing_else_of_it(atendente: Banco, contexto: Contexto, base: Any) -> None:
    antes = o_ra(base)
    feito = atendente.executar(
        tramitar,
        contexto,
        comando(atendente, contexto, responsavel_id=IDS.usuario_supervisor, parecer="  VER\tNO LOCAL\r\nHOJE "),
    )
    tramite, depois = ultimo(base), o_ra(base)
    assert (tramite["unid_idorigem"], tramite["unid_iddestino"]) == (IDS.unidade_loja, IDS.unidade_operacional)
    assert (tramite["usur_idregistro"], tramite["usur_idresponsavel"]) == (
        IDS.usuario_atendente,
        IDS.usuario_supervisor,
    )
    assert tramite["tram_dsparecertramite"] == "VERNO LOCAL\nHOJE"
    assert tramite["tram_tmtramite"] == feito.momento
    assert tramite["tram_tmultimaalteracao"] == depois["rgat_tmultimaalteracao"] == feito.versao
    assert depois["rgat_tmultimaalteracao"] > antes["rgat_tmultimaalteracao"]
    mudou = {coluna for coluna in antes if antes[coluna] != depois[coluna]}
    assert mudou == {"unid_idatual", "rgat_tmultimaalteracao"}


def test_an_empty_parecer_is_null(atendente: Banco, contexto: Contexto, base: Any) -> None:
    atendente.executar(tramitar, contexto, comando(atendente, contexto, parecer="  \n "))
    assert ultimo(base)["tram_dsparecertramite"] is None


def test_every_os_follows_closed_ones_too(mesa: Banco, ctx: Contexto, base: Any) -> None:
    """§5.7; no OS changes situation."""
    base.execute(
        f"INSERT INTO {AP}.ordem_servico SELECT (jsonb_populate_record(o, jsonb_build_object('orse_id', 9999,"
        f" 'orse_cdsituacao', 2, 'orse_tmencerramento', localtimestamp))).* FROM {AP}.ordem_servico o"
        " WHERE orse_id = %s",
        (IDS.ordem_servico,),
    )
    consulta = f"SELECT * FROM {AP}.ordem_servico WHERE rgat_id = %s ORDER BY orse_id"
    antes = base.execute(consulta, (IDS.ra_com_os,)).fetchall()
    mesa.executar(tramitar, ctx, comando(mesa, ctx, IDS.ra_com_os, unidade_destino_id=IDS.unidade_esgoto))
    depois = base.execute(consulta, (IDS.ra_com_os,)).fetchall()
    assert len(depois) == 2
    for velha, nova in zip(antes, depois, strict=True):
        mudou = {coluna for coluna in velha if velha[coluna] != nova[coluna]}
        assert mudou == {"unid_idatual", "orse_tmultimaalteracao"}
        assert nova["unid_idatual"] == IDS.unidade_esgoto
        assert nova["orse_tmultimaalteracao"] > velha["orse_tmultimaalteracao"]


def test_stamps_move_forward_past_a_clock_ahead(atendente: Banco, contexto: Contexto, base: Any) -> None:
    base.execute(
        f"UPDATE {AP}.registro_atendimento SET rgat_tmultimaalteracao = localtimestamp + interval '1 hour'"
        " WHERE rgat_id = %s",
        (RA,),
    )
    antes = o_ra(base)["rgat_tmultimaalteracao"]
    atendente.executar(tramitar, contexto, comando(atendente, contexto))
    assert antes < o_ra(base)["rgat_tmultimaalteracao"] <= antes + timedelta(milliseconds=1)


def test_audit_of_operation_462(atendente: Banco, contexto: Contexto, base: Any) -> None:
    """§16: one pair, with who did it and from where."""
    atendente.executar(tramitar, contexto, comando(atendente, contexto))
    efetuada = um(base, "SELECT * FROM seguranca.operacao_efetuada")
    alteracao = um(base, "SELECT * FROM seguranca.usuario_alteracao")
    assert (efetuada["oper_id"], efetuada["opef_cnargumento"]) == (462, RA)
    assert (alteracao["usis_id"], alteracao["tref_id"]) == (IDS.usuario_atendente, efetuada["opef_id"])


def test_no_audit_where_the_operation_does_not_exist(atendente: Banco, contexto: Contexto, base: Any) -> None:
    base.execute("SET session_replication_role = replica; DELETE FROM seguranca.operacao WHERE oper_id = 462")
    assert atendente.executar(tramitar, contexto, comando(atendente, contexto))
    assert um(base, "SELECT count(*) AS n FROM seguranca.operacao_efetuada")["n"] == 0


def test_failing_to_audit_aborts_the_save(atendente: Banco, contexto: Contexto, base: Any) -> None:
    pedido = comando(atendente, contexto)
    base.execute("ALTER TABLE seguranca.operacao_efetuada ADD CHECK (oper_id <> 462)")
    with pytest.raises(Exception, match="check constraint"):
        atendente.executar(tramitar, contexto, pedido)
    assert quantos(base) == 1


# Urgent RAs (§5.10)


def _avisos(base: Any) -> dict[int, tuple[int, int, int]]:
    linhas = base.execute(
        f"SELECT * FROM {AP}.visualizacao_ra_urgencia WHERE rgat_id = %s ORDER BY vrau_id", (IDS.ra_urgente,)
    )
    return {
        linha["usur_id"]: (linha["vrau_icvisualiza"], linha["vrau_ictramite"], linha["vrau_icreiteracao"])
        for linha in linhas
    }


def test_urgent_ra_leaves_the_screens_of_one_unit_and_reaches_those_of_the_other(
    como: Callable[[str], Banco], base: Any
) -> None:
    banco = como("admin")
    contexto = banco.executar(entrar)
    base.execute(f"UPDATE {AP}.visualizacao_ra_urgencia SET vrau_icvisualiza = 1")
    banco.executar(tramitar, contexto, comando(banco, contexto, IDS.ra_urgente, unidade_destino_id=IDS.unidade_loja))
    assert _avisos(base) == {IDS.usuario_atendente2: (1, 1, 2), IDS.usuario_atendente: (2, 2, 2)}
    volta = comando(banco, contexto, IDS.ra_urgente, unidade_destino_id=IDS.unidade_operacional)
    banco.executar(tramitar, contexto, volta)
    assert _avisos(base) == {IDS.usuario_atendente2: (2, 2, 2), IDS.usuario_atendente: (2, 1, 2)}


def test_other_ras_warn_nobody(atendente: Banco, contexto: Contexto, base: Any) -> None:
    atendente.executar(tramitar, contexto, comando(atendente, contexto))
    assert um(base, f"SELECT count(*) AS n FROM {AP}.visualizacao_ra_urgencia WHERE rgat_id = %s", RA)["n"] == 0


# What was typed


def test_fields_are_checked_together(atendente: Banco, contexto: Contexto) -> None:
    pedido = comando(atendente, contexto, unidade_destino_id=None, parecer="P" * 401)
    assert recusas(atendente, contexto, pedido) == [
        ("M01", "tramite.unidade_destino_id"),
        ("M28", "tramite.parecer"),
    ]


def test_parecer_holds_four_hundred(atendente: Banco, contexto: Contexto, base: Any) -> None:
    atendente.executar(tramitar, contexto, comando(atendente, contexto, parecer="P" * 400))
    assert len(ultimo(base)["tram_dsparecertramite"]) == 400


def test_a_character_the_base_cannot_hold(atendente: Banco, contexto: Contexto) -> None:
    latin = replace(contexto, codificacao="LATIN1")
    pedido = comando(atendente, contexto, parecer="CUSTA 3 €")
    assert recusas(atendente, latin, pedido) == [("CARACTERE", "tramite.parecer")]


@pytest.mark.parametrize(
    ("campos", "esperado"),
    [
        ({"unidade_destino_id": 999}, ("M02", "tramite.unidade_destino_id")),
        ({"responsavel_id": 999}, ("M64", "tramite.responsavel_id")),
        ({"unidade_destino_id": IDS.unidade_loja}, ("TRAMITE_MESMA_UNIDADE", "tramite.unidade_destino_id")),
        ({"unidade_destino_id": IDS.unidade_fechada}, ("TRAMITE_NAO_RECEBE", "tramite.unidade_destino_id")),
        ({"unidade_destino_id": IDS.unidade_inativa}, ("TRAMITE_INATIVA", "tramite.unidade_destino_id")),
        (
            {"unidade_destino_id": IDS.unidade_centralizadora},
            ("TRAMITE_OUTRA_CENTRALIZADORA", "tramite.unidade_destino_id"),
        ),
    ],
)
def test_rules_reach_the_field(
    atendente: Banco, contexto: Contexto, base: Any, campos: dict[str, Any], esperado: tuple[str, str]
) -> None:
    assert recusas(atendente, contexto, comando(atendente, contexto, **campos)) == [esperado]
    assert quantos(base) == 1


@pytest.mark.parametrize(
    ("situacao", "codigo"), [(3, "TRAMITE_OS_ANDAMENTO"), (4, "TRAMITE_OS_AGUARDANDO"), (1, "TRAMITE_OS_PROGRAMADA")]
)
def test_fs0002_is_judged_on_what_the_base_has_now(
    mesa: Banco, ctx: Contexto, base: Any, situacao: int, codigo: str
) -> None:
    pedido = comando(mesa, ctx, IDS.ra_com_os, unidade_destino_id=IDS.unidade_esgoto)
    base.execute(MUDAR_OS, (situacao, IDS.ordem_servico))
    if situacao == 1:
        base.execute(
            f"SET session_replication_role = replica; INSERT INTO {AP}.os_programacao (ospg_id, pgrt_id, orse_id,"
            " eqpe_id, usur_idprogramacao, ospg_nnseqprogramacao, ospg_icativo, ospg_icequipeprincipal)"
            " VALUES (1, 1, %s, 1, 101, 1, 1, 1)".replace("%s", str(IDS.ordem_servico))
        )
    assert recusas(mesa, ctx, pedido) == [(codigo, None)]


def test_case_5_the_centralizadora_of_the_place(atendente: Banco, contexto: Contexto, base: Any) -> None:
    base.execute(
        "UPDATE cadastro.unidade_organizacional SET unid_idcentralizadora = %s WHERE unid_id = %s",
        (IDS.unidade_centralizadora, IDS.unidade_operacional),
    )
    pedido = comando(atendente, contexto, unidade_destino_id=IDS.unidade_centralizadora)
    assert atendente.executar(tramitar, contexto, pedido).unidade_destino_id == IDS.unidade_centralizadora


def test_case_5b_needs_the_setting_and_a_pending_os(mesa: Banco, ctx: Contexto, base: Any) -> None:
    """The unit of another grupo of the localidade has that centralizadora."""
    base.execute(
        "UPDATE cadastro.unidade_organizacional SET unid_idcentralizadora = %s WHERE unid_id = %s",
        (IDS.unidade_centralizadora, IDS.unidade_esgoto),
    )
    base.execute(
        f"INSERT INTO {AP}.localid_solic_tipo_grupo (loca_id, sotg_id, unid_id) VALUES (%s, %s, %s)",
        (IDS.localidade_centro, IDS.grupo_esgoto, IDS.unidade_esgoto),
    )
    pedido = comando(mesa, ctx, IDS.ra_com_os, unidade_destino_id=IDS.unidade_centralizadora)
    assert recusas(mesa, ctx, pedido) == [("TRAMITE_OUTRA_CENTRALIZADORA", "tramite.unidade_destino_id")]
    base.execute("UPDATE gsan_desk.base SET centralizadora_por_localidade = true")
    assert mesa.executar(tramitar, ctx, pedido)


# Concurrency (§5.6)


def test_changed_by_somebody_since_it_was_read(atendente: Banco, contexto: Contexto, base: Any) -> None:
    pedido = comando(atendente, contexto)
    base.execute(
        f"UPDATE {AP}.registro_atendimento SET rgat_tmultimaalteracao = localtimestamp WHERE rgat_id = %s", (RA,)
    )
    with pytest.raises(Conflito) as erro:
        atendente.executar(tramitar, contexto, pedido)
    assert (str(erro.value), erro.value.quem) == (f"RA {RA} alterado por outro usuário; recarregue.", "postgres")


def test_the_same_command_again_writes_nothing(atendente: Banco, contexto: Contexto, base: Any) -> None:
    """The answer was lost on the way; the person presses again."""
    pedido = comando(atendente, contexto, parecer="UMA VEZ")
    primeira = atendente.executar(tramitar, contexto, pedido)
    segunda = atendente.executar(tramitar, contexto, pedido)
    assert segunda == replace(primeira, ja_existia=True)
    assert quantos(base) == 2


def test_another_command_over_my_own_tramite_is_a_conflict(atendente: Banco, contexto: Contexto, base: Any) -> None:
    pedido = comando(atendente, contexto, parecer="UMA VEZ")
    atendente.executar(tramitar, contexto, pedido)
    with pytest.raises(Conflito):
        atendente.executar(tramitar, contexto, replace(pedido, parecer="OUTRO"))
    assert quantos(base) == 2


def _ao_mesmo_tempo(dsn: URL, base: Any, *chamadas: Callable[[], RATramitado]) -> list[object]:
    """Send all while the RA is locked, then let them go."""
    respostas: list[object] = []

    def tentar(chamar: Callable[[], RATramitado]) -> None:
        try:
            respostas.append(chamar())
        except Conflito as erro:
            respostas.append(erro)

    fios = [Thread(target=tentar, args=(chamada,)) for chamada in chamadas]
    with conectar(dsn) as porteiro:
        porteiro.autocommit = False
        porteiro.execute(f"SELECT 1 FROM {AP}.registro_atendimento WHERE rgat_id = %s FOR UPDATE", (RA,))
        for fio in fios:
            fio.start()
        esperar_trava(base, len(fios))
        porteiro.commit()
    for fio in fios:
        fio.join(timeout=10)
    return respostas


def test_two_people_at_once_and_one_is_asked_to_look_again(
    como: Callable[[str], Banco], atendente: Banco, contexto: Contexto, dsn: URL, base: Any
) -> None:
    outro = como("supervisor")
    seu = outro.executar(entrar)
    pedido, dele = comando(atendente, contexto), comando(outro, seu, unidade_destino_id=IDS.unidade_esgoto)
    respostas = _ao_mesmo_tempo(
        dsn,
        base,
        lambda: atendente.executar(tramitar, contexto, pedido),
        lambda: outro.executar(tramitar, seu, dele),
    )
    assert sorted(type(r).__name__ for r in respostas) == ["Conflito", "RATramitado"]
    assert quantos(base) == 2
    assert ultimo(base)["unid_iddestino"] == o_ra(base)["unid_idatual"]


def test_a_lock_that_does_not_come_is_told(como: Callable[[str], Banco], dsn: URL, base: Any) -> None:
    nome = um(base, "SELECT current_database() AS nome")["nome"]
    base.execute(f"ALTER ROLE atendente IN DATABASE {nome} SET lock_timeout TO '50ms'")
    banco = como("atendente")
    contexto = banco.executar(entrar)
    pedido = comando(banco, contexto)
    with conectar(dsn) as porteiro:
        porteiro.autocommit = False
        porteiro.execute(f"SELECT 1 FROM {AP}.registro_atendimento WHERE rgat_id = %s FOR UPDATE", (RA,))
        with pytest.raises(Conflito, match=r"RA em uso por outro usuário\. Tente novamente\."):
            banco.executar(tramitar, contexto, pedido)


def test_killed_in_the_middle_of_the_save_leaves_nothing(mesa: Banco, ctx: Contexto, dsn: URL, base: Any) -> None:
    """Trâmite and RA are written when the OS is waited for; the command goes again by itself, and is killed again."""
    ra = IDS.ra_com_os
    pedido = comando(mesa, ctx, ra, unidade_destino_id=IDS.unidade_esgoto)
    antes, caidas = o_ra(base, ra), []

    def tentar() -> None:
        with pytest.raises(BancoIndisponivel):
            mesa.executar(tramitar, ctx, pedido)
        caidas.append(1)

    fio = Thread(target=tentar)
    with conectar(dsn) as porteiro:
        porteiro.autocommit = False
        porteiro.execute(f"SELECT 1 FROM {AP}.ordem_servico WHERE rgat_id = %s FOR UPDATE", (ra,))
        fio.start()
        for _ in range(2):
            esperar_trava(base)
            derrubar(base, um(base, "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'")["pid"])
        fio.join(timeout=10)
    assert caidas
    assert (o_ra(base, ra), quantos(base, ra)) == (antes, 1)
    assert mesa.executar(tramitar, ctx, pedido).unidade_destino_id == IDS.unidade_esgoto
    assert quantos(base, ra) == 2


def test_the_server_refuses_who_may_not(atendente: Banco, contexto: Contexto, base: Any) -> None:
    """The workstation believes what it is told; the server does not."""
    with pytest.raises(SemPermissao):
        atendente.executar(_sem_perguntar, contexto, IDS.ra_pendente_imovel)
    assert quantos(base, IDS.ra_pendente_imovel) == 1


def _sem_perguntar(session: Session, contexto: Contexto, ra: int) -> None:
    achado = fatos(session, contexto, [ra])[ra]
    gravar(session, contexto, [(achado, Tramite(IDS.unidade_esgoto))])


# Budgets


def test_from_opening_to_tramitado(atendente: Banco, contexto: Contexto) -> None:
    with contar(atendente.engine) as enviados:
        pedido = comando(atendente, contexto)
        abertura = len(enviados)
        atendente.executar(tramitar, contexto, pedido)
    assert len(enviados) <= ABERTURA_A_TRAMITADO, enviados
    assert len(enviados) - abertura <= 6, enviados


@pytest.fixture
def muitos(sessao: Session) -> Session:
    muitos_ras.criar(sessao, 1400)
    sessao.execute(
        text("UPDATE atendimentopublico.registro_atendimento SET unid_idatual = 15 WHERE rgat_cdsituacao = 1")
    )
    sessao.execute(
        text(
            "UPDATE atendimentopublico.tramite t SET tram_tmtramite = tram_tmtramite - interval '1 year'"
            " WHERE tram_tmtramite > localtimestamp - interval '1 year'"
        )
    )
    sessao.commit()
    return sessao


def test_many_cost_the_statements_of_one(como: Callable[[str], Banco], muitos: Session, base: Any) -> None:
    banco = como("supervisor")
    contexto = banco.executar(entrar)
    pendentes = [
        linha["rgat_id"]
        for linha in base.execute(
            f"SELECT rgat_id FROM {AP}.registro_atendimento WHERE rgat_id > 100000 AND rgat_cdsituacao = 1"
        )
    ]
    feitos = []
    for parte in (pendentes[:1], pendentes[1:700]):
        with contar(banco.engine) as enviados:
            banco.executar(_conjunto, contexto, parte)
        feitos.append(len(enviados))
    assert feitos[0] == feitos[1] <= 3
    movidos = um(
        base, f"SELECT count(*) AS n FROM {AP}.registro_atendimento WHERE unid_idatual = 13 AND rgat_id > 100000"
    )
    assert movidos["n"] >= len(pendentes)
    auditados = um(base, "SELECT count(*) AS n FROM seguranca.operacao_efetuada WHERE oper_id = 753")
    assert auditados["n"] == len(pendentes)


def _conjunto(session: Session, contexto: Contexto, ras: list[int]) -> None:
    achados = fatos(session, contexto, ras)
    assert destinos(session, [IDS.unidade_operacional])
    itens = [(achado, Tramite(IDS.unidade_operacional)) for achado in achados.values()]
    gravar(session, contexto, itens, Operacao.TRAMITAR_CONJUNTO)


# Consultar Trâmites [UC0446]


def test_the_tramites_oldest_first_with_all_their_names(atendente: Banco, contexto: Contexto) -> None:
    atendente.executar(tramitar, contexto, comando(atendente, contexto, parecer="SEGUE"))
    with contar(atendente.engine) as enviados:
        achado = atendente.executar(consultar_tramites, contexto, RA)
    assert len(enviados) == 1
    assert [t.destino_id for t in achado.tramites] == [IDS.unidade_loja, IDS.unidade_operacional]
    segundo = achado.tramites[1]
    assert (segundo.origem, segundo.destino, segundo.parecer) == (
        "LOJA DE ATENDIMENTO CENTRO",
        "OPERAÇÃO DE ÁGUA",
        "SEGUE",
    )
    assert (segundo.responsavel, segundo.registro) == ("ATENDENTE", "ATENDENTE")
    assert (achado.unidade_atendimento_id, achado.tipo_id, achado.especificacao_id) == (
        IDS.unidade_loja,
        IDS.tipo_comum,
        IDS.espec_cliente,
    )


def test_an_ra_without_tramites_says_so(atendente: Banco, contexto: Contexto, base: Any) -> None:
    base.execute(f"DELETE FROM {AP}.tramite WHERE rgat_id = %s", (RA,))
    with pytest.raises(RegraViolada, match="RA sem trâmites"):
        atendente.executar(consultar_tramites, contexto, RA)


def test_tramites_of_no_ra(atendente: Banco, contexto: Contexto) -> None:
    with pytest.raises(RegraViolada, match="RA não encontrado"):
        atendente.executar(consultar_tramites, contexto, 999_999)


def test_facts_are_one_statement(sessao: Session, contexto: Contexto) -> None:
    muitos_ras.criar(sessao, 300)
    vistos_por_tamanho = []
    for ras in ([RA], list(range(muitos_ras.PRIMEIRO, muitos_ras.PRIMEIRO + 300))):
        with comandos(sessao) as vistos:
            assert len(fatos(sessao, contexto, ras)) == len(ras)
        vistos_por_tamanho.append(len(vistos))
    assert vistos_por_tamanho == [1, 1]


def test_facts_of_no_ra(sessao: Session, contexto: Contexto) -> None:
    assert fatos(sessao, contexto, []) == fatos(sessao, contexto, [999_999]) == {}
