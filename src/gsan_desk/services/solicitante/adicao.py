"""Adicionar Solicitante: one more caller of an RA that is open (spec 10 §10)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import NAO
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.registro_atendimento import DadosGerais, Solicitante
from gsan_desk.domain.regras import adicao_solicitante as regras
from gsan_desk.domain.regras import solicitante as regras_solicitante
from gsan_desk.domain.regras.exigencias import exigencias
from gsan_desk.domain.sms_texto import MODELO_RA_EXISTENTE
from gsan_desk.domain.texto import verificar_comando
from gsan_desk.models.atendimentopublico import RegistroAtendimentoSolicitante, SolicitanteFone
from gsan_desk.models.base import proximo_id
from gsan_desk.models.desk import SolicitanteChave
from gsan_desk.services import imovel as imoveis
from gsan_desk.services.fila_sms import Assunto, enfileirar, numero_escolhido
from gsan_desk.services.linhas_solicitante import linha_do_solicitante, linhas_dos_fones
from gsan_desk.services.protocolo import sortear
from gsan_desk.services.ra_consultar import RAConsulta, SolicitanteDoRA, consultar, solicitantes
from gsan_desk.services.ra_trava import trancar
from gsan_desk.services.solicitante import fatos as leitura
from gsan_desk.services.solicitante.fatos import RA_EXISTENTE, Fatos

COMPLEMENTO = 25


@dataclass(frozen=True, slots=True)
class AdicaoAberta:
    """What the screen starts with: its key, its protocolo, the RA to read, who asked before."""

    chave: UUID
    protocolo: str
    agora: datetime
    ra: RAConsulta
    solicitantes: tuple[SolicitanteDoRA, ...]


@dataclass(frozen=True, slots=True)
class AdicionarSolicitante:
    """Command of Concluir; ``chave`` makes it idempotent."""

    chave: UUID
    ra: int
    protocolo: str
    solicitante: Solicitante


@dataclass(frozen=True, slots=True)
class SolicitanteAdicionado:
    """What was written; ``alertas`` are told without refusing, ``ja_existia`` tells that the key had been used."""

    id: int
    ra: int
    protocolo: str
    sms: bool = False
    alertas: tuple[Violacao, ...] = ()
    ja_existia: bool = False


def abrir_adicao(session: Session, contexto: Contexto, numero: int) -> AdicaoAberta:
    """Read the RA and draw the protocolo of this contact; four statements.

    Raises:
        RegraViolada: there is no such RA (M70), or it is closed (M42).
    """
    ra = consultar(session, contexto, numero)
    if recusa := regras.aberto(ra.numero, ra.situacao):
        raise RegraViolada(recusa)
    quem = solicitantes(session, ra.numero)
    sorteio = sortear(session)
    return AdicaoAberta(uuid4(), sorteio.protocolo, sorteio.agora, ra, quem)


def adicionar(session: Session, contexto: Contexto, comando: AdicionarSolicitante) -> SolicitanteAdicionado:
    """Attach the caller; at most six statements. Whoever attends may, whatever unit holds the RA.

    No column of the RA changes, and so its stamp does not: somebody who edits the RA is not disturbed.

    Raises:
        Conflito: the RA has been locked for too long.
        RegraViolada: all that is wrong, or the RA was closed meanwhile (M42).
    """
    pedido = _cortado(comando.solicitante)
    trancado = trancar(session, comando.ra)
    fatos = leitura.carregar(session, comando.chave, comando.ra, pedido)
    if fatos.existente is not None:
        return SolicitanteAdicionado(*fatos.existente, ja_existia=True)
    if recusa := regras.aberto(comando.ra, trancado.situacao):
        raise RegraViolada(recusa)
    _verificar(session, contexto, comando.ra, pedido, fatos)
    return gravar(session, contexto, replace(comando, solicitante=pedido), fatos)


def _cortado(pedido: Solicitante) -> Solicitante:
    """Cut the complemento, which is longer where the address was copied from the RA."""
    if pedido.endereco is None:
        return pedido
    complemento = pedido.endereco.complemento.strip()[:COMPLEMENTO]
    return replace(pedido, endereco=replace(pedido.endereco, complemento=complemento))


def _verificar(session: Session, contexto: Contexto, ra: int, pedido: Solicitante, fatos: Fatos) -> None:
    dados = DadosGerais(especificacao_id=fatos.especificacao_id, meio_id=fatos.meio_id)
    ja = regras.JaSolicitantes(ra, fatos.cliente_ids, fatos.unidade_ids)
    achados = [
        *verificar_comando(pedido, fatos.codificacao, "solicitante"),
        *regras.verificar(pedido, dados, contexto, fatos.do_solicitante, ja, _imovel(session, contexto, fatos)),
    ]
    if achados:
        raise RegraViolada(*dict.fromkeys(achados))


def _imovel(session: Session, contexto: Contexto, fatos: Fatos) -> ImovelFato | None:
    """Load the imóvel only where the document of its responsável may stand in [FS0044]."""
    especificacao = contexto.dominios.especificacoes.get(fatos.especificacao_id)
    if fatos.imovel_id is None or especificacao is None or not especificacao.validar_documento_responsavel:
        return None
    return imoveis.carregar(session, contexto, fatos.imovel_id)


def gravar(
    session: Session, contexto: Contexto, comando: AdicionarSolicitante, fatos: Fatos, protocolo_dito: str = ""
) -> SolicitanteAdicionado:
    """Write the caller, the consent and the message, which tells ``protocolo_dito`` instead of the caller's own.

    The RA is locked and open, and the caller was checked.
    """
    pedido = comando.solicitante
    modelo = RegistroAtendimentoSolicitante
    linha: dict[str, Any] = {
        "id": proximo_id(modelo),
        "registro_atendimento_id": comando.ra,
        "indicador_solicitante_principal": NAO,
        "protocolo": comando.protocolo,
        "ultima_alteracao": fatos.agora,
        **linha_do_solicitante(pedido, exigencias(fatos.especificacao_id, contexto.dominios)),
    }
    novo = int(session.execute(insert(modelo).values(linha).returning(modelo.id)).scalar_one())
    if fones := [fone | {"ultima_alteracao": fatos.agora} for fone in linhas_dos_fones(pedido, novo)]:
        session.execute(insert(SolicitanteFone).values(fones))
    numero = numero_escolhido(contexto, pedido, fatos.cliente)
    chave = insert(SolicitanteChave).values(
        chave=comando.chave, solicitante_id=novo, usuario_id=contexto.operador.usuario_id
    )
    session.execute(enfileirar(chave, contexto, _assunto(comando, fatos, novo, protocolo_dito), pedido, numero))
    alertas = tuple(regras_solicitante.avisos(fatos.do_solicitante))
    return SolicitanteAdicionado(novo, comando.ra, comando.protocolo, numero is not None, alertas)


def _assunto(comando: AdicionarSolicitante, fatos: Fatos, solicitante_id: int, protocolo_dito: str) -> Assunto:
    return Assunto(
        tipo=RA_EXISTENTE,
        ra_id=comando.ra,
        solicitante_id=solicitante_id,
        protocolo=protocolo_dito or comando.protocolo,
        especificacao_id=fatos.especificacao_id,
        atendimento=fatos.atendimento,
        previsao=fatos.previsao,
        endereco=fatos.endereco,
        modelo=fatos.modelo_sms or MODELO_RA_EXISTENTE,
        chave=f"RA:{comando.ra}:{RA_EXISTENTE}:{solicitante_id}",
    )
