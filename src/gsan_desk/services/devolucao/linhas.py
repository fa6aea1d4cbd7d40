"""The rows that ask for a return, as Inserir and Atualizar write them (spec 40 §3.2 to §3.4)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from gsan_desk.domain.codigos import NAO
from gsan_desk.domain.devolucao import Devolvivel, TipoDevolucao, TipoDocumento, ValorDevolver
from gsan_desk.domain.registro_atendimento import Local


def nomes_das_travas(local: Local) -> list[str]:
    """Name the locks under which payments are decided about, in one order for everybody; the server uses the same."""
    ids = {*local.pagamento_ids, *(pedido.pagamento_id for pedido in local.devolucoes)}
    return [f"gsan-desk:pagamento:{id_}" for id_ in sorted(ids)]


def cabe_no_gsan(tipo: int, documento: int) -> bool:
    """Tell whether ``ra_pagto_duplicidade`` holds the row: its key to a conta is mandatory."""
    return tipo == TipoDevolucao.DUPLICIDADE and documento == TipoDocumento.CONTA


def duplicados(ra_id: int, achados: Iterable[Devolvivel]) -> list[dict[str, Any]]:
    """Give the rows of duplicate payments of contas, yet to be given back."""
    return [
        {
            "registro_atendimento_id": ra_id,
            "pagamento_id": achado.id,
            "conta_id": achado.conta_id,
            "imovel_id": achado.imovel_id,
            "referencia_conta": achado.referencia,
            "ano_mes_referencia_pagamento": achado.referencia,
            "data_pagamento": achado.data,
            "valor_pagamento": achado.valor,
            "indicador_pagamento_devolvido": NAO,
        }
        for achado in achados
        if cabe_no_gsan(achado.tipo, achado.documento)
    ]


def itens(ra_id: int, achados: Iterable[Devolvivel], valores: Iterable[ValorDevolver]) -> list[dict[str, Any]]:
    """Give the rows that are kept in our schema; what is not in ``valores`` is asked back whole."""
    pedidos: Mapping[int, Decimal] = {pedido.pagamento_id: pedido.valor for pedido in valores}
    return [
        {
            "registro_atendimento_id": ra_id,
            "tipo": achado.tipo.value,
            "pagamento_id": achado.id,
            "documento": achado.documento.value,
            "documento_id": achado.documento_id,
            "imovel_id": achado.imovel_id,
            "referencia": achado.referencia,
            "data_pagamento": achado.data,
            "valor_pago": achado.valor,
            "valor_devolver": pedidos.get(achado.id, achado.devolver),
        }
        for achado in achados
        if not cabe_no_gsan(achado.tipo, achado.documento)
    ]


def contas_cobradas(achados: Iterable[Devolvivel], valores: Iterable[ValorDevolver]) -> list[int]:
    """Give the contas charged unduly: they hang on the RA too, so that Retificar Conta finds it."""
    pedidos = {pedido.pagamento_id for pedido in valores}
    return [a.conta_id for a in achados if a.id in pedidos and a.conta_id is not None]
