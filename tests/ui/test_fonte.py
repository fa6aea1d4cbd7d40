"""What the source of the screens must not hold."""

import re
from pathlib import Path

import pytest

import gsan_desk.ui

FONTES = sorted(Path(gsan_desk.ui.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("fonte", FONTES, ids=lambda f: f.stem)
def test_nada_para_o_laco(fonte):
    texto = re.sub(r'"""[\s\S]*?"""', "", fonte.read_text(encoding="utf-8"))
    assert not re.search(r"\.exec_?\(|processEvents|time\.sleep\(|waitForDone", texto)


@pytest.mark.parametrize("fonte", FONTES, ids=lambda f: f.stem)
def test_so_a_ponte_conhece_qasync(fonte):
    conhece = re.search(r"^\s*(import|from) qasync", fonte.read_text(encoding="utf-8"), re.MULTILINE)
    assert bool(conhece) == (fonte.name == "bridge.py")


def test_funcoes_nao_conhece_qt():
    texto = (Path(gsan_desk.ui.__file__).parent / "funcoes.py").read_text(encoding="utf-8")
    assert "PySide6" not in texto
