"""What a person asks of Filtrar and Pesquisar RA [UC0406, UC0443]."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gsan_desk.domain.codigos import SituacaoRA

INICIO_DOS_TEMPOS = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Periodo:
    """Two days, both included."""

    inicial: date | None = None
    final: date | None = None

    @property
    def informado(self) -> bool:
        """Tell whether any end was given."""
        return self.inicial is not None or self.final is not None

    def fechado(self) -> "Periodo":
        """Give a period with only the last day its beginning, as GSAN does."""
        if self.inicial is None and self.final is not None:
            return replace(self, inicial=INICIO_DOS_TEMPOS)
        return self


@dataclass(frozen=True, slots=True)
class FiltroRA:
    """All fields of the filter (spec 10 §8.1), joined with AND; empty matches anything.

    ``numero_manual`` is as typed (:mod:`gsan_desk.domain.numero_manual` reads it); ``situacao`` ``None`` is Todos.
    ``prevista`` (the current Data Prevista) and ``sem_unidade_atual`` are not GSAN's: the Painel leads to them.
    """

    numero: int | None = None
    protocolo: str = ""
    numero_manual: str = ""
    reiteracoes_de: int | None = None
    reiteracoes_ate: int | None = None
    imovel_id: int | None = None
    login: str = ""
    situacao: SituacaoRA | None = None
    so_coordenadas_sem_logradouro: bool = False
    tipo_ids: tuple[int, ...] = ()
    especificacao_ids: tuple[int, ...] = ()
    perfil_ids: tuple[int, ...] = ()
    motivo_encerramento_ids: tuple[int, ...] = ()
    atendimento: Periodo = Periodo()
    encerramento: Periodo = Periodo()
    tramitacao: Periodo = Periodo()
    prevista: Periodo = Periodo()
    sem_unidade_atual: bool = False
    unidade_atendimento_id: int | None = None
    unidade_atual_id: int | None = None
    unidade_superior_id: int | None = None
    unidade_anterior_id: int | None = None
    municipio_id: int | None = None
    bairro_id: int | None = None
    bairro_area_id: int | None = None
    logradouro_id: int | None = None
    cliente_id: int | None = None

    @property
    def identifica(self) -> bool:
        """Tell whether a number alone finds the RA, so that no period is demanded."""
        return bool(self.numero or self.imovel_id or self.numero_manual or self.protocolo)

    def normalizado(self) -> "FiltroRA":
        """Empty what the other fields make meaningless and close the open periods (spec 10 §8.1)."""
        sem_periodos = bool(self.numero or self.imovel_id or self.protocolo)
        sem_atendimento = sem_periodos or bool(self.numero_manual) or self.situacao is SituacaoRA.ENCERRADO
        sem_encerramento = sem_periodos or self.situacao is SituacaoRA.PENDENTE
        return replace(
            self,
            especificacao_ids=self.especificacao_ids if len(self.tipo_ids) < 2 else (),
            motivo_encerramento_ids=() if self.situacao is SituacaoRA.PENDENTE else self.motivo_encerramento_ids,
            atendimento=Periodo() if sem_atendimento else self.atendimento.fechado(),
            encerramento=Periodo() if sem_encerramento else self.encerramento.fechado(),
            tramitacao=Periodo() if sem_periodos else self.tramitacao.fechado(),
            prevista=Periodo() if sem_periodos else self.prevista.fechado(),
        )


def periodo_padrao(hoje: date) -> Periodo:
    """Build the period with which the screen opens: as many days as the previous month has, up to today."""
    mes_anterior = hoje.replace(day=1) - timedelta(days=1)
    dias = monthrange(mes_anterior.year, mes_anterior.month)[1]
    return Periodo(hoje - timedelta(days=dias - 1), hoje)
