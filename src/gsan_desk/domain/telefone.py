"""Brazilian telephone numbers: splitting, showing, and the E.164 form that the SMS needs."""

import re
from collections.abc import Iterable

from gsan_desk.domain.codigos import FONE_CELULAR
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import Fone

_DDDS_INEXISTENTES = frozenset({20, 23, 25, 26, 29, 30, 36, 39, 40, 50, 52, 56, 57, 58, 59, 60, 70, 72, 76, 78, 80, 90})
DDDS = frozenset(str(ddd) for ddd in range(11, 100) if ddd not in _DDDS_INEXISTENTES)
CAMPO = "solicitante.celular_sms"


def so_digitos(texto: str) -> str:
    """Drop everything but the ASCII digits."""
    return re.sub(r"[^0-9]", "", texto)


def celular(texto: str, ddd_padrao: str = "", permite_exterior: bool = False, campo: str = CAMPO) -> str:
    """Give the E.164 form (``+5581999990000``) of a mobile phone typed in any usual way.

    ``ddd_padrao`` completes a number without DDD; ``permite_exterior`` accepts other countries.

    Raises:
        RegraViolada: CELULAR_INVALIDO, DDD_INVALIDO or CELULAR_FIXO.
    """
    digitos = so_digitos(texto)
    if texto.lstrip().startswith("+") and not digitos.startswith("55"):
        if permite_exterior and 8 <= len(digitos) <= 15:
            return f"+{digitos}"
        raise RegraViolada(violacao("CELULAR_INVALIDO", campo))
    nacional = _completar(_sem_prefixo(texto, digitos), ddd_padrao)
    if recusa := _recusa(nacional):
        raise RegraViolada(violacao(recusa, campo))
    ddd, assinante = nacional[:2], nacional[2:]
    return f"+55{ddd}{assinante if len(assinante) == 9 else '9' + assinante}"


def verificar_celular(
    texto: str, ddd_padrao: str = "", campo: str = CAMPO, permite_exterior: bool = False
) -> Violacao | None:
    """Tell why a number cannot receive an SMS, if so."""
    try:
        celular(texto, ddd_padrao, permite_exterior, campo)
    except RegraViolada as erro:
        return erro.violacoes[0]
    return None


def escolher_celular(
    fones: Iterable[Fone], marcado: str = "", ddd_padrao: str = "", permite_exterior: bool = False
) -> str | None:
    """Choose the phone of the SMS: the marked one, else the principal if mobile, else the first mobile."""
    por_ordem = sorted(fones, key=lambda fone: not fone.principal)
    candidatos = [marcado] if marcado else [fone.ddd + fone.numero for fone in por_ordem if _pode_ser_celular(fone)]
    for candidato in candidatos:
        if verificar_celular(candidato, ddd_padrao, permite_exterior=permite_exterior) is None:
            return celular(candidato, ddd_padrao, permite_exterior)
    return None


def separar(texto: str) -> tuple[str, str]:
    """Split what was typed or stored into DDD and number; the DDD is empty when it was not given."""
    digitos = so_digitos(texto)
    nacional = _sem_prefixo(texto, digitos)
    return (nacional[:2], nacional[2:]) if len(nacional) in (10, 11) else ("", nacional)


def formatar(ddd: str | int | None, numero: str | None, ramal: str | None = "") -> str:
    """Show ``(81) 99999-0000 ramal 12``; what is missing is left out."""
    nu = so_digitos(numero or "")
    corpo = f"{nu[:-4]}-{nu[-4:]}" if len(nu) in (8, 9) else nu
    codigo = so_digitos(str(ddd)) if ddd else ""
    partes = (f"({codigo})" if codigo and corpo else "", corpo, f"ramal {ramal.strip()}" if ramal and corpo else "")
    return " ".join(parte for parte in partes if parte)


def formatar_e164(numero: str) -> str:
    """Show a Brazilian E.164 number the national way, a foreign one as it is."""
    return formatar(numero[3:5], numero[5:]) if numero.startswith("+55") else numero


def _sem_prefixo(texto: str, digitos: str) -> str:
    """Drop country, trunk and carrier: ``+55``, ``0055``, ``0``, ``0`` + carrier, ``55``."""
    if texto.lstrip().startswith("+"):
        digitos = digitos.removeprefix("55")
    elif digitos.startswith("0055"):
        digitos = digitos[4:]
    if digitos.startswith("0"):
        digitos = digitos[3:] if len(digitos) in (13, 14) else digitos[1:]
    return digitos[2:] if len(digitos) in (12, 13) and digitos.startswith("55") else digitos


def _completar(nacional: str, ddd_padrao: str) -> str:
    return ddd_padrao + nacional if len(nacional) in (8, 9) else nacional


def _recusa(nacional: str) -> str | None:
    if len(nacional) not in (10, 11):
        return "CELULAR_INVALIDO"
    ddd, assinante = nacional[:2], nacional[2:]
    if ddd not in DDDS:
        return "DDD_INVALIDO"
    if len(assinante) == 8 and assinante[0] in "2345":
        return "CELULAR_FIXO"
    comeca_como_celular = assinante[0] == "9" if len(assinante) == 9 else assinante[0] in "6789"
    repetido = len(set(assinante)) == 1 or (len(assinante) == 9 and len(set(assinante[1:])) == 1)
    return None if comeca_como_celular and not repetido else "CELULAR_INVALIDO"


def _pode_ser_celular(fone: Fone) -> bool:
    return fone.tipo_id == FONE_CELULAR or len(fone.numero) == 9
