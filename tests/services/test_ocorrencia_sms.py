"""SMS to the citizens of an ocorrência that ended: who is told, once a phone, and who is not (spec 30 §6, 40 §1.3)."""

from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import URL

from gsan_desk.domain.erros import RegraViolada
from gsan_desk.services import ocorrencia_sms
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import contar
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS
from tests.support.variante import OCORRENCIA as EM_ABERTO
from tests.support.variante import OCORRENCIA_CONCLUIDA_HA_POUCO as CONCLUIDA
from tests.support.variante import OCORRENCIA_DO_NORTE as OUTRA
from tests.support.variante import com_ocorrencias

AP = "atendimentopublico"
NUMERO = "+5581999990001"
FONES = f"""
INSERT INTO {AP}.solicitante_fone (sofo_id, sofo_cdddd, sofo_nnfone, sofo_icfonepadrao, fnet_id, raso_id)
VALUES (nextval('{AP}.seq_solicitante_fone'), 81, '988887777', 1, 3, %s)
"""


@pytest.fixture
def base(dsn: URL) -> Any:
    com_ocorrencias(dsn)
    with conectar(dsn) as conexao:
        conexao.execute("DELETE FROM gsan_desk.sms_mensagem")
        yield conexao


def ra(base: Any, ocorrencia: int = CONCLUIDA, cliente: int | None = None) -> tuple[int, int]:
    """Register a simplified RA of an ocorrência; give its number and its solicitante."""
    numero = base.execute(
        f"INSERT INTO {AP}.registro_atendimento (rgat_id, step_id, meso_id, rgat_cdsituacao, amen_id,"
        " rgat_tmregistroatendimento, rgat_tmencerramento, rgat_dtprevistaoriginal, rgat_dtprevistaatual,"
        f" rgat_icatendimentoonline, ocop_id) VALUES (nextval('{AP}.seq_registro_atendimento'), 1040, 4, 2, 2,"
        " localtimestamp, localtimestamp, current_date, current_date, 1, %s) RETURNING rgat_id",
        (ocorrencia,),
    ).fetchone()[0]
    pessoa = base.execute(
        f"INSERT INTO {AP}.ra_solicitante (raso_id, rgat_id, clie_id, raso_nmsolicitante, raso_icsolicitanteprincipal,"
        f" raso_nnprotocoloatendimento) VALUES (nextval('{AP}.seq_ra_solicitante'), %s, %s, 'ANA', 1,"
        " '2026' || lpad(nextval('atendimentopublico.seq_ra_protocolo')::text, 10, '0')) RETURNING raso_id",
        (numero, cliente),
    ).fetchone()[0]
    return numero, pessoa


def consentir(base: Any, quem: tuple[int, int], numero: str | None = NUMERO, *, enviar: bool = True) -> None:
    base.execute(
        "INSERT INTO gsan_desk.ra_sms (rgat_id, raso_id, enviar, numero) VALUES (%s, %s, %s, %s)",
        (*quem, enviar, numero),
    )


def cliente(base: Any, *, aceita: bool) -> int:
    """Give a cliente with a mobile phone who accepts SMS, or not."""
    base.execute(
        "UPDATE cadastro.cliente SET clie_icenviosms = %s WHERE clie_id = %s", (1 if aceita else 2, IDS.cliente_cpf)
    )
    return int(IDS.cliente_cpf)


def prever(banco: Any, ocorrencia: int = CONCLUIDA) -> ocorrencia_sms.PreviaDeAvisos:
    previa = banco.executar(ocorrencia_sms.prever, banco.executar(entrar), ocorrencia)
    assert isinstance(previa, ocorrencia_sms.PreviaDeAvisos)
    return previa


def avisar(banco: Any, ocorrencia: int = CONCLUIDA) -> str:
    return str(banco.executar(ocorrencia_sms.avisar, banco.executar(entrar), ocorrencia))


def fila(base: Any) -> list[tuple[Any, ...]]:
    return list(base.execute("SELECT tipo, numero, rgat_id, raso_id, chave, situacao FROM gsan_desk.sms_mensagem"))


def test_who_consented_is_told_once_a_phone_and_once_an_ocorrencia(base: Any, como: Any) -> None:
    primeiro, segundo, de_outra = ra(base), ra(base), ra(base, OUTRA)
    for quem in (primeiro, segundo, de_outra):
        consentir(base, quem)
    banco = como("supervisor")
    previa = prever(banco)
    assert (previa.ras, [a.numero for a in previa.avisos], previa.avisos[0].ra_id) == (2, [NUMERO], segundo[0])
    assert avisar(banco) == "1 mensagem(ns) na fila de SMS."
    assert fila(base) == [(6, NUMERO, *segundo, f"OCOP:{CONCLUIDA}:{NUMERO}", 1)]
    assert prever(banco).ja_avisados == 1
    assert avisar(banco) == "Ninguém a avisar."
    assert len(fila(base)) == 1


def test_the_text_says_what_ended_where_and_when_without_personal_data(base: Any, como: Any) -> None:
    quem = ra(base)
    consentir(base, quem)
    (aviso,) = prever(como("supervisor")).avisos
    protocolo, conclusao = base.execute(
        f"SELECT raso_nnprotocoloatendimento, ocop_dtconclusao FROM {AP}.ra_solicitante, {AP}.ocorrencia_operacional"
        " WHERE raso_id = %s AND ocop_id = %s",
        (quem[1], CONCLUIDA),
    ).fetchone()
    assert "a ocorrencia de falta de agua em " in aviso.texto
    assert f"terminou em {conclusao:%d/%m/%Y}. Protocolo {protocolo}." in aviso.texto
    assert "ANA" not in aviso.texto


def test_who_refused_or_was_never_asked_is_not_told(base: Any, como: Any) -> None:
    """The Simplificado asks for no phone and keeps no consent; the register of the cliente then decides."""
    recusou = ra(base, cliente=cliente(base, aceita=True))
    consentir(base, recusou, None, enviar=False)
    ra(base)
    previa = prever(como("supervisor"))
    assert (previa.ras, previa.avisos, previa.sem_consentimento) == (2, (), 2)
    assert previa.resumo == "2 RA(s) desta ocorrência; 0 telefone(s) a avisar (2 sem consentimento)."


@pytest.mark.parametrize(("aceita", "quantos"), [(True, 1), (False, 0)])
def test_without_a_consent_of_its_own_the_register_of_the_cliente_decides(
    base: Any, como: Any, aceita: bool, quantos: int
) -> None:
    _, pessoa = ra(base, cliente=cliente(base, aceita=aceita))
    base.execute(FONES, (pessoa,))
    banco = como("supervisor")
    assert [a.numero for a in prever(banco).avisos] == ["+5581988887777"] * quantos
    avisar(banco)
    assert len(fila(base)) == quantos


def test_without_a_mobile_nobody_is_told(base: Any, como: Any) -> None:
    consentir(base, ra(base), None)
    assert prever(como("supervisor")).sem_celular == 1


def test_who_answered_sair_is_not_told(base: Any, como: Any) -> None:
    consentir(base, ra(base))
    base.execute("INSERT INTO gsan_desk.sms_bloqueio (numero, origem) VALUES (%s, 'SAIR')", (NUMERO,))
    previa = prever(como("supervisor"))
    assert (previa.avisos, previa.pediram_para_sair) == ((), 1)


def test_an_ocorrencia_that_goes_on_tells_nobody(base: Any, como: Any) -> None:
    consentir(base, ra(base, EM_ABERTO))
    with pytest.raises(RegraViolada, match="não está concluída"):
        avisar(como("supervisor"), EM_ABERTO)


def test_the_number_of_statements_does_not_grow_with_the_ras(base: Any, como: Any) -> None:
    for n in range(30):
        consentir(base, ra(base), f"+55819999{n:05}")
    banco = como("supervisor")
    contexto = banco.executar(entrar)
    with contar(banco.engine) as comandos:
        assert banco.executar(ocorrencia_sms.avisar, contexto, CONCLUIDA) == "30 mensagem(ns) na fila de SMS."
    assert len(comandos) == 4


MENSAGEM = (
    "INSERT INTO gsan_desk.sms_mensagem (tipo, rgat_id, raso_id, numero_informado, numero, texto, alfabeto, partes,"
    " usur_id, chave) VALUES (6, %s, %s, %s, %s, 'x', 'S', 1, gsan_desk.operador_id(), %s)"
)


def test_the_server_accepts_only_consented_numbers_of_concluded_ocorrencias(base: Any, dsn: URL) -> None:
    quem, aberta = ra(base), ra(base, EM_ABERTO)
    consentir(base, quem)
    consentir(base, aberta)
    endereco = dsn.set(drivername="postgresql")
    casos = (
        ("atendente", quem, NUMERO, f"OCOP:{CONCLUIDA}:{NUMERO}"),
        ("supervisor", quem, "+5581999990009", f"OCOP:{CONCLUIDA}:+5581999990009"),
        ("supervisor", quem, NUMERO, f"OCOP:{OUTRA}:{NUMERO}"),
        ("supervisor", aberta, NUMERO, f"OCOP:{EM_ABERTO}:{NUMERO}"),
    )
    for login, pessoa, numero, chave in casos:
        url = endereco.set(username=login, password=SENHA).render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True) as direta, pytest.raises(InsufficientPrivilege):
            direta.execute(MENSAGEM, (*pessoa, numero, numero, chave))
    url = endereco.set(username="supervisor", password=SENHA).render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as direta:
        direta.execute(MENSAGEM, (*quem, NUMERO, NUMERO, f"OCOP:{CONCLUIDA}:{NUMERO}"))
    assert len(fila(base)) == 1
