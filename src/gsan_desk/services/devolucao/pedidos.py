"""What an RA asks back, in GSAN's table and in ours, as one list (spec 40 §3.2 to §3.4)."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, String, and_, cast, exists, func, literal, or_, select, union_all

from gsan_desk.domain.devolucao import TipoDevolucao, TipoDocumento
from gsan_desk.models.arrecadacao import GuiaDevolucao, Pagamento
from gsan_desk.models.atendimentopublico import RegistroAtendimentoPagamentoDuplicidade
from gsan_desk.models.devolucao import DevolucaoItem
from gsan_desk.services.devolucao.oferta import CANCELADA
from gsan_desk.services.linhas_json import Consulta, sim

PAGAMENTO_DEVOLVIDO = 9
"""``pgst_id`` of a duplicate or excess that was given back."""


def do_ra(numero: Any) -> Consulta:
    """Select the payments that the RA asks back, those in GSAN's table and those in ours."""
    pagamento = RegistroAtendimentoPagamentoDuplicidade
    do_gsan = select(
        pagamento.pagamento_id.label("id"),
        func.coalesce(pagamento.ano_mes_referencia_pagamento, pagamento.referencia_conta).label("referencia"),
        pagamento.data_pagamento.label("data"),
        cast(pagamento.valor_pagamento, String).label("valor"),
        sim(pagamento.indicador_pagamento_devolvido).label("devolvido"),
        literal(TipoDevolucao.DUPLICIDADE.value, Integer).label("tipo"),
        literal(TipoDocumento.CONTA.value, Integer).label("documento"),
        pagamento.conta_id.label("documento_id"),
        cast(pagamento.valor_pagamento, String).label("devolver"),
    ).where(pagamento.registro_atendimento_id == numero)
    todos = union_all(do_gsan, _itens(numero)).subquery()
    return select(todos).order_by(todos.c.data, todos.c.id)


def _itens(numero: Any) -> Consulta:
    """Select the rows of ours."""
    item = DevolucaoItem
    return select(
        item.pagamento_id,
        item.referencia,
        item.data_pagamento,
        cast(item.valor_pago, String),
        devolvido(),
        cast(item.tipo, Integer),
        cast(item.documento, Integer),
        item.documento_id,
        cast(item.valor_devolver, String),
    ).where(item.registro_atendimento_id == numero)


def devolvido() -> ColumnElement[bool]:
    """Tell whether a row of ours was given back: by its mark, by the payment's situation, or by a guia of the RA."""
    item, pagamento, guia = DevolucaoItem, Pagamento, GuiaDevolucao
    ids = {
        TipoDocumento.CONTA: guia.conta_id,
        TipoDocumento.GUIA: guia.guia_pagamento_id,
        TipoDocumento.DEBITO: guia.debito_a_cobrar_id,
    }
    return or_(
        item.devolvido,
        exists().where(pagamento.id == item.pagamento_id, pagamento.situacao_atual_id == PAGAMENTO_DEVOLVIDO),
        exists().where(
            guia.registro_atendimento_id == item.registro_atendimento_id,
            guia.situacao_atual_id != CANCELADA,
            or_(*(and_(item.documento == tipo.value, id_ == item.documento_id) for tipo, id_ in ids.items())),
        ),
    )


def cobrada(numero: Any, conta_id: Any) -> ColumnElement[bool]:
    """Tell whether the RA asks for the return of a conta charged unduly."""
    item = DevolucaoItem
    return exists().where(
        item.registro_atendimento_id == numero,
        item.tipo == TipoDevolucao.COBRADO_INDEVIDAMENTE,
        item.documento == TipoDocumento.CONTA,
        item.documento_id == conta_id,
    )
