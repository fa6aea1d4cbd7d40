"""The one place where a filter becomes conditions: list, count, neighbours and export all read from here."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, literal_column, select, tuple_, union
from sqlalchemy.orm import aliased

from gsan_desk.domain.codigos import SIM, RelacaoTipo
from gsan_desk.domain.dominios import Contexto, Unidade
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.models.atendimentopublico import (
    RAReiteracao,
    RegistroAtendimentoSolicitante,
    RegistroAtendimentoUnidade,
    SolicitacaoTipoEspecificacao,
    Tramite,
)
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.cadastro import Bairro, BairroArea, Imovel, LogradouroBairro
from gsan_desk.models.seguranca import Usuario
from gsan_desk.services.linhas_json import Consulta
from gsan_desk.services.ra_filtrar.ordem import Sequencia

Condicoes = list[ColumnElement[bool]]


def ramos(contexto: Contexto, filtro: FiltroRA, numero_manual: int | None, sequencia: Sequencia) -> list[Consulta]:
    """Build the statements whose union are the keys of the filtered RAs, neither ordered nor limited.

    A place makes several of them, because an OR over the RA, its imóvel and its área has no index (spec 60 §2).
    """
    base = sequencia.juntar(_fonte(filtro, sequencia).where(*_condicoes(contexto, filtro, numero_manual)))
    lugares = _lugares(filtro)
    return [base.where(lugar) for lugar in lugares] if lugares else [base]


def condicoes(contexto: Contexto, filtro: FiltroRA) -> Condicoes:
    """Build what an RA of the filter fulfils; for those who count under the very conditions of the list.

    Raises:
        ValueError: a place or a trâmite, which make several statements, or a number as typed.
    """
    if filtro.tramitacao.informado or filtro.numero_manual or _lugares(filtro):
        raise ValueError("the filter is more than conditions on the RA")
    return _condicoes(contexto, filtro, None)


def subordinadas(unidades: Mapping[int, Unidade], superior_id: int) -> frozenset[int]:
    """Collect a unit and all below it, whatever the depth and even when somebody made a cycle."""
    filhas: dict[int | None, list[int]] = {}
    for unidade in unidades.values():
        filhas.setdefault(unidade.superior_id, []).append(unidade.id)
    achadas = {superior_id}
    pendentes = [superior_id]
    while pendentes:
        novas = [u for u in filhas.get(pendentes.pop(), ()) if u not in achadas]
        achadas.update(novas)
        pendentes.extend(novas)
    return frozenset(achadas)


def _fonte(filtro: FiltroRA, sequencia: Sequencia) -> Consulta:
    """Read from the trâmites when they give the order, each RA by its last one in the period; else from the RAs."""
    chaves = select(sequencia.valor.label("valor"), RA.id.label("id"))
    if not sequencia.por_tramite:
        consulta = chaves.select_from(RA)
        return consulta.where(_tramitado(filtro.tramitacao)) if filtro.tramitacao.informado else consulta
    posterior = aliased(Tramite)
    ha_posterior = exists().where(
        posterior.registro_atendimento_id == Tramite.registro_atendimento_id,
        tuple_(posterior.data_tramite, posterior.id) > tuple_(Tramite.data_tramite, Tramite.id),
        posterior.unidade_origem_id != posterior.unidade_destino_id,
        *_entre(posterior.data_tramite, filtro.tramitacao),
    )
    return (
        chaves.select_from(Tramite)
        .join(RA, RA.id == Tramite.registro_atendimento_id)
        .where(
            Tramite.unidade_origem_id != Tramite.unidade_destino_id,
            *_entre(Tramite.data_tramite, filtro.tramitacao),
            ~ha_posterior,
        )
    )


def _condicoes(contexto: Contexto, filtro: FiltroRA, numero_manual: int | None) -> Condicoes:
    return [
        *_identificacao(filtro, numero_manual),
        *_classificacao(filtro),
        *_unidades(contexto, filtro),
        *_entre(RA.data_atendimento, filtro.atendimento),
        *_entre(RA.data_encerramento, filtro.encerramento),
        *_entre(RA.data_prevista_atual, filtro.prevista),
    ]


def _identificacao(filtro: FiltroRA, numero_manual: int | None) -> Condicoes:
    iguais = ((RA.id, filtro.numero), (RA.numero_manual, numero_manual), (RA.imovel_id, filtro.imovel_id))
    condicoes = _iguais(iguais)
    if filtro.protocolo:
        condicoes.append(RA.id.in_(_do_protocolo(filtro.protocolo)))
    if filtro.cliente_id:
        solicitante = RegistroAtendimentoSolicitante
        condicoes.append(
            exists().where(solicitante.registro_atendimento_id == RA.id, solicitante.cliente_id == filtro.cliente_id)
        )
    return condicoes


def _classificacao(filtro: FiltroRA) -> Condicoes:
    condicoes: Condicoes = []
    if filtro.situacao is not None:
        condicoes.append(RA.situacao == literal_column(str(int(filtro.situacao))))
    if filtro.so_coordenadas_sem_logradouro:
        condicoes.append(RA.indicador_coordenada_sem_logradouro == SIM)
    if filtro.reiteracoes_de is not None and filtro.reiteracoes_ate is not None:
        condicoes.append(RA.quantidade_reiteracao.between(filtro.reiteracoes_de, filtro.reiteracoes_ate))
    if filtro.especificacao_ids:
        condicoes.append(RA.especificacao_id.in_(filtro.especificacao_ids))
    elif filtro.tipo_ids:
        especificacao = aliased(SolicitacaoTipoEspecificacao)
        dos_tipos = select(especificacao.id).where(especificacao.solicitacao_tipo_id.in_(filtro.tipo_ids))
        condicoes.append(RA.especificacao_id.in_(dos_tipos))
    if filtro.motivo_encerramento_ids:
        condicoes.append(RA.motivo_encerramento_id.in_(filtro.motivo_encerramento_ids))
    if filtro.perfil_ids:
        imovel = aliased(Imovel)
        perfil = imovel.imovel_perfil_id.in_(filtro.perfil_ids)
        condicoes.append(exists().where(imovel.id == RA.imovel_id, perfil))
    return condicoes


def _unidades(contexto: Contexto, filtro: FiltroRA) -> Condicoes:
    condicoes = _iguais(((RA.unidade_atual_id, filtro.unidade_atual_id),))
    if filtro.sem_unidade_atual:
        condicoes.append(RA.unidade_atual_id.is_(None))
    if filtro.unidade_superior_id:
        abaixo = subordinadas(contexto.dominios.unidades, filtro.unidade_superior_id)
        condicoes.append(RA.unidade_atual_id.in_(sorted(abaixo)))
    if filtro.unidade_anterior_id:
        condicoes.append(_ultima_origem() == filtro.unidade_anterior_id)
    if filtro.unidade_atendimento_id:
        condicoes.append(
            exists().where(
                RegistroAtendimentoUnidade.registro_atendimento_id == RA.id,
                RegistroAtendimentoUnidade.relacao_tipo_id == RelacaoTipo.ABRIR,
                RegistroAtendimentoUnidade.unidade_id == filtro.unidade_atendimento_id,
            )
        )
    if filtro.login:
        participou = aliased(RegistroAtendimentoUnidade)
        condicoes.append(
            exists().where(
                participou.registro_atendimento_id == RA.id,
                participou.usuario_id == select(Usuario.id).where(Usuario.login == filtro.login).scalar_subquery(),
            )
        )
    return condicoes


def _lugares(filtro: FiltroRA) -> Condicoes:
    """Build one condition for each way in which an RA may be in the place; none when no place was given."""
    condicoes = _iguais(((RA.bairro_area_id, filtro.bairro_area_id),))
    do_lugar = _logradouros_do_lugar(filtro)
    if do_lugar is None:
        return condicoes
    dentro = RA.logradouro_bairro_id.in_(do_lugar)
    imovel = aliased(Imovel)
    imoveis = select(imovel.id).where(imovel.logradouro_bairro_id.in_(do_lugar))
    pelo_imovel = and_(RA.logradouro_bairro_id.is_(None), RA.imovel_id.in_(imoveis))
    ramos_do_lugar: Condicoes = [dentro, pelo_imovel]
    if not filtro.logradouro_id:
        ramos_do_lugar.append(RA.bairro_area_id.in_(_areas_do_lugar(filtro)))
    return [and_(ramo, *condicoes) for ramo in ramos_do_lugar]


def _logradouros_do_lugar(filtro: FiltroRA) -> Consulta | None:
    if not (filtro.logradouro_id or filtro.bairro_id or filtro.municipio_id):
        return None
    consulta = select(LogradouroBairro.id)
    if filtro.logradouro_id:
        consulta = consulta.where(LogradouroBairro.logradouro_id == filtro.logradouro_id)
    if filtro.bairro_id:
        return consulta.where(LogradouroBairro.bairro_id == filtro.bairro_id)
    if filtro.municipio_id:
        bairro = select(Bairro.id).where(Bairro.municipio_id == filtro.municipio_id)
        return consulta.where(LogradouroBairro.bairro_id.in_(bairro))
    return consulta


def _areas_do_lugar(filtro: FiltroRA) -> Consulta:
    consulta = select(BairroArea.id)
    if filtro.bairro_id:
        return consulta.where(BairroArea.bairro_id == filtro.bairro_id)
    bairros = select(Bairro.id).where(Bairro.municipio_id == filtro.municipio_id)
    return consulta.where(BairroArea.bairro_id.in_(bairros))


def _do_protocolo(protocolo: str) -> Any:
    solicitante, reiteracao = RegistroAtendimentoSolicitante, RAReiteracao
    return union(
        select(solicitante.registro_atendimento_id).where(solicitante.protocolo == protocolo),
        select(reiteracao.registro_atendimento_id).where(reiteracao.protocolo == protocolo),
    )


def _ultima_origem() -> ColumnElement[int]:
    ultimo = aliased(Tramite)
    return (
        select(ultimo.unidade_origem_id)
        .where(ultimo.registro_atendimento_id == RA.id)
        .order_by(ultimo.data_tramite.desc(), ultimo.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _tramitado(periodo: Periodo) -> ColumnElement[bool]:
    tramite = aliased(Tramite)
    return exists().where(
        tramite.registro_atendimento_id == RA.id,
        tramite.unidade_origem_id != tramite.unidade_destino_id,
        *_entre(tramite.data_tramite, periodo),
    )


def _entre(coluna: Any, periodo: Periodo) -> Condicoes:
    """Build the half-open range of whole days, in naive times of the database's zone."""
    condicoes: Condicoes = []
    if periodo.inicial is not None:
        condicoes.append(coluna >= datetime.combine(periodo.inicial, time.min))
    if periodo.final is not None:
        condicoes.append(coluna < datetime.combine(periodo.final + timedelta(days=1), time.min))
    return condicoes


def _iguais(pares: Iterable[tuple[Any, int | None]]) -> Condicoes:
    return [coluna == valor for coluna, valor in pares if valor]
