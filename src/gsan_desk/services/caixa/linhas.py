"""The rows of the Caixa: names are joined to the few keys chosen."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Date, String, cast, func, select
from sqlalchemy.orm import aliased

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.prazo import dias_uteis_ate
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.atendimentopublico import (
    RegistroAtendimentoSolicitante,
    SolicitacaoTipo,
    SolicitacaoTipoEspecificacao,
)
from gsan_desk.models.cadastro import Bairro, BairroArea, Cliente, UnidadeOrganizacional
from gsan_desk.services.caixa.chaves import Chave, chaves, unidade_atual
from gsan_desk.services.endereco import texto_da_ocorrencia
from gsan_desk.services.linhas_json import Consulta, sim, texto
from gsan_desk.services.relogio import agora


@dataclass(frozen=True, slots=True)
class LinhaCaixa:
    """An RA in the Caixa; ``dias_uteis`` are left until the deadline, negative when it has gone by."""

    id: int
    tipo: str
    especificacao: str
    urgente: bool
    solicitante: str
    endereco: str
    unidade: str
    data_atendimento: datetime
    data_prevista: date
    dias_uteis: int
    atrasado: bool
    reiteracoes: int
    situacao: SituacaoRA
    imovel_id: int | None

    @property
    def chave(self) -> Chave:
        """Place in the order."""
        return Chave(self.data_prevista, self.id)

    @property
    def destaques(self) -> tuple[str, ...]:
        """Say why the row is red; empty when it is not (spec 10 §2.13)."""
        urgencia = ("Registro de Atendimento em caráter de urgência",) if self.urgente else ()
        return urgencia + (("Registro de Atendimento reiterado",) if self.reiteracoes > 0 else ())


@cache
def consulta() -> Consulta:
    """Select what :func:`montar` reads; parameters as those of :func:`chaves`."""
    escolhidas = chaves().subquery("escolhidas")
    especificacao, tipo, unidade = SolicitacaoTipoEspecificacao, SolicitacaoTipo, UnidadeOrganizacional
    return (
        select(
            escolhidas.c.da_pagina,
            RA.id,
            texto(tipo.descricao).label("tipo"),
            texto(especificacao.descricao).label("especificacao"),
            sim(especificacao.indicador_urgencia).label("urgente"),
            _solicitante().label("solicitante"),
            _lugar().label("endereco"),
            texto(unidade.descricao).label("unidade"),
            RA.data_atendimento,
            RA.data_prevista_atual,
            cast(agora(), Date).label("hoje"),
            func.coalesce(RA.quantidade_reiteracao, 0).label("reiteracoes"),
            RA.situacao,
            RA.imovel_id,
        )
        .select_from(escolhidas)
        .join(RA, RA.id == escolhidas.c.id)
        .outerjoin(especificacao, especificacao.id == RA.especificacao_id)
        .outerjoin(tipo, tipo.id == especificacao.solicitacao_tipo_id)
        .outerjoin(unidade, unidade.id == unidade_atual())
        .order_by(escolhidas.c.prevista, escolhidas.c.id)
    )


def montar(lida: Any, feriados: AbstractSet[date]) -> LinhaCaixa:
    """Build a row, with the days that are left of its deadline."""
    prevista = lida.data_prevista_atual
    return LinhaCaixa(
        id=lida.id,
        tipo=lida.tipo,
        especificacao=lida.especificacao,
        urgente=lida.urgente,
        solicitante=lida.solicitante or "",
        endereco=lida.endereco,
        unidade=lida.unidade,
        data_atendimento=lida.data_atendimento,
        data_prevista=prevista,
        dias_uteis=dias_uteis_ate(lida.hoje, prevista, feriados),
        atrasado=prevista < lida.hoje,
        reiteracoes=lida.reiteracoes,
        situacao=SituacaoRA(lida.situacao),
        imovel_id=lida.imovel_id,
    )


def _lugar() -> Any:
    """Say where: the address, else what describes the place, else the área do bairro."""
    area, bairro = aliased(BairroArea), aliased(Bairro)
    da_area = (
        select(func.concat_ws(" - ", func.trim(area.nome), func.trim(bairro.nome)))
        .select_from(area)
        .join(bairro, bairro.id == area.bairro_id)
        .where(area.id == RA.bairro_area_id)
        .correlate(RA)
        .scalar_subquery()
    )
    partes = (func.nullif(texto(texto_da_ocorrencia()), ""), RA.descricao_local_ocorrencia, da_area)
    return func.coalesce(*partes, "", type_=String)


def _solicitante() -> Any:
    """Name who asked: the principal, else the first."""
    pessoa, cliente, unidade = (
        aliased(RegistroAtendimentoSolicitante),
        aliased(Cliente),
        aliased(UnidadeOrganizacional),
    )
    return (
        select(func.coalesce(cliente.nome, unidade.descricao, pessoa.nome))
        .select_from(pessoa)
        .outerjoin(cliente, cliente.id == pessoa.cliente_id)
        .outerjoin(unidade, unidade.id == pessoa.unidade_id)
        .where(pessoa.registro_atendimento_id == RA.id)
        .order_by(sim(pessoa.indicador_solicitante_principal).desc(), pessoa.id)
        .limit(1)
        .correlate(RA)
        .scalar_subquery()
    )
