"""Encerrar Registro de Atendimento, one at a time [UC0435] (spec 20 §9)."""

from dataclasses import replace

from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.encerramento import (
    EncerramentoRecusado,
    EncerrarRA,
    FatosDoEncerramento,
    PerguntasPendentes,
    RAEncerrado,
)
from gsan_desk.domain.erros import Conflito, RegraViolada, SemPermissao
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.domain.regras.encerramento import (
    impedimento,
    ja_encerrado,
    mesmo_encerramento,
    perguntas,
    resolver,
    verificar,
)
from gsan_desk.services.encerramento import encadeado
from gsan_desk.services.encerramento.fatos import fatos
from gsan_desk.services.encerramento.gravacao import Item, tentar
from gsan_desk.services.ra_trava import quem_alterou

TENTATIVAS = 2


def encerrar(session: Session, contexto: Contexto, comando: EncerrarRA) -> RAEncerrado:
    """Close the RA; two statements, and seven more to open the RA that its especificação chains.

    What changes between the reading and the server's lock makes it read again, under the lock by then. The same
    command sent again writes nothing.

    Raises:
        Conflito: somebody changed the RA or one of its open OS since the screen read them, or keeps them locked.
        EncerramentoRecusado: it cannot be closed as it stands, or not by this person.
        RegraViolada: there is no such RA (M70), or all that is wrong with what was typed.
        PerguntasPendentes: something is to be confirmed first.
        SemPermissao: the server refuses what no rule here explains.
    """
    for _ in range(TENTATIVAS):
        julgado = _julgar(session, contexto, comando)
        if isinstance(julgado, RAEncerrado):
            return julgado
        feitos, _recusados = tentar(session, [julgado])
        if comando.ra in feitos:
            return _encadear(session, contexto, comando, julgado[0], feitos[comando.ra])
    raise SemPermissao("O seu usuário não tem direito a esta operação.")


def _julgar(session: Session, contexto: Contexto, comando: EncerrarRA) -> Item | RAEncerrado:
    """Read the RA and judge the command; a closing that is already the one asked for is the answer."""
    achados = fatos(session, contexto, [n for n in (comando.ra, comando.encerramento.ra_referencia_id) if n])
    achado = achados.get(comando.ra)
    if achado is None:
        raise RegraViolada(violacao("M70", "numero"))
    pedido = resolver(comando.encerramento, achado, contexto)
    if mesmo_encerramento(pedido, achado, contexto.operador) and achado.ultima_alteracao > comando.versao:
        novo = encadeado.existente(session, comando.chave) if comando.chave is not None else None
        return ja_encerrado(achado, novo)
    _exigir_o_que_foi_lido(session, comando, achado)
    if motivo := impedimento(achado, contexto.operador):
        raise EncerramentoRecusado(motivo)
    referencia = achados.get(pedido.ra_referencia_id or 0)
    if erros := verificar(pedido, achado, referencia, contexto):
        raise RegraViolada(*erros)
    _perguntar(comando, achado, referencia)
    return achado, pedido


def _encadear(
    session: Session, contexto: Contexto, comando: EncerrarRA, achado: FatosDoEncerramento, feito: RAEncerrado
) -> RAEncerrado:
    """Open the RA that the especificação chains, when the person wants it."""
    if not comando.abrir_novo or comando.chave is None or achado.novo_especificacao_id is None:
        return feito
    return replace(feito, novo_ra=encadeado.abrir(session, contexto, achado, comando.chave))


def _exigir_o_que_foi_lido(session: Session, comando: EncerrarRA, achado: FatosDoEncerramento) -> None:
    """Refuse to close what is no longer what the person saw; an OS that is new is asked about, not refused."""
    if achado.ultima_alteracao != comando.versao:
        raise Conflito(texto("TRAMITE_CONFLITO", ra=comando.ra), quem_alterou(session, comando.ra))
    lidas = dict(comando.ordens)
    for ordem in achado.ordens_abertas:
        if lidas.get(ordem.id, ordem.ultima_alteracao) != ordem.ultima_alteracao:
            raise Conflito(texto("ENCERRAR_OS_ALTERADA", os=ordem.id))


def _perguntar(comando: EncerrarRA, achado: FatosDoEncerramento, referencia: FatosDoEncerramento | None) -> None:
    pendentes = tuple(p for p in perguntas(achado, referencia) if p.chave not in comando.aceitos)
    novo = None
    if comando.abrir_novo is None and achado.novo_especificacao_id is not None:
        novo = texto("ENCERRAR_NOVO_RA", especificacao=achado.novo_especificacao)
    if pendentes or novo is not None:
        raise PerguntasPendentes(pendentes, novo)
