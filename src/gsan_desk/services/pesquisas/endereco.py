"""The text of an address, composed by the server so that a list needs no second statement."""

from typing import Any

from sqlalchemy import ColumnElement, String, case, cast, func, select
from sqlalchemy.orm import aliased

from gsan_desk.models.cadastro import (
    Bairro,
    Cep,
    Logradouro,
    LogradouroBairro,
    LogradouroCep,
    LogradouroTipo,
    LogradouroTitulo,
    Municipio,
    UnidadeFederacao,
)

Coluna = Any  # a mapped attribute or any expression of its type


def nome_do_logradouro(
    logradouro: Any = Logradouro, tipo: Any = LogradouroTipo, titulo: Any = LogradouroTitulo
) -> ColumnElement[str]:
    """Compose tipo, título and name; a missing part leaves no blank."""
    return func.concat_ws(" ", tipo.descricao, titulo.descricao, logradouro.nome, type_=String)


def texto_do_endereco(
    logradouro_bairro_id: Coluna,
    logradouro_cep_id: Coluna,
    numero: Coluna,
    complemento: Coluna,
    perimetros: tuple[Coluna, Coluna] | None = None,
) -> ColumnElement[str]:
    """Compose ``RUA X, 10 CASA A - BAIRRO - CIDADE/UF - CEP 66000-000 - entre A e B`` [UC0422]; null without street."""
    logradouro, tipo, titulo = aliased(Logradouro), aliased(LogradouroTipo), aliased(LogradouroTitulo)
    lgbr, bairro, municipio = aliased(LogradouroBairro), aliased(Bairro), aliased(Municipio)
    uf = aliased(UnidadeFederacao)
    numero_e_complemento = func.concat_ws(" ", _nao_vazio(numero), _nao_vazio(complemento))
    rua = func.concat_ws(", ", nome_do_logradouro(logradouro, tipo, titulo), _nao_vazio(numero_e_complemento))
    cidade = func.concat_ws("/", municipio.nome, _nao_vazio(uf.sigla))
    entre = [_perimetro(*perimetros)] if perimetros else []
    return (
        select(func.concat_ws(" - ", rua, bairro.nome, cidade, _cep(logradouro_cep_id), *entre, type_=String))
        .select_from(lgbr)
        .join(logradouro, logradouro.id == lgbr.logradouro_id)
        .join(tipo, tipo.id == logradouro.logradouro_tipo_id, isouter=True)
        .join(titulo, titulo.id == logradouro.logradouro_titulo_id, isouter=True)
        .join(bairro, bairro.id == lgbr.bairro_id)
        .join(municipio, municipio.id == bairro.municipio_id)
        .join(uf, uf.id == municipio.unidade_federacao_id, isouter=True)
        .where(lgbr.id == logradouro_bairro_id)
        .correlate_except(lgbr, logradouro, tipo, titulo, bairro, municipio, uf)
        .scalar_subquery()
    )


def _nao_vazio(valor: Coluna) -> ColumnElement[Any]:
    return func.nullif(func.trim(cast(valor, String)), "")


def _cep(logradouro_cep_id: Coluna) -> ColumnElement[Any]:
    lgcp, cep = aliased(LogradouroCep), aliased(Cep)
    texto = func.concat("CEP ", func.to_char(cep.codigo, 'FM00000"-"000'))
    return (
        select(case((cep.codigo.is_not(None), texto)))
        .select_from(lgcp)
        .join(cep, cep.id == lgcp.cep_id)
        .where(lgcp.id == logradouro_cep_id)
        .correlate_except(lgcp, cep)
        .scalar_subquery()
    )


def _perimetro(inicial_id: Coluna, final_id: Coluna) -> ColumnElement[Any]:
    inicial, final = aliased(Logradouro), aliased(Logradouro)
    do_inicial = select(inicial.nome).where(inicial.id == inicial_id).correlate_except(inicial)
    do_final = select(final.nome).where(final.id == final_id).correlate_except(final)
    ambos = func.concat_ws(" e ", do_inicial.scalar_subquery(), do_final.scalar_subquery())
    return case((ambos != "", func.concat("entre ", ambos)))
