"""The place that PROGIS sent by its signed link, as the draft of the tab Local da Ocorrência (spec 40 §2.2)."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from gsan_desk.services.ligacao import LugarProposto
from gsan_desk.ui.registro_atendimento.local_ocorrencia import ABA


def rascunho(proposto: LugarProposto) -> dict[str, Any]:
    """Write it; what is empty leaves the form as it is."""
    local = proposto.local
    valores = {
        "imovel_id": _codigo(local.imovel_id),
        "endereco": asdict(local.endereco) if local.endereco is not None else None,
        "localidade_id": _codigo(local.localidade_id),
        "setor_comercial_id": _codigo(proposto.setor_comercial_codigo),
        "ponto_referencia": local.ponto_referencia,
        "coordenada_norte": _numero(local.coordenada_norte),
        "coordenada_leste": _numero(local.coordenada_leste),
        "diametro": _numero(local.diametro),
    }
    return {f"{ABA}.{nome}": valor for nome, valor in valores.items() if valor}


def _codigo(codigo: int | None) -> str:
    return str(codigo) if codigo is not None else ""


def _numero(numero: Decimal | None) -> str:
    return f"{numero:f}".replace(".", ",") if numero is not None else ""
