"""Opening Encerrar RA: may it be closed, and what the screen offers (spec 20 §9.2, §9.3)."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto, MotivoEncerramento
from gsan_desk.domain.encerramento import EncerramentoRecusado, FatosDoEncerramento
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.regras.encerramento import impedimento, informa_data
from gsan_desk.services.encerramento.fatos import do_ra, montar
from gsan_desk.services.linhas_json import Consulta
from gsan_desk.services.ra_consultar import RAConsulta, colecoes, consultar_com
from gsan_desk.services.ra_consultar.pessoas import NUMERO


@dataclass(frozen=True, slots=True)
class EncerramentoAberto:
    """What the screen starts with; ``chave`` makes the RA that the especificação chains idempotent."""

    ra: RAConsulta
    fatos: FatosDoEncerramento
    motivos: tuple[MotivoEncerramento, ...]
    informa_data: bool
    chave: UUID

    @property
    def versao(self) -> datetime:
        """Stamp of the RA as it was read."""
        return self.fatos.ultima_alteracao

    @property
    def ordens(self) -> tuple[tuple[int, datetime], ...]:
        """Open OS with their stamps, as they were read."""
        return tuple((ordem.id, ordem.ultima_alteracao) for ordem in self.fatos.ordens_abertas)


def abrir(session: Session, contexto: Contexto, ra: int) -> EncerramentoAberto:
    """Check that the RA may be closed by this person, and give the reasons in use; two statements.

    Raises:
        RegraViolada: there is no such RA (M70), or no reason to choose (M34).
        EncerramentoRecusado: it cannot be closed as it stands, or not by this person.
    """
    lido, linha = consultar_com(session, ra, _consulta())
    achado = montar(linha.fatos)
    if motivo := impedimento(achado, contexto.operador):
        raise EncerramentoRecusado(motivo)
    motivos = tuple(m for m in contexto.dominios.motivos_encerramento.values() if m.em_uso)
    if not motivos:
        raise RegraViolada(violacao("M34", tabela="Motivo do Encerramento"))
    return EncerramentoAberto(lido, achado, motivos, informa_data(contexto), uuid4())


@cache
def _consulta() -> Consulta:
    """Build once what Consultar RA reads with the facts beside it."""
    return colecoes.consulta().add_columns(do_ra(NUMERO).label("fatos"))
