"""What the supervisor's tables and the commands of closing write [UC1159, UC1091, UC0735, UC0736]."""

from gsan_desk.database.papeis.escrita import ADMIN, SOU_EU, SUPERVISOR, Escrita, Familia
from gsan_desk.models import desk

_RESPONDO = "gsan_desk.respondo_pelo_comando(usur_id, unid_idatual, unid_idsuperior)"
_SEM_EXECUCAO = (
    "EXISTS (SELECT 1 FROM atendimentopublico.atend_motivo_encmt m WHERE m.amen_id = ra_encerramento_comando.amen_id"
    " AND m.amen_icuso = 1 AND m.amen_icexecucao <> 1 AND m.amen_icduplicidade <> 1)"
)
_RECEBE = f"{SOU_EU} IS NOT NULL AND gsan_desk.unidade_recebe(unid_id)"

_ESCRITAS = (
    Escrita("espec_unid_cobr", _RECEBE, remover=f"{SOU_EU} IS NOT NULL"),
    Escrita("local_espec_unidade", _RECEBE, remover=f"{SOU_EU} IS NOT NULL"),
    Escrita(
        "ra_encerramento_comando",
        f"raec_tmrealizacao IS NULL AND raec_qtraencerradas IS NULL AND raec_qtosencerradas IS NULL"
        f" AND {_SEM_EXECUCAO} AND {_RESPONDO}",
        "seq_ra_encerramento_comando",
        alterar=f"raec_tmrealizacao IS NULL AND gsan_desk.executa_comandos() AND {_RESPONDO}",
        alterada=_RESPONDO,
        colunas=("raec_tmrealizacao", "raec_qtraencerradas", "raec_qtosencerradas", "raec_tmultimaalteracao"),
    ),
    Escrita(
        "base",
        esquema="gsan_desk",
        alterar=f"pg_has_role(session_user, 'gsan_desk_supervisor', 'member') AND {SOU_EU} IS NOT NULL",
        colunas=("centralizadora_por_localidade",),
    ),
    Escrita("ra_encmt_comando_espec", "gsan_desk.comando_desta_transacao(raec_id)", "seq_ra_encmt_comando_espec"),
)
_NOSSAS = ((desk.ComandoRA, f"usur_id = {SOU_EU} AND gsan_desk.ra_cabe_no_comando(raec_id, rgat_id)"),)
FAMILIA = Familia("configuracao", SUPERVISOR, _ESCRITAS, _NOSSAS)
VERSAO = Familia(
    "versao",
    ADMIN,
    (
        Escrita(
            "base",
            esquema="gsan_desk",
            alterar=f"pg_has_role(session_user, '{ADMIN}', 'member') AND {SOU_EU} IS NOT NULL",
            colunas=("cliente_atual", "cliente_minimo", "instalador", "instalador_sha256"),
        ),
    ),
)
