"""What the checks of an RA read besides the imóvel, in one statement."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, Uuid, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from gsan_desk.domain import numero_manual
from gsan_desk.domain.codigos import SIM, SituacaoRA, TipoAtendimento
from gsan_desk.domain.devolucao import Devolvivel
from gsan_desk.domain.imovel import ClienteFato
from gsan_desk.domain.registro_atendimento import NovoRA, RAInserido
from gsan_desk.models.atendimentopublico import OrdemServico, RegistroAtendimento, RegistroAtendimentoSolicitante
from gsan_desk.models.cadastro import BairroArea, Funcionario, Quadra, SetorComercial
from gsan_desk.models.desk import RAChave, SmsModelo
from gsan_desk.models.faturamento import Conta
from gsan_desk.services import cliente as clientes
from gsan_desk.services.conta import ContaRA, consulta_contas, montar_conta
from gsan_desk.services.devolucao import oferta
from gsan_desk.services.endereco import divisao_atende
from gsan_desk.services.linhas_json import Consulta, linhas, objeto
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
    pagamentos: tuple[Devolvivel, ...]
    modelo_sms: str | None


def carregar(session: Session, novo: NovoRA, ra: int | None = None) -> Fatos:
    """Load them; one statement. ``ra`` is the RA that is being changed."""
    linha = session.execute(_consulta(), _parametros(novo) | {"ra": ra}).one()
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
        contas=tuple(montar_conta(c) for c in linha.contas),
        pagamentos=tuple(oferta.montar(p) for p in linha.pagamentos),
        modelo_sms=linha.modelo_sms,
    )


def numero_manual_de(novo: NovoRA) -> int | None:
    """Read the number of the pre-printed form, when the RA is manual."""
    gerais = novo.dados_gerais
    if gerais.tipo_atendimento is TipoAtendimento.ONLINE:
        return None
    numero = numero_manual.normalizar(gerais.numero_manual)
    return numero if numero is not None and numero <= numero_manual.MAIOR_INTEIRO else None


def _parametros(novo: NovoRA) -> dict[str, Any]:
    local, solicitante = novo.local, novo.solicitante
    return {
        "chave": novo.chave,
        "numero_manual": numero_manual_de(novo),
        "divisao_id": local.divisao_esgoto_id,
        "quadra_id": local.quadra_id,
        "setor_id": local.setor_comercial_id,
        "localidade_id": local.localidade_id,
        "area_id": local.bairro_area_id,
        "bairro_id": local.bairro_id,
        "cliente_id": solicitante.cliente_id,
        "funcionario_id": solicitante.funcionario_id,
        "imovel_id": local.imovel_id,
        "conta_ids": local.conta_ids,
        "pagamento_ids": (*local.pagamento_ids, *(pedido.pagamento_id for pedido in local.devolucoes)),
    }


@cache
def _consulta() -> Consulta:
    """Build the statement once, for any command."""
    ra = RegistroAtendimento
    return select(
        agora().label("agora"),
        func.current_setting("server_encoding").label("codificacao"),
        _existente().label("existente"),
        select(ra.id).where(ra.numero_manual == _inteiro("numero_manual")).limit(1).scalar_subquery().label("manual"),
        *_geografia(),
        clientes.em_uso().label("cliente"),
        select(Funcionario.unidade_id)
        .where(Funcionario.id == _inteiro("funcionario_id"))
        .scalar_subquery()
        .label("funcionario_unidade_id"),
        *_financeiro(),
        select(SmsModelo.texto).where(SmsModelo.evento == RA_ABERTO).scalar_subquery().label("modelo_sms"),
    )


def _inteiro(nome: str) -> BindParameter[int]:
    return bindparam(nome, type_=Integer)


def _existente() -> ColumnElement[Any]:
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
        .where(RAChave.chave == bindparam("chave", type_=Uuid))
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


def _geografia() -> tuple[ColumnElement[Any], ...]:
    """Ask whether each code belongs to the one above it; true when it was not given."""
    quadra, setor, localidade = _inteiro("quadra_id"), _inteiro("setor_id"), _inteiro("localidade_id")
    return (
        divisao_atende(_inteiro("divisao_id"), quadra, setor, localidade).label("divisao_atende"),
        _pertence(SetorComercial, setor, SetorComercial.localidade_id, localidade).label("setor_da_localidade"),
        _pertence(Quadra, quadra, Quadra.setor_comercial_id, setor).label("quadra_do_setor"),
        _pertence(BairroArea, _inteiro("area_id"), BairroArea.bairro_id, _inteiro("bairro_id")).label("area_do_bairro"),
    )


def _pertence(modelo: Any, codigo: Any, coluna: Any, acima: Any) -> ColumnElement[bool]:
    achado = select(modelo.id).where(modelo.id == codigo, or_(acima.is_(None), coluna == acima))
    return or_(codigo.is_(None), achado.exists())


def _financeiro() -> tuple[ColumnElement[Any], ...]:
    contas = consulta_contas().where(
        Conta.id.in_(bindparam("conta_ids", expanding=True)), Conta.imovel_id == _inteiro("imovel_id")
    )
    return linhas(contas).label("contas"), linhas(oferta.consulta(_pedido)).label("pagamentos")


def _pedido(pagamento: Any) -> ColumnElement[bool]:
    ids: BindParameter[Any] = bindparam("pagamento_ids", expanding=True)
    return and_(pagamento.id.in_(ids), pagamento.imovel_id == _inteiro("imovel_id"))
