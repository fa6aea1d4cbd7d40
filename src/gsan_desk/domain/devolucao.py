"""Devolução de Valores: what is asked back of payments, and the preview of what GSAN would make of it (spec 40 Part 3).

Money is Decimal of two places, in reais.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

from gsan_desk.domain.dominios import Operador
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.regras.exigencias import Exigencias

PERMISSAO = "devolucao_cobrado_indevidamente"
"""Special permission of ours without which an RA of the third kind is an ordinary one."""
CAMPO_PAGAMENTOS, CAMPO_VALORES = "local.pagamento_ids", "local.devolucoes"
CENTAVO = Decimal("0.01")
ZERO = Decimal("0.00")
VALOR_MAXIMO = Decimal("99999999999.99")


class TipoDevolucao(IntEnum):
    """The three kinds; each is a switch of the especificação."""

    DUPLICIDADE = 1
    PAGAMENTO_A_MAIOR = 2
    COBRADO_INDEVIDAMENTE = 3


class TipoDocumento(IntEnum):
    """What a payment pays."""

    CONTA = 1
    GUIA = 2
    DEBITO = 3


NOMES = {
    TipoDevolucao.DUPLICIDADE: "Pagamentos em Duplicidade",
    TipoDevolucao.PAGAMENTO_A_MAIOR: "Pagamentos com Valor Maior que o Documento",
    TipoDevolucao.COBRADO_INDEVIDAMENTE: "Valores Cobrados Indevidamente em Documento Pago",
}
SEM_PAGAMENTO = {
    TipoDevolucao.DUPLICIDADE: "M21",
    TipoDevolucao.PAGAMENTO_A_MAIOR: "SEM_PAGAMENTO_A_MAIOR",
    TipoDevolucao.COBRADO_INDEVIDAMENTE: "SEM_DOCUMENTO_PAGO",
}
_DOCUMENTOS = {
    TipoDocumento.CONTA: "Conta",
    TipoDocumento.GUIA: "Guia de Pagamento",
    TipoDocumento.DEBITO: "Débito a Cobrar",
}


@dataclass(frozen=True, slots=True, order=True)
class ValorDevolver:
    """What is asked back of one payment of a document charged unduly."""

    pagamento_id: int
    valor: Decimal

    def __str__(self) -> str:
        return f"pagamento {self.pagamento_id}: R$ {self.valor:.2f}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Devolvivel:
    """A payment of which something may be asked back.

    ``valor`` was paid, ``devolver`` is the most that may be asked back, ``ra`` is another RA that asked for it;
    ``conta_id`` is the conta of the reference, in use or in history; ``referencia`` is yyyymm; ``tipo`` is the kind
    for which the payment serves.
    """

    id: int
    imovel_id: int
    documento: TipoDocumento
    documento_id: int | None
    referencia: int | None
    data: date
    valor_documento: Decimal | None
    valor: Decimal
    devolver: Decimal
    conta_id: int | None = None
    devolvido: bool = False
    ra: int | None = None
    tipo: TipoDevolucao = TipoDevolucao.DUPLICIDADE

    @property
    def nome(self) -> str:
        """Name the document as people do."""
        return nome_do_documento(self.documento, self.documento_id, self.referencia)


def nome_do_documento(documento: TipoDocumento, numero: int | None, referencia: int | None) -> str:
    """Name a document: a conta by its month, the others by their number."""
    if documento is TipoDocumento.CONTA and referencia:
        return f"Conta {referencia % 100:02d}/{referencia // 100:04d}"
    return f"{_DOCUMENTOS[documento]} {numero}" if numero else _DOCUMENTOS[documento]


def especie_do_documento(documento: TipoDocumento) -> str:
    """Name the kind of a document."""
    return _DOCUMENTOS[documento]


def tipo_pedido(exige: Exigencias, operador: Operador) -> TipoDevolucao | None:
    """Tell which kind the RA is for this person; without the permission the third kind is an ordinary RA."""
    if exige.pagamento_duplicidade:
        return TipoDevolucao.DUPLICIDADE
    if exige.pagamento_a_maior:
        return TipoDevolucao.PAGAMENTO_A_MAIOR
    if exige.cobrado_indevidamente and PERMISSAO in operador.permissoes_nossas:
        return TipoDevolucao.COBRADO_INDEVIDAMENTE
    return None


def excedente(pago: Decimal, documento: Decimal | None, registrado: Decimal | None) -> Decimal:
    """Give what was paid beyond the document: as the collection wrote it, else the difference; never below zero."""
    if registrado is not None:
        return min(max(registrado, ZERO), pago)
    return min(max(pago - (documento or ZERO), ZERO), pago)


def total(valores: Iterable[Decimal]) -> Decimal:
    """Add money up."""
    return sum(valores, ZERO).quantize(CENTAVO)


@dataclass(frozen=True, slots=True)
class Pedido:
    """What an RA asks back: payments whole, and values of documents charged unduly."""

    pagamentos: tuple[int, ...]
    valores: tuple[ValorDevolver, ...]


def verificar_pedido(
    pedido: Pedido, exige: Exigencias, operador: Operador, achados: Sequence[Devolvivel]
) -> Iterator[Violacao]:
    """Check what is asked back against the rows that were found for it."""
    tipo = TipoDevolucao.DUPLICIDADE if exige.pagamento_duplicidade else TipoDevolucao.PAGAMENTO_A_MAIOR
    yield from verificar_escolhidos(tipo, pedido.pagamentos, achados)
    if pedido.valores and PERMISSAO not in operador.permissoes_nossas:
        yield violacao("SEM_PERMISSAO_INDEVIDO", CAMPO_VALORES)
    yield from verificar_valores(pedido.valores, achados)


def verificar_escolhidos(
    tipo: TipoDevolucao, pedidos: Sequence[int], achados: Sequence[Devolvivel]
) -> Iterator[Violacao]:
    """Check payments chosen whole: each exists, and no other RA has it."""
    por_id = {achado.id: achado for achado in achados if achado.tipo is tipo}
    ausente = "PAGAMENTO_INEXISTENTE" if tipo is TipoDevolucao.DUPLICIDADE else "PAGAMENTO_NAO_A_MAIOR"
    if any(id_ not in por_id or not _completo(tipo, por_id[id_]) for id_ in pedidos):
        yield violacao(ausente, CAMPO_PAGAMENTOS)
    yield from _de_outro_ra(CAMPO_PAGAMENTOS, (por_id[id_] for id_ in pedidos if id_ in por_id))


def _completo(tipo: TipoDevolucao, achado: Devolvivel) -> bool:
    """A duplicate payment of a conta needs the conta; one above its document has something above."""
    if tipo is TipoDevolucao.PAGAMENTO_A_MAIOR:
        return achado.devolver > ZERO
    return achado.conta_id is not None or achado.documento is not TipoDocumento.CONTA


def verificar_valores(pedidos: Sequence[ValorDevolver], achados: Sequence[Devolvivel]) -> Iterator[Violacao]:
    """Check the values of documents charged unduly: paid, above zero, within what is left of the payment."""
    indevido = TipoDevolucao.COBRADO_INDEVIDAMENTE
    por_id = {achado.id: achado for achado in achados if achado.tipo is indevido}
    if len({pedido.pagamento_id for pedido in pedidos}) < len(pedidos):
        yield violacao("DOCUMENTO_REPETIDO", CAMPO_VALORES)
    if any(pedido.pagamento_id not in por_id for pedido in pedidos):
        yield violacao("DOCUMENTO_NAO_PAGO", CAMPO_VALORES)
    conhecidos = [(por_id[p.pagamento_id], p.valor) for p in pedidos if p.pagamento_id in por_id]
    yield from _de_outro_ra(CAMPO_VALORES, (achado for achado, _ in conhecidos))
    for achado, valor in conhecidos:
        if recusa := verificar_valor(achado, valor):
            yield recusa


def verificar_valor(achado: Devolvivel, valor: Decimal) -> Violacao | None:
    """Check the value asked back of one document."""
    if achado.devolver <= ZERO:
        return violacao("NADA_A_DEVOLVER", CAMPO_VALORES)
    if not valor.is_finite() or valor <= ZERO or valor != valor.quantize(CENTAVO):
        return violacao("VALOR_DEVOLUCAO_INVALIDO", CAMPO_VALORES, documento=achado.nome)
    if valor > achado.devolver:
        teto = f"{achado.devolver:.2f}".replace(".", ",")
        return violacao("VALOR_ACIMA_DO_PAGO", CAMPO_VALORES, valor=teto, documento=achado.nome)
    return None


def _de_outro_ra(campo: str, achados: Iterable[Devolvivel]) -> Iterator[Violacao]:
    for achado in achados:
        if achado.ra is not None:
            yield violacao("PAGAMENTO_DE_OUTRO_RA", campo, documento=achado.nome, ra=achado.ra)


# --- Calcular [UC1131], as a preview -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PagamentoMarcado:
    """A payment marked to be given back."""

    id: int
    referencia: int
    valor: Decimal


@dataclass(frozen=True, slots=True)
class ContaMarcada:
    """A conta in debt that the payments are to settle."""

    id: int
    referencia: int
    valor: Decimal


@dataclass(frozen=True, slots=True)
class Transferencia:
    """A portion of a payment that becomes a credit in a conta."""

    pagamento: PagamentoMarcado
    conta: ContaMarcada
    valor: Decimal


@dataclass(frozen=True, slots=True)
class Restante:
    """What is left of a payment: it becomes a crédito a realizar."""

    pagamento: PagamentoMarcado
    valor: Decimal


@dataclass(frozen=True, slots=True)
class ContaRetificada:
    """A conta that would be retified."""

    conta: ContaMarcada
    credito: Decimal

    @property
    def atual(self) -> Decimal:
        """What would still be owed."""
        return self.conta.valor - self.credito


@dataclass(frozen=True, slots=True)
class Calculo:
    """The preview; transferred plus what is left is what was marked."""

    contas: tuple[ContaRetificada, ...]
    transferencias: tuple[Transferencia, ...]
    restantes: tuple[Restante, ...]

    @property
    def transferido(self) -> Decimal:
        """Sum of the credits in contas."""
        return total(t.valor for t in self.transferencias)

    @property
    def a_realizar(self) -> Decimal:
        """Sum of the créditos a realizar."""
        return total(r.valor for r in self.restantes)


def calcular(pagamentos: Sequence[PagamentoMarcado], contas: Sequence[ContaMarcada]) -> Calculo:
    """Let the payments, by reference, pay the contas, by reference, each down to zero at most (§3.6 A).

    Raises:
        RegraViolada: no payment is marked.
    """
    if not pagamentos:
        raise RegraViolada(violacao("NENHUM_PAGAMENTO_MARCADO"))
    em_ordem = sorted(contas, key=lambda conta: (conta.referencia, conta.id))
    devido = {conta.id: max(conta.valor, ZERO) for conta in em_ordem}
    transferencias: list[Transferencia] = []
    restantes: list[Restante] = []
    for pagamento in sorted(pagamentos, key=lambda p: (p.referencia, p.id)):
        sobra = pagamento.valor
        for conta in em_ordem:
            parte = min(sobra, devido[conta.id])
            if parte > ZERO:
                transferencias.append(Transferencia(pagamento, conta, parte))
                devido[conta.id] -= parte
                sobra -= parte
        if sobra > ZERO:
            restantes.append(Restante(pagamento, sobra))
    creditos = {c.id: total(t.valor for t in transferencias if t.conta.id == c.id) for c in em_ordem}
    retificadas = tuple(ContaRetificada(c, creditos[c.id]) for c in em_ordem if creditos[c.id] > ZERO)
    return Calculo(retificadas, tuple(transferencias), tuple(restantes))
