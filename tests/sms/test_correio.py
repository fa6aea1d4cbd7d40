"""One e-mail and a real mail server: what was taken, refused, postponed, and what cannot be known."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from gsan_desk.domain.email import AjustesEmail
from gsan_desk.domain.sms_falha import Desfecho
from gsan_desk.sms.correio import Carta, entregar
from tests.support.servidor_email import (
    CAI_ANTES,
    CAI_DEPOIS,
    PERMANENTE,
    RECUSA_TEXTO,
    SENHA,
    TRANSITORIA,
    ServidorEmail,
    certificado_de_teste,
    servidor_email,
)

CARTA = Carta("maria@exemplo.com.br", "Como foi o atendimento do RA 1?", "Olá,\n\nconcluída hoje.\n", "RA-1-3-2")


def ajustes(servidor: ServidorEmail, **mais: object) -> AjustesEmail:
    base = AjustesEmail("127.0.0.1", servidor.porta, "NENHUMA", remetente="nao-responda@companhia.com.br")
    return replace(base, **mais)  # type: ignore[arg-type]


def test_the_citizen_gets_subject_and_text_with_accents() -> None:
    with servidor_email() as servidor:
        entrega = entregar(ajustes(servidor, nome_remetente="Companhia de Água"), "", CARTA, lambda: True)
        (chegou,) = servidor.caixa
    assert entrega.desfecho is Desfecho.ACEITA
    assert (chegou["To"], chegou["Subject"]) == (CARTA.endereco, CARTA.assunto)
    assert chegou["From"] == "Companhia de Água <nao-responda@companhia.com.br>"
    assert chegou["Message-ID"] == "<RA-1-3-2@companhia.com.br>"
    assert chegou.get_content().splitlines() == CARTA.texto.splitlines()


@pytest.mark.parametrize(
    ("falha", "desfecho", "chegou"),
    [
        (TRANSITORIA, Desfecho.TRANSITORIA, 0),
        (PERMANENTE, Desfecho.PERMANENTE, 0),
        (RECUSA_TEXTO, Desfecho.PERMANENTE, 0),
        (CAI_ANTES, Desfecho.INCERTA, 0),
        (CAI_DEPOIS, Desfecho.INCERTA, 1),
    ],
)
def test_what_came_of_it_is_never_guessed(falha: int, desfecho: Desfecho, chegou: int) -> None:
    with servidor_email() as servidor:
        servidor.falhas.append(falha)
        entrega = entregar(ajustes(servidor), "", CARTA, lambda: True)
        assert len(servidor.caixa) == chegou
    assert entrega.desfecho is desfecho
    assert "maria" not in entrega.detalhe


def test_with_starttls_and_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificado = certificado_de_teste(tmp_path / "servidor.pem")
    with servidor_email(certificado, "correio") as servidor:
        pedido = ajustes(servidor, seguranca="STARTTLS", usuario="correio")
        recusada = entregar(pedido, SENHA, CARTA, lambda: True)
        assert recusada.detalhe == "O certificado do servidor de e-mail não é de confiança."
        monkeypatch.setenv("SSL_CERT_FILE", str(certificado))
        errada = entregar(pedido, "outra", CARTA, lambda: True)
        assert errada.detalhe == "O servidor de e-mail recusou o usuário ou a senha."
        assert entregar(pedido, "", CARTA, lambda: True).detalhe.startswith("Falta neste computador a senha")
        assert {e.desfecho for e in (recusada, errada)} == {Desfecho.ESTACAO}
        assert entregar(pedido, SENHA, CARTA, lambda: True).desfecho is Desfecho.ACEITA
        assert len(servidor.caixa) == 1


def test_a_server_without_the_security_that_is_asked_gets_nothing() -> None:
    with servidor_email() as servidor:
        entrega = entregar(ajustes(servidor, seguranca="STARTTLS"), "", CARTA, lambda: True)
        assert (entrega.desfecho, servidor.caixa) == (Desfecho.ESTACAO, [])
    assert entrega.detalhe == "O servidor de e-mail não tem a segurança configurada."


def test_nobody_there_is_a_fault_of_the_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as livre:
        porta = livre.getsockname()[1]
    pedido = AjustesEmail("127.0.0.1", porta, "NENHUMA", remetente="a@b.com")
    entrega = entregar(pedido, "", CARTA, lambda: True)
    assert (entrega.desfecho, entrega.detalhe) == (
        Desfecho.ESTACAO,
        "O servidor de e-mail recusou a ligação; confira a porta.",
    )


def test_past_the_lease_the_text_does_not_go() -> None:
    with servidor_email() as servidor:
        assert entregar(ajustes(servidor), "", CARTA, lambda: False).desfecho is Desfecho.ESTACAO
        assert servidor.caixa == []


@pytest.mark.parametrize("endereco", ["maria", "maria@exemplo", "josé@exemplo.com", "a@b.com\nBcc: c@d", "a b@c.com"])
def test_what_is_no_address_is_refused_for_good(endereco: str) -> None:
    with servidor_email() as servidor:
        assert entregar(ajustes(servidor), "", replace(CARTA, endereco=endereco), lambda: True).desfecho is (
            Desfecho.PERMANENTE
        )
        assert servidor.caixa == []
