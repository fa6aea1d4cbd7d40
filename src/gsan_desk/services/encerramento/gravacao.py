"""The rows of closings (spec 20 §9.8): all of them by one call of the server, which judges and locks by itself."""

from collections.abc import Sequence

from sqlalchemy import ARRAY, DateTime, Integer, Text, bindparam, column, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.encerramento import Encerramento, FatosDoEncerramento, RAEncerrado
from gsan_desk.domain.regras.encerramento import digitado

_COLUNAS = {
    "ras": Integer,
    "motivos": Integer,
    "momentos": DateTime,
    "pareceres": Text,
    "referencias": Integer,
    "nao_cobrancas": Integer,
}
_GRAVADO = func.gsan_desk.encerrar(
    *(bindparam(nome, type_=ARRAY(tipo)) for nome, tipo in _COLUNAS.items())
).table_valued(
    column("numero", Integer),
    column("momento", DateTime),
    column("ultima_alteracao", DateTime),
    column("ordens", Integer),
)
_GRAVAR = select(_GRAVADO)


def gravar(
    session: Session,
    contexto: Contexto,  # noqa: ARG001 - shape of a use case; the server knows who asks
    itens: Sequence[tuple[FatosDoEncerramento, Encerramento]],
) -> dict[int, RAEncerrado]:
    """Close the RAs with their open OS, and leave who did it and the audit; one statement however many.

    The caller has locked the RAs and found nothing against them; the server judges again. An RA that a command of
    closing registered in this transaction is closed in the name of the command's responsible person.

    Raises:
        DBAPIError: 42501, the server refuses one of them; nothing was written.
    """
    if not itens:
        return {}
    valores = {
        "ras": [fatos.numero for fatos, _ in itens],
        "motivos": [pedido.motivo_id for _, pedido in itens],
        "momentos": [None if pedido.na_hora else digitado(pedido, fatos.agora) for fatos, pedido in itens],
        "pareceres": [pedido.parecer for _, pedido in itens],
        "referencias": [pedido.ra_referencia_id for _, pedido in itens],
        "nao_cobrancas": [pedido.motivo_nao_cobranca_id for _, pedido in itens],
    }
    gravados = session.execute(_GRAVAR, valores)
    return {linha.numero: RAEncerrado(*linha) for linha in gravados}
