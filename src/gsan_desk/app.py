"""Composition root: the one place that builds the objects and ties screens to use cases."""

import gc
import hashlib
import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtWidgets import QApplication

from gsan_desk.registro import Registrador
from gsan_desk.settings import Ajustes, ler_ajustes
from gsan_desk.ui import idioma, theme
from gsan_desk.ui.bridge import Saida, Tarefas, em_segundo_plano, executar_laco
from gsan_desk.ui.login import JanelaLogin, Servidor
from gsan_desk.ui.state import Estado, pasta_do_usuario

if TYPE_CHECKING:
    from sqlalchemy import URL

    from gsan_desk.database.banco import Banco
    from gsan_desk.domain.dominios import Contexto
    from gsan_desk.estacao import Estacao
    from gsan_desk.services.acesso import EstadoSenha
    from gsan_desk.services.base import Base

CHAVEIRO = "gsan-desk"
log = Registrador(__name__)


@dataclass(frozen=True, slots=True)
class Entrada:
    """A person who got in: the connections, who it is, and where; ``direto`` goes around a pooler."""

    banco: "Banco"
    contexto: "Contexto"
    base: "Base"
    nome_da_base: str
    direto: "URL | None" = None
    senha: "EstadoSenha | None" = None


def abrir() -> int:
    """Show the login window, then the workstation; give the exit code."""
    app = criar_aplicacao()
    estado = Estado(parent=app)
    ajustes = ler_ajustes()
    theme.aplicar(app, theme.tema_de(estado.texto("tema") or ajustes.tema))
    ligar_ladrilhos(app, ajustes)

    async def principal(saida: Saida) -> None:
        await oferecer_entrada(estado, ajustes, saida)

    return executar_laco(app, principal)


async def oferecer_entrada(estado: Estado, ajustes: Ajustes, saida: Saida) -> JanelaLogin:
    """Show the login window; whoever gets in finds the workstation open."""
    tarefas = Tarefas(estado)
    login = await _janela_de_login(tarefas, estado, ajustes)
    login.entrou.connect(lambda entrada: _depois_de_entrar(entrada, login, tarefas, estado, saida, ajustes))
    login.rejected.connect(saida.pedir)
    login.certificado_pedido.connect(lambda: _pedir_certificado(login))
    login.show()
    return login


def _pedir_certificado(login: JanelaLogin) -> None:
    from gsan_desk import certificado  # noqa: PLC0415 - only who asks for it waits for it
    from gsan_desk.ui.acesso.certificado import CertificadoDoServidor  # noqa: PLC0415

    CertificadoDoServidor(certificado.ler, certificado.importar, login).open()


def treinar() -> int:
    """Prepare the training database, ask whom to be, open the workstation; give the exit code."""
    from gsan_desk.database import treinamento  # noqa: PLC0415 - only the training needs the embedded server
    from gsan_desk.ui.escolha_treinamento import EscolhaTreinamento, Preparando  # noqa: PLC0415

    app = criar_aplicacao()
    estado = Estado(parent=app)
    theme.aplicar(app, theme.tema_de(estado.texto("tema")))
    abertos: list[treinamento.Treinamento] = []

    async def principal(saida: Saida) -> None:
        espera = Preparando()
        espera.show()
        treino = await em_segundo_plano(treinamento.preparar)
        abertos.append(treino)
        escolha = EscolhaTreinamento()
        tarefas = Tarefas(app)

        async def ser(perfil: str) -> None:
            login = treinamento.LOGIN_DO_PERFIL[perfil]
            entrada = await em_segundo_plano(entrar, treino.url(login), "treinamento")
            mostrar_estacao(entrada, estado, saida)

        escolha.escolhido.connect(lambda perfil: tarefas.iniciar(ser(perfil)))
        escolha.rejected.connect(saida.pedir)
        escolha.show()
        espera.close()

    try:
        return executar_laco(app, principal)
    finally:
        for treino in abertos:
            treino.parar()


def criar_aplicacao() -> QApplication:
    """Make the Qt application in Portuguese."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("gsan-desk")
    idioma.aplicar(app)
    return app


def ligar_ladrilhos(app: QApplication, ajustes: Ajustes) -> None:
    """Let the maps take tiles from the server that the settings name; without one they ask nobody."""
    if ajustes.mapa.ladrilhos:
        from gsan_desk.ui.mapa.ladrilhos import RedeDeLadrilhos  # noqa: PLC0415 - most stations need no network for it

        pasta = Path(platformdirs.user_cache_dir("gsan-desk", appauthor=False)) / "ladrilhos"
        mapa = ajustes.mapa
        RedeDeLadrilhos(mapa.ladrilhos, mapa.atribuicao, mapa.zoom_maximo, pasta, app)


def entrar(url: "URL", nome_da_base: str, leitura: "URL | None" = None) -> Entrada:
    """Connect as the person, and to the standby for searches where there is one; slow, for a worker thread.

    Raises:
        AcessoNegado, BancoIndisponivel, SemPermissao, BancoAntigo: why the person stays outside.
    """
    from gsan_desk.database.banco import Banco  # noqa: PLC0415 - the login window does not wait for the driver
    from gsan_desk.services import acesso as servico_acesso  # noqa: PLC0415
    from gsan_desk.services import base as servico_base  # noqa: PLC0415
    from gsan_desk.services import sessao as servico_sessao  # noqa: PLC0415

    banco = Banco(url, leitura=leitura)
    try:
        base = banco.executar(servico_base.conferir)
        contexto = banco.executar(servico_sessao.entrar, base.faltas)
        senha = banco.executar(servico_acesso.estado)
    except BaseException:
        banco.fechar()
        raise
    return Entrada(banco, replace(contexto, codificacao=base.codificacao), base, nome_da_base, senha=senha)


def mostrar_estacao(entrada: Entrada, estado: Estado, saida: Saida, ajustes: Ajustes | None = None) -> "Estacao":
    """Open the main window of somebody who got in; closing it ends the program.

    Args:
        ajustes: what may be set outside the program; the training has none.
    """
    estacao = montar_estacao(entrada, estado, pasta_do_usuario() / "rascunhos")
    estacao.abas_do_ra.url_cliente = ajustes.url_cliente if ajustes is not None else ""

    def sair() -> None:
        entrada.banco.fechar()
        saida.pedir()

    estacao.janela.fechou.connect(sair)
    estacao.janela.show()
    estacao.janela.activateWindow()
    gc.collect()
    gc.freeze()  # what is loaded by now stays; walking it again would stop the screen for more than 50 ms
    estacao.comecar()
    if entrada.senha is not None:
        estacao.cuidar_da_senha(entrada.senha)
    _ouvir_o_progis(estacao, entrada.contexto.operador.login, ajustes)
    _oferecer_versao_nova(estacao, entrada.base)
    return estacao


def _oferecer_versao_nova(estacao: "Estacao", base: "Base") -> None:
    from gsan_desk.ui.nova_versao import NovaVersao  # noqa: PLC0415 - loads with the workstation

    NovaVersao(estacao.ponte, estacao.janela, base.nova).avisar()


def _ouvir_o_progis(estacao: "Estacao", login: str, ajustes: Ajustes | None) -> None:
    """Take the addresses that PROGIS sends to this person."""
    from gsan_desk.estacao_ligacao import LigacaoDoProgis  # noqa: PLC0415 - loads with the workstation
    from gsan_desk.ui.ligacao import canal  # noqa: PLC0415

    chave = ajustes.progis.chave if ajustes is not None else ""
    LigacaoDoProgis(estacao.ponte, estacao.janela, chave, canal(pasta_do_usuario(), login)).comecar()


def montar_estacao(entrada: Entrada, estado: Estado, rascunhos: Path) -> "Estacao":
    """Build the workstation; drafts are kept apart for each person and base."""
    from gsan_desk.database.escuta import Escuta  # noqa: PLC0415 - the login window does not wait for the driver
    from gsan_desk.domain.avisos import CANAL_DOMINIOS, CANAL_RA, CANAL_RELATO, CANAL_SMS  # noqa: PLC0415
    from gsan_desk.estacao import Estacao  # noqa: PLC0415 - the screens load after the login window is up
    from gsan_desk.estacao_sms import EstacaoDesteComputador  # noqa: PLC0415

    dono = f"{entrada.contexto.operador.login}@{entrada.nome_da_base}"
    pasta = rascunhos / hashlib.sha256(dono.encode()).hexdigest()[:16]
    canais = (CANAL_RA, CANAL_DOMINIOS, CANAL_RELATO, CANAL_SMS)
    escuta = Escuta(entrada.direto or entrada.banco.engine.url, canais)
    da_base = hashlib.sha256(entrada.nome_da_base.encode()).hexdigest()[:16]
    sms = EstacaoDesteComputador(entrada.direto or entrada.banco.engine.url, rascunhos.parent / "sms" / da_base)
    return Estacao(entrada.banco, entrada.contexto, entrada.base, entrada.nome_da_base, estado, pasta, escuta, sms)


async def _janela_de_login(tarefas: Tarefas, estado: Estado, ajustes: Ajustes) -> JanelaLogin:
    servidor, usuario = estado.texto("servidor"), estado.texto("usuario")
    senha = await em_segundo_plano(_senha_guardada, servidor, usuario) if usuario else ""
    ofertas = [Servidor(s.nome, s.dsn) for s in ajustes.servidores]
    return JanelaLogin(tarefas, partial(_tentar, ajustes), ofertas, servidor=servidor, usuario=usuario, senha=senha)


async def _tentar(ajustes: Ajustes, endereco: str, usuario: str, senha: str) -> Entrada:
    from gsan_desk.database import enderecos  # noqa: PLC0415 - the login window does not wait for the driver

    url = enderecos.ler(endereco).set(username=usuario, password=senha)
    servidor = next((s for s in ajustes.servidores if s.dsn == endereco), None)

    def outro(dsn: str) -> "URL | None":
        return enderecos.ler(dsn).set(username=usuario, password=senha) if dsn else None

    leitura = outro(servidor.dsn_leitura) if servidor else None
    entrada = await em_segundo_plano(entrar, url, f"{url.database}@{url.host or 'local'}", leitura)
    return replace(entrada, direto=outro(servidor.dsn_direto) if servidor else None)


def _depois_de_entrar(
    entrada: Entrada, login: JanelaLogin, tarefas: Tarefas, estado: Estado, saida: Saida, ajustes: Ajustes
) -> None:
    usuario = entrada.contexto.operador.login
    estado.guardar("servidor", login.endereco())
    estado.guardar("usuario", usuario)
    estacao = mostrar_estacao(entrada, estado, saida, ajustes)
    senha = login.senha.text() if login.guardar_senha else None
    tarefas.iniciar(_lembrar(estacao, login.endereco(), usuario, senha))


async def _lembrar(estacao: "Estacao", servidor: str, usuario: str, senha: str | None) -> None:
    """Put the password into the keyring, or take out the one that may be there, and say when it cannot be kept."""
    guardou = await em_segundo_plano(_guardar_senha, servidor, usuario, senha)
    if senha is not None and not guardou:
        estacao.janela.barra.avisar("Este computador não tem chaveiro: a senha não foi guardada.", chave="chaveiro")


def _conta(servidor: str, usuario: str) -> str:
    return f"{usuario}@{servidor}"


def _senha_guardada(servidor: str, usuario: str) -> str:
    import keyring  # noqa: PLC0415 - the login window does not wait for the keyring
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(CHAVEIRO, _conta(servidor, usuario)) or ""
    except KeyringError:
        log.info("chaveiro_ausente")
        return ""


def _guardar_senha(servidor: str, usuario: str, senha: str | None) -> bool:
    import keyring  # noqa: PLC0415 - the login window does not wait for the keyring
    from keyring.errors import KeyringError  # noqa: PLC0415

    conta = _conta(servidor, usuario)
    try:
        if senha is not None:
            keyring.set_password(CHAVEIRO, conta, senha)
        elif keyring.get_password(CHAVEIRO, conta) is not None:
            keyring.delete_password(CHAVEIRO, conta)
    except KeyringError:
        log.warning("chaveiro_ausente")
        return False
    return True
