"""What a person changed of a tab, told from what the fields cannot show; what others changed, told by name."""

from dataclasses import replace
from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.atualizacao import AtualizarRA, EstadoRA, preservar
from gsan_desk.domain.fusao_ra import fundir
from gsan_desk.domain.registro_atendimento import DadosGerais, Local

TEXTOS = st.text(max_size=5)
LIDO = DadosGerais(data=date(2026, 1, 2), hora=time(9, 30, 15), unidade_id=1, meio_id=2, observacao="LIDA")


def test_what_was_not_touched_is_as_the_base_has_it() -> None:
    """The field of the hour shows no seconds."""
    mostrado = replace(LIDO, hora=time(9, 30))
    assert preservar(LIDO, mostrado, mostrado) == LIDO


def test_what_was_touched_is_what_the_field_gives() -> None:
    mostrado = replace(LIDO, hora=time(9, 30))
    atual = replace(mostrado, hora=time(10, 0), observacao="")
    assert preservar(LIDO, mostrado, atual) == replace(LIDO, hora=time(10, 0), observacao="")


@given(TEXTOS, TEXTOS, TEXTOS)
def test_a_field_is_mine_exactly_when_it_was_touched(lido: str, mostrado: str, atual: str) -> None:
    base = replace(Local(), ponto_referencia=lido)
    fundido = preservar(base, replace(base, ponto_referencia=mostrado), replace(base, ponto_referencia=atual))
    assert fundido.ponto_referencia == (lido if atual == mostrado else atual)


def estado(**gerais: object) -> EstadoRA:
    agora = datetime(2026, 1, 2, 9, 30)  # noqa: DTZ001 - GSAN's stamps have no zone
    return EstadoRA(agora, agora, replace(LIDO, **gerais), Local())  # type: ignore[arg-type]  # names of fields


def test_only_what_others_alone_changed_is_told() -> None:
    lido = estado()
    comando = AtualizarRA(1, lido, replace(LIDO, observacao="MINHA"), Local(), ())
    assert fundir(comando, lido).mantidos == ()
    assert fundir(comando, estado(meio_id=9)).mantidos == ("Meio de Solicitação",)
    assert fundir(comando, estado(meio_id=9, observacao="MINHA")).mantidos == ("Meio de Solicitação",)
    em_conflito = fundir(comando, estado(observacao="DELES"))
    assert em_conflito.mantidos == ()
    assert [campo.rotulo for campo in em_conflito.conflitos] == ["Observação"]
