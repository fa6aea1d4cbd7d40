"""Devolução de Valores in ``desk_0001``: indicators, what is asked back, who wins a payment (spec 40 §3.1 to §3.4).

GSAN has no constraint that keeps two RAs from asking the same payment back: the policies of both tables ask
``pagamento_livre``, which makes the second desk wait for the first one's commit and then sees what it wrote.
"""

TABELAS = """
CREATE TABLE gsan_desk.espec_devolucao (
    step_id integer PRIMARY KEY,
    icpagamentoamaior smallint NOT NULL DEFAULT 2 CHECK (icpagamentoamaior IN (1, 2)),
    iccobradoindevidamente smallint NOT NULL DEFAULT 2 CHECK (iccobradoindevidamente IN (1, 2)),
    CHECK (icpagamentoamaior = 2 OR iccobradoindevidamente = 2)
);
CREATE TABLE gsan_desk.ra_devolucao_item (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rgat_id integer NOT NULL,
    tipo smallint NOT NULL CHECK (tipo BETWEEN 1 AND 3),
    pgmt_id integer NOT NULL,
    tipo_documento smallint NOT NULL CHECK (tipo_documento BETWEEN 1 AND 3),
    documento_id integer NOT NULL,
    imov_id integer NOT NULL,
    referencia integer,
    data_pagamento date NOT NULL,
    valor_pago numeric(13,2) NOT NULL,
    valor_devolver numeric(13,2) NOT NULL CHECK (valor_devolver > 0),
    devolvido boolean NOT NULL DEFAULT false,
    gdev_id integer,
    crar_id integer,
    tmultimaalteracao timestamp NOT NULL DEFAULT now(),
    UNIQUE (rgat_id, pgmt_id),
    CHECK (valor_devolver <= valor_pago)
);
CREATE INDEX ra_devolucao_item_pagamento ON gsan_desk.ra_devolucao_item (pgmt_id);
CREATE INDEX ra_devolucao_item_documento ON gsan_desk.ra_devolucao_item (tipo_documento, documento_id);
CREATE TABLE gsan_desk.permissao (
    nome varchar(40) NOT NULL,
    usur_id integer NOT NULL,
    PRIMARY KEY (nome, usur_id)
);
CREATE TABLE gsan_desk.permissao_gsan (
    nome varchar(40) PRIMARY KEY,
    pmep_id integer NOT NULL
)
"""
FUNCOES = """
CREATE FUNCTION gsan_desk.tem_permissao_nossa(pedida text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM gsan_desk.permissao WHERE nome = pedida AND usur_id = gsan_desk.operador_id()
    ) OR EXISTS (
        SELECT 1 FROM gsan_desk.permissao_gsan WHERE nome = pedida AND gsan_desk.tem_permissao(pmep_id)
    )
$$;
CREATE FUNCTION gsan_desk.pagamento_livre(ra integer, pagamento integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('gsan-desk:pagamento:' || pagamento::text, 0));
    RETURN NOT EXISTS (
        SELECT 1 FROM atendimentopublico.ra_pagto_duplicidade d
        JOIN atendimentopublico.registro_atendimento r ON r.rgat_id = d.rgat_id
        WHERE d.pgmt_id = pagamento AND d.rgat_id <> ra
            AND (d.rapd_icpagtodevolvido = 1 OR r.rgat_cdsituacao <> 2)
    ) AND NOT EXISTS (
        SELECT 1 FROM gsan_desk.ra_devolucao_item i
        JOIN atendimentopublico.registro_atendimento r ON r.rgat_id = i.rgat_id
        WHERE i.pgmt_id = pagamento AND i.rgat_id <> ra
            AND (r.rgat_cdsituacao <> 2 OR (i.devolvido AND i.tipo <> 3))
    );
END
$$;
CREATE FUNCTION gsan_desk.valor_devolvivel(especie smallint, procurado integer, imovel integer) RETURNS numeric
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
#variable_conflict use_variable
DECLARE
    teto numeric;
BEGIN
    SELECT CASE especie WHEN 2 THEN coalesce(p.excedente, p.pago) ELSE p.pago END INTO teto
    FROM (
        SELECT pgmt_id AS id, imov_id, pgst_idatual AS situacao, pgmt_vlpagamento AS pago, pgmt_vlexcedente AS excedente
        FROM arrecadacao.pagamento WHERE pgmt_id = procurado
        UNION ALL
        SELECT pghi_id, imov_id, pgst_idatual, pghi_vlpagamento, pghi_vlexcedente
        FROM arrecadacao.pagamento_historico WHERE pghi_id = procurado AND especie = 3
    ) p
    WHERE p.imov_id = imovel AND p.situacao = CASE especie WHEN 1 THEN 1 WHEN 2 THEN 3 ELSE 0 END;
    RETURN teto - coalesce((
        SELECT sum(i.valor_devolver) FROM gsan_desk.ra_devolucao_item i WHERE i.pgmt_id = procurado AND i.devolvido
    ), 0);
END
$$;
CREATE FUNCTION gsan_desk.devolvido_por(ra integer, guia integer, credito integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    RETURN (guia IS NULL) <> (credito IS NULL) AND (
        EXISTS (SELECT 1 FROM arrecadacao.guia_devolucao WHERE gdev_id = guia AND rgat_id = ra)
        OR EXISTS (SELECT 1 FROM faturamento.credito_a_realizar WHERE crar_id = credito AND rgat_id = ra)
    );
END
$$
"""
