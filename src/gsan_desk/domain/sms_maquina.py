"""The states of a message and what moves it from one to the next (spec 50 §3.2, §3.6)."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, IntEnum

from gsan_desk.domain.sms_falha import SO_UMA_VEZ, Desfecho, Tentativa, desfecho
from gsan_desk.domain.sms_texto import sem_acentos

ESPERAS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
VARIACAO = 0.2
_CHIP_OCUPADO = 314
_ESPERA_DO_CHIP = timedelta(seconds=10)


class SituacaoSms(IntEnum):
    """State of a message."""

    PENDENTE = 1
    ENVIANDO = 2
    ENVIADA = 3
    ENTREGUE = 4
    FALHOU = 5
    CANCELADA = 6
    INCERTA = 7
    EXPIRADA = 8


class SituacaoParte(IntEnum):
    """State of one part."""

    PENDENTE = 1
    ENTREGUE_AO_MODEM = 2
    ACEITA = 3
    INCERTA = 4
    RECUSADA = 5


class Decisao(IntEnum):
    """What a person may decide about a message that stopped."""

    REENVIAR = 1
    ENVIADA = 2
    DESISTIR = 3


@dataclass(frozen=True, slots=True)
class Passo:
    """What an attempt does to its part and its message.

    Args:
        conta: whether it uses up one of the attempts.
        espera: how long before the next attempt, when there is one.
    """

    situacao: SituacaoSms
    parte: SituacaoParte
    motivo: str | None = None
    conta: bool = False
    espera: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Regras:
    """Settings that the machine follows."""

    max_tentativas: int = 3
    cms_generico: Desfecho = Desfecho.INCERTA
    reenviar_incertas: bool = False


def depois_de(tentativa: Tentativa, feitas: int, ultima_parte: bool, regras: Regras, acaso: float = 0.5) -> Passo:
    """Decide what follows an attempt.

    Args:
        feitas: attempts used up before this one.
        acaso: 0 to 1, spreads the retries by a fifth to each side.
    """
    final = desfecho(tentativa, regras.cms_generico)
    if final is Desfecho.ACEITA:
        return Passo(SituacaoSms.ENVIADA if ultima_parte else SituacaoSms.ENVIANDO, SituacaoParte.ACEITA)
    if final is Desfecho.INCERTA and not regras.reenviar_incertas:
        return Passo(SituacaoSms.INCERTA, SituacaoParte.INCERTA, motivo_de(tentativa))
    if final is Desfecho.PERMANENTE:
        return Passo(SituacaoSms.FALHOU, SituacaoParte.RECUSADA, motivo_de(tentativa), conta=True)
    if final is Desfecho.ESTACAO:
        return Passo(SituacaoSms.PENDENTE, SituacaoParte.PENDENTE, motivo_de(tentativa))
    return _tentar_de_novo(tentativa, feitas, regras, acaso)


def _tentar_de_novo(tentativa: Tentativa, feitas: int, regras: Regras, acaso: float) -> Passo:
    motivo = motivo_de(tentativa)
    if tentativa.cms == _CHIP_OCUPADO:
        return Passo(SituacaoSms.PENDENTE, SituacaoParte.PENDENTE, motivo, espera=_ESPERA_DO_CHIP)
    limite = min(regras.max_tentativas, 2) if tentativa.cms in SO_UMA_VEZ else regras.max_tentativas
    if feitas + 1 >= limite:
        esgotada = motivo if tentativa.cms in SO_UMA_VEZ else "TENTATIVAS"
        return Passo(SituacaoSms.FALHOU, SituacaoParte.RECUSADA, esgotada, conta=True)
    espera = ESPERAS[min(feitas, len(ESPERAS) - 1)] * (1 - VARIACAO + 2 * VARIACAO * acaso)
    return Passo(SituacaoSms.PENDENTE, SituacaoParte.PENDENTE, motivo, conta=True, espera=espera)


def motivo_de(tentativa: Tentativa) -> str:
    """Write the code kept beside the state."""
    if tentativa.cms is not None:
        return f"CMS_{tentativa.cms}"
    if tentativa.pdu_escrita:
        return "RESPOSTA_PERDIDA"
    return f"GAMMU_{tentativa.gammu}"


class Entrega(Enum):
    """What a delivery report says."""

    ENTREGUE = "entregue"
    AGUARDA = "aguarda"
    FALHOU = "falhou"


def entrega(tp_st: int) -> Entrega:
    """Read the network's status byte (3GPP TS 23.040)."""
    if tp_st < 32:
        return Entrega.ENTREGUE
    return Entrega.AGUARDA if tp_st < 64 else Entrega.FALHOU


SAIDAS = frozenset({"SAIR", "PARAR", "CANCELAR", "STOP"})
VOLTA = "VOLTAR"


def normalizar_resposta(texto: str) -> str:
    """Write an answer as the words that stop messages are compared: upper case, no accents, no spaces around."""
    return sem_acentos(texto).strip().upper()
