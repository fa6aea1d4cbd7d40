"""The Caixa PROGIS: list of reports, one report with its photos, its place in metres (spec 40 §2.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import cos, radians
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, literal_column, or_, select, text
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.leitura import pode_atrasar
from gsan_desk.domain.projecao import projetar
from gsan_desk.domain.relato import Problema, SituacaoRelato
from gsan_desk.models.pontos import ponto_do_ra
from gsan_desk.models.progis import RelatoAjustes, RelatoCidadao, RelatoFoto, RelatoTelefone
from gsan_desk.services.progis.ajustes import COLUNAS, Ajustes
from gsan_desk.services.progis.candidatos import (
    PRECISAO_MAXIMA,
    Candidato,
    Lugar,
    candidatos,
    especificacoes_do,
)
from gsan_desk.services.ra_trava import sem_esperar_demais

R = RelatoCidadao
PAGINA = 100


@dataclass(frozen=True, slots=True)
class FiltroRelatos:
    """What the list shows; ``apos`` is the key of the last row of the page before."""

    situacoes: tuple[SituacaoRelato, ...] = (SituacaoRelato.PENDENTE,)
    de: date | None = None
    ate: date | None = None
    problema: Problema | None = None
    municipio: str = ""
    telefone: str = ""
    apos: tuple[datetime, int] | None = None


@dataclass(frozen=True, slots=True)
class Relato:
    """A report; ``reservado_por`` only while it is held; ``excedente`` counts what its phone sent beyond its limit."""

    id: int
    versao: int
    situacao: SituacaoRelato
    recebido_em: datetime
    enviado_em: datetime | None
    telefone: str
    nome: str
    problema: Problema
    latitude: Decimal | None
    longitude: Decimal | None
    precisao: float | None
    endereco: str
    bairro: str
    municipio: str
    ponto_referencia: str
    descricao: str
    ra: int | None
    motivo_descarte: str
    reservado_por: str | None
    reservado_ate: datetime | None
    decidido_por: str | None
    decidido_em: datetime | None
    fotos: int
    excedente: int
    leste: Decimal | None = None
    norte: Decimal | None = None

    @property
    def lugar(self) -> Lugar:
        """Where it is, for the search of candidates."""
        return Lugar(
            leste=self.leste,
            norte=self.norte,
            precisao=self.precisao or 0.0,
            endereco=self.endereco,
            ponto_referencia=self.ponto_referencia,
            fone=self.telefone,
        )


@dataclass(frozen=True, slots=True)
class LinhaDoRelato:
    """A row of the list, with open RAs and pending reports within the radius."""

    relato: Relato
    ras_proximos: int
    relatos_proximos: int

    @property
    def id(self) -> int:
        """The report's."""
        return self.relato.id


@dataclass(frozen=True, slots=True)
class Analise:
    """What the attendant sees beside a report to decide."""

    relato: Relato
    ajustes: Ajustes
    candidatos: tuple[Candidato, ...]
    relatos_proximos: tuple[Relato, ...]
    mesmo_telefone: tuple[Relato, ...]

    @property
    def ras_vistos(self) -> frozenset[int]:
        """RAs that the attendant had before the eyes."""
        return frozenset(c.numero for c in self.candidatos)


def listar(session: Session, contexto: Contexto, filtro: FiltroRelatos) -> list[LinhaDoRelato]:  # noqa: ARG001 - shape of a use case
    """List a page, oldest first; two statements however many rows."""
    pagina = _com_ajustes().where(*_condicoes(filtro)).order_by(R.recebido_em, R.id).limit(PAGINA)
    resultado = session.execute(pagina).all()
    if not resultado:
        return []
    ajustes = Ajustes(*resultado[0][-len(COLUNAS) :])
    relatos = [_montar(linha._mapping, ajustes) for linha in resultado]
    vizinhos = _vizinhos(session, relatos, ajustes)
    return [LinhaDoRelato(relato, *vizinhos[relato.id]) for relato in relatos]


@pode_atrasar
def analisar(session: Session, contexto: Contexto, id_: int) -> Analise:
    """Read a report and all that helps to decide; three statements.

    Raises:
        RegraViolada: there is no such report.
    """
    relato, ajustes = carregar(session, id_)
    proposta = ajustes.especificacao(relato.problema)
    especificacoes = especificacoes_do(relato.problema, proposta, contexto.dominios)
    achados = candidatos(session, contexto, relato.lugar, especificacoes, ajustes.alcance)
    perto, mesmo = _perto(relato, ajustes), _mesmo_telefone(relato, ajustes)
    consulta = _relatos().add_columns(perto.label("perto"), mesmo.label("mesmo"))
    consulta = consulta.where(R.id != id_, or_(perto, mesmo)).order_by(R.recebido_em.desc(), R.id.desc())
    outros = session.execute(consulta.limit(PAGINA)).all()
    return Analise(
        relato,
        ajustes,
        achados,
        tuple(_montar(o._mapping, ajustes) for o in outros if o.perto),
        tuple(_montar(o._mapping, ajustes) for o in outros if o.mesmo),
    )


def carregar(session: Session, id_: int) -> tuple[Relato, Ajustes]:
    """Read a report with the settings; one statement.

    Raises:
        RegraViolada: there is no such report.
    """
    return _um(session, _com_ajustes().where(R.id == id_))


def trancar(session: Session, id_: int) -> tuple[Relato, Ajustes]:
    """Read a report that nobody else changes until the commit; one statement.

    Raises:
        Conflito: somebody has been writing it for longer than the lock waits.
        RegraViolada: there is no such report.
    """
    with sem_esperar_demais("Outra pessoa está decidindo sobre este relato. Tente de novo em instantes."):
        return _um(session, _com_ajustes().where(R.id == id_).with_for_update(of=R))


def _com_ajustes() -> Any:
    return _relatos().add_columns(*COLUNAS).join(RelatoAjustes, RelatoAjustes.id == 1)


def _um(session: Session, consulta: Any) -> tuple[Relato, Ajustes]:
    linha = session.execute(consulta).one_or_none()
    if linha is None:
        raise RegraViolada(Violacao("RELATO_INEXISTENTE", "Relato inexistente."))
    ajustes = Ajustes(*linha[-len(COLUNAS) :])
    return _montar(linha._mapping, ajustes), ajustes


def fotos(session: Session, contexto: Contexto, id_: int) -> tuple[bytes, ...]:  # noqa: ARG001 - shape of a use case
    """Give the photos of a report, in order; one statement."""
    consulta = (
        select(RelatoFoto.conteudo)
        .join(R, and_(R.origem == RelatoFoto.origem, R.id_externo == RelatoFoto.id_externo))
        .where(R.id == id_)
    )
    return tuple(session.scalars(consulta.order_by(RelatoFoto.ordem)))


def pendentes(session: Session) -> int:
    """Count the reports that wait for somebody; one statement."""
    return session.scalar(select(func.count()).where(R.situacao == literal_column("1"))) or 0


def _relatos() -> Any:
    vivos = select(func.gsan_desk.conectados().column_valued("login"))
    viva = and_(R.reservado_ate > func.now(), R.reservado_por.in_(vivos))
    quantas = select(func.count()).where(RelatoFoto.origem == R.origem, RelatoFoto.id_externo == R.id_externo)
    excedente = select(RelatoTelefone.recusados).where(
        RelatoTelefone.telefone == R.telefone, RelatoTelefone.dia == func.date(func.timezone("UTC", R.recebido_em))
    )
    simples = ("id", "versao", "situacao", "recebido_em", "enviado_em", "telefone", "problema", "latitude",
               "longitude", "precisao", "decidido_por", "decidido_em")  # fmt: skip
    textos = ("nome", "endereco", "bairro", "municipio", "ponto_referencia", "descricao", "motivo_descarte")
    return select(
        *(getattr(R, nome).label(nome) for nome in simples),
        *(func.coalesce(getattr(R, nome), "").label(nome) for nome in textos),
        R.registro_atendimento_id.label("ra"),
        case((viva, R.reservado_por)).label("reservado_por"),
        case((viva, R.reservado_ate)).label("reservado_ate"),
        quantas.scalar_subquery().label("fotos"),
        func.coalesce(excedente.scalar_subquery(), 0).label("excedente"),
    )


_CAMPOS = frozenset(Relato.__dataclass_fields__)


def _montar(linha: Any, ajustes: Ajustes) -> Relato:
    valores = {nome: valor for nome, valor in linha.items() if nome in _CAMPOS}
    valores["situacao"], valores["problema"] = SituacaoRelato(linha["situacao"]), Problema(linha["problema"])
    metros = None
    if linha["latitude"] is not None:
        metros = projetar(linha["latitude"], linha["longitude"], ajustes.zona_utm)
    valores["leste"], valores["norte"] = metros or (None, None)
    return Relato(**valores)


def _condicoes(filtro: FiltroRelatos) -> list[ColumnElement[bool]]:
    onde: list[ColumnElement[bool]] = []
    if filtro.situacoes == (SituacaoRelato.PENDENTE,):
        onde.append(R.situacao == literal_column("1"))  # so that the partial index serves
    elif filtro.situacoes:
        onde.append(R.situacao.in_(filtro.situacoes))
    if filtro.de is not None:
        onde.append(R.recebido_em >= filtro.de)
    if filtro.ate is not None:
        onde.append(R.recebido_em < filtro.ate + timedelta(days=1))
    if filtro.problema is not None:
        onde.append(R.problema == filtro.problema)
    if filtro.municipio.strip():
        onde.append(func.upper(R.municipio) == filtro.municipio.strip().upper())
    if filtro.telefone.strip():
        onde.append(R.telefone.endswith(filtro.telefone.strip().lstrip("+"), autoescape=True))
    if filtro.apos is not None:
        quando, id_ = filtro.apos
        onde.append(or_(R.recebido_em > quando, and_(R.recebido_em == quando, R.id > id_)))
    return onde


def _perto(relato: Relato, ajustes: Ajustes) -> ColumnElement[bool]:
    """Pending reports of the same problem within the radius, by degrees: a box wide enough, near enough to a circle."""
    if relato.latitude is None or relato.longitude is None:
        return false()
    raio = ajustes.raio_metros + min(relato.precisao or 0.0, PRECISAO_MAXIMA)
    alto, largo = _graus(raio, float(relato.latitude))
    return and_(
        R.situacao == literal_column("1"),
        R.problema == relato.problema,
        R.latitude.between(float(relato.latitude) - alto, float(relato.latitude) + alto),
        R.longitude.between(float(relato.longitude) - largo, float(relato.longitude) + largo),
    )


def _mesmo_telefone(relato: Relato, ajustes: Ajustes) -> ColumnElement[bool]:
    dias = func.make_interval(0, 0, 0, ajustes.dias_mesmo_telefone)
    return and_(R.telefone == relato.telefone, R.recebido_em >= func.now() - dias)


def _graus(metros: float, latitude: float) -> tuple[float, float]:
    return metros / 110_574, metros / (111_320 * max(cos(radians(latitude)), 0.01))


_VIZINHOS = text(f"""
    SELECT p.id,
        (SELECT count(*) FROM atendimentopublico.registro_atendimento r
            WHERE r.rgat_cdsituacao = 1 AND r.rgat_nncoordenadaleste IS NOT NULL
                AND {ponto_do_ra("r")} <@ circle(point(p.leste, p.norte), p.raio)),
        (SELECT count(*) FROM gsan_desk.relato_cidadao c
            WHERE c.situacao = 1 AND c.latitude IS NOT NULL AND c.id <> p.id
                AND point(c.longitude::float8, c.latitude::float8)
                    <@ box(point(p.lon - p.largo, p.lat - p.alto), point(p.lon + p.largo, p.lat + p.alto)))
    FROM unnest(CAST(:ids AS bigint[]), CAST(:lestes AS float8[]), CAST(:nortes AS float8[]),
        CAST(:raios AS float8[]), CAST(:lats AS float8[]), CAST(:lons AS float8[]), CAST(:altos AS float8[]),
        CAST(:largos AS float8[])) AS p (id, leste, norte, raio, lat, lon, alto, largo)
""")  # noqa: S608 - constants


def _vizinhos(session: Session, relatos: Sequence[Relato], ajustes: Ajustes) -> dict[int, tuple[int, int]]:
    """Count what lies near each report; one statement, and zeros where there is no point."""
    com_ponto = [r for r in relatos if r.leste is not None and r.latitude is not None]
    raios = [ajustes.raio_metros + min(r.precisao or 0.0, PRECISAO_MAXIMA) for r in com_ponto]
    graus = [_graus(raio, float(r.latitude or 0)) for raio, r in zip(raios, com_ponto, strict=True)]
    achadas = session.execute(
        _VIZINHOS,
        {
            "ids": [r.id for r in com_ponto],
            "lestes": [float(r.leste or 0) for r in com_ponto],
            "nortes": [float(r.norte or 0) for r in com_ponto],
            "raios": raios,
            "lats": [float(r.latitude or 0) for r in com_ponto],
            "lons": [float(r.longitude or 0) for r in com_ponto],
            "altos": [alto for alto, _ in graus],
            "largos": [largo for _, largo in graus],
        },
    )
    return {r.id: (0, 0) for r in relatos} | {id_: (ras, outros) for id_, ras, outros in achadas}
