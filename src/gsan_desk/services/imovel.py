"""All that opening an RA reads of an imóvel, in one statement [UC0366, UC0409]."""

from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain.codigos import SIM, ClienteRelacao
from gsan_desk.domain.dominios import Contexto, Item
from gsan_desk.domain.imovel import ImovelFato, RAPendente
from gsan_desk.domain.inscricao import Inscricao
from gsan_desk.domain.registro_atendimento import Endereco
from gsan_desk.models.atendimentopublico import (
    LigacaoAgua,
    LigacaoAguaSituacao,
    LigacaoEsgotoSituacao,
    RegistroAtendimento,
)
from gsan_desk.models.cadastro import (
    Bairro,
    Cliente,
    ClienteImovel,
    Imovel,
    ImovelCobrancaSituacao,
    ImovelPerfil,
    LogradouroBairro,
    Quadra,
    SetorComercial,
)
from gsan_desk.models.faturamento import VencimentoAlternativo
from gsan_desk.services import cliente as clientes
from gsan_desk.services.debito import deve
from gsan_desk.services.endereco import divisao_da_quadra_expressao, texto_do_imovel
from gsan_desk.services.linhas_json import Consulta, linhas, objeto, sim, texto

LIMITE_COORDENADA = Decimal(10) ** 12
CASAS_COORDENADA = Decimal("0.0001")


def carregar(session: Session, contexto: Contexto, imovel_id: int) -> ImovelFato | None:
    """Load the facts of an imóvel that is not excluded; one statement."""
    linha = session.execute(_consulta(), {"imovel_id": imovel_id}).one_or_none()
    return None if linha is None else _montar(linha, contexto)


@cache
def _consulta() -> Consulta:
    """Build the statement once: that alone takes longer than the server needs to answer it."""
    bairro_do_logradouro = (
        select(LogradouroBairro.bairro_id).where(LogradouroBairro.id == Imovel.logradouro_bairro_id).scalar_subquery()
    )
    return (
        select(
            Imovel,
            SetorComercial.codigo.label("setor_codigo"),
            Quadra.numero.label("quadra_numero"),
            sim(ImovelPerfil.indicador_grande_consumidor).label("grande_consumidor"),
            Bairro.id.label("bairro_id"),
            Bairro.codigo.label("bairro_codigo"),
            texto(Bairro.nome).label("bairro_nome"),
            Bairro.municipio_id.label("municipio_id"),
            texto_do_imovel().label("endereco_texto"),
            divisao_da_quadra_expressao(Quadra).label("divisao_esgoto_id"),
            *_ligacoes(),
            *_situacoes(),
            _pessoa(ClienteRelacao.USUARIO).label("usuario"),
            _pessoa(ClienteRelacao.RESPONSAVEL).label("responsavel"),
        )
        .join(SetorComercial, SetorComercial.id == Imovel.setor_comercial_id)
        .join(Quadra, Quadra.id == Imovel.quadra_id)
        .outerjoin(ImovelPerfil, ImovelPerfil.id == Imovel.imovel_perfil_id)
        .outerjoin(Bairro, Bairro.id == func.coalesce(bairro_do_logradouro, Quadra.bairro_id))
        .outerjoin(LigacaoAguaSituacao, LigacaoAguaSituacao.id == Imovel.ligacao_agua_situacao_id)
        .outerjoin(LigacaoEsgotoSituacao, LigacaoEsgotoSituacao.id == Imovel.ligacao_esgoto_situacao_id)
        .where(Imovel.id == bindparam("imovel_id"), Imovel.indicador_exclusao.is_distinct_from(SIM))
    )


def _ligacoes() -> tuple[ColumnElement[Any], ...]:
    """Tell whether each connection has a hydrometer [UC0409]."""
    instalado = exists().where(LigacaoAgua.id == Imovel.id, LigacaoAgua.hidrometro_instalacao_id.is_not(None))
    ha_agua = sim(LigacaoAguaSituacao.indicador_existencia_ligacao)
    ha_esgoto = sim(LigacaoEsgotoSituacao.indicador_existencia_ligacao)
    return (
        and_(ha_agua, instalado).label("hidrometro_agua"),
        and_(ha_esgoto, Imovel.hidrometro_instalacao_historico_id.is_not(None)).label("hidrometro_poco"),
    )


def _situacoes() -> tuple[ColumnElement[Any], ...]:
    cobranca, vencimento, ra = ImovelCobrancaSituacao, VencimentoAlternativo, RegistroAtendimento
    cobrancas = select(cobranca.cobranca_situacao_id.label("id")).where(
        cobranca.imovel_id == Imovel.id, cobranca.cobranca_situacao_id.is_not(None)
    )
    pendentes = (
        select(ra.id.label("id"), ra.especificacao_id.label("especificacao_id"))
        .where(ra.imovel_id == Imovel.id, ra.situacao == literal_column("1"))
        .order_by(ra.id.desc())
    )
    alterado = select(func.max(vencimento.data_implantacao)).where(vencimento.imovel_id == Imovel.id)
    return (
        linhas(cobrancas.correlate(Imovel)).label("cobrancas"),
        linhas(pendentes.correlate(Imovel)).label("pendentes"),
        alterado.correlate(Imovel).scalar_subquery().label("vencimento_alterado_em"),
        deve(Imovel.id).label("tem_debito"),
    )


def _pessoa(relacao: ClienteRelacao) -> ScalarSelect[dict[str, Any] | None]:
    """Carry the current cliente of the imóvel in a relation, with its document, phones and addresses."""
    cliente, vinculo = aliased(Cliente), aliased(ClienteImovel)
    atual = (
        clientes.consulta(cliente)
        .join(vinculo, vinculo.cliente_id == cliente.id)
        .where(
            vinculo.imovel_id == Imovel.id,
            vinculo.cliente_relacao_tipo_id == relacao,
            vinculo.data_fim_relacao.is_(None),
        )
        .order_by(vinculo.id.desc())
    )
    return objeto(atual.correlate(Imovel))


def _montar(linha: Any, contexto: Contexto) -> ImovelFato:
    imovel: Imovel = linha.Imovel
    dominios = contexto.dominios
    return ImovelFato(
        id=imovel.id,
        inscricao=_inscricao(linha),
        perfil_id=imovel.imovel_perfil_id,
        grande_consumidor=linha.grande_consumidor,
        localidade_id=imovel.localidade_id,
        setor_comercial_id=imovel.setor_comercial_id,
        setor_comercial_codigo=linha.setor_codigo,
        quadra_id=imovel.quadra_id,
        quadra_numero=linha.quadra_numero,
        divisao_esgoto_id=linha.divisao_esgoto_id,
        endereco=_endereco(linha),
        endereco_texto=linha.endereco_texto,
        municipio_id=linha.municipio_id,
        bairro_id=linha.bairro_id,
        bairro_codigo=linha.bairro_codigo,
        bairro_nome=linha.bairro_nome,
        coordenada_norte=coordenada(imovel.coordenada_y),
        coordenada_leste=coordenada(imovel.coordenada_x),
        agua_situacao_id=imovel.ligacao_agua_situacao_id,
        agua_situacao=_descricao(dominios.agua_situacoes, imovel.ligacao_agua_situacao_id),
        esgoto_situacao_id=imovel.ligacao_esgoto_situacao_id,
        esgoto_situacao=_descricao(dominios.esgoto_situacoes, imovel.ligacao_esgoto_situacao_id),
        hidrometro_agua=linha.hidrometro_agua,
        hidrometro_poco=linha.hidrometro_poco,
        pavimento_rua_id=imovel.pavimento_rua_id,
        pavimento_calcada_id=imovel.pavimento_calcada_id,
        cobranca_situacao_ids=frozenset(c["id"] for c in linha.cobrancas),
        tem_debito=linha.tem_debito,
        vencimento_alterado_em=linha.vencimento_alterado_em,
        usuario=clientes.montar(linha.usuario),
        responsavel=clientes.montar(linha.responsavel),
        pendentes=tuple(RAPendente(**p) for p in linha.pendentes),
    )


def _inscricao(linha: Any) -> str:
    imovel: Imovel = linha.Imovel
    return str(Inscricao(imovel.localidade_id, linha.setor_codigo, linha.quadra_numero, imovel.lote, imovel.sub_lote))


def _descricao(itens: dict[int, Item], id_: int) -> str:
    return itens[id_].descricao if id_ in itens else ""


def _endereco(linha: Any) -> Endereco | None:
    imovel: Imovel = linha.Imovel
    if imovel.logradouro_bairro_id is None:
        return None
    return Endereco(
        logradouro_bairro_id=imovel.logradouro_bairro_id,
        logradouro_cep_id=imovel.logradouro_cep_id,
        numero=imovel.numero_imovel or "",
        complemento=imovel.complemento_endereco or "",
        perimetro_inicial_id=imovel.perimetro_inicial_id,
        perimetro_final_id=imovel.perimetro_final_id,
        municipio_id=linha.municipio_id,
        bairro_id=linha.bairro_id,
        texto=linha.endereco_texto,
    )


def coordenada(escrita: str | None) -> Decimal | None:
    """Read a coordinate, which the register keeps as text; what is no number that fits counts as missing."""
    try:
        valor = Decimal((escrita or "").strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not valor.is_finite() or abs(valor) >= LIMITE_COORDENADA:
        return None
    return valor.quantize(CASAS_COORDENADA)
