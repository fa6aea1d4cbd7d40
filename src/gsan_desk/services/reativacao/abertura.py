"""Opening Reativar RA: may it be reactivated, and the defaults of the screen (spec 20 §10.1, §10.2)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto, Item
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.reativacao import FatosDaReativacao, ReativacaoRecusada
from gsan_desk.domain.regras.autorizacao import unidade_atendimento_padrao
from gsan_desk.domain.regras.reativacao import impedimento
from gsan_desk.domain.regras.unidade_destino import sugerir
from gsan_desk.services import imovel as imoveis
from gsan_desk.services.ra_consultar import RAConsulta, consultar
from gsan_desk.services.reativacao.fatos import carregar


@dataclass(frozen=True, slots=True)
class ReativacaoAberta:
    """What the screen starts with; ``versao`` and ``chave`` go back with the command."""

    ra: RAConsulta
    agora: datetime
    versao: datetime
    chave: UUID
    motivos: tuple[Item, ...]
    especificacao_id: int
    unidade_id: int | None
    meio_id: int | None
    unidade_destino_id: int | None


def abrir(session: Session, contexto: Contexto, ra: int) -> ReativacaoAberta:
    """Check that the RA may be reactivated and propose a destination; four statements.

    Raises:
        RegraViolada: there is no such RA (M70), or no reason to choose (M34).
        ReativacaoRecusada: it cannot be reactivated, or not by this person.
    """
    lido = consultar(session, contexto, ra)
    fatos = carregar(session, ra)
    if fatos is None:
        raise RegraViolada(violacao("M70", "numero"))
    imovel_id = fatos.lugar.imovel_id
    imovel = imoveis.carregar(session, contexto, imovel_id) if imovel_id is not None else None
    if motivo := impedimento(fatos, imovel, contexto):
        raise ReativacaoRecusada(motivo)
    motivos = tuple(m for m in contexto.dominios.motivos_reativacao.values() if m.em_uso)
    if not motivos:
        raise RegraViolada(violacao("M34", tabela="Motivo da Reativação"))
    lugar = fatos.lugar
    destino = sugerir(fatos.especificacao_id, lugar.localidade_id, lugar.divisao_esgoto_id, imovel, contexto.dominios)
    return _aberta(lido, fatos, motivos, destino.unidade_id, contexto)


def _aberta(
    lido: RAConsulta, fatos: FatosDaReativacao, motivos: tuple[Item, ...], destino_id: int | None, contexto: Contexto
) -> ReativacaoAberta:
    minha = contexto.dominios.unidades.get(contexto.operador.unidade_id or 0)
    return ReativacaoAberta(
        ra=lido,
        agora=fatos.agora,
        versao=fatos.ultima_alteracao,
        chave=uuid4(),
        motivos=motivos,
        especificacao_id=fatos.especificacao_id,
        unidade_id=unidade_atendimento_padrao(contexto),
        meio_id=minha.meio_id if minha is not None else None,
        unidade_destino_id=destino_id,
    )
