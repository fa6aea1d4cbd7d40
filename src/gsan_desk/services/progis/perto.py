"""The search of RAs that may be the same, asked by Inserir RA, and the photos of one of them (issue 6, point 3)."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.relato import FOTO_MAXIMA, FOTOS_MAXIMAS
from gsan_desk.models.atendimentopublico import RegistroAtendimentoAnexo as Anexo
from gsan_desk.services.progis import ajustes
from gsan_desk.services.progis.candidatos import Candidato, Lugar, candidatos

_IMAGENS = ("jpg", "jpeg", "png")


def parecidos(
    session: Session, contexto: Contexto, lugar: Lugar, especificacao_id: int | None
) -> tuple[Candidato, ...]:
    """List the RAs that may be the one about to be opened, with the reach that the settings say; two statements."""
    alcance = ajustes.ler(session).alcance
    return candidatos(session, contexto, lugar, () if especificacao_id is None else (especificacao_id,), alcance)


def fotos_do_ra(session: Session, ra: int) -> tuple[bytes, ...]:
    """Give the first photos among the attachments of an RA; one statement."""
    consulta = (
        select(Anexo.documento)
        .where(
            Anexo.registro_atendimento_id == ra,
            func.lower(func.btrim(Anexo.extensao)).in_(_IMAGENS),
            func.octet_length(Anexo.documento) <= FOTO_MAXIMA,
        )
        .order_by(Anexo.id)
    )
    return tuple(session.scalars(consulta.limit(FOTOS_MAXIMAS)))
