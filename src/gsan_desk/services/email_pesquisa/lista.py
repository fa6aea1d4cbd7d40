"""Lists of satisfaction e-mails, and what a person decides about those that stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.domain.email import endereco_valido
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.sms_maquina import SituacaoSms as S

PAGINA = 100
PARADOS = (S.FALHOU, S.CANCELADA, S.INCERTA, S.EXPIRADA)
"""States that an e-mail leaves only by a person's decision."""
CANCELAVEIS = (S.PENDENTE, S.FALHOU, S.INCERTA, S.EXPIRADA)
CAMPO_ENDERECO = "endereco"


@dataclass(frozen=True, slots=True)
class EmailDePesquisa:
    """An e-mail as the list shows it; ``detalhe`` is what the last attempt or decision said."""

    id: int
    ra: int
    protocolo: str | None
    destinatario: str | None
    endereco: str
    assunto: str
    texto: str
    situacao: int
    motivo: str | None
    tentativas: int
    criada_em: datetime
    proxima_tentativa: datetime
    expira_em: datetime
    enviada_em: datetime | None
    detalhe: str | None
    ultima: datetime | None


@dataclass(frozen=True, slots=True)
class EntradaEmail:
    """One line of the log of an e-mail."""

    quando: datetime
    quem: str
    resultado: str
    detalhe: str


_LISTA = text("""
    SELECT m.id, m.rgat_id, s.raso_nnprotocoloatendimento, coalesce(s.raso_nmsolicitante, c.clie_nmcliente),
        m.endereco, m.assunto, m.texto, m.situacao, m.motivo, m.tentativas, m.criada_em, m.proxima_tentativa,
        m.expira_em, m.enviada_em, u.detalhe, u.quando
    FROM gsan_desk.email_mensagem m
    LEFT JOIN atendimentopublico.ra_solicitante s ON s.raso_id = m.raso_id
    LEFT JOIN cadastro.cliente c ON c.clie_id = s.clie_id
    LEFT JOIN LATERAL (
        SELECT detalhe, quando FROM gsan_desk.email_registro WHERE mensagem_id = m.id ORDER BY id DESC LIMIT 1
    ) u ON true
    WHERE m.situacao = ANY (CAST(:situacoes AS smallint[])) AND m.id < :depois
        AND (CAST(:ra AS integer) IS NULL OR m.rgat_id = :ra)
    ORDER BY m.id DESC LIMIT :limite
""")
_ANTES = """
    WITH antes AS MATERIALIZED (
        SELECT id FROM gsan_desk.email_mensagem
        WHERE id = ANY (CAST(:ids AS bigint[])) AND situacao = ANY (CAST(:de AS smallint[])) FOR UPDATE
    ), decisao AS (
        INSERT INTO gsan_desk.email_registro (mensagem_id, resultado, detalhe)
        SELECT id, 'DECISAO', :detalhe FROM antes
    ), mudadas AS (
"""
_DE_NOVO = """
        UPDATE gsan_desk.email_mensagem m
        SET situacao = 1, motivo = NULL, tentativas = 0, posse = NULL, proxima_tentativa = now(), versao = versao + 1,
            endereco = coalesce(CAST(:endereco AS varchar), m.endereco),
            expira_em = now() + make_interval(hours => a.expira_horas)
        FROM antes, gsan_desk.email_ajustes a WHERE m.id = antes.id RETURNING m.id
    ), aviso AS (SELECT pg_notify('gsan_desk_sms', ''))
    SELECT count(*) FROM mudadas CROSS JOIN aviso
"""
_NUNCA_MAIS = """
        UPDATE gsan_desk.email_mensagem m SET situacao = 6, motivo = 'OPERADOR', versao = versao + 1
        FROM antes WHERE m.id = antes.id RETURNING m.id
    )
    SELECT count(*) FROM mudadas
"""
_REENVIAR, _DESISTIR = text(_ANTES + _DE_NOVO), text(_ANTES + _NUNCA_MAIS)
_REGISTRO = text("""
    SELECT quando, quem, resultado, detalhe FROM gsan_desk.email_registro WHERE mensagem_id = :id ORDER BY id
""")
_DO_COMECO = 2**63 - 1


def listar(
    session: Session, situacoes: Sequence[int] = (), ra: int | None = None, depois: int = _DO_COMECO
) -> list[EmailDePesquisa]:
    """List e-mails, newest first, a page at a time; one statement."""
    campos = {"situacoes": [int(s) for s in situacoes or S], "ra": ra, "depois": depois, "limite": PAGINA}
    return [EmailDePesquisa(*linha) for linha in session.execute(_LISTA, campos)]


def registro(session: Session, mensagem: int) -> list[EntradaEmail]:
    """Give the attempts and decisions of an e-mail, in their order."""
    return [EntradaEmail(*linha) for linha in session.execute(_REGISTRO, {"id": mensagem})]


def reenviar(session: Session, ids: Sequence[int], endereco: str = "", de: Sequence[int] = PARADOS) -> int:
    """Queue again, to a corrected address when one is given; what left the states ``de`` meanwhile is left alone.

    Raises:
        RegraViolada: the address is none.
    """
    certo = endereco.strip()
    if certo and not endereco_valido(certo):
        raise RegraViolada(Violacao("EMAIL_INVALIDO", "Endereço de email inválido.", CAMPO_ENDERECO))
    dito = "Posta de novo na fila, para outro endereço." if certo else "Posta de novo na fila."
    return _decidir(session, _REENVIAR, ids, set(de) & set(PARADOS), dito, {"endereco": certo or None})


def desistir(session: Session, ids: Sequence[int], motivo: str) -> int:
    """Give e-mails up, and remember why; what is going out now is left alone."""
    return _decidir(session, _DESISTIR, ids, set(CANCELAVEIS), f"Desistência do envio. {motivo.strip()}"[:300], {})


def _decidir(
    session: Session, comando: Any, ids: Sequence[int], de: set[Any], detalhe: str, mais: dict[str, Any]
) -> int:
    campos = {"ids": list(ids), "de": sorted(int(s) for s in de), "detalhe": detalhe} | mais
    return int(session.execute(comando, campos).scalar_one())
