"""Reading: the list of a filter, and a row with its grids; one statement a table, however many rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, cast, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada, Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.services.cadastro import extensao
from gsan_desk.services.cadastro.descricao import (
    Ambiente,
    Cadastro,
    Descricao,
    Especie,
    Filtro,
    Procurado,
    Registro,
    Tabela,
)
from gsan_desk.services.cadastro.regras import plano
from gsan_desk.services.pesquisas.lista import padrao

ACENTUADAS = "".join(letra for letra in map(chr, range(0xC0, 0x100)) if plano(letra) not in (letra, letra.upper()))
"""Letters of Portuguese and its neighbours, which a base in the C locale does not put in upper case."""
Consulta = Select[*tuple[Any, ...]]
SEM_RESULTADO = "A pesquisa não retornou resultados."
SUMIU = (
    "Esse(s) registro(s) foi(ram) atualizado(s) ou removido(s) por outro usuário durante a operação. "
    "Realize uma nova manutenção."
)


@dataclass(frozen=True, slots=True)
class Aberto:
    """A row to be changed and what its screen chooses from."""

    registro: Registro
    ambiente: Ambiente


def ambiente(session: Session, contexto: Contexto, cadastro: Cadastro) -> Ambiente:
    """Read what the look-ups of a screen need."""
    return Ambiente(contexto, cadastro.listas(session, contexto))


def abrir(session: Session, contexto: Contexto, cadastro: Cadastro, id_: int) -> Aberto:
    """Read a row with its grids, and what its screen chooses from.

    Raises:
        Conflito: it is gone.
    """
    registro = ler(session, cadastro.descricao, id_)
    if registro is None:
        raise Conflito(SUMIU)
    return Aberto(registro, ambiente(session, contexto, cadastro))


def ler(session: Session, descricao: Descricao, id_: int) -> Registro | None:
    """Read a row with its grids; one statement a table."""
    return next(iter(_ler(session, descricao, descricao.tabela.chave == id_, trancar=False)), None)


def ler_trancado(session: Session, descricao: Descricao, id_: int) -> Registro | None:
    """Read a row with its grids and lock them all, so that the web system waits too."""
    return next(iter(_ler(session, descricao, descricao.tabela.chave == id_, trancar=True)), None)


def listar(
    session: Session, contexto: Contexto, cadastro: Cadastro, filtro: Mapping[str, Any]
) -> tuple[tuple[Registro, ...], Ambiente]:
    """List the rows of a filter, without their grids, with what writes their look-ups.

    Raises:
        RegraViolada: no field filled, or no row.
    """
    informados = {f: filtro[f.nome] for f in cadastro.filtros if filtro.get(f.nome) not in (None, "", (None, None))}
    if not informados:
        raise RegraViolada(violacao("SEM_OPCAO"))
    tabela = cadastro.descricao.tabela
    consulta = _selecionar(tabela).order_by(*_ordem(cadastro.descricao))
    for campo, valor in informados.items():
        consulta = consulta.where(_condicao(tabela, campo, valor))
    linhas = tuple(_montar(tabela, linha) for linha in session.execute(consulta))
    if not linhas:
        raise RegraViolada(Violacao("SEM_RESULTADO", SEM_RESULTADO))
    return linhas, ambiente(session, contexto, cadastro)


def _ler(session: Session, descricao: Descricao, condicao: Any, *, trancar: bool) -> tuple[Registro, ...]:
    """Read rows, then each grid of all of them at once."""
    return tuple(r for _, r in _com_pais(session, descricao, condicao, trancar))


def _com_pais(
    session: Session, descricao: Descricao, condicao: Any, trancar: bool
) -> list[tuple[int | None, Registro]]:
    tabela = descricao.tabela
    consulta = _selecionar(tabela).where(condicao).order_by(*_ordem(descricao))
    if trancar and tabela.alteracao is not None:
        consulta = consulta.with_for_update(of=tabela.tabela)
    lidas = [(linha._mapping["pai"], _montar(tabela, linha)) for linha in session.execute(consulta)]
    ids = [registro.id for _, registro in lidas]
    filhos: dict[int | None, dict[str, tuple[Registro, ...]]] = {id_: {} for id_ in ids}
    for grade in descricao.grades if ids else ():
        pai = grade.descricao.tabela.pai
        if pai is None:
            raise TypeError(f"{grade.nome} has no parent")
        for id_ in ids:
            filhos[id_][grade.nome] = ()
        for pai_id, registro in _com_pais(session, grade.descricao, pai.in_(ids), trancar):
            filhos[pai_id][grade.nome] += (registro,)
    return [
        (pai_id, Registro(registro.valores, registro.id, filhos[registro.id], registro.ultima_alteracao))
        for pai_id, registro in lidas
    ]


def _selecionar(tabela: Tabela) -> Consulta:
    lidas = (coluna.label(nome) for nome, coluna in tabela.colunas.items() if nome not in tabela.pesados)
    pai: Any = tabela.pai if tabela.pai is not None else func.nullif(1, 1)
    alteracao: Any = tabela.alteracao if tabela.alteracao is not None else func.nullif(1, 1)
    nossas = extensao.colunas(tabela)
    return select(tabela.chave.label("chave"), pai.label("pai"), alteracao.label("alteracao"), *lidas, *nossas)


def _montar(tabela: Tabela, linha: Any) -> Registro:
    dados = linha._mapping
    valores = {nome: _sem_brancos(dados[nome]) for nome in tabela.guardados if nome not in tabela.pesados}
    return Registro(valores, dados["chave"], {}, dados["alteracao"])


def _sem_brancos(valor: Any) -> Any:
    return valor.rstrip() if isinstance(valor, str) else valor


def _ordem(descricao: Descricao) -> Iterable[Any]:
    tabela = descricao.tabela
    if "descricao" in tabela.colunas:
        yield tabela.colunas["descricao"]
    yield tabela.chave


def _condicao(tabela: Tabela, filtro: Filtro, valor: Any) -> Any:
    if filtro.condicao is not None:
        return filtro.condicao(valor)
    coluna: Any = tabela.chave if filtro.nome == "id" else tabela.colunas[filtro.nome]
    if filtro.especie is Especie.TEXTO:
        procurado = valor if isinstance(valor, Procurado) else Procurado(valor, filtro.contendo)
        sem_acento = func.upper(func.translate(coluna, ACENTUADAS, "".join(map(plano, ACENTUADAS))))
        return sem_acento.like(padrao(plano(procurado.texto), procurado.contendo))
    if filtro.especie is Especie.DATA:
        return _no_periodo(cast(coluna, Date), valor)
    return coluna == valor


def _no_periodo(coluna: Any, periodo: tuple[date | None, date | None]) -> Any:
    inicio, fim = periodo
    if inicio is None:
        return coluna <= fim
    return coluna >= inicio if fim is None else coluna.between(inicio, fim)
