"""Reativar: lock, check everything again, write (spec 20 §10)."""

from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.domain.reativacao import FatosDaReativacao, RAReativado, ReativacaoRecusada, ReativarRA
from gsan_desk.domain.regras.reativacao import impedimento, no_relogio, verificar
from gsan_desk.services import imovel as imoveis
from gsan_desk.services.ra_trava import nome_da_dupla, quem_alterou, trancar, travar
from gsan_desk.services.reativacao.fatos import carregar
from gsan_desk.services.reativacao.gravacao import gravar


def reativar(session: Session, contexto: Contexto, comando: ReativarRA) -> RAReativado:
    """Open a new RA in the place of the closed one; at most nine statements. The old row is locked and re-read only.

    A second call with the same ``chave`` writes nothing and gives the same number.

    Raises:
        Conflito: somebody changed the closed RA since the screen read it, or keeps it locked.
        ReativacaoRecusada: it cannot be reactivated by now, or not by this person.
        RegraViolada: there is no such RA (M70), or all that is wrong with what was typed.
    """
    trancar(session, comando.ra)
    fatos = carregar(session, comando.ra, comando.chave)
    if fatos is None:
        raise RegraViolada(violacao("M70", "numero"))
    if fatos.existente is not None:
        return fatos.existente
    if motivo := impedimento(fatos, _imovel(session, contexto, fatos), contexto):
        raise ReativacaoRecusada(motivo)
    if fatos.ultima_alteracao != comando.versao:
        raise Conflito(texto("TRAMITE_CONFLITO", ra=comando.ra), quem_alterou(session, comando.ra))
    pedido = no_relogio(comando, fatos)
    if erros := verificar(pedido, fatos, contexto):
        raise RegraViolada(*dict.fromkeys(erros))
    return gravar(session, contexto, pedido, fatos)


def _imovel(session: Session, contexto: Contexto, fatos: FatosDaReativacao) -> ImovelFato | None:
    """Load the imóvel once nobody else decides about it and the especificação [FS0002]."""
    imovel_id = fatos.lugar.imovel_id
    if imovel_id is None:
        return None
    travar(session, nome_da_dupla(imovel_id, fatos.especificacao_id))
    return imoveis.carregar(session, contexto, imovel_id)
