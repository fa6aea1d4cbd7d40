"""Devolução de Valores in the demo: RAs of each kind, payments that wait for one, what was given back (spec 40 §3)."""

from typing import Any

from psycopg import Connection

from gsan_desk.domain.devolucao import PERMISSAO

_CONTA = """
    JOIN LATERAL (
        SELECT c.cnta_id, c.cnta_amreferenciaconta AS referencia, c.cnta_vlagua + c.cnta_vlesgoto AS valor, c.loca_id,
            c.cnta_dtvencimentoconta AS vencimento
        FROM faturamento.conta c WHERE c.imov_id = {imovel}
        UNION ALL
        SELECT h.cnta_id, h.cnhi_amreferenciaconta, h.cnhi_vlagua + h.cnhi_vlesgoto, h.loca_id,
            h.cnhi_dtvencimentoconta
        FROM faturamento.conta_historico h WHERE h.imov_id = {imovel}
        ORDER BY referencia, cnta_id LIMIT 1
    ) c ON true
"""
_PAGAR = """
INSERT INTO arrecadacao.pagamento (pgmt_id, imov_id, cnta_id, pgmt_vlpagamento, pgmt_vlexcedente, pgmt_dtpagamento,
    pgmt_amreferenciapagamento, pgmt_amreferenciaarrecadacao, pgst_idatual, loca_id, dotp_id, avbc_id)
"""
_UM_RA_POR_PAGAMENTO = """
DELETE FROM atendimentopublico.ra_pagto_duplicidade d USING atendimentopublico.ra_pagto_duplicidade outro
WHERE outro.pgmt_id = d.pgmt_id AND outro.rgat_id < d.rgat_id
"""
_ENCERRADOS = """
WITH devolvidos AS (
    UPDATE atendimentopublico.ra_pagto_duplicidade d SET rapd_icpagtodevolvido = 1
    FROM atendimentopublico.registro_atendimento r
    WHERE r.rgat_id = d.rgat_id AND r.rgat_cdsituacao = 2 AND r.amen_id = 2
    RETURNING d.pgmt_id
)
UPDATE arrecadacao.pagamento SET pgst_idatual = 9 WHERE pgmt_id IN (SELECT pgmt_id FROM devolvidos)
"""
_DOS_RAS = "".join(
    (
        _PAGAR,
        """
SELECT nextval('arrecadacao.seq_pagamento'), r.imov_id, c.cnta_id,
    c.valor + CASE r.step_id WHEN 1202 THEN 25.50 ELSE 0 END, CASE r.step_id WHEN 1202 THEN 25.50 END, c.vencimento,
    c.referencia, c.referencia, CASE r.step_id WHEN 1202 THEN 3 ELSE 0 END, c.loca_id, 1, 1
FROM (
    SELECT DISTINCT ON (imov_id, step_id) imov_id, step_id FROM atendimentopublico.registro_atendimento
    WHERE step_id IN (1202, 1203) AND imov_id IS NOT NULL ORDER BY imov_id, step_id
) r
""",
        _CONTA.format(imovel="r.imov_id"),
    )
)
_ITENS = """
INSERT INTO gsan_desk.ra_devolucao_item (rgat_id, tipo, pgmt_id, tipo_documento, documento_id, imov_id, referencia,
    data_pagamento, valor_pago, valor_devolver)
SELECT DISTINCT ON (p.pgmt_id) r.rgat_id, CASE r.step_id WHEN 1202 THEN 2 ELSE 3 END, p.pgmt_id, 1, p.cnta_id,
    p.imov_id, p.pgmt_amreferenciapagamento, p.pgmt_dtpagamento, p.pgmt_vlpagamento,
    CASE r.step_id WHEN 1202 THEN p.pgmt_vlexcedente ELSE least(p.pgmt_vlpagamento, 15.00) END
FROM atendimentopublico.registro_atendimento r
JOIN arrecadacao.pagamento p ON p.imov_id = r.imov_id
    AND p.pgst_idatual = CASE r.step_id WHEN 1202 THEN 3 ELSE 0 END
WHERE r.step_id IN (1202, 1203)
ORDER BY p.pgmt_id, r.rgat_cdsituacao, r.rgat_id
"""
_CONTAS_COBRADAS = """
INSERT INTO atendimentopublico.ra_conta (rgat_id, cnta_id)
SELECT rgat_id, documento_id FROM gsan_desk.ra_devolucao_item WHERE tipo = 3 AND tipo_documento = 1
ON CONFLICT DO NOTHING
"""
_LIVRES = "".join(
    (
        _PAGAR,
        """
SELECT nextval('arrecadacao.seq_pagamento'), i.imov_id, c.cnta_id, c.valor + 12.75, 12.75, c.vencimento, c.referencia,
    c.referencia, 3, c.loca_id, 1, 1
FROM (
    SELECT m.imov_id FROM cadastro.imovel m
    WHERE NOT EXISTS (SELECT 1 FROM arrecadacao.pagamento p WHERE p.imov_id = m.imov_id)
    ORDER BY m.imov_id LIMIT 40
) i
""",
        _CONTA.format(imovel="i.imov_id"),
    )
)
_GUIAS_EM_DOBRO = """
INSERT INTO arrecadacao.pagamento (pgmt_id, imov_id, gpag_id, pgmt_vlpagamento, pgmt_dtpagamento,
    pgmt_amreferenciaarrecadacao, pgst_idatual, loca_id, dotp_id, avbc_id)
SELECT nextval('arrecadacao.seq_pagamento'), g.imov_id, g.gpag_id, g.gpag_vldebito, g.gpag_dtemissao,
    g.gpag_amreferenciacontabil, s.situacao, g.loca_id, 1, 1
FROM faturamento.guia_pagamento g CROSS JOIN (VALUES (0), (1)) s (situacao)
WHERE g.gpag_id <= 12 AND g.imov_id IS NOT NULL
"""
_PERMISSAO = """
INSERT INTO gsan_desk.permissao (nome, usur_id)
SELECT %s, usur_id FROM seguranca.usuario WHERE usur_nmlogin IN ('admin', 'supervisor') ON CONFLICT DO NOTHING
"""


def montar(conexao: Connection[Any]) -> None:
    """Give each kind its payments; the sequences are past the rows of the demo already."""
    for comando in (
        _UM_RA_POR_PAGAMENTO,
        _ENCERRADOS,
        _DOS_RAS,
        _ITENS,
        _CONTAS_COBRADAS,
        _LIVRES,
        _GUIAS_EM_DOBRO,
    ):
        conexao.execute(comando.encode())
    conexao.execute(_PERMISSAO.encode(), (PERMISSAO,))
