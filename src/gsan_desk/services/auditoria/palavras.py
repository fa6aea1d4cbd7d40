"""Rows of the audit in people's words: tables, fields and values as the screens call them.

A field is named by the attribute that the program knows it by; one that the program does not map keeps its own name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Date, DateTime
from sqlalchemy.orm import Mapper

from gsan_desk.domain.codigos import SituacaoOS, SituacaoRA
from gsan_desk.domain.dominios import Dominios
from gsan_desk.models.base import Base

TABELAS = {
    "atendimentopublico.registro_atendimento": "RA",
    "atendimentopublico.ra_solicitante": "Solicitante",
    "atendimentopublico.solicitante_fone": "Fone do solicitante",
    "atendimentopublico.ra_unidade": "Unidade do RA",
    "atendimentopublico.tramite": "Trâmite",
    "atendimentopublico.ra_anexo": "Anexo",
    "atendimentopublico.ra_reiteracao": "Reiteração",
    "atendimentopublico.ra_reiteracao_fone": "Fone da reiteração",
    "atendimentopublico.ra_conta": "Conta do RA",
    "atendimentopublico.ra_pagto_duplicidade": "Pagamento em duplicidade",
    "atendimentopublico.ordem_servico": "Ordem de serviço",
    "atendimentopublico.ordem_servico_unidade": "Unidade da OS",
    "atendimentopublico.visualizacao_ra_urgencia": "Aviso de urgência",
    "atendimentopublico.solicitacao_tipo": "Tipo de solicitação",
    "atendimentopublico.solicitacao_tipo_espec": "Especificação",
    "atendimentopublico.espec_servico_tipo": "Serviço da especificação",
    "atendimentopublico.sol_espec_doc_obrig_meio": "Documento obrigatório",
    "atendimentopublico.sol_tipo_espec_arqui_pop": "Procedimento (POP)",
    "atendimentopublico.espec_imovel_situacao": "Situação do imóvel",
    "atendimentopublico.espec_imovel_sit_crit": "Critério da situação do imóvel",
    "atendimentopublico.espec_unid_cobr": "Trâmite por cobrança",
    "atendimentopublico.local_espec_unidade": "Associação de localidade",
    "atendimentopublico.ra_encerramento_comando": "Comando de encerramento",
    "atendimentopublico.ra_encmt_comando_espec": "Especificação do comando",
    "atendimentopublico.ocorrencia_operacional": "Ocorrência operacional",
    "atendimentopublico.ocorrencia_operac_motivo": "Motivo de ocorrência",
    "cadastro.cliente": "Cliente",
    "cadastro.sistema_parametros": "Parâmetros do sistema",
    "gsan_desk.ra_sms": "SMS do solicitante",
    "gsan_desk.sms_modelo": "Modelo de SMS",
    "gsan_desk.sms_ajustes": "Ajustes do SMS",
    "gsan_desk.email_modelo": "Modelo de e-mail",
    "gsan_desk.email_ajustes": "Ajustes do e-mail",
    "gsan_desk.relato_cidadao": "Relato do cidadão",
    "gsan_desk.relato_ajustes": "Ajustes dos relatos",
    "gsan_desk.base": "Regras da base",
    "gsan_desk.espec_devolucao": "Devolução da especificação",
    "gsan_desk.espec_complemento": "Complemento da especificação",
    "gsan_desk.localidade_complemento": "Complemento da localidade",
    "gsan_desk.ra_devolucao_item": "Item de devolução",
    "gsan_desk.permissao": "Permissão",
    "gsan_desk.permissao_gsan": "Permissão do GSAN",
    "gsan_desk.usuario_acesso": "Acesso do usuário",
}
_ACENTOS = {
    "alteracao": "alteração",
    "area": "área",
    "atendimento": "atendimento",
    "calcada": "calçada",
    "codigo": "código",
    "criterio": "critério",
    "descricao": "descrição",
    "divisao": "divisão",
    "endereco": "endereço",
    "especificacao": "especificação",
    "extensao": "extensão",
    "funcionario": "funcionário",
    "geracao": "geração",
    "imovel": "imóvel",
    "informacao": "informação",
    "inicio": "início",
    "ligacao": "ligação",
    "logradouro": "logradouro",
    "municipio": "município",
    "numero": "número",
    "obrigatorio": "obrigatório",
    "observacao": "observação",
    "ocorrencia": "ocorrência",
    "padrao": "padrão",
    "perimetro": "perímetro",
    "previsao": "previsão",
    "reativacao": "reativação",
    "referencia": "referência",
    "reiteracao": "reiteração",
    "reiteracoes": "reiterações",
    "relacao": "relação",
    "responsavel": "responsável",
    "servico": "serviço",
    "situacao": "situação",
    "solicitacao": "solicitação",
    "tramite": "trâmite",
    "ultima": "última",
    "usuario": "usuário",
    "versao": "versão",
    "visualizacao": "visualização",
}
_SIGLAS = {
    "ra": "RA",
    "os": "OS",
    "sms": "SMS",
    "cpf": "CPF",
    "rg": "RG",
    "cnpj": "CNPJ",
    "cep": "CEP",
    "pop": "POP",
    "ddd": "DDD",
}
_PROPRIOS = {
    "login": "Login",
    "acao": "Ação",
    "raso_nncpf": "CPF",
    "raso_nnrg": "RG",
    "clie_nncpf": "CPF",
    "clie_nncnpj": "CNPJ",
    "clie_nnrg": "RG",
    "oerg_id": "Órgão expedidor",
    "unfe_id": "UF",
    "ocop_id": "Ocorrência operacional",
    "rgat_dtprevistaatual": "Data prevista",
    "rgat_tmregistroatendimento": "Data do atendimento",
}
_DOMINIOS = {
    "step_id": "especificacoes",
    "sotp_id": "tipos",
    "meso_id": "meios",
    "amen_id": "motivos_encerramento",
    "rmrv_id": "motivos_reativacao",
    "svtp_id": "servicos",
    "looc_id": "locais",
    "prua_id": "pavimentos_rua",
    "pcal_id": "pavimentos_calcada",
    "dves_id": "divisoes_esgoto",
    "loca_id": "localidades",
    "fnet_id": "fone_tipos",
}
_SITUACOES = {
    "rgat_cdsituacao": {int(s): s.nome for s in SituacaoRA},
    "orse_cdsituacao": {int(s): s.nome for s in SituacaoOS},
}
_INDICADORES = {1: "Sim", 2: "Não"}


@dataclass(frozen=True, slots=True)
class CampoMudado:
    """A field of a row, in words; empty where there was nothing."""

    rotulo: str
    antes: str
    depois: str


def campos(
    tabela: str, antes: dict[str, Any] | None, depois: dict[str, Any] | None, dominios: Dominios
) -> Iterator[CampoMudado]:
    """Tell what differs between the row before and after; of a row that came or went, all that it has."""
    velha, nova = antes or {}, depois or {}
    for coluna in dict.fromkeys((*velha, *nova)):
        de, para = velha.get(coluna), nova.get(coluna)
        if de != para:
            yield CampoMudado(rotulo(tabela, coluna), _texto(coluna, de, dominios), _texto(coluna, para, dominios))


def rotulo(tabela: str, coluna: str) -> str:
    """Name a column."""
    if coluna in _PROPRIOS:
        return _PROPRIOS[coluna]
    atributo = _atributos().get(tabela, {}).get(coluna)
    if atributo is None:
        return coluna
    palavras = [_SIGLAS.get(p) or _ACENTOS.get(p, p) for p in atributo.removesuffix("_id").split("_")]
    frase = " ".join(palavras)
    return frase[:1].upper() + frase[1:]


@cache
def _atributos() -> dict[str, dict[str, str]]:
    """List the attribute of each column of each mapped table."""
    mapas: tuple[Mapper[Any], ...] = tuple(Base.registry.mappers)
    return {str(mapa.local_table): {p.columns[0].name: p.key for p in mapa.column_attrs} for mapa in mapas}


@cache
def _momentos() -> frozenset[str]:
    """List the columns that hold dates and moments."""
    return frozenset(
        coluna.name
        for mapa in Base.registry.mappers
        for coluna in mapa.columns
        if isinstance(coluna.type, Date | DateTime)
    )


def _texto(coluna: str, valor: Any, dominios: Dominios) -> str:
    if valor is None:
        return ""
    if (nome := _nome(coluna, valor, dominios)) is not None:
        return nome
    if "_ic" in coluna and valor in _INDICADORES:
        return _INDICADORES[valor]
    if isinstance(valor, bool):
        return "Sim" if valor else "Não"
    if coluna in _momentos() and isinstance(valor, str):
        return _momento(valor)
    return str(valor).rstrip()


def _nome(coluna: str, valor: Any, dominios: Dominios) -> str | None:
    """Name what a code stands for, where the domain rows know it."""
    if coluna in _SITUACOES:
        return _SITUACOES[coluna].get(valor)
    lista = "unidades" if coluna.startswith("unid_id") else _DOMINIOS.get(coluna)
    item = getattr(dominios, lista).get(valor) if lista else None
    nome = getattr(item, "descricao", None) or getattr(item, "nome", None)
    return f"{valor} - {nome}" if nome else None


def _momento(texto: str) -> str:
    try:
        lido = datetime.fromisoformat(texto)
    except ValueError:
        return texto
    return f"{date.fromisoformat(texto):%d/%m/%Y}" if len(texto) == len("2000-01-01") else f"{lido:%d/%m/%Y %H:%M:%S}"
