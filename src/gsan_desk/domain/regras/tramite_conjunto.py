"""Judging each RA of many [UC0503]: a refusal never stops the others (spec 20 §7.4, §7.5)."""

from gsan_desk.domain.dominios import Operador
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.regras.tramitacao import impedimento, recusa
from gsan_desk.domain.selecao_tramite import Escolhido
from gsan_desk.domain.tramitacao import Destino, FatosDoTramite, Tramite
from gsan_desk.domain.tramite_conjunto import Negado, Resultado

DO_PEDIDO = frozenset({"M02", "TRAMITE_INATIVA", "TRAMITE_DATA_FUTURA", "TRAMITE_HORA_FUTURA"})
"""Refusals that speak of what was typed, and are the same for every RA."""


def impedir(escolhido: Escolhido, fatos: FatosDoTramite | None, operador: Operador) -> Negado | None:
    """Tell why an RA can go nowhere."""
    fora = _fora(escolhido, fatos)
    return _negar(fatos, impedimento(fatos, operador)) if fora is None and fatos is not None else fora


def julgar(
    escolhido: Escolhido, fatos: FatosDoTramite | None, destino: Destino | None, tramite: Tramite, operador: Operador
) -> Negado | None:
    """Tell why an RA cannot take a trâmite, by every rule; ``None`` when it can."""
    fora = _fora(escolhido, fatos)
    if fora is not None or fatos is None:
        return fora
    return _negar(fatos, recusa(fatos, destino, tramite, operador))


def _fora(escolhido: Escolhido, fatos: FatosDoTramite | None) -> Negado | None:
    """Leave out an RA that is gone, or that somebody changed since it was chosen."""
    if fatos is None:
        return Negado(escolhido.ra, Resultado.RECUSADO, "M70", violacao("M70").mensagem)
    if fatos.ultima_alteracao != escolhido.versao:
        mensagem = violacao("TRAMITE_CONFLITO", ra=escolhido.ra).mensagem
        return Negado(escolhido.ra, Resultado.ALTERADO, "TRAMITE_CONFLITO", mensagem, fatos.unidade_atual_id)
    return None


def _negar(fatos: FatosDoTramite, motivo: Violacao | None) -> Negado | None:
    if motivo is None:
        return None
    return Negado(fatos.numero, Resultado.RECUSADO, motivo.codigo, motivo.mensagem, fatos.unidade_atual_id)
