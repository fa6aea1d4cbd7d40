"""Experimentar: what Inserir would demand and decide with an especificação as the screen has it; nothing is written.

The functions are those of Inserir [UC0366]: only the domain rows differ, since the especificação may not be saved yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.dominios import Contexto, Dominios, Especificacao
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.prazo import prever
from gsan_desk.domain.registro_atendimento import DadosGerais, Local, NovoRA
from gsan_desk.domain.regras.autorizacao import unidade_atendimento_padrao
from gsan_desk.domain.regras.ordem_servico import planejar
from gsan_desk.domain.regras.unidade_destino import Passo, sugerir
from gsan_desk.services.cadastro.descricao import Valores
from gsan_desk.services.ra_duplicidade import avisos
from gsan_desk.services.ra_inserir import fatos as leitura
from gsan_desk.services.ra_inserir.resolucao import resolver
from gsan_desk.services.ra_inserir.verificacao import carregar_imovel, verificar_tudo

NOVA, NOVO_TIPO = -1, -1
"""Ids that stand for what has none yet."""
_DA_REGRA = {
    Passo.GRANDE_CONSUMIDOR: "o imóvel é de grande consumidor",
    Passo.SITUACAO_COBRANCA: "a situação de cobrança do imóvel com esta especificação",
    Passo.LOCALIDADE_ESPECIFICACAO: "a localidade com esta especificação",
    Passo.ESPECIFICACAO: "a unidade inicial desta especificação",
    Passo.ESGOTO: "a localidade ou a divisão de esgoto",
    Passo.LOCALIDADE_GRUPO: "a localidade com o grupo do tipo",
    Passo.NENHUM: "nenhuma regra dá a unidade",
}
_INDICADORES = {
    "matricula": "indicador_matricula",
    "pavimento_rua": "indicador_pavimento_rua",
    "pavimento_calcada": "indicador_pavimento_calcada",
    "cliente": "indicador_cliente",
    "verificar_debito": "indicador_verificar_debito",
    "alterar_vencimento": "indicador_alterar_vencimento_alternativo",
    "documento_obrigatorio": "indicador_documento_obrigatorio",
    "geracao_ordem_servico": "indicador_geracao_ordem_servico",
    "encerramento_automatico": "indicador_encerramento_automatico",
    "urgencia": "indicador_urgencia",
    "informar_conta": "indicador_informar_conta_ra",
    "informar_pagamento_duplicidade": "indicador_informar_pagamento_duplicidade",
    "coordenadas": "indicador_coordenadas",
    "pagamento_a_maior": "indicador_pagamento_a_maior",
    "cobrado_indevidamente": "indicador_cobrado_indevidamente",
}
_VALORES = {
    "descricao": "descricao",
    "dias_prazo": "dias_prazo",
    "unidade_id": "unidade_id",
    "servico_tipo_id": "servico_tipo_id",
    "imovel_situacao_id": "especificacao_imovel_situacao_id",
}


@dataclass(frozen=True, slots=True)
class Experimento:
    """The case: an especificação and its tipo as their screens have them, and what the caller would tell."""

    especificacao: Valores
    especificacao_id: int | None
    tipo: Valores
    data: date
    meio_id: int | None = None
    imovel_id: int | None = None
    localidade_id: int | None = None


@dataclass(frozen=True, slots=True)
class Resultado:
    """What Inserir would answer: demands, deadline, unit and why, service, document, warnings of duplicates."""

    exigencias: tuple[Violacao, ...]
    prazo: date
    unidade: str
    regra: str
    ordem_servico: str
    documento: str
    avisos: tuple[str, ...]


def experimentar(session: Session, contexto: Contexto, pedido: Experimento) -> Resultado:
    """Try the case; at most five statements, none of which writes."""
    contexto = replace(contexto, dominios=_com(contexto.dominios, pedido))
    dominios = contexto.dominios
    especificacao = dominios.especificacoes[pedido.especificacao_id or NOVA]
    proposto = _ra(contexto, pedido, especificacao)
    imovel = carregar_imovel(session, contexto, proposto)
    novo = resolver(proposto, contexto, imovel)
    local = novo.local
    destino = sugerir(especificacao.id, local.localidade_id, local.divisao_esgoto_id, imovel, dominios)
    ordem = planejar(especificacao, local, dominios)
    unidade = dominios.unidades.get(destino.unidade_id or 0)
    return Resultado(
        exigencias=tuple(_exigencias(session, contexto, novo, imovel)),
        prazo=prever(pedido.data, especificacao, dominios),
        unidade=f"{unidade.id} - {unidade.descricao}" if unidade is not None else "",
        regra=_DA_REGRA[destino.passo],
        ordem_servico=dominios.servicos[ordem.servico_tipo_id].descricao if ordem is not None else "",
        documento=_documento(especificacao, pedido.meio_id, dominios),
        avisos=tuple(aviso.texto for aviso in avisos(session, contexto, novo, imovel, ao_concluir=True)),
    )


def _ra(contexto: Contexto, pedido: Experimento, especificacao: Especificacao) -> NovoRA:
    gerais = DadosGerais(
        data=pedido.data,
        hora=time(0, 0),
        unidade_id=unidade_atendimento_padrao(contexto) or _que_abre(contexto.dominios),
        meio_id=pedido.meio_id,
        tipo_id=especificacao.tipo_id,
        especificacao_id=especificacao.id,
    )
    return NovoRA(UUID(int=0), "", gerais, Local(imovel_id=pedido.imovel_id, localidade_id=pedido.localidade_id))


def _que_abre(dominios: Dominios) -> int | None:
    """Stand in for the unit of who attends: a supervisor's own may open no RA."""
    return next((u.id for u in dominios.unidades.values() if u.em_uso and u.abre_ra), None)


def _exigencias(session: Session, contexto: Contexto, novo: NovoRA, imovel: ImovelFato | None) -> Iterable[Violacao]:
    try:
        verificar_tudo(novo, contexto, leitura.carregar(session, novo), imovel)
    except RegraViolada as recusa:
        return recusa.violacoes
    return ()


def _documento(especificacao: Especificacao, meio_id: int | None, dominios: Dominios) -> str:
    """Say whether a cliente would need CPF or CNPJ through this meio [FS0044]."""
    meios = dominios.meios_documento.get(especificacao.id)
    if not especificacao.documento_obrigatorio or (meios and meio_id not in meios):
        return "Nenhum documento é exigido do cliente."
    quem = " ou, na falta, o do responsável pelo imóvel" if especificacao.validar_documento_responsavel else ""
    return f"É exigido o CPF ou CNPJ do cliente solicitante{quem}."


def _com(dominios: Dominios, pedido: Experimento) -> Dominios:
    """Put the especificação and its tipo, as the screens have them, among the domain rows."""
    numero = pedido.especificacao_id or NOVA
    velha = dominios.especificacoes.get(numero)
    tipo_id = velha.tipo_id if velha is not None else NOVO_TIPO
    base = velha or Especificacao(numero, tipo_id, "")
    mudados: dict[str, Any] = {nome: pedido.especificacao.get(valor) for nome, valor in _VALORES.items()}
    mudados |= {nome: pedido.especificacao.get(valor) == SIM for nome, valor in _INDICADORES.items()}
    especificacao = replace(base, em_uso=True, **{f.name: mudados[f.name] for f in fields(base) if f.name in mudados})
    return replace(
        dominios,
        especificacoes=dominios.especificacoes | {numero: especificacao},
        tipos=dominios.tipos | {tipo_id: _tipo(dominios, tipo_id, pedido.tipo)},
    )


def _tipo(dominios: Dominios, tipo_id: int, valores: Valores) -> Any:
    grupo_id = valores.get("solicitacao_tipo_grupo_id")
    do_grupo = next((t for t in dominios.tipos.values() if t.grupo_id == grupo_id), None)
    base = dominios.tipos.get(tipo_id) or next(iter(dominios.tipos.values()))
    return replace(
        base,
        id=tipo_id,
        descricao=str(valores.get("descricao") or ""),
        grupo_id=grupo_id or 0,
        falta_agua=valores.get("indicador_falta_agua") == SIM,
        area_esgoto=do_grupo.area_esgoto if do_grupo is not None else False,
        em_uso=True,
        uso_sistema=False,
    )
