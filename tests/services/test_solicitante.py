"""Adicionar Solicitante (spec 10 §10) and Consultar Solicitantes [UC0447] (§9.5), on a real server with real roles."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Thread
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.rows import dict_row
from sqlalchemy import URL
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.registro_atendimento import Fone, Solicitante
from gsan_desk.services.sessao import entrar
from gsan_desk.services.solicitante import (
    AdicionarSolicitante,
    SolicitanteAdicionado,
    abrir_adicao,
    adicionar,
    consultar_solicitantes,
)
from tests.services.apoio_ra import CELULAR, ENDERECO, FIXO, contar
from tests.support.banco import conectar
from tests.support.cenario import IDS, protocolo
from tests.support.travas import derrubar, esperar_trava

JOANA = Solicitante(nome="JOANA LIMA", endereco=ENDERECO, ponto_referencia="AO LADO DA FEIRA", fones=(CELULAR, FIXO))
Linha = dict[str, Any]


@pytest.fixture
def base(dsn: URL) -> Iterator[psycopg.Connection[Linha]]:
    with conectar(dsn) as conexao:
        conexao.row_factory = dict_row  # type: ignore[assignment]  # the connection is typed for tuples
        yield conexao  # type: ignore[misc]  # idem


def pedir(
    solicitante: Solicitante, ra: int = IDS.ra_pendente_endereco, numero: str = "20261000200001"
) -> AdicionarSolicitante:
    return AdicionarSolicitante(uuid4(), ra, numero, solicitante)


def recusas(banco: Banco, contexto: Contexto, comando: AdicionarSolicitante) -> list[str]:
    with pytest.raises(RegraViolada) as erro:
        banco.executar(adicionar, contexto, comando)
    return [v.codigo for v in erro.value.violacoes]


def novas(base: Any, ra: int = IDS.ra_pendente_endereco) -> list[Linha]:
    consulta = "SELECT * FROM atendimentopublico.ra_solicitante WHERE rgat_id = %s AND raso_icsolicitanteprincipal = 2"
    return list(base.execute(consulta + " ORDER BY 1", (ra,)).fetchall())


def mudar(base: Any, comando: str, *valores: object) -> None:
    base.execute(comando, valores)


def test_the_screen_opens_with_a_new_protocolo_the_ra_and_who_asked_before(
    atendente: Banco, contexto: Contexto
) -> None:
    with contar(atendente.engine) as comandos:
        primeira = atendente.executar(abrir_adicao, contexto, IDS.ra_pendente_endereco)
    segunda = atendente.executar(abrir_adicao, contexto, IDS.ra_pendente_endereco)
    assert len(comandos) == 4
    assert len({primeira.protocolo, segunda.protocolo}) == 2
    assert len(primeira.protocolo) == 14
    assert primeira.chave != segunda.chave
    assert (primeira.ra.numero, primeira.ra.gerais.especificacao) == (IDS.ra_pendente_endereco, "SIMPLES")
    assert [p.quem for p in primeira.solicitantes] == ["JOAQUIM PEREIRA"]


@pytest.mark.parametrize(("ra", "codigo"), [(IDS.ra_encerrado, "M42"), (999_999, "M70")])
def test_no_screen_for_an_ra_that_takes_no_caller(atendente: Banco, contexto: Contexto, ra: int, codigo: str) -> None:
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(abrir_adicao, contexto, ra)
    assert [v.codigo for v in erro.value.violacoes] == [codigo]


def test_a_name_is_written_with_address_and_phones_as_second_solicitante(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    """The RA is in a unit that the atendente may not maintain: any atendente may attach a caller."""
    antes = base.execute("SELECT * FROM atendimentopublico.registro_atendimento ORDER BY 1").fetchall()
    with contar(atendente.engine) as comandos:
        feito = atendente.executar(adicionar, contexto, pedir(JOANA))
    assert len(comandos) == 5
    assert (feito.ra, feito.protocolo, feito.sms, feito.ja_existia) == (
        IDS.ra_pendente_endereco,
        "20261000200001",
        False,
        False,
    )
    (linha,) = novas(base)
    preenchidas = {c: v for c, v in linha.items() if v is not None and c != "raso_tmultimaalteracao"}
    assert preenchidas == {
        "raso_id": feito.id,
        "rgat_id": IDS.ra_pendente_endereco,
        "raso_nmsolicitante": "JOANA LIMA",
        "raso_icsolicitanteprincipal": 2,
        "raso_nnprotocoloatendimento": "20261000200001",
        "raso_icenvioemailpesquisa": 2,
        "lgbr_id": 5,
        "lgcp_id": 4,
        "raso_nnimovel": "S/N  ",
        "raso_dscomplementondereco": "FUNDOS",
        "raso_dspontoreferencia": "AO LADO DA FEIRA",
    }
    fones = base.execute(
        "SELECT sofo_cdddd, sofo_nnfone, sofo_nnfoneramal, sofo_icfonepadrao, fnet_id"
        " FROM atendimentopublico.solicitante_fone WHERE raso_id = %s ORDER BY sofo_id",
        (feito.id,),
    ).fetchall()
    assert [tuple(f.values()) for f in fones] == [(81, "987650001", None, 1, 3), (81, "34210001", "22", 2, 1)]
    assert base.execute("SELECT * FROM atendimentopublico.registro_atendimento ORDER BY 1").fetchall() == antes


def test_a_cliente_is_written_without_address_and_phones(atendente: Banco, contexto: Contexto, base: Any) -> None:
    with contar(atendente.engine) as comandos:
        feito = atendente.executar(adicionar, contexto, pedir(Solicitante(cliente_id=IDS.cliente_cpf)))
    assert len(comandos) == 4
    (linha,) = novas(base)
    assert (linha["clie_id"], linha["raso_nmsolicitante"], linha["lgbr_id"]) == (IDS.cliente_cpf, None, None)
    assert feito.alertas == ()


def test_a_cliente_without_address_is_told_and_accepted(atendente: Banco, contexto: Contexto) -> None:
    feito = atendente.executar(adicionar, contexto, pedir(Solicitante(cliente_id=IDS.cliente_sem_endereco)))
    assert [a.codigo for a in feito.alertas] == ["CLIENTE_SEM_ENDERECO"]


def test_a_unidade_is_written_with_its_funcionario(atendente: Banco, contexto: Contexto, base: Any) -> None:
    quem = Solicitante(unidade_id=IDS.unidade_operacional, funcionario_id=IDS.funcionario_operacional)
    atendente.executar(adicionar, contexto, pedir(quem))
    (linha,) = novas(base)
    assert (linha["unid_id"], linha["func_id"]) == (IDS.unidade_operacional, IDS.funcionario_operacional)


def test_a_blocked_ra_takes_another_caller(atendente: Banco, contexto: Contexto, base: Any) -> None:
    atendente.executar(adicionar, contexto, pedir(JOANA, IDS.ra_bloqueado))
    assert len(novas(base, IDS.ra_bloqueado)) == 1


def test_the_complemento_copied_from_the_ra_is_cut(atendente: Banco, contexto: Contexto, base: Any) -> None:
    longo = replace(JOANA, endereco=replace(ENDERECO, complemento="B" * 45))
    atendente.executar(adicionar, contexto, pedir(longo))
    assert novas(base)[0]["raso_dscomplementondereco"] == "B" * 25


@pytest.mark.parametrize(
    ("solicitante", "codigos"),
    [
        (Solicitante(), ["M22"]),
        (Solicitante(nome="JOANA"), ["M01"]),
        (Solicitante(nome="JOANA", cliente_id=IDS.cliente_cpf, endereco=ENDERECO), ["SOLICITANTE_UNICO"]),
        (Solicitante(unidade_id=IDS.unidade_loja), ["M01"]),
        (Solicitante(funcionario_id=IDS.funcionario_loja), ["M01"]),
        (Solicitante(cliente_id=IDS.cliente_inativo), ["M02"]),
        (Solicitante(unidade_id=IDS.unidade_inativa, funcionario_id=IDS.funcionario_loja), ["M02"]),
        (Solicitante(unidade_id=IDS.unidade_loja, funcionario_id=IDS.funcionario_operacional), ["M02"]),
        (replace(JOANA, nome="J" * 61), ["M28"]),
        (replace(JOANA, fones=(FIXO,)), ["FONE_PRINCIPAL"]),
        (replace(JOANA, fones=(Fone(3, "8", "x", principal=True),)), ["FONE_DDD", "FONE_NUMERO"]),
        (replace(JOANA, enviar_sms=True, fones=(replace(FIXO, principal=True),)), ["M01"]),
        (replace(JOANA, nome="JOANA \0"), ["CARACTERE"]),
    ],
)
def test_the_checks_of_the_tab_hold_here_too(
    atendente: Banco, contexto: Contexto, base: Any, solicitante: Solicitante, codigos: list[str]
) -> None:
    assert recusas(atendente, contexto, pedir(solicitante)) == codigos
    assert novas(base) == []


def test_somebody_is_named_even_where_the_especificacao_asks_nobody(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    mudar(
        base,
        "UPDATE atendimentopublico.registro_atendimento SET step_id = %s WHERE rgat_id = %s",
        IDS.espec_sem_solicitante,
        IDS.ra_pendente_endereco,
    )
    assert recusas(atendente, contexto, pedir(Solicitante())) == ["M22"]


def test_the_especificacao_that_asks_a_cliente_asks_it_of_every_caller(atendente: Banco, contexto: Contexto) -> None:
    assert recusas(atendente, contexto, pedir(JOANA, IDS.ra_da_loja)) == ["M01"]


def com_especificacao(base: Any, especificacao: int, imovel: int | None) -> None:
    mudar(
        base,
        "UPDATE atendimentopublico.registro_atendimento SET step_id = %s, imov_id = %s WHERE rgat_id = %s",
        especificacao,
        imovel,
        IDS.ra_pendente_endereco,
    )


@pytest.mark.parametrize(
    ("especificacao", "imovel", "codigo"),
    [
        (IDS.espec_documento, None, "M23"),
        (IDS.espec_documento_responsavel, IDS.imovel_em_quadra_2, "M24"),
        (IDS.espec_documento_responsavel, IDS.imovel_responsavel_sem_documento, "M25"),
    ],
)
def test_the_document_of_the_cliente_is_demanded(
    atendente: Banco, contexto: Contexto, base: Any, especificacao: int, imovel: int | None, codigo: str
) -> None:
    """[FS0044]: GSAN skips it here, because it passes no especificação."""
    com_especificacao(base, especificacao, imovel)
    pedido = pedir(Solicitante(cliente_id=IDS.cliente_sem_documento))
    assert recusas(atendente, contexto, pedido) == [codigo]


def test_the_document_of_the_responsavel_may_stand_in(atendente: Banco, contexto: Contexto, base: Any) -> None:
    com_especificacao(base, IDS.espec_documento_responsavel, IDS.imovel_com_responsavel)
    with contar(atendente.engine) as comandos:
        atendente.executar(adicionar, contexto, pedir(Solicitante(cliente_id=IDS.cliente_sem_documento)))
    assert len(comandos) == 5
    assert len(novas(base)) == 1


def test_m26_a_cliente_asks_once(atendente: Banco, contexto: Contexto) -> None:
    pedido = Solicitante(cliente_id=IDS.cliente_cpf)
    assert recusas(atendente, contexto, pedir(pedido, IDS.ra_pendente_imovel)) == ["M26"]
    atendente.executar(adicionar, contexto, pedir(pedido))
    assert recusas(atendente, contexto, pedir(pedido)) == ["M26"]


def test_m27_a_unidade_asks_once(atendente: Banco, contexto: Contexto) -> None:
    pedido = Solicitante(unidade_id=IDS.unidade_operacional, funcionario_id=IDS.funcionario_operacional)
    assert recusas(atendente, contexto, pedir(pedido, IDS.ra_com_os)) == ["M27"]


def test_two_who_only_give_a_name_may_have_the_same(atendente: Banco, contexto: Contexto, base: Any) -> None:
    atendente.executar(adicionar, contexto, pedir(JOANA))
    atendente.executar(adicionar, contexto, pedir(JOANA))
    assert len(novas(base)) == 2


def test_the_same_key_writes_once(atendente: Banco, contexto: Contexto, base: Any) -> None:
    """Even when the RA was closed between the first answer, which was lost, and the second try."""
    comando = pedir(JOANA)
    primeiro = atendente.executar(adicionar, contexto, comando)
    mudar(
        base,
        "UPDATE atendimentopublico.registro_atendimento SET rgat_cdsituacao = 2, amen_id = 2 WHERE rgat_id = %s",
        IDS.ra_pendente_endereco,
    )
    segundo = atendente.executar(adicionar, contexto, comando)
    assert segundo == replace(primeiro, ja_existia=True)
    assert len(novas(base)) == 1


def test_the_sms_tells_this_protocolo(atendente: Banco, contexto: Contexto, base: Any) -> None:
    feito = atendente.executar(adicionar, contexto, pedir(replace(JOANA, enviar_sms=True)))
    mensagem = base.execute("SELECT * FROM gsan_desk.sms_mensagem").fetchone()
    assert feito.sms
    assert (mensagem["tipo"], mensagem["rgat_id"], mensagem["raso_id"]) == (2, IDS.ra_pendente_endereco, feito.id)
    assert (mensagem["numero"], mensagem["chave"]) == ("+5581987650001", f"RA:{feito.ra}:2:{feito.id}")
    assert "ja esta em atendimento. Protocolo 20261000200001, RA 9002." in mensagem["texto"]
    consentimento = base.execute("SELECT * FROM gsan_desk.ra_sms").fetchone()
    assert consentimento == {"rgat_id": feito.ra, "raso_id": feito.id, "enviar": True, "numero": "+5581987650001"}


def test_the_sms_of_a_number_without_ddd_goes_to_the_ddd_of_the_base(atendente: Banco, base: Any) -> None:
    base.execute("UPDATE gsan_desk.sms_ajustes SET ddd_padrao = 87")
    pedido = pedir(replace(JOANA, enviar_sms=True, celular_sms="99999-1234"))
    atendente.executar(adicionar, atendente.executar(entrar), pedido)
    assert base.execute("SELECT numero FROM gsan_desk.sms_mensagem").fetchone()["numero"] == "+5587999991234"


def test_who_asks_for_no_sms_gets_none(atendente: Banco, contexto: Contexto, base: Any) -> None:
    atendente.executar(adicionar, contexto, pedir(JOANA))
    assert base.execute("SELECT count(*) AS n FROM gsan_desk.sms_mensagem").fetchone()["n"] == 0
    assert base.execute("SELECT enviar, numero FROM gsan_desk.ra_sms").fetchall() == [{"enviar": False, "numero": None}]


def test_an_ra_that_the_web_closes_meanwhile_is_refused(
    atendente: Banco, contexto: Contexto, base: Any, dsn: URL
) -> None:
    """The web's UPDATE is under way when the attendant concludes: the closing is waited for and then seen."""
    comando = pedir(JOANA)
    codigos: list[str] = []
    with conectar(dsn) as web:
        web.autocommit = False
        web.execute(
            "UPDATE atendimentopublico.registro_atendimento SET rgat_cdsituacao = 2, amen_id = 2,"
            " rgat_tmencerramento = localtimestamp WHERE rgat_id = %s",
            (IDS.ra_pendente_endereco,),
        )
        outra = Thread(target=lambda: codigos.extend(recusas(atendente, contexto, comando)))
        outra.start()
        esperar_trava(base)
        web.commit()
        outra.join(timeout=10)
    assert codigos == ["M42"]
    assert novas(base) == []


def test_two_desks_attach_the_same_cliente_at_once_and_one_succeeds(
    como: Callable[[str], Banco], contexto: Contexto, base: Any, dsn: URL
) -> None:
    feitos: list[SolicitanteAdicionado] = []
    recusados: list[str] = []

    def tentar(login: str) -> None:
        banco = como(login)
        try:
            feitos.append(
                banco.executar(adicionar, banco.executar(entrar), pedir(Solicitante(cliente_id=IDS.cliente_cnpj)))
            )
        except RegraViolada as erro:
            recusados.extend(v.codigo for v in erro.violacoes)

    with conectar(dsn) as outra:
        outra.autocommit = False
        outra.execute(
            "SELECT 1 FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s FOR UPDATE",
            (IDS.ra_pendente_endereco,),
        )
        mesas = [Thread(target=tentar, args=(login,)) for login in ("atendente", "atendente2")]
        for mesa in mesas:
            mesa.start()
        esperar_trava(base, len(mesas))
        outra.commit()
    for mesa in mesas:
        mesa.join(timeout=10)
    assert (len(feitos), recusados) == (1, ["M26"])
    assert len(novas(base)) == 1


def test_a_connection_killed_in_the_middle_leaves_nothing(atendente: Banco, contexto: Contexto, base: Any) -> None:
    def interrompido(session: Session, comando: AdicionarSolicitante) -> None:
        adicionar(session, contexto, comando)
        pid = session.connection().connection.driver_connection.info.backend_pid  # type: ignore[union-attr]  # psycopg's
        derrubar(base, pid)

    comando = pedir(JOANA)
    with pytest.raises(Exception, match="servidor de banco de dados"):
        atendente.executar(interrompido, comando)
    assert novas(base) == []
    assert not atendente.executar(adicionar, contexto, comando).ja_existia
    assert len(novas(base)) == 1


@pytest.mark.parametrize("login", ["sms"])
def test_who_is_no_atendente_adds_nobody(como: Callable[[str], Banco], contexto: Contexto, login: str) -> None:
    with pytest.raises(Exception, match="não tem direito"):
        como(login).executar(adicionar, contexto, pedir(JOANA))


# Consultar Solicitantes


def test_the_grid_lists_the_principal_first_in_one_statement(atendente: Banco, contexto: Contexto) -> None:
    for quem in (JOANA, Solicitante(cliente_id=IDS.cliente_cpf)):
        atendente.executar(adicionar, contexto, pedir(quem))
    with contar(atendente.engine) as comandos:
        lido = atendente.executar(consultar_solicitantes, contexto, IDS.ra_pendente_endereco)
    assert len(comandos) == 1
    assert (lido.ra.numero, lido.ra.situacao.nome, lido.ra.especificacao) == (9002, "Pendente", "SIMPLES")
    assert lido.ra.tipo == "CASOS DE TESTE"
    assert lido.ra.unidade_atual_id == IDS.unidade_operacional
    joaquim, joana, cliente = lido.solicitantes
    assert [p.principal for p in lido.solicitantes] == [True, False, False]
    assert joaquim.protocolo == protocolo(9002, lido.ra.data_prevista.year)
    assert (joana.quem, joana.ponto_referencia, joana.protocolo) == ("JOANA LIMA", "AO LADO DA FEIRA", "20261000200001")
    assert "S/N" in joana.endereco
    assert [(f.texto, f.principal) for f in joana.fones] == [
        ("(81) 98765-0001", True),
        ("(81) 3421-0001 ramal 22", False),
    ]
    assert cliente.cliente_id == IDS.cliente_cpf
    assert cliente.endereco
    assert cliente.fones


def test_an_ra_with_fifty_solicitantes_takes_the_same_statement(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    mudar(
        base,
        "INSERT INTO atendimentopublico.ra_solicitante (raso_id, rgat_id, raso_nmsolicitante,"
        " raso_icsolicitanteprincipal, raso_icenvioemailpesquisa)"
        " SELECT 50000 + g, %s, 'PESSOA ' || g::text, 2, 2 FROM generate_series(1, 50) AS g",
        IDS.ra_pendente_endereco,
    )
    with contar(atendente.engine) as comandos:
        lido = atendente.executar(consultar_solicitantes, contexto, IDS.ra_pendente_endereco)
    assert (len(comandos), len(lido.solicitantes)) == (1, 51)


def test_m73_an_ra_without_solicitante(atendente: Banco, contexto: Contexto, base: Any) -> None:
    mudar(base, "DELETE FROM atendimentopublico.ra_solicitante WHERE rgat_id = %s", IDS.ra_bloqueado)
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(consultar_solicitantes, contexto, IDS.ra_bloqueado)
    assert [v.codigo for v in erro.value.violacoes] == ["M73"]


@pytest.mark.parametrize("numero", [0, -1, 999_999, 99_999_999_999])
def test_m70_no_such_ra(atendente: Banco, contexto: Contexto, numero: int) -> None:
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(consultar_solicitantes, contexto, numero)
    assert [v.codigo for v in erro.value.violacoes] == ["M70"]
