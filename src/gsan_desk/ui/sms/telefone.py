"""The phone of this computer: find its port, try it, hear what is wrong (spec 50 §3.9)."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from gsan_desk.domain.sms_estacao import ConexaoSms, PortaSms, ProvaSms
from gsan_desk.ui.bridge import Ponte, em_segundo_plano
from gsan_desk.ui.registro_atendimento.aba import Aba, botao, botao_principal, grade
from gsan_desk.ui.sms.daqui import Daqui
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.marca import renomear, rotulo
from gsan_desk.ui.widgets.texto_contado import CampoTexto

AVISO = (
    "Ligue o telefone ou modem por cabo ou pareie-o por Bluetooth, e deixe o gsan-desk procurar. O que se escolhe aqui"
    " vale só para este computador; o PIN fica no chaveiro do sistema."
)
NENHUMA = "Nenhuma porta de telefone foi achada. Ligue o cabo ou pareie o telefone e procure de novo."
RODANDO = "Pare antes a estação: ela está usando o telefone."
LINHAS = 5


class AbaTelefone(Aba):
    """Ports, fields of the connection, outcome of the last trial.

    Signals:
        escolhido: the connection was kept.
    """

    escolhido = Signal()

    def __init__(self, ponte: Ponte, daqui: Daqui, trabalho: Trabalho) -> None:
        super().__init__(ponte, ponte.contexto.codificacao)
        self._daqui, self._trabalho = daqui, trabalho
        self.portas = QListWidget()
        self.dispositivo, self.conexao, self.modelo = CampoTexto(120), CampoTexto(40), CampoTexto(40)
        self.pin = QLineEdit(maxLength=8, echoMode=QLineEdit.EchoMode.Password)
        self.dito, self.conselho = rotulo("subtitulo", quebra=True), rotulo("fraco", quebra=True)
        self.procurar, self.experimentar = botao("&Procurar portas"), botao("E&xperimentar")
        self.todas, self.mentira = botao("Experimentar &todas"), botao("Telefone de &mentira")
        self.usar = botao_principal("Usar este telefone (&0)")
        self._dispor()
        self._ligar()
        self._mostrar(daqui.conexao)
        self._habilitar()

    def procurar_portas(self) -> None:
        """List the ports that are there now."""
        self._trabalho.iniciar(self.ler_portas())

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back."""
        self.formulario.restaurar(dados)

    async def ler_portas(self) -> None:
        """List the ports, in the work under way."""
        with self._trabalho.ocupado.ocupar("Procurando…", desabilitar=[self.procurar]):
            achadas = await em_segundo_plano(self._daqui.local.portas)
        self.portas.clear()
        for porta in achadas:
            item = QListWidgetItem(porta.descricao, self.portas)
            item.setData(Qt.ItemDataRole.UserRole, porta)
            _anotar(item, porta, porta.impedimento)
        if achadas:
            self.portas.setCurrentRow(0)
        else:
            self._dizer(ProvaSms(False, NENHUMA))
        self._habilitar()

    async def _experimentar(self) -> None:
        alvo = self.valor()
        if not alvo.dispositivo:
            self.formulario["telefone.dispositivo"].mostrar_erro("Informe a porta do telefone.")
            self.formulario["telefone.dispositivo"].focar()
            return
        await self._provar(alvo)

    async def _experimentar_todas(self) -> None:
        """Try one port after another, until one answers."""
        for numero in range(self.portas.count()):
            item = self.portas.item(numero)
            porta: PortaSms = item.data(Qt.ItemDataRole.UserRole)
            self.portas.setCurrentRow(numero)
            prova = await self._provar(ConexaoSms(porta.dispositivo, "", "at"))
            _anotar(item, porta, prova.dito)
            if prova.conexao is not None:
                return

    async def _provar(self, alvo: ConexaoSms) -> ProvaSms:
        botoes = [self.experimentar, self.todas, self.usar]
        with self._trabalho.ocupado.ocupar(f"Experimentando {alvo.dispositivo}…", desabilitar=botoes, cancelavel=False):
            prova = await em_segundo_plano(self._daqui.local.experimentar, alvo, self.pin.text())
        if prova.conexao is not None:
            self._mostrar(prova.conexao)
        if prova.pede_pin:
            if self.pin.text():
                self.pin.clear()  # a refused PIN must not be tried again by accident
            self.formulario["telefone.pin"].focar()
        self._dizer(prova)
        return prova

    async def _usar(self) -> None:
        alvo = self.valor()
        if not alvo.dispositivo or not alvo.conexao:
            falta = "telefone.conexao" if alvo.dispositivo else "telefone.dispositivo"
            self.formulario[falta].mostrar_erro("Informe, ou experimente uma porta.")
            self.formulario[falta].focar()
            return
        guardou = await self._daqui.configurar(alvo, self.pin.text() or None)
        if guardou:
            self._trabalho.barra.confirmar(
                "Este computador usa este telefone a partir do próximo início.", chave="feito"
            )
        else:
            self._trabalho.barra.avisar("Este computador não tem chaveiro: o PIN não foi guardado.", chave="feito")
        self.pin.clear()
        self.escolhido.emit()

    def valor(self) -> ConexaoSms:
        """Read the fields."""
        return ConexaoSms(self.dispositivo.valor(), self.conexao.valor(), self.modelo.valor())

    def _mostrar(self, conexao: ConexaoSms | None) -> None:
        escolhida = conexao or ConexaoSms("")
        self.dispositivo.definir(escolhida.dispositivo)
        self.conexao.definir(escolhida.conexao)
        self.modelo.definir(escolhida.modelo)

    def _dizer(self, prova: ProvaSms) -> None:
        self.dito.setText(prova.dito)
        self.dito.setAccessibleName(prova.dito)
        self.conselho.setText(prova.conselho)
        renomear(self.dito, "subtitulo" if prova.funciona else "texto_erro")

    def _escolher(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            porta: PortaSms = item.data(Qt.ItemDataRole.UserRole)
            if porta.dispositivo != self.dispositivo.valor():
                self._mostrar(ConexaoSms(porta.dispositivo))
            if porta.impedimento:
                self._dizer(ProvaSms(False, porta.impedimento))

    def _habilitar(self) -> None:
        rodando = self._daqui.rodando
        for alvo in (self.experimentar, self.todas):
            alvo.setEnabled(not rodando and (alvo is self.experimentar or self.portas.count() > 0))
            alvo.setToolTip(RODANDO if rodando else "")
        self.mentira.setVisible(self._daqui.de_mentira is not None)

    def _dispor(self) -> None:
        altura = self.fontMetrics().lineSpacing() + 6
        self.portas.setFixedHeight(altura * LINHAS)
        campo = self.formulario.campo
        acoes, fim = QWidget(), QWidget()
        for onde, alvos in ((acoes, (self.procurar, self.todas, self.mentira)), (fim, (self.experimentar, self.usar))):
            linha = QHBoxLayout(onde)
            linha.setContentsMargins(0, 0, 0, 0)
            for alvo in alvos:
                linha.addWidget(alvo)
            linha.addStretch(1)
        self._preencher(
            rotulo("fraco", AVISO, quebra=True),
            campo("telefone.portas", "Portas ac&hadas", self.portas),
            acoes,
            grade(
                (
                    (campo("telefone.dispositivo", "&Dispositivo", self.dispositivo, obrigatorio=True), 5),
                    (campo("telefone.conexao", "&Conexão", self.conexao, obrigatorio=True), 3),
                    (campo("telefone.modelo", "Mode&lo", self.modelo), 2),
                    (campo("telefone.pin", "PI&N do chip", self.pin), 2),
                )
            ),
            fim,
            self.dito,
            self.conselho,
        )

    def _ligar(self) -> None:
        self.procurar.clicked.connect(self.procurar_portas)
        self.portas.currentItemChanged.connect(lambda atual, _: self._escolher(atual))
        self.experimentar.clicked.connect(lambda: self._trabalho.iniciar(self._experimentar()))
        self.todas.clicked.connect(lambda: self._trabalho.iniciar(self._experimentar_todas()))
        self.usar.clicked.connect(lambda: self._trabalho.iniciar(self._usar()))
        self.mentira.clicked.connect(lambda: self._mostrar(self._daqui.de_mentira))
        self._daqui.ligou.connect(lambda _: self._habilitar())


def _anotar(item: QListWidgetItem, porta: PortaSms, dito: str) -> None:
    """Write beside a port what is known of it."""
    item.setText(f"{porta.descricao}: {dito}" if dito else porta.descricao)
