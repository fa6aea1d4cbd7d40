"""The citizen's report that a new RA answers: what the form starts with, and the strip above it (spec 40 §2.4)."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from gsan_desk.domain.registro_atendimento import RelatoDeOrigem
from gsan_desk.domain.relato import recebe_sms
from gsan_desk.domain.telefone import formatar_e164, separar
from gsan_desk.services.progis.abertura import RAProposto
from gsan_desk.ui.registro_atendimento.aba import botao

RA_PROXIMO = "RELATO_RA_PROXIMO"
CONFIRA = "Confira: concluir de novo abre este RA assim mesmo."


class DoRelato(QFrame):
    """Says which report the form answers and what becomes of it; without one it takes no room.

    Signals:
        voltar: id of the report, to be looked at again.
    """

    voltar = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._origem: RelatoDeOrigem | None = None
        self.setObjectName("faixa")
        self.setProperty("tipo", "informacao")
        self.texto = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.botao = botao("Ver o relato")
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(10, 4, 8, 4)
        caixa.addWidget(self.texto, 1)
        caixa.addWidget(self.botao)
        self.botao.clicked.connect(self._pedir)
        self.hide()

    @property
    def origem(self) -> RelatoDeOrigem | None:
        """The report, as it was read."""
        return self._origem

    def definir(self, origem: RelatoDeOrigem | None, texto: str) -> None:
        """Answer this report, or none."""
        self._origem = origem
        self.texto.setText(texto)
        self.setAccessibleName(texto)
        self.setVisible(origem is not None)

    def renovar(self, origem: RelatoDeOrigem) -> None:
        """Take the report as it was read again; what was seen before stays seen."""
        vistos = self._origem.ras_vistos if self._origem is not None else frozenset[int]()
        self._origem = replace(origem, ras_vistos=origem.ras_vistos | vistos)

    def ver(self, ras: Iterable[int]) -> None:
        """Count these RAs as seen by the person."""
        if self._origem is not None:
            self._origem = replace(self._origem, ras_vistos=self._origem.ras_vistos | frozenset(ras))

    def para_rascunho(self) -> dict[str, Any]:
        """Keep it in the draft of the RA."""
        if self._origem is None:
            return {}
        guardada = {**asdict(self._origem), "ras_vistos": sorted(self._origem.ras_vistos), "texto": self.texto.text()}
        return {"relato": guardada}

    def de_rascunho(self, dados: dict[str, Any]) -> None:
        """Bring it back; a draft without one, or of another version, answers none."""
        try:
            guardada = dados["relato"]
            origem = RelatoDeOrigem(guardada["id"], guardada["versao"], frozenset(guardada["ras_vistos"]))
            self.definir(origem, str(guardada["texto"]))
        except (KeyError, TypeError):
            self.definir(None, "")

    def _pedir(self) -> None:
        if self._origem is not None:
            self.voltar.emit(self._origem.id)


def descrever(proposto: RAProposto) -> str:
    """Say what the RA does for the citizen."""
    relato = proposto.relato
    fotos = {0: "sem foto", 1: "1 foto, que vai para os anexos"}.get(
        relato.fotos, f"{relato.fotos} fotos, que vão para os anexos"
    )
    fone = formatar_e164(relato.telefone)
    sms = f"o protocolo vai por SMS a {fone}" if recebe_sms(relato.telefone) else f"{fone} não recebe SMS"
    return f"Responde ao relato {relato.id}, de {relato.recebido_em:%d/%m/%Y %H:%M}: {fotos}; {sms}."


def rascunho(proposto: RAProposto) -> dict[str, Any]:
    """Write what a report proposes as the draft of a form."""
    gerais, local, quem = proposto.dados_gerais, proposto.local, proposto.solicitante
    return {
        "dados_gerais": _nomeado(
            "dados_gerais",
            meio_id=gerais.meio_id,
            tipo_id=gerais.tipo_id,
            especificacao_id=gerais.especificacao_id,
            observacao=gerais.observacao,
        ),
        "local": _nomeado(
            "local",
            endereco=asdict(local.endereco) if local.endereco is not None else None,
            ponto_referencia=local.ponto_referencia,
            coordenada_norte=_metros(local.coordenada_norte),
            coordenada_leste=_metros(local.coordenada_leste),
            localidade_id=str(local.localidade_id) if local.localidade_id is not None else None,
            descricao=local.descricao,
        ),
        "solicitante": _nomeado(
            "solicitante",
            nome=quem.nome,
            endereco=asdict(quem.endereco) if quem.endereco is not None else None,
            fones=[asdict(fone) for fone in quem.fones],
            enviar_sms=quem.enviar_sms,
            celular_sms="".join(separar(quem.celular_sms)) if quem.celular_sms else "",
        ),
    }


def _nomeado(aba: str, **valores: Any) -> dict[str, Any]:
    """Name the fields as the rules do; what is empty leaves the default of the form."""
    return {f"{aba}.{nome}": valor for nome, valor in valores.items() if valor not in (None, "")}


def _metros(valor: Decimal | None) -> str:
    return f"{valor:f}".replace(".", ",") if valor is not None else ""
