"""The rows of closings (spec 20 §9.8): all of them by one call of the server, which judges and locks by itself."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, DateTime, Integer, Text, bindparam, column, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.encerramento import Encerramento, FatosDoEncerramento, RAEncerrado
from gsan_desk.domain.erros import SemPermissao
from gsan_desk.domain.regras.encerramento import digitado
from gsan_desk.services.ra_trava import sem_esperar_demais

Item = tuple[FatosDoEncerramento, Encerramento]
_COLUNAS = {
    "ras": Integer,
    "motivos": Integer,
    "momentos": DateTime,
    "pareceres": Text,
    "referencias": Integer,
    "nao_cobrancas": Integer,
    "versoes": DateTime,
    "lidas": Integer,
    "alteracoes": DateTime,
}
_GRAVADO = func.gsan_desk.encerrar(
    *(bindparam(nome, type_=ARRAY(tipo)) for nome, tipo in _COLUNAS.items())
).table_valued(
    column("numero", Integer),
    column("momento", DateTime),
    column("ultima_alteracao", DateTime),
    column("ordens", Integer),
    column("recusa", Text),
)
_GRAVAR = select(_GRAVADO)


def gravar(
    session: Session,
    contexto: Contexto,  # noqa: ARG001 - shape of a use case; the server knows who asks
    itens: Sequence[Item],
) -> dict[int, RAEncerrado]:
    """Close the RAs with their open OS, and leave who did it and the audit; one statement however many.

    The caller has locked the RAs and found nothing against them; the server judges again. An RA that a command of
    closing registered in this transaction is closed in the name of the command's responsible person.

    Raises:
        SemPermissao: the server refuses one of them; nothing was written.
    """
    feitos, recusados = tentar(session, itens)
    if recusados:
        raise SemPermissao(f"O servidor recusou o encerramento do RA {min(recusados)}.")
    return feitos


def tentar(session: Session, itens: Sequence[Item]) -> tuple[dict[int, RAEncerrado], frozenset[int]]:
    """Do as :func:`gravar`, but tell which RAs the server refuses, if any; then nothing was written.

    It locks what it closes, so that facts read afterwards stay true until the commit.

    Raises:
        Conflito: somebody has been writing one of them for longer than the lock waits.
    """
    if not itens:
        return {}, frozenset()
    with sem_esperar_demais("RA em uso por outro usuário. Tente novamente."):
        linhas = session.execute(_GRAVAR, _valores(itens)).all()
    recusados = frozenset(linha.numero for linha in linhas if linha.recusa is not None)
    feitos = {linha.numero: RAEncerrado(*linha[:4]) for linha in linhas if linha.recusa is None}
    return feitos, recusados


def _valores(itens: Sequence[Item]) -> dict[str, list[Any]]:
    ordens = [ordem for fatos, _ in itens for ordem in fatos.ordens_abertas]
    return {
        "ras": [fatos.numero for fatos, _ in itens],
        "motivos": [pedido.motivo_id for _, pedido in itens],
        "momentos": [None if pedido.na_hora else digitado(pedido, fatos.agora) for fatos, pedido in itens],
        "pareceres": [pedido.parecer for _, pedido in itens],
        "referencias": [pedido.ra_referencia_id for _, pedido in itens],
        "nao_cobrancas": [pedido.motivo_nao_cobranca_id for _, pedido in itens],
        "versoes": [fatos.ultima_alteracao for fatos, _ in itens],
        "lidas": [ordem.id for ordem in ordens],
        "alteracoes": [ordem.ultima_alteracao for ordem in ordens],
    }
