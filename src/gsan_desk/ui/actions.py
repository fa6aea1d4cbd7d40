"""Every command with its key, in one place: menus, tooltips, Ctrl+K and the page of keys are made from here.

A screen asks ``actions.criar(self, "form.salvar", self._salvar)`` for the ``QAction`` (already added to the widget) and
``actions.dica("form.salvar")`` for a tooltip. The person's own keys live in the state under ``teclas``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gsan_desk.ui import funcoes

Contexto = Literal["janela", "form", "campo", "tabela"]


@dataclass(frozen=True, slots=True)
class Comando:
    """A command; ``contexto`` says where its key is heard. The keys of ``janela`` are heard everywhere."""

    id: str
    texto: str
    tecla: str
    descricao: str
    contexto: Contexto


COMANDOS: tuple[Comando, ...] = (
    *(Comando(f.id, f.nome, f.atalho, f.descricao, "janela") for f in funcoes.FUNCOES),
    Comando("janela.paleta", "Procurar função", "Ctrl+K", "Acha qualquer função pelo nome.", "janela"),
    Comando("janela.busca", "Busca rápida", "Ctrl+L", "Leva o cursor à busca por RA, protocolo, matrícula…", "janela"),
    Comando("janela.fechar_aba", "Fechar aba", "Ctrl+W", "Fecha a aba da frente.", "janela"),
    Comando("janela.proxima_aba", "Próxima aba", "Ctrl+Tab", "Vai à aba seguinte.", "janela"),
    Comando("janela.aba_anterior", "Aba anterior", "Ctrl+Shift+Tab", "Vai à aba anterior.", "janela"),
    Comando("form.salvar", "Concluir", "Ctrl+Return", "Grava o que a tela mostra.", "form"),
    Comando("form.avancar", "Avançar", "Alt+Right", "Vai à parte seguinte da tela.", "form"),
    Comando("form.voltar", "Voltar", "Alt+Left", "Volta à parte anterior da tela.", "form"),
    Comando("form.limpar", "Limpar", "Ctrl+Shift+L", "Esvazia os campos da tela.", "form"),
    Comando("form.imprimir", "Imprimir", "Ctrl+P", "Imprime ou gera o PDF.", "form"),
    Comando("form.atualizar", "Atualizar", "F5", "Lê de novo o que a tela mostra.", "form"),
    Comando("form.parecidos", "RAs parecidos", "F8", "Mostra ou esconde os RAs que podem ser o mesmo.", "form"),
    Comando("campo.pesquisar", "Pesquisar", "F2", "Abre a pesquisa do campo de código.", "campo"),
    Comando("campo.limpar", "Limpar código", "Ctrl+Del", "Esvazia o campo de código.", "campo"),
    Comando("tabela.copiar", "Copiar linhas", "Ctrl+C", "Copia as linhas marcadas.", "tabela"),
    Comando("tabela.exportar", "Exportar…", "Ctrl+E", "Grava a lista em CSV ou XLSX.", "tabela"),
)
_POR_ID = {comando.id: comando for comando in COMANDOS}
_NOMES_DAS_TECLAS = {"Return": "Enter", "Right": "Seta direita", "Left": "Seta esquerda"}
TITULOS: dict[Contexto, str] = {
    "janela": "Em qualquer lugar",
    "form": "Nas telas de preenchimento e consulta",
    "campo": "Nos campos de código",
    "tabela": "Nas listas",
}


def comando(id_: str) -> Comando:
    """Find a command; an unknown id is a defect."""
    return _POR_ID[id_]


def tecla(id_: str, proprias: Mapping[str, str] | None = None) -> str:
    """Give the key of a command, the person's own first."""
    return (proprias or {}).get(id_, _POR_ID[id_].tecla)


def legivel(tecla: str) -> str:
    """Write a key as it is printed on the keyboard."""
    texto = QKeySequence(tecla).toString(QKeySequence.SequenceFormat.PortableText)
    for ingles, portugues in _NOMES_DAS_TECLAS.items():
        texto = texto.replace(ingles, portugues)
    return texto


def dica(id_: str) -> str:
    """Write the tooltip of a command."""
    alvo = _POR_ID[id_]
    return f"{alvo.descricao} ({legivel(alvo.tecla)})" if alvo.tecla else alvo.descricao


def criar(dono: QWidget, id_: str, fazer: Callable[[], object], proprias: Mapping[str, str] | None = None) -> QAction:
    """Make the ``QAction`` of a command, heard while the focus is in ``dono``."""
    alvo = _POR_ID[id_]
    acao = QAction(alvo.texto, dono)
    acao.setObjectName(id_)
    if escolhida := tecla(id_, proprias):
        acao.setShortcuts(_teclas(escolhida))
    acao.setToolTip(dica(id_))
    acao.setStatusTip(alvo.descricao)
    no_widget = Qt.ShortcutContext.WidgetWithChildrenShortcut
    acao.setShortcutContext(Qt.ShortcutContext.WindowShortcut if alvo.contexto == "janela" else no_widget)
    acao.triggered.connect(lambda _=False: fazer())
    dono.addAction(acao)
    return acao


def _teclas(escolhida: str) -> list[QKeySequence]:
    """Take the Enter of the number pad along with the other one."""
    teclas = [escolhida]
    if escolhida.endswith("Return"):
        teclas.append(escolhida.removesuffix("Return") + "Enter")
    return [QKeySequence(texto) for texto in teclas]
