"""Settings of the sending and their limits (spec 50 §3.10); the server checks them again."""

from dataclasses import dataclass
from datetime import time

from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.telefone import DDDS

PREFIXO = "sms"
VALIDADES = {
    "1H": "1 hora",
    "6H": "6 horas",
    "24H": "1 dia",
    "72H": "3 dias",
    "1W": "1 semana",
    "Max": "a maior da rede",
}
CMS_GENERICOS = {"INCERTA": "Deixar incerta", "TRANSITORIA": "Tentar de novo"}


@dataclass(frozen=True, slots=True)
class Faixa:
    """A whole number that a setting may be."""

    nome: str
    minimo: int
    maximo: int


FAIXAS = {
    "intervalo_segundos": Faixa("Intervalo entre mensagens (segundos)", 0, 120),
    "max_tentativas": Faixa("Tentativas", 1, 10),
    "tempo_limite_envio": Faixa("Espera pela resposta da rede (segundos)", 2, 300),
    "expira_horas": Faixa("Expira na fila depois de (horas)", 1, 720),
    "cota_diaria": Faixa("Cota por dia (0 = sem cota)", 0, 100_000),
    "cota_por_numero": Faixa("Cota por número e dia (0 = sem cota)", 0, 1000),
    "max_partes": Faixa("Máximo de partes de uma mensagem", 1, 6),
    "varredura_segundos": Faixa("Ler respostas a cada (segundos)", 1, 600),
    "retencao_dias": Faixa("Guardar números e textos por (dias)", 30, 3650),
}
MARCAS = {
    "solicitar_confirmacao": "Pedir confirmação de entrega",
    "reenviar_incertas": "Reenviar sozinha as incertas (o cidadão pode receber duas vezes)",
    "permite_exterior": "Permitir números de outros países",
    "responder_saida": "Confirmar a quem responde SAIR",
}


@dataclass(frozen=True, slots=True)
class AjustesSms:
    """All that a person may set."""

    intervalo_segundos: int | None = 7
    max_tentativas: int | None = 3
    tempo_limite_envio: int | None = 60
    expira_horas: int | None = 24
    validade: str = "24H"
    solicitar_confirmacao: bool = True
    cota_diaria: int | None = 500
    cota_por_numero: int | None = 10
    janela_inicio: time | None = time(8)
    janela_fim: time | None = time(20)
    max_partes: int | None = 2
    reenviar_incertas: bool = False
    cms_generico: str = "INCERTA"
    ddd_padrao: int | None = None
    varredura_segundos: int | None = 15
    retencao_dias: int | None = 365
    permite_exterior: bool = False
    responder_saida: bool = True


def verificar(ajustes: AjustesSms) -> tuple[Violacao, ...]:
    """Tell what is out of its limits, each beside its field."""
    erros = []
    for campo, faixa in FAIXAS.items():
        valor = getattr(ajustes, campo)
        if valor is None or not faixa.minimo <= valor <= faixa.maximo:
            erros.append(_erro("SMS_FAIXA", f"Informe um número de {faixa.minimo} a {faixa.maximo}.", campo))
    for campo in ("janela_inicio", "janela_fim"):
        if getattr(ajustes, campo) is None:
            erros.append(_erro("SMS_HORA", "Informe a hora.", campo))
    if ajustes.janela_inicio and ajustes.janela_fim and ajustes.janela_inicio >= ajustes.janela_fim:
        erros.append(_erro("SMS_JANELA", "O fim deve ser depois do início.", "janela_fim"))
    if ajustes.ddd_padrao is not None and str(ajustes.ddd_padrao) not in DDDS:
        erros.append(_erro("SMS_DDD", "DDD inválido", "ddd_padrao"))
    return tuple(erros)


def _erro(codigo: str, mensagem: str, campo: str) -> Violacao:
    return Violacao(codigo, mensagem, f"{PREFIXO}.{campo}")
