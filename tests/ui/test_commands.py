"""Commands, functions, and the pages made from them."""

from itertools import combinations

import pytest
from PySide6.QtGui import QKeySequence

from gsan_desk.ui import actions, funcoes
from gsan_desk.ui.ajuda import pagina_de_teclas


def _ouvidos_juntos(a, b):
    return "janela" in (a.contexto, b.contexto) or a.contexto == b.contexto


def test_nenhuma_tecla_serve_a_dois_comandos(qapp):
    pares = [
        (a.id, b.id)
        for a, b in combinations(actions.COMANDOS, 2)
        if a.tecla and _ouvidos_juntos(a, b) and QKeySequence(a.tecla) == QKeySequence(b.tecla)
    ]
    assert pares == []


def test_toda_tecla_existe(qapp):
    assert [c.id for c in actions.COMANDOS if c.tecla and QKeySequence(c.tecla).isEmpty()] == []


def test_ids_sao_unicos():
    ids = [c.id for c in actions.COMANDOS]
    assert len(ids) == len(set(ids))


def test_a_pagina_de_teclas_tem_todas(qapp):
    pagina = pagina_de_teclas({})
    assert all(c.texto in pagina for c in actions.COMANDOS if c.tecla)


def test_tecla_propria_vale(qapp):
    assert actions.tecla("form.salvar", {"form.salvar": "F9"}) == "F9"
    assert "F9" in pagina_de_teclas({"form.salvar": "F9"})


@pytest.mark.parametrize(
    ("perfil", "tem"),
    [("atendente", True), ("supervisor", True), ("admin", True), ("sms", False)],
)
def test_quem_pode_inserir(perfil, tem):
    ids = {f.id for f in funcoes.permitidas(frozenset({perfil}))}
    assert ("inserir_ra" in ids) is tem
    assert ids >= funcoes.DA_JANELA


def test_dica_traz_a_tecla(qapp):
    assert actions.dica("form.salvar") == "Grava o que a tela mostra. (Ctrl+Enter)"
