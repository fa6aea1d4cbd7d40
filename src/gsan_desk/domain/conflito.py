"""Two people change the same thing: what was read, mine and theirs, compared field by field (spec 10 §2.14)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import Any, TypeVar

from gsan_desk.domain.erros import Conflito
from gsan_desk.domain.registro_atendimento import Endereco

T = TypeVar("T")
DESCONHECIDO = "outra pessoa"


class Escolha(StrEnum):
    """What the person decided for a field in conflict."""

    MEU = "meu"
    DELES = "deles"


@dataclass(frozen=True, slots=True)
class CampoEmConflito:
    """A field that both changed, each to another value; the texts are what the screen shows of the values."""

    campo: str
    rotulo: str
    lido: Any
    meu: Any
    deles: Any
    texto_lido: str = ""
    texto_meu: str = ""
    texto_deles: str = ""


class ConflitoDeCampos(Conflito):
    """Somebody else's change overlaps this one; nothing was written, and every field waits for a decision.

    ``armazenado`` is the state in the base: the command that goes on carries it together with the decisions.
    """

    def __init__(
        self, campos: tuple[CampoEmConflito, ...], quem: str | None, quando: datetime | None, armazenado: Any
    ) -> None:
        nomes = ", ".join(dict.fromkeys(campo.rotulo for campo in campos))
        super().__init__(f"Alterado também por {quem or DESCONHECIDO}: {nomes}.", quem)
        self.campos = campos
        self.quando = quando
        self.armazenado = armazenado


def essencia(valor: Any) -> Any:
    """Reduce a value to what the base stores of it, so that the same thing written differently is no change."""
    if isinstance(valor, str):
        return "\n".join(valor.splitlines()).strip()
    if isinstance(valor, time):
        return valor.replace(second=0, microsecond=0)
    if isinstance(valor, Endereco):
        return (
            valor.logradouro_bairro_id,
            valor.logradouro_cep_id,
            essencia(valor.numero),
            essencia(valor.complemento),
            valor.perimetro_inicial_id,
            valor.perimetro_final_id,
        )
    return tuple(essencia(parte) for parte in valor) if isinstance(valor, tuple) else valor


@dataclass(slots=True)
class Fusao:
    """Merge of three versions; collects the fields that no decision settles, and those that only they changed."""

    decisoes: Mapping[str, Escolha] = field(default_factory=dict)
    conflitos: list[CampoEmConflito] = field(default_factory=list)
    mantidos: list[str] = field(default_factory=list)

    def fundir(self, campo: str, rotulo: str, versoes: tuple[T, T, T], chave: Callable[[T], Any] = essencia) -> T:
        """Give mine or theirs of (read, mine, theirs); ``chave`` says what of a value counts.

        While nobody decided, mine stands in and the conflict is noted. What is the same stays as it is stored.
        """
        lido, meu, deles = versoes
        do_lido, do_meu, do_deles = map(chave, versoes)
        if do_meu in (do_deles, do_lido):
            if do_meu != do_deles:
                self.mantidos.append(rotulo)
            return deles
        if do_deles == do_lido:
            return meu
        escolha = self.decisoes.get(campo)
        if escolha is None:
            self.conflitos.append(CampoEmConflito(campo, rotulo, lido, meu, deles))
        return deles if escolha is Escolha.DELES else meu
