"""Fixtures of the use cases: a person at the counter, and what the program knows after the log-in."""

from collections.abc import Callable

import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.services.sessao import entrar


@pytest.fixture
def atendente(como: Callable[[str], Banco]) -> Banco:
    """The database as the atendente of the loja meets it."""
    return como("atendente")


@pytest.fixture
def contexto(atendente: Banco) -> Contexto:
    """The atendente with the domain rows."""
    return atendente.executar(entrar)
