"""Which fields of the tab Local da Ocorrência are open, and which are due, for what it holds (spec 10 §3.3). No Qt."""

from dataclasses import dataclass, replace

from gsan_desk.domain.dominios import Dominios
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.domain.regras.exigencias import Exigencias
from gsan_desk.domain.regras.imovel import EnderecoDoImovel, endereco_do_imovel

GEOGRAFIA = frozenset({"localidade_id", "setor_comercial_id", "quadra_id"})
PAVIMENTOS = ("pavimento_rua_id", "pavimento_calcada_id")
SEMPRE = frozenset({"imovel_id", "coordenada_norte", "coordenada_leste"})


@dataclass(frozen=True, slots=True)
class EstadoLocal:
    """Names of the attributes of ``Local``."""

    abertos: frozenset[str]
    obrigatorios: frozenset[str]


def calcular(local: Local, exige: Exigencias, imovel: ImovelFato | None, dominios: Dominios) -> EstadoLocal:
    """Tell what may and what must be filled; ``local`` is what the tab holds."""
    descrito = bool(local.descricao.strip())
    do_imovel = imovel is not None and descrito_pelo_imovel(imovel, exige)
    abertos = set(SEMPRE)
    if not local.identificado:
        abertos.add("descricao")
    if descrito and not do_imovel:
        abertos.discard("imovel_id")
    if not descrito:
        abertos |= _identificacao(local, exige, imovel)
    if imovel is not None:
        abertos |= {"conta_ids"} if exige.conta_habilitada else set()
        abertos |= {"pagamento_ids"} if exige.pagamento_duplicidade or exige.pagamento_a_maior else set()
        abertos |= {"devolucoes"} if exige.cobrado_indevidamente else set()
    return EstadoLocal(frozenset(abertos), frozenset() if descrito else _obrigatorios(local, exige, imovel, dominios))


def com_destino(estado: EstadoLocal, local: Local, *, travado: bool) -> EstadoLocal:
    """Add the Unidade Destino, unless the imóvel decides it, the Parecer that goes with a unit, and the Diâmetro."""
    abertos, devidos = {*estado.abertos, "diametro"}, set(estado.obrigatorios)
    if not travado:
        abertos.add("unidade_destino_id")
    if local.unidade_destino_id is not None:
        abertos.add("parecer")
    if local.unidade_destino_informada and not local.descricao.strip():
        devidos.add("parecer")
    return replace(estado, abertos=frozenset(abertos), obrigatorios=frozenset(devidos))


def descrito_pelo_imovel(imovel: ImovelFato, exige: Exigencias) -> bool:
    """Tell whether the address of the imóvel is only a text, which becomes the description."""
    return endereco_do_imovel(imovel, exige.imovel_obrigatorio) is EnderecoDoImovel.DESCRITIVO


def _identificacao(local: Local, exige: Exigencias, imovel: ImovelFato | None) -> set[str]:
    """Open the fields of the identification that neither imóvel nor address has decided."""
    abertos = {"ponto_referencia", "local_ocorrencia_id"}
    if imovel is None:
        abertos |= GEOGRAFIA
    if imovel is None or not exige.imovel_obrigatorio:
        abertos.add("endereco")
    if exige.falta_agua:
        abertos.add("bairro_area_id")
        if not _bairro_conhecido(local, imovel):
            abertos |= {"municipio_id", "bairro_id"}
    if exige.area_esgoto and (imovel is None or imovel.divisao_esgoto_id is None):
        abertos.add("divisao_esgoto_id")
    abertos |= {p for p in PAVIMENTOS if not (exige.imovel_obrigatorio and imovel and getattr(imovel, p))}
    return abertos


def _bairro_conhecido(local: Local, imovel: ImovelFato | None) -> bool:
    do_endereco = local.endereco.bairro_id if local.endereco is not None else None
    return bool(do_endereco or (imovel is not None and imovel.bairro_id))


def _obrigatorios(local: Local, exige: Exigencias, imovel: ImovelFato | None, dominios: Dominios) -> frozenset[str]:
    ocorrencia = dominios.locais.get(local.local_ocorrencia_id or 0)
    sem_imovel = local.imovel_id is None
    condicoes = {
        "imovel_id": exige.imovel_obrigatorio,
        "endereco": _endereco_devido(exige, imovel) if not sem_imovel else not exige.falta_agua,
        "municipio_id": exige.falta_agua,
        "bairro_id": exige.falta_agua,
        "bairro_area_id": exige.falta_agua,
        "localidade_id": sem_imovel,
        "setor_comercial_id": sem_imovel and local.quadra_id is not None,
        "divisao_esgoto_id": exige.area_esgoto,
        "pavimento_rua_id": exige.pavimento_rua_obrigatorio or (ocorrencia is not None and ocorrencia.rua),
        "pavimento_calcada_id": exige.pavimento_calcada_obrigatorio or (ocorrencia is not None and ocorrencia.calcada),
    }
    return frozenset(nome for nome, devido in condicoes.items() if devido)


def _endereco_devido(exige: Exigencias, imovel: ImovelFato | None) -> bool:
    return imovel is not None and endereco_do_imovel(imovel, exige.imovel_obrigatorio) is EnderecoDoImovel.INFORMAR
