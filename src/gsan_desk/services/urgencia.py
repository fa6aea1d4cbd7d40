"""Notices to every user of the unit that holds an RA [UC0366 SB0034]."""

from datetime import datetime

from sqlalchemy import insert, literal, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import NAO, SIM
from gsan_desk.models.atendimentopublico import VisualizacaoRegistroAtendimentoUrgencia as Aviso
from gsan_desk.models.base import proximo_id
from gsan_desk.models.seguranca import Usuario


def avisar(session: Session, ra_id: int, unidade_id: int, agora: datetime, *, reiteracao: bool = False) -> None:
    """Raise one notice a user, as urgent or as insisted upon; one statement."""
    da_unidade = select(
        proximo_id(Aviso),
        literal(ra_id),
        Usuario.id,
        literal(NAO),
        literal(NAO),
        literal(SIM if reiteracao else NAO),
        literal(agora),
    ).where(Usuario.unidade_id == unidade_id)
    colunas = [
        Aviso.id,
        Aviso.registro_atendimento_id,
        Aviso.usuario_id,
        Aviso.indicador_visualizacao,
        Aviso.indicador_tramite,
        Aviso.indicador_reiteracao,
        Aviso.ultima_alteracao,
    ]
    session.execute(insert(Aviso).from_select(colunas, da_unidade))
