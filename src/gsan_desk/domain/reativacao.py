"""What is known of a closed RA, and asked of the one that takes its place [UC0426]."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from gsan_desk.domain.codigos import AssociacaoRA, SituacaoRA, TipoAtendimento
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.registro_atendimento import Local

PARECER_MAXIMO = 200
OBSERVACAO_MAXIMA = 200
PARECER_PADRAO = "TRAMITE GERADO PELO SISTEMA"


@dataclass(frozen=True, slots=True)
class ReativarRA:
    """Command of the screen; ``chave`` makes it idempotent, ``versao`` is the stamp of the closed RA as it was read.

    On line, date and hour are the server's clock whatever is given.
    """

    ra: int
    versao: datetime
    chave: UUID
    tipo_atendimento: TipoAtendimento = TipoAtendimento.ONLINE
    data: date | None = None
    hora: time | None = None
    espera_inicial: time | None = None
    espera_final: time | None = None
    meio_id: int | None = None
    unidade_id: int | None = None
    motivo_id: int | None = None
    unidade_destino_id: int | None = None
    parecer: str = ""
    observacao: str = ""


@dataclass(frozen=True, slots=True)
class RAReativado:
    """What was written; ``ja_existia`` tells that the same key had been registered before."""

    ra: int
    numero: int
    protocolo: str
    ordem_servico: int | None = None
    ja_existia: bool = False


@dataclass(frozen=True, slots=True)
class Avisado:
    """The principal solicitante of the closed RA: protocolo, and the consent to be told by SMS."""

    solicitante_id: int
    protocolo: str
    enviar_sms: bool = False
    numero: str | None = None


@dataclass(frozen=True, slots=True)
class FatosDaReativacao:
    """A closed RA as the rules of the reactivation see it; ``mantem`` is the server's answer to [UC0419]."""

    numero: int
    situacao: SituacaoRA
    ultima_alteracao: datetime
    agora: datetime
    lugar: Local
    codificacao: str = "UTF8"
    unidade_atual_id: int | None = None
    unidade_atual: str = ""
    mantem: bool = False
    especificacao_id: int = 0
    endereco: str = ""
    associacao: AssociacaoRA = AssociacaoRA.NENHUMA
    associado_id: int | None = None
    avisado: Avisado | None = None
    modelo_sms: str | None = None
    existente: RAReativado | None = None


class ReativacaoRecusada(RegraViolada):
    """The RA cannot be reactivated, whatever is typed."""

    def __init__(self, motivo: Violacao) -> None:
        super().__init__(motivo)
        self.motivo = motivo
