"""The UI thread during a registration typed key by key: how long each turn of the event loop takes."""

import asyncio
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bench.base import Bancada
from bench.sorteio import Pedido
from gsan_desk.estacao import Estacao
from gsan_desk.services.base import Base
from gsan_desk.ui import theme
from gsan_desk.ui.bridge import Saida, executar_laco
from gsan_desk.ui.registro_atendimento.formulario import Parte
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.state import Estado

LIMITE = 50.0  # ms
QUADRO = 16.0  # ms
PACIENCIA = 20.0  # s


@dataclass(frozen=True, slots=True)
class Volta:
    """One step of a coroutine on the UI thread, keys and slots inside it: milliseconds, and what was being done."""

    duracao: float
    etapa: str


class Cronista:
    """Times every step of every coroutine; an override of ``notify`` would cost more than what it measures."""

    def __init__(self) -> None:
        self.voltas: list[Volta] = []
        self.etapa = ""
        self._passo = asyncio.Handle._run

    def __enter__(self) -> "Cronista":
        passo, cronista = self._passo, self

        def cronometrado(tarefa: asyncio.Handle) -> None:
            inicio = perf_counter()
            passo(tarefa)
            cronista.voltas.append(Volta((perf_counter() - inicio) * 1000, cronista.etapa))

        asyncio.Handle._run = cronometrado
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.Handle._run = self._passo


@dataclass(slots=True)
class Registro:
    """What was measured, and whether the RA got in."""

    voltas: list[Volta] = field(default_factory=list)
    registrado: bool = False

    @property
    def maior(self) -> float:
        """The longest turn."""
        return max(volta.duracao for volta in self.voltas)

    @property
    def lentas(self) -> list[Volta]:
        """The turns longer than a frame, longest first."""
        return sorted((v for v in self.voltas if v.duracao > QUADRO), key=lambda v: -v.duracao)


def medir(bancada: Bancada, pedidos: list[Pedido]) -> Registro:
    """Type one registration per order and note the turns; the first only warms up."""
    app = QApplication(["bench"])
    theme.aplicar(app, "claro")
    registro = Registro()

    async def principal(saida: Saida) -> None:
        with Cronista() as cronista, tempfile.TemporaryDirectory() as pasta:
            estado = Estado(Path(pasta) / "estado.json")
            base = Base(treinamento=True, fuso_horario="", codificacao="UTF8")
            estacao = Estacao(bancada.banco, bancada.contexto, base, "bench", estado, Path(pasta) / "rascunhos")
            estacao.janela.resize(1366, 768)
            estacao.janela.show()
            try:
                await asyncio.sleep(0.5)
                for pedido in pedidos:
                    cronista.voltas.clear()
                    registro.registrado = await _registrar(estacao, pedido, cronista)
                registro.voltas = list(cronista.voltas)
            finally:
                estacao.ponte.fechar()
                saida.pedir()

    executar_laco(app, principal)
    return registro


async def _registrar(estacao: Estacao, pedido: Pedido, cronista: Cronista) -> bool:
    cronista.etapa = "abrir"
    tela = estacao.janela.abrir("inserir_ra")
    assert isinstance(tela, InserirRA)
    await _quando(lambda: tela.pronto)
    cronista.etapa = "dados gerais"
    especificacao = estacao.ponte.contexto.dominios.especificacoes[pedido.especificacao_id]
    dados, local = tela.formulario.dados_gerais, tela.formulario.local.campos
    for combo, codigo in ((dados.tipo, especificacao.tipo_id), (dados.especificacao, especificacao.id)):
        combo.setFocus()
        combo.definir(codigo)
        QTest.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
        await asyncio.sleep(0.05)
    await _digitar(dados.observacao.editor, "Vazamento em frente ao portao azul.")
    cronista.etapa = "local"
    tela.formulario.mostrar_aba(Parte.LOCAL)
    await _digitar(local.imovel_id.codigo, str(pedido.imovel_id))
    QTest.keyClick(local.imovel_id.codigo, Qt.Key.Key_Return)
    await _quando(lambda: tela.formulario.local.imovel is not None)
    cronista.etapa = "solicitante"
    tela.formulario.mostrar_aba(Parte.SOLICITANTE)
    await _quando(lambda: tela.formulario.solicitante.cliente.item() is not None)
    cronista.etapa = "concluir"
    for _ in range(3):
        if tela.sucesso.isVisible():
            break
        alvo = tela.avisos if tela.avisos.isVisible() else tela
        QTest.keyClick(alvo, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await asyncio.sleep(1)
    registrado = tela.sucesso.isVisible()
    estacao.janela.abas.pedir_fechamento(tela)
    await asyncio.sleep(0.3)
    return registrado


async def _digitar(campo: QWidget, texto: str) -> None:
    campo.setFocus()
    for letra in texto:
        QTest.keyClick(campo, letra)
        await asyncio.sleep(0)


async def _quando(pronto: Callable[[], Any]) -> None:
    async with asyncio.timeout(PACIENCIA):
        while not pronto():
            await asyncio.sleep(0.01)
