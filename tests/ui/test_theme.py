"""Contrast AA in both themes, and the change between them."""

from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette

from gsan_desk.ui import idioma, theme

PARES = [
    *product(("texto", "texto_fraco", "erro", "info"), ("fundo", "base", "base_alternada")),
    ("texto", "botao"),
    ("sobre_destaque", "destaque"),
    *((papel, f"{papel}_fundo") for papel in ("erro", "aviso", "info", "sucesso", "urgente", "reiterado")),
    *product(("texto",), ("erro_fundo", "aviso_fundo", "info_fundo", "sucesso_fundo")),
]


def _luz(cor: str) -> float:
    def canal(valor: float) -> float:
        return valor / 12.92 if valor <= 0.03928 else ((valor + 0.055) / 1.055) ** 2.4

    c = QColor(cor)
    return 0.2126 * canal(c.redF()) + 0.7152 * canal(c.greenF()) + 0.0722 * canal(c.blueF())


@pytest.mark.parametrize("cores", [theme.CLARO, theme.ESCURO], ids=["claro", "escuro"])
@pytest.mark.parametrize(("frente", "fundo"), PARES, ids=lambda p: p)
def test_contraste_aa(cores, frente, fundo):
    claro, escuro = sorted((_luz(getattr(cores, frente)), _luz(getattr(cores, fundo))), reverse=True)
    assert (claro + 0.05) / (escuro + 0.05) >= 4.5


@pytest.fixture
def app(qapp):
    yield qapp
    theme.aplicar(qapp, "claro")


def test_troca_de_tema(app):
    theme.aplicar(app, "escuro")
    assert theme.escuro()
    assert app.palette().color(QPalette.ColorRole.Base) == QColor(theme.ESCURO.base)
    theme.aplicar(app, "claro")
    assert theme.cores() is theme.CLARO


def test_a_folha_nao_deixa_nome_por_trocar(app):
    theme.aplicar(app, "claro")
    assert "@" not in app.styleSheet().split("*/", 1)[1]


def test_tema_estranho_e_sistema():
    assert theme.tema_de("roxo") == "sistema"
    assert theme.tema_de("escuro") == "escuro"


def test_qt_fala_portugues(app):
    idioma.aplicar(app)
    assert app.translate("QDialogButtonBox", "Cancel") != "Cancel" or app.translate("QPlatformTheme", "Cancel") == (
        "Cancelar"
    )
