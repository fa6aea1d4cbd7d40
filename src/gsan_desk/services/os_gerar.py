"""Gerar OS: an Ordem de Serviço of a service that the especificação foresees, for a pending RA (spec 10 §2.10, §3.8).

What a person may generate: the service that the especificação demands, or its pavements, and the *OS Possíveis*
(spec 30 §3.3) in their order. A service whose reference asks for an existing OS is none of them (spec 30 §2.2).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain.codigos import RelacaoTipo, SituacaoRA
from gsan_desk.domain.dominios import Contexto, Especificacao, ServicoTipo
from gsan_desk.domain.erros import Conflito, RegraViolada
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.domain.ordem_servico import GerarOS, OSGerada
from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.domain.regras.autorizacao import pode_manter
from gsan_desk.domain.regras.ordem_servico import ordem_do_servico, servico_devido
from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.base import proximo_id
from gsan_desk.services import linhas_juntas, ra_resumo
from gsan_desk.services.linhas_json import Consulta, linhas, objeto, sim
from gsan_desk.services.linhas_juntas import Parte
from gsan_desk.services.linhas_os import linha_da_os
from gsan_desk.services.pesquisas.lista import MAIOR_INTEIRO
from gsan_desk.services.ra_consultar.pessoas import NUMERO
from gsan_desk.services.ra_trava import trancar
from gsan_desk.services.relogio import agora

CAMPO = "ordem_servico.servico_tipo_id"


@dataclass(frozen=True, slots=True)
class GeracaoAberta:
    """What the screen starts with: the RA, what may be generated, and the OS that it has."""

    ra: ra_resumo.ResumoDoRA
    servicos: tuple[ServicoTipo, ...]
    vistas: frozenset[int]


def abrir(session: Session, contexto: Contexto, numero: int) -> GeracaoAberta:
    """Check that an OS may be generated, and list the services; one statement.

    Raises:
        RegraViolada: there is no such RA (M70), it is not pending, another unit holds it, or no service is foreseen.
    """
    fatos = _ler(session, numero)
    servicos = _conferir(fatos, contexto)
    return GeracaoAberta(ra_resumo.montar(fatos), servicos, frozenset(ordem["id"] for ordem in fatos.ordens))


def gerar(session: Session, contexto: Contexto, comando: GerarOS) -> OSGerada:
    """Generate the OS; four statements. The same command, sent again by the same person, generates nothing.

    Raises:
        Conflito: the RA has another OS by now, or has been locked for too long.
        RegraViolada: the reasons of :func:`abrir`, or a service that is not foreseen.
    """
    trancar(session, comando.ra)
    fatos = _ler(session, comando.ra)
    servicos = _conferir(fatos, contexto)
    if comando.servico_tipo_id is None:
        raise RegraViolada(violacao("M01", CAMPO))
    if comando.servico_tipo_id not in {servico.id for servico in servicos}:
        raise RegraViolada(violacao("OS_SERVICO", CAMPO))
    if (gerada := _gerada_antes(fatos, contexto, comando)) is not None:
        return gerada
    return OSGerada(comando.ra, _gravar(session, contexto, fatos, comando.servico_tipo_id))


def _conferir(fatos: Any, contexto: Contexto) -> tuple[ServicoTipo, ...]:
    abertura = fatos.abertura or {}
    if fatos.situacao != SituacaoRA.PENDENTE:
        raise RegraViolada(violacao("OS_SITUACAO"))
    if not pode_manter(contexto, fatos.unidade_atual_id, abertura.get("unidade_id")):
        raise RegraViolada(violacao("OS_UNIDADE"))
    servicos = _servicos(fatos, contexto)
    if not servicos:
        raise RegraViolada(violacao("OS_SEM_SERVICO"))
    return servicos


def _servicos(fatos: Any, contexto: Contexto) -> tuple[ServicoTipo, ...]:
    """List the services in use, the one that is due first."""
    dominios = contexto.dominios
    lugar = Local(
        local_ocorrencia_id=fatos.local_ocorrencia_id,
        pavimento_rua_id=fatos.pavimento_rua_id,
        pavimento_calcada_id=fatos.pavimento_calcada_id,
    )
    devido = servico_devido(_especificacao(fatos, contexto), lugar, dominios)
    ids = [devido, *(possivel["id"] for possivel in fatos.possiveis if not possivel["com_referencia"])]
    achados = (dominios.servicos.get(id_ or 0) for id_ in dict.fromkeys(ids))
    return tuple(servico for servico in achados if servico is not None and servico.em_uso)


def _especificacao(fatos: Any, contexto: Contexto) -> Especificacao:
    achada = contexto.dominios.especificacoes.get(fatos.especificacao_id)
    if achada is None:
        raise RegraViolada(violacao("OS_SEM_SERVICO"))
    return achada


def _gerada_antes(fatos: Any, contexto: Contexto, comando: GerarOS) -> OSGerada | None:
    """Recognise the OS that this command, thought to be lost, generated; another's asks for a second look."""
    novas = [ordem for ordem in fatos.ordens if ordem["id"] not in comando.vistas]
    minha = (comando.servico_tipo_id, contexto.operador.usuario_id)
    for ordem in novas:
        if minha in ((ordem["servico"], ordem["usuario"]), (ordem["referencia"], ordem["usuario"])):
            return OSGerada(comando.ra, ordem["id"], ja_existia=True)
    if novas:
        raise Conflito(texto("OS_OUTRA", ordem_servico=novas[-1]["id"]))
    return None


def _gravar(session: Session, contexto: Contexto, fatos: Any, servico_tipo_id: int) -> int:
    ordem = ordem_do_servico(servico_tipo_id, _especificacao(fatos, contexto), contexto.dominios)
    if ordem is None:
        raise RegraViolada(violacao("OS_SERVICO", CAMPO))
    ra = {nome: getattr(fatos, nome) for nome in ("imovel_id", "observacao", "unidade_atual_id")}
    comuns = {"ultima_alteracao": fatos.agora}
    linha = {"id": proximo_id(ap.OrdemServico), **linha_da_os(ordem, fatos.id, ra, fatos.agora), **comuns}
    ordem_id = linhas_juntas.inserir_um(session, ap.OrdemServico, linha)
    unidade = {
        "id": proximo_id(ap.OrdemServicoUnidade),
        "ordem_servico_id": ordem_id,
        "unidade_id": (fatos.abertura or {}).get("unidade_id") or contexto.operador.unidade_id,
        "usuario_id": contexto.operador.usuario_id,
        "relacao_tipo_id": RelacaoTipo.ABRIR,
        **comuns,
    }
    linhas_juntas.inserir(session, [Parte(ap.OrdemServicoUnidade, [unidade])])
    return ordem_id


def _ler(session: Session, numero: int) -> Any:
    linha = session.execute(_consulta(), {"numero": numero}).one_or_none() if 0 < numero <= MAIOR_INTEIRO else None
    if linha is None:
        raise RegraViolada(violacao("M70", "numero"))
    return linha


@cache
def _consulta() -> Consulta:
    return ra_resumo.consulta(
        RA.especificacao_id,
        RA.imovel_id,
        RA.observacao,
        RA.local_ocorrencia_id,
        RA.pavimento_rua_id,
        RA.pavimento_calcada_id,
        agora().label("agora"),
        objeto(_abertura()).label("abertura"),
        linhas(_possiveis()).label("possiveis"),
        linhas(_ordens()).label("ordens"),
    )


def _abertura() -> Consulta:
    unidade = ap.RegistroAtendimentoUnidade
    return (
        select(unidade.unidade_id.label("unidade_id"))
        .where(unidade.registro_atendimento_id == NUMERO, unidade.relacao_tipo_id == RelacaoTipo.ABRIR)
        .order_by(unidade.id)
    )


def _possiveis() -> Consulta:
    possivel, servico, referencia = ap.EspecificacaoServicoTipo, ap.ServicoTipo, ap.ServicoTipoReferencia
    este = aliased(RA)
    return (
        select(
            possivel.servico_tipo_id.label("id"),
            sim(referencia.indicador_existencia_os_referencia).label("com_referencia"),
        )
        .join(este, este.especificacao_id == possivel.especificacao_id)
        .join(servico, servico.id == possivel.servico_tipo_id)
        .outerjoin(referencia, referencia.id == servico.servico_tipo_referencia_id)
        .where(este.id == NUMERO)
        .order_by(possivel.ordem_execucao.asc().nulls_first(), possivel.servico_tipo_id)
    )


def _ordens() -> Consulta:
    ordem, unidade = ap.OrdemServico, ap.OrdemServicoUnidade
    usuario = (
        select(unidade.usuario_id)
        .where(unidade.ordem_servico_id == ordem.id, unidade.relacao_tipo_id == RelacaoTipo.ABRIR)
        .order_by(unidade.id)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            ordem.id.label("id"),
            ordem.servico_tipo_id.label("servico"),
            ordem.servico_tipo_referencia_id.label("referencia"),
            usuario.label("usuario"),
        )
        .where(ordem.registro_atendimento_id == NUMERO)
        .order_by(ordem.id)
    )
