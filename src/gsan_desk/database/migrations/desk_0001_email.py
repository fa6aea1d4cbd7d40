"""The satisfaction e-mail's part of ``desk_0001``: settings, template, outbox, log (spec 20 §9.8 [UC1181])."""

SQL = """
CREATE TABLE gsan_desk.email_ajustes (
    id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    servidor varchar(120) NOT NULL DEFAULT '',
    porta integer NOT NULL DEFAULT 587 CHECK (porta BETWEEN 1 AND 65535),
    seguranca text NOT NULL DEFAULT 'STARTTLS' CHECK (seguranca IN ('STARTTLS', 'TLS', 'NENHUMA')),
    usuario varchar(120) NOT NULL DEFAULT '',
    remetente varchar(120) NOT NULL DEFAULT '',
    nome_remetente varchar(80) NOT NULL DEFAULT '',
    max_tentativas smallint NOT NULL DEFAULT 5 CHECK (max_tentativas BETWEEN 1 AND 10),
    expira_horas smallint NOT NULL DEFAULT 72 CHECK (expira_horas BETWEEN 1 AND 720)
);
INSERT INTO gsan_desk.email_ajustes DEFAULT VALUES;
CREATE TABLE gsan_desk.email_modelo (
    evento smallint PRIMARY KEY CHECK (evento = 3),
    assunto varchar(150) NOT NULL,
    texto varchar(4000) NOT NULL
);
INSERT INTO gsan_desk.email_modelo (evento, assunto, texto) VALUES (3,
    'Como foi o atendimento do RA {ra}?',
    'Olá,' || chr(10) || chr(10)
    || 'A solicitação "{especificacao}", protocolo {protocolo}, RA {ra}, foi concluída em {data}.' || chr(10) || chr(10)
    || 'Conte-nos como foi o atendimento: responda a esta mensagem com uma nota de 1 (péssimo) a 5 (ótimo) e, se'
    || ' quiser, um comentário.' || chr(10) || chr(10) || '{empresa}' || chr(10));
CREATE TABLE gsan_desk.email_mensagem (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rgat_id integer NOT NULL,
    raso_id integer NOT NULL,
    endereco varchar(80) NOT NULL,
    assunto varchar(200) NOT NULL,
    texto varchar(5000) NOT NULL,
    situacao smallint NOT NULL DEFAULT 1 CHECK (situacao BETWEEN 1 AND 8),
    motivo varchar(40),
    tentativas smallint NOT NULL DEFAULT 0,
    criada_em timestamptz NOT NULL DEFAULT now(),
    proxima_tentativa timestamptz NOT NULL DEFAULT now(),
    expira_em timestamptz NOT NULL,
    enviada_em timestamptz,
    posse bigint,
    chave varchar(60) NOT NULL UNIQUE,
    versao integer NOT NULL DEFAULT 1
);
CREATE INDEX email_mensagem_fila ON gsan_desk.email_mensagem (proxima_tentativa) WHERE situacao = 1;
CREATE INDEX email_mensagem_enviando ON gsan_desk.email_mensagem (posse) WHERE situacao = 2;
CREATE INDEX email_mensagem_situacao ON gsan_desk.email_mensagem (situacao, id);
CREATE INDEX email_mensagem_ra ON gsan_desk.email_mensagem (rgat_id);
CREATE TABLE gsan_desk.email_registro (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mensagem_id bigint NOT NULL REFERENCES gsan_desk.email_mensagem,
    quando timestamptz NOT NULL DEFAULT now(),
    quem text NOT NULL DEFAULT session_user,
    resultado varchar(12) NOT NULL,
    detalhe varchar(300) NOT NULL DEFAULT ''
);
CREATE INDEX email_registro_mensagem ON gsan_desk.email_registro (mensagem_id, id);
ALTER TABLE gsan_desk.sms_estacao ADD COLUMN correio varchar(200) NOT NULL DEFAULT ''
"""
