"""Checks of Adicionar Solicitante [UC0366 SB0010, SB0027], spec 10 §10."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import DadosGerais, Solicitante
from gsan_desk.domain.regras import solicitante as regras


@dataclass(frozen=True, slots=True)
class JaSolicitantes:
    """Who already asked for the RA ``ra``."""

    ra: int
    cliente_ids: Collection[int] = ()
    unidade_ids: Collection[int] = ()


def aberto(ra: int, situacao: SituacaoRA) -> Violacao | None:
    """Refuse an RA that was closed, maybe since the screen opened; a blocked one still takes callers."""
    if situacao is not SituacaoRA.ENCERRADO:
        return None
    return violacao("M42", ra=ra, situacao=situacao.nome.lower())


def verificar(
    pedido: Solicitante,
    dados: DadosGerais,
    contexto: Contexto,
    fatos: regras.FatosSolicitante,
    ja: JaSolicitantes,
    imovel: ImovelFato | None = None,
) -> list[Violacao]:
    """Give all that is wrong, in GSAN's order; somebody must be named even where the especificação asks nobody."""
    if not (pedido.cliente_id or pedido.unidade_id or pedido.funcionario_id or pedido.nome.strip()):
        return [violacao("M22", "solicitante.cliente_id")]
    return [*regras.verificar(pedido, dados, contexto, fatos, imovel), *_repetido(pedido, contexto, fatos, ja)]


def _repetido(
    pedido: Solicitante, contexto: Contexto, fatos: regras.FatosSolicitante, ja: JaSolicitantes
) -> Iterator[Violacao]:
    """Refuse a cliente (M26) or a unidade (M27) that asked before."""
    if pedido.cliente_id in ja.cliente_ids:
        nome = fatos.cliente.nome if fatos.cliente is not None else str(pedido.cliente_id)
        yield violacao("M26", "solicitante.cliente_id", cliente=nome, ra=ja.ra)
    if pedido.unidade_id in ja.unidade_ids:
        unidade = contexto.dominios.unidades.get(pedido.unidade_id or 0)
        nome = unidade.descricao if unidade is not None else str(pedido.unidade_id)
        yield violacao("M27", "solicitante.unidade_id", unidade=nome, ra=ja.ra)
