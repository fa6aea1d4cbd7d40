"""The table of rights as ``docs/seguranca.md`` shows it."""

from itertools import groupby
from pathlib import Path

from gsan_desk.ui.funcoes import FUNCOES
from tests.database.direitos import DIREITOS
from tests.database.direitos.declaracao import Quem
from tests.support.banco import raiz_do_projeto

COMECO, FIM = "<!-- direitos: começo -->", "<!-- direitos: fim -->"
FORA_DO_MENU = {"sigilo": "Sigilo", "auditoria": "Auditoria", "versao": "Versão do programa (`gsan-desk banco versao`)"}


def arquivo() -> Path:
    """Where the document is."""
    return raiz_do_projeto() / "docs" / "seguranca.md"


def tabela() -> str:
    """Write all functions in the order of the menu, each with its operations."""
    nomes = {f.id: f.nome for f in FUNCOES}
    ordem = {id_: n for n, id_ in enumerate((*nomes, *(f for f in FORA_DO_MENU if f not in nomes)))}
    todos = sorted(DIREITOS, key=lambda d: ordem[d.funcao])
    partes = []
    for funcao, direitos in groupby(todos, key=lambda d: d.funcao):
        titulos = " | ".join(quem.titulo for quem in Quem)
        partes += ["", f"### {nomes.get(funcao) or FORA_DO_MENU[funcao]}", ""]
        partes += [f"| Operação | Condição | {titulos} |", "| --- | --- |" + " :-: |" * len(Quem)]
        for d in direitos:
            celulas = " | ".join("sim" if quem in d.pode else "não" for quem in Quem)
            partes.append(f"| {d.operacao} | {d.condicao or '—'} | {celulas} |")
    return "\n".join((COMECO, *partes, "", FIM))


def com_tabela(texto: str) -> str:
    """Put the table in its place."""
    antes, _, resto = texto.partition(COMECO)
    return antes + tabela() + resto.partition(FIM)[2]
