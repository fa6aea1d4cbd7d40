"""What an attempt to send one part came to, from the codes of the driver and of the network (spec 50 §2)."""

from dataclasses import dataclass
from enum import StrEnum


class Desfecho(StrEnum):
    """Outcome of one attempt.

    ``ESTACAO`` is a fault of line, phone or SIM and costs no attempt; ``INCERTA`` may have been taken by the network.
    """

    ACEITA = "ACEITA"
    PERMANENTE = "PERMANENTE"
    TRANSITORIA = "TRANSITORIA"
    ESTACAO = "ESTACAO"
    INCERTA = "INCERTA"


@dataclass(frozen=True, slots=True)
class Tentativa:
    """Answer of the phone to one part.

    Args:
        tpmr: message reference that the phone gave, 0 to 255.
        gammu: number of libgammu's error.
        cms: number of the network's or phone's error, when it was told.
        pdu_escrita: whether the message had already been handed to the phone.
        detalhe: the driver's own words.
    """

    tpmr: int | None = None
    gammu: int | None = None
    cms: int | None = None
    pdu_escrita: bool = False
    detalhe: str = ""

    @property
    def aceita(self) -> bool:
        """Whether the network took it."""
        return self.tpmr is not None


_DESCONHECIDO = 27
_PERMANENTES = {21, 44}
_ANTES: dict[int, Desfecho] = dict.fromkeys(_PERMANENTES, Desfecho.PERMANENTE) | dict.fromkeys(
    (16, 17, 26, _DESCONHECIDO, 56, 66, 73), Desfecho.TRANSITORIA
)
LINHA_AUSENTE = {4, 11, 12}
"""Errors of libgammu that end as soon as the phone is plugged in again."""
SO_OPERADOR = {18, 23, 49, 54, 62}
"""Errors of libgammu that no repetition cures: configuration, PIN or SIM."""

_CMS = (
    (Desfecho.PERMANENTE, {1, 28, 30, 304, 305}),
    (Desfecho.TRANSITORIA, {21, 22, 27, 38, 41, 42, 47, 81, 95, 96, 97, 98, 99, 111, 127, 314, 322}),
    (Desfecho.ESTACAO, {8, 10, 29, 50, 69, *range(300, 304), 310, 311, 312, 313, 315, 316, 317, 318, 320, 330, 331}),
    (Desfecho.INCERTA, {332}),
)
SO_UMA_VEZ = {21, 81, 95, 96, 97, 98, 99, 111, 127}
"""CMS codes that are worth one more attempt, and no third."""

_POR_CMS = {codigo: desfecho for desfecho, codigos in _CMS for codigo in codigos}


def desfecho(tentativa: Tentativa, cms_generico: Desfecho = Desfecho.INCERTA) -> Desfecho:
    """Classify an attempt; ``cms_generico`` is for codes that makers invent and for a bare ERROR."""
    if tentativa.aceita:
        return Desfecho.ACEITA
    if tentativa.cms is not None:
        return _POR_CMS.get(tentativa.cms, cms_generico if tentativa.pdu_escrita else Desfecho.TRANSITORIA)
    if tentativa.pdu_escrita and tentativa.gammu not in _PERMANENTES:
        return cms_generico if tentativa.gammu == _DESCONHECIDO else Desfecho.INCERTA
    return _ANTES.get(tentativa.gammu or 0, Desfecho.ESTACAO)


_TEXTO_CMS = {
    1: "O número não existe.",
    8: "A operadora bloqueou este chip.",
    10: "A operadora bloqueou este chip.",
    21: "A operadora recusou a mensagem: crédito, bloqueio de envios ou destino.",
    22: "A caixa do destinatário está cheia.",
    27: "O telefone do destinatário está fora de serviço.",
    28: "A operadora não conhece este assinante.",
    30: "A operadora não conhece este assinante.",
    38: "A rede da operadora está fora do ar.",
    41: "A rede da operadora falhou por um momento.",
    42: "A rede da operadora está congestionada.",
    47: "A rede da operadora está sem recursos.",
    304: "O telefone não aceita mensagens neste formato.",
    305: "O telefone não aceita este texto.",
    310: "O telefone está sem chip.",
    311: "O chip pede o PIN.",
    312: "O chip pede o PIN.",
    313: "O chip falhou.",
    314: "O chip está ocupado.",
    315: "O chip não serve.",
    316: "O chip pede o PUK.",
    317: "O chip pede o PIN2.",
    318: "O chip pede o PUK2.",
    320: "A memória do telefone falhou.",
    322: "A memória do chip está cheia.",
    330: "O telefone não sabe o número da central de mensagens.",
    331: "O telefone está sem rede.",
    332: "A rede não respondeu a tempo; a mensagem pode ter ido.",
}
_TEXTO_GAMMU = {
    2: "A porta do telefone não abre: outro programa a está usando.",
    3: "A porta do telefone está em uso por outro programa.",
    4: "O telefone não está ligado a esta porta.",
    5: "A porta do telefone está ocupada.",
    6: "Este usuário não tem permissão para a porta do telefone.",
    7: "Falta o driver da porta do telefone.",
    11: "A ligação com o telefone caiu.",
    12: "A ligação com o telefone caiu.",
    14: "O telefone não respondeu a tempo.",
    18: "O tipo de conexão configurado não existe.",
    21: "O telefone não envia mensagens deste tipo.",
    23: "O chip pede o PIN, ou o recusou.",
    26: "A memória do chip está cheia.",
    31: "O telefone não sabe o número da central de mensagens.",
    33: "O telefone não está conectado.",
    35: "O telefone está desligado.",
    44: "O texto não cabe numa mensagem.",
    49: "O telefone está sem chip.",
    54: "Falta configurar a conexão com o telefone.",
    62: "Este tipo de conexão não existe nesta instalação.",
    64: "O telefone está sem rede.",
    65: "O telefone está sem rede.",
    66: "O telefone está ocupado.",
    70: "O envio foi interrompido.",
    69: "O telefone não sabe o número da central de mensagens.",
    73: "A rede da operadora falhou.",
}


def em_portugues(tentativa: Tentativa) -> str:
    """Say what went wrong in plain words."""
    if tentativa.aceita:
        return "Aceita pela rede."
    duvida = tentativa.pdu_escrita and desfecho(tentativa) is Desfecho.INCERTA
    if tentativa.cms is not None:
        dito = _TEXTO_CMS.get(tentativa.cms, f"A operadora ou o telefone recusou a mensagem (código {tentativa.cms}).")
    else:
        dito = _TEXTO_GAMMU.get(tentativa.gammu or 0, "O telefone recusou a mensagem sem dizer por quê.")
    return f"{dito} Não se sabe se a mensagem foi enviada." if duvida and tentativa.cms != 332 else dito
