"""Second statement of Consultar RA: everything that hangs on it, each list as JSON."""

from functools import cache
from typing import Any

from sqlalchemy import ARRAY, Integer, String, any_, case, cast, func, literal, select
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import aliased

from gsan_desk.domain.codigos import AssociacaoRA, RelacaoTipo
from gsan_desk.models.atendimentopublico import (
    AtendimentoMotivoEncerramento,
    RaMotivoReativacao,
    RegistroAtendimentoAnexo,
    RegistroAtendimentoConta,
    RegistroAtendimentoUnidade,
    ServicoNaoCobrancaMotivo,
    Tramite,
)
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.cadastro import UnidadeOrganizacional
from gsan_desk.models.desk import SmsMensagem
from gsan_desk.models.faturamento import Conta, ContaHistorico
from gsan_desk.models.seguranca import Usuario
from gsan_desk.services.devolucao import pedidos
from gsan_desk.services.linhas_json import Consulta, linhas, objeto, texto
from gsan_desk.services.ra_consultar import pessoas


@cache
def consulta() -> Consulta:
    """Select one row whose columns are the lists and the single rows of the RA ``numero``; built once."""
    numero = pessoas.NUMERO
    return select(
        objeto(_participacao(numero, RelacaoTipo.ABRIR)).label("abertura"),
        objeto(_encerramento(numero)).label("encerramento"),
        objeto(pessoas.solicitantes(numero)).label("solicitante"),
        objeto(_tramite(numero)).label("tramite"),
        objeto(associado(numero)).label("associado"),
        linhas(pessoas.reiteracoes(numero)).label("reiteracoes"),
        linhas(_anexos(numero)).label("anexos"),
        linhas(contas(numero)).label("contas"),
        linhas(pedidos.do_ra(numero)).label("pagamentos"),
        linhas(_mensagens(numero)).label("mensagens"),
    )


def _participacao(numero: Any, relacao: RelacaoTipo) -> Consulta:
    """Select the unit and the person that opened, or closed, the RA."""
    participacao = aliased(RegistroAtendimentoUnidade)
    return (
        select(
            participacao.unidade_id.label("unidade_id"),
            texto(UnidadeOrganizacional.descricao).label("unidade"),
            texto(Usuario.nome).label("usuario"),
        )
        .outerjoin(UnidadeOrganizacional, UnidadeOrganizacional.id == participacao.unidade_id)
        .outerjoin(Usuario, Usuario.id == participacao.usuario_id)
        .where(participacao.registro_atendimento_id == numero, participacao.relacao_tipo_id == relacao)
        .order_by(participacao.id)
    )


def _encerramento(numero: Any) -> Consulta:
    motivo, nao_cobranca = AtendimentoMotivoEncerramento, ServicoNaoCobrancaMotivo
    return (
        select(
            texto(motivo.descricao).label("motivo"),
            RA.data_encerramento.label("data"),
            RA.data_prevista_atual.label("data_prevista"),
            texto(RA.parecer_encerramento).label("parecer"),
            texto(nao_cobranca.descricao).label("motivo_nao_cobranca"),
            objeto(_participacao(numero, RelacaoTipo.ENCERRAR)).label("participacao"),
        )
        .outerjoin(motivo, motivo.id == RA.motivo_encerramento_id)
        .outerjoin(nao_cobranca, nao_cobranca.id == RA.motivo_nao_cobranca_id)
        .where(RA.id == numero, RA.data_encerramento.is_not(None) | RA.motivo_encerramento_id.is_not(None))
    )


def _tramite(numero: Any) -> Consulta:
    origem, destino = aliased(UnidadeOrganizacional), aliased(UnidadeOrganizacional)
    responsavel, registro = aliased(Usuario), aliased(Usuario)
    return (
        select(
            texto(origem.descricao).label("unidade_origem"),
            texto(destino.descricao).label("unidade_destino"),
            Tramite.data_tramite.label("data"),
            texto(responsavel.nome).label("usuario_responsavel"),
            texto(registro.nome).label("usuario_registro"),
            texto(Tramite.parecer).label("parecer"),
        )
        .outerjoin(origem, origem.id == Tramite.unidade_origem_id)
        .outerjoin(destino, destino.id == Tramite.unidade_destino_id)
        .outerjoin(responsavel, responsavel.id == Tramite.usuario_responsavel_id)
        .outerjoin(registro, registro.id == Tramite.usuario_registro_id)
        .where(Tramite.registro_atendimento_id == numero)
        .order_by(Tramite.data_tramite.desc(), Tramite.id.desc())
    )


def associado(numero: Any) -> Consulta:
    """Select the RA of reference, the last one of the reactivations, or the one reactivated [UC0433]."""
    este, outro = aliased(RA), aliased(RA)
    atual = _ultima_reativacao(numero)
    duplicidade, anterior = este.ra_duplicidade_id, este.ra_reativacao_id
    associacao = case(
        (duplicidade.is_not(None), int(AssociacaoRA.REFERENCIA)),
        (atual.is_not(None), int(AssociacaoRA.ATUAL)),
        else_=int(AssociacaoRA.ANTERIOR),
    )
    motivo = RaMotivoReativacao
    return (
        select(
            associacao.label("associacao"),
            outro.id.label("numero"),
            outro.situacao.label("situacao"),
            texto(motivo.descricao).label("motivo_reativacao"),
            outro.data_atendimento.label("data"),
            outro.data_prevista_atual.label("data_prevista"),
            texto(UnidadeOrganizacional.descricao).label("unidade_atual"),
            texto(outro.observacao).label("observacao"),
            objeto(_participacao(outro.id, RelacaoTipo.ABRIR).correlate(outro)).label("abertura"),
        )
        .select_from(este)
        .join(outro, outro.id == func.coalesce(duplicidade, atual, anterior))
        .outerjoin(motivo, motivo.id == outro.motivo_reativacao_id)
        .outerjoin(UnidadeOrganizacional, UnidadeOrganizacional.id == outro.unidade_atual_id)
        .where(este.id == numero)
    )


def _ultima_reativacao(numero: Any) -> Any:
    """Walk from each RA to the one that reactivated it, never twice to the same, and take the last."""
    inicio = select(
        numero.label("id"),
        cast(array([numero]), ARRAY(Integer)).label("caminho"),
        literal(0, Integer).label("passo"),
    )
    cadeia = inicio.cte("cadeia", recursive=True)
    seguinte = aliased(RA)
    passo = select(
        seguinte.id, func.array_append(cadeia.c.caminho, seguinte.id, type_=ARRAY(Integer)), cadeia.c.passo + 1
    ).where(seguinte.ra_reativacao_id == cadeia.c.id, ~(seguinte.id == any_(cadeia.c.caminho)))
    cadeia = cadeia.union_all(passo)
    return (
        select(cadeia.c.id)
        .where(cadeia.c.passo > 0)
        .order_by(cadeia.c.passo.desc(), cadeia.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _anexos(numero: Any) -> Consulta:
    """Select the attachments; their size is in the row's head, so that no content is read."""
    anexo = RegistroAtendimentoAnexo
    return (
        select(
            anexo.id.label("id"),
            texto(anexo.descricao).label("descricao"),
            texto(anexo.extensao).label("extensao"),
            func.octet_length(anexo.documento).label("tamanho"),
        )
        .where(anexo.registro_atendimento_id == numero)
        .order_by(anexo.id)
    )


def contas(numero: Any) -> Consulta:
    """Select the contas tied to the RA, those already in the history too."""
    ligada = RegistroAtendimentoConta
    valor = (
        Conta.valor_agua
        + Conta.valor_esgoto
        + Conta.valor_debitos
        - Conta.valor_creditos
        - func.coalesce(Conta.valor_impostos, 0)
    )
    referencia = func.coalesce(Conta.referencia, ContaHistorico.referencia)
    return (
        select(
            ligada.conta_id.label("id"),
            referencia.label("referencia"),
            func.coalesce(Conta.data_vencimento, ContaHistorico.data_vencimento).label("vencimento"),
            cast(valor, String).label("valor"),
        )
        .outerjoin(Conta, Conta.id == ligada.conta_id)
        .outerjoin(ContaHistorico, ContaHistorico.id == ligada.conta_id)
        .where(ligada.registro_atendimento_id == numero, referencia.is_not(None))
        .order_by(referencia, ligada.conta_id)
    )


def _mensagens(numero: Any) -> Consulta:
    mensagem = SmsMensagem
    return (
        select(
            mensagem.id.label("id"),
            mensagem.tipo.label("tipo"),
            texto(func.coalesce(mensagem.numero, mensagem.numero_informado)).label("numero"),
            mensagem.texto.label("texto"),
            mensagem.situacao.label("situacao"),
            texto(mensagem.motivo).label("motivo"),
            mensagem.tentativas.label("tentativas"),
            mensagem.criada_em.label("criada_em"),
            mensagem.enviada_em.label("enviada_em"),
            mensagem.entregue_em.label("entregue_em"),
        )
        .where(mensagem.registro_atendimento_id == numero)
        .order_by(mensagem.id)
    )
