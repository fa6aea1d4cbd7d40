"""The workstation of one person: main window, its functions, quick search, drafts."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from gsan_desk.database.banco import Banco
from gsan_desk.database.escuta import Escuta
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import BancoIndisponivel, ErroDeUso
from gsan_desk.domain.requisitos import desligadas as sem_base
from gsan_desk.services.acesso import EstadoSenha
from gsan_desk.services.auditoria import preparar
from gsan_desk.services.base import Base
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.services.ra_consultar import consultar, ordens_de_servico
from gsan_desk.services.ra_simplificado import disponivel
from gsan_desk.services.sessao import entrar
from gsan_desk.telas_progis import TelasProgis
from gsan_desk.telas_sms import TelasSms
from gsan_desk.ui.acesso.trocar_senha import TrocarSenha
from gsan_desk.ui.associacoes.declaracoes import COBRANCA, LOCALIDADE, Declaracao
from gsan_desk.ui.associacoes.pagina import PaginaAssociacoes
from gsan_desk.ui.atualizacao.atualizar import AtualizarRegistro, Ofertas
from gsan_desk.ui.auditoria.pagina import Auditoria
from gsan_desk.ui.avisos import Avisos
from gsan_desk.ui.bridge import EstadoConexao, Ponte
from gsan_desk.ui.cadastro.telas import TelasCadastro
from gsan_desk.ui.caixa.acompanhamento import Acompanhamento
from gsan_desk.ui.caixa.caixa import CHAVE, CaixaDaUnidade
from gsan_desk.ui.caixa.topo import quantos
from gsan_desk.ui.comando.pagina import ComandarEncerramentos
from gsan_desk.ui.consulta.busca_rapida import BuscaRapida
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.consulta.consultar import chave as chave_de_consultar
from gsan_desk.ui.consulta.filtrar import FiltrarRA
from gsan_desk.ui.consulta.percurso import Percurso
from gsan_desk.ui.consulta.pesquisar import pesquisar_ra
from gsan_desk.ui.consultas_do_ra.abas import AbasDoRA
from gsan_desk.ui.consultas_do_ra.acoes_do_ra import acoes_do_ra, oferecer_na_lista
from gsan_desk.ui.devolucao.filtrar import FiltrarDevolucao
from gsan_desk.ui.funcoes import CHEFIA
from gsan_desk.ui.impressao.documentos import ordem_de_servico, via_do_cliente
from gsan_desk.ui.impressao.menu import Documento, MenuImpressao
from gsan_desk.ui.main_window import Fabrica, JanelaPrincipal
from gsan_desk.ui.numeracao.gerar import GerarNumeracaoManual
from gsan_desk.ui.painel.pagina import PainelRA
from gsan_desk.ui.pop.consultar import ConsultarPOP
from gsan_desk.ui.rascunho import Rascunhos
from gsan_desk.ui.registro_atendimento.inserir import InserirRA, Modo
from gsan_desk.ui.simplificado.inserir import InserirSimplificado
from gsan_desk.ui.sms.daqui import EstacaoLocal
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tramite_conjunto.pagina import TramitarVarios

ORIGENS = {
    "novo": "gsan-desk banco criar",
    "adotado": "gsan-desk banco adotar, ao lado do GSAN",
    "treinamento": "gsan-desk demo",
}
"""Where a base comes from, by its mode."""


class Estacao:
    """What lives as long as the main window of somebody logged in."""

    def __init__(
        self,
        banco: Banco,
        contexto: Contexto,
        base: Base,
        nome_da_base: str,
        estado: Estado,
        rascunhos: Path,
        escuta: Escuta | None = None,
        sms: EstacaoLocal | None = None,
    ) -> None:
        self._estado = estado
        self._com_senha: list[Banco | Escuta] = [banco, *([escuta] if escuta is not None else [])]
        self._simplificado_conferido = False
        self.ponte = Ponte(banco, contexto)
        self.rascunhos = Rascunhos(rascunhos)
        self.janela = JanelaPrincipal(self.ponte, estado, base=nome_da_base, treinamento=base.treinamento)
        self.janela.descrever_base(
            {"Fuso horário": base.fuso_horario, "Textos": base.codificacao, "Preparada por": ORIGENS[base.modo]}
        )
        self.abas_do_ra = AbasDoRA(self.ponte, estado, self.janela, self._atualizar)
        self._busca = BuscaRapida(self.ponte, self.janela, self.janela.busca, self.janela.barra)
        self.janela.buscar.connect(self._busca.procurar)
        self.janela.fechou.connect(self.rascunhos.descarregar)
        self._avisos = Avisos(escuta) if escuta is not None else None
        self._acompanhamento = Acompanhamento(self.ponte, self._avisos)
        self.abas_do_ra.ra_mudou.connect(self._acompanhamento.mudou)
        self._acompanhamento.escuta_mudou.connect(lambda: self.janela.mostrar_escuta(self._acompanhamento.escuta))
        self._acompanhamento.contou.connect(lambda c: self.janela.contar("caixa_da_unidade", quantos(c.total)))
        mentira = rascunhos.parent / "telefone-de-mentira" if base.treinamento else None
        self.sms = TelasSms(self.ponte, estado, self.janela, self.abas_do_ra, sms, mentira)
        self.progis = TelasProgis(self.ponte, estado, self.janela, self.abas_do_ra)
        self.cadastros = TelasCadastro(self.ponte, estado, self.janela, self.rascunhos, self._reler_dominios)
        abas = self.janela.abas
        abas.currentChanged.connect(lambda _: self.cadastros.seguir_f5(abas.currentWidget()))
        if self._avisos is not None:
            self._avisos.chegou.connect(self.cadastros.avisado)
            self._avisos.chegou.connect(self.progis.avisado)
            self._avisos.chegou.connect(self.sms.vigia.avisado)
        self.janela.fechou.connect(self.parar_avisos)
        self.janela.fechou.connect(self.ponte.fechar)
        self._registrar()

    def _registrar(self) -> None:
        fabricas: dict[str, Fabrica] = {
            "caixa_da_unidade": self._caixa,
            "inserir_ra": self._inserir,
            "manter_ra": self._manter,
            "consultar_ra": self._consultar_ra,
            "pesquisar_ra": self._pesquisar,
            "tramitar_conjunto": self._tramitar_varios,
            "pop": lambda: self._fechavel(ConsultarPOP(self.ponte, self._estado)),
            "comandar_encerramento": lambda: self._fechavel(
                ComandarEncerramentos(self.ponte, self._estado, self.janela, self.abas_do_ra)
            ),
            "tramite_cobranca": lambda: self._associacoes(COBRANCA),
            "associacao_localidade": lambda: self._associacoes(LOCALIDADE),
            "numeracao_manual": lambda: self._fechavel(GerarNumeracaoManual(self.ponte)),
            "painel": self._painel,
            "trocar_senha": self._pedir_troca,
            "filtrar_devolucao": lambda: self._fechavel(FiltrarDevolucao(self.ponte, self._estado, self.abas_do_ra)),
            "auditoria": lambda: self._fechavel(Auditoria(self.ponte, self._estado, self.abas_do_ra)),
        }
        desligadas = sem_base(self.ponte.contexto.faltas)
        for grupo in (fabricas, self.cadastros.fabricas(), self.sms.fabricas(), self.progis.fabricas()):
            for nome, fabrica in grupo.items():
                if nome not in desligadas:
                    self.janela.registrar(nome, fabrica)
        for nome, motivo in desligadas.items():
            self.janela.recusar(nome, motivo)
        self.ponte.estado_mudou.connect(self._conexao_voltou)
        self.ponte.iniciar(self._conferir_simplificado(), self.janela)

    def comecar(self) -> None:
        """Listen to the server, and open the home tab of who attends the public."""
        if self._avisos is not None:
            self._avisos.iniciar()
        if "caixa_da_unidade" in {f.id for f in self.janela.oferecidas()}:
            self.janela.abrir("caixa_da_unidade")
        else:
            self._acompanhamento.parar()
        self.sms.comecar()
        if CHEFIA & self.ponte.contexto.operador.perfis:
            self.ponte.iniciar(self._preparar_auditoria(), self.janela)

    def cuidar_da_senha(self, senha: EstadoSenha) -> None:
        """Ask for a new password where the server does, or say that the time of this one is near its end."""
        if senha.trocar:
            self._trocar_senha().exigir()
        elif senha.avisar and senha.ate is not None:
            aviso = f"Sua senha vale até {senha.ate:%d/%m/%Y}. Troque-a em Estação > Trocar Senha."
            self.janela.barra.avisar(aviso, chave="senha")

    def _pedir_troca(self) -> None:
        self._trocar_senha()

    def _trocar_senha(self) -> TrocarSenha:
        dialogo = TrocarSenha(self.ponte, self._usar_senha, self.janela)
        dialogo.accepted.connect(lambda: self.janela.barra.confirmar("Senha trocada.", chave="senha"))
        dialogo.finished.connect(dialogo.deleteLater)
        dialogo.open()
        return dialogo

    def _usar_senha(self, senha: str) -> None:
        for dono in self._com_senha:
            dono.usar_senha(senha)

    async def _preparar_auditoria(self) -> None:
        """Make the months to come ready for the audit; who only reads, or finds the server busy, leaves it."""
        with suppress(ErroDeUso):
            await self.ponte.executar(preparar)
        self.progis.comecar()

    def parar_avisos(self) -> None:
        """Listen no more."""
        self._acompanhamento.parar()
        if self._avisos is not None:
            self._avisos.parar()

    def _caixa(self) -> QWidget:
        existente = self.janela.abas.procurar(CHAVE)
        if existente is not None:
            return existente
        tela = CaixaDaUnidade(self.ponte, self._acompanhamento, self.abas_do_ra, self._estado)
        oferecer_na_lista(tela.tabela, self.abas_do_ra)
        return tela

    async def _conferir_simplificado(self) -> None:
        """Offer the Simplificado where the base has it; asked once, after the window is up [UC1530]."""
        try:
            motivo = await self.ponte.executar(disponivel)
        except BancoIndisponivel:
            return
        self._simplificado_conferido = True
        if motivo is None:
            self.janela.registrar("inserir_ra_simplificado", self._simplificado)
        else:
            self.janela.recusar("inserir_ra_simplificado", motivo)

    def _conexao_voltou(self, estado: EstadoConexao) -> None:
        if estado is not EstadoConexao.CONECTADO:
            return
        self.ponte.iniciar(self._reler_dominios(), self.janela)
        if not self._simplificado_conferido:
            self.ponte.iniciar(self._conferir_simplificado(), self.janela)

    def _simplificado(self) -> QWidget:
        return self.abas_do_ra.acompanhar(
            InserirSimplificado(
                self.ponte,
                self.abas_do_ra,
                pesquisar=self._escolher_ra,
                abrir_inserir=lambda novo: self.janela.abrir("inserir_ra", comeco=novo),
                imprimir_via=self._imprimir_via,
            )
        )

    async def _escolher_ra(self, _digitado: str) -> Achado | None:
        escolhido = await pesquisar_ra(self.ponte, self._estado, self.janela)
        return Achado(escolhido.numero, str(escolhido.numero), escolhido.especificacao) if escolhido else None

    def _inserir(self, **kw: Any) -> QWidget:
        tela = InserirRA(
            self.ponte,
            self.rascunhos,
            estado=self._estado,
            abrir_ra=self._consultar,
            imprimir_via=self._imprimir_via,
            imprimir_os=self._imprimir_os,
            caminhos=self.abas_do_ra,
            **kw,
        )
        tela.fechar_pedido.connect(lambda: self.janela.abas.pedir_fechamento(tela))
        return tela

    def _atualizar(self, numero: int) -> QWidget:
        ofertas = Ofertas(
            outro=lambda: self.ponte.iniciar(self._atualizar_outro(), self.janela),
            inserir_geral=lambda: self.janela.abrir("inserir_ra", modo=Modo.FALTA_AGUA_GERAL),
            imprimir_os=self._imprimir_os,
        )
        tela = AtualizarRegistro(self.ponte, self.rascunhos, self.abas_do_ra, numero, ofertas, self._estado)
        tela.fechar_pedido.connect(lambda: self.janela.abas.pedir_fechamento(tela))
        return tela

    async def _atualizar_outro(self) -> None:
        escolhido = await pesquisar_ra(self.ponte, self._estado, self.janela)
        if escolhido is not None:
            self.abas_do_ra.atualizar(escolhido.numero)

    def _painel(self) -> QWidget:
        return self._fechavel(
            PainelRA(
                self.ponte,
                self._estado,
                abrir_lista=lambda filtro: self.janela.abrir("manter_ra", filtro=filtro),
                abrir_ra=self._consultar,
            )
        )

    def _manter(self, **codigos: Any) -> QWidget:
        tela = FiltrarRA(self.ponte, self._estado, self.janela, **codigos)
        oferecer_na_lista(tela.resultado.tabela, self.abas_do_ra)
        return tela

    def _consultar_ra(self, numero: int | None = None, percurso: Percurso | None = None) -> QWidget:
        existente = self.janela.abas.procurar(chave_de_consultar(numero)) if numero else None
        if numero and isinstance(existente, ConsultarRA):
            existente.retomar(numero, percurso)
            return existente
        acoes = acoes_do_ra(self.abas_do_ra, self.ponte.contexto)
        tela = ConsultarRA(self.ponte, self._estado, self.janela, numero, percurso, acoes)
        self.abas_do_ra.ra_mudou.connect(tela.rever)
        return tela

    def _tramitar_varios(self) -> QWidget:
        tela = TramitarVarios(self.ponte, self._estado, self.abas_do_ra)
        oferecer_na_lista(tela.selecao.tabela, self.abas_do_ra)
        return tela

    def _consultar(self, numero: int) -> object:
        return self.janela.abrir("consultar_ra", numero=numero)

    def _imprimir_via(self, numero: int) -> object:
        async def documento() -> Any:
            contexto = self.ponte.contexto
            return via_do_cliente(await self.ponte.executar(consultar, contexto, numero), contexto)

        return self._imprimir(documento, f"via-do-cliente-{numero}")

    def _imprimir_os(self, numero: int) -> object:
        async def documento() -> Any:
            contexto = self.ponte.contexto
            ra = await self.ponte.executar(consultar, contexto, numero)
            ordens = await self.ponte.executar(ordens_de_servico, numero)
            return ordem_de_servico(ra, ordens[-1], contexto)

        return self._imprimir(documento, f"os-do-ra-{numero}")

    def _imprimir(self, documento: Documento, nome: str) -> object:
        menu = MenuImpressao(self.ponte, documento, nome, self.janela.barra, self.janela)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.janela.cursor().pos())
        return menu

    def _associacoes(self, declaracao: Declaracao) -> QWidget:
        tela = PaginaAssociacoes(self.ponte, self._estado, declaracao)
        tela.gravado.connect(lambda: self.ponte.iniciar(self._reler_dominios(), self.janela))
        return self._fechavel(tela)

    async def _reler_dominios(self) -> None:
        """Let the screens opened from now on propose by what was just written, here or while nothing was heard."""
        try:
            lido = await self.ponte.executar(entrar, self.ponte.contexto.faltas)
        except BancoIndisponivel:
            return  # it is read again when the connection comes back
        self.ponte.contexto = replace(lido, codificacao=self.ponte.contexto.codificacao)

    def _fechavel(self, tela: Any) -> QWidget:
        """Let a screen ask for its tab to be closed."""
        tela.fechar_pedido.connect(lambda: self.janela.abas.pedir_fechamento(tela))
        resultado: QWidget = tela
        return resultado

    def _pesquisar(self) -> None:
        self.ponte.iniciar(self._pesquisar_e_abrir(), self.janela)

    async def _pesquisar_e_abrir(self) -> None:
        escolhido = await pesquisar_ra(self.ponte, self._estado, self.janela)
        if escolhido is not None:
            self._consultar(escolhido.numero)
