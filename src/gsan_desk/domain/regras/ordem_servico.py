"""Which Ordem de Serviço an RA generates [UC0366 SB0030, UC0430], spec 10 §2.10."""

from dataclasses import dataclass
from decimal import Decimal

from gsan_desk.domain.dominios import Dominios, Especificacao, ServicoTipo
from gsan_desk.domain.registro_atendimento import Local


@dataclass(frozen=True, slots=True)
class OrdemServicoAutomatica:
    """What the OS takes from its service type."""

    servico_tipo_id: int
    referencia_id: int | None
    prioridade_id: int | None
    valor: Decimal | None


def planejar(especificacao: Especificacao, local: Local, dominios: Dominios) -> OrdemServicoAutomatica | None:
    """Decide the service type, its reference, priority and price; ``None`` when no OS is due."""
    return ordem_do_servico(servico_devido(especificacao, local, dominios), especificacao, dominios)


def ordem_do_servico(
    servico_tipo_id: int | None, especificacao: Especificacao, dominios: Dominios
) -> OrdemServicoAutomatica | None:
    """Give what an OS takes from a service type; ``None`` when it is not in use."""
    servico = dominios.servicos.get(servico_tipo_id or 0)
    if servico is None or not servico.em_uso:
        return None
    referencia = dominios.servicos.get(servico.referencia_id or 0)
    if referencia is not None and servico.diagnostico and _tem_diagnostico(especificacao, dominios):
        return _ordem(referencia, servico.id)
    return _ordem(servico, servico.referencia_id)


def servico_devido(especificacao: Especificacao, local: Local, dominios: Dominios) -> int | None:
    """Give the service type of the pavement table where all three are known, else that of the especificação."""
    ocorrencia, rua, calcada = local.local_ocorrencia_id, local.pavimento_rua_id, local.pavimento_calcada_id
    if ocorrencia is not None and rua is not None and calcada is not None:
        chave = (especificacao.id, ocorrencia, rua, calcada)
        return dominios.pavimento_servico.get(chave, especificacao.servico_tipo_id)
    return especificacao.servico_tipo_id


def _tem_diagnostico(especificacao: Especificacao, dominios: Dominios) -> bool:
    tipo = dominios.tipos.get(especificacao.tipo_id)
    return tipo is not None and tipo.grupo_id == dominios.parametros.grupo_diagnostico


def _ordem(servico: ServicoTipo, referencia_id: int | None) -> OrdemServicoAutomatica:
    return OrdemServicoAutomatica(servico.id, referencia_id, servico.prioridade_id, servico.valor)
