"""The message to whoever was attached to an RA while it was changed (spec 40 §1.3 to §1.5)."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gsan_desk.domain.atualizacao import SolicitanteRA
from gsan_desk.domain.prazo import prever
from gsan_desk.domain.sms_texto import MODELO_RA_EXISTENTE
from gsan_desk.models.desk import SmsModelo
from gsan_desk.services.fila_sms import Assunto, enfileirar_varios, numero_escolhido
from gsan_desk.services.ra_atualizar import pessoas
from gsan_desk.services.ra_atualizar.verificacao import Alteracao
from gsan_desk.services.ra_inserir.linha_ra import momento_do_atendimento
from gsan_desk.services.solicitante.fatos import RA_EXISTENTE


def avisar(session: Session, alteracao: Alteracao, novos: Sequence[tuple[int, SolicitanteRA]]) -> bool:
    """Write what each new solicitante agreed to, and queue the messages; four statements at most, none without them.

    Tells whether any message was queued.
    """
    if not novos:
        return False
    linhas = [linha for _, linha in novos]
    clientes = pessoas.carregar(session, linhas).clientes
    modelo = session.execute(select(SmsModelo.texto).where(SmsModelo.evento == RA_EXISTENTE)).scalar_one_or_none()
    contatos = []
    for id_, linha in novos:
        pedido = linha.solicitante
        numero = numero_escolhido(alteracao.contexto, pedido, clientes.get(pedido.cliente_id or 0))
        contatos.append((_assunto(alteracao, id_, linha, modelo or MODELO_RA_EXISTENTE), pedido, numero))
    return enfileirar_varios(session, alteracao.contexto, contatos)


def _assunto(alteracao: Alteracao, solicitante_id: int, linha: SolicitanteRA, modelo: str) -> Assunto:
    numero, depois = alteracao.lido.numero, alteracao.depois
    return Assunto(
        tipo=RA_EXISTENTE,
        ra_id=numero,
        solicitante_id=solicitante_id,
        protocolo=linha.protocolo,
        especificacao_id=depois.dados_gerais.especificacao_id or 0,
        atendimento=_atendimento(alteracao),
        previsao=_previsao(alteracao),
        endereco=_endereco(alteracao),
        modelo=modelo,
        chave=f"RA:{numero}:{RA_EXISTENTE}:{solicitante_id}",
    )


def _atendimento(alteracao: Alteracao) -> datetime:
    return momento_do_atendimento(alteracao.depois.dados_gerais)


def _previsao(alteracao: Alteracao) -> date:
    """Give the deadline as this change leaves it (§7.3)."""
    antes, depois, dominios = (
        alteracao.antes.dados_gerais,
        alteracao.depois.dados_gerais,
        alteracao.contexto.dominios,
    )
    especificacao = dominios.especificacoes.get(depois.especificacao_id or 0)
    igual = (antes.especificacao_id, antes.data) == (depois.especificacao_id, depois.data)
    if igual or especificacao is None or depois.data is None:
        return alteracao.lido.data_prevista
    return prever(depois.data, especificacao, dominios)


def _endereco(alteracao: Alteracao) -> str:
    local, imovel = alteracao.depois.local, alteracao.imovel
    if local.endereco is not None:
        return local.endereco.texto
    return imovel.endereco_texto if imovel is not None else local.descricao
