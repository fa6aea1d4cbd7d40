"""Rights over what only the later line of GSAN has, given on the bases that have it (spec 10 §14)."""

from collections.abc import Iterator
from typing import Any

import psycopg
from sqlalchemy import Table

from gsan_desk.models.complemento import NATIVAS, EspecificacaoComplemento
from gsan_desk.models.variantes import (
    ocorrencia_motivo,
    ocorrencia_operacional,
    ocorrencia_tipo,
    orgao_expedidor_rg,
)

FUNCOES = """
CREATE OR REPLACE FUNCTION gsan_desk.especificacao_encerra(especificacao integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM atendimentopublico.solicitacao_tipo_espec
        WHERE step_id = especificacao AND (
            step_icencerramentoautomatico = 1 OR EXISTS (
                SELECT 1 FROM gsan_desk.base WHERE especificacao IN (
                    simplificado_informacao, simplificado_reiteracao, simplificado_operacional
                )
            )
        )
    )
$$;
CREATE OR REPLACE FUNCTION gsan_desk.completar_rg(cliente integer, rg text, orgao integer, uf integer) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH velho AS (
        SELECT c.clie_id, c.clie_nnrg, c.oerg_id, c.unfe_id FROM cadastro.cliente AS c
        WHERE c.clie_id = cliente AND coalesce(trim(c.clie_nnrg), '') = '' AND c.clie_icuso = 1
            AND trim(rg) <> '' AND orgao IS NOT NULL AND uf IS NOT NULL
            AND gsan_desk.operador_id() IS NOT NULL
            AND pg_has_role(session_user, 'gsan_desk_atendente', 'member')
        FOR UPDATE
    ), novo AS (
        UPDATE cadastro.cliente AS c
        SET clie_nnrg = rg, oerg_id = orgao, unfe_id = uf,
            clie_tmultimaalteracao = greatest(
                date_trunc('milliseconds', localtimestamp),
                date_trunc('milliseconds', c.clie_tmultimaalteracao) + interval '1 millisecond')
        FROM velho WHERE c.clie_id = velho.clie_id
        RETURNING c.clie_id, c.clie_nnrg, c.oerg_id, c.unfe_id
    )
    INSERT INTO gsan_desk.auditoria (quem, aplicacao, tabela, operacao, linha, antes, depois)
    SELECT session_user, current_setting('application_name'), 'cadastro.cliente', 'U', novo.clie_id,
        to_jsonb(velho), to_jsonb(novo)
    FROM velho JOIN novo ON novo.clie_id = velho.clie_id
$$;
CREATE OR REPLACE FUNCTION gsan_desk.avisa_ocorrencia(ra integer, pedido integer, fone text, nome text)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM atendimentopublico.registro_atendimento r
        JOIN atendimentopublico.ocorrencia_operacional o ON o.ocop_id = r.ocop_id
        JOIN atendimentopublico.ra_solicitante s ON s.rgat_id = r.rgat_id
        LEFT JOIN gsan_desk.ra_sms c ON c.rgat_id = r.rgat_id AND c.raso_id = s.raso_id
        LEFT JOIN cadastro.cliente p ON p.clie_id = s.clie_id
        WHERE r.rgat_id = ra AND s.raso_id = pedido AND o.ocop_dtconclusao IS NOT NULL
            AND nome = 'OCOP:' || o.ocop_id::text || ':' || fone
            AND coalesce(c.enviar AND c.numero = fone, to_jsonb(p) ->> 'clie_icenviosms' = '1', false)
    ) AND NOT EXISTS (SELECT 1 FROM gsan_desk.sms_bloqueio b WHERE b.numero = fone)
        AND pg_has_role(session_user, 'gsan_desk_supervisor', 'member')
$$;
REVOKE ALL ON FUNCTION gsan_desk.completar_rg(integer, text, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gsan_desk.completar_rg(integer, text, integer, integer) TO gsan_desk_atendente
"""


ESPELHO = """
CREATE OR REPLACE FUNCTION gsan_desk.espelhar_complemento() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    UPDATE atendimentopublico.solicitacao_tipo_espec SET {pares} WHERE step_id = NEW.step_id;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS gsan_desk_espelho ON gsan_desk.espec_complemento;
CREATE TRIGGER gsan_desk_espelho AFTER INSERT OR UPDATE ON gsan_desk.espec_complemento
    FOR EACH ROW EXECUTE FUNCTION gsan_desk.espelhar_complemento()
"""
MANTIDAS = (ocorrencia_motivo, ocorrencia_operacional)
"""Tables of ocorrências that a supervisor keeps [UC1524, UC1527]."""
_NOSSO_SO_SE = "NOT gsan_desk.e_nosso() OR gsan_desk.operador_id() IS NOT NULL"
_AVISO = (
    "CREATE POLICY gsan_desk_ocorrencia_inclusao ON gsan_desk.sms_mensagem FOR INSERT WITH CHECK ("
    "tipo = 6 AND situacao = 1 AND tentativas = 0 AND usur_id = gsan_desk.operador_id()"
    " AND gsan_desk.avisa_ocorrencia(rgat_id, raso_id, numero, chave))"
)
_AUDITORIA = (
    ("insert", "NEW TABLE AS novas"),
    ("update", "OLD TABLE AS antigas NEW TABLE AS novas"),
    ("delete", "OLD TABLE AS antigas"),
)


def aplicar(conexao: psycopg.Connection[Any]) -> None:
    """Let an atendente read the ocorrências and close a simplified RA at birth, where the Simplificado exists.

    The codes of its especificações are its own only there: elsewhere the same numbers may be any service.
    """
    _espelhar(conexao)
    tem = conexao.execute(
        "SELECT count(*) FROM pg_attribute WHERE attname = 'ocop_id' AND NOT attisdropped AND attrelid IN"
        " (to_regclass('atendimentopublico.registro_atendimento'),"
        " to_regclass('atendimentopublico.ocorrencia_operacional'))"
    ).fetchone()
    if tem is None or tem[0] < 2:
        return
    for tabela in (ocorrencia_operacional, ocorrencia_tipo, orgao_expedidor_rg):
        conexao.execute(f"GRANT SELECT ON {tabela.fullname} TO gsan_desk_atendente, gsan_desk_sms".encode())
    conexao.execute(FUNCOES.encode())
    _uma_vez(conexao, "gsan_desk.sms_mensagem", "gsan_desk_ocorrencia_inclusao", (_AVISO,))
    for tabela in MANTIDAS:
        _manter(conexao, tabela)


def _espelhar(conexao: psycopg.Connection[Any]) -> None:
    """Write the flags of an especificação also into the columns that this base has for them, for the web system."""
    nossas = EspecificacaoComplemento.__mapper__.columns
    achadas = conexao.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('atendimentopublico.solicitacao_tipo_espec')"
        " AND attname = ANY(%s) AND NOT attisdropped",
        (list(NATIVAS.values()),),
    ).fetchall()
    nativas = {coluna for (coluna,) in achadas}
    pares = [f"{coluna} = NEW.{nossas[nome].name}" for nome, coluna in NATIVAS.items() if coluna in nativas]
    if not pares:
        return
    conexao.execute(ESPELHO.replace("{pares}", ", ".join(pares)).encode())


def _manter(conexao: psycopg.Connection[Any], tabela: Table) -> None:
    """Let supervisors keep a table, audited; what is there already is not made again."""
    (chave,) = (coluna.name for coluna in tabela.primary_key)
    nome, grupo = tabela.fullname, "gsan_desk_supervisor"
    colunas = ", ".join(coluna.name for coluna in tabela.columns if coluna.name != chave)
    conexao.execute(
        f"GRANT SELECT ON {nome} TO gsan_desk_atendente, gsan_desk_sms;"
        f"GRANT INSERT, DELETE, UPDATE ({colunas}) ON {nome} TO {grupo};"
        f"GRANT USAGE ON SEQUENCE {tabela.schema}.seq_{tabela.name} TO {grupo}".encode()
    )
    _uma_vez(conexao, nome, "gsan_desk_leitura", (*_politicas(nome), *_gatilhos(nome, chave)))


def _uma_vez(conexao: psycopg.Connection[Any], tabela: str, politica: str, comandos: tuple[str, ...]) -> None:
    """Execute unless the policy that they make is there."""
    feita = conexao.execute(
        "SELECT 1 FROM pg_policy WHERE polname = %s AND polrelid = %s::regclass", (politica, tabela)
    ).fetchone()
    if feita is None:
        conexao.execute(";".join(comandos).encode())


def _politicas(tabela: str) -> Iterator[str]:
    yield f"ALTER TABLE {tabela} ENABLE ROW LEVEL SECURITY"
    yield f"CREATE POLICY gsan_desk_leitura ON {tabela} FOR SELECT USING (true)"
    yield f"CREATE POLICY gsan_desk_cadastros_inclusao ON {tabela} FOR INSERT WITH CHECK ({_NOSSO_SO_SE})"
    yield f"CREATE POLICY gsan_desk_cadastros_alteracao ON {tabela} FOR UPDATE USING ({_NOSSO_SO_SE})"
    yield f"CREATE POLICY gsan_desk_cadastros_remocao ON {tabela} FOR DELETE USING ({_NOSSO_SO_SE})"


def _gatilhos(tabela: str, chave: str) -> Iterator[str]:
    for operacao, transicoes in _AUDITORIA:
        yield (
            f"CREATE TRIGGER gsan_desk_auditoria_{operacao} AFTER {operacao} ON {tabela} "
            f"REFERENCING {transicoes} FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.auditar('{chave}')"
        )
