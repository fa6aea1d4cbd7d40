"""Rights over messages: the station that sends them, its operator, the supervisor who decides."""

from tests.database.direitos.declaracao import CHEFIA, NINGUEM, PESSOAS, Direito, Quem, direito
from tests.support.cenario import IDS

NOSSO = "gsan_desk"
MENSAGEM, ESTACAO, RECEBIDA = 7200, 7201, 7202
TENTATIVA = "00000000-0000-0000-0000-00000000b001"
_SMS = frozenset({Quem.SMS, Quem.ADMIN})
_DECIDE = CHEFIA | _SMS
_RESPOSTA = (
    f"INSERT INTO {NOSSO}.sms_mensagem (tipo, rgat_id, numero_informado, texto, alfabeto, partes, chave)"
    f" VALUES ({{tipo}}, {IDS.ra_pendente_imovel}, '81988887777', 'X', 'S', 1, 'direito')"
)
EMAIL = 7203
_EMAIL = (
    f"INSERT INTO {NOSSO}.email_mensagem (rgat_id, raso_id, endereco, assunto, texto, expira_em, chave)"
    f" VALUES ({IDS.ra_pendente_imovel}, 7001, 'a@b.c', 'X', 'X', now(), 'direito')"
)
_REGISTRO = f"INSERT INTO {NOSSO}.email_registro (mensagem_id, quem, resultado) VALUES ({EMAIL}, {{quem}}, 'X')"
_DECISAO = (
    f"INSERT INTO {NOSSO}.sms_decisao (mensagem_id, quem, decisao, situacao_anterior)"
    f" VALUES ({MENSAGEM}, {{quem}}, 1, 5)"
)

DIREITOS: tuple[Direito, ...] = (
    direito("mensagens_sms", "ler as mensagens", PESSOAS, f"SELECT 1 FROM {NOSSO}.sms_mensagem LIMIT 1"),
    direito(
        "mensagens_sms",
        "reenviar ou cancelar",
        _DECIDE,
        f"UPDATE {NOSSO}.sms_mensagem SET situacao = 1 WHERE id = {MENSAGEM}",
    ),
    direito(
        "mensagens_sms",
        "corrigir o celular",
        _DECIDE,
        f"UPDATE {NOSSO}.ra_sms SET numero = '+5581988880000' WHERE rgat_id = {IDS.ra_pendente_imovel}",
    ),
    direito("mensagens_sms", "registrar a própria decisão", _DECIDE, _DECISAO.format(quem="session_user")),
    direito("mensagens_sms", "decidir em nome de outra pessoa", NINGUEM, _DECISAO.format(quem="'outra'")),
    direito(
        "mensagens_sms",
        "dar uma parte por resolvida",
        _DECIDE,
        f"UPDATE {NOSSO}.sms_parte SET situacao = 3 WHERE mensagem_id = {MENSAGEM}",
    ),
    direito("mensagens_sms", "apagar mensagens", NINGUEM, f"DELETE FROM {NOSSO}.sms_mensagem"),
    direito(
        "mensagens_sms",
        "mudar o registro das tentativas",
        _SMS,
        f"UPDATE {NOSSO}.sms_tentativa SET resultado = 'ACEITA' WHERE id = '{TENTATIVA}'",
        se="a tentativa está em aberto",
    ),
    direito(
        "respostas_sms",
        "dar uma resposta por tratada",
        _DECIDE,
        f"UPDATE {NOSSO}.sms_recebida SET tratada_em = now() WHERE id = {RECEBIDA}",
    ),
    direito(
        "respostas_sms",
        "bloquear um número",
        _DECIDE,
        f"INSERT INTO {NOSSO}.sms_bloqueio (numero, origem) VALUES ('+5581900000000', 'MANUAL')",
    ),
    direito("respostas_sms", "desbloquear um número", _DECIDE, f"DELETE FROM {NOSSO}.sms_bloqueio"),
    direito(
        "modelos_sms",
        "mudar um texto",
        CHEFIA,
        f"UPDATE {NOSSO}.sms_modelo SET texto = 'X {{protocolo}}' WHERE evento = 1",
    ),
    direito(
        "configurar_sms", "mudar as regras do envio", _DECIDE, f"UPDATE {NOSSO}.sms_ajustes SET intervalo_segundos = 9"
    ),
    direito("configurar_sms", "mensagem de teste", _DECIDE, _RESPOSTA.format(tipo=4)),
    direito("estacao_sms", "pôr na fila as mensagens de encerramento", _SMS, _RESPOSTA.format(tipo=3)),
    direito("estacao_sms", "responder a quem saiu da lista", _SMS, _RESPOSTA.format(tipo=5)),
    direito("estacao_sms", "mensagem de abertura fora de um RA novo", NINGUEM, _RESPOSTA.format(tipo=1)),
    direito("estacao_sms", "tomar a posse do envio", _SMS, f"UPDATE {NOSSO}.sms_posse SET token = token + 1"),
    direito(
        "estacao_sms",
        "apresentar a estação",
        _SMS,
        f"INSERT INTO {NOSSO}.sms_estacao (nome) VALUES ('OUTRA')",
    ),
    direito("estacao_sms", "dizer como está o telefone", _SMS, f"UPDATE {NOSSO}.sms_estacao SET estado = 'enviando'"),
    direito(
        "estacao_sms",
        "registrar uma parte",
        _SMS,
        f"INSERT INTO {NOSSO}.sms_parte (mensagem_id, sequencia, situacao) VALUES ({MENSAGEM}, 9, 1)",
    ),
    direito(
        "estacao_sms",
        "registrar uma tentativa",
        _SMS,
        f"INSERT INTO {NOSSO}.sms_tentativa (id, mensagem_id, sequencia, estacao_id, posse)"
        f" VALUES (gen_random_uuid(), {MENSAGEM}, 1, {ESTACAO}, 1)",
    ),
    direito(
        "estacao_sms",
        "esquecer o número de uma decisão antiga",
        _SMS,
        f"UPDATE {NOSSO}.sms_decisao SET numero_anterior = NULL WHERE mensagem_id = {MENSAGEM}",
    ),
    direito(
        "estacao_sms",
        "guardar o que chega",
        _SMS,
        f"INSERT INTO {NOSSO}.sms_recebida (numero, texto, enviada_em) VALUES ('+5581', 'OI', now())",
    ),
    direito(
        "estacao_sms",
        "apagar o que chegou há tempo",
        _SMS,
        f"DELETE FROM {NOSSO}.sms_recebida WHERE id = {RECEBIDA}",
        se="há mais de um dia",
    ),
    direito(
        "estacao_sms",
        "dar um encerramento por tratado",
        _SMS,
        f"UPDATE {NOSSO}.ra_encerrado SET tratado_em = now() WHERE rgat_id = {IDS.ra_encerrado}",
    ),
    direito("emails_pesquisa", "pôr na fila um e-mail de pesquisa", _SMS, _EMAIL),
    direito(
        "emails_pesquisa",
        "reenviar ou cancelar um e-mail",
        _DECIDE,
        f"UPDATE {NOSSO}.email_mensagem SET situacao = 1 WHERE id = {EMAIL}",
    ),
    direito("emails_pesquisa", "registrar o que houve com um e-mail", _DECIDE, _REGISTRO.format(quem="session_user")),
    direito("emails_pesquisa", "registrar em nome de outra pessoa", NINGUEM, _REGISTRO.format(quem="'outra'")),
    direito("configurar_sms", "mudar o servidor de e-mail", _DECIDE, f"UPDATE {NOSSO}.email_ajustes SET porta = 588"),
    direito("modelos_sms", "mudar o texto do e-mail", CHEFIA, f"UPDATE {NOSSO}.email_modelo SET texto = 'X'"),
)
