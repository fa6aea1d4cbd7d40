"""``python -m bench.relatos``: how well the RA that exists already is found, and how fast among a million.

The labelled set is drawn with a fixed seed over a town of our own beside the training's data: a grid of streets with a
house every 12 m, and RAs with coordinates (half), only an imóvel, or only street and number. Of the reports,

- three in five are duplicates: of an open RA or, one in five, of one closed within the week. The phone errs by 5 to
  40 m and tells a radius, one in seven gives no position; the address is misspelt or cut short, its number off by some
  houses;
- the others are near misses: a new leak at another house, at least 60 m from every RA of the kind.

The rule it is held against is the one of FixMyStreet: open, of the same kind, within 1,000 m, nearest first.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import dist
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import psycopg
from sqlalchemy import text
from sqlalchemy.orm import Session

from bench.base import Bancada, preparar
from gsan_desk.database.dados.demo import nomes
from gsan_desk.database.dados.linhas import inserir
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.relato import Problema
from gsan_desk.models.pontos import ponto_do_imovel, ponto_do_ra
from gsan_desk.progis.simulacao import apressado
from gsan_desk.services.progis.achados import SQL
from gsan_desk.services.progis.candidatos import Alcance, Lugar, candidatos, especificacoes_do

SEMENTE, RELATOS, MILHAO = 20261, 600, 1_000_000
LESTE, NORTE, LADO, PASSO, RUAS = 500_000.0, 9_200_000.0, 2_160.0, 12.0, 24
PRIMEIRO = 7_000_000
AGUA, ESGOTO, OUTRAS = (101, 102), (401, 402), (301, 201)
ABERTOS, ENCERRADOS, ANTIGOS = 800, 200, 200
Par = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Casa:
    """A house: where it is, and how it is written."""

    imovel: int
    lgbr: int
    rua: str
    numero: int
    onde: Par


@dataclass(frozen=True, slots=True)
class RA:
    """An RA of the town, with the truth of where it is."""

    numero: int
    especificacao: int
    casa: Casa
    aberto: bool
    recente: bool
    referencia: str


@dataclass(frozen=True, slots=True)
class Caso:
    """A report and the RA that it repeats, if any."""

    lugar: Lugar
    problema: Problema
    certo: int | None


@dataclass(slots=True)
class Placar:
    """Counts of one rule."""

    primeiros: int = 0
    cinco: int = 0
    repetidos: int = 0
    falsos: int = 0
    casos: int = 0

    def contar(self, achados: list[int], certo: int | None) -> None:
        """Add a case."""
        self.casos += 1
        self.falsos += sum(a != certo for a in achados)
        if certo is not None:
            self.repetidos += 1
            self.primeiros += achados[:1] == [certo]
            self.cinco += certo in achados[:5]

    def linha(self, nome: str) -> str:
        """Write the row of the table."""
        return (
            f"| {nome} | {self.primeiros / self.repetidos:.3f} | {self.cinco / self.repetidos:.3f} "
            f"| {self.falsos / self.casos:.2f} |"
        )


def main() -> None:
    """Measure both."""
    leitor = argparse.ArgumentParser(prog="python -m bench.relatos", description=__doc__.splitlines()[0])
    leitor.add_argument("--sem-tempo", action="store_true", help="só o acerto, sem encher a base")
    opcoes = leitor.parse_args()
    with preparar() as bancada, bancada.superusuario() as base:
        rng = Random(SEMENTE)
        casas = _cidade(base, rng)
        ras = _ras(base, rng, casas)
        base.execute("VACUUM ANALYZE")
        casos = list(_casos(rng, casas, ras))
        nosso, simples = Placar(), Placar()
        for caso in casos:
            espec = _especificacoes(bancada, caso)
            achados = bancada.banco.executar(candidatos, bancada.contexto, caso.lugar, espec)
            nosso.contar([c.numero for c in achados], caso.certo)
            simples.contar(_simples(base, caso), caso.certo)
        print(f"{len(casos)} relatos, {nosso.repetidos} repetidos, semente {SEMENTE}\n")
        print("| regra | precisão@1 | recall@5 | falsos por relato |\n| --- | ---: | ---: | ---: |")
        print(nosso.linha("candidatos"))
        print(simples.linha("mesma espécie em 1.000 m") + "\n")
    if not opcoes.sem_tempo:
        print(_tempo(rng))


def _especificacoes(bancada: Bancada, caso: Caso) -> tuple[int, ...]:
    """Give what the settings of a utility would propose."""
    proposta = AGUA[0] if caso.problema is Problema.AGUA else ESGOTO[0]
    return especificacoes_do(caso.problema, proposta, bancada.contexto.dominios)


def _cidade(base: psycopg.Connection[Any], rng: Random) -> list[Casa]:
    sobrenomes = [f"{a} {b}" for a in nomes.HOMENS + nomes.MULHERES for b in nomes.ULTIMOS]
    batismos = rng.sample(sobrenomes, 2 * RUAS)
    bairro = base.execute("SELECT bair_id, muni_id FROM cadastro.bairro ORDER BY 1 LIMIT 1").fetchone()
    modelo = base.execute("SELECT loca_id, stcm_id, qdra_id FROM cadastro.imovel ORDER BY 1 LIMIT 1").fetchone()
    assert bairro is not None
    assert modelo is not None
    ruas, ligacoes, imoveis, casas = [], [], [], []
    for r, nome in enumerate(batismos):
        id_ = PRIMEIRO + r
        ruas.append({"logr_id": id_, "logr_nmlogradouro": nome, "muni_id": bairro[1], "lgtp_id": 1})
        ligacoes.append({"lgbr_id": id_, "logr_id": id_, "bair_id": bairro[0]})
        for n in range(int(LADO / PASSO)):
            ao_longo, ao_lado = n * PASSO, (r % RUAS) * LADO / RUAS + (4 if n % 2 else -4)
            onde = (LESTE + ao_longo, NORTE + ao_lado) if r < RUAS else (LESTE + ao_lado, NORTE + ao_longo)
            casa = Casa(PRIMEIRO + len(casas), id_, nome, 10 + n * 10, onde)
            casas.append(casa)
            imoveis.append(
                {
                    "imov_id": casa.imovel,
                    "loca_id": modelo[0],
                    "stcm_id": modelo[1],
                    "qdra_id": modelo[2],
                    **dict.fromkeys(("iper_id", "cstf_id", "last_id", "lest_id", "prua_id", "pcal_id"), 1),
                    "imov_nnlote": n,
                    "imov_nnsublote": r,
                    "imov_nnimovel": str(casa.numero),
                    "imov_nncoordenadax": f"{onde[0]:.2f}",
                    "imov_nncoordenaday": f"{onde[1]:.2f}",
                    "lgbr_id": id_,
                }
            )
    base.execute("SET session_replication_role = replica")
    for tabela, linhas in (("logradouro", ruas), ("logradouro_bairro", ligacoes), ("imovel", imoveis)):
        inserir(base, f"cadastro.{tabela}", linhas)
    return casas


def _ras(base: psycopg.Connection[Any], rng: Random, casas: list[Casa]) -> list[RA]:
    agora = datetime.now().replace(microsecond=0)  # noqa: DTZ005 - GSAN's stamps have no zone
    feitos, linhas = [], []
    for k in range(ABERTOS + ENCERRADOS + ANTIGOS):
        casa = rng.choice(casas)
        espec = rng.choice((*AGUA, *AGUA, *ESGOTO, *OUTRAS))
        aberto, recente = k < ABERTOS, k < ABERTOS + ENCERRADOS
        ra = RA(PRIMEIRO + k, espec, casa, aberto, recente, rng.choice(nomes.REFERENCIAS) if rng.random() < 0.4 else "")
        feitos.append(ra)
        dias = rng.expovariate(1 / 6) if aberto else rng.uniform(8, 30) if recente else rng.uniform(40, 80)
        fim = timedelta(days=rng.uniform(0, 6.5) if recente else rng.uniform(8, 35))
        como = rng.random()
        ponto = como < 0.5
        linhas.append(
            {
                "rgat_id": ra.numero,
                "step_id": espec,
                "meso_id": 1,
                "rgat_cdsituacao": 1 if aberto else 2,
                "amen_id": None if aberto else 2,
                "rgat_tmencerramento": None if aberto else agora - fim,
                "rgat_icatendimentoonline": 1,
                "rgat_tmregistroatendimento": agora - timedelta(days=dias),
                "rgat_dtprevistaoriginal": (agora + timedelta(days=2)).date(),
                "rgat_dtprevistaatual": (agora + timedelta(days=2)).date(),
                "unid_idatual": 1,
                "rgat_nncoordenadaleste": round(casa.onde[0] + rng.gauss(0, 8), 4) if ponto else None,
                "rgat_nncoordenadanorte": round(casa.onde[1] + rng.gauss(0, 8), 4) if ponto else None,
                "imov_id": casa.imovel if 0.5 <= como < 0.8 else None,
                "lgbr_id": casa.lgbr,
                "rgat_nnimovel": str(casa.numero),
                "rgat_dspontoreferencia": ra.referencia or None,
            }
        )
    inserir(base, "atendimentopublico.registro_atendimento", linhas)
    return feitos


def _casos(rng: Random, casas: list[Casa], ras: list[RA]) -> Iterator[Caso]:
    vazamentos = [ra for ra in ras if ra.especificacao in (*AGUA, *ESGOTO)]
    abertos, recentes = [r for r in vazamentos if r.aberto], [r for r in vazamentos if r.recente and not r.aberto]
    for _ in range(RELATOS):
        if rng.random() < 0.6:
            ra = rng.choice(recentes if rng.random() < 0.2 else abertos)
            problema = Problema.AGUA if ra.especificacao in AGUA else Problema.ESGOTO
            yield Caso(_lugar(rng, ra.casa, ra.referencia), problema, ra.numero)
        else:
            problema = rng.choice((Problema.AGUA, Problema.ESGOTO))
            especie = AGUA if problema is Problema.AGUA else ESGOTO
            mesmos = [r.casa.onde for r in vazamentos if r.recente and r.especificacao in especie]
            longe = (c for c in iter(lambda: rng.choice(casas), None) if all(dist(c.onde, m) >= 60 for m in mesmos))
            yield Caso(_lugar(rng, next(longe), ""), problema, None)


def _lugar(rng: Random, casa: Casa, referencia: str) -> Lugar:
    erro = rng.choice((5.0, 10.0, 20.0, 40.0))
    com_ponto = rng.random() < 6 / 7
    numero = casa.numero + (rng.choice((-20, -10, 10, 20)) if rng.random() < 0.3 else 0)
    com_endereco = not com_ponto or rng.random() < 0.55
    return Lugar(
        leste=Decimal(f"{casa.onde[0] + rng.gauss(0, erro):.4f}") if com_ponto else None,
        norte=Decimal(f"{casa.onde[1] + rng.gauss(0, erro):.4f}") if com_ponto else None,
        precisao=1.5 * erro if com_ponto else 0.0,
        endereco=apressado(rng, f"RUA {casa.rua}, {max(numero, 1)}") if com_endereco else "",
        ponto_referencia=referencia if rng.random() < 0.5 else "",
    )


_SIMPLES = f"""
    SELECT r.rgat_id FROM atendimentopublico.registro_atendimento r
    LEFT JOIN cadastro.imovel i ON i.imov_id = r.imov_id
    WHERE r.rgat_cdsituacao = 1 AND r.step_id = ANY (%s)
        AND coalesce({ponto_do_ra("r")}, {ponto_do_imovel("i")}) <-> point(%s, %s) <= 1000
    ORDER BY coalesce({ponto_do_ra("r")}, {ponto_do_imovel("i")}) <-> point(%s, %s)
"""  # noqa: S608 - constants


def _simples(base: psycopg.Connection[Any], caso: Caso) -> list[int]:
    if caso.lugar.leste is None or caso.lugar.norte is None:
        return []
    ponto = (float(caso.lugar.leste), float(caso.lugar.norte))
    especie = list(AGUA if caso.problema is Problema.AGUA else ESGOTO)
    return [n for (n,) in base.execute(_SIMPLES, (especie, *ponto, *ponto))]


_LUGARES = """
SELECT rgat_nncoordenadaleste, rgat_nncoordenadanorte, step_id
FROM atendimentopublico.registro_atendimento TABLESAMPLE SYSTEM (1) REPEATABLE (60)
WHERE rgat_nncoordenadaleste IS NOT NULL ORDER BY rgat_id
"""


def _tempo(rng: Random) -> str:
    """Time the server and the whole call in a base with a million RAs, near places where some of them are."""
    servidor, chamada = [], []
    with preparar(MILHAO) as bancada:
        lugares = bancada.consultar(_LUGARES)
        for leste, norte, especificacao in rng.sample(lugares, 60):
            lugar = Lugar(Decimal(str(leste)), Decimal(str(norte)), precisao=rng.choice((8.0, 30.0, 60.0)))
            espec = (int(str(especificacao)),)
            inicio = perf_counter()
            bancada.banco.executar(candidatos, bancada.contexto, lugar, espec)
            chamada.append(1000 * (perf_counter() - inicio))
            servidor.append(bancada.banco.executar(_no_servidor, bancada.contexto, lugar, espec))
    return (
        f"Entre {MILHAO:,} RAs: servidor {median(servidor):.1f} ms (p95 {quantiles(servidor, n=20)[-1]:.1f}), "
        f"chamada inteira {median(chamada):.1f} ms (p95 {quantiles(chamada, n=20)[-1]:.1f})"
    ).replace(",", ".", 2)


def _no_servidor(session: Session, contexto: Contexto, lugar: Lugar, espec: tuple[int, ...]) -> float:
    from gsan_desk.services.progis import candidatos as modulo  # noqa: PLC0415 - the statement as it is sent

    especies = modulo._da_mesma_especie(espec, contexto.dominios)
    parametros = modulo._parametros(lugar, especies, Alcance())
    plano = session.execute(text(f"EXPLAIN (ANALYZE, FORMAT JSON) {SQL}"), parametros).scalar_one()
    return float(plano[0]["Execution Time"])


if __name__ == "__main__":
    main()
