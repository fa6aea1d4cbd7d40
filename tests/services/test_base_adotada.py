"""A morning of an atendente and a supervisor on a live GSAN base, with GSAN's implicit casts, after adoption."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import URL

from gsan_desk.database.adocao import adotar as adocao
from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.encerramento import Encerramento, EncerrarRA
from gsan_desk.domain.requisitos import OPCIONAIS
from gsan_desk.domain.tramitacao import TramitarRA
from gsan_desk.services import ra_consultar
from gsan_desk.services.base import conferir
from gsan_desk.services.busca_rapida import buscar
from gsan_desk.services.encerramento import abrir, encerrar
from gsan_desk.services.ra_historico import historico
from gsan_desk.services.sessao import entrar
from gsan_desk.services.tramite import tramitar
from tests.services.apoio_ra import concluir_aceitando, preencher
from tests.support.banco import SENHA, conectar
from tests.support.base_gsan import COSANPA, GSAN10
from tests.support.cenario import IDS

BaseGsan = Callable[[str], URL]
CONCLUIDO = Encerramento(motivo_id=IDS.motivo_concluido, parecer="serviço feito")


SEM_AS_OPCIONAIS = f"DROP TABLE {', '.join(OPCIONAIS)} CASCADE"


@pytest.fixture(params=[(COSANPA, "SELECT 1"), (GSAN10, "SELECT 1"), (COSANPA, SEM_AS_OPCIONAIS)])
def adotada(base_gsan: BaseGsan, request: pytest.FixtureRequest) -> URL:
    linha, antes = request.param
    url = base_gsan(linha)
    with conectar(url) as conexao:
        conexao.execute(antes.encode())
        adocao.adotar(conexao, "America/Recife", lambda _: None)
        conexao.execute("ALTER FUNCTION desempenho.anotar() SECURITY DEFINER")  # as verificar advises
        conexao.execute(
            f"ALTER ROLE atendente IN DATABASE {url.database} SET timezone TO 'America/Recife';"
            f"ALTER ROLE supervisor IN DATABASE {url.database} SET timezone TO 'America/Recife'".encode()
        )
    return url


@pytest.fixture
def pessoa(adotada: URL) -> Iterator[Callable[[str], tuple[Banco, Contexto]]]:
    bancos: list[Banco] = []

    def abrir_como(login: str) -> tuple[Banco, Contexto]:
        bancos.append(Banco(adotada.set(username=login, password=SENHA)))
        return bancos[-1], bancos[-1].executar(entrar, bancos[-1].executar(conferir).faltas)

    yield abrir_como
    for banco in bancos:
        banco.fechar()


def test_an_ra_is_opened_found_forwarded_and_closed(pessoa: Callable[[str], tuple[Banco, Contexto]]) -> None:
    atendente, contexto = pessoa("atendente")
    inserido = atendente.executar(concluir_aceitando, contexto, preencher(atendente, contexto))
    assert atendente.executar(buscar, inserido.protocolo)
    assert atendente.executar(ra_consultar.consultar, contexto, inserido.numero).numero == inserido.numero
    supervisor, dele = pessoa("supervisor")
    pedido = TramitarRA(
        inserido.numero,
        supervisor.executar(tramitar.abrir, dele, inserido.numero).versao,
        IDS.unidade_esgoto,
        parecer="É LÁ",
    )
    supervisor.executar(tramitar.tramitar, dele, pedido)
    aberto = supervisor.executar(abrir, dele, inserido.numero)
    comando = EncerrarRA(inserido.numero, aberto.versao, CONCLUIDO, aberto.ordens, chave=aberto.chave)
    assert supervisor.executar(encerrar, dele, comando).ra == inserido.numero
    quem = {entrada.quem for entrada in supervisor.executar(historico, dele, inserido.numero).entradas}
    assert quem >= {"ATENDENTE", "SUPERVISOR"}
