"""Whole stations as processes: killed, frozen, taken over, with the modem's own log as the truth."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest
from sqlalchemy import URL

from gsan_desk.domain.sms_maquina import SituacaoSms as S
from tests.sms.conftest import Fila
from tests.support.banco import SENHA

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX's", allow_module_level=True)
from tests.support.modem import Modem

Ligar = Callable[..., "subprocess.Popen[str]"]
TERMINAIS = (S.ENVIADA, S.ENTREGUE, S.FALHOU, S.INCERTA, S.EXPIRADA, S.CANCELADA)


@pytest.fixture
def modem(tmp_path: Path) -> Iterator[Modem]:
    novo = Modem(tmp_path)
    yield novo
    novo.fechar()


@pytest.fixture
def ligar(dsn: URL, tmp_path: Path) -> Iterator[Ligar]:
    """Start ``gsan-desk sms estacao``; every one is dead at the end."""
    vivas: list[subprocess.Popen[str]] = []
    registro = (tmp_path / "estacao.log").open("w")

    def iniciar(modem: Modem, nome: str = "central") -> subprocess.Popen[str]:
        endereco = dsn.set(drivername="postgresql", username="sms", password=SENHA)
        comando = (sys.executable, "-m", "gsan_desk", "sms", "estacao", "--nome", nome)
        opcoes = ("--dispositivo", str(modem.caminho), "--conexao", "at115200", "--pasta", str(tmp_path / nome))
        ambiente = os.environ | {"GSAN_DESK_DSN": endereco.render_as_string(hide_password=False)}
        processo = subprocess.Popen([*comando, *opcoes], env=ambiente, text=True, stdout=registro, stderr=registro)
        vivas.append(processo)
        return processo

    yield iniciar
    for processo in vivas:
        processo.kill()
        processo.wait()
    _fechar(registro)


def _fechar(arquivo: IO[str]) -> None:
    arquivo.close()


def test_it_sends_and_stops_cleanly_on_sigterm(fila: Fila, modem: Modem, ligar: Ligar, tmp_path: Path) -> None:
    enviada = fila.por("Protocolo 1")
    processo = ligar(modem)
    fila.esperar(enviada, S.ENVIADA)
    processo.send_signal(signal.SIGTERM)
    assert processo.wait(timeout=20) == 0
    assert fila.valor("SELECT valida_ate <= now() FROM gsan_desk.sms_posse")
    assert [a.texto for a in modem.rede] == ["Protocolo 1"]
    registro = (tmp_path / "estacao.log").read_text()
    assert "Protocolo" not in registro
    assert "99999" not in registro


def test_a_standby_takes_over_and_the_frozen_one_sends_nothing_when_it_wakes(
    fila: Fila, modem: Modem, ligar: Ligar, tmp_path: Path
) -> None:
    fila.ajustar(posse_segundos=10)
    (tmp_path / "outro").mkdir()
    outro = Modem(tmp_path / "outro")
    primeira = ligar(modem, "central")
    fila.esperar(fila.por("a"), S.ENVIADA)
    ligar(outro, "reserva")
    fila.ate(lambda: fila.valor("SELECT count(*) FROM gsan_desk.sms_estacao WHERE estado = 'reserva'") == 1)
    primeira.send_signal(signal.SIGSTOP)
    ids = [fila.por(str(n)) for n in range(3)]
    fila.esperar(ids[-1], S.ENVIADA, prazo=60)
    antes = len(modem.rede)
    primeira.send_signal(signal.SIGCONT)
    mais = [fila.por(f"depois {n}") for n in range(3)]
    fila.esperar(mais[-1], S.ENVIADA, prazo=60)
    fila.ate(lambda: fila.valor("SELECT estado FROM gsan_desk.sms_estacao WHERE nome = 'central'") == "reserva")
    assert len(modem.rede) == antes
    assert Counter(a.texto for a in modem.rede + outro.rede) == Counter(
        ["a", "0", "1", "2", "depois 0", "depois 1", "depois 2"]
    )
    outro.fechar()


def test_killed_at_random_nothing_is_sent_twice_and_nothing_is_lost(fila: Fila, modem: Modem, ligar: Ligar) -> None:
    acaso = random.Random(20261124)
    modem.latencia = 0.3
    ids = [fila.por(f"mensagem {n}", expira_em="infinity") for n in range(16)]
    for _ in range(4):
        processo = ligar(modem)
        antes = len(modem.rede)
        modem.esperar(min(antes + 1, len(ids) - 4))
        fila.conexao.execute("SELECT pg_sleep(%s)", (acaso.uniform(0, 1.2),))
        processo.kill()
        processo.wait()
        fila.conexao.execute("UPDATE gsan_desk.sms_posse SET valida_ate = now()")
    ligar(modem)
    for id_ in ids:
        fila.esperar(id_, *TERMINAIS, prazo=120)
    vezes = Counter(a.texto for a in modem.rede)
    assert max(vezes.values()) == 1
    for numero, id_ in enumerate(ids):
        situacao = fila.situacao(id_)[0]
        foi = vezes[f"mensagem {numero}"] == 1
        assert situacao == S.INCERTA or foi == (situacao in (S.ENVIADA, S.ENTREGUE)), (numero, situacao, foi)


def test_the_line_drops_in_the_middle_and_comes_back(fila: Fila, modem: Modem, ligar: Ligar) -> None:
    ids = [fila.por(f"mensagem {n}") for n in range(4)]
    modem.falhas.extend([None, "cai_depois"])
    ligar(modem)
    fila.esperar(ids[1], S.INCERTA, prazo=30)
    modem.religar()
    fila.esperar(ids[3], S.ENVIADA, prazo=60)
    assert [fila.situacao(i)[0] for i in ids] == [S.ENVIADA, S.INCERTA, S.ENVIADA, S.ENVIADA]
    assert Counter(a.texto for a in modem.rede) == Counter(f"mensagem {n}" for n in range(4))
