"""What Adicionar Solicitante reads once the RA is locked, in one statement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from sqlalchemy import BindParameter, Integer, Uuid, bindparam, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.imovel import ClienteFato
from gsan_desk.domain.registro_atendimento import Solicitante
from gsan_desk.domain.regras.solicitante import FatosSolicitante
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.atendimentopublico import RegistroAtendimentoSolicitante
from gsan_desk.models.cadastro import Funcionario
from gsan_desk.models.desk import SmsModelo, SolicitanteChave
from gsan_desk.services import cliente as clientes
from gsan_desk.services.endereco import texto_da_ocorrencia
from gsan_desk.services.linhas_json import Consulta, linhas, objeto, texto
from gsan_desk.services.relogio import agora

RA_EXISTENTE = 2


@dataclass(frozen=True, slots=True)
class Fatos:
    """Rows that the command names; ``existente`` is (solicitante, RA, protocolo) of a key already used."""

    agora: datetime
    codificacao: str
    existente: tuple[int, int, str] | None
    especificacao_id: int
    meio_id: int
    imovel_id: int | None
    atendimento: datetime
    previsao: date
    endereco: str
    cliente: ClienteFato | None
    funcionario_unidade_id: int | None
    cliente_ids: Collection[int]
    unidade_ids: Collection[int]
    modelo_sms: str | None

    @property
    def do_solicitante(self) -> FatosSolicitante:
        """The part that the rules of the tab Solicitante ask for."""
        return FatosSolicitante(self.cliente, self.funcionario_unidade_id)


def carregar(session: Session, chave: UUID, ra: int, pedido: Solicitante) -> Fatos:
    """Load them; one statement. The RA exists: it is locked."""
    parametros = {
        "chave": chave,
        "numero": ra,
        "cliente_id": pedido.cliente_id,
        "funcionario_id": pedido.funcionario_id,
    }
    linha = session.execute(_consulta(), parametros).one()
    existente = linha.existente
    return Fatos(
        agora=linha.agora,
        codificacao=linha.codificacao,
        existente=(existente["id"], existente["ra"], existente["protocolo"]) if existente else None,
        especificacao_id=linha.especificacao_id,
        meio_id=linha.meio_solicitacao_id,
        imovel_id=linha.imovel_id,
        atendimento=linha.data_atendimento,
        previsao=linha.data_prevista_atual,
        endereco=linha.endereco or "",
        cliente=clientes.montar(linha.cliente),
        funcionario_unidade_id=linha.funcionario_unidade_id,
        cliente_ids=frozenset(p["cliente_id"] for p in linha.pessoas if p["cliente_id"] is not None),
        unidade_ids=frozenset(p["unidade_id"] for p in linha.pessoas if p["unidade_id"] is not None),
        modelo_sms=linha.modelo_sms,
    )


def _inteiro(nome: str) -> BindParameter[int]:
    return bindparam(nome, type_=Integer)


@cache
def _consulta() -> Consulta:
    pessoa = RegistroAtendimentoSolicitante
    existente = (
        select(
            pessoa.id.label("id"),
            pessoa.registro_atendimento_id.label("ra"),
            texto(pessoa.protocolo).label("protocolo"),
        )
        .join(SolicitanteChave, SolicitanteChave.solicitante_id == pessoa.id)
        .where(SolicitanteChave.chave == bindparam("chave", type_=Uuid))
    )
    pessoas = select(pessoa.cliente_id.label("cliente_id"), pessoa.unidade_id.label("unidade_id")).where(
        pessoa.registro_atendimento_id == _inteiro("numero")
    )
    funcionario = select(Funcionario.unidade_id).where(Funcionario.id == _inteiro("funcionario_id"))
    modelo = select(SmsModelo.texto).where(SmsModelo.evento == RA_EXISTENTE)
    return select(
        agora().label("agora"),
        func.current_setting("server_encoding").label("codificacao"),
        objeto(existente).label("existente"),
        RA.especificacao_id,
        RA.meio_solicitacao_id,
        RA.imovel_id,
        RA.data_atendimento,
        RA.data_prevista_atual,
        texto_da_ocorrencia().label("endereco"),
        clientes.em_uso().label("cliente"),
        funcionario.scalar_subquery().label("funcionario_unidade_id"),
        linhas(pessoas).label("pessoas"),
        modelo.scalar_subquery().label("modelo_sms"),
    ).where(RA.id == _inteiro("numero"))
