"""The settings of the sending, each with its limits (spec 50 §3.10)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from gsan_desk.domain.sms_ajustes import (
    CMS_GENERICOS,
    FAIXAS,
    MARCAS,
    PREFIXO,
    VALIDADES,
    AjustesSms,
    Faixa,
)
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.aba import Aba, grade
from gsan_desk.ui.widgets.campo import Campo
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.time_edit import CampoHora

AVISO = "Valem para todas as estações desta base, a partir da próxima mensagem."
_ESCOLHAS = {
    "validade": ("A rede tenta por", VALIDADES),
    "cms_generico": ("Recusa sem motivo conhecido", CMS_GENERICOS),
}
_HORAS = {"janela_inicio": "Avisos de conclusão: das", "janela_fim": "até"}
_MAIOR = 999_999


class AbaAjustes(Aba):
    """The fields."""

    def __init__(self, ponte: Ponte) -> None:
        super().__init__(ponte, ponte.contexto.codificacao)
        self.lidos = AjustesSms()
        self.numeros = {nome: _numero(faixa) for nome, faixa in FAIXAS.items()}
        self.ddd = _numero(Faixa("DDD", 11, 99))
        self.horas = {nome: CampoHora() for nome in _HORAS}
        self.escolhas = {nome: _escolha(opcoes) for nome, (_, opcoes) in _ESCOLHAS.items()}
        self.marcas = {nome: QCheckBox(texto) for nome, texto in MARCAS.items()}
        self._dispor()

    @property
    def mudados(self) -> bool:
        """Whether something differs from what was read."""
        return self.valor() != self.lidos

    def abrir(self, lidos: AjustesSms) -> None:
        """Show what was read."""
        self.lidos = lidos
        for nome, campo in self.numeros.items():
            campo.setText(str(getattr(lidos, nome)))
        self.ddd.setText(str(lidos.ddd_padrao or ""))
        for nome, hora in self.horas.items():
            hora.definir(getattr(lidos, nome))
        for nome, escolha in self.escolhas.items():
            escolha.setCurrentIndex(escolha.findData(getattr(lidos, nome)))
        for nome, marca in self.marcas.items():
            marca.setChecked(getattr(lidos, nome))
        self.formulario.limpar()

    def valor(self) -> AjustesSms:
        """Read the fields."""
        valores: dict[str, Any] = {nome: _inteiro(campo) for nome, campo in self.numeros.items()}
        valores |= {nome: hora.valor() for nome, hora in self.horas.items()}
        valores |= {nome: escolha.currentData() for nome, escolha in self.escolhas.items()}
        valores |= {nome: marca.isChecked() for nome, marca in self.marcas.items()}
        return AjustesSms(**valores, ddd_padrao=_inteiro(self.ddd))

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back."""
        self.formulario.restaurar(dados)

    def _dispor(self) -> None:
        campo, numeros = self._campo_sms, self.numeros
        numerado = {nome: campo(nome, FAIXAS[nome].nome, numeros[nome]) for nome in numeros}
        hora = {nome: campo(nome, titulo, self.horas[nome]) for nome, titulo in _HORAS.items()}
        escolha = {nome: campo(nome, titulo, self.escolhas[nome]) for nome, (titulo, _) in _ESCOLHAS.items()}
        marcado = {nome: campo(nome, texto, self.marcas[nome]) for nome, texto in MARCAS.items()}
        ddd = campo("ddd_padrao", "DDD de números sem DDD", self.ddd)
        self._preencher(
            rotulo("fraco", AVISO, quebra=True),
            grade(
                ((numerado["intervalo_segundos"], 4), (numerado["max_tentativas"], 4), (numerado["expira_horas"], 4)),
                ((numerado["cota_diaria"], 4), (numerado["cota_por_numero"], 4), (numerado["max_partes"], 4)),
                ((hora["janela_inicio"], 4), (hora["janela_fim"], 4), (escolha["validade"], 4)),
                ((escolha["cms_generico"], 8), (ddd, 4)),
                (
                    (numerado["tempo_limite_envio"], 4),
                    (numerado["varredura_segundos"], 4),
                    (numerado["retencao_dias"], 4),
                ),
                ((marcado["solicitar_confirmacao"], 6), (marcado["responder_saida"], 6)),
                ((marcado["permite_exterior"], 6), (marcado["reenviar_incertas"], 6)),
            ),
        )

    def _campo_sms(self, nome: str, titulo: str, widget: Any) -> Campo:
        return self.formulario.campo(f"{PREFIXO}.{nome}", titulo, widget)


def _numero(faixa: Faixa) -> QLineEdit:
    campo = QLineEdit()
    campo.setValidator(QIntValidator(0, _MAIOR, campo))
    campo.setToolTip(f"De {faixa.minimo} a {faixa.maximo}")
    campo.setMaximumWidth(campo.fontMetrics().horizontalAdvance("0" * 8) + 24)
    return campo


def _inteiro(campo: QLineEdit) -> int | None:
    return int(campo.text()) if campo.text().isdigit() else None


def _escolha(opcoes: Mapping[str, str]) -> QComboBox:
    combo = QComboBox()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for valor, texto in opcoes.items():
        combo.addItem(texto, valor)
    return combo
