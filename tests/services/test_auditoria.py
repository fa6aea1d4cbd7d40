"""Reading the audit in people's words: labels, values, masked documents, pages, who may."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.database.migrations.desk_0001_auditoria import ALVOS
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, SemPermissao
from gsan_desk.services import auditoria
from gsan_desk.services.auditoria import CampoMudado, FiltroAuditoria, LinhaAuditoria, filtrar
from gsan_desk.services.auditoria.consulta import POR_VEZ
from gsan_desk.services.auditoria.palavras import TABELAS, rotulo
from gsan_desk.services.sessao import entrar
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS

RA = "atendimentopublico.registro_atendimento"


@pytest.fixture
def chefe(como: Callable[[str], Banco]) -> Banco:
    return como("supervisor")


@pytest.fixture
def ctx(chefe: Banco) -> Contexto:
    return chefe.executar(entrar)


def mudar(dsn: URL, login: str, mudanca: str, ra: int = IDS.ra_da_loja) -> None:
    with conectar(dsn.set(username=login, password=SENHA)) as conexao:
        conexao.execute(f"UPDATE {RA} SET {mudanca} WHERE rgat_id = %s".encode(), (ra,))


def da_pessoa(chefe: Banco, ctx: Contexto, login: str, **mais: Any) -> tuple[LinhaAuditoria, ...]:
    return chefe.executar(filtrar, ctx, FiltroAuditoria(pessoa=login, **mais)).linhas


def test_a_change_is_told_by_fields_with_their_labels_and_words(dsn: URL, chefe: Banco, ctx: Contexto) -> None:
    mudar(dsn, "atendente", f"step_id = {IDS.espec_urgente}, rgat_dsobservacao = 'NOVA'")
    (linha,) = da_pessoa(chefe, ctx, "atendente")
    assert (linha.tabela, linha.operacao, linha.ra, linha.origem) == ("RA", "Alteração", IDS.ra_da_loja, "gsan-desk")
    achados = {campo.rotulo: campo for campo in linha.campos}
    assert achados["Observação"].depois == "NOVA"
    assert achados["Especificação"].depois.startswith(f"{IDS.espec_urgente} - ")


def test_the_moment_is_on_the_clock_of_the_base(dsn: URL, chefe: Banco, ctx: Contexto) -> None:
    mudar(dsn, "atendente", "rgat_dsobservacao = 'NOVA'")
    (linha,) = da_pessoa(chefe, ctx, "atendente")
    assert linha.momento.tzinfo is None
    assert abs(linha.quando.replace(tzinfo=None) - linha.momento) <= timedelta(hours=4)


def test_a_period_takes_its_last_day_whole(dsn: URL, chefe: Banco, ctx: Contexto) -> None:
    mudar(dsn, "atendente", "rgat_dsobservacao = 'NOVA'")
    (linha,) = da_pessoa(chefe, ctx, "atendente")
    dia = linha.momento.date()
    assert len(da_pessoa(chefe, ctx, "atendente", inicio=dia, fim=dia)) == 1
    assert da_pessoa(chefe, ctx, "atendente", fim=dia - timedelta(days=1)) == ()


def test_pages_follow_each_other(dsn: URL, chefe: Banco, ctx: Contexto) -> None:
    with conectar(dsn.set(username="atendente", password=SENHA)) as conexao:
        for numero in range(POR_VEZ + 3):
            conexao.execute(
                f"UPDATE {RA} SET rgat_dsobservacao = %s WHERE rgat_id = %s".encode(), (numero, IDS.ra_da_loja)
            )
    filtro = FiltroAuditoria(pessoa="atendente")
    primeira = chefe.executar(filtrar, ctx, filtro)
    segunda = chefe.executar(filtrar, ctx, filtro, primeira.linhas[-1])
    assert (len(primeira.linhas), primeira.tem_mais) == (POR_VEZ, True)
    assert (len(segunda.linhas), segunda.tem_mais) == (3, False)
    assert len({linha.id for linha in primeira.linhas + segunda.linhas}) == POR_VEZ + 3


@pytest.mark.parametrize(
    ("filtro", "campo"),
    [
        (FiltroAuditoria(), "auditoria.ra"),
        (FiltroAuditoria(inicio=date(2026, 2, 2), fim=date(2026, 2, 1)), "auditoria.periodo"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    chefe: Banco, ctx: Contexto, filtro: FiltroAuditoria, campo: str
) -> None:
    with pytest.raises(RegraViolada) as erro:
        chefe.executar(filtrar, ctx, filtro)
    assert [v.campo for v in erro.value.violacoes] == [campo]


@pytest.mark.parametrize("login", ["atendente", "sms"])
def test_who_is_no_supervisor_is_told_so(como: Callable[[str], Banco], ctx: Contexto, login: str) -> None:
    with pytest.raises(SemPermissao, match="não tem direito"):
        como(login).executar(filtrar, ctx, FiltroAuditoria(ra=1))


def test_every_audited_table_has_a_name_and_its_fields_labels() -> None:
    assert ALVOS.keys() <= TABELAS.keys()
    assert rotulo(RA, "rgat_dsobservacao") == "Observação"
    assert rotulo(RA, "coluna_de_outra_linha") == "coluna_de_outra_linha"


def test_what_came_is_told_whole(dsn: URL, chefe: Banco, ctx: Contexto) -> None:
    linhas = chefe.executar(filtrar, ctx, FiltroAuditoria(ra=IDS.ra_da_loja)).linhas
    inclusao = next(linha for linha in linhas if (linha.tabela, linha.operacao) == ("RA", "Inclusão"))
    assert CampoMudado("Situação", "", "Pendente") in inclusao.campos


def test_preparing_the_months_again_makes_nothing(chefe: Banco) -> None:
    assert chefe.executar(auditoria.preparar) == 0
