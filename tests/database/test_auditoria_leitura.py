"""The audit by month, complete, read by supervisors with documents masked; GSAN's own log of rows."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from psycopg.rows import dict_row
from sqlalchemy import URL

from gsan_desk.database.migrations.desk_0001_auditoria import ALVOS
from gsan_desk.database.papeis import FAMILIAS
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS

Conexao = psycopg.Connection[Any]
AP = "atendimentopublico"
LER = "SELECT * FROM gsan_desk.ler_auditoria(%(ra)s, %(pessoa)s, %(inicio)s, %(fim)s, %(quando)s, %(id)s, %(quantas)s)"
NADA = dict.fromkeys(("ra", "pessoa", "inicio", "fim", "quando", "id")) | {"quantas": 100}
OBSERVACAO = f"UPDATE {AP}.registro_atendimento SET rgat_dsobservacao = %s WHERE rgat_id = %s"
DIARIOS = {
    "gsan_desk.ra_chave": "idempotency: written once, with who and when",
    "gsan_desk.solicitante_chave": "idempotency: written once, with who and when",
    "gsan_desk.sms_mensagem": "who, when and each decision are in sms_decisao, each attempt in sms_tentativa",
    "gsan_desk.sms_parte": "attempts of sending",
    "gsan_desk.sms_tentativa": "a log itself",
    "gsan_desk.sms_decisao": "a log itself",
    "gsan_desk.sms_recebida": "what came in; removed after a time",
    "gsan_desk.sms_bloqueio": "the citizen's own word, with origin and moment",
    "gsan_desk.sms_posse": "which station sends",
    "gsan_desk.sms_estacao": "state of a station",
    "gsan_desk.ra_encerrado": "a log itself",
    "gsan_desk.relato_cidadao": "audited by a trigger of its own",
    "gsan_desk.relato_foto": "of a report, written once",
    "gsan_desk.email_mensagem": "what happened to each is in email_registro",
    "gsan_desk.email_registro": "a log itself",
    "gsan_desk.comando_ra": "a log itself",
    "gsan_desk.tramite_conjunto": "a log itself",
    "gsan_desk.tramite_conjunto_pedido": "a log itself",
    "gsan_desk.tramite_conjunto_item": "a log itself",
}


@pytest.fixture
def base(dsn: URL) -> Iterator[Conexao]:
    with conectar(dsn) as conexao:
        conexao.row_factory = dict_row  # type: ignore[assignment]  # rows by name here
        yield conexao


def ler(dsn: URL, login: str = "supervisor", **filtro: Any) -> list[dict[str, Any]]:
    with conectar(dsn.set(username=login, password=SENHA)) as conexao:
        conexao.row_factory = dict_row  # type: ignore[assignment]  # rows by name here
        return conexao.execute(LER, NADA | filtro).fetchall()  # type: ignore[return-value]


def agora(base: Conexao) -> datetime:
    """Tell the moment after which the test writes: the town was loaded before."""
    linha = base.execute("SELECT clock_timestamp() AS n").fetchone()
    assert linha is not None
    return linha["n"]  # type: ignore[no-any-return]  # a moment


def escrever(dsn: URL, login: str, *textos: str, ra: int = IDS.ra_da_loja) -> None:
    with conectar(dsn.set(username=login, password=SENHA)) as conexao:
        for texto in textos:
            assert conexao.execute(OBSERVACAO, (texto, ra)).rowcount == 1


def particoes(base: Conexao) -> list[str]:
    linhas = base.execute(
        "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
        " WHERE i.inhparent = 'gsan_desk.auditoria'::regclass ORDER BY 1"
    )
    return [linha["relname"] for linha in linhas]


def onde(base: Conexao, texto: str) -> str:
    linha = base.execute(
        "SELECT tableoid::regclass::text AS t FROM gsan_desk.auditoria WHERE depois ->> 'rgat_dsobservacao' = %s",
        (texto,),
    ).fetchone()
    assert linha is not None
    return str(linha["t"])


def test_every_table_that_we_write_is_audited_or_is_a_log_itself() -> None:
    escritas = {e.qualificada for f in FAMILIAS for e in f.escritas}
    nossas = {str(modelo.__table__) for f in FAMILIAS for modelo, _ in f.nossas}
    assert escritas | nossas <= ALVOS.keys() | DIARIOS.keys()


def test_every_audited_table_has_its_three_triggers_by_statement(base: Conexao) -> None:
    for tabela in ALVOS:
        feitos = base.execute(
            "SELECT count(*) AS n FROM pg_trigger WHERE tgrelid = %s::regclass AND tgfoid ="
            " 'gsan_desk.auditar'::regproc AND tgtype & 1 = 0",
            (tabela,),
        ).fetchone()
        assert feitos == {"n": 3}, tabela


def test_months_ahead_are_there_and_an_entry_goes_to_its_own(dsn: URL, base: Conexao) -> None:
    assert len(particoes(base)) == 4  # this month, two ahead, the others
    escrever(dsn, "atendente", "HOJE")
    mes = base.execute("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM') AS m").fetchone()
    assert onde(base, "HOJE") == f"gsan_desk.auditoria_{mes['m']}"  # type: ignore[index]
    assert base.execute("SELECT gsan_desk.preparar_auditoria() AS n").fetchone() == {"n": 0}
    assert base.execute("SELECT gsan_desk.preparar_auditoria(4) AS n").fetchone() == {"n": 2}


def test_without_a_partition_the_save_goes_on_and_the_entry_is_moved_later(dsn: URL, base: Conexao) -> None:
    for nome in particoes(base):
        if nome != "auditoria_outros":
            base.execute(f"DROP TABLE gsan_desk.{nome}".encode())
    escrever(dsn, "atendente", "SEM MÊS")
    assert onde(base, "SEM MÊS") == "gsan_desk.auditoria_outros"
    with conectar(dsn.set(username="supervisor", password=SENHA)) as conexao:
        assert conexao.execute("SELECT gsan_desk.preparar_auditoria()").fetchone() == (3,)
    assert onde(base, "SEM MÊS").startswith("gsan_desk.auditoria_20")
    assert [e["depois"]["rgat_dsobservacao"] for e in ler(dsn, ra=IDS.ra_da_loja)] == ["SEM MÊS"]


def test_nobody_changes_the_past_not_even_by_a_partition(dsn: URL, base: Conexao) -> None:
    for tabela in ("auditoria", *particoes(base)):
        for comando in (f"DELETE FROM gsan_desk.{tabela}", f"UPDATE gsan_desk.{tabela} SET quem = 'x'"):
            with pytest.raises(InsufficientPrivilege):
                base.execute(comando.encode())
            for login in ("atendente", "supervisor", "sms", "admin"):
                with (
                    conectar(dsn.set(username=login, password=SENHA)) as conexao,
                    pytest.raises(InsufficientPrivilege),
                ):
                    conexao.execute(comando.encode())
        with pytest.raises(InsufficientPrivilege):
            base.execute(f"TRUNCATE gsan_desk.{tabela}".encode())


@pytest.mark.parametrize("login", ["atendente", "sms"])
def test_only_supervisors_read_it(dsn: URL, login: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        ler(dsn, login)


def test_read_by_ra_by_person_and_by_period(dsn: URL, base: Conexao) -> None:
    desde = agora(base)
    escrever(dsn, "atendente", "A", "B")
    escrever(dsn, "atendente2", "C", ra=IDS.ra_pendente_imovel)
    for login in ("supervisor", "admin"):
        assert [e["depois"]["rgat_dsobservacao"] for e in ler(dsn, login, ra=IDS.ra_da_loja, inicio=desde)] == [
            "B",
            "A",
        ]
    (dele,) = ler(dsn, pessoa="atendente2")
    assert (dele["rgat_id"], dele["nome"], dele["origem"], dele["operacao"]) == (
        IDS.ra_pendente_imovel,
        "ATENDENTE2",
        "estacao",
        "U",
    )
    depois = agora(base)
    assert len(ler(dsn, pessoa="atendente", fim=depois)) == 2
    assert ler(dsn, pessoa="atendente", inicio=depois) == []


def test_pages_go_on_from_the_last_entry(dsn: URL, base: Conexao) -> None:
    desde = agora(base)
    escrever(dsn, "atendente", *"ABC")
    lidas: list[str] = []
    ultima: dict[str, Any] = {}
    while pagina := ler(dsn, ra=IDS.ra_da_loja, inicio=desde, quantas=2, **ultima):
        lidas += [e["depois"]["rgat_dsobservacao"] for e in pagina]
        ultima = {"quando": pagina[-1]["quando"], "id": pagina[-1]["numero"]}
    assert lidas == ["C", "B", "A"]


def test_documents_are_kept_whole_and_read_masked(dsn: URL, base: Conexao) -> None:
    desde = agora(base)
    base.execute(
        f"UPDATE {AP}.ra_solicitante SET raso_nncpf = '52998224725', raso_nnrg = '1234567' WHERE rgat_id = %s".encode(),
        (IDS.ra_da_loja,),
    )
    (entrada,) = ler(dsn, ra=IDS.ra_da_loja, inicio=desde)
    assert (entrada["depois"]["raso_nncpf"], entrada["depois"]["raso_nnrg"]) == ("***.982.247-**", "***567")
    for login in ("atendente", "sms"):
        with conectar(dsn.set(username=login, password=SENHA)) as conexao:
            historico = conexao.execute("SELECT depois FROM gsan_desk.historico_do_ra(%s)", (IDS.ra_da_loja,))
            assert "52998224725" not in str(historico.fetchall())
    guardada = base.execute(
        "SELECT depois ->> 'raso_nncpf' AS cpf FROM gsan_desk.auditoria WHERE depois ? 'raso_nncpf'"
    ).fetchone()
    assert guardada == {"cpf": "52998224725"}


def test_each_reading_uses_an_index(base: Conexao) -> None:
    base.execute("SET enable_seqscan = off")
    for condicao, indice in (
        ("rgat_id = 1", "rgat_id_id_idx"),
        ("quem = 'x'", "quem_quando_id_idx"),
        ("quando >= now() - interval '1 day'", "pkey"),
        ("tabela = 'x' AND linha = 1", "tabela_linha_id_idx"),
    ):
        plano = base.execute(f"EXPLAIN SELECT * FROM gsan_desk.auditoria WHERE {condicao}".encode()).fetchall()
        assert indice in str(plano), condicao


def test_gsans_log_of_rows_is_written_for_the_operations_that_keep_one(dsn: URL, base: Conexao) -> None:
    """``oper_icregistratransacao`` 1: the web's report of operations shows tables, rows and columns."""
    base.execute(
        "INSERT INTO seguranca.tabela (tabe_id, tabe_nmtabela, tabe_dstabela)"
        " VALUES (501, 'solicitacao_tipo', 'TIPO DE SOLICITACAO');"
        "INSERT INTO seguranca.tabela_coluna (tbco_id, tabe_id, tbco_nmcoluna, tbco_dscoluna, tbco_icprimarykey)"
        " VALUES (601, 501, 'sotp_dssolicitacaotipo', 'DESCRICAO', 2), (602, 501, 'sotp_icuso', 'USO', 2)"
    )
    with conectar(dsn.set(username="supervisor", password=SENHA)) as conexao, conexao.transaction():
        conexao.execute(
            f"UPDATE {AP}.solicitacao_tipo SET sotp_dssolicitacaotipo = 'OUTRO' WHERE sotp_id = %s".encode(),
            (IDS.tipo_comum,),
        )
        conexao.execute("SELECT gsan_desk.registrar_configuracao(664, %s)", (IDS.tipo_comum,))
    linhas = base.execute(
        "SELECT l.tabe_id, l.tbla_id1, l.altp_id, l.tbla_icprincipal, c.tbco_id, c.tbca_cncolunaatual, e.oper_id"
        " FROM seguranca.tabela_linha_alteracao l JOIN seguranca.operacao_efetuada e ON e.opef_id = l.tref_id"
        " JOIN seguranca.tab_linha_col_alteracao c ON c.tbla_id = l.tbla_id"
    ).fetchall()
    assert [tuple(linha.values()) for linha in linhas] == [(501, IDS.tipo_comum, 1, 1, 601, "OUTRO", 664)]
    antes = len(linhas)
    with conectar(dsn.set(username="supervisor", password=SENHA)) as conexao:
        conexao.execute("SELECT gsan_desk.registrar_configuracao(672, 1)")  # keeps no log of rows
    contadas = base.execute("SELECT count(*) AS n FROM seguranca.tabela_linha_alteracao").fetchone()
    assert contadas == {"n": antes}


def test_paper_numbers_leave_their_entry(dsn: URL, base: Conexao) -> None:
    with conectar(dsn.set(username="supervisor", password=SENHA)) as conexao:
        conexao.execute("SELECT gsan_desk.emitir_numeros_manuais(10)")
    entrada = base.execute(
        "SELECT quem, antes, depois FROM gsan_desk.auditoria WHERE tabela = 'cadastro.sistema_parametros'"
    ).fetchone()
    assert entrada == {
        "quem": "supervisor",
        "antes": {"parm_idultimoramanual": IDS.ultimo_ra_manual},
        "depois": {"parm_idultimoramanual": IDS.ultimo_ra_manual + 10},
    }
