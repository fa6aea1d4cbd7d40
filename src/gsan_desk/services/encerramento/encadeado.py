"""The RA that the especificação of a closed one chains, opened in its place [UC0435] (spec 20 §9.7)."""

from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, func, insert, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import (
    MOTIVO_CONCLUSAO_SERVICO,
    NAO,
    PARECER_DA_ABERTURA,
    SIM,
    RelacaoTipo,
    SituacaoRA,
)
from gsan_desk.domain.dominios import Contexto, Especificacao
from gsan_desk.domain.encerramento import FatosDoEncerramento
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.prazo import prever
from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.atendimentopublico import RegistroAtendimentoSolicitante as Solicitante
from gsan_desk.models.base import proximo_id
from gsan_desk.models.desk import RAChave
from gsan_desk.services.linhas_json import Consulta
from gsan_desk.services.protocolo import sortear
from gsan_desk.services.ra_copia import RACopiado, inserir_ra
from gsan_desk.services.ra_trava import nome_da_dupla, travar

_EXISTENTE = select(RAChave.registro_atendimento_id).where(RAChave.chave == bindparam("chave", type_=Uuid))


def existente(session: Session, chave: UUID) -> int | None:
    """Find the RA that this key became already; one statement."""
    return session.execute(_EXISTENTE, {"chave": chave}).scalar_one_or_none()


def abrir(session: Session, contexto: Contexto, antigo: FatosDoEncerramento, chave: UUID) -> int:
    """Open it now, asked for by the person's unit and kept there; seven statements at most.

    Raises:
        RegraViolada: its especificação is unknown to this log-in, or already pending for the imóvel (M13).
    """
    especificacao = contexto.dominios.especificacoes.get(antigo.novo_especificacao_id or 0)
    unidade_id = contexto.operador.unidade_id
    if especificacao is None or unidade_id is None:
        raise RegraViolada(violacao("M02", "dados_gerais.especificacao_id"))
    lugar = _lugar(session, antigo, especificacao)
    sorteio = sortear(session)
    colunas = _colunas(lugar, contexto, especificacao, unidade_id, sorteio.agora)
    novo = RACopiado(
        session=session,
        contexto=contexto,
        antigo=antigo.numero,
        numero=inserir_ra(session, antigo.numero, colunas),
        especificacao=especificacao,
        unidade_id=unidade_id,
        destino_id=unidade_id,
        agora=sorteio.agora,
    )
    novo.chavear(chave)
    novo.unidade(RelacaoTipo.ABRIR)
    if especificacao.encerramento_automatico:
        novo.unidade(RelacaoTipo.ENCERRAR)
    novo.anexos()
    novo.tramite(PARECER_DA_ABERTURA)
    novo.ordem_servico(_onde(lugar), None)
    novo.urgencia()
    novo.concluir(_solicitante(novo, sorteio.protocolo))
    return novo.numero


def _lugar(session: Session, antigo: FatosDoEncerramento, especificacao: Especificacao) -> Any:
    """Read what the new RA needs of the old one, once nobody else decides about the same imóvel [FS0020]."""
    if antigo.imovel_id is not None:
        travar(session, nome_da_dupla(antigo.imovel_id, especificacao.id))
    lugar = session.execute(_consulta(), {"antigo": antigo.numero, "especificacao": especificacao.id}).one()
    if lugar.pendente is not None:
        recusa = violacao("M13", especificacao=especificacao.descricao, ra=lugar.pendente, imovel=antigo.imovel_id)
        raise RegraViolada(recusa)
    return lugar


def _consulta() -> Consulta:
    outro = RA.__table__.alias("outro")
    pendente = select(func.min(outro.c.rgat_id)).where(
        outro.c.imov_id == RA.imovel_id,
        outro.c.step_id == bindparam("especificacao", type_=Integer),
        outro.c.rgat_cdsituacao == SituacaoRA.PENDENTE,
    )
    return select(
        RA.imovel_id,
        RA.meio_solicitacao_id,
        RA.indicador_atendimento_online,
        RA.local_ocorrencia_id,
        RA.pavimento_rua_id,
        RA.pavimento_calcada_id,
        RA.descricao_local_ocorrencia,
        pendente.correlate(RA).scalar_subquery().label("pendente"),
    ).where(RA.id == bindparam("antigo", type_=Integer))


def _colunas(
    lugar: Any, contexto: Contexto, especificacao: Especificacao, unidade_id: int, agora: Any
) -> dict[str, Any]:
    atendido = agora.replace(second=0, microsecond=0)
    previsto = prever(atendido.date(), especificacao, contexto.dominios)
    comuns = {
        "especificacao_id": especificacao.id,
        "meio_solicitacao_id": lugar.meio_solicitacao_id,
        "indicador_atendimento_online": lugar.indicador_atendimento_online,
        "data_atendimento": atendido,
        "data_prevista_original": previsto,
        "data_prevista_atual": previsto,
        "unidade_atual_id": unidade_id,
        "ultima_alteracao": agora,
    }
    if especificacao.encerramento_automatico:
        fechado = {"motivo_encerramento_id": MOTIVO_CONCLUSAO_SERVICO, "data_encerramento": atendido}
        return comuns | fechado | {"situacao": SituacaoRA.ENCERRADO}
    bloqueado = bool((lugar.descricao_local_ocorrencia or "").strip())
    return comuns | {"situacao": SituacaoRA.BLOQUEADO if bloqueado else SituacaoRA.PENDENTE}


def _onde(lugar: Any) -> Local:
    return Local(
        imovel_id=lugar.imovel_id,
        local_ocorrencia_id=lugar.local_ocorrencia_id,
        pavimento_rua_id=lugar.pavimento_rua_id,
        pavimento_calcada_id=lugar.pavimento_calcada_id,
    )


def _solicitante(novo: RACopiado, protocolo: str) -> Any:
    return insert(Solicitante).values(
        id=proximo_id(Solicitante),
        registro_atendimento_id=novo.numero,
        unidade_id=novo.unidade_id,
        indicador_solicitante_principal=SIM,
        indicador_envio_email_pesquisa=NAO,
        protocolo=protocolo,
        ultima_alteracao=novo.agora,
    )
