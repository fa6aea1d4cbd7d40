"""The statements behind the warnings of duplicates: RAs of the same imóvel, street or área (spec 10 §4).

Each is built once and takes its values as parameters: building it costs more than the server needs to answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, bindparam, case, cast, func, literal_column, select

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.models.atendimentopublico import AtendimentoMotivoEncerramento, RegistroAtendimento
from gsan_desk.models.cadastro import BairroArea
from gsan_desk.services.endereco import abreviado, texto_da_ocorrencia
from gsan_desk.services.linhas_json import Consulta, linhas, texto
from gsan_desk.services.programacao import previsoes

LIMITE = 100
RA = RegistroAtendimento


@dataclass(frozen=True, slots=True)
class RAEncontrado:
    """A row of the windows of §4 and of Consultar RAs do Imóvel."""

    numero: int
    especificacao_id: int
    situacao: SituacaoRA
    complemento: str
    referencia: str
    atendido_em: datetime
    imovel_id: int | None
    endereco: str
    encerrado_em: datetime | None
    motivo: str


@cache
def juntar(partes: frozenset[str]) -> Consulta:
    """Build one statement with the named parts as its columns; ``previsoes`` gives three."""
    colunas = [PARTES[nome]().label(nome) for nome in sorted(partes & PARTES.keys())]
    if "previsoes" in partes:
        colunas += [coluna.label(nome) for nome, coluna in previsoes().items()]
    return select(*colunas)


@cache
def do_imovel(situacao: SituacaoRA | None) -> Consulta:
    """Select the RAs of the imóvel, newest first."""
    consulta = _ras().where(RA.imovel_id == _inteiro("imovel_id"))
    if situacao is not None:
        consulta = consulta.where(_na_situacao(situacao))
    return consulta.order_by(RA.data_atendimento.desc(), RA.id.desc()).limit(LIMITE)


def montar(dados: dict[str, Any]) -> RAEncontrado:
    """Build a row from the driver's values or from JSON, where moments are texts."""
    return RAEncontrado(
        **{
            **dados,
            "situacao": SituacaoRA(dados["situacao"]),
            "atendido_em": _momento(dados["atendido_em"]),
            "encerrado_em": _momento(dados["encerrado_em"]),
        }
    )


def _momento(valor: Any) -> datetime | None:
    return datetime.fromisoformat(valor) if isinstance(valor, str) else valor


def _inteiro(nome: str) -> BindParameter[int]:
    return bindparam(nome, type_=Integer)


def _ras() -> Consulta:
    motivo = AtendimentoMotivoEncerramento
    return select(
        RA.id.label("numero"),
        RA.especificacao_id.label("especificacao_id"),
        RA.situacao.label("situacao"),
        texto(RA.complemento_endereco).label("complemento"),
        texto(RA.ponto_referencia).label("referencia"),
        RA.data_atendimento.label("atendido_em"),
        RA.imovel_id.label("imovel_id"),
        texto(texto_da_ocorrencia()).label("endereco"),
        RA.data_encerramento.label("encerrado_em"),
        texto(motivo.descricao).label("motivo"),
    ).outerjoin(motivo, motivo.id == RA.motivo_encerramento_id)


def _na_situacao(situacao: SituacaoRA) -> ColumnElement[bool]:
    """Compare with a literal, so that a partial index on the situação serves."""
    return RA.situacao == literal_column(str(int(situacao)))


def _no_endereco() -> tuple[ColumnElement[bool], ...]:
    """Match RAs without imóvel of the same street, bairro and CEP; the number is not compared, on purpose."""
    return (
        RA.imovel_id.is_(None),
        RA.logradouro_bairro_id == _inteiro("logradouro_bairro_id"),
        RA.logradouro_cep_id.is_not_distinct_from(_inteiro("logradouro_cep_id")),
    )


def _pendentes_no_local() -> ColumnElement[Any]:
    """Pending RAs of the same street, nearest number first [SB0008]."""
    da_rua = _ras().where(
        _na_situacao(SituacaoRA.PENDENTE), RA.especificacao_id == _inteiro("especificacao_id"), *_no_endereco()
    )
    escrito = func.trim(RA.numero_imovel)
    distancia = case((escrito.regexp_match("^[0-9]+$"), func.abs(cast(escrito, Integer) - _inteiro("numero"))))
    return linhas(da_rua.order_by(distancia.asc().nulls_last(), RA.data_atendimento.desc(), RA.id.desc()).limit(LIMITE))


def _encerrados(*onde: ColumnElement[bool]) -> ColumnElement[Any]:
    """RAs of the same place closed within the days of reactivation [SB0015]."""
    return linhas(
        _ras()
        .where(
            _na_situacao(SituacaoRA.ENCERRADO),
            RA.especificacao_id == _inteiro("especificacao_id"),
            RA.data_encerramento >= func.current_date() - _inteiro("dias"),
            *onde,
        )
        .order_by(RA.data_encerramento.desc(), RA.id.desc())
        .limit(LIMITE)
    )


def _na_area(parametro: str) -> ColumnElement[Any]:
    """Pending RAs of the área with one of the especificações of the parameter [SB0017, SB0025]."""
    return linhas(
        _ras()
        .where(
            _na_situacao(SituacaoRA.PENDENTE),
            RA.bairro_area_id == _inteiro("area_id"),
            RA.especificacao_id.in_(bindparam(parametro, expanding=True)),
        )
        .order_by(RA.data_atendimento.desc(), RA.id.desc())
        .limit(LIMITE)
    )


PARTES: dict[str, Callable[[], ColumnElement[Any]]] = {
    "pendentes": _pendentes_no_local,
    "encerrados_do_imovel": lambda: _encerrados(RA.imovel_id == _inteiro("imovel_id")),
    "encerrados_no_endereco": lambda: _encerrados(*_no_endereco()),
    "endereco": lambda: abreviado(_inteiro("logradouro_bairro_id")),
    "area": lambda: select(BairroArea.nome).where(BairroArea.id == _inteiro("area_id")).scalar_subquery(),
    "mesma": lambda: _na_area("mesma_ids"),
    "gerais": lambda: _na_area("gerais_ids"),
    "imoveis": lambda: _na_area("imoveis_ids"),
}
