"""What Tramitar Conjunto writes of its own: the log of each run, by who runs it [UC0503].

The RAs themselves are moved by ``gsan_desk.tramitar``. A result is written once; a run goes with its items when old.
"""

from gsan_desk.database.papeis.escrita import SOU_EU, SUPERVISOR, Escrita, Familia

_MINHA = (
    "conjunto IN (SELECT c.id FROM gsan_desk.tramite_conjunto c WHERE c.usur_id = (SELECT gsan_desk.operador_id()))"
)
_NOSSO = "gsan_desk"
_RESULTADO = ("resultado", "codigo", "mensagem", "unid_idorigem", "versao_gravada", "quando")

_ESCRITAS = (
    Escrita(
        "tramite_conjunto",
        f"usur_id = {SOU_EU}",
        remover=f"usur_id = {SOU_EU} AND criado_em < now() - interval '30 days'",
        esquema=_NOSSO,
    ),
    Escrita("tramite_conjunto_pedido", _MINHA, esquema=_NOSSO),
    Escrita(
        "tramite_conjunto_item",
        f"resultado = 0 AND {_MINHA}",
        alterar=f"resultado = 0 AND {_MINHA}",
        alterada=_MINHA,
        colunas=_RESULTADO,
        esquema=_NOSSO,
    ),
)
FAMILIA = Familia("tramite_conjunto", SUPERVISOR, _ESCRITAS)
