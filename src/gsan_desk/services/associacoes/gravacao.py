"""Informar: only the difference is written, over the very set that was read [UC1159, UC1091]."""

from sqlalchemy import delete, func, insert, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gsan_desk.domain.associacoes import InformarAssociacoes
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada, SemPermissao
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.domain.regras.associacoes import verificar
from gsan_desk.models.desk import BaseInstalada
from gsan_desk.services import operacao, relogio
from gsan_desk.services.associacoes.leitura import carregar
from gsan_desk.services.associacoes.tabelas import TABELAS, Tabela
from gsan_desk.services.ra_trava import sem_esperar_demais


def informar(session: Session, contexto: Contexto, pedido: InformarAssociacoes) -> None:
    """Write the difference between the set read and the set wanted, after comparing the former with the base's.

    Raises:
        RegraViolada: a head, especificação or unit that does not serve; a repeated especificação; an empty set that
            was not confirmed.
        Conflito: somebody changed the associations of this head meanwhile.
    """
    tabela = TABELAS[pedido.tabela]
    cabeca = _cabeca(session, tabela, pedido.cabeca_id)
    if achadas := verificar(pedido, cabeca, contexto):
        raise RegraViolada(*achadas)
    _esperar_a_vez(session, pedido, cabeca)
    if carregar(session, pedido.tabela, pedido.cabeca_id) != pedido.carregadas:
        raise Conflito(texto("ASSOCIACAO_CONFLITO", cabeca=cabeca))
    try:
        _remover(session, tabela, pedido)
        _inserir(session, tabela, pedido)
    except IntegrityError as erro:  # the web system takes no lock of ours
        raise Conflito(texto("ASSOCIACAO_CONFLITO", cabeca=cabeca)) from erro
    operacao.registrar(session, pedido.tabela.value, pedido.cabeca_id)


def _cabeca(session: Session, tabela: Tabela, cabeca_id: int) -> str:
    nome = session.execute(tabela.cabeca.where(tabela.chave == cabeca_id)).scalar_one_or_none()
    if nome is None:
        raise RegraViolada(violacao(tabela.inativa, "associacao.cabeca"))
    return nome


def _esperar_a_vez(session: Session, pedido: InformarAssociacoes, cabeca: str) -> None:
    """Let one person at a time write a head: a set has no row to lock while it is empty."""
    nome = f"gsan-desk:associacoes:{pedido.tabela.name}:{pedido.cabeca_id}"
    with sem_esperar_demais(texto("ASSOCIACAO_CONFLITO", cabeca=cabeca)):
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(nome, 0))))


def _remover(session: Session, tabela: Tabela, pedido: InformarAssociacoes) -> None:
    if not pedido.removidas:
        return
    pares = [(a.especificacao_id, a.unidade_id) for a in sorted(pedido.removidas, key=lambda a: a.especificacao_id)]
    chave = tuple_(tabela.modelo.especificacao_id, tabela.modelo.unidade_id)
    session.execute(delete(tabela.modelo).where(tabela.coluna_cabeca == pedido.cabeca_id, chave.in_(pares)))


def _inserir(session: Session, tabela: Tabela, pedido: InformarAssociacoes) -> None:
    if not pedido.novas:
        return
    linhas = [
        {
            tabela.coluna: pedido.cabeca_id,
            "especificacao_id": a.especificacao_id,
            "unidade_id": a.unidade_id,
            "ultima_alteracao": relogio.agora(),
        }
        for a in sorted(pedido.novas, key=lambda a: a.especificacao_id)
    ]
    session.execute(insert(tabela.modelo).values(linhas))


def mudar_por_localidade(session: Session, vale: bool) -> None:
    """Let any centralizadora of the localidade receive RAs of it, or only that of the grupo (§5.3, 5b).

    Raises:
        SemPermissao: only a supervisor may; the policy of the server changes no row for others.
    """
    comando = update(BaseInstalada).values(centralizadora_por_localidade=vale).returning(BaseInstalada.id)
    if not session.execute(comando).all():
        raise SemPermissao("Só o supervisor muda esta regra.")
