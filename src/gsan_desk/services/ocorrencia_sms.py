"""Telling by SMS the citizens of an ocorrência operacional that it ended (spec 30 §6, spec 40 §1.3, spec 50 §3.7).

Only who has an RA of the ocorrência is told, once a phone. The consent kept with the RA decides; where none was asked
for, as in the Simplificado, which has no field of phone, the register of the cliente must say that SMS are accepted.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.registro_atendimento import Fone
from gsan_desk.domain.sms_nomes import OCORRENCIA_CONCLUIDA
from gsan_desk.domain.sms_texto import compor, medir
from gsan_desk.domain.telefone import escolher_celular
from gsan_desk.models import variantes
from gsan_desk.models.atendimentopublico import RegistroAtendimentoSolicitante, SolicitanteFone
from gsan_desk.models.cadastro import Bairro, Cliente, ClienteFone
from gsan_desk.models.desk import RASms, SmsMensagem, SmsModelo
from gsan_desk.models.sms import SmsAjustes, SmsBloqueio
from gsan_desk.services.linhas_json import Consulta, linhas, sim, texto

SEM_CONCLUSAO = "A ocorrência não está concluída: não há o que avisar."


@dataclass(frozen=True, slots=True)
class Aviso:
    """One message: to whom, about which RA, and what it says."""

    ra_id: int
    solicitante_id: int
    numero: str
    texto: str


@dataclass(frozen=True, slots=True)
class PreviaDeAvisos:
    """Who would be told now, and how many would not, by reason."""

    ras: int
    avisos: tuple[Aviso, ...]
    sem_consentimento: int = 0
    sem_celular: int = 0
    pediram_para_sair: int = 0
    ja_avisados: int = 0

    @property
    def resumo(self) -> str:
        """Say it as a person reads it."""
        fora = (
            (self.sem_consentimento, "sem consentimento"),
            (self.sem_celular, "sem celular"),
            (self.pediram_para_sair, "pediram para não receber"),
            (self.ja_avisados, "já avisados"),
        )
        ditos = ", ".join(f"{quantos} {motivo}" for quantos, motivo in fora if quantos)
        return f"{self.ras} RA(s) desta ocorrência; {len(self.avisos)} telefone(s) a avisar" + (
            f" ({ditos})." if ditos else "."
        )


@dataclass(frozen=True, slots=True)
class _Ocorrencia:
    id: int
    tipo: str
    bairro: str
    conclusao: date
    modelo: str
    ddd_padrao: str


def prever(session: Session, contexto: Contexto, ocorrencia_id: int) -> PreviaDeAvisos:
    """Give who would be told; two statements.

    Raises:
        RegraViolada: the ocorrência is gone, or goes on.
    """
    ocorrencia = _ler(session, ocorrencia_id)
    contagem = dict.fromkeys(("sem_consentimento", "sem_celular", "pediram_para_sair", "ja_avisados"), 0)
    avisos: dict[str, Aviso] = {}
    ras: set[int] = set()
    for pessoa in session.execute(_pessoas(ocorrencia_id)):
        ras.add(pessoa.ra)
        numero, fora = _destino(pessoa, ocorrencia)
        if fora:
            contagem[fora] += 1
        elif numero is not None and numero not in avisos:
            avisos[numero] = _aviso(contexto, ocorrencia, pessoa, numero)
    return _sem_os_avisados(session, ocorrencia, PreviaDeAvisos(len(ras), tuple(avisos.values()), **contagem))


def avisar(session: Session, contexto: Contexto, ocorrencia_id: int) -> str:
    """Queue one message a phone, never twice for one ocorrência; give what is said of it. Four statements at most.

    Raises:
        RegraViolada: the ocorrência is gone, or goes on.
    """
    previa = prever(session, contexto, ocorrencia_id)
    if not previa.avisos:
        return "Ninguém a avisar."
    comando = insert(SmsMensagem).values([_linha(contexto, ocorrencia_id, aviso) for aviso in previa.avisos])
    feitas = session.execute(comando.on_conflict_do_nothing(index_elements=["chave"]).returning(SmsMensagem.id)).all()
    return f"{len(feitas)} mensagem(ns) na fila de SMS."


def chave(ocorrencia_id: int, numero: str) -> str:
    """Name the one message that a phone gets about an ocorrência."""
    return f"OCOP:{ocorrencia_id}:{numero}"


def _ler(session: Session, ocorrencia_id: int) -> _Ocorrencia:
    o, tipo = variantes.ocorrencia_operacional.c, variantes.ocorrencia_tipo.c
    modelo = select(SmsModelo.texto).where(SmsModelo.evento == OCORRENCIA_CONCLUIDA).scalar_subquery()
    consulta = (
        select(
            o.ocop_id,
            texto(tipo.ootp_dsocorrenciatipo),
            texto(Bairro.nome),
            o.ocop_dtconclusao,
            func.coalesce(modelo, ""),
            func.coalesce(cast(select(SmsAjustes.ddd_padrao).scalar_subquery(), String), ""),
        )
        .select_from(variantes.ocorrencia_operacional)
        .outerjoin(variantes.ocorrencia_tipo, tipo.ootp_id == o.ootp_id)
        .outerjoin(Bairro, Bairro.id == o.bair_id)
        .where(o.ocop_id == ocorrencia_id, o.ocop_dtconclusao.is_not(None))
    )
    linha = session.execute(consulta).first()
    if linha is None:
        raise RegraViolada(Violacao("OCORRENCIA_ABERTA", SEM_CONCLUSAO))
    return _Ocorrencia(*linha)


def _pessoas(ocorrencia_id: int) -> Consulta:
    """Select the solicitantes of the RAs of an ocorrência, the latest first, with consent and phones."""
    ra, pessoa, consentido = variantes.registro_atendimento.c, RegistroAtendimentoSolicitante, RASms
    return (
        select(
            ra.rgat_id.label("ra"),
            pessoa.id.label("solicitante"),
            texto(pessoa.protocolo).label("protocolo"),
            consentido.enviar.label("enviar"),
            consentido.numero.label("numero"),
            sim(Cliente.indicador_envio_sms).label("aceita"),
            _fones(SolicitanteFone, SolicitanteFone.indicador_padrao, SolicitanteFone.solicitante_id == pessoa.id),
            _fones(ClienteFone, ClienteFone.indicador_telefone_padrao, ClienteFone.cliente_id == pessoa.cliente_id),
        )
        .join(pessoa, pessoa.registro_atendimento_id == ra.rgat_id)
        .outerjoin(
            consentido,
            (consentido.registro_atendimento_id == ra.rgat_id) & (consentido.solicitante_id == pessoa.id),
        )
        .outerjoin(Cliente, Cliente.id == pessoa.cliente_id)
        .where(ra.ocop_id == ocorrencia_id)
        .order_by(pessoa.id.desc())
    )


def _fones(modelo: Any, padrao: Any, condicao: ColumnElement[bool]) -> Any:
    consulta = (
        select(
            modelo.fone_tipo_id.label("tipo_id"),
            texto(cast(modelo.ddd, String)).label("ddd"),
            texto(modelo.fone).label("numero"),
            sim(padrao).label("principal"),
        )
        .where(condicao)
        .order_by(sim(padrao).desc(), modelo.id.desc())
        .correlate(RegistroAtendimentoSolicitante)
    )
    return linhas(consulta).label(modelo.__tablename__)


def _destino(pessoa: Any, ocorrencia: _Ocorrencia) -> tuple[str | None, str]:
    """Choose the number, or tell why there is none (spec 40 §1.3)."""
    if pessoa.enviar is False or (pessoa.enviar is None and not pessoa.aceita):
        return None, "sem_consentimento"
    numero = pessoa.numero if pessoa.enviar else _celular(pessoa, ocorrencia.ddd_padrao)
    return (numero, "") if numero else (None, "sem_celular")


def _celular(pessoa: Any, ddd_padrao: str) -> str | None:
    for fones in (pessoa.solicitante_fone, pessoa.cliente_fone):
        if numero := escolher_celular((Fone(**fone) for fone in fones), ddd_padrao=ddd_padrao):
            return numero
    return None


def _aviso(contexto: Contexto, ocorrencia: _Ocorrencia, pessoa: Any, numero: str) -> Aviso:
    parametros = contexto.dominios.parametros
    campos = {
        "empresa": parametros.nome_abreviado_empresa.strip() or parametros.nome_empresa.strip(),
        "ocorrencia": ocorrencia.tipo.lower(),
        "bairro": ocorrencia.bairro,
        "data": f"{ocorrencia.conclusao:%d/%m/%Y}",
        "protocolo": pessoa.protocolo,
        "ra": str(pessoa.ra),
    }
    return Aviso(pessoa.ra, pessoa.solicitante, numero, compor(ocorrencia.modelo, campos))


def _sem_os_avisados(session: Session, ocorrencia: _Ocorrencia, previa: PreviaDeAvisos) -> PreviaDeAvisos:
    """Leave out who asked for no more messages, and who was told already; one statement."""
    if not previa.avisos:
        return previa
    numeros = [aviso.numero for aviso in previa.avisos]
    chaves = [chave(ocorrencia.id, numero) for numero in numeros]
    bloqueados = select(literal("sair").label("porque"), SmsBloqueio.numero).where(SmsBloqueio.numero.in_(numeros))
    avisados = select(literal("avisado"), SmsMensagem.numero).where(SmsMensagem.chave.in_(chaves))
    achados = {numero: porque for porque, numero in session.execute(avisados.union_all(bloqueados))}
    fora = list(achados.values())
    return PreviaDeAvisos(
        previa.ras,
        tuple(aviso for aviso in previa.avisos if aviso.numero not in achados),
        previa.sem_consentimento,
        previa.sem_celular,
        fora.count("sair"),
        fora.count("avisado"),
    )


def _linha(contexto: Contexto, ocorrencia_id: int, aviso: Aviso) -> dict[str, Any]:
    alfabeto, partes = medir(aviso.texto)
    return {
        "tipo": OCORRENCIA_CONCLUIDA,
        "registro_atendimento_id": aviso.ra_id,
        "solicitante_id": aviso.solicitante_id,
        "numero_informado": aviso.numero,
        "numero": aviso.numero,
        "texto": aviso.texto,
        "alfabeto": alfabeto,
        "partes": partes,
        "usuario_id": contexto.operador.usuario_id,
        "chave": chave(ocorrencia_id, aviso.numero),
    }
