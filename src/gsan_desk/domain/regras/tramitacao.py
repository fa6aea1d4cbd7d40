"""Rules of forwarding an RA, one or many [UC0427, UC0503], spec 20 §5.3-§5.5."""

from datetime import datetime, timedelta

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Operador
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.tramitacao import PRAZO_DO_DESFAZER, Destino, FatosDoTramite, Tramite

DESTINO, DATA, HORA = "tramite.unidade_destino_id", "tramite.data", "tramite.hora"
CENTRALIZADORA, TERCEIRIZADA = "C", "T"
_SEGUNDO = timedelta(seconds=1)


def recusa(fatos: FatosDoTramite, destino: Destino | None, tramite: Tramite, operador: Operador) -> Violacao | None:
    """Judge one trâmite by every rule, in order; the first that fails. No ``destino`` is an unknown unit.

    What takes back one's own latest trâmite asks no right over where the RA is, nor whether its former unit receives.
    """
    volta = desfaz(fatos, tramite, operador)
    return (
        impedimento(fatos, operador, desfaz=volta)
        or _fora_do_tempo(fatos, tramite)
        or (violacao("M02", DESTINO) if destino is None else _destino_recusado(fatos, destino, operador, volta=volta))
    )


def impedimento(fatos: FatosDoTramite, operador: Operador, *, desfaz: bool = False) -> Violacao | None:
    """Tell why the RA cannot leave its unit, wherever it may go [FS0001, FS0002, FS0003]."""
    return _parado(fatos) or _sem_direito(fatos, operador, desfaz=desfaz)


def momento(fatos: FatosDoTramite, tramite: Tramite) -> datetime:
    """Give the moment to store; it never equals that of the latest trâmite (spec 20 §5.4).

    A minute typed is the whole minute, and what the web server wrote ahead of this clock comes before us.
    """
    ultimo = fatos.ultimo_tramite
    if tramite.na_hora:
        agora = fatos.agora.momento
        return agora if ultimo is None else max(agora, ultimo + _SEGUNDO)
    digitado = _digitado(fatos, tramite)
    return ultimo + _SEGUNDO if ultimo is not None and _minuto(ultimo) == digitado else digitado


def desfaz(fatos: FatosDoTramite, tramite: Tramite, operador: Operador) -> bool:
    """Tell whether the trâmite takes back the person's own latest one, to which nothing happened since."""
    return pode_desfazer(fatos, operador) and (
        fatos.ultimo is not None and tramite.unidade_destino_id == fatos.ultimo.unidade_origem_id
    )


def pode_desfazer(fatos: FatosDoTramite, operador: Operador) -> bool:
    """Tell whether the latest trâmite is the person's own, recent, and the last thing that happened to the RA."""
    ultimo = fatos.ultimo
    return (
        ultimo is not None
        and ultimo.usuario_registro_id == operador.usuario_id
        and ultimo.unidade_destino_id == fatos.unidade_atual_id
        and ultimo.ultima_alteracao == fatos.ultima_alteracao
        and fatos.agora.momento - ultimo.ultima_alteracao < PRAZO_DO_DESFAZER
    )


def _parado(fatos: FatosDoTramite) -> Violacao | None:
    ordens = fatos.ordens
    if fatos.situacao is not SituacaoRA.PENDENTE:
        return violacao("TRAMITE_SITUACAO")
    if ordens.em_andamento:
        return violacao("TRAMITE_OS_ANDAMENTO")
    if ordens.aguardando:
        return violacao("TRAMITE_OS_AGUARDANDO", os=ordens.os_referencia_id or "não informada")
    if ordens.programadas:
        return violacao("TRAMITE_OS_PROGRAMADA")
    return None


def _sem_direito(fatos: FatosDoTramite, operador: Operador, *, desfaz: bool) -> Violacao | None:
    agora = fatos.agora
    if operador.unidade_id is None:
        return violacao("SEM_LOTACAO")
    if fatos.unidade_atual_id is None:
        return violacao("TRAMITE_SEM_UNIDADE")
    pela_tarifa_social = fatos.tarifa_social and agora.unidade_tarifa_social
    if agora.controle and not (fatos.mantem or pela_tarifa_social or desfaz):
        return violacao("TRAMITE_OUTRA_UNIDADE")
    return None


def _fora_do_tempo(fatos: FatosDoTramite, tramite: Tramite) -> Violacao | None:
    """Judge what was typed; an untouched date and hour are always right."""
    if tramite.na_hora:
        return None
    agora, digitado = fatos.agora.momento, _digitado(fatos, tramite)
    if digitado.date() > agora.date():
        return violacao("TRAMITE_DATA_FUTURA", DATA, hoje=agora.date())
    if digitado > agora:
        return violacao("TRAMITE_HORA_FUTURA", HORA, agora=agora.time())
    ultimo = fatos.ultimo_tramite
    if ultimo is not None and digitado < _minuto(ultimo):
        return violacao("TRAMITE_ANTERIOR", DATA if digitado.date() < ultimo.date() else HORA, ultimo=ultimo)
    return None


def _destino_recusado(fatos: FatosDoTramite, destino: Destino, operador: Operador, *, volta: bool) -> Violacao | None:
    """Apply the rules of the unit that is to receive [FS0008, FS0011]."""
    if destino.id == fatos.unidade_atual_id:
        return violacao("TRAMITE_MESMA_UNIDADE", DESTINO)
    if not (destino.aceita_tramite or fatos.tarifa_social or volta):
        return violacao("TRAMITE_NAO_RECEBE", DESTINO)
    if not destino.ativa:
        return violacao("TRAMITE_INATIVA", DESTINO, unidade=destino.id)
    return (
        _de_terceirizada(fatos, destino)
        or (None if volta else _centralizadora_alheia(fatos, destino))
        or _em_terceirizada(fatos, operador)
        or _para_terceirizada(fatos, destino)
    )


def _de_terceirizada(fatos: FatosDoTramite, destino: Destino) -> Violacao | None:
    """Let only a centralizadora give an RA, and one with outsourced work, to a contractor (cases 3 and 4)."""
    if destino.tipo != TERCEIRIZADA:
        return None
    if fatos.unidade_atual_tipo != CENTRALIZADORA:
        return violacao("TRAMITE_SO_CENTRALIZADORA", DESTINO)
    if not fatos.ordens.terceirizadas:
        return violacao("TRAMITE_SEM_TERCEIRIZADA", DESTINO, ra=fatos.numero)
    return None


def _centralizadora_alheia(fatos: FatosDoTramite, destino: Destino) -> Violacao | None:
    """Let an RA go only to the centralizadora of its place (cases 5 and 5b)."""
    if destino.tipo != CENTRALIZADORA or fatos.unidade_atual_tipo == CENTRALIZADORA:
        return None
    pela_localidade = fatos.agora.por_localidade and fatos.ordens.pendentes and destino.id in fatos.centralizadoras
    if destino.id != fatos.centralizadora_id and not pela_localidade:
        return violacao("TRAMITE_OUTRA_CENTRALIZADORA", DESTINO)
    return None


def _em_terceirizada(fatos: FatosDoTramite, operador: Operador) -> Violacao | None:
    """Let only its own people take an RA from a contractor (case 6)."""
    if fatos.unidade_atual_tipo == TERCEIRIZADA and operador.unidade_id != fatos.unidade_atual_id:
        return violacao("TRAMITE_EM_TERCEIRIZADA")
    return None


def _para_terceirizada(fatos: FatosDoTramite, destino: Destino) -> Violacao | None:
    """Refuse more than one pending OS [FS0011], and leave what would pass to GSAN, which exports OS (spec 20 §5.7)."""
    if destino.tipo != TERCEIRIZADA:
        return None
    if fatos.ordens.pendentes > 1:
        return violacao("TRAMITE_VARIAS_OS", DESTINO, ra=fatos.numero)
    return violacao("TRAMITE_EXPORTACAO", DESTINO)


def _digitado(fatos: FatosDoTramite, tramite: Tramite) -> datetime:
    agora = fatos.agora.momento
    return _minuto(datetime.combine(tramite.data or agora.date(), tramite.hora or agora.time()))


def _minuto(momento: datetime) -> datetime:
    return momento.replace(second=0, microsecond=0)
