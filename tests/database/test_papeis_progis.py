"""Citizens' reports at the boundary: who may insert, decide, undo; what enters; by plain connections (spec 40 §2.3)."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.errors import (
    CheckViolation,
    ForeignKeyViolation,
    InsufficientPrivilege,
    ObjectInUse,
    StringDataRightTruncation,
)
from sqlalchemy import URL

from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS, JPG_MINIMO
from tests.support.travas import derrubar

Conexao = psycopg.Connection[tuple[Any, ...]]
RELATO = "gsan_desk.relato_cidadao"
INSERIR = (
    f"INSERT INTO {RELATO} (origem, id_externo, telefone, problema, endereco) VALUES ('PROGIS', %s, %s, 1, 'RUA A')"
)
FOTO = "INSERT INTO gsan_desk.relato_foto (origem, id_externo, ordem, conteudo) VALUES ('PROGIS', %s, %s, %s)"
FONE = "+5581999990000"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.fixture
def base(dsn: URL) -> Iterator[Conexao]:
    with conectar(dsn) as conexao:
        yield conexao


@pytest.fixture
def como(dsn: URL) -> Iterator[Callable[[str], Conexao]]:
    abertas: list[Conexao] = []

    def abrir(login: str) -> Conexao:
        abertas.append(conectar(dsn.set(username=login, password=SENHA)))
        return abertas[-1]

    yield abrir
    for conexao in abertas:
        conexao.close()


@pytest.fixture
def entrada(dsn: URL, base: Conexao, worker_id: str) -> Iterator[Conexao]:
    """Somebody who holds nothing but the narrow role."""
    nome = f"entrada_{worker_id}"
    base.execute(f"DROP ROLE IF EXISTS {nome}")
    base.execute(f"CREATE ROLE {nome} LOGIN PASSWORD '{SENHA}' IN ROLE gsan_desk_intake")
    try:
        with conectar(dsn.set(username=nome, password=SENHA)) as conexao:
            yield conexao
    finally:
        base.execute(f"DROP ROLE {nome}")


def valor(base: Conexao, comando: str, *valores: Any) -> Any:
    linha = base.execute(comando, valores).fetchone()
    assert linha is not None
    return linha[0]


def relato(base: Conexao, chave: str = "1") -> int:
    base.execute(INSERIR, (chave, FONE))
    return int(valor(base, f"SELECT id FROM {RELATO} WHERE id_externo = %s", chave))


def mudar(conexao: Conexao, id_: int, **colunas: Any) -> int:
    partes = ", ".join(f"{nome} = %s" for nome in colunas)
    return conexao.execute(f"UPDATE {RELATO} SET {partes} WHERE id = %s", (*colunas.values(), id_)).rowcount


def vincular(conexao: Conexao, id_: int, ra: int = IDS.ra_pendente_endereco) -> int:
    """Attach as the program does: the solicitante is born in the same transaction."""
    with conexao.transaction():
        raso = valor(
            conexao,
            "INSERT INTO atendimentopublico.ra_solicitante (raso_id, rgat_id, raso_icsolicitanteprincipal,"
            " raso_nmsolicitante) VALUES (nextval('atendimentopublico.seq_ra_solicitante'), %s, 2, 'CIDADAO')"
            " RETURNING raso_id",
            ra,
        )
        mudar(conexao, id_, situacao=3, rgat_id=ra, raso_id=raso)
    return int(raso)


def test_intake_inserts_reports_and_photos(entrada: Conexao, base: Conexao) -> None:
    assert entrada.execute(INSERIR, ("1", FONE)).rowcount == 1
    entrada.execute(FOTO, ("1", 1, JPG_MINIMO))
    entrada.execute(FOTO, ("1", 2, PNG))
    assert valor(base, "SELECT count(*) FROM gsan_desk.relato_foto") == 2
    assert entrada.execute("SELECT gsan_desk.posicao_da_fonte('x')").fetchone() == (None,)
    entrada.execute("SELECT gsan_desk.avancar_fonte('x', '7')")
    entrada.execute("SELECT gsan_desk.avancar_fonte('x', '9')")
    assert entrada.execute("SELECT gsan_desk.posicao_da_fonte('x')").fetchone() == ("9",)


@pytest.mark.parametrize(
    "comando",
    [
        f"SELECT * FROM {RELATO}",
        "SELECT * FROM gsan_desk.relato_foto",
        "SELECT * FROM gsan_desk.relato_telefone",
        f"UPDATE {RELATO} SET situacao = 4, motivo_descarte = 'x'",
        f"DELETE FROM {RELATO}",
        "DELETE FROM gsan_desk.relato_foto",
        "SELECT 1 FROM atendimentopublico.registro_atendimento",
        "SELECT 1 FROM seguranca.usuario",
        "UPDATE gsan_desk.relato_ajustes SET raio_metros = 10",
        "SELECT gsan_desk.desfazer_vinculo(1, 1)",
        "INSERT INTO gsan_desk.sms_mensagem (tipo, numero_informado, texto, alfabeto, partes, chave)"
        " VALUES (1, '1', 'x', 'S', 1, 'x')",
        "SET ROLE gsan_desk_atendente",
    ],
)
def test_intake_may_nothing_else(entrada: Conexao, base: Conexao, comando: str) -> None:
    relato(base)
    with pytest.raises(InsufficientPrivilege):
        entrada.execute(comando)


def test_a_report_is_born_pending_whatever_its_sender_says(entrada: Conexao, base: Conexao) -> None:
    entrada.execute(
        f"INSERT INTO {RELATO} (origem, id_externo, telefone, problema, endereco, situacao, rgat_id, raso_id,"
        " decidido_por, recebido_em, versao) VALUES ('X', '1', %s, 1, 'RUA A', 2, 9002, 9002, 'eu', '2001-01-01', 9)",
        (FONE,),
    )
    linha = base.execute(f"SELECT situacao, rgat_id, raso_id, decidido_por, versao FROM {RELATO}").fetchone()
    assert linha == (1, None, None, None, 1)
    assert valor(base, f"SELECT recebido_em > now() - interval '1 minute' FROM {RELATO}")


def test_the_same_report_enters_once_and_does_not_count_again(entrada: Conexao, base: Conexao) -> None:
    assert [entrada.execute(INSERIR, ("1", FONE)).rowcount for _ in range(30)] == [1] + [0] * 29
    assert base.execute("SELECT recebidos, recusados FROM gsan_desk.relato_telefone").fetchall() == [(1, 0)]


def test_ten_thousand_reports_of_one_phone_are_ten_and_the_others_pass(entrada: Conexao, base: Conexao) -> None:
    entrada.execute(
        f"INSERT INTO {RELATO} (origem, id_externo, telefone, problema, endereco)"
        " SELECT 'X', n::text, CASE WHEN n = 5000 THEN '+5581988887777' ELSE '+5581999990000' END, 1, 'RUA A'"
        " FROM generate_series(1, 10000) n"
    )
    por_fone = base.execute(f"SELECT telefone, count(*) FROM {RELATO} GROUP BY 1 ORDER BY 2").fetchall()
    assert por_fone == [("+5581988887777", 1), (FONE, 10)]
    assert valor(base, "SELECT recusados FROM gsan_desk.relato_telefone WHERE telefone = %s", FONE) == 9989
    assert valor(base, "SELECT count(*) FROM gsan_desk.sms_mensagem") == 0


def test_a_higher_limit_counts_from_now_on(entrada: Conexao, base: Conexao) -> None:
    for n in range(12):
        entrada.execute(INSERIR, (str(n), FONE))
    base.execute("UPDATE gsan_desk.relato_ajustes SET relatos_por_telefone_dia = 20")
    assert entrada.execute(INSERIR, ("20", FONE)).rowcount == 1


@pytest.mark.parametrize(
    ("colunas", "erro"),
    [
        ({"telefone": "81999990000"}, CheckViolation),
        ({"telefone": "+0581999990000"}, CheckViolation),
        ({"telefone": "+55'; DROP"}, CheckViolation),
        ({"problema": 3}, CheckViolation),
        ({"latitude": 91, "longitude": 0}, CheckViolation),
        ({"latitude": 1, "longitude": 181}, CheckViolation),
        ({"latitude": "NaN", "longitude": 1}, CheckViolation),
        ({"latitude": 1, "longitude": None}, CheckViolation),
        ({"endereco": None}, CheckViolation),
        ({"endereco": " \x07 "}, CheckViolation),
        ({"endereco": None, "latitude": 0, "longitude": 0}, CheckViolation),
        ({"precisao_m": -1}, CheckViolation),
        ({"precisao_m": "NaN"}, CheckViolation),
        ({"descricao": "x" * 401}, StringDataRightTruncation),
        ({"nome": "x" * 61}, StringDataRightTruncation),
        ({"origem": "  "}, CheckViolation),
    ],
)
def test_absurd_reports_are_refused(entrada: Conexao, colunas: dict[str, Any], erro: type[Exception]) -> None:
    padrao = {"origem": "X", "id_externo": "1", "telefone": FONE, "problema": 1, "endereco": "RUA A"} | colunas
    nomes, vagas = ", ".join(padrao), ", ".join(["%s"] * len(padrao))
    with pytest.raises(erro):
        entrada.execute(f"INSERT INTO {RELATO} ({nomes}) VALUES ({vagas})", tuple(padrao.values()))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texto=st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=60))
def test_hostile_text_is_stored_without_controls(base: Conexao, texto: str) -> None:
    limpo = base.execute("SELECT gsan_desk.texto_limpo(%s)", (f"a{texto}\x1b[31m\u202e",)).fetchone()
    assert limpo is not None
    assert isinstance(limpo[0], str)
    assert not any(ord(c) < 32 or c in "\x7f\u202e\u2066\ufeff" for c in limpo[0])
    assert limpo[0] == limpo[0].strip(" ")


@pytest.mark.parametrize(
    ("chave", "ordem", "conteudo", "erro"),
    [
        ("1", 4, JPG_MINIMO, CheckViolation),
        ("1", 1, b"GIF89a", CheckViolation),
        ("1", 1, b"MZ\x90\x00", CheckViolation),
        ("1", 1, b"", CheckViolation),
        ("1", 1, b"\xff\xd8\xff" + b"\0" * 5242880, CheckViolation),
        ("outro", 1, JPG_MINIMO, ForeignKeyViolation),
    ],
)
def test_only_photos_enter_by_content(
    entrada: Conexao, base: Conexao, chave: str, ordem: int, conteudo: bytes, erro: type[Exception]
) -> None:
    relato(base)
    with pytest.raises(erro):
        entrada.execute(FOTO, (chave, ordem, conteudo))


def test_a_decided_report_takes_no_photo(entrada: Conexao, base: Conexao) -> None:
    mudar(base, relato(base), situacao=4, motivo_descarte="trote")
    with pytest.raises(ForeignKeyViolation):
        entrada.execute(FOTO, ("1", 1, JPG_MINIMO))


def test_an_attendant_discards_with_a_reason_and_the_server_signs(
    como: Callable[[str], Conexao], base: Conexao
) -> None:
    atendente, id_ = como("atendente"), relato(base)
    for motivo in (None, " "):
        with pytest.raises(InsufficientPrivilege):
            mudar(atendente, id_, situacao=4, motivo_descarte=motivo)
    mudar(atendente, id_, situacao=4, motivo_descarte="trote")
    linha = base.execute(f"SELECT situacao, decidido_por, decidido_em IS NOT NULL, versao FROM {RELATO}").fetchone()
    assert linha == (4, "atendente", True, 2)


def test_no_other_change_passes(como: Callable[[str], Conexao], base: Conexao) -> None:
    """1→2, 1→3, 1→4, 4→1 and 3→1 are all there is, and the last two are the supervisor's."""
    atendente, supervisor, id_ = como("atendente"), como("supervisor"), relato(base)
    for situacao in (2, 3):
        with pytest.raises(InsufficientPrivilege):  # neither RA nor solicitante of this transaction
            mudar(
                supervisor, id_, situacao=situacao, rgat_id=IDS.ra_pendente_endereco, raso_id=IDS.ra_pendente_endereco
            )
    mudar(atendente, id_, situacao=4, motivo_descarte="trote")
    for situacao in (1, 2, 3, 4):
        with pytest.raises(InsufficientPrivilege):
            mudar(atendente, id_, situacao=situacao)
    mudar(supervisor, id_, situacao=1)
    assert base.execute(f"SELECT situacao, motivo_descarte, decidido_por FROM {RELATO}").fetchone() == (1, None, None)
    vincular(atendente, id_)
    for situacao in (1, 2, 4):
        with pytest.raises(InsufficientPrivilege):
            mudar(supervisor, id_, situacao=situacao, motivo_descarte="x")


def test_columns_of_the_sender_do_not_change(como: Callable[[str], Conexao], base: Conexao) -> None:
    relato(base)
    for comando in (
        f"UPDATE {RELATO} SET telefone = '+5581911112222'",
        f"UPDATE {RELATO} SET decidido_por = 'x'",
        f"UPDATE {RELATO} SET versao = 1",
        f"DELETE FROM {RELATO}",
        "UPDATE gsan_desk.relato_telefone SET recebidos = 0",
        "SELECT gsan_desk.avancar_fonte('x', '1')",
    ):
        for login in ("atendente", "supervisor"):
            with pytest.raises(InsufficientPrivilege):
                como(login).execute(comando)


@pytest.mark.parametrize("login", ["sms"])
def test_who_attends_nobody_decides_nothing(como: Callable[[str], Conexao], base: Conexao, login: str) -> None:
    id_ = relato(base)
    with pytest.raises(InsufficientPrivilege):
        mudar(como(login), id_, situacao=4, motivo_descarte="x")


def test_settings_are_the_supervisors(como: Callable[[str], Conexao]) -> None:
    with pytest.raises(InsufficientPrivilege):
        como("atendente").execute("UPDATE gsan_desk.relato_ajustes SET raio_metros = 200")
    assert como("supervisor").execute("UPDATE gsan_desk.relato_ajustes SET raio_metros = 200").rowcount == 1


def test_a_reservation_is_respected_until_taken_over(como: Callable[[str], Conexao], base: Conexao) -> None:
    um, outro, id_ = como("atendente"), como("atendente2"), relato(base)
    mudar(um, id_, reservado_por="quem quer que seja")
    assert valor(base, f"SELECT reservado_por FROM {RELATO}") == "atendente"
    assert valor(
        base, f"SELECT reservado_ate BETWEEN now() + interval '9 min' AND now() + interval '10 min' FROM {RELATO}"
    )
    with pytest.raises(ObjectInUse):
        mudar(outro, id_, situacao=4, motivo_descarte="trote")
    with pytest.raises(InsufficientPrivilege):
        mudar(outro, id_, reservado_por=None, reservado_ate=None)
    mudar(outro, id_, reservado_por="outro")
    with pytest.raises(ObjectInUse):
        mudar(um, id_, situacao=4, motivo_descarte="trote")
    mudar(outro, id_, situacao=4, motivo_descarte="trote")
    assert valor(base, f"SELECT reservado_por FROM {RELATO}") is None


def test_a_reservation_ends_with_its_time_or_with_the_connection(como: Callable[[str], Conexao], base: Conexao) -> None:
    um, outro, primeiro, segundo = como("atendente"), como("atendente2"), relato(base), relato(base, "2")
    mudar(um, primeiro, reservado_por="x")
    mudar(um, segundo, reservado_por="x")
    base.execute(f"ALTER TABLE {RELATO} DISABLE TRIGGER gsan_desk_relato_mudanca")
    base.execute(f"UPDATE {RELATO} SET reservado_ate = now() - interval '1 s' WHERE id = %s", (primeiro,))
    base.execute(f"ALTER TABLE {RELATO} ENABLE TRIGGER gsan_desk_relato_mudanca")
    mudar(outro, primeiro, situacao=4, motivo_descarte="trote")
    with pytest.raises(ObjectInUse):
        mudar(outro, segundo, situacao=4, motivo_descarte="trote")
    derrubar(base, um.info.backend_pid)
    mudar(outro, segundo, situacao=4, motivo_descarte="trote")


def test_a_bond_needs_an_open_ra_and_its_own_solicitante(como: Callable[[str], Conexao], base: Conexao) -> None:
    atendente, id_ = como("atendente"), relato(base)
    with pytest.raises(InsufficientPrivilege):
        vincular(atendente, id_, IDS.ra_encerrado)
    raso = vincular(atendente, id_)
    linha = base.execute(f"SELECT situacao, rgat_id, raso_id, decidido_por FROM {RELATO}").fetchone()
    assert linha == (3, IDS.ra_pendente_endereco, raso, "atendente")


def test_only_a_supervisor_undoes_a_bond_and_only_before_the_sms(como: Callable[[str], Conexao], base: Conexao) -> None:
    atendente, supervisor, id_ = como("atendente"), como("supervisor"), relato(base)
    raso = vincular(atendente, id_)
    base.execute(
        "INSERT INTO gsan_desk.sms_mensagem (tipo, rgat_id, raso_id, numero_informado, texto, alfabeto, partes, chave)"
        " VALUES (2, %s, %s, '1', 'x', 'S', 1, 'x')",
        (IDS.ra_pendente_endereco, raso),
    )
    desfazer = f"SELECT gsan_desk.desfazer_vinculo({id_}, 2)"
    with pytest.raises(InsufficientPrivilege):
        atendente.execute(desfazer)
    base.execute("UPDATE gsan_desk.sms_mensagem SET situacao = 2")
    assert valor(supervisor, desfazer) == "SMS"
    base.execute("UPDATE gsan_desk.sms_mensagem SET situacao = 1")
    assert valor(supervisor, desfazer.replace(", 2", ", 1")) == "MUDOU"
    assert valor(supervisor, desfazer) == "FEITO"
    assert base.execute("SELECT situacao, motivo FROM gsan_desk.sms_mensagem").fetchall() == [(6, "VINCULO_DESFEITO")]
    assert valor(base, "SELECT count(*) FROM atendimentopublico.ra_solicitante WHERE raso_id = %s", raso) == 0
    assert base.execute(f"SELECT situacao, rgat_id, versao FROM {RELATO}").fetchone() == (1, None, 3)
    assert valor(supervisor, desfazer) == "MUDOU"


def test_open_workstations_hear_of_it(base: Conexao, dsn: URL) -> None:
    with conectar(dsn) as ouvinte:
        ouvinte.execute("LISTEN gsan_desk_relato")
        id_ = relato(base)
        mudar(base, id_, reservado_por="x")
        avisos = [a.payload for a in ouvinte.notifies(timeout=5, stop_after=2)]
    assert avisos == [f'{{"relatos":[{id_}]}}'] * 2


def test_a_foreign_role_sees_nothing_of_it(dsn: URL, base: Conexao, worker_id: str) -> None:
    nome = f"web_relato_{worker_id}"
    base.execute(f"CREATE ROLE {nome} LOGIN PASSWORD '{SENHA}'")
    base.execute(f"GRANT USAGE ON SCHEMA atendimentopublico TO {nome}")
    base.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA atendimentopublico TO {nome}")
    try:
        with conectar(dsn.set(username=nome, password=SENHA)) as web:
            web.execute("UPDATE atendimentopublico.registro_atendimento SET rgat_nndiametro = 1 WHERE rgat_id = 9002")
            for comando in (f"SELECT 1 FROM {RELATO}", f"INSERT INTO {RELATO} (origem) VALUES ('x')"):
                with pytest.raises(InsufficientPrivilege):
                    web.execute(comando)
    finally:
        base.execute(f"DROP OWNED BY {nome}; DROP ROLE {nome}")
