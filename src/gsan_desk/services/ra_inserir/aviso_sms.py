"""What a new RA writes in our own schema: its key, the consent, the message to the citizen (spec 40 §1.3 to §1.5)."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Insert, func, insert
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.registro_atendimento import NovoRA
from gsan_desk.domain.sms_texto import MODELO_RA_ABERTO, compor, medir
from gsan_desk.domain.telefone import escolher_celular
from gsan_desk.models.desk import RAChave, RASms, SmsMensagem
from gsan_desk.services.ra_inserir.fatos import RA_ABERTO, Fatos

VALIDADE = timedelta(hours=24)


def gravar(
    session: Session, contexto: Contexto, novo: NovoRA, fatos: Fatos, ra: dict[str, Any], solicitante_id: int
) -> None:
    """Write key, consent and message together; one statement."""
    usuario_id = contexto.operador.usuario_id
    numero = _numero(novo, fatos)
    consentimento = insert(RASms).values(
        registro_atendimento_id=ra["id"],
        solicitante_id=solicitante_id,
        enviar=novo.solicitante.enviar_sms,
        numero=numero,
    )
    comando = (
        insert(RAChave)
        .values(chave=novo.chave, registro_atendimento_id=ra["id"], usuario_id=usuario_id)
        .add_cte(consentimento.cte("consentimento"))
    )
    if numero is not None:
        mensagem = _mensagem(contexto, novo, fatos, ra, numero).values(
            solicitante_id=solicitante_id, usuario_id=usuario_id
        )
        comando = comando.add_cte(mensagem.cte("mensagem"))
    session.execute(comando)


def _numero(novo: NovoRA, fatos: Fatos) -> str | None:
    """Give the E.164 number that the citizen agreed to, if any."""
    pedido = novo.solicitante
    if not pedido.enviar_sms:
        return None
    fones = fatos.cliente.fones if fatos.cliente is not None else pedido.fones
    return escolher_celular(fones, pedido.celular_sms)


def _mensagem(contexto: Contexto, novo: NovoRA, fatos: Fatos, ra: dict[str, Any], numero: str) -> Insert:
    parametros = contexto.dominios.parametros
    especificacao = contexto.dominios.especificacoes[ra["especificacao_id"]]
    texto = compor(
        fatos.modelo_sms or MODELO_RA_ABERTO,
        {
            "empresa": parametros.nome_abreviado_empresa.strip() or parametros.nome_empresa.strip(),
            "protocolo": novo.protocolo,
            "ra": str(ra["id"]),
            "especificacao": especificacao.descricao,
            "data": f"{ra['data_atendimento']:%d/%m/%Y}",
            "previsao": f"{ra['data_prevista_atual']:%d/%m/%Y}",
            "endereco": novo.local.endereco.texto if novo.local.endereco is not None else "",
            "telefone": "",
        },
    )
    alfabeto, partes = medir(texto)
    return insert(SmsMensagem).values(
        tipo=RA_ABERTO,
        registro_atendimento_id=ra["id"],
        numero_informado=(novo.solicitante.celular_sms.strip() or numero)[:25],
        numero=numero,
        texto=texto,
        alfabeto=alfabeto,
        partes=partes,
        expira_em=func.now() + VALIDADE,
        chave=f"RA:{ra['id']}:{RA_ABERTO}",
    )
