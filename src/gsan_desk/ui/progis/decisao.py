"""The decisions about the report shown: asked once, written, and said; those marked near it go along (spec 40 §2.4)."""

from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.relato import recebe_sms
from gsan_desk.services.progis.candidatos import Candidato
from gsan_desk.services.progis.decisoes import (
    DescartarRelato,
    VincularRelato,
    descartar,
    desfazer_vinculo,
    reabrir,
    vincular,
)
from gsan_desk.services.progis.relatos import Relato
from gsan_desk.services.solicitante.adicao import SolicitanteAdicionado
from gsan_desk.ui.bridge import Ponte, abrir_dialogo
from gsan_desk.ui.progis import textos
from gsan_desk.ui.progis.descarte import DialogoDescarte
from gsan_desk.ui.progis.juntos import Resultado, decidir
from gsan_desk.ui.trabalho import Trabalho

Avisar = Callable[[frozenset[int], int | None], object]


class Vinculador:
    """Attaches reports to RAs; the same report to the same RA under the same key, however often it is tried."""

    def __init__(self, ponte: Ponte) -> None:
        self._ponte = ponte
        self._chaves: dict[tuple[int, int], UUID] = {}

    async def um(self, relato: Relato, ra: int, *, reiterar: bool = False) -> SolicitanteAdicionado:
        """Attach one.

        Raises:
            ErroDeUso: as the use case.
        """
        chave = self._chaves.setdefault((relato.id, ra), uuid4())
        comando = VincularRelato(chave, relato.id, relato.versao, ra, reiterar)
        return await self._ponte.executar(vincular, self._ponte.contexto, comando)

    async def varios(
        self, relatos: Sequence[Relato], ra: int, andou: Callable[[int, int], object] = lambda _f, _t: None
    ) -> Resultado:
        """Attach each that can be."""
        return await decidir(relatos, lambda relato: self.um(relato, ra), andou)


class Decisoes:
    """What the buttons of the analysis do.

    Args:
        decidiu: hears of the reports that were decided, and of the RA that changed by it.
    """

    def __init__(self, ponte: Ponte, trabalho: Trabalho, dono: QWidget, decidiu: Avisar) -> None:
        self._ponte, self._trabalho, self._dono, self._decidiu = ponte, trabalho, dono, decidiu
        self._vinculador = Vinculador(ponte)

    async def vincular(self, relato: Relato, ra: Candidato, outros: Sequence[Relato], *, reiterar: bool) -> None:
        """Attach the report to an RA."""
        if not await self._confirmado(relato, ra, outros):
            return
        ocupado = self._trabalho.ocupado
        with ocupado.ocupar("Vinculando…", cancelavel=bool(outros)):
            feito = await self._vinculador.um(relato, ra.numero, reiterar=reiterar)
            resto = await self._vinculador.varios(outros, ra.numero, ocupado.progresso)
        sms = f" SMS na fila para {textos.telefone(relato)}." if feito.sms else ""
        self._dizer(f"Relato vinculado ao RA {ra.numero}. Protocolo {feito.protocolo}.{sms}", resto, "vinculado(s)")
        self._decidiu(frozenset({relato.id, *resto.feitos}), ra.numero)

    async def descartar(self, relato: Relato, outros: Sequence[Relato]) -> None:
        """Ask for the reason and discard."""
        resto = Resultado()

        async def fazer(motivo: str) -> None:
            nonlocal resto
            await self._descartar_um(relato, motivo)
            resto = await decidir(outros, lambda outro: self._descartar_um(outro, motivo))

        dialogo = DialogoDescarte(self._ponte, 1 + len(outros), fazer, self._dono.window())
        feito = await abrir_dialogo(dialogo)
        dialogo.deleteLater()
        if feito:
            self._dizer("Relato descartado.", resto, "descartado(s)")
            self._decidiu(frozenset({relato.id, *resto.feitos}), None)

    async def reabrir(self, relato: Relato) -> None:
        """Take a discarding back."""
        with self._trabalho.ocupado.ocupar("Reabrindo…", cancelavel=False):
            await self._ponte.executar(reabrir, self._ponte.contexto, relato.id, relato.versao)
        self._dizer("Relato reaberto: está de novo na lista.", Resultado(), "")
        self._decidiu(frozenset({relato.id}), None)

    async def desfazer(self, relato: Relato) -> None:
        """Take a bond back."""
        pergunta = f"Desfazer o vínculo com o RA {relato.ra}? A mensagem que espera é cancelada."
        opcoes = [("Desfazer (&1)", True), ("Voltar (&0)", False)]
        if not await self._trabalho.barra.perguntar(pergunta, opcoes):
            return
        with self._trabalho.ocupado.ocupar("Desfazendo…", cancelavel=False):
            await self._ponte.executar(desfazer_vinculo, self._ponte.contexto, relato.id, relato.versao)
        self._dizer("Vínculo desfeito: o relato está de novo na lista.", Resultado(), "")
        self._decidiu(frozenset({relato.id}), relato.ra)

    async def _confirmado(self, relato: Relato, ra: Candidato, outros: Sequence[Relato]) -> bool:
        """Have the person look once more: the citizen is told at once."""
        quais = "este relato" if not outros else f"este e mais {len(outros)} relato(s)"
        longe = f", a {textos.distancia(ra)}" if ra.distancia is not None else ""
        respostas = textos.resposta(relato)
        if any(recebe_sms(outro.telefone) for outro in outros):
            respostas = "Cada telefone que recebe SMS recebe um protocolo próprio."
        opcoes = [("Vincular (&1)", True), ("Voltar (&0)", False)]
        pergunta = f"Vincular {quais} ao RA {ra.numero}{longe}? {respostas}"
        return bool(await self._trabalho.barra.perguntar(pergunta, opcoes))

    async def _descartar_um(self, relato: Relato, motivo: str) -> None:
        comando = DescartarRelato(relato.id, relato.versao, motivo)
        await self._ponte.executar(descartar, self._ponte.contexto, comando)

    def _dizer(self, texto: str, resto: Resultado, feito: str) -> None:
        escrito = "\n".join(p for p in (texto, resto.texto(f"próximo(s) {feito}")) if p)
        falar = self._trabalho.barra.avisar if resto.recusados else self._trabalho.barra.confirmar
        falar(escrito, chave="feito")
