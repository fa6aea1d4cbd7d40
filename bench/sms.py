"""``python -m bench.sms``: the SMS station, and Debian's gammu-smsd beside it on the same modem when it is installed.

Each number is of one run: seconds a part at two latencies, seconds from the queue to the modem when idle, how well the
pace is kept, what the idle station costs.
"""

import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from time import monotonic, sleep
from typing import Any

import psutil
import psycopg
from sqlalchemy import URL, event
from tests.support.modem import Modem

from gsan_desk.database import instalacao
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.domain.perfis import Perfil
from gsan_desk.sms.estacao import EstacaoSms
from gsan_desk.sms.gammu_aparelho import AparelhoGammu, Conexao
from gsan_desk.sms.guarda import Identidade

NUMERO, SENHA = "+5581999990000", "senha-da-bancada"
ESQUEMA_DO_SMSD = Path("/usr/share/doc/gammu-smsd/examples/pgsql.sql")
LATENCIAS = ((0.0, 20), (0.5, 10))
OCIOSO, VEZES = 30.0, 5
Enfileirar = Callable[[str], object]


def main() -> None:
    """Run everything and print one table."""
    with tempfile.TemporaryDirectory(prefix="gsan-desk-sms-") as nome:
        pasta = Path(nome)
        pasta.chmod(0o755)
        servidor = ServidorEmbutido(pasta / "pg", {"fsync": "off"})
        servidor.iniciar()
        try:
            nossa = _nossa(servidor, pasta)
            deles = _do_smsd(servidor, pasta) if shutil.which("gammu-smsd") and ESQUEMA_DO_SMSD.exists() else {}
        finally:
            servidor.parar()
    print(f"{os.cpu_count()} núcleos, {platform.system()} {platform.machine()}\n")
    print("| medida | nossa | gammu-smsd | razão |\n| --- | ---: | ---: | ---: |")
    for medida, valor in nossa.items():
        outro = deles.get(medida)
        razao = f"{valor / outro:.2f}" if outro else "-"
        print(f"| {medida} | {valor:.3f} | {'-' if outro is None else f'{outro:.3f}'} | {razao} |")
    if not deles:
        print("\ngammu-smsd não está instalado: sem comparação.")


def _nossa(servidor: ServidorEmbutido, pasta: Path) -> dict[str, float]:
    with conectar(servidor.url()) as raiz:
        raiz.execute("CREATE DATABASE nossa TEMPLATE template0 ENCODING 'UTF8'")
    url = servidor.url("nossa")
    instalacao.criar(url, "America/Recife")
    with conectar(url) as conexao, modem_novo(pasta / "nosso") as modem:
        unidade: Any = conexao.execute("SELECT min(unid_id) FROM cadastro.unidade_organizacional").fetchone()
        if unidade[0] is None:
            raise LookupError("the catalogue has no unit")
        instalacao.criar_usuario(url, "bancada", None, Perfil.SMS, unidade[0], SENHA)
        conexao.execute("UPDATE gsan_desk.sms_ajustes SET intervalo_segundos = 0, cota_diaria = 0, cota_por_numero = 0")
        aparelho = AparelhoGammu(Conexao(str(modem.caminho), "at115200", "at"))
        estacao = EstacaoSms(servidor.url("nossa", "bancada", SENHA), aparelho, Identidade("bancada"), pasta)

        def enfileirar(texto: str) -> None:
            conexao.execute(
                "INSERT INTO gsan_desk.sms_mensagem (tipo, numero_informado, numero, texto, alfabeto, partes, chave)"
                " VALUES (1, %s, %s, %s, 'S', 1, gen_random_uuid()::text)",
                (NUMERO, NUMERO, texto),
            )

        estacao.iniciar()
        resultados = _medir(modem, enfileirar)
        resultados |= _ritmo(conexao, modem, enfileirar)
        resultados |= _ociosa(estacao, aparelho)
        estacao.parar()
    return resultados


def _do_smsd(servidor: ServidorEmbutido, pasta: Path) -> dict[str, float]:
    with conectar(servidor.url()) as raiz:
        raiz.execute("CREATE DATABASE smsd TEMPLATE template0 ENCODING 'UTF8'")
    url = servidor.url("smsd")
    with conectar(url) as conexao, modem_novo(pasta / "deles") as modem:
        esquema = ESQUEMA_DO_SMSD.read_text().replace("CREATE LANGUAGE plpgsql;", "")
        conexao.execute(esquema.encode())
        configuracao = pasta / "smsdrc"
        configuracao.write_text(
            f"[gammu]\ndevice = {modem.caminho}\nconnection = at115200\nmodel = at\n[smsd]\nservice = sql\n"
            f"driver = native_pgsql\nhost = {url.query['host']}\nuser = {url.username}\npassword = {url.password}\n"
            "database = smsd\nlogfile = /dev/null\n"
        )
        daemon = subprocess.Popen(  # noqa: S603 - the peer, with our own file
            ("gammu-smsd", "--config", str(configuracao)),  # noqa: S607 - the peer, wherever it is installed
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

        def enfileirar(texto: str) -> None:
            conexao.execute(
                'INSERT INTO outbox ("DestinationNumber", "TextDecoded", "CreatorID", "Coding")'
                " VALUES (%s, %s, 'bancada', 'Default_No_Compression')",
                (NUMERO, texto),
            )

        try:
            return _medir(modem, enfileirar)
        finally:
            daemon.kill()
            daemon.wait()


def _medir(modem: Modem, enfileirar: Enfileirar) -> dict[str, float]:
    resultados: dict[str, float] = {}
    enfileirar("aquecimento")
    modem.esperar(1, 120)
    for latencia, quantas in LATENCIAS:
        modem.latencia = latencia
        antes = len(modem.rede)
        for n in range(quantas):
            enfileirar(f"mensagem {n}")
        modem.esperar(antes + quantas, 180)
        momentos = [a.quando for a in modem.rede[antes:]]
        resultados[f"segundos por parte, modem com {latencia:g} s"] = (momentos[-1] - momentos[0]) / (quantas - 1)
    modem.latencia = 0.0
    resultados["da fila ao modem, ociosa (mediana)"] = median(_espera(modem, enfileirar) for _ in range(VEZES))
    return resultados


def _espera(modem: Modem, enfileirar: Enfileirar) -> float:
    sleep(3)
    antes, inicio = len(modem.rede), monotonic()
    enfileirar("ociosa")
    modem.esperar(antes + 1, 120)
    return modem.rede[-1].quando - inicio


def _ritmo(conexao: psycopg.Connection[Any], modem: Modem, enfileirar: Enfileirar) -> dict[str, float]:
    conexao.execute("UPDATE gsan_desk.sms_ajustes SET intervalo_segundos = 7")
    sleep(6)
    antes = len(modem.rede)
    for n in range(VEZES + 1):
        enfileirar(f"ritmo {n}")
    modem.esperar(antes + VEZES + 1, 120)
    intervalos = [b.quando - a.quando for a, b in pairwise(modem.rede[antes:])]
    return {"ritmo de 7 s (média)": mean(intervalos), "ritmo de 7 s (menor)": min(intervalos)}


def _ociosa(estacao: EstacaoSms, aparelho: AparelhoGammu) -> dict[str, float]:
    """Count what the station itself sends: the server's own counters hold its housekeeping too."""
    sleep(8)
    processos = [psutil.Process(), psutil.Process(aparelho.pid or 0)]
    comandos: list[str] = []

    def contar(_conexao: Any, _cursor: Any, comando: str, *_resto: Any) -> None:
        comandos.append(comando)

    event.listen(estacao.banco.engine, "before_cursor_execute", contar)
    cpu = _cpu(processos)
    sleep(OCIOSO)
    gasto, quantos = _cpu(processos) - cpu, len(comandos)
    event.remove(estacao.banco.engine, "before_cursor_execute", contar)
    return {"ociosa: % de um núcleo": 100 * gasto / OCIOSO, "ociosa: comandos em 5 s": quantos * 5 / OCIOSO}


def _cpu(processos: list[psutil.Process]) -> float:
    return sum(t.user + t.system for t in (p.cpu_times() for p in processos))


def conectar(url: URL) -> psycopg.Connection[Any]:
    return psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True)


@contextmanager
def modem_novo(pasta: Path) -> Iterator[Modem]:
    pasta.mkdir()
    modem = Modem(pasta)
    try:
        yield modem
    finally:
        modem.fechar()


if __name__ == "__main__":
    main()
