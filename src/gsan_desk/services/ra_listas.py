"""Lists opened beside an RA: its OS, the RAs of its imóvel, of its place and of its área (spec 10 §9.3, §9.4, §4)."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.mensagens import violacao
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.cadastro import Bairro, BairroArea
from gsan_desk.services import imovel as imoveis
from gsan_desk.services import ra_resumo, ra_semelhantes
from gsan_desk.services.endereco import texto_da_ocorrencia
from gsan_desk.services.linhas_json import Consulta, texto
from gsan_desk.services.pesquisas.lista import MAIOR_INTEIRO
from gsan_desk.services.ra_consultar import OrdemServicoDoRA, ordens_de_servico
from gsan_desk.services.ra_duplicidade import ras_do_imovel
from gsan_desk.services.ra_semelhantes import RAEncontrado


@dataclass(frozen=True, slots=True)
class OrdensDoRA:
    """Consultar Ordens de Serviço do RA [UC0431]."""

    ra: ra_resumo.ResumoDoRA
    ordens: tuple[OrdemServicoDoRA, ...]


@dataclass(frozen=True, slots=True)
class RAsDoImovel:
    """Consultar Registros de Atendimento do Imóvel [UC0449]; an excluded imóvel has RAs, but no facts."""

    imovel_id: int
    imovel: ImovelFato | None
    ras: tuple[RAEncontrado, ...]


@dataclass(frozen=True, slots=True)
class RAsDoLugar:
    """RAs of the place or of the área of an RA; ``dias`` is how far back closed ones are looked for."""

    ra: ra_resumo.ResumoDoRA
    imovel_id: int | None
    endereco: str
    bairro: str
    area: str
    ras: tuple[RAEncontrado, ...]
    dias: int | None = None


def ordens(session: Session, contexto: Contexto, numero: int) -> OrdensDoRA:  # noqa: ARG001 - shape of a use case
    """List the OS by number; two statements.

    Raises:
        RegraViolada: there is no such RA (M70), or it has no OS (M71).
    """
    resumo = ra_resumo.montar(_lugar(session, numero))
    achadas = ordens_de_servico(session, numero)
    if not achadas:
        raise RegraViolada(violacao("M71"))
    return OrdensDoRA(resumo, achadas)


def do_imovel(session: Session, contexto: Contexto, imovel_id: int, situacao: SituacaoRA | None) -> RAsDoImovel:
    """List the RAs of an imóvel, newest first; two statements. ``None`` takes every situação.

    Raises:
        RegraViolada: there is none (M72, M69), nor such an imóvel.
    """
    fato = imoveis.carregar(session, contexto, imovel_id)
    ras = ras_do_imovel(session, imovel_id, situacao)
    if ras:
        return RAsDoImovel(imovel_id, fato, ras)
    if fato is None and situacao is None:
        raise RegraViolada(violacao("IMOVEL_INEXISTENTE"))
    raise RegraViolada(violacao("M69" if situacao is None else "M72"))


def encerrados_do_local(session: Session, contexto: Contexto, numero: int) -> RAsDoLugar:
    """List the RAs closed lately at the place of an RA, of its especificação [UC0366 SB0015]; two statements.

    Raises:
        RegraViolada: there is no such RA (M70), or none closed (M69).
    """
    lugar, dias = _lugar(session, numero), contexto.dominios.parametros.dias_reativacao
    parte = "encerrados_do_imovel" if lugar.imovel_id is not None else "encerrados_no_endereco"
    onde = lugar.imovel_id if lugar.imovel_id is not None else lugar.logradouro_bairro_id
    if onde is None or dias is None:
        raise RegraViolada(violacao("M69"))
    parametros = {
        "especificacao_id": lugar.especificacao_id,
        "imovel_id": lugar.imovel_id,
        "logradouro_bairro_id": lugar.logradouro_bairro_id,
        "logradouro_cep_id": lugar.logradouro_cep_id,
        "dias": dias,
    }
    return _do_lugar(session, lugar, parte, parametros, dias)


def falta_de_agua_da_area(session: Session, contexto: Contexto, numero: int) -> RAsDoLugar:
    """List the pending RAs about lack of water in the área of an RA [UC0366 SB0019]; two statements.

    Raises:
        RegraViolada: there is no such RA (M70), or none pending in its área (M69).
    """
    lugar, dominios = _lugar(session, numero), contexto.dominios
    faltas = [e.id for e in dominios.especificacoes.values() if dominios.tipos[e.tipo_id].falta_agua]
    if lugar.bairro_area_id is None or not faltas:
        raise RegraViolada(violacao("M69"))
    return _do_lugar(session, lugar, "imoveis", {"area_id": lugar.bairro_area_id, "imoveis_ids": faltas})


def _do_lugar(
    session: Session, lugar: Any, parte: str, parametros: dict[str, Any], dias: int | None = None
) -> RAsDoLugar:
    achados = session.execute(ra_semelhantes.juntar(frozenset({parte})), parametros).scalar_one()
    ras = tuple(ra for ra in map(ra_semelhantes.montar, achados) if ra.numero != lugar.id)
    if not ras:
        raise RegraViolada(violacao("M69"))
    resumo = ra_resumo.montar(lugar)
    return RAsDoLugar(resumo, lugar.imovel_id, lugar.endereco or "", lugar.bairro, lugar.area, ras, dias)


def _lugar(session: Session, numero: int) -> Any:
    linha = session.execute(_consulta(), {"numero": numero}).one_or_none() if 0 < numero <= MAIOR_INTEIRO else None
    if linha is None:
        raise RegraViolada(violacao("M70", "numero"))
    return linha


@cache
def _consulta() -> Consulta:
    return (
        ra_resumo.consulta(
            RA.imovel_id,
            RA.especificacao_id,
            RA.logradouro_bairro_id,
            RA.logradouro_cep_id,
            RA.bairro_area_id,
            texto(texto_da_ocorrencia()).label("endereco"),
            texto(Bairro.nome).label("bairro"),
            texto(BairroArea.nome).label("area"),
        )
        .outerjoin(BairroArea, BairroArea.id == RA.bairro_area_id)
        .outerjoin(Bairro, Bairro.id == BairroArea.bairro_id)
    )
