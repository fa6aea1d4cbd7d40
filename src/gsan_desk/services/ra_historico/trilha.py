"""The audit of an RA, read by mapped attributes and grouped by transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import Date, DateTime, Numeric, String
from sqlalchemy.types import TypeDecorator

from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models.base import Base
from gsan_desk.models.devolucao import DevolucaoItem

Linha = dict[str, Any]
"""A row by attribute of its mapped class."""

TABELAS: dict[str, type[Base]] = {
    str(modelo.__table__): modelo
    for modelo in (
        ap.RegistroAtendimento,
        ap.RegistroAtendimentoSolicitante,
        ap.SolicitanteFone,
        ap.RegistroAtendimentoUnidade,
        ap.Tramite,
        ap.RegistroAtendimentoAnexo,
        ap.RAReiteracao,
        ap.RAReiteracaoFone,
        ap.RegistroAtendimentoConta,
        ap.RegistroAtendimentoPagamentoDuplicidade,
        DevolucaoItem,
        ap.OrdemServico,
        ap.OrdemServicoUnidade,
    )
}
CARGA = "banco"
"""Origin of what the administrator of the base wrote."""


def momento(texto: str) -> datetime:
    """Read a moment on the wall clock of the base, which is the session's."""
    return datetime.fromisoformat(texto).replace(tzinfo=None)


def _texto(valor: Any) -> str:
    return str(valor).rstrip(" ")


_LEITURAS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (DateTime, momento),
    (Date, date.fromisoformat),
    (Numeric, lambda valor: Decimal(str(valor))),
    (String, _texto),
)


def ler(modelo: type[Base], dados: dict[str, Any]) -> Linha:
    """Turn a row of JSON, by physical names, into one by attributes; what it lacks is ``None``."""
    return {
        propriedade.key: _valor(propriedade.columns[0].type, dados.get(propriedade.columns[0].name))
        for propriedade in modelo.__mapper__.column_attrs
    }


def _valor(tipo: Any, valor: Any) -> Any:
    if valor is None:
        return None
    fisico = tipo.impl if isinstance(tipo, TypeDecorator) else tipo
    return next((leitura(valor) for classe, leitura in _LEITURAS if isinstance(fisico, classe)), valor)


def _desconhecidas(modelo: type[Base], antes: dict[str, Any], depois: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Give the columns that changed and that only some bases have, with both values."""
    mapeadas = {coluna.name for coluna in modelo.__table__.columns}
    for coluna in dict.fromkeys((*antes, *depois)):
        velho, novo = antes.get(coluna), depois.get(coluna)
        if coluna not in mapeadas and velho != novo:
            yield coluna, velho, novo


@dataclass(frozen=True, slots=True)
class Registro:
    """An entry of the audit; ``antes`` and ``depois`` are the rows, empty where there was none."""

    quando: datetime
    quem: str
    origem: str
    modelo: type[Base]
    operacao: str
    linha: int
    antes: Linha
    depois: Linha
    outras: tuple[tuple[str, Any, Any], ...] = ()

    @property
    def atual(self) -> Linha:
        """The row as it was left, or as it was when it was removed."""
        return self.depois or self.antes

    @property
    def carga(self) -> bool:
        """Tell that the row was loaded into the base: it keeps the dates and the people that it brings."""
        return (self.operacao, self.origem) == ("I", CARGA)

    @property
    def fora_da_estacao(self) -> bool:
        """Tell that a program other than this one wrote it."""
        return self.origem == "web"


Transacao = tuple[Registro, ...]


class Trilha:
    """All entries, oldest first."""

    def __init__(self, dados: list[dict[str, Any]]) -> None:
        self.registros = tuple(_registro(linha) for linha in dados if linha["tabela"] in TABELAS)
        self._inclusoes = {(r.modelo, r.linha): r for r in self.registros if r.operacao == "I" and not r.carga}

    def inclusao(self, modelo: type[Base], linha: int) -> Registro | None:
        """Find how a row came to be, when a person did it."""
        return self._inclusoes.get((modelo, linha))

    def inclusoes(self, modelo: type[Base]) -> list[Registro]:
        """List how the rows of a table came to be."""
        return [r for (dono, _), r in self._inclusoes.items() if dono is modelo]

    def transacoes(self) -> Iterator[Transacao]:
        """Group what was written together: within a transaction the server's clock stands still."""
        for _, grupo in groupby(self.registros, key=lambda r: (r.quando, r.quem)):
            yield tuple(grupo)


def _registro(dados: dict[str, Any]) -> Registro:
    modelo = TABELAS[dados["tabela"]]
    antes, depois = dados["antes"], dados["depois"]
    return Registro(
        quando=momento(dados["quando"]),
        quem=_quem(dados),
        origem=dados["origem"],
        modelo=modelo,
        operacao=dados["operacao"],
        linha=dados["linha"],
        antes=ler(modelo, antes) if antes else {},
        depois=ler(modelo, depois) if depois else {},
        outras=tuple(_desconhecidas(modelo, antes, depois)) if antes and depois else (),
    )


def _quem(dados: dict[str, Any]) -> str:
    """Name the person or, when it was none of ours, the program's role."""
    if dados["origem"] == "estacao":
        return str(dados["nome"] or dados["quem"]).strip()
    if dados["origem"] == CARGA:
        return f"Administrador do banco ({dados['quem']})"
    return f"Sistema web ({dados['quem']})"
