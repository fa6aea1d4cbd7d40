"""What a password must be."""

import pytest

from gsan_desk.domain.senha import conferir


@pytest.mark.parametrize(
    ("nova", "diz"),
    [
        ("curta", "ao menos 10"),
        ("maria-da-conceicao", "seu login"),
        ("aaaaaaaaaaaa", "fácil"),
        ("senha123456789", "fácil"),
        ("atual-com-dez", "igual à atual"),
    ],
)
def test_refused_with_its_reason(nova: str, diz: str) -> None:
    (achada,) = conferir("maria", "atual-com-dez", nova, nova)
    assert achada.campo == "senha.nova"
    assert diz in achada.mensagem


def test_a_phrase_will_do_and_must_be_repeated() -> None:
    assert conferir("maria", "x", "cavalo bateria grampo", "cavalo bateria grampo") == ()
    (achada,) = conferir("maria", "x", "cavalo bateria grampo", "cavalo")
    assert achada.campo == "senha.repetida"
