"""What Reativar writes [UC0426].

Encerrar writes nothing by itself [UC0435]: the server's function does, which owns the tables and judges by itself.
The rows that hang on a reactivated RA pass the policies of Inserir, as those of any RA of the transaction; its
Unidade de Atendimento is one that opens RAs and for which the person may act [UC0419].
"""

from gsan_desk.database.papeis.escrita import ATENDENTE, SOU_EU, Escrita, Familia

_ESCRITAS = (
    Escrita(
        "registro_atendimento",
        "rgat_idreativacao IS NOT NULL AND rgat_cdsituacao = 1 AND amen_id IS NULL AND rgat_tmencerramento IS NULL"
        " AND rgat_idduplicidade IS NULL AND sncm_id IS NULL AND rgat_idmanual IS NULL"
        f" AND rgat_tmregistroatendimento <= localtimestamp AND {SOU_EU} IS NOT NULL"
        " AND gsan_desk.pode_reativar(rgat_idreativacao, step_id, imov_id, unid_idatual)",
    ),
)
FAMILIA = Familia("encerramento", ATENDENTE, _ESCRITAS)
