"""``python -m bench.janela``: the window itself, with real events: start, every tab, a long list, code fields, memory.

What is timed is each turn of the event loop, from waking to waiting again: while one lasts, nothing is painted and no
key is taken. The limit is 50 ms.
"""

import argparse
import asyncio
import gc
import json
import os
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import psutil
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bench import partida
from bench.base import Bancada, preparar
from bench.fio_da_tela import AMBIENTE, LIMITE, Cronista, Volta, abrir_estacao
from gsan_desk.database.dados.carga import ler
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.estacao import Estacao
from gsan_desk.services.relogio import hoje
from gsan_desk.services.sessao import entrar
from gsan_desk.ui import idioma, theme
from gsan_desk.ui.bridge import Saida, executar_laco

PESSOAS = ("atendente", "supervisor")
SEM_ABA = {"pesquisar_ra", "trocar_senha", "tema", "sair", "teclas", "sobre"}
"""Functions that open a dialog, or act at once."""
SOSSEGO, PACIENCIA, ENTRE_AMOSTRAS = 0.4, 30.0, 10.0


@dataclass(slots=True)
class Medicao:
    """Turns by what was being done, rows scrolled, and megabytes of the process as time goes by."""

    voltas: list[Volta] = field(default_factory=list)
    linhas: int = 0
    memoria: list[tuple[float, float]] = field(default_factory=list)

    def maiores(self) -> dict[str, tuple[float, str]]:
        """The longest turn of each step, and its longest part."""
        achadas: dict[str, tuple[float, str]] = {}
        for volta in self.voltas:
            achadas[volta.etapa] = max(achadas.get(volta.etapa, (0.0, "")), (volta.duracao, volta.parte))
        return achadas


def main() -> None:
    """Measure and print."""
    leitor = argparse.ArgumentParser(prog="python -m bench.janela", description=(__doc__ or "").splitlines()[0])
    leitor.add_argument("--tamanho", default="120000", help="RAs da base (padrão: 120000)")
    leitor.add_argument("--linhas", type=int, default=100_000, help="linhas a percorrer na lista")
    leitor.add_argument("--minutos", type=float, default=60, help="duração do trabalho em que se mede a memória")
    leitor.add_argument("--sem-partida", action="store_true", help="não mede a partida")
    leitor.add_argument("--json", type=Path, metavar="ARQ", help="grava também os números num arquivo")
    opcoes = leitor.parse_args()
    inicio = None if opcoes.sem_partida else partida.medir()
    with preparar(ler(opcoes.tamanho).ras) as bancada:
        medicao = medir(bancada, opcoes.linhas, opcoes.minutos * 60)
    print(_texto(medicao))
    if inicio is not None:
        print(f"Partida: {inicio.razao:.2f} vezes a de uma janela vazia com SQLAlchemy (limite {partida.LIMITE})")
    if opcoes.json:
        opcoes.json.write_text(
            json.dumps(asdict(medicao) | {"partida": inicio and inicio.razao}, ensure_ascii=False, indent=1) + "\n"
        )


def medir(bancada: Bancada, linhas: int, segundos: float) -> Medicao:
    """Open every tab of two people, scroll, type, and work for so many seconds."""
    os.environ.update(AMBIENTE)
    app = QApplication.instance() or QApplication(["bench"])
    assert isinstance(app, QApplication)
    idioma.aplicar(app)
    theme.aplicar(app, "claro")
    cronista, falhas = Cronista(), []
    medicao = Medicao(cronista.voltas)

    async def principal(saida: Saida) -> None:
        try:
            for login in PESSOAS:
                await _como(bancada, login, lambda estacao: _abas(estacao, cronista))
            trabalhar = partial(_trabalho, cronista=cronista, medicao=medicao, linhas=linhas, segundos=segundos)
            await _como(bancada, PESSOAS[0], trabalhar)
        except BaseException as erro:
            falhas.append(erro)
        finally:
            saida.pedir()

    executar_laco(app, principal)
    if falhas:
        raise falhas[0]
    return medicao


async def _como(bancada: Bancada, login: str, fazer: Callable[[Estacao], Awaitable[None]]) -> None:
    """Open the workstation as somebody, do it, leave; its way out ends nothing but itself."""
    banco = bancada.como(login)
    pessoa = replace(bancada, url=bancada.url.set(username=login), banco=banco, contexto=banco.executar(entrar))
    with tempfile.TemporaryDirectory() as pasta:
        estacao = await abrir_estacao(pessoa, Path(pasta), Saida())
        await asyncio.sleep(1)
        try:
            await fazer(estacao)
        finally:
            estacao.parar_avisos()
            estacao.ponte.fechar()
            estacao.janela.hide()  # closing it would ask about what was typed
            banco.fechar()


async def _abas(estacao: Estacao, cronista: Cronista) -> None:
    """Open each function that the menu offers, the first time with nothing loaded, and once more."""
    with cronista:
        for funcao in estacao.janela.oferecidas():
            if funcao.id in SEM_ABA:
                continue
            for vez in ("1ª vez", "2ª vez"):
                cronista.etapa = f"abrir {funcao.nome}, {vez}"
                await _abrir(estacao, funcao.id)
                await _fechar(estacao)


async def _trabalho(estacao: Estacao, cronista: Cronista, medicao: Medicao, linhas: int, segundos: float) -> None:
    with cronista:
        cronista.etapa = f"percorrer {linhas} linhas"
        medicao.linhas = await _percorrer(estacao, linhas)
        await _fechar(estacao)
        cronista.etapa = "digitar em campo de código"
        await _codigos(estacao)
        cronista.etapa = "trabalho repetido"
        await _repetir(estacao, medicao, segundos)


async def _abrir(estacao: Estacao, funcao: str, **kw: Any) -> QWidget:
    """Open from an event of its own, as a key does, and wait until it is quiet."""
    abertas: list[QWidget] = []
    QTimer.singleShot(0, lambda: abertas.append(estacao.janela.abrir(funcao, **kw)))  # type: ignore[arg-type]
    await _quando(lambda: bool(abertas))
    await asyncio.sleep(SOSSEGO)
    return abertas[0]


async def _fechar(estacao: Estacao) -> None:
    abas = estacao.janela.abas
    if (tela := abas.currentWidget()) is not None:
        abas.pedir_fechamento(tela)
    await asyncio.sleep(0.1)


async def _percorrer(estacao: Estacao, linhas: int) -> int:
    """Press Ctrl+End again and again: each brings one more page; then go back and forth by pages."""
    dia = estacao.ponte._banco.executar(hoje)  # type: ignore[attr-defined]  # before anything is timed
    filtro = FiltroRA(atendimento=Periodo(dia.replace(year=dia.year - 6), dia))
    tela: Any = await _abrir(estacao, "manter_ra", filtro=filtro)
    tabela = tela.resultado.tabela
    await _quando(lambda: tabela.modelo.rowCount() > 0)
    while tabela.modelo.rowCount() < linhas and tabela.modelo._tem_mais:
        antes, fim = tabela.modelo.rowCount(), monotonic() + 2
        for tecla in (Qt.Key.Key_Home, Qt.Key.Key_End):
            QTest.keyClick(tabela, tecla, Qt.KeyboardModifier.ControlModifier)
        while tabela.modelo.rowCount() == antes and monotonic() < fim:
            await asyncio.sleep(0.005)
    for tecla in (*[Qt.Key.Key_PageUp] * 200, *[Qt.Key.Key_PageDown] * 200):
        QTest.keyClick(tabela, tecla)
        await asyncio.sleep(0)
    return int(tabela.modelo.rowCount())


async def _codigos(estacao: Estacao) -> None:
    """Type codes, right and wrong, into the fields of Local, with Enter after each."""
    tela: Any = await _abrir(estacao, "inserir_ra")
    await _quando(lambda: tela.pronto)
    QTest.keyClick(tela.formulario, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    await asyncio.sleep(SOSSEGO)
    campo = tela.formulario.local.campos.imovel_id.codigo
    for codigo in ("1000001", "1000008", "99999999", "1000015", "12"):
        campo.setFocus()
        campo.clear()
        for letra in codigo:
            QTest.keyClicks(campo, letra)
            await asyncio.sleep(0)
        QTest.keyClick(campo, Qt.Key.Key_Return)
        await asyncio.sleep(SOSSEGO)
    await _fechar(estacao)


async def _repetir(estacao: Estacao, medicao: Medicao, segundos: float) -> None:
    """Open, look and close for so long, and note the memory; what the first rounds load for good is not counted."""
    funcoes = [f.id for f in estacao.janela.oferecidas() if f.id not in SEM_ABA]
    inicio = amostra = monotonic()
    processo = psutil.Process()
    while monotonic() - inicio < segundos:
        for funcao in funcoes:
            await _abrir(estacao, funcao)
            await _fechar(estacao)
        if monotonic() - amostra >= ENTRE_AMOSTRAS:
            amostra = monotonic()
            gc.collect()
            medicao.memoria.append((amostra - inicio, processo.memory_info().rss / 1048576))


async def _quando(pronto: Callable[[], bool]) -> None:
    async with asyncio.timeout(PACIENCIA):
        while not pronto():
            await asyncio.sleep(0.005)


def _texto(medicao: Medicao) -> str:
    partes = ["| etapa | maior volta, ms | parte | limite |", "| --- | ---: | --- | --- |"]
    for etapa, (duracao, parte) in medicao.maiores().items():
        partes.append(f"| {etapa} | {duracao:.1f} | {parte} | {'ok' if duracao <= LIMITE else 'acima'} |")
    partes.append(f"\n{medicao.linhas} linhas percorridas, {len(medicao.voltas)} voltas do fio da tela.")
    if len(medicao.memoria) > 2:
        metade = medicao.memoria[len(medicao.memoria) // 2 :]
        (de, antes), (ate, depois) = metade[0], metade[-1]
        partes.append(
            f"Memória: {medicao.memoria[0][1]:.0f} MB no começo, {depois:.0f} MB no fim; na segunda metade "
            f"({(ate - de) / 60:.0f} min) cresceu {depois - antes:.1f} MB."
        )
    return "\n".join(partes)


if __name__ == "__main__":
    main()
