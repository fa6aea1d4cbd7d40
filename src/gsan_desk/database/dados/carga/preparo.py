"""The draws, in a schema of their own that the load makes and throws away: each is a hash of row, purpose and seed.

Hashes instead of ``random()``: the rows are the same whatever the plan, the number of connections and the server.
"""

from datetime import datetime
from typing import Any

from psycopg import Connection, sql

from gsan_desk.database.dados.carga.tamanho import DIAS, Tamanho, expoente
from gsan_desk.database.dados.demo import nomes

ESQUEMA = "gsan_desk_carga"
_HORAS = {7: 3, 8: 12, 9: 14, 10: 13, 11: 11, 12: 6, 13: 9, 14: 11, 15: 10, 16: 6, 17: 2, 18: 1, 20: 1, 22: 1}
_MEIOS = {6: 44, 1: 31, 11: 12, 8: 7, 12: 5, 4: 1}
_OBSERVACOES = (
    "VAZAMENTO NA CALCADA EM FRENTE A RESIDENCIA, AGUA CORRE PARA A RUA DESDE ONTEM A NOITE",
    "SOLICITANTE INFORMA QUE A RUA INTEIRA ESTA SEM AGUA HA DOIS DIAS",
    "ESGOTO RETORNANDO PELO RALO DO BANHEIRO, PEDE URGENCIA",
    "PEDE CONFERENCIA DA LEITURA: CONSUMO MUITO ACIMA DA MEDIA DOS ULTIMOS MESES",
    "CLIENTE RECLAMA DE BURACO ABERTO PELA EQUIPE E NAO FECHADO",
)
_DEFINICOES = """
CREATE FUNCTION gsan_desk_carga.u(n bigint, finalidade integer) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    'SELECT (hashint8extended(n, {semente}::bigint * 4096 + finalidade) & 4503599627370495)::float8 / 4503599627370496';
CREATE FUNCTION gsan_desk_carga.um(itens text[], x double precision) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT itens[1 + floor(x * cardinality(itens))::integer]';
CREATE FUNCTION gsan_desk_carga.um(itens integer[], x double precision) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT itens[1 + floor(x * cardinality(itens))::integer]';
CREATE UNLOGGED TABLE gsan_desk_carga.pedido (
    ras integer, dias integer, agora timestamp, expoente double precision, imoveis integer, clientes integer,
    horas integer[], meios integer[], primeiros text[], sobrenomes text[], ultimos text[], referencias text[],
    observacoes text[], sem_endereco text[],
    de_imovel integer, de_cliente integer, de_ra integer, de_solicitante integer, de_protocolo integer,
    motivo_execucao integer, motivo_duplicidade integer, tarifa integer
);
CREATE UNLOGGED TABLE gsan_desk_carga.lugar (
    k integer, lgbr_id integer, lgcp_id integer, qdra_id integer, stcm_id integer, loca_id integer, bair_id integer,
    brar_id integer, leste numeric, norte numeric
);
CREATE UNLOGGED TABLE gsan_desk_carga.unidade (k integer, unid_id integer, usuarios integer[]);
CREATE UNLOGGED TABLE gsan_desk_carga.especificacao (
    k integer, step_id integer, prazo integer, svtp_id integer, stpr_id integer, com_imovel boolean, por_area boolean,
    encerra boolean, urgente boolean
);
CREATE UNLOGGED TABLE gsan_desk_carga.imovel (
    k integer, imov_id integer, clie_id integer, lgbr_id integer, lgcp_id integer, qdra_id integer, stcm_id integer,
    loca_id integer, numero text, leste numeric, norte numeric
);
CREATE UNLOGGED TABLE gsan_desk_carga.ra (
    n integer, momento timestamp, fonte integer, fonte_encerrada boolean, step_id integer, prazo integer,
    svtp_id integer, stpr_id integer, urgente boolean, imov_id integer, clie_id integer, lgbr_id integer,
    lgcp_id integer, qdra_id integer, stcm_id integer, loca_id integer, brar_id integer, numero text, leste numeric,
    norte numeric, unid_abertura integer, usur_abertura integer, k_atual integer, unid_atual integer,
    usur_atual integer, situacao smallint, motivo integer, previsto date, fim timestamp, tramites integer,
    reiteracoes integer
);
"""
_PEDIDO = """
INSERT INTO gsan_desk_carga.pedido
SELECT %(ras)s, %(dias)s, %(agora)s, %(expoente)s, %(imoveis)s, %(clientes)s, %(horas)s, %(meios)s, %(primeiros)s,
    %(sobrenomes)s, %(ultimos)s, %(referencias)s, %(observacoes)s, %(sem_endereco)s,
    (SELECT greatest(max(imov_id), 1000000) FROM cadastro.imovel),
    (SELECT coalesce(max(clie_id), 0) FROM cadastro.cliente),
    (SELECT coalesce(max(rgat_id), 0) FROM atendimentopublico.registro_atendimento),
    (SELECT coalesce(max(raso_id), 0) FROM atendimentopublico.ra_solicitante),
    (SELECT last_value FROM atendimentopublico.seq_ra_protocolo),
    (SELECT min(amen_id) FROM atendimentopublico.atend_motivo_encmt WHERE amen_icexecucao = 1),
    (SELECT min(amen_id) FROM atendimentopublico.atend_motivo_encmt WHERE amen_icduplicidade = 1),
    (SELECT min(cstf_id) FROM faturamento.consumo_tarifa)
"""
_UNIDADES = """
INSERT INTO gsan_desk_carga.unidade
SELECT row_number() OVER (ORDER BY unid_id) - 1, unid_id, coalesce(
    (SELECT array_agg(usur_id ORDER BY usur_id) FROM seguranca.usuario s WHERE s.unid_id = u.unid_id),
    (SELECT array_agg(usur_id) FROM (SELECT usur_id FROM seguranca.usuario ORDER BY 1 LIMIT 5) AS primeiros))
FROM cadastro.unidade_organizacional u
"""
_ESPECIFICACOES = """
INSERT INTO gsan_desk_carga.especificacao
SELECT row_number() OVER (ORDER BY step_id) - 1, step_id, coalesce(step_nndiaprazo, 5), s.svtp_id, s.stpr_id,
    step_icmatricula = 1, sotp_icfaltaagua = 1, step_icencerramentoautomatico = 1, step_icurgencia = 1
FROM atendimentopublico.solicitacao_tipo_espec
JOIN atendimentopublico.solicitacao_tipo USING (sotp_id)
LEFT JOIN atendimentopublico.servico_tipo s USING (svtp_id)
"""


def abrir(conexao: Connection[Any], semente: int, tamanho: Tamanho, agora: datetime) -> None:
    """Make the schema of the draws, and note in it what is asked."""
    descartar(conexao)
    conexao.execute(f"CREATE SCHEMA {ESQUEMA}")
    conexao.execute(sql.SQL(_DEFINICOES).format(semente=sql.Literal(semente)))
    (especificacoes,) = conexao.execute(
        "SELECT count(*) FROM atendimentopublico.solicitacao_tipo_espec"
    ).fetchone() or (1,)
    valores = {
        "ras": tamanho.ras,
        "dias": DIAS,
        "agora": agora,
        "expoente": expoente(especificacoes),
        "imoveis": tamanho.imoveis,
        "clientes": tamanho.clientes,
        "horas": _repetir(_HORAS),
        "meios": _repetir(_MEIOS),
        "primeiros": [*nomes.MULHERES, *nomes.HOMENS],
        "sobrenomes": list(nomes.SOBRENOMES),
        "ultimos": list(nomes.ULTIMOS),
        "referencias": list(nomes.REFERENCIAS),
        "observacoes": list(_OBSERVACOES),
        "sem_endereco": list(nomes.SEM_ENDERECO),
    }
    for comando, dados in ((_PEDIDO, valores), (_UNIDADES, None), (_ESPECIFICACOES, None)):
        conexao.execute(comando, dados)


def descartar(conexao: Connection[Any]) -> None:
    """Drop the schema of the draws."""
    conexao.execute(f"DROP SCHEMA IF EXISTS {ESQUEMA} CASCADE")


def _repetir(pesos: dict[int, int]) -> list[int]:
    return [valor for valor, peso in pesos.items() for _ in range(peso)]
