"""Text of an SMS: template, alphabet and number of parts (spec 40 §1.4)."""

import unicodedata
from collections.abc import Mapping

MODELO_RA_ABERTO = (
    "{empresa}: sua solicitacao foi registrada. Protocolo {protocolo}, RA {ra}. Previsao de atendimento: {previsao}."
)
MODELO_RA_EXISTENTE = (
    "{empresa}: o problema informado ja esta em atendimento. Protocolo {protocolo}, RA {ra}. Previsao: {previsao}."
)
GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_DUPLOS = frozenset("^{}\\[~]|€")
TAMANHO_MAXIMO = 1000


def compor(modelo: str, campos: Mapping[str, str]) -> str:
    """Fill the known fields of a template, without accents; an unknown one stays as it is written."""
    texto = modelo
    for nome, valor in campos.items():
        texto = texto.replace("{" + nome + "}", sem_acentos(valor))
    return texto[:TAMANHO_MAXIMO]


def sem_acentos(texto: str) -> str:
    """Drop accents, one of which would halve what a message holds."""
    decomposto = unicodedata.normalize("NFKD", texto)
    return "".join(c for c in decomposto if not unicodedata.combining(c))


def medir(texto: str) -> tuple[str, int]:
    """Give the alphabet, ``S`` (GSM 7 bits) or ``U`` (UCS-2), and the number of parts."""
    if all(c in GSM or c in GSM_DUPLOS for c in texto):
        return "S", _partes(len(texto) + sum(c in GSM_DUPLOS for c in texto), 160, 153)
    return "U", _partes(len(texto.encode("utf-16-le")) // 2, 70, 67)


def _partes(tamanho: int, sozinha: int, concatenada: int) -> int:
    return 1 if tamanho <= sozinha else -(-tamanho // concatenada)
