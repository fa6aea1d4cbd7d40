"""Columns of the rows of an RA as its state asks for them; comparing two states tells which columns to write."""

from datetime import datetime
from typing import Any

from gsan_desk.domain.atualizacao import SolicitanteRA
from gsan_desk.domain.codigos import MOTIVO_CONCLUSAO_SERVICO, NAO, SIM, SituacaoRA
from gsan_desk.domain.dominios import Dominios
from gsan_desk.domain.prazo import prever
from gsan_desk.domain.registro_atendimento import DadosGerais, Local
from gsan_desk.domain.regras.atualizacao import Abas
from gsan_desk.domain.regras.exigencias import Exigencias, exigencias
from gsan_desk.services.linhas_solicitante import linha_do_solicitante
from gsan_desk.services.ra_inserir.linha_ra import esperas, lugar, momento_do_atendimento

ENDERECO = (
    "logradouro_bairro_id",
    "logradouro_cep_id",
    "numero_imovel",
    "complemento_endereco",
    "perimetro_inicial_id",
    "perimetro_final_id",
    "ponto_referencia",
)
LUGAR = (
    *ENDERECO,
    "descricao_local_ocorrencia",
    "bairro_area_id",
    "localidade_id",
    "setor_comercial_id",
    "quadra_id",
    "divisao_esgoto_id",
    "local_ocorrencia_id",
    "pavimento_rua_id",
    "pavimento_calcada_id",
)


def colunas_mudadas(
    antes: Abas, depois: Abas, situacao: SituacaoRA, dominios: Dominios, agora: datetime
) -> dict[str, Any]:
    """Give the columns of ``registro_atendimento`` to be written; empty when nothing of the RA changes.

    Between description and identification the whole place is written, whatever others left in its columns.
    """
    velhas, novas = _colunas(antes, agora), _colunas(depois, agora)
    mudadas = {nome: valor for nome, valor in novas.items() if velhas[nome] != valor}
    if _descrito(antes.local) != _descrito(depois.local):
        mudadas |= _do_lugar(depois.local)
    return (
        mudadas
        | _datas_previstas(antes.dados_gerais, depois.dados_gerais, dominios)
        | _situacao(depois, situacao, dominios)
    )


def colunas_do_solicitante(linha: SolicitanteRA, exige: Exigencias) -> dict[str, Any]:
    """Give every column of ``ra_solicitante`` that may change; a cliente has no address here."""
    principal = SIM if linha.principal else NAO
    vazias = dict.fromkeys(ENDERECO)
    return vazias | linha_do_solicitante(linha.solicitante, exige) | {"indicador_solicitante_principal": principal}


def _colunas(abas: Abas, agora: datetime) -> dict[str, Any]:
    gerais, local = abas.dados_gerais, abas.local
    return {
        "especificacao_id": gerais.especificacao_id,
        "meio_solicitacao_id": gerais.meio_id,
        "data_atendimento": momento_do_atendimento(gerais),
        "observacao": gerais.observacao.strip() or None,
        "imovel_id": local.imovel_id,
        "coordenada_norte": local.coordenada_norte,
        "coordenada_leste": local.coordenada_leste,
        "diametro": local.diametro,
        **esperas(gerais, agora),
        **_do_lugar(local),
    }


def _descrito(local: Local) -> bool:
    return bool(local.descricao.strip())


def _do_lugar(local: Local) -> dict[str, Any]:
    return dict.fromkeys(LUGAR) | lugar(local)


def _datas_previstas(antes: DadosGerais, depois: DadosGerais, dominios: Dominios) -> dict[str, Any]:
    """Compute the deadline anew for another especificação; for another date only the current one (§7.3)."""
    outra = antes.especificacao_id != depois.especificacao_id
    especificacao = dominios.especificacoes.get(depois.especificacao_id or 0)
    if depois.data is None or especificacao is None or not (outra or antes.data != depois.data):
        return {}
    prevista = prever(depois.data, especificacao, dominios)
    return {"data_prevista_atual": prevista} | ({"data_prevista_original": prevista} if outra else {})


def _situacao(depois: Abas, situacao: SituacaoRA, dominios: Dominios) -> dict[str, Any]:
    if exigencias(depois.dados_gerais.especificacao_id, dominios).encerramento_automatico:
        return {
            "situacao": SituacaoRA.ENCERRADO,
            "motivo_encerramento_id": MOTIVO_CONCLUSAO_SERVICO,
            "data_encerramento": momento_do_atendimento(depois.dados_gerais),
        }
    nova = SituacaoRA.BLOQUEADO if _descrito(depois.local) else SituacaoRA.PENDENTE
    return {} if nova is situacao else {"situacao": nova}
