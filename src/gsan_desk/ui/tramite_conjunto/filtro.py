"""The filter of RAs to forward (spec 20 §7.1)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.dominios import Item
from gsan_desk.domain.selecao_tramite import SelecaoTramite, periodo_padrao
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consulta.campos import PREFIXO, CamposFiltroRA
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.marca import rotulo

LINHAS = (
    ("numero", "atendimento", "tipo_ids", "especificacao_ids"),
    ("unidade_atual_id", "unidade_superior_id", "perfil_ids", "tarifa_social"),
    ("municipio_id", "bairro_id", "bairro_area_id", "logradouro_id"),
)
TARIFA_SOCIAL = PREFIXO + "tarifa_social"
_SIM, _NAO = 1, 2


class FiltroDoConjunto(QWidget):
    """The fields and their buttons.

    Signals:
        pedido: Selecionar was pressed.
        limpo: Limpar was pressed.
    """

    pedido = Signal()
    limpo = Signal()

    def __init__(self, ponte: Ponte) -> None:
        super().__init__()
        self._ponte = ponte
        nomes = [nome for linha in LINHAS for nome in linha if nome != "tarifa_social"]
        self.campos = CamposFiltroRA(nomes, ponte, periodo=periodo_padrao, parent=self)
        self.tarifa_social = ComboItens((Item(_SIM, "Sim"), Item(_NAO, "Não")))
        if (linha := self.tarifa_social.lineEdit()) is not None:
            linha.setPlaceholderText("Todos")
        self.campos.formulario.campo(TARIFA_SOCIAL, "Indicador de Tarifa Social", self.tarifa_social)
        self.so_que_posso = QCheckBox("Somente RAs &que posso tramitar")
        self.selecionar, self.botao_limpar = botao_principal("Sele&cionar"), botao("Limpa&r")
        self._montar()
        self._padroes()
        self.setFocusProxy(self.campos["numero"].campo)

    def selecao(self) -> SelecaoTramite:
        """Read the fields; resolve the code fields first."""
        tarifa = self.tarifa_social.valor()
        return SelecaoTramite(
            self.campos.filtro(), None if tarifa is None else tarifa == _SIM, self.so_que_posso.isChecked()
        )

    def limpar(self) -> None:
        """Bring the fields back to how the screen opens."""
        self.campos.limpar()
        self._padroes()
        self.limpo.emit()

    def _padroes(self) -> None:
        """Start with the RAs of the person's unit that the person may forward."""
        self.tarifa_social.definir(None)
        self.so_que_posso.setChecked(True)
        contexto, widget = self._ponte.contexto, self.campos["unidade_atual_id"].campo
        unidade = contexto.dominios.unidades.get(contexto.operador.unidade_id or 0)
        if unidade is not None and isinstance(widget, CampoCodigo):
            widget.definir(Achado(unidade.id, str(unidade.id), unidade.descricao))

    def _montar(self) -> None:
        grade = QGridLayout()
        grade.setHorizontalSpacing(14)
        grade.setVerticalSpacing(4)
        for i, linha in enumerate(LINHAS):
            for j, nome in enumerate(linha):
                grade.addWidget(self.campos[nome], i, j)
        for j in range(len(LINHAS[0])):
            grade.setColumnStretch(j, 1)
            grade.setColumnMinimumWidth(j, 200)
        self.selecionar.setToolTip("Procura com os campos preenchidos (Enter ou Ctrl+Enter)")
        self.botao_limpar.setToolTip(actions.dica("form.limpar"))
        self.selecionar.clicked.connect(self.pedido)
        self.botao_limpar.clicked.connect(self.limpar)
        pe = QHBoxLayout()
        for widget in (self.so_que_posso, rotulo("fraco", "Só RAs pendentes. Informe ao menos um critério.")):
            pe.addWidget(widget)
        pe.addStretch()
        pe.addWidget(self.botao_limpar)
        pe.addWidget(self.selecionar)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addLayout(grade)
        caixa.addLayout(pe)
