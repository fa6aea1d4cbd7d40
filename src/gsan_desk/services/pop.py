"""Consultar POP [UC1258]: documents of the especificações, listed without their bytes."""

from dataclasses import dataclass

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import NAO, SIM
from gsan_desk.domain.pop import FiltroPOP, Procedimento
from gsan_desk.models.atendimentopublico import (
    ArquivoProcedimentoOperacionalPadrao,
    ServicoTipo,
    SolicitacaoTipo,
    SolicitacaoTipoEspecificacao,
)
from gsan_desk.services.linhas_json import Consulta

POR_PAGINA = 10
_POP, _ESPEC, _TIPO = ArquivoProcedimentoOperacionalPadrao, SolicitacaoTipoEspecificacao, SolicitacaoTipo
_ORDEM = (_TIPO.descricao, _ESPEC.descricao, _POP.id)


@dataclass(frozen=True, slots=True)
class LinhaPOP:
    """A document in the list."""

    id: int
    tipo: str
    especificacao: str
    arquivo: str


@dataclass(frozen=True, slots=True)
class PaginaPOP:
    """Some documents, and whether more follow the last one."""

    linhas: tuple[LinhaPOP, ...]
    tem_mais: bool


@dataclass(frozen=True, slots=True)
class DocumentoPOP:
    """A document whole."""

    id: int
    nome: str
    conteudo: bytes


def filtrar(session: Session, filtro: FiltroPOP, depois_de: LinhaPOP | None = None) -> PaginaPOP:
    """List ten documents, those after a given one; one statement, no bytes."""
    consulta = _consulta(filtro)
    if depois_de is not None:
        consulta = consulta.where(tuple_(*_ORDEM) > (depois_de.tipo, depois_de.especificacao, depois_de.id))
    linhas = [LinhaPOP(*linha) for linha in session.execute(consulta.limit(POR_PAGINA + 1))]
    return PaginaPOP(tuple(linhas[:POR_PAGINA]), len(linhas) > POR_PAGINA)


def da_especificacao(session: Session, especificacao_id: int) -> tuple[LinhaPOP, ...]:
    """List the documents of an especificação; one statement, no bytes."""
    consulta = _linhas().where(_POP.especificacao_id == especificacao_id).order_by(*_ORDEM)
    return tuple(LinhaPOP(*linha) for linha in session.execute(consulta))


def documento(session: Session, id_: int) -> DocumentoPOP | None:
    """Read a document; ``None`` when it is gone."""
    consulta = select(_POP.id, _POP.nome, _POP.arquivo).where(_POP.id == id_)
    linha = session.execute(consulta).one_or_none()
    return DocumentoPOP(*linha) if linha else None


def _linhas() -> Consulta:
    return (
        select(_POP.id, _TIPO.descricao, _ESPEC.descricao, _POP.nome)
        .join(_ESPEC, _ESPEC.id == _POP.especificacao_id)
        .join(_TIPO, _TIPO.id == _ESPEC.solicitacao_tipo_id)
    )


def _consulta(filtro: FiltroPOP) -> Consulta:
    consulta = _linhas().where(_TIPO.indicador_uso == SIM, _TIPO.indicador_uso_sistema == NAO).order_by(*_ORDEM)
    if filtro.tipo_id is not None:
        consulta = consulta.where(_TIPO.id == filtro.tipo_id)
    if filtro.especificacao_id is not None:
        consulta = consulta.where(_ESPEC.id == filtro.especificacao_id)
    if filtro.procedimento is not Procedimento.TODOS:
        servico = ServicoTipo.codigo_servico_tipo == filtro.procedimento.value
        consulta = consulta.join(ServicoTipo, ServicoTipo.id == _ESPEC.servico_tipo_id).where(servico)
    return consulta
