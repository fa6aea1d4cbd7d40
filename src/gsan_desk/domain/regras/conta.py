"""Which contas may be tied to an RA [UC0366 FS0046 to FS0050], spec 10 §3.3.3."""

from datetime import date

from gsan_desk.domain.codigos import SITUACOES_CONTA_ASSOCIAVEL, PermissaoEspecial
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.prazo import somar_meses

CAMPO = "local.conta_ids"


def verificar(situacao_id: int | None, vencimento: date, contexto: Contexto, hoje: date) -> Violacao | None:
    """Refuse a conta by its situation, or for age unless the person has permission 105."""
    if situacao_id not in SITUACOES_CONTA_ASSOCIAVEL:
        return violacao("CONTA_SITUACAO", CAMPO)
    meses = contexto.dominios.parametros.meses_vencida_conta_ra
    if meses is None or PermissaoEspecial.RETIFICAR_CONTA_NORMA_REVISAO in contexto.operador.permissoes:
        return None
    return violacao("CONTA_PRAZO", CAMPO) if somar_meses(vencimento, meses) < hoje else None
