"""The UI thread during registrations typed key by key: how long each turn of the event loop takes."""

import asyncio
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QAbstractEventDispatcher, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bench.base import Bancada
from bench.sorteio import Pedido
from gsan_desk.app import Entrada, mostrar_estacao
from gsan_desk.estacao import Estacao
from gsan_desk.services.base import Base
from gsan_desk.ui import idioma, theme
from gsan_desk.ui.bridge import Saida, executar_laco
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.state import Estado

LIMITE = 50.0  # ms
QUADRO = 16.0  # ms
PACIENCIA = 20.0  # s
AMBIENTE = {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_LOGGING_RULES": "default.warning=false",  # what the plugin without a screen says it cannot do
    "QT_NO_GLIB": "1",  # GLib's loop does not tell when it waits
}
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True)
class Volta:
    """A turn of the loop: milliseconds, its longest part, what was being done, in which registration."""

    duracao: float
    parte: str
    etapa: str
    registro: int


class Cronista:
    """Times each turn of the loop, from waking to waiting again; keys and steps of coroutines inside it are named.

    An override of ``QApplication.notify`` would name every event, and cost more than most of what it measures.
    """

    def __init__(self) -> None:
        self.voltas: list[Volta] = []
        self.etapa, self.registro = "", 0
        self._inicio: float | None = None
        self._partes: list[tuple[float, str]] = []
        self._passo = asyncio.Handle._run

    def __enter__(self) -> "Cronista":
        despachante = QAbstractEventDispatcher.instance()
        despachante.awake.connect(self._acordar)
        despachante.aboutToBlock.connect(self._esperar)
        passo, cronista = self._passo, self

        def cronometrado(passo_da_vez: asyncio.Handle) -> None:
            with cronista.parte(_nome(passo_da_vez)):
                passo(passo_da_vez)

        asyncio.Handle._run = cronometrado
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.Handle._run = self._passo
        despachante = QAbstractEventDispatcher.instance()
        despachante.awake.disconnect(self._acordar)
        despachante.aboutToBlock.disconnect(self._esperar)

    @contextmanager
    def parte(self, nome: str) -> Iterator[None]:
        """Time a part of the turn."""
        inicio = perf_counter()
        try:
            yield
        finally:
            self._partes.append((perf_counter() - inicio, nome))

    def _acordar(self) -> None:
        self._esperar()
        self._inicio = perf_counter()

    def _esperar(self) -> None:
        if self._inicio is not None:
            maior = max(self._partes, default=(0.0, "eventos do Qt"))
            duracao = (perf_counter() - self._inicio) * 1000
            parte = maior[1] if maior[0] * 2000 > duracao else "eventos do Qt"
            self.voltas.append(Volta(duracao, parte, self.etapa, self.registro))
        self._inicio = None
        self._partes.clear()


def _nome(passo: asyncio.Handle) -> str:
    """Name the coroutine whose step this is."""
    dono = getattr(passo._callback, "__self__", None)
    corrotina = dono.get_coro() if isinstance(dono, asyncio.Task) else None
    return getattr(corrotina, "__qualname__", "") or getattr(passo._callback, "__qualname__", "chamada")


@dataclass(slots=True)
class Registro:
    """What was measured, and how many of the RAs got in."""

    voltas: list[Volta] = field(default_factory=list)
    pedidos: int = 0
    registrados: int = 0

    @property
    def maior(self) -> float:
        """The longest turn."""
        return max(volta.duracao for volta in self.voltas)

    @property
    def lentas(self) -> list[Volta]:
        """The turns longer than a frame, longest first."""
        return sorted((v for v in self.voltas if v.duracao > QUADRO), key=lambda v: -v.duracao)


def medir(bancada: Bancada, pedidos: list[Pedido]) -> Registro:
    """Type one registration per request, the first with nothing loaded yet, and note the turns."""
    os.environ.update(AMBIENTE)
    app = QApplication.instance() or QApplication(["bench"])
    assert isinstance(app, QApplication)
    idioma.aplicar(app)
    theme.aplicar(app, "claro")
    cronista, falhas = Cronista(), []
    registro = Registro(cronista.voltas, len(pedidos))

    async def principal(saida: Saida) -> None:
        with tempfile.TemporaryDirectory() as pasta:
            estacao = await abrir_estacao(bancada, Path(pasta), saida)
            try:
                with cronista:
                    for cronista.registro, pedido in enumerate(pedidos, 1):
                        registro.registrados += await _Pessoa(estacao, cronista).registrar(pedido)
            except BaseException as erro:
                falhas.append(erro)
            finally:
                estacao.ponte.fechar()
                estacao.janela.close()
                saida.pedir()

    executar_laco(app, principal)
    if falhas:
        raise falhas[0]
    return registro


async def abrir_estacao(bancada: Bancada, pasta: Path, saida: Saida) -> Estacao:
    """Open the workstation of who is connected, and wait until it is in front."""
    os.environ["XDG_DATA_HOME"] = str(pasta)  # drafts
    base = Base(treinamento=True, fuso_horario="", codificacao="UTF8")
    entrada = Entrada(bancada.banco, bancada.contexto, base, "bench")
    estacao = mostrar_estacao(entrada, Estado(pasta / "estado.json"), saida)
    estacao.janela.resize(1366, 768)
    estacao.janela.activateWindow()
    await _quando(estacao.janela.isActiveWindow)
    return estacao


class _Pessoa:
    """Somebody at the keyboard; every key is a turn of the loop."""

    def __init__(self, estacao: Estacao, cronista: Cronista) -> None:
        self._janela, self._dominios = estacao.janela, estacao.ponte.contexto.dominios
        self._cronista = cronista

    async def registrar(self, pedido: Pedido) -> bool:
        """Go from the main window to the protocolo and close the tab; tell whether the RA got in."""
        await self._etapa("abrir", self._abrir())
        await self._etapa("dados gerais", self._dados_gerais(pedido))
        await self._etapa("local", self._local(pedido))
        await self._etapa("solicitante", self._solicitante(pedido))
        await self._etapa("concluir", self._concluir())
        registrado = self._tela.sucesso.isVisible()
        self._janela.abas.pedir_fechamento(self._tela)
        await asyncio.sleep(0.2)
        return registrado

    async def _etapa(self, nome: str, fazer: Any) -> None:
        self._cronista.etapa = nome
        await fazer
        await asyncio.sleep(0.1)  # layout and painting of what was done belong to it

    async def _abrir(self) -> None:
        await self._apertar(self._janela, Qt.Key.Key_N, CTRL)
        await _quando(lambda: isinstance(self._janela.abas.currentWidget(), InserirRA))
        self._tela: InserirRA = self._janela.abas.currentWidget()
        await _quando(lambda: self._tela.pronto)

    async def _dados_gerais(self, pedido: Pedido) -> None:
        especificacao = self._dominios.especificacoes[pedido.especificacao_id]
        dados = self._tela.formulario.dados_gerais
        await self._escolher(dados.tipo, self._dominios.tipos[especificacao.tipo_id])
        await self._escolher(dados.especificacao, especificacao)
        await self._digitar(dados.observacao.editor, "Vazamento em frente ao portao azul.")

    async def _local(self, pedido: Pedido) -> None:
        await self._apertar(self._tela.formulario, Qt.Key.Key_2, ALT)
        await _quando(lambda: self._tela.formulario.parte == 1)
        local = self._tela.formulario.local
        await self._digitar(local.campos.imovel_id.codigo, str(pedido.imovel_id))
        await self._apertar(local.campos.imovel_id.codigo, Qt.Key.Key_Return)
        await _quando(lambda: local.imovel is not None)

    async def _solicitante(self, pedido: Pedido) -> None:
        await self._apertar(self._tela.formulario, Qt.Key.Key_3, ALT)
        await _quando(lambda: self._tela.avisos.isVisible() or self._tela.formulario.parte == 2)
        await self._responder_avisos()
        await _quando(lambda: self._tela.formulario.parte == 2)
        campo = self._tela.formulario.solicitante.cliente
        await asyncio.sleep(0.1)  # the cliente of the imóvel comes by itself
        if campo.item() is None:
            await self._digitar(campo.codigo, str(pedido.cliente_id))
            await self._apertar(campo.codigo, Qt.Key.Key_Return)
            await _quando(lambda: campo.item() is not None)

    async def _concluir(self) -> None:
        await self._apertar(self._tela.formulario, Qt.Key.Key_Return, CTRL)
        await _quando(lambda: self._tela.avisos.isVisible() or not self._tela.ocupado.em_andamento)
        await self._responder_avisos()
        await _quando(lambda: not self._tela.ocupado.em_andamento)

    async def _responder_avisos(self) -> None:
        if self._tela.avisos.isVisible():
            await self._apertar(self._tela.avisos, Qt.Key.Key_Return, CTRL)
            await _quando(lambda: not self._tela.avisos.isVisible())

    async def _escolher(self, combo: Any, item: Any) -> None:
        """Type the name and take it from the list that opens."""
        await self._digitar(combo.lineEdit(), item.descricao)
        lista = combo.completer().popup()
        await _quando(lista.isVisible)
        for tecla in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            await self._apertar(lista, tecla)
        await _quando(lambda: not lista.isVisible())
        self._janela.activateWindow()  # as the desk's window manager does when a list goes
        if combo.valor() != item.id:  # a longer name came first
            combo.definir(item.id)

    async def _digitar(self, campo: QWidget, texto: str) -> None:
        campo.setFocus()
        for letra in texto:
            with self._cronista.parte(f"tecla → {type(campo).__name__}"):
                QTest.keyClicks(campo, letra)
            await asyncio.sleep(0)

    async def _apertar(
        self, alvo: QWidget, tecla: Qt.Key, modificador: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        with self._cronista.parte(f"{tecla.name} → {type(alvo).__name__}"):
            QTest.keyClick(alvo, tecla, modificador)
        await asyncio.sleep(0)


async def _quando(pronto: Callable[[], Any]) -> None:
    async with asyncio.timeout(PACIENCIA):
        while not pronto():
            await asyncio.sleep(0.01)
