"""Search of clientes."""

from dataclasses import dataclass

from sqlalchemy import String, cast, select, text
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.documentos import normalizar
from gsan_desk.models.cadastro import Cliente, ClienteTipo
from gsan_desk.services.pesquisas.lista import Achado, Consulta, Lista, achar, casa, inteiro, listar

PELO_INDICE_DO_NOME = text("upper(clie_nmcliente) USING ~<~")
"""Order of the ``text_pattern_ops`` index: the first rows come without sorting all the MARIAs."""


@dataclass(frozen=True, slots=True)
class CriterioCliente:
    """What the window Pesquisar Cliente asks; filled fields are joined with AND. Documents take punctuation."""

    codigo: int | None = None
    cpf: str = ""
    cnpj: str = ""
    nome: str = ""
    nome_contem: bool = False


@dataclass(frozen=True, slots=True)
class LinhaCliente:
    """A cliente in the list."""

    id: int
    nome: str
    cpf: str
    cnpj: str
    tipo: str


def pesquisar_clientes(session: Session, criterio: CriterioCliente) -> Lista[LinhaCliente]:
    """List the clientes in use that answer to every filled field; nothing filled, nothing listed."""
    consulta = _consulta()
    sem_condicao = consulta
    if criterio.codigo is not None:
        consulta = consulta.where(Cliente.id == criterio.codigo)
    if criterio.cpf:
        consulta = consulta.where(Cliente.cpf == normalizar(criterio.cpf))
    if criterio.cnpj:
        consulta = consulta.where(Cliente.cnpj == normalizar(criterio.cnpj))
    if criterio.nome.strip():
        consulta = consulta.where(casa(Cliente.nome, criterio.nome, criterio.nome_contem))
    if consulta is sem_condicao:
        return Lista(())
    return listar(session, consulta.order_by(PELO_INDICE_DO_NOME, Cliente.id), _linha)


def resolver_cliente(session: Session, codigo: str) -> Achado | None:
    """Find a cliente in use by its code."""
    valor = inteiro(codigo)
    if valor is None:
        return None
    return achar(
        session,
        select(Cliente.id, cast(Cliente.id, String).label("codigo"), Cliente.nome).where(
            Cliente.id == valor, Cliente.indicador_uso == SIM
        ),
    )


def _consulta() -> Consulta:
    return (
        select(Cliente.id, Cliente.nome, Cliente.cpf, Cliente.cnpj, ClienteTipo.descricao)
        .join(ClienteTipo, ClienteTipo.id == Cliente.cliente_tipo_id, isouter=True)
        .where(Cliente.indicador_uso == SIM)
    )


def _linha(id: int, nome: str | None, cpf: str | None, cnpj: str | None, tipo: str | None) -> LinhaCliente:
    return LinhaCliente(id, nome or "", cpf or "", cnpj or "", tipo or "")
