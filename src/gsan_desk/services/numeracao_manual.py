"""Gerar Numeração de RA Manual [UC0494]: a number is issued once, whoever asks at the same time."""

from sqlalchemy import Integer, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.numeracao import GerarNumeracao, Numeracao, verificar
from gsan_desk.models.cadastro import SistemaParametro
from gsan_desk.services.ra_trava import sem_esperar_demais


def ultimo_emitido(session: Session) -> int:
    """Read the last number issued, without its digit; one statement."""
    consulta = select(SistemaParametro.ultimo_ra_manual).order_by(SistemaParametro.id).limit(1)
    return session.execute(consulta).scalar_one()


def gerar(session: Session, contexto: Contexto, pedido: GerarNumeracao) -> Numeracao:
    """Take the next numbers; the caller prints them only after the commit, so that none is printed twice.

    Raises:
        RegraViolada: quantity, unit, or the numbering has come to its end.
        Conflito: somebody has held the parameters for longer than the lock waits.
    """
    if achadas := verificar(pedido, contexto):
        raise RegraViolada(*achadas)
    quantidade, unidade_id = pedido.quantidade or 0, pedido.unidade_id or 0
    with sem_esperar_demais("Outra pessoa está gerando números. Tente de novo em instantes."):
        emitir = func.gsan_desk.emitir_numeros_manuais(quantidade, type_=Integer)
        ultimo = session.execute(select(emitir)).scalar_one()
    if ultimo is None:
        raise RegraViolada(violacao("NUMERACAO_ESGOTADA", "numeracao.quantidade"))
    return Numeracao(ultimo, quantidade, contexto.dominios.unidades[unidade_id].descricao)
