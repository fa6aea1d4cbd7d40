"""What the rules of the closing read, in one statement for any number of RAs."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Integer, String, bindparam, case, cast, func, select
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain.codigos import SIM, RelacaoTipo, SituacaoOS, SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.encerramento import FatosDoEncerramento, Fechamento, OrdemDoRA
from gsan_desk.models.atendimentopublico import (
    OrdemServico,
    OrdemServicoProgramacao,
    RegistroAtendimentoUnidade,
    SolicitacaoTipoEspecificacao,
)
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.cadastro import UnidadeOrganizacional
from gsan_desk.models.faturamento import DebitoTipo
from gsan_desk.services.linhas_json import Consulta, linhas, objeto, sim, texto
from gsan_desk.services.relogio import agora

_NUMEROS = bindparam("numeros", type_=ARRAY(Integer))
_IGUAIS = (
    "numero",
    "codificacao",
    "unidade_atual_id",
    "unidade_atual",
    "mantem",
    "especificacao_id",
    "especificacao",
    "imovel_id",
    "localidade_id",
    "parecer_obrigatorio",
    "debito_tipo_id",
    "debito_tipo",
    "novo_especificacao_id",
    "novo_especificacao",
    "ra_duplicidade_id",
)
"""Columns that are the facts as they come."""
_DO_RA = (
    "situacao",
    "ultima_alteracao",
    "data_atendimento",
    "especificacao_id",
    "imovel_id",
    "localidade_id",
    "ra_duplicidade_id",
)


def fatos(
    session: Session,
    contexto: Contexto,  # noqa: ARG001 - shape of a use case; the server knows who asks
    ras: Sequence[int],
) -> dict[int, FatosDoEncerramento]:
    """Read the RAs, by number; one statement. Those that do not exist are left out."""
    linhas_lidas = session.execute(_dos_numeros(), {"numeros": list(ras)})
    return {linha.numero: montar(linha._mapping) for linha in linhas_lidas}


def do_ra(numero: Any) -> ColumnElement[Any]:
    """Carry the facts of one RA in a column of another statement, for :func:`montar`."""
    return objeto(_consulta().where(RA.id == numero))


@cache
def _dos_numeros() -> Consulta:
    """Build the statement once, for any RAs."""
    return _consulta().where(RA.id == func.any(_NUMEROS)).order_by(RA.id)


def _consulta() -> Consulta:
    especificacao, novo = SolicitacaoTipoEspecificacao, aliased(SolicitacaoTipoEspecificacao)
    unidade = func.gsan_desk.unidade_do_ra(RA.id, RA.unidade_atual_id, type_=Integer)
    return (
        select(
            RA.id.label("numero"),
            *(getattr(RA, nome).label(nome) for nome in _DO_RA),
            *_fechamento(),
            agora().label("agora"),
            func.current_setting("server_encoding").label("codificacao"),
            UnidadeOrganizacional.id.label("unidade_atual_id"),
            texto(UnidadeOrganizacional.descricao).label("unidade_atual"),
            func.coalesce(unidade.in_(select(func.gsan_desk.unidades_que_mantenho())), False).label("mantem"),
            texto(especificacao.descricao).label("especificacao"),
            sim(especificacao.indicador_parecer_encerramento).label("parecer_obrigatorio"),
            especificacao.debito_tipo_id.label("debito_tipo_id"),
            texto(DebitoTipo.descricao).label("debito_tipo"),
            cast(especificacao.valor_debito, String).label("debito_valor"),
            novo.id.label("novo_especificacao_id"),
            texto(novo.descricao).label("novo_especificacao"),
            _referencias().label("referencias"),
            _ordens().label("ordens"),
        )
        .outerjoin(especificacao, especificacao.id == RA.especificacao_id)
        .outerjoin(novo, novo.id == especificacao.especificacao_novo_ra_id)
        .outerjoin(DebitoTipo, DebitoTipo.id == especificacao.debito_tipo_id)
        .outerjoin(UnidadeOrganizacional, UnidadeOrganizacional.id == unidade)
    )


def _fechamento() -> tuple[Any, ...]:
    """Read the closing that the RA already has, and who made it."""
    papel = RegistroAtendimentoUnidade
    autor = select(papel.usuario_id).where(
        papel.registro_atendimento_id == RA.id, papel.relacao_tipo_id == RelacaoTipo.ENCERRAR
    )
    return (
        RA.motivo_encerramento_id.label("motivo_encerramento_id"),
        RA.data_encerramento.label("data_encerramento"),
        texto(RA.parecer_encerramento).label("parecer"),
        RA.motivo_nao_cobranca_id.label("motivo_nao_cobranca_id"),
        autor.correlate(RA).order_by(papel.id).limit(1).scalar_subquery().label("encerrado_por"),
    )


def _referencias() -> ColumnElement[Any]:
    """Follow the chain of duplicates, for the few RAs that are one."""
    cadeia = func.gsan_desk.cadeia_de_referencia(RA.id, type_=ARRAY(Integer))
    vazia = cast(array([]), ARRAY(Integer))
    return case((RA.ra_duplicidade_id.is_not(None), cadeia), else_=vazia)


def _ordens() -> ColumnElement[Any]:
    os, programacao = OrdemServico, OrdemServicoProgramacao
    ativa = select(programacao.id).where(programacao.ordem_servico_id == os.id, programacao.indicador_ativo == SIM)
    return linhas(
        select(
            os.id.label("id"),
            os.situacao.label("situacao"),
            os.ultima_alteracao.label("ultima_alteracao"),
            os.data_encerramento.label("encerramento"),
            os.cobranca_documento_id.is_not(None).label("com_documento"),
            ativa.exists().label("programada"),
        )
        .where(os.registro_atendimento_id == RA.id)
        .correlate(RA)
        .order_by(os.id)
    )


def montar(linha: Any) -> FatosDoEncerramento:
    """Build the facts of a row, or of the JSON that carries one."""
    return FatosDoEncerramento(
        **{nome: linha[nome] for nome in _IGUAIS},
        situacao=SituacaoRA(linha["situacao"]),
        ultima_alteracao=_momento(linha["ultima_alteracao"]),
        data_atendimento=_momento(linha["data_atendimento"]),
        agora=_momento(linha["agora"]),
        debito_valor=Decimal(linha["debito_valor"]) if linha["debito_valor"] else None,
        referencias=frozenset(linha["referencias"]),
        ordens=tuple(_ordem(dados) for dados in linha["ordens"]),
        fechamento=Fechamento(
            motivo_id=linha["motivo_encerramento_id"],
            momento=_momento(linha["data_encerramento"]),
            parecer=linha["parecer"],
            usuario_id=linha["encerrado_por"],
            motivo_nao_cobranca_id=linha["motivo_nao_cobranca_id"],
        ),
    )


def _momento(valor: Any) -> Any:
    return datetime.fromisoformat(valor) if isinstance(valor, str) else valor


def _ordem(dados: dict[str, Any]) -> OrdemDoRA:
    lidos = {
        "situacao": SituacaoOS(dados["situacao"]),
        "ultima_alteracao": _momento(dados["ultima_alteracao"]),
        "encerramento": _momento(dados["encerramento"]),
    }
    return OrdemDoRA(**dados | lidos)
