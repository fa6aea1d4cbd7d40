"""The one box of the main window: RA, protocolo, matrícula, CPF/CNPJ, telephone or name, told apart by their form."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Integer, SmallInteger, String, cast, func, literal, null, or_, select, union_all
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
from gsan_desk.services.pesquisas.lista import MAIOR_INTEIRO, casa

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
    grupos = [grupo.limit(POR_GRUPO).subquery() for grupo in _grupos(digitado.strip())]
    if not grupos:
        return ()
    return tuple(_acerto(*linha) for linha in session.execute(union_all(*(select(grupo) for grupo in grupos))))


def _acerto(alvo: str, por: str, id: int, titulo: str, detalhe: str, *resto: Any) -> Acerto:
    data, situacao = resto
    return Acerto(Alvo(alvo), por, id, titulo, detalhe, data, SituacaoRA(situacao) if situacao else None)


def _grupos(digitado: str) -> list[Consulta]:
    """Choose the searches by the form of the text."""
    documento = documentos.normalizar(digitado)
    if documentos.valido(digitado) and not documento.isdigit():
        return [_clientes_do_documento(documento)]
    if any(c.isalpha() for c in digitado):
        return [_clientes_do_nome(digitado)] if len(digitado) >= MENOR_NOME else []
    digitos = telefone.so_digitos(digitado)
    grupos = [*_por_numero(digitos), *_por_protocolo(digitos)]
    if len(digitos) in (11, 14):
        grupos.append(_clientes_do_documento(digitos))
    if (fone := _fone(digitado)) is not None:
        grupos += [_ras_do_fone(*fone), _clientes_do_fone(*fone)]
    return grupos


def _por_numero(digitos: str) -> list[Consulta]:
    if not digitos or int(digitos) > MAIOR_INTEIRO:
        return []
    numero = int(digitos)
    imovel = (
        select(*_colunas(Alvo.IMOVEL, "matrícula", Imovel.id, texto_do_imovel(), cast(Imovel.id, String)))
        .where(Imovel.id == numero, Imovel.indicador_exclusao.is_distinct_from(SIM))
        .select_from(Imovel)
    )
    return [_ras("número").where(RA.id == numero), imovel]


def _por_protocolo(digitos: str) -> list[Consulta]:
    if len(digitos) != 14:
        return []
    solicitante, reiteracao = RegistroAtendimentoSolicitante, RAReiteracao
    do_protocolo = union_all(
        select(solicitante.registro_atendimento_id).where(solicitante.protocolo == digitos),
        select(reiteracao.registro_atendimento_id).where(reiteracao.protocolo == digitos),
    )
    return [_ras("protocolo").where(RA.id.in_(do_protocolo))]


def _fone(digitado: str) -> tuple[str, tuple[str, ...]] | None:
    """Split a telephone; a mobile is searched with its ninth digit and as it was stored before there was one."""
    ddd, numero = telefone.separar(digitado)
    if len(numero) not in (8, 9):
        return None
    variantes = {numero, numero[1:] if len(numero) == 9 else f"9{numero}"}
    return ddd, tuple(sorted(variantes))


def _ras_do_fone(ddd: str, numeros: tuple[str, ...]) -> Consulta:
    fone, solicitante = aliased(SolicitanteFone), aliased(RegistroAtendimentoSolicitante)
    do_fone = (
        select(solicitante.registro_atendimento_id)
        .join(fone, fone.solicitante_id == solicitante.id)
        .where(fone.fone.in_(numeros))
    )
    if ddd:
        do_fone = do_fone.where(fone.ddd == int(ddd))
    return _ras("telefone").where(RA.id.in_(do_fone))


def _clientes_do_fone(ddd: str, numeros: tuple[str, ...]) -> Consulta:
    do_fone = select(ClienteFone.cliente_id).where(ClienteFone.fone.in_(numeros))
    if ddd:
        do_fone = do_fone.where(ClienteFone.ddd == ddd)
    return _clientes("telefone").where(Cliente.id.in_(do_fone)).order_by(Cliente.id)


def _clientes_do_documento(documento: str) -> Consulta:
    return _clientes("CPF/CNPJ").where(or_(Cliente.cpf == documento, Cliente.cnpj == documento)).order_by(Cliente.id)


def _clientes_do_nome(nome: str) -> Consulta:
    return _clientes("nome").where(casa(Cliente.nome, nome)).order_by(PELO_INDICE_DO_NOME, Cliente.id)


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
