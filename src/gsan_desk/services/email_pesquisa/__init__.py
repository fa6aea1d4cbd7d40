"""The satisfaction e-mails as people see and treat them; what sends is ``gsan_desk.sms.carteiro``."""

from gsan_desk.services.email_pesquisa.ajustes import gravar_ajustes, gravar_modelo, ler_ajustes, ler_modelo
from gsan_desk.services.email_pesquisa.lista import EmailDePesquisa, desistir, listar, reenviar, registro

__all__ = [
    "EmailDePesquisa",
    "desistir",
    "gravar_ajustes",
    "gravar_modelo",
    "ler_ajustes",
    "ler_modelo",
    "listar",
    "reenviar",
    "registro",
]
