"""The entries of the audit by RA, person and period, newest first; the server's function says who may."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, String, bindparam, cast, column, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.services.auditoria.palavras import TABELAS, CampoMudado, campos

POR_VEZ = 200
OPERACOES = {"I": "Inclusão", "U": "Alteração", "D": "Remoção"}
ORIGENS = {"estacao": "gsan-desk", "web": "Sistema web", "banco": "Administração do banco"}
_UM_DIA = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FiltroAuditoria:
    """What is asked; filled fields are joined with AND, and at least one is."""

    ra: int | None = None
    pessoa: str = ""
    inicio: date | None = None
    fim: date | None = None


@dataclass(frozen=True, slots=True)
class LinhaAuditoria:
    """An entry; ``momento`` is on the wall clock of the base, ``quando`` the exact one."""

    id: int
    quando: datetime
    momento: datetime
    quem: str
    nome: str
    origem: str
    tabela: str
    operacao: str
    linha: int
    ra: int | None
    campos: tuple[CampoMudado, ...]

    @property
    def resumo(self) -> str:
        """Labels of what changed."""
        return ", ".join(campo.rotulo for campo in self.campos)


@dataclass(frozen=True, slots=True)
class PaginaAuditoria:
    """Some entries, and whether there are more."""

    linhas: tuple[LinhaAuditoria, ...]
    tem_mais: bool


def filtrar(
    session: Session, contexto: Contexto, filtro: FiltroAuditoria, ultima: LinhaAuditoria | None = None
) -> PaginaAuditoria:
    """Read the entries after ``ultima``; one statement.

    Raises:
        RegraViolada: nothing is asked, or the period ends before it begins.
        SemPermissao: only supervisors read the audit.
    """
    _verificar(filtro)
    valores = {
        "ra": filtro.ra,
        "pessoa": filtro.pessoa.strip() or None,
        "inicio": _comeco(filtro.inicio),
        "fim": _comeco(filtro.fim + _UM_DIA) if filtro.fim else None,
        "depois_de": ultima.quando if ultima else None,
        "depois_do_id": ultima.id if ultima else None,
    }
    achadas = session.execute(_consulta(), valores).all()
    linhas = tuple(_linha(linha, contexto) for linha in achadas[:POR_VEZ])
    return PaginaAuditoria(linhas, len(achadas) > POR_VEZ)


def preparar(session: Session) -> int:
    """Make the partitions of the months to come; tell how many were missing. One statement."""
    return int(session.execute(select(func.gsan_desk.preparar_auditoria())).scalar_one())


def _verificar(filtro: FiltroAuditoria) -> None:
    if filtro == FiltroAuditoria():
        raise RegraViolada(Violacao("AUDITORIA_VAZIA", "Informe o RA, a pessoa ou o período.", "auditoria.ra"))
    if filtro.inicio and filtro.fim and filtro.fim < filtro.inicio:
        raise RegraViolada(Violacao("AUDITORIA_PERIODO", "O período termina antes de começar.", "auditoria.periodo"))


def _comeco(dia: date | None) -> datetime | None:
    return datetime.combine(dia, time.min) if dia else None


def _linha(linha: Any, contexto: Contexto) -> LinhaAuditoria:
    return LinhaAuditoria(
        id=linha.numero,
        quando=linha.quando,
        momento=linha.momento,
        quem=linha.quem,
        nome=(linha.nome or linha.quem).strip(),
        origem=ORIGENS.get(linha.origem, linha.origem),
        tabela=TABELAS.get(linha.tabela, linha.tabela),
        operacao=OPERACOES[linha.operacao],
        linha=linha.linha,
        ra=linha.rgat_id,
        campos=tuple(campos(linha.tabela, linha.antes, linha.depois, contexto.dominios)),
    )


@cache
def _consulta() -> Any:
    momento = DateTime(timezone=True)
    entrada = (
        func.gsan_desk.ler_auditoria(
            bindparam("ra", type_=Integer),
            bindparam("pessoa", type_=String),
            cast(bindparam("inicio", type_=DateTime), momento),
            cast(bindparam("fim", type_=DateTime), momento),
            bindparam("depois_de", type_=momento),
            bindparam("depois_do_id", type_=BigInteger),
            POR_VEZ + 1,
        )
        .table_valued(
            column("numero", BigInteger),
            column("quando", momento),
            column("quem", String),
            column("nome", String),
            column("origem", String),
            column("tabela", String),
            column("operacao", String),
            column("linha", BigInteger),
            column("rgat_id", Integer),
            column("antes", JSONB),
            column("depois", JSONB),
        )
        .alias("entrada")
    )
    return select(entrada, cast(entrada.c.quando, DateTime).label("momento")).order_by(
        entrada.c.quando.desc(), entrada.c.numero.desc()
    )
