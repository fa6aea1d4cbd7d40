"""What a bad day does to a save: the right word, no half row, no second RA, and the same command serves again."""

import ast
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread, Timer
from typing import Any

import psycopg
import pytest
from sqlalchemy import URL, text
from sqlalchemy.orm import Session

from gsan_desk.database import instalacao
from gsan_desk.database.banco import VIVACIDADE, Banco
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.database.enderecos import parametros
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import BancoIndisponivel, BancoOcupado, Conflito
from gsan_desk.domain.registro_atendimento import NovoRA
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import concluir_aceitando, preencher
from tests.support import pooler
from tests.support.banco import SENHA, conectar, raiz_do_projeto
from tests.support.proxy import Proxy, fio
from tests.support.quedas import impressao

RA = "atendimentopublico.registro_atendimento"


@pytest.fixture
def proxy(dsn: URL) -> Iterator[Proxy]:
    with fio(dsn) as proxy:
        yield proxy


@pytest.fixture
def banco(proxy: Proxy) -> Iterator[Banco]:
    banco = Banco(proxy.url("atendente", SENHA))
    yield banco
    banco.fechar()


@pytest.fixture
def ctx(banco: Banco) -> Contexto:
    return banco.executar(entrar)


@pytest.fixture
def novo(banco: Banco, ctx: Contexto) -> NovoRA:
    return preencher(banco, ctx)


def gravar(banco: Banco, ctx: Contexto, novo: NovoRA) -> int:
    return int(banco.executar(concluir_aceitando, ctx, novo).numero)


def quantos(base: Any, chave: Any) -> int:
    (linha,) = base.execute("SELECT count(*) AS n FROM gsan_desk.ra_chave WHERE chave = %s", (chave,)).fetchall()
    return int(linha["n"])


def test_a_silence_of_a_moment_is_only_a_wait(proxy: Proxy, banco: Banco, ctx: Contexto, novo: NovoRA) -> None:
    """The wire is back before anybody gives up: what was sent arrives."""
    proxy.calar()
    volta = Timer(1.0, proxy.falar)
    volta.start()
    assert gravar(banco, ctx, novo) > 0
    volta.join()


@pytest.mark.parametrize("fora", [1, 5], ids=["30 s", "10 min"])
def test_a_silence_that_lasts_breaks_and_the_same_command_registers_once(
    proxy: Proxy, banco: Banco, ctx: Contexto, novo: NovoRA, base: Any, fora: int
) -> None:
    """What the kernel's probes do after 25 s of silence the wire does at once; then the server is away for so long."""
    proxy.calar()
    corte = Timer(0.2, proxy.cair)
    corte.start()
    for _ in range(fora):
        with pytest.raises(BancoIndisponivel, match="não responde"):
            gravar(banco, ctx, novo)
    corte.join()
    assert quantos(base, novo.chave) == 0
    proxy.voltar()
    numero = gravar(banco, ctx, novo)
    assert gravar(banco, ctx, novo) == numero
    assert quantos(base, novo.chave) == 1


def test_the_probes_that_notice_a_dead_wire_are_on(banco: Banco, ctx: Contexto) -> None:
    """Within half a minute, however long the default of the system is."""

    def olhar(sessao: Session) -> tuple[int, int]:
        fio_aberto = socket.socket(fileno=sessao.connection().connection.driver_connection.fileno())  # type: ignore[union-attr]  # psycopg's
        try:
            return (
                fio_aberto.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE),
                fio_aberto.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE),
            )
        finally:
            fio_aberto.detach()

    assert banco.executar(olhar) == (1, VIVACIDADE["keepalives_idle"])
    total = VIVACIDADE["keepalives_idle"] + VIVACIDADE["keepalives_interval"] * VIVACIDADE["keepalives_count"]
    assert total <= 30


@pytest.mark.parametrize("octetos", [10, 400, 2000, 6000])
def test_cut_in_the_middle_of_a_statement_leaves_all_or_nothing(
    proxy: Proxy, banco: Banco, ctx: Contexto, novo: NovoRA, base: Any, octetos: int
) -> None:
    """The broken connection is replaced once by itself, so the person may not even notice."""
    antes = impressao(base)
    proxy.partir_apos(octetos)
    try:
        numero = gravar(banco, ctx, novo)
    except BancoIndisponivel:
        assert impressao(base) == antes
        numero = gravar(banco, ctx, novo)
    assert quantos(base, novo.chave) == 1
    (linha,) = base.execute(f"SELECT count(*) AS n FROM {RA} WHERE rgat_id = %s", (numero,)).fetchall()
    assert linha["n"] == 1


def test_a_restarted_server_is_waited_for(tmp_path: Path) -> None:
    """A cluster of its own, stopped and started again under an open connection."""
    pasta = Path("/dev/shm") if Path("/dev/shm").is_dir() else tmp_path
    pasta = pasta / f"gsan-desk-reinicio-{tmp_path.name}"
    pasta.mkdir()
    servidor = ServidorEmbutido(pasta / "pg", {"fsync": "off"})
    servidor.iniciar()
    banco = Banco(servidor.url())
    try:
        assert banco.executar(_um) == 1
        servidor.parar()
        with pytest.raises(BancoIndisponivel, match="não responde"):
            banco.executar(_um)
        servidor.iniciar()
        assert banco.executar(_um) == 1
    finally:
        banco.fechar()
        servidor.parar()
        shutil.rmtree(pasta)


def _um(sessao: Session) -> int:
    return int(sessao.execute(text("SELECT 1")).scalar_one())


def test_the_second_host_takes_over_when_the_first_falls_in_a_save(dsn: URL, base: Any) -> None:
    with fio(dsn) as primeiro, fio(dsn) as segundo:
        url = primeiro.url("atendente", SENHA).set(host=None, port=None)
        url = url.update_query_dict({"target_session_attrs": "read-write"}).update_query_pairs(
            [("host", f"127.0.0.1:{primeiro.porta}"), ("host", f"127.0.0.1:{segundo.porta}")], append=True
        )
        banco = Banco(url)
        ctx = banco.executar(entrar)
        novo = preencher(banco, ctx)
        assert segundo.recebidas == 0
        primeiro.cair()
        numero = gravar(banco, ctx, novo)
        assert segundo.recebidas > 0
        banco.fechar()
        with psycopg.connect(**parametros(url), autocommit=True) as ouvinte:  # type: ignore[arg-type]  # as the listener does
            assert ouvinte.execute(f"SELECT 1 FROM {RA} WHERE rgat_id = {numero}").fetchone() == (1,)
    assert quantos(base, novo.chave) == 1


@pytest.mark.skipif(pooler.ausente(), reason="PgBouncer is not installed")
def test_by_a_pooler_that_lends_connections_by_transaction(dsn: URL, base: Any) -> None:
    """Nothing leans on the session: two people share what the pooler has, and each is who they are."""
    with pooler.ligado(dsn) as url:
        bancos = [Banco(url.set(username=login, password=SENHA)) for login in ("atendente", "supervisor")]
        novos = []
        for _ in range(3):
            for banco in bancos:
                ctx = banco.executar(entrar)
                novos.append((preencher(banco, ctx), banco, ctx))
        numeros = {gravar(banco, ctx, novo) for novo, banco, ctx in novos}
        assert numeros == {gravar(banco, ctx, novo) for novo, banco, ctx in novos}
        assert len(numeros) == 6
        for banco in bancos:
            banco.fechar()
    linhas = base.execute("SELECT DISTINCT quem FROM gsan_desk.auditoria WHERE rgat_id = ANY (%s)", (list(numeros),))
    assert {linha["quem"] for linha in linhas.fetchall()} == {"atendente", "supervisor"}


def test_numbers_that_lag_behind_are_told_and_mended(
    banco: Banco, ctx: Contexto, novo: NovoRA, base: Any, dsn: URL
) -> None:
    base.execute("SELECT setval('atendimentopublico.seq_registro_atendimento', 9000)")
    antes = impressao(base)
    with pytest.raises(Conflito, match="numeração da base está atrasada"):
        gravar(banco, ctx, novo)
    assert impressao(base) == antes
    instalacao.manter(dsn, 2)
    assert gravar(banco, ctx, novo) > 9015


def _gatilho(base: Any, corpo: str) -> None:
    """Have the server fail at the RA's row, by a trigger."""
    base.execute(
        f"CREATE FUNCTION public.falhar() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {corpo} RETURN NEW; END $$;"
        f"CREATE TRIGGER falhar BEFORE INSERT ON {RA} FOR EACH ROW EXECUTE FUNCTION public.falhar()"
    )


@pytest.mark.parametrize(
    ("codigo", "diz"),
    [
        ("53100", "sem espaço"),
        ("53400", "sem espaço"),
        ("40001", "Outra pessoa está gravando"),
        ("40P01", "Outra pessoa está gravando"),
        ("25006", "só aceita consultas"),
    ],
)
def test_what_the_server_cannot_do_now_is_said_and_leaves_nothing(
    banco: Banco, ctx: Contexto, novo: NovoRA, base: Any, codigo: str, diz: str
) -> None:
    """Disk full, limits, serialization, deadlock, a standby: raised where a real one would be."""
    _gatilho(base, f"RAISE EXCEPTION 'x' USING ERRCODE = '{codigo}';")
    antes = impressao(base)
    with pytest.raises((BancoOcupado, Conflito), match=diz):
        gravar(banco, ctx, novo)
    assert impressao(base) == antes
    base.execute(f"DROP TRIGGER falhar ON {RA}")
    assert gravar(banco, ctx, novo) > 0
    assert quantos(base, novo.chave) == 1


def test_a_server_that_takes_too_long_gives_up_in_words(
    banco: Banco, ctx: Contexto, novo: NovoRA, base: Any, dsn: URL
) -> None:
    base.execute(f"ALTER ROLE atendente IN DATABASE {dsn.database} SET statement_timeout TO '300ms'")
    banco.engine.dispose()
    _gatilho(base, "PERFORM pg_sleep(5);")
    with pytest.raises(BancoOcupado, match="demorou demais"):
        gravar(banco, ctx, novo)
    assert quantos(base, novo.chave) == 0


def test_a_real_deadlock_ends_one_of_two_and_says_so(como: Callable[[str], Banco], base: Any) -> None:
    base.execute("SET deadlock_timeout = '50ms'")
    um, outro = como("admin"), como("supervisor")
    encontro: list[Exception] = []

    def travar(primeira: int, segunda: int) -> Callable[[Session], None]:
        def caso(sessao: Session) -> None:
            sessao.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": primeira})
            sessao.execute(text("SELECT pg_sleep(0.3)"))
            sessao.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": segunda})

        return caso

    def rodar(banco: Banco, caso: Callable[[Session], None]) -> None:
        try:
            banco.executar(caso)
        except BancoOcupado as erro:
            encontro.append(erro)

    linhas = [Thread(target=rodar, args=(um, travar(1, 2))), Thread(target=rodar, args=(outro, travar(2, 1)))]
    for linha in linhas:
        linha.start()
    for linha in linhas:
        linha.join()
    assert [str(e) for e in encontro] == [
        "Outra pessoa está gravando o mesmo. Nada foi gravado; tente de novo em instantes."
    ]


def test_a_full_tablespace_refuses_and_leaves_nothing(banco: Banco, base: Any, dsn: URL) -> None:
    """A limit of the server's own, which a query over its temporary files meets as it would a full disk."""
    base.execute(f"ALTER ROLE atendente IN DATABASE {dsn.database} SET temp_file_limit TO '64kB'")
    base.execute(f"ALTER ROLE atendente IN DATABASE {dsn.database} SET work_mem TO '64kB'")

    def grande(sessao: Session) -> Any:
        return sessao.execute(
            text("SELECT count(*) FROM (SELECT g FROM generate_series(1, 300000) g ORDER BY -g) x")
        ).all()

    with pytest.raises(BancoOcupado, match="sem espaço"):
        banco.executar(grande)


def test_no_rule_looks_at_the_clock_of_the_workstation() -> None:
    """A workstation a day ahead writes the server's day: nothing below the screens reads another clock."""
    proibidas = {
        ("datetime", "now"),
        ("datetime", "today"),
        ("date", "today"),
        ("time", "time"),
        ("datetime", "utcnow"),
    }
    raiz = raiz_do_projeto() / "src" / "gsan_desk"
    achadas = [
        f"{arquivo.relative_to(raiz)}:{no.lineno}"
        for pasta in ("domain", "models", "services")
        for arquivo in sorted((raiz / pasta).rglob("*.py"))
        for no in ast.walk(ast.parse(arquivo.read_text(encoding="utf-8")))
        if isinstance(no, ast.Attribute) and isinstance(no.value, ast.Name) and (no.value.id, no.attr) in proibidas
    ]
    assert achadas == []


def test_the_last_connection_taken_is_the_server_away(dsn: URL) -> None:
    with conectar(dsn) as base:
        base.execute(f"ALTER DATABASE {dsn.database} CONNECTION LIMIT 0")
    banco = Banco(dsn.set(username="atendente", password=SENHA))
    with pytest.raises(BancoIndisponivel):
        banco.executar(_um)
    banco.fechar()
