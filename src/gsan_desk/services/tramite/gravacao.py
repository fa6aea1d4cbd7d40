"""The rows of trâmites (spec 20 §5.9): all of them by one call of the server, which judges and locks by itself."""

from collections.abc import Sequence
from enum import IntEnum

from sqlalchemy import ARRAY, DateTime, Integer, Text, bindparam, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.regras.tramitacao import momento
from gsan_desk.domain.texto import limpar
from gsan_desk.domain.tramitacao import FatosDoTramite, Tramite

_COLUNAS = {
    "ras": Integer,
    "destinos": Integer,
    "responsaveis": Integer,
    "momentos": DateTime,
    "pareceres": Text,
}
_GRAVAR = select(
    func.gsan_desk.tramitar(
        bindparam("operacao", type_=Integer),
        *(bindparam(nome, type_=ARRAY(tipo)) for nome, tipo in _COLUNAS.items()),
    )
)


class Operacao(IntEnum):
    """``oper_id`` of what is audited (spec 20 §16)."""

    TRAMITAR = 462
    TRAMITAR_CONJUNTO = 753


def gravar(
    session: Session,
    contexto: Contexto,
    itens: Sequence[tuple[FatosDoTramite, Tramite]],
    operacao: Operacao = Operacao.TRAMITAR,
) -> None:
    """Write trâmite, RA, OS, urgency notices and audit of every RA; one statement however many.

    The caller has locked the RAs and found nothing against them; the server judges again.

    Raises:
        DBAPIError: 42501, the server refuses one of them; nothing was written.
    """
    eu = contexto.operador.usuario_id
    session.execute(
        _GRAVAR,
        {
            "operacao": operacao,
            "ras": [fatos.numero for fatos, _ in itens],
            "destinos": [tramite.unidade_destino_id for _, tramite in itens],
            "responsaveis": [tramite.responsavel_id or eu for _, tramite in itens],
            "momentos": [momento(fatos, tramite) for fatos, tramite in itens],
            "pareceres": [limpar(tramite.parecer) for _, tramite in itens],
        },
    )
