"""What a signed call of PROGIS comes to in this base: the place that Inserir RA starts with (spec 40 §2.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, exists, literal, select
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.ligacao import Chamada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import Endereco, Local
from gsan_desk.models.cadastro import Bairro, Imovel, LogradouroBairro, LogradouroCep, SetorComercial
from gsan_desk.services.pesquisas.endereco import texto_do_endereco


@dataclass(frozen=True, slots=True)
class LugarProposto:
    """The tab Local da Ocorrência as PROGIS would have it; the setor comercial is typed by its code."""

    local: Local
    setor_comercial_codigo: int | None = None


def propor(session: Session, contexto: Contexto, chamada: Chamada) -> LugarProposto:
    """See that what the call names exists; one statement. The geography of an imóvel is its own.

    Raises:
        RegraViolada: the base has no such imóvel, logradouro, CEP, localidade or setor comercial.
    """
    achado = session.execute(_consulta(chamada)).one()
    recusas = list(_recusas(chamada, achado, contexto))
    if recusas:
        raise RegraViolada(*recusas)
    sem_imovel = chamada.imovel_id is None
    local = Local(
        imovel_id=chamada.imovel_id,
        endereco=_endereco(chamada, achado),
        ponto_referencia=chamada.ponto_referencia,
        coordenada_norte=chamada.coordenada_norte,
        coordenada_leste=chamada.coordenada_leste,
        localidade_id=(chamada.localidade_id or achado.setor_localidade_id) if sem_imovel else None,
        setor_comercial_id=chamada.setor_comercial_id if sem_imovel else None,
        diametro=chamada.diametro,
    )
    return LugarProposto(local, achado.setor_codigo if sem_imovel else None)


def _consulta(chamada: Chamada) -> Any:
    rua, bairro = aliased(LogradouroBairro), aliased(Bairro)
    setor, cep = aliased(SetorComercial), aliased(LogradouroCep)
    cep_dado, numero, complemento = literal(chamada.logradouro_cep_id, Integer), chamada.numero, chamada.complemento
    um = select(literal(1).label("um")).subquery()
    return (
        select(
            exists(
                select(Imovel.id).where(
                    Imovel.id == literal(chamada.imovel_id, Integer), Imovel.indicador_exclusao.is_distinct_from(SIM)
                )
            ).label("imovel_existe"),
            rua.id.label("rua_id"),
            bairro.id.label("bairro_id"),
            bairro.municipio_id,
            exists(select(cep.id).where(cep.id == cep_dado, cep.logradouro_id == rua.logradouro_id)).label("cep_serve"),
            texto_do_endereco(rua.id, cep_dado, literal(numero), literal(complemento)).label("texto"),
            setor.codigo.label("setor_codigo"),
            setor.localidade_id.label("setor_localidade_id"),
        )
        .select_from(um)
        .outerjoin(rua, rua.id == literal(chamada.logradouro_bairro_id, Integer))
        .outerjoin(bairro, bairro.id == rua.bairro_id)
        .outerjoin(setor, setor.id == literal(chamada.setor_comercial_id, Integer))
    )


def _recusas(chamada: Chamada, achado: Any, contexto: Contexto) -> Iterator[Violacao]:
    if chamada.imovel_id is not None and not achado.imovel_existe:
        yield violacao("IMOVEL_INEXISTENTE")
    if chamada.logradouro_bairro_id is not None and achado.rua_id is None:
        yield violacao("LIGACAO_LOGRADOURO")
    elif achado.rua_id is not None and chamada.logradouro_cep_id is not None and not achado.cep_serve:
        yield violacao("LIGACAO_CEP")
    if chamada.imovel_id is not None:
        return
    if chamada.localidade_id is not None and chamada.localidade_id not in contexto.dominios.localidades:
        yield violacao("LIGACAO_LOCALIDADE")
    if chamada.setor_comercial_id is not None and (
        achado.setor_codigo is None or chamada.localidade_id not in (None, achado.setor_localidade_id)
    ):
        yield violacao("LIGACAO_SETOR")


def _endereco(chamada: Chamada, achado: Any) -> Endereco | None:
    if achado.rua_id is None:
        return None
    return Endereco(
        achado.rua_id,
        chamada.logradouro_cep_id,
        numero=chamada.numero,
        complemento=chamada.complemento,
        municipio_id=achado.municipio_id,
        bairro_id=achado.bairro_id,
        texto=achado.texto,
    )
