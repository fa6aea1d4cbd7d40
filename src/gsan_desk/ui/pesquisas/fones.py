"""One phone of the solicitante (spec 10 §3.4.3).

fone = await DialogoFone(ponte, existentes=self.fones, parent=self).informar()
"""

from dataclasses import replace

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import Fone
from gsan_desk.domain.regras.solicitante import verificar_fones
from gsan_desk.domain.telefone import separar
from gsan_desk.ui.bridge import Ponte, abrir_dialogo
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.masked_edit import FONE, CampoMascarado
from gsan_desk.ui.widgets.texto_contado import CampoTexto

TAMANHO_DDD, TAMANHO_RAMAL = 2, 4
CAMPO_DO_CODIGO = {
    "M02": "tipo_id",
    "FONE_DDD": "ddd",
    "FONE_NUMERO": "numero",
    "FONE_RAMAL": "ramal",
    "FONE_REPETIDO": "numero",
}


class DialogoFone(QDialog):
    """Ask for a phone; the first one is the principal. A whole number pasted in Número is split.

    Args:
        existentes: phones already informed, which may not be repeated.
    """

    def __init__(self, ponte: Ponte, existentes: tuple[Fone, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dominios, self._existentes = ponte.contexto.dominios, existentes
        self._fone: Fone | None = None
        self.setWindowTitle("Fones do Solicitante")
        self.tipo = ComboItens(tipo for tipo in self._dominios.fone_tipos.values() if tipo.em_uso)
        self.ddd = CampoTexto(TAMANHO_DDD)
        self.numero = CampoMascarado(FONE)
        self.ramal = CampoTexto(TAMANHO_RAMAL)
        self.formulario = Formulario(self)
        self._montar()

    async def informar(self) -> Fone | None:
        """Open and wait; ``None`` when it was closed."""
        self.formulario["tipo_id"].focar()
        await abrir_dialogo(self)
        self.deleteLater()
        return self._fone

    def confirmar(self) -> None:
        """Check what is filled and close."""
        self._separar()
        fone = Fone(self.tipo.valor() or 0, self.ddd.valor(), self.numero.valor(), self.ramal.valor())
        if erros := self._verificar(fone):
            self.formulario.mostrar(erros)
            return
        self._fone = replace(fone, principal=not self._existentes)
        self.accept()

    def _montar(self) -> None:
        campo = self.formulario.campo
        caixa = QVBoxLayout(self)
        caixa.addWidget(campo("tipo_id", "&Tipo Telefone", self.tipo, obrigatorio=True))
        caixa.addWidget(campo("ddd", "&DDD", self.ddd, obrigatorio=True))
        caixa.addWidget(campo("numero", "&Número do Telefone", self.numero, obrigatorio=True))
        caixa.addWidget(campo("ramal", "&Ramal", self.ramal))
        for curto in (self.ddd, self.ramal):
            curto.setFixedWidth(self.fontMetrics().horizontalAdvance("0000") + 24)
        for linha in (self.ddd, self.numero, self.ramal):
            linha.returnPressed.connect(self.confirmar)
        self.numero.editingFinished.connect(self._separar)
        caixa.addStretch(1)
        caixa.addLayout(self._botoes())
        self.resize(420, self.sizeHint().height())

    def _botoes(self) -> QHBoxLayout:
        confirmar = QPushButton("C&onfirmar", autoDefault=False)
        confirmar.setProperty("principal", True)
        fechar = QPushButton("&Fechar", autoDefault=False)
        confirmar.clicked.connect(self.confirmar)
        fechar.clicked.connect(self.reject)
        botoes = QHBoxLayout()
        botoes.addStretch(1)
        botoes.addWidget(confirmar)
        botoes.addWidget(fechar)
        return botoes

    def _separar(self) -> None:
        ddd, numero = separar(self.numero.text())
        if ddd:
            self.ddd.definir(ddd)
            self.numero.definir(numero)

    def _verificar(self, fone: Fone) -> list[Violacao]:
        """Check the new phone alone, then against the others; which one is principal is not its matter."""
        achados = verificar_fones((*self._existentes, fone), self._dominios)
        erros = [replace(v, campo=CAMPO_DO_CODIGO[v.codigo]) for v in achados if v.codigo in CAMPO_DO_CODIGO]
        if fone.tipo_id:
            return erros
        return [violacao("M01", "tipo_id", nome="Tipo Telefone"), *(v for v in erros if v.codigo != "M02")]
