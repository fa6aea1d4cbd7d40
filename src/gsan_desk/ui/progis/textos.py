"""Words of the screens of citizens' reports."""

from datetime import timedelta

from gsan_desk.domain.relato import recebe_sms
from gsan_desk.domain.sms_nomes import mascarar
from gsan_desk.domain.telefone import formatar_e164
from gsan_desk.services.progis.candidatos import Candidato
from gsan_desk.services.progis.relatos import Relato

SEM_ENDERECO = "coordenadas"
SEM_SMS = "Este telefone não recebe SMS nosso: ninguém será avisado."
_MINUTO, _HORA, _DIA = 60, 3600, 86400


def telefone(relato: Relato, *, mascarado: bool = False) -> str:
    """Write the phone that reported; in a list only its last four digits."""
    return mascarar(relato.telefone) if mascarado else formatar_e164(relato.telefone)


def onde(relato: Relato) -> str:
    """Say where in one line."""
    return relato.endereco or SEM_ENDERECO


def coordenadas(relato: Relato) -> str:
    """Write the degrees of the phone and within how many metres they are right."""
    if relato.latitude is None or relato.longitude is None:
        return ""
    escrita = f"{relato.latitude:.6f}; {relato.longitude:.6f}".replace(".", ",")
    return f"{escrita} (± {relato.precisao:.0f} m)" if relato.precisao else escrita


def duracao(tempo: timedelta) -> str:
    """Write for how long something has been, in the unit that matters."""
    segundos = max(int(tempo.total_seconds()), 0)
    if segundos < _HORA:
        return f"{segundos // _MINUTO} min"
    if segundos < 2 * _DIA:
        return f"{segundos // _HORA} h"
    return f"{segundos // _DIA} dias"


def distancia(candidato: Candidato) -> str:
    """Write how far an RA is; one known by its street only is told apart."""
    if candidato.distancia is None:
        return ""
    return f"{'cerca de ' if candidato.aproximada else ''}{candidato.distancia:.0f} m"


def excedente(relato: Relato) -> str:
    """Say what the phone sent beyond its limit of the day."""
    if not relato.excedente:
        return ""
    quantos = (
        "mais 1 relato, que não entrou"
        if relato.excedente == 1
        else (f"mais {relato.excedente} relatos, que não entraram")
    )
    return f"No mesmo dia este telefone mandou {quantos}: passou do limite por telefone."


def decidido(relato: Relato) -> str:
    """Say what was decided, by whom, when."""
    if relato.decidido_em is None:
        return ""
    destino = f" {relato.ra}" if relato.ra is not None else ""
    motivo = f" ({relato.motivo_descarte})" if relato.motivo_descarte else ""
    return f"{relato.situacao.nome}{destino}{motivo}, por {relato.decidido_por}, em {relato.decidido_em:%d/%m/%Y %H:%M}"


def resposta(relato: Relato) -> str:
    """Say what the citizen gets."""
    if not recebe_sms(relato.telefone):
        return SEM_SMS
    return f"O protocolo vai por SMS a {telefone(relato)}."
