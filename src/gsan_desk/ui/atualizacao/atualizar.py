"""Atualizar Registro de Atendimento [UC0408]: an RA that exists is read, changed, and merged with what others did."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.atualizacao import AtualizarRA, EstadoRA, RAAtualizado
from gsan_desk.domain.conflito import ConflitoDeCampos
from gsan_desk.domain.erros import ErroDeUso, RegraViolada
from gsan_desk.services import imovel as imoveis
from gsan_desk.services import ra_atualizar
from gsan_desk.services.ra_atualizar import RAParaAtualizar
from gsan_desk.services.ra_consultar import AnexoDoRA
from gsan_desk.services.ra_duplicidade import Aviso, AvisosPendentes
from gsan_desk.ui.atualizacao import feito as textos
from gsan_desk.ui.atualizacao import rascunho as rascunho_do_ra
from gsan_desk.ui.atualizacao.cabeca import CabecaDoRA
from gsan_desk.ui.atualizacao.conflito import PaginaConflito
from gsan_desk.ui.atualizacao.formulario import FormularioAtualizacao, Respostas
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.consulta.anexo import abrir_anexo
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.contato.feito import PaginaFeito
from gsan_desk.ui.rascunho import Rascunho, Rascunhos
from gsan_desk.ui.registro_atendimento import rascunho_ra
from gsan_desk.ui.registro_atendimento.avisos import PaginaAvisos
from gsan_desk.ui.registro_atendimento.consultas import Consultas
from gsan_desk.ui.registro_atendimento.inserir import SEGUIR_SEM_EMAIL
from gsan_desk.ui.registro_atendimento.pagina import PaginaRA
from gsan_desk.ui.registro_atendimento.partes import Parte
from gsan_desk.ui.state import Estado
from gsan_desk.ui.widgets.message_bar import Acao

DESBLOQUEADO = "O imóvel deste RA já tem logradouro: ao concluir, o RA deixa de ficar bloqueado."
Fazer = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ofertas:
    """What other functions do for Atualizar.

    Args:
        outro: Atualizar outro Registro de Atendimento.
        inserir_geral: Abrir RA de Falta de Água Geral.
        imprimir_os: prints the OS generated now for the RA of this number.
    """

    outro: Fazer
    inserir_geral: Fazer
    imprimir_os: Callable[[int], object]


class AtualizarRegistro(PaginaRA):
    """The tab of one RA."""

    TITULO_DO_RASCUNHO = "Atualizar RA"
    NAO_CONCLUIDO = "As alterações do RA não foram gravadas."
    DESCARTAR = "Descartar as alterações deste RA?"
    HA_RASCUNHO = "Há alterações não gravadas deste RA,"
    PERGUNTAS: ClassVar[tuple[type[ErroDeUso], ...]] = (AvisosPendentes, ConflitoDeCampos)
    formulario: FormularioAtualizacao

    def __init__(
        self,
        ponte: Ponte,
        rascunhos: Rascunhos,
        caminhos: Caminhos,
        numero: int,
        ofertas: Ofertas,
        estado: Estado | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._numero, self._caminhos, self._ofertas = numero, caminhos, ofertas
        self._aberto: RAParaAtualizar | None = None
        self._respostas = Respostas()
        self.cabeca, self.feito = CabecaDoRA(numero), PaginaFeito()
        avisos = PaginaAvisos(
            self._abrir_aviso,
            ofertas.inserir_geral,
            encerrar=lambda referencia: caminhos.encerrar(numero, referencia, self._largar),
        )
        super().__init__(ponte, rascunhos, self.cabeca, avisos, self.feito, parent)
        self.conflito = PaginaConflito()
        self._paginas.addWidget(self.conflito)
        self._consultas = Consultas(ponte, estado, None, self, caminhos)
        self.setWindowTitle(f"Atualizar RA {numero}")
        self._iniciar(self._abrir())

    @property
    def formulario_aberto(self) -> bool:
        """Tell whether the RA is in the form."""
        return self._aberto is not None

    def _criar_formulario(self) -> FormularioAtualizacao:
        return FormularioAtualizacao(
            self._ponte, self._ponte.contexto.codificacao, self._abrir_anexo, self._seguir_sem_email
        )

    async def _abrir(self) -> None:
        """Read the RA, or say why it may not be changed; then offer what was not saved the last time."""
        await self._completar()
        aberto = await self._ler()
        if aberto is None:
            return
        await self._assumir(aberto)
        await self._perguntar_do_rascunho()

    async def _perguntar_do_rascunho(self) -> None:
        """Insist on an answer: there is one draft for an RA, and typing on would replace it."""
        self.formulario.setEnabled(False)
        while await self._oferecer_rascunho() is None:
            continue
        if self._aberto is None:
            return
        self.formulario.setEnabled(True)
        self._guarda.acompanhar(rascunho_do_ra.chave(self._numero))
        self.formulario.mostrar_aba(self.formulario.parte)

    async def _ler(self) -> RAParaAtualizar | None:
        try:
            with self.ocupado.ocupar("Lendo o RA…", cancelavel=False):
                return await self._ponte.executar(ra_atualizar.abrir, self._ponte.contexto, self._numero)
        except RegraViolada as erro:
            self._recusar("\n".join(v.mensagem for v in erro.violacoes))
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="conexao")
        return None

    async def _completar(self) -> None:
        novo = not self._completo
        await super()._completar()
        if novo:
            self.formulario.local.pendentes_pedidos.connect(self._consultas.ras_do_imovel)
            self.formulario.local.debitos_pedidos.connect(self._consultas.debitos)

    async def _assumir(self, aberto: RAParaAtualizar) -> None:
        """Fill the form; from here on what differs from this was typed."""
        self._aceitos, self._respostas = frozenset(), Respostas()
        self.cabeca.mostrar(aberto)
        await self.formulario.carregar(aberto)
        self._aberto = aberto
        self._inicial = self.formulario.rascunho()
        self.formulario.setEnabled(True)
        if aberto.desbloqueado:
            self.barra.informar(DESBLOQUEADO, chave="desbloqueado")
        self._atualizar_rodape()
        self.formulario.mostrar_aba(Parte.DADOS_GERAIS)

    def _recusar(self, motivo: str) -> None:
        """Say why the RA does not open."""
        self.feito.mostrar(
            motivo,
            [
                Acao("&Consultar RA", lambda: self._caminhos.consultar(self._numero)),
                Acao("&Fechar", self.fechar_pedido.emit),
            ],
        )
        self._mostrar_pagina(self.feito)

    def _rascunho_guardado(self) -> Rascunho | None:
        return self._rascunhos.obter(rascunho_do_ra.chave(self._numero))

    async def _retomar(self, guardado: Rascunho) -> None:
        """Put the draft back over the RA as it was when it was typed: what changed meanwhile is merged at the end."""
        atual, lido = self._aberto, rascunho_do_ra.lido(guardado)
        if atual is None or lido is None:
            self._rascunhos.descartar(guardado.chave)
            return
        self._novo_formulario()
        self._aberto = None
        try:
            with self.ocupado.ocupar("Retomando…", cancelavel=False):
                await self._completar()
                await self._assumir(await self._como_lido(atual, lido))
                self._aceitos = rascunho_ra.avisos_aceitos(guardado)
                await self.formulario.restaurar(guardado.dados)
        except ErroDeUso as erro:  # half a draft must not take the place of the whole one
            self._aberto = None
            self.formulario.setEnabled(False)
            self.barra.errar(descrever_erro(erro).mensagem, chave="conexao")

    async def _como_lido(self, atual: RAParaAtualizar, lido: EstadoRA) -> RAParaAtualizar:
        """Give the RA as it was read before, with the imóvel that it had then."""
        if lido.local == atual.estado.local:
            return replace(atual, estado=lido)
        imovel, imovel_id = atual.imovel, lido.local.imovel_id
        if imovel_id is None or imovel is None or imovel.id != imovel_id:
            contexto = self._ponte.contexto
            imovel = await self._ponte.executar(imoveis.carregar, contexto, imovel_id) if imovel_id else None
        return replace(atual, estado=lido, local=lido.local, imovel=imovel, desbloqueado=False)

    def _identidade(self) -> dict[str, Any]:
        return rascunho_do_ra.identidade(self._aberto.estado) if self._aberto is not None else {}

    async def _sair_de(self, parte: Parte) -> None:
        if erros := await self.formulario.verificar(parte):
            raise RegraViolada(*erros)
        contexto, comando = self._ponte.contexto, self._comando()
        match parte:
            case Parte.DADOS_GERAIS:
                await self._ponte.executar(ra_atualizar.verificar_dados_gerais, contexto, comando)
            case Parte.LOCAL:
                lugar = await self._ponte.executar(ra_atualizar.verificar_local, contexto, comando)
                if lugar.avisos:
                    raise AvisosPendentes(lugar.avisos)
            case Parte.SOLICITANTE:
                await self._ponte.executar(ra_atualizar.verificar_solicitantes, contexto, comando)
            case Parte.ANEXOS:
                return

    async def _registrar(self) -> RAAtualizado:
        if erros := [v for parte in Parte for v in await self.formulario.verificar(parte)]:
            raise RegraViolada(*erros)
        return await self._ponte.executar(ra_atualizar.atualizar, self._ponte.contexto, self._comando())

    def _comando(self) -> AtualizarRA:
        if self._aberto is None:
            raise RuntimeError("the form is not open")
        respostas = replace(self._respostas, avisos_aceitos=self._aceitos)
        return self.formulario.comando(self._numero, self._aberto.estado, respostas)

    async def _responder(self, pergunta: ErroDeUso) -> bool:
        if isinstance(pergunta, ConflitoDeCampos):
            return await self._decidir(pergunta)
        return await super()._responder(pergunta)

    async def _decidir(self, conflito: ConflitoDeCampos) -> bool:
        """Have the person choose, field by field, in place of the form."""
        foco = self.window().focusWidget()
        self._mostrar_pagina(self.conflito)
        escolhas = await self.conflito.perguntar(conflito)
        self._mostrar_pagina(self._pagina_formulario)
        if escolhas is None:
            if foco is not None and self.formulario.isAncestorOf(foco):
                foco.setFocus()
            return False
        self._respostas = replace(self._respostas, decisoes=escolhas, decidido_sobre=conflito.armazenado)
        return True

    def _pedir_conclusao(self) -> None:
        if self.pagina is self.conflito:
            self.conflito.concluir()
        else:
            super()._pedir_conclusao()

    def _pedir_volta(self) -> None:
        if self.pagina is self.conflito:
            self.conflito.desistir()
        else:
            super()._pedir_volta()

    def _celebrar(self, resultado: RAAtualizado) -> None:
        aberto = self._aberto
        if aberto is None:
            raise RuntimeError("the form is not open")
        novos = [linha for linha in self.formulario.solicitantes.valor() if linha.id is None]
        self.feito.mostrar(
            textos.frase(resultado),
            self._ofertas_de(resultado),
            detalhe=textos.detalhe(resultado, aberto.situacao, novos),
        )
        self._terminar(resultado)
        if resultado.mudancas.tabelas:
            self._caminhos.mudou(self._numero)

    def _ofertas_de(self, resultado: RAAtualizado) -> list[Acao]:
        acoes = [
            Acao("&Voltar a Consultar RA", self._voltar),
            Acao("Atualizar &outro Registro de Atendimento", self._ofertas.outro),
        ]
        if resultado.ordem_servico is not None:
            acoes.append(Acao("&Imprimir OS", lambda: self._ofertas.imprimir_os(self._numero)))
        elif resultado.gerar_os:
            acoes.append(Acao("&Gerar OS", lambda: self._caminhos.gerar_os(self._numero)))
        return [*acoes, Acao("&Fechar", self.fechar_pedido.emit)]

    def _voltar(self) -> None:
        self._caminhos.consultar(self._numero)
        self.fechar_pedido.emit()

    def _largar(self) -> None:
        """Drop the changes: the RA was closed as a duplicate of another instead."""
        self._guarda.esquecer()
        self._abandonar()
        self.fechar_pedido.emit()

    def _abandonar(self) -> None:
        self._aberto = None

    async def _refazer(self) -> None:
        """Read the RA again, whatever others made of it meanwhile."""
        self._aberto = None
        await self._completar()
        if (aberto := await self._ler()) is not None:
            await self._assumir(aberto)
            self._guarda.acompanhar(rascunho_do_ra.chave(self._numero))

    def _abrir_aviso(self, aviso: Aviso) -> None:
        if self._aberto is not None:
            comando = self._comando()
            self._consultas.abrir(aviso, comando.dados_gerais, comando.local, self.formulario.local)

    async def _abrir_anexo(self, anexo: AnexoDoRA) -> object:
        return await abrir_anexo(self._ponte, self.barra, anexo)

    async def _seguir_sem_email(self) -> bool:
        opcoes = [("Informar o &email", False), ("&Seguir sem a pesquisa", True)]
        return bool(await self.barra.perguntar(SEGUIR_SEM_EMAIL, opcoes))
