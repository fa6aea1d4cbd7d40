"""Pictures of every screen with the training's data, made without a display (``gsan-desk telas``)."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from gsan_desk.album import PASSO, Album, janela_aberta, quando
from gsan_desk.app import Entrada, criar_aplicacao, entrar, montar_estacao
from gsan_desk.database import treinamento
from gsan_desk.domain.avisos import EstadoEscuta
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.erros import AcessoNegado, RegraViolada
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.estacao import Estacao
from gsan_desk.retratos_atualizar import percorrer as percorrer_atualizar
from gsan_desk.retratos_chefia import percorrer as percorrer_chefia
from gsan_desk.retratos_progis import configurar as configurar_relatos
from gsan_desk.retratos_progis import percorrer as percorrer_progis
from gsan_desk.retratos_sms import modelos as modelos_sms
from gsan_desk.retratos_sms import percorrer as percorrer_sms
from gsan_desk.services import reativacao
from gsan_desk.services.ra_filtrar import LinhaRA, filtrar
from gsan_desk.services.relogio import hoje
from gsan_desk.ui import theme
from gsan_desk.ui.bridge import Saida, Tarefas, em_segundo_plano, executar_laco
from gsan_desk.ui.caixa.caixa import CaixaDaUnidade
from gsan_desk.ui.caixa.topo import ESCUTAS
from gsan_desk.ui.consulta.busca_rapida import ListaDeAcertos
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.consulta.filtrar import FiltrarRA
from gsan_desk.ui.escolha_treinamento import EscolhaTreinamento
from gsan_desk.ui.login import JanelaLogin, Servidor
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.registro_atendimento.partes import Parte
from gsan_desk.ui.state import Estado

RETRATO_DO_MES = timedelta(days=28)


def gravar(pasta: Path, tema: theme.Tema, tamanho: tuple[int, int]) -> list[Path]:
    """Write one PNG a screen and give the files; the training database is made when it is not there.

    Raises:
        OSError: the folder cannot be written.
        TimeoutError: a screen did not come to rest.
    """
    pasta.mkdir(parents=True, exist_ok=True)
    feitos: list[Path] = []
    app = criar_aplicacao()
    theme.aplicar(app, tema)
    falhas: list[BaseException] = []

    async def principal(saida: Saida) -> None:
        try:
            await _percorrer(Album(pasta, tamanho, feitos))
        except BaseException as erro:
            falhas.append(erro)
        saida.pedir()

    executar_laco(app, principal)
    if falhas:
        raise falhas[0]
    return feitos


async def _percorrer(album: Album) -> None:
    treino = await em_segundo_plano(treinamento.preparar)
    try:
        await _portas(album)
        await _como(treino, "atendente", partial(_estacao, album))
        await _como(treino, "atendente", partial(percorrer_atualizar, album, treino))
        await _como(treino, "atendente", lambda estacao, _: percorrer_progis(album, estacao, treino.url("atendente")))
        await _como(treino, "supervisor", lambda estacao, _: configurar_relatos(album, estacao))
        await _como(treino, "supervisor", lambda estacao, _: percorrer_chefia(album, estacao))
        await _como(treino, "supervisor", lambda estacao, _: modelos_sms(album, estacao))
        await _como(treino, "operadorsms", partial(percorrer_sms, album))
    finally:
        treino.parar()


async def _como(
    treino: treinamento.Treinamento, login: str, percurso: Callable[[Estacao, Entrada], Awaitable[None]]
) -> None:
    """Open the workstation of one of the people and walk through it."""
    entrada = await em_segundo_plano(entrar, treino.url(login), "treinamento")
    with tempfile.TemporaryDirectory() as pasta:
        estado = Estado(Path(pasta) / "estado.json")
        estacao = montar_estacao(entrada, estado, Path(pasta) / "rascunhos")
        try:
            await percurso(estacao, entrada)
        finally:
            estacao.janela.hide()
            estacao.parar_avisos()
            estacao.ponte.fechar()
            estado.descarregar()
            entrada.banco.fechar()


async def _portas(album: Album) -> None:
    async def ninguem(*_: str) -> None:
        """Let nobody in for a picture."""
        raise AcessoNegado

    login = JanelaLogin(Tarefas(), ninguem, [Servidor("Companhia de Águas", "servidor/gsan")], usuario="maria")
    await album.guardar(login, "entrar")
    login.senha.setText("errada")
    login.tentar()
    await quando(lambda: not login.senha.text())
    await album.guardar(login, "entrar-erro")
    login.close()
    escolha = EscolhaTreinamento()
    await album.guardar(escolha, "treinamento")
    escolha.close()


async def _estacao(album: Album, estacao: Estacao, entrada: Entrada) -> None:
    janela = estacao.janela
    await album.guardar(janela, "estacao", inteira=True)
    await _caixa(album, estacao)
    janela.mostrar_paleta()
    await janela_aberta(album, "funcoes")
    janela.abrir("teclas")
    await janela_aberta(album, "teclas")
    linhas = await em_segundo_plano(entrada.banco.executar, _do_mes, entrada)
    await _inserir(album, estacao, linhas)
    await _filtrar(album, estacao)
    await _consultar(album, estacao, linhas)
    await _ao_lado(album, estacao, await em_segundo_plano(entrada.banco.executar, _vencido, entrada))
    estacao.abas_do_ra.reativar(await em_segundo_plano(entrada.banco.executar, _reativavel, entrada))
    await asyncio.sleep(PASSO * 20)
    await album.guardar(janela, "reativar", inteira=True)
    estacao.janela.abrir("pesquisar_ra")
    await janela_aberta(album, "pesquisar-ra")
    await _buscar(album, estacao)


async def _caixa(album: Album, estacao: Estacao) -> None:
    estacao.comecar()
    tela = estacao.janela.abas.currentWidget()
    if not isinstance(tela, CaixaDaUnidade):
        raise TypeError("the home tab is not the Caixa")
    await quando(
        lambda: tela.tabela.modelo.rowCount() > 0 and tela.topo.frescor.text() == ESCUTAS[EstadoEscuta.AO_VIVO]
    )
    await album.guardar(estacao.janela, "caixa", inteira=True)


async def _buscar(album: Album, estacao: Estacao) -> None:
    estacao.janela.busca.setText("maria")
    estacao.janela.busca.returnPressed.emit()
    await quando(lambda: _acertos() is not None)
    if (lista := _acertos()) is not None:
        await album.guardar(lista, "busca-rapida")
        lista.close()


def _acertos() -> ListaDeAcertos | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, ListaDeAcertos) and w.isVisible()), None)


async def _inserir(album: Album, estacao: Estacao, linhas: tuple[LinhaRA, ...]) -> None:
    tela = estacao.janela.abrir("inserir_ra")
    if not isinstance(tela, InserirRA):
        raise TypeError("inserir_ra is not the form")
    await quando(lambda: tela.pronto)
    await album.guardar(estacao.janela, "inserir-vazio", inteira=True)
    tela.rodape.concluir.click()
    await quando(lambda: bool(tela.barra.textos()) or tela.rodape.concluir.isEnabled())
    await album.guardar(estacao.janela, "inserir-erros", inteira=True)
    await _janelas_do_formulario(album, tela)
    await _preencher(tela, estacao, _repetido(estacao, linhas))
    for parte, nome in zip(Parte, ("dados-gerais", "local", "solicitante", "anexos"), strict=True):
        tela.formulario.mostrar_aba(parte)
        await quando(tela.rodape.concluir.isEnabled)
        await album.guardar(estacao.janela, f"inserir-{nome}", inteira=True)
    tela.formulario.local.campos.imovel_id.abrir_pesquisa()
    await janela_aberta(album, "pesquisar-imovel")
    tela.formulario.local.no_mapa.click()
    await janela_aberta(album, "apontar-no-mapa")
    tela.formulario.mostrar_aba(Parte.LOCAL)
    tela.rodape.avancar.click()
    await quando(lambda: not tela.formulario.isVisible() or tela.formulario.parte is not Parte.LOCAL)
    await album.guardar(estacao.janela, "inserir-avisos", inteira=True)


def _repetido(estacao: Estacao, linhas: tuple[LinhaRA, ...]) -> LinhaRA:
    """Choose a closed RA to be asked for again, whose tipo demands nothing of the area besides."""
    tipos = estacao.ponte.contexto.dominios.tipos.values()
    simples = {tipo.descricao for tipo in tipos if not (tipo.falta_agua or tipo.area_esgoto)}
    encerrados = (linha for linha in linhas if linha.imovel_id and linha.situacao is SituacaoRA.ENCERRADO)
    return next(linha for linha in encerrados if linha.tipo in simples)


async def _janelas_do_formulario(album: Album, tela: InserirRA) -> None:
    """Show what asks for an address and for a phone, which the filled form keeps shut."""
    formulario = tela.formulario
    formulario.mostrar_aba(Parte.LOCAL)
    formulario.local.campos.endereco.adicionar.click()
    await janela_aberta(album, "endereco")
    formulario.mostrar_aba(Parte.SOLICITANTE)
    formulario.solicitante.nome.definir("JOSÉ DA SILVA")
    await album.guardar(tela.window(), "inserir-solicitante-nome", inteira=True)
    formulario.solicitante.fones.adicionar.click()
    await janela_aberta(album, "telefone")
    formulario.solicitante.nome.definir("")


async def _preencher(tela: InserirRA, estacao: Estacao, modelo: LinhaRA) -> None:
    dominios = estacao.ponte.contexto.dominios
    especificacao = next(e for e in dominios.especificacoes.values() if e.descricao == modelo.especificacao)
    dados, local = tela.formulario.dados_gerais, tela.formulario.local.campos
    dados.tipo.definir(especificacao.tipo_id)
    dados.especificacao.definir(especificacao.id)
    dados.observacao.definir("Vizinho informa que o problema voltou depois do conserto.")
    local.imovel_id.de_rascunho(str(modelo.imovel_id))
    await local.imovel_id.aguardar()
    local.ponto_referencia.definir("PRÓXIMO À PADARIA")
    await asyncio.sleep(PASSO * 10)


async def _filtrar(album: Album, estacao: Estacao) -> None:
    tela = estacao.janela.abrir("manter_ra")
    if not isinstance(tela, FiltrarRA):
        raise TypeError("manter_ra is not the list")
    await asyncio.sleep(PASSO * 10)
    await album.guardar(estacao.janela, "filtrar", inteira=True)
    tela.filtrar()
    await quando(lambda: tela.resultado.tabela.modelo.rowCount() > 0)
    await asyncio.sleep(PASSO * 20)
    await album.guardar(estacao.janela, "filtrar-resultado", inteira=True)


async def _consultar(album: Album, estacao: Estacao, linhas: tuple[LinhaRA, ...]) -> None:
    for situacao in (SituacaoRA.PENDENTE, SituacaoRA.ENCERRADO):
        linha = next(linha for linha in linhas if linha.situacao is situacao)
        tela = estacao.janela.abrir("consultar_ra", numero=linha.id)
        if not isinstance(tela, ConsultarRA):
            raise TypeError("consultar_ra is not the page")
        await quando(partial(_lida, tela))
        await album.guardar(estacao.janela, f"consultar-{situacao.nome.lower()}", inteira=True)
        if situacao is SituacaoRA.ENCERRADO:
            tela.botao_dobras.click()
            await album.guardar(estacao.janela, "consultar-aberto", inteira=True)


async def _ao_lado(album: Album, estacao: Estacao, vencido: LinhaRA) -> None:
    """Show what opens beside an RA, each in its tab."""
    abas = estacao.abas_do_ra
    for nome, abrir in (
        ("consultar-dados", abas.dados),
        ("consultar-os", abas.ordens),
        ("historico", abas.historico),
        ("gerar-os", abas.gerar_os),
        ("encerrados-do-local", abas.encerrados_do_local),
        ("falta-de-agua", abas.falta_de_agua),
        ("consultar-solicitantes", abas.solicitantes),
        ("adicionar-solicitante", abas.adicionar_solicitante),
        ("reiterar", abas.reiterar),
        ("tramitar", abas.tramitar),
        ("encerrar", abas.encerrar),
        ("consultar-tramites", abas.tramites),
    ):
        abrir(vencido.id)
        await asyncio.sleep(PASSO * 20)
        await album.guardar(estacao.janela, nome, inteira=True)
    if vencido.imovel_id is not None:
        abas.ras_do_imovel(vencido.imovel_id)
        await asyncio.sleep(PASSO * 20)
        await album.guardar(estacao.janela, "ras-do-imovel", inteira=True)


def _lida(tela: ConsultarRA) -> bool:
    return tela.ra is not None


def _do_mes(sessao: Session, entrada: Entrada) -> tuple[LinhaRA, ...]:
    dia = hoje(sessao)
    periodo = Periodo(dia - RETRATO_DO_MES, dia)
    pagina = filtrar(sessao, entrada.contexto, FiltroRA(atendimento=periodo))
    return tuple(pagina.linhas)


def _vencido(sessao: Session, entrada: Entrada) -> LinhaRA:
    """Find a pending RA whose deadline has come: only such one is insisted upon."""
    dia = hoje(sessao)
    periodo = Periodo(dia - 3 * RETRATO_DO_MES, dia - 2 * RETRATO_DO_MES)
    filtro = FiltroRA(atendimento=periodo, situacao=SituacaoRA.PENDENTE)
    return next(linha for linha in filtrar(sessao, entrada.contexto, filtro).linhas if linha.data_prevista <= dia)


def _reativavel(sessao: Session, entrada: Entrada) -> int:
    """Find a closed RA whose place may be taken by a new one."""
    dia = hoje(sessao)
    filtro = FiltroRA(atendimento=Periodo(dia - RETRATO_DO_MES, dia), situacao=SituacaoRA.ENCERRADO)
    for linha in filtrar(sessao, entrada.contexto, filtro).linhas:
        with suppress(RegraViolada):
            return reativacao.abrir(sessao, entrada.contexto, linha.id).ra.numero
    raise LookupError("no RA can be reactivated")
