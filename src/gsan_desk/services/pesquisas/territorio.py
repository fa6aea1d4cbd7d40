"""Search of places: bairro, logradouro with its CEPs, setor comercial, quadra."""

from dataclasses import dataclass

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM
from gsan_desk.models.cadastro import (
    Bairro,
    Cep,
    Logradouro,
    LogradouroBairro,
    LogradouroCep,
    LogradouroTipo,
    LogradouroTitulo,
    Municipio,
    Quadra,
    SetorComercial,
    UnidadeFederacao,
)
from gsan_desk.services.pesquisas.endereco import nome_do_logradouro
from gsan_desk.services.pesquisas.lista import Achado, Consulta, Lista, achar, casa, inteiro, listar


@dataclass(frozen=True, slots=True)
class CriterioLogradouro:
    """What the window Pesquisar Logradouro asks; filled fields are joined with AND. ``cep`` takes punctuation."""

    codigo: int | None = None
    municipio_id: int | None = None
    bairro_id: int | None = None
    nome: str = ""
    nome_contem: bool = False
    cep: str = ""


@dataclass(frozen=True, slots=True)
class LinhaLogradouro:
    """A logradouro in one of its bairros and with one of its CEPs: all that an address keeps of it."""

    logradouro_id: int
    nome: str
    nome_popular: str
    bairro_id: int
    bairro: str
    municipio_id: int
    municipio: str
    uf: str
    logradouro_bairro_id: int
    logradouro_cep_id: int | None
    cep: int | None


def pesquisar_bairros(session: Session, municipio_id: int, nome: str = "") -> Lista[Achado]:
    """List the bairros in use of a município whose name holds ``nome``; the code is that of the município's list."""
    consulta = _bairros(municipio_id).order_by(Bairro.nome, Bairro.id)
    if nome.strip():
        consulta = consulta.where(casa(Bairro.nome, nome, contem=True))
    return listar(session, consulta, lambda id, codigo, nome: Achado(id, codigo, nome or ""))


def resolver_bairro(session: Session, municipio_id: int, codigo: str) -> Achado | None:
    """Find a bairro in use of a município by its code."""
    valor = inteiro(codigo)
    return achar(session, _bairros(municipio_id).where(Bairro.codigo == valor)) if valor is not None else None


def pesquisar_setores(session: Session, localidade_id: int, nome: str = "") -> Lista[Achado]:
    """List the setores comerciais in use of a localidade, by code."""
    consulta = _setores(localidade_id).order_by(SetorComercial.codigo)
    if nome.strip():
        consulta = consulta.where(casa(SetorComercial.nome, nome, contem=True))
    return listar(session, consulta, Achado)


def resolver_setor(session: Session, localidade_id: int, codigo: str) -> Achado | None:
    """Find a setor comercial in use of a localidade by its code."""
    valor = inteiro(codigo)
    return achar(session, _setores(localidade_id).where(SetorComercial.codigo == valor)) if valor is not None else None


def pesquisar_quadras(session: Session, setor_comercial_id: int, a_partir_de: int = 0) -> Lista[Achado]:
    """List the quadras in use of a setor from a number on; their description is the bairro."""
    consulta = _quadras(setor_comercial_id).where(Quadra.numero >= a_partir_de).order_by(Quadra.numero)
    return listar(session, consulta, lambda id, numero, bairro: Achado(id, numero, bairro or ""))


def resolver_quadra(session: Session, setor_comercial_id: int, numero: str) -> Achado | None:
    """Find a quadra in use of a setor by its number."""
    valor = inteiro(numero)
    return achar(session, _quadras(setor_comercial_id).where(Quadra.numero == valor)) if valor is not None else None


def pesquisar_logradouros(session: Session, criterio: CriterioLogradouro) -> Lista[LinhaLogradouro]:
    """List the logradouros in use, one row for each pair of bairro and CEP; nothing filled, nothing listed."""
    consulta = _logradouros()
    sem_condicao = consulta
    if criterio.codigo is not None:
        consulta = consulta.where(Logradouro.id == criterio.codigo)
    if criterio.municipio_id is not None:
        consulta = consulta.where(Logradouro.municipio == criterio.municipio_id)
    if criterio.bairro_id is not None:
        consulta = consulta.where(LogradouroBairro.bairro_id == criterio.bairro_id)
    if criterio.nome.strip():
        consulta = consulta.where(casa(Logradouro.nome, criterio.nome, criterio.nome_contem))
    if criterio.cep.strip():
        consulta = consulta.where(Cep.codigo == inteiro("".join(c for c in criterio.cep if c.isdigit())))
    if consulta is sem_condicao:
        return Lista(())
    return listar(session, consulta.order_by(Logradouro.nome, Logradouro.id, Bairro.nome, Cep.codigo), LinhaLogradouro)


def resolver_logradouro(session: Session, codigo: str) -> Achado | None:
    """Find a logradouro in use by its code."""
    valor = inteiro(codigo)
    if valor is None:
        return None
    consulta = (
        select(Logradouro.id, cast(Logradouro.id, String).label("codigo"), nome_do_logradouro())
        .select_from(Logradouro)
        .join(LogradouroTipo, LogradouroTipo.id == Logradouro.logradouro_tipo_id, isouter=True)
        .join(LogradouroTitulo, LogradouroTitulo.id == Logradouro.logradouro_titulo_id, isouter=True)
        .where(Logradouro.id == valor, Logradouro.indicador_uso == SIM)
    )
    return achar(session, consulta)


def _bairros(municipio_id: int) -> Consulta:
    return select(Bairro.id, cast(Bairro.codigo, String).label("codigo"), Bairro.nome).where(
        Bairro.municipio_id == municipio_id, Bairro.indicador_uso == SIM
    )


def _setores(localidade_id: int) -> Consulta:
    return select(SetorComercial.id, cast(SetorComercial.codigo, String).label("codigo"), SetorComercial.nome).where(
        SetorComercial.localidade_id == localidade_id, SetorComercial.indicador_uso == SIM
    )


def _quadras(setor_comercial_id: int) -> Consulta:
    return (
        select(Quadra.id, cast(Quadra.numero, String).label("codigo"), Bairro.nome)
        .join(Bairro, Bairro.id == Quadra.bairro_id, isouter=True)
        .where(Quadra.setor_comercial_id == setor_comercial_id, Quadra.indicador_uso == SIM)
    )


def _logradouros() -> Consulta:
    return (
        select(
            Logradouro.id,
            nome_do_logradouro(),
            func.coalesce(Logradouro.nome_popular, ""),
            Bairro.id,
            func.coalesce(Bairro.nome, ""),
            Municipio.id,
            func.coalesce(Municipio.nome, ""),
            func.coalesce(UnidadeFederacao.sigla, ""),
            LogradouroBairro.id,
            LogradouroCep.id,
            Cep.codigo,
        )
        .join(LogradouroBairro, LogradouroBairro.logradouro_id == Logradouro.id)
        .join(Bairro, Bairro.id == LogradouroBairro.bairro_id)
        .join(Municipio, Municipio.id == Bairro.municipio_id)
        .join(UnidadeFederacao, UnidadeFederacao.id == Municipio.unidade_federacao_id, isouter=True)
        .join(LogradouroTipo, LogradouroTipo.id == Logradouro.logradouro_tipo_id, isouter=True)
        .join(LogradouroTitulo, LogradouroTitulo.id == Logradouro.logradouro_titulo_id, isouter=True)
        .join(
            LogradouroCep,
            (LogradouroCep.logradouro_id == Logradouro.id) & (LogradouroCep.indicador_uso == SIM),
            isouter=True,
        )
        .join(Cep, Cep.id == LogradouroCep.cep_id, isouter=True)
        .where(Logradouro.indicador_uso == SIM)
    )
