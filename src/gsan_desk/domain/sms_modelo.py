"""The templates that the supervisor edits: fields of each, what is wrong with one, how it looks (spec 40 §1.4)."""

import re
from dataclasses import dataclass

from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.sms_nomes import OCORRENCIA_CONCLUIDA
from gsan_desk.domain.sms_texto import TAMANHO_MAXIMO, compor, medir, sem_acentos

EVENTOS = {1: "RA aberto", 2: "RA já existente", 3: "RA atendido", OCORRENCIA_CONCLUIDA: "Ocorrência concluída"}
_DO_CONTATO = ("empresa", "protocolo", "ra", "especificacao", "data", "previsao", "endereco")
CAMPOS = {
    1: _DO_CONTATO,
    2: _DO_CONTATO,
    3: ("empresa", "protocolo", "ra", "data", "pesquisa"),
    OCORRENCIA_CONCLUIDA: ("empresa", "ocorrencia", "bairro", "data", "protocolo", "ra"),
}
"""What is known when the message of each event is queued."""
EXEMPLO = {
    "empresa": "COMPANHIA",
    "protocolo": "20261100001234",
    "ra": "1234567",
    "especificacao": "VAZAMENTO EM VIA PÚBLICA",
    "data": "24/11/2026",
    "previsao": "27/11/2026",
    "ocorrencia": "falta de água",
    "bairro": "BOA VISTA",
    "endereco": "RUA DA AURORA, 123 - BOA VISTA - RECIFE",
    "pesquisa": " Enviamos uma pesquisa ao seu e-mail.",
}
_CAMPO = re.compile(r"\{([^{}]*)\}")
_SUBSTITUTOS = str.maketrans({"º": "o", "ª": "a", "°": "o", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True, slots=True)
class Previa:
    """How a template looks when it is filled."""

    texto: str
    alfabeto: str
    partes: int

    @property
    def nome_do_alfabeto(self) -> str:
        """Name the alphabet and what a part holds in it."""
        return "sem acentos, 160 por mensagem" if self.alfabeto == "S" else "com acentos, só 70 por mensagem"


def prever(modelo: str, empresa: str = "") -> Previa:
    """Fill a template with an example."""
    texto = compor(modelo, EXEMPLO | ({"empresa": empresa} if empresa else {}))
    alfabeto, partes = medir(texto)
    return Previa(texto, alfabeto, partes)


def desconhecidos(evento: int, modelo: str) -> tuple[str, ...]:
    """List the fields that nothing will fill, as they are written."""
    return tuple(dict.fromkeys(f"{{{nome}}}" for nome in _CAMPO.findall(modelo) if nome not in CAMPOS[evento]))


@dataclass(frozen=True, slots=True)
class Limites:
    """What a text may take when it is filled: parts of a message, and characters where the base limits them."""

    partes: int
    caracteres: int | None = None

    def cabe(self, previa: Previa) -> bool:
        """Tell whether a filled text is within them."""
        return previa.partes <= self.partes and (self.caracteres is None or len(previa.texto) <= self.caracteres)


def verificar(evento: int, modelo: str, limites: Limites, campo: str) -> tuple[Violacao, ...]:
    """Tell why a template cannot be stored."""
    if not modelo.strip():
        return (Violacao("SMS_MODELO_VAZIO", "Informe o texto da mensagem.", campo),)
    if len(modelo) > TAMANHO_MAXIMO:
        return (Violacao("SMS_MODELO_LONGO", f"Use no máximo {TAMANHO_MAXIMO} caracteres.", campo),)
    erros = []
    if sobram := desconhecidos(evento, modelo):
        oferta = ", ".join(f"{{{nome}}}" for nome in CAMPOS[evento])
        erros.append(
            Violacao("SMS_MODELO_CAMPO", f"Esta mensagem não tem {', '.join(sobram)}. Os campos dela: {oferta}.", campo)
        )
    previa = prever(modelo)
    if previa.partes > limites.partes:
        dito = f"O texto ocupa {previa.partes} mensagens; o máximo configurado é {limites.partes}."
        erros.append(Violacao("SMS_MODELO_PARTES", dito, campo))
    if limites.caracteres is not None and len(previa.texto) > limites.caracteres:
        dito = f"O texto preenchido tem {len(previa.texto)} caracteres; o GSAN permite {limites.caracteres}."
        erros.append(Violacao("SMS_MODELO_CARACTERES", dito, campo))
    return tuple(erros)


def tirar_acentos(modelo: str) -> str:
    """Write a template so that it fits the short alphabet, where it can."""
    return sem_acentos(modelo.translate(_SUBSTITUTOS))
