"""What would become of each RA, before anything is written (spec 20 §7.3, §7.4)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.regras.tramite_conjunto import DO_PEDIDO, impedir, julgar
from gsan_desk.domain.selecao_tramite import Escolhido
from gsan_desk.domain.tramitacao import FatosDoTramite, Tramite
from gsan_desk.domain.tramite_conjunto import (
    Abertura,
    GrupoPrevisto,
    InformarTramite,
    Negado,
    Pedido,
    Previa,
    TramiteInformado,
)
from gsan_desk.services.relogio import agora
from gsan_desk.services.tramite.fatos import destinos, fatos, usuarios
from gsan_desk.services.tramite.preenchimento import preencher
from gsan_desk.services.tramite_conjunto.proposta import propor

RESPONSAVEL = "tramite.responsavel_id"
_CAMPOS = {
    "M02": "tramite.unidade_destino_id",
    "TRAMITE_INATIVA": "tramite.unidade_destino_id",
    "TRAMITE_DATA_FUTURA": "tramite.data",
    "TRAMITE_HORA_FUTURA": "tramite.hora",
}


def abrir(session: Session, contexto: Contexto, ras: Sequence[Escolhido]) -> Abertura:
    """Tell which of the RAs marked can go nowhere, and propose a destination for the others; three statements.

    Raises:
        RegraViolada: none is marked.
    """
    if not ras:
        raise RegraViolada(violacao("CONJUNTO_SEM_MARCA"))
    achados = fatos(session, contexto, [escolhido.ra for escolhido in ras])
    negados = [n for e in ras if (n := impedir(e, achados.get(e.ra), contexto.operador)) is not None]
    fora = {negado.ra for negado in negados}
    proposta = propor(session, contexto, [e.ra for e in ras if e.ra not in fora])
    return Abertura(session.execute(select(agora())).scalar_one(), tuple(negados), proposta)


def informar(session: Session, contexto: Contexto, comando: InformarTramite) -> TramiteInformado:
    """Judge the trâmite for each RA marked; three statements at most. Nothing is written.

    Raises:
        RegraViolada: none is marked, or a field is wrong whatever the RA.
    """
    if not comando.ras:
        raise RegraViolada(violacao("CONJUNTO_SEM_MARCA"))
    tramite = preencher(contexto, comando)
    _conferir_responsaveis(session, contexto, [tramite])
    pedido = Pedido(tramite, comando.ras)
    achados = fatos(session, contexto, [escolhido.ra for escolhido in comando.ras])
    negados = negar(session, contexto, [pedido], achados)
    if do_pedido := next((n for n in negados.values() if n.codigo in DO_PEDIDO), None):
        raise RegraViolada(Violacao(do_pedido.codigo, do_pedido.mensagem, _CAMPOS[do_pedido.codigo]))
    aceitos = tuple(e for e in comando.ras if e.ra not in negados)
    return TramiteInformado(tramite, aceitos, tuple(negados.values()))


def prever(session: Session, contexto: Contexto, pedidos: Sequence[Pedido]) -> Previa:
    """Tell what Tramitar would do now, by current unit and destination; three statements at most.

    Raises:
        RegraViolada: no trâmite was informed, or a Usuário Responsável is gone.
    """
    ras = [escolhido.ra for pedido in pedidos for escolhido in pedido.ras]
    if not ras:
        raise RegraViolada(violacao("CONJUNTO_SEM_TRAMITE"))
    _conferir_responsaveis(session, contexto, [pedido.tramite for pedido in pedidos])
    achados = fatos(session, contexto, ras)
    negados = negar(session, contexto, pedidos, achados)
    return Previa(_grupos(pedidos, achados, negados), tuple(sorted(negados.values(), key=lambda n: n.ra)))


def negar(
    session: Session, contexto: Contexto, pedidos: Sequence[Pedido], achados: Mapping[int, FatosDoTramite]
) -> dict[int, Negado]:
    """Judge every RA, by number; one statement, for the destinations."""
    unidades = destinos(session, {pedido.tramite.unidade_destino_id for pedido in pedidos})
    negados: dict[int, Negado] = {}
    for pedido in pedidos:
        destino = unidades.get(pedido.tramite.unidade_destino_id)
        for escolhido in pedido.ras:
            negado = julgar(escolhido, achados.get(escolhido.ra), destino, pedido.tramite, contexto.operador)
            if negado is not None:
                negados[escolhido.ra] = negado
    return negados


def _conferir_responsaveis(session: Session, contexto: Contexto, tramites: Iterable[Tramite]) -> None:
    pedidos = {tramite.responsavel_id for tramite in tramites if tramite.responsavel_id is not None}
    outros = pedidos - {contexto.operador.usuario_id}
    if outros and outros - usuarios(session, outros):
        raise RegraViolada(violacao("M64", RESPONSAVEL))


def _grupos(
    pedidos: Sequence[Pedido], achados: Mapping[int, FatosDoTramite], negados: Mapping[int, Negado]
) -> tuple[GrupoPrevisto, ...]:
    aceitos: Counter[tuple[int | None, int]] = Counter()
    recusados: Counter[tuple[int | None, int]] = Counter()
    for pedido in pedidos:
        for escolhido in pedido.ras:
            fato = achados.get(escolhido.ra)
            grupo = (fato.unidade_atual_id if fato is not None else None, pedido.tramite.unidade_destino_id)
            (recusados if escolhido.ra in negados else aceitos)[grupo] += 1
    todos = sorted(aceitos.keys() | recusados.keys(), key=lambda g: (g[0] or 0, g[1]))
    return tuple(GrupoPrevisto(*grupo, aceitos[grupo], recusados[grupo]) for grupo in todos)
