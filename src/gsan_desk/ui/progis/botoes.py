"""What may be done with the report shown, each button with the reason when it may not."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.relato import SituacaoRelato
from gsan_desk.services.progis.candidatos import Candidato
from gsan_desk.services.progis.relatos import Relato
from gsan_desk.ui.funcoes import CHEFIA
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal

NADA = "Espere a leitura do relato."
SEM_RA = "Escolha na lista o RA que já atende este relato."
RA_ENCERRADO = "O RA escolhido está encerrado: abra outro."
DE_OUTRO = "Este relato está com {quem}: assuma-o antes de decidir."
SOLTO = "A reserva deste relato terminou: assuma-o de novo."


class BotoesDoRelato(QWidget):
    """The row under the analysis."""

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._eu, self._chefia = contexto.operador.login, bool(contexto.operador.perfis & CHEFIA)
        self.abrir, self.vincular = botao("Abrir &RA"), botao_principal("&Vincular ao RA")
        self.reiterar, self.junto = QCheckBox("Re&iterar o RA"), QCheckBox()
        self.descartar, self.assumir = botao("&Descartar…"), botao("Assu&mir")
        self.reabrir, self.desfazer = botao("Rea&brir relato"), botao("Desfa&zer vínculo")
        self.proximo, self.fechar = botao("Pró&ximo"), botao("Fec&har")
        self.proximo.setToolTip("Fecha este e abre o relato mais antigo que está livre")
        self.reiterar.setToolTip("Conta este relato como mais uma reiteração do RA")
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        for widget in (self.proximo, self.fechar, self.assumir, self.reabrir, self.desfazer):
            caixa.addWidget(widget)
        caixa.addStretch(1)
        for decisao in (self.junto, self.reiterar, self.descartar, self.abrir, self.vincular):
            caixa.addWidget(decisao)
        self.mostrar(None, None, 0)

    def mostrar(self, relato: Relato | None, candidato: Candidato | None, marcados: int) -> None:
        """Offer what suits the report, the RA in front and the reports marked near it."""
        recusa = self._recusa(relato)
        pendente = relato is None or relato.situacao is SituacaoRelato.PENDENTE
        sem_ra = SEM_RA if candidato is None else "" if candidato.aberto else RA_ENCERRADO
        _oferecer(self.abrir, recusa, "Abre Inserir RA preenchido com o relato")
        _oferecer(self.vincular, recusa or sem_ra, "O cidadão vira solicitante do RA da linha")
        _oferecer(self.descartar, recusa, "O relato não vira RA; pede o motivo")
        self.reiterar.setEnabled(self.vincular.isEnabled())
        self.junto.setText(f"&Junto com {marcados}")
        self.junto.setToolTip(f"Decide também {marcados} relato(s) próximo(s), os marcados")
        self.junto.setVisible(marcados > 0 and not recusa)
        for decisao in (self.abrir, self.vincular, self.descartar, self.reiterar):
            decisao.setVisible(pendente)
        self.assumir.setVisible(relato is not None and pendente and relato.reservado_por != self._eu)
        self.reabrir.setVisible(self._e(relato, SituacaoRelato.DESCARTADO))
        self.desfazer.setVisible(self._e(relato, SituacaoRelato.VINCULADO))

    @property
    def com_marcados(self) -> bool:
        """Whether the decision is for the reports marked too."""
        return self.junto.isChecked() and not self.junto.isHidden()

    def _e(self, relato: Relato | None, situacao: SituacaoRelato) -> bool:
        return self._chefia and relato is not None and relato.situacao is situacao

    def _recusa(self, relato: Relato | None) -> str:
        if relato is None:
            return NADA
        if relato.situacao is not SituacaoRelato.PENDENTE:
            return relato.situacao.nome
        if relato.reservado_por is None:
            return SOLTO
        return "" if relato.reservado_por == self._eu else DE_OUTRO.format(quem=relato.reservado_por)


def _oferecer(alvo: QPushButton, recusa: str, dica: str) -> None:
    alvo.setEnabled(not recusa)
    alvo.setToolTip(recusa or dica)
    alvo.setAccessibleDescription(recusa)
