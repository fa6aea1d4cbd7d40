"""Atualizar RA [UC0408]: the tabs Solicitante and Anexos, contas and payments, on a real server with real roles."""

from dataclasses import replace
from typing import Any

import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.atualizacao import SolicitanteRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.registro_atendimento import Anexo, Solicitante
from gsan_desk.services.ra_atualizar import abrir
from gsan_desk.services.sessao import entrar
from tests.services.apoio_atualizar import (
    FONE,
    JOANA,
    RA,
    SOLICITANTE,
    com_anexos,
    com_gerais,
    com_local,
    com_pessoa,
    com_solicitante,
    diferencas,
    gravar,
    linha,
    linhas,
    mudar,
    pegar,
    recusas,
)
from tests.services.apoio_ra import CELULAR, ENDERECO, preencher
from tests.services.apoio_ra import concluir_aceitando as inserir
from tests.support.cenario import IDS, JPG_MINIMO

PDF = b"%PDF-1.4\n%%EOF\n"


# --- solicitantes -------------------------------------------------------------------------------------------------


def test_a_new_solicitante_leaves_the_others_and_their_phones_alone(base: Any, mesa: Banco, ctx: Contexto) -> None:
    antes = base.execute(f"SELECT * FROM {FONE} ORDER BY sofo_id").fetchall()
    pessoa = linha(base, SOLICITANTE, "raso_id", IDS.ra_pendente_endereco)
    feito = gravar(mesa, ctx, com_solicitante(pegar(mesa, ctx, IDS.ra_pendente_endereco), JOANA))
    assert feito.mudancas.tabelas == {"registro_atendimento", "ra_solicitante", "solicitante_fone"}
    velha, nova = linhas(base, SOLICITANTE, IDS.ra_pendente_endereco, "raso_icsolicitanteprincipal")
    assert velha == pessoa
    assert (nova["raso_nmsolicitante"], nova["raso_icsolicitanteprincipal"]) == ("JOANA LIMA", 2)
    assert (nova["raso_nnprotocoloatendimento"], nova["raso_nnimovel"].strip()) == ("20261000200001", "S/N")
    fones = base.execute(f"SELECT * FROM {FONE} WHERE raso_id <> %s", (nova["raso_id"],)).fetchall()
    assert fones == antes
    novos = base.execute(f"SELECT sofo_nnfone FROM {FONE} WHERE raso_id = %s ORDER BY 1", (nova["raso_id"],)).fetchall()
    assert [f["sofo_nnfone"] for f in novos] == ["34210001", "987650001"]


def test_only_the_changed_columns_of_a_solicitante_and_no_phone(base: Any, mesa: Banco, ctx: Contexto) -> None:
    pessoa = linha(base, SOLICITANTE, "raso_id", IDS.ra_pendente_endereco)
    fones = base.execute(f"SELECT * FROM {FONE} ORDER BY sofo_id").fetchall()
    comando = com_pessoa(pegar(mesa, ctx, IDS.ra_pendente_endereco), nome="JOAQUIM P. FILHO")
    feito = gravar(mesa, ctx, comando)
    depois = linha(base, SOLICITANTE, "raso_id", IDS.ra_pendente_endereco)
    assert diferencas(pessoa, depois) == {"raso_nmsolicitante"}
    assert depois["raso_tmultimaalteracao"] > pessoa["raso_tmultimaalteracao"]
    assert base.execute(f"SELECT * FROM {FONE} ORDER BY sofo_id").fetchall() == fones
    assert feito.mudancas.tabelas == {"registro_atendimento", "ra_solicitante"}


def test_changed_phones_replace_those_of_the_row(base: Any, mesa: Banco, ctx: Contexto) -> None:
    gravar(mesa, ctx, com_pessoa(pegar(mesa, ctx, IDS.ra_pendente_endereco), fones=(CELULAR,)))
    (fone,) = base.execute(f"SELECT * FROM {FONE} WHERE raso_id = %s", (IDS.ra_pendente_endereco,)).fetchall()
    assert (fone["sofo_nnfone"], fone["sofo_icfonepadrao"]) == ("987650001", 1)


def test_somebody_who_becomes_a_cliente_keeps_neither_phones_nor_address(base: Any, mesa: Banco, ctx: Contexto) -> None:
    comando = pegar(mesa, ctx, IDS.ra_pendente_endereco)
    comando = com_pessoa(comando, cliente_id=IDS.cliente_cpf, nome="", endereco=None, fones=())
    gravar(mesa, ctx, comando)
    depois = linha(base, SOLICITANTE, "raso_id", IDS.ra_pendente_endereco)
    assert (depois["clie_id"], depois["raso_nmsolicitante"], depois["lgbr_id"]) == (IDS.cliente_cpf, None, None)
    assert base.execute(f"SELECT 1 FROM {FONE} WHERE raso_id = %s", (IDS.ra_pendente_endereco,)).fetchall() == []


def test_the_principal_moves(base: Any, mesa: Banco, ctx: Contexto) -> None:
    gravar(mesa, ctx, com_solicitante(pegar(mesa, ctx, IDS.ra_pendente_endereco), JOANA))
    comando = pegar(mesa, ctx, IDS.ra_pendente_endereco)
    trocados = tuple(replace(p, principal=not p.principal) for p in comando.solicitantes)
    gravar(mesa, ctx, replace(comando, solicitantes=trocados))
    principal = {p["raso_nmsolicitante"]: p["raso_icsolicitanteprincipal"] for p in linhas(base, SOLICITANTE, 9002)}
    assert principal == {"JOAQUIM PEREIRA": 2, "JOANA LIMA": 1}


def test_two_principals_are_refused(mesa: Banco, ctx: Contexto) -> None:
    comando = com_solicitante(pegar(mesa, ctx, IDS.ra_pendente_endereco), replace(JOANA, principal=True))
    assert recusas(mesa, ctx, comando) == ["SOLICITANTE_PRINCIPAL"]


def test_who_remains_alone_is_the_principal(base: Any, mesa: Banco, ctx: Contexto) -> None:
    comando = pegar(mesa, ctx, IDS.ra_pendente_endereco)
    gravar(mesa, ctx, replace(comando, solicitantes=(JOANA,)))
    (pessoa,) = linhas(base, SOLICITANTE, IDS.ra_pendente_endereco)
    assert (pessoa["raso_nmsolicitante"], pessoa["raso_icsolicitanteprincipal"]) == ("JOANA LIMA", 1)
    assert base.execute(f"SELECT 1 FROM {FONE} WHERE raso_id = %s", (IDS.ra_pendente_endereco,)).fetchall() == []


def test_an_ra_needs_a_solicitante(mesa: Banco, ctx: Contexto) -> None:
    """M44."""
    comando = pegar(mesa, ctx, IDS.ra_pendente_endereco)
    assert recusas(mesa, ctx, replace(comando, solicitantes=())) == ["M44"]


def test_the_same_cliente_or_unit_twice(mesa: Banco, ctx: Contexto) -> None:
    """M26, M27, with the row in the field."""
    repetido = replace(JOANA, solicitante=Solicitante(cliente_id=IDS.cliente_cpf))
    with pytest.raises(RegraViolada) as erro:
        gravar(mesa, ctx, com_solicitante(pegar(mesa, ctx, IDS.ra_reiterado), repetido))
    (achado,) = erro.value.violacoes
    assert (achado.codigo, achado.campo) == ("M26", "solicitantes.20261000200001.cliente_id")
    unidade = Solicitante(unidade_id=IDS.unidade_operacional, funcionario_id=IDS.funcionario_operacional)
    comando = com_solicitante(pegar(mesa, ctx, IDS.ra_com_os), replace(JOANA, solicitante=unidade))
    assert recusas(mesa, ctx, comando) == ["M27"]


def test_rows_changed_are_checked_and_rows_untouched_are_not(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """An old row without address stays; a name changed needs one."""
    mudar(base, f"UPDATE {SOLICITANTE} SET lgbr_id = NULL, lgcp_id = NULL WHERE rgat_id = %s", IDS.ra_pendente_endereco)
    comando = pegar(mesa, ctx, IDS.ra_pendente_endereco)
    assert recusas(mesa, ctx, com_gerais(comando, observacao="X")) == []
    comando = pegar(mesa, ctx, IDS.ra_pendente_endereco)
    assert recusas(mesa, ctx, com_pessoa(comando, nome="OUTRO")) == ["M01"]


def test_the_principal_must_have_the_document_that_the_especificacao_asks(mesa: Banco, ctx: Contexto) -> None:
    """2.9 again, when only the especificação changed."""
    comando = com_pessoa(pegar(mesa, ctx, IDS.ra_reiterado), cliente_id=IDS.cliente_sem_documento)
    assert recusas(mesa, ctx, com_gerais(comando, especificacao_id=IDS.espec_documento)) == ["M23"]
    comando = com_gerais(pegar(mesa, ctx, IDS.ra_pendente_endereco), especificacao_id=IDS.espec_cliente)
    assert recusas(mesa, ctx, comando) == ["M01"]


# --- anexos, contas, pagamentos -----------------------------------------------------------------------------------


def anexos(base: Any, ra: int) -> list[tuple[Any, ...]]:
    achados = linhas(base, "atendimentopublico.ra_anexo", ra)
    return [(a["raan_nmextensaodocumento"].strip(), a["raan_dsdocumento"]) for a in achados]


def test_attachments_come_change_and_go(base: Any, mesa: Banco, ctx: Contexto) -> None:
    ra = IDS.ra_urgente
    novos = (Anexo("a.pdf", "pdf", PDF, "CROQUI"), Anexo("b.jpg", "jpg", JPG_MINIMO))
    feito = gravar(mesa, ctx, com_anexos(pegar(mesa, ctx, ra), *novos))
    assert feito.mudancas.tabelas == {"registro_atendimento", "ra_anexo"}
    assert sorted(anexos(base, ra), key=str) == [("jpg", None), ("pdf", "CROQUI")]
    comando = pegar(mesa, ctx, ra)
    ids = {anexo.extensao: anexo.id for anexo in comando.lido.anexos}
    gravar(mesa, ctx, com_anexos(comando, removidos=frozenset({ids["pdf"]}), observacoes={ids["jpg"]: "FOTO"}))
    assert anexos(base, ra) == [("jpg", "FOTO")]
    comando = pegar(mesa, ctx, ra)
    gravar(mesa, ctx, com_anexos(comando, removidos=frozenset({ids["jpg"]})))
    assert anexos(base, ra) == []


def test_a_bad_file_and_a_long_observacao_are_refused(mesa: Banco, ctx: Contexto) -> None:
    comando = pegar(mesa, ctx, IDS.ra_urgente)
    assert recusas(mesa, ctx, com_anexos(comando, Anexo("a.pdf", "pdf", b"MZ"))) == ["M29"]
    assert recusas(mesa, ctx, com_anexos(comando, Anexo("a.pdf", "pdf", PDF, "X" * 201))) == ["M28"]


def test_the_same_save_again_writes_nothing_twice(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """A connection lost at the commit: the command is sent again as it was."""
    comando = com_anexos(com_solicitante(pegar(mesa, ctx, IDS.ra_pendente_endereco), JOANA), Anexo("a.pdf", "pdf", PDF))
    comando = com_gerais(comando, observacao="UMA VEZ")
    for _ in range(2):
        gravar(mesa, ctx, comando)
    assert len(linhas(base, SOLICITANTE, IDS.ra_pendente_endereco)) == 2
    assert anexos(base, IDS.ra_pendente_endereco) == [("pdf", None)]


@pytest.fixture
def ra_com_contas(base: Any, atendente: Banco, contexto: Contexto) -> int:
    novo = preencher(
        atendente, contexto, IDS.espec_contas, imovel_id=IDS.imovel_com_contas, conta_ids=(IDS.conta_normal,)
    )
    ra = atendente.executar(inserir, contexto, novo).numero
    mudar(base, f"UPDATE {RA} SET unid_idatual = %s WHERE rgat_id = %s", IDS.unidade_operacional, ra)
    return ra


def contas(base: Any, ra: int) -> list[int]:
    return [c["cnta_id"] for c in linhas(base, "atendimentopublico.ra_conta", ra)]


def test_contas_come_and_go(base: Any, mesa: Banco, ctx: Contexto, ra_com_contas: int) -> None:
    comando = pegar(mesa, ctx, ra_com_contas)
    assert not mesa.executar(abrir, ctx, ra_com_contas).permite.especificacao
    assert recusas(mesa, ctx, com_gerais(comando, especificacao_id=IDS.espec_matricula)) == ["M45"]
    assert recusas(mesa, ctx, com_local(comando, conta_ids=(IDS.conta_normal, IDS.conta_antiga))) == ["CONTA_PRAZO"]
    gravar(mesa, ctx, com_local(comando, conta_ids=()))
    assert contas(base, ra_com_contas) == []
    gravar(mesa, ctx, com_local(pegar(mesa, ctx, ra_com_contas), conta_ids=(IDS.conta_normal,)))
    assert contas(base, ra_com_contas) == [IDS.conta_normal]


def test_a_conta_tied_before_is_not_judged_again(base: Any, mesa: Banco, ctx: Contexto, ra_com_contas: int) -> None:
    mudar(base, "UPDATE faturamento.conta SET dcst_idatual = 3 WHERE cnta_id = %s", IDS.conta_normal)
    assert recusas(mesa, ctx, com_gerais(pegar(mesa, ctx, ra_com_contas), observacao="X")) == []
    comando = com_local(pegar(mesa, ctx, ra_com_contas), imovel_id=IDS.imovel_normal)
    assert recusas(mesa, ctx, comando) == ["CONTA_NAO_LOCALIZADA"]


def test_a_payment_given_back_never_leaves(base: Any, mesa: Banco, ctx: Contexto, atendente: Banco) -> None:
    loja = atendente.executar(entrar)
    ids = (IDS.pagamento_duplicado, IDS.pagamento_duplicado_historico)
    novo = preencher(
        atendente, loja, IDS.espec_pagamento_duplicidade, imovel_id=IDS.imovel_pagamento_duplicado, pagamento_ids=ids
    )
    ra = atendente.executar(inserir, loja, novo).numero
    mudar(base, f"UPDATE {RA} SET unid_idatual = %s WHERE rgat_id = %s", IDS.unidade_operacional, ra)
    mudar(
        base,
        "UPDATE atendimentopublico.ra_pagto_duplicidade SET rapd_icpagtodevolvido = 1 WHERE pgmt_id = %s",
        IDS.pagamento_duplicado,
    )
    comando = pegar(mesa, ctx, ra)
    assert comando.lido.devolvidos == {IDS.pagamento_duplicado}
    gravar(mesa, ctx, com_local(comando, pagamento_ids=()))
    restam = linhas(base, "atendimentopublico.ra_pagto_duplicidade", ra)
    assert [p["pgmt_id"] for p in restam] == [IDS.pagamento_duplicado]
    gravar(mesa, ctx, com_local(pegar(mesa, ctx, ra), pagamento_ids=ids))
    restam = linhas(base, "atendimentopublico.ra_pagto_duplicidade", ra)
    assert {p["pgmt_id"]: p["rapd_icpagtodevolvido"] for p in restam} == dict(zip(ids, (1, 2), strict=True))


# --- the SMS of who is attached ---------------------------------------------------------------------------------------


def test_who_is_attached_is_told_by_sms_in_the_same_transaction(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """One message for each who agreed, consent for all; the protocolo is the one of that contact (spec 40 §1.3)."""
    comando = pegar(mesa, ctx, IDS.ra_pendente_endereco)
    calado = SolicitanteRA(None, "20261000200009", Solicitante(nome="RUI", endereco=ENDERECO))
    avisada = replace(JOANA, solicitante=replace(JOANA.solicitante, enviar_sms=True))
    feito = gravar(mesa, ctx, com_solicitante(comando, avisada, calado))
    assert feito.sms
    (mensagem,) = base.execute("SELECT * FROM gsan_desk.sms_mensagem").fetchall()
    joana, rui = linhas(base, SOLICITANTE, IDS.ra_pendente_endereco, "raso_id")[1:]
    assert (mensagem["rgat_id"], mensagem["raso_id"]) == (IDS.ra_pendente_endereco, joana["raso_id"])
    assert JOANA.protocolo in mensagem["texto"]
    assert mensagem["numero"] == "+5581987650001"
    consentimentos = base.execute("SELECT raso_id, enviar FROM gsan_desk.ra_sms ORDER BY raso_id").fetchall()
    assert [(c["raso_id"], c["enviar"]) for c in consentimentos] == [(joana["raso_id"], True), (rui["raso_id"], False)]


def test_a_repeated_save_tells_nobody_twice(base: Any, mesa: Banco, ctx: Contexto) -> None:
    avisada = replace(JOANA, solicitante=replace(JOANA.solicitante, enviar_sms=True))
    comando = com_solicitante(pegar(mesa, ctx, IDS.ra_pendente_endereco), avisada)
    assert [gravar(mesa, ctx, comando).sms for _ in range(2)] == [True, False]
    assert base.execute("SELECT count(*) AS n FROM gsan_desk.sms_mensagem").fetchone()["n"] == 1


def test_a_refused_change_tells_nobody(base: Any, mesa: Banco, ctx: Contexto) -> None:
    avisada = replace(JOANA, solicitante=replace(JOANA.solicitante, enviar_sms=True))
    comando = com_solicitante(pegar(mesa, ctx, IDS.ra_pendente_endereco), avisada)
    assert recusas(mesa, ctx, com_gerais(comando, observacao="X" * 401)) == ["M28"]
    assert base.execute("SELECT count(*) AS n FROM gsan_desk.ra_sms").fetchone()["n"] == 0
