"""Where an RA goes when it is opened (spec 10 §2.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from gsan_desk.domain.dominios import Dominios, Especificacao


class Passo(IntEnum):
    """The step that found the unit."""

    GRANDE_CONSUMIDOR = 1
    SITUACAO_COBRANCA = 2
    LOCALIDADE_ESPECIFICACAO = 3
    ESPECIFICACAO = 4
    ESGOTO = 5
    LOCALIDADE_GRUPO = 6
    NENHUM = 7


@dataclass(frozen=True, slots=True)
class UnidadeDestino:
    """The suggestion; ``travada`` tells that the attendant may not change it [FS0046]."""

    unidade_id: int | None = None
    passo: Passo = Passo.NENHUM
    travada: bool = False


class ImovelDoDestino(Protocol):
    """What the steps ask of an imóvel."""

    @property
    def grande_consumidor(self) -> bool:
        """Tell whether its perfil is of a large consumer."""

    @property
    def localidade_id(self) -> int:
        """Its localidade."""

    @property
    def divisao_esgoto_id(self) -> int | None:
        """The divisão de esgoto of its quadra."""

    @property
    def cobranca_situacao_ids(self) -> frozenset[int]:
        """Its billing situations in force."""


Candidatos = Iterator[tuple[Passo, int | None]]


def sugerir(
    especificacao_id: int | None,
    localidade_id: int | None,
    divisao_esgoto_id: int | None,
    imovel: ImovelDoDestino | None,
    dominios: Dominios,
) -> UnidadeDestino:
    """Walk the seven steps; the first hit wins, replaced by its centralising unit [FS0018].

    The imóvel's localidade and divisão de esgoto stand in for those not given.
    """
    grande = dominios.parametros.unidade_grande_consumidor_id
    if imovel is not None and imovel.grande_consumidor and grande is not None:
        return UnidadeDestino(_centralizar(grande, dominios), Passo.GRANDE_CONSUMIDOR, travada=True)
    especificacao = dominios.especificacoes.get(especificacao_id or 0)
    if especificacao is None or not dominios.parametros.sugestao_tramite:
        return UnidadeDestino()
    if imovel is not None:
        localidade_id = localidade_id or imovel.localidade_id
        divisao_esgoto_id = divisao_esgoto_id or imovel.divisao_esgoto_id
    for passo, unidade_id in (
        *_por_cobranca(especificacao, imovel, dominios),
        *_por_especificacao(especificacao, localidade_id, dominios),
        *_por_grupo(especificacao, localidade_id, divisao_esgoto_id, dominios),
    ):
        if _recebe(unidade_id, dominios):
            return UnidadeDestino(_centralizar(unidade_id, dominios), passo)
    return UnidadeDestino()


def _por_cobranca(especificacao: Especificacao, imovel: ImovelDoDestino | None, dominios: Dominios) -> Candidatos:
    """Step 2: the unit for a billing situation of the imóvel [SB0037]."""
    for situacao_id in sorted(imovel.cobranca_situacao_ids) if imovel is not None else ():
        yield Passo.SITUACAO_COBRANCA, dominios.cobranca_destino.get((especificacao.id, situacao_id))


def _por_especificacao(especificacao: Especificacao, localidade_id: int | None, dominios: Dominios) -> Candidatos:
    """Steps 3 and 4: locality with especificação [SB0035], especificação alone [SB0003]."""
    if localidade_id is not None:
        yield Passo.LOCALIDADE_ESPECIFICACAO, dominios.localidade_destino.get((localidade_id, especificacao.id))
    yield Passo.ESPECIFICACAO, especificacao.unidade_id


def _por_grupo(
    especificacao: Especificacao, localidade_id: int | None, divisao_esgoto_id: int | None, dominios: Dominios
) -> Candidatos:
    """Steps 5 and 6: locality with grupo, and for sewage the divisão [SB0007, SB0005]."""
    tipo = dominios.tipos.get(especificacao.tipo_id)
    if tipo is None or especificacao.unidade_id is not None:
        return
    passo = Passo.ESGOTO if tipo.area_esgoto else Passo.LOCALIDADE_GRUPO
    if localidade_id is not None:
        yield passo, dominios.grupo_destino.get((localidade_id, tipo.grupo_id))
    divisao = dominios.divisoes_esgoto.get(divisao_esgoto_id or 0)
    if tipo.area_esgoto and divisao is not None:
        yield passo, divisao.unidade_id


def _recebe(unidade_id: int | None, dominios: Dominios) -> bool:
    unidade = dominios.unidades.get(unidade_id or 0)
    return unidade is not None and unidade.recebe_ra and unidade.em_uso


def _centralizar(unidade_id: int | None, dominios: Dominios) -> int | None:
    """Give the centralising unit when it may receive RAs, else the unit itself [FS0018]."""
    unidade = dominios.unidades.get(unidade_id or 0)
    centralizadora = unidade.centralizadora_id if unidade is not None else None
    return centralizadora if _recebe(centralizadora, dominios) else unidade_id
