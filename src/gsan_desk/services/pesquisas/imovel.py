"""Search of imóveis."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, cast, exists, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM, ClienteRelacao
from gsan_desk.domain.inscricao import Inscricao
from gsan_desk.models.cadastro import (
    Cliente,
    ClienteImovel,
    Imovel,
    Logradouro,
    LogradouroBairro,
    Quadra,
    SetorComercial,
)
from gsan_desk.services.endereco import texto_do_imovel
from gsan_desk.services.pesquisas.lista import Achado, Consulta, Lista, casa, inteiro, listar

_PARTES = (Imovel.localidade_id, SetorComercial.codigo, Quadra.numero, Imovel.lote, Imovel.sub_lote)


@dataclass(frozen=True, slots=True)
class CriterioImovel:
    """What the window Pesquisar Imóvel asks; filled fields are joined with AND.

    The inscrição is searched by as many of its five parts as were typed, from the left.
    """

    matricula: int | None = None
    localidade_id: int | None = None
    setor_codigo: int | None = None
    quadra_numero: int | None = None
    lote: int | None = None
    sub_lote: int | None = None
    municipio_id: int | None = None
    bairro_id: int | None = None
    logradouro_id: int | None = None
    logradouro_nome: str = ""
    numero: str = ""
    cliente_id: int | None = None


@dataclass(frozen=True, slots=True)
class LinhaImovel:
    """An imóvel in the list."""

    id: int
    inscricao: str
    endereco: str
    cliente: str


def pesquisar_imoveis(session: Session, criterio: CriterioImovel) -> Lista[LinhaImovel]:
    """List the imóveis that answer to every filled field; nothing filled, nothing listed."""
    condicoes = [*_da_inscricao(criterio), *_do_endereco(criterio), *_do_cliente(criterio)]
    if criterio.matricula is not None:
        condicoes.append(Imovel.id == criterio.matricula)
    if not condicoes:
        return Lista(())
    return listar(session, _consulta().where(*condicoes).order_by(Imovel.id), _linha)


def resolver_imovel(session: Session, matricula: str) -> Achado | None:
    """Find an imóvel, not excluded, by matrícula; its description is the inscrição."""
    valor = inteiro(matricula)
    if valor is None:
        return None
    consulta = (
        select(Imovel.id, *_PARTES)
        .join(SetorComercial, SetorComercial.id == Imovel.setor_comercial_id)
        .join(Quadra, Quadra.id == Imovel.quadra_id)
        .where(Imovel.id == valor, _nao_excluido())
    )
    linha = session.execute(consulta).first()
    return Achado(linha[0], str(linha[0]), str(Inscricao(*linha[1:]))) if linha else None


def _consulta() -> Consulta:
    usuario = (
        select(Cliente.nome)
        .join(ClienteImovel, ClienteImovel.cliente_id == Cliente.id)
        .where(
            ClienteImovel.imovel_id == Imovel.id,
            ClienteImovel.cliente_relacao_tipo_id == ClienteRelacao.USUARIO,
            ClienteImovel.data_fim_relacao.is_(None),
        )
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(Imovel.id, texto_do_imovel(), usuario, *_PARTES)
        .join(SetorComercial, SetorComercial.id == Imovel.setor_comercial_id)
        .join(Quadra, Quadra.id == Imovel.quadra_id)
        .where(_nao_excluido())
    )


def _nao_excluido() -> ColumnElement[bool]:
    return Imovel.indicador_exclusao.is_distinct_from(SIM)


def _da_inscricao(criterio: CriterioImovel) -> list[ColumnElement[bool]]:
    valores = (
        criterio.localidade_id,
        criterio.setor_codigo,
        criterio.quadra_numero,
        criterio.lote,
        criterio.sub_lote,
    )
    return [coluna == valor for coluna, valor in zip(_PARTES, valores, strict=True) if valor is not None]


def _do_endereco(criterio: CriterioImovel) -> list[ColumnElement[bool]]:
    condicoes: list[ColumnElement[bool]] = []
    do_lugar = _do_lugar(criterio)
    if do_lugar:
        lugares = (
            select(LogradouroBairro.id)
            .join(Logradouro, Logradouro.id == LogradouroBairro.logradouro_id)
            .where(*do_lugar)
        )
        condicoes.append(Imovel.logradouro_bairro_id.in_(lugares))
    if criterio.numero.strip():
        condicoes.append(func.trim(cast(Imovel.numero_imovel, String)) == criterio.numero.strip().upper())
    return condicoes


def _do_lugar(criterio: CriterioImovel) -> list[ColumnElement[bool]]:
    condicoes: list[ColumnElement[bool]] = []
    if criterio.municipio_id is not None:
        condicoes.append(Logradouro.municipio == criterio.municipio_id)
    if criterio.bairro_id is not None:
        condicoes.append(LogradouroBairro.bairro_id == criterio.bairro_id)
    if criterio.logradouro_id is not None:
        condicoes.append(Logradouro.id == criterio.logradouro_id)
    if criterio.logradouro_nome.strip():
        condicoes.append(casa(Logradouro.nome, criterio.logradouro_nome))
    return condicoes


def _do_cliente(criterio: CriterioImovel) -> list[ColumnElement[bool]]:
    if criterio.cliente_id is None:
        return []
    relacao = exists().where(
        ClienteImovel.imovel_id == Imovel.id,
        ClienteImovel.cliente_id == criterio.cliente_id,
        ClienteImovel.data_fim_relacao.is_(None),
    )
    return [relacao]


def _linha(id: int, endereco: str | None, cliente: str | None, *partes: int) -> LinhaImovel:
    return LinhaImovel(id, str(Inscricao(*partes)), endereco or "", cliente or "")
