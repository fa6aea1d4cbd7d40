"""What Devolução de Valores writes in our own schema (spec 40 §3.1 to §3.4)."""

from gsan_desk.database.papeis.cadastros import CONHECIDO
from gsan_desk.database.papeis.escrita import (
    ADMIN,
    ATENDENTE,
    DESTA_OU_MANTEM,
    MANTEM,
    SUPERVISOR,
    Escrita,
    Familia,
)
from gsan_desk.domain.devolucao import PERMISSAO

NOSSO = "gsan_desk"
_PEDIDO = (
    f"({DESTA_OU_MANTEM}) AND NOT devolvido AND gdev_id IS NULL AND crar_id IS NULL"
    f" AND (tipo <> 3 OR gsan_desk.tem_permissao_nossa('{PERMISSAO}'))"
    " AND valor_devolver <= gsan_desk.valor_devolvivel(tipo, pgmt_id, imov_id)"
    " AND gsan_desk.pagamento_livre(rgat_id, pgmt_id)"
)
FAMILIA = Familia(
    "devolucao",
    ATENDENTE,
    (
        Escrita(
            "ra_devolucao_item",
            _PEDIDO,
            alterar=f"NOT devolvido AND ({MANTEM})",
            alterada="devolvido AND gsan_desk.devolvido_por(rgat_id, gdev_id, crar_id)",
            colunas=("devolvido", "gdev_id", "crar_id", "tmultimaalteracao"),
            remover=f"NOT devolvido AND ({MANTEM})",
            esquema=NOSSO,
        ),
    ),
)
ESPECIFICACAO = Familia(
    "espec_devolucao",
    SUPERVISOR,
    (
        Escrita(
            "espec_devolucao",
            CONHECIDO,
            alterar=CONHECIDO,
            alterada=CONHECIDO,
            colunas=("icpagamentoamaior", "iccobradoindevidamente"),
            remover=CONHECIDO,
            esquema=NOSSO,
        ),
    ),
)
PERMISSOES = Familia(
    "permissoes",
    ADMIN,
    (
        Escrita("permissao", CONHECIDO, remover=CONHECIDO, esquema=NOSSO),
        Escrita("permissao_gsan", CONHECIDO, remover=CONHECIDO, esquema=NOSSO),
    ),
)
