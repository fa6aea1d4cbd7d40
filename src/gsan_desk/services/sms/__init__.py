"""The outbox as people see and treat it: lists, resending, pausing; what sends is ``gsan_desk.sms``."""

from gsan_desk.services.sms.acoes import cancelar, enviar_teste, marcar_enviada, pausar, reenviar, retomar
from gsan_desk.services.sms.consulta import FiltroSms, MensagemSms, QuadroSms, listar, quadro, tentativas

__all__ = [
    "FiltroSms",
    "MensagemSms",
    "QuadroSms",
    "cancelar",
    "enviar_teste",
    "listar",
    "marcar_enviada",
    "pausar",
    "quadro",
    "reenviar",
    "retomar",
    "tentativas",
]
