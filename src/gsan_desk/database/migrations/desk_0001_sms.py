"""The SMS station's part of ``desk_0001``: parts, attempts, lease, stations, answers, settings (spec 50 §3.3)."""

SQL = """
CREATE TABLE gsan_desk.sms_ajustes (
    id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    intervalo_segundos smallint NOT NULL DEFAULT 7 CHECK (intervalo_segundos BETWEEN 0 AND 120),
    max_tentativas smallint NOT NULL DEFAULT 3 CHECK (max_tentativas BETWEEN 1 AND 10),
    tempo_limite_envio smallint NOT NULL DEFAULT 60 CHECK (tempo_limite_envio BETWEEN 2 AND 300),
    expira_horas smallint NOT NULL DEFAULT 24 CHECK (expira_horas BETWEEN 1 AND 720),
    validade text NOT NULL DEFAULT '24H' CHECK (validade IN ('1H', '6H', '24H', '72H', '1W', 'Max')),
    solicitar_confirmacao boolean NOT NULL DEFAULT true,
    cota_diaria integer NOT NULL DEFAULT 500 CHECK (cota_diaria >= 0),
    cota_por_numero integer NOT NULL DEFAULT 10 CHECK (cota_por_numero >= 0),
    janela_inicio time NOT NULL DEFAULT '08:00',
    janela_fim time NOT NULL DEFAULT '20:00',
    max_partes smallint NOT NULL DEFAULT 2 CHECK (max_partes BETWEEN 1 AND 6),
    reenviar_incertas boolean NOT NULL DEFAULT false,
    cms_generico text NOT NULL DEFAULT 'INCERTA' CHECK (cms_generico IN ('INCERTA', 'TRANSITORIA')),
    ddd_padrao smallint,
    varredura_segundos smallint NOT NULL DEFAULT 15 CHECK (varredura_segundos BETWEEN 1 AND 600),
    posse_segundos smallint NOT NULL DEFAULT 30 CHECK (posse_segundos BETWEEN 10 AND 60),
    retencao_dias smallint NOT NULL DEFAULT 365,
    permite_exterior boolean NOT NULL DEFAULT false,
    responder_saida boolean NOT NULL DEFAULT true,
    pausada_em timestamptz,
    pausada_por text
);
INSERT INTO gsan_desk.sms_ajustes DEFAULT VALUES;
CREATE TABLE gsan_desk.sms_estacao (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    nome varchar(60) NOT NULL UNIQUE,
    dispositivo varchar(120) NOT NULL DEFAULT '',
    conexao varchar(40) NOT NULL DEFAULT '',
    versao varchar(40) NOT NULL DEFAULT '',
    estado varchar(20) NOT NULL DEFAULT 'parada',
    motivo varchar(200) NOT NULL DEFAULT '',
    aparelho varchar(120) NOT NULL DEFAULT '',
    imei varchar(20) NOT NULL DEFAULT '',
    imsi varchar(20) NOT NULL DEFAULT '',
    operadora varchar(40) NOT NULL DEFAULT '',
    rede varchar(30) NOT NULL DEFAULT '',
    sinal smallint,
    bateria smallint,
    vista_em timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE gsan_desk.sms_posse (
    id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    estacao_id integer REFERENCES gsan_desk.sms_estacao,
    token bigint NOT NULL DEFAULT 0,
    valida_ate timestamptz NOT NULL DEFAULT 'epoch',
    renovada_em timestamptz,
    anterior_ate timestamptz NOT NULL DEFAULT 'epoch',
    iniciada_em timestamptz NOT NULL DEFAULT now()
);
INSERT INTO gsan_desk.sms_posse DEFAULT VALUES;
ALTER TABLE gsan_desk.sms_mensagem
    ADD COLUMN estacao_id integer REFERENCES gsan_desk.sms_estacao,
    ADD COLUMN posse bigint,
    ADD COLUMN concatenacao smallint,
    ADD COLUMN reenvios smallint NOT NULL DEFAULT 0;
CREATE TABLE gsan_desk.sms_parte (
    mensagem_id bigint NOT NULL REFERENCES gsan_desk.sms_mensagem,
    sequencia smallint NOT NULL,
    situacao smallint NOT NULL CHECK (situacao BETWEEN 1 AND 5),
    tpmr smallint,
    imsi varchar(20) NOT NULL DEFAULT '',
    aceita_em timestamptz,
    tp_st smallint,
    relatorio_em timestamptz,
    PRIMARY KEY (mensagem_id, sequencia)
);
CREATE INDEX sms_parte_relatorio ON gsan_desk.sms_parte (tpmr, aceita_em);
CREATE INDEX sms_parte_aceita ON gsan_desk.sms_parte (aceita_em);
CREATE TABLE gsan_desk.sms_tentativa (
    id uuid PRIMARY KEY,
    mensagem_id bigint NOT NULL REFERENCES gsan_desk.sms_mensagem,
    sequencia smallint NOT NULL,
    estacao_id integer NOT NULL REFERENCES gsan_desk.sms_estacao,
    posse bigint NOT NULL,
    inicio timestamptz NOT NULL DEFAULT now(),
    fim timestamptz,
    resultado varchar(12),
    pdu_escrita boolean,
    codigo_gammu smallint,
    codigo_cms smallint,
    tpmr smallint,
    detalhe varchar(200) NOT NULL DEFAULT ''
);
CREATE INDEX sms_tentativa_mensagem ON gsan_desk.sms_tentativa (mensagem_id, inicio);
CREATE TABLE gsan_desk.sms_decisao (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mensagem_id bigint NOT NULL REFERENCES gsan_desk.sms_mensagem,
    quando timestamptz NOT NULL DEFAULT now(),
    quem text NOT NULL DEFAULT session_user,
    decisao smallint NOT NULL CHECK (decisao BETWEEN 1 AND 3),
    situacao_anterior smallint NOT NULL,
    numero_anterior varchar(16),
    motivo varchar(200) NOT NULL DEFAULT ''
);
CREATE INDEX sms_decisao_mensagem ON gsan_desk.sms_decisao (mensagem_id);
CREATE TABLE gsan_desk.sms_recebida (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    numero varchar(25) NOT NULL,
    texto varchar(2000) NOT NULL,
    enviada_em timestamptz NOT NULL,
    recebida_em timestamptz NOT NULL DEFAULT now(),
    imsi varchar(20) NOT NULL DEFAULT '',
    rgat_id integer,
    tratada_em timestamptz,
    UNIQUE (numero, enviada_em, texto)
);
CREATE INDEX sms_recebida_ra ON gsan_desk.sms_recebida (rgat_id);
CREATE TABLE gsan_desk.sms_bloqueio (
    numero varchar(16) PRIMARY KEY,
    desde timestamptz NOT NULL DEFAULT now(),
    origem varchar(20) NOT NULL
);
CREATE INDEX sms_mensagem_numero ON gsan_desk.sms_mensagem (numero, id);
CREATE INDEX sms_mensagem_enviando ON gsan_desk.sms_mensagem (posse) WHERE situacao = 2;
CREATE FUNCTION gsan_desk.avisar_sms() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM pg_notify('gsan_desk_sms', '');
    RETURN NULL;
END
$$;
CREATE FUNCTION gsan_desk.completar_sms() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    SELECT a.max_tentativas, coalesce(NEW.expira_em, now() + make_interval(hours => a.expira_horas))
    INTO NEW.max_tentativas, NEW.expira_em FROM gsan_desk.sms_ajustes a;
    RETURN NEW;
END
$$;
CREATE TRIGGER gsan_desk_sms_completar BEFORE INSERT ON gsan_desk.sms_mensagem
    FOR EACH ROW EXECUTE FUNCTION gsan_desk.completar_sms();
CREATE TRIGGER gsan_desk_sms_insert AFTER INSERT ON gsan_desk.sms_mensagem
    FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.avisar_sms();
CREATE FUNCTION gsan_desk.avisar_estado_sms() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM pg_notify('gsan_desk_sms', 'estado');
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    RETURN NULL;
END
$$;
CREATE TRIGGER gsan_desk_sms_estado AFTER UPDATE OF situacao ON gsan_desk.sms_mensagem
    FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.avisar_estado_sms();
CREATE TRIGGER gsan_desk_sms_estado AFTER UPDATE OF pausada_em ON gsan_desk.sms_ajustes
    FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.avisar_estado_sms();
CREATE TRIGGER gsan_desk_sms_estado AFTER UPDATE ON gsan_desk.sms_posse
    FOR EACH ROW WHEN (OLD.token <> NEW.token OR NEW.valida_ate < OLD.valida_ate)
    EXECUTE FUNCTION gsan_desk.avisar_estado_sms();
CREATE TRIGGER gsan_desk_sms_estado AFTER INSERT ON gsan_desk.sms_estacao
    FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.avisar_estado_sms()
"""
