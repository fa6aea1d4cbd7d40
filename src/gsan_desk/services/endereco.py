"""Address of an imóvel and of an occurrence, and the geography that the tab Local da Ocorrência asks for [UC0422]."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, String, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain.dominios import Item
from gsan_desk.models.atendimentopublico import RaEnderecoDescritivo, RegistroAtendimento
from gsan_desk.models.cadastro import (
    Bairro,
    BairroArea,
    Imovel,
    Logradouro,
    LogradouroBairro,
    LogradouroTipo,
    LogradouroTitulo,
    Quadra,
    SetorComercial,
)
from gsan_desk.models.operacional import Bacia, SistemaEsgoto
from gsan_desk.services.pesquisas.endereco import Coluna, nome_do_logradouro, texto_do_endereco


def abreviado(logradouro_bairro_id: Coluna) -> ColumnElement[str]:
    """Compose logradouro and bairro alone, as the texts of the warnings do."""
    ligacao, bairro, rua = aliased(LogradouroBairro), aliased(Bairro), aliased(Logradouro)
    tipo, titulo = aliased(LogradouroTipo), aliased(LogradouroTitulo)
    return (
        select(func.concat_ws(" - ", nome_do_logradouro(rua, tipo, titulo), bairro.nome, type_=String))
        .select_from(ligacao)
        .join(rua, rua.id == ligacao.logradouro_id)
        .join(tipo, tipo.id == rua.logradouro_tipo_id)
        .outerjoin(titulo, titulo.id == rua.logradouro_titulo_id)
        .join(bairro, bairro.id == ligacao.bairro_id)
        .where(ligacao.id == logradouro_bairro_id)
        .scalar_subquery()
    )


def texto_do_imovel(imovel: Any = Imovel) -> ColumnElement[Any]:
    """Compose the address of the imóvel; without logradouro, what describes it."""
    completo = texto_do_endereco(
        imovel.logradouro_bairro_id,
        imovel.logradouro_cep_id,
        imovel.numero_imovel,
        imovel.complemento_endereco,
        (imovel.perimetro_inicial_id, imovel.perimetro_final_id),
    )
    descritivo = func.concat_ws(
        ", ", imovel.nome_imovel, func.nullif(func.trim(imovel.numero_imovel), ""), imovel.complemento_endereco
    )
    return func.coalesce(completo, descritivo, type_=String)


def texto_da_ocorrencia(ra: Any = RegistroAtendimento) -> ColumnElement[Any]:
    """Compose the address of the occurrence: descriptive row, own logradouro, or the imóvel's [UC0422]."""
    descritivo = aliased(RaEnderecoDescritivo)
    imovel = aliased(Imovel)
    return func.coalesce(
        select(func.concat_ws(", ", descritivo.descricao, descritivo.descricao_bairro))
        .where(descritivo.registro_atendimento_id == ra.id)
        .order_by(descritivo.id)
        .limit(1)
        .scalar_subquery(),
        texto_do_endereco(
            ra.logradouro_bairro_id,
            ra.logradouro_cep_id,
            ra.numero_imovel,
            ra.complemento_endereco,
            (ra.perimetro_inicial_id, ra.perimetro_final_id),
        ),
        select(texto_do_imovel(imovel)).where(imovel.id == ra.imovel_id).scalar_subquery(),
        type_=String,
    )


def areas(session: Session, bairro_id: int) -> tuple[Item, ...]:
    """List the áreas of a bairro by name; one statement."""
    consulta = select(BairroArea.id, BairroArea.nome).where(BairroArea.bairro_id == bairro_id)
    return tuple(Item(linha.id, linha.nome) for linha in session.execute(consulta.order_by(BairroArea.nome)))


def divisao_da_quadra_expressao(quadra: Any) -> ScalarSelect[int]:
    """Follow quadra, bacia and sistema de esgoto to the divisão, as a subquery on ``quadra``."""
    bacia, sistema = aliased(Bacia), aliased(SistemaEsgoto)
    return (
        select(sistema.divisao_esgoto_id)
        .select_from(bacia)
        .join(sistema, sistema.id == bacia.sistema_esgoto_id)
        .where(bacia.id == quadra.bacia_id)
        .scalar_subquery()
    )


def divisao_da_quadra(session: Session, quadra_id: int) -> int | None:
    """Follow quadra, bacia and sistema de esgoto to the divisão de esgoto; one statement."""
    quadra = aliased(Quadra)
    return session.scalar(select(divisao_da_quadra_expressao(quadra)).where(quadra.id == quadra_id))


def divisao_atende(
    divisao_id: Coluna, quadra_id: Coluna, setor_id: Coluna, localidade_id: Coluna
) -> ColumnElement[Any]:
    """Tell whether the divisão serves the smallest geographic level informed [FS0013].

    True when there is no divisão, or no level to compare it with.
    """
    quadra, setor = aliased(Quadra), aliased(SetorComercial)
    serve = select(quadra.id).where(divisao_da_quadra_expressao(quadra) == divisao_id)
    da_localidade = serve.join(setor, setor.id == quadra.setor_comercial_id)
    return case(
        (divisao_id.is_(None), True),
        (quadra_id.is_not(None), exists(serve.where(quadra.id == quadra_id))),
        (setor_id.is_not(None), exists(serve.where(quadra.setor_comercial_id == setor_id))),
        (localidade_id.is_not(None), exists(da_localidade.where(setor.localidade_id == localidade_id))),
        else_=True,
    )
