"""What the checks of an RA read besides the imóvel, in one statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, func, literal, null, select
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain import numero_manual
from gsan_desk.domain.codigos import SIM, SituacaoRA, TipoAtendimento
from gsan_desk.domain.imovel import ClienteFato
from gsan_desk.domain.registro_atendimento import NovoRA, RAInserido
from gsan_desk.models.arrecadacao import Pagamento
from gsan_desk.models.atendimentopublico import OrdemServico, RegistroAtendimento, RegistroAtendimentoSolicitante
from gsan_desk.models.cadastro import BairroArea, Cliente, Funcionario, Quadra, SetorComercial
from gsan_desk.models.desk import RAChave, SmsModelo
from gsan_desk.models.faturamento import Conta
from gsan_desk.services import cliente as clientes
from gsan_desk.services.conta import (
    ContaRA,
    PagamentoDuplicado,
    consulta_contas,
    consulta_pagamentos,
    montar_conta,
    montar_pagamento,
)
from gsan_desk.services.endereco import divisao_atende
from gsan_desk.services.linhas_json import linhas, objeto
from gsan_desk.services.relogio import agora

RA_ABERTO = 1


@dataclass(frozen=True, slots=True)
class Fatos:
    """Rows of the base that the command names; ``agora`` is the server's clock."""

    agora: datetime
    codificacao: str
    existente: RAInserido | None
    ra_do_numero_manual: int | None
    divisao_atende: bool
    setor_da_localidade: bool
    quadra_do_setor: bool
    area_do_bairro: bool
    funcionario_unidade_id: int | None
    cliente: ClienteFato | None
    contas: tuple[ContaRA, ...]
    pagamentos: tuple[PagamentoDuplicado, ...]
    modelo_sms: str | None


def carregar(session: Session, novo: NovoRA) -> Fatos:
    """Load them; one statement."""
    linha = session.execute(
        select(
            agora().label("agora"),
            func.current_setting("server_encoding").label("codificacao"),
            _existente(novo).label("existente"),
            _ra_do_numero_manual(novo).label("manual"),
            *_geografia(novo),
            *_solicitante(novo),
            *_financeiro(novo),
            select(SmsModelo.texto).where(SmsModelo.evento == RA_ABERTO).scalar_subquery().label("modelo_sms"),
        )
    ).one()
    return Fatos(
        agora=linha.agora,
        codificacao=linha.codificacao,
        existente=_ra_inserido(linha.existente),
        ra_do_numero_manual=linha.manual,
        divisao_atende=linha.divisao_atende,
        setor_da_localidade=linha.setor_da_localidade,
        quadra_do_setor=linha.quadra_do_setor,
        area_do_bairro=linha.area_do_bairro,
        funcionario_unidade_id=linha.funcionario_unidade_id,
        cliente=clientes.montar(linha.cliente),
        contas=tuple(montar_conta(c) for c in linha.contas or ()),
        pagamentos=tuple(montar_pagamento(p) for p in linha.pagamentos or ()),
        modelo_sms=linha.modelo_sms,
    )


def numero_manual_de(novo: NovoRA) -> int | None:
    """Read the number of the pre-printed form, when the RA is manual."""
    gerais = novo.dados_gerais
    if gerais.tipo_atendimento is TipoAtendimento.ONLINE:
        return None
    numero = numero_manual.normalizar(gerais.numero_manual)
    return numero if numero is not None and numero <= numero_manual.MAIOR_INTEIRO else None


def _existente(novo: NovoRA) -> ColumnElement[Any]:
    """Find the RA that this form became already."""
    ra, solicitante, os = RegistroAtendimento, RegistroAtendimentoSolicitante, OrdemServico
    protocolo = select(solicitante.protocolo).where(
        solicitante.registro_atendimento_id == ra.id, solicitante.indicador_solicitante_principal == SIM
    )
    ordem = select(func.min(os.id)).where(os.registro_atendimento_id == ra.id)
    return objeto(
        select(
            ra.id.label("numero"),
            ra.situacao.label("situacao"),
            protocolo.order_by(solicitante.id).limit(1).scalar_subquery().label("protocolo"),
            ordem.scalar_subquery().label("ordem_servico"),
        )
        .join(RAChave, RAChave.registro_atendimento_id == ra.id)
        .where(RAChave.chave == novo.chave)
    )


def _ra_inserido(dados: dict[str, Any] | None) -> RAInserido | None:
    if dados is None:
        return None
    return RAInserido(
        numero=dados["numero"],
        protocolo=dados["protocolo"] or "",
        ordem_servico=dados["ordem_servico"],
        encerrado=dados["situacao"] == SituacaoRA.ENCERRADO,
        ja_existia=True,
    )


def _ra_do_numero_manual(novo: NovoRA) -> ColumnElement[Any]:
    numero = numero_manual_de(novo)
    if numero is None:
        return null()
    return select(RegistroAtendimento.id).where(RegistroAtendimento.numero_manual == numero).limit(1).scalar_subquery()


def _geografia(novo: NovoRA) -> tuple[ColumnElement[Any], ...]:
    """Ask whether each code belongs to the one above it; true when it was not given."""
    local = novo.local
    niveis = (local.quadra_id, local.setor_comercial_id, local.localidade_id)
    atende = divisao_atende(local.divisao_esgoto_id, *niveis) if local.divisao_esgoto_id else literal(True)
    return (
        atende.label("divisao_atende"),
        _pertence(SetorComercial, local.setor_comercial_id, SetorComercial.localidade_id, local.localidade_id).label(
            "setor_da_localidade"
        ),
        _pertence(Quadra, local.quadra_id, Quadra.setor_comercial_id, local.setor_comercial_id).label(
            "quadra_do_setor"
        ),
        _pertence(BairroArea, local.bairro_area_id, BairroArea.bairro_id, local.bairro_id).label("area_do_bairro"),
    )


def _pertence(modelo: Any, codigo: int | None, coluna: Any, acima: int | None) -> ColumnElement[bool]:
    if codigo is None:
        return literal(True)
    achado = select(modelo.id).where(modelo.id == codigo)
    return (achado if acima is None else achado.where(coluna == acima)).exists()


def _solicitante(novo: NovoRA) -> tuple[ColumnElement[Any], ...]:
    pedido = novo.solicitante
    cliente = aliased(Cliente)
    do_cliente: ColumnElement[Any] = null()
    if pedido.cliente_id is not None:
        em_uso = clientes.consulta(cliente).where(cliente.id == pedido.cliente_id, cliente.indicador_uso == SIM)
        do_cliente = objeto(em_uso)
    unidade = select(Funcionario.unidade_id).where(Funcionario.id == literal(pedido.funcionario_id, Integer))
    return do_cliente.label("cliente"), unidade.scalar_subquery().label("funcionario_unidade_id")


def _financeiro(novo: NovoRA) -> tuple[ColumnElement[Any], ...]:
    local = novo.local
    contas: ColumnElement[Any] = null()
    pagamentos: ColumnElement[Any] = null()
    if local.conta_ids:
        contas = linhas(consulta_contas().where(Conta.id.in_(local.conta_ids), Conta.imovel_id == local.imovel_id))
    if local.pagamento_ids:
        do_imovel = Pagamento.id.in_(local.pagamento_ids), Pagamento.imovel_id == local.imovel_id
        pagamentos = linhas(consulta_pagamentos().where(*do_imovel))
    return contas.label("contas"), pagamentos.label("pagamentos")
