"""Pictures of every screen with the training's data, made without a display (``gsan-desk telas``)."""

import asyncio
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sqlalchemy.orm import Session

from gsan_desk.app import Entrada, criar_aplicacao, entrar, montar_estacao
from gsan_desk.database import treinamento
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.erros import AcessoNegado
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.estacao import Estacao
from gsan_desk.services.ra_filtrar import LinhaRA, filtrar
from gsan_desk.services.relogio import hoje
from gsan_desk.ui import theme
from gsan_desk.ui.bridge import Saida, Tarefas, em_segundo_plano, executar_laco
from gsan_desk.ui.consulta.busca_rapida import ListaDeAcertos
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.consulta.filtrar import FiltrarRA
from gsan_desk.ui.escolha_treinamento import EscolhaTreinamento
from gsan_desk.ui.login import JanelaLogin, Servidor
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.registro_atendimento.partes import Parte
from gsan_desk.ui.state import Estado

PACIENCIA = 15.0  # seconds that a screen may take to be ready
PASSO = 0.03
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
            await _percorrer(_Album(pasta, tamanho, feitos))
        except BaseException as erro:
            falhas.append(erro)
        saida.pedir()

    executar_laco(app, principal)
    if falhas:
        raise falhas[0]
    return feitos


class _Album:
    """Where the pictures go."""

    def __init__(self, pasta: Path, tamanho: tuple[int, int], feitos: list[Path]) -> None:
        self._pasta, self._tamanho, self._feitos = pasta, tamanho, feitos

    async def guardar(self, janela: QWidget, nome: str, *, inteira: bool = False) -> None:
        """Let the layout settle and write the picture; a main window takes the whole size asked for."""
        if inteira:
            janela.resize(*self._tamanho)
        janela.show()
        await asyncio.sleep(PASSO * 4)
        arquivo = self._pasta / f"{nome}.png"
        if not janela.grab().save(str(arquivo)):
            raise OSError(f"Não foi possível gravar {arquivo}")
        self._feitos.append(arquivo)


async def _percorrer(album: _Album) -> None:
    treino = await em_segundo_plano(treinamento.preparar)
    with tempfile.TemporaryDirectory() as pasta:
        try:
            await _portas(album)
            entrada = await em_segundo_plano(entrar, treino.url("atendente"), "treinamento")
            estado = Estado(Path(pasta) / "estado.json")
            estacao = montar_estacao(entrada, estado, Path(pasta) / "rascunhos")
            try:
                await _estacao(album, estacao, entrada)
            finally:
                estacao.ponte.fechar()
                estado.descarregar()
                entrada.banco.fechar()
        finally:
            treino.parar()


async def _portas(album: _Album) -> None:
    async def ninguem(*_: str) -> None:
        """Let nobody in for a picture."""
        raise AcessoNegado

    login = JanelaLogin(Tarefas(), ninguem, [Servidor("Companhia de Águas", "servidor/gsan")], usuario="maria")
    await album.guardar(login, "entrar")
    login.senha.setText("errada")
    login.tentar()
    await _quando(lambda: not login.senha.text())
    await album.guardar(login, "entrar-erro")
    login.close()
    escolha = EscolhaTreinamento()
    await album.guardar(escolha, "treinamento")
    escolha.close()


async def _estacao(album: _Album, estacao: Estacao, entrada: Entrada) -> None:
    janela = estacao.janela
    await album.guardar(janela, "estacao", inteira=True)
    janela.mostrar_paleta()
    await _janela_aberta(album, "funcoes")
    janela.abrir("teclas")
    await _janela_aberta(album, "teclas")
    linhas = await em_segundo_plano(entrada.banco.executar, _do_mes, entrada)
    await _inserir(album, estacao, linhas)
    await _filtrar(album, estacao)
    await _consultar(album, estacao, linhas)
    await _ao_lado(album, estacao, await em_segundo_plano(entrada.banco.executar, _vencido, entrada))
    estacao.janela.abrir("pesquisar_ra")
    await _janela_aberta(album, "pesquisar-ra")
    await _buscar(album, estacao)


async def _buscar(album: _Album, estacao: Estacao) -> None:
    estacao.janela.busca.setText("maria")
    estacao.janela.busca.returnPressed.emit()
    await _quando(lambda: _acertos() is not None)
    if (lista := _acertos()) is not None:
        await album.guardar(lista, "busca-rapida")
        lista.close()


def _acertos() -> ListaDeAcertos | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, ListaDeAcertos) and w.isVisible()), None)


async def _inserir(album: _Album, estacao: Estacao, linhas: tuple[LinhaRA, ...]) -> None:
    tela = estacao.janela.abrir("inserir_ra")
    if not isinstance(tela, InserirRA):
        raise TypeError("inserir_ra is not the form")
    await _quando(lambda: tela.pronto)
    await album.guardar(estacao.janela, "inserir-vazio", inteira=True)
    tela.rodape.concluir.click()
    await _quando(lambda: bool(tela.barra.textos()) or tela.rodape.concluir.isEnabled())
    await album.guardar(estacao.janela, "inserir-erros", inteira=True)
    await _janelas_do_formulario(album, tela)
    repetido = next(linha for linha in linhas if linha.imovel_id and linha.situacao is SituacaoRA.ENCERRADO)
    await _preencher(tela, estacao, repetido)
    for parte, nome in zip(Parte, ("dados-gerais", "local", "solicitante", "anexos"), strict=True):
        tela.formulario.mostrar_aba(parte)
        await _quando(tela.rodape.concluir.isEnabled)
        await album.guardar(estacao.janela, f"inserir-{nome}", inteira=True)
    tela.formulario.local.campos.imovel_id.abrir_pesquisa()
    await _janela_aberta(album, "pesquisar-imovel")
    tela.formulario.mostrar_aba(Parte.LOCAL)
    tela.rodape.avancar.click()
    await _quando(lambda: not tela.formulario.isVisible() or tela.formulario.parte is not Parte.LOCAL)
    await album.guardar(estacao.janela, "inserir-avisos", inteira=True)


async def _janelas_do_formulario(album: _Album, tela: InserirRA) -> None:
    """Show what asks for an address and for a phone, which the filled form keeps shut."""
    formulario = tela.formulario
    formulario.mostrar_aba(Parte.LOCAL)
    formulario.local.campos.endereco.adicionar.click()
    await _janela_aberta(album, "endereco")
    formulario.mostrar_aba(Parte.SOLICITANTE)
    formulario.solicitante.nome.definir("JOSÉ DA SILVA")
    await album.guardar(tela.window(), "inserir-solicitante-nome", inteira=True)
    formulario.solicitante.fones.adicionar.click()
    await _janela_aberta(album, "telefone")
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


async def _filtrar(album: _Album, estacao: Estacao) -> None:
    tela = estacao.janela.abrir("manter_ra")
    if not isinstance(tela, FiltrarRA):
        raise TypeError("manter_ra is not the list")
    await asyncio.sleep(PASSO * 10)
    await album.guardar(estacao.janela, "filtrar", inteira=True)
    tela.filtrar()
    await _quando(lambda: tela.resultado.tabela.modelo.rowCount() > 0)
    await asyncio.sleep(PASSO * 20)
    await album.guardar(estacao.janela, "filtrar-resultado", inteira=True)


async def _consultar(album: _Album, estacao: Estacao, linhas: tuple[LinhaRA, ...]) -> None:
    for situacao in (SituacaoRA.PENDENTE, SituacaoRA.ENCERRADO):
        linha = next(linha for linha in linhas if linha.situacao is situacao)
        tela = estacao.janela.abrir("consultar_ra", numero=linha.id)
        if not isinstance(tela, ConsultarRA):
            raise TypeError("consultar_ra is not the page")
        await _quando(partial(_lida, tela))
        await album.guardar(estacao.janela, f"consultar-{situacao.nome.lower()}", inteira=True)
        if situacao is SituacaoRA.ENCERRADO:
            tela.botao_dobras.click()
            await album.guardar(estacao.janela, "consultar-aberto", inteira=True)


async def _ao_lado(album: _Album, estacao: Estacao, vencido: LinhaRA) -> None:
    """Show what opens beside an RA, each in its tab."""
    abas = estacao.abas_do_ra
    for nome, abrir in (
        ("consultar-dados", abas.dados),
        ("consultar-os", abas.ordens),
        ("historico", abas.historico),
        ("encerrados-do-local", abas.encerrados_do_local),
        ("falta-de-agua", abas.falta_de_agua),
        ("consultar-solicitantes", abas.solicitantes),
        ("adicionar-solicitante", abas.adicionar_solicitante),
        ("reiterar", abas.reiterar),
        ("tramitar", abas.tramitar),
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


async def _janela_aberta(album: _Album, nome: str) -> None:
    await _quando(lambda: QApplication.activeModalWidget() is not None or _dialogo() is not None)
    dialogo = QApplication.activeModalWidget() or _dialogo()
    if dialogo is not None:
        await album.guardar(dialogo, nome)
        dialogo.close()
        await asyncio.sleep(PASSO * 3)


def _dialogo() -> QWidget | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()), None)


async def _quando(pronto: Callable[[], bool]) -> None:
    async with asyncio.timeout(PACIENCIA):
        while not pronto():
            await asyncio.sleep(PASSO)
