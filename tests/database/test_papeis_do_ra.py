"""What each profile may write of an RA that exists, by plain connections: [UC0419] by unit, as row policies.

Every write of Atualizar, Adicionar and Atualizar Solicitante, Reiterar, Gerar OS and of the warnings of urgency.
"""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import URL

from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS

Conexao = psycopg.Connection[tuple[object, ...]]
AP = "atendimentopublico"
RA = IDS.ra_pendente_imovel
"""In unidade_operacional, where ``atendente2`` is; ``supervisor`` is in the unit above, ``admin`` in the central."""
PESSOA, FONE, ANEXO, OS, REITERACAO = 7001, 7002, 7003, 7004, 7005
AO_LADO = f"""
INSERT INTO {AP}.ra_solicitante (raso_id, rgat_id, raso_nmsolicitante, raso_icsolicitanteprincipal,
    raso_icenvioemailpesquisa) VALUES ({PESSOA}, %(ra)s, 'VIZINHA', 2, 2);
INSERT INTO {AP}.solicitante_fone (sofo_id, raso_id, sofo_cdddd, sofo_nnfone, fnet_id, sofo_icfonepadrao)
VALUES ({FONE}, {PESSOA}, 81, '34210001', 1, 1);
INSERT INTO {AP}.ra_anexo (raan_id, rgat_id, raan_imdocumento, raan_nmextensaodocumento)
VALUES ({ANEXO}, %(ra)s, '\\x00', 'pdf');
INSERT INTO {AP}.ra_conta (rgat_id, cnta_id) VALUES (%(ra)s, {IDS.conta_vencida});
INSERT INTO {AP}.ra_pagto_duplicidade (rgat_id, pgmt_id, cnta_id, rapd_amreferenciaconta, imov_id)
VALUES (%(ra)s, {IDS.pagamento_duplicado}, {IDS.conta_duplicada}, 202601, {IDS.imovel_pagamento_duplicado});
INSERT INTO {AP}.ra_reiteracao (rart_id, rgat_id, rart_nnprotocoloatendimento) VALUES ({REITERACAO}, %(ra)s, '1');
INSERT INTO {AP}.ordem_servico
SELECT (jsonb_populate_record(o, jsonb_build_object('orse_id', {OS}, 'rgat_id', %(ra)s))).*
FROM {AP}.ordem_servico o WHERE orse_id = {IDS.ordem_servico}
"""
DE_QUEM_MANTEM = {
    "Atualizar: a coluna do RA": f"UPDATE {AP}.registro_atendimento SET rgat_dsobservacao = 'X' WHERE rgat_id = %(ra)s",
    "Atualizar: a unidade": f"UPDATE {AP}.ra_unidade SET unid_id = 16 WHERE rgat_id = %(ra)s AND attp_id = 1",
    "Atualizar: quem encerra sozinho": f"INSERT INTO {AP}.ra_unidade (raun_id, rgat_id, unid_id, usur_id, attp_id)"
    f" VALUES (nextval('{AP}.seq_ra_unidade'), %(ra)s, 15, gsan_desk.operador_id(), 3)",
    "Atualizar: o principal": f"INSERT INTO {AP}.ra_solicitante (raso_id, rgat_id, raso_nmsolicitante,"
    " raso_icsolicitanteprincipal, raso_icenvioemailpesquisa)"
    f" VALUES (nextval('{AP}.seq_ra_solicitante'), %(ra)s, 'OUTRA', 1, 2)",
    "Atualizar Solicitante": f"UPDATE {AP}.ra_solicitante SET raso_nmsolicitante = 'X' WHERE raso_id = {PESSOA}",
    "Atualizar Solicitante: fone novo": f"INSERT INTO {AP}.solicitante_fone (sofo_id, raso_id, sofo_cdddd, sofo_nnfone,"
    f" fnet_id, sofo_icfonepadrao) VALUES (nextval('{AP}.seq_solicitante_fone'), {PESSOA}, 81, '34210002', 1, 2)",
    "Atualizar Solicitante: fone": f"UPDATE {AP}.solicitante_fone SET sofo_nnfone = '1' WHERE sofo_id = {FONE}",
    "Atualizar Solicitante: fone a menos": f"DELETE FROM {AP}.solicitante_fone WHERE sofo_id = {FONE}",
    "Atualizar: solicitante a menos": f"DELETE FROM {AP}.ra_solicitante WHERE rgat_id = %(ra)s AND raso_id <> {PESSOA}",
    "Atualizar: anexo": f"INSERT INTO {AP}.ra_anexo (raan_id, rgat_id, raan_imdocumento, raan_nmextensaodocumento)"
    f" VALUES (nextval('{AP}.seq_ra_anexo'), %(ra)s, '\\x00', 'pdf')",
    "Atualizar: observação do anexo": f"UPDATE {AP}.ra_anexo SET raan_dsdocumento = 'X' WHERE raan_id = {ANEXO}",
    "Atualizar: anexo a menos": f"DELETE FROM {AP}.ra_anexo WHERE raan_id = {ANEXO}",
    "Atualizar: conta": f"INSERT INTO {AP}.ra_conta (rgat_id, cnta_id) VALUES (%(ra)s, {IDS.conta_normal})",
    "Atualizar: conta a menos": f"DELETE FROM {AP}.ra_conta WHERE rgat_id = %(ra)s",
    "Atualizar: pagamento": f"INSERT INTO {AP}.ra_pagto_duplicidade (rgat_id, pgmt_id, cnta_id,"
    f" rapd_amreferenciaconta, imov_id) VALUES (%(ra)s, 99, {IDS.conta_duplicada}, 202601, 1006)",
    "Atualizar: pagamento a menos": f"DELETE FROM {AP}.ra_pagto_duplicidade WHERE rgat_id = %(ra)s",
    "Atualizar: imóvel da OS": f"UPDATE {AP}.ordem_servico SET imov_id = 1001 WHERE orse_id = {OS}",
    "Gerar OS": f"INSERT INTO {AP}.ordem_servico SELECT (jsonb_populate_record(o, jsonb_build_object('orse_id',"
    f" nextval('{AP}.seq_ordem_servico')))).* FROM {AP}.ordem_servico o WHERE orse_id = {OS}",
    "Gerar OS: quem gerou": f"INSERT INTO {AP}.ordem_servico_unidade (osun_id, unid_id, orse_id, usur_id, attp_id)"
    f" VALUES (nextval('{AP}.seq_ordem_servico_unidade'), 13, {OS}, gsan_desk.operador_id(), 1)",
    "Reiterar": f"INSERT INTO {AP}.ra_reiteracao (rart_id, rgat_id, rart_nnprotocoloatendimento)"
    f" VALUES (nextval('{AP}.seq_ra_reiteracao'), %(ra)s, '2')",
    "Reiterar: a conta das reiterações": f"UPDATE {AP}.registro_atendimento SET rgat_qtreiteracoes = 1,"
    " rgat_tmultimareiteracao = localtimestamp WHERE rgat_id = %(ra)s",
    "Reiterar: aviso de urgência": f"INSERT INTO {AP}.visualizacao_ra_urgencia (vrau_id, rgat_id, usur_id,"
    f" vrau_icreiteracao) VALUES (nextval('{AP}.seq_visualizacao_ra_urgencia'), %(ra)s, 101, 1)",
}
DE_NINGUEM = {
    "assinar por outro": f"INSERT INTO {AP}.ra_unidade (raun_id, rgat_id, unid_id, usur_id, attp_id)"
    f" VALUES (nextval('{AP}.seq_ra_unidade'), %(ra)s, 15, {IDS.usuario_sms}, 1)",
    "mudar quem encerrou": f"UPDATE {AP}.ra_unidade SET attp_id = 3 WHERE rgat_id = %(ra)s",
    "tirar um pagamento devolvido": f"DELETE FROM {AP}.ra_pagto_duplicidade WHERE rapd_icpagtodevolvido = 1",
    "trocar o arquivo": f"UPDATE {AP}.ra_anexo SET raan_imdocumento = '\\x01' WHERE raan_id = {ANEXO}",
    "trocar o protocolo": f"UPDATE {AP}.ra_solicitante SET raso_nnprotocoloatendimento = '9' WHERE raso_id = {PESSOA}",
    "levar o solicitante a outro RA": f"UPDATE {AP}.ra_solicitante SET rgat_id = 9013 WHERE raso_id = {PESSOA}",
    "mudar uma reiteração": f"UPDATE {AP}.ra_reiteracao SET rart_dsobservacao = 'X' WHERE rart_id = {REITERACAO}",
    "apagar uma reiteração": f"DELETE FROM {AP}.ra_reiteracao WHERE rart_id = {REITERACAO}",
    "fone em reiteração de antes": f"INSERT INTO {AP}.ra_reiteracao_fone (rtfo_id, rart_id, fnet_id)"
    f" VALUES (nextval('{AP}.seq_ra_reiteracao_fone'), {REITERACAO}, 1)",
    "encerrar a OS": f"UPDATE {AP}.ordem_servico SET orse_cdsituacao = 2 WHERE orse_id = {OS}",
    "apagar a OS": f"DELETE FROM {AP}.ordem_servico WHERE orse_id = {OS}",
    "apagar um aviso": f"DELETE FROM {AP}.visualizacao_ra_urgencia",
    "dar por visto o de outro": f"UPDATE {AP}.visualizacao_ra_urgencia SET vrau_icvisualiza = 1"
    " WHERE usur_id <> gsan_desk.operador_id()",
    "mudar a duplicidade": f"UPDATE {AP}.registro_atendimento SET rgat_idduplicidade = 9002 WHERE rgat_id = %(ra)s",
    "mover sem trâmite": f"UPDATE {AP}.registro_atendimento SET unid_idatual = 15 WHERE rgat_id = %(ra)s",
}


@pytest.fixture
def base(dsn: URL) -> Iterator[Conexao]:
    with conectar(dsn) as conexao:
        yield conexao


def escreve(conexao: Conexao, comando: str, ra: int) -> bool:
    """Tell whether the server lets it write a row; nothing remains of it."""
    try:
        with conexao.transaction(force_rollback=True):
            return conexao.execute(comando.encode(), {"ra": ra}).rowcount > 0
    except InsufficientPrivilege:
        return False


def quais(dsn: URL, login: str, comandos: dict[str, str], ra: int = RA) -> dict[str, bool]:
    with conectar(dsn.set(username=login, password=SENHA)) as conexao:
        return {nome: escreve(conexao, comando, ra) for nome, comando in comandos.items()}


@pytest.mark.parametrize(
    ("login", "pode"),
    [("atendente2", True), ("supervisor", True), ("admin", True), ("atendente", False), ("sms", False)],
)
def test_each_write_is_of_whom_uc0419_lets(dsn: URL, base: Conexao, login: str, pode: bool) -> None:
    _semear(base, RA)
    assert quais(dsn, login, DE_QUEM_MANTEM) == dict.fromkeys(DE_QUEM_MANTEM, pode)


@pytest.mark.parametrize("ra", [IDS.ra_encerrado, IDS.ra_duplicado])
def test_an_ra_closed_or_duplicate_takes_no_write_whoever_it_is(dsn: URL, base: Conexao, ra: int) -> None:
    """M42, M41, M50; an RA that was closed meanwhile refuses new solicitantes (spec 10 §10)."""
    _semear(base, ra)
    assert quais(dsn, "admin", DE_QUEM_MANTEM, ra) == dict.fromkeys(DE_QUEM_MANTEM, False)


@pytest.mark.parametrize("login", ["atendente2", "supervisor", "admin"])
def test_what_no_screen_writes_nobody_writes(dsn: URL, base: Conexao, login: str) -> None:
    _semear(base, RA)
    base.execute(f"UPDATE {AP}.ra_pagto_duplicidade SET rapd_icpagtodevolvido = 1")
    base.execute(
        f"INSERT INTO {AP}.visualizacao_ra_urgencia (vrau_id, rgat_id, usur_id) VALUES (7006, {RA}, {IDS.usuario_sms})"
    )
    assert quais(dsn, login, DE_NINGUEM) == dict.fromkeys(DE_NINGUEM, False)


def test_a_blocked_ra_becomes_pending_by_whom_maintains_it(dsn: URL) -> None:
    comando = {"x": f"UPDATE {AP}.registro_atendimento SET rgat_cdsituacao = 1 WHERE rgat_id = %(ra)s"}
    for login, pode in (("atendente2", True), ("atendente", False)):
        assert quais(dsn, login, comando, IDS.ra_bloqueado) == {"x": pode}


def test_warnings_of_urgency_are_acknowledged_by_their_person_only(dsn: URL) -> None:
    """Spec 20 §5.10: seen, and never unseen again."""
    comando = {
        "vistos": f"UPDATE {AP}.visualizacao_ra_urgencia SET vrau_icvisualiza = 1",
        "não vistos": f"UPDATE {AP}.visualizacao_ra_urgencia SET vrau_icvisualiza = 2",
    }
    assert quais(dsn, "atendente2", comando) == {"vistos": True, "não vistos": False}
    for login in ("atendente", "supervisor", "admin", "sms"):
        assert quais(dsn, login, comando) == {"vistos": False, "não vistos": False}


def test_phones_of_a_reiteracao_are_of_its_transaction(dsn: URL) -> None:
    with conectar(dsn.set(username="atendente2", password=SENHA)) as conexao, conexao.transaction():
        conexao.execute(DE_QUEM_MANTEM["Reiterar"].encode(), {"ra": RA})
        feito = conexao.execute(
            f"INSERT INTO {AP}.ra_reiteracao_fone (rtfo_id, rart_id, fnet_id) SELECT"
            f" nextval('{AP}.seq_ra_reiteracao_fone'), rart_id, 1 FROM {AP}.ra_reiteracao WHERE rgat_id = {RA}"
        )
        assert feito.rowcount == 1


def _semear(base: Conexao, ra: int) -> None:
    for comando in AO_LADO.split(";"):
        base.execute(comando.encode(), {"ra": ra})
