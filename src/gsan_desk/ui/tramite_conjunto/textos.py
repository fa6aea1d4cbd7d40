"""How the numbers and ends of a run are said."""

from collections.abc import Mapping

from gsan_desk.domain.tramite_conjunto import Conjunto, Resultado

_PLURAIS = {
    Resultado.TRAMITADO: "tramitado(s)",
    Resultado.RECUSADO: "recusado(s)",
    Resultado.ALTERADO: "alterado(s) por outro",
    Resultado.NAO_ALCANCADO: "não alcançado(s)",
}


def mil(numero: int) -> str:
    """Write a number with dots between thousands."""
    return f"{numero:,}".replace(",", ".")


def totais(por_fim: Mapping[Resultado, int]) -> str:
    """Say how many met each end."""
    ditos = [f"{mil(quantos)} {_PLURAIS[fim]}" for fim in _PLURAIS if (quantos := por_fim.get(fim, 0))]
    return ", ".join(ditos) or "nada feito"


def partes(conjunto: Conjunto) -> str:
    """Say which parts are whole, and of which nothing was written."""
    faltam = conjunto.faltam
    if not faltam:
        return ""
    feitas = conjunto.partes - len(faltam)
    quais = _faixas([parte + 1 for parte in faltam])
    return f"{feitas} de {conjunto.partes} partes completas; nada gravado de: {quais}."


def _faixas(numeros: list[int]) -> str:
    """Write consecutive numbers as a range."""
    faixas: list[list[int]] = []
    for numero in numeros:
        if faixas and faixas[-1][-1] == numero - 1:
            faixas[-1].append(numero)
        else:
            faixas.append([numero])
    return ", ".join(str(f[0]) if len(f) == 1 else f"{f[0]} a {f[-1]}" for f in faixas)
