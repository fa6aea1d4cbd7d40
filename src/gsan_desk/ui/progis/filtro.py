"""The filter of the Caixa PROGIS (spec 40 §2.4)."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.dominios import Item
from gsan_desk.domain.relato import TAMANHOS, Problema, SituacaoRelato
from gsan_desk.domain.telefone import so_digitos
from gsan_desk.services.progis.relatos import FiltroRelatos
from gsan_desk.ui.consulta.periodo import CampoPeriodo
from gsan_desk.ui.consulta.selecao import SelecaoMultipla
from gsan_desk.ui.registro_atendimento.aba import grade
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.texto_contado import CampoTexto

TELEFONE_MAXIMO = 20


class FiltroDosRelatos(QWidget):
    """The fields; they begin with what waits."""

    def __init__(self, hoje: Callable[[], date]) -> None:
        super().__init__()
        self.formulario = Formulario(self)
        self.situacoes = SelecaoMultipla([Item(int(s), s.nome) for s in SituacaoRelato], vazio="Todas")
        self.periodo = CampoPeriodo(hoje)
        self.problema = ComboItens([Item(int(p), p.nome) for p in Problema], vazio="Todos")
        self.municipio, self.telefone = CampoTexto(TAMANHOS["municipio"]), CampoTexto(TELEFONE_MAXIMO)
        self.telefone.setPlaceholderText("ou só o final")
        campo = self.formulario.campo
        self.setLayout(
            grade(
                (
                    (campo("relato.situacoes", "S&ituação", self.situacoes), 2),
                    (campo("relato.periodo", "Recebido no p&eríodo", self.periodo), 3),
                    (campo("relato.problema", "Prob&lema", self.problema), 3),
                    (campo("relato.municipio", "&Município", self.municipio), 2),
                    (campo("relato.telefone", "&Telefone", self.telefone), 2),
                )
            )
        )
        self.limpar()

    def limpar(self) -> None:
        """Go back to what waits."""
        self.situacoes.definir((int(SituacaoRelato.PENDENTE),))
        self.periodo.definir(None)
        self.problema.definir(None)
        for campo in (self.municipio, self.telefone):
            campo.definir("")
        self.formulario.limpar()

    def valor(self) -> FiltroRelatos:
        """Read the fields."""
        periodo, problema = self.periodo.valor(), self.problema.valor()
        return FiltroRelatos(
            situacoes=tuple(SituacaoRelato(s) for s in self.situacoes.valor()),
            de=periodo.inicial,
            ate=periodo.final,
            problema=Problema(problema) if problema is not None else None,
            municipio=self.municipio.valor(),
            telefone=so_digitos(self.telefone.valor()),
        )
