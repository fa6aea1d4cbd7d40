"""First statement of Consultar RA: the RA with the names of everything it points to."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import aliased

from gsan_desk.domain import numero_manual
from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.inscricao import Inscricao
from gsan_desk.models.atendimentopublico import LocalOcorrencia as LocalDoFato
from gsan_desk.models.atendimentopublico import (
    MeioSolicitacao,
    ServicoTipo,
    SolicitacaoTipo,
    SolicitacaoTipoEspecificacao,
)
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.cadastro import (
    Bairro,
    BairroArea,
    Imovel,
    ImovelPerfil,
    Localidade,
    LogradouroBairro,
    Municipio,
    PavimentoCalcada,
    PavimentoRua,
    Quadra,
    SetorComercial,
    UnidadeOrganizacional,
)
from gsan_desk.models.micromedicao import Rota
from gsan_desk.models.operacional import DivisaoEsgoto
from gsan_desk.services.endereco import texto_da_ocorrencia
from gsan_desk.services.linhas_json import Consulta, sim, texto
from gsan_desk.services.ra_consultar.dados import DadosGerais, LocalDaOcorrencia

_SETOR_DO_IMOVEL, _QUADRA_DO_IMOVEL = aliased(SetorComercial), aliased(Quadra)


@cache
def consulta() -> Consulta:
    """Select the RA with all that :func:`gerais` and :func:`local` read; every name may be missing.

    It is built once and takes ``numero`` as a parameter: building costs more than running.
    """
    return (
        select(RA, *_nomes_gerais(), *_nomes_do_local(), *_do_imovel())
        .outerjoin(SolicitacaoTipoEspecificacao, SolicitacaoTipoEspecificacao.id == RA.especificacao_id)
        .outerjoin(SolicitacaoTipo, SolicitacaoTipo.id == SolicitacaoTipoEspecificacao.solicitacao_tipo_id)
        .outerjoin(ServicoTipo, ServicoTipo.id == SolicitacaoTipoEspecificacao.servico_tipo_id)
        .outerjoin(Imovel, Imovel.id == RA.imovel_id)
        .outerjoin(_SETOR_DO_IMOVEL, _SETOR_DO_IMOVEL.id == Imovel.setor_comercial_id)
        .outerjoin(_QUADRA_DO_IMOVEL, _QUADRA_DO_IMOVEL.id == Imovel.quadra_id)
        .outerjoin(BairroArea, BairroArea.id == RA.bairro_area_id)
        .outerjoin(Bairro, Bairro.id == func.coalesce(BairroArea.bairro_id, _do_endereco(RA), _do_endereco(Imovel)))
        .where(RA.id == bindparam("numero"))
    )


def gerais(linha: Any, abertura: dict[str, Any] | None, unidade_anterior: str) -> DadosGerais:
    """Build the first section; ``abertura`` is the unit that registered the RA and its user."""
    ra, aberto = linha.RegistroAtendimento, abertura or {}
    return DadosGerais(
        perfil=linha.perfil,
        numero_manual=numero_manual.formatar(ra.numero_manual) if ra.numero_manual else "",
        tipo_id=linha.tipo_id,
        tipo=linha.tipo,
        especificacao_id=ra.especificacao_id,
        especificacao=linha.especificacao,
        tipo_atendimento=TipoAtendimento(ra.indicador_atendimento_online),
        data_atendimento=ra.data_atendimento,
        espera_inicial=ra.data_inicio_espera,
        espera_final=ra.data_fim_espera,
        data_prevista=ra.data_prevista_atual,
        valor_sugerido=linha.valor_sugerido,
        meio=linha.meio,
        unidade_atendimento_id=aberto.get("unidade_id"),
        unidade_atendimento=aberto.get("unidade", ""),
        usuario=aberto.get("usuario", ""),
        unidade_atual_id=ra.unidade_atual_id,
        unidade_atual=linha.unidade_atual,
        unidade_anterior=unidade_anterior,
        observacao=ra.observacao or "",
        urgente=linha.urgente,
        reiteracoes=ra.quantidade_reiteracao or 0,
    )


def local(linha: Any) -> LocalDaOcorrencia:
    """Build the second section."""
    ra = linha.RegistroAtendimento
    partes = (linha.imovel_localidade, linha.imovel_setor, linha.imovel_quadra, linha.lote, linha.sub_lote)
    return LocalDaOcorrencia(
        imovel_id=ra.imovel_id,
        inscricao=str(Inscricao(*partes)) if None not in partes else "",
        rota=linha.rota,
        sequencial_rota=linha.sequencial_rota,
        endereco=linha.endereco or "",
        ponto_referencia=ra.ponto_referencia or "",
        coordenada_norte=ra.coordenada_norte,
        coordenada_leste=ra.coordenada_leste,
        diametro=ra.diametro,
        municipio=linha.municipio,
        bairro=linha.bairro,
        area=linha.area,
        localidade_id=ra.localidade_id,
        localidade=linha.localidade,
        setor_comercial=linha.setor_comercial,
        quadra=linha.quadra,
        divisao_esgoto=linha.divisao_esgoto,
        local_ocorrencia=linha.local_ocorrencia,
        pavimento_rua=linha.pavimento_rua,
        pavimento_calcada=linha.pavimento_calcada,
        descricao=ra.descricao_local_ocorrencia or "",
    )


def _nomes_gerais() -> tuple[ColumnElement[Any], ...]:
    especificacao = SolicitacaoTipoEspecificacao
    return (
        texto(especificacao.descricao).label("especificacao"),
        sim(especificacao.indicador_urgencia).label("urgente"),
        SolicitacaoTipo.id.label("tipo_id"),
        texto(SolicitacaoTipo.descricao).label("tipo"),
        ServicoTipo.valor.label("valor_sugerido"),
        _nome(MeioSolicitacao.descricao, MeioSolicitacao.id, RA.meio_solicitacao_id).label("meio"),
        _nome(UnidadeOrganizacional.descricao, UnidadeOrganizacional.id, RA.unidade_atual_id).label("unidade_atual"),
        _nome(ImovelPerfil.descricao, ImovelPerfil.id, Imovel.imovel_perfil_id).label("perfil"),
    )


def _nomes_do_local() -> tuple[ColumnElement[Any], ...]:
    setor, quadra = SetorComercial, Quadra
    return (
        texto_da_ocorrencia().label("endereco"),
        texto(BairroArea.nome).label("area"),
        texto(Bairro.nome).label("bairro"),
        _nome(Municipio.nome, Municipio.id, Bairro.municipio_id).label("municipio"),
        _nome(Localidade.nome, Localidade.id, RA.localidade_id).label("localidade"),
        select(setor.codigo).where(setor.id == RA.setor_comercial_id).scalar_subquery().label("setor_comercial"),
        select(quadra.numero).where(quadra.id == RA.quadra_id).scalar_subquery().label("quadra"),
        _nome(DivisaoEsgoto.descricao, DivisaoEsgoto.id, RA.divisao_esgoto_id).label("divisao_esgoto"),
        _nome(LocalDoFato.descricao, LocalDoFato.id, RA.local_ocorrencia_id).label("local_ocorrencia"),
        _nome(PavimentoRua.descricao, PavimentoRua.id, RA.pavimento_rua_id).label("pavimento_rua"),
        _nome(PavimentoCalcada.descricao, PavimentoCalcada.id, RA.pavimento_calcada_id).label("pavimento_calcada"),
    )


def _do_imovel() -> tuple[ColumnElement[Any], ...]:
    rota_id = func.coalesce(Imovel.rota_alternativa_id, _QUADRA_DO_IMOVEL.rota_id)
    return (
        Imovel.localidade_id.label("imovel_localidade"),
        _SETOR_DO_IMOVEL.codigo.label("imovel_setor"),
        _QUADRA_DO_IMOVEL.numero.label("imovel_quadra"),
        Imovel.lote.label("lote"),
        Imovel.sub_lote.label("sub_lote"),
        Imovel.numero_sequencial_rota.label("sequencial_rota"),
        select(Rota.codigo).where(Rota.id == rota_id).scalar_subquery().label("rota"),
    )


def _do_endereco(dono: Any) -> ColumnElement[Any]:
    """Take the bairro of an address."""
    trecho = LogradouroBairro
    return select(trecho.bairro_id).where(trecho.id == dono.logradouro_bairro_id).scalar_subquery()


def _nome(descricao: Any, chave: Any, valor: Any) -> ColumnElement[Any]:
    """Look a name up by its id; a plain join per name would make a plan of thirty tables."""
    return texto(select(descricao).where(chave == valor).scalar_subquery())
