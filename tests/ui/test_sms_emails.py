"""The satisfaction e-mail on the screen: its server, its template, its list [UC1181]."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from gsan_desk.domain.email import AjustesEmail
from gsan_desk.domain.sms_maquina import SituacaoSms as S
from gsan_desk.ui.sms.configurar import ConfigurarSms
from gsan_desk.ui.sms.emails import EmailsDePesquisa
from gsan_desk.ui.sms.estacao import EstacaoSms
from gsan_desk.ui.sms.modelos import ModelosDeSms
from tests.sms.conftest import Fila
from tests.support.cenario import IDS
from tests.support.mesa_sms import MesaSms, abrir_mesa, fila, telefone
from tests.support.mnemonicos import repetidos
from tests.support.servidor_email import servidor_email

__all__ = ["abrir_mesa", "fila", "telefone"]
RA = IDS.ra_urgente


@pytest.fixture
def mesa(abrir_mesa: Callable[[str], MesaSms]) -> MesaSms:
    return abrir_mesa("sms")


@pytest.fixture
def email(fila: Fila) -> Callable[..., int]:
    """Queue e-mails in whatever state."""

    def por(situacao: S, endereco: str = "maria@exemplo.com.br", motivo: str | None = None) -> int:
        return fila.valor(
            "INSERT INTO gsan_desk.email_mensagem"
            " (rgat_id, raso_id, endereco, assunto, texto, situacao, motivo, expira_em, chave)"
            " VALUES (%s, 1, %s, 'Assunto', 'Texto', %s, %s, now() + interval '1 day', gen_random_uuid()::text)"
            " RETURNING id",
            RA,
            endereco,
            int(situacao),
            motivo,
        )  # type: ignore[no-any-return]

    return por


def _aberta(mesa: MesaSms, chave: str, tipo: type[Any]) -> Any:
    tela = mesa.janela.abrir(chave)
    assert isinstance(tela, tipo)
    mesa.qtbot.waitUntil(lambda: tela.pronto)
    return tela


def _situacao(fila: Fila, id_: int) -> int:
    return fila.valor("SELECT situacao FROM gsan_desk.email_mensagem WHERE id = %s", id_)  # type: ignore[no-any-return]


def _responder(mesa: MesaSms, tela: Any, botao: str) -> None:
    def achado() -> QPushButton | None:
        return next((b for b in tela.trabalho.barra.findChildren(QPushButton) if b.text() == botao), None)

    mesa.qtbot.waitUntil(lambda: achado() is not None)
    achado().click()  # type: ignore[union-attr]


def test_the_server_is_tried_kept_and_its_errors_stand_beside_their_fields(mesa: MesaSms, fila: Fila) -> None:
    tela = _aberta(mesa, "configurar_sms", ConfigurarSms)
    tela.abas.setCurrentWidget(tela.correio)
    correio = tela.correio
    correio.textos["servidor"].definir("127.0.0.1")
    correio.textos["usuario"].definir("correio")
    correio.seguranca.setCurrentIndex(correio.seguranca.findData("NENHUMA"))
    tela.botao_gravar.click()
    mesa.qtbot.waitUntil(lambda: bool(correio.formulario["email.remetente"].erro))
    assert "a senha iria aberta" in correio.formulario["email.seguranca"].erro
    correio.textos["usuario"].definir("")
    correio.textos["remetente"].definir("nao-responda@companhia.com.br")
    correio.senha.setText("segredo")
    with servidor_email() as servidor:
        correio.numeros["porta"].setText(str(servidor.porta))
        correio.experimentar.click()
        mesa.qtbot.waitUntil(lambda: correio.dito.text() == "O servidor de e-mail aceita esta estação.")
        assert servidor.caixa == []
    correio.experimentar.click()
    mesa.qtbot.waitUntil(lambda: "recusou a ligação" in correio.dito.text())
    tela.botao_gravar.click()
    mesa.qtbot.waitUntil(lambda: tela.pronto and not correio.mudados)
    assert mesa.estacao_local.senha_do_email(AjustesEmail("127.0.0.1")) == "segredo"
    linha = fila.conexao.execute("SELECT * FROM gsan_desk.email_ajustes").fetchone()
    assert linha[1:7] == ("127.0.0.1", servidor.porta, "NENHUMA", "", "nao-responda@companhia.com.br", "")
    assert "segredo" not in str(linha)


def test_the_template_is_edited_beside_those_of_the_sms(abrir_mesa: Callable[[str], MesaSms], fila: Fila) -> None:
    mesa = abrir_mesa("supervisor")
    tela = _aberta(mesa, "modelos_sms", ModelosDeSms)
    assert "Como foi o atendimento do RA 1234567?" in tela.email.previa.text()
    tela.email.assunto.definir("RA {nome}")
    tela.botao_gravar.click()
    mesa.qtbot.waitUntil(lambda: "não tem {nome}" in tela.formulario["email_modelo.assunto"].erro)
    tela.email.assunto.definir("Nota do RA {ra}")
    tela.editores[1].texto.definir("RA {ra} aberto.")
    tela.botao_gravar.click()
    mesa.qtbot.waitUntil(lambda: tela.pronto and not tela.mudados)
    assert fila.valor("SELECT assunto FROM gsan_desk.email_modelo") == "Nota do RA {ra}"
    assert fila.valor("SELECT texto FROM gsan_desk.sms_modelo WHERE evento = 1") == "RA {ra} aberto."


def test_what_was_refused_is_listed_with_its_cause_and_sent_again(
    mesa: MesaSms, fila: Fila, email: Callable[..., int]
) -> None:
    enviado, falhou = email(S.ENVIADA), email(S.FALHOU, motivo="EMAIL_RECUSADO")
    tela = _aberta(mesa, "emails_pesquisa", EmailsDePesquisa)
    assert [e.id for e in tela.tabela.modelo.linhas] == [falhou]
    assert "O servidor de e-mail recusou." in [tela.tabela.modelo.index(0, c).data() for c in range(8)]
    tela.tabela.selectAll()
    tela.botao_reenviar.click()
    mesa.qtbot.waitUntil(lambda: _situacao(fila, falhou) == S.PENDENTE)
    assert _situacao(fila, enviado) == S.ENVIADA


@pytest.mark.parametrize(
    ("opcao", "depois"), [("Não reenviar (&0)", S.INCERTA), ("Reenviar assim mesmo (&1)", S.PENDENTE)]
)
def test_what_may_have_arrived_is_asked_about(
    mesa: MesaSms, fila: Fila, email: Callable[..., int], opcao: str, depois: S
) -> None:
    duvida = email(S.INCERTA)
    tela = _aberta(mesa, "emails_pesquisa", EmailsDePesquisa)
    tela.tabela.selectAll()
    tela.botao_reenviar.click()
    _responder(mesa, tela, opcao)
    mesa.qtbot.waitUntil(lambda: tela.trabalho.parado)
    assert _situacao(fila, duvida) == depois


def test_the_panel_tells_how_the_mail_is(mesa: MesaSms, fila: Fila, email: Callable[..., int]) -> None:
    email(S.PENDENTE)
    email(S.FALHOU)
    tela = _aberta(mesa, "estacao_sms", EstacaoSms)
    tela.reler()
    mesa.qtbot.waitUntil(lambda: tela.fila.texto("E-mails") == "1 na fila, 1 com erro")
    tela.botao_emails.click()
    mesa.qtbot.waitUntil(lambda: mesa.janela.abas.procurar("emails_pesquisa") is not None)


@pytest.mark.parametrize(
    ("chave", "tipo"),
    [("emails_pesquisa", EmailsDePesquisa), ("configurar_sms", ConfigurarSms), ("estacao_sms", EstacaoSms)],
)
def test_letters_lead_to_one_place_only(mesa: MesaSms, chave: str, tipo: type[Any]) -> None:
    tela = _aberta(mesa, chave, tipo)
    if isinstance(tela, ConfigurarSms):
        tela.abas.setCurrentWidget(tela.correio)
    assert repetidos(tela) == []
