"""Atualizar RA [UC0408] on a real server with real roles: what may change, what is written, what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import URL, text

from gsan_desk.database.banco import Banco
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import BancoIndisponivel, Conflito, RegraViolada
from gsan_desk.domain.registro_atendimento import Anexo, Fone
from gsan_desk.services.ra_atualizar import (
    abrir,
    atualizar,
)
from tests.services.apoio_atualizar import (
    JOANA,
    RA,
    SOLICITANTE,
    com_anexos,
    com_gerais,
    com_local,
    com_solicitante,
    diferencas,
    do_ra,
    gravar,
    linha,
    linhas,
    mudar,
    pegar,
    recusas,
)
from tests.services.apoio_ra import CELULAR, ENDERECO, contar
from tests.support.banco import conectar
from tests.support.cenario import IDS

PDF = b"%PDF-1.4\n%%EOF\n"


# --- opening ------------------------------------------------------------------------------------------------------


def test_opening_takes_two_statements_and_gives_what_the_tabs_edit(mesa: Banco, ctx: Contexto) -> None:
    with contar(mesa.engine) as comandos:
        aberto = mesa.executar(abrir, ctx, IDS.ra_com_os)
    assert len(comandos) == 2
    gerais, local = aberto.estado.dados_gerais, aberto.estado.local
    assert (gerais.especificacao_id, gerais.tipo_id) == (IDS.espec_os_automatica, IDS.tipo_comum)
    assert (gerais.unidade_id, gerais.meio_id) == (IDS.unidade_loja, IDS.meio_balcao)
    assert (local.imovel_id, local.localidade_id, local.quadra_id) == (IDS.imovel_normal, 1, 1)
    assert local.endereco is not None
    assert local.endereco.numero == "100"
    assert local.endereco.texto.startswith("RUA")
    assert aberto.textos.quadra_numero == 10
    assert aberto.imovel is not None
    (pessoa,) = aberto.estado.solicitantes
    assert (pessoa.solicitante.unidade_id, pessoa.principal) == (IDS.unidade_operacional, True)
    assert pessoa.funcionario


def test_a_named_solicitante_comes_with_phones_and_address(mesa: Banco, ctx: Contexto) -> None:
    (pessoa,) = mesa.executar(abrir, ctx, IDS.ra_pendente_endereco).estado.solicitantes
    assert pessoa.solicitante.nome == "JOAQUIM PEREIRA"
    assert pessoa.solicitante.fones == (Fone(3, "81", "988887777", "", True), Fone(1, "81", "34215555", "", False))
    assert pessoa.solicitante.endereco is not None
    assert pessoa.solicitante.endereco.numero == "88"


@pytest.mark.parametrize(
    ("ra", "codigo"),
    [
        (999_999, "M70"),
        (IDS.ra_da_loja, "M40"),
        (IDS.ra_duplicado, "M41"),
        (IDS.ra_encerrado, "M42"),
    ],
)
def test_preconditions(mesa: Banco, ctx: Contexto, ra: int, codigo: str) -> None:
    """§7.1, on opening."""
    with pytest.raises(RegraViolada) as erro:
        mesa.executar(abrir, ctx, ra)
    assert [v.codigo for v in erro.value.violacoes] == [codigo]


def test_preconditions_come_in_order(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """A closed duplicate of another unit says M40; taken to this unit, M41."""
    mudar(base, f"UPDATE {RA} SET unid_idatual = %s WHERE rgat_id = %s", IDS.unidade_loja, IDS.ra_duplicado)
    with pytest.raises(RegraViolada) as erro:
        mesa.executar(abrir, ctx, IDS.ra_duplicado)
    assert erro.value.violacoes[0].codigo == "M40"


def programar(base: Any, ativo: int) -> None:
    """Program the OS; the roteiro and the equipe do not matter here, and are not there."""
    mudar(base, "SET session_replication_role = replica")
    mudar(
        base,
        "INSERT INTO atendimentopublico.os_programacao (ospg_id, pgrt_id, eqpe_id, usur_idprogramacao,"
        " ospg_nnseqprogramacao, ospg_icequipeprincipal, orse_id, ospg_icativo) VALUES (1, 1, 1, %s, 1, 1, %s, %s)",
        IDS.usuario_supervisor,
        IDS.ordem_servico,
        ativo,
    )


def test_an_active_programming_of_an_open_os_holds_the_ra(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """M43."""
    programar(base, 1)
    with pytest.raises(RegraViolada) as erro:
        mesa.executar(abrir, ctx, IDS.ra_com_os)
    assert erro.value.violacoes[0].codigo == "M43"


@pytest.mark.parametrize(("ativo", "situacao"), [(2, 1), (1, 2)])
def test_neither_an_inactive_one_nor_a_closed_os(
    base: Any, mesa: Banco, ctx: Contexto, ativo: int, situacao: int
) -> None:
    programar(base, ativo)
    mudar(base, "UPDATE atendimentopublico.ordem_servico SET orse_cdsituacao = %s", situacao)
    assert mesa.executar(abrir, ctx, IDS.ra_com_os).numero == IDS.ra_com_os


def test_what_may_change(mesa: Banco, ctx: Contexto, atendente: Banco, contexto: Contexto) -> None:
    """§7.2."""
    preso = mesa.executar(abrir, ctx, IDS.ra_com_os).permite
    assert not preso.especificacao
    assert preso.motivo_especificacao is not None
    assert preso.motivo_especificacao.mensagem == "Especificação não muda: há ordem de serviço no RA."
    assert not preso.data_e_hora
    manual = atendente.executar(abrir, contexto, IDS.ra_da_loja).permite
    assert (manual.data_e_hora, manual.espera_final, manual.especificacao) == (True, True, True)
    assert not mesa.executar(abrir, ctx, IDS.ra_pendente_imovel).permite.endereco


# --- what is written ----------------------------------------------------------------------------------------------


def test_nothing_changed_writes_nothing(base: Any, mesa: Banco, ctx: Contexto) -> None:
    antes = do_ra(base, IDS.ra_pendente_endereco)
    feito = gravar(mesa, ctx, pegar(mesa, ctx, IDS.ra_pendente_endereco))
    assert feito.mudancas.tabelas == frozenset()
    assert do_ra(base, IDS.ra_pendente_endereco) == antes


def test_only_the_changed_column_is_written_and_the_stamp_moves(base: Any, mesa: Banco, ctx: Contexto) -> None:
    antes = do_ra(base, IDS.ra_reiterado)
    feito = gravar(mesa, ctx, com_gerais(pegar(mesa, ctx, IDS.ra_reiterado), observacao="VAZANDO MAIS"))
    depois = do_ra(base, IDS.ra_reiterado)
    assert diferencas(antes, depois) == {"rgat_dsobservacao"}
    assert depois["rgat_tmultimaalteracao"] > antes["rgat_tmultimaalteracao"]
    assert depois["rgat_tmultimaalteracao"].microsecond % 1000 == 0
    assert feito.mudancas.tabelas == {"registro_atendimento"}
    (auditoria,) = base.execute(
        "SELECT antes, depois FROM gsan_desk.auditoria WHERE tabela = %s AND linha = %s AND operacao = 'U'",
        (RA, IDS.ra_reiterado),
    ).fetchall()
    assert auditoria["antes"]["rgat_dsobservacao"] != auditoria["depois"]["rgat_dsobservacao"]


def test_an_update_keeps_what_the_screen_does_not_hold(
    base: Any, mesa: Banco, ctx: Contexto, atendente: Banco, contexto: Contexto
) -> None:
    """Decision 2: manual number, count of reiterações, reactivation, duplicity, emission, deadline."""
    mudar(
        base,
        f"UPDATE {RA} SET rgat_tmultimaemissao = now()::timestamp(0), rgat_iccorrdenadassemlogr = 1, sncm_id = 1,"
        " rgat_dtprevistaatual = rgat_dtprevistaatual + 1, rgat_qtreiteracoes = 3"
        " WHERE rgat_id IN (%s, %s)",
        IDS.ra_reativado,
        IDS.ra_da_loja,
    )
    for banco, quem, ra in ((mesa, ctx, IDS.ra_reativado), (atendente, contexto, IDS.ra_da_loja)):
        antes = do_ra(base, ra)
        gravar(banco, quem, com_gerais(pegar(banco, quem, ra), observacao="OUTRA", meio_id=IDS.meio_telefone))
        assert diferencas(antes, do_ra(base, ra)) == {"rgat_dsobservacao", "meso_id"}


def test_the_number_sn_survives(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """Decision 13: char(5), compared trimmed, not numeric."""
    antes = do_ra(base, IDS.ra_urgente)
    gravar(mesa, ctx, com_local(pegar(mesa, ctx, IDS.ra_urgente), ponto_referencia="AO LADO DA IGREJA"))
    depois = do_ra(base, IDS.ra_urgente)
    assert diferencas(antes, depois) == {"rgat_dspontoreferencia"}
    assert depois["rgat_nnimovel"].strip() == "S/N"


def test_the_stamp_moves_past_a_web_clock_that_is_ahead(base: Any, mesa: Banco, ctx: Contexto) -> None:
    futuro = datetime(2099, 1, 1, 12, 0, 0, 123000)  # noqa: DTZ001 - GSAN's timestamps have no zone
    mudar(base, f"UPDATE {RA} SET rgat_tmultimaalteracao = %s WHERE rgat_id = %s", futuro, IDS.ra_urgente)
    gravar(mesa, ctx, com_gerais(pegar(mesa, ctx, IDS.ra_urgente), observacao="X"))
    assert do_ra(base, IDS.ra_urgente)["rgat_tmultimaalteracao"] == futuro + timedelta(milliseconds=1)


def test_every_field_of_the_first_two_tabs(base: Any, mesa: Banco, ctx: Contexto) -> None:
    comando = com_gerais(
        pegar(mesa, ctx, IDS.ra_pendente_endereco),
        unidade_id=IDS.unidade_so_abre,
        meio_id=IDS.meio_telefone,
        observacao="MUDOU TUDO",
    )
    comando = com_local(
        comando,
        endereco=ENDERECO,
        ponto_referencia="PRAÇA",
        coordenada_norte=Decimal("9100000.5"),
        coordenada_leste=Decimal("280000.25"),
        localidade_id=IDS.localidade_norte,
        setor_comercial_id=IDS.setor_norte,
        quadra_id=IDS.quadra_norte,
        local_ocorrencia_id=IDS.local_cavalete,
        pavimento_rua_id=2,
        pavimento_calcada_id=2,
    )
    antes = do_ra(base, IDS.ra_pendente_endereco)
    feito = gravar(mesa, ctx, comando)
    depois = do_ra(base, IDS.ra_pendente_endereco)
    assert feito.mudancas.tabelas == {"registro_atendimento", "ra_unidade"}
    assert (depois["meso_id"], depois["rgat_dsobservacao"]) == (IDS.meio_telefone, "MUDOU TUDO")
    assert (depois["lgbr_id"], depois["lgcp_id"], depois["rgat_nnimovel"].strip()) == (5, 4, "S/N")
    assert (depois["loca_id"], depois["stcm_id"], depois["qdra_id"]) == (2, 2, IDS.quadra_norte)
    assert (depois["looc_id"], depois["prua_id"], depois["pcal_id"]) == (IDS.local_cavalete, 2, 2)
    assert depois["rgat_nncoordenadanorte"] == Decimal("9100000.5")
    assert depois["rgat_cdsituacao"] == antes["rgat_cdsituacao"]
    assert depois["rgat_dtprevistaatual"] == antes["rgat_dtprevistaatual"]
    (unidade,) = linhas(base, "atendimentopublico.ra_unidade", IDS.ra_pendente_endereco)
    assert (unidade["unid_id"], unidade["attp_id"]) == (IDS.unidade_so_abre, 1)
    assert unidade["usur_id"] == IDS.usuario_atendente


def test_date_and_hour_change_only_on_a_manual_ra(
    base: Any, mesa: Banco, ctx: Contexto, atendente: Banco, contexto: Contexto
) -> None:
    ontem = do_ra(base, IDS.ra_da_loja)["rgat_tmregistroatendimento"].date() - timedelta(days=9)
    antes = do_ra(base, IDS.ra_da_loja)
    manual = com_gerais(pegar(atendente, contexto, IDS.ra_da_loja), data=ontem, hora=time(8, 15))
    gravar(atendente, contexto, manual)
    depois = do_ra(base, IDS.ra_da_loja)
    assert depois["rgat_tmregistroatendimento"] == datetime.combine(ontem, time(8, 15))
    assert depois["rgat_dtprevistaoriginal"] == antes["rgat_dtprevistaoriginal"]
    assert depois["rgat_dtprevistaatual"] != antes["rgat_dtprevistaatual"]
    assert depois["rgat_idmanual"] == IDS.numero_manual_usado
    gravar(mesa, ctx, com_gerais(pegar(mesa, ctx, IDS.ra_urgente), data=ontem, hora=time(8), numero_manual="123-6"))
    assert do_ra(base, IDS.ra_urgente)["rgat_tmregistroatendimento"].date() != ontem
    assert do_ra(base, IDS.ra_urgente)["rgat_idmanual"] is None


def test_another_hour_keeps_the_deadline(base: Any, atendente: Banco, contexto: Contexto) -> None:
    antes = do_ra(base, IDS.ra_da_loja)
    gravar(atendente, contexto, com_gerais(pegar(atendente, contexto, IDS.ra_da_loja), hora=time(0, 5)))
    assert diferencas(antes, do_ra(base, IDS.ra_da_loja)) <= {"rgat_tmregistroatendimento"}


def test_a_future_date_is_refused(atendente: Banco, contexto: Contexto) -> None:
    comando = pegar(atendente, contexto, IDS.ra_da_loja)
    assert recusas(atendente, contexto, com_gerais(comando, data=date(2099, 1, 1))) == ["M04"]


def test_the_wait_ends_now_on_an_online_ra(base: Any, mesa: Banco, ctx: Contexto) -> None:
    gravar(mesa, ctx, com_gerais(pegar(mesa, ctx, IDS.ra_pendente_imovel), espera_inicial=time(0, 1)))
    depois = do_ra(base, IDS.ra_pendente_imovel)
    assert depois["rgat_tminicioespera"].time() == time(0, 1)
    assert depois["rgat_tmfimespera"] is not None
    gravar(mesa, ctx, com_gerais(pegar(mesa, ctx, IDS.ra_pendente_imovel), espera_inicial=None))
    depois = do_ra(base, IDS.ra_pendente_imovel)
    assert (depois["rgat_tminicioespera"], depois["rgat_tmfimespera"]) == (None, None)


# --- especificação ------------------------------------------------------------------------------------------------


def test_another_especificacao_recomputes_both_deadlines_and_generates_its_os(
    base: Any, mesa: Banco, ctx: Contexto
) -> None:
    comando = com_gerais(pegar(mesa, ctx, IDS.ra_pendente_endereco), especificacao_id=IDS.espec_os_automatica)
    feito = gravar(mesa, ctx, comando)
    depois = do_ra(base, IDS.ra_pendente_endereco)
    assert depois["step_id"] == IDS.espec_os_automatica
    assert depois["rgat_dtprevistaoriginal"] == depois["rgat_dtprevistaatual"]
    assert feito.ordem_servico is not None
    ordem = linha(base, "atendimentopublico.ordem_servico", "orse_id", feito.ordem_servico)
    assert (ordem["rgat_id"], ordem["svtp_id"], ordem["orse_cdsituacao"]) == (
        IDS.ra_pendente_endereco,
        IDS.servico_vazamento,
        1,
    )
    dona = linha(base, "atendimentopublico.ordem_servico_unidade", "orse_id", feito.ordem_servico)
    assert (dona["unid_id"], dona["usur_id"], dona["attp_id"]) == (IDS.unidade_loja, IDS.usuario_atendente2, 1)


def test_an_os_that_is_optional_is_offered(mesa: Banco, ctx: Contexto) -> None:
    comando = com_gerais(pegar(mesa, ctx, IDS.ra_pendente_endereco), especificacao_id=IDS.espec_os_opcional)
    feito = gravar(mesa, ctx, comando)
    assert (feito.ordem_servico, feito.gerar_os) == (None, True)
    assert not gravar(mesa, ctx, com_gerais(pegar(mesa, ctx, IDS.ra_pendente_endereco), observacao="A")).gerar_os


def test_the_especificacao_stays_while_there_is_an_os(mesa: Banco, ctx: Contexto) -> None:
    """M45."""
    comando = com_gerais(pegar(mesa, ctx, IDS.ra_com_os), especificacao_id=IDS.espec_simples)
    assert recusas(mesa, ctx, comando) == ["M45"]


def test_an_especificacao_out_of_use_is_kept_but_not_taken(base: Any, mesa: Banco, ctx: Contexto) -> None:
    mudar(base, f"UPDATE {RA} SET step_id = %s WHERE rgat_id = %s", IDS.espec_inativa, IDS.ra_pendente_endereco)
    gravar(mesa, ctx, com_gerais(pegar(mesa, ctx, IDS.ra_pendente_endereco), observacao="FICA"))
    assert do_ra(base, IDS.ra_pendente_endereco)["step_id"] == IDS.espec_inativa
    comando = com_gerais(pegar(mesa, ctx, IDS.ra_urgente), especificacao_id=IDS.espec_inativa)
    assert recusas(mesa, ctx, comando) == ["M02"]


def test_a_unit_that_no_longer_opens_is_kept_but_not_taken(base: Any, mesa: Banco, ctx: Contexto) -> None:
    mudar(
        base,
        "UPDATE atendimentopublico.ra_unidade SET unid_id = %s WHERE rgat_id = %s",
        IDS.unidade_fechada,
        IDS.ra_urgente,
    )
    assert recusas(mesa, ctx, com_gerais(pegar(mesa, ctx, IDS.ra_urgente), observacao="X")) == []
    comando = com_gerais(pegar(mesa, ctx, IDS.ra_reiterado), unidade_id=IDS.unidade_fechada)
    assert recusas(mesa, ctx, comando) == ["M08"]


def test_an_especificacao_that_closes_by_itself(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """§7.3 as §3.7-11; Observação is mandatory."""
    comando = com_gerais(pegar(mesa, ctx, IDS.ra_pendente_endereco), especificacao_id=IDS.espec_encerramento_automatico)
    assert recusas(mesa, ctx, com_gerais(comando, observacao="")) == ["M01"]
    feito = gravar(mesa, ctx, comando)
    depois = do_ra(base, IDS.ra_pendente_endereco)
    assert feito.situacao is SituacaoRA.ENCERRADO
    assert (depois["rgat_cdsituacao"], depois["amen_id"]) == (2, IDS.motivo_concluido)
    assert depois["rgat_tmencerramento"] == depois["rgat_tmregistroatendimento"]
    abriu, fechou = linhas(base, "atendimentopublico.ra_unidade", IDS.ra_pendente_endereco)
    assert (abriu["attp_id"], fechou["attp_id"], fechou["unid_id"]) == (1, 3, IDS.unidade_operacional)
    assert fechou["usur_id"] == IDS.usuario_atendente2


# --- the whole ----------------------------------------------------------------------------------------------------


def test_one_statement_for_each_table_however_many_rows(base: Any, mesa: Banco, ctx: Contexto) -> None:
    medidas = []
    for ra, quantos in ((IDS.ra_reiterado, 1), (IDS.ra_urgente, 6)):
        novos = [replace(JOANA, protocolo=f"2026{ra}{n:06d}") for n in range(quantos)]
        arquivos = tuple(Anexo(f"{n}.pdf", "pdf", PDF + bytes([n])) for n in range(quantos))
        comando = com_anexos(com_solicitante(pegar(mesa, ctx, ra), *novos), *arquivos)
        with contar(mesa.engine) as comandos:
            mesa.executar(atualizar, ctx, com_gerais(comando, observacao="X"))
        medidas.append(len(comandos))
    assert medidas[0] == medidas[1]
    comando = pegar(mesa, ctx, IDS.ra_urgente)
    outros = tuple(
        replace(p, solicitante=replace(p.solicitante, nome=f"N{p.id}", fones=(CELULAR,))) if p.principal is False else p
        for p in comando.solicitantes
    )
    observacoes = {anexo.id: f"O{anexo.id}" for anexo in comando.lido.anexos}
    with contar(mesa.engine) as comandos:
        mesa.executar(atualizar, ctx, com_anexos(replace(comando, solicitantes=outros), observacoes=observacoes))
    escritas = [c.split()[:3] for c in comandos if c.startswith(("UPDATE", "INSERT", "DELETE"))]
    assert len(escritas) == 5  # phones out and in, solicitantes, attachments, the RA
    assert all(
        p["raso_nmsolicitante"] == f"N{p['raso_id']}" for p in linhas(base, SOLICITANTE, 9011) if p["clie_id"] is None
    )


def test_a_plain_update_takes_few_statements(mesa: Banco, ctx: Contexto) -> None:
    comando = com_gerais(pegar(mesa, ctx, IDS.ra_com_os), observacao="X")
    with contar(mesa.engine) as comandos:
        mesa.executar(atualizar, ctx, comando)
    assert len(comandos) <= 8


def test_an_ra_that_is_gone(mesa: Banco, ctx: Contexto) -> None:
    """M32."""
    comando = replace(pegar(mesa, ctx, IDS.ra_urgente), numero=999_999)
    with pytest.raises(Conflito, match="Outro usuário alterou ou removeu este registro"):
        mesa.executar(atualizar, ctx, comando)


def test_a_closing_meanwhile_is_detected(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """Decision 9."""
    comando = com_gerais(pegar(mesa, ctx, IDS.ra_urgente), observacao="X")
    mudar(
        base,
        f"UPDATE {RA} SET rgat_cdsituacao = 2, amen_id = %s, rgat_tmencerramento = now() WHERE rgat_id = %s",
        IDS.motivo_concluido,
        IDS.ra_urgente,
    )
    assert recusas(mesa, ctx, comando) == ["M42"]


def test_an_ra_moved_to_another_unit_meanwhile(base: Any, mesa: Banco, ctx: Contexto) -> None:
    comando = com_gerais(pegar(mesa, ctx, IDS.ra_urgente), observacao="X")
    mudar(base, f"UPDATE {RA} SET unid_idatual = %s WHERE rgat_id = %s", IDS.unidade_loja, IDS.ra_urgente)
    assert recusas(mesa, ctx, comando) == ["M40"]


def test_the_server_refuses_the_same_by_itself(dsn: URL, como: Callable[[str], Banco]) -> None:
    """A plain connection of a person of another unit changes no row."""
    url = como("atendente").engine.url
    with conectar(url) as conexao:
        feito = conexao.execute(f"UPDATE {RA} SET rgat_dsobservacao = 'X' WHERE rgat_id = {IDS.ra_urgente}".encode())
        assert feito.rowcount == 0


def test_a_connection_killed_in_the_middle_leaves_nothing(
    base: Any, mesa: Banco, ctx: Contexto, monkeypatch: Any
) -> None:
    """All rows or none: the server drops the connection when only the RA is left to write."""
    comando = com_gerais(com_solicitante(pegar(mesa, ctx, IDS.ra_pendente_endereco), JOANA), observacao="X")
    antes = (do_ra(base, IDS.ra_pendente_endereco), linhas(base, SOLICITANTE, IDS.ra_pendente_endereco))

    def morrer(gravacao: Any) -> None:
        gravacao.session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    monkeypatch.setattr("gsan_desk.services.ra_atualizar.gravacao._ra", morrer)
    with pytest.raises(BancoIndisponivel):
        mesa.executar(atualizar, ctx, comando)
    assert (do_ra(base, IDS.ra_pendente_endereco), linhas(base, SOLICITANTE, IDS.ra_pendente_endereco)) == antes
