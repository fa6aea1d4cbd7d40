"""Forwarding an RA: every rule of spec 20 §5.3, §5.4 and §5.5, by its message and its place in the order."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Operador
from gsan_desk.domain.regras.tramitacao import impedimento, momento, pode_desfazer, recusa
from gsan_desk.domain.tramitacao import (
    PRAZO_DO_DESFAZER,
    Agora,
    Destino,
    FatosDoTramite,
    OrdensDoRA,
    Tramite,
    UltimoTramite,
)

AGORA = datetime.fromisoformat("2026-03-10 14:30:25")
EU = Operador(7, "ana", "ANA", unidade_id=10)
ORIGEM, DESTINO, CENTRALIZADORA, TERCEIRIZADA = 10, 20, 30, 40
ULTIMO = UltimoTramite(1, AGORA - timedelta(days=2), 5, ORIGEM, 99, 99, "", AGORA - timedelta(days=2))
FATOS = FatosDoTramite(
    numero=123,
    situacao=SituacaoRA.PENDENTE,
    ultima_alteracao=AGORA - timedelta(days=1),
    data_atendimento=AGORA - timedelta(days=2),
    agora=Agora(AGORA, unidade_id=EU.unidade_id),
    unidade_atual_id=ORIGEM,
    mantem=True,
    ultimo=ULTIMO,
)
COMUM = Destino(DESTINO, "OPERAÇÃO", ativa=True, aceita_tramite=True)
CENTRAL = Destino(CENTRALIZADORA, "CENTRALIZADORA", ativa=True, aceita_tramite=True, tipo="C")
TERCEIRA = Destino(TERCEIRIZADA, "TERCEIRIZADA", ativa=True, aceita_tramite=True, tipo="T")
NA_CENTRAL = replace(FATOS, unidade_atual_tipo="C")


def motivo(
    fatos: FatosDoTramite = FATOS,
    destino: Destino | None = COMUM,
    tramite: Tramite | None = None,
    operador: Operador = EU,
) -> str | None:
    pedido = tramite or Tramite(destino.id if destino is not None else 999)
    achado = recusa(fatos, destino, pedido, operador)
    return achado.mensagem if achado is not None else None


def com_os(fatos: FatosDoTramite = FATOS, **ordens: int) -> FatosDoTramite:
    return replace(fatos, ordens=OrdensDoRA(**ordens))


def test_nothing_against_a_pending_ra_of_my_unit() -> None:
    assert motivo() is None


# §5.3


@pytest.mark.parametrize("situacao", [SituacaoRA.ENCERRADO, SituacaoRA.BLOQUEADO])
def test_fs0001_situation(situacao: SituacaoRA) -> None:
    assert motivo(replace(FATOS, situacao=situacao)) == "RA encerrado ou bloqueado: trâmite não permitido."


@pytest.mark.parametrize(
    ("ordens", "texto"),
    [
        ({"em_andamento": 1}, "RA com OS em andamento: trâmite não permitido."),
        (
            {"aguardando": 1, "os_referencia_id": 88},
            "RA com OS aguardando a OS de referência 88: trâmite não permitido.",
        ),
        ({"aguardando": 1}, "RA com OS aguardando a OS de referência não informada: trâmite não permitido."),
        ({"pendentes": 1, "programadas": 1}, "RA com OS programada: trâmite não permitido."),
    ],
)
def test_fs0002_situations_of_os(ordens: dict[str, int], texto: str) -> None:
    assert motivo(com_os(**ordens)) == texto


def test_fs0002_pending_os_without_programming_does_not_block() -> None:
    assert motivo(com_os(pendentes=3)) is None


def test_fs0003_uc0419() -> None:
    assert motivo(replace(FATOS, mantem=False)) == "RA de outra unidade: trâmite não autorizado."


def test_fs0003_parameter_lets_anybody() -> None:
    livre = replace(FATOS.agora, controle=False)
    assert motivo(replace(FATOS, mantem=False, agora=livre)) is None


@pytest.mark.parametrize(("do_ra", "da_unidade", "pode"), [(1, 1, True), (1, 0, False), (0, 1, False)])
def test_fs0003_tarifa_social_exception(do_ra: int, da_unidade: int, pode: bool) -> None:
    agora = replace(FATOS.agora, unidade_tarifa_social=bool(da_unidade))
    fatos = replace(FATOS, mantem=False, tarifa_social=bool(do_ra), agora=agora)
    assert (motivo(fatos) is None) is pode


def test_user_without_unit() -> None:
    assert motivo(operador=replace(EU, unidade_id=None)) == "Usuário sem unidade de lotação."


def test_ra_without_current_unit() -> None:
    assert motivo(replace(FATOS, unidade_atual_id=None)) == "RA sem unidade atual: trâmite não permitido."


def test_fs0006_date_after_today() -> None:
    amanha = Tramite(DESTINO, data=date(2026, 3, 11), hora=time(0, 0))
    achado = recusa(FATOS, COMUM, amanha, EU)
    assert achado is not None
    assert (achado.mensagem, achado.campo) == ("Data da Tramitação posterior a 10/03/2026.", "tramite.data")


@pytest.mark.parametrize(("hora", "pode"), [(time(14, 31), False), (time(14, 30), True), (time(14, 29), True)])
def test_fs0007_hour_of_today_by_the_minute(hora: time, pode: bool) -> None:
    achado = recusa(FATOS, COMUM, Tramite(DESTINO, data=AGORA.date(), hora=hora), EU)
    assert (achado is None) is pode
    if achado is not None:
        assert (achado.mensagem, achado.campo) == ("Hora da Tramitação posterior a 14:30.", "tramite.hora")


def test_fs0011_more_than_one_pending_os_to_a_contractor() -> None:
    fatos = com_os(NA_CENTRAL, pendentes=2, terceirizadas=1)
    assert motivo(fatos, TERCEIRA) == "RA 123 com mais de uma OS pendente: trâmite não permitido."
    assert motivo(com_os(NA_CENTRAL, pendentes=2)) is None


def test_checks_run_in_order() -> None:
    """Each is refused by the rule before it until that one is mended."""
    errado = Tramite(ORIGEM, data=date(2026, 3, 11), hora=time(10))
    fatos = replace(
        com_os(em_andamento=1, aguardando=1, pendentes=1, programadas=1),
        situacao=SituacaoRA.ENCERRADO,
        mantem=False,
    )
    vistos = []
    for mudanca in (
        {},
        {"situacao": SituacaoRA.PENDENTE},
        {"ordens": OrdensDoRA(aguardando=1, pendentes=1, programadas=1)},
        {"ordens": OrdensDoRA(pendentes=1, programadas=1)},
        {"ordens": OrdensDoRA(pendentes=1)},
        {"mantem": True},
    ):
        fatos = replace(fatos, **mudanca)
        achado = recusa(fatos, replace(COMUM, id=ORIGEM), errado, EU)
        vistos.append(achado.codigo if achado is not None else None)
    assert vistos == [
        "TRAMITE_SITUACAO",
        "TRAMITE_OS_ANDAMENTO",
        "TRAMITE_OS_AGUARDANDO",
        "TRAMITE_OS_PROGRAMADA",
        "TRAMITE_OUTRA_UNIDADE",
        "TRAMITE_DATA_FUTURA",
    ]


def test_what_stops_the_ra_is_told_before_anything_is_typed() -> None:
    assert impedimento(FATOS, EU) is None
    assert impedimento(replace(FATOS, mantem=False), EU) is not None


# §5.4


def test_untouched_is_the_server_clock_with_seconds() -> None:
    assert momento(FATOS, Tramite(DESTINO)) == AGORA


def test_untouched_comes_after_a_last_tramite_of_a_clock_ahead() -> None:
    adiante = replace(FATOS, ultimo=replace(ULTIMO, momento=AGORA + timedelta(seconds=5)))
    assert momento(adiante, Tramite(DESTINO)) == AGORA + timedelta(seconds=6)
    assert motivo(adiante) is None


def test_typed_is_the_whole_minute() -> None:
    assert momento(FATOS, Tramite(DESTINO, data=date(2026, 3, 9), hora=time(8, 15))) == datetime.fromisoformat(
        "2026-03-09 08:15:00"
    )


def test_typed_in_the_minute_of_the_last_is_a_second_later() -> None:
    """So that no trâmite has the date and hour of another: what GSAN refuses cannot happen."""
    ultimo = replace(ULTIMO, momento=datetime.fromisoformat("2026-03-10 14:00:59"))
    fatos, digitado = replace(FATOS, ultimo=ultimo), Tramite(DESTINO, data=AGORA.date(), hora=time(14, 0))
    assert motivo(fatos, tramite=digitado) is None
    assert momento(fatos, digitado) == datetime.fromisoformat("2026-03-10 14:01:00")


@pytest.mark.parametrize(
    ("quando", "campo"),
    [
        (datetime.fromisoformat("2026-03-07 20:00:00"), "tramite.data"),
        (datetime.fromisoformat("2026-03-08 14:29:00"), "tramite.hora"),
    ],
)
def test_not_before_the_last_tramite(quando: datetime, campo: str) -> None:
    achado = recusa(FATOS, COMUM, Tramite(DESTINO, data=quando.date(), hora=quando.time()), EU)
    assert achado is not None
    assert achado.mensagem == "Informe data e hora posteriores ao último trâmite (08/03/2026 14:30)."
    assert achado.campo == campo


@given(
    ultimo=st.none() | st.datetimes(datetime.fromisoformat("2026-03-01 00:00:00"), AGORA + timedelta(seconds=30)),
    data=st.none() | st.dates(date(2026, 2, 25), date(2026, 3, 15)),
    hora=st.none() | st.times(),
)
def test_whatever_is_typed_an_accepted_tramite_comes_after_the_last_and_not_from_the_future(
    ultimo: datetime | None, data: date | None, hora: time | None
) -> None:
    anterior = replace(ULTIMO, momento=ultimo) if ultimo is not None else None
    fatos, pedido = replace(FATOS, ultimo=anterior), Tramite(DESTINO, data=data, hora=hora)
    if recusa(fatos, COMUM, pedido, EU) is None:
        gravado = momento(fatos, pedido)
        assert ultimo is None or gravado > ultimo
        assert gravado <= max(AGORA, (ultimo or AGORA) + timedelta(seconds=1))


# §5.5


def test_case_1_destination_is_the_origin() -> None:
    assert motivo(destino=replace(COMUM, id=ORIGEM)) == "Unidade Destino igual à de origem."


def test_case_2_destination_takes_no_tramites() -> None:
    fechada = replace(COMUM, aceita_tramite=False)
    assert motivo(destino=fechada) == "Unidade Destino não recebe trâmites."
    assert motivo(replace(FATOS, tarifa_social=True), fechada) is None


def test_destination_out_of_use() -> None:
    assert motivo(destino=replace(COMUM, ativa=False)) == "Unidade Destino 20 inativa."


def test_unknown_destination() -> None:
    assert motivo(destino=None) == "Unidade Destino inexistente."


@pytest.mark.parametrize("tipo", ["", "L", "R", "T"])
def test_case_3_only_a_centralizadora_gives_to_a_contractor(tipo: str) -> None:
    fatos = replace(com_os(pendentes=1, terceirizadas=1), unidade_atual_tipo=tipo)
    assert motivo(fatos, TERCEIRA) == "Somente centralizadora tramita para terceirizada."


def test_case_4_a_contractor_needs_outsourced_work() -> None:
    assert motivo(com_os(NA_CENTRAL, pendentes=1), TERCEIRA) == "RA 123 sem OS terceirizada pendente."


@pytest.mark.parametrize("centralizadora", [None, 31])
def test_case_5_only_the_centralizadora_of_the_place(centralizadora: int | None) -> None:
    alheia = replace(FATOS, centralizadora_id=centralizadora, centralizadoras=frozenset({CENTRALIZADORA}))
    assert motivo(alheia, CENTRAL) == "Local do RA não atendido por esta centralizadora."
    assert motivo(replace(FATOS, centralizadora_id=CENTRALIZADORA), CENTRAL) is None


def test_case_5_between_centralizadoras_anything_goes() -> None:
    assert motivo(NA_CENTRAL, CENTRAL) is None


@pytest.mark.parametrize(
    ("ligado", "pendentes", "da_localidade", "pode"),
    [(1, 1, 1, True), (0, 1, 1, False), (1, 0, 1, False), (1, 1, 0, False)],
)
def test_case_5b_is_a_setting_for_ras_with_pending_os(
    ligado: int, pendentes: int, da_localidade: int, pode: bool
) -> None:
    fatos = replace(
        com_os(pendentes=pendentes),
        agora=replace(FATOS.agora, por_localidade=bool(ligado)),
        centralizadoras=frozenset({CENTRALIZADORA} if da_localidade else ()),
    )
    assert (motivo(fatos, CENTRAL) is None) is pode


def test_case_6_only_its_own_people_take_an_ra_from_a_contractor() -> None:
    na_terceirizada = replace(FATOS, unidade_atual_tipo="T")
    assert motivo(na_terceirizada) is None
    outro = replace(EU, unidade_id=11)
    texto = "RA em terceirizada: o retorno é automático, ao encerrar a OS."
    assert motivo(na_terceirizada, operador=outro) == texto


def test_what_could_go_to_a_contractor_is_left_to_gsan() -> None:
    """§5.7: without the export of the OS every such forward is refused."""
    fatos = com_os(NA_CENTRAL, pendentes=1, terceirizadas=1)
    assert motivo(fatos, TERCEIRA) == "Trâmite para terceirizada deve ser feito no GSAN (exportação de OS)."


# Undoing


MEU = replace(
    FATOS,
    mantem=False,
    ultima_alteracao=AGORA - timedelta(minutes=5),
    ultimo=replace(
        ULTIMO,
        unidade_origem_id=DESTINO,
        usuario_registro_id=EU.usuario_id,
        momento=AGORA - timedelta(minutes=5),
        ultima_alteracao=AGORA - timedelta(minutes=5),
    ),
)


def test_my_own_last_tramite_may_be_taken_back_from_a_unit_that_is_not_mine() -> None:
    assert pode_desfazer(MEU, EU)
    assert motivo(MEU) is None


@pytest.mark.parametrize(
    "mudado",
    [
        replace(MEU, ultima_alteracao=AGORA),
        replace(MEU, unidade_atual_id=11),
        replace(MEU, ultimo=replace(MEU.ultimo, usuario_registro_id=8) if MEU.ultimo else None),
        replace(MEU, ultimo=None),
        replace(
            MEU,
            ultima_alteracao=AGORA - PRAZO_DO_DESFAZER,
            ultimo=replace(MEU.ultimo, ultima_alteracao=AGORA - PRAZO_DO_DESFAZER) if MEU.ultimo else None,
        ),
    ],
    ids=["something happened since", "moved on", "somebody else's", "never forwarded", "too late"],
)
def test_not_when_something_happened_since_nor_somebody_elses_nor_later(mudado: FatosDoTramite) -> None:
    assert not pode_desfazer(mudado, EU)
    assert motivo(mudado) == "RA de outra unidade: trâmite não autorizado."


def test_taking_back_leads_nowhere_else() -> None:
    assert motivo(MEU, replace(COMUM, id=21)) == "RA de outra unidade: trâmite não autorizado."
