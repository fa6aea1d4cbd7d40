"""The row of ``registro_atendimento`` of a new RA, column by column (spec 10 §11.1)."""

from datetime import datetime, time
from typing import Any

from gsan_desk.domain.codigos import MOTIVO_CONCLUSAO_SERVICO, NAO, SIM, SituacaoRA, TipoAtendimento
from gsan_desk.domain.dominios import Contexto, Especificacao
from gsan_desk.domain.prazo import prever
from gsan_desk.domain.registro_atendimento import DadosGerais, Local, NovoRA
from gsan_desk.services.linhas_solicitante import colunas_do_endereco
from gsan_desk.services.ra_inserir.fatos import numero_manual_de


def montar(novo: NovoRA, contexto: Contexto, especificacao: Especificacao, agora: datetime) -> dict[str, Any]:
    """Give every column that Inserir writes, id aside; columns of other functions are not named."""
    gerais, local = novo.dados_gerais, novo.local
    atendido = momento_do_atendimento(gerais)
    previsto = prever(atendido.date(), especificacao, contexto.dominios)
    return {
        "especificacao_id": especificacao.id,
        "meio_solicitacao_id": gerais.meio_id,
        "data_atendimento": atendido,
        "data_prevista_original": previsto,
        "data_prevista_atual": previsto,
        "indicador_atendimento_online": int(gerais.tipo_atendimento),
        "numero_manual": numero_manual_de(novo),
        "observacao": gerais.observacao.strip() or None,
        "imovel_id": local.imovel_id,
        "coordenada_norte": local.coordenada_norte,
        "coordenada_leste": local.coordenada_leste,
        "diametro": local.diametro,
        "unidade_atual_id": local.unidade_destino_id or gerais.unidade_id,
        "ultima_alteracao": agora,
        **esperas(gerais, agora),
        **lugar(local),
        **_situacao(local, especificacao, atendido),
    }


def momento_do_atendimento(gerais: DadosGerais) -> datetime:
    """Join date and hour, seconds zero; both are mandatory and were checked."""
    if gerais.data is None or gerais.hora is None:
        raise ValueError("date and hour of the atendimento are checked before writing")
    return datetime.combine(gerais.data, _minuto(gerais.hora))


def _minuto(hora: time) -> time:
    return hora.replace(second=0, microsecond=0)


def esperas(gerais: DadosGerais, agora: datetime) -> dict[str, Any]:
    """Store the waiting times on the date of the atendimento; on line, the wait ends when the call is registered."""
    inicial, final = gerais.espera_inicial, gerais.espera_final
    if inicial is not None and final is None and gerais.tipo_atendimento is TipoAtendimento.ONLINE:
        final = agora.time()
    dia = momento_do_atendimento(gerais).date()
    return {
        "data_inicio_espera": datetime.combine(dia, _minuto(inicial)) if inicial is not None else None,
        "data_fim_espera": datetime.combine(dia, _minuto(final)) if final is not None else None,
    }


def _situacao(local: Local, especificacao: Especificacao, atendido: datetime) -> dict[str, Any]:
    if especificacao.encerramento_automatico:
        return {
            "situacao": SituacaoRA.ENCERRADO,
            "motivo_encerramento_id": MOTIVO_CONCLUSAO_SERVICO,
            "data_encerramento": atendido,
        }
    bloqueado = bool(local.descricao.strip())
    return {"situacao": SituacaoRA.BLOQUEADO if bloqueado else SituacaoRA.PENDENTE}


def lugar(local: Local) -> dict[str, Any]:
    """Store the description alone, or the identification alone."""
    descricao = local.descricao.strip()
    endereco = None if descricao else local.endereco
    com_coordenadas = local.coordenada_norte is not None and local.coordenada_leste is not None
    colunas: dict[str, Any] = {
        "indicador_coordenada_sem_logradouro": SIM if com_coordenadas and endereco is None else NAO
    }
    if descricao:
        return colunas | {"descricao_local_ocorrencia": descricao}
    return {
        **colunas,
        **colunas_do_endereco(endereco),
        "ponto_referencia": local.ponto_referencia.strip() or None,
        "bairro_area_id": local.bairro_area_id,
        "localidade_id": local.localidade_id,
        "setor_comercial_id": local.setor_comercial_id,
        "quadra_id": local.quadra_id,
        "divisao_esgoto_id": local.divisao_esgoto_id,
        "local_ocorrencia_id": local.local_ocorrencia_id,
        "pavimento_rua_id": local.pavimento_rua_id,
        "pavimento_calcada_id": local.pavimento_calcada_id,
    }
