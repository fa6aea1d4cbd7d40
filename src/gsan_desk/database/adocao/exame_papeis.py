"""What ``verificar`` says of roles: who reads and writes GSAN's tables, weak passwords, what ``pg_hba.conf`` needs."""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

import psycopg

from gsan_desk.database.adocao.vivo import Vivo
from gsan_desk.database.papeis import GRUPOS
from gsan_desk.models.presenca import do_gsan

_PAPEIS = """
SELECT r.rolname::text, r.rolcanlogin, r.rolsuper, r.rolcreaterole,
    ARRAY(SELECT DISTINCT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
        WHERE m.member = r.oid ORDER BY 1)
FROM pg_roles r WHERE r.rolname !~ '^pg_' ORDER BY 1
"""
_DONOS = """
SELECT DISTINCT r.rolname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_roles r ON r.oid = c.relowner WHERE n.nspname || '.' || c.relname = ANY (%s) ORDER BY 1
"""
COM_REGRAS = 100000
_REGRAS = """
SELECT line_number, type, array_to_string(database, ','), array_to_string(user_name, ','),
    coalesce(address, ''), auth_method FROM pg_hba_file_rules WHERE error IS NULL ORDER BY line_number
"""


def papeis(conexao: psycopg.Connection[Any], agora: Vivo) -> list[dict[str, Any]]:
    """List the roles that have anything to do with GSAN's tables, with their rights and how strong the password is."""
    tabelas = {tabela.fullname for tabela in do_gsan()}
    direitos: dict[str, dict[str, int]] = {}
    for (papel, classe, objeto), dados in agora.direitos.items():
        if classe == "TABLE" and objeto in tabelas:
            for coluna, direito in dados:
                if not coluna:
                    contagem = direitos.setdefault(papel, {})
                    contagem[direito] = contagem.get(direito, 0) + 1
    donos = {nome for (nome,) in conexao.execute(_DONOS, (list(tabelas),))}
    senhas = _senhas(conexao)
    achados = []
    for nome, entra, super_, cria, grupos in conexao.execute(_PAPEIS).fetchall():
        if nome in direitos or nome in donos or set(grupos) & (direitos.keys() | set(GRUPOS)):
            senha = _senha(nome, senhas[nome]) if nome in senhas else {}
            achados.append(
                {
                    "papel": nome,
                    "entra": entra,
                    "superusuario": super_,
                    "cria_papeis": cria,
                    "dono": nome in donos,
                    "membro_de": grupos,
                    "direitos": direitos.get(nome, {}),
                    "grava": super_ or any("INSERT" in direitos.get(papel, {}) for papel in (nome, *grupos)),
                    "nosso": nome in GRUPOS,
                    **senha,
                }
            )
    return achados


def regras_de_acesso(conexao: psycopg.Connection[Any]) -> list[dict[str, Any]]:
    """Give the lines of ``pg_hba.conf``, where the server lets this person see them."""
    if conexao.info.server_version < COM_REGRAS:
        return []
    pode = conexao.execute(
        "SELECT has_table_privilege('pg_hba_file_rules', 'SELECT')"
        " AND has_function_privilege('pg_hba_file_rules()', 'EXECUTE')"
    ).fetchone()
    if pode != (True,):
        return []
    nomes = ("linha", "tipo", "banco", "papel", "endereco", "metodo")
    return [dict(zip(nomes, linha, strict=True)) for linha in conexao.execute(_REGRAS)]


def conselhos(banco: str, achados: list[dict[str, Any]], regras: list[dict[str, Any]]) -> Iterator[str]:
    """Say what ``pg_hba.conf`` needs for our people, and what must stay for the web system."""
    yield "Para as pessoas do gsan-desk, só TLS e SCRAM:"
    yield f"hostssl  {banco}  +gsan_desk_atendente  <rede das estações>  scram-sha-256"
    yield f"hostssl  {banco}  +gsan_desk_sms        <rede das estações>  scram-sha-256"
    da_web = [p["papel"] for p in achados if p["entra"] and p["grava"] and not p["superusuario"] and not _nosso(p)]
    if da_web:
        yield (
            f"As linhas que hoje deixam entrar {', '.join(da_web)} ficam como estão, antes das novas: os drivers"
            " antigos do GSAN não conhecem SCRAM. A adoção não muda a senha desses papéis nem password_encryption."
        )
    com_scram = [p["papel"] for p in achados if p["papel"] in da_web and p.get("cifra") == "scram-sha-256"]
    if com_scram:
        yield f"A senha de {', '.join(com_scram)} está em SCRAM: um driver anterior ao 42.2 não entra com ela."
    so_scram = [r["linha"] for r in regras if r["metodo"] == "scram-sha-256" and r["papel"] == "all"]
    if so_scram and da_web:
        yield f"A linha {so_scram[0]} do pg_hba.conf pede SCRAM a todos: o sistema web tem de entrar por uma anterior."
    abertas = [str(r["linha"]) for r in regras if r["metodo"] == "trust" and r["tipo"] != "local"]
    if abertas:
        yield f"As linhas {', '.join(abertas)} do pg_hba.conf deixam entrar sem senha (trust)."


def _nosso(papel: dict[str, Any]) -> bool:
    return bool(papel["nosso"] or set(papel["membro_de"]) & set(GRUPOS))


def _senhas(conexao: psycopg.Connection[Any]) -> dict[str, str]:
    """Read the ciphered passwords, which only a superuser may."""
    if conexao.execute("SELECT has_table_privilege('pg_authid', 'SELECT')").fetchone() != (True,):
        return {}
    return dict(conexao.execute("SELECT rolname::text, coalesce(rolpassword, '') FROM pg_authid").fetchall())


def _senha(papel: str, cifrada: str) -> dict[str, Any]:
    """Say how the password is kept, and whether it is the name itself."""
    if cifrada.startswith("SCRAM-SHA-256$"):
        return {"cifra": "scram-sha-256", "senha_igual_ao_nome": _confere_scram(papel, cifrada)}
    if cifrada.startswith("md5"):
        resumo = hashlib.md5(f"{papel}{papel}".encode()).hexdigest()  # noqa: S324 - what the server itself keeps
        return {"cifra": "md5", "senha_igual_ao_nome": cifrada == f"md5{resumo}"}
    return {"cifra": "nenhuma" if not cifrada else "aberta", "senha_igual_ao_nome": cifrada == papel}


def _confere_scram(senha: str, cifrada: str) -> bool:
    _, parametros, chaves = cifrada.split("$")
    voltas, _, sal = parametros.partition(":")
    salgada = hashlib.pbkdf2_hmac("sha256", senha.encode(), base64.b64decode(sal), int(voltas))
    chave = hmac.digest(salgada, b"Client Key", "sha256")
    guardada = base64.b64encode(hashlib.sha256(chave).digest()).decode()
    return hmac.compare_digest(guardada, chaves.partition(":")[0])
