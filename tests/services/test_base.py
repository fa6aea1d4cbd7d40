"""The first thing asked of a database at log-in."""

from collections.abc import Callable

import pytest
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.erros import BancoAntigo, SemPermissao
from gsan_desk.services.base import conferir
from tests.support.banco import conectar


def test_base_of_ours_fits(como: Callable[[str], Banco]) -> None:
    base = como("atendente").executar(conferir)
    assert (base.treinamento, base.fuso_horario, base.codificacao) == (False, "America/Recife", "UTF8")


@pytest.mark.parametrize(
    ("mudanca", "texto"),
    [
        ("UPDATE gsan_desk.base SET cliente_minimo = '9.0.0'", "9.0.0 ou mais novo"),
        ("UPDATE gsan_desk.base SET esquema = 0", "banco migrar"),
        ("ALTER TABLE gsan_desk.base RENAME TO outra", "não foi preparada"),
        (
            "ALTER TABLE atendimentopublico.registro_atendimento RENAME COLUMN unid_idatual TO outra",
            "unid_idatual",
        ),
        ("ALTER SCHEMA gsan_desk RENAME TO outro", "não foi preparada"),
    ],
)
def test_base_that_does_not_fit_is_told_why(dsn: URL, como: Callable[[str], Banco], mudanca: str, texto: str) -> None:
    with conectar(dsn) as conexao:
        conexao.execute(mudanca)
    with pytest.raises(BancoAntigo, match=texto):
        como("atendente").executar(conferir)


def test_role_without_rights_is_told_so(dsn: URL, como: Callable[[str], Banco]) -> None:
    with conectar(dsn) as conexao:
        conexao.execute("REVOKE ALL ON gsan_desk.base FROM gsan_desk_atendente, gsan_desk_sms")
    with pytest.raises(SemPermissao):
        como("atendente").executar(conferir)
