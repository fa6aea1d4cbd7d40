"""The readings of the Painel as the screen shows them: columns, bars, and the list that each number opens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.domain.painel import (
    IDADES,
    PRAZOS,
    VENCIDOS,
    Faixa,
    FiltroPainel,
    Leitura,
    da_especificacao,
    da_unidade,
    duplicidades,
    pendentes,
    reiterados,
)
from gsan_desk.services import painel
from gsan_desk.ui.painel.grafico import BarrasDeitadas, ColunasPorDia, Grafico, Serie
from gsan_desk.ui.tables.column import Coluna


@dataclass(frozen=True, slots=True)
class Pedido:
    """What was read: the list of all the RAs, the choice behind it, and the server's day."""

    todos: FiltroRA
    filtro: FiltroPainel
    hoje: date
    contexto: Contexto


Lista = Callable[[Pedido, Any], FiltroRA]


@dataclass(frozen=True, slots=True)
class Celula:
    """A column; with ``lista``, its numbers are RAs and open them."""

    coluna: Coluna
    lista: Lista | None = None


@dataclass(frozen=True, slots=True)
class Quadro:
    """A tab of the Painel.

    Args:
        nome: stable; the person's columns are kept under it.
        padrao: the column whose number a row opens where the column in front has none of its own.
        series: bars, each the column of its name.
        total: what the rows add up to, in words.
        numero: the RA that a row is, instead of a list.
    """

    nome: str
    titulo: str
    explicacao: str
    ler: Callable[..., Leitura[Any]]
    celulas: tuple[Celula, ...]
    padrao: str
    total: Callable[[Sequence[Any]], str]
    series: tuple[tuple[str, float], ...] = ()
    grafico: type[Grafico] = BarrasDeitadas
    numero: Callable[[Any], int] | None = None

    @property
    def colunas(self) -> tuple[Coluna, ...]:
        """Columns of the table."""
        return tuple(celula.coluna for celula in self.celulas)

    def celula(self, nome: str) -> Celula:
        """Find a column by its name."""
        return next(celula for celula in self.celulas if celula.coluna.nome == nome)

    def legenda(self) -> tuple[Serie, ...]:
        """Name the bars by their columns."""
        return tuple(Serie(self.celula(nome).coluna.titulo, tom) for nome, tom in self.series)


def milhar(valor: int) -> str:
    """Write a whole number as in Brazil."""
    return f"{valor:,}".replace(",", ".")


def _numero(nome: str, titulo: str, obter: Callable[[Any], Any], lista: Lista | None = None) -> Celula:
    return Celula(Coluna(nome, titulo, obter, "direita", max(len(titulo) + 3, 10)), lista)


def _nome(titulo: str) -> Celula:
    return Celula(Coluna("nome", titulo, lambda x: x.nome, largura=38))


def _faixas(faixas: tuple[Faixa, ...], lista: Callable[[Pedido, Any, Periodo], FiltroRA]) -> tuple[Celula, ...]:
    def celula(numero: int, faixa: Faixa) -> Celula:
        return _numero(
            f"f{numero}",
            faixa.nome,
            lambda x: x.faixas[numero],
            lambda pedido, x: lista(pedido, x, faixa.periodo(pedido.hoje)),
        )

    return tuple(celula(numero, faixa) for numero, faixa in enumerate(faixas))


def _tons(quantos: int) -> tuple[tuple[str, float], ...]:
    return tuple((f"f{numero}", numero / (quantos - 1)) for numero in range(quantos))


def _abertos(pedido: Pedido, x: Any) -> FiltroRA:
    return pendentes(da_unidade(pedido.todos, x.unidade_id))


def _da_idade(pedido: Pedido, x: Any, periodo: Periodo) -> FiltroRA:
    return replace(_abertos(pedido, x), atendimento=periodo)


def _bloqueados(pedido: Pedido, x: Any) -> FiltroRA:
    return replace(da_unidade(pedido.todos, x.unidade_id), situacao=SituacaoRA.BLOQUEADO)


def _do_prazo(pedido: Pedido, x: Any, periodo: Periodo) -> FiltroRA:
    return replace(_abertos(pedido, x), prevista=periodo)


def _vencidos(pedido: Pedido, x: Any) -> FiltroRA:
    return _do_prazo(pedido, x, VENCIDOS.periodo(pedido.hoje))


def _registrados(pedido: Pedido, x: Any) -> FiltroRA:
    return replace(pedido.todos, atendimento=Periodo(x.dia, x.dia))


def _encerrados_no_dia(pedido: Pedido, x: Any) -> FiltroRA:
    return replace(pedido.todos, encerramento=Periodo(x.dia, x.dia))


def _encerrados(pedido: Pedido, x: Any) -> FiltroRA:
    lista = da_especificacao(pedido.todos, x.especificacao_id, x.tipo_id)
    return replace(lista, encerramento=pedido.filtro.periodo)


def _duplicados(pedido: Pedido, x: Any) -> FiltroRA:
    motivos = duplicidades(pedido.contexto.dominios.motivos_encerramento)
    return replace(_encerrados(pedido, x), motivo_encerramento_ids=motivos)


def _reiterados_da_unidade(pedido: Pedido, x: Any) -> FiltroRA:
    return reiterados(da_unidade(pedido.todos, x.unidade_id))


def _reiterados_da_especificacao(pedido: Pedido, x: Any) -> FiltroRA:
    return da_especificacao(reiterados(pedido.todos), x.especificacao_id, x.tipo_id)


def _soma(linhas: Sequence[Any], obter: Callable[[Any], int]) -> str:
    return milhar(sum(obter(linha) for linha in linhas))


def _media(valor: Any) -> str:
    return "" if valor is None else f"{valor:.1f}".replace(".", ",")


ABERTOS = Quadro(
    "abertos",
    "A&bertos",
    "RAs pendentes agora, por unidade atual e dias desde o atendimento; os bloqueados, sem local, à parte.",
    painel.abertos,
    (
        _nome("Unidade Atual"),
        _numero("pendentes", "Pendentes", lambda x: x.pendentes, _abertos),
        *_faixas(IDADES, _da_idade),
        _numero("bloqueados", "Bloqueados", lambda x: x.bloqueados, _bloqueados),
    ),
    "pendentes",
    lambda linhas: (
        f"{len(linhas)} unidade(s) · {_soma(linhas, lambda x: x.pendentes)} pendente(s)"
        f" · {_soma(linhas, lambda x: x.bloqueados)} bloqueado(s)"
    ),
    _tons(len(IDADES)),
)
PRAZOS_DAS_UNIDADES = Quadro(
    "prazos",
    "Pra&zos",
    "RAs pendentes agora, por unidade atual e dias desde a Data Prevista.",
    painel.prazos,
    (
        _nome("Unidade Atual"),
        _numero("vencidos", "Vencidos", lambda x: x.vencidos, _vencidos),
        *_faixas(PRAZOS, _do_prazo),
        _numero("pendentes", "Pendentes", lambda x: x.pendentes, _abertos),
    ),
    "vencidos",
    lambda linhas: (
        f"{_soma(linhas, lambda x: x.vencidos)} vencido(s) de {_soma(linhas, lambda x: x.pendentes)} pendente(s)"
    ),
    _tons(len(PRAZOS)),
)
POR_DIA = Quadro(
    "por-dia",
    "Por &Dia",
    "RAs registrados e encerrados em cada dia do período, qualquer que seja a situação de hoje.",
    painel.por_dia,
    (
        Celula(Coluna("nome", "Dia", lambda x: x.dia, "centro", 14)),
        _numero("abertos", "Registrados", lambda x: x.abertos, _registrados),
        _numero("encerrados", "Encerrados", lambda x: x.encerrados, _encerrados_no_dia),
    ),
    "abertos",
    lambda linhas: (
        f"{_soma(linhas, lambda x: x.abertos)} registrado(s) · {_soma(linhas, lambda x: x.encerrados)} encerrado(s)"
    ),
    (("abertos", 1.0), ("encerrados", 0.0)),
    ColunasPorDia,
)
TEMPO = Quadro(
    "tempo-medio",
    "Tempo &Médio",
    "RAs encerrados no período: dias úteis do atendimento ao encerramento, sem os encerrados por duplicidade.",
    painel.tempo_medio,
    (
        _nome("Especificação"),
        Celula(Coluna("media", "Tempo Médio (dias úteis)", lambda x: x.media, "direita", 26, _media)),
        _numero("prazo", "Prazo (dias)", lambda x: x.prazo),
        _numero("encerrados", "Encerrados", lambda x: x.encerrados, _encerrados),
        _numero("duplicados", "Por Duplicidade", lambda x: x.duplicados, _duplicados),
    ),
    "encerrados",
    lambda linhas: f"{len(linhas)} especificação(ões) · {_soma(linhas, lambda x: x.encerrados)} encerrado(s)",
    (("media", 0.0),),
)
REITERADOS_POR_UNIDADE = Quadro(
    "reiterados-por-unidade",
    "&Reiterados por Unidade",
    "RAs pendentes que já foram reiterados, por unidade atual.",
    painel.reiterados_por_unidade,
    (
        _nome("Unidade Atual"),
        _numero("reiteracoes", "Reiterações", lambda x: x.reiteracoes),
        _numero("ras", "RAs Reiterados", lambda x: x.ras, _reiterados_da_unidade),
    ),
    "ras",
    lambda linhas: f"{_soma(linhas, lambda x: x.ras)} RA(s) · {_soma(linhas, lambda x: x.reiteracoes)} reiteração(ões)",
    (("reiteracoes", 0.0),),
)
REITERADOS_POR_ESPECIFICACAO = replace(
    REITERADOS_POR_UNIDADE,
    nome="reiterados-por-especificacao",
    titulo="Reiterados por &Especificação",
    explicacao="RAs pendentes que já foram reiterados, por especificação.",
    ler=painel.reiterados_por_especificacao,
    celulas=(
        _nome("Especificação"),
        REITERADOS_POR_UNIDADE.celula("reiteracoes"),
        replace(REITERADOS_POR_UNIDADE.celula("ras"), lista=_reiterados_da_especificacao),
    ),
)
MAIS_REITERADOS = Quadro(
    "mais-reiterados",
    "Ma&is Reiterados",
    "Os RAs pendentes mais reiterados, até cem; entre iguais, o mais antigo primeiro.",
    painel.mais_reiterados,
    (
        Celula(Coluna("nome", "Número do RA", lambda x: x.id, "direita", 14)),
        Celula(Coluna("reiteracoes", "Reiterações", lambda x: x.reiteracoes, "direita", 14)),
        Celula(Coluna("ultima", "Última", lambda x: x.ultima, "centro", 18)),
        Celula(Coluna("especificacao", "Especificação", lambda x: x.especificacao, largura=38)),
        Celula(Coluna("unidade", "Unidade Atual", lambda x: x.unidade, largura=34)),
        Celula(Coluna("atendimento", "Data Atendimento", lambda x: x.atendimento.date(), "centro", 18)),
        Celula(Coluna("prevista", "Data Prevista", lambda x: x.prevista, "centro", 15)),
    ),
    "nome",
    lambda linhas: f"{len(linhas)} RA(s)",
    numero=lambda x: x.id,
)
QUADROS = (
    ABERTOS,
    PRAZOS_DAS_UNIDADES,
    POR_DIA,
    TEMPO,
    REITERADOS_POR_UNIDADE,
    REITERADOS_POR_ESPECIFICACAO,
    MAIS_REITERADOS,
)
