"""Inserir Registro de Atendimento [UC0366]: a new RA, with the protocolo told before anything is typed."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gsan_desk.domain.erros import ErroDeUso, RegraViolada, Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import NovoRA, RAInserido
from gsan_desk.domain.regras.exigencias import exigencias
from gsan_desk.services import ra_inserir
from gsan_desk.services.ligacao import LugarProposto
from gsan_desk.services.progis.abertura import RAProposto
from gsan_desk.services.ra_duplicidade import Aviso, AvisosPendentes, especificacao_generalizada
from gsan_desk.services.ra_inserir import FormularioAberto
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.encerramento.duplicados import Duplicados
from gsan_desk.ui.rascunho import Rascunho, Rascunhos
from gsan_desk.ui.registro_atendimento import conferencia, da_ligacao, do_relato, rascunho_ra
from gsan_desk.ui.registro_atendimento.avisos import PaginaAvisos
from gsan_desk.ui.registro_atendimento.conferencia import FaltaEmail
from gsan_desk.ui.registro_atendimento.consultas import Consultas
from gsan_desk.ui.registro_atendimento.formulario import FormularioRA
from gsan_desk.ui.registro_atendimento.janelas import AbrirRA
from gsan_desk.ui.registro_atendimento.pagina import PaginaRA
from gsan_desk.ui.registro_atendimento.parecidos import PainelParecidos
from gsan_desk.ui.registro_atendimento.partes import Parte
from gsan_desk.ui.registro_atendimento.protocolo import Protocolo
from gsan_desk.ui.registro_atendimento.sucesso import PaginaSucesso
from gsan_desk.ui.state import Estado
from gsan_desk.ui.widgets.message_bar import Acao

TITULO = "Inserir RA"
DOCUMENTOS_TRAZIDOS = "Os documentos digitados no RA Simplificado serão guardados com o solicitante."
SEGUIR_SEM_EMAIL = "Falta o endereço de email para a pesquisa de satisfação."


class Modo(Enum):
    """How the form is opened (spec 10 §3.1)."""

    NORMAL = auto()
    FALTA_AGUA_GERAL = auto()


class InserirRA(PaginaRA):
    """A page of the main window.

    Args:
        abrir_ra: opens Consultar RA; without it the offers to consult are not shown.
        imprimir_via: prints the via do cliente of an RA; without it the offer is not shown.
        imprimir_os: prints the OS that an RA generated; without it the offer is not shown.
        ligacao: the place that PROGIS sent by its signed link.
        caminhos: opens the tabs about other RAs; without it a caller cannot be attached to one of them.
        comeco: what another screen has already asked, under its own key and protocolo.
        relato: what a citizen's report proposes; the RA decides the report.

    Signals:
        relato_largado: the page no longer answers the report, which was not decided.
        relato_pedido: id of the report, to be looked at again.
    """

    relato_largado = Signal()
    relato_pedido = Signal(object)

    TITULO_DO_RASCUNHO = TITULO
    NAO_CONCLUIDO = "O RA não foi concluído."
    DESCARTAR = "Descartar este RA?"
    HA_RASCUNHO = "Há um RA não concluído"
    PERGUNTAS: ClassVar[tuple[type[ErroDeUso], ...]] = (AvisosPendentes, FaltaEmail)
    formulario: FormularioRA

    def __init__(  # noqa: PLR0913 - keyword-only, each a choice of its own
        self,
        ponte: Ponte,
        rascunhos: Rascunhos,
        *,
        estado: Estado | None = None,
        modo: Modo = Modo.NORMAL,
        abrir_ra: AbrirRA | None = None,
        imprimir_via: AbrirRA | None = None,
        imprimir_os: AbrirRA | None = None,
        ligacao: LugarProposto | None = None,
        caminhos: Caminhos | None = None,
        comeco: NovoRA | None = None,
        relato: RAProposto | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._caminhos, self._comeco, self._modo = caminhos, comeco, modo
        self._trazido = rascunho_ra.Trazido()
        self._aberto: FormularioAberto | None = None
        self._proposto, self._ligacao = relato, ligacao
        self.do_relato = do_relato.DoRelato()
        self.parecidos = PainelParecidos(ponte, estado, self._ver_ra)
        self._abrir_ra = abrir_ra
        adicionar = self._adicionar_solicitante if caminhos is not None else None
        self.protocolo = Protocolo()
        self.sucesso = PaginaSucesso(
            consulta=abrir_ra is not None, impressao=imprimir_via is not None, impressao_os=imprimir_os is not None
        )
        avisos = PaginaAvisos(self._abrir_aviso, self._recomecar_geral, adicionar)
        super().__init__(ponte, rascunhos, self.protocolo, avisos, self.sucesso, parent)
        self._duplicados = Duplicados(ponte, self.barra, self)
        self._consultas = Consultas(
            ponte, estado, abrir_ra, self, caminhos, adicionar, self._duplicados.marcar, self._largar
        )
        self.setWindowTitle(TITULO)
        self._ligar_sucesso(abrir_ra, imprimir_via, imprimir_os)
        self._oferecer = modo is Modo.NORMAL and comeco is None and relato is None and ligacao is None
        self._ligar_parecidos()
        self._iniciar(self._abrir())

    @property
    def formulario_aberto(self) -> bool:
        """Tell whether a protocolo was drawn for the form."""
        return self._aberto is not None

    def _criar_formulario(self) -> FormularioRA:
        return FormularioRA(self._ponte, self._ponte.contexto.codificacao)

    async def pode_fechar(self) -> bool:
        """Ask as every form does; a report that was not decided goes back to the list."""
        pode = await super().pode_fechar()
        if pode and self.do_relato.origem is not None and self.pagina is not self.sucesso:
            self.relato_largado.emit()
        return pode

    def _novo_formulario(self) -> None:
        self.parecidos.largar()
        super()._novo_formulario()
        self._caixa_formulario.insertWidget(0, self.do_relato)
        self._caixa_formulario.addWidget(self.parecidos)

    def _ligar_parecidos(self) -> None:
        actions.criar(self, "form.parecidos", self.parecidos.alternar)
        self.do_relato.voltar.connect(self.relato_pedido)
        if self._caminhos is not None and self._proposto is None:
            self.parecidos.oferecer("Adicionar Solicitante", self._adicionar_solicitante, so_abertos=True)
            self.parecidos.oferecer("Reiterar", self._caminhos.reiterar, so_abertos=True)

    def _ver_ra(self, numero: int) -> None:
        abrir = self._caminhos.consultar if self._caminhos is not None else self._abrir_ra
        if abrir is not None:
            abrir(numero)

    def _ligar_sucesso(self, *fazeres: AbrirRA | None) -> None:
        sucesso = self.sucesso
        sucesso.outro.connect(self._recomecar)
        sucesso.fechar.connect(self.fechar_pedido)
        for sinal, fazer in zip((sucesso.consultar, sucesso.imprimir, sucesso.imprimir_os), fazeres, strict=True):
            if fazer is not None:
                sinal.connect(fazer)
        if self._caminhos is not None:
            sucesso.gerar_os.connect(self._caminhos.gerar_os)

    async def _abrir(self) -> None:
        """Draw the protocolo and put the defaults in; then offer the draft of a session that crashed."""
        self.protocolo.definir("")
        try:
            with self.ocupado.ocupar("Abrindo…", cancelavel=False):
                await self._completar()
                aberto = await self._ponte.executar(ra_inserir.abrir, self._ponte.contexto)
        except RegraViolada as erro:
            for violada in erro.violacoes:
                self.barra.errar(violada.mensagem)
            return
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="conexao")
            return
        self._assumir(aberto if self._comeco is None else rascunho_ra.comecado(aberto, self._comeco))
        await self._do_relato()
        await self._da_ligacao()
        if self._oferecer:
            self._ponte.iniciar(self._oferecer_rascunho(), self)

    async def _completar(self) -> None:
        novo = not self._completo
        await super()._completar()
        if novo:
            self.formulario.local.pendentes_pedidos.connect(self._consultas.ras_do_imovel)
            self.formulario.local.debitos_pedidos.connect(self._consultas.debitos)
            if (caminhos := self._caminhos) is not None:
                self.formulario.solicitante.oferecer_cadastro(caminhos.cadastro_do_cliente())
                self.formulario.local.ofertas.ligar(
                    [
                        ("Consultar RA", caminhos.consultar),
                        ("Adicionar Solicitante", self._adicionar_solicitante),
                        ("Reiterar", caminhos.reiterar),
                    ]
                )

    async def _do_relato(self) -> None:
        """Fill the form with what a report proposes: that alone is nothing typed."""
        if self._proposto is None:
            return
        self.do_relato.definir(self._proposto.origem, do_relato.descrever(self._proposto))
        await self._restaurar(do_relato.rascunho(self._proposto))
        self.formulario.mostrar_aba(Parte.DADOS_GERAIS)
        self._inicial = self.formulario.rascunho()

    async def _da_ligacao(self) -> None:
        """Fill the tab of the place with what PROGIS sent: that alone is nothing typed."""
        if self._ligacao is None:
            return
        await self._restaurar({"local": da_ligacao.rascunho(self._ligacao)})
        self.formulario.mostrar_aba(Parte.LOCAL)
        self._inicial = self.formulario.rascunho()

    async def _restaurar(self, dados: dict[str, Any]) -> None:
        try:
            with self.ocupado.ocupar("Preenchendo…", cancelavel=False):
                await self.formulario.restaurar(dados)
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="conexao")

    def _assumir(self, aberto: FormularioAberto) -> None:
        self._aberto, self._aceitos = aberto, frozenset()
        self._duplicados.esquecer()
        self.protocolo.definir(aberto.protocolo)
        self.formulario.abrir(aberto)
        if self._modo is Modo.FALTA_AGUA_GERAL:
            self._fixar_generalizada()
        self.formulario.setEnabled(True)
        self.parecidos.acompanhar(self.formulario)
        self._inicial = self.formulario.rascunho()
        self._guarda.acompanhar(rascunho_ra.chave(aberto))
        self._trazido = rascunho_ra.Trazido()
        if self._comeco is not None:
            self._trazer(rascunho_ra.trazido(self._comeco))
            self.formulario.comecar(self._comeco)
        self._atualizar_rodape()
        self.formulario.mostrar_aba(Parte.DADOS_GERAIS)

    def _trazer(self, trazido: rascunho_ra.Trazido) -> None:
        """Keep the documents that another screen took, and say so."""
        self._trazido = trazido
        if trazido.documentos.informados:
            self.barra.informar(DOCUMENTOS_TRAZIDOS, chave="documentos")

    def _fixar_generalizada(self) -> None:
        geral = especificacao_generalizada(self._ponte.contexto.dominios)
        if geral is None:
            self.barra.errar(violacao("M34", tabela="Especificação").mensagem)
        else:
            self.formulario.dados_gerais.fixar(geral)

    def _rascunho_guardado(self) -> Rascunho | None:
        return rascunho_ra.mais_recente(self._rascunhos)

    async def _retomar(self, guardado: Rascunho) -> None:
        """Put the draft back under its own key and protocolo, which the caller may have been told."""
        if self._aberto is None:
            return
        self._aberto = rascunho_ra.retomar(self._aberto, guardado)
        self._aceitos = rascunho_ra.avisos_aceitos(guardado)
        self._trazer(rascunho_ra.trazido_do_rascunho(guardado))
        self._duplicados.restaurar(guardado.dados)
        self._guarda.acompanhar(rascunho_ra.chave(self._aberto))
        self.protocolo.definir(self._aberto.protocolo)
        self.do_relato.de_rascunho(guardado.dados)
        await self._restaurar(guardado.dados)

    def _identidade(self) -> dict[str, Any]:
        if self._aberto is None:
            return {}
        partes = rascunho_ra.identidade(self._aberto, self._trazido), self._duplicados.rascunho()
        return {**partes[0], **partes[1], **self.do_relato.para_rascunho()}

    async def _sair_de(self, parte: Parte) -> None:
        await conferencia.sair_de(parte, self.formulario, self._ponte, self._comando)

    async def _registrar(self) -> RAInserido:
        return await conferencia.concluir(self.formulario, self._ponte, self._comando)

    async def _responder(self, pergunta: ErroDeUso) -> bool:
        return await self._sem_email() if isinstance(pergunta, FaltaEmail) else await super()._responder(pergunta)

    def _comando(self) -> NovoRA:
        if self._aberto is None:
            raise RuntimeError("the form is not open")
        novo = self.formulario.comando(self._aberto, self._aceitos)
        return replace(novo, documentos=self._trazido.de(novo.solicitante), relato=self.do_relato.origem)

    def _mostrar_erros(self, violacoes: Sequence[Violacao]) -> None:
        """Let the person look at RAs that were opened nearby meanwhile; what was told of stops no second time."""
        perto = [v for v in violacoes if v.codigo == do_relato.RA_PROXIMO and v.ra is not None]
        if not perto:
            super()._mostrar_erros(violacoes)
            return
        self.do_relato.ver(v.ra for v in perto if v.ra is not None)
        self.parecidos.procurar(de_novo=True)
        frases = "\n".join([*(v.mensagem for v in perto), do_relato.CONFIRA])
        acoes = [Acao(f"Consultar RA {v.ra}", partial(self._ver_ra, v.ra)) for v in perto if v.ra is not None]
        self.barra.avisar(frases, acoes=acoes, chave="erros")

    async def _sem_email(self) -> bool:
        opcoes = [("Informar o &email", False), ("&Seguir sem a pesquisa", True)]
        if await self.barra.perguntar(SEGUIR_SEM_EMAIL, opcoes):
            self.formulario.solicitante.desistir_do_email()
            return True
        self.formulario.mostrar([violacao("M01", "solicitante.email")])
        return False

    def _abrir_aviso(self, aviso: Aviso) -> None:
        if self._aberto is not None:
            novo = self._comando()
            self._consultas.abrir(aviso, novo.dados_gerais, novo.local, self.formulario.local)

    def _celebrar(self, resultado: RAInserido) -> None:
        especificacao_id = self.formulario.dados_gerais.valor().especificacao_id
        exige = exigencias(especificacao_id, self._ponte.contexto.dominios)
        self._terminar(resultado)
        self.sucesso.mostrar(resultado, oferecer_os=self._caminhos is not None and exige.os_opcional)
        self._duplicados.encerrar(resultado.numero, self.sucesso.acrescentar)

    def _recomecar(self) -> None:
        """Open another RA, with its own protocolo."""
        self._modo = Modo.NORMAL
        self._reabrir()

    def _recomecar_geral(self) -> None:
        """Leave this RA for the one of general lack of water."""
        self._guarda.esquecer()
        self._modo = Modo.FALTA_AGUA_GERAL
        self._reabrir()

    def _reabrir(self) -> None:
        if self.do_relato.origem is not None:
            self.relato_largado.emit()
        self._aberto, self._comeco, self._oferecer = None, None, False
        self._proposto, self._ligacao = None, None
        self.do_relato.definir(None, "")
        self._novo_formulario()
        self._ponte.iniciar(self._abrir(), self)

    def _adicionar_solicitante(self, numero: int) -> None:
        """Attach the caller to an RA that exists, with what was typed of who it is (spec 10 §4.2, §10)."""
        if self._caminhos is not None:
            solicitante = self.formulario.solicitante
            digitado = solicitante.rascunho() if solicitante.valor().informado else None
            self._caminhos.adicionar_solicitante(numero, digitado, self._largar)

    def _largar(self) -> None:
        """Drop this RA: the citizen was attached to another."""
        self._guarda.esquecer()
        self._abandonar()
        self.avisos.responder(False)
        self.fechar_pedido.emit()

    def _abandonar(self) -> None:
        self._aberto = None

    async def _refazer(self) -> None:
        """Empty the form, keeping its protocolo."""
        aberto = self._aberto
        await self._completar()
        if aberto is not None:
            self._assumir(aberto)
            await self._do_relato()
