"""What the place of an RA becomes once the imóvel and the especificação have had their say (spec 10 §3.3.1)."""

from dataclasses import replace
from typing import Any

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.registro_atendimento import Local, NovoRA, Solicitante
from gsan_desk.domain.regras.exigencias import Exigencias, exigencias
from gsan_desk.domain.regras.imovel import EnderecoDoImovel, endereco_do_imovel
from gsan_desk.domain.regras.unidade_destino import sugerir
from gsan_desk.services.ra_duplicidade import endereco_da_ocorrencia

DESCRICAO_MAXIMA = 200
COMPLEMENTO_SOLICITANTE = 25


def resolver(novo: NovoRA, contexto: Contexto, imovel: ImovelFato | None) -> NovoRA:
    """Fill what the imóvel locks and drop what the especificação does not ask for.

    The screen does the same as the person types; here it no longer depends on the screen.
    """
    exige = exigencias(novo.dados_gerais.especificacao_id, contexto.dominios)
    local = replace(novo.local, **_que_nao_cabem(novo.local, exige))
    if imovel is not None:
        local = replace(local, **_do_imovel(local, imovel, exige))
        local = replace(local, endereco=endereco_da_ocorrencia(replace(novo, local=local), imovel, exige))
    especificacao_id = novo.dados_gerais.especificacao_id
    destino = sugerir(especificacao_id, local.localidade_id, local.divisao_esgoto_id, imovel, contexto.dominios)
    if destino.travada:
        local = replace(local, unidade_destino_id=destino.unidade_id, unidade_destino_informada=False)
    return replace(novo, local=local, solicitante=_solicitante(novo.solicitante))


def _solicitante(pedido: Solicitante) -> Solicitante:
    """Cut the complemento to what the column of the solicitante holds; that of the RA is longer."""
    if pedido.endereco is None:
        return pedido
    cortado = pedido.endereco.complemento.strip()[:COMPLEMENTO_SOLICITANTE]
    return replace(pedido, endereco=replace(pedido.endereco, complemento=cortado))


def _que_nao_cabem(local: Local, exige: Exigencias) -> dict[str, Any]:
    vazios: dict[str, Any] = {}
    if not exige.falta_agua:
        vazios["bairro_area_id"] = None
    if not exige.area_esgoto:
        vazios["divisao_esgoto_id"] = None
    if not exige.conta_habilitada or local.imovel_id is None:
        vazios["conta_ids"] = ()
    if not (exige.pagamento_duplicidade or exige.pagamento_a_maior) or local.imovel_id is None:
        vazios["pagamento_ids"] = ()
    if not exige.cobrado_indevidamente or local.imovel_id is None:
        vazios["devolucoes"] = ()
    return vazios


def _do_imovel(local: Local, imovel: ImovelFato, exige: Exigencias) -> dict[str, Any]:
    """Take the geography of the imóvel; its pavements and coordinates where the especificação or the gap asks."""
    tomados: dict[str, Any] = {
        "localidade_id": imovel.localidade_id,
        "setor_comercial_id": imovel.setor_comercial_id,
        "quadra_id": imovel.quadra_id,
        "coordenada_norte": local.coordenada_norte or imovel.coordenada_norte,
        "coordenada_leste": local.coordenada_leste or imovel.coordenada_leste,
    }
    if exige.area_esgoto and imovel.divisao_esgoto_id is not None:
        tomados["divisao_esgoto_id"] = imovel.divisao_esgoto_id
    if exige.falta_agua and imovel.bairro_id is not None:
        tomados |= {"municipio_id": imovel.municipio_id, "bairro_id": imovel.bairro_id}
    for nome in ("pavimento_rua_id", "pavimento_calcada_id"):
        do_imovel = getattr(imovel, nome)
        if do_imovel is not None and (exige.imovel_obrigatorio or getattr(local, nome) is None):
            tomados[nome] = do_imovel
    if endereco_do_imovel(imovel, exige.imovel_obrigatorio) is EnderecoDoImovel.DESCRITIVO:
        tomados["descricao"] = local.descricao.strip() or imovel.endereco_texto[:DESCRICAO_MAXIMA]
    return tomados
