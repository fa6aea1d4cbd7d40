"""One connection that listens, through faults: what was missed is made up for, and without notices it reads anyway."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.database.escuta import Escuta
from gsan_desk.domain.avisos import CANAL_RA, Aviso, EstadoEscuta
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS
from tests.support.escuta import PACIENCIA, Ouvinte, escutando

RELER = Aviso(CANAL_RA)
AO_VIVO, DE_TEMPO, SEM = EstadoEscuta.AO_VIVO, EstadoEscuta.DE_TEMPO_EM_TEMPO, EstadoEscuta.SEM_CONEXAO
RAPIDO = {"esperas": (0.05,), "intervalo": 0.05}
RA = "atendimentopublico.registro_atendimento"


@pytest.fixture
def eu(dsn: URL) -> URL:
    return dsn.set(username="atendente", password=SENHA)


@pytest.fixture
def vazio(tmp_path: Path) -> Iterator[ServidorEmbutido]:
    """A server of the test's own, with the one function that the listener asks."""
    servidor = ServidorEmbutido(tmp_path / "pg", {"fsync": "off"})
    servidor.iniciar()
    with conectar(servidor.url()) as conexao:
        conexao.execute(
            "CREATE SCHEMA gsan_desk; CREATE FUNCTION gsan_desk.avisos_ativos() RETURNS boolean LANGUAGE sql"
            " AS 'SELECT true'"
        )
    yield servidor
    servidor.parar()


def _mexer(dsn: URL) -> None:
    with conectar(dsn) as base:
        base.execute(f"UPDATE {RA} SET rgat_dsobservacao = 'x' WHERE rgat_id = %s", (IDS.ra_da_loja,))


def test_first_everything_and_then_what_changes(dsn: URL, eu: URL) -> None:
    with escutando(eu) as ouvinte:
        assert [ouvinte.proximo(), ouvinte.proximo()] == [AO_VIVO, RELER]
        _mexer(dsn)
        aviso = ouvinte.proximo()
    assert isinstance(aviso, Aviso)
    assert str(IDS.ra_da_loja) in (aviso.carga or "")


def test_a_killed_connection_comes_back_and_reads_what_it_missed(servidor: ServidorEmbutido, dsn: URL, eu: URL) -> None:
    banco = dsn.database
    with escutando(eu, **RAPIDO) as ouvinte, conectar(dsn) as base, conectar(servidor.url()) as porteiro:
        ouvinte.ate(lambda dito: dito == RELER)
        porteiro.execute(f"ALTER DATABASE {banco} ALLOW_CONNECTIONS false")
        base.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'atendente'"
            " AND datname = current_database()"
        )
        assert ouvinte.proximo() is SEM
        base.execute(f"UPDATE {RA} SET rgat_dsobservacao = 'perdido' WHERE rgat_id = %s", (IDS.ra_da_loja,))
        porteiro.execute(f"ALTER DATABASE {banco} ALLOW_CONNECTIONS true")
        ouvinte.ate(lambda dito: dito is AO_VIVO)
        assert ouvinte.proximo() == RELER
        _mexer(dsn)
        assert isinstance(ouvinte.proximo(), Aviso)


def test_a_server_that_stops_and_starts_again(vazio: ServidorEmbutido) -> None:
    with escutando(vazio.url(), **RAPIDO) as ouvinte:
        ouvinte.ate(lambda dito: dito == RELER)
        vazio.parar()
        assert ouvinte.proximo() is SEM
        vazio.iniciar()
        ouvinte.ate(lambda dito: dito is AO_VIVO)
        assert ouvinte.proximo() == RELER
        with conectar(vazio.url()) as outra:
            outra.execute(f"NOTIFY {CANAL_RA}, 'ouvi'")
        assert ouvinte.proximo() == Aviso(CANAL_RA, "ouvi")


def test_where_it_cannot_connect_at_all_everything_is_read_at_each_attempt(dsn: URL) -> None:
    with escutando(dsn.set(database="nao_existe"), **RAPIDO) as ouvinte:
        assert [ouvinte.proximo() for _ in range(3)] == [SEM, RELER, RELER]


def test_without_triggers_it_reads_from_time_to_time_and_gives_its_connection_back(dsn: URL, eu: URL) -> None:
    with conectar(dsn) as base:
        base.execute(f"ALTER TABLE {RA} DISABLE TRIGGER gsan_desk_avisos_update")
        with escutando(eu, **RAPIDO) as ouvinte:
            assert [ouvinte.proximo() for _ in range(4)] == [DE_TEMPO, RELER, RELER, RELER]
            presentes = base.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = 'atendente'"
                " AND datname = current_database() AND state = 'idle'"
            )
            assert presentes.fetchone() == (0,)
            base.execute(f"ALTER TABLE {RA} ENABLE TRIGGER gsan_desk_avisos_update")
            ouvinte.ate(lambda dito: dito is AO_VIVO)


def test_triggers_switched_off_during_the_day_are_noticed(dsn: URL, eu: URL) -> None:
    with escutando(eu, piso=0.1, intervalo=0.05) as ouvinte:
        ouvinte.ate(lambda dito: dito == RELER)
        with conectar(dsn) as base:
            base.execute(f"DROP TRIGGER gsan_desk_avisos_insert ON {RA}")
        ouvinte.ate(lambda dito: dito is DE_TEMPO)


def test_a_base_of_an_older_version_is_read_from_time_to_time(dsn: URL, eu: URL) -> None:
    with conectar(dsn) as base:
        base.execute("DROP FUNCTION gsan_desk.avisos_ativos()")
    with escutando(eu, **RAPIDO) as ouvinte:
        assert ouvinte.proximo() is DE_TEMPO


def test_a_notice_lost_is_made_up_for_by_the_floor(eu: URL) -> None:
    with escutando(eu, piso=0.1) as ouvinte:
        assert [ouvinte.proximo() for _ in range(3)] == [AO_VIVO, RELER, RELER]


def test_it_stops_while_it_waits(eu: URL) -> None:
    ouvinte, escuta = Ouvinte(), Escuta(eu, (CANAL_RA,))
    escuta.iniciar(ouvinte.ouvir, ouvinte.ouvir)
    ouvinte.ate(lambda dito: dito == RELER)
    escuta.parar()
    assert escuta.aguardar_fim(PACIENCIA)


def test_other_features_have_channels_of_their_own(dsn: URL, eu: URL) -> None:
    ouvinte, escuta = Ouvinte(), Escuta(eu, ("um", "outro"))
    escuta.iniciar(ouvinte.ouvir, ouvinte.ouvir)
    ouvinte.ate(lambda dito: dito == Aviso("outro"))
    with conectar(dsn) as base:
        base.execute("NOTIFY outro, 'b'; NOTIFY um, 'a'")
    assert [ouvinte.proximo(), ouvinte.proximo()] == [Aviso("outro", "b"), Aviso("um", "a")]
    escuta.parar()
    assert escuta.aguardar_fim(PACIENCIA)
