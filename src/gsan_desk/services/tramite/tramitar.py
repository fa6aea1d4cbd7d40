"""Tramitar Registro de Atendimento, one at a time [UC0427] (spec 20 §5)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.domain.regras.tramitacao import impedimento, momento, recusa
from gsan_desk.domain.regras.unidade_destino import sugerir
from gsan_desk.domain.tramitacao import (
    FatosDoTramite,
    RATramitado,
    TramitarRA,
    Tramite,
    TramiteRecusado,
)
from gsan_desk.services import imovel
from gsan_desk.services.ra_consultar import RAConsulta, consultar
from gsan_desk.services.ra_trava import quem_alterou, trancar_varios
from gsan_desk.services.tramite.fatos import destinos, fatos, usuarios
from gsan_desk.services.tramite.gravacao import gravar
from gsan_desk.services.tramite.preenchimento import preencher


@dataclass(frozen=True, slots=True)
class TramiteAberto:
    """What the screen starts with; ``versao`` goes back with the command."""

    ra: RAConsulta
    agora: datetime
    versao: datetime
    unidade_destino_id: int | None


def abrir(session: Session, contexto: Contexto, ra: int) -> TramiteAberto:
    """Check that the RA may leave its unit and propose a destination; four statements.

    Raises:
        RegraViolada: there is no such RA (M70).
        TramiteRecusado: it cannot be forwarded as it stands, or not by this person.
    """
    lido = consultar(session, contexto, ra)
    achado = fatos(session, contexto, [ra])[ra]
    if motivo := impedimento(achado, contexto.operador):
        raise TramiteRecusado(motivo)
    destino = _proposta(session, contexto, achado, lido.local.imovel_id)
    return TramiteAberto(lido, achado.agora.momento, achado.ultima_alteracao, destino)


def tramitar(session: Session, contexto: Contexto, comando: TramitarRA) -> RATramitado:
    """Forward the RA; six statements at most. The same command sent again writes nothing.

    Raises:
        Conflito: somebody changed the RA since the screen read it, or keeps it locked.
        TramiteRecusado: it can no longer be forwarded, or not by this person.
        RegraViolada: all that is wrong with what was typed, or the first rule that fails.
    """
    tramite = preencher(contexto, comando)
    trancar_varios(session, [comando.ra])
    achado = fatos(session, contexto, [comando.ra]).get(comando.ra)
    if achado is None:
        raise RegraViolada(violacao("M70", "numero"))
    if achado.ultima_alteracao != comando.versao:
        if _e_este(achado, tramite, contexto):
            return _tramitado(achado, achado.ultimo_tramite or achado.agora.momento, ja_existia=True)
        raise Conflito(texto("TRAMITE_CONFLITO", ra=comando.ra), quem_alterou(session, comando.ra))
    _verificar(session, contexto, achado, tramite)
    gravar(session, contexto, [(achado, tramite)])
    return _tramitado(fatos(session, contexto, [comando.ra])[comando.ra], momento(achado, tramite))


def _proposta(session: Session, contexto: Contexto, achado: FatosDoTramite, imovel_id: int | None) -> int | None:
    """Propose a destination other than where the RA is (spec 20 §6)."""
    do_imovel = imovel.carregar(session, contexto, imovel_id) if imovel_id is not None else None
    lugar = achado.localidade_id, achado.divisao_esgoto_id
    proposta = sugerir(achado.especificacao_id, *lugar, do_imovel, contexto.dominios).unidade_id
    return proposta if proposta != achado.unidade_atual_id else None


def _verificar(session: Session, contexto: Contexto, achado: FatosDoTramite, tramite: Tramite) -> None:
    responsavel = tramite.responsavel_id
    if responsavel != contexto.operador.usuario_id and not usuarios(session, [responsavel or 0]):
        raise RegraViolada(violacao("M64", "tramite.responsavel_id"))
    destino = destinos(session, [tramite.unidade_destino_id]).get(tramite.unidade_destino_id)
    motivo = recusa(achado, destino, tramite, contexto.operador)
    if motivo is not None:
        raise RegraViolada(motivo) if motivo.campo else TramiteRecusado(motivo)


def _e_este(achado: FatosDoTramite, tramite: Tramite, contexto: Contexto) -> bool:
    """Recognise the command as what happened to the RA last: its answer was lost on the way."""
    ultimo = achado.ultimo
    return (
        ultimo is not None
        and ultimo.ultima_alteracao == achado.ultima_alteracao
        and ultimo.usuario_registro_id == contexto.operador.usuario_id
        and (ultimo.unidade_destino_id, ultimo.usuario_responsavel_id, ultimo.parecer)
        == (tramite.unidade_destino_id, tramite.responsavel_id, tramite.parecer)
    )


def _tramitado(achado: FatosDoTramite, quando: datetime, *, ja_existia: bool = False) -> RATramitado:
    destino = achado.unidade_atual_id or 0
    return RATramitado(achado.numero, destino, quando, achado.ultima_alteracao, ja_existia)
