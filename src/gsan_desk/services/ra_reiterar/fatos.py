"""What Reiterar reads, in one statement: the RA, the parameter, who asks, and whether the same asked today."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, bindparam, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import RelacaoTipo
from gsan_desk.domain.registro_atendimento import Solicitante
from gsan_desk.domain.reiteracao import EstadoDoRA, FatosReiterante
from gsan_desk.models.atendimentopublico import RAReiteracao, RegistroAtendimentoUnidade
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.desk import BaseInstalada
from gsan_desk.services import cliente as clientes
from gsan_desk.services import ra_resumo
from gsan_desk.services.linhas_json import Consulta
from gsan_desk.services.relogio import agora


@dataclass(frozen=True, slots=True)
class Fatos:
    """The RA and who insists; ``existente`` is the reiteração that this protocolo became already."""

    agora: datetime
    codificacao: str
    versao: datetime
    reiteracoes: int
    resumo: ra_resumo.ResumoDoRA
    estado: EstadoDoRA
    reiterante: FatosReiterante
    existente: int | None


def carregar(session: Session, ra: int, protocolo: str = "", pedido: Solicitante | None = None) -> Fatos | None:
    """Load them; one statement. ``None`` when there is no such RA."""
    parametros = {
        "numero": ra,
        "protocolo": protocolo,
        "cliente_id": pedido.cliente_id if pedido else None,
        "unidade_id": pedido.unidade_id if pedido else None,
    }
    linha = session.execute(_consulta(), parametros).one_or_none()
    if linha is None:
        return None
    resumo = ra_resumo.montar(linha)
    return Fatos(
        agora=linha.agora,
        codificacao=linha.codificacao,
        versao=linha.ultima_alteracao,
        reiteracoes=linha.quantidade_reiteracao or 0,
        resumo=resumo,
        estado=EstadoDoRA(
            hoje=linha.agora.date(),
            situacao=resumo.situacao,
            data_prevista=resumo.data_prevista,
            unidade_atual_id=resumo.unidade_atual_id,
            unidade_atendimento_id=linha.unidade_atendimento_id,
            antes_do_prazo=linha.antes_do_prazo,
        ),
        reiterante=FatosReiterante(clientes.montar(linha.cliente), linha.cliente_hoje, linha.unidade_hoje),
        existente=linha.existente,
    )


@cache
def _consulta() -> Consulta:
    """Build the statement once, for opening and for saving."""
    abertura = RegistroAtendimentoUnidade
    unidade = select(abertura.unidade_id).where(
        abertura.registro_atendimento_id == RA.id, abertura.relacao_tipo_id == RelacaoTipo.ABRIR
    )
    existente = select(RAReiteracao.id).where(
        RAReiteracao.registro_atendimento_id == RA.id,
        RAReiteracao.protocolo == bindparam("protocolo", type_=String),
    )
    return ra_resumo.consulta(
        agora().label("agora"),
        func.current_setting("server_encoding").label("codificacao"),
        RA.ultima_alteracao,
        RA.quantidade_reiteracao,
        unidade.order_by(abertura.id).limit(1).scalar_subquery().label("unidade_atendimento_id"),
        func.coalesce(select(BaseInstalada.reiterar_antes_do_prazo).scalar_subquery(), False).label("antes_do_prazo"),
        clientes.em_uso().label("cliente"),
        _hoje(RAReiteracao.cliente_id, "cliente_id").label("cliente_hoje"),
        _hoje(RAReiteracao.unidade_id, "unidade_id").label("unidade_hoje"),
        existente.limit(1).scalar_subquery().label("existente"),
    )


def _hoje(coluna: Any, parametro: str) -> ColumnElement[bool]:
    """Ask whether the same cliente or unidade reiterated this RA since midnight; nobody given is no."""
    return (
        select(RAReiteracao.id)
        .where(
            RAReiteracao.registro_atendimento_id == RA.id,
            coluna == bindparam(parametro, type_=Integer),
            RAReiteracao.ultima_alteracao >= func.date_trunc("day", agora()),
        )
        .exists()
    )
