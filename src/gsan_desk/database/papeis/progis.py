"""Who brings citizens' reports in, and who decides about them (spec 40 §2.3).

What a row may become is judged by the triggers of the table, for everybody alike.
"""

from gsan_desk.database.papeis.escrita import ATENDENTE, INTAKE, SOU_EU, SUPERVISOR, Escrita, Familia
from gsan_desk.domain.relato import ORIGEM_BALCAO, ORIGEM_SIMULADA

_NOSSO = "gsan_desk"
_EU = f"{SOU_EU} IS NOT NULL"
_DO_APLICATIVO = f"pg_has_role(session_user, '{INTAKE}', 'member')"
_DO_BALCAO = f"origem IN ('{ORIGEM_BALCAO}', '{ORIGEM_SIMULADA}') AND {_EU}"
_DECISAO = ("situacao", "rgat_id", "raso_id", "motivo_descarte", "reservado_por", "reservado_ate")
_AJUSTES = (
    "raio_metros",
    "dias_encerrados",
    "dias_mesmo_telefone",
    "relatos_por_telefone_dia",
    "zona_utm",
    "meso_id",
    "step_idagua",
    "step_idesgoto",
    "protocolo_do_principal",
)
ENTRADA = Familia(
    "intake",
    INTAKE,
    (
        Escrita("relato_cidadao", _DO_APLICATIVO, esquema=_NOSSO),
        Escrita("relato_foto", _DO_APLICATIVO, esquema=_NOSSO),
    ),
)
DECISAO = Familia(
    "relatos",
    ATENDENTE,
    (
        Escrita("relato_cidadao", _DO_BALCAO, alterar=_EU, colunas=_DECISAO, esquema=_NOSSO),
        Escrita("relato_foto", _DO_BALCAO, esquema=_NOSSO),
    ),
)
AJUSTES = Familia(
    "relatos_ajustes", SUPERVISOR, (Escrita("relato_ajustes", alterar=_EU, colunas=_AJUSTES, esquema=_NOSSO),)
)
