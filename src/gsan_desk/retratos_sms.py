"""Pictures of the SMS: the station with a phone that there is not, what did not arrive, texts, answers."""

from gsan_desk.album import Album, janela_aberta, quando
from gsan_desk.app import Entrada
from gsan_desk.estacao import Estacao
from gsan_desk.ui.sms.configurar import ConfigurarSms
from gsan_desk.ui.sms.emails import EmailsDePesquisa
from gsan_desk.ui.sms.estacao import EstacaoSms
from gsan_desk.ui.sms.mensagens import MensagensSms
from gsan_desk.ui.sms.modelos import ModelosDeSms
from gsan_desk.ui.sms.respostas import RespostasSms


async def percorrer(album: Album, estacao: Estacao, _entrada: Entrada) -> None:
    """Walk through the screens of who looks after the SMS."""
    janela, daqui = estacao.janela, estacao.sms.daqui
    painel = janela.abrir("estacao_sms")
    if daqui is None or not isinstance(painel, EstacaoSms):
        raise TypeError("estacao_sms is not the panel")
    await daqui.iniciar()
    try:
        await quando(lambda: painel.selo.text() == "Pronta" and painel.envio.texto("Quem envia") != "ninguém")
        await estacao.sms.vigia.ler()
        await album.guardar(janela, "estacao-sms", inteira=True)
        painel.testar()
        await janela_aberta(album, "estacao-sms-testar")
    finally:
        await daqui.parar()
    await _configurar(album, estacao)
    mensagens = janela.abrir("mensagens_sms")
    if not isinstance(mensagens, MensagensSms):
        raise TypeError("mensagens_sms is not the list")
    await quando(lambda: mensagens.lido and mensagens.pronto)
    mensagens.lista.tabela.ir_para(1)
    await quando(lambda: mensagens.lista.registro.modelo.rowCount() > 0)
    await album.guardar(janela, "mensagens-sms", inteira=True)
    mensagens.abas.setCurrentWidget(mensagens.incertas)
    mensagens.incertas.botao_reenviar.click()
    await quando(lambda: bool(mensagens.trabalho.barra.textos()))
    await album.guardar(janela, "mensagens-sms-incertas", inteira=True)
    mensagens.trabalho.barra.limpar()
    respostas = janela.abrir("respostas_sms")
    if isinstance(respostas, RespostasSms):
        await quando(lambda: respostas.pronto)
    await album.guardar(janela, "respostas-sms", inteira=True)
    emails = janela.abrir("emails_pesquisa")
    if isinstance(emails, EmailsDePesquisa):
        await quando(lambda: emails.pronto)
    await album.guardar(janela, "emails-pesquisa", inteira=True)


async def modelos(album: Album, estacao: Estacao) -> None:
    """Show the templates, which are the supervisor's."""
    tela = estacao.janela.abrir("modelos_sms")
    if not isinstance(tela, ModelosDeSms):
        raise TypeError("modelos_sms is not the editor")
    await quando(lambda: tela.pronto)
    tela.editores[3].texto.definir("{empresa}: o RA {ra} foi concluído em {data}. Obrigado, {nome}!")
    await album.guardar(estacao.janela, "modelos-sms", inteira=True)


async def _configurar(album: Album, estacao: Estacao) -> None:
    tela = estacao.janela.abrir("configurar_sms")
    if not isinstance(tela, ConfigurarSms):
        raise TypeError("configurar_sms is not the form")
    await quando(lambda: tela.pronto)
    telefone = tela.telefone
    for campo, valor in (
        (telefone.dispositivo, "/dev/ttyUSB0"),
        (telefone.conexao, "at115200"),
        (telefone.modelo, "at"),
    ):
        campo.definir(valor)
    telefone.experimentar.click()
    await quando(lambda: bool(telefone.conselho.text()))
    await album.guardar(estacao.janela, "configurar-sms-telefone", inteira=True)
    tela.abas.setCurrentWidget(tela.ajustes)
    await album.guardar(estacao.janela, "configurar-sms-regras", inteira=True)
    tela.abas.setCurrentWidget(tela.correio)
    await album.guardar(estacao.janela, "configurar-sms-email", inteira=True)
