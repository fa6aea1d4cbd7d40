"""Pictures of what supervisors have besides."""

import asyncio
from datetime import timedelta
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from gsan_desk.album import PASSO, Album, janela_aberta, quando
from gsan_desk.domain.devolucao import TipoDevolucao
from gsan_desk.estacao import Estacao
from gsan_desk.retratos_conjunto import percorrer as percorrer_conjunto
from gsan_desk.ui.acesso.trocar_senha import TrocarSenha
from gsan_desk.ui.associacoes.pagina import PaginaAssociacoes
from gsan_desk.ui.auditoria.pagina import Auditoria
from gsan_desk.ui.cadastro.dialogo import DialogoRegistro
from gsan_desk.ui.cadastro.documento import PaginaDocumento
from gsan_desk.ui.cadastro.experimentar import DialogoExperimentar
from gsan_desk.ui.cadastro.lista import PaginaManter
from gsan_desk.ui.cadastro.pagina import PaginaCadastro
from gsan_desk.ui.comando.pagina import ComandarEncerramentos
from gsan_desk.ui.devolucao.do_ra import DevolucaoDoRATela
from gsan_desk.ui.devolucao.filtrar import FiltrarDevolucao
from gsan_desk.ui.numeracao.gerar import GerarNumeracaoManual
from gsan_desk.ui.painel.pagina import PainelRA
from gsan_desk.ui.pop.consultar import ConsultarPOP

P = TypeVar("P", bound=QWidget)
DEPOIS_DA_PRIMEIRA = 20  # steps of patience for a list to settle


async def percorrer(album: Album, estacao: Estacao) -> None:
    """Open each screen in its tab and keep it."""
    await _pop(album, estacao)
    await _associacoes(album, estacao)
    await _numeracao(album, estacao)
    await _comando(album, estacao)
    await _painel(album, estacao)
    await _configuracao(album, estacao)
    await _devolucao(album, estacao)
    await _auditoria(album, estacao)
    await percorrer_conjunto(album, estacao)


def _abrir(estacao: Estacao, funcao: str, classe: type[P]) -> P:
    tela = estacao.janela.abrir(funcao)
    if not isinstance(tela, classe):
        raise TypeError(f"{funcao} is not its screen")
    return tela


async def _pop(album: Album, estacao: Estacao) -> None:
    tela = _abrir(estacao, "pop", ConsultarPOP)
    await quando(lambda: tela.pronto and tela.tabela.modelo.rowCount() > 0)
    await album.guardar(estacao.janela, "pop", inteira=True)


async def _associacoes(album: Album, estacao: Estacao) -> None:
    cobranca = _abrir(estacao, "tramite_cobranca", PaginaAssociacoes)
    await quando(lambda: cobranca.cabeca.count() > 1)
    cobranca.cabeca.definir(4)
    await quando(lambda: cobranca.pronto and cobranca.tabela.modelo.rowCount() > 0)
    await album.guardar(estacao.janela, "tramite-cobranca", inteira=True)
    localidade = _abrir(estacao, "associacao_localidade", PaginaAssociacoes)
    localidade.cabeca.de_rascunho("4")
    await quando(lambda: localidade.pronto and localidade.tabela.modelo.rowCount() > 0)
    await album.guardar(estacao.janela, "associacao-localidade", inteira=True)
    localidade.associar.click()
    await janela_aberta(album, "associacao-nova")


async def _numeracao(album: Album, estacao: Estacao) -> None:
    tela = _abrir(estacao, "numeracao_manual", GerarNumeracaoManual)
    await quando(lambda: tela.pronto)
    tela.campos.quantidade.definir("12")
    tela.campos.unidade.de_rascunho("10")
    await album.guardar(estacao.janela, "numeracao-manual", inteira=True)


async def _comando(album: Album, estacao: Estacao) -> None:
    tela = _abrir(estacao, "comandar_encerramento", ComandarEncerramentos)
    await quando(lambda: tela.novo.pronto)
    campos = tela.novo.campos
    if (final := campos.final.valor()) is not None:
        campos.inicial.definir(final - timedelta(days=365))
    campos.superior.de_rascunho("3")
    campos.motivo.definir(32)
    await album.guardar(estacao.janela, "comandar-encerramento", inteira=True)
    tela.novo.previa.click()
    await janela_aberta(album, "comando-previa")
    tela.ver(1)
    await quando(lambda: tela.lista.pronto and tela.lista.tabela.modelo.rowCount() > 0)
    await album.guardar(estacao.janela, "comandos", inteira=True)
    tela.lista.botao_registro.click()
    await asyncio.sleep(PASSO * DEPOIS_DA_PRIMEIRA)
    await album.guardar(estacao.janela, "comando-registro", inteira=True)


async def _painel(album: Album, estacao: Estacao) -> None:
    tela = _abrir(estacao, "painel", PainelRA)
    await quando(lambda: tela.pronto and tela.vista.tabela.modelo.rowCount() > 0)
    tela.unidade.limpar()
    tela.reler()
    for numero, vista in enumerate(tela.vistas):
        tela.abas.setCurrentIndex(numero)
        await quando(lambda: tela.pronto)
        await album.guardar(estacao.janela, f"painel-{vista.quadro.nome}", inteira=True)


async def _devolucao(album: Album, estacao: Estacao) -> None:
    tela = _abrir(estacao, "filtrar_devolucao", FiltrarDevolucao)
    tela.perfis.definir(item.id for item in estacao.ponte.contexto.dominios.perfis.values())
    tela.tipo.definir(TipoDevolucao.DUPLICIDADE)
    tela.filtrar()
    await quando(lambda: tela.pronto and tela.tabela.modelo.rowCount() > 0)
    await album.guardar(estacao.janela, "devolucao-filtrar", inteira=True)
    do_ra = estacao.abas_do_ra.devolucao(tela.tabela.modelo.linhas[0].id)
    if not isinstance(do_ra, DevolucaoDoRATela):
        raise TypeError("devolucao is not its screen")
    await quando(lambda: do_ra.lido)
    do_ra.contas.selectAll()
    do_ra.calcular()
    await album.guardar(estacao.janela, "devolucao-do-ra", inteira=True)


async def _auditoria(album: Album, estacao: Estacao) -> None:
    tela = _abrir(estacao, "auditoria", Auditoria)
    await quando(lambda: tela.pronto and tela.tabela.modelo.rowCount() > 0)
    tela.tabela.ir_para()
    await album.guardar(estacao.janela, "auditoria", inteira=True)
    senha = TrocarSenha(estacao.ponte, lambda _: None, estacao.janela)
    senha.show()
    await album.guardar(senha, "trocar-senha")
    senha.close()


async def _configuracao(album: Album, estacao: Estacao) -> None:
    await _tipo_de_solicitacao(album, estacao)
    documento = _abrir(estacao, "obrigatoriedade_documento", PaginaDocumento)
    documento.tipo.definir(1)
    await quando(lambda: documento.pronto and documento.especificacoes.count() > 0)
    documento.especificacoes.setCurrentRow(0)
    documento.documento.definir(1)
    await album.guardar(estacao.janela, "obrigatoriedade-documento", inteira=True)
    lista = _abrir(estacao, "manter_situacao_imovel", PaginaManter)
    lista.filtros["id"].definir(2)
    lista.procurar()
    await quando(lambda: estacao.janela.abas.procurar("atualizar_situacao_imovel:2") is not None)
    await asyncio.sleep(PASSO * DEPOIS_DA_PRIMEIRA)
    await album.guardar(estacao.janela, "situacao-imovel", inteira=True)


async def _tipo_de_solicitacao(album: Album, estacao: Estacao) -> None:
    """The list, a tipo, one of its especificações, and a case tried on it."""
    lista = _abrir(estacao, "manter_tipo_solicitacao", PaginaManter)
    await quando(lambda: lista.pronto)
    lista.atualizar.setChecked(False)
    lista.filtros["indicador_uso"].definir(1)
    lista.procurar()
    await quando(lambda: lista.pronto and lista.tabela.modelo.rowCount() > 0)
    await album.guardar(estacao.janela, "tipos-solicitacao", inteira=True)
    lista.abrir.click()
    chave = f"atualizar_tipo_solicitacao:{lista.tabela.atual().id}"
    tela = estacao.janela.abas.procurar(chave)
    if not isinstance(tela, PaginaCadastro):
        raise TypeError("a row of the list is not its screen")
    await quando(lambda: tela.pronto and tela.corpo is not None)
    await album.guardar(estacao.janela, "tipo-solicitacao", inteira=True)
    if tela.corpo is None:
        return
    grade = tela.corpo.grades["especificacoes"]
    grade.tabela.ir_para()
    grade.alterar.click()
    await quando(lambda: _dialogo() is not None)
    dialogo = _dialogo()
    if dialogo is None:
        return
    await album.guardar(dialogo, "especificacao")
    teste = DialogoExperimentar(
        estacao.ponte, dialogo.corpo.valores, tela.corpo.valores, dialogo.corpo.registro().id, dialogo
    )
    teste.localidade.de_rascunho("1")
    teste.meio.definir(1)
    teste.show()
    teste.experimentar()
    await quando(lambda: teste.resultado is not None)
    await album.guardar(teste, "experimentar")
    teste.close()
    dialogo.close()


def _dialogo() -> DialogoRegistro | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, DialogoRegistro) and w.isVisible()), None)
