"""Searches on a standby that really streams from its primary: asked when it follows, passed by when it does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from psycopg import sql
from sqlalchemy import URL, text
from sqlalchemy.orm import Session

from gsan_desk.database import replica
from gsan_desk.database.banco import Banco
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.domain.leitura import admite_atraso, pode_atrasar
from gsan_desk.domain.painel import FiltroPainel
from gsan_desk.services import painel
from gsan_desk.services.progis.candidatos import Lugar, candidatos
from gsan_desk.services.ra_consultar import consultar
from gsan_desk.services.ra_filtrar import contar, filtrar, pesquisar
from gsan_desk.services.relogio import hoje
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import contar as contar_comandos
from tests.support.banco import MODELO, RAPIDO, SENHA, _montar_modelo, conectar
from tests.support.cenario import IDS
from tests.support.copia import Copia, esperar

LEITURAS = (
    painel.abertos,
    painel.prazos,
    painel.por_dia,
    painel.tempo_medio,
    painel.reiterados_por_unidade,
    painel.reiterados_por_especificacao,
    painel.mais_reiterados,
)


@dataclass(frozen=True, slots=True)
class _Par:
    primaria: ServidorEmbutido
    copia: Copia

    @property
    def url(self) -> URL:
        return self.primaria.url(MODELO, "atendente", SENHA)

    @property
    def leitura(self) -> URL:
        return self.copia.url(MODELO, "atendente", SENHA)


@pytest.fixture(scope="module")
def par(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Par]:
    pasta = tmp_path_factory.mktemp("par")
    for acima in (pasta, *pasta.parents[:2]):
        acima.chmod(0o755)
    servidor = ServidorEmbutido(pasta / "pg", RAPIDO)
    servidor.iniciar()
    _montar_modelo(servidor)
    copia = Copia(servidor.url(), pasta / "copia")
    copia.iniciar()
    yield _Par(servidor, copia)
    copia.parar()
    servidor.parar()


@pytest.fixture
def banco(par: _Par, monkeypatch: pytest.MonkeyPatch) -> Iterator[Banco]:
    """A person whose settings name the standby, and for whom it is examined each time."""
    monkeypatch.setattr(replica, "ENTRE_EXAMES", 0.0)
    with conectar(par.copia.url(MODELO)) as copia:
        esperar(lambda: copia.execute("SELECT FROM pg_stat_wal_receiver").fetchone() is not None)
    banco = Banco(par.url, leitura=par.leitura)
    yield banco
    banco.fechar()


@pytest.fixture
def contexto(banco: Banco) -> Contexto:
    return banco.executar(entrar)


@pode_atrasar
def _onde(session: Session) -> bool:
    """Tell whether it is the standby that answers."""
    return bool(session.scalar(text("SELECT pg_is_in_recovery()")))


def _onde_se_abre(session: Session) -> bool:
    return _onde(session)


def _gravar(session: Session) -> None:
    session.execute(text("UPDATE atendimentopublico.visualizacao_ra_urgencia SET vrau_icvisualiza = 1 WHERE false"))


def test_searches_ask_the_standby_and_the_rest_the_primary(banco: Banco) -> None:
    assert banco.executar(_onde) is True
    assert banco.executar(_onde_se_abre) is False


def test_every_search_runs_there_and_finds_the_same(par: _Par, banco: Banco, contexto: Contexto) -> None:
    primaria = Banco(par.url)
    dia = primaria.executar(hoje)
    mes = FiltroRA(atendimento=Periodo(dia - timedelta(days=28), dia))
    lugar = Lugar(leste=Decimal(285_000), norte=Decimal(9_104_000))
    pedidos = [
        *((lista, (mes,)) for lista in (filtrar, pesquisar, contar)),
        (candidatos, (lugar, (IDS.espec_simples,))),
        *((leitura, (FiltroPainel(mes.atendimento),)) for leitura in LEITURAS),
    ]
    for caso, argumentos in pedidos:
        assert admite_atraso(caso)
        with contar_comandos(banco.engine) as na_primaria:
            achado = banco.executar(caso, contexto, *argumentos)
        assert na_primaria == []
        esperado = primaria.executar(caso, contexto, *argumentos)
        assert getattr(achado, "linhas", achado) == getattr(esperado, "linhas", esperado)
    primaria.fechar()


def test_what_one_just_wrote_is_not_missing_from_ones_search(banco: Banco, monkeypatch: pytest.MonkeyPatch) -> None:
    banco.executar(_gravar)
    assert banco.executar(_onde) is False
    monkeypatch.setattr(replica, "DEPOIS_DE_GRAVAR", 0.0)
    assert banco.executar(_onde) is True


def test_opening_an_ra_never_asks_the_standby() -> None:
    assert not admite_atraso(consultar)


def test_a_standby_that_stopped_following_is_passed_by(par: _Par, banco: Banco) -> None:
    assert banco.executar(_onde) is True
    with conectar(par.copia.url(MODELO)) as copia:
        (seguia,) = copia.execute("SHOW primary_conninfo").fetchone() or ("",)
        copia.execute("ALTER SYSTEM SET primary_conninfo = ''")
        copia.execute("SELECT pg_reload_conf()")
        esperar(lambda: copia.execute("SELECT FROM pg_stat_wal_receiver").fetchone() is None)
        try:
            assert banco.executar(_onde) is False
        finally:
            copia.execute(sql.SQL("ALTER SYSTEM SET primary_conninfo = {}").format(sql.Literal(seguia)))
            copia.execute("SELECT pg_reload_conf()")


def test_the_primary_answers_while_the_standby_is_down(par: _Par, banco: Banco, contexto: Contexto) -> None:
    assert banco.executar(_onde) is True
    par.copia.parar()
    try:
        assert banco.executar(_onde) is False
        dia = banco.executar(hoje)
        pagina = banco.executar(filtrar, contexto, FiltroRA(atendimento=Periodo(dia - timedelta(days=28), dia)))
        assert pagina.linhas
    finally:
        par.copia.iniciar()


def test_an_address_of_the_primary_itself_is_no_standby(par: _Par) -> None:
    banco = Banco(par.url, leitura=par.url)
    assert banco.executar(_onde) is False
    banco.fechar()


def test_without_a_standby_nothing_changes(par: _Par) -> None:
    banco = Banco(par.url)
    assert banco.executar(_onde) is False
    banco.fechar()
