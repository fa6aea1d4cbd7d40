"""Tab Dados Gerais of an RA that exists [UC0408], spec 10 §7.2."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from gsan_desk.domain.atualizacao import PermissoesDeAlteracao, preservar
from gsan_desk.domain.dominios import Especificacao
from gsan_desk.domain.registro_atendimento import DadosGerais
from gsan_desk.services.ra_atualizar import RAParaAtualizar
from gsan_desk.ui.atualizacao.preenchimento import escolher, explicar, restaurar_mudados
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.aba import Relogio, avisar, nota
from gsan_desk.ui.registro_atendimento.dados_gerais import ABA, AbaDadosGerais
from gsan_desk.ui.registro_atendimento.local_campos import abrir
from gsan_desk.ui.registro_atendimento.local_ocorrencia import achado
from gsan_desk.ui.tables.column import texto_de

NUNCA_MUDA = "Não muda depois que o RA é aberto."
SO_MANUAL = "Só muda num RA manual."
ORDEM = ("unidade_id", "meio_id", "tipo_id", "especificacao_id", "data", "hora", "espera_inicial", "espera_final")


class AbaDadosGeraisDoRA(AbaDadosGerais):
    """The first tab, filled with an RA; what may not change says why."""

    def __init__(self, ponte: Ponte, codificacao: str, parent: QWidget | None = None) -> None:
        self._lido: DadosGerais | None = None
        self._mostrado: DadosGerais | None = None
        self._prevista: date | None = None
        self._nota = nota()
        super().__init__(ponte, codificacao, parent)

    def carregar(self, aberto: RAParaAtualizar, relogio: Relogio) -> None:
        """Show the RA, and open what may change."""
        gerais, dominios = aberto.estado.dados_gerais, self._contexto.dominios
        self._lido, self._prevista = gerais, aberto.data_prevista
        self.tipo_atendimento.definir(gerais.tipo_atendimento)
        self.numero_manual.definir(gerais.numero_manual)
        self.data.definir(gerais.data)
        for campo, hora in (
            (self.hora, gerais.hora),
            (self.espera_inicial, gerais.espera_inicial),
            (self.espera_final, gerais.espera_final),
        ):
            campo.definir(hora)
        self.unidade.definir(achado(gerais.unidade_id, dominios.unidades))
        escolher(self.meio, gerais.meio_id, dominios.meios)
        escolher(self.tipo, gerais.tipo_id, dominios.tipos)
        self.especificacao.definir(gerais.especificacao_id)
        self.observacao.definir(gerais.observacao)
        self._relogio = relogio
        self._travar(aberto.permite)
        self._mostrado = super().valor()

    def valor(self) -> DadosGerais:
        """Read the tab; what was not touched is given as the base has it."""
        atual = super().valor()
        if self._lido is None or self._mostrado is None:
            return atual
        return preservar(self._lido, self._mostrado, atual)

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back over the RA."""
        primeiros = tuple(f"{ABA}.{nome}" for nome in ORDEM)
        nomes = (*primeiros, *(nome for nome in self.formulario.nomes() if nome not in primeiros))
        await restaurar_mudados(self, nomes, dados)

    def _preencher(self, *secoes: QLayout | QWidget) -> None:
        super()._preencher(self._nota, *secoes)

    def _travar(self, permite: PermissoesDeAlteracao) -> None:
        self.tipo_atendimento.setEnabled(False)
        explicar(self.tipo_atendimento, NUNCA_MUDA)
        abrir(self.numero_manual, False)
        explicar(self.numero_manual, NUNCA_MUDA)
        for campo, livre in (
            (self.data, permite.data_e_hora),
            (self.hora, permite.data_e_hora),
            (self.espera_final, permite.espera_final),
        ):
            abrir(campo, livre)
            explicar(campo, "" if livre else SO_MANUAL)
        motivo = permite.motivo_especificacao.mensagem if permite.motivo_especificacao is not None else ""
        for combo in (self.tipo, self.especificacao):
            combo.setEnabled(permite.especificacao)
            explicar(combo, motivo)
        avisar(self._nota, motivo)

    def _oferecidas(self, tipo_id: int | None) -> list[Especificacao]:
        """Offer the especificação of the RA although it went out of use."""
        oferecidas = super()._oferecidas(tipo_id)
        propria = self._contexto.dominios.especificacoes.get(self._lido.especificacao_id or 0) if self._lido else None
        if propria is not None and propria.tipo_id == tipo_id and propria not in oferecidas:
            oferecidas.append(propria)
        return oferecidas

    def _prever(self) -> None:
        """Show the deadline that the RA has while nothing changed on which it depends (§7.3)."""
        super()._prever()
        lido = self._lido
        if lido is not None and (self.data.valor(), self.especificacao.valor()) == (lido.data, lido.especificacao_id):
            self.data_prevista.setText(texto_de(self._prevista))
