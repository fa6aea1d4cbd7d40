"""A cliente with its addresses and phones, as the tab Solicitante shows it."""

from functools import cache
from typing import Any

from sqlalchemy import Integer, ScalarSelect, Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.imovel import ClienteFato
from gsan_desk.domain.registro_atendimento import Fone
from gsan_desk.models.cadastro import Cliente, ClienteEndereco, ClienteFone
from gsan_desk.services.linhas_json import Consulta, linhas, objeto, sim, texto
from gsan_desk.services.pesquisas.endereco import texto_do_endereco


def carregar(session: Session, cliente_id: int) -> ClienteFato | None:
    """Load a cliente in use with addresses (correspondence first) and phones (principal first); one statement."""
    return montar(session.scalar(_consulta_em_uso(), {"cliente_id": cliente_id}))


def em_uso() -> ScalarSelect[dict[str, Any] | None]:
    """Carry the cliente in use whose id is the parameter ``cliente_id``, as :func:`montar` wants it."""
    cliente = aliased(Cliente)
    return objeto(
        consulta(cliente).where(cliente.id == bindparam("cliente_id", type_=Integer), cliente.indicador_uso == SIM)
    )


@cache
def _consulta_em_uso() -> Select[dict[str, Any] | None]:
    return select(em_uso())


def consulta(cliente: Any) -> Consulta:
    """Select what :func:`montar` needs of ``cliente``, an alias of the table; the caller adds the condition."""
    fone, endereco = aliased(ClienteFone), aliased(ClienteEndereco)
    fones = (
        select(
            fone.fone_tipo_id.label("tipo_id"),
            texto(fone.ddd).label("ddd"),
            texto(fone.fone).label("numero"),
            texto(fone.ramal).label("ramal"),
            sim(fone.indicador_telefone_padrao).label("principal"),
        )
        .where(fone.cliente_id == cliente.id)
        .order_by(sim(fone.indicador_telefone_padrao).desc(), fone.id.desc())
        .correlate(cliente)
    )
    enderecos = (
        select(
            texto_do_endereco(
                endereco.logradouro_bairro_id,
                endereco.logradouro_cep_id,
                endereco.numero_imovel,
                endereco.complemento_endereco,
                (endereco.perimetro_inicial_id, endereco.perimetro_final_id),
            ).label("texto")
        )
        .where(endereco.cliente_id == cliente.id)
        .order_by(sim(endereco.indicador_endereco_correspondencia).desc(), endereco.id)
        .correlate(cliente)
    )
    return select(
        cliente.id.label("id"),
        texto(cliente.nome).label("nome"),
        texto(cliente.cpf).label("cpf"),
        texto(cliente.cnpj).label("cnpj"),
        (cliente.indicador_envio_sms == SIM).label("aceita_sms"),
        linhas(fones).label("fones"),
        linhas(enderecos).label("enderecos"),
    )


def montar(dados: dict[str, Any] | None) -> ClienteFato | None:
    """Build the fact from the JSON object of :func:`consulta`."""
    if dados is None:
        return None
    return ClienteFato(
        id=dados["id"],
        nome=dados["nome"],
        cpf=dados["cpf"],
        cnpj=dados["cnpj"],
        enderecos=tuple(e["texto"] for e in dados["enderecos"] if e["texto"]),
        fones=tuple(_fone(f) for f in dados["fones"]),
        aceita_sms=dados["aceita_sms"],
    )


def _fone(dados: dict[str, Any]) -> Fone:
    return Fone(
        tipo_id=dados["tipo_id"],
        ddd=_digitos(dados["ddd"]).lstrip("0"),
        numero=_digitos(dados["numero"]),
        ramal=_digitos(dados["ramal"]),
        principal=dados["principal"],
    )


def _digitos(texto: str) -> str:
    return "".join(c for c in texto if c in "0123456789")
