"""The rows of a reactivation (spec 20 §10.3)."""

from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import RelacaoTipo, SituacaoRA
from gsan_desk.domain.dominios import Contexto, Especificacao
from gsan_desk.domain.prazo import prever
from gsan_desk.domain.reativacao import PARECER_PADRAO, FatosDaReativacao, RAReativado, ReativarRA
from gsan_desk.domain.registro_atendimento import Solicitante
from gsan_desk.domain.regras.reativacao import gerais_de
from gsan_desk.domain.sms_texto import MODELO_RA_ABERTO
from gsan_desk.domain.texto import limpar
from gsan_desk.services.fila_sms import Assunto, enfileirar
from gsan_desk.services.ra_copia import RACopiado, copiar_fones, copiar_solicitante, inserir_ra
from gsan_desk.services.ra_inserir.fatos import RA_ABERTO
from gsan_desk.services.ra_inserir.linha_ra import esperas, momento_do_atendimento

_AUDITAR = select(func.gsan_desk.registrar_reativacao(bindparam("novo", type_=Integer)))


def gravar(session: Session, contexto: Contexto, pedido: ReativarRA, fatos: FatosDaReativacao) -> RAReativado:
    """Write everything; the checks were made; five statements at most."""
    especificacao = contexto.dominios.especificacoes[fatos.especificacao_id]
    colunas = _colunas(pedido, fatos, especificacao, contexto)
    novo = RACopiado(
        session=session,
        contexto=contexto,
        antigo=fatos.numero,
        numero=inserir_ra(session, fatos.numero, colunas),
        especificacao=especificacao,
        unidade_id=pedido.unidade_id or 0,
        destino_id=colunas["unidade_atual_id"],
        agora=fatos.agora,
    )
    novo.chavear(pedido.chave)
    novo.unidade(RelacaoTipo.ABRIR)
    novo.anexos()
    novo.tramite(limpar(pedido.parecer) or PARECER_PADRAO)
    solicitante_id = copiar_solicitante(session, fatos.numero, novo.numero, fatos.agora)
    if solicitante_id is not None:
        novo.fila.append(copiar_fones(fatos.numero, solicitante_id, fatos.agora))
    ordem_id = novo.ordem_servico(fatos.lugar, colunas["observacao"])
    novo.urgencia()
    ultimo = _AUDITAR.params(novo=novo.numero)
    novo.concluir(_avisar(novo, ultimo, fatos, colunas, solicitante_id))
    protocolo = fatos.avisado.protocolo if fatos.avisado is not None else ""
    return RAReativado(fatos.numero, novo.numero, protocolo, ordem_id)


def _colunas(
    pedido: ReativarRA, fatos: FatosDaReativacao, especificacao: Especificacao, contexto: Contexto
) -> dict[str, Any]:
    """Give the columns that the new RA does not take from the old one."""
    gerais = gerais_de(pedido, fatos)
    atendido: datetime = momento_do_atendimento(gerais)
    previsto = prever(atendido.date(), especificacao, contexto.dominios)
    return {
        "situacao": SituacaoRA.PENDENTE,
        "especificacao_id": especificacao.id,
        "ra_reativacao_id": fatos.numero,
        "motivo_reativacao_id": pedido.motivo_id,
        "meio_solicitacao_id": pedido.meio_id,
        "indicador_atendimento_online": int(pedido.tipo_atendimento),
        "data_atendimento": atendido,
        "data_prevista_original": previsto,
        "data_prevista_atual": previsto,
        "observacao": limpar(pedido.observacao) or None,
        "unidade_atual_id": pedido.unidade_destino_id or pedido.unidade_id,
        "ultima_alteracao": fatos.agora,
        **esperas(gerais, fatos.agora),
    }


def _avisar(
    novo: RACopiado, ultimo: Any, fatos: FatosDaReativacao, colunas: dict[str, Any], solicitante_id: int | None
) -> Any:
    """Carry the consent over to the new RA, and tell its number to whom agreed (spec 40 §1.5)."""
    avisado = fatos.avisado
    if avisado is None or solicitante_id is None or not avisado.enviar_sms:
        return ultimo
    assunto = Assunto(
        tipo=RA_ABERTO,
        ra_id=novo.numero,
        solicitante_id=solicitante_id,
        protocolo=avisado.protocolo,
        especificacao_id=novo.especificacao.id,
        atendimento=colunas["data_atendimento"],
        previsao=colunas["data_prevista_atual"],
        endereco=fatos.endereco,
        modelo=fatos.modelo_sms or MODELO_RA_ABERTO,
        chave=f"RA:{novo.numero}:{RA_ABERTO}",
    )
    return enfileirar(ultimo, novo.contexto, assunto, Solicitante(enviar_sms=True), avisado.numero)
