"""The supervisor's tables and commands on a LATIN1 base with the casts that GSAN's scripts make."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.associacoes import Associacao, InformarAssociacoes, TabelaAssociacao
from gsan_desk.domain.comando_encerramento import ComandarEncerramento
from gsan_desk.domain.numeracao import GerarNumeracao
from gsan_desk.domain.pop import FiltroPOP
from gsan_desk.services.associacoes import carregar, informar
from gsan_desk.services.comando_encerramento import abrir, comandar, execucao, listar, passo, prever
from gsan_desk.services.numeracao_manual import gerar
from gsan_desk.services.pop import filtrar
from gsan_desk.services.sessao import entrar
from tests.services.test_latin1 import latin1
from tests.support.banco import SENHA
from tests.support.cenario import IDS

__all__ = ["latin1"]


@pytest.fixture
def supervisor(latin1: URL) -> Iterator[Banco]:
    banco = Banco(latin1.set(username="supervisor", password=SENHA))
    yield banco
    banco.fechar()


def test_associations_numbers_and_procedures(supervisor: Banco) -> None:
    ctx = supervisor.executar(entrar)
    for tabela in TabelaAssociacao:
        lidas = supervisor.executar(carregar, tabela, 2)
        nova = Associacao(IDS.espec_simples, IDS.unidade_loja)
        supervisor.executar(informar, ctx, InformarAssociacoes(tabela, 2, lidas, lidas | {nova}))
        assert supervisor.executar(carregar, tabela, 2) == lidas | {nova}
    assert len(supervisor.executar(gerar, ctx, GerarNumeracao(2, IDS.unidade_loja)).numeros) == 2
    assert supervisor.executar(filtrar, FiltroPOP()).linhas


def test_a_command_from_its_registration_to_its_log(supervisor: Banco) -> None:
    ctx = supervisor.executar(entrar)
    hoje = supervisor.executar(abrir).hoje
    comando = ComandarEncerramento(
        hoje - timedelta(days=365), hoje, IDS.motivo_nao_executado, IDS.usuario_supervisor, None, IDS.unidade_loja
    )
    numero = supervisor.executar(comandar, ctx, comando)
    assert supervisor.executar(prever, ctx, comando).total == 1
    assert supervisor.executar(passo, ctx, numero).encerrados == 1
    assert supervisor.executar(passo, ctx, numero).concluido
    assert [linha.ra for linha in supervisor.executar(execucao, numero)] == [IDS.ra_da_loja]
    assert supervisor.executar(listar)[0].situacao == "Executado"
