"""What the especificação asks of an imóvel (spec 10 §2.8)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import Enum, auto

from gsan_desk.domain.codigos import PermissaoEspecial
from gsan_desk.domain.dominios import Contexto, CriterioImovel, Dominios, Especificacao
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.prazo import somar_meses

CAMPO = "local.imovel_id"


class EnderecoDoImovel(Enum):
    """What the address of the imóvel means for the place of occurrence [FS0019]."""

    PROPRIO = auto()
    """It has a logradouro: it becomes the Endereço da Ocorrência."""
    DESCRITIVO = auto()
    """It has a text only: it becomes the description, and the RA is blocked."""
    INFORMAR = auto()
    """It has none that serves: the operator informs an address."""


def endereco_do_imovel(imovel: ImovelFato, imovel_obrigatorio: bool) -> EnderecoDoImovel:
    """Decide what to do with the address of the imóvel (§2.8.6)."""
    if imovel.endereco is not None:
        return EnderecoDoImovel.PROPRIO
    if imovel_obrigatorio and imovel.endereco_texto.strip():
        return EnderecoDoImovel.DESCRITIVO
    return EnderecoDoImovel.INFORMAR


def verificar(imovel: ImovelFato, especificacao: Especificacao, contexto: Contexto, hoje: date) -> list[Violacao]:
    """Give all that refuses the especificação for the imóvel, M14 to M16."""
    achados = (
        situacao_exigida(imovel, especificacao, contexto.dominios),
        debito(imovel, especificacao),
        vencimento_recente(imovel, especificacao, contexto, hoje),
    )
    return [v for v in achados if v is not None]


def ao_informar(imovel: ImovelFato, especificacao: Especificacao, dominios: Dominios) -> list[Violacao]:
    """Give what blocks as soon as the imóvel is typed, in order: M13, M14, M15 (§3.3.1)."""
    achados = (
        mesma_especificacao(imovel, especificacao),
        situacao_exigida(imovel, especificacao, dominios),
        debito(imovel, especificacao),
    )
    return [v for v in achados if v is not None]


def mesma_especificacao(
    imovel: ImovelFato, especificacao: Especificacao, exceto_ra: int | None = None
) -> Violacao | None:
    """Refuse when the imóvel has a pending RA of the especificação [FS0020] (M13)."""
    for pendente in imovel.pendentes:
        if pendente.especificacao_id == especificacao.id and pendente.id != exceto_ra:
            valores = {"especificacao": especificacao.descricao, "ra": pendente.id, "imovel": imovel.id}
            return replace(violacao("M13", CAMPO, **valores), ra=pendente.id)
    return None


def situacao_exigida(imovel: ImovelFato, especificacao: Especificacao, dominios: Dominios) -> Violacao | None:
    """Accept when one row of criteria matches in all four columns [SB0020, FS0034] (M14).

    A situação without any row of criteria demands nothing.
    """
    criterios = dominios.criterios.get(especificacao.imovel_situacao_id or 0, ())
    if not criterios or any(_atende(imovel, criterio) for criterio in criterios):
        return None
    return violacao(
        "M14",
        CAMPO,
        imovel=imovel.id,
        especificacao=especificacao.descricao,
        agua=imovel.agua_situacao,
        esgoto=imovel.esgoto_situacao,
        ligacao="com" if imovel.hidrometro_agua else "sem",
        poco="com" if imovel.hidrometro_poco else "sem",
    )


def debito(imovel: ImovelFato, especificacao: Especificacao) -> Violacao | None:
    """Refuse an imóvel in debt when the especificação looks at it [SB0032, FS0043] (M15)."""
    if not (especificacao.verificar_debito and imovel.tem_debito):
        return None
    return violacao("M15", CAMPO, imovel=imovel.id, especificacao=especificacao.descricao)


def vencimento_recente(
    imovel: ImovelFato, especificacao: Especificacao, contexto: Contexto, hoje: date
) -> Violacao | None:
    """Refuse when the due day was changed a short while ago [FS0052] (M16); permission 34 lifts it."""
    meses = contexto.dominios.parametros.meses_minimo_alteracao_vencimento
    if not especificacao.alterar_vencimento or imovel.vencimento_alterado_em is None or not meses:
        return None
    if PermissaoEspecial.VENCIMENTO_ANTES_DO_PERIODO in contexto.operador.permissoes:
        return None
    if somar_meses(imovel.vencimento_alterado_em, meses) <= hoje:
        return None
    return violacao("M16", CAMPO, meses=meses)


def avisos(imovel: ImovelFato, imovel_obrigatorio: bool) -> list[Violacao]:
    """Give what the operator is told without being stopped: pending RAs [SB0021], an RA to be blocked [FS0019]."""
    return [*_avisos(imovel, imovel_obrigatorio)]


def _avisos(imovel: ImovelFato, imovel_obrigatorio: bool) -> Iterator[Violacao]:
    if imovel.pendentes:
        yield violacao("IMOVEL_PENDENTE", CAMPO, imovel=imovel.id)
    if endereco_do_imovel(imovel, imovel_obrigatorio) is EnderecoDoImovel.DESCRITIVO:
        yield violacao("BLOQUEIO_IMOVEL", CAMPO)


def _atende(imovel: ImovelFato, criterio: CriterioImovel) -> bool:
    pares = (
        (criterio.agua_situacao_id, imovel.agua_situacao_id),
        (criterio.esgoto_situacao_id, imovel.esgoto_situacao_id),
        (criterio.hidrometro_agua, imovel.hidrometro_agua),
        (criterio.hidrometro_poco, imovel.hidrometro_poco),
    )
    return all(exigido is None or exigido == fato for exigido, fato in pares)
