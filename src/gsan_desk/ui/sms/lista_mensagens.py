"""A list of messages with what may be done about them, and the log of the one in front."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.domain.sms_maquina import SituacaoSms as S
from gsan_desk.services.sms import FiltroSms, MensagemSms, cancelar, listar, marcar_enviada, reenviar, registro
from gsan_desk.ui.bridge import abrir_dialogo
from gsan_desk.ui.consulta.gravar_lista import gravar_lista
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.sms import textos
from gsan_desk.ui.sms.colunas import colunas_das_mensagens, colunas_do_registro
from gsan_desk.ui.sms.um_campo import DialogoUmCampo, Dizeres, pedir_motivo, pedir_numero
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.marca import rotulo

REENVIAVEIS = frozenset({S.FALHOU, S.CANCELADA, S.INCERTA, S.EXPIRADA})
CANCELAVEIS = frozenset({S.PENDENTE, S.FALHOU, S.INCERTA, S.EXPIRADA})
ACERTAVEIS = frozenset({S.FALHOU, S.INCERTA})
PERGUNTA = "Esta mensagem pode já ter sido entregue. Reenviar assim mesmo?"
PERGUNTAS = "Estas {quantas} mensagens podem já ter sido entregues. Reenviar assim mesmo?"
ESPERA = 150  # ms on a row before its log is read
LINHAS_DO_REGISTRO = 4


class ListaMensagens(QWidget):
    """The list of one tab.

    Args:
        de: the states that this list shows and acts upon.
        abrir_ra: opens an RA.

    Signals:
        mudou: rows were changed; numbers of their RAs.
        contou: how many rows there are, in words.
    """

    mudou = Signal(object)
    contou = Signal(str)

    def __init__(
        self,
        trabalho: Trabalho,
        estado: Estado,
        nome: str,
        de: frozenset[S],
        abrir_ra: Callable[[int], object],
    ) -> None:
        super().__init__()
        self._trabalho, self._ponte = trabalho, trabalho.ponte
        self._de, self._abrir_ra = de, abrir_ra
        self._filtro: FiltroSms | None = None
        self._lendo: asyncio.Task[None] | None = None
        contexto = self._ponte.contexto
        self._decide = textos.decide(contexto)
        titulo = "Mensagens SMS incertas" if de == {S.INCERTA} else "Mensagens SMS"
        self._titulo = titulo
        self.tabela = TabelaLinhas(
            colunas_das_mensagens(contexto), nome=f"sms.{nome}", titulo=titulo, estado=estado, exportavel=True
        )
        self.registro = TabelaLinhas(
            colunas_do_registro(contexto), nome="sms.registro", titulo="Tentativas e decisões", estado=estado
        )
        self.texto = rotulo("fraco", quebra=True)
        self._espera = QTimer(self, singleShot=True, interval=ESPERA)
        self.botao_reenviar, self.botao_corrigir = botao_principal("R&eenviar"), botao("Corri&gir número e reenviar…")
        self.botao_enviada, self.botao_cancelar = botao("&Marcar como enviada"), botao("Desistir do envio (&Z)")
        self.botao_ra, self.botao_exportar = botao("A&brir RA"), botao("E&xportar…")
        self._montar()
        self._ligar()
        self._habilitar()

    async def ler(self, filtro: FiltroSms) -> None:
        """Read the first page; one statement, or none when the filter leaves these states out."""
        escolhidas = tuple(sorted(set(filtro.situacoes or S) & self._de))
        self._filtro = replace(filtro, situacoes=escolhidas) if escolhidas else None
        atual = self.tabela.atual()
        linhas = await self._ponte.executar(listar, self._filtro) if self._filtro is not None else []
        self.tabela.modelo.definir(linhas, tem_mais=self._tem_mais(linhas))
        posicao = next((i for i, m in enumerate(linhas) if atual is not None and m.id == atual.id), 0)
        self.tabela.ir_para(posicao)
        self._dizer_total()
        self._habilitar()

    def _tem_mais(self, linhas: Sequence[MensagemSms]) -> bool:
        return self._filtro is not None and len(linhas) == self._filtro.limite

    async def _mais(self) -> None:
        if self._filtro is None:
            return
        ultima: MensagemSms = self.tabela.modelo.linhas[-1]
        try:
            linhas = await self._ponte.executar(listar, replace(self._filtro, depois=ultima.id))
        except ErroDeUso as erro:
            self.tabela.modelo.desistir()
            self._trabalho.mostrar(erro)
            return
        self.tabela.modelo.acrescentar(linhas, tem_mais=self._tem_mais(linhas))
        self._dizer_total()

    def _dizer_total(self) -> None:
        mais = "+" if self.tabela.modelo.canFetchMore(self.tabela.rootIndex()) else ""
        self.contou.emit(f"{self.tabela.modelo.rowCount()}{mais}")

    def _escolhidas(self, situacoes: frozenset[S]) -> list[MensagemSms]:
        return [m for m in self.tabela.selecionadas() if m.situacao in situacoes]

    async def _reenviar(self) -> None:
        alvo = self._escolhidas(REENVIAVEIS)
        if alvo and await self._confirmado(alvo):
            de = tuple(sorted({m.situacao for m in alvo}))
            await self._fazer(alvo, lambda ids: self._ponte.executar(reenviar, ids, None, de), "de novo na fila")

    async def _confirmado(self, alvo: Sequence[MensagemSms]) -> bool:
        """Have a person decide about what may have arrived."""
        duvidas = sum(m.situacao == S.INCERTA for m in alvo)
        if not duvidas:
            return True
        pergunta = PERGUNTA if duvidas == 1 else PERGUNTAS.format(quantas=duvidas)
        opcoes = [("Não reenviar (&0)", False), ("Reenviar assim mesmo (&1)", True)]
        return bool(await self._trabalho.barra.perguntar(pergunta, opcoes))

    async def _corrigir(self) -> None:
        alvo = self._escolhidas(REENVIAVEIS)
        if len(alvo) != 1 or not await self._confirmado(alvo):
            return
        mensagem = alvo[0]
        numero = textos.numero(self._ponte.contexto, mensagem.numero or mensagem.numero_informado)

        async def fazer(novo: str) -> None:
            quantas = await self._ponte.executar(reenviar, [mensagem.id], novo, (mensagem.situacao,))
            self._dizer(quantas, 1, "de novo na fila")

        dizeres = Dizeres(
            "Corrigir número e reenviar",
            f"A mensagem foi para {numero}. O número de antes fica no registro dela.",
            "Corrigir e &reenviar",
        )
        await self._perguntar(pedir_numero(self._ponte, dizeres, fazer, self.window()), alvo)

    async def _marcar(self) -> None:
        alvo = self._escolhidas(ACERTAVEIS)
        await self._fazer(alvo, lambda ids: self._ponte.executar(marcar_enviada, ids), "marcada(s) como enviada(s)")

    async def _desistir(self) -> None:
        alvo = self._escolhidas(CANCELAVEIS)
        if not alvo:
            return

        async def fazer(motivo: str) -> None:
            quantas = await self._ponte.executar(cancelar, [m.id for m in alvo], motivo)
            self._dizer(quantas, len(alvo), "cancelada(s)")

        quais = (
            "Esta mensagem não será enviada." if len(alvo) == 1 else f"Estas {len(alvo)} mensagens não serão enviadas."
        )
        dizeres = Dizeres("Desistir do envio", f"{quais} O motivo fica no registro.", "&Desistir do envio")
        await self._perguntar(pedir_motivo(self._ponte, dizeres, fazer, self.window()), alvo)

    async def _perguntar(self, dialogo: DialogoUmCampo, alvo: Sequence[MensagemSms]) -> None:
        feito = await abrir_dialogo(dialogo)
        dialogo.deleteLater()
        if feito:
            self._avisar(alvo)

    async def _fazer(
        self, alvo: Sequence[MensagemSms], fazer: Callable[[list[int]], Awaitable[int]], feito: str
    ) -> None:
        if not alvo:
            return
        with self._trabalho.ocupado.ocupar("Gravando…", cancelavel=False):
            quantas = await fazer([m.id for m in alvo])
        self._dizer(quantas, len(alvo), feito)
        self._avisar(alvo)

    def _dizer(self, quantas: int, pedidas: int, feito: str) -> None:
        if quantas == pedidas:
            self._trabalho.barra.confirmar(f"{quantas} mensagem(ns) {feito}.", chave="feito")
        else:
            resto = f"{pedidas - quantas} já tinha(m) mudado de situação."
            self._trabalho.barra.avisar(f"{quantas} de {pedidas} mensagem(ns) {feito}; {resto}", chave="feito")

    def _avisar(self, alvo: Sequence[MensagemSms]) -> None:
        self.mudou.emit(frozenset(m.ra for m in alvo if m.ra is not None))

    def _habilitar(self) -> None:
        recusa = "" if self._decide else textos.SEM_DIREITO
        uma_so = len(self._escolhidas(REENVIAVEIS)) == 1
        for alvo, pode, dica in (
            (self.botao_reenviar, bool(self._escolhidas(REENVIAVEIS)), "Põe de novo na fila as mensagens marcadas"),
            (self.botao_corrigir, uma_so, "Pede o número certo e envia para ele; uma mensagem de cada vez"),
            (self.botao_enviada, bool(self._escolhidas(ACERTAVEIS)), "Você sabe que chegou: sai desta lista"),
            (self.botao_cancelar, bool(self._escolhidas(CANCELAVEIS)), "A mensagem não será enviada"),
        ):
            _oferecer(alvo, pode, recusa, dica)
        atual: MensagemSms | None = self.tabela.atual()
        _oferecer(self.botao_ra, atual is not None and atual.ra is not None, "", "Abre o RA da linha (Enter)")
        self.botao_exportar.setEnabled(self.tabela.modelo.rowCount() > 0)

    def _mostrar(self, mensagem: MensagemSms | None) -> None:
        self._espera.start()
        self.texto.setText(f"“{mensagem.texto}”" if mensagem is not None else "")

    def _ler_registro(self) -> None:
        if self._lendo is not None:
            self._lendo.cancel()
        self._lendo = self._ponte.iniciar(self._registro(self.tabela.atual()), self)

    async def _registro(self, mensagem: MensagemSms | None) -> None:
        lidas: list[Any] = []
        if mensagem is not None:
            try:
                lidas = await self._ponte.executar(registro, mensagem.id)
            except ErroDeUso:
                lidas = []
        self.registro.modelo.definir(lidas)

    def exportar(self) -> None:
        """Write the rows shown to a file."""
        if linhas := self.tabela.modelo.linhas:
            visiveis = self.tabela.colunas_visiveis()
            gravar = gravar_lista(self, self._trabalho.barra, self._titulo, visiveis, linhas)
            self._trabalho.iniciar(gravar)

    def _ativar(self, mensagem: MensagemSms | None) -> None:
        if mensagem is not None and mensagem.ra is not None:
            self._abrir_ra(mensagem.ra)

    def _montar(self) -> None:
        self.registro.setFixedHeight(self.registro.verticalHeader().defaultSectionSize() * (LINHAS_DO_REGISTRO + 1) + 8)
        botoes = QHBoxLayout()
        for alvo in (self.botao_ra, self.botao_exportar):
            botoes.addWidget(alvo)
        botoes.addStretch(1)
        for alvo in (self.botao_cancelar, self.botao_enviada, self.botao_corrigir, self.botao_reenviar):
            botoes.addWidget(alvo)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 6, 0, 0)
        caixa.setSpacing(6)
        caixa.addWidget(self.tabela, 1)
        caixa.addWidget(self.texto)
        caixa.addWidget(self.registro)
        caixa.addLayout(botoes)
        self.setFocusProxy(self.tabela)

    def _ligar(self) -> None:
        iniciar = self._trabalho.iniciar
        self.tabela.ativado.connect(self._ativar)
        self.tabela.mudou_linha.connect(self._mostrar)
        self.tabela.selectionModel().selectionChanged.connect(lambda *_: self._habilitar())
        self.tabela.modelo.precisa_mais.connect(lambda: self._ponte.iniciar(self._mais(), self))
        self.tabela.exportar_pedido.connect(self.exportar)
        self._espera.timeout.connect(self._ler_registro)
        self.botao_ra.clicked.connect(lambda: self._ativar(self.tabela.atual()))
        self.botao_exportar.clicked.connect(self.exportar)
        self.botao_reenviar.clicked.connect(lambda: iniciar(self._reenviar()))
        self.botao_corrigir.clicked.connect(lambda: iniciar(self._corrigir()))
        self.botao_enviada.clicked.connect(lambda: iniciar(self._marcar()))
        self.botao_cancelar.clicked.connect(lambda: iniciar(self._desistir()))


def _oferecer(alvo: QPushButton, pode: bool, recusa: str, dica: str) -> None:
    alvo.setEnabled(pode and not recusa)
    alvo.setToolTip(recusa or dica)
    alvo.setAccessibleDescription(recusa)
