"""Export to CSV or XLSX: of a filter's whole result, streamed, so that memory does not grow; of a list on screen."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.orm import Session
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.services.ra_filtrar import LinhaRA, Ordem, preparar
from gsan_desk.services.ra_filtrar.pagina import com_nomes, montar, recortar

BLOCO = 1000
LINHAS_DO_XLSX = 1_048_576
INICIO_DE_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Progresso = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ColunaExportada:
    """Title, and what a row has under it."""

    titulo: str
    valor: Callable[[LinhaRA], Any]


COLUNAS = {
    "id": ColunaExportada("Número do RA", lambda ra: ra.id),
    "tipo": ColunaExportada("Tipo de Solicitação", lambda ra: ra.tipo),
    "especificacao": ColunaExportada("Especificação", lambda ra: ra.especificacao),
    "data_atendimento": ColunaExportada("Data Atendimento", lambda ra: ra.data_atendimento),
    "data_prevista": ColunaExportada("Data Prevista", lambda ra: ra.data_prevista),
    "data_encerramento": ColunaExportada("Data Encerramento", lambda ra: ra.data_encerramento),
    "situacao": ColunaExportada("Situação", lambda ra: ra.situacao.nome),
    "perfil": ColunaExportada("Perfil do Imóvel", lambda ra: ra.perfil),
    "unidade_atual": ColunaExportada("Unidade Atual", lambda ra: ra.unidade_atual),
    "urgente": ColunaExportada("Urgente", lambda ra: "Sim" if ra.urgente else "Não"),
    "reiteracoes": ColunaExportada("Reiterações", lambda ra: ra.reiteracoes),
    "localidade": ColunaExportada("Localidade", lambda ra: ra.localidade),
    "imovel_id": ColunaExportada("Matrícula do Imóvel", lambda ra: ra.imovel_id),
    "observacao": ColunaExportada("Observação", lambda ra: ra.observacao),
    "coordenada_norte": ColunaExportada("Coordenada Norte", lambda ra: ra.coordenada_norte),
    "coordenada_leste": ColunaExportada("Coordenada Leste", lambda ra: ra.coordenada_leste),
}
PADRAO = ("id", "especificacao", "data_atendimento", "data_encerramento", "situacao", "perfil", "unidade_atual")


@dataclass(frozen=True, slots=True)
class Exportar:
    """What to export and where; the ending of ``destino``, ``.csv`` or ``.xlsx``, tells the format."""

    filtro: FiltroRA
    destino: Path
    colunas: tuple[str, ...] = PADRAO
    ordem: Ordem | None = None


@dataclass(frozen=True, slots=True)
class Exportacao:
    """Rows written; a cancelled export leaves no file."""

    linhas: int
    cancelada: bool = False


class _Planilha(Protocol):
    def escrever(self, linha: list[Any]) -> None: ...


def exportar(
    session: Session,
    contexto: Contexto,
    pedido: Exportar,
    progresso: Progresso | None = None,
    cancelado: Callable[[], bool] = lambda: False,
) -> Exportacao:
    """Write the filtered RAs to a file; ``progresso`` hears the rows written so far; one statement.

    The file appears whole or not at all.

    Raises:
        RegraViolada: unknown format, or more rows than a sheet holds.
        OSError: the file cannot be written.
    """
    abrir = _formato(pedido.destino)
    colunas = [COLUNAS[nome] for nome in pedido.colunas]
    parcial = pedido.destino.with_name(f"{pedido.destino.name}.parcial")
    try:
        with abrir(parcial, "Registros de Atendimento") as planilha:
            planilha.escrever([coluna.titulo for coluna in colunas])
            resultado = _escrever(_blocos(session, contexto, pedido), colunas, planilha, progresso, cancelado)
        if not resultado.cancelada:
            parcial.replace(pedido.destino)
        return resultado
    finally:
        parcial.unlink(missing_ok=True)


def gravar_lista(destino: Path, folha: str, titulos: Sequence[str], linhas: Iterable[Sequence[Any]]) -> int:
    """Write a list that a screen holds whole, and give how many rows it had; ``folha`` names the sheet.

    The file appears whole or not at all.

    Raises:
        RegraViolada: unknown format, or more rows than a sheet holds.
        OSError: the file cannot be written.
    """
    abrir, escritas = _formato(destino), 0
    parcial = destino.with_name(f"{destino.name}.parcial")
    try:
        with abrir(parcial, folha) as planilha:
            planilha.escrever(list(titulos))
            for escritas, linha in enumerate(linhas, 1):  # noqa: B007 - the last number is the answer
                planilha.escrever(list(linha))
        parcial.replace(destino)
        return escritas
    finally:
        parcial.unlink(missing_ok=True)


def _formato(destino: Path) -> "_Abrir":
    abrir = _FORMATOS.get(destino.suffix.lower())
    if abrir is None:
        raise RegraViolada(Violacao("EXPORTAR_FORMATO", "Escolha um arquivo .csv ou .xlsx.", "destino"))
    return abrir


def _escrever(
    blocos: Iterator[list[LinhaRA]],
    colunas: list[ColunaExportada],
    planilha: _Planilha,
    progresso: Progresso | None,
    cancelado: Callable[[], bool],
) -> Exportacao:
    escritas = 0
    for bloco in blocos:
        if cancelado():
            return Exportacao(escritas, cancelada=True)
        for linha in bloco:
            planilha.escrever([coluna.valor(linha) for coluna in colunas])
        escritas += len(bloco)
        if progresso is not None:
            progresso(escritas)
    return Exportacao(escritas)


def _blocos(session: Session, contexto: Contexto, pedido: Exportar) -> Iterator[list[LinhaRA]]:
    """Walk a cursor of the server, so that the whole file is one moment of the database."""
    ramos, sequencia = preparar(contexto, pedido.filtro, pedido.ordem)
    recorte = recortar(ramos, sequencia, None)
    consulta = com_nomes(recorte).order_by(*sequencia.ordenar(recorte.c.valor, recorte.c.id))
    resultado = session.execute(consulta, execution_options={"yield_per": BLOCO})
    try:
        for particao in resultado.partitions():
            yield [montar(linha) for linha in particao]
    finally:
        resultado.close()


class _Csv:
    def __init__(self, escritor: Any) -> None:
        self._escritor = escritor

    def escrever(self, linha: list[Any]) -> None:
        self._escritor.writerow([_texto(valor) for valor in linha])


class _Xlsx:
    def __init__(self, livro: Workbook, folha: str) -> None:
        self._folha = livro.add_worksheet(folha)
        self._momento = livro.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self._data = livro.add_format({"num_format": "dd/mm/yyyy"})
        self._proxima = 0

    def escrever(self, linha: list[Any]) -> None:
        if self._proxima == LINHAS_DO_XLSX:
            texto = "O resultado passa de uma planilha (1.048.575 linhas). Exporte em CSV."
            raise RegraViolada(Violacao("EXPORTAR_LIMITE", texto, "destino"))
        for coluna, valor in enumerate(linha):
            self._celula(coluna, valor)
        self._proxima += 1

    def _celula(self, coluna: int, valor: Any) -> None:
        if isinstance(valor, datetime):
            self._folha.write_datetime(self._proxima, coluna, valor, self._momento)
        elif isinstance(valor, date):
            self._folha.write_datetime(self._proxima, coluna, valor, self._data)
        elif isinstance(valor, int | Decimal):
            self._folha.write_number(self._proxima, coluna, valor)
        elif valor:
            self._folha.write_string(self._proxima, coluna, valor)


@contextmanager
def _abrir_csv(arquivo: Path, _folha: str) -> Iterator[_Planilha]:
    with arquivo.open("w", encoding="utf-8-sig", newline="") as saida:
        yield _Csv(csv.writer(saida, delimiter=";"))


@contextmanager
def _abrir_xlsx(arquivo: Path, folha: str) -> Iterator[_Planilha]:
    arquivo.touch()  # a folder that refuses says so before the writer opens files of its own
    try:
        with Workbook(str(arquivo), {"constant_memory": True}) as livro:
            yield _Xlsx(livro, folha)
    except FileCreateError as erro:
        raise OSError(getattr(erro.args[0], "errno", None), getattr(erro.args[0], "strerror", str(erro))) from erro


def _texto(valor: Any) -> str:
    """Show a value as a Brazilian reads it; a text that a spreadsheet would run as a formula is disarmed."""
    if valor is None:
        return ""
    if isinstance(valor, datetime):
        return valor.strftime("%d/%m/%Y %H:%M")
    if isinstance(valor, date):
        return valor.strftime("%d/%m/%Y")
    if isinstance(valor, Decimal):
        return str(valor).replace(".", ",")
    texto = str(valor)
    return f"'{texto}" if texto.startswith(INICIO_DE_FORMULA) else texto


_Abrir = Callable[[Path, str], AbstractContextManager[_Planilha]]
_FORMATOS: dict[str, _Abrir] = {".csv": _abrir_csv, ".xlsx": _abrir_xlsx}
