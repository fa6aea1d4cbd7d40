"""Reiterar: lock, check everything again, write (spec 10 §5)."""

from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada, Violacao
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.domain.regras.reiteracao import OBSERVACAO, fones_a_gravar, precondicao, verificar
from gsan_desk.domain.reiteracao import ReiteracaoRecusada, Reiterado, Reiterar
from gsan_desk.domain.texto import verificar_caracteres, verificar_comando
from gsan_desk.services.ra_reiterar import fatos as leitura
from gsan_desk.services.ra_reiterar.fatos import Fatos
from gsan_desk.services.ra_reiterar.gravacao import gravar
from gsan_desk.services.ra_trava import quem_alterou, trancar


def reiterar(session: Session, contexto: Contexto, comando: Reiterar) -> Reiterado:
    """Register that somebody asks again; six statements at most. A second call with the same protocolo writes nothing.

    Raises:
        Conflito: somebody changed the RA since the screen read it (M55), or keeps it locked.
        ReiteracaoRecusada: M50, M51 or M52 hold by now.
        RegraViolada: all that is wrong with what was typed.
    """
    trancar(session, comando.ra)
    fatos = leitura.carregar(session, comando.ra, comando.protocolo, comando.solicitante)
    if fatos is None:
        raise RegraViolada(violacao("M70", "numero"))
    if fatos.existente is not None:
        return Reiterado(fatos.existente, comando.ra, comando.protocolo, fatos.reiteracoes, ja_existia=True)
    if motivo := precondicao(fatos.estado, contexto):
        raise ReiteracaoRecusada(motivo)
    if comando.versao not in (None, fatos.versao):
        raise Conflito(texto("M55"), quem_alterou(session, comando.ra))
    achados = [*_caracteres(comando, fatos), *verificar(comando, contexto, fatos.reiterante)]
    if achados:
        raise RegraViolada(*dict.fromkeys(achados))
    return gravar(session, comando, fatos, fones_a_gravar(comando.solicitante, fatos.reiterante.cliente))


def _caracteres(comando: Reiterar, fatos: Fatos) -> list[Violacao]:
    recusado = verificar_caracteres(comando.observacao, fatos.codificacao, OBSERVACAO)
    return [
        *verificar_comando(comando.solicitante, fatos.codificacao, "solicitante"),
        *((recusado,) if recusado is not None else ()),
    ]
