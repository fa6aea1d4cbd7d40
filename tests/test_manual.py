"""The manual keeps up with the program: keys, messages, pictures, links."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gsan_desk.domain import mensagens
from gsan_desk.ui import actions, bridge, login
from gsan_desk.ui.funcoes import FUNCOES
from gsan_desk.ui.widgets import date_edit, time_edit

RAIZ = Path(__file__).resolve().parent.parent
MANUAL = RAIZ / "docs" / "manual"
PAGINAS = sorted(MANUAL.glob("*.md"))
DOCUMENTOS = [RAIZ / "README.md", *sorted((RAIZ / "docs").rglob("*.md"))]
TITULO_DAS_MENSAGENS = "| O que aparece |"
_LIGACAO = re.compile(r"\]\(([^)\s]+)\)")
_VALOR = re.compile(r"\{[^{}\n]*\}")


def _nome(pagina: Path) -> str:
    return str(pagina.relative_to(RAIZ))


def _sem_codigo(texto: str) -> str:
    return re.sub(r"```.*?```|`[^`]*`", "", texto, flags=re.DOTALL)


def _ancoras(pagina: Path) -> set[str]:
    """Name the headings as the sites that show Markdown do."""
    titulos = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", pagina.read_text(), flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", titulo.lower()).replace(" ", "-") for titulo in titulos}


def _mensagens_citadas(pagina: Path) -> Iterator[str]:
    """Give the first cell of every row of the tables of messages."""
    dentro = False
    for linha in pagina.read_text().splitlines():
        if not linha.startswith("|"):
            dentro = False
        elif linha.startswith(TITULO_DAS_MENSAGENS):
            dentro = True
        elif dentro and not linha.startswith("| ---"):
            yield linha.split("|")[1].strip()


def _ditas_pelo_programa() -> set[str]:
    """List what the program may say: declared texts, and the literal ones of modules that have no list of theirs."""
    textos = [*mensagens.TEXTOS.values(), *login.TEXTOS.values(), bridge.BANCO_FORA]
    textos += [date_edit.DATA_INVALIDA, time_edit.HORA_INVALIDA]
    return {_VALOR.sub("…", texto) for texto in textos}


def _no_codigo() -> str:
    """Join the sources, with the breaks of long literals undone and values as an ellipsis."""
    fontes = "\n".join(arquivo.read_text() for arquivo in sorted((RAIZ / "src").rglob("*.py")))
    return _VALOR.sub("…", re.sub(r'"\s*\n\s*f?"', "", fontes))


@pytest.mark.parametrize("comando", actions.COMANDOS, ids=lambda c: c.id)
def test_every_command_stands_in_the_page_of_keys(comando: actions.Comando) -> None:
    tecla = f"`{actions.legivel(comando.tecla)}`" if comando.tecla else "sem tecla"
    assert f"| {tecla} | {comando.texto} | {comando.descricao} |" in (MANUAL / "teclas.md").read_text()


def test_the_page_of_keys_has_no_command_that_is_gone() -> None:
    comandos, _, _ = (MANUAL / "teclas.md").read_text().partition("## Dentro dos campos")
    linhas = [linha for linha in comandos.splitlines() if linha.startswith(("| `", "| sem tecla"))]
    assert len(linhas) == len(actions.COMANDOS)


def test_every_function_has_its_name_and_key() -> None:
    teclas = (MANUAL / "teclas.md").read_text()
    assert [f.id for f in FUNCOES if f.nome not in teclas or actions.legivel(f.atalho) not in teclas] == []


@pytest.mark.parametrize("pagina", PAGINAS, ids=lambda p: p.stem)
def test_every_message_of_the_manual_is_one_that_the_program_says(pagina: Path) -> None:
    ditas, codigo = _ditas_pelo_programa(), _no_codigo()
    assert [m for m in _mensagens_citadas(pagina) if m not in ditas and m.removesuffix("…").strip() not in codigo] == []


@pytest.mark.parametrize("pagina", DOCUMENTOS, ids=_nome)
def test_pictures_and_links_lead_somewhere(pagina: Path) -> None:
    quebradas = []
    for alvo in _LIGACAO.findall(_sem_codigo(pagina.read_text())):
        if alvo.startswith(("http:", "https:", "mailto:")):
            continue
        nome, _, ancora = alvo.partition("#")
        destino = (pagina.parent / nome).resolve() if nome else pagina
        if not destino.exists() or (ancora and ancora not in _ancoras(destino)):
            quebradas.append(alvo)
    assert quebradas == []


def test_every_page_is_reached_from_the_index() -> None:
    indice = (MANUAL / "README.md").read_text()
    assert [p.name for p in PAGINAS if p.name != "README.md" and f"({p.name}" not in indice] == []


def test_every_page_stands_in_the_menu_of_the_pages_for_a_browser() -> None:
    menu = (RAIZ / "mkdocs.yml").read_text()
    assert [p.name for p in PAGINAS if f"- manual/{p.name}\n" not in menu] == []
