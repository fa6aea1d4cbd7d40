"""Fixtures of the screens: offscreen Qt, a loop for coroutines, a bank of one's own making."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from gsan_desk.domain.dominios import Contexto, Dominios, Operador, Parametros
from gsan_desk.domain.erros import BancoIndisponivel
from gsan_desk.ui.bridge import Ponte, fechar_laco_de_teste, laco_de_teste
from gsan_desk.ui.faxina import Faxina
from gsan_desk.ui.state import Estado


class BancoFalso:
    """Run use cases against whatever stands for the session; ``fora`` makes it unreachable."""

    def __init__(self, sessao: Any = None) -> None:
        self.sessao = sessao
        self.fora = False
        self.chamadas: list[str] = []

    def executar(self, caso: Callable[..., Any], *args: Any) -> Any:
        self.chamadas.append(caso.__name__)
        if self.fora:
            raise BancoIndisponivel("fora do ar")
        if caso.__name__ == "sondar":
            return None
        return caso(self.sessao, *args)


@pytest.fixture(scope="session")
def laco_da_sessao(qapp) -> Iterator[asyncio.AbstractEventLoop]:
    """One loop for all tests: stopping it would tell Qt to quit, and every wait after that would return at once."""
    faxina = Faxina(qapp)
    laco = laco_de_teste(qapp)
    yield laco
    fechar_laco_de_teste(laco)
    faxina.parar()


@pytest.fixture
def laco(laco_da_sessao, qtbot) -> Iterator[asyncio.AbstractEventLoop]:
    """Let coroutines run inside ``qtbot.waitUntil`` and its kin; what a test leaves running is cancelled."""
    asyncio._set_running_loop(laco_da_sessao)
    yield laco_da_sessao
    restos = asyncio.all_tasks(laco_da_sessao)
    for tarefa in restos:
        tarefa.cancel()
    qtbot.waitUntil(lambda: all(tarefa.done() for tarefa in restos))
    asyncio._set_running_loop(None)


@pytest.fixture
def contexto() -> Contexto:
    operador = Operador(1, "ana", "Ana Lima", 10, frozenset({"atendente"}))
    return Contexto(operador, Dominios(Parametros("Companhia de Águas", "CAG")))


@pytest.fixture
def banco_falso() -> BancoFalso:
    return BancoFalso()


@pytest.fixture
def ponte(laco, banco_falso, contexto) -> Iterator[Ponte]:
    """A real bridge, with its worker thread, over the false bank."""
    ponte = Ponte(banco_falso, contexto, esperas=(0.01,))
    yield ponte
    ponte.fechar()


@pytest.fixture
def estado(qapp, tmp_path) -> Estado:
    return Estado(tmp_path / "estado.json")


@pytest.fixture
def rodar(laco, qtbot) -> Callable[..., Any]:
    """Run a coroutine to its end, turning Qt's loop meanwhile."""

    def rodar(coro: Any, timeout: int = 5000) -> Any:
        tarefa = laco.create_task(coro)
        qtbot.waitUntil(tarefa.done, timeout=timeout)
        return tarefa.result()

    return rodar
