"""One part of a run: a transaction that stands or falls whole (spec 20 §7.5)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Integer, SmallInteger, Text, case, func, select, update
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.selecao_tramite import Escolhido
from gsan_desk.domain.tramitacao import FatosDoTramite, Tramite
from gsan_desk.domain.tramite_conjunto import Negado, ParteFeita, Pedido, Resultado
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.tramite_conjunto import TramiteConjuntoItem as Item
from gsan_desk.models.tramite_conjunto import TramiteConjuntoPedido as PedidoGravado
from gsan_desk.services.ra_trava import sem_esperar_demais, trancar_varios
from gsan_desk.services.tramite.fatos import fatos
from gsan_desk.services.tramite.gravacao import Operacao, gravar
from gsan_desk.services.tramite_conjunto.avaliacao import negar
from gsan_desk.services.tramite_conjunto.colunas import linhas_de


@dataclass(frozen=True, slots=True)
class _Feito:
    """What became of an RA of the part."""

    ra: int
    resultado: Resultado
    codigo: str | None
    mensagem: str | None
    origem_id: int | None


def executar(session: Session, contexto: Contexto, conjunto: UUID, parte: int) -> ParteFeita:
    """Forward the RAs of a part that may go, and write down why the others do not; eight statements however many.

    A part that is done stays as it is: executed again, after an answer that was lost, it only tells what it did.

    Raises:
        Conflito: somebody keeps one of its RAs, or the part itself, for longer than the lock waits; nothing of it was
            written.
    """
    with sem_esperar_demais(texto("CONJUNTO_EM_CURSO")):
        pedidos = _pendentes(session, conjunto, parte)
        if pedidos:
            _gravar(session, conjunto, _tramitar(session, contexto, pedidos))
        return _contar(session, conjunto, parte)


def _pendentes(session: Session, conjunto: UUID, parte: int) -> list[Pedido]:
    """Take the items that have no end yet, so that nobody else does; one statement."""
    gravado = PedidoGravado
    consulta = (
        select(Item.registro_atendimento_id, Item.versao, gravado)
        .join(gravado, (gravado.conjunto_id == Item.conjunto_id) & (gravado.numero == Item.pedido))
        .where(Item.conjunto_id == conjunto, Item.parte == parte, Item.resultado == Resultado.NAO_ALCANCADO)
        .order_by(Item.registro_atendimento_id)
        .with_for_update(of=Item)
    )
    por_numero: dict[int, tuple[Tramite, list[Escolhido]]] = {}
    for ra, versao, pedido in session.execute(consulta):
        _, ras = por_numero.setdefault(pedido.numero, (_tramite(pedido), []))
        ras.append(Escolhido(ra, versao))
    return [Pedido(tramite, tuple(ras)) for tramite, ras in por_numero.values()]


def _tramite(gravado: PedidoGravado) -> Tramite:
    return Tramite(gravado.unidade_destino_id, gravado.responsavel_id, gravado.data, gravado.hora, gravado.parecer)


def _tramitar(session: Session, contexto: Contexto, pedidos: Sequence[Pedido]) -> list[_Feito]:
    """Lock in ascending order, judge what is read under the lock, and move what passes; four statements."""
    ras = sorted(escolhido.ra for pedido in pedidos for escolhido in pedido.ras)
    trancar_varios(session, ras)
    achados = fatos(session, contexto, ras)
    negados = negar(session, contexto, pedidos, achados)
    itens = [
        (achados[escolhido.ra], pedido.tramite)
        for pedido in pedidos
        for escolhido in pedido.ras
        if escolhido.ra not in negados
    ]
    if itens:
        gravar(session, contexto, itens, Operacao.TRAMITAR_CONJUNTO)
    return [_feito(ra, achados, negados) for ra in ras]


def _feito(ra: int, achados: Mapping[int, FatosDoTramite], negados: Mapping[int, Negado]) -> _Feito:
    negado, achado = negados.get(ra), achados.get(ra)
    origem = achado.unidade_atual_id if achado is not None else None
    if negado is None:
        return _Feito(ra, Resultado.TRAMITADO, None, None, origem)
    return _Feito(ra, negado.resultado, negado.codigo, negado.mensagem, origem)


def _gravar(session: Session, conjunto: UUID, feitos: Sequence[_Feito]) -> None:
    """Write the ends, each with the stamp that the RA has now; one statement."""
    x = linhas_de(
        ra=(Integer, [f.ra for f in feitos]),
        resultado=(SmallInteger, [f.resultado for f in feitos]),
        codigo=(Text, [f.codigo for f in feitos]),
        mensagem=(Text, [f.mensagem for f in feitos]),
        origem=(Integer, [f.origem_id for f in feitos]),
    )
    versao = select(RA.ultima_alteracao).where(RA.id == Item.registro_atendimento_id).scalar_subquery()
    comando = (
        update(Item)
        .where(Item.conjunto_id == conjunto, Item.registro_atendimento_id == x.c.ra)
        .values(
            resultado=x.c.resultado,
            codigo=x.c.codigo,
            mensagem=x.c.mensagem,
            unidade_origem_id=x.c.origem,
            versao_gravada=case((x.c.resultado == Resultado.TRAMITADO, versao)),
            quando=func.clock_timestamp(),
        )
    )
    session.execute(comando, execution_options={"synchronize_session": False})


def _contar(session: Session, conjunto: UUID, parte: int) -> ParteFeita:
    """Read what the part did; one statement."""
    linhas = session.execute(
        select(Item.resultado, func.count())
        .where(Item.conjunto_id == conjunto, Item.parte == parte)
        .group_by(Item.resultado)
    )
    totais: Counter[Resultado] = Counter({Resultado(fim): quantos for fim, quantos in linhas})
    return ParteFeita(parte, totais)
