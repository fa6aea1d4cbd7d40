"""``python -m bench.sms_quedas``: 200 messages while the station, its phone's process, the line and the server fall.

With ``linha`` as argument only the line falls, twelve times. Prints what fell, what the modem's own log says that was
sent twice or lost, and how long each recovery took.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import monotonic, sleep
from typing import Any

import psutil
import psycopg
from tests.support.modem import Modem

from bench.sms import NUMERO, SENHA, conectar, modem_novo
from gsan_desk.database import instalacao
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.domain.perfis import Perfil
from gsan_desk.domain.sms_maquina import SituacaoSms as S

MENSAGENS, QUEDAS, DA_LINHA = 200, 50, 12
PRAZO = 180.0


class Ensaio:
    """One station as a process, its modem and its server, and the ways in which each falls."""

    def __init__(self, servidor: ServidorEmbutido, modem: Modem, pasta: Path, so_a_linha: bool) -> None:
        self._servidor, self._modem, self._pasta = servidor, modem, pasta
        todas = (self._estacao, self._telefone, self._linha, self._banco)
        self._formas: tuple[Callable[[], None], ...] = (self._linha,) if so_a_linha else todas
        self._acaso = random.Random(20261124)
        self._processo = self._ligar()
        self.quedas: Counter[str] = Counter()
        self.voltas: dict[str, list[float]] = {}

    def derrubar(self) -> None:
        """Let something fall at a random moment, and wait until messages go out again."""
        queda = self._acaso.choice(self._formas)
        sleep(self._acaso.uniform(0, 1.5))
        queda()
        nome, inicio, antes = queda.__name__.strip("_"), monotonic(), len(self._modem.rede)
        self.quedas[nome] += 1
        self._modem.esperar(min(antes + 1, MENSAGENS), PRAZO)
        self.voltas.setdefault(nome, []).append(monotonic() - inicio)

    def desligar(self) -> None:
        """End the station."""
        self._processo.send_signal(signal.SIGTERM)
        self._processo.wait()

    def _estacao(self) -> None:
        self._processo.kill()
        self._processo.wait()
        self._processo = self._ligar()

    def _telefone(self) -> None:
        for filho in psutil.Process(self._processo.pid).children():
            filho.kill()

    def _linha(self) -> None:
        self._modem.cair()
        sleep(0.5)
        self._modem.religar()

    def _banco(self) -> None:
        self._servidor.parar()
        sleep(1)
        self._servidor.iniciar()

    def _ligar(self) -> "subprocess.Popen[bytes]":
        endereco = self._servidor.url("quedas", "bancada", SENHA).set(drivername="postgresql")
        comando = (sys.executable, "-W", "ignore", "-m", "gsan_desk", "sms", "estacao", "--nome", "ensaio")
        opcoes = ("--dispositivo", str(self._modem.caminho), "--pasta", str(self._pasta))
        ambiente = os.environ | {"GSAN_DESK_DSN": endereco.render_as_string(hide_password=False)}
        return subprocess.Popen((*comando, *opcoes), env=ambiente, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program


def main() -> None:
    """Run the whole and print what became of every message."""
    so_a_linha = sys.argv[1:] == ["linha"]
    with tempfile.TemporaryDirectory(prefix="gsan-desk-quedas-") as nome:
        pasta = Path(nome)
        pasta.chmod(0o755)
        servidor = ServidorEmbutido(pasta / "pg")
        servidor.iniciar()
        try:
            with modem_novo(pasta / "modem") as modem:
                modem.latencia = 0.3
                ids = _preparar(servidor)
                ensaio = Ensaio(servidor, modem, pasta, so_a_linha)
                modem.esperar(1, PRAZO)
                while (
                    sum(ensaio.quedas.values()) < (DA_LINHA if so_a_linha else QUEDAS)
                    and len(modem.rede) < MENSAGENS - 5
                ):
                    ensaio.derrubar()
                situacoes = _esperar_o_fim(servidor)
                ensaio.desligar()
                _contar(ids, situacoes, Counter(a.texto for a in modem.rede), ensaio)
        finally:
            servidor.parar()


def _preparar(servidor: ServidorEmbutido) -> dict[int, str]:
    with conectar(servidor.url()) as raiz:
        raiz.execute("CREATE DATABASE quedas TEMPLATE template0 ENCODING 'UTF8'")
    url = servidor.url("quedas")
    instalacao.criar(url, "America/Recife")
    with conectar(url) as conexao:
        unidade: Any = conexao.execute("SELECT min(unid_id) FROM cadastro.unidade_organizacional").fetchone()
        instalacao.criar_usuario(url, "bancada", None, Perfil.SMS, unidade[0], SENHA)
        conexao.execute(
            "UPDATE gsan_desk.sms_ajustes SET intervalo_segundos = 0, cota_diaria = 0, cota_por_numero = 0,"
            " posse_segundos = 10"
        )
        return {_uma(conexao, f"mensagem {n}"): f"mensagem {n}" for n in range(MENSAGENS)}


def _uma(conexao: psycopg.Connection[Any], texto: str) -> int:
    linha: Any = conexao.execute(
        "INSERT INTO gsan_desk.sms_mensagem (tipo, numero_informado, numero, texto, alfabeto, partes, chave)"
        " VALUES (1, %s, %s, %s, 'S', 1, gen_random_uuid()::text) RETURNING id",
        (NUMERO, NUMERO, texto),
    ).fetchone()
    return int(linha[0])


def _esperar_o_fim(servidor: ServidorEmbutido) -> dict[int, int]:
    fim = monotonic() + 10 * PRAZO
    while monotonic() < fim:
        with conectar(servidor.url("quedas")) as conexao:
            situacoes = dict(conexao.execute("SELECT id, situacao FROM gsan_desk.sms_mensagem").fetchall())
        if not {S.PENDENTE, S.ENVIANDO} & set(situacoes.values()):
            return situacoes
        sleep(1)
    return situacoes


def _contar(ids: dict[int, str], situacoes: dict[int, int], vezes: "Counter[str]", ensaio: Ensaio) -> None:
    repetidas = sum(n > 1 for n in vezes.values())
    perdidas = sum(situacoes[i] in (S.PENDENTE, S.ENVIANDO) for i in ids)
    falsas = sum(situacoes[i] in (S.ENVIADA, S.ENTREGUE) and not vezes[t] for i, t in ids.items())
    caladas = sum(situacoes[i] in (S.FALHOU, S.EXPIRADA) and bool(vezes[t]) for i, t in ids.items())
    incertas = [i for i in ids if situacoes[i] == S.INCERTA]
    foram = sum(bool(vezes[ids[i]]) for i in incertas)
    print(f"{len(ids)} mensagens, {sum(ensaio.quedas.values())} quedas: {dict(ensaio.quedas)}")
    print(f"enviadas duas vezes: {repetidas}; perdidas: {perdidas}; ditas enviadas sem ter ido: {falsas};")
    print(f"ditas falhas tendo ido: {caladas}; incertas: {len(incertas)}, das quais {foram} tinham ido")
    for nome, tempos in ensaio.voltas.items():
        print(f"de volta depois de cair {nome}: mediana {median(tempos):.1f} s, máximo {max(tempos):.1f} s")


if __name__ == "__main__":
    main()
