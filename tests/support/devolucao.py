"""Payments of each kind for the small town, and the especificações that ask them back (spec 40 Part 3)."""

from typing import Any

from sqlalchemy import URL

from gsan_desk.database.dados.linhas import inserir
from gsan_desk.domain.devolucao import PERMISSAO
from tests.support.banco import conectar
from tests.support.cenario import IDS

IMOVEL = IDS.imovel_pagamento_duplicado
A_MAIOR, INDEVIDO = IDS.espec_contas, IDS.espec_matricula
"""The especificações that get the two switches of ours."""
GUIA, DEBITO = 901, 902
DUPLICADO_GUIA, DUPLICADO_DEBITO = 31, 32
EXCEDENTE_CONTA, EXCEDENTE_GUIA = 41, 42
PAGO_CONTA, PAGO_GUIA, PAGO_ANTIGO = 51, 52, 53
CONTA_ABERTA = 911
SQL = f"""
INSERT INTO gsan_desk.espec_devolucao VALUES ({A_MAIOR}, 1, 2), ({INDEVIDO}, 2, 1);
INSERT INTO gsan_desk.permissao VALUES ('{PERMISSAO}', {IDS.usuario_atendente}), ('{PERMISSAO}', 102)
"""
_COMUNS = {"loca_id": 1, "imov_id": IMOVEL, "fntp_id": 1, "dbtp_id": 99, "lict_id": 1, "dcst_idatual": 0}


def montar(dsn: URL) -> None:
    """Add them to the base of one test."""
    with conectar(dsn) as conexao:
        for comando in SQL.split(";\n"):
            conexao.execute(comando.encode())
        lidos = conexao.execute(
            "SELECT pgmt_id, pgmt_amreferenciapagamento, pgmt_dtpagamento FROM arrecadacao.pagamento"
        )
        pagos: dict[Any, Any] = {id_: (referencia, data) for id_, referencia, data in lidos}
        for tabela, linhas in _linhas(pagos):
            inserir(conexao, tabela, linhas)


def _linhas(pagos: dict[Any, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    (recente, dia), (antiga, _) = pagos[1], pagos[2]
    guia = {"gpag_id": GUIA, "gpag_vldebito": 40, "gpag_amreferenciacontabil": recente, "gpag_dtvencimento": dia}
    debito = {"dbac_id": DEBITO, "dbac_vldebito": 25, "dbac_amreferenciacontabil": recente, "qdra_id": 1, "cbfm_id": 1}
    quais = (
        (DUPLICADO_GUIA, "gpag_id", GUIA, "40.00", None, 1),
        (DUPLICADO_DEBITO, "dbac_id", DEBITO, "25.00", None, 1),
        (EXCEDENTE_CONTA, "cnta_id", 5, "90.00", "12.34", 3),
        (EXCEDENTE_GUIA, "gpag_id", GUIA, "55.50", None, 3),
        (PAGO_CONTA, "cnta_id", 5, "80.00", None, 0),
        (PAGO_GUIA, "gpag_id", GUIA, "40.00", None, 0),
    )
    pagamentos = [
        {
            "pgmt_id": id_,
            "imov_id": IMOVEL,
            coluna: documento,
            "pgmt_vlpagamento": valor,
            "pgmt_vlexcedente": excedente,
            "pgmt_dtpagamento": dia,
            "pgmt_amreferenciapagamento": recente if coluna == "cnta_id" else None,
            "pgmt_amreferenciaarrecadacao": recente,
            "pgst_idatual": situacao,
            "loca_id": 1,
            "dotp_id": 1,
            "avbc_id": 1,
        }
        for id_, coluna, documento, valor, excedente, situacao in quais
    ]
    historico = {"pghi_id": PAGO_ANTIGO, "imov_id": IMOVEL, "cnta_id": 6, "pghi_vlpagamento": "80.00"}
    historico |= {"pghi_dtpagamento": dia, "pghi_amreferenciapagamento": antiga, "pghi_amreferenciaarrecadacao": antiga}
    conta = {"cnta_id": CONTA_ABERTA, "imov_id": IMOVEL, "loca_id": 1, "qdra_id": 1, "last_id": 3, "lest_id": 1}
    conta |= {"cstf_id": 1, "dcst_idatual": 0, "cnta_vlagua": "100.00", "cnta_amreferenciaconta": recente + 100}
    conta |= {"cnta_amreferenciacontabil": recente + 100, "cnta_dtvencimentoconta": dia}
    conta |= {"cnta_dtvencimentooriginal": dia}
    return [
        ("faturamento.guia_pagamento_geral", [{"gpag_id": GUIA}]),
        ("faturamento.guia_pagamento", [_COMUNS | guia]),
        ("faturamento.debito_a_cobrar_geral", [{"dbac_id": DEBITO}]),
        ("faturamento.debito_a_cobrar", [_COMUNS | debito]),
        ("faturamento.conta_geral", [{"cnta_id": CONTA_ABERTA}]),
        ("faturamento.conta", [conta]),
        ("faturamento.credito_tipo", [{"crti_id": 5, "lict_id": 1, "crti_dscreditotipo": "DEV. PAGTOS DUPL."}]),
        ("arrecadacao.pagamento", pagamentos),
        (
            "arrecadacao.pagamento_historico",
            [historico | {"pgst_idatual": 0, "loca_id": 1, "dotp_id": 1}],
        ),
    ]


def guia_de_devolucao(base: Any, ra: int, valor: int, conta: int | None = None, guia: int | None = None) -> None:
    """Have GSAN's billing give money back for an RA."""
    base.execute(
        "INSERT INTO arrecadacao.guia_devolucao (gdev_id, loca_id, imov_id, gdev_dtemissao, gdev_vldevolucao, rgat_id,"
        " dotp_id, crti_id, cnta_id, gpag_id, dcst_idatual, lict_id)"
        " SELECT coalesce(max(gdev_id), 0) + 1, 1, %s, current_date, %s, %s, 1,"
        " (SELECT min(crti_id) FROM faturamento.credito_tipo), %s, %s, 0,"
        " (SELECT min(lict_id) FROM financeiro.lancamento_item_contabil) FROM arrecadacao.guia_devolucao",
        (IMOVEL, valor, ra, conta, guia),
    )
