"""Search of the utility's people: funcionários and usuários."""

from dataclasses import dataclass

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session

from gsan_desk.models.cadastro import Funcionario, UnidadeOrganizacional
from gsan_desk.models.seguranca import Usuario
from gsan_desk.services.pesquisas.lista import Achado, Lista, achar, casa, inteiro, listar


@dataclass(frozen=True, slots=True)
class LinhaFuncionario:
    """A funcionário in the list."""

    id: int
    nome: str
    unidade_id: int | None
    unidade: str


@dataclass(frozen=True, slots=True)
class LinhaUsuario:
    """A usuário in the list."""

    id: int
    login: str
    nome: str
    unidade: str


def pesquisar_funcionarios(session: Session, unidade_id: int | None, nome: str = "") -> Lista[LinhaFuncionario]:
    """List the funcionários of a unit, or of all when it is ``None``, whose name holds ``nome``."""
    consulta = (
        select(Funcionario.id, Funcionario.nome, Funcionario.unidade_id, UnidadeOrganizacional.descricao)
        .join(UnidadeOrganizacional, UnidadeOrganizacional.id == Funcionario.unidade_id, isouter=True)
        .order_by(Funcionario.nome, Funcionario.id)
    )
    if unidade_id is not None:
        consulta = consulta.where(Funcionario.unidade_id == unidade_id)
    if nome.strip():
        consulta = consulta.where(casa(Funcionario.nome, nome, contem=True))
    return listar(session, consulta, lambda id, nome, uid, unidade: LinhaFuncionario(id, nome, uid, unidade or ""))


def resolver_funcionario(session: Session, unidade_id: int | None, codigo: str) -> Achado | None:
    """Find a funcionário by matrícula; with a unit, only one of its people."""
    valor = inteiro(codigo)
    if valor is None:
        return None
    consulta = select(Funcionario.id, cast(Funcionario.id, String).label("codigo"), Funcionario.nome).where(
        Funcionario.id == valor
    )
    if unidade_id is not None:
        consulta = consulta.where(Funcionario.unidade_id == unidade_id)
    return achar(session, consulta)


def pesquisar_usuarios(session: Session, texto: str = "", unidade_id: int | None = None) -> Lista[LinhaUsuario]:
    """List the usuários whose login begins with ``texto`` or whose name holds it."""
    consulta = (
        select(Usuario.id, Usuario.login, Usuario.nome, UnidadeOrganizacional.descricao)
        .join(UnidadeOrganizacional, UnidadeOrganizacional.id == Usuario.unidade_id, isouter=True)
        .order_by(Usuario.nome, Usuario.id)
    )
    if texto.strip():
        consulta = consulta.where(or_(casa(Usuario.login, texto), casa(Usuario.nome, texto, contem=True)))
    if unidade_id is not None:
        consulta = consulta.where(Usuario.unidade_id == unidade_id)
    return listar(session, consulta, lambda id, login, nome, unidade: LinhaUsuario(id, login, nome, unidade or ""))


def resolver_usuario(session: Session, login: str) -> Achado | None:
    """Find a usuário by login, case as typed (spec 10 §8.1)."""
    return achar(session, select(Usuario.id, Usuario.login, Usuario.nome).where(Usuario.login == login.strip()))


def resolver_usuario_por_codigo(session: Session, codigo: str) -> Achado | None:
    """Find a usuário by its number (spec 20 §5.1)."""
    if (valor := inteiro(codigo)) is None:
        return None
    return achar(session, select(Usuario.id, Usuario.id, Usuario.nome).where(Usuario.id == valor))
