"""Live GSAN bases as utilities have them: none of ours, owned by GSAN's own roles, filled with the small town."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import fasteners
import psycopg
import pytest
from sqlalchemy import URL

from gsan_desk.database.embutido import ServidorEmbutido
from tests.support.banco import COM_ESTRATEGIA, MODELO, conectar

SENHA_DA_WEB = "gsan_online"
COSANPA, GSAN10 = "cosanpa", "gsan10"
_numero = count()
_SEM_NADA_NOSSO = """
DROP SCHEMA gsan_desk CASCADE;
DO $$
DECLARE r record;
BEGIN
    FOR r IN SELECT p.polname, p.polrelid::regclass AS tabela FROM pg_policy p LOOP
        EXECUTE format('DROP POLICY %I ON %s', r.polname, r.tabela);
    END LOOP;
    FOR r IN SELECT oid::regclass AS tabela FROM pg_class WHERE relrowsecurity LOOP
        EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', r.tabela);
    END LOOP;
    FOR r IN SELECT oid::regclass AS indice FROM pg_class WHERE relkind = 'i' AND relname LIKE 'gd\\_%' LOOP
        EXECUTE format('DROP INDEX %s', r.indice);
    END LOOP;
    FOR r IN SELECT rolname FROM pg_roles WHERE rolname LIKE 'gsan\\_desk\\_%' LOOP
        EXECUTE format('DROP OWNED BY %I', r.rolname);
    END LOOP;
END
$$
"""
_PAPEIS = f"""
CREATE ROLE role_users NOLOGIN NOINHERIT;
CREATE ROLE role_aplic NOLOGIN NOINHERIT;
CREATE ROLE gsan_admin LOGIN PASSWORD 'gsan_admin' IN ROLE role_users;
CREATE ROLE gsan_online LOGIN PASSWORD '{SENHA_DA_WEB}' IN ROLE role_users, role_aplic;
CREATE ROLE gsan_batch LOGIN PASSWORD 'gsan_batch' IN ROLE role_users, role_aplic;
CREATE ROLE gsan_olap LOGIN PASSWORD 'gsan_olap' IN ROLE role_aplic;
CREATE ROLE gsan_dba LOGIN PASSWORD 'gsan_dba' IN ROLE role_users
"""
_DONO_E_DIREITOS = """
DO $$
DECLARE r record;
BEGIN
    FOR r IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information|public)' LOOP
        EXECUTE format('ALTER SCHEMA %I OWNER TO gsan_admin; GRANT USAGE ON SCHEMA %I TO role_users, role_aplic;
            GRANT USAGE ON SCHEMA %I TO gsan_online, gsan_batch', r.nspname, r.nspname, r.nspname);
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO role_users;
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO role_aplic;
            GRANT SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA %I TO role_aplic', r.nspname, r.nspname, r.nspname);
    END LOOP;
    FOR r IN SELECT c.oid::regclass AS tabela, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'S', 'v') AND n.nspname !~ '^(pg_|information)' LOOP
        EXECUTE format('ALTER %s %s OWNER TO gsan_admin',
            CASE r.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, r.tabela);
    END LOOP;
END
$$;
ALTER ROLE gsan_online INHERIT
"""
_ALHEIAS = """
CREATE SCHEMA desempenho;
CREATE SCHEMA batch;
DO $$
BEGIN
    FOR i IN 1..60 LOOP
        EXECUTE format('CREATE TABLE desempenho.contrato_%s (id integer PRIMARY KEY, valor numeric(13,2))', i);
        EXECUTE format('CREATE TABLE batch.processo_%s (id integer PRIMARY KEY, descricao varchar(40))', i);
    END LOOP;
END
$$;
CREATE VIEW batch.vw_ra_aberto AS
    SELECT rgat_id, unid_idatual FROM atendimentopublico.registro_atendimento WHERE rgat_cdsituacao = 1;
CREATE TABLE desempenho.log_do_gsan (quando timestamp DEFAULT now(), rgat_id integer);
CREATE FUNCTION desempenho.anotar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO desempenho.log_do_gsan (rgat_id) VALUES (NEW.rgat_id);
    RETURN NEW;
END
$$;
CREATE TRIGGER trg_do_cliente AFTER INSERT ON atendimentopublico.registro_atendimento
    FOR EACH ROW EXECUTE FUNCTION desempenho.anotar()
"""
"""What utilities add by themselves: other schemas, views, a trigger."""
_SEM_A_LINHA_POSTERIOR = """
ALTER TABLE atendimentopublico.registro_atendimento DROP COLUMN IF EXISTS ocop_id;
ALTER TABLE atendimentopublico.ra_solicitante DROP COLUMN IF EXISTS raso_nncpf, DROP COLUMN IF EXISTS raso_nnrg,
    DROP COLUMN IF EXISTS oerg_id, DROP COLUMN IF EXISTS unfe_id;
ALTER TABLE cadastro.sistema_parametros DROP COLUMN IF EXISTS parm_icdocobrigatendoperac,
    DROP COLUMN IF EXISTS parm_icdocobrigatendcomercial, DROP COLUMN IF EXISTS parm_icdocobrigreiteracao,
    DROP COLUMN IF EXISTS parm_icdocobriginformacao, DROP COLUMN IF EXISTS parm_qtdiasocorrecparalisacao;
DROP TABLE IF EXISTS atendimentopublico.ocorrencia_operacional, atendimentopublico.ocorrencia_operac_motivo,
    atendimentopublico.ocorrencia_operac_tipo CASCADE;
DROP SEQUENCE IF EXISTS atendimentopublico.seq_ocorrencia_operacional,
    atendimentopublico.seq_ocorrencia_operac_motivo, atendimentopublico.seq_ocorrencia_operac_tipo
"""
_DA_LINHA_POSTERIOR = """
ALTER TABLE atendimentopublico.registro_atendimento DROP COLUMN rgat_cdsetorcomercial, DROP COLUMN rgat_nnquadra,
    DROP COLUMN rgat_icexecucaoliberada, DROP COLUMN qdfa_id;
ALTER TABLE atendimentopublico.solicitacao_tipo_espec DROP COLUMN step_nmarpop, DROP COLUMN step_arpop,
    ADD COLUMN step_dsobservacao varchar(400), ADD COLUMN step_icconsultarimovel smallint,
    ADD COLUMN step_icligacaoesgoto smallint, ADD COLUMN step_icpoco smallint;
ALTER TABLE atendimentopublico.ra_anexo ADD COLUMN raan_iccompactado smallint;
ALTER TABLE seguranca.usuario DROP COLUMN usur_nmsenhamobile, DROP COLUMN usur_limitebatch;
ALTER TABLE cadastro.cliente_fone ADD COLUMN cfon_icfonesms smallint DEFAULT 2;
ALTER TABLE cadastro.cliente ADD COLUMN clie_icenviasms smallint, ADD COLUMN clie_icenviaemail smallint;
CREATE TABLE cadastro.mensagem_sms_fat_cob (msfc_id integer PRIMARY KEY, clie_id integer);
CREATE TABLE cadastro.conta_empresa_sms (cesm_id integer PRIMARY KEY)
"""
CONVERSOES = """
CREATE FUNCTION public.{tipo}_texto({tipo}) RETURNS text STRICT IMMUTABLE LANGUAGE sql AS
    'SELECT textin({saida}($1))';
CREATE CAST ({tipo} AS text) WITH FUNCTION public.{tipo}_texto({tipo}) AS IMPLICIT
"""
_TIPOS = {
    "integer": "int4out",
    "smallint": "int2out",
    "bigint": "int8out",
    "numeric": "numeric_out",
    "date": "date_out",
    "timestamp": "timestamp_out",
}


def conversoes_implicitas(conexao: psycopg.Connection[Any]) -> None:
    """Let anything become text by itself, as the scripts of GSAN do."""
    for tipo, saida in _TIPOS.items():
        conexao.execute(CONVERSOES.format(tipo=tipo, saida=saida).encode())


def modelo_do_gsan(servidor: ServidorEmbutido, raiz: Path, linha: str) -> str:
    """Build the template of a line once a run; give its name."""
    nome = f"gsan_{linha}"
    with fasteners.InterProcessLock(raiz / "gsan.lock"), conectar(servidor.url()) as conexao:
        if conexao.execute("SELECT 1 FROM pg_database WHERE datname = %s", (nome,)).fetchone():
            return nome
        if not conexao.execute("SELECT 1 FROM pg_roles WHERE rolname = 'role_aplic'").fetchone():
            conexao.execute(_PAPEIS.encode())
        conexao.execute(f"CREATE DATABASE {nome}_novo TEMPLATE {MODELO}".encode())
        with conectar(servidor.url(f"{nome}_novo")) as nova:
            nova.execute(_SEM_NADA_NOSSO.encode())
            nova.execute((_SEM_A_LINHA_POSTERIOR if linha == COSANPA else _DA_LINHA_POSTERIOR).encode())
            nova.execute(_ALHEIAS.encode())
            nova.execute(_DONO_E_DIREITOS.encode())
            if linha == COSANPA:
                conversoes_implicitas(nova)
            nova.execute("VACUUM ANALYZE")
        conexao.execute(f"ALTER DATABASE {nome}_novo RENAME TO {nome}".encode())
    return nome


@pytest.fixture
def base_gsan(
    servidor: ServidorEmbutido, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], URL]]:
    """Give the address, as superuser, of a fresh base of a line of GSAN."""
    base = tmp_path_factory.getbasetemp()
    raiz = base if worker_id == "master" else base.parent
    feitas: list[str] = []

    def fazer(linha: str = COSANPA) -> URL:
        modelo = modelo_do_gsan(servidor, raiz, linha)
        nome = f"adocao_{worker_id}_{next(_numero)}"
        with conectar(servidor.url()) as conexao:
            conexao.execute(f"DROP DATABASE IF EXISTS {nome} WITH (FORCE)".encode())
            estrategia = "STRATEGY file_copy" if conexao.info.server_version >= COM_ESTRATEGIA else ""
            conexao.execute(f"CREATE DATABASE {nome} TEMPLATE {modelo} {estrategia}".encode())
        feitas.append(nome)
        return servidor.url(nome)

    yield fazer
    with conectar(servidor.url()) as conexao:
        for nome in feitas:
            conexao.execute(f"DROP DATABASE {nome} WITH (FORCE)".encode())


def como_a_web(url: URL) -> URL:
    """Address of the base as the web system uses it."""
    return url.set(username="gsan_online", password=SENHA_DA_WEB)
