"""Passwords, leaving and locks, as the server enforces them; each test with a person of its own."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import OperationalError
from psycopg.errors import AdminShutdown, InsufficientPrivilege
from sqlalchemy import URL
from typer.testing import CliRunner

from gsan_desk.cli import aplicacao
from gsan_desk.database import acesso, instalacao
from gsan_desk.database.banco import Banco
from gsan_desk.domain.erros import AcessoNegado, RegraViolada
from gsan_desk.domain.perfis import Perfil
from gsan_desk.services.acesso import TrocaDeSenha, estado, trocar
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS

NOVA = "cavalo-bateria-grampo"
OBSERVACAO = "UPDATE atendimentopublico.registro_atendimento SET rgat_dsobservacao = 'X' WHERE rgat_id = %s"


@pytest.fixture
def base(dsn: URL) -> Iterator[psycopg.Connection[Any]]:
    with conectar(dsn) as conexao:
        yield conexao


@pytest.fixture
def ana(dsn: URL, base: psycopg.Connection[Any], worker_id: str) -> Iterator[str]:
    login = f"ana_{worker_id}"[:11]
    instalacao.criar_usuario(dsn, login, "ANA", Perfil.ATENDENTE, IDS.unidade_loja, SENHA)
    yield login
    base.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = %s", (login,)
    ) if base.info.server_version >= 140000 else None
    base.execute(f"DROP OWNED BY {login}; DROP ROLE {login}".encode())


def entra(dsn: URL, login: str, senha: str = SENHA) -> bool:
    try:
        conectar(dsn.set(username=login, password=senha)).close()
    except OperationalError:
        return False
    return True


def grava(dsn: URL, login: str, senha: str = SENHA) -> bool:
    with conectar(dsn.set(username=login, password=senha)) as conexao:
        return conexao.execute(OBSERVACAO, (IDS.ra_da_loja,)).rowcount == 1


def test_a_person_changes_it_and_only_the_new_one_opens(dsn: URL, ana: str) -> None:
    banco = Banco(dsn.set(username=ana, password=SENHA))
    ate = banco.executar(trocar, TrocaDeSenha(SENHA, NOVA, NOVA))
    assert ate is not None
    assert (entra(dsn, ana), entra(dsn, ana, NOVA)) == (False, True)
    banco.usar_senha(NOVA)
    banco.engine.dispose()
    assert not banco.executar(estado).trocar
    banco.fechar()


def test_the_password_goes_out_as_a_verifier_only(dsn: URL, ana: str, base: psycopg.Connection[Any]) -> None:
    banco = Banco(dsn.set(username=ana, password=SENHA))
    enviados: list[str] = []
    from sqlalchemy import event

    event.listen(banco.engine, "before_cursor_execute", lambda *a: enviados.append(str(a[2:4])))
    banco.executar(trocar, TrocaDeSenha(SENHA, NOVA, NOVA))
    banco.fechar()
    assert enviados
    assert NOVA not in "".join(enviados)
    guardado = base.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", (ana,)).fetchone()
    assert str(guardado[0]).startswith("SCRAM-SHA-256$")  # type: ignore[index]


@pytest.mark.parametrize(
    ("comando", "campo"),
    [
        (TrocaDeSenha("outra", NOVA, NOVA), "senha.atual"),
        (TrocaDeSenha(SENHA, "curta", "curta"), "senha.nova"),
        (TrocaDeSenha(SENHA, NOVA, NOVA + "x"), "senha.repetida"),
        (TrocaDeSenha(SENHA, SENHA, SENHA), "senha.nova"),
    ],
)
def test_what_will_not_do_is_said_beside_its_field(dsn: URL, ana: str, comando: TrocaDeSenha, campo: str) -> None:
    banco = Banco(dsn.set(username=ana, password=SENHA))
    with pytest.raises(RegraViolada) as erro:
        banco.executar(trocar, comando)
    banco.fechar()
    assert [v.campo for v in erro.value.violacoes] == [campo]
    assert entra(dsn, ana)


def test_until_it_is_changed_nothing_is_written(dsn: URL, ana: str) -> None:
    acesso.definir_senha(dsn, ana, SENHA)
    banco = Banco(dsn.set(username=ana, password=SENHA))
    assert banco.executar(estado).trocar
    assert not grava(dsn, ana)
    banco.executar(trocar, TrocaDeSenha(SENHA, NOVA, NOVA))
    banco.fechar()
    assert grava(dsn, ana, NOVA)


def test_a_password_ends_in_the_server_and_says_so_before(dsn: URL, ana: str, base: psycopg.Connection[Any]) -> None:
    base.execute("UPDATE gsan_desk.acesso_regras SET validade_dias = 8")
    acesso.definir_senha(dsn, ana, SENHA, trocar=False)
    banco = Banco(dsn.set(username=ana, password=SENHA))
    agora = banco.executar(estado)
    banco.fechar()
    assert agora.avisar
    ate = base.execute("SELECT rolvaliduntil, now() FROM pg_roles WHERE rolname = %s", (ana,)).fetchone()
    assert ate is not None
    assert ate[0] == agora.ate
    assert timedelta(days=7) < ate[0] - ate[1] <= timedelta(days=8)
    base.execute(f"ALTER ROLE {ana} VALID UNTIL 'yesterday'".encode())
    banco = Banco(dsn.set(username=ana, password=SENHA))
    with pytest.raises(AcessoNegado):
        banco.executar(estado)
    banco.fechar()


def test_who_leaves_is_out_at_once(dsn: URL, ana: str, base: psycopg.Connection[Any]) -> None:
    aberta = conectar(dsn.set(username=ana, password=SENHA))
    assert acesso.desativar(dsn, ana) == 1
    with pytest.raises((AdminShutdown, OperationalError)):
        aberta.execute("SELECT 1")
    assert not entra(dsn, ana)
    situacao = base.execute("SELECT usst_id FROM seguranca.usuario WHERE usur_nmlogin = %s", (ana,)).fetchone()
    assert situacao == (4,)
    acesso.desbloquear(dsn, ana)
    assert grava(dsn, ana)
    feitas = base.execute(
        "SELECT depois ->> 'acao' FROM gsan_desk.auditoria WHERE tabela = 'gsan_desk.usuario_acesso' ORDER BY id"
    ).fetchall()
    assert feitas == [("desativado",), ("desbloqueado",)]


def test_failures_in_the_log_lock_out_and_others_stay(dsn: URL, ana: str, tmp_path: Path) -> None:
    log = tmp_path / "postgresql.log"
    erro = f'FATAL:  password authentication failed for user "{ana}"\n'
    outro = 'FATAL:  password authentication failed for user "postgres"\n' * 20
    log.write_text(erro * 3 + outro)
    assert acesso.vigiar(dsn, log) == ()
    assert entra(dsn, ana)
    with log.open("a") as arquivo:
        arquivo.write(f'FATAL:  autenticação do tipo senha falhou para usuário "{ana}"\n' * 2)
    assert acesso.vigiar(dsn, log) == (ana,)
    assert not entra(dsn, ana)
    assert acesso.vigiar(dsn, log) == ()
    acesso.definir_senha(dsn, ana, SENHA, trocar=False)
    assert grava(dsn, ana)


def test_who_got_in_starts_again_and_a_log_begun_anew_is_read_whole(dsn: URL, ana: str, tmp_path: Path) -> None:
    log = tmp_path / "postgresql.log"
    erro = f'FATAL:  password authentication failed for user "{ana}"\n'
    log.write_text(erro * 4 + f"LOG:  connection authorized: user={ana} database=x\n" + erro)
    assert acesso.vigiar(dsn, log) == ()
    log.write_text(erro * 3)
    assert acesso.vigiar(dsn, log) == ()
    with log.open("a") as arquivo:
        arquivo.write(erro)
    assert acesso.vigiar(dsn, log) == (ana,)


def test_nobody_does_these_to_who_is_not_ours(dsn: URL) -> None:
    for fazer in (acesso.desativar, acesso.desbloquear):
        with pytest.raises(ValueError, match="postgres"):
            fazer(dsn, "postgres")
    with conectar(dsn.set(username="atendente", password=SENHA)) as conexao, pytest.raises(InsufficientPrivilege):
        conexao.execute("SELECT * FROM gsan_desk.usuario_acesso")


def test_by_the_command_line(dsn: URL, ana: str) -> None:
    endereco = dsn.render_as_string(hide_password=False)
    rodar = CliRunner()
    feito = rodar.invoke(aplicacao, ["usuario", "senha", ana, "--dsn", endereco], input=f"{NOVA}\n")
    assert feito.stdout == f"Senha de {ana} definida; será pedida outra ao entrar.\n"
    assert entra(dsn, ana, NOVA)
    feito = rodar.invoke(aplicacao, ["usuario", "desativar", ana, "--dsn", endereco])
    assert feito.stdout == f"Usuário {ana} desativado; 0 conexão(ões) encerrada(s).\n"
    feito = rodar.invoke(aplicacao, ["usuario", "desbloquear", ana, "--dsn", endereco])
    assert feito.exit_code == 0
    feito = rodar.invoke(aplicacao, ["usuario", "desativar", "ninguem", "--dsn", endereco])
    assert (feito.exit_code, feito.stderr) == (1, "Não há usuário do gsan-desk com o login ninguem.\n")
    assert rodar.invoke(aplicacao, ["banco", "manter", "--dsn", endereco, "--meses", "3"]).stdout == (
        "1 mês(es) preparado(s).\n"
    )
