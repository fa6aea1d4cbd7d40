"""What somebody says who asks again about an RA [UC0425]."""

from dataclasses import dataclass
from datetime import date, datetime

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.imovel import ClienteFato
from gsan_desk.domain.registro_atendimento import Solicitante


@dataclass(frozen=True, slots=True)
class Reiterar:
    """Command of Reiterar; the protocolo, drawn when the screen opens, also makes it idempotent.

    ``versao`` is the stamp of the RA as the screen read it; ``None`` takes the RA as it is now. Of the solicitante no
    funcionário, e-mail or SMS is asked; ``fones_obrigatorios`` is false where no phone could be typed.
    """

    ra: int
    protocolo: str
    versao: datetime | None
    solicitante: Solicitante
    observacao: str = ""
    fones_obrigatorios: bool = True


@dataclass(frozen=True, slots=True)
class EstadoDoRA:
    """What decides whether an RA may be reiterated now; ``antes_do_prazo`` is the parameter that lifts the date."""

    hoje: date
    situacao: SituacaoRA
    data_prevista: date
    unidade_atual_id: int | None
    unidade_atendimento_id: int | None
    antes_do_prazo: bool = False


@dataclass(frozen=True, slots=True)
class FatosReiterante:
    """What the base says of who asks again; ``*_hoje`` tell that the same reiterated this RA today."""

    cliente: ClienteFato | None = None
    cliente_hoje: bool = False
    unidade_hoje: bool = False


@dataclass(frozen=True, slots=True)
class Reiterado:
    """What was written; ``ja_existia`` tells that this protocolo had been written before."""

    id: int
    ra: int
    protocolo: str
    reiteracoes: int
    ja_existia: bool = False


class ReiteracaoRecusada(RegraViolada):
    """The RA cannot be reiterated now; before its deadline the caller may be attached as solicitante instead."""

    def __init__(self, motivo: Violacao) -> None:
        super().__init__(motivo)
        self.motivo = motivo

    @property
    def oferecer_solicitante(self) -> bool:
        """Tell whether Adicionar Solicitante is to be offered."""
        return self.motivo.codigo == "M51"
