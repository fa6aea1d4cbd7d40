"""Lists of messages and the state of the stations, each one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select, true
from sqlalchemy.orm import Session

from gsan_desk.domain.sms_maquina import SituacaoSms
from gsan_desk.models.atendimentopublico import RegistroAtendimento, RegistroAtendimentoSolicitante
from gsan_desk.models.cadastro import Cliente
from gsan_desk.models.desk import SmsMensagem
from gsan_desk.models.email import EmailMensagem
from gsan_desk.models.sms import SmsAjustes, SmsEstacao, SmsParte, SmsPosse, SmsTentativa

PAGINA = 100
COM_ERRO = (SituacaoSms.FALHOU, SituacaoSms.INCERTA, SituacaoSms.EXPIRADA)


@dataclass(frozen=True, slots=True)
class FiltroSms:
    """What to list; empty means any. ``depois`` is the id after which the page begins, newest first."""

    situacoes: tuple[int, ...] = ()
    tipos: tuple[int, ...] = ()
    de: date | None = None
    ate: date | None = None
    ra: int | None = None
    numero: str = ""
    unidade_id: int | None = None
    protocolo: str = ""
    depois: int | None = None
    limite: int = PAGINA


@dataclass(frozen=True, slots=True)
class MensagemSms:
    """A message as a list shows it."""

    id: int
    tipo: int
    ra: int | None
    protocolo: str | None
    numero: str | None
    numero_informado: str
    texto: str
    partes: int
    situacao: int
    motivo: str | None
    tentativas: int
    reenvios: int
    criada_em: datetime
    proxima_tentativa: datetime
    expira_em: datetime | None
    enviada_em: datetime | None
    entregue_em: datetime | None
    detalhe: str | None
    ultima_tentativa: datetime | None
    destinatario: str | None


@dataclass(frozen=True, slots=True)
class EstacaoSms:
    """A station as everybody sees it; ``viva`` while its heartbeat is recent."""

    id: int
    nome: str
    estado: str
    motivo: str
    aparelho: str
    operadora: str
    rede: str
    imsi: str
    sinal: int | None
    bateria: int | None
    vista_em: datetime
    correio: str
    viva: bool
    titular: bool


@dataclass(frozen=True, slots=True)
class EmailsNaFila:
    """How the satisfaction e-mails are."""

    na_fila: int = 0
    com_erro: int = 0


@dataclass(frozen=True, slots=True)
class QuadroSms:
    """State of the whole: queue, doubts, quota, stations."""

    pendentes: int
    incertas: int
    falhas: int
    mais_antiga: timedelta | None
    hoje: int
    cota: int
    intervalo: int
    pausada_em: datetime | None
    pausada_por: str | None
    estacoes: tuple[EstacaoSms, ...]
    emails: EmailsNaFila = EmailsNaFila()

    @property
    def saindo(self) -> bool:
        """Whether messages are going out: some living station has the lease and is well."""
        return self.pausada_em is None and any(
            e.viva and e.titular and e.estado in {"pronta", "enviando"} for e in self.estacoes
        )


def listar(session: Session, filtro: FiltroSms) -> list[MensagemSms]:
    """List messages, newest first, a page at a time."""
    m, t = SmsMensagem, SmsTentativa
    ultima = (
        select(t.detalhe, t.inicio).where(t.mensagem_id == m.id).order_by(t.inicio.desc()).limit(1).lateral("ultima")
    )
    consulta = (
        select(
            m.id,
            m.tipo,
            m.registro_atendimento_id,
            RegistroAtendimentoSolicitante.protocolo,
            m.numero,
            m.numero_informado,
            m.texto,
            m.partes,
            m.situacao,
            m.motivo,
            m.tentativas,
            m.reenvios,
            m.criada_em,
            m.proxima_tentativa,
            m.expira_em,
            m.enviada_em,
            m.entregue_em,
            ultima.c.detalhe,
            ultima.c.inicio,
            func.coalesce(RegistroAtendimentoSolicitante.nome, Cliente.nome),
        )
        .outerjoin(RegistroAtendimentoSolicitante, RegistroAtendimentoSolicitante.id == m.solicitante_id)
        .outerjoin(Cliente, Cliente.id == RegistroAtendimentoSolicitante.cliente_id)
        .outerjoin(ultima, true())
        .where(*_condicoes(filtro))
        .order_by(m.id.desc())
        .limit(filtro.limite)
    )
    linhas: Sequence[Any] = session.execute(consulta).all()
    return [MensagemSms(*linha) for linha in linhas]


def _condicoes(filtro: FiltroSms) -> list[ColumnElement[bool]]:
    m = SmsMensagem
    condicoes: list[ColumnElement[bool]] = []
    if filtro.situacoes:
        condicoes.append(m.situacao.in_(filtro.situacoes))
    if filtro.tipos:
        condicoes.append(m.tipo.in_(filtro.tipos))
    if filtro.de is not None:
        condicoes.append(m.criada_em >= filtro.de)
    if filtro.ate is not None:
        condicoes.append(m.criada_em < filtro.ate + timedelta(days=1))
    if filtro.ra is not None:
        condicoes.append(m.registro_atendimento_id == filtro.ra)
    if filtro.numero:
        condicoes.append(m.numero.like(f"%{filtro.numero}"))
    if filtro.protocolo:
        condicoes.append(RegistroAtendimentoSolicitante.protocolo == filtro.protocolo)
    if filtro.unidade_id is not None:
        da_unidade = select(RegistroAtendimento.id).where(
            RegistroAtendimento.id == m.registro_atendimento_id,
            RegistroAtendimento.unidade_atual_id == filtro.unidade_id,
        )
        condicoes.append(da_unidade.exists())
    if filtro.depois is not None:
        condicoes.append(m.id < filtro.depois)
    return condicoes


def quadro(session: Session) -> QuadroSms:
    """Give the state of queues and stations, in two statements."""
    m, a = SmsMensagem, SmsAjustes
    hoje = func.date_trunc("day", func.now())
    contagem = select(
        func.count(case((m.situacao == SituacaoSms.PENDENTE, 1))).label("pendentes"),
        func.count(case((m.situacao == SituacaoSms.INCERTA, 1))).label("incertas"),
        func.count(case((m.situacao.in_((SituacaoSms.FALHOU, SituacaoSms.EXPIRADA)), 1))).label("falhas"),
        (func.now() - func.min(case((m.situacao == SituacaoSms.PENDENTE, m.criada_em)))).label("mais_antiga"),
    ).where(m.situacao.in_((SituacaoSms.PENDENTE, *COM_ERRO)))
    saidas = select(func.count()).select_from(SmsParte).where(SmsParte.aceita_em >= hoje).scalar_subquery()
    dados = contagem.subquery("contagem")
    linha = session.execute(
        select(
            dados,
            saidas.label("hoje"),
            a.cota_diaria.label("cota"),
            a.intervalo_segundos.label("intervalo"),
            a.pausada_em,
            a.pausada_por,
            _emails((SituacaoSms.PENDENTE, SituacaoSms.ENVIANDO)).label("emails_na_fila"),
            _emails(COM_ERRO).label("emails_com_erro"),
        )
        .select_from(a)
        .join(dados, true())
    ).one()
    campos = linha._asdict()
    emails = EmailsNaFila(campos.pop("emails_na_fila"), campos.pop("emails_com_erro"))
    return QuadroSms(**campos, estacoes=_estacoes(session), emails=emails)


def _emails(situacoes: Sequence[int]) -> ScalarSelect[int]:
    return (
        select(func.count()).select_from(EmailMensagem).where(EmailMensagem.situacao.in_(situacoes)).scalar_subquery()
    )


def _estacoes(session: Session) -> tuple[EstacaoSms, ...]:
    e, p = SmsEstacao, SmsPosse
    viva = e.vista_em > func.now() - timedelta(seconds=30)
    titular = (p.estacao_id == e.id) & (p.valida_ate > func.now())
    consulta = (
        select(
            e.id,
            e.nome,
            e.estado,
            e.motivo,
            e.aparelho,
            e.operadora,
            e.rede,
            e.imsi,
            e.sinal,
            e.bateria,
            e.vista_em,
            e.correio,
            viva,
            func.coalesce(titular, False),
        )
        .outerjoin(p, true())
        .order_by(e.nome)
    )
    linhas: Sequence[Any] = session.execute(consulta).all()
    return tuple(EstacaoSms(*linha) for linha in linhas)
