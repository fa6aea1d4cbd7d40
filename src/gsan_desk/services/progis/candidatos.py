"""Is there an RA already? RAs near a place, of the same kind, ranked with reasons (issue 6, point 3; spec 40 §2.4).

One engine for a citizen's report and for any RA whose place is known. The server finds, through its indexes, what may
be the same; likeness of texts is weighed here, on the few that were found.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Float, Integer, exists, func, select, text
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM, SituacaoOS, SituacaoRA
from gsan_desk.domain.dominios import Contexto, Dominios
from gsan_desk.domain.leitura import pode_atrasar
from gsan_desk.domain.relato import Problema
from gsan_desk.domain.semelhanca import (
    Especie,
    Indicios,
    avaliar,
    mesma_referencia,
    mesma_rua,
    pistas,
    quando,
    separar,
)
from gsan_desk.models.atendimentopublico import (
    OrdemServico,
    RegistroAtendimento,
    RegistroAtendimentoAnexo,
    RegistroAtendimentoSolicitante,
    Tramite,
)
from gsan_desk.services.endereco import texto_da_ocorrencia
from gsan_desk.services.linhas_json import Consulta, texto
from gsan_desk.services.progis.achados import SQL
from gsan_desk.services.relogio import agora

PRECISAO_MAXIMA = 300.0
LIMITE = 20


@dataclass(frozen=True, slots=True)
class Lugar:
    """Where something is: any part may be missing.

    Args:
        leste, norte: projected metres.
        precisao: radius in metres within which the point is right.
        fone: E.164.
        exceto_ra: an RA being changed is no candidate of itself.
    """

    leste: Decimal | None = None
    norte: Decimal | None = None
    precisao: float = 0.0
    imovel_id: int | None = None
    logradouro_bairro_id: int | None = None
    endereco: str = ""
    ponto_referencia: str = ""
    fone: str = ""
    exceto_ra: int | None = None


@dataclass(frozen=True, slots=True)
class Alcance:
    """How far and how long ago the search looks; metres and days."""

    raio: float = 150.0
    dias_encerrados: int = 7
    dias_mesmo_telefone: int = 30


@dataclass(frozen=True, slots=True)
class Candidato:
    """An RA that may be the same; ``distancia`` in metres, ``aproximada`` when it is that of the street.

    ``leste`` and ``norte`` are its own, else those of its imóvel, else of the imóvel of its street that is nearest.
    """

    numero: int
    protocolo: str
    especificacao_id: int
    situacao: SituacaoRA
    endereco: str
    ponto_referencia: str
    aberto_em: datetime
    previsto_para: Any
    encerrado_em: datetime | None
    unidade_atual_id: int | None
    ordem_servico: int | None
    reiteracoes: int
    tem_foto: bool
    ultimo_tramite: datetime | None
    leste: float | None
    norte: float | None
    distancia: float | None
    aproximada: bool
    idade: timedelta
    pontos: float
    razoes: tuple[str, ...]

    @property
    def aberto(self) -> bool:
        """Tell whether a citizen may still be attached to it."""
        return self.situacao is not SituacaoRA.ENCERRADO


@pode_atrasar
def candidatos(
    session: Session,
    contexto: Contexto,
    lugar: Lugar,
    especificacoes: Collection[int],
    alcance: Alcance = Alcance(),
) -> tuple[Candidato, ...]:
    """List the RAs that may be the same, likeliest first; one statement.

    ``especificacoes`` are those that the place would get: the first is compared as such, all of their kind count.
    """
    especies = _da_mesma_especie(especificacoes, contexto.dominios)
    linhas = session.execute(_consulta(), _parametros(lugar, especies, alcance))
    achados = [_montar(dict(linha._mapping), lugar, especies, alcance) for linha in linhas]
    ordenados = sorted((c for c in achados if c is not None), key=lambda c: (-c.pontos, c.distancia or 0.0, -c.numero))
    return tuple(ordenados[:LIMITE])


def especificacoes_do(problema: Problema, proposta: int | None, dominios: Dominios) -> tuple[int, ...]:
    """Give the especificação proposed by the settings, or all that the problem may be."""
    if proposta in dominios.especificacoes:
        return (proposta,)
    esgoto = problema is Problema.ESGOTO
    do_problema = {t.id for t in dominios.tipos.values() if t.area_esgoto is esgoto and t.em_uso}
    return tuple(e.id for e in dominios.especificacoes.values() if e.tipo_id in do_problema and e.em_uso)


def _da_mesma_especie(especificacoes: Collection[int], dominios: Dominios) -> dict[int, Especie]:
    """Give every especificação of the kind, and how near it is."""
    conhecidas = [dominios.especificacoes[e] for e in especificacoes if e in dominios.especificacoes]
    exata = {conhecidas[0].id} if len(conhecidas) == 1 else set()
    tipos = {e.tipo_id for e in conhecidas}
    grupos = {dominios.tipos[t].grupo_id for t in tipos if t in dominios.tipos}
    especies = {}
    for e in dominios.especificacoes.values():
        tipo = dominios.tipos.get(e.tipo_id)
        if e.id in exata:
            especies[e.id] = Especie.MESMA
        elif e.tipo_id in tipos:
            especies[e.id] = Especie.MESMO_TIPO
        elif tipo is not None and tipo.grupo_id in grupos:
            especies[e.id] = Especie.MESMO_GRUPO
    return especies


def _parametros(lugar: Lugar, especies: dict[int, Especie], alcance: Alcance) -> dict[str, Any]:
    nacional = lugar.fone.removeprefix("+55") if lugar.fone.startswith("+55") else ""
    sem_rua = lugar.leste is None and lugar.logradouro_bairro_id is None
    inicios, trechos = pistas(lugar.endereco) if sem_rua else ((), ())
    return {
        "leste": float(lugar.leste) if lugar.leste is not None else None,
        "norte": float(lugar.norte) if lugar.norte is not None else None,
        "alcance": _alcance(lugar, alcance),
        "especies": list(especies),
        "imovel": lugar.imovel_id,
        "logradouro": lugar.logradouro_bairro_id,
        "inicios": list(inicios),
        "finais": [chr(ord(inicio) + 1) for inicio in inicios],
        "trechos": list(trechos),
        "ddd": int(nacional[:2]) if nacional[:2].isdigit() else None,
        "fone": nacional[2:] or None,
        "e164": lugar.fone or None,
        "dias": alcance.dias_encerrados,
        "dias_fone": alcance.dias_mesmo_telefone,
        "exceto": lugar.exceto_ra or 0,
    }


def _alcance(lugar: Lugar, alcance: Alcance) -> float:
    return alcance.raio + min(max(lugar.precisao, 0.0), PRECISAO_MAXIMA)


@cache
def _consulta() -> Consulta:
    ra, solicitante = RegistroAtendimento, RegistroAtendimentoSolicitante
    achado = (
        text(SQL)
        .columns(rgat_id=Integer, distancia=Float, aproximada=Boolean, mesmo_telefone=Boolean, leste=Float, norte=Float)
        .cte("achado")
    )
    protocolo = select(solicitante.protocolo).where(
        solicitante.registro_atendimento_id == ra.id, solicitante.indicador_solicitante_principal == SIM
    )
    ordem = select(func.max(OrdemServico.id)).where(
        OrdemServico.registro_atendimento_id == ra.id, OrdemServico.situacao != SituacaoOS.ENCERRADA
    )
    tramite = select(func.max(Tramite.data_tramite)).where(Tramite.registro_atendimento_id == ra.id)
    return (
        select(
            ra.id.label("numero"),
            texto(protocolo.order_by(solicitante.id).limit(1).scalar_subquery()).label("protocolo"),
            ra.especificacao_id.label("especificacao_id"),
            ra.situacao.label("situacao"),
            texto(texto_da_ocorrencia()).label("endereco"),
            texto(ra.descricao_local_ocorrencia).label("descricao"),
            texto(ra.ponto_referencia).label("ponto_referencia"),
            ra.data_atendimento.label("aberto_em"),
            ra.data_prevista_atual.label("previsto_para"),
            ra.data_encerramento.label("encerrado_em"),
            ra.unidade_atual_id.label("unidade_atual_id"),
            ra.imovel_id.label("imovel_id"),
            ordem.scalar_subquery().label("ordem_servico"),
            func.coalesce(ra.quantidade_reiteracao, 0).label("reiteracoes"),
            exists().where(RegistroAtendimentoAnexo.registro_atendimento_id == ra.id).label("tem_foto"),
            tramite.scalar_subquery().label("ultimo_tramite"),
            achado.c.leste,
            achado.c.norte,
            achado.c.distancia,
            achado.c.aproximada,
            achado.c.mesmo_telefone,
            agora().label("agora"),
        )
        .select_from(achado)
        .join(ra, ra.id == achado.c.rgat_id)
    )


def _montar(linha: dict[str, Any], lugar: Lugar, especies: dict[int, Especie], alcance: Alcance) -> Candidato | None:
    momento: datetime = linha.pop("agora")
    telefone, imovel_id, descricao = linha.pop("mesmo_telefone"), linha.pop("imovel_id"), linha.pop("descricao")
    linha["endereco"] = linha["endereco"] or descricao
    dito, escrito = separar(lugar.endereco), separar(linha["endereco"])
    numeros = (dito.numero, escrito.numero)
    idade = momento - linha["aberto_em"]
    nota = avaliar(
        Indicios(
            distancia=linha["distancia"],
            aproximada=linha["aproximada"],
            alcance=_alcance(lugar, alcance),
            especie=especies.get(linha["especificacao_id"], Especie.OUTRA),
            rua=mesma_rua(dito, escrito),
            numeros=numeros if None not in numeros else None,  # type: ignore[arg-type]  # both are known
            referencia=mesma_referencia(lugar.ponto_referencia, linha["ponto_referencia"]),
            mesmo_telefone=telefone,
            mesmo_imovel=imovel_id is not None and imovel_id == lugar.imovel_id,
            idade=idade,
            encerrado_ha=quando(momento, linha["encerrado_em"]),
        )
    )
    if not nota.candidato:
        return None
    linha["situacao"] = SituacaoRA(linha["situacao"])
    return Candidato(**linha, idade=idade, pontos=nota.pontos, razoes=nota.razoes)
