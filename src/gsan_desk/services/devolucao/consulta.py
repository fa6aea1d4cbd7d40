"""Devolução of an RA: what it asks back, what was given back, the contas that could be settled (spec 40 §3.6)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, String, bindparam, case, cast, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.devolucao import ContaMarcada, PagamentoMarcado, TipoDevolucao
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.models.arrecadacao import GuiaDevolucao
from gsan_desk.models.atendimentopublico import RegistroAtendimento, RegistroAtendimentoSolicitante
from gsan_desk.models.faturamento import Conta, ContaHistorico, CreditoARealizar, CreditoTipo
from gsan_desk.services import ra_resumo
from gsan_desk.services.conta import valor_da_conta
from gsan_desk.services.devolucao import pedidos
from gsan_desk.services.devolucao.linhas import cabe_no_gsan
from gsan_desk.services.devolucao.lista import usuario_do_imovel
from gsan_desk.services.devolucao.oferta import CANCELADA
from gsan_desk.services.linhas_json import Consulta, linhas, texto
from gsan_desk.services.ra_consultar import PagamentoDoRA, montar_pagamento
from gsan_desk.services.ra_resumo import ResumoDoRA

EM_ABERTO = (0, 1, 2)
NUMERO = bindparam("numero", type_=Integer)


@dataclass(frozen=True, slots=True)
class Devolvido:
    """Something that GSAN's billing made for the RA: a guia, a crédito a realizar, a retified conta."""

    id: int
    tipo: str
    numero: int
    referencia: int | None
    data: date | None
    valor: Decimal | None
    detalhe: str


@dataclass(frozen=True, slots=True)
class ContaEmDebito:
    """A conta that the imóvel owes."""

    id: int
    referencia: int
    vencimento: date
    valor: Decimal

    @property
    def marcada(self) -> ContaMarcada:
        """Give it to Calcular."""
        return ContaMarcada(self.id, self.referencia, self.valor)


@dataclass(frozen=True, slots=True)
class DevolucaoDoRA:
    """What the screen and the receipt show of an RA."""

    ra: ResumoDoRA
    protocolo: str
    imovel_id: int | None
    cliente: str
    solicitante: str
    pagamentos: tuple[PagamentoDoRA, ...]
    devolvidos: tuple[Devolvido, ...]
    contas: tuple[ContaEmDebito, ...]

    @property
    def tipo(self) -> TipoDevolucao:
        """The kind of what is asked back."""
        return self.pagamentos[0].tipo

    @property
    def marcaveis(self) -> tuple[PagamentoMarcado, ...]:
        """Duplicate payments of contas yet to be given back: all that GSAN's Calcular sees."""
        return tuple(
            PagamentoMarcado(p.id, p.referencia or 0, p.devolver)
            for p in self.pagamentos
            if cabe_no_gsan(p.tipo, p.documento) and not p.devolvido and p.devolver is not None
        )


def do_ra(session: Session, contexto: Contexto, numero: int) -> DevolucaoDoRA:  # noqa: ARG001 - shape of a use case
    """Read it; one statement.

    Raises:
        RegraViolada: there is no such RA (M70), or it asks nothing back.
    """
    linha = session.execute(_consulta(), {"numero": numero}).one_or_none()
    if linha is None:
        raise RegraViolada(violacao("M70", "numero"))
    if not linha.pagamentos:
        raise RegraViolada(violacao("RA_SEM_DEVOLUCAO"))
    return DevolucaoDoRA(
        ra=ra_resumo.montar(linha),
        protocolo=linha.protocolo,
        imovel_id=linha.imovel_id,
        cliente=linha.cliente,
        solicitante=linha.solicitante,
        pagamentos=tuple(montar_pagamento(p) for p in linha.pagamentos),
        devolvidos=tuple(_devolvido(n, d) for n, d in enumerate(linha.devolvidos)),
        contas=tuple(_conta(c) for c in linha.contas),
    )


@cache
def _consulta() -> Consulta:
    ra = RegistroAtendimento
    return ra_resumo.consulta(
        ra.imovel_id,
        texto(_principal(RegistroAtendimentoSolicitante.protocolo)).label("protocolo"),
        texto(_principal(RegistroAtendimentoSolicitante.nome)).label("solicitante"),
        texto(usuario_do_imovel(ra.imovel_id)).label("cliente"),
        linhas(pedidos.do_ra(NUMERO)).label("pagamentos"),
        linhas(_devolvidos()).label("devolvidos"),
        linhas(_contas()).label("contas"),
    )


def _principal(coluna: Any) -> Any:
    quem = RegistroAtendimentoSolicitante
    return (
        select(coluna)
        .where(quem.registro_atendimento_id == NUMERO, quem.indicador_solicitante_principal == SIM)
        .order_by(quem.id)
        .limit(1)
        .scalar_subquery()
    )


def _devolvidos() -> Consulta:
    """Select guias, créditos and retified contas that carry the RA."""
    guia, credito, tipo = GuiaDevolucao, CreditoARealizar, CreditoTipo

    def nome(tipo_id: Any) -> Any:
        return texto(select(tipo.descricao).where(tipo.id == tipo_id).scalar_subquery())

    partes = [
        select(
            literal("Guia de Devolução", String).label("tipo"),
            guia.id.label("numero"),
            cast(null(), Integer).label("referencia"),
            guia.data_emissao.label("data"),
            cast(guia.valor, String).label("valor"),
            case((guia.situacao_atual_id == CANCELADA, "cancelada"), else_=nome(guia.credito_tipo_id)).label("detalhe"),
        ).where(guia.registro_atendimento_id == NUMERO),
        select(
            literal("Crédito a Realizar", String),
            credito.id,
            credito.referencia,
            cast(credito.criado_em, Date),
            cast(credito.valor, String),
            nome(credito.credito_tipo_id),
        ).where(credito.registro_atendimento_id == NUMERO),
    ]
    for conta in (Conta, ContaHistorico):
        partes.append(
            select(
                literal("Conta Retificada", String),
                conta.id,
                conta.referencia,
                conta.data_retificacao,
                cast(valor_da_conta(conta), String),
                literal("", String),
            ).where(conta.registro_atendimento_id == NUMERO)
        )
    todos = union_all(*partes).subquery()
    return select(todos).order_by(todos.c.data, todos.c.tipo, todos.c.numero)


def _contas() -> Consulta:
    """Select the contas of the imóvel that are owed, oldest first."""
    do_imovel = select(RegistroAtendimento.imovel_id).where(RegistroAtendimento.id == NUMERO).scalar_subquery()
    return (
        select(
            Conta.id.label("id"),
            Conta.referencia.label("referencia"),
            Conta.data_vencimento.label("vencimento"),
            cast(valor_da_conta(), String).label("valor"),
        )
        .where(Conta.imovel_id == do_imovel, or_(*(Conta.situacao_atual_id == s for s in EM_ABERTO)))
        .order_by(Conta.referencia, Conta.id)
    )


def _devolvido(ordem: int, dados: dict[str, Any]) -> Devolvido:
    valor = Decimal(dados["valor"]) if dados["valor"] is not None else None
    data = date.fromisoformat(dados["data"]) if dados["data"] else None
    return Devolvido(ordem, **dados | {"valor": valor, "data": data})


def _conta(dados: dict[str, Any]) -> ContaEmDebito:
    valores = {"vencimento": date.fromisoformat(dados["vencimento"]), "valor": Decimal(dados["valor"])}
    return ContaEmDebito(**dados | valores)
