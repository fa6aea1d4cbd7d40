"""Desfazer: a run of trâmites that give RAs back whence another run took them; history is never deleted."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, literal, null, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.tramite_conjunto import PARECER_DO_DESFAZER, Conjunto, Resultado
from gsan_desk.models.tramite_conjunto import TramiteConjuntoItem as Item
from gsan_desk.models.tramite_conjunto import TramiteConjuntoPedido as PedidoGravado
from gsan_desk.services.tramite_conjunto.registro import ITEM, abrir_corrida, ler, parte_de

_FOI = Item.resultado == Resultado.TRAMITADO


def preparar_desfazer(session: Session, contexto: Contexto, conjunto: UUID, novo: UUID) -> Conjunto:
    """Write down the run that takes another one back, and move nothing; five statements.

    Executed part by part like any other. An RA to which something happened since is told apart, and left where it is.

    Raises:
        RegraViolada: no such run of this person, nothing was done by it, too late, or it takes back another one itself.
    """
    original = ler(session, contexto, conjunto)
    if original.desfeito_por is not None:
        return ler(session, contexto, original.desfeito_por)
    _conferir(original)
    if abrir_corrida(session, contexto, novo, original.quantos(Resultado.TRAMITADO), conjunto):
        session.execute(insert(PedidoGravado).from_select(*_pedidos(contexto, conjunto, novo)))
        session.execute(insert(Item).from_select(*_itens(conjunto, novo)))
    return ler(session, contexto, novo)


def _conferir(original: Conjunto) -> None:
    if original.desfaz is not None:
        raise RegraViolada(violacao("CONJUNTO_DESFEITA"))
    if not original.quantos(Resultado.TRAMITADO):
        raise RegraViolada(violacao("CONJUNTO_NADA_A_DESFAZER"))
    if not original.pode_desfazer:
        raise RegraViolada(violacao("CONJUNTO_PRAZO", fim=original.desfazer_ate))


def _pedidos(contexto: Contexto, conjunto: UUID, novo: UUID) -> tuple[list[Any], Any]:
    """Make one trâmite for each unit whence RAs came."""
    origens = select(Item.unidade_origem_id.label("origem")).where(Item.conjunto_id == conjunto, _FOI).distinct()
    x = origens.subquery("x")
    numero: Any = func.row_number().over(order_by=x.c.origem)
    p = PedidoGravado
    colunas = [p.conjunto_id, p.numero, p.unidade_destino_id, p.responsavel_id, p.data, p.hora, p.parecer]
    eu, parecer = literal(contexto.operador.usuario_id), literal(PARECER_DO_DESFAZER)
    return colunas, select(_id(novo), numero - 1, x.c.origem, eu, null(), null(), parecer)


def _itens(conjunto: UUID, novo: UUID) -> tuple[list[Any], Any]:
    pedido = PedidoGravado
    ra = Item.registro_atendimento_id
    consulta = (
        select(_id(novo), ra, parte_de(ra), pedido.numero, Item.versao_gravada)
        .join(pedido, (pedido.conjunto_id == novo) & (pedido.unidade_destino_id == Item.unidade_origem_id))
        .where(Item.conjunto_id == conjunto, _FOI)
    )
    return ITEM, consulta


def _id(novo: UUID) -> Any:
    return literal(novo, Item.conjunto_id.type)
