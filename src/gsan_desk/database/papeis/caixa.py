"""What the Caixa da unidade writes: the person has seen the warnings of urgency that are theirs (spec 20 §5.10)."""

from gsan_desk.database.papeis.escrita import ATENDENTE, SOU_EU, Escrita, Familia

_ESCRITAS = (
    Escrita(
        "visualizacao_ra_urgencia",
        alterar=f"usur_id = {SOU_EU}",
        alterada=f"usur_id = {SOU_EU} AND vrau_icvisualiza = 1",
        colunas=("vrau_icvisualiza", "vrau_tmultimaalteracao"),
    ),
)
FAMILIA = Familia("caixa", ATENDENTE, _ESCRITAS)
