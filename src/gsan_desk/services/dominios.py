"""The domain rows of the RA, loaded at log-in in two statements."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, exists, false, func, literal, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import GRUPO_AGUA_COM_DIAGNOSTICO, SIM
from gsan_desk.domain.dominios import (
    CriterioImovel,
    DivisaoEsgoto,
    Dominios,
    Especificacao,
    Item,
    Localidade,
    LocalOcorrencia,
    MotivoEncerramento,
    Municipio,
    Parametros,
    ServicoTipo,
    Tipo,
    Unidade,
)
from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models import cadastro as cad
from gsan_desk.models import operacional as op
from gsan_desk.models.complemento import NATIVAS, EspecificacaoComplemento, LocalidadeComplemento
from gsan_desk.models.desk import BaseInstalada
from gsan_desk.models.devolucao import EspecificacaoDevolucao
from gsan_desk.models.sms import SmsAjustes
from gsan_desk.services.linhas_json import Consulta, linhas, por_id, sim, texto

DA_DEVOLUCAO = (
    "arrecadacao.pagamento",
    "arrecadacao.pagamento_historico",
    "arrecadacao.guia_devolucao",
    "faturamento.conta",
    "faturamento.conta_historico",
    "faturamento.guia_pagamento",
    "faturamento.debito_a_cobrar",
    "atendimentopublico.ra_pagto_duplicidade",
    "atendimentopublico.ra_conta",
)
"""Tables without which a devolução is not offered (spec 40 §3.7)."""


OPCIONAIS = {
    "meios_documento": "atendimentopublico.sol_espec_doc_obrig_meio",
    "cobranca": "atendimentopublico.espec_unid_cobr",
    "localidade": "atendimentopublico.local_espec_unidade",
}
"""Domain tables that a base may lack."""


def carregar(session: Session, ausentes: frozenset[str] = frozenset()) -> Dominios:
    """Load every domain table that a screen or a rule reads, but for those that the base lacks; two statements."""
    catalogo = session.execute(_juntar(_presentes(_catalogo(ausentes), ausentes))).one()
    cadastro = session.execute(_juntar(_cadastro())).one()
    return Dominios(**_do_catalogo(catalogo._mapping), **_do_cadastro(cadastro._mapping))


def _juntar(tabelas: dict[str, Consulta]) -> Consulta:
    return select(*(linhas(consulta).label(nome) for nome, consulta in tabelas.items()))


def _item(modelo: Any) -> Consulta:
    """Read a plain lookup table in the order in which a combo shows it."""
    return select(
        modelo.id.label("id"), texto(modelo.descricao).label("descricao"), sim(modelo.indicador_uso).label("em_uso")
    ).order_by(modelo.descricao, modelo.id)


def _presentes(tabelas: dict[str, Consulta], ausentes: frozenset[str]) -> dict[str, Consulta]:
    """Read nothing where something of a table is missing."""
    faltam = {nome for nome, tabela in OPCIONAIS.items() if tabela in ausentes}
    nada = select(literal(1)).where(false())
    return {nome: nada if nome in faltam else consulta for nome, consulta in tabelas.items()}


def _catalogo(ausentes: frozenset[str]) -> dict[str, Consulta]:
    return {
        "tipos": _tipos(),
        "especificacoes": _especificacoes(_tem_pop(ausentes)),
        "servicos": _servicos(),
        "meios": _item(ap.MeioSolicitacao),
        "locais": select(
            ap.LocalOcorrencia.id.label("id"),
            ap.LocalOcorrencia.descricao.label("descricao"),
            sim(ap.LocalOcorrencia.indicador_rua).label("rua"),
            sim(ap.LocalOcorrencia.indicador_calcada).label("calcada"),
            sim(ap.LocalOcorrencia.indicador_uso).label("em_uso"),
        ).order_by(ap.LocalOcorrencia.descricao),
        "motivos": _motivos_de_encerramento(),
        "reativacao": _item(ap.RaMotivoReativacao),
        "nao_cobranca": _motivos_de_nao_cobranca(),
        "agua": _item(ap.LigacaoAguaSituacao),
        "esgoto": _item(ap.LigacaoEsgotoSituacao),
        "criterios": _criterios(),
        "meios_documento": select(
            ap.SolicitacaoDocumentoObrigatorio.especificacao_id.label("especificacao"),
            ap.SolicitacaoDocumentoObrigatorio.meio_solicitacao_id.label("meio"),
        ),
        "cobranca": _destino(ap.EspecificacaoUnidadeCobranca, "especificacao_id", "cobranca_situacao_id"),
        "localidade": _destino(ap.LocalidadeEspecificacaoUnidade, "localidade_id", "especificacao_id"),
        "grupo": _destino(ap.LocalidadeSolicTipoGrupo, "localidade_id", "solicitacao_tipo_grupo_id"),
        "pavimento_servico": _pavimento_servico(),
    }


def _motivos_de_encerramento() -> Consulta:
    motivo = ap.AtendimentoMotivoEncerramento
    return _item(motivo).add_columns(
        sim(motivo.indicador_execucao).label("execucao"), sim(motivo.indicador_duplicidade).label("duplicidade")
    )


def _motivos_de_nao_cobranca() -> Consulta:
    motivo = ap.ServicoNaoCobrancaMotivo
    return select(motivo.id.label("id"), texto(motivo.descricao).label("descricao")).order_by(motivo.descricao)


def _tipos() -> Consulta:
    tipo, grupo = ap.SolicitacaoTipo, ap.SolicitacaoTipoGrupo
    return (
        select(
            tipo.id.label("id"),
            tipo.descricao.label("descricao"),
            tipo.solicitacao_tipo_grupo_id.label("grupo_id"),
            sim(tipo.indicador_falta_agua).label("falta_agua"),
            sim(grupo.indicador_esgoto).label("area_esgoto"),
            sim(tipo.indicador_uso).label("em_uso"),
            sim(tipo.indicador_uso_sistema).label("uso_sistema"),
        )
        .join(grupo, grupo.id == tipo.solicitacao_tipo_grupo_id)
        .order_by(tipo.descricao, tipo.id)
    )


def _tem_pop(ausentes: frozenset[str]) -> ColumnElement[bool]:
    pop = ap.ArquivoProcedimentoOperacionalPadrao
    if str(pop.__table__) in ausentes:
        return false()
    return exists().where(pop.especificacao_id == ap.SolicitacaoTipoEspecificacao.id)


def _especificacoes(tem_pop: ColumnElement[bool]) -> Consulta:
    espec = ap.SolicitacaoTipoEspecificacao
    return select(
        espec.id.label("id"),
        espec.solicitacao_tipo_id.label("tipo_id"),
        espec.descricao.label("descricao"),
        sim(espec.indicador_uso).label("em_uso"),
        espec.dias_prazo.label("dias_prazo"),
        sim(espec.indicador_matricula).label("matricula"),
        sim(espec.indicador_pavimento_rua).label("pavimento_rua"),
        sim(espec.indicador_pavimento_calcada).label("pavimento_calcada"),
        sim(espec.indicador_cliente).label("cliente"),
        sim(func.coalesce(espec.indicador_solicitante, SIM)).label("solicitante"),
        sim(espec.indicador_verificar_debito).label("verificar_debito"),
        espec.especificacao_imovel_situacao_id.label("imovel_situacao_id"),
        sim(espec.indicador_alterar_vencimento_alternativo).label("alterar_vencimento"),
        sim(espec.indicador_documento_obrigatorio).label("documento_obrigatorio"),
        sim(espec.indicador_validar_doc_responsavel).label("validar_documento_responsavel"),
        espec.unidade_id.label("unidade_id"),
        espec.servico_tipo_id.label("servico_tipo_id"),
        sim(espec.indicador_geracao_ordem_servico).label("geracao_ordem_servico"),
        sim(espec.indicador_encerramento_automatico).label("encerramento_automatico"),
        sim(espec.indicador_urgencia).label("urgencia"),
        sim(espec.indicador_informar_conta_ra).label("informar_conta"),
        sim(espec.indicador_informar_pagamento_duplicidade).label("informar_pagamento_duplicidade"),
        *_devolucao(espec),
        *_complemento(espec),
        tem_pop.label("tem_pop"),
    ).order_by(espec.descricao, espec.id)


def _devolucao(espec: Any) -> tuple[Any, ...]:
    """Read the indicators that are ours (spec 40 §3.1)."""
    nossa = EspecificacaoDevolucao
    da_especificacao = exists().where(nossa.especificacao_id == espec.id)
    return (
        da_especificacao.where(nossa.indicador_pagamento_a_maior == SIM).label("pagamento_a_maior"),
        da_especificacao.where(nossa.indicador_cobrado_indevidamente == SIM).label("cobrado_indevidamente"),
    )


def _complemento(espec: Any) -> tuple[Any, ...]:
    """Read the guidance, which some bases keep in a column of their own, and whether coordinates are asked for."""
    nosso = EspecificacaoComplemento
    da_especificacao = select(nosso.observacao).where(nosso.especificacao_id == espec.id).scalar_subquery()
    linha = func.to_jsonb(espec.__table__.table_valued())
    nativa = func.jsonb_extract_path_text(linha, NATIVAS["observacao"], type_=String)
    return (
        texto(func.coalesce(nativa, da_especificacao)).label("observacao"),
        exists().where(nosso.especificacao_id == espec.id, nosso.indicador_coordenadas == SIM).label("coordenadas"),
    )


def _servicos() -> Consulta:
    servico, referencia = ap.ServicoTipo, ap.ServicoTipoReferencia
    return (
        select(
            servico.id.label("id"),
            servico.descricao.label("descricao"),
            cast(servico.valor, String).label("valor"),
            sim(servico.indicador_uso).label("em_uso"),
            servico.servico_tipo_prioridade_id.label("prioridade_id"),
            referencia.servico_tipo_id.label("referencia_id"),
            sim(referencia.indicador_diagnostico).label("diagnostico"),
            sim(servico.indicador_envio_email_pesquisa).label("email_pesquisa"),
        )
        .outerjoin(referencia, referencia.id == servico.servico_tipo_referencia_id)
        .order_by(servico.descricao, servico.id)
    )


def _criterios() -> Consulta:
    criterio = ap.EspecificacaoImovSitCriterio
    return select(
        criterio.especificacao_imovel_situacao_id.label("situacao"),
        criterio.ligacao_agua_situacao_id.label("agua_situacao_id"),
        criterio.ligacao_esgoto_situacao_id.label("esgoto_situacao_id"),
        (criterio.indicador_hidrometro_ligacao_agua == SIM).label("hidrometro_agua"),
        (criterio.indicador_hidrometro_poco == SIM).label("hidrometro_poco"),
    ).order_by(criterio.id)


def _destino(modelo: Any, primeira: str, segunda: str) -> Consulta:
    """Read a table of destinations; only units in use that receive RAs, the lowest id last so that it stays."""
    unidade = cad.UnidadeOrganizacional
    return (
        select(
            getattr(modelo, primeira).label("a"),
            getattr(modelo, segunda).label("b"),
            modelo.unidade_id.label("unidade"),
        )
        .join(unidade, unidade.id == modelo.unidade_id)
        .where(unidade.indicador_tramite == SIM, unidade.indicador_uso == SIM)
        .order_by(modelo.unidade_id.desc())
    )


def _pavimento_servico() -> Consulta:
    linha = ap.EspecificacaoPavimentacaoServicoTipo
    return select(
        linha.especificacao_id.label("especificacao"),
        linha.local_ocorrencia_id.label("local"),
        linha.pavimento_rua_id.label("rua"),
        linha.pavimento_calcada_id.label("calcada"),
        linha.servico_tipo_id.label("servico"),
    ).order_by(linha.id.desc())


def _cadastro() -> dict[str, Consulta]:
    uf = cad.UnidadeFederacao
    return {
        "parametros": _parametros(),
        "arrecadacao": select(and_(*(func.to_regclass(nome).is_not(None) for nome in DA_DEVOLUCAO)).label("tem")),
        "feriados": select(cad.NacionalFeriado.data.label("data")),
        "unidades": _unidades(),
        "pavimentos_rua": _item(cad.PavimentoRua),
        "pavimentos_calcada": _item(cad.PavimentoCalcada),
        "divisoes": select(
            op.DivisaoEsgoto.id.label("id"),
            texto(op.DivisaoEsgoto.descricao).label("descricao"),
            op.DivisaoEsgoto.unidade_id.label("unidade_id"),
            sim(op.DivisaoEsgoto.indicador_uso).label("em_uso"),
        ).order_by(op.DivisaoEsgoto.descricao),
        "localidades": select(
            cad.Localidade.id.label("id"),
            cad.Localidade.nome.label("descricao"),
            cad.Localidade.municipio_id.label("municipio_id"),
            sim(cad.Localidade.indicador_uso).label("em_uso"),
            exists()
            .where(
                LocalidadeComplemento.localidade_id == cad.Localidade.id,
                LocalidadeComplemento.indicador_coordenadas == SIM,
            )
            .label("coordenadas"),
        ).order_by(cad.Localidade.id),
        "municipios": select(
            cad.Municipio.id.label("id"),
            texto(cad.Municipio.nome).label("descricao"),
            texto(uf.sigla).label("uf"),
            sim(cad.Municipio.indicador_uso).label("em_uso"),
        )
        .outerjoin(uf, uf.id == cad.Municipio.unidade_federacao_id)
        .order_by(cad.Municipio.nome),
        "fone_tipos": _item(cad.FoneTipo),
        "perfis": _item(cad.ImovelPerfil),
    }


def _parametros() -> Consulta:
    parametro = cad.SistemaParametro
    return (
        select(
            parametro.nome_empresa.label("nome_empresa"),
            parametro.nome_abreviado_empresa.label("nome_abreviado_empresa"),
            sim(parametro.indicador_sugestao_tramite).label("sugestao_tramite"),
            sim(parametro.indicador_previsao_dias_uteis).label("previsao_dias_uteis"),
            parametro.dias_reativacao.label("dias_reativacao"),
            parametro.ultimo_ra_manual.label("ultimo_ra_manual"),
            parametro.meses_vencida_conta_ra.label("meses_vencida_conta_ra"),
            parametro.meses_minimo_alteracao_vencimento.label("meses_minimo_alteracao_vencimento"),
            parametro.unidade_tramite_grande_consumidor_id.label("unidade_grande_consumidor_id"),
            func.coalesce(select(BaseInstalada.grupo_diagnostico).scalar_subquery(), GRUPO_AGUA_COM_DIAGNOSTICO).label(
                "grupo_diagnostico"
            ),
            func.coalesce(cast(select(SmsAjustes.ddd_padrao).scalar_subquery(), String), "").label("ddd_padrao"),
            func.coalesce(select(SmsAjustes.permite_exterior).scalar_subquery(), False).label("permite_exterior"),
        )
        .order_by(parametro.id)
        .limit(1)
    )


def _unidades() -> Consulta:
    unidade, tipo = cad.UnidadeOrganizacional, cad.UnidadeTipo
    return (
        select(
            unidade.id.label("id"),
            unidade.descricao.label("descricao"),
            texto(unidade.sigla).label("sigla"),
            unidade.unidade_superior_id.label("superior_id"),
            unidade.unidade_centralizadora_id.label("centralizadora_id"),
            unidade.meio_solicitacao_id.label("meio_id"),
            sim(unidade.indicador_abertura_ra).label("abre_ra"),
            sim(unidade.indicador_tramite).label("recebe_ra"),
            sim(unidade.indicador_central_atendimento).label("central_atendimento"),
            sim(unidade.indicador_uso).label("em_uso"),
            texto(tipo.codigo_tipo).label("tipo"),
        )
        .outerjoin(tipo, tipo.id == unidade.unidade_tipo_id)
        .order_by(unidade.descricao, unidade.id)
    )


def _do_catalogo(linha: Any) -> dict[str, Any]:
    servicos = [dados | {"valor": Decimal(dados["valor"]) if dados["valor"] else None} for dados in linha["servicos"]]
    return {
        "tipos": por_id(linha["tipos"], Tipo),
        "especificacoes": por_id(linha["especificacoes"], Especificacao),
        "servicos": por_id(servicos, ServicoTipo),
        "meios": por_id(linha["meios"], Item),
        "locais": por_id(linha["locais"], LocalOcorrencia),
        "motivos_encerramento": por_id(linha["motivos"], MotivoEncerramento),
        "motivos_reativacao": por_id(linha["reativacao"], Item),
        "motivos_nao_cobranca": por_id(linha["nao_cobranca"], Item),
        "agua_situacoes": por_id(linha["agua"], Item),
        "esgoto_situacoes": por_id(linha["esgoto"], Item),
        "criterios": _agrupar_criterios(linha["criterios"]),
        "meios_documento": _agrupar_meios(linha["meios_documento"]),
        "cobranca_destino": {(x["a"], x["b"]): x["unidade"] for x in linha["cobranca"]},
        "localidade_destino": {(x["a"], x["b"]): x["unidade"] for x in linha["localidade"]},
        "grupo_destino": {(x["a"], x["b"]): x["unidade"] for x in linha["grupo"]},
        "pavimento_servico": {
            (x["especificacao"], x["local"], x["rua"], x["calcada"]): x["servico"] for x in linha["pavimento_servico"]
        },
    }


def _do_cadastro(linha: Any) -> dict[str, Any]:
    parametros = linha["parametros"]
    return {
        "parametros": Parametros(**parametros[0]) if parametros else Parametros("", ""),
        "tem_arrecadacao": linha["arrecadacao"][0]["tem"],
        "feriados": frozenset(date.fromisoformat(x["data"]) for x in linha["feriados"]),
        "unidades": por_id(linha["unidades"], Unidade),
        "pavimentos_rua": por_id(linha["pavimentos_rua"], Item),
        "pavimentos_calcada": por_id(linha["pavimentos_calcada"], Item),
        "divisoes_esgoto": por_id(linha["divisoes"], DivisaoEsgoto),
        "localidades": por_id(linha["localidades"], Localidade),
        "municipios": por_id(linha["municipios"], Municipio),
        "fone_tipos": por_id(linha["fone_tipos"], Item),
        "perfis": por_id(linha["perfis"], Item),
    }


def _agrupar_criterios(dados: list[dict[str, Any]]) -> dict[int, tuple[CriterioImovel, ...]]:
    grupos: dict[int, tuple[CriterioImovel, ...]] = {}
    for linha in dados:
        situacao = linha.pop("situacao")
        grupos[situacao] = (*grupos.get(situacao, ()), CriterioImovel(**linha))
    return grupos


def _agrupar_meios(dados: list[dict[str, Any]]) -> dict[int, frozenset[int]]:
    grupos: dict[int, frozenset[int]] = {}
    for linha in dados:
        grupos[linha["especificacao"]] = grupos.get(linha["especificacao"], frozenset()) | {linha["meio"]}
    return grupos
