"""What a new RA writes in our own schema: its key, the consent, the message to the citizen (spec 40 §1.3 to §1.5)."""

from typing import Any

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.registro_atendimento import NovoRA
from gsan_desk.domain.sms_texto import MODELO_RA_ABERTO
from gsan_desk.models.desk import RAChave
from gsan_desk.services.fila_sms import Assunto, numero_escolhido, partes_da_fila
from gsan_desk.services.linhas_juntas import Parte
from gsan_desk.services.ra_inserir.fatos import RA_ABERTO, Fatos


def partes(contexto: Contexto, novo: NovoRA, fatos: Fatos, ra: dict[str, Any], solicitante_id: int) -> list[Parte]:
    """Give the rows of key, consent and message."""
    chave: dict[str, Any] = {
        "chave": novo.chave,
        "registro_atendimento_id": ra["id"],
        "usuario_id": contexto.operador.usuario_id,
    }
    assunto = Assunto(
        tipo=RA_ABERTO,
        ra_id=ra["id"],
        solicitante_id=solicitante_id,
        protocolo=novo.protocolo,
        especificacao_id=ra["especificacao_id"],
        atendimento=ra["data_atendimento"],
        previsao=ra["data_prevista_atual"],
        endereco=novo.local.endereco.texto if novo.local.endereco is not None else "",
        modelo=fatos.modelo_sms or MODELO_RA_ABERTO,
        chave=f"RA:{ra['id']}:{RA_ABERTO}",
    )
    numero = numero_escolhido(contexto, novo.solicitante, fatos.cliente)
    return [Parte(RAChave, [chave]), *partes_da_fila(contexto, assunto, novo.solicitante, numero)]
