"""The form of a row: fields with, beside each, the sentence of what it does; then its grids."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from gsan_desk.domain.erros import Violacao
from gsan_desk.services.cadastro.descricao import Ambiente, Campo, Descricao, Registro
from gsan_desk.services.cadastro.regras import oferecidos, verificar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.cadastro.campos import CampoArquivo, escrever, fabricar, ler
from gsan_desk.ui.cadastro.grade import GradeFilhos
from gsan_desk.ui.state import Estado
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.marca import rotulo

LARGURA_DO_CAMPO = 430
LARGURA = 1180


class FormularioRegistro(QScrollArea):
    """Shows a row, gives it back as it is wanted.

    Signals:
        alterado: a field or a grid changed.
    """

    alterado = Signal()

    def __init__(
        self, ponte: Ponte, descricao: Descricao, ambiente: Ambiente, novo: bool, estado: Estado | None = None
    ) -> None:
        super().__init__()
        self._ponte, self._descricao, self._ambiente = ponte, descricao, ambiente
        self._registro = Registro({})
        self._mostrando = False
        self.formulario = Formulario(self)
        self._campos = [campo for campo in descricao.campos if not (novo and campo.so_ao_atualizar)]
        self.widgets: dict[str, Any] = {
            campo.nome: fabricar(campo, ponte, lambda campo=campo: self._itens(campo))  # type: ignore[misc]  # bound now
            for campo in self._campos
        }
        self.grades = {
            grade.nome: GradeFilhos(ponte, grade, ambiente, self.valores, estado) for grade in descricao.grades
        }
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._montar()
        self._ligar()

    def mostrar(self, registro: Registro, lido: Registro | None = None) -> None:
        """Show a row, over the one that was read when it is another."""
        self._registro, self._mostrando = lido or registro, True
        valores = dict(registro.valores)
        for campo in self._campos:
            if campo.inicial is not None:
                valores[campo.nome] = campo.inicial(self._ambiente, valores)
        for campo in self._campos:
            itens = oferecidos(campo, self._ambiente, valores, valores.get(campo.nome))
            escrever(self.widgets[campo.nome], valores.get(campo.nome), itens)
        for nome, grade in self.grades.items():
            grade.mostrar(registro.filhos.get(nome, ()))
        self._mostrando = False
        self._abrir_e_fechar()
        self.formulario.limpar()

    def trocar_ambiente(self, ambiente: Ambiente) -> None:
        """Choose from what was just read; what is filled in stays."""
        self._ambiente = ambiente
        for grade in self.grades.values():
            grade.trocar_ambiente(ambiente)
        self._abrir_e_fechar()

    def valores(self) -> dict[str, Any]:
        """Give what the fields hold now."""
        return dict(self._registro.valores) | {nome: ler(widget) for nome, widget in self.widgets.items()}

    def registro(self) -> Registro:
        """Give the row as it is wanted."""
        filhos = {nome: grade.linhas for nome, grade in self.grades.items()}
        return Registro(self.valores(), self._registro.id, filhos, self._registro.ultima_alteracao)

    async def conferir(self) -> bool:
        """Check the row without the base, and show what is wrong beside its field."""
        await self.formulario.aguardar()
        proprias = self.formulario.invalidos()
        de_fora = {v.campo for v in proprias}
        lido = self._registro if self._registro.id is not None else None
        achadas = verificar(self._descricao, self.registro(), self._ambiente, lido)
        erros = [*proprias, *(v for v in achadas if v.campo not in de_fora)]
        self.errar(erros)
        return not erros

    def errar(self, violacoes: Iterable[Violacao]) -> tuple[Violacao, ...]:
        """Show what is wrong beside its field; give back what has none here."""
        sobra = self.formulario.mostrar(violacoes)
        foco = self.focusWidget()
        if foco is not None and self.isAncestorOf(foco):
            self.ensureWidgetVisible(foco, 40, 80)
        return sobra

    def focar(self) -> None:
        """Go to the first field that is open."""
        primeiro = next((c for c in self._campos if self.widgets[c.nome].isEnabled()), None)
        if primeiro is not None:
            self.formulario[primeiro.nome].focar()

    def _itens(self, campo: Campo) -> tuple[Any, ...]:
        valores = self.valores()
        return oferecidos(campo, self._ambiente, valores, self._registro[campo.nome])

    def _montar(self) -> None:
        corpo = QWidget()
        corpo.setMaximumWidth(LARGURA)
        caixa = QVBoxLayout(corpo)
        caixa.setContentsMargins(12, 8, 12, 8)
        grade = QGridLayout()
        grade.setHorizontalSpacing(24)
        grade.setVerticalSpacing(4)
        grade.setColumnStretch(1, 1)
        grupo = ""
        for campo in self._campos:
            if campo.grupo != grupo and campo.grupo:
                grupo = campo.grupo
                grade.addWidget(rotulo("subtitulo", grupo), grade.rowCount(), 0, 1, 2)
            self._por(campo, grade, grade.rowCount())
        caixa.addLayout(grade)
        for nome, filhos in self.grades.items():
            caixa.addWidget(self.formulario.campo(nome, filhos.grade.rotulo, filhos))
        caixa.addStretch(1)
        self.setWidget(corpo)

    def _por(self, campo: Campo, grade: QGridLayout, linha: int) -> None:
        widget = self.widgets[campo.nome]
        feito = self.formulario.campo(campo.nome, campo.rotulo, widget, obrigatorio=campo.obrigatorio)
        feito.setMinimumWidth(min(LARGURA_DO_CAMPO, 300))
        feito.setMaximumWidth(LARGURA_DO_CAMPO)
        grade.addWidget(feito, linha, 0)
        preso = campo.protegido is not None and campo.protegido(self._ambiente.contexto)
        if ajuda := (preso and campo.ajuda_protegido) or campo.ajuda:
            frase = rotulo("fraco", ajuda, quebra=True)
            widget.setAccessibleDescription(ajuda)
            grade.addWidget(frase, linha, 1, Qt.AlignmentFlag.AlignVCenter)

    def _ligar(self) -> None:
        for nome in self.widgets:
            self.formulario[nome].alterado.connect(self._mudou)
        for filhos in self.grades.values():
            filhos.alterado.connect(self._mudou)
        arquivo = next((w for w in self.widgets.values() if isinstance(w, CampoArquivo)), None)
        if arquivo is not None and "nome" in self.widgets:
            arquivo.alterado.connect(lambda: self.widgets["nome"].definir(arquivo.nome))

    def _mudou(self) -> None:
        if not self._mostrando:
            self._abrir_e_fechar()
            self.alterado.emit()

    def _oferecer(self, campo: Campo, widget: Any, valores: dict[str, Any]) -> None:
        """Offer what the others let be chosen; what was chosen stays as long as it is one of them, in use or not."""
        todos = campo.opcoes(self._ambiente, valores) if campo.opcoes is not None else ()
        atual = ler(widget)
        mantidos = (atual, self._registro[campo.nome])
        novos = [item for item in todos if getattr(item, "em_uso", True) or item.id in mantidos]
        if atual is None or any(item.id == atual for item in novos):
            widget.renovar(novos)
        else:
            widget.definir_itens(novos)

    def _abrir_e_fechar(self) -> None:
        """Offer what the other fields let be chosen, and close, emptied, what they exclude."""
        self._mostrando = True
        for campo in self._campos:
            widget, valores = self.widgets[campo.nome], self.valores()
            aberto = campo.aberto(valores)
            protegido = campo.protegido is not None and campo.protegido(self._ambiente.contexto)
            if not aberto and ler(widget) != campo.fechado:
                escrever(widget, campo.fechado or None, self._itens(campo))
            elif campo.opcoes is not None and hasattr(widget, "definir_itens"):
                self._oferecer(campo, widget, valores)
            widget.setEnabled(aberto and not protegido)
        valores = self.valores()
        for filhos in self.grades.values():
            filhos.abrir(filhos.grade.aberta(valores))
        self._mostrando = False
