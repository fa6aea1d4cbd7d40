"""Remover, where nothing uses the row; otherwise taking it out of use, with the count of RAs that use it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, delete, func, select, union_all, update
from sqlalchemy import literal as sql_literal
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import NAO
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada, Violacao
from gsan_desk.services import operacao, relogio
from gsan_desk.services.cadastro.descricao import Cadastro, Descricao, Tabela, Uso
from gsan_desk.services.cadastro.leitura import SUMIU
from gsan_desk.services.ra_trava import sem_esperar_demais

PRESO = "Não é possível excluir o(s) registro(s) selecionado(s) devido a restrições do sistema."
RA = "registro_atendimento"
_Ligacao = tuple[Uso, Tabela | None]
"""What uses the row, or the rows of one of its grids."""


@dataclass(frozen=True, slots=True)
class Marcados:
    """Rows marked in a list, each with the last change that the list saw."""

    cadastro: Cadastro
    linhas: Mapping[int, datetime | None]


def remover(session: Session, contexto: Contexto, pedido: Marcados) -> str:  # noqa: ARG001 - shape of a use case
    """Remove rows with what hangs on them; give what is said of it.

    Raises:
        RegraViolada: something uses one of them.
        Conflito: somebody changed one since the list was read.
    """
    descricao = pedido.cadastro.descricao
    _conferir(session, descricao.tabela, pedido)
    if usos := quem_usa(session, descricao, list(pedido.linhas)):
        raise RegraViolada(Violacao("EM_USO", f"{PRESO} {_ditos(session, descricao.tabela, usos)}"))
    try:
        apagar(session, descricao, list(pedido.linhas), None)
    except IntegrityError as erro:
        raise RegraViolada(Violacao("EM_USO", PRESO)) from erro
    if (numero := pedido.cadastro.operacoes.remover) is not None:
        for id_ in pedido.linhas:
            operacao.registrar(session, numero, id_)
    return pedido.cadastro.removido.format(n=len(pedido.linhas))


def tirar_de_uso(session: Session, contexto: Contexto, pedido: Marcados) -> str:
    """Mark rows as out of use: what holds them keeps them, nothing new is offered them; give what is said of it.

    Raises:
        Conflito: somebody changed one since the list was read.
    """
    tabela = pedido.cadastro.descricao.tabela
    if tabela.uso is None or tabela.alteracao is None:
        raise TypeError(f"{pedido.cadastro.chave} has no indicator of use")
    _conferir(session, tabela, pedido)
    ras = sum(contar_usos(session, contexto, pedido).values())
    session.execute(
        update(tabela.tabela)
        .where(tabela.chave.in_(list(pedido.linhas)))
        .values({tabela.colunas[tabela.uso].name: NAO, tabela.alteracao.name: relogio.posterior(tabela.alteracao)})
    )
    if (numero := pedido.cadastro.operacoes.atualizar) is not None:
        for id_ in pedido.linhas:
            operacao.registrar(session, numero, id_)
    return f"{len(pedido.linhas)} registro(s) fora de uso; {_ras(ras)} o(s) usa(m) e não muda(m)."


def contar_usos(session: Session, contexto: Contexto, pedido: Marcados) -> dict[int, int]:  # noqa: ARG001 - idem
    """Count the RAs that use each row, or what hangs on it; one statement."""
    ligacoes = [par for par in _ligacoes(pedido.cadastro.descricao) if par[0].coluna.table.name == RA]
    return {id_: quantos for id_, _, quantos in _usos(session, ligacoes, list(pedido.linhas))}


def quem_usa(session: Session, descricao: Descricao, ids: Sequence[int]) -> dict[int, str]:
    """Say, of rows that something uses, what and how many; one statement."""
    ligacoes = _ligacoes(descricao)
    ditos: dict[int, list[str]] = {}
    for id_, numero, quantas in _usos(session, ligacoes, ids):
        ditos.setdefault(id_, []).append(ligacoes[numero][0].dito(quantas))
    return {id_: f"usado(a) por {_enumerar(partes)}." for id_, partes in ditos.items()}


def apagar(session: Session, descricao: Descricao, ids: Sequence[int], pai: int | None) -> None:
    """Delete rows of one parent, after what hangs on them."""
    if not ids:
        return
    tabela = descricao.tabela
    for grade in descricao.grades:
        filha = grade.descricao.tabela
        if filha.pai is None:
            raise TypeError(f"{grade.nome} has no parent")
        netos = list(session.execute(select(filha.chave).where(filha.pai.in_(ids))).scalars())
        if netos and (grade.descricao.grades or filha.dependentes):
            apagar(session, grade.descricao, netos, None)
        else:
            session.execute(delete(filha.tabela).where(filha.pai.in_(ids)))
    for coluna in tabela.dependentes:
        session.execute(delete(coluna.table).where(coluna.in_(ids)))
    comando = delete(tabela.tabela).where(tabela.chave.in_(ids))
    if tabela.natural is not None and tabela.pai is not None:
        comando = comando.where(tabela.pai == pai)
    session.execute(comando)


def _ditos(session: Session, tabela: Tabela, usos: Mapping[int, str]) -> str:
    """Name each row that something uses, with what uses it; one statement."""
    descricao = tabela.colunas.get("descricao", tabela.chave)
    consulta = select(tabela.chave, descricao).where(tabela.chave.in_(list(usos))).order_by(tabela.chave)
    return " ".join(f"{str(nome).strip()} ({id_}): {usos[id_]}" for id_, nome in session.execute(consulta))


def _conferir(session: Session, tabela: Tabela, pedido: Marcados) -> None:
    """Lock the rows in order and see that nobody changed them."""
    alteracao: Any = tabela.alteracao if tabela.alteracao is not None else func.nullif(1, 1)
    consulta = select(tabela.chave, alteracao).where(tabela.chave.in_(list(pedido.linhas))).order_by(tabela.chave)
    with sem_esperar_demais(SUMIU):
        atuais = {linha[0]: linha[1] for linha in session.execute(consulta.with_for_update())}
    if atuais != dict(pedido.linhas):
        raise Conflito(SUMIU)


def _ligacoes(descricao: Descricao) -> list[_Ligacao]:
    """List what points to the row, and to the rows of its grids."""
    tabelas = [grade.descricao.tabela for grade in descricao.grades]
    proprias: list[_Ligacao] = [(uso, None) for uso in descricao.tabela.usado_por]
    return proprias + [(uso, tabela) for tabela in tabelas for uso in tabela.usado_por]


def _usos(session: Session, ligacoes: Sequence[_Ligacao], ids: Sequence[int]) -> list[tuple[int, int, int]]:
    """Give (row, position of what uses it, how many), in order; one statement."""
    if not ligacoes or not ids:
        return []
    partes = []
    for numero, (uso, filha) in enumerate(ligacoes):
        parte = _linhas_que_usam(uso.coluna, filha, ids).subquery()
        partes.append(select(parte.c.id, sql_literal(numero).label("numero"), parte.c.quantas))
    return sorted((id_, numero, quantas) for id_, numero, quantas in session.execute(union_all(*partes)))


def _linhas_que_usam(coluna: Column[Any], filha: Tabela | None, ids: Sequence[int]) -> Any:
    """Count the rows that point to each of ``ids``; those of the same tree do not count."""
    origem: Any = coluna.table.alias()
    apontada = origem.c[coluna.name]
    if filha is None or filha.pai is None:
        return (
            select(apontada.label("id"), func.count(sql_literal(1)).label("quantas"))
            .where(apontada.in_(ids))
            .group_by(apontada)
        )
    alvo = filha.tabela.alias()
    consulta = (
        select(alvo.c[filha.pai.name].label("id"), func.count(sql_literal(1)).label("quantas"))
        .join_from(origem, alvo, alvo.c[filha.chave.name] == apontada)
        .where(alvo.c[filha.pai.name].in_(ids))
        .group_by(alvo.c[filha.pai.name])
    )
    mesma = coluna.table is filha.tabela
    return consulta.where(origem.c[filha.pai.name] != alvo.c[filha.pai.name]) if mesma else consulta


def _ras(quantos: int) -> str:
    return "nenhum RA" if not quantos else "1 RA" if quantos == 1 else f"{quantos} RAs"


def _enumerar(partes: Sequence[str]) -> str:
    return " e ".join((", ".join(partes[:-1]), partes[-1])) if len(partes) > 1 else partes[0]
