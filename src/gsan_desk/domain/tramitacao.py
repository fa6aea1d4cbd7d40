"""What is known of an RA, and asked of it, when it goes from one unit to another [UC0427, UC0503]."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.erros import RegraViolada, Violacao

PARECER_MAXIMO = 400
PRAZO_DO_DESFAZER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Tramite:
    """One trâmite as asked for.

    No ``responsavel_id`` is the person logged in; neither ``data`` nor ``hora`` is the server's clock (spec 20 §5.4).
    """

    unidade_destino_id: int
    responsavel_id: int | None = None
    data: date | None = None
    hora: time | None = None
    parecer: str = ""

    @property
    def na_hora(self) -> bool:
        """Tell that nobody touched date and hour."""
        return self.data is None and self.hora is None


@dataclass(frozen=True, slots=True)
class TramitarRA:
    """Command of the individual screen; ``versao`` is the stamp of the RA as the screen read it."""

    ra: int
    versao: datetime
    unidade_destino_id: int | None
    responsavel_id: int | None = None
    data: date | None = None
    hora: time | None = None
    parecer: str = ""


@dataclass(frozen=True, slots=True)
class RATramitado:
    """What was written; ``ja_existia`` tells that the same command had been written before."""

    ra: int
    unidade_destino_id: int
    momento: datetime
    versao: datetime
    ja_existia: bool = False


@dataclass(frozen=True, slots=True)
class Agora:
    """What holds for every RA judged by one reading: the server's clock, the parameters, and who asks.

    ``controle`` is ``parm_iccontroletramitacaora``; ``unidade_tarifa_social`` speaks of the person's unit;
    ``por_localidade`` lets a centralizadora take RAs of its localidade whatever the grupo (spec 20 §5.5, case 5b).
    """

    momento: datetime
    controle: bool = True
    unidade_id: int | None = None
    unidade_tarifa_social: bool = False
    por_localidade: bool = False


@dataclass(frozen=True, slots=True)
class UltimoTramite:
    """The latest trâmite of an RA; ``ultima_alteracao`` is when it was written."""

    id: int
    momento: datetime
    unidade_origem_id: int
    unidade_destino_id: int
    usuario_registro_id: int
    usuario_responsavel_id: int
    parecer: str
    ultima_alteracao: datetime


@dataclass(frozen=True, slots=True)
class OrdensDoRA:
    """The OS of an RA, by what the rules ask: how many are in each state, and one that waits for another."""

    em_andamento: int = 0
    aguardando: int = 0
    os_referencia_id: int | None = None
    programadas: int = 0
    pendentes: int = 0
    terceirizadas: int = 0


@dataclass(frozen=True, slots=True)
class FatosDoTramite:
    """An RA as the rules of the trâmite see it.

    ``mantem`` is the server's answer to [UC0419] for the unit that holds it; ``centralizadora_id`` that of its
    localidade and grupo, ``centralizadoras`` those of every unit tied to its localidade.
    """

    numero: int
    situacao: SituacaoRA
    ultima_alteracao: datetime
    data_atendimento: datetime
    agora: Agora
    unidade_atual_id: int | None = None
    unidade_atual_tipo: str = ""
    mantem: bool = False
    especificacao_id: int = 0
    tarifa_social: bool = False
    urgente: bool = False
    localidade_id: int | None = None
    divisao_esgoto_id: int | None = None
    centralizadora_id: int | None = None
    centralizadoras: frozenset[int] = frozenset()
    ordens: OrdensDoRA = OrdensDoRA()
    ultimo: UltimoTramite | None = None

    @property
    def ultimo_tramite(self) -> datetime | None:
        """Date and hour of the latest trâmite."""
        return self.ultimo.momento if self.ultimo is not None else None


@dataclass(frozen=True, slots=True)
class Destino:
    """A unit to which an RA may go; ``tipo`` is ``untp_cdtipo``, empty for an ordinary unit."""

    id: int
    descricao: str
    ativa: bool
    aceita_tramite: bool
    tipo: str = ""


class TramiteRecusado(RegraViolada):
    """The RA cannot be forwarded as it stands, whatever is typed."""

    def __init__(self, motivo: Violacao) -> None:
        super().__init__(motivo)
        self.motivo = motivo
