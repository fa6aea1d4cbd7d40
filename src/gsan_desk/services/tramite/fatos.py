"""What the rules of the trâmite read, in one statement for any number of RAs."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Integer, bindparam, case, func, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain.codigos import NAO, SIM, SituacaoOS, SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.tramitacao import Agora, Destino, FatosDoTramite, OrdensDoRA, UltimoTramite
from gsan_desk.models.atendimentopublico import (
    LocalidadeSolicTipoGrupo,
    OrdemServico,
    OrdemServicoProgramacao,
    ServicoTipo,
    SolicitacaoTipo,
    SolicitacaoTipoEspecificacao,
    Tramite,
)
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.cadastro import SistemaParametro, UnidadeOrganizacional, UnidadeTipo
from gsan_desk.models.desk import BaseInstalada
from gsan_desk.models.seguranca import Usuario
from gsan_desk.services.linhas_json import Consulta, sim, texto
from gsan_desk.services.relogio import agora

_NUMEROS = bindparam("numeros", type_=ARRAY(Integer))
_ORDENS = len(fields(OrdensDoRA))
_ULTIMO = _ORDENS + len(fields(UltimoTramite))
_SEM_ORDENS = OrdensDoRA()
_ORIGEM, _DO_LUGAR, _MINHA = (aliased(UnidadeOrganizacional) for _ in range(3))


def fatos(session: Session, contexto: Contexto, ras: Sequence[int]) -> dict[int, FatosDoTramite]:
    """Read the RAs, by number; one statement. Those that do not exist are left out."""
    linhas = session.execute(_consulta(), {"numeros": list(ras), "minha_unidade": contexto.operador.unidade_id}).all()
    comum = _agora(linhas[0], contexto) if linhas else None
    return {linha.numero: _montar(linha, comum) for linha in linhas if comum is not None}


def destinos(session: Session, ids: Collection[int]) -> dict[int, Destino]:
    """Read units to which RAs are to go; one statement. Unknown ones are left out."""
    unidade, tipo = UnidadeOrganizacional, UnidadeTipo
    consulta = (
        select(
            unidade.id.label("id"),
            unidade.descricao.label("descricao"),
            sim(unidade.indicador_uso).label("ativa"),
            sim(unidade.indicador_tramite).label("aceita_tramite"),
            texto(tipo.codigo_tipo).label("tipo"),
        )
        .outerjoin(tipo, tipo.id == unidade.unidade_tipo_id)
        .where(unidade.id == func.any(_NUMEROS))
    )
    linhas = session.execute(consulta, {"numeros": list(ids)})
    return {linha.id: Destino(**linha._mapping) for linha in linhas}


def usuarios(session: Session, ids: Collection[int]) -> frozenset[int]:
    """Tell which of the users exist; one statement."""
    achados = session.execute(select(Usuario.id).where(Usuario.id == func.any(_NUMEROS)), {"numeros": list(ids)})
    return frozenset(achados.scalars())


@cache
def _consulta() -> Consulta:
    """Build the statement once, for any RAs."""
    especificacao, tipo, grupo = SolicitacaoTipoEspecificacao, SolicitacaoTipo, LocalidadeSolicTipoGrupo
    ultimo, ordens = _ultimo(), _ordens()
    origem = func.coalesce(RA.unidade_atual_id, ultimo.c.unidade_destino_id)
    mantenho = select(func.gsan_desk.unidades_que_mantenho())
    return (
        select(
            RA.id.label("numero"),
            RA.situacao,
            RA.ultima_alteracao,
            RA.data_atendimento,
            RA.especificacao_id,
            RA.localidade_id,
            RA.divisao_esgoto_id,
            _ORIGEM.id.label("unidade_atual_id"),
            texto(UnidadeTipo.codigo_tipo).label("unidade_atual_tipo"),
            func.coalesce(origem.in_(mantenho), False).label("mantem"),
            sim(tipo.indicador_tarifa_social).label("tarifa_social"),
            sim(especificacao.indicador_urgencia).label("urgente"),
            _DO_LUGAR.unidade_centralizadora_id.label("centralizadora_id"),
            _centralizadoras().label("centralizadoras"),
            *(coluna.label(f"os_{coluna.key}") for coluna in ordens.c),
            *(coluna.label(f"ultimo_{coluna.key}") for coluna in ultimo.c),
            *_comuns(),
        )
        .select_from(RA)
        .outerjoin(ultimo, true())
        .outerjoin(ordens, true())
        .outerjoin(_ORIGEM, _ORIGEM.id == origem)
        .outerjoin(UnidadeTipo, UnidadeTipo.id == _ORIGEM.unidade_tipo_id)
        .outerjoin(especificacao, especificacao.id == RA.especificacao_id)
        .outerjoin(tipo, tipo.id == especificacao.solicitacao_tipo_id)
        .outerjoin(
            grupo,
            (grupo.localidade_id == RA.localidade_id)
            & (grupo.solicitacao_tipo_grupo_id == tipo.solicitacao_tipo_grupo_id),
        )
        .outerjoin(_DO_LUGAR, _DO_LUGAR.id == grupo.unidade_id)
        .where(RA.id == func.any(_NUMEROS))
        .order_by(RA.id)
    )


def _comuns() -> tuple[ColumnElement[Any], ...]:
    """Read what is the same for every RA: clock, parameters, the person's unit."""
    parametro = SistemaParametro
    controle = select(parametro.indicador_controle_tramitacao != NAO).order_by(parametro.id).limit(1)
    minha = select(sim(_MINHA.indicador_tarifa_social)).where(_MINHA.id == bindparam("minha_unidade", type_=Integer))
    return (
        agora().label("agora"),
        func.coalesce(controle.scalar_subquery(), True).label("controle"),
        func.coalesce(minha.scalar_subquery(), False).label("minha_tarifa_social"),
        func.coalesce(_por_localidade(), False).label("por_localidade"),
    )


def _por_localidade() -> ColumnElement[bool]:
    return select(BaseInstalada.centralizadora_por_localidade).scalar_subquery()


def _centralizadoras() -> ColumnElement[Any]:
    """Collect the centralizadoras of the units tied to the localidade, only where that setting is on (case 5b)."""
    grupo, unidade = aliased(LocalidadeSolicTipoGrupo), aliased(UnidadeOrganizacional)
    achadas = (
        select(func.array_agg(aggregate_order_by(unidade.unidade_centralizadora_id, unidade.id)))
        .join(grupo, grupo.unidade_id == unidade.id)
        .where(grupo.localidade_id == RA.localidade_id, unidade.unidade_centralizadora_id.is_not(None))
    )
    return case((_por_localidade(), achadas.correlate(RA).scalar_subquery()))


def _ultimo() -> Any:
    """Find the latest trâmite of each RA."""
    colunas = (
        Tramite.id,
        Tramite.data_tramite.label("momento"),
        Tramite.unidade_origem_id,
        Tramite.unidade_destino_id,
        Tramite.usuario_registro_id,
        Tramite.usuario_responsavel_id,
        func.coalesce(Tramite.parecer, "").label("parecer"),
        Tramite.ultima_alteracao,
    )
    consulta = select(*colunas).where(Tramite.registro_atendimento_id == RA.id).correlate(RA)
    return consulta.order_by(Tramite.data_tramite.desc(), Tramite.id.desc()).limit(1).lateral("ultimo")


def _ordens() -> Any:
    """Count the OS of each RA by what the rules ask."""
    os, servico = OrdemServico, ServicoTipo
    pendente = os.situacao == SituacaoOS.PENDENTE
    aguardando = os.situacao == SituacaoOS.AGUARDANDO_LIBERACAO
    programada = select(OrdemServicoProgramacao.id).where(
        OrdemServicoProgramacao.ordem_servico_id == os.id, OrdemServicoProgramacao.indicador_ativo == SIM
    )
    consulta = (
        select(
            func.count().filter(os.situacao == SituacaoOS.EM_ANDAMENTO).label("em_andamento"),
            func.count().filter(aguardando).label("aguardando"),
            func.min(os.os_referencia_id).filter(aguardando).label("os_referencia_id"),
            func.count().filter(pendente, programada.exists()).label("programadas"),
            func.count().filter(pendente).label("pendentes"),
            func.count().filter(pendente, servico.indicador_terceirizado == SIM).label("terceirizadas"),
        )
        .outerjoin(servico, servico.id == os.servico_tipo_id)
        .where(os.registro_atendimento_id == RA.id, os.situacao != SituacaoOS.ENCERRADA)
        .correlate(RA)
    )
    return consulta.lateral("ordens")


def _agora(linha: Any, contexto: Contexto) -> Agora:
    return Agora(
        momento=linha.agora,
        controle=linha.controle,
        unidade_id=contexto.operador.unidade_id,
        unidade_tarifa_social=linha.minha_tarifa_social,
        por_localidade=linha.por_localidade,
    )


def _montar(linha: Any, comum: Agora) -> FatosDoTramite:
    """Take the columns in the order of the statement; by name, ten thousand rows would take four times as long."""
    (
        numero,
        situacao,
        alteracao,
        atendimento,
        especificacao,
        localidade,
        divisao,
        atual,
        tipo,
        mantem,
        social,
        urgente,
        centralizadora,
        centralizadoras,
        *resto,
    ) = linha
    ordens, ultimo = resto[:_ORDENS], resto[_ORDENS:_ULTIMO]
    return FatosDoTramite(
        numero,
        SituacaoRA(situacao),
        alteracao,
        atendimento,
        comum,
        atual,
        tipo,
        mantem,
        especificacao,
        social,
        urgente,
        localidade,
        divisao,
        centralizadora,
        frozenset(centralizadoras or ()),
        OrdensDoRA(*ordens) if any(ordens) else _SEM_ORDENS,
        UltimoTramite(*ultimo) if ultimo[0] is not None else None,
    )
