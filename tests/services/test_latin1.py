"""The same use cases on a LATIN1 base with the casts that GSAN's scripts make: as common in the field as UTF8."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import URL

from gsan_desk.database import instalacao
from gsan_desk.database.banco import Banco
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.domain.conflito import ConflitoDeCampos, Escolha
from gsan_desk.domain.devolucao import ValorDevolver
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.encerramento import Encerramento, EncerrarRA
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.domain.reativacao import ReativarRA
from gsan_desk.domain.registro_atendimento import Anexo, Solicitante
from gsan_desk.domain.reiteracao import Reiterar
from gsan_desk.domain.simplificado import FiltroOcorrencia, NovoSimplificado, SimplificadoInserido, TipoSimplificado
from gsan_desk.domain.tramitacao import TramitarRA
from gsan_desk.services import encerramento, ra_reiterar, ra_simplificado, reativacao
from gsan_desk.services.base import conferir
from gsan_desk.services.busca_rapida import buscar
from gsan_desk.services.devolucao.consulta import do_ra
from gsan_desk.services.devolucao.lista import FiltroDevolucao, listar
from gsan_desk.services.ra_consultar import consultar
from gsan_desk.services.ra_filtrar import pesquisar
from gsan_desk.services.sessao import entrar
from gsan_desk.services.solicitante import AdicionarSolicitante, abrir_adicao, adicionar, consultar_solicitantes
from gsan_desk.services.tramite import tramitar
from gsan_desk.services.tramite.consultar import consultar_tramites
from tests.services.apoio_atualizar import (
    JOANA,
    com_anexos,
    com_local,
    com_pessoa,
    com_solicitante,
    gravar,
    mudar,
    pegar,
)
from tests.services.apoio_atualizar import RA as TABELA_RA
from tests.services.apoio_ra import CELULAR, ENDERECO, com_gerais, concluir_aceitando, preencher
from tests.support import cenario, devolucao, variante
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS

CASTS = (
    "integer",
    "smallint",
    "bigint",
    "numeric",
    "real",
    "double precision",
    "date",
    "time",
    "timestamp",
    "interval",
)


@pytest.fixture(scope="module")
def latin1(servidor: ServidorEmbutido, worker_id: str) -> Iterator[URL]:
    nome = f"latin1_{worker_id}"
    with conectar(servidor.url()) as conexao:
        conexao.execute(f"CREATE DATABASE {nome} TEMPLATE template0 ENCODING 'LATIN1'")
    url = servidor.url(nome)
    with conectar(url) as conexao:
        for tipo in CASTS:
            conexao.execute(f"CREATE CAST ({tipo} AS text) WITH INOUT AS IMPLICIT")
    instalacao.criar(url, "America/Recife")
    with conectar(url) as conexao:
        cenario.montar(conexao)
        conexao.execute(f"ALTER ROLE atendente IN DATABASE {nome} SET timezone TO 'America/Recife'")
    yield url
    with conectar(servidor.url()) as conexao:
        conexao.execute(f"DROP DATABASE {nome} WITH (FORCE)")


@pytest.fixture
def atendente(latin1: URL) -> Iterator[Banco]:
    banco = Banco(latin1.set(username="atendente", password=SENHA))
    yield banco
    banco.fechar()


@pytest.fixture
def contexto(atendente: Banco) -> Contexto:
    base = atendente.executar(conferir)
    assert base.codificacao == "LATIN1"
    return replace(atendente.executar(entrar), codificacao=base.codificacao)


def test_ra_with_accents_is_registered_found_and_read(atendente: Banco, contexto: Contexto) -> None:
    novo = com_gerais(preencher(atendente, contexto), observacao="PORTÃO AZUL, Nº 5, ESQUINA")
    inserido = atendente.executar(concluir_aceitando, contexto, novo)
    pagina = atendente.executar(pesquisar, contexto, FiltroRA(protocolo=inserido.protocolo))
    assert [linha.id for linha in pagina.linhas] == [inserido.numero]
    assert atendente.executar(consultar, contexto, inserido.numero).numero == inserido.numero
    assert atendente.executar(buscar, inserido.protocolo)


@pytest.mark.parametrize("texto", ["“aspas”", "travessão –", "😀", "€"])
def test_character_that_the_base_cannot_hold_is_refused_before_the_commit(
    atendente: Banco, contexto: Contexto, texto: str
) -> None:
    novo = com_gerais(preencher(atendente, contexto), observacao=texto)
    with pytest.raises(RegraViolada) as recusa:
        atendente.executar(concluir_aceitando, contexto, novo)
    assert [v.campo for v in recusa.value.violacoes] == ["dados_gerais.observacao"]


def test_search_for_such_a_character_is_an_answer_and_no_defect(atendente: Banco) -> None:
    with pytest.raises(RegraViolada, match="caracteres"):
        atendente.executar(buscar, "JOANA “LIMA”")


def test_a_second_caller_and_a_reiteracao_with_accents(latin1: URL, atendente: Banco, contexto: Contexto) -> None:
    """On the later line, whose Simplificado composes texts too."""
    variante.com_ocorrencias(latin1)
    joao = Solicitante(nome="JOÃO CONCEIÇÃO", endereco=ENDERECO, fones=(CELULAR,))
    adicao = atendente.executar(abrir_adicao, contexto, IDS.ra_da_loja)
    quem = Solicitante(cliente_id=IDS.cliente_cnpj)
    atendente.executar(adicionar, contexto, AdicionarSolicitante(adicao.chave, IDS.ra_da_loja, adicao.protocolo, quem))
    lido = atendente.executar(consultar_solicitantes, contexto, IDS.ra_da_loja)
    assert [pessoa.protocolo for pessoa in lido.solicitantes][1:] == [adicao.protocolo]
    aberta = atendente.executar(ra_reiterar.abrir, contexto, IDS.ra_da_loja)
    comando = Reiterar(IDS.ra_da_loja, aberta.protocolo, aberta.versao, joao, "NÃO CHEGOU ÁGUA")
    assert atendente.executar(ra_reiterar.reiterar, contexto, comando).reiteracoes == 1
    simples = atendente.executar(ra_simplificado.abrir, contexto)
    assert atendente.executar(
        ra_simplificado.listar_ocorrencias, contexto, FiltroOcorrencia(municipio_id=IDS.municipio)
    )
    insistencia = NovoSimplificado(
        simples.chave,
        simples.protocolo,
        simples.agora,
        nome="JOÃO",
        tipo=TipoSimplificado.REITERACAO,
        ra=IDS.ra_encerrado,
        observacao="É A TERCEIRA VEZ",
    )
    feito = atendente.executar(ra_simplificado.concluir, contexto, insistencia)
    assert isinstance(feito, SimplificadoInserido)
    observacao = atendente.executar(consultar, contexto, feito.numero).gerais.observacao
    assert observacao.startswith(
        "É A TERCEIRA VEZ - RA encerrado ou bloqueado não pode ser reiterado. - Nº do protocolo"
    )


@pytest.mark.parametrize("texto", ["“aspas”", "😀"])
def test_such_a_character_is_refused_in_these_too(atendente: Banco, contexto: Contexto, texto: str) -> None:
    aberta = atendente.executar(ra_reiterar.abrir, contexto, IDS.ra_da_loja)
    ruim = Solicitante(nome=texto, endereco=ENDERECO, fones=(CELULAR,))
    with pytest.raises(RegraViolada) as recusa:
        atendente.executar(adicionar, contexto, AdicionarSolicitante(uuid4(), IDS.ra_da_loja, aberta.protocolo, ruim))
    assert recusa.value.violacoes[0].campo == "solicitante.nome"
    comando = Reiterar(IDS.ra_da_loja, aberta.protocolo, aberta.versao, replace(ruim, nome="JOANA"), texto)
    with pytest.raises(RegraViolada) as recusa:
        atendente.executar(ra_reiterar.reiterar, contexto, comando)
    assert [v.campo for v in recusa.value.violacoes] == ["reiteracao.observacao"]


def test_an_ra_is_changed_and_a_conflict_told_with_accents(latin1: URL, atendente: Banco, contexto: Contexto) -> None:
    """Every kind of row that Atualizar writes, by VALUES lists and comparisons that implicit casts could confuse."""
    ra = atendente.executar(concluir_aceitando, contexto, preencher(atendente, contexto)).numero
    with conectar(latin1) as conexao:
        mudar(conexao, f"UPDATE {TABELA_RA} SET unid_idatual = %s WHERE rgat_id = %s", IDS.unidade_loja, ra)
    comando = com_solicitante(pegar(atendente, contexto, ra), JOANA)
    comando = com_pessoa(com_anexos(comando, Anexo("a.pdf", "pdf", b"%PDF-1.4\n%%EOF\n", "CROQUI")), nome="JOÃO")
    gravar(atendente, contexto, com_local(comando, quadra_id=IDS.quadra_centro, setor_comercial_id=IDS.setor_centro))
    meu = com_local(pegar(atendente, contexto, ra), quadra_id=IDS.quadra_centro_2)
    meu = com_anexos(meu, observacoes={anexo.id: "CROQUI À MÃO" for anexo in meu.lido.anexos})
    gravar(atendente, contexto, com_local(pegar(atendente, contexto, ra), quadra_id=None))
    with pytest.raises(ConflitoDeCampos) as erro:
        gravar(atendente, contexto, meu)
    assert erro.value.campos[0].texto_meu.endswith("setor 1, quadra 20")
    decidido = replace(meu, decisoes={"local.localidade_id": Escolha.MEU}, decidido_sobre=erro.value.armazenado)
    gravar(atendente, contexto, decidido)
    assert [a.observacao for a in pegar(atendente, contexto, ra).lido.anexos] == ["CROQUI À MÃO"]
    with pytest.raises(RegraViolada) as recusa:
        gravar(atendente, contexto, com_pessoa(pegar(atendente, contexto, ra), nome="“JOÃO”"))
    assert recusa.value.violacoes[0].codigo == "CARACTERE"


def test_an_ra_is_forwarded_with_accents(latin1: URL, atendente: Banco, contexto: Contexto) -> None:
    ra = atendente.executar(concluir_aceitando, contexto, preencher(atendente, contexto)).numero
    with conectar(latin1) as conexao:
        mudar(conexao, f"UPDATE {TABELA_RA} SET unid_idatual = %s WHERE rgat_id = %s", IDS.unidade_loja, ra)
    aberto = atendente.executar(tramitar.abrir, contexto, ra)
    pedido = TramitarRA(ra, aberto.versao, IDS.unidade_esgoto, parecer="É NO PORTÃO AZUL")
    assert atendente.executar(tramitar.tramitar, contexto, pedido).unidade_destino_id == IDS.unidade_esgoto
    lidos = atendente.executar(consultar_tramites, contexto, ra).tramites
    assert (lidos[-1].origem, lidos[-1].parecer) == ("LOJA DE ATENDIMENTO CENTRO", "É NO PORTÃO AZUL")


def test_an_ra_is_closed_and_reactivated_with_accents(latin1: URL, atendente: Banco, contexto: Contexto) -> None:
    """Arrays of texts, dates and nulls to the server's function, and rows copied inside the server."""
    ra = atendente.executar(concluir_aceitando, contexto, preencher(atendente, contexto)).numero
    with conectar(latin1) as conexao:
        mudar(conexao, f"UPDATE {TABELA_RA} SET unid_idatual = %s WHERE rgat_id = %s", IDS.unidade_loja, ra)
    aberto = atendente.executar(encerramento.abrir, contexto, ra)
    pedido = Encerramento(IDS.motivo_concluido, parecer="concluído à tarde")
    comando = EncerrarRA(ra, aberto.versao, replace(pedido, parecer="“aspas”"), aberto.ordens)
    with pytest.raises(RegraViolada) as recusa:
        atendente.executar(encerramento.encerrar, contexto, comando)
    assert [v.campo for v in recusa.value.violacoes] == ["encerramento.parecer"]
    atendente.executar(encerramento.encerrar, contexto, replace(comando, encerramento=pedido))
    fechado = atendente.executar(consultar, contexto, ra).encerramento
    assert fechado is not None
    assert fechado.parecer == "CONCLUÍDO À TARDE"
    reaberto = atendente.executar(reativacao.abrir, contexto, ra)
    novo = ReativarRA(
        ra,
        reaberto.versao,
        reaberto.chave,
        meio_id=reaberto.meio_id,
        unidade_id=reaberto.unidade_id,
        motivo_id=IDS.motivo_reativacao,
        observacao="VOLTOU À NOITE",
    )
    feito = atendente.executar(reativacao.reativar, contexto, novo)
    assert atendente.executar(consultar, contexto, feito.numero).gerais.observacao == "VOLTOU À NOITE"


def test_values_are_asked_back_listed_and_read(latin1: URL, atendente: Banco) -> None:
    devolucao.montar(latin1)
    contexto = atendente.executar(entrar)
    valores = (ValorDevolver(devolucao.PAGO_CONTA, Decimal("12.34")),)
    novo = preencher(atendente, contexto, devolucao.INDEVIDO, imovel_id=devolucao.IMOVEL, devolucoes=valores)
    pedido = com_gerais(novo, observacao="COBRANÇA DE SERVIÇO NÃO FEITO")
    numero = atendente.executar(concluir_aceitando, contexto, pedido).numero
    (achado,) = atendente.executar(listar, contexto, FiltroDevolucao(numero=numero))
    assert achado.valor == Decimal("12.34")
    assert atendente.executar(do_ra, contexto, numero).pagamentos[0].devolver == Decimal("12.34")
