"""The satisfaction e-mail from the closing to the citizen (spec 20 §9.8 [UC1181]), with a real mail server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.email import AjustesEmail, ModeloEmail
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.sms_maquina import SituacaoSms as S
from gsan_desk.services import email_pesquisa
from gsan_desk.sms import atendidas
from gsan_desk.sms.carteiro import Carteiro
from gsan_desk.sms.despachante import Despachante
from tests.sms.conftest import NUMERO, Fila
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS
from tests.support.servidor_email import CAI_DEPOIS, PERMANENTE, TRANSITORIA, ServidorEmail, servidor_email
from tests.support.telefone_falso import TelefoneFalso

RA, MARIA = IDS.ra_urgente, "maria@exemplo.com.br"
Como = Callable[[str], Banco]


class Correio:
    """What the tests do to the base, and what the outbox then holds."""

    def __init__(self, fila: Fila, servidor: ServidorEmail) -> None:
        self.fila, self.servidor, self.base = fila, servidor, fila.conexao

    def ligar(self, porta: int | None = None) -> None:
        self.base.execute(
            "UPDATE gsan_desk.email_ajustes SET servidor = '127.0.0.1', porta = %s, seguranca = 'NENHUMA',"
            " remetente = 'nao-responda@companhia.com.br'",
            (porta or self.servidor.porta,),
        )
        self.base.execute("UPDATE gsan_desk.sms_posse SET iniciada_em = now() - interval '1 hour'")

    def preparar(self, ra: int = RA, **mudancas: Any) -> int:
        """Let an RA be one whose closing is followed by an e-mail, but for what is said; give its solicitante."""
        m = {"servico": 1, "quer": 1, "email": MARIA} | mudancas
        self.base.execute(
            "UPDATE atendimentopublico.servico_tipo SET svtp_icenvioemailpesquisa = %s WHERE svtp_id = ("
            " SELECT min(svtp_id) FROM atendimentopublico.servico_tipo)",
            (m["servico"],),
        )
        self.base.execute(
            "UPDATE atendimentopublico.solicitacao_tipo_espec SET svtp_id = ("
            " SELECT min(svtp_id) FROM atendimentopublico.servico_tipo)"
            " WHERE step_id = (SELECT step_id FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s)",
            (ra,),
        )
        self.base.execute(
            "UPDATE atendimentopublico.ra_solicitante SET raso_icenvioemailpesquisa = %s, raso_dsemail = %s"
            " WHERE rgat_id = %s",
            (m["quer"], m["email"], ra),
        )
        return self.fila.valor("SELECT min(raso_id) FROM atendimentopublico.ra_solicitante WHERE rgat_id = %s", ra)  # type: ignore[no-any-return]

    def encerrar(self, ra: int = RA, motivo: int = IDS.motivo_concluido, conexao: Any = None) -> None:
        (conexao or self.base).execute(
            "UPDATE atendimentopublico.registro_atendimento SET rgat_cdsituacao = 2, amen_id = %s,"
            " rgat_tmencerramento = localtimestamp WHERE rgat_id = %s",
            (motivo, ra),
        )

    def por(self, endereco: str = MARIA) -> int:
        """Queue one as the event does."""
        return self.fila.valor(
            "INSERT INTO gsan_desk.email_mensagem (rgat_id, raso_id, endereco, assunto, texto, expira_em, chave)"
            " VALUES (%s, 1, %s, 'Assunto', 'Texto', now() + interval '1 day', gen_random_uuid()::text) RETURNING id",
            RA,
            endereco,
        )  # type: ignore[no-any-return]

    def situacao(self, id_: int) -> int:
        return self.fila.valor("SELECT situacao FROM gsan_desk.email_mensagem WHERE id = %s", id_)  # type: ignore[no-any-return]

    def esperar(self, id_: int, situacao: S) -> None:
        self.fila.ate(lambda: self.situacao(id_) == situacao, dizer=lambda: str(self.situacao(id_)))

    def enderecos(self) -> list[str]:
        return [e for (e,) in self.base.execute("SELECT endereco FROM gsan_desk.email_mensagem ORDER BY id")]


@pytest.fixture
def correio(fila: Fila) -> Iterator[Correio]:
    with servidor_email() as servidor:
        pronto = Correio(fila, servidor)
        pronto.ligar()
        yield pronto


@pytest.fixture
def carteiro(
    como: Como, falso: TelefoneFalso, estacao: Callable[..., Despachante]
) -> Iterator[Callable[..., Carteiro]]:
    """Start a station with its mail, as the role of the SMS operator."""
    vivos: list[Carteiro] = []

    def iniciar() -> Carteiro:
        despachante = estacao(falso)
        novo = Carteiro(como("sms"), despachante.guarda, esperas=(0.1,))
        vivos.append(novo)
        novo.iniciar()
        return novo

    yield iniciar
    for vivo in vivos:
        vivo.parar()


def test_a_closing_of_ours_is_followed_by_one_email_and_the_sms_says_so(correio: Correio, carteiro: Any) -> None:
    solicitante = correio.preparar()
    correio.base.execute(
        "INSERT INTO gsan_desk.ra_sms (rgat_id, raso_id, enviar, numero) VALUES (%s, %s, true, %s)"
        " ON CONFLICT (rgat_id, raso_id) DO UPDATE SET enviar = true, numero = excluded.numero",
        (RA, solicitante, NUMERO),
    )
    correio.encerrar()
    carteiro()
    correio.fila.ate(lambda: bool(correio.servidor.caixa))
    (chegou,) = correio.servidor.caixa
    assert (chegou["To"], chegou["Subject"]) == (MARIA, f"Como foi o atendimento do RA {RA}?")
    assert f"RA {RA}, foi concluída em" in chegou.get_content()
    correio.fila.ate(lambda: correio.situacao(1) == S.ENVIADA)
    dito = correio.fila.valor("SELECT texto FROM gsan_desk.sms_mensagem WHERE tipo = 3 AND rgat_id = %s", RA)
    assert dito.endswith("Obrigado. Enviamos uma pesquisa ao seu e-mail.")


@pytest.mark.parametrize(
    ("mudancas", "motivo"),
    [
        ({"servico": 2}, IDS.motivo_concluido),
        ({"quer": 2}, IDS.motivo_concluido),
        ({"email": "  "}, IDS.motivo_concluido),
        ({"email": None}, IDS.motivo_concluido),
        ({}, IDS.motivo_nao_executado),
    ],
)
def test_every_condition_of_the_survey(correio: Correio, como: Como, mudancas: dict[str, Any], motivo: int) -> None:
    """[UC1181]: service marked for it, reason 2, address filled, the citizen asked for it."""
    correio.preparar(**mudancas)
    correio.encerrar(motivo=motivo)
    assert como("sms").executar(atendidas.enfileirar)
    assert correio.enderecos() == []


def test_the_same_closing_queues_once(correio: Correio, como: Como) -> None:
    correio.preparar()
    correio.encerrar()
    for _ in range(2):
        como("sms").executar(atendidas.enfileirar)
        correio.base.execute("UPDATE gsan_desk.ra_encerrado SET tratado_em = NULL")
    assert correio.enderecos() == [MARIA]


def test_what_the_web_system_closes_gets_its_email_from_gsan(correio: Correio, como: Como) -> None:
    correio.preparar()
    correio.encerrar()
    correio.base.execute("UPDATE gsan_desk.ra_encerrado SET nosso = false WHERE rgat_id = %s", (RA,))
    como("sms").executar(atendidas.enfileirar)
    assert correio.enderecos() == []


def test_without_a_server_nothing_is_queued(correio: Correio, como: Como) -> None:
    correio.base.execute("UPDATE gsan_desk.email_ajustes SET servidor = ''")
    correio.preparar()
    correio.encerrar()
    como("sms").executar(atendidas.enfileirar)
    assert correio.enderecos() == []


def test_what_was_queued_keeps_address_and_text(correio: Correio, como: Como) -> None:
    correio.preparar()
    correio.encerrar()
    como("sms").executar(atendidas.enfileirar)
    correio.base.execute("UPDATE gsan_desk.email_modelo SET assunto = 'outro', texto = 'outro'")
    correio.base.execute("UPDATE atendimentopublico.ra_solicitante SET raso_dsemail = 'outro@x.com'")
    assert correio.enderecos() == [MARIA]
    assert correio.fila.valor("SELECT assunto FROM gsan_desk.email_mensagem") == f"Como foi o atendimento do RA {RA}?"


def test_an_ra_that_is_reactivated_sends_no_more(correio: Correio) -> None:
    pendente = correio.por()
    correio.base.execute(
        "INSERT INTO atendimentopublico.registro_atendimento SELECT (r).* FROM ("
        " SELECT jsonb_populate_record(x, jsonb_build_object('rgat_id', 99001, 'rgat_idreativacao', %s::integer,"
        " 'rgat_idmanual', NULL)) AS r FROM atendimentopublico.registro_atendimento x WHERE rgat_id = %s) y",
        (RA, RA),
    )
    assert correio.situacao(pendente) == S.CANCELADA


def test_a_passing_refusal_is_tried_again_and_a_final_one_is_not(correio: Correio, carteiro: Any) -> None:
    correio.servidor.falhas.extend([TRANSITORIA, PERMANENTE])
    passa, fica = correio.por(), correio.por("ninguem@exemplo.com.br")
    carteiro()
    correio.esperar(fica, S.FALHOU)
    consulta = "SELECT situacao, tentativas, proxima_tentativa > now() + interval '40 seconds'"
    linha = correio.base.execute(f"{consulta} FROM gsan_desk.email_mensagem WHERE id = %s", (passa,)).fetchone()
    assert linha == (S.PENDENTE, 1, True)
    correio.base.execute("UPDATE gsan_desk.email_mensagem SET proxima_tentativa = now() WHERE id = %s", (passa,))
    correio.esperar(passa, S.ENVIADA)
    registros = [r.resultado for r in _registro(correio, passa)]
    assert registros == ["TRANSITORIA", "ACEITA"]
    assert [m["To"] for m in correio.servidor.caixa] == [MARIA]


def _registro(correio: Correio, id_: int) -> list[Any]:
    linhas = correio.base.execute(
        "SELECT resultado, detalhe, quem FROM gsan_desk.email_registro WHERE mensagem_id = %s ORDER BY id", (id_,)
    ).fetchall()
    return [type("Linha", (), {"resultado": r, "detalhe": d, "quem": q}) for r, d, q in linhas]


def test_after_the_last_attempt_it_failed(correio: Correio, carteiro: Any) -> None:
    correio.base.execute("UPDATE gsan_desk.email_ajustes SET max_tentativas = 1")
    correio.servidor.falhas.append(TRANSITORIA)
    id_ = correio.por()
    carteiro()
    correio.esperar(id_, S.FALHOU)


def test_a_lost_answer_is_doubt_and_is_not_sent_again_by_itself(correio: Correio, carteiro: Any) -> None:
    correio.servidor.falhas.append(CAI_DEPOIS)
    duvida, depois = correio.por(), correio.por("joao@exemplo.com.br")
    carteiro()
    correio.esperar(depois, S.ENVIADA)
    assert correio.situacao(duvida) == S.INCERTA
    assert [m["To"] for m in correio.servidor.caixa] == [MARIA, "joao@exemplo.com.br"]


def test_a_server_that_is_away_costs_no_attempt_and_everybody_sees_why(correio: Correio, carteiro: Any) -> None:
    correio.ligar(porta=1)
    id_ = correio.por()
    carteiro()
    dito = "SELECT coalesce(max(correio), '') FROM gsan_desk.sms_estacao"
    correio.fila.ate(lambda: "recusou a ligação" in correio.fila.valor(dito))
    assert correio.fila.valor("SELECT tentativas FROM gsan_desk.email_mensagem WHERE id = %s", id_) == 0
    correio.ligar()
    correio.esperar(id_, S.ENVIADA)
    correio.fila.ate(lambda: correio.fila.valor(dito) == "")


def test_what_a_dead_station_left_in_mid_send_is_doubt(correio: Correio, carteiro: Any) -> None:
    id_ = correio.por()
    correio.base.execute("UPDATE gsan_desk.email_mensagem SET situacao = 2, posse = 0 WHERE id = %s", (id_,))
    carteiro()
    correio.esperar(id_, S.INCERTA)
    assert correio.servidor.caixa == []


def test_paused_or_past_its_time_nothing_goes(correio: Correio, carteiro: Any) -> None:
    correio.base.execute("UPDATE gsan_desk.sms_ajustes SET pausada_em = now()")
    vencido, espera = correio.por(), correio.por("joao@exemplo.com.br")
    correio.base.execute("UPDATE gsan_desk.email_mensagem SET expira_em = now() WHERE id = %s", (vencido,))
    carteiro()
    correio.fila.ate(lambda: correio.fila.valor("SELECT count(*) FROM gsan_desk.sms_posse WHERE token > 0") == 1)
    assert correio.situacao(espera) == S.PENDENTE
    correio.base.execute("UPDATE gsan_desk.sms_ajustes SET pausada_em = NULL")
    correio.esperar(espera, S.ENVIADA)
    correio.esperar(vencido, S.EXPIRADA)


def test_a_person_sends_again_corrects_and_gives_up(correio: Correio, como: Como) -> None:
    supervisor = como("supervisor")
    falhou, desiste = correio.por("errado@exemplo"), correio.por()
    correio.base.execute("UPDATE gsan_desk.email_mensagem SET situacao = 5, tentativas = 5 WHERE id = %s", (falhou,))
    with pytest.raises(RegraViolada):
        supervisor.executar(email_pesquisa.reenviar, [falhou], "maria")
    assert supervisor.executar(email_pesquisa.reenviar, [falhou, desiste], MARIA) == 1
    assert supervisor.executar(email_pesquisa.desistir, [desiste], "já respondeu") == 1
    primeiro, segundo = supervisor.executar(email_pesquisa.listar)
    assert (segundo.id, segundo.situacao, segundo.endereco, segundo.tentativas) == (falhou, S.PENDENTE, MARIA, 0)
    assert (primeiro.situacao, primeiro.detalhe) == (S.CANCELADA, "Desistência do envio. já respondeu")
    assert [e.quem for e in supervisor.executar(email_pesquisa.registro, desiste)] == ["supervisor"]
    assert supervisor.executar(email_pesquisa.listar, [S.CANCELADA], RA) == [primeiro]


def test_settings_and_template_are_refused_field_by_field(correio: Correio, como: Como) -> None:
    banco = como("supervisor")
    lidos = banco.executar(email_pesquisa.ler_ajustes)
    ruins = AjustesEmail("smtp x", 0, "NENHUMA", "eu", "sem arroba", "", None, 0)
    with pytest.raises(RegraViolada) as erro:
        banco.executar(email_pesquisa.gravar_ajustes, lidos, ruins)
    campos = {v.campo for v in erro.value.violacoes}
    nomes = ("servidor", "porta", "seguranca", "remetente", "max_tentativas", "expira_horas")
    assert campos == {f"email.{nome}" for nome in nomes}
    novos = AjustesEmail("smtp.companhia.com.br", 465, "TLS", "eu", "a@companhia.com.br", "Água", 3, 24)
    assert banco.executar(email_pesquisa.gravar_ajustes, lidos, novos)
    assert como("sms").executar(email_pesquisa.ler_ajustes) == novos
    modelo = banco.executar(email_pesquisa.ler_modelo)
    with pytest.raises(RegraViolada) as erro:
        banco.executar(email_pesquisa.gravar_modelo, modelo, ModeloEmail(" ", "{nome}"))
    assert {v.campo for v in erro.value.violacoes} == {"email_modelo.assunto", "email_modelo.texto"}
    assert banco.executar(email_pesquisa.gravar_modelo, modelo, ModeloEmail("RA {ra}", "Nota?"))
    assert banco.executar(email_pesquisa.ler_modelo) == ModeloEmail("RA {ra}", "Nota?")


@pytest.mark.parametrize(
    "comando",
    [
        "UPDATE gsan_desk.email_ajustes SET servidor = 'x'",
        "UPDATE gsan_desk.email_modelo SET texto = 'x'",
        "UPDATE gsan_desk.email_mensagem SET situacao = 1",
        "INSERT INTO gsan_desk.email_registro (mensagem_id, resultado) VALUES (1, 'ACEITA')",
    ],
)
def test_an_atendente_only_reads(dsn: URL, comando: str) -> None:
    with conectar(dsn.set(username="atendente", password=SENHA)) as conexao, pytest.raises(InsufficientPrivilege):
        conexao.execute(comando)


def test_a_decision_is_signed_by_who_takes_it(correio: Correio, dsn: URL) -> None:
    id_ = correio.por()
    with conectar(dsn.set(username="supervisor", password=SENHA)) as conexao:
        assert isinstance(conexao, psycopg.Connection)
        for comando in (
            "INSERT INTO gsan_desk.email_registro (mensagem_id, resultado, quem) VALUES (%s, 'DECISAO', 'outro')",
            "INSERT INTO gsan_desk.email_mensagem (rgat_id, raso_id, endereco, assunto, texto, expira_em, chave)"
            " VALUES (%s, 1, 'a@b.com', '', '', now(), 'x')",
            "DELETE FROM gsan_desk.email_registro WHERE mensagem_id = %s",
        ):
            with pytest.raises(InsufficientPrivilege):
                conexao.execute(comando, (id_,))


def test_old_emails_lose_address_and_text(correio: Correio, carteiro: Any, tmp_path: Path) -> None:
    id_ = correio.por()
    correio.base.execute(
        "UPDATE gsan_desk.email_mensagem SET situacao = 3, criada_em = now() - interval '400 days' WHERE id = %s",
        (id_,),
    )
    carteiro()
    correio.fila.ate(lambda: correio.enderecos() == [""])
