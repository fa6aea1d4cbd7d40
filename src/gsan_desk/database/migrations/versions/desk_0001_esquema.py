"""Our own schema: base settings, idempotency, SMS outbox, audit.

Revision: desk_0001
"""

from alembic import op

from gsan_desk.database.migrations import desk_0001_acesso as acesso
from gsan_desk.database.migrations import desk_0001_auditoria as auditoria
from gsan_desk.database.migrations import desk_0001_avisos as avisos
from gsan_desk.database.migrations import desk_0001_comando as comando
from gsan_desk.database.migrations import desk_0001_complemento as complemento
from gsan_desk.database.migrations import desk_0001_devolucao as devolucao
from gsan_desk.database.migrations import desk_0001_dominios as dominios
from gsan_desk.database.migrations import desk_0001_email as email
from gsan_desk.database.migrations import desk_0001_encerramento as encerramento
from gsan_desk.database.migrations import desk_0001_funcoes as funcoes
from gsan_desk.database.migrations import desk_0001_operacoes as operacoes
from gsan_desk.database.migrations import desk_0001_progis as progis
from gsan_desk.database.migrations import desk_0001_sms as sms
from gsan_desk.database.migrations import desk_0001_tramite as tramite
from gsan_desk.database.migrations import desk_0001_tramite_conjunto as tramite_conjunto

revision = "desk_0001"
down_revision = None
branch_labels = ("desk",)
depends_on = None

TABELAS = """
CREATE TABLE gsan_desk.base (
    id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    modo text NOT NULL CHECK (modo IN ('novo', 'adotado', 'treinamento')),
    esquema integer NOT NULL DEFAULT 1,
    fuso_horario text NOT NULL,
    reiterar_antes_do_prazo boolean NOT NULL DEFAULT false,
    centralizadora_por_localidade boolean NOT NULL DEFAULT false,
    grupo_diagnostico integer NOT NULL DEFAULT 6,
    simplificado_informacao integer NOT NULL DEFAULT 1038,
    simplificado_reiteracao integer NOT NULL DEFAULT 1039,
    simplificado_operacional integer NOT NULL DEFAULT 1040,
    cliente_minimo text NOT NULL,
    cliente_atual text NOT NULL,
    instalador text,
    instalador_sha256 text CHECK (instalador_sha256 ~ '^[0-9a-f]{64}$'),
    criada_em timestamptz NOT NULL DEFAULT now(),
    CHECK ((instalador IS NULL) = (instalador_sha256 IS NULL))
);
CREATE TABLE gsan_desk.ra_chave (
    chave uuid PRIMARY KEY,
    rgat_id integer NOT NULL UNIQUE,
    usur_id integer NOT NULL,
    criado_em timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE gsan_desk.solicitante_chave (
    chave uuid PRIMARY KEY,
    raso_id integer NOT NULL UNIQUE,
    usur_id integer NOT NULL,
    criado_em timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE gsan_desk.ra_sms (
    rgat_id integer NOT NULL,
    raso_id integer NOT NULL,
    enviar boolean NOT NULL,
    numero varchar(16),
    PRIMARY KEY (rgat_id, raso_id)
);
CREATE TABLE gsan_desk.sms_modelo (
    evento smallint PRIMARY KEY,
    texto varchar(1000) NOT NULL
);
INSERT INTO gsan_desk.sms_modelo (evento, texto) VALUES
    (1, '{empresa}: sua solicitacao foi registrada. Protocolo {protocolo}, RA {ra}. '
        'Previsao de atendimento: {previsao}.'),
    (2, '{empresa}: o problema informado ja esta em atendimento. Protocolo {protocolo}, RA {ra}. '
        'Previsao: {previsao}.'),
    (3, '{empresa}: o atendimento do RA {ra}, protocolo {protocolo}, foi concluido com sucesso em {data}. Obrigado.'
        '{pesquisa}'),
    (6, '{empresa}: a ocorrencia de {ocorrencia} em {bairro} terminou em {data}. Protocolo {protocolo}. Obrigado.');
CREATE TABLE gsan_desk.sms_mensagem (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tipo smallint NOT NULL CHECK (tipo BETWEEN 1 AND 6),
    rgat_id integer,
    raso_id integer,
    numero_informado varchar(25) NOT NULL,
    numero varchar(16),
    texto varchar(1000) NOT NULL,
    alfabeto char(1) NOT NULL CHECK (alfabeto IN ('S', 'U')),
    partes smallint NOT NULL,
    prioridade smallint NOT NULL DEFAULT 5,
    situacao smallint NOT NULL DEFAULT 1 CHECK (situacao BETWEEN 1 AND 8),
    motivo varchar(40),
    tentativas smallint NOT NULL DEFAULT 0,
    max_tentativas smallint NOT NULL DEFAULT 3,
    criada_em timestamptz NOT NULL DEFAULT now(),
    proxima_tentativa timestamptz NOT NULL DEFAULT now(),
    expira_em timestamptz,
    enviada_em timestamptz,
    entregue_em timestamptz,
    usur_id integer,
    chave varchar(60) NOT NULL UNIQUE,
    versao integer NOT NULL DEFAULT 1
);
CREATE INDEX sms_mensagem_fila ON gsan_desk.sms_mensagem (prioridade, id) WHERE situacao = 1;
CREATE INDEX sms_mensagem_situacao ON gsan_desk.sms_mensagem (situacao, criada_em);
CREATE INDEX sms_mensagem_ra ON gsan_desk.sms_mensagem (rgat_id)
"""


def upgrade() -> None:
    """Create what is ours; nothing of GSAN changes."""
    conexao = op.get_bind()
    conexao.exec_driver_sql(TABELAS)
    conexao.exec_driver_sql(sms.SQL)
    conexao.exec_driver_sql(email.SQL)
    conexao.exec_driver_sql(acesso.TABELAS)
    conexao.exec_driver_sql(funcoes.SQL)
    conexao.exec_driver_sql(acesso.FUNCOES)
    conexao.exec_driver_sql(tramite.SQL)
    conexao.exec_driver_sql(devolucao.TABELAS)
    conexao.exec_driver_sql(complemento.TABELAS)
    conexao.exec_driver_sql(auditoria.SQL)
    conexao.exec_driver_sql(operacoes.SQL)
    conexao.exec_driver_sql(comando.SQL)
    conexao.exec_driver_sql(encerramento.SQL)
    conexao.exec_driver_sql(avisos.SQL)
    conexao.exec_driver_sql(dominios.SQL)
    conexao.exec_driver_sql(complemento.AVISOS)
    conexao.exec_driver_sql(devolucao.FUNCOES)
    conexao.exec_driver_sql(tramite_conjunto.SQL)
    conexao.exec_driver_sql(progis.SQL)
    conexao.exec_driver_sql(auditoria.GATILHOS)
