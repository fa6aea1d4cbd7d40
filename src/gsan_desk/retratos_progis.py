"""Pictures of the citizens' reports: the Caixa, the analysis, the RA that one becomes, the settings."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import psycopg
from sqlalchemy import URL

from gsan_desk.album import Album, janela_aberta, quando
from gsan_desk.estacao import Estacao
from gsan_desk.progis import importacao, simulacao
from gsan_desk.services.progis.relatos import LinhaDoRelato
from gsan_desk.ui.bridge import em_segundo_plano
from gsan_desk.ui.progis.analise import AnalisarRelato
from gsan_desk.ui.progis.caixa import CaixaProgis
from gsan_desk.ui.progis.configurar import ConfigurarRelatos
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.registro_atendimento.partes import Parte

QUANTOS, SEMENTE = 18, 4


async def percorrer(album: Album, estacao: Estacao, url: URL) -> None:
    """Walk from the list to a decision."""
    await em_segundo_plano(_chegar, url)
    caixa = estacao.janela.abrir("caixa_progis")
    if not isinstance(caixa, CaixaProgis):
        raise TypeError("caixa_progis is not the list")
    await quando(lambda: caixa.pronta and caixa.tabela.modelo.rowCount() > 0)
    linhas = caixa.tabela.modelo.linhas
    caixa.tabela.ir_para(next(n for n, linha in enumerate(linhas) if linha.relato.fotos))
    await quando(lambda: caixa.fotos.a_vista)
    await album.guardar(estacao.janela, "caixa-progis", inteira=True)
    caixa.botao_registrar.click()
    await janela_aberta(album, "registrar-relato")
    analise = await _parecido(estacao, sorted(linhas, key=lambda linha: -linha.ras_proximos))
    await album.guardar(estacao.janela, "analisar-relato", inteira=True)
    analise.botoes.descartar.click()
    await janela_aberta(album, "descartar-relato")
    await quando(lambda: analise.pronta)
    analise.botoes.abrir.click()
    await quando(lambda: isinstance(estacao.janela.abas.currentWidget(), InserirRA))
    await _inserir(album, estacao, analise.candidatos.candidatos[0].especificacao_id)


async def configurar(album: Album, estacao: Estacao) -> None:
    """Show the settings, which are the supervisor's."""
    tela = estacao.janela.abrir("configurar_relatos")
    if not isinstance(tela, ConfigurarRelatos):
        raise TypeError("configurar_relatos is not the form")
    await quando(lambda: tela.pronta)
    await album.guardar(estacao.janela, "configurar-relatos", inteira=True)


async def _parecido(estacao: Estacao, linhas: Sequence[LinhaDoRelato]) -> AnalisarRelato:
    """Open a report that has both a photo and an RA that may be the same."""
    for linha in (linha for linha in linhas if linha.relato.fotos):
        analise = estacao.progis.analisar(linha.id)
        if not isinstance(analise, AnalisarRelato):
            raise TypeError("the report did not open")
        await quando(partial(_lida, analise))
        if analise.candidatos.candidatos:
            return analise
        await estacao.janela.abas.fechar(analise)
    raise LookupError("no report is like an RA")


def _lida(analise: AnalisarRelato) -> bool:
    return analise.pronta and analise.fotos.a_vista


async def _inserir(album: Album, estacao: Estacao, especificacao_id: int) -> None:
    tela: Any = estacao.janela.abas.currentWidget()
    await quando(lambda: tela.pronto and tela.do_relato.isVisible())
    especificacao = estacao.ponte.contexto.dominios.especificacoes[especificacao_id]
    tela.formulario.dados_gerais.tipo.definir(especificacao.tipo_id)
    tela.formulario.dados_gerais.especificacao.definir(especificacao_id)
    tela.formulario.mostrar_aba(Parte.LOCAL)
    await quando(tela.parecidos.isVisible)
    tela.parecidos.alternar()
    await album.guardar(estacao.janela, "inserir-do-relato", inteira=True)


def _chegar(url: URL) -> None:
    """Let reports come in, the same in every run."""
    endereco = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(endereco, autocommit=True, client_encoding="UTF8") as conexao:
        relatos = simulacao.simular(simulacao.pontos(conexao), QUANTOS, SEMENTE)
        importacao.gravar(conexao, simulacao.ORIGEM, relatos, simulacao.fotos)
