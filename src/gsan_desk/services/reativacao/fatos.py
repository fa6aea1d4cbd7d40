"""What the rules of the reactivation read of the closed RA, in one statement."""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain.codigos import AssociacaoRA, SituacaoRA
from gsan_desk.domain.reativacao import Avisado, FatosDaReativacao, RAReativado
from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.models.atendimentopublico import OrdemServico, RegistroAtendimentoSolicitante
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.cadastro import UnidadeOrganizacional
from gsan_desk.models.desk import RAChave, RASms, SmsModelo
from gsan_desk.services.endereco import texto_da_ocorrencia
from gsan_desk.services.linhas_json import Consulta, objeto, texto
from gsan_desk.services.pesquisas.lista import MAIOR_INTEIRO
from gsan_desk.services.ra_consultar.colecoes import associado
from gsan_desk.services.ra_consultar.pessoas import NUMERO
from gsan_desk.services.ra_copia import principal
from gsan_desk.services.ra_inserir.fatos import RA_ABERTO
from gsan_desk.services.relogio import agora


def carregar(session: Session, ra: int, chave: UUID | None = None) -> FatosDaReativacao | None:
    """Load them; one statement. ``None`` when there is no such RA."""
    if not 0 < ra <= MAIOR_INTEIRO:
        return None
    linha = session.execute(_consulta(), {"numero": ra, "chave": chave}).one_or_none()
    return _montar(linha) if linha is not None else None


@cache
def _consulta() -> Consulta:
    """Build the statement once."""
    unidade = func.gsan_desk.unidade_do_ra(RA.id, RA.unidade_atual_id, type_=Integer)
    return (
        select(
            RA.id.label("numero"),
            RA.situacao,
            RA.ultima_alteracao,
            RA.especificacao_id,
            RA.imovel_id,
            RA.localidade_id,
            RA.divisao_esgoto_id,
            RA.local_ocorrencia_id,
            RA.pavimento_rua_id,
            RA.pavimento_calcada_id,
            agora().label("agora"),
            func.current_setting("server_encoding").label("codificacao"),
            UnidadeOrganizacional.id.label("unidade_atual_id"),
            texto(UnidadeOrganizacional.descricao).label("unidade_atual"),
            func.coalesce(unidade.in_(select(func.gsan_desk.unidades_que_mantenho())), False).label("mantem"),
            texto_da_ocorrencia().label("endereco"),
            objeto(associado(NUMERO)).label("associado"),
            objeto(_avisado()).label("avisado"),
            select(SmsModelo.texto).where(SmsModelo.evento == RA_ABERTO).scalar_subquery().label("modelo_sms"),
            objeto(_existente()).label("existente"),
        )
        .outerjoin(UnidadeOrganizacional, UnidadeOrganizacional.id == unidade)
        .where(RA.id == NUMERO)
    )


def _avisado() -> Consulta:
    solicitante = RegistroAtendimentoSolicitante
    return (
        select(
            solicitante.id.label("solicitante_id"),
            texto(solicitante.protocolo).label("protocolo"),
            func.coalesce(RASms.enviar, False).label("enviar_sms"),
            RASms.numero.label("numero"),
        )
        .outerjoin(
            RASms,
            (RASms.registro_atendimento_id == solicitante.registro_atendimento_id)
            & (RASms.solicitante_id == solicitante.id),
        )
        .where(solicitante.id == principal(NUMERO))
    )


def _existente() -> Consulta:
    """Find the RA that this form became already."""
    novo, solicitante = aliased(RA), aliased(RegistroAtendimentoSolicitante)
    protocolo = select(texto(solicitante.protocolo)).where(solicitante.id == principal(novo.id))
    ordem = select(func.min(OrdemServico.id)).where(OrdemServico.registro_atendimento_id == novo.id)
    return (
        select(
            novo.id.label("numero"),
            func.coalesce(protocolo.correlate(novo).scalar_subquery(), "").label("protocolo"),
            ordem.correlate(novo).scalar_subquery().label("ordem_servico"),
        )
        .join(RAChave, RAChave.registro_atendimento_id == novo.id)
        .where(RAChave.chave == bindparam("chave", type_=Uuid))
    )


def _montar(linha: Any) -> FatosDaReativacao:
    associado, existente = linha.associado, linha.existente
    return FatosDaReativacao(
        numero=linha.numero,
        situacao=SituacaoRA(linha.situacao),
        ultima_alteracao=linha.ultima_alteracao,
        agora=linha.agora,
        codificacao=linha.codificacao,
        unidade_atual_id=linha.unidade_atual_id,
        unidade_atual=linha.unidade_atual,
        mantem=linha.mantem,
        especificacao_id=linha.especificacao_id,
        lugar=Local(
            imovel_id=linha.imovel_id,
            localidade_id=linha.localidade_id,
            divisao_esgoto_id=linha.divisao_esgoto_id,
            local_ocorrencia_id=linha.local_ocorrencia_id,
            pavimento_rua_id=linha.pavimento_rua_id,
            pavimento_calcada_id=linha.pavimento_calcada_id,
        ),
        endereco=linha.endereco or "",
        associacao=AssociacaoRA(associado["associacao"]) if associado else AssociacaoRA.NENHUMA,
        associado_id=associado["numero"] if associado else None,
        avisado=Avisado(**linha.avisado) if linha.avisado else None,
        modelo_sms=linha.modelo_sms,
        existente=RAReativado(ra=linha.numero, **existente, ja_existia=True) if existente else None,
    )
