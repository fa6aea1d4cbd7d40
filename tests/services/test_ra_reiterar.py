"""Reiterar RA [UC0425] (spec 10 §5), on a real server with real roles."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from threading import Thread
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row
from sqlalchemy import URL
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada, SemPermissao
from gsan_desk.domain.registro_atendimento import Fone, Solicitante
from gsan_desk.domain.reiteracao import ReiteracaoRecusada, Reiterado, Reiterar
from gsan_desk.services.ra_consultar import consultar
from gsan_desk.services.ra_reiterar import abrir, reiterar
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import CELULAR, ENDERECO, FIXO, contar
from tests.support.banco import conectar
from tests.support.cenario import IDS
from tests.support.travas import derrubar, esperar_trava

RA = IDS.ra_da_loja
JOANA = Solicitante(nome="JOANA LIMA", endereco=ENDERECO, ponto_referencia="NA ESQUINA", fones=(CELULAR, FIXO))
FECHAR = (
    "UPDATE atendimentopublico.registro_atendimento SET rgat_cdsituacao = 2, amen_id = 2,"
    " rgat_tmencerramento = localtimestamp, rgat_tmultimaalteracao = localtimestamp WHERE rgat_id = %s"
)
ANTES_DO_PRAZO = "UPDATE gsan_desk.base SET reiterar_antes_do_prazo = true"


@pytest.fixture
def base(dsn: URL) -> Iterator[psycopg.Connection[Any]]:
    with conectar(dsn) as conexao:
        conexao.row_factory = dict_row  # type: ignore[assignment]  # the connection is typed for tuples
        yield conexao


def preparar(banco: Banco, contexto: Contexto, ra: int = RA, solicitante: Solicitante = JOANA, **mais: Any) -> Reiterar:
    aberta = banco.executar(abrir, contexto, ra)
    return Reiterar(ra, aberta.protocolo, aberta.versao, solicitante, **mais)


def recusas(banco: Banco, contexto: Contexto, comando: Reiterar) -> list[str]:
    with pytest.raises(RegraViolada) as erro:
        banco.executar(reiterar, contexto, comando)
    return [v.codigo for v in erro.value.violacoes]


def ler(base: Any, consulta: str, *valores: object) -> list[dict[str, Any]]:
    return list(base.execute(consulta, valores).fetchall())


def reiteracoes(base: Any, ra: int = RA) -> list[dict[str, Any]]:
    return ler(base, "SELECT * FROM atendimentopublico.ra_reiteracao WHERE rgat_id = %s ORDER BY 1", ra)


def o_ra(base: Any, ra: int = RA) -> dict[str, Any]:
    return ler(base, "SELECT * FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s", ra)[0]


# Opening


def test_the_screen_opens_with_a_protocolo_of_its_own_and_the_head(atendente: Banco, contexto: Contexto) -> None:
    with contar(atendente.engine) as comandos:
        aberta = atendente.executar(abrir, contexto, RA)
    assert len(comandos) == 2
    assert aberta.protocolo != atendente.executar(abrir, contexto, RA).protocolo
    assert (aberta.ra.numero, aberta.ra.tipo, aberta.ra.especificacao) == (RA, "CASOS DE TESTE", "CLIENTE OBRIGATÓRIO")
    assert aberta.ra.unidade_atual_id == IDS.unidade_loja
    assert aberta.ra.unidade_atual


@pytest.mark.parametrize(
    ("ra", "codigo", "oferecer"),
    [
        (IDS.ra_encerrado, "M50", False),
        (IDS.ra_bloqueado, "M50", False),
        (IDS.ra_pendente_endereco, "M51", True),
        (IDS.ra_pendente_imovel, "M52", False),
    ],
)
def test_preconditions_in_order(atendente: Banco, contexto: Contexto, ra: int, codigo: str, oferecer: bool) -> None:
    """The RA whose date is to come is also in another unit: the date speaks first."""
    with pytest.raises(ReiteracaoRecusada) as erro:
        atendente.executar(abrir, contexto, ra)
    assert erro.value.motivo.codigo == codigo
    assert erro.value.oferecer_solicitante is oferecer


@pytest.mark.parametrize("ra", [0, 999_999, 99_999_999_999])
def test_m70_no_such_ra(atendente: Banco, contexto: Contexto, ra: int) -> None:
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(abrir, contexto, ra)
    assert [v.codigo for v in erro.value.violacoes] == ["M70"]


def test_the_date_itself_is_early_enough(atendente: Banco, contexto: Contexto, base: Any) -> None:
    base.execute(
        "UPDATE atendimentopublico.registro_atendimento SET rgat_dtprevistaatual ="
        " (now() AT TIME ZONE 'America/Recife')::date WHERE rgat_id = %s",
        (RA,),
    )
    assert atendente.executar(abrir, contexto, RA)


def test_a_parameter_lifts_the_date(
    como: Callable[[str], Banco], atendente: Banco, contexto: Contexto, base: Any
) -> None:
    base.execute(ANTES_DO_PRAZO)
    with pytest.raises(ReiteracaoRecusada) as erro:
        atendente.executar(abrir, contexto, IDS.ra_pendente_endereco)
    assert erro.value.motivo.codigo == "M52"
    dono = como("atendente2")
    seu = dono.executar(entrar)
    feito = dono.executar(reiterar, seu, preparar(dono, seu, IDS.ra_pendente_endereco))
    assert feito.reiteracoes == 1


@pytest.mark.parametrize(
    ("login", "pode"),
    [("atendente2", True), ("supervisor", True), ("admin", True), ("atendente", False)],
)
def test_uc0419_who_may(como: Callable[[str], Banco], login: str, pode: bool) -> None:
    """The unit itself, one above it, a central, and no other."""
    banco = como(login)
    contexto = banco.executar(entrar)
    if pode:
        assert banco.executar(reiterar, contexto, preparar(banco, contexto, IDS.ra_pendente_imovel))
    else:
        with pytest.raises(ReiteracaoRecusada):
            banco.executar(abrir, contexto, IDS.ra_pendente_imovel)


def test_an_ra_without_unidade_atual_is_judged_by_who_opened_it(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    base.execute(
        "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = NULL WHERE rgat_id = %s",
        (IDS.ra_pendente_imovel,),
    )
    comando = preparar(atendente, contexto, IDS.ra_pendente_imovel)
    assert atendente.executar(reiterar, contexto, comando).reiteracoes == 1
    avisos = ler(base, "SELECT 1 FROM atendimentopublico.visualizacao_ra_urgencia WHERE vrau_icreiteracao = 1")
    assert avisos == []


# Writing


def test_the_rows_of_a_reiteracao(atendente: Banco, contexto: Contexto, base: Any) -> None:
    antes = o_ra(base)
    comando = preparar(atendente, contexto, observacao="LIGOU BRAVA")
    with contar(atendente.engine) as comandos:
        feito = atendente.executar(reiterar, contexto, comando)
    assert len(comandos) == 6
    (linha,) = reiteracoes(base)
    preenchidas = {c: v for c, v in linha.items() if v is not None and c != "rart_tmultimaalteracao"}
    assert preenchidas == {
        "rart_id": feito.id,
        "rgat_id": RA,
        "rart_nnprotocoloatendimento": comando.protocolo,
        "rart_nmsolicitante": "JOANA LIMA",
        "lgbr_id": 5,
        "lgcp_id": 4,
        "rart_dscomplementondereco": "FUNDOS",
        "rart_dspontoreferencia": "NA ESQUINA",
        "rart_icenderecocorrespondencia": 1,
        "rart_dsobservacao": "LIGOU BRAVA",
    }
    fones = ler(
        base,
        "SELECT rtfo_cdddd, rtfo_nnfone, rtfo_nnfoneramal, rtfo_icfonepadrao, fnet_id"
        " FROM atendimentopublico.ra_reiteracao_fone WHERE rart_id = %s ORDER BY rtfo_id",
        feito.id,
    )
    assert [tuple(f.values()) for f in fones] == [("81", "987650001", None, 1, 3), ("81", "34210001", "22", 2, 1)]
    depois = o_ra(base)
    mudadas = {c for c in antes if antes[c] != depois[c]}
    assert mudadas == {"rgat_qtreiteracoes", "rgat_tmultimareiteracao", "rgat_tmultimaalteracao"}
    assert (antes["rgat_qtreiteracoes"], depois["rgat_qtreiteracoes"], feito.reiteracoes) == (None, 1, 1)
    assert depois["rgat_tmultimareiteracao"] == linha["rart_tmultimaalteracao"]
    assert depois["rgat_tmultimaalteracao"] > antes["rgat_tmultimaalteracao"]


def test_every_user_of_the_unit_is_told_whatever_the_especificacao(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    base.execute("UPDATE seguranca.usuario SET unid_id = %s WHERE usur_id = 102", (IDS.unidade_loja,))
    atendente.executar(reiterar, contexto, preparar(atendente, contexto))
    avisos = ler(
        base,
        "SELECT usur_id, vrau_icvisualiza, vrau_ictramite, vrau_icreiteracao"
        " FROM atendimentopublico.visualizacao_ra_urgencia WHERE rgat_id = %s ORDER BY usur_id",
        RA,
    )
    assert [tuple(a.values()) for a in avisos] == [(101, 2, 2, 1), (102, 2, 2, 1)]


def test_the_counter_goes_on(como: Callable[[str], Banco], base: Any) -> None:
    banco = como("atendente2")
    contexto = banco.executar(entrar)
    feito = banco.executar(reiterar, contexto, preparar(banco, contexto, IDS.ra_reiterado))
    assert (feito.reiteracoes, o_ra(base, IDS.ra_reiterado)["rgat_qtreiteracoes"]) == (2, 2)


def test_a_stamp_of_the_web_ahead_of_this_clock_still_moves_forward(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    base.execute(
        "UPDATE atendimentopublico.registro_atendimento SET rgat_tmultimaalteracao ="
        " localtimestamp + interval '1 day 0.0004 second' WHERE rgat_id = %s",
        (RA,),
    )
    antes = o_ra(base)["rgat_tmultimaalteracao"]
    atendente.executar(reiterar, contexto, preparar(atendente, contexto))
    depois = o_ra(base)["rgat_tmultimaalteracao"]
    assert antes < depois <= antes + timedelta(milliseconds=1)
    assert depois.microsecond % 1000 == 0


@pytest.mark.parametrize(("numero", "guardado"), [("88", 88), (" 0123", 123), ("S/N", None), ("12A", None), ("", None)])
def test_the_number_of_the_house_is_stored_when_it_is_one(
    atendente: Banco, contexto: Contexto, base: Any, numero: str, guardado: int | None
) -> None:
    """The column is integer: GSAN fails with ``S/N``."""
    quem = replace(JOANA, endereco=replace(ENDERECO, numero=numero))
    atendente.executar(reiterar, contexto, preparar(atendente, contexto, solicitante=quem))
    assert reiteracoes(base)[0]["rart_nnimovel"] == guardado


def test_a_cliente_is_written_with_the_phones_of_its_register(atendente: Banco, contexto: Contexto, base: Any) -> None:
    quem = Solicitante(cliente_id=IDS.cliente_cpf)
    feito = atendente.executar(reiterar, contexto, preparar(atendente, contexto, solicitante=quem))
    (linha,) = reiteracoes(base)
    assert (linha["clie_id"], linha["rart_nmsolicitante"], linha["lgbr_id"]) == (IDS.cliente_cpf, None, None)
    assert linha["rart_icenderecocorrespondencia"] == 2
    fones = ler(
        base,
        "SELECT rtfo_icfonepadrao FROM atendimentopublico.ra_reiteracao_fone WHERE rart_id = %s ORDER BY rtfo_id",
        feito.id,
    )
    registrados = ler(base, "SELECT 1 FROM cadastro.cliente_fone WHERE clie_id = %s", IDS.cliente_cpf)
    assert [f["rtfo_icfonepadrao"] for f in fones] == [1] + [2] * (len(registrados) - 1)


def test_a_cliente_without_phones_may_tell_one(atendente: Banco, contexto: Contexto) -> None:
    sem = Solicitante(cliente_id=IDS.cliente_sem_endereco)
    comando = preparar(atendente, contexto, solicitante=sem)
    assert recusas(atendente, contexto, comando) == ["M56"]
    com = replace(comando, solicitante=replace(sem, fones=(CELULAR,)))
    assert atendente.executar(reiterar, contexto, com)


def test_a_unidade_reiterates(atendente: Banco, contexto: Contexto, base: Any) -> None:
    quem = Solicitante(unidade_id=IDS.unidade_esgoto, fones=(CELULAR,))
    atendente.executar(reiterar, contexto, preparar(atendente, contexto, solicitante=quem))
    assert reiteracoes(base)[0]["unid_id"] == IDS.unidade_esgoto


def test_consultar_shows_it(atendente: Banco, contexto: Contexto) -> None:
    comando = preparar(atendente, contexto, observacao="DE NOVO")
    atendente.executar(reiterar, contexto, comando)
    lido = atendente.executar(consultar, contexto, RA)
    (linha,) = lido.reiteracoes
    assert (linha.protocolo, linha.quem, linha.observacao) == (comando.protocolo, "JOANA LIMA", "DE NOVO")
    assert [f.texto for f in linha.fones] == ["(81) 98765-0001", "(81) 3421-0001 ramal 22"]


# What is refused


@pytest.mark.parametrize(
    ("solicitante", "codigos"),
    [
        (Solicitante(fones=(CELULAR,)), ["M01"]),
        (replace(JOANA, cliente_id=IDS.cliente_cpf), ["SOLICITANTE_UNICO"]),
        (replace(JOANA, unidade_id=IDS.unidade_loja), ["SOLICITANTE_UNICO"]),
        (Solicitante(cliente_id=IDS.cliente_inativo, fones=(CELULAR,)), ["M02"]),
        (Solicitante(unidade_id=IDS.unidade_inativa, fones=(CELULAR,)), ["M02"]),
        (Solicitante(unidade_id=999_999, fones=(CELULAR,)), ["M02"]),
        (replace(JOANA, nome="J" * 51), ["M28"]),
        (replace(JOANA, fones=()), ["M56"]),
        (replace(JOANA, fones=(FIXO,)), ["FONE_PRINCIPAL"]),
        (replace(JOANA, fones=(CELULAR, replace(FIXO, principal=True))), ["FONE_PRINCIPAL"]),
        (replace(JOANA, fones=(Fone(99, "81", "1", principal=True),)), ["M02"]),
        (replace(JOANA, endereco=replace(ENDERECO, numero="123456")), ["M28"]),
        (replace(JOANA, nome="JOANA\0"), ["CARACTERE"]),
    ],
)
def test_what_was_typed_is_checked(
    atendente: Banco, contexto: Contexto, base: Any, solicitante: Solicitante, codigos: list[str]
) -> None:
    assert recusas(atendente, contexto, preparar(atendente, contexto, solicitante=solicitante)) == codigos
    assert reiteracoes(base) == []


def test_the_observacao_holds_two_hundred(atendente: Banco, contexto: Contexto) -> None:
    comando = preparar(atendente, contexto, observacao="O" * 201)
    assert recusas(atendente, contexto, comando) == ["M28"]
    assert atendente.executar(reiterar, contexto, replace(comando, observacao="O" * 200))


@pytest.mark.parametrize(
    ("solicitante", "codigo"),
    [
        (Solicitante(cliente_id=IDS.cliente_cpf), "M53"),
        (Solicitante(unidade_id=IDS.unidade_esgoto, fones=(CELULAR,)), "M54"),
    ],
)
def test_the_same_reiterates_once_a_day(
    atendente: Banco, contexto: Contexto, base: Any, solicitante: Solicitante, codigo: str
) -> None:
    atendente.executar(reiterar, contexto, preparar(atendente, contexto, solicitante=solicitante))
    de_novo = preparar(atendente, contexto, solicitante=solicitante)
    assert recusas(atendente, contexto, de_novo) == [codigo]
    base.execute(
        "UPDATE atendimentopublico.ra_reiteracao SET rart_tmultimaalteracao ="
        " date_trunc('day', now() AT TIME ZONE 'America/Recife') - interval '1 second' WHERE rgat_id = %s",
        (RA,),
    )
    assert atendente.executar(reiterar, contexto, de_novo).reiteracoes == 2


def test_two_who_only_give_a_name_may_insist_on_the_same_day(atendente: Banco, contexto: Contexto) -> None:
    for vez in (1, 2):
        assert atendente.executar(reiterar, contexto, preparar(atendente, contexto)).reiteracoes == vez


def test_the_same_protocolo_writes_once(atendente: Banco, contexto: Contexto, base: Any) -> None:
    """Even when the RA was closed between the first answer, which was lost, and the second try."""
    comando = preparar(atendente, contexto)
    primeira = atendente.executar(reiterar, contexto, comando)
    base.execute(FECHAR, (RA,))
    segunda = atendente.executar(reiterar, contexto, comando)
    assert segunda == replace(primeira, ja_existia=True)
    assert len(reiteracoes(base)) == 1


def test_m55_who_changed_it_meanwhile_is_named(
    atendente: Banco, contexto: Contexto, como: Callable[[str], Banco], base: Any
) -> None:
    comando = preparar(atendente, contexto)
    chefe = como("admin")
    seu = chefe.executar(entrar)
    chefe.executar(reiterar, seu, preparar(chefe, seu))
    with pytest.raises(Conflito) as erro:
        atendente.executar(reiterar, contexto, comando)
    assert str(erro.value) == "O RA foi alterado por outro usuário; reiteração não efetuada."
    assert erro.value.quem == "admin"
    assert len(reiteracoes(base)) == 1


def test_decision_9_a_closing_by_the_web_is_detected(atendente: Banco, contexto: Contexto, base: Any) -> None:
    comando = preparar(atendente, contexto)
    base.execute(FECHAR, (RA,))
    assert recusas(atendente, contexto, comando) == ["M50"]
    assert reiteracoes(base) == []


def test_a_closing_by_the_web_under_way_is_waited_for(
    atendente: Banco, contexto: Contexto, base: Any, dsn: URL
) -> None:
    comando = preparar(atendente, contexto)
    codigos: list[str] = []
    with conectar(dsn) as web:
        web.autocommit = False
        web.execute(FECHAR, (RA,))
        mesa = Thread(target=lambda: codigos.extend(recusas(atendente, contexto, comando)))
        mesa.start()
        esperar_trava(base)
        web.commit()
        mesa.join(timeout=10)
    assert codigos == ["M50"]
    assert reiteracoes(base) == []


def test_two_people_reiterate_at_once_and_one_is_asked_to_look_again(
    como: Callable[[str], Banco], base: Any, dsn: URL
) -> None:
    mesas = [como("atendente"), como("admin")]
    contextos = [mesa.executar(entrar) for mesa in mesas]
    comandos = [preparar(mesa, contexto) for mesa, contexto in zip(mesas, contextos, strict=True)]
    respostas: list[Reiterado | Conflito] = []

    def tentar(numero: int) -> None:
        try:
            respostas.append(mesas[numero].executar(reiterar, contextos[numero], comandos[numero]))
        except Conflito as erro:
            respostas.append(erro)

    with conectar(dsn) as porteiro:
        porteiro.autocommit = False
        porteiro.execute("SELECT 1 FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s FOR UPDATE", (RA,))
        fios = [Thread(target=tentar, args=(n,)) for n in (0, 1)]
        for fio in fios:
            fio.start()
        esperar_trava(base, 2)
        porteiro.commit()
    for fio in fios:
        fio.join(timeout=10)
    assert sorted(type(r).__name__ for r in respostas) == ["Conflito", "Reiterado"]
    assert len(reiteracoes(base)) == 1
    assert o_ra(base)["rgat_qtreiteracoes"] == 1


def test_the_server_refuses_who_may_not_maintain_the_ra(atendente: Banco, contexto: Contexto, base: Any) -> None:
    """[UC0419] is held by the server too: the screen's own check is told a lie here."""
    unidades = contexto.dominios.unidades
    minha = unidades[IDS.unidade_loja]
    mentira = replace(
        contexto,
        dominios=replace(
            contexto.dominios, unidades=unidades | {IDS.unidade_loja: replace(minha, central_atendimento=True)}
        ),
    )
    comando = Reiterar(IDS.ra_pendente_imovel, "20261000000001", None, JOANA)
    with pytest.raises(SemPermissao):
        atendente.executar(reiterar, mentira, comando)
    assert reiteracoes(base, IDS.ra_pendente_imovel) == []


def test_a_connection_killed_in_the_middle_leaves_nothing(atendente: Banco, contexto: Contexto, base: Any) -> None:
    comando = preparar(atendente, contexto)
    antes = o_ra(base)

    def interrompido(session: Session) -> None:
        reiterar(session, contexto, comando)
        conexao: Any = session.connection().connection.driver_connection
        derrubar(base, conexao.info.backend_pid)

    with pytest.raises(Exception, match="servidor de banco de dados"):
        atendente.executar(interrompido)
    assert (reiteracoes(base), o_ra(base)) == ([], antes)
    assert not atendente.executar(reiterar, contexto, comando).ja_existia
