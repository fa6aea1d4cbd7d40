"""In which order the RAs come, and how one page follows another by key."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, UnaryExpression, and_, literal, or_, tuple_

from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.atendimentopublico import SolicitacaoTipoEspecificacao, Tramite
from gsan_desk.models.cadastro import Imovel, ImovelPerfil, Localidade, UnidadeOrganizacional
from gsan_desk.services.linhas_json import Consulta


class ColunaRA(StrEnum):
    """Columns of the list that the server sorts."""

    NUMERO = "numero"
    ESPECIFICACAO = "especificacao"
    DATA_ATENDIMENTO = "data_atendimento"
    DATA_ENCERRAMENTO = "data_encerramento"
    DATA_TRAMITE = "data_tramite"
    DATA_PREVISTA = "data_prevista"
    SITUACAO = "situacao"
    PERFIL = "perfil"
    UNIDADE_ATUAL = "unidade_atual"
    REITERACOES = "reiteracoes"
    LOCALIDADE = "localidade"


@dataclass(frozen=True, slots=True)
class Ordem:
    """A column and a direction; rows that are equal in it come by number, in the same direction."""

    coluna: ColunaRA = ColunaRA.DATA_ATENDIMENTO
    decrescente: bool = True


@dataclass(frozen=True, slots=True)
class Chave:
    """Where a row stands in the order: the next page is what comes after it."""

    valor: Any
    id: int


def _so_o_ra(consulta: Consulta) -> Consulta:
    return consulta


@dataclass(frozen=True, slots=True)
class _Criterio:
    expressao: Any
    nula: bool = False
    juntar: Callable[[Consulta], Consulta] = _so_o_ra


def _com_especificacao(consulta: Consulta) -> Consulta:
    return consulta.join(SolicitacaoTipoEspecificacao, SolicitacaoTipoEspecificacao.id == RA.especificacao_id)


def _com_perfil(consulta: Consulta) -> Consulta:
    com_imovel = consulta.outerjoin(Imovel, Imovel.id == RA.imovel_id)
    return com_imovel.outerjoin(ImovelPerfil, ImovelPerfil.id == Imovel.imovel_perfil_id)


def _com_unidade(consulta: Consulta) -> Consulta:
    return consulta.outerjoin(UnidadeOrganizacional, UnidadeOrganizacional.id == RA.unidade_atual_id)


def _com_localidade(consulta: Consulta) -> Consulta:
    return consulta.outerjoin(Localidade, Localidade.id == RA.localidade_id)


_CRITERIOS = {
    ColunaRA.NUMERO: _Criterio(RA.id),
    ColunaRA.ESPECIFICACAO: _Criterio(SolicitacaoTipoEspecificacao.descricao, juntar=_com_especificacao),
    ColunaRA.DATA_ATENDIMENTO: _Criterio(RA.data_atendimento),
    ColunaRA.DATA_ENCERRAMENTO: _Criterio(RA.data_encerramento, nula=True),
    ColunaRA.DATA_TRAMITE: _Criterio(Tramite.data_tramite),
    ColunaRA.DATA_PREVISTA: _Criterio(RA.data_prevista_atual),
    ColunaRA.SITUACAO: _Criterio(RA.situacao),
    ColunaRA.PERFIL: _Criterio(ImovelPerfil.descricao, nula=True, juntar=_com_perfil),
    ColunaRA.UNIDADE_ATUAL: _Criterio(UnidadeOrganizacional.descricao, nula=True, juntar=_com_unidade),
    ColunaRA.REITERACOES: _Criterio(RA.quantidade_reiteracao, nula=True),
    ColunaRA.LOCALIDADE: _Criterio(Localidade.nome, nula=True, juntar=_com_localidade),
}


class Sequencia:
    """The order of one filter, ready to be put into statements; ``inverter`` walks it backwards."""

    def __init__(self, ordem: Ordem, filtro: FiltroRA) -> None:
        self.por_tramite = ordem.coluna is ColunaRA.DATA_TRAMITE
        self._criterio = _CRITERIOS[ordem.coluna]
        so_encerrados = ordem.coluna is ColunaRA.DATA_ENCERRAMENTO and filtro.encerramento.informado
        self._nula = self._criterio.nula and not so_encerrados
        self._decrescente = ordem.decrescente
        self._invertida = False

    def inverter(self) -> "Sequencia":
        """Give the same sequence from its end to its beginning."""
        outra = object.__new__(Sequencia)
        outra.__dict__.update(self.__dict__)
        outra._decrescente = not self._decrescente
        outra._invertida = not self._invertida
        return outra

    @property
    def valor(self) -> Any:
        """What is compared before the number."""
        return self._criterio.expressao

    def juntar(self, consulta: Consulta) -> Consulta:
        """Bring the table that the column lives in."""
        return self._criterio.juntar(consulta)

    def ordenar(self, valor: Any, id: Any) -> tuple[UnaryExpression[Any], UnaryExpression[Any]]:
        """Build the ORDER BY; rows without value end the list. Without nulls, as the indexes have it."""
        if self._decrescente:
            principal, desempate = valor.desc(), id.desc()
        else:
            principal, desempate = valor.asc(), id.asc()
        if not self._nula:
            return principal, desempate
        return (principal.nulls_first() if self._invertida else principal.nulls_last()), desempate

    def depois(self, chave: Chave) -> ColumnElement[bool]:
        """Build the condition of the rows that follow ``chave``."""
        valor = literal(chave.valor, type_=self.valor.type)
        if self.por_tramite:
            return and_(self._ate(valor), self._compara(tuple_(self.valor, RA.id), tuple_(valor, chave.id)))
        if not self._nula:
            return self._compara(tuple_(self.valor, RA.id), tuple_(valor, chave.id))
        mesmo_fim = and_(self.valor.is_(None), self._compara(RA.id, chave.id))
        if chave.valor is None:
            return or_(mesmo_fim, self.valor.is_not(None)) if self._invertida else mesmo_fim
        adiante = self._compara(tuple_(self.valor, RA.id), tuple_(valor, chave.id))
        return adiante if self._invertida else or_(adiante, self.valor.is_(None))

    def _ate(self, valor: Any) -> ColumnElement[bool]:
        """Bound the date of the trâmite alone: an index of one table cannot compare a pair of two tables."""
        resultado: ColumnElement[bool] = self.valor <= valor if self._decrescente else self.valor >= valor
        return resultado

    def _compara(self, coluna: Any, valor: Any) -> ColumnElement[bool]:
        resultado: ColumnElement[bool] = coluna < valor if self._decrescente else coluna > valor
        return resultado


def ordem_padrao(filtro: FiltroRA) -> Ordem:
    """Choose the order that has an index for the filter's period; the newest first."""
    if filtro.tramitacao.informado:
        return Ordem(ColunaRA.DATA_TRAMITE)
    if filtro.encerramento.informado and not filtro.atendimento.informado:
        return Ordem(ColunaRA.DATA_ENCERRAMENTO)
    return Ordem()


def ordem_possivel(filtro: FiltroRA, ordem: Ordem | None) -> Ordem:
    """Take the order asked for; by trâmite there is one only when the filter speaks of trâmites."""
    if ordem is None or (ordem.coluna is ColunaRA.DATA_TRAMITE and not filtro.tramitacao.informado):
        return ordem_padrao(filtro)
    return ordem
