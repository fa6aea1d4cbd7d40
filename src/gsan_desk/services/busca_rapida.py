"""The one box of the main window: RA, protocolo, matrícula, CPF/CNPJ, telephone or name, told apart by their form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Integer,
    SmallInteger,
    String,
    bindparam,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain import documentos, telefone
from gsan_desk.domain.codigos import SIM, SituacaoRA
from gsan_desk.models.atendimentopublico import (
    RAReiteracao,
    RegistroAtendimentoSolicitante,
    SolicitacaoTipoEspecificacao,
    SolicitanteFone,
)
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.cadastro import Cliente, ClienteFone, Imovel
from gsan_desk.services.endereco import texto_do_imovel
from gsan_desk.services.linhas_json import Consulta, texto
from gsan_desk.services.pesquisas.cliente import PELO_INDICE_DO_NOME
from gsan_desk.services.pesquisas.lista import MAIOR_INTEIRO, padrao

POR_GRUPO = 10
MENOR_NOME = 3


class Alvo(StrEnum):
    """What a hit opens."""

    RA = "ra"
    IMOVEL = "imovel"
    CLIENTE = "cliente"


@dataclass(frozen=True, slots=True)
class Acerto:
    """A hit: what it is, by what it was found (``por``, as the screen says it), and two lines about it."""

    alvo: Alvo
    por: str
    id: int
    titulo: str
    detalhe: str
    data: datetime | None = None
    situacao: SituacaoRA | None = None


def buscar(session: Session, digitado: str) -> tuple[Acerto, ...]:
    """Find what the text may mean, the most exact first; one statement, or none when it means nothing."""
    return _executar(session, _procurar(digitado.strip()))


def buscar_ras(session: Session, digitado: str) -> tuple[Acerto, ...]:
    """Find only RAs, for who reads no document of clientes; one statement, or none."""
    procura = _procurar(digitado.strip())
    dos_ras = tuple(grupo for grupo in procura.grupos if grupo.startswith("ra"))
    return _executar(session, _Procura(dos_ras, procura.valores))


def _executar(session: Session, procura: "_Procura") -> tuple[Acerto, ...]:
    if not procura.grupos:
        return ()
    return tuple(_acerto(*linha) for linha in session.execute(_comando(procura.grupos), procura.valores))


def _acerto(alvo: str, por: str, id: int, titulo: str, detalhe: str, *resto: Any) -> Acerto:
    data, situacao = resto
    return Acerto(Alvo(alvo), por, id, titulo, detalhe, data, SituacaoRA(situacao) if situacao else None)


@dataclass(frozen=True, slots=True)
class _Procura:
    """Names of the searches, in their order, and what they look for."""

    grupos: tuple[str, ...] = ()
    valores: dict[str, Any] = field(default_factory=dict)

    def e(self, *grupos: str, **valores: Any) -> "_Procura":
        """Add searches."""
        return _Procura(self.grupos + grupos, self.valores | valores)


def _procurar(digitado: str) -> _Procura:
    """Choose the searches by the form of the text."""
    documento = documentos.normalizar(digitado)
    if documentos.valido(digitado) and not documento.isdigit():
        return _Procura().e("clientes_do_documento", documento=documento)
    if any(c.isalpha() for c in digitado):
        nome = _Procura().e("clientes_do_nome", nome=padrao(digitado))
        return nome if len(digitado) >= MENOR_NOME else _Procura()
    return _procurar_digitos(digitado, telefone.so_digitos(digitado))


def _procurar_digitos(digitado: str, digitos: str) -> _Procura:
    procura = _Procura()
    if digitos and int(digitos) <= MAIOR_INTEIRO:
        procura = procura.e("ra_do_numero", "imovel", numero=int(digitos))
    if len(digitos) == 14:
        procura = procura.e("ras_do_protocolo", protocolo=digitos)
    if len(digitos) in (11, 14):
        procura = procura.e("clientes_do_documento", documento=digitos)
    if (fone := _fone(digitado)) is not None:
        ddd, numeros = fone
        do_ddd = {"ddd": ddd, "ddd_numero": int(ddd)} if ddd else {}
        com = "_com_ddd" if ddd else ""
        procura = procura.e(f"ras_do_fone{com}", f"clientes_do_fone{com}", fones=numeros, **do_ddd)
    return procura


@cache
def _comando(grupos: tuple[str, ...]) -> Any:
    """Join the searches; built once for each choice, since building costs more than running."""
    return union_all(*(select(GRUPOS[nome]().limit(POR_GRUPO).subquery()) for nome in grupos))


def _ra_do_numero() -> Consulta:
    return _ras("número").where(RA.id == bindparam("numero", type_=Integer))


def _imovel() -> Consulta:
    return (
        select(*_colunas(Alvo.IMOVEL, "matrícula", Imovel.id, texto_do_imovel(), cast(Imovel.id, String)))
        .where(Imovel.id == bindparam("numero", type_=Integer), Imovel.indicador_exclusao.is_distinct_from(SIM))
        .select_from(Imovel)
    )


def _ras_do_protocolo() -> Consulta:
    solicitante, reiteracao, digitado = (
        RegistroAtendimentoSolicitante,
        RAReiteracao,
        bindparam("protocolo", type_=String),
    )
    do_protocolo = union_all(
        select(solicitante.registro_atendimento_id).where(solicitante.protocolo == digitado),
        select(reiteracao.registro_atendimento_id).where(reiteracao.protocolo == digitado),
    )
    return _ras("protocolo").where(RA.id.in_(do_protocolo))


def _fone(digitado: str) -> tuple[str, tuple[str, ...]] | None:
    """Split a telephone; a mobile is searched with its ninth digit and as it was stored before there was one."""
    ddd, numero = telefone.separar(digitado)
    if len(numero) not in (8, 9):
        return None
    variantes = {numero, numero[1:] if len(numero) == 9 else f"9{numero}"}
    return ddd, tuple(sorted(variantes))


def _ras_do_fone(*do_ddd: ColumnElement[bool]) -> Consulta:
    solicitante = aliased(RegistroAtendimentoSolicitante)
    do_fone = (
        select(solicitante.registro_atendimento_id)
        .join(SolicitanteFone, SolicitanteFone.solicitante_id == solicitante.id)
        .where(SolicitanteFone.fone.in_(bindparam("fones", expanding=True)), *do_ddd)
    )
    return _ras("telefone").where(RA.id.in_(do_fone))


def _ras_do_fone_com_ddd() -> Consulta:
    return _ras_do_fone(SolicitanteFone.ddd == bindparam("ddd_numero", type_=SmallInteger))


def _clientes_do_fone(*do_ddd: ColumnElement[bool]) -> Consulta:
    do_fone = select(ClienteFone.cliente_id).where(ClienteFone.fone.in_(bindparam("fones", expanding=True)), *do_ddd)
    return _clientes("telefone").where(Cliente.id.in_(do_fone)).order_by(Cliente.id)


def _clientes_do_fone_com_ddd() -> Consulta:
    return _clientes_do_fone(ClienteFone.ddd == bindparam("ddd"))


def _clientes_do_documento() -> Consulta:
    documento = bindparam("documento", type_=String)
    return _clientes("CPF/CNPJ").where(or_(Cliente.cpf == documento, Cliente.cnpj == documento)).order_by(Cliente.id)


def _clientes_do_nome() -> Consulta:
    casam = func.upper(Cliente.nome).like(bindparam("nome"))
    return _clientes("nome").where(casam).order_by(PELO_INDICE_DO_NOME, Cliente.id)


GRUPOS: dict[str, Callable[[], Consulta]] = {
    "ra_do_numero": _ra_do_numero,
    "imovel": _imovel,
    "ras_do_protocolo": _ras_do_protocolo,
    "clientes_do_documento": _clientes_do_documento,
    "ras_do_fone": _ras_do_fone,
    "ras_do_fone_com_ddd": _ras_do_fone_com_ddd,
    "clientes_do_fone": _clientes_do_fone,
    "clientes_do_fone_com_ddd": _clientes_do_fone_com_ddd,
    "clientes_do_nome": _clientes_do_nome,
}


def _clientes(por: str) -> Consulta:
    documento = func.coalesce(Cliente.cpf, Cliente.cnpj, "")
    return select(*_colunas(Alvo.CLIENTE, por, Cliente.id, texto(Cliente.nome), documento)).where(
        Cliente.indicador_uso == SIM
    )


def _ras(por: str) -> Consulta:
    especificacao = SolicitacaoTipoEspecificacao
    colunas = _colunas(Alvo.RA, por, RA.id, especificacao.descricao, texto(RA.observacao))
    return (
        select(*colunas[:-2], RA.data_atendimento.label("data"), RA.situacao.label("situacao"))
        .join(especificacao, especificacao.id == RA.especificacao_id)
        .order_by(RA.data_atendimento.desc(), RA.id.desc())
    )


def _colunas(alvo: Alvo, por: str, id: Any, titulo: Any, detalhe: Any) -> list[Any]:
    return [
        literal(alvo.value, String).label("alvo"),
        literal(por, String).label("por"),
        cast(id, Integer).label("id"),
        cast(titulo, String).label("titulo"),
        cast(detalhe, String).label("detalhe"),
        cast(null(), DateTime).label("data"),
        cast(null(), SmallInteger).label("situacao"),
    ]
