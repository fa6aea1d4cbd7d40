"""Consultar Trâmites do Registro de Atendimento [UC0446] (spec 20 §8)."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain.codigos import RelacaoTipo
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.atendimentopublico import RegistroAtendimentoUnidade, SolicitacaoTipo, Tramite
from gsan_desk.models.cadastro import UnidadeOrganizacional
from gsan_desk.models.seguranca import Usuario
from gsan_desk.services import ra_resumo
from gsan_desk.services.linhas_json import Consulta, linhas, objeto, texto
from gsan_desk.services.pesquisas.lista import MAIOR_INTEIRO


@dataclass(frozen=True, slots=True)
class TramiteDoRA:
    """A trâmite, with the names of everything."""

    id: int
    data: datetime
    origem_id: int
    origem: str
    destino_id: int
    destino: str
    responsavel_id: int
    responsavel: str
    registro_id: int
    registro: str
    parecer: str


@dataclass(frozen=True, slots=True)
class TramitesDoRA:
    """The head and the grid."""

    ra: ra_resumo.ResumoDoRA
    tipo_id: int | None
    especificacao_id: int
    unidade_atendimento_id: int | None
    unidade_atendimento: str
    tramites: tuple[TramiteDoRA, ...]


def consultar_tramites(session: Session, contexto: Contexto, numero: int) -> TramitesDoRA:  # noqa: ARG001 - shape of a use case
    """List the trâmites of an RA, oldest first; one statement.

    Raises:
        RegraViolada: there is no such RA (M70), or it has no trâmite.
    """
    linha = session.execute(_consulta(), {"numero": numero}).one_or_none() if 0 < numero <= MAIOR_INTEIRO else None
    if linha is None:
        raise RegraViolada(violacao("M70", "numero"))
    if not linha.tramites:
        raise RegraViolada(violacao("SEM_TRAMITES"))
    abertura = linha.abertura or {}
    return TramitesDoRA(
        ra=ra_resumo.montar(linha),
        tipo_id=linha.tipo_id,
        especificacao_id=linha.especificacao_id,
        unidade_atendimento_id=abertura.get("id"),
        unidade_atendimento=abertura.get("nome", ""),
        tramites=tuple(_tramite(dados) for dados in linha.tramites),
    )


def _tramite(dados: dict[str, Any]) -> TramiteDoRA:
    return TramiteDoRA(**dados | {"data": datetime.fromisoformat(dados["data"])})


@cache
def _consulta() -> Consulta:
    return ra_resumo.consulta(
        SolicitacaoTipo.id.label("tipo_id"),
        RA.especificacao_id.label("especificacao_id"),
        _abertura().label("abertura"),
        linhas(_tramites()).label("tramites"),
    )


def _abertura() -> ColumnElement[Any]:
    """Find the unit that registered the RA [UC0421]."""
    papel, unidade = RegistroAtendimentoUnidade, aliased(UnidadeOrganizacional)
    return objeto(
        select(unidade.id.label("id"), texto(unidade.descricao).label("nome"))
        .join(papel, papel.unidade_id == unidade.id)
        .where(papel.registro_atendimento_id == RA.id, papel.relacao_tipo_id == RelacaoTipo.ABRIR)
        .order_by(papel.id)
        .correlate(RA)
    )


def _tramites() -> Consulta:
    origem, destino = aliased(UnidadeOrganizacional), aliased(UnidadeOrganizacional)
    responsavel, registro = aliased(Usuario), aliased(Usuario)
    return (
        select(
            Tramite.id.label("id"),
            Tramite.data_tramite.label("data"),
            Tramite.unidade_origem_id.label("origem_id"),
            texto(origem.descricao).label("origem"),
            Tramite.unidade_destino_id.label("destino_id"),
            texto(destino.descricao).label("destino"),
            Tramite.usuario_responsavel_id.label("responsavel_id"),
            texto(responsavel.nome).label("responsavel"),
            Tramite.usuario_registro_id.label("registro_id"),
            texto(registro.nome).label("registro"),
            texto(Tramite.parecer).label("parecer"),
        )
        .outerjoin(origem, origem.id == Tramite.unidade_origem_id)
        .outerjoin(destino, destino.id == Tramite.unidade_destino_id)
        .outerjoin(responsavel, responsavel.id == Tramite.usuario_responsavel_id)
        .outerjoin(registro, registro.id == Tramite.usuario_registro_id)
        .where(Tramite.registro_atendimento_id == RA.id)
        .order_by(Tramite.data_tramite, Tramite.id)
        .correlate(RA)
    )
