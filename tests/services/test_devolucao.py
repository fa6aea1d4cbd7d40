"""Devolução de Valores in Inserir and Atualizar: offers, checks, rows, who wins a payment (spec 40 §3.2 to §3.5)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from threading import Thread
from typing import Any

import psycopg
import pytest
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.conflito import ConflitoDeCampos
from gsan_desk.domain.devolucao import TipoDevolucao, ValorDevolver, calcular
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.registro_atendimento import NovoRA
from gsan_desk.services.devolucao.consulta import do_ra
from gsan_desk.services.devolucao.lista import FiltroDevolucao, listar
from gsan_desk.services.devolucao.oferta import ofertas
from gsan_desk.services.ra_consultar import consultar
from gsan_desk.services.ra_historico import historico
from gsan_desk.services.sessao import entrar
from tests.services.apoio_atualizar import com_local as mudar_local
from tests.services.apoio_atualizar import gravar, mudar, pegar
from tests.services.apoio_atualizar import recusas as recusas_ao_atualizar
from tests.services.apoio_ra import com_gerais, com_local, concluir_aceitando, contar, preencher
from tests.support import devolucao
from tests.support.banco import SENHA
from tests.support.cenario import IDS
from tests.support.devolucao import IMOVEL

DUPLICIDADE, A_MAIOR, INDEVIDO = TipoDevolucao
ITEM, DUPLICADO, CONTA = (
    "gsan_desk.ra_devolucao_item",
    "atendimentopublico.ra_pagto_duplicidade",
    "atendimentopublico.ra_conta",
)
DOS_TIPOS = {
    DUPLICIDADE: IDS.espec_pagamento_duplicidade,
    A_MAIOR: devolucao.A_MAIOR,
    INDEVIDO: devolucao.INDEVIDO,
}


@pytest.fixture(autouse=True)
def pagamentos(dsn: URL) -> None:
    devolucao.montar(dsn)


def ra(banco: Banco, contexto: Contexto, tipo: TipoDevolucao, **local: Any) -> NovoRA:
    return preencher(banco, contexto, DOS_TIPOS[tipo], imovel_id=IMOVEL, **local)


def recusas(banco: Banco, contexto: Contexto, novo: NovoRA) -> list[str]:
    with pytest.raises(RegraViolada) as erro:
        banco.executar(concluir_aceitando, contexto, novo)
    return [v.codigo for v in erro.value.violacoes]


def linhas(base: Any, tabela: str, numero: int) -> list[dict[str, Any]]:
    return base.execute(f"SELECT * FROM {tabela} WHERE rgat_id = {numero} ORDER BY 2").fetchall()


@pytest.mark.parametrize(
    ("tipo", "oferecidos"),
    [
        (DUPLICIDADE, {1: "80.00", 2: "80.00", devolucao.DUPLICADO_GUIA: "40.00", devolucao.DUPLICADO_DEBITO: "25.00"}),
        (A_MAIOR, {devolucao.EXCEDENTE_CONTA: "12.34", devolucao.EXCEDENTE_GUIA: "15.50"}),
        (INDEVIDO, {devolucao.PAGO_CONTA: "80.00", devolucao.PAGO_GUIA: "40.00", devolucao.PAGO_ANTIGO: "80.00"}),
    ],
)
def test_what_is_offered_of_each_kind_in_one_statement(
    atendente: Banco, tipo: TipoDevolucao, oferecidos: dict[int, str]
) -> None:
    with contar(atendente.engine) as comandos:
        achados = atendente.executar(ofertas, tipo, IMOVEL)
    assert len(comandos) == 1
    assert {a.id: a.devolver for a in achados} == {id_: Decimal(valor) for id_, valor in oferecidos.items()}


@pytest.mark.parametrize(
    ("tipo", "mensagem"),
    [
        (DUPLICIDADE, "Não existe pagamento em duplicidade para o imóvel informado."),
        (A_MAIOR, "Não existe pagamento com valor maior que o documento para o imóvel informado."),
    ],
)
def test_an_imovel_that_has_none(atendente: Banco, tipo: TipoDevolucao, mensagem: str) -> None:
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(ofertas, tipo, IDS.imovel_com_debito)
    assert str(erro.value) == mensagem


def test_duplicates_of_contas_go_to_gsan_and_the_others_to_our_table(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    ids = (1, devolucao.DUPLICADO_GUIA, devolucao.DUPLICADO_DEBITO)
    numero = atendente.executar(
        concluir_aceitando, contexto, ra(atendente, contexto, DUPLICIDADE, pagamento_ids=ids)
    ).numero
    (do_gsan,) = linhas(base, DUPLICADO, numero)
    assert (do_gsan["pgmt_id"], do_gsan["cnta_id"], do_gsan["rapd_vlpagamento"]) == (1, 5, Decimal("80.00"))
    nossos = {(i["tipo_documento"], i["documento_id"], i["valor_devolver"]) for i in linhas(base, ITEM, numero)}
    assert nossos == {(2, devolucao.GUIA, Decimal("40.00")), (3, devolucao.DEBITO, Decimal("25.00"))}


def test_above_the_document_only_the_excess_is_asked_back(atendente: Banco, contexto: Contexto, base: Any) -> None:
    ids = (devolucao.EXCEDENTE_CONTA, devolucao.EXCEDENTE_GUIA)
    novo = ra(atendente, contexto, A_MAIOR, pagamento_ids=ids)
    numero = atendente.executar(concluir_aceitando, contexto, novo).numero
    pedidos = {i["pgmt_id"]: (i["tipo"], i["valor_pago"], i["valor_devolver"]) for i in linhas(base, ITEM, numero)}
    assert pedidos == {
        devolucao.EXCEDENTE_CONTA: (2, Decimal("90.00"), Decimal("12.34")),
        devolucao.EXCEDENTE_GUIA: (2, Decimal("55.50"), Decimal("15.50")),
    }
    assert linhas(base, DUPLICADO, numero) == []


def test_charged_unduly_ties_the_contas_too(atendente: Banco, contexto: Contexto, base: Any) -> None:
    valores = (
        ValorDevolver(devolucao.PAGO_CONTA, Decimal("12.30")),
        ValorDevolver(devolucao.PAGO_ANTIGO, Decimal("80.00")),
        ValorDevolver(devolucao.PAGO_GUIA, Decimal("0.01")),
    )
    novo = ra(atendente, contexto, INDEVIDO, devolucoes=valores)
    numero = atendente.executar(concluir_aceitando, contexto, novo).numero
    assert {i["pgmt_id"]: i["valor_devolver"] for i in linhas(base, ITEM, numero)} == {
        v.pagamento_id: v.valor for v in valores
    }
    assert {c["cnta_id"] for c in linhas(base, CONTA, numero)} == {5, 6}


@pytest.mark.parametrize(
    ("tipo", "local", "codigos"),
    [
        (DUPLICIDADE, {}, ["M21"]),
        (DUPLICIDADE, {"pagamento_ids": (devolucao.EXCEDENTE_CONTA,)}, ["PAGAMENTO_INEXISTENTE"]),
        (A_MAIOR, {}, ["SEM_PAGAMENTO_A_MAIOR"]),
        (A_MAIOR, {"pagamento_ids": (1,)}, ["PAGAMENTO_NAO_A_MAIOR"]),
        (INDEVIDO, {}, ["SEM_DEVOLUCAO_PEDIDA"]),
        (INDEVIDO, {"devolucoes": (ValorDevolver(1, Decimal(1)),)}, ["DOCUMENTO_NAO_PAGO"]),
        (
            INDEVIDO,
            {"devolucoes": (ValorDevolver(devolucao.PAGO_CONTA, Decimal("80.01")),)},
            ["VALOR_ACIMA_DO_PAGO"],
        ),
        (INDEVIDO, {"devolucoes": (ValorDevolver(devolucao.PAGO_CONTA, Decimal(0)),)}, ["VALOR_DEVOLUCAO_INVALIDO"]),
    ],
)
def test_what_is_refused(
    atendente: Banco, contexto: Contexto, tipo: TipoDevolucao, local: dict[str, Any], codigos: list[str]
) -> None:
    assert recusas(atendente, contexto, ra(atendente, contexto, tipo, **local)) == codigos


def test_charged_unduly_needs_the_observacao(atendente: Banco, contexto: Contexto) -> None:
    valores = (ValorDevolver(devolucao.PAGO_CONTA, Decimal(1)),)
    novo = com_gerais(ra(atendente, contexto, INDEVIDO, devolucoes=valores), observacao=" ")
    assert recusas(atendente, contexto, novo) == ["M01"]


def test_without_the_permission_the_ra_is_an_ordinary_one(
    atendente: Banco, contexto: Contexto, base: Any, dsn: URL
) -> None:
    base.execute("DELETE FROM gsan_desk.permissao")
    sem = atendente.executar(entrar)
    numero = atendente.executar(concluir_aceitando, sem, ra(atendente, sem, INDEVIDO)).numero
    assert linhas(base, ITEM, numero) == []
    valores = (ValorDevolver(devolucao.PAGO_CONTA, Decimal(1)),)
    pedido = com_local(ra(atendente, sem, INDEVIDO), devolucoes=valores)
    assert "SEM_PERMISSAO_INDEVIDO" in recusas(atendente, sem, pedido)


def test_the_permission_of_gsan_may_stand_for_ours(atendente: Banco, base: Any) -> None:
    base.execute("DELETE FROM gsan_desk.permissao")
    assert not atendente.executar(entrar).operador.permissoes_nossas
    base.execute("INSERT INTO gsan_desk.permissao_gsan VALUES (%s, 34)", (devolucao.PERMISSAO,))
    base.execute(
        "INSERT INTO seguranca.usuario_permissao_espec (usur_id, pmep_id) VALUES (%s, 34)", (IDS.usuario_atendente,)
    )
    assert atendente.executar(entrar).operador.permissoes_nossas == {devolucao.PERMISSAO}


def test_an_ordinary_ra_costs_no_statement_more(atendente: Banco, contexto: Contexto) -> None:
    def custo(novo: NovoRA) -> int:
        with contar(atendente.engine) as comandos:
            atendente.executar(concluir_aceitando, contexto, novo)
        return len(comandos)

    comum = custo(preencher(atendente, contexto, IDS.espec_simples))
    assert custo(ra(atendente, contexto, A_MAIOR, pagamento_ids=(devolucao.EXCEDENTE_CONTA,))) <= comum + 1


def test_a_payment_that_another_open_ra_has_is_neither_offered_nor_taken(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    numero = atendente.executar(
        concluir_aceitando, contexto, ra(atendente, contexto, DUPLICIDADE, pagamento_ids=(1,))
    ).numero
    achados = atendente.executar(ofertas, DUPLICIDADE, IMOVEL)
    assert 1 not in {a.id for a in achados}
    assert 1 in {a.id for a in atendente.executar(ofertas, DUPLICIDADE, IMOVEL, numero)}
    outro = ra(atendente, contexto, DUPLICIDADE, pagamento_ids=(1, 2))
    assert "PAGAMENTO_DE_OUTRO_RA" in recusas(atendente, contexto, outro)
    base.execute(
        "UPDATE atendimentopublico.registro_atendimento SET rgat_cdsituacao = 2, amen_id = 2 WHERE rgat_id = %s",
        (numero,),
    )
    assert 1 in {a.id for a in atendente.executar(ofertas, DUPLICIDADE, IMOVEL)}
    base.execute("UPDATE atendimentopublico.ra_pagto_duplicidade SET rapd_icpagtodevolvido = 1")
    assert 1 not in {a.id for a in atendente.executar(ofertas, DUPLICIDADE, IMOVEL)}


def test_two_desks_ask_for_the_same_payment_at_once_and_one_wins(
    como: Callable[[str], Banco], base: Any, atendente: Banco, contexto: Contexto
) -> None:
    outra = como("supervisor")
    contexto_dela = outra.executar(entrar)
    pedidos = [
        (atendente, contexto, ra(atendente, contexto, A_MAIOR, pagamento_ids=(devolucao.EXCEDENTE_CONTA,))),
        (outra, contexto_dela, ra(outra, contexto_dela, A_MAIOR, pagamento_ids=(devolucao.EXCEDENTE_CONTA,))),
    ]
    fins: list[Any] = []

    def concluir(banco: Banco, quem: Contexto, novo: NovoRA) -> None:
        try:
            fins.append(banco.executar(concluir_aceitando, quem, novo).numero)
        except RegraViolada as erro:
            fins.append([v.codigo for v in erro.violacoes])

    mesas = [Thread(target=concluir, args=pedido) for pedido in pedidos]
    for mesa in mesas:
        mesa.start()
    for mesa in mesas:
        mesa.join(30)
    assert len(fins) == 2
    (codigos,) = (fim for fim in fins if isinstance(fim, list))
    assert "PAGAMENTO_DE_OUTRO_RA" in codigos
    assert base.execute(f"SELECT count(*) AS n FROM {ITEM}").fetchone()["n"] == 1


@pytest.fixture
def meu(atendente: Banco, contexto: Contexto, base: Any) -> Callable[..., int]:
    """Register one, and leave it with the unit of ``mesa``."""

    def registrar(tipo: TipoDevolucao, **local: Any) -> int:
        novo = ra(atendente, contexto, tipo, **local)
        numero = atendente.executar(concluir_aceitando, contexto, novo).numero
        mudar(
            base,
            "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = %s WHERE rgat_id = %s",
            IDS.unidade_operacional,
            numero,
        )
        return numero

    return registrar


def test_atualizar_takes_away_and_adds(mesa: Banco, ctx: Contexto, meu: Callable[..., int], base: Any) -> None:
    numero = meu(DUPLICIDADE, pagamento_ids=(1, devolucao.DUPLICADO_GUIA))
    comando = pegar(mesa, ctx, numero)
    assert set(comando.local.pagamento_ids) == {1, devolucao.DUPLICADO_GUIA}
    gravar(mesa, ctx, mudar_local(comando, pagamento_ids=(2, devolucao.DUPLICADO_DEBITO)))
    entradas = mesa.executar(historico, ctx, numero).entradas
    ditas = {(m.antes, m.depois) for e in entradas for m in e.mudancas if m.rotulo == "Devolução de Valores"}
    assert (f"Guia de Pagamento {devolucao.GUIA}: R$ 40,00", "(removido)") in ditas
    assert [p["pgmt_id"] for p in linhas(base, DUPLICADO, numero)] == [2]
    assert [i["pgmt_id"] for i in linhas(base, ITEM, numero)] == [devolucao.DUPLICADO_DEBITO]


def test_atualizar_changes_the_value_and_the_contas_follow(
    mesa: Banco, ctx: Contexto, meu: Callable[..., int], base: Any
) -> None:
    numero = meu(INDEVIDO, devolucoes=(ValorDevolver(devolucao.PAGO_CONTA, Decimal(10)),))
    comando = pegar(mesa, ctx, numero)
    assert (comando.local.conta_ids, comando.local.devolucoes) == (
        (),
        (ValorDevolver(devolucao.PAGO_CONTA, Decimal(10)),),
    )
    novas = (ValorDevolver(devolucao.PAGO_CONTA, Decimal(70)), ValorDevolver(devolucao.PAGO_ANTIGO, Decimal(5)))
    gravar(mesa, ctx, mudar_local(comando, devolucoes=novas))
    assert {i["pgmt_id"]: i["valor_devolver"] for i in linhas(base, ITEM, numero)} == {
        devolucao.PAGO_CONTA: 70,
        devolucao.PAGO_ANTIGO: 5,
    }
    assert {c["cnta_id"] for c in linhas(base, CONTA, numero)} == {5, 6}
    gravar(mesa, ctx, mudar_local(pegar(mesa, ctx, numero), devolucoes=novas[1:]))
    assert {c["cnta_id"] for c in linhas(base, CONTA, numero)} == {6}


def test_what_nobody_touched_is_not_written(mesa: Banco, ctx: Contexto, meu: Callable[..., int]) -> None:
    numero = meu(INDEVIDO, devolucoes=(ValorDevolver(devolucao.PAGO_CONTA, Decimal(10)),))
    assert gravar(mesa, ctx, pegar(mesa, ctx, numero)).mudancas.tabelas == frozenset()


def test_once_given_back_the_imovel_stays(mesa: Banco, ctx: Contexto, meu: Callable[..., int], base: Any) -> None:
    numero = meu(DUPLICIDADE, pagamento_ids=(1, 2))
    mudar(base, f"UPDATE {DUPLICADO} SET rapd_icpagtodevolvido = 1 WHERE pgmt_id = %s", 1)
    comando = mudar_local(pegar(mesa, ctx, numero), imovel_id=IDS.imovel_normal)
    with pytest.raises(RegraViolada) as erro:
        gravar(mesa, ctx, comando)
    assert (
        "Já existe devolução de pagamento em duplicidade para esse Registro Atendimento."
        "Não é possível alterar o imóvel."
    ) in [v.mensagem for v in erro.value.violacoes]


def test_a_guia_of_the_ra_gives_the_document_back(
    mesa: Banco, ctx: Contexto, meu: Callable[..., int], base: Any, atendente: Banco
) -> None:
    numero = meu(INDEVIDO, devolucoes=(ValorDevolver(devolucao.PAGO_GUIA, Decimal(10)),))
    devolucao.guia_de_devolucao(base, numero, 10, guia=devolucao.GUIA)
    (pedido,) = mesa.executar(consultar, ctx, numero).pagamentos
    assert (pedido.devolvido, pedido.devolver, pedido.nome) == (True, 10, f"Guia de Pagamento {devolucao.GUIA}")
    comando = mudar_local(pegar(mesa, ctx, numero), devolucoes=(ValorDevolver(devolucao.PAGO_CONTA, Decimal(1)),))
    gravar(mesa, ctx, comando)
    assert {i["pgmt_id"] for i in linhas(base, ITEM, numero)} == {devolucao.PAGO_GUIA, devolucao.PAGO_CONTA}
    mudar(base, "UPDATE atendimentopublico.registro_atendimento SET rgat_cdsituacao = 2 WHERE rgat_id = %s", numero)
    de_novo = {a.id: a.devolver for a in atendente.executar(ofertas, INDEVIDO, IMOVEL)}
    assert de_novo[devolucao.PAGO_GUIA] == 30


def test_two_people_change_the_same_value(mesa: Banco, ctx: Contexto, meu: Callable[..., int]) -> None:
    numero = meu(INDEVIDO, devolucoes=(ValorDevolver(devolucao.PAGO_CONTA, Decimal(10)),))
    primeiro, segundo = pegar(mesa, ctx, numero), pegar(mesa, ctx, numero)
    gravar(mesa, ctx, mudar_local(primeiro, devolucoes=(ValorDevolver(devolucao.PAGO_CONTA, Decimal(20)),)))
    with pytest.raises(ConflitoDeCampos) as erro:
        gravar(mesa, ctx, mudar_local(segundo, devolucoes=(ValorDevolver(devolucao.PAGO_CONTA, Decimal(30)),)))
    (campo,) = erro.value.campos
    assert (campo.campo, campo.texto_deles) == ("local.devolucoes", f"pagamento {devolucao.PAGO_CONTA}: R$ 20,00")


def test_whoever_lacks_the_permission_changes_the_rest_and_the_values_stay(
    mesa: Banco, ctx: Contexto, meu: Callable[..., int], base: Any
) -> None:
    numero = meu(INDEVIDO, devolucoes=(ValorDevolver(devolucao.PAGO_CONTA, Decimal(10)),))
    sem = replace(ctx, operador=replace(ctx.operador, permissoes_nossas=frozenset()))
    comando = pegar(mesa, sem, numero)
    outra = replace(comando, dados_gerais=replace(comando.dados_gerais, observacao="OUTRA"))
    assert recusas_ao_atualizar(mesa, sem, outra) == []
    assert len(linhas(base, ITEM, numero)) == 1


# --- the server is the boundary ---------------------------------------------------------------------------------------


@pytest.fixture
def psql(dsn: URL) -> Callable[[str], psycopg.Connection[Any]]:
    """A plain connection as that role."""

    def abrir(login: str) -> psycopg.Connection[Any]:
        url = dsn.set(drivername="postgresql", username=login, password=SENHA)
        return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)

    return abrir


INSERIR = (
    f"INSERT INTO {ITEM} (rgat_id, tipo, pgmt_id, tipo_documento, documento_id, imov_id, data_pagamento, valor_pago,"
    " valor_devolver) VALUES (%s, %s, %s, 1, 5, 1006, current_date, 90, %s)"
)


@pytest.mark.parametrize(
    ("login", "tipo", "pagamento", "valor", "passa"),
    [
        ("atendente", 2, devolucao.EXCEDENTE_CONTA, "12.34", True),
        ("supervisor", 2, devolucao.EXCEDENTE_CONTA, "12.34", True),
        ("atendente", 2, devolucao.EXCEDENTE_CONTA, "12.35", False),
        ("atendente", 2, 1, "1", False),
        ("atendente", 3, devolucao.PAGO_CONTA, "80", True),
        ("atendente", 3, devolucao.PAGO_ANTIGO, "80", True),
        ("atendente", 3, devolucao.PAGO_CONTA, "80.01", False),
        ("supervisor", 3, devolucao.PAGO_CONTA, "80", False),
        ("sms", 2, devolucao.EXCEDENTE_CONTA, "1", False),
    ],
)
def test_what_a_role_may_ask_back_by_itself(
    psql: Any, base: Any, login: str, tipo: int, pagamento: int, valor: str, passa: bool
) -> None:
    mudar(
        base,
        "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = %s WHERE rgat_id = %s",
        IDS.unidade_loja,
        IDS.ra_pendente_endereco,
    )
    with psql(login) as conexao:
        pode = conexao.execute("SELECT gsan_desk.pode_manter_ra(%s)", (IDS.ra_pendente_endereco,)) if passa else None
        if pode is not None and not pode.fetchone()[0]:
            pytest.skip("not the keeper of this RA")
        if passa:
            conexao.execute(INSERIR, (IDS.ra_pendente_endereco, tipo, pagamento, valor))
        else:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                conexao.execute(INSERIR, (IDS.ra_pendente_endereco, tipo, pagamento, valor))


def test_the_server_refuses_a_payment_that_another_open_ra_has(
    psql: Any, atendente: Banco, contexto: Contexto, base: Any
) -> None:
    atendente.executar(
        concluir_aceitando, contexto, ra(atendente, contexto, A_MAIOR, pagamento_ids=(devolucao.EXCEDENTE_CONTA,))
    )
    mudar(
        base,
        "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = %s WHERE rgat_id = %s",
        IDS.unidade_loja,
        IDS.ra_pendente_endereco,
    )
    with psql("atendente") as conexao, pytest.raises(psycopg.errors.InsufficientPrivilege):
        conexao.execute(INSERIR, (IDS.ra_pendente_endereco, 2, devolucao.EXCEDENTE_CONTA, "1"))


@pytest.mark.parametrize("login", ["atendente", "supervisor", "sms"])
def test_only_the_administrator_gives_the_permission(psql: Any, login: str) -> None:
    with psql(login) as conexao, pytest.raises(psycopg.errors.InsufficientPrivilege):
        conexao.execute("INSERT INTO gsan_desk.permissao VALUES ('x', 101)")
    with psql("admin") as conexao:
        conexao.execute("INSERT INTO gsan_desk.permissao VALUES ('x', 101)")


# --- the list, the consultation, the preview --------------------------------------------------------------------------


def test_the_list_of_those_that_wait_for_a_return(atendente: Banco, contexto: Contexto, base: Any) -> None:
    numero = atendente.executar(
        concluir_aceitando, contexto, ra(atendente, contexto, DUPLICIDADE, pagamento_ids=(1, devolucao.DUPLICADO_GUIA))
    ).numero
    filtro = FiltroDevolucao(imovel_id=IMOVEL)
    with contar(atendente.engine) as comandos:
        (achado,) = atendente.executar(listar, contexto, filtro)
    assert len(comandos) == 1
    assert (achado.id, achado.tipo, achado.pagamentos, achado.valor) == (numero, DUPLICIDADE, 2, Decimal("120.00"))
    mudar(base, f"UPDATE {DUPLICADO} SET rapd_icpagtodevolvido = 1 WHERE pgmt_id = %s", 1)
    (achado,) = atendente.executar(listar, contexto, replace(filtro, numero=numero))
    assert (achado.pagamentos, achado.valor) == (1, Decimal("40.00"))
    hoje = achado.atendimento.date()
    assert atendente.executar(listar, contexto, FiltroDevolucao(inicial=hoje, final=hoje))


@pytest.mark.parametrize(
    ("filtro", "mensagem"),
    [
        (FiltroDevolucao(), "Informe pelo menos uma opção de seleção."),
        (
            FiltroDevolucao(inicial=date(2026, 2, 2), final=date(2026, 2, 1)),
            "A data inicial deve ser anterior à data final.",
        ),
        (FiltroDevolucao(numero=123456), "Registro de Atendimento inexistente."),
        (FiltroDevolucao(numero=IDS.ra_duplicado), "Registro de Atendimento já foi Encerrado."),
        (
            FiltroDevolucao(numero=IDS.ra_pendente_endereco),
            "Registro de Atendimento não corresponde a uma solicitação de devolução de pagamento.",
        ),
    ],
)
def test_what_the_list_refuses(atendente: Banco, contexto: Contexto, filtro: FiltroDevolucao, mensagem: str) -> None:
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(listar, contexto, filtro)
    assert str(erro.value) == mensagem


def test_what_was_given_back_and_the_preview(atendente: Banco, contexto: Contexto, base: Any) -> None:
    numero = atendente.executar(
        concluir_aceitando, contexto, ra(atendente, contexto, DUPLICIDADE, pagamento_ids=(1, 2))
    ).numero
    devolucao.guia_de_devolucao(base, numero, 30, conta=5)
    retificar = "UPDATE faturamento.conta SET rgat_id = %s, cnta_dtretificacao = current_date WHERE cnta_id = 911"
    mudar(base, retificar, numero)
    with contar(atendente.engine) as comandos:
        achado = atendente.executar(do_ra, contexto, numero)
    assert len(comandos) == 1
    assert [(d.tipo, d.valor) for d in achado.devolvidos] == [
        ("Conta Retificada", Decimal("100.00")),
        ("Guia de Devolução", Decimal("30.00")),
    ]
    assert achado.protocolo
    feito = calcular(achado.marcaveis, [conta.marcada for conta in achado.contas])
    assert (feito.transferido, feito.a_realizar) == (Decimal("100.00"), Decimal("60.00"))


def test_an_ra_that_asks_nothing_back(atendente: Banco, contexto: Contexto) -> None:
    with pytest.raises(RegraViolada, match="não corresponde a uma solicitação de devolução"):
        atendente.executar(do_ra, contexto, IDS.ra_pendente_endereco)
