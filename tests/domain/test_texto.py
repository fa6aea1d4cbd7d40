from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.registro_atendimento import Anexo, DadosGerais, Endereco, Local, NovoRA, Solicitante
from gsan_desk.domain.texto import caractere_recusado, verificar_caracteres, verificar_comando, verificar_tamanho
from tests.domain.fabrica import codigos


@pytest.mark.parametrize("caractere", ["“", "”", "–", "…", "€", "😀", "\u200b"])
def test_latin1_refuses_what_editors_paste(caractere):
    assert caractere_recusado(f"água {caractere} fria", "LATIN1") == caractere
    assert caractere_recusado(f"água {caractere} fria", "UTF8") is None


def test_win1252_holds_quotes_but_no_emoji():
    assert caractere_recusado("“ção” – €", "WIN1252") is None
    assert caractere_recusado("ok 😀", "WIN1252") == "😀"


def test_nul_is_refused_everywhere():
    assert caractere_recusado("a\0b", "UTF8") == "\0"
    assert caractere_recusado("a\ud800", "UTF8") == "\ud800"


@given(st.text(), st.sampled_from(["LATIN1", "WIN1252", "UTF8"]))
def test_named_character_is_the_first_that_does_not_fit(texto, codificacao):
    recusado = caractere_recusado(texto, codificacao)
    if recusado is not None:
        assert caractere_recusado(texto[: texto.index(recusado)], codificacao) is None


def test_violation_names_the_character_and_the_field():
    recusa = verificar_caracteres("rua “A”", "LATIN1", "dados_gerais.observacao")
    assert recusa.campo == "dados_gerais.observacao"
    assert recusa.mensagem == "Observação: o caractere ““” (U+201C) não pode ser guardado nesta base."
    assert verificar_caracteres("rua A", "LATIN1", "dados_gerais.observacao") is None


def test_every_text_of_a_command_is_looked_at():
    ra = NovoRA(
        chave=UUID(int=0),
        protocolo="1",
        dados_gerais=DadosGerais(observacao="…"),
        local=Local(endereco=Endereco(1, 2, complemento="–", texto="só na tela …")),
        solicitante=Solicitante(nome="JOÃO 😀"),
        anexos=(Anexo("foto…😀.jpg", "jpg", b"", observacao="€"),),
    )
    assert codigos(verificar_comando(ra, "LATIN1")) == [
        ("CARACTERE", "dados_gerais.observacao"),
        ("CARACTERE", "local.endereco"),
        ("CARACTERE", "solicitante.nome"),
        ("CARACTERE", "anexos.observacao"),
    ]
    assert verificar_comando(ra, "UTF8") == []


def test_m28_length():
    assert verificar_tamanho("x" * 60, 60, "solicitante.nome") is None
    assert verificar_tamanho("x" * 61, 60, "solicitante.nome").mensagem == "Nome Solicitante passa de 60 caracteres."
