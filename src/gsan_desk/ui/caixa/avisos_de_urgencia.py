"""The warnings of urgency that the person has not acknowledged (spec 20 §5.10)."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.services.caixa import AvisoDeUrgencia, dar_por_vistos
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.widgets.message_bar import Acao, BarraMensagens

_CHAVE = "urgencia"
MOSTRADOS = 5


class AvisosDeUrgencia:
    """A message over the list, there until acknowledged."""

    def __init__(self, ponte: Ponte, barra: BarraMensagens, dono: QWidget, ir_para: Callable[[int], object]) -> None:
        self._ponte, self._barra, self._dono, self._ir_para = ponte, barra, dono, ir_para
        self._mostrados: tuple[AvisoDeUrgencia, ...] = ()

    def mostrar(self, avisos: Sequence[AvisoDeUrgencia]) -> None:
        """Show what is not seen yet; the same warnings again change nothing, not even one that was closed."""
        if tuple(avisos) == self._mostrados:
            return
        self._mostrados = tuple(avisos)
        if not avisos:
            self._barra.fechar(_CHAVE)
            return
        acoes = (
            Acao("&Ir ao RA", lambda: self._ir_para(self._mostrados[0].numero)),
            Acao("Marcar como &vistos", lambda: self._ponte.iniciar(self._marcar(), self._dono)),
        )
        self._barra.avisar(_texto(avisos), acoes=acoes, chave=_CHAVE)

    async def _marcar(self) -> None:
        try:
            await self._ponte.executar(dar_por_vistos, self._ponte.contexto)
        except ErroDeUso as erro:
            self._barra.errar(descrever_erro(erro).mensagem, chave="urgencia-erro")
        else:
            self._barra.fechar("urgencia-erro")
            self.mostrar(())


def _texto(avisos: Sequence[AvisoDeUrgencia]) -> str:
    urgentes = [aviso.numero for aviso in avisos if not aviso.reiteracao]
    reiterados = [aviso.numero for aviso in avisos if aviso.reiteracao]
    nomes = (("urgente", "urgentes", urgentes), ("reiterado", "reiterados", reiterados))
    return " ".join(_frase(um, varios, numeros) for um, varios, numeros in nomes if numeros)


def _frase(um: str, varios: str, numeros: Sequence[int]) -> str:
    nome = f"RA {um} não visto" if len(numeros) == 1 else f"RAs {varios} não vistos"
    return f"{nome}: {_numeros(numeros)}."


def _numeros(numeros: Sequence[int]) -> str:
    resto = len(numeros) - MOSTRADOS
    escritos = ", ".join(str(numero) for numero in numeros[:MOSTRADOS])
    return f"{escritos} e mais {resto}" if resto > 0 else escritos
