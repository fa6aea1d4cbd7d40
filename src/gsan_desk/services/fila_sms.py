"""The consent of a citizen and the message that it queues, in the transaction of its contact (spec 40 §1.3 to §1.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Insert, insert
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.imovel import ClienteFato
from gsan_desk.domain.registro_atendimento import Solicitante
from gsan_desk.domain.sms_texto import compor, medir
from gsan_desk.domain.telefone import escolher_celular
from gsan_desk.models.desk import RASms, SmsMensagem
from gsan_desk.services.linhas_juntas import Parte


@dataclass(frozen=True, slots=True)
class Assunto:
    """The contact that a message speaks of; ``chave`` is unique, so that repeating it queues once."""

    tipo: int
    ra_id: int
    solicitante_id: int
    protocolo: str
    especificacao_id: int
    atendimento: date
    previsao: date
    endereco: str
    modelo: str
    chave: str


def numero_escolhido(contexto: Contexto, pedido: Solicitante, cliente: ClienteFato | None) -> str | None:
    """Give the E.164 number that the citizen agreed to, if any, as the settings of the base read it."""
    if not pedido.enviar_sms:
        return None
    fones, p = cliente.fones if cliente is not None else pedido.fones, contexto.dominios.parametros
    return escolher_celular(fones, pedido.celular_sms, p.ddd_padrao, p.permite_exterior)


def enfileirar(
    comando: Insert, contexto: Contexto, assunto: Assunto, pedido: Solicitante, numero: str | None
) -> Insert:
    """Hang the consent, and the message when there is a number, on ``comando``: all of them are one statement."""
    consentimento = insert(RASms).values(_consentimento(assunto, pedido, numero))
    comando = comando.add_cte(consentimento.cte("consentimento"))
    if numero is None:
        return comando
    mensagem = insert(SmsMensagem).values(_mensagem(contexto, assunto, pedido, numero))
    return comando.add_cte(mensagem.cte("mensagem"))


def partes_da_fila(contexto: Contexto, assunto: Assunto, pedido: Solicitante, numero: str | None) -> list[Parte]:
    """Give the rows of the consent and, when there is a number, of the message."""
    mensagens = [_mensagem(contexto, assunto, pedido, numero)] if numero is not None else []
    return [Parte(RASms, [_consentimento(assunto, pedido, numero)]), Parte(SmsMensagem, mensagens)]


Contato = tuple[Assunto, Solicitante, str | None]
"""What is told, who agreed or not, and the number chosen."""


def enfileirar_varios(session: Session, contexto: Contexto, contatos: Sequence[Contato]) -> bool:
    """Write the consent of each contact and queue the messages; at most two statements.

    Tells whether any was queued.
    """
    if not contatos:
        return False
    session.execute(insert(RASms).values([_consentimento(*contato) for contato in contatos]))
    mensagens = [
        _mensagem(contexto, assunto, pedido, numero) for assunto, pedido, numero in contatos if numero is not None
    ]
    if mensagens:
        session.execute(insert(SmsMensagem).values(mensagens))
    return bool(mensagens)


def _consentimento(assunto: Assunto, pedido: Solicitante, numero: str | None) -> dict[str, Any]:
    return {
        "registro_atendimento_id": assunto.ra_id,
        "solicitante_id": assunto.solicitante_id,
        "enviar": pedido.enviar_sms,
        "numero": numero,
    }


def _mensagem(contexto: Contexto, assunto: Assunto, pedido: Solicitante, numero: str) -> dict[str, Any]:
    texto = compor(assunto.modelo, _campos(contexto, assunto))
    alfabeto, partes = medir(texto)
    return {
        "tipo": assunto.tipo,
        "registro_atendimento_id": assunto.ra_id,
        "solicitante_id": assunto.solicitante_id,
        "numero_informado": (pedido.celular_sms.strip() or numero)[:25],
        "numero": numero,
        "texto": texto,
        "alfabeto": alfabeto,
        "partes": partes,
        "usuario_id": contexto.operador.usuario_id,
        "chave": assunto.chave,
    }


def _campos(contexto: Contexto, assunto: Assunto) -> Mapping[str, Any]:
    parametros = contexto.dominios.parametros
    return {
        "empresa": parametros.nome_abreviado_empresa.strip() or parametros.nome_empresa.strip(),
        "protocolo": assunto.protocolo,
        "ra": str(assunto.ra_id),
        "especificacao": contexto.dominios.especificacoes[assunto.especificacao_id].descricao,
        "data": f"{assunto.atendimento:%d/%m/%Y}",
        "previsao": f"{assunto.previsao:%d/%m/%Y}",
        "endereco": assunto.endereco,
        "telefone": "",
    }
