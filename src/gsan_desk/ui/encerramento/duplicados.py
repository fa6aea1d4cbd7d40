"""RAs to be closed as duplicates of the one in the form, right after it is saved (spec 10 §4.6, Encerrar Todos)."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gsan_desk.domain.encerramento import Encerramento, EncerrarVarios, PerguntasPendentes, VariosEncerrados
from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.services.encerramento import encerrar_varios
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.widgets.message_bar import Acao, BarraMensagens

CHAVE = "encerrar_depois"
SEM_MOTIVO = "Não há motivo de encerramento por duplicidade: os RAs marcados continuam em aberto."
NAO_ENCERRAR = "Os RAs marcados continuam em aberto."


class Duplicados(QObject):
    """Keep the RAs marked while the form is typed, and close them once it has a number."""

    def __init__(self, ponte: Ponte, barra: BarraMensagens, dono: QWidget) -> None:
        super().__init__(dono)
        self._ponte, self._barra, self._dono = ponte, barra, dono
        self._marcados: tuple[int, ...] = ()

    def marcar(self, ras: tuple[int, ...]) -> None:
        """Mark more of them, and say so; the mark may be taken back."""
        self._marcados = tuple(sorted({*self._marcados, *ras}))
        numeros = ", ".join(map(str, self._marcados))
        aviso = f"Ao concluir serão encerrados, como duplicidade deste RA: {numeros}."
        self._barra.informar(aviso, acoes=[Acao("Não encerrar", self.esquecer)], chave=CHAVE)

    def esquecer(self) -> None:
        """Leave them open."""
        self._marcados = ()
        self._barra.fechar(CHAVE)

    def rascunho(self) -> dict[str, Any]:
        """Give the marks for the draft."""
        return {CHAVE: list(self._marcados)} if self._marcados else {}

    def restaurar(self, dados: Mapping[str, Any]) -> None:
        """Put the marks of a draft back."""
        guardados = dados.get(CHAVE)
        if isinstance(guardados, list) and guardados:
            self.marcar(tuple(numero for numero in guardados if isinstance(numero, int)))

    def encerrar(self, referencia: int, dizer: Callable[[str], object]) -> None:
        """Close them as duplicates of the RA just registered; what came of it goes to ``dizer``."""
        marcados, self._marcados = self._marcados, ()
        if marcados:
            self._ponte.iniciar(self._encerrar(marcados, referencia, dizer), self._dono)

    async def _encerrar(self, ras: tuple[int, ...], referencia: int, dizer: Callable[[str], object]) -> None:
        motivos = self._ponte.contexto.dominios.motivos_encerramento.values()
        motivo = next((m for m in motivos if m.em_uso and m.duplicidade), None)
        if motivo is None:
            dizer(SEM_MOTIVO)
            return
        parecer = f"DUPLICIDADE DO RA {referencia}"
        comando = EncerrarVarios(ras, Encerramento(motivo.id, referencia, parecer=parecer))
        try:
            dizer(_relatar(await self._executar(comando)))
        except ErroDeUso as erro:
            tentar = Acao("&Tentar de novo", lambda: self._tentar(ras, referencia, dizer))
            self._barra.errar(f"{descrever_erro(erro).mensagem} {NAO_ENCERRAR}", acoes=[tentar], chave=CHAVE)

    async def _executar(self, comando: EncerrarVarios) -> VariosEncerrados:
        """Close them, asking about open OS when there are some; a no leaves all of them open."""
        try:
            return await self._ponte.executar(encerrar_varios, self._ponte.contexto, comando)
        except PerguntasPendentes as parada:
            for pergunta in parada.perguntas:
                if not await self._barra.perguntar(pergunta.texto, [("Sim, encerrar", True), ("Não", False)]):
                    return VariosEncerrados()
            aceitos = frozenset(pergunta.chave for pergunta in parada.perguntas)
        comando = EncerrarVarios(comando.ras, comando.encerramento, aceitos=aceitos)
        return await self._ponte.executar(encerrar_varios, self._ponte.contexto, comando)

    def _tentar(self, ras: tuple[int, ...], referencia: int, dizer: Callable[[str], object]) -> None:
        self._barra.fechar(CHAVE)
        self._ponte.iniciar(self._encerrar(ras, referencia, dizer), self._dono)


def _relatar(feito: VariosEncerrados) -> str:
    partes = []
    if feito.encerrados:
        numeros = ", ".join(str(encerrado.ra) for encerrado in feito.encerrados)
        partes.append(f"Encerrados como duplicidade deste: {numeros}.")
    partes += [f"RA {numero} não encerrado: {violacao.mensagem}" for numero, violacao in feito.recusados]
    return "\n".join(partes) or NAO_ENCERRAR
