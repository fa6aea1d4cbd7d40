"""The draft of an RA: its key, what is kept of the opening, and which forms are open right now."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from gsan_desk.domain.registro_atendimento import NovoRA
from gsan_desk.services.ra_inserir import FormularioAberto
from gsan_desk.ui.rascunho import Rascunho, Rascunhos

FUNCAO = "inserir_ra"
TITULO = "Inserir RA"
ESPERA = 400  # ms
_abertos: set[str] = set()


def chave(aberto: FormularioAberto) -> str:
    """Name the draft by the key of the form."""
    return f"{FUNCAO}:{aberto.chave.hex}"


def abrir(aberto: FormularioAberto) -> None:
    """Note that a form of this process is typing the draft: it is not offered to another."""
    _abertos.add(chave(aberto))


def fechar(aberto: FormularioAberto | None) -> None:
    """Note that the form is gone."""
    if aberto is not None:
        _abertos.discard(chave(aberto))


def guardar(rascunhos: Rascunhos, aberto: FormularioAberto, dados: dict[str, Any]) -> None:
    """Keep the draft with what makes its Concluir the same one."""
    rascunhos.guardar(chave(aberto), TITULO, {**dados, "chave": str(aberto.chave), "protocolo": aberto.protocolo})


def mais_recente(rascunhos: Rascunhos) -> Rascunho | None:
    """Find the newest draft that no open form is typing and that can be taken up again."""
    soltos = (r for r in rascunhos.listar(FUNCAO) if r.chave not in _abertos)
    return next((r for r in soltos if _identidade(r) is not None), None)


def retomar(aberto: FormularioAberto, guardado: Rascunho) -> tuple[FormularioAberto, frozenset[str]]:
    """Give the opening under the key and protocolo of the draft, and the warnings already overruled."""
    identidade = _identidade(guardado)
    aceitos = guardado.dados.get("avisos_aceitos")
    if identidade is not None:
        aberto = replace(aberto, chave=identidade[0], protocolo=identidade[1])
    return aberto, frozenset(map(str, aceitos)) if isinstance(aceitos, list) else frozenset()


def comecado(aberto: FormularioAberto, comeco: NovoRA) -> FormularioAberto:
    """Give the opening under the key and protocolo that another screen drew."""
    return replace(aberto, chave=comeco.chave, protocolo=comeco.protocolo)


def _identidade(guardado: Rascunho) -> tuple[UUID, str] | None:
    try:
        return UUID(guardado.dados["chave"]), str(guardado.dados["protocolo"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


class GuardaRascunho(QObject):
    """Keep the draft of one form while it is typed.

    Args:
        ler: gives the contents, or ``None`` while there is nothing to keep.
    """

    def __init__(self, rascunhos: Rascunhos, ler: Callable[[], dict[str, Any] | None], parent: QObject) -> None:
        super().__init__(parent)
        self._rascunhos, self._ler = rascunhos, ler
        self._aberto: FormularioAberto | None = None
        self._espera = QTimer(self, singleShot=True, interval=ESPERA)
        self._espera.timeout.connect(self.guardar)

    def acompanhar(self, aberto: FormularioAberto) -> None:
        """Follow this opening; nothing of it is owed yet."""
        self.soltar()
        self._aberto = aberto
        abrir(aberto)

    def marcar(self) -> None:
        """Note a change; the file follows a moment later."""
        self._espera.start()

    def guardar(self) -> None:
        """Hand the contents over now."""
        self._espera.stop()
        if self._aberto is not None and (dados := self._ler()) is not None:
            guardar(self._rascunhos, self._aberto, dados)

    def esquecer(self) -> None:
        """Drop the draft: registered, or thrown away."""
        if self._aberto is not None:
            self._rascunhos.descartar(chave(self._aberto))
        self.soltar()

    def soltar(self) -> None:
        """Leave the draft to whoever opens the function next."""
        self._espera.stop()
        fechar(self._aberto)
        self._aberto = None
