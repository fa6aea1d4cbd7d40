"""A run on the server: planned whole before its first RA moves, and read back after anything that went wrong."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, DateTime, Integer, SmallInteger, delete, func, insert, literal, select, true
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.tramitacao import PRAZO_DO_DESFAZER
from gsan_desk.domain.tramite_conjunto import POR_PARTE, Conjunto, LinhaResultado, Pedido, Resultado, TramitarConjunto
from gsan_desk.models.tramite_conjunto import TramiteConjunto as Corrida
from gsan_desk.models.tramite_conjunto import TramiteConjuntoItem as Item
from gsan_desk.models.tramite_conjunto import TramiteConjuntoPedido as PedidoGravado
from gsan_desk.services.linhas_json import Consulta
from gsan_desk.services.tramite_conjunto.colunas import linhas_de

GUARDADO_POR = timedelta(days=30)
RECENTES = 20
ITEM = [Item.conjunto_id, Item.registro_atendimento_id, Item.parte, Item.pedido, Item.versao]


def registrar(session: Session, contexto: Contexto, comando: TramitarConjunto) -> Conjunto:
    """Write down what is to be done, and move nothing; five statements. Sent twice it is one run.

    Raises:
        RegraViolada: no trâmite was informed.
    """
    if not comando.total:
        raise RegraViolada(violacao("CONJUNTO_SEM_TRAMITE"))
    esquecer_antigos(session, contexto)
    if abrir_corrida(session, contexto, comando.id, comando.total):
        session.execute(insert(PedidoGravado), [_pedido(comando.id, n, p) for n, p in enumerate(comando.pedidos)])
        _inserir_itens(session, comando)
    return ler(session, contexto, comando.id)


def abrir_corrida(session: Session, contexto: Contexto, id_: UUID, total: int, desfaz: UUID | None = None) -> bool:
    """Insert the head of a run; tell whether it is new. One statement."""
    linha = insert_pg(Corrida).values(
        id=id_,
        usuario_id=contexto.operador.usuario_id,
        total=total,
        partes=-(-total // POR_PARTE),
        desfaz_id=desfaz,
    )
    return session.execute(linha.on_conflict_do_nothing().returning(Corrida.id)).first() is not None


def esquecer_antigos(session: Session, contexto: Contexto) -> None:
    """Remove the person's runs that nobody will look at again; one statement."""
    antigas = delete(Corrida).where(
        Corrida.usuario_id == contexto.operador.usuario_id, Corrida.criado_em < func.now() - GUARDADO_POR
    )
    session.execute(antigas, execution_options={"synchronize_session": False})


def ler(session: Session, contexto: Contexto, id_: UUID) -> Conjunto:
    """Read how far a run went; one statement.

    Raises:
        RegraViolada: there is no such run of this person.
    """
    linha = session.execute(_corridas(contexto).where(Corrida.id == id_)).one_or_none()
    if linha is None:
        raise RegraViolada(violacao("CONJUNTO_AUSENTE"))
    return _conjunto(linha)


def recentes(session: Session, contexto: Contexto) -> tuple[Conjunto, ...]:
    """List the person's last runs, the newest first; one statement."""
    linhas = session.execute(_corridas(contexto).order_by(Corrida.criado_em.desc()).limit(RECENTES))
    return tuple(_conjunto(linha) for linha in linhas)


def resultado(session: Session, id_: UUID) -> tuple[LinhaResultado, ...]:
    """List every RA of a run, those that did not go first; one statement."""
    consulta = (
        select(
            Item.registro_atendimento_id,
            Item.parte,
            Item.resultado,
            func.coalesce(Item.mensagem, ""),
            Item.unidade_origem_id,
            PedidoGravado.unidade_destino_id,
            _local(Item.quando),
        )
        .join(PedidoGravado, (PedidoGravado.conjunto_id == Item.conjunto_id) & (PedidoGravado.numero == Item.pedido))
        .where(Item.conjunto_id == id_)
        .order_by(Item.resultado == Resultado.TRAMITADO, Item.resultado.desc(), Item.registro_atendimento_id)
    )
    return tuple(
        LinhaResultado(ra, parte, Resultado(fim), mensagem, origem, destino, quando)
        for ra, parte, fim, mensagem, origem, destino, quando in session.execute(consulta)
    )


def _pedido(id_: UUID, numero: int, pedido: Pedido) -> dict[str, Any]:
    tramite = pedido.tramite
    return {
        "conjunto_id": id_,
        "numero": numero,
        "unidade_destino_id": tramite.unidade_destino_id,
        "responsavel_id": tramite.responsavel_id,
        "data": tramite.data,
        "hora": tramite.hora,
        "parecer": tramite.parecer,
    }


def _inserir_itens(session: Session, comando: TramitarConjunto) -> None:
    """Cut the RAs into parts, by number; one statement."""
    itens = [(e.ra, n, e.versao) for n, pedido in enumerate(comando.pedidos) for e in pedido.ras]
    ras, pedidos, versoes = zip(*itens, strict=True)
    x = linhas_de(ra=(Integer, ras), pedido=(SmallInteger, pedidos), versao=(DateTime, versoes))
    colunas = select(literal(comando.id, Item.conjunto_id.type), x.c.ra, parte_de(x.c.ra), x.c.pedido, x.c.versao)
    session.execute(insert(Item).from_select(ITEM, colunas))


def parte_de(ra: Any) -> ColumnElement[int]:
    """Number the part of an RA: a thousand of them each, by number, so that locks are taken in one order."""
    posicao: Any = func.row_number().over(order_by=ra)
    return func.div(posicao - 1, POR_PARTE, type_=Integer)


def _corridas(contexto: Contexto) -> Consulta:
    outra, contagem = aliased(Corrida), _contagem()
    limite = contagem.c.ultimo + PRAZO_DO_DESFAZER
    return (
        select(
            Corrida.id,
            _local(Corrida.criado_em).label("criado_em"),
            Corrida.partes,
            Corrida.total,
            Corrida.desfaz_id,
            outra.id.label("desfeito_por"),
            contagem.c.pendentes,
            contagem.c.totais,
            _local(limite).label("desfazer_ate"),
            func.coalesce(limite > func.now(), False).label("no_prazo"),
        )
        .outerjoin(outra, outra.desfaz_id == Corrida.id)
        .join(contagem, true())
        .where(Corrida.usuario_id == contexto.operador.usuario_id)
    )


def _contagem() -> Any:
    """Count the items of a run by end, and find the parts that have some without any."""
    por_fim = [func.count().filter(Item.resultado == fim) for fim in Resultado]
    return (
        select(
            func.array_agg(Item.parte.distinct()).filter(Item.resultado == Resultado.NAO_ALCANCADO).label("pendentes"),
            func.json_build_array(*por_fim, type_=JSON).label("totais"),
            func.max(Item.quando).filter(Item.resultado == Resultado.TRAMITADO).label("ultimo"),
        )
        .where(Item.conjunto_id == Corrida.id)
        .correlate(Corrida)
        .lateral("contagem")
    )


def _local(momento: Any) -> ColumnElement[datetime]:
    """Show a moment in the base's time zone."""
    return func.timezone(func.current_setting("TimeZone"), momento, type_=DateTime)


def _conjunto(linha: Any) -> Conjunto:
    pendentes: Sequence[int] = linha.pendentes or ()
    totais = {fim: linha.totais[fim] for fim in Resultado if linha.totais[fim]}
    livre = linha.desfaz_id is None and linha.desfeito_por is None
    return Conjunto(
        id=linha.id,
        criado_em=linha.criado_em,
        partes=linha.partes,
        total=linha.total,
        feitas=frozenset(range(linha.partes)) - frozenset(pendentes),
        totais=totais,
        desfaz=linha.desfaz_id,
        desfeito_por=linha.desfeito_por,
        desfazer_ate=linha.desfazer_ate,
        pode_desfazer=livre and linha.no_prazo,
    )
