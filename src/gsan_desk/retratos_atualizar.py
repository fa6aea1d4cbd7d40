"""Pictures of Atualizar RA, of two people at one RA, and of the Simplificado, which the training's base lacks."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from gsan_desk.album import PASSO, Album, quando
from gsan_desk.app import Entrada, entrar
from gsan_desk.database.treinamento import Treinamento
from gsan_desk.domain.atualizacao import AtualizarRA
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.conflito import Escolha
from gsan_desk.domain.dominios import Item
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.domain.simplificado import Ocorrencia, TipoSimplificado
from gsan_desk.estacao import Estacao
from gsan_desk.services.protocolo import sortear
from gsan_desk.services.ra_atualizar import abrir, atualizar
from gsan_desk.services.ra_filtrar import filtrar
from gsan_desk.services.ra_simplificado import SimplificadoAberto, listar_ocorrencias
from gsan_desk.services.ra_simplificado import abrir as abrir_simplificado
from gsan_desk.services.relogio import hoje
from gsan_desk.ui.atualizacao.atualizar import AtualizarRegistro
from gsan_desk.ui.bridge import Ponte, em_segundo_plano
from gsan_desk.ui.registro_atendimento.partes import Parte
from gsan_desk.ui.simplificado.inserir import InserirSimplificado

PERIODO = timedelta(days=28)


async def percorrer(album: Album, treino: Treinamento, estacao: Estacao, entrada: Entrada) -> None:
    """Change an RA while a supervisor changes it too; nothing of it stays in the training's base."""
    estacao.janela.show()
    numero = await em_segundo_plano(entrada.banco.executar, _alteravel, entrada)
    tela = estacao.abas_do_ra.atualizar(numero)
    if not isinstance(tela, AtualizarRegistro):
        raise TypeError("atualizar is not the form")
    await quando(lambda: tela.pronto)
    for parte, nome in zip(Parte, ("dados-gerais", "local", "solicitante", "anexos"), strict=True):
        tela.formulario.mostrar_aba(parte)
        await album.guardar(estacao.janela, f"atualizar-{nome}", inteira=True)
    await _solicitante(album, estacao, tela)
    await _conflito(album, treino, estacao, tela, numero)
    await _simplificado(album, estacao, entrada)


async def _solicitante(album: Album, estacao: Estacao, tela: AtualizarRegistro) -> None:
    aba = tela.formulario.solicitantes
    tela.formulario.mostrar_aba(Parte.SOLICITANTE)
    aba.lista.adicionar.click()
    await quando(lambda: aba.editor is not None)
    if aba.editor is not None:
        aba.editor.campos.nome.definir("JOSÉ DA SILVA")
        await album.guardar(estacao.janela, "atualizar-adicionar", inteira=True)
        aba.editor.desistir.click()


async def _conflito(album: Album, treino: Treinamento, estacao: Estacao, tela: AtualizarRegistro, numero: int) -> None:
    """Have a colleague of the Central write first; take it back in the end."""
    colega = await em_segundo_plano(entrar, treino.url("admin"), "treinamento")
    try:
        lido = await em_segundo_plano(colega.banco.executar, _comando, colega, numero)
        tela.formulario.dados_gerais.observacao.definir("Vizinho informa que a água já chega à calçada.")
        tela.formulario.local.campos.ponto_referencia.definir("PRÓXIMO À PADARIA")
        deles = replace(
            lido,
            dados_gerais=replace(lido.dados_gerais, observacao="Equipe passou às 9h e não achou ninguém."),
            local=replace(lido.local, ponto_referencia="ESQUINA DO MERCADO"),
        )
        await em_segundo_plano(colega.banco.executar, atualizar, colega.contexto, deles)
        tela.rodape.concluir.click()
        await quando(lambda: tela.pagina is tela.conflito)
        tela.conflito.cartoes[0].escolher(Escolha.MEU)
        await album.guardar(estacao.janela, "atualizar-conflito", inteira=True)
        tela.conflito.voltar.click()
        atual = await em_segundo_plano(colega.banco.executar, _comando, colega, numero)
        volta = replace(atual, dados_gerais=lido.dados_gerais, local=lido.local)
        await em_segundo_plano(colega.banco.executar, atualizar, colega.contexto, volta)
    finally:
        colega.banco.fechar()


def _comando(sessao: Session, entrada: Entrada, numero: int) -> AtualizarRA:
    """Read the RA as somebody who touches nothing yet."""
    aberto = abrir(sessao, entrada.contexto, numero)
    estado = aberto.estado
    return AtualizarRA(numero, estado, estado.dados_gerais, aberto.local, estado.solicitantes)


def _alteravel(sessao: Session, entrada: Entrada) -> int:
    """Find a pending RA that this person may change, of the last month; one that asks for no more can be saved."""
    dominios = entrada.contexto.dominios
    dia = hoje(sessao)
    filtro = FiltroRA(atendimento=Periodo(dia - PERIODO, dia), situacao=SituacaoRA.PENDENTE)
    for linha in filtrar(sessao, entrada.contexto, filtro).linhas:
        try:
            aberto = abrir(sessao, entrada.contexto, linha.id)
        except RegraViolada:
            continue
        gerais = aberto.estado.dados_gerais
        pede_mais = (
            dominios.especificacoes[gerais.especificacao_id or 0].documento_obrigatorio
            or dominios.tipos[gerais.tipo_id or 0].area_esgoto
        )
        if aberto.local.endereco is not None and not pede_mais:
            return linha.id
    raise LookupError("no RA to change in the training's base")


async def _simplificado(album: Album, estacao: Estacao, entrada: Entrada) -> None:
    """Show the screen over a base that answers as one of the later line would."""
    ponte = Ponte(_BancoPosterior(entrada), estacao.ponte.contexto)
    tela = InserirSimplificado(
        ponte,
        estacao.abas_do_ra,
        pesquisar=None,
        abrir_inserir=lambda _novo: None,
        imprimir_via=lambda _numero: None,
    )
    estacao.janela.abrir_aba(tela, tela.windowTitle())
    await quando(lambda: tela.pronto)
    tela.campos.nome.definir("MARIA DAS DORES")
    painel = tela.campos.ocorrencias
    municipio = next(iter(estacao.ponte.contexto.dominios.municipios))
    painel.municipio.de_rascunho(str(municipio))
    await painel.municipio.aguardar()
    painel.consultar.click()
    await quando(lambda: painel.tabela.modelo.rowCount() > 0)
    await album.guardar(estacao.janela, "simplificado", inteira=True)
    tela.campos.tipo.definir(TipoSimplificado.REITERACAO)
    await asyncio.sleep(PASSO)
    await album.guardar(estacao.janela, "simplificado-reiteracao", inteira=True)
    ponte.fechar()


class _BancoPosterior:
    """The training's base, but for what only the later line of GSAN has: of that it answers what is made up here."""

    def __init__(self, entrada: Entrada) -> None:
        self._banco = entrada.banco
        self._respostas: dict[Any, Callable[[Session], object]] = {
            abrir_simplificado: _aberto,
            listar_ocorrencias: _ocorrencias,
        }

    def executar(self, caso: Callable[..., Any], *args: Any) -> Any:
        """Run a use case, or answer in its place."""
        resposta = self._respostas.get(caso)
        return self._banco.executar(caso, *args) if resposta is None else self._banco.executar(resposta)


def _aberto(sessao: Session) -> SimplificadoAberto:
    sorteio = sortear(sessao)
    return SimplificadoAberto(
        chave=uuid4(),
        protocolo=sorteio.protocolo,
        agora=sorteio.agora,
        cpf_obrigatorio=frozenset(),
        orgaos_rg=(Item(1, "SECRETARIA DE SEGURANÇA"),),
        ufs=(Item(1, "PE"),),
        tipos_ocorrencia=(Item(1, "FALTA DE ÁGUA"),),
    )


def _ocorrencias(sessao: Session) -> Iterable[Ocorrencia]:
    agora = sortear(sessao).agora
    amanha = agora.date() + timedelta(days=1)
    return (
        _ocorrencia(1, "ADUTORA ROMPIDA NA AVENIDA", agora - timedelta(hours=3), amanha, "CENTRO E BOA VISTA"),
        _ocorrencia(2, "BOMBA DA ELEVATÓRIA EM REPARO", agora - timedelta(hours=20), amanha, "JARDIM DAS ACÁCIAS"),
    )


def _ocorrencia(id_: int, descricao: str, momento: Any, previsao: Any, areas: str) -> Ocorrencia:
    return Ocorrencia(id_, descricao, momento, previsao, 2, None, None, areas, "EQUIPE NO LOCAL", None)
