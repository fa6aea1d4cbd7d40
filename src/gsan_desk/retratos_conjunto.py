"""Pictures of Tramitar Registro de Atendimento of the menu, step by step; what moves is taken back at the end."""

from typing import Any

from gsan_desk.album import Album, quando
from gsan_desk.estacao import Estacao
from gsan_desk.ui.tramite_conjunto.pagina import TramitarVarios

SUPERIOR, DESTINO, ACEITOS, AO_TODO = 3, 10, 5, 12


async def percorrer(album: Album, estacao: Estacao) -> None:
    """Go from the filter to the report, and back."""
    tela = estacao.janela.abrir("tramitar_conjunto")
    if not isinstance(tela, TramitarVarios):
        raise TypeError("tramitar_conjunto is not its screen")
    await _selecionar(album, estacao, tela)
    await _informar(album, estacao, tela)
    tela.selecao.tramitar.click()
    await quando(tela.previa.tramitar.isEnabled)
    await album.guardar(estacao.janela, "tramitar-previa", inteira=True)
    tela.previa.tramitar.click()
    await quando(lambda: _pronto(tela))
    await album.guardar(estacao.janela, "tramitar-resultado", inteira=True)
    tela.resultado.desfazer.click()
    await quando(lambda: bool(tela.barra.textos()))
    tela.barra.findChildren(type(tela.resultado.voltar))[0].click()
    await quando(lambda: tela.resultado.conjunto is None)
    await quando(lambda: _pronto(tela))
    tela.resultado.voltar.click()
    tela.selecao.mostrar_filtro()
    tela.selecao.recentes.click()
    await quando(lambda: tela.recentes.tabela.modelo.rowCount() > 0)
    await album.guardar(estacao.janela, "tramitar-recentes", inteira=True)


async def _selecionar(album: Album, estacao: Estacao, tela: TramitarVarios) -> None:
    filtro = tela.selecao.filtro
    superior: Any = filtro.campos["unidade_superior_id"].campo
    atual: Any = filtro.campos["unidade_atual_id"].campo
    periodo: Any = filtro.campos["atendimento"].campo
    await album.guardar(estacao.janela, "tramitar-filtro", inteira=True)
    atual.limpar()
    superior.de_rascunho(str(SUPERIOR))
    await filtro.campos.formulario.aguardar()
    periodo.definir(None)
    filtro.selecionar.click()
    await quando(lambda: tela.selecao.tabela.modelo.rowCount() > 0)


async def _informar(album: Album, estacao: Estacao, tela: TramitarVarios) -> None:
    """Inform for some rows and mark others, then ask for what some of them refuse."""
    informar, linhas = tela.informar, tela.selecao.tabela.modelo.linhas
    tela.escolha.marcar([linha.escolhido for linha in linhas[:AO_TODO]])
    tela.selecao.informar.click()
    await quando(lambda: bool(informar.campos.hora.text()))
    informar.campos.destino.de_rascunho(str(DESTINO))
    await informar.campos.aguardar()
    informar.campos.parecer.definir("Mutirão de vistorias desta semana.")
    informar.inserir.click()
    await quando(lambda: bool(tela.escolha.informados or tela.barra.textos()))
    await album.guardar(estacao.janela, "tramitar-informar", inteira=True)
    for botao in [b for b in tela.barra.findChildren(type(informar.inserir)) if b.text().startswith("Informar para")]:
        botao.click()
    await quando(lambda: bool(tela.escolha.informados))
    tela.escolha.marcar([linha.escolhido for linha in linhas[AO_TODO : AO_TODO + ACEITOS]])
    await album.guardar(estacao.janela, "tramitar-lista", inteira=True)


def _pronto(tela: TramitarVarios) -> bool:
    return tela.resultado.conjunto is not None and not tela.resultado.em_curso
