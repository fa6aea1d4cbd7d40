"""The UI thread while a supervisor forwards ten thousand RAs: how long each turn of the event loop takes [UC0503]."""

import asyncio
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QPushButton

from bench.base import Bancada, preparar
from bench.fio_da_tela import AMBIENTE, LIMITE, Cronista, Registro, abrir_estacao
from bench.muitos_ras import QUANTOS, semear
from gsan_desk.services.sessao import entrar
from gsan_desk.ui import idioma, theme
from gsan_desk.ui.bridge import Saida, executar_laco
from gsan_desk.ui.tramite_conjunto.pagina import TramitarVarios

ORIGEM, DESTINO, AUTOR = 12, 11, 102
PACIENCIA = 120.0  # s
QUASE = QUANTOS - 1000  # the naive counterpart may have moved some already


def medir(bancada: Bancada) -> Registro:
    """Select, mark all, inform, preview, execute, see the report and take it back; the RAs are there already."""
    os.environ.update(AMBIENTE)
    app = QApplication.instance() or QApplication(["bench"])
    assert isinstance(app, QApplication)
    idioma.aplicar(app)
    theme.aplicar(app, "claro")
    cronista, falhas = Cronista(), []
    registro = Registro(cronista.voltas, QUANTOS)
    banco = bancada.como("supervisor")
    dela = replace(bancada, banco=banco, contexto=banco.executar(entrar))

    async def principal(saida: Saida) -> None:
        with tempfile.TemporaryDirectory() as pasta:
            estacao = await abrir_estacao(dela, Path(pasta), saida)
            try:
                with cronista:
                    registro.registrados = await _percorrer(estacao, cronista)
            except BaseException as erro:
                falhas.append(erro)
            finally:
                estacao.ponte.fechar()
                estacao.janela.close()
                saida.pedir()

    executar_laco(app, principal)
    banco.fechar()
    if falhas:
        raise falhas[0]
    return registro


async def _percorrer(estacao: Any, cronista: Cronista) -> int:
    """Go through the steps by the buttons; give how many RAs moved."""
    cronista.etapa = "abrir"
    tela: TramitarVarios = estacao.janela.abrir("tramitar_conjunto")
    selecao, informar, previa, resultado = tela.selecao, tela.informar, tela.previa, tela.resultado
    await asyncio.sleep(0.3)
    unidade: Any = selecao.filtro.campos["unidade_atual_id"].campo
    periodo: Any = selecao.filtro.campos["atendimento"].campo
    unidade.de_rascunho(str(ORIGEM))
    await unidade.aguardar()
    periodo.definir(None)
    await _etapa(cronista, "selecionar", selecao.filtro.selecionar.click, selecao.tabela.modelo.rowCount)
    await _etapa(cronista, "todos", selecao.todos.click, lambda: len(tela.escolha.marcados) >= QUASE)
    for _ in range(10):
        cronista.etapa = "rolar a lista"
        selecao.tabela.scrollToBottom()
        await asyncio.sleep(0.1)
    await _etapa(cronista, "abrir a janela", selecao.informar.click, lambda: bool(informar.campos.hora.text()))
    informar.campos.destino.de_rascunho(str(DESTINO))
    await informar.campos.aguardar()
    await _etapa(cronista, "informar", informar.inserir.click, lambda: tela.escolha.informados or _aceitar(tela))
    await _etapa(cronista, "informar", lambda: None, lambda: tela.escolha.informados >= QUASE)
    await _etapa(cronista, "prévia", selecao.tramitar.click, previa.tramitar.isEnabled)
    await _etapa(cronista, "tramitar", previa.tramitar.click, lambda: _terminou(resultado))
    tramitados = resultado.tabela.modelo.rowCount()
    for _ in range(5):
        cronista.etapa = "rolar o resultado"
        resultado.tabela.scrollToBottom()
        await asyncio.sleep(0.05)
        resultado.tabela.scrollToTop()
        await asyncio.sleep(0.05)
    await _etapa(cronista, "voltar", resultado.voltar.click, lambda: not selecao.ocupado.em_andamento)
    return int(tramitados)


def _aceitar(tela: TramitarVarios) -> bool:
    """Go on without the few RAs of the training's own that may not go."""
    achados = [b for b in tela.barra.findChildren(QPushButton) if b.text().startswith("Informar para os")]
    for botao in achados:
        botao.click()
    return bool(achados)


def _terminou(resultado: Any) -> bool:
    return resultado.conjunto is not None and not resultado.em_curso


async def _etapa(cronista: Cronista, nome: str, fazer: Callable[[], object], pronto: Callable[[], Any]) -> None:
    cronista.etapa = nome
    with cronista.parte(nome):
        fazer()
    async with asyncio.timeout(PACIENCIA):
        while not pronto():
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.3)  # layout and painting of what was done belong to it


def texto(fio: Registro) -> str:
    """Write the longest turns."""
    veredito = "ok" if fio.maior <= LIMITE else "acima"
    lentas = "".join(f"\n  {v.duracao:5.1f} ms  {v.etapa}: {v.parte}" for v in fio.lentas[:12])
    medida = f"{fio.maior:.1f} ms (limite {LIMITE:g})"
    return (
        f"Maior volta do fio da tela com {fio.pedidos} RAs: {medida}: {veredito}; {fio.registrados} no resultado, "
        f"{len(fio.voltas)} voltas; acima de um quadro:{lentas or ' nenhuma'}"
    )


if __name__ == "__main__":
    with preparar() as bancada_propria:
        with bancada_propria.superusuario() as conexao:
            semear(conexao, ORIGEM, AUTOR)
        print(texto(medir(bancada_propria)))
