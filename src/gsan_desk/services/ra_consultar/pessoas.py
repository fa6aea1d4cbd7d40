"""Solicitantes and reiterações of an RA with names, addresses and telephones."""

from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, case, func, select
from sqlalchemy.orm import aliased

from gsan_desk.domain.codigos import SIM
from gsan_desk.models.atendimentopublico import (
    RAReiteracao,
    RAReiteracaoFone,
    RegistroAtendimentoSolicitante,
    SolicitanteFone,
)
from gsan_desk.models.cadastro import (
    Cliente,
    ClienteEndereco,
    ClienteFone,
    FoneTipo,
    Funcionario,
    UnidadeOrganizacional,
)
from gsan_desk.services.linhas_json import Consulta, linhas, sim, texto
from gsan_desk.services.pesquisas.endereco import texto_do_endereco

NUMERO = bindparam("numero", type_=Integer)


@cache
def todos() -> Consulta:
    """Select the solicitantes of the RA ``numero`` in one row; built once."""
    return select(linhas(solicitantes(NUMERO)))


def solicitantes(numero: Any) -> Consulta:
    """Select the solicitantes of an RA, the principal first."""
    pessoa = aliased(RegistroAtendimentoSolicitante)
    principal = sim(pessoa.indicador_solicitante_principal)
    return (
        select(
            pessoa.id.label("id"),
            principal.label("principal"),
            texto(pessoa.protocolo).label("protocolo"),
            *_quem(pessoa),
            pessoa.funcionario_id.label("funcionario_id"),
            texto(Funcionario.nome).label("funcionario"),
            sim(pessoa.indicador_envio_email_pesquisa).label("enviar_email"),
            texto(pessoa.endereco_email).label("email"),
            _endereco(pessoa).label("endereco"),
            texto(pessoa.ponto_referencia).label("ponto_referencia"),
            _fones(pessoa, SolicitanteFone, SolicitanteFone.solicitante_id).label("fones"),
        )
        .outerjoin(Cliente, Cliente.id == pessoa.cliente_id)
        .outerjoin(UnidadeOrganizacional, UnidadeOrganizacional.id == pessoa.unidade_id)
        .outerjoin(Funcionario, Funcionario.id == pessoa.funcionario_id)
        .where(pessoa.registro_atendimento_id == numero)
        .order_by(principal.desc(), pessoa.id)
    )


def reiteracoes(numero: Any) -> Consulta:
    """Select the reiterações of an RA, oldest first."""
    pessoa = aliased(RAReiteracao)
    return (
        select(
            pessoa.id.label("id"),
            pessoa.ultima_alteracao.label("data"),
            texto(pessoa.protocolo).label("protocolo"),
            *_quem(pessoa),
            _endereco(pessoa).label("endereco"),
            texto(pessoa.ponto_referencia).label("ponto_referencia"),
            texto(pessoa.observacao).label("observacao"),
            _fones(pessoa, RAReiteracaoFone, RAReiteracaoFone.ra_reiteracao_id).label("fones"),
        )
        .outerjoin(Cliente, Cliente.id == pessoa.cliente_id)
        .outerjoin(UnidadeOrganizacional, UnidadeOrganizacional.id == pessoa.unidade_id)
        .where(pessoa.registro_atendimento_id == numero)
        .order_by(pessoa.ultima_alteracao, pessoa.id)
    )


def _quem(pessoa: Any) -> tuple[Any, ...]:
    return (
        pessoa.cliente_id.label("cliente_id"),
        texto(Cliente.nome).label("cliente"),
        pessoa.unidade_id.label("unidade_id"),
        texto(UnidadeOrganizacional.descricao).label("unidade"),
        texto(pessoa.nome).label("nome"),
    )


def _endereco(pessoa: Any) -> Any:
    """Compose the address given at the counter, else the cliente's one of correspondence [UC0423]."""
    registrado = aliased(ClienteEndereco)
    do_cliente = (
        select(_texto(registrado))
        .where(registrado.cliente_id == pessoa.cliente_id, registrado.indicador_endereco_correspondencia == SIM)
        .order_by(registrado.id)
        .limit(1)
        .scalar_subquery()
    )
    proprio = case((pessoa.logradouro_bairro_id.is_not(None), _texto(pessoa)), else_=do_cliente)
    return texto(proprio)


def _texto(dono: Any) -> Any:
    perimetros = (dono.perimetro_inicial_id, dono.perimetro_final_id)
    return texto_do_endereco(
        dono.logradouro_bairro_id, dono.logradouro_cep_id, dono.numero_imovel, dono.complemento_endereco, perimetros
    )


def _fones(pessoa: Any, modelo: Any, dono: Any) -> Any:
    """Carry the telephones told at the counter or, of a cliente, those of the register; the principal first."""
    contados = linhas(_fones_de(modelo, modelo.indicador_padrao).where(dono == pessoa.id).correlate(pessoa))
    registrados = linhas(
        _fones_de(ClienteFone, ClienteFone.indicador_telefone_padrao)
        .where(ClienteFone.cliente_id == pessoa.cliente_id)
        .correlate(pessoa)
    )
    return case((pessoa.cliente_id.is_not(None), registrados), else_=contados)


def _fones_de(modelo: Any, padrao: Any) -> Consulta:
    return (
        select(
            func.concat(modelo.ddd).label("ddd"),
            texto(modelo.fone).label("numero"),
            texto(modelo.ramal).label("ramal"),
            texto(FoneTipo.descricao).label("tipo"),
            sim(padrao).label("principal"),
        )
        .outerjoin(FoneTipo, FoneTipo.id == modelo.fone_tipo_id)
        .order_by(sim(padrao).desc(), modelo.id)
    )
