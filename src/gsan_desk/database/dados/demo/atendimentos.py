"""RAs of the demo over the last year: what is asked, where, when, and how each one ended."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from gsan_desk.database.dados.demo import nomes, organizacao, sorteio
from gsan_desk.database.dados.demo.cadastro import PERFIL_GRANDE, Imovel
from gsan_desk.database.dados.demo.cidade import Bairro, Cidade, Rua
from gsan_desk.database.dados.demo.financeiro import Financeiro
from gsan_desk.domain.numero_manual import com_digito
from gsan_desk.domain.prazo import data_prevista

QUANTIDADE = 5000
DIAS = 365
PENDENTE, ENCERRADO, BLOQUEADO = 1, 2, 3
_DEVOLUCAO, _FALTA_GERAL = 1201, 202
_PESOS = {
    101: 9, 102: 7, 103: 6, 104: 0.3, 105: 0.6, 201: 12, 202: 1.5, 203: 4, 204: 1, 301: 1.5, 302: 0.7, 401: 5,
    402: 4, 403: 1, 404: 1.2, 405: 0.8, 501: 2.5, 502: 1.2, 503: 0.6, 601: 7, 602: 1, 603: 0.8, 701: 1.5, 702: 2,
    703: 0.2, 801: 4, 802: 1.5, 803: 1, 901: 5, 902: 5, 903: 1.2, 904: 1, 1001: 2, 1002: 0.8, 1101: 3, 1102: 0.6,
    1103: 0.4, 1201: 0.8, 1202: 0.3, 1203: 0.4, 1301: 4, 1302: 0.4, 1303: 1.2, 1401: 2, 1402: 1.5, 993: 0.3,
}  # fmt: skip
_MEIOS = {6: 44.0, 1: 30.0, 11: 12.0, 8: 7.0, 12: 5.0, 4: 1.5, 9: 0.5}
_HORAS = {7: 3, 8: 12, 9: 14, 10: 13, 11: 11, 12: 6, 13: 9, 14: 11, 15: 10, 16: 8, 17: 4, 18: 2, 20: 1, 22: 0.5}
_MOTIVOS = {2: 80.0, 104: 6.0, 103: 4.0, 4: 3.0, 32: 3.0, 102: 3.0, 106: 1.0}
_MEIO_BALCAO = 1
_COLUNAS_DO_LOCAL = (
    *("rgat_dslocalocorrencia", "lgbr_id", "lgcp_id", "rgat_nnimovel", "rgat_dspontoreferencia", "brar_id"),
    *("loca_id", "stcm_id", "qdra_id", "dves_id", "looc_id", "prua_id", "pcal_id"),
    *("rgat_nncoordenadanorte", "rgat_nncoordenadaleste"),
)


@dataclass(frozen=True, slots=True)
class Especificacao:
    """Columns of the especificação that shape a made-up RA."""

    id: int
    grupo: int
    prazo: int | None
    matricula: bool
    falta_agua: bool
    esgoto: bool
    servico: int | None
    prioridade: int | None
    encerra: bool
    urgente: bool
    solicitante: bool
    cliente: bool


@dataclass(slots=True)
class Ra:
    """An RA as it stands, before it becomes rows."""

    id: int
    especificacao: Especificacao
    abertura: datetime
    unidade_abertura: int
    usuario_abertura: int
    unidade_atual: int
    situacao: int
    previsto: date
    meio: int
    imovel: Imovel | None
    rua: Rua | None
    bairro: Bairro | None
    numero: str = ""
    encerramento: datetime | None = None
    motivo: int | None = None
    duplicidade: int | None = None
    reativacao: int | None = None
    manual: int | None = None
    reiteracoes: list[datetime] = field(default_factory=list)


@dataclass(slots=True)
class Mundo:
    """All that an RA is drawn from."""

    rng: Random
    agora: datetime
    cidade: Cidade
    imoveis: list[Imovel]
    dinheiro: Financeiro
    especificacoes: dict[int, Especificacao]
    usuarios: dict[int, list[int]]
    feriados: frozenset[date]
    pendentes: set[tuple[int, int]] = field(default_factory=set)


def montar(mundo: Mundo) -> list[Ra]:
    """Draw the RAs in order of time; some are copies of an earlier one: duplicates and reactivations."""
    momentos = sorted(_momento(mundo) for _ in range(QUANTIDADE))
    ras: list[Ra] = []
    for numero, momento in enumerate(momentos, 1):
        ra = _associado(mundo, numero, momento, ras) or _novo(mundo, numero, momento)
        _reiterar(mundo, ra)
        ras.append(ra)
    _numerar_manuais(mundo, ras)
    return ras


def _momento(mundo: Mundo) -> datetime:
    """More calls in working hours, on working days, and lately; never in the future."""
    rng = mundo.rng
    while True:
        dia = (mundo.agora - timedelta(days=rng.random() ** 1.5 * DIAS)).date()
        if dia.weekday() >= 5 and rng.random() < 0.7:
            continue
        momento = datetime.combine(dia, time(sorteio.sortear(rng, _HORAS), rng.randrange(60)))
        if momento < mundo.agora:
            return momento


def _novo(mundo: Mundo, numero: int, momento: datetime) -> Ra:
    rng = mundo.rng
    especificacao = mundo.especificacoes[sorteio.sortear(rng, _PESOS)]
    imovel = _imovel(mundo, especificacao)
    bairro = imovel.quadra.bairro if imovel else rng.choice(mundo.cidade.bairros)
    meio = sorteio.sortear(rng, _MEIOS)
    unidade = organizacao.LOJA_DA_LOCALIDADE[bairro.localidade_id] if meio == _MEIO_BALCAO else organizacao.CENTRAL
    ra = Ra(
        id=numero,
        especificacao=especificacao,
        abertura=momento,
        unidade_abertura=unidade,
        usuario_abertura=rng.choice(mundo.usuarios[unidade]),
        unidade_atual=_destino(especificacao, bairro.localidade_id, imovel) or unidade,
        situacao=PENDENTE,
        previsto=data_prevista(momento.date(), especificacao.prazo, True, mundo.feriados),
        meio=meio,
        imovel=imovel,
        rua=imovel.rua if imovel else rng.choice(bairro.ruas),
        bairro=bairro,
        numero=imovel.numero if imovel else rng.choice((str(rng.randrange(1, 2000)), "S/N")),
    )
    _concluir(mundo, ra)
    if ra.situacao == PENDENTE and imovel is None and not especificacao.falta_agua and rng.random() < 0.3:
        _bloquear(ra)
    return ra


def _bloquear(ra: Ra) -> None:
    """Leave only the description of the place; the localidade cannot tell the unit then."""
    ra.situacao, ra.rua, ra.bairro = BLOQUEADO, None, None
    propria = organizacao.ESPECIFICACAO_UNIDADE.get(ra.especificacao.id)
    ra.unidade_atual = organizacao.centralizada(propria) if propria else ra.unidade_abertura


def _imovel(mundo: Mundo, especificacao: Especificacao) -> Imovel | None:
    if not especificacao.matricula and (especificacao.id == _FALTA_GERAL or mundo.rng.random() < 0.65):
        return None
    if especificacao.id == _DEVOLUCAO:
        id_ = mundo.rng.choice(sorted(mundo.dinheiro.duplicados))
        return next(imovel for imovel in mundo.imoveis if imovel.id == id_)
    while True:
        imovel = mundo.rng.choice(mundo.imoveis)
        if not imovel.excluido and (imovel.rua or especificacao.matricula):
            return imovel


def _destino(especificacao: Especificacao, localidade: int, imovel: Imovel | None) -> int | None:
    """Walk the steps of the unidade destino over the demo's own rows (spec 10 §2.3)."""
    if imovel and imovel.perfil in PERFIL_GRANDE:
        return organizacao.GRANDES
    achado = (
        organizacao.destino_da_cobranca(especificacao.id, imovel.cobrancas if imovel else [])
        or organizacao.destino_da_localidade(localidade, especificacao.id)
        or organizacao.ESPECIFICACAO_UNIDADE.get(especificacao.id)
        or organizacao.destinos_do_grupo(localidade).get(especificacao.grupo)
    )
    if achado is None and especificacao.esgoto:
        achado = organizacao.DIVISAO_UNIDADE.get(localidade)
    return organizacao.centralizada(achado) if achado else None


def _concluir(mundo: Mundo, ra: Ra) -> None:
    """Decide whether the RA was closed by now, and why; an imóvel never has two pending of the same especificação."""
    rng = mundo.rng
    if ra.especificacao.encerra:
        ra.situacao, ra.motivo, ra.encerramento = ENCERRADO, 2, ra.abertura
        return
    prazo = max((ra.previsto - ra.abertura.date()).days, 1)
    fim = ra.abertura + timedelta(days=prazo * rng.gammavariate(2.0, 0.42), minutes=rng.randrange(30, 400))
    esquecido = rng.random() < 0.045
    if esquecido or fim >= mundo.agora:
        if ra.imovel is None:
            return
        chave = (ra.imovel.id, ra.especificacao.id)
        if chave not in mundo.pendentes:
            mundo.pendentes.add(chave)
            return
        fim = ra.abertura + (mundo.agora - ra.abertura) / 2
    ra.situacao = ENCERRADO
    ra.encerramento = _no_expediente(fim, ra.abertura)
    ra.motivo = sorteio.sortear(rng, _MOTIVOS)


def _no_expediente(fim: datetime, abertura: datetime) -> datetime:
    """Bring a closing of the small hours back to the evening before, not before the opening."""
    if fim.hour < 7:
        fim -= timedelta(hours=9)
    return max(fim, abertura + timedelta(minutes=20)).replace(second=0, microsecond=0)


def _associado(mundo: Mundo, numero: int, momento: datetime, ras: list[Ra]) -> Ra | None:
    """Copy the place of a recent RA: as its duplicate, or reactivating it after it was closed."""
    sorte = mundo.rng.random()
    if sorte > 0.03 or len(ras) < 100:
        return None
    anterior = mundo.rng.choice(ras[-100:])
    if anterior.rua is None or anterior.duplicidade or anterior.especificacao.encerra:
        return None
    fechado = anterior.encerramento is not None and anterior.encerramento < momento
    if fechado != (sorte < 0.015) or any(ra.reativacao == anterior.id for ra in ras[-200:]):
        return None
    ra = Ra(
        id=numero,
        especificacao=anterior.especificacao,
        abertura=momento,
        unidade_abertura=organizacao.CENTRAL,
        usuario_abertura=mundo.rng.choice(mundo.usuarios[organizacao.CENTRAL]),
        unidade_atual=anterior.unidade_atual,
        situacao=PENDENTE,
        previsto=data_prevista(momento.date(), anterior.especificacao.prazo, True, mundo.feriados),
        meio=6,
        imovel=anterior.imovel,
        rua=anterior.rua,
        bairro=anterior.bairro,
        numero=anterior.numero,
    )
    if fechado:
        ra.reativacao = anterior.id
        _concluir(mundo, ra)
    else:
        ra.duplicidade, ra.situacao, ra.motivo = anterior.id, ENCERRADO, 101
        ra.encerramento = min(momento + timedelta(hours=3), mundo.agora - timedelta(minutes=1))
    return ra


def _reiterar(mundo: Mundo, ra: Ra) -> None:
    """People call again once the deadline has passed."""
    fim = ra.encerramento or mundo.agora
    vencido = datetime.combine(ra.previsto, time(9))
    if ra.situacao == BLOQUEADO or fim <= vencido + timedelta(hours=1):
        return
    for _ in range(mundo.rng.choice((0, 0, 0, 0, 0, 0, 1, 1, 2))):
        ra.reiteracoes.append((vencido + (fim - vencido) * mundo.rng.random()).replace(second=0, microsecond=0))
    ra.reiteracoes.sort()


def _numerar_manuais(mundo: Mundo, ras: list[Ra]) -> None:
    """Pretend that a few RAs were first written on paper."""
    for sequencial, ra in enumerate(mundo.rng.sample(ras, 60), 1):
        ra.manual = com_digito(sequencial)


def linhas(mundo: Mundo, ras: list[Ra]) -> list[dict[str, Any]]:
    """Turn RAs into rows of ``registro_atendimento``."""
    return [_linha(mundo.rng, ra) for ra in ras]


def _linha(rng: Random, ra: Ra) -> dict[str, Any]:
    ultima = max(filter(None, (ra.abertura, ra.encerramento, *ra.reiteracoes)))
    return {
        "rgat_id": ra.id,
        "step_id": ra.especificacao.id,
        "meso_id": ra.meio,
        "rgat_cdsituacao": ra.situacao,
        "rgat_tmregistroatendimento": ra.abertura,
        "rgat_dtprevistaoriginal": ra.previsto,
        "rgat_dtprevistaatual": ra.previsto,
        "rgat_icatendimentoonline": 2 if ra.manual else 1,
        "rgat_idmanual": ra.manual,
        "rgat_dsobservacao": "SOLICITANTE PEDE PROVIDENCIA" if ra.especificacao.encerra or rng.random() < 0.6 else None,
        "unid_idatual": ra.unidade_atual,
        "imov_id": ra.imovel.id if ra.imovel else None,
        "rgat_qtreiteracoes": len(ra.reiteracoes) or None,
        "rgat_tmultimareiteracao": ra.reiteracoes[-1] if ra.reiteracoes else None,
        "amen_id": ra.motivo,
        "rgat_tmencerramento": ra.encerramento,
        "rgat_dsparecerencerramento": "ATENDIDO CONFORME SOLICITADO" if ra.encerramento else None,
        "rgat_idduplicidade": ra.duplicidade,
        "rgat_idreativacao": ra.reativacao,
        "rmrv_id": 2 if ra.reativacao else None,
        "rgat_tmultimaalteracao": ultima,
    } | _local(rng, ra)


def _local(rng: Random, ra: Ra) -> dict[str, Any]:
    local: dict[str, Any] = dict.fromkeys(_COLUNAS_DO_LOCAL)
    if ra.bairro is None:
        return local | {"rgat_dslocalocorrencia": rng.choice(nomes.SEM_ENDERECO)}
    local["loca_id"] = ra.bairro.localidade_id
    if ra.rua and ra.especificacao.id != _FALTA_GERAL:
        local |= {
            "lgbr_id": ra.rua.logradouro_bairro_id,
            "lgcp_id": ra.rua.logradouro_cep_id,
            "rgat_nnimovel": ra.numero,
        }
        local["rgat_dspontoreferencia"] = rng.choice(nomes.REFERENCIAS) if rng.random() < 0.4 else None
    if ra.especificacao.falta_agua:
        local["brar_id"] = rng.choice(ra.bairro.areas)
    if ra.especificacao.esgoto and ra.bairro.localidade_id != 5:
        local["dves_id"] = ra.bairro.localidade_id
    if ra.imovel:
        quadra = ra.imovel.quadra
        local |= {"stcm_id": quadra.setor_id, "qdra_id": quadra.id}
        local |= {"prua_id": ra.imovel.pavimento_rua, "pcal_id": ra.imovel.pavimento_calcada}
        local |= {"rgat_nncoordenadanorte": round(quadra.norte, 4), "rgat_nncoordenadaleste": round(quadra.leste, 4)}
    elif ra.especificacao.servico:
        local |= {"looc_id": rng.choice((1, 2)), "prua_id": 2, "pcal_id": 2}
    return local
