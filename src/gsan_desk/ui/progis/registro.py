"""Registrar Relato: what somebody tells at the counter or by phone becomes a report of the Caixa (spec 40 §2.3)."""

from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.dominios import Item
from gsan_desk.domain.relato import TAMANHOS, Problema, e164, recebe_sms
from gsan_desk.services.progis.registro import RegistrarRelato, registrar
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.progis.textos import SEM_SMS
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal, grade
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.masked_edit import CELULAR, CampoMascarado
from gsan_desk.ui.widgets.texto_contado import CampoTexto, TextoContado

TITULO = "Registrar relato"
AVISO = "O protocolo vai por SMS a este telefone quando o relato for decidido."
LARGURA, GRAUS_MAXIMO = 720, 20


class DialogoRegistro(QDialog):
    """The form; it closes once the report is in, and what was typed stays while it is not.

    Signals:
        registrado: the id of the report.
    """

    registrado = Signal(object)

    def __init__(self, ponte: Ponte, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._ponte, self._chave = ponte, uuid4()
        self.setWindowTitle(TITULO)
        self.formulario = Formulario(self)
        self.trabalho = Trabalho(ponte, self, self.formulario.mostrar)
        self.telefone = CampoMascarado(CELULAR)
        self.problema = ComboItens([Item(int(p), p.nome) for p in Problema])
        self.textos = {nome: CampoTexto(maximo) for nome, maximo in TAMANHOS.items() if nome != "descricao"}
        self.latitude, self.longitude = CampoTexto(GRAUS_MAXIMO), CampoTexto(GRAUS_MAXIMO)
        self.descricao = TextoContado(TAMANHOS["descricao"])
        self.aviso = rotulo("fraco", AVISO, quebra=True)
        self.fechar, self.concluir = botao("&Fechar"), botao_principal("Re&gistrar")
        self._montar()
        self.telefone.alterado.connect(self._mudou_telefone)
        self.fechar.clicked.connect(self.reject)
        self.concluir.clicked.connect(self.confirmar)
        actions.criar(self, "form.salvar", self.confirmar)
        self.telefone.setFocus()

    def valor(self) -> RegistrarRelato:
        """Read the fields."""
        problema = self.problema.valor()
        return RegistrarRelato(
            self._chave,
            self.telefone.valor(),
            Problema(problema) if problema is not None else None,
            latitude=self.latitude.valor(),
            longitude=self.longitude.valor(),
            descricao=self.descricao.valor(),
            **{nome: campo.valor() for nome, campo in self.textos.items()},
        )

    def confirmar(self) -> None:
        """Insert it."""
        self.formulario.limpar()
        if erros := self.formulario.invalidos():
            self.formulario.mostrar(erros)
            return
        self.trabalho.iniciar(self._registrar())

    def reject(self) -> None:
        """Close, after asking when something was typed."""
        if self.trabalho.parado:
            self._ponte.iniciar(self._desistir(), self)

    async def _registrar(self) -> None:
        with self.trabalho.ocupado.ocupar("Gravando…", desabilitar=[self.concluir], cancelavel=False):
            id_ = await self._ponte.executar(registrar, self._ponte.contexto, self.valor())
        self.accept()
        self.registrado.emit(id_)

    async def _desistir(self) -> None:
        if self.valor() != RegistrarRelato(self._chave, "", None):
            opcoes = [("Descartar (&1)", True), ("Continuar digitando (&0)", False)]
            if not await self.trabalho.barra.perguntar("O relato não foi registrado.", opcoes):
                return
        super().reject()

    def _mudou_telefone(self) -> None:
        completo = e164(self.telefone.valor())
        self.aviso.setText(SEM_SMS if completo is not None and not recebe_sms(completo) else AVISO)

    def _montar(self) -> None:
        campo, textos = self.formulario.campo, self.textos
        botoes = QHBoxLayout()
        botoes.addStretch(1)
        botoes.addWidget(self.fechar)
        botoes.addWidget(self.concluir)
        caixa = QVBoxLayout(self)
        caixa.addWidget(self.trabalho.barra)
        caixa.addWidget(self.aviso)
        caixa.addLayout(
            grade(
                (
                    (campo("telefone", "&Telefone", self.telefone, obrigatorio=True), 4),
                    (campo("problema", "Prob&lema", self.problema, obrigatorio=True), 4),
                    (campo("nome", "&Nome", textos["nome"]), 4),
                ),
                ((campo("endereco", "&Endereço", textos["endereco"]), 12),),
                (
                    (campo("bairro", "&Bairro", textos["bairro"]), 4),
                    (campo("municipio", "&Município", textos["municipio"]), 4),
                    (campo("ponto_referencia", "&Ponto de referência", textos["ponto_referencia"]), 4),
                ),
                (
                    (campo("latitude", "Lat&itude", self.latitude), 4),
                    (campo("longitude", "L&ongitude", self.longitude), 4),
                ),
                ((campo("descricao", "&Descrição", self.descricao), 12),),
            )
        )
        caixa.addWidget(self.trabalho.ocupado)
        caixa.addStretch(1)
        caixa.addLayout(botoes)
        self.resize(LARGURA, self.sizeHint().height())
