"""The draft of an RA: its key, what is kept of the opening, and which forms are open right now."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from gsan_desk.domain.registro_atendimento import Documentos, NovoRA, Solicitante
from gsan_desk.services.ra_inserir import FormularioAberto
from gsan_desk.ui.rascunho import Rascunho, Rascunhos

FUNCAO = "inserir_ra"
ESPERA = 400  # ms
_abertos: set[str] = set()


def chave(aberto: FormularioAberto) -> str:
    """Name the draft of a new RA by the key of the form."""
    return f"{FUNCAO}:{aberto.chave.hex}"


@dataclass(frozen=True, slots=True)
class Trazido:
    """Documents that the Simplificado took, and of whom: they do not follow another person."""

    documentos: Documentos = field(default_factory=Documentos)
    cliente_id: int | None = None
    nome: str = ""

    def de(self, pessoa: Solicitante) -> Documentos:
        """Give the documents when it is still the same person who asks."""
        mesma = (pessoa.cliente_id, pessoa.nome.strip()) == (self.cliente_id, self.nome.strip())
        return self.documentos if mesma else Documentos()


def trazido(comeco: NovoRA) -> Trazido:
    """Take the documents of what another screen has already asked."""
    return Trazido(comeco.documentos, comeco.solicitante.cliente_id, comeco.solicitante.nome)


def trazido_do_rascunho(guardado: Rascunho) -> Trazido:
    """Bring the documents back; a draft without them, or of another version, has none."""
    dados = guardado.dados.get("trazido")
    try:
        return Trazido(**{**dados, "documentos": Documentos(**dados["documentos"])}) if dados else Trazido()
    except (KeyError, TypeError):
        return Trazido()


def identidade(aberto: FormularioAberto, vindo: Trazido) -> dict[str, Any]:
    """Give what makes the Concluir of a draft the same one."""
    return {"chave": str(aberto.chave), "protocolo": aberto.protocolo, "trazido": asdict(vindo)}


def mais_recente(rascunhos: Rascunhos) -> Rascunho | None:
    """Find the newest draft that no open form is typing and that can be taken up again."""
    soltos = (r for r in rascunhos.listar(FUNCAO) if r.chave not in _abertos)
    return next((r for r in soltos if _identidade(r) is not None), None)


def retomar(aberto: FormularioAberto, guardado: Rascunho) -> FormularioAberto:
    """Give the opening under the key and protocolo of the draft."""
    lida = _identidade(guardado)
    return replace(aberto, chave=lida[0], protocolo=lida[1]) if lida is not None else aberto


def avisos_aceitos(guardado: Rascunho) -> frozenset[str]:
    """List the warnings already overruled."""
    aceitos = guardado.dados.get("avisos_aceitos")
    return frozenset(map(str, aceitos)) if isinstance(aceitos, list) else frozenset()


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
        titulo: what the draft is called.
        ler: gives the contents, or ``None`` while there is nothing to keep.
    """

    def __init__(
        self, rascunhos: Rascunhos, titulo: str, ler: Callable[[], dict[str, Any] | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._rascunhos, self._titulo, self._ler = rascunhos, titulo, ler
        self._chave: str | None = None
        self._espera = QTimer(self, singleShot=True, interval=ESPERA)
        self._espera.timeout.connect(self.guardar)

    def acompanhar(self, chave: str) -> None:
        """Follow the form of this draft, which is not offered to another meanwhile; nothing of it is owed yet."""
        self.soltar()
        self._chave = chave
        _abertos.add(chave)

    def marcar(self) -> None:
        """Note a change; the file follows a moment later."""
        self._espera.start()

    def guardar(self) -> None:
        """Hand the contents over now."""
        self._espera.stop()
        if self._chave is not None and (dados := self._ler()) is not None:
            self._rascunhos.guardar(self._chave, self._titulo, dados)

    def esquecer(self) -> None:
        """Drop the draft: registered, or thrown away."""
        if self._chave is not None:
            self._rascunhos.descartar(self._chave)
        self.soltar()

    def soltar(self) -> None:
        """Leave the draft to whoever opens the function next."""
        self._espera.stop()
        if self._chave is not None:
            _abertos.discard(self._chave)
        self._chave = None
