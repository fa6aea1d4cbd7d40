"""The log: what happened and where, nothing about anybody, and no price for a start without trouble."""

import subprocess
import sys

import pytest

from gsan_desk.registro import Registrador

CPF = "52998224725"


def _falhar(cpf: str) -> None:
    raise ValueError(f"cannot read {cpf}")


def test_a_failure_is_told_without_values(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        try:
            _falhar(CPF)
        except ValueError as causa:
            raise RuntimeError(f"about {CPF}") from causa
    except RuntimeError as erro:
        Registrador("teste").error("erro_inesperado", codigo="A1B2", exc_info=erro)
    saida = capsys.readouterr().err
    assert "error erro_inesperado" in saida
    assert "modulo='teste' codigo='A1B2' erro='RuntimeError < ValueError'" in saida
    assert "in _falhar" in saida
    assert saida.index("ValueError\n") < saida.index("  RuntimeError")
    assert CPF not in saida


def test_the_message_of_a_defect_of_the_program_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        None.fechar()  # type: ignore[attr-defined]  # the defect
    except AttributeError as erro:
        Registrador("teste").error("erro_inesperado", exc_info=erro)
    assert "has no attribute 'fechar'" in capsys.readouterr().err


def test_the_code_of_the_server_is_kept_and_its_words_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    class Recusa(Exception):
        sqlstate = "23505"

    Registrador("teste").error("erro_inesperado", exc_info=Recusa(f"Key (cpf)=({CPF}) already exists"))
    saida = capsys.readouterr().err
    assert "erro='Recusa [23505]'" in saida
    assert CPF not in saida


def test_events_have_time_and_level(capsys: pytest.CaptureFixture[str]) -> None:
    Registrador("teste").info("banco_fora", tentativa=2)
    Registrador("teste").warning("chaveiro_ausente")
    primeira, segunda = capsys.readouterr().err.splitlines()
    assert primeira.endswith("info banco_fora modulo='teste' tentativa=2")
    assert segunda.endswith("warning chaveiro_ausente modulo='teste'")


def test_a_start_without_trouble_does_without_the_logging_library() -> None:
    comando = "import sys, gsan_desk.app; print('structlog' in sys.modules)"
    saida = subprocess.run([sys.executable, "-c", comando], capture_output=True, text=True, check=True)
    assert saida.stdout.strip() == "False"
