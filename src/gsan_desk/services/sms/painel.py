"""What the station's panel and everybody's status bar ask; each a statement or two."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.services.sms.consulta import QuadroSms, quadro

DEMORA = timedelta(minutes=3)
"""Something has waited this long and nothing has gone out: somebody must look."""


@dataclass(frozen=True, slots=True)
class EmCurso:
    """The message that is going out, or the last that went."""

    id: int
    tipo: int
    ra: int | None
    numero: str
    situacao: int
    quando: datetime


@dataclass(frozen=True, slots=True)
class VigiaSms:
    """How the sending goes, for everybody.

    Args:
        na_fila: messages that wait, whatever for.
        vencidas: those that nothing but the station keeps waiting.
        parada_ha: since when nothing goes out though something should.
    """

    na_fila: int
    vencidas: int
    parada_ha: timedelta | None
    estacoes: int
    viva: bool
    titular: bool
    pausada: bool

    @property
    def parada(self) -> bool:
        """Whether something waits and nothing goes out."""
        return self.parada_ha is not None and self.parada_ha >= DEMORA and not self.pausada


@dataclass(frozen=True, slots=True)
class PainelSms:
    """All that the panel shows; ``espera`` is how long the pace still holds the next part back, in seconds."""

    quadro: QuadroSms
    vigia: VigiaSms
    saindo: EmCurso | None
    ultima: EmCurso | None
    espera: float


_MENSAGENS = text("""
    (SELECT 1 AS qual, id, tipo, rgat_id, coalesce(numero, numero_informado) AS numero, situacao, criada_em AS quando
     FROM gsan_desk.sms_mensagem WHERE situacao = 2 ORDER BY id DESC LIMIT 1)
    UNION ALL
    (SELECT 2, m.id, m.tipo, m.rgat_id, coalesce(m.numero, m.numero_informado), m.situacao, p.aceita_em
     FROM gsan_desk.sms_parte p JOIN gsan_desk.sms_mensagem m ON m.id = p.mensagem_id
     WHERE p.aceita_em IS NOT NULL ORDER BY p.aceita_em DESC LIMIT 1)
""")
_ESPERA = text("""
    SELECT greatest(0, a.intervalo_segundos - EXTRACT(epoch FROM clock_timestamp() - (
        SELECT max(t.inicio) FROM gsan_desk.sms_tentativa t
        WHERE t.mensagem_id = (SELECT p.mensagem_id FROM gsan_desk.sms_parte p WHERE p.aceita_em IS NOT NULL
            ORDER BY p.aceita_em DESC LIMIT 1))))
    FROM gsan_desk.sms_ajustes a
""")
_VIGIA = text("""
    WITH vencidas AS (
        SELECT count(*) AS quantas, min(greatest(m.criada_em, m.proxima_tentativa)) AS desde
        FROM gsan_desk.sms_mensagem m CROSS JOIN gsan_desk.sms_ajustes a
        WHERE m.situacao = 1 AND m.proxima_tentativa <= now() AND (m.expira_em IS NULL OR m.expira_em > now())
            AND m.numero IS NOT NULL
            AND (m.tipo NOT IN (3, 5, 6) OR localtime BETWEEN a.janela_inicio AND a.janela_fim)
            AND (a.cota_diaria = 0 OR a.cota_diaria > (
                SELECT count(*) FROM gsan_desk.sms_parte WHERE aceita_em >= date_trunc('day', now())))
            AND (a.cota_por_numero = 0 OR a.cota_por_numero > (
                SELECT count(*) FROM gsan_desk.sms_parte p JOIN gsan_desk.sms_mensagem o ON o.id = p.mensagem_id
                WHERE o.numero = m.numero AND p.aceita_em >= date_trunc('day', now())))
    )
    SELECT (SELECT count(*) FROM gsan_desk.sms_mensagem WHERE situacao IN (1, 2)), v.quantas,
        CASE WHEN v.quantas > 0 THEN now() - greatest(v.desde, (
            SELECT max(aceita_em) FROM gsan_desk.sms_parte WHERE aceita_em >= v.desde)) END,
        (SELECT count(*) FROM gsan_desk.sms_estacao),
        EXISTS (SELECT FROM gsan_desk.sms_estacao WHERE vista_em > now() - interval '30 seconds'),
        EXISTS (SELECT FROM gsan_desk.sms_posse p WHERE p.valida_ate > now()), a.pausada_em IS NOT NULL
    FROM gsan_desk.sms_ajustes a CROSS JOIN vencidas v
""")
_UMA = text("""
    SELECT m.situacao, m.motivo, (SELECT t.detalhe FROM gsan_desk.sms_tentativa t WHERE t.mensagem_id = m.id
        ORDER BY t.inicio DESC LIMIT 1)
    FROM gsan_desk.sms_mensagem m WHERE m.id = :id
""")


@dataclass(frozen=True, slots=True)
class AndamentoSms:
    """How one message is."""

    situacao: int
    motivo: str | None
    detalhe: str | None


def painel(session: Session) -> PainelSms:
    """Read everything of the panel."""
    geral = quadro(session)
    linhas = {linha[0]: EmCurso(*linha[1:]) for linha in session.execute(_MENSAGENS)}
    espera = session.execute(_ESPERA).scalar_one()
    return PainelSms(geral, vigiar(session), linhas.get(1), linhas.get(2), float(espera or 0))


def vigiar(session: Session) -> VigiaSms:
    """Tell how the sending goes; one statement."""
    return VigiaSms(*session.execute(_VIGIA).one())


def andamento(session: Session, mensagem: int) -> AndamentoSms:
    """Tell how one message is; one statement."""
    return AndamentoSms(*session.execute(_UMA, {"id": mensagem}).one())
