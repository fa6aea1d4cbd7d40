"""What Concluir of the Simplificado reads, in one statement."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, Uuid, bindparam, case, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.protocolo import normalizar
from gsan_desk.domain.regras.simplificado import documentos
from gsan_desk.domain.simplificado import (
    ClienteDoCpf,
    FatosSimplificado,
    NovoSimplificado,
    RAOriginal,
    SimplificadoInserido,
)
from gsan_desk.models import variantes
from gsan_desk.models.atendimentopublico import RegistroAtendimento, RegistroAtendimentoSolicitante
from gsan_desk.models.cadastro import Cliente, UnidadeFederacao
from gsan_desk.models.desk import RAChave
from gsan_desk.services.linhas_json import Consulta, objeto, texto
from gsan_desk.services.ra_simplificado import ocorrencias
from gsan_desk.services.ra_simplificado.parametros import especificacoes, montar_obrigatorio, obrigatorio
from gsan_desk.services.relogio import agora


@dataclass(frozen=True, slots=True)
class Fatos:
    """The server's clock and encoding, the RA that this key became already, and what the rules ask for."""

    agora: datetime
    codificacao: str
    existente: SimplificadoInserido | None
    especificacoes: dict[str, int]
    digitado: FatosSimplificado


def carregar(session: Session, comando: NovoSimplificado) -> Fatos:
    """Load them; one statement."""
    linha = session.execute(_consulta(), _parametros(comando)).one()
    existente = linha.existente
    return Fatos(
        agora=linha.agora,
        codificacao=linha.codificacao,
        existente=SimplificadoInserido(**existente, ja_existia=True) if existente else None,
        especificacoes=linha.especificacoes,
        digitado=FatosSimplificado(
            cpf_obrigatorio=montar_obrigatorio(linha.cpf_obrigatorio),
            orgao_existe=linha.orgao_existe,
            uf_existe=linha.uf_existe,
            cliente=ClienteDoCpf(**linha.cliente) if linha.cliente else None,
            ocorrencia=ocorrencias.montar(linha.ocorrencia),
            original=RAOriginal(**linha.original) if linha.original else None,
        ),
    )


def _parametros(comando: NovoSimplificado) -> dict[str, Any]:
    return {
        "chave": comando.chave,
        "cpf": documentos(comando).cpf,
        "orgao": comando.orgao_rg_id,
        "uf": comando.uf_rg_id,
        "ocorrencia": comando.ocorrencia_id,
        "ra": comando.ra,
        "protocolo": normalizar(comando.protocolo_original) or "",
    }


@cache
def _consulta() -> Consulta:
    """Build the statement once, for any tipo."""
    orgao, uf = variantes.orgao_expedidor_rg.c, UnidadeFederacao
    ocorrencia = variantes.ocorrencia_operacional.c.ocop_id == bindparam("ocorrencia", type_=Integer)
    return select(
        agora().label("agora"),
        func.current_setting("server_encoding").label("codificacao"),
        objeto(_existente()).label("existente"),
        objeto(especificacoes()).label("especificacoes"),
        obrigatorio().label("cpf_obrigatorio"),
        select(orgao.oerg_id).where(orgao.oerg_id == bindparam("orgao", type_=Integer)).exists().label("orgao_existe"),
        select(uf.id).where(uf.id == bindparam("uf", type_=Integer)).exists().label("uf_existe"),
        objeto(_cliente()).label("cliente"),
        objeto(ocorrencias.vigentes().where(ocorrencia)).label("ocorrencia"),
        _original().label("original"),
    )


def _existente() -> Consulta:
    pessoa = RegistroAtendimentoSolicitante
    return (
        select(pessoa.registro_atendimento_id.label("numero"), texto(pessoa.protocolo).label("protocolo"))
        .join(RAChave, RAChave.registro_atendimento_id == pessoa.registro_atendimento_id)
        .where(
            RAChave.chave == bindparam("chave", type_=Uuid),
            pessoa.indicador_solicitante_principal == SIM,
        )
    )


def _cliente() -> Consulta:
    """Find the cliente in use with the CPF; an empty one is nobody's."""
    cpf = bindparam("cpf", type_=String)
    return (
        select(Cliente.id.label("id"), texto(Cliente.nome).label("nome"), (texto(Cliente.rg) != "").label("tem_rg"))
        .where(cpf != "", Cliente.cpf == cpf, Cliente.indicador_uso == SIM)
        .order_by(Cliente.id)
    )


def _original() -> ColumnElement[Any]:
    """Find the RA insisted on by the protocolo of any of its solicitantes, or by its number."""
    ra, pessoa = RegistroAtendimento, RegistroAtendimentoSolicitante
    protocolo = bindparam("protocolo", type_=String)
    por_protocolo = (
        select(pessoa.registro_atendimento_id.label("numero"), texto(pessoa.protocolo).label("protocolo"))
        .where(protocolo != "", pessoa.protocolo == protocolo)
        .order_by(pessoa.id)
    )
    do_principal = select(pessoa.protocolo).where(
        pessoa.registro_atendimento_id == ra.id, pessoa.indicador_solicitante_principal == SIM
    )
    por_numero = select(
        ra.id.label("numero"), texto(do_principal.order_by(pessoa.id).limit(1).scalar_subquery()).label("protocolo")
    ).where(ra.id == bindparam("ra", type_=Integer))
    return case((protocolo != "", objeto(por_protocolo)), else_=objeto(por_numero))
