"""What is secret, what only grows, and what comes from outside."""

from collections.abc import Iterator

from tests.database.direitos.declaracao import BALCAO, CHEFIA, MANTEM, NINGUEM, PESSOAS, Direito, Quem, direito
from tests.support.cenario import IDS

NOSSO = "gsan_desk"
RELATO = 7300
ENTRADA = frozenset({Quem.ENTRADA})
_RELATO = (
    f"INSERT INTO {NOSSO}.relato_cidadao (origem, id_externo, telefone, problema, endereco)"
    " VALUES ('PROGIS', 'direito', '+5581999990001', 1, 'RUA A')"
)
_NO_BALCAO = _RELATO.replace("PROGIS", "BALCAO")
_FOTO = (
    f"INSERT INTO {NOSSO}.relato_foto (origem, id_externo, ordem, conteudo)"
    " VALUES ('PROGIS', 'direito', 1, '\\x89504e470d0a1a0a0000000000000000000000000000000000000000')"
)

_PEDIDO = (
    f"INSERT INTO {NOSSO}.ra_devolucao_item (rgat_id, tipo, pgmt_id, tipo_documento, documento_id, imov_id,"
    f" data_pagamento, valor_pago, valor_devolver) VALUES ({IDS.ra_pendente_imovel}, 1, {IDS.pagamento_duplicado}, 1,"
    f" {IDS.conta_duplicada}, {IDS.imovel_pagamento_duplicado}, current_date, 1, 0.01)"
)
_COMPLEMENTOS = (
    ("espec_devolucao", "step_id", IDS.espec_simples, "icpagamentoamaior"),
    ("espec_complemento", "step_id", IDS.espec_simples, "icpoco"),
    ("localidade_complemento", "loca_id", 1, "iccoordenadas"),
)
_PERMISSAO = f"INSERT INTO {NOSSO}.permissao (nome, usur_id) VALUES ('direito', {IDS.usuario_atendente})"
_DO_GSAN = f"INSERT INTO {NOSSO}.permissao_gsan (nome, pmep_id) VALUES ('direito', 62)"
_SO_ADMIN = frozenset({Quem.ADMIN})

_VERIFICADOR = (
    "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=:MTIzNDU2Nzg5MA=="
)


def _complementos() -> Iterator[Direito]:
    """List what may be done with what we keep of a row of GSAN that has no column for it."""
    for tabela, chave, valor, coluna in _COMPLEMENTOS:
        nossa, onde = f"{NOSSO}.{tabela}", f"WHERE {chave} = {valor}"
        incluir = f"INSERT INTO {nossa} ({chave}, {coluna}) VALUES ({valor}, 1)"
        funcao = "manter_tipo_solicitacao"
        yield direito(funcao, f"incluir em {tabela}", CHEFIA, incluir)
        yield direito(funcao, f"alterar {tabela}", CHEFIA, incluir, f"UPDATE {nossa} SET {coluna} = 2 {onde}")
        yield direito(funcao, f"remover de {tabela}", CHEFIA, incluir, f"DELETE FROM {nossa} {onde}")


DIREITOS: tuple[Direito, ...] = (
    direito(
        "trocar_senha", "trocar a própria senha", PESSOAS, f"SELECT gsan_desk.trocar_minha_senha('{_VERIFICADOR}')"
    ),
    direito("trocar_senha", "mandar a senha em claro", NINGUEM, "SELECT gsan_desk.trocar_minha_senha('segredo')"),
    direito("trocar_senha", "trocar a senha de outra pessoa", NINGUEM, "ALTER ROLE gsan_desk_sms PASSWORD 'x'"),
    direito("trocar_senha", "ler a situação das senhas", NINGUEM, f"SELECT 1 FROM {NOSSO}.usuario_acesso"),
    direito("trocar_senha", "prorrogar a própria senha", NINGUEM, "ALTER ROLE CURRENT_USER VALID UNTIL 'infinity'"),
    direito(
        "sigilo",
        "ler CPF, RG e CNPJ de clientes",
        BALCAO,
        "SELECT clie_nncpf, clie_nnrg, clie_nncnpj FROM cadastro.cliente LIMIT 1",
    ),
    direito(
        "sigilo",
        "ler CPF e RG de solicitantes",
        BALCAO,
        "SELECT raso_nncpf, raso_nnrg FROM atendimentopublico.ra_solicitante LIMIT 1",
    ),
    direito(
        "sigilo", "ler nomes e telefones de clientes", PESSOAS, "SELECT clie_nmcliente FROM cadastro.cliente LIMIT 1"
    ),
    direito("sigilo", "ler senhas do GSAN", NINGUEM, "SELECT usur_nmsenha FROM seguranca.usuario LIMIT 1"),
    direito("sigilo", "ler senhas do PostgreSQL", NINGUEM, "SELECT rolpassword FROM pg_authid LIMIT 1"),
    direito("sigilo", "mudar o cadastro de clientes", NINGUEM, "UPDATE cadastro.cliente SET clie_nmcliente = 'X'"),
    direito(
        "sigilo",
        "dar-se uma permissão especial",
        NINGUEM,
        f"INSERT INTO seguranca.usuario_permissao_espec (usur_id, pmep_id) VALUES ({IDS.usuario_atendente}, 110)",
    ),
    direito("sigilo", "mudar a própria unidade", NINGUEM, "UPDATE seguranca.usuario SET unid_id = 1"),
    direito("sigilo", "criar papéis", NINGUEM, "CREATE ROLE intruso"),
    direito("sigilo", "criar objetos", NINGUEM, f"CREATE TABLE {NOSSO}.intrusa (a int)"),
    direito(
        "auditoria",
        "ler a auditoria",
        CHEFIA,
        "SELECT gsan_desk.ler_auditoria(NULL, NULL, NULL, NULL, NULL, NULL, 1)",
        se="documentos mascarados",
    ),
    direito("auditoria", "ler a tabela da auditoria", NINGUEM, f"SELECT 1 FROM {NOSSO}.auditoria LIMIT 1"),
    direito(
        "auditoria",
        "escrever na auditoria",
        NINGUEM,
        f"INSERT INTO {NOSSO}.auditoria (quem, tabela, operacao, linha) VALUES ('eu', 'x', 'I', 1)",
    ),
    direito("auditoria", "mudar a auditoria", NINGUEM, f"UPDATE {NOSSO}.auditoria SET quem = 'outro'"),
    direito("auditoria", "apagar da auditoria", NINGUEM, f"DELETE FROM {NOSSO}.auditoria"),
    direito("auditoria", "preparar os próximos meses", CHEFIA, "SELECT gsan_desk.preparar_auditoria()"),
    direito("caixa_progis", "mandar um relato do aplicativo", ENTRADA, _RELATO),
    direito("caixa_progis", "mandar a foto de um relato do aplicativo", ENTRADA, _RELATO, _FOTO),
    direito("caixa_progis", "registrar um relato no balcão", BALCAO, _NO_BALCAO),
    direito("caixa_progis", "juntar a foto ao relato do balcão", BALCAO, _NO_BALCAO, _FOTO.replace("PROGIS", "BALCAO")),
    direito("caixa_progis", "ler relatos", BALCAO, f"SELECT 1 FROM {NOSSO}.relato_cidadao LIMIT 1"),
    direito(
        "caixa_progis",
        "descartar um relato",
        BALCAO,
        f"UPDATE {NOSSO}.relato_cidadao SET situacao = 4, motivo_descarte = 'TESTE' WHERE id = {RELATO}",
    ),
    direito(
        "caixa_progis", "mudar o que o cidadão disse", NINGUEM, f"UPDATE {NOSSO}.relato_cidadao SET descricao = 'X'"
    ),
    direito("caixa_progis", "apagar relatos", NINGUEM, f"DELETE FROM {NOSSO}.relato_cidadao"),
    direito("configurar_relatos", "mudar os ajustes", CHEFIA, f"UPDATE {NOSSO}.relato_ajustes SET raio_metros = 99"),
    direito(
        "manter_ra", "pedir a devolução de um pagamento", MANTEM, _PEDIDO, se="o pagamento está livre e cabe no valor"
    ),
    direito(
        "manter_ra",
        "desistir da devolução",
        MANTEM,
        _PEDIDO,
        f"DELETE FROM {NOSSO}.ra_devolucao_item WHERE rgat_id = {IDS.ra_pendente_imovel}",
        se="ainda não devolvido",
    ),
    *_complementos(),
    direito("sigilo", "dar uma permissão do gsan-desk", _SO_ADMIN, _PERMISSAO),
    direito("sigilo", "tirar uma permissão do gsan-desk", _SO_ADMIN, _PERMISSAO, f"DELETE FROM {NOSSO}.permissao"),
    direito("sigilo", "ligar uma permissão à do GSAN", _SO_ADMIN, _DO_GSAN),
    direito("sigilo", "desligar uma permissão da do GSAN", _SO_ADMIN, _DO_GSAN, f"DELETE FROM {NOSSO}.permissao_gsan"),
)
