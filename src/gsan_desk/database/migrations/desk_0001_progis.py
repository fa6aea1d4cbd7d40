"""Citizens' reports in ``desk_0001``: what enters is cleaned and limited, only allowed changes pass (spec 40 §2.3).

A report that came before, or one beyond what its phone may send in a day, is left out without failing the rest of the
statement; what was left out is counted. Roles that insert may see nothing: a photo names its report by the key that
they themselves gave.
"""

_TABELAS = """
CREATE TABLE gsan_desk.relato_ajustes (
    id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    raio_metros integer NOT NULL DEFAULT 150 CHECK (raio_metros BETWEEN 10 AND 2000),
    dias_encerrados smallint NOT NULL DEFAULT 7 CHECK (dias_encerrados BETWEEN 0 AND 90),
    dias_mesmo_telefone smallint NOT NULL DEFAULT 30 CHECK (dias_mesmo_telefone BETWEEN 0 AND 365),
    relatos_por_telefone_dia smallint NOT NULL DEFAULT 10 CHECK (relatos_por_telefone_dia BETWEEN 1 AND 1000),
    zona_utm smallint CHECK (zona_utm BETWEEN 1 AND 60),
    meso_id integer,
    step_idagua integer,
    step_idesgoto integer,
    protocolo_do_principal boolean NOT NULL DEFAULT false
);
INSERT INTO gsan_desk.relato_ajustes DEFAULT VALUES;
CREATE TABLE gsan_desk.relato_cidadao (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    origem varchar(20) NOT NULL CHECK (origem <> ''),
    id_externo varchar(60) NOT NULL CHECK (id_externo <> ''),
    recebido_em timestamptz NOT NULL DEFAULT now(),
    enviado_em timestamptz,
    telefone varchar(16) NOT NULL CHECK (telefone ~ '^[+][1-9][0-9]{7,14}$'),
    nome varchar(60),
    problema smallint NOT NULL CHECK (problema IN (1, 2)),
    latitude numeric(10,7) CHECK (latitude BETWEEN -90 AND 90),
    longitude numeric(10,7) CHECK (longitude BETWEEN -180 AND 180),
    precisao_m real CHECK (precisao_m BETWEEN 0 AND 100000),
    endereco varchar(200),
    bairro varchar(60),
    municipio varchar(60),
    ponto_referencia varchar(60),
    descricao varchar(400),
    situacao smallint NOT NULL DEFAULT 1 CHECK (situacao BETWEEN 1 AND 4),
    rgat_id integer,
    raso_id integer,
    motivo_descarte varchar(200),
    reservado_por text,
    reservado_ate timestamptz,
    decidido_por text,
    decidido_em timestamptz,
    versao integer NOT NULL DEFAULT 1,
    UNIQUE (origem, id_externo),
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK (latitude IS NOT NULL OR endereco IS NOT NULL),
    CHECK ((situacao IN (2, 3)) = (rgat_id IS NOT NULL AND raso_id IS NOT NULL)),
    CHECK ((situacao = 4) = (motivo_descarte IS NOT NULL)),
    CHECK ((situacao = 1) = (decidido_por IS NULL)),
    CHECK ((reservado_por IS NULL) = (reservado_ate IS NULL))
);
CREATE INDEX relato_pendente ON gsan_desk.relato_cidadao (recebido_em, id) WHERE situacao = 1;
CREATE INDEX relato_recebido ON gsan_desk.relato_cidadao (recebido_em, id);
CREATE INDEX relato_telefone_recebido ON gsan_desk.relato_cidadao (telefone, recebido_em);
CREATE INDEX relato_ra ON gsan_desk.relato_cidadao (rgat_id) WHERE rgat_id IS NOT NULL;
CREATE INDEX relato_ponto ON gsan_desk.relato_cidadao USING gist (point(longitude::float8, latitude::float8))
    WHERE situacao = 1 AND latitude IS NOT NULL;
CREATE TABLE gsan_desk.relato_foto (
    origem varchar(20) NOT NULL,
    id_externo varchar(60) NOT NULL,
    ordem smallint NOT NULL CHECK (ordem BETWEEN 1 AND 3),
    conteudo bytea NOT NULL CHECK (octet_length(conteudo) <= 5242880 AND (
        substring(conteudo FROM 1 FOR 3) = '\\xffd8ff' OR substring(conteudo FROM 1 FOR 8) = '\\x89504e470d0a1a0a')),
    PRIMARY KEY (origem, id_externo, ordem),
    FOREIGN KEY (origem, id_externo) REFERENCES gsan_desk.relato_cidadao (origem, id_externo)
);
ALTER TABLE gsan_desk.relato_foto ALTER COLUMN conteudo SET STORAGE EXTERNAL;
CREATE TABLE gsan_desk.relato_telefone (
    telefone varchar(16) NOT NULL,
    dia date NOT NULL,
    recebidos integer NOT NULL,
    recusados integer NOT NULL DEFAULT 0,
    PRIMARY KEY (telefone, dia)
);
CREATE TABLE gsan_desk.relato_fonte (
    nome varchar(60) PRIMARY KEY,
    posicao varchar(200) NOT NULL,
    lida_em timestamptz NOT NULL DEFAULT now()
)
"""

_ENTRADA = """
CREATE FUNCTION gsan_desk.texto_limpo(texto text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog AS $$
BEGIN
    texto := regexp_replace(texto, '[[:cntrl:]]+', ' ', 'g');
    IF getdatabaseencoding() = 'UTF8' THEN  -- marks that turn the direction of text, and those that nobody sees
        texto := translate(texto, concat(chr(8203), chr(8204), chr(8206), chr(8207), chr(8234), chr(8235), chr(8236),
            chr(8237), chr(8238), chr(8294), chr(8295), chr(8296), chr(8297), chr(65279)), '');
    END IF;
    RETURN nullif(btrim(regexp_replace(texto, ' {2,}', ' ', 'g')), '');
END
$$;
CREATE FUNCTION gsan_desk.receber_relato() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    limite integer := (SELECT relatos_por_telefone_dia FROM gsan_desk.relato_ajustes);
    passou boolean;
BEGIN
    NEW.origem := coalesce(gsan_desk.texto_limpo(NEW.origem), '');
    NEW.id_externo := coalesce(gsan_desk.texto_limpo(NEW.id_externo), '');
    IF NEW.origem = 'BALCAO' AND gsan_desk.operador_id() IS NULL THEN
        RAISE EXCEPTION 'relato_cidadao: only a person at the counter writes this origin' USING ERRCODE = '42501';
    END IF;
    IF EXISTS (
        SELECT 1 FROM gsan_desk.relato_cidadao WHERE origem = NEW.origem AND id_externo = NEW.id_externo
    ) THEN
        RETURN NULL;
    END IF;
    NEW.recebido_em := now();
    NEW.situacao := 1;
    NEW.rgat_id := NULL;
    NEW.raso_id := NULL;
    NEW.motivo_descarte := NULL;
    NEW.reservado_por := NULL;
    NEW.reservado_ate := NULL;
    NEW.decidido_por := NULL;
    NEW.decidido_em := NULL;
    NEW.versao := 1;
    NEW.nome := gsan_desk.texto_limpo(NEW.nome);
    NEW.endereco := gsan_desk.texto_limpo(NEW.endereco);
    NEW.bairro := gsan_desk.texto_limpo(NEW.bairro);
    NEW.municipio := gsan_desk.texto_limpo(NEW.municipio);
    NEW.ponto_referencia := gsan_desk.texto_limpo(NEW.ponto_referencia);
    NEW.descricao := gsan_desk.texto_limpo(NEW.descricao);
    IF NEW.latitude = 0 AND NEW.longitude = 0 THEN
        NEW.latitude := NULL;
        NEW.longitude := NULL;
    END IF;
    IF NEW.telefone IS NULL OR NEW.telefone !~ '^[+][1-9][0-9]{7,14}$' THEN
        RETURN NEW;  -- the constraint says what is wrong
    END IF;
    INSERT INTO gsan_desk.relato_telefone AS t (telefone, dia, recebidos)
    VALUES (NEW.telefone, (now() AT TIME ZONE 'UTC')::date, 1)
    ON CONFLICT (telefone, dia) DO UPDATE SET recebidos = t.recebidos + 1,
        recusados = t.recusados + CASE WHEN t.recebidos >= limite THEN 1 ELSE 0 END
    RETURNING t.recebidos <= limite INTO passou;
    RETURN CASE WHEN passou THEN NEW END;
END
$$;
CREATE TRIGGER gsan_desk_relato_entrada BEFORE INSERT ON gsan_desk.relato_cidadao
    FOR EACH ROW EXECUTE FUNCTION gsan_desk.receber_relato();
CREATE FUNCTION gsan_desk.receber_foto() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM gsan_desk.relato_cidadao
        WHERE origem = NEW.origem AND id_externo = NEW.id_externo AND situacao = 1
    ) THEN
        RAISE EXCEPTION 'relato_foto: no pending report of this key' USING ERRCODE = '23503';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER gsan_desk_relato_foto BEFORE INSERT ON gsan_desk.relato_foto
    FOR EACH ROW EXECUTE FUNCTION gsan_desk.receber_foto();
CREATE FUNCTION gsan_desk.posicao_da_fonte(fonte text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT posicao FROM gsan_desk.relato_fonte WHERE nome = fonte
$$;
CREATE FUNCTION gsan_desk.avancar_fonte(fonte text, ate text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
    INSERT INTO gsan_desk.relato_fonte (nome, posicao) VALUES (fonte, ate)
    ON CONFLICT (nome) DO UPDATE SET posicao = EXCLUDED.posicao, lida_em = now()
$$;
CREATE FUNCTION gsan_desk.situar_relato(de text, id_de_fora text, lat numeric, lon numeric) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
    UPDATE gsan_desk.relato_cidadao SET latitude = lat, longitude = lon
    WHERE origem = de AND id_externo = id_de_fora AND situacao = 1 AND latitude IS NULL
        AND recebido_em = now()  -- only the transaction that brought it
$$;
REVOKE ALL ON FUNCTION gsan_desk.posicao_da_fonte(text), gsan_desk.avancar_fonte(text, text),
    gsan_desk.situar_relato(text, text, numeric, numeric) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gsan_desk.posicao_da_fonte(text), gsan_desk.avancar_fonte(text, text),
    gsan_desk.situar_relato(text, text, numeric, numeric) TO gsan_desk_intake
"""

_MUDANCAS = """
CREATE FUNCTION gsan_desk.conectados() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT DISTINCT usename::text FROM pg_stat_activity WHERE datname = current_database() AND usename IS NOT NULL
$$;
CREATE FUNCTION gsan_desk.mudar_relato() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    eu text := session_user;
    de_outro boolean := OLD.reservado_por <> session_user AND OLD.reservado_ate > now()
        AND OLD.reservado_por IN (SELECT gsan_desk.conectados());
    passo text := concat(OLD.situacao, NEW.situacao);
    pode boolean;
BEGIN
    IF passo <> '11' OR OLD.reservado_por IS DISTINCT FROM eu OR NEW.reservado_por IS NULL THEN
        NEW.versao := OLD.versao + 1;  -- who holds it and goes on holding it changes nothing that anybody judged by
    ELSE
        NEW.versao := OLD.versao;
    END IF;
    IF passo IN ('12', '13', '14') AND de_outro THEN
        RAISE EXCEPTION USING ERRCODE = '55006', MESSAGE = concat('relato_cidadao: reserved by ', OLD.reservado_por);
    END IF;
    pode := CASE passo
        WHEN '11' THEN NEW.reservado_por IS NOT NULL OR NOT coalesce(de_outro, false)
        WHEN '12' THEN gsan_desk.ra_desta_transacao(NEW.rgat_id)
            AND gsan_desk.solicitante_desta_transacao(NEW.raso_id)
        WHEN '13' THEN gsan_desk.ra_aberto(NEW.rgat_id) AND gsan_desk.solicitante_desta_transacao(NEW.raso_id)
            AND EXISTS (SELECT 1 FROM atendimentopublico.ra_solicitante s
                WHERE s.raso_id = NEW.raso_id AND s.rgat_id = NEW.rgat_id)
        WHEN '14' THEN btrim(NEW.motivo_descarte) <> ''
        WHEN '41' THEN pg_has_role(eu, 'gsan_desk_supervisor', 'member')
        WHEN '31' THEN pg_has_role(eu, 'gsan_desk_supervisor', 'member')
            AND NOT EXISTS (SELECT 1 FROM atendimentopublico.ra_solicitante s WHERE s.raso_id = OLD.raso_id)
    END;
    IF NOT coalesce(pode, false) THEN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = concat('relato_cidadao: change not allowed: ', passo);
    END IF;
    IF NEW.situacao = 1 THEN
        NEW.reservado_por := CASE WHEN passo = '11' AND NEW.reservado_por IS NOT NULL THEN eu END;
        NEW.reservado_ate := CASE WHEN NEW.reservado_por IS NOT NULL THEN now() + interval '10 minutes' END;
        NEW.decidido_por := NULL;
        NEW.decidido_em := NULL;
    ELSE
        NEW.reservado_por := NULL;
        NEW.reservado_ate := NULL;
        NEW.decidido_por := eu;
        NEW.decidido_em := now();
    END IF;
    IF NEW.situacao NOT IN (2, 3) THEN
        NEW.rgat_id := NULL;
        NEW.raso_id := NULL;
    END IF;
    IF NEW.situacao <> 4 THEN
        NEW.motivo_descarte := NULL;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER gsan_desk_relato_mudanca BEFORE UPDATE OF situacao, rgat_id, raso_id, motivo_descarte, reservado_por,
    reservado_ate, decidido_por, decidido_em, versao ON gsan_desk.relato_cidadao
    FOR EACH ROW EXECUTE FUNCTION gsan_desk.mudar_relato();
CREATE FUNCTION gsan_desk.auditar_relato() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO gsan_desk.auditoria (quem, aplicacao, tabela, operacao, linha, rgat_id, antes, depois)
    SELECT session_user, current_setting('application_name'), 'gsan_desk.relato_cidadao', 'U', NEW.id,
        coalesce(NEW.rgat_id, OLD.rgat_id), antes.j, depois.j
    FROM (SELECT jsonb_strip_nulls(jsonb_build_object('situacao', OLD.situacao, 'rgat_id', OLD.rgat_id,
            'raso_id', OLD.raso_id, 'motivo_descarte', OLD.motivo_descarte, 'decidido_por', OLD.decidido_por)) AS j
        ) antes,
        (SELECT jsonb_strip_nulls(jsonb_build_object('situacao', NEW.situacao, 'rgat_id', NEW.rgat_id,
            'raso_id', NEW.raso_id, 'motivo_descarte', NEW.motivo_descarte, 'decidido_por', NEW.decidido_por)) AS j
        ) depois;
    RETURN NULL;
END
$$;
CREATE TRIGGER gsan_desk_relato_auditoria AFTER UPDATE OF situacao ON gsan_desk.relato_cidadao
    FOR EACH ROW WHEN (OLD.situacao IS DISTINCT FROM NEW.situacao) EXECUTE FUNCTION gsan_desk.auditar_relato();
CREATE FUNCTION gsan_desk.auditar_relato_do_balcao() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO gsan_desk.auditoria (quem, aplicacao, tabela, operacao, linha, depois)
    VALUES (session_user, current_setting('application_name'), 'gsan_desk.relato_cidadao', 'I', NEW.id,
        jsonb_build_object('situacao', NEW.situacao, 'origem', NEW.origem));
    RETURN NULL;
END
$$;
CREATE TRIGGER gsan_desk_relato_balcao AFTER INSERT ON gsan_desk.relato_cidadao
    FOR EACH ROW WHEN (NEW.origem = 'BALCAO') EXECUTE FUNCTION gsan_desk.auditar_relato_do_balcao();
CREATE FUNCTION gsan_desk.desfazer_vinculo(relato bigint, versao_lida integer) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    pedido integer;
BEGIN
    IF gsan_desk.operador_id() IS NULL OR NOT pg_has_role(session_user, 'gsan_desk_supervisor', 'member') THEN
        RAISE EXCEPTION 'desfazer_vinculo: not allowed' USING ERRCODE = '42501';
    END IF;
    SELECT raso_id INTO pedido FROM gsan_desk.relato_cidadao
    WHERE id = relato AND situacao = 3 AND versao = versao_lida FOR UPDATE;
    IF pedido IS NULL THEN
        RETURN 'MUDOU';
    END IF;
    PERFORM 1 FROM gsan_desk.sms_mensagem WHERE raso_id = pedido FOR UPDATE;
    IF EXISTS (SELECT 1 FROM gsan_desk.sms_mensagem WHERE raso_id = pedido
        AND (situacao IN (2, 3, 4, 7) OR tentativas > 0)) THEN
        RETURN 'SMS';
    END IF;
    UPDATE gsan_desk.sms_mensagem SET situacao = 6, motivo = 'VINCULO_DESFEITO', versao = versao + 1
    WHERE raso_id = pedido AND situacao = 1;
    DELETE FROM gsan_desk.ra_sms WHERE raso_id = pedido;
    DELETE FROM gsan_desk.solicitante_chave WHERE raso_id = pedido;
    DELETE FROM atendimentopublico.solicitante_fone WHERE raso_id = pedido;
    DELETE FROM atendimentopublico.ra_solicitante WHERE raso_id = pedido AND raso_icsolicitanteprincipal <> 1;
    UPDATE gsan_desk.relato_cidadao SET situacao = 1 WHERE id = relato;
    RETURN 'FEITO';
END
$$;
REVOKE ALL ON FUNCTION gsan_desk.desfazer_vinculo(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gsan_desk.desfazer_vinculo(bigint, integer) TO gsan_desk_supervisor
"""

_AVISOS = """
CREATE FUNCTION gsan_desk.avisar_relatos() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    relatos bigint[] := (SELECT array_agg(id) FROM novas);
BEGIN
    IF relatos IS NOT NULL AND gsan_desk.pode_avisar() THEN
        PERFORM pg_notify('gsan_desk_relato', json_strip_nulls(json_build_object(
            'relatos', CASE WHEN cardinality(relatos) <= 100 THEN relatos END))::text);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER gsan_desk_relato_aviso_insert AFTER INSERT ON gsan_desk.relato_cidadao
    REFERENCING NEW TABLE AS novas FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.avisar_relatos();
CREATE TRIGGER gsan_desk_relato_aviso_update AFTER UPDATE ON gsan_desk.relato_cidadao
    REFERENCING NEW TABLE AS novas FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.avisar_relatos()
"""

SQL = ";\n".join((_TABELAS, _ENTRADA, _MUDANCAS, _AVISOS))
