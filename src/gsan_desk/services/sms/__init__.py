"""The outbox as people see and treat it: lists, resending, pausing; what sends is ``gsan_desk.sms``."""

from gsan_desk.services.sms.acoes import cancelar, enviar_teste, marcar_enviada, pausar, reenviar, retomar
from gsan_desk.services.sms.ajustes import gravar_ajustes, ler_ajustes
from gsan_desk.services.sms.consulta import FiltroSms, MensagemSms, QuadroSms, listar, quadro
from gsan_desk.services.sms.modelos import ModelosSms, gravar_modelos, ler_modelos
from gsan_desk.services.sms.painel import PainelSms, VigiaSms, andamento, painel, vigiar
from gsan_desk.services.sms.registro import EntradaSms, registro
from gsan_desk.services.sms.respostas import bloquear, bloqueios, desbloquear, respostas, tratar

__all__ = [
    "EntradaSms",
    "FiltroSms",
    "MensagemSms",
    "ModelosSms",
    "PainelSms",
    "QuadroSms",
    "VigiaSms",
    "andamento",
    "bloquear",
    "bloqueios",
    "cancelar",
    "desbloquear",
    "enviar_teste",
    "gravar_ajustes",
    "gravar_modelos",
    "ler_ajustes",
    "ler_modelos",
    "listar",
    "marcar_enviada",
    "painel",
    "pausar",
    "quadro",
    "reenviar",
    "registro",
    "respostas",
    "retomar",
    "tratar",
    "vigiar",
]
