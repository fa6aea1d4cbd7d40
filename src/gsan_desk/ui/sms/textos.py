"""Words of the SMS screens, and what who is not of the station may see of a number."""

from datetime import timedelta

from gsan_desk.domain import sms_nomes
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.telefone import formatar_e164
from gsan_desk.services.sms import VigiaSms
from gsan_desk.services.sms.consulta import MensagemSms
from gsan_desk.ui.funcoes import ADMIN, SMS, SUPERVISOR

SEM_DIREITO = "Só o supervisor e quem cuida da estação SMS."
DE_QUEM_CUIDA = "A estação roda com um usuário de perfil SMS ou administrador."
SEGUNDOS_DA_HORA, SEGUNDOS_DO_MINUTO = 3600, 60


def da_estacao(contexto: Contexto) -> bool:
    """Tell whether the person sees numbers whole."""
    return bool({SMS, ADMIN} & contexto.operador.perfis)


def decide(contexto: Contexto) -> bool:
    """Tell whether the person may resend, cancel, answer."""
    return bool({SMS, SUPERVISOR, ADMIN} & contexto.operador.perfis)


def numero(contexto: Contexto, e164: str | None) -> str:
    """Write a number; all but its last four digits are for the station only."""
    if not e164:
        return ""
    escrito = formatar_e164(e164)
    return escrito if da_estacao(contexto) else sms_nomes.mascarar(e164)


def causa(mensagem: MensagemSms) -> str:
    """Say in plain words why a message is as it is."""
    return sms_nomes.causa(mensagem.motivo, mensagem.detalhe)


def duracao(tempo: timedelta | None) -> str:
    """Write how long something lasts, in the unit that matters."""
    if tempo is None:
        return ""
    segundos = max(int(tempo.total_seconds()), 0)
    if segundos < SEGUNDOS_DO_MINUTO:
        return f"{segundos} s"
    if segundos < SEGUNDOS_DA_HORA:
        return f"{segundos // SEGUNDOS_DO_MINUTO} min"
    horas, resto = divmod(segundos, SEGUNDOS_DA_HORA)
    return f"{horas} h {resto // SEGUNDOS_DO_MINUTO:02d} min"


def resumo(visto: VigiaSms) -> str:
    """Say in a few words how the sending goes; empty where there is neither station nor message."""
    if not visto.estacoes and not visto.na_fila:
        return ""
    fila = f"{visto.na_fila} na fila" if visto.na_fila else "fila vazia"
    if visto.pausada:
        return f"SMS: {fila}, envio pausado"
    if visto.parada:
        return f"SMS: {fila}, nada sai há {duracao(visto.parada_ha)}"
    return f"SMS: {fila}" if visto.viva else f"SMS: {fila}, sem estação"
