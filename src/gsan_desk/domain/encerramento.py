"""What is known of an RA, and asked of it, when it is closed, one or many [UC0435]."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from gsan_desk.domain.codigos import SituacaoOS, SituacaoRA
from gsan_desk.domain.erros import ErroDeUso, RegraViolada, Violacao

PARECER_MAXIMO = 400


@dataclass(frozen=True, slots=True)
class Encerramento:
    """How RAs are to be closed; neither ``data`` nor ``hora`` is the server's clock (spec 20 §9.5)."""

    motivo_id: int | None = None
    ra_referencia_id: int | None = None
    data: date | None = None
    hora: time | None = None
    parecer: str = ""
    motivo_nao_cobranca_id: int | None = None

    @property
    def na_hora(self) -> bool:
        """Tell that nobody touched date and hour."""
        return self.data is None and self.hora is None


@dataclass(frozen=True, slots=True)
class EncerrarRA:
    """Command of the individual screen.

    ``versao`` is the stamp of the RA as the screen read it, ``ordens`` those of its open OS by number; ``aceitos``
    are the keys of the questions answered with yes. ``abrir_novo`` answers whether the RA that the especificação
    chains is to be opened, ``None`` while nobody asked; ``chave`` makes that RA idempotent.
    """

    ra: int
    versao: datetime
    encerramento: Encerramento
    ordens: tuple[tuple[int, datetime], ...] = ()
    aceitos: frozenset[str] = frozenset()
    abrir_novo: bool | None = None
    chave: UUID | None = None


@dataclass(frozen=True, slots=True)
class EncerrarVarios:
    """Command for several RAs by one reason; without ``versoes`` each is taken as it is now."""

    ras: tuple[int, ...]
    encerramento: Encerramento
    versoes: tuple[tuple[int, datetime], ...] = ()
    aceitos: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RAEncerrado:
    """What was written; ``ja_existia`` tells that the same command had been written before."""

    ra: int
    momento: datetime
    versao: datetime
    ordens: int = 0
    novo_ra: int | None = None
    ja_existia: bool = False


@dataclass(frozen=True, slots=True)
class VariosEncerrados:
    """What became of several RAs: each is closed, or refused with its reason."""

    encerrados: tuple[RAEncerrado, ...] = ()
    recusados: tuple[tuple[int, Violacao], ...] = ()


@dataclass(frozen=True, slots=True)
class OrdemDoRA:
    """An OS as the closing sees it; ``programada`` tells of an active programming."""

    id: int
    situacao: SituacaoOS
    ultima_alteracao: datetime
    encerramento: datetime | None = None
    com_documento: bool = False
    programada: bool = False

    @property
    def aberta(self) -> bool:
        """Tell whether it is yet to be closed."""
        return self.situacao is not SituacaoOS.ENCERRADA


@dataclass(frozen=True, slots=True)
class Fechamento:
    """The closing that an RA already has."""

    motivo_id: int | None = None
    momento: datetime | None = None
    parecer: str = ""
    usuario_id: int | None = None
    motivo_nao_cobranca_id: int | None = None


@dataclass(frozen=True, slots=True)
class FatosDoEncerramento:
    """An RA as the rules of the closing see it.

    ``mantem`` is the server's answer to [UC0419]; ``referencias`` the RAs of which it is a duplicate, at any remove;
    ``debito_tipo`` the debt that its especificação generates; ``novo_especificacao_id`` the one that it chains.
    """

    numero: int
    situacao: SituacaoRA
    ultima_alteracao: datetime
    data_atendimento: datetime
    agora: datetime
    codificacao: str = "UTF8"
    unidade_atual_id: int | None = None
    unidade_atual: str = ""
    mantem: bool = False
    especificacao_id: int = 0
    especificacao: str = ""
    imovel_id: int | None = None
    localidade_id: int | None = None
    parecer_obrigatorio: bool = False
    debito_tipo_id: int | None = None
    debito_tipo: str = ""
    debito_valor: Decimal | None = None
    novo_especificacao_id: int | None = None
    novo_especificacao: str = ""
    ra_duplicidade_id: int | None = None
    referencias: frozenset[int] = frozenset()
    ordens: tuple[OrdemDoRA, ...] = ()
    fechamento: Fechamento = Fechamento()

    @property
    def ordens_abertas(self) -> tuple[OrdemDoRA, ...]:
        """The OS that are yet to be closed."""
        return tuple(ordem for ordem in self.ordens if ordem.aberta)

    @property
    def ultima_ordem(self) -> datetime | None:
        """When the latest of its OS was closed."""
        momentos = [o.encerramento for o in self.ordens if not o.aberta and o.encerramento is not None]
        return max(momentos, default=None)


@dataclass(frozen=True, slots=True)
class Pergunta:
    """Something that only a person decides; ``chave`` goes back among the accepted ones."""

    chave: str
    texto: str


class EncerramentoRecusado(RegraViolada):
    """The RA cannot be closed as it stands, whatever is typed."""

    def __init__(self, motivo: Violacao) -> None:
        super().__init__(motivo)
        self.motivo = motivo


class PerguntasPendentes(ErroDeUso):
    """The closing waits for answers; nothing was written. ``novo`` asks about the RA that is chained."""

    def __init__(self, perguntas: tuple[Pergunta, ...], novo: str | None = None) -> None:
        super().__init__("; ".join(p.texto for p in perguntas) or novo or "")
        self.perguntas = perguntas
        self.novo = novo
