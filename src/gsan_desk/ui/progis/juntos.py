"""One decision for several reports: each in a transaction of its own, and at the end what was done and what was not."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from gsan_desk.domain.erros import BancoIndisponivel, ErroDeUso
from gsan_desk.services.progis.relatos import Relato
from gsan_desk.ui.bridge import descrever_erro

NAO_CHEGOU = "Não chegou a vez dele."


@dataclass(frozen=True, slots=True)
class Resultado:
    """What became of the reports."""

    feitos: tuple[int, ...] = ()
    recusados: tuple[tuple[int, str], ...] = ()

    def texto(self, feito: str) -> str:
        """Say it: ``feito`` is what was done, in the plural."""
        partes = [f"{len(self.feitos)} relato(s) {feito}."] if self.feitos else []
        partes += [f"Relato {id_}: {motivo}" for id_, motivo in self.recusados]
        return "\n".join(partes)


async def decidir(
    relatos: Sequence[Relato],
    fazer: Callable[[Relato], Awaitable[object]],
    andou: Callable[[int, int], object] = lambda _feitos, _total: None,
) -> Resultado:
    """Do it to each; a refusal stops no other, a server that is away or Cancelar stops the rest."""
    feitos: list[int] = []
    recusados: list[tuple[int, str]] = []
    parou = ""
    for relato in relatos:
        if parou:
            recusados.append((relato.id, parou))
            continue
        try:
            await fazer(relato)
            feitos.append(relato.id)
        except (BancoIndisponivel, asyncio.CancelledError) as erro:
            parou = NAO_CHEGOU
            dito = descrever_erro(erro).mensagem if isinstance(erro, ErroDeUso) else "Cancelado."
            recusados.append((relato.id, dito))
        except ErroDeUso as erro:
            recusados.append((relato.id, descrever_erro(erro).mensagem))
        andou(len(feitos) + len(recusados), len(relatos))
    return Resultado(tuple(feitos), tuple(recusados))
