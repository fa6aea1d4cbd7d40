"""Tramitar Conjunto when others are at it, when it is stopped, and when the server dies [UC0503]."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread
from time import monotonic, sleep
from typing import Any

import psutil
import pytest
from sqlalchemy import URL

from gsan_desk.database import instalacao
from gsan_desk.database.banco import Banco
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.domain.comando_encerramento import ComandarEncerramento
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import BancoIndisponivel, Conflito
from gsan_desk.domain.perfis import Perfil
from gsan_desk.domain.tramite_conjunto import Conjunto, Resultado
from gsan_desk.services import comando_encerramento
from gsan_desk.services.sessao import entrar
from gsan_desk.services.tramite_conjunto import execucao, registro
from tests.support import cenario
from tests.support import conjunto as apoio
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS
from tests.support.travas import derrubar, esperar_trava

AP = "atendimentopublico"
OPERACAO, LOJA, COBRANCA = IDS.unidade_operacional, IDS.unidade_loja, IDS.unidade_cobranca
POR_PARTE, MIL = 20, 1000
TRANCAR = f"SELECT 1 FROM {AP}.registro_atendimento WHERE rgat_id = %s FOR UPDATE"
QUANTOS = f"SELECT count(*) AS n FROM {AP}.tramite WHERE rgat_id = %s AND unid_idorigem <> 15"


@pytest.fixture(autouse=True)
def curtas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make short parts."""
    monkeypatch.setattr(registro, "POR_PARTE", POR_PARTE)


@pytest.fixture
def chefe(como: Callable[[str], Banco]) -> Banco:
    return como("supervisor")


@pytest.fixture
def eu(chefe: Banco) -> Contexto:
    return chefe.executar(entrar)


class Tentativa(Thread):
    """A call in another thread, with what came of it."""

    def __init__(self, fazer: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self._fazer = fazer
        self.resultado: Any = None
        self.erro: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self.resultado = self._fazer()
        except BaseException as erro:
            self.erro = erro

    def fim(self) -> Any:
        self.join(30)
        assert not self.is_alive()
        return self.resultado


def por_unidade(base: Any) -> dict[int, int]:
    linhas = base.execute(
        f"SELECT unid_idatual, count(*) AS n FROM {AP}.registro_atendimento WHERE rgat_id >= %s GROUP BY 1",
        (apoio.PRIMEIRO,),
    ).fetchall()
    return {linha["unid_idatual"]: linha["n"] for linha in linhas}


def test_two_supervisors_over_the_same_ras(chefe: Banco, eu: Contexto, como: Callable[[str], Banco], base: Any) -> None:
    """No deadlock; every RA moved once; each of them is told what became of each RA."""
    outra = como("admin")
    ela = outra.executar(entrar)
    ras = apoio.semear(base, 200)
    minha = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, ras[:150], LOJA))
    dela = apoio.registrar(outra, ela, apoio.pedir(outra, ela, ras[50:][::-1], COBRANCA))
    juntos = Barrier(2)

    def fazer(banco: Banco, contexto: Contexto, conjunto: Conjunto) -> None:
        juntos.wait()
        apoio.executar(banco, contexto, conjunto)

    tentativas = [Tentativa(lambda: fazer(chefe, eu, minha)), Tentativa(lambda: fazer(outra, ela, dela))]
    for tentativa in tentativas:
        tentativa.fim()
        assert tentativa.erro is None
    meus, delas = apoio.fins(chefe, minha), apoio.fins(outra, dela)
    assert {base.execute(QUANTOS, (ra,)).fetchone()["n"] for ra in ras} == {1}
    disputados = set(ras[50:150])
    for ra in disputados:
        assert {meus[ra], delas[ra]} == {Resultado.TRAMITADO, Resultado.ALTERADO}
    tramitados = [ra for fins in (meus, delas) for ra, fim in fins.items() if fim is Resultado.TRAMITADO]
    assert sorted(tramitados) == ras
    assert sum(por_unidade(base).values()) == len(ras)


def test_one_forwards_while_another_closes_the_same_ras_by_command(
    chefe: Banco, eu: Contexto, como: Callable[[str], Banco], base: Any
) -> None:
    """No deadlock; none is moved after its closing; each of them is told of each RA."""
    outra = como("admin")
    ela = outra.executar(entrar)
    ras = apoio.semear(base, 200)
    corrida = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, ras[::-1], LOJA))
    hoje = outra.executar(comando_encerramento.abrir).hoje
    comando = ComandarEncerramento(
        hoje - timedelta(days=2), hoje, IDS.motivo_nao_executado, ela.operador.usuario_id, unidade_atual_id=OPERACAO
    )
    base.execute("UPDATE seguranca.usuario SET unid_id = %s WHERE usur_nmlogin = 'admin'", (IDS.unidade_regional,))
    numero = outra.executar(comando_encerramento.comandar, outra.executar(entrar), comando)
    juntos = Barrier(2)

    def encerrar() -> None:
        juntos.wait()
        while not outra.executar(comando_encerramento.passo, ela, numero, 10).concluido:
            pass

    def mover() -> None:
        juntos.wait()
        apoio.executar(chefe, eu, corrida)

    tentativas = [Tentativa(encerrar), Tentativa(mover)]
    for tentativa in tentativas:
        tentativa.fim()
        assert tentativa.erro is None
    movidos = {ra for ra, fim in apoio.fins(chefe, corrida).items() if fim is Resultado.TRAMITADO}
    fechados = {linha.ra for linha in outra.executar(comando_encerramento.execucao, numero) if linha.encerrado}
    assert (movidos | (fechados & set(ras)), movidos & fechados) == (set(ras), set())
    linhas = base.execute(
        f"SELECT rgat_id, unid_idatual, rgat_cdsituacao FROM {AP}.registro_atendimento WHERE rgat_id = ANY (%s)", (ras,)
    ).fetchall()
    onde = {linha["rgat_id"]: (linha["unid_idatual"], linha["rgat_cdsituacao"]) for linha in linhas}
    assert onde == {ra: (LOJA, 1) if ra in movidos else (OPERACAO, 2) for ra in ras}


def test_an_ra_that_somebody_keeps_fails_its_part_whole_and_no_other(
    como: Callable[[str], Banco], dsn: URL, base: Any
) -> None:
    base.execute(f"ALTER ROLE supervisor IN DATABASE {base.info.dbname} SET lock_timeout TO '200ms'")
    chefe = como("supervisor")
    eu = chefe.executar(entrar)
    ras = apoio.semear(base, 2 * POR_PARTE)
    conjunto = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, ras, LOJA))
    with conectar(dsn) as outra, outra.transaction():
        outra.execute(TRANCAR, (ras[3],))
        with pytest.raises(Conflito, match=r"RA em uso por outro usuário\. Tente novamente\."):
            chefe.executar(execucao.executar, eu, conjunto.id, 0)
        chefe.executar(execucao.executar, eu, conjunto.id, 1)
    lido = apoio.ler(chefe, eu, conjunto.id)
    assert (lido.feitas, lido.faltam) == (frozenset({1}), (0,))
    assert por_unidade(base) == {OPERACAO: POR_PARTE, LOJA: POR_PARTE}
    apoio.executar(chefe, eu, lido)
    assert por_unidade(base) == {LOJA: 2 * POR_PARTE}


def test_cancelling_rolls_the_part_back_whole(chefe: Banco, eu: Contexto, dsn: URL, base: Any) -> None:
    ras = apoio.semear(base, POR_PARTE)
    conjunto = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, ras, LOJA))
    with conectar(dsn) as outra, outra.transaction():
        outra.execute(TRANCAR, (ras[-1],))
        parte = Tentativa(lambda: chefe.executar(execucao.executar, eu, conjunto.id, 0))
        esperar_trava(base)
        chefe.cancelar()
        parte.fim()
    assert parte.erro is not None
    assert por_unidade(base) == {OPERACAO: POR_PARTE}
    assert apoio.ler(chefe, eu, conjunto.id).faltam == (0,)
    apoio.executar(chefe, eu, conjunto)
    assert por_unidade(base) == {LOJA: POR_PARTE}


def test_a_connection_killed_in_the_middle_writes_the_part_once(
    chefe: Banco, eu: Contexto, dsn: URL, base: Any
) -> None:
    """The command goes again by itself over another connection; nothing of the first try is left."""
    ras = apoio.semear(base, POR_PARTE)
    conjunto = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, ras, LOJA))
    with conectar(dsn) as outra, outra.transaction():
        outra.execute(TRANCAR, (ras[-1],))
        parte = Tentativa(lambda: chefe.executar(execucao.executar, eu, conjunto.id, 0))
        esperar_trava(base)
        pid = base.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        ).fetchone()["pid"]
        derrubar(base, pid)
        esperar_trava(base)
    assert dict(parte.fim().totais) == {Resultado.TRAMITADO: POR_PARTE}
    assert {base.execute(QUANTOS, (ra,)).fetchone()["n"] for ra in ras} == {1}


def test_one_part_by_two_workstations_is_done_once(
    chefe: Banco, eu: Contexto, como: Callable[[str], Banco], base: Any
) -> None:
    """The same person twice: the second waits, and tells what the first did."""
    ras = apoio.semear(base, POR_PARTE)
    conjunto = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, ras, LOJA))
    outra = como("supervisor")
    tentativas = [Tentativa(lambda b=b: b.executar(execucao.executar, eu, conjunto.id, 0)) for b in (chefe, outra)]
    assert {tuple(t.fim().totais.items()) for t in tentativas} == {((Resultado.TRAMITADO, POR_PARTE),)}
    assert {base.execute(QUANTOS, (ra,)).fetchone()["n"] for ra in ras} == {1}


@pytest.fixture
def servidor_proprio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServidorEmbutido]:
    """A server that this test may kill; writes are as durable as on a desk."""
    pasta = Path("/dev/shm") if Path("/dev/shm").is_dir() else tmp_path_factory.getbasetemp()
    raiz = pasta / f"gsan-desk-queda-{os.getpid()}"
    raiz.mkdir()
    servidor = ServidorEmbutido(raiz / "pg", {"max_connections": "20"})
    servidor.iniciar()
    yield servidor
    servidor.parar()
    shutil.rmtree(raiz)


def _matar(pasta: Path) -> None:
    """End the server as a power cut does: no process of it says goodbye."""
    postmaster = psutil.Process(int((pasta / "postmaster.pid").read_text().split()[0]))
    processos = [postmaster, *postmaster.children(recursive=True)]
    for processo in processos:
        processo.send_signal(signal.SIGKILL)
    psutil.wait_procs(processos, timeout=20)
    (pasta / "postmaster.pid").unlink(missing_ok=True)


def test_the_server_killed_in_the_middle_of_ten_thousand(
    servidor_proprio: ServidorEmbutido, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every part is whole or absent; after the reconnect the run says which, and goes on with the others."""
    monkeypatch.setattr(registro, "POR_PARTE", MIL)
    url = servidor_proprio.url()
    instalacao.criar(url, cenario.FUSO, "novo")
    with conectar(url) as conexao:
        cenario.montar(conexao)
    instalacao.criar_usuario(url, "supervisor", "SUPERVISOR", Perfil.SUPERVISOR, IDS.unidade_regional, SENHA)
    with conectar(url) as conexao:
        ras = apoio.semear(conexao, 10 * MIL)
    chefe = Banco(url.set(username="supervisor", password=SENHA))
    eu = chefe.executar(entrar)
    conjunto = apoio.registrar(chefe, eu, apoio.pedir(chefe, eu, ras, LOJA))
    contadas: list[int] = []

    def correr() -> None:
        for parte in conjunto.faltam:
            chefe.executar(execucao.executar, eu, conjunto.id, parte)
            contadas.append(parte)

    tentativa = Tentativa(correr)
    fim = monotonic() + 30
    while len(contadas) < 3:
        assert monotonic() < fim
        sleep(0.005)
    _matar(servidor_proprio._pasta)
    tentativa.fim()
    assert isinstance(tentativa.erro, BancoIndisponivel)
    servidor_proprio._servidor.ensure_postgres_running()
    lido = apoio.ler(chefe, eu, conjunto.id)
    assert set(contadas) <= lido.feitas, "what was answered stays"
    assert 0 < len(lido.feitas) < lido.partes
    por_parte: dict[int, set[Resultado]] = {}
    for linha in chefe.executar(registro.resultado, conjunto.id):
        por_parte.setdefault(linha.parte, set()).add(linha.resultado)
    assert {parte for parte, fins in por_parte.items() if fins == {Resultado.TRAMITADO}} == lido.feitas
    assert all(len(fins) == 1 for fins in por_parte.values()), "whole or absent"
    apoio.executar(chefe, eu, lido)
    assert dict(apoio.ler(chefe, eu, conjunto.id).totais) == {Resultado.TRAMITADO: len(ras)}
    with conectar(servidor_proprio.url()) as conexao:
        repetidos = conexao.execute(
            f"SELECT rgat_id FROM {AP}.tramite WHERE unid_iddestino = %s GROUP BY 1 HAVING count(*) <> 1", (LOJA,)
        ).fetchall()
    assert {ra for (ra,) in repetidos} & set(ras) == set()
    chefe.fechar()
