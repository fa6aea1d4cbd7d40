"""A base that lacks something: found when somebody enters, and nothing that can not work is offered."""

from collections.abc import Callable

import pytest
from sqlalchemy import URL

from gsan_desk.database.adocao import adotar as adocao
from gsan_desk.database.banco import Banco
from gsan_desk.domain import requisitos
from gsan_desk.domain.erros import BancoAntigo
from gsan_desk.services.base import conferir
from gsan_desk.services.sessao import entrar
from gsan_desk.services.versao_dominios import versao
from gsan_desk.ui.funcoes import FUNCOES
from tests.support.banco import SENHA, conectar
from tests.support.base_gsan import COSANPA, GSAN10

BaseGsan = Callable[[str], URL]


def _adotada(base_gsan: BaseGsan, linha: str, antes: str = "SELECT 1") -> URL:
    url = base_gsan(linha)
    with conectar(url) as conexao:
        conexao.execute(antes.encode())
        adocao.adotar(conexao, "America/Recife", lambda _: None)
    return url


@pytest.fixture
def banco_de(request: pytest.FixtureRequest) -> Callable[[URL], Banco]:
    """Connect as the supervisor."""

    def abrir(url: URL) -> Banco:
        banco = Banco(url.set(username="supervisor", password=SENHA))
        request.addfinalizer(banco.fechar)
        return banco

    return abrir


@pytest.mark.parametrize("linha", [COSANPA, GSAN10])
def test_an_adopted_base_lets_people_in_with_all_domain_rows(
    base_gsan: BaseGsan, banco_de: Callable[[URL], Banco], linha: str
) -> None:
    banco = banco_de(_adotada(base_gsan, linha))
    base = banco.executar(conferir)
    contexto = banco.executar(entrar, base.faltas)
    assert (base.faltas, base.modo) == ((), "adotado")
    assert contexto.operador.perfis == {"supervisor", "atendente"}
    assert contexto.dominios.especificacoes


def test_without_any_of_the_optional_tables_people_still_get_in(
    base_gsan: BaseGsan, banco_de: Callable[[URL], Banco]
) -> None:
    banco = banco_de(_adotada(base_gsan, COSANPA, f"DROP TABLE {', '.join(requisitos.OPCIONAIS)} CASCADE"))
    base = banco.executar(conferir)
    contexto = banco.executar(entrar, base.faltas)
    assert {falta.tabela for falta in contexto.faltas} == requisitos.OPCIONAIS.keys()
    assert not any(especificacao.tem_pop for especificacao in contexto.dominios.especificacoes.values())
    assert banco.executar(versao, frozenset(falta.tabela for falta in contexto.faltas))


def test_a_missing_column_of_an_optional_table_counts_as_the_table(
    base_gsan: BaseGsan, banco_de: Callable[[URL], Banco]
) -> None:
    comando = "ALTER TABLE atendimentopublico.espec_unid_cobr DROP COLUMN unid_id CASCADE"
    banco = banco_de(_adotada(base_gsan, COSANPA, comando))
    faltas = banco.executar(conferir).faltas
    assert requisitos.desligadas(faltas)["tramite_cobranca"] == (
        "Esta base não tem unid_id em atendimentopublico.espec_unid_cobr."
    )
    assert banco.executar(entrar, faltas).dominios.cobranca_destino == {}


def test_what_everybody_needs_keeps_everybody_out_with_its_name(
    base_gsan: BaseGsan, banco_de: Callable[[URL], Banco]
) -> None:
    url = _adotada(base_gsan, COSANPA)
    with conectar(url) as conexao:
        conexao.execute("ALTER TABLE atendimentopublico.tramite DROP COLUMN tram_dsparecertramite")
    with pytest.raises(BancoAntigo, match=r"não tem tram_dsparecertramite em atendimentopublico\.tramite"):
        banco_de(url).executar(conferir)


def test_an_adoption_that_did_not_end_keeps_everybody_out(
    base_gsan: BaseGsan, banco_de: Callable[[URL], Banco]
) -> None:
    url = _adotada(base_gsan, COSANPA)
    with conectar(url) as conexao:
        conexao.execute("UPDATE gsan_desk.base SET esquema = 0")
    with pytest.raises(BancoAntigo, match="não terminou"):
        banco_de(url).executar(conferir)


def test_every_function_that_may_be_missing_is_one_of_the_menu() -> None:
    ids = {funcao.id for funcao in FUNCOES}
    assert {nome for nomes in requisitos.OPCIONAIS.values() for nome in nomes} <= ids
