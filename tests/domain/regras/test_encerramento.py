"""Rules of closing an RA [UC0435], spec 20 §9, without a base."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from gsan_desk.domain.codigos import SituacaoOS, SituacaoRA
from gsan_desk.domain.dominios import Contexto, MotivoEncerramento
from gsan_desk.domain.encerramento import Encerramento, FatosDoEncerramento, Fechamento, OrdemDoRA
from gsan_desk.domain.regras.encerramento import impedimento, mesmo_encerramento, perguntas, resolver, verificar
from tests.domain.fabrica import AGENCIA, AGORA, CENTRAL, contexto, dominios

CONCLUIDO = MotivoEncerramento(2, "CONCLUÍDO", execucao=True)
DUPLICIDADE = MotivoEncerramento(101, "DUPLICIDADE", duplicidade=True)
FORA_DE_USO = MotivoEncerramento(9, "ANTIGO", em_uso=False)
PEDIDO = Encerramento(CONCLUIDO.id, parecer="FEITO")
MOTIVOS = {motivo.id: motivo for motivo in (CONCLUIDO, DUPLICIDADE, FORA_DE_USO)}


def ctx(unidade_id: int | None = AGENCIA) -> Contexto:
    base = contexto(unidade_id)
    return replace(base, dominios=replace(dominios(), motivos_encerramento=MOTIVOS))


def fatos(numero: int = 1, **campos: Any) -> FatosDoEncerramento:
    padrao = {"situacao": SituacaoRA.PENDENTE, "ultima_alteracao": AGORA, "data_atendimento": AGORA - timedelta(days=2)}
    return FatosDoEncerramento(numero, **{**padrao, "agora": AGORA, "mantem": True, "localidade_id": 1, **campos})


def os(situacao: SituacaoOS = SituacaoOS.PENDENTE, **campos: Any) -> OrdemDoRA:
    return OrdemDoRA(7, situacao, AGORA, **campos)


def codigos(pedido: Encerramento, achado: FatosDoEncerramento, unidade_id: int = AGENCIA, **mais: Any) -> list[str]:
    quem = ctx(unidade_id)
    referencia = mais.get("referencia")
    return [v.codigo for v in verificar(resolver(pedido, achado, quem), achado, referencia, quem)]


@pytest.mark.parametrize(
    ("achado", "codigo"),
    [
        (fatos(), None),
        (fatos(mantem=False), "ENCERRAR_OUTRA_UNIDADE"),
        (fatos(situacao=SituacaoRA.ENCERRADO), "ENCERRAR_JA_ENCERRADO"),
        (fatos(situacao=SituacaoRA.BLOQUEADO), None),
        (fatos(ordens=(os(programada=True),)), "ENCERRAR_OS_PROGRAMADA"),
        (fatos(ordens=(os(SituacaoOS.ENCERRADA, programada=True),)), None),
    ],
)
def test_what_keeps_an_ra_from_being_closed(achado: FatosDoEncerramento, codigo: str | None) -> None:
    motivo = impedimento(achado, ctx().operador)
    assert (motivo.codigo if motivo else None) == codigo


def test_without_a_unit_nothing_is_closed() -> None:
    motivo = impedimento(fatos(), ctx(None).operador)
    assert motivo is not None
    assert motivo.codigo == "SEM_LOTACAO"


def na(momento: datetime) -> Encerramento:
    return replace(PEDIDO, data=momento.date(), hora=momento.time())


@pytest.mark.parametrize(
    ("momento", "esperado"),
    [
        (AGORA, []),
        (AGORA + timedelta(minutes=1), ["ENCERRAR_HORA_FUTURA"]),
        (AGORA + timedelta(days=1), ["ENCERRAR_DATA_FUTURA"]),
        (AGORA - timedelta(days=2), []),
        (AGORA - timedelta(days=2, minutes=1), ["ENCERRAR_HORA_DO_RA"]),
        (AGORA - timedelta(days=3), ["ENCERRAR_DATA_DO_RA"]),
    ],
)
def test_the_moment_lies_between_the_ra_and_now_to_the_minute(momento: datetime, esperado: list[str]) -> None:
    assert codigos(na(momento), fatos(), CENTRAL) == esperado
    com_segundos = fatos(data_atendimento=AGORA - timedelta(days=2) + timedelta(seconds=40))
    assert codigos(na(momento), com_segundos, CENTRAL) == esperado


@pytest.mark.parametrize(
    ("momento", "esperado"),
    [
        (AGORA - timedelta(hours=1), []),
        (AGORA - timedelta(hours=1, minutes=1), ["ENCERRAR_HORA_DA_OS"]),
        (AGORA - timedelta(days=1), ["ENCERRAR_DATA_DA_OS"]),
    ],
)
def test_the_moment_is_not_before_the_last_closed_os(momento: datetime, esperado: list[str]) -> None:
    fechada = os(SituacaoOS.ENCERRADA, encerramento=AGORA - timedelta(hours=1))
    antes = os(SituacaoOS.ENCERRADA, encerramento=AGORA - timedelta(hours=30))
    assert codigos(na(momento), fatos(ordens=(antes, fechada)), CENTRAL) == esperado


def test_only_the_central_types_a_moment() -> None:
    assert codigos(na(AGORA), fatos()) == ["ENCERRAR_DATA_TRAVADA"]
    assert codigos(PEDIDO, fatos(data_atendimento=AGORA + timedelta(days=1))) == []


def test_a_reason_out_of_use_is_unknown() -> None:
    assert codigos(replace(PEDIDO, motivo_id=FORA_DE_USO.id), fatos()) == ["M02"]


def test_a_reference_elsewhere_is_asked_about_and_the_same_imovel_is_not() -> None:
    longe = fatos(2, localidade_id=2)
    assert [p.chave for p in perguntas(fatos(), longe)] == ["referencia:1:2"]
    assert perguntas(fatos(imovel_id=5), fatos(2, localidade_id=2, imovel_id=5)) == []
    assert perguntas(fatos(localidade_id=None), fatos(2, localidade_id=None))  # two unknown places are not the same


def test_the_question_about_os_names_them_so_that_another_set_is_asked_again() -> None:
    (pergunta,) = perguntas(fatos(ordens=(os(), replace(os(), id=8))), None)
    assert (pergunta.chave, pergunta.texto) == (
        "ordens:7,8",
        "Há 2 OS em aberto que serão encerradas sem execução. Confirma?",
    )


@pytest.mark.parametrize(
    ("campos", "mesmo"),
    [
        ({}, True),
        ({"usuario_id": 2}, False),
        ({"motivo_id": 101}, False),
        ({"parecer": "OUTRO"}, False),
        ({"motivo_nao_cobranca_id": 1}, False),
    ],
)
def test_a_retry_is_told_from_the_closing_of_somebody_else(campos: dict[str, Any], mesmo: bool) -> None:
    feito = Fechamento(CONCLUIDO.id, AGORA, "FEITO", usuario_id=1)
    achado = fatos(situacao=SituacaoRA.ENCERRADO, fechamento=replace(feito, **campos))
    assert mesmo_encerramento(PEDIDO, achado, ctx().operador) is mesmo


def test_an_ra_still_open_is_no_retry() -> None:
    feito = Fechamento(CONCLUIDO.id, AGORA, "FEITO", usuario_id=1)
    assert not mesmo_encerramento(PEDIDO, fatos(fechamento=feito), ctx().operador)
