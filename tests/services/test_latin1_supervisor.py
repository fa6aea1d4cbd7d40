"""The supervisor's tables and commands on a LATIN1 base with the casts that GSAN's scripts make."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.associacoes import Associacao, InformarAssociacoes, TabelaAssociacao
from gsan_desk.domain.comando_encerramento import ComandarEncerramento
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.numeracao import GerarNumeracao
from gsan_desk.domain.pop import FiltroPOP
from gsan_desk.services.associacoes import carregar, informar
from gsan_desk.services.cadastro import Gravar, Marcados, gravar, remover
from gsan_desk.services.cadastro import abrir as abrir_cadastro
from gsan_desk.services.cadastro import listar as listar_cadastro
from gsan_desk.services.cadastro.descricao import Procurado, Registro
from gsan_desk.services.cadastro.tabelas.motivo_ocorrencia import MOTIVO_OCORRENCIA
from gsan_desk.services.cadastro.tabelas.ocorrencia import OCORRENCIA
from gsan_desk.services.cadastro.tabelas.situacao_imovel import SITUACAO_IMOVEL
from gsan_desk.services.cadastro.tabelas.tipo_solicitacao import TIPO_SOLICITACAO
from gsan_desk.services.comando_encerramento import abrir, comandar, execucao, listar, passo, prever
from gsan_desk.services.documento_obrigatorio import InformarDocumentos
from gsan_desk.services.documento_obrigatorio import carregar as carregar_documentos
from gsan_desk.services.documento_obrigatorio import informar as informar_documentos
from gsan_desk.services.numeracao_manual import gerar
from gsan_desk.services.pop import filtrar
from gsan_desk.services.sessao import entrar
from tests.services.test_cadastro import com, especificacao, tipo
from tests.services.test_cadastro_ocorrencias import ocorrencia
from tests.services.test_latin1 import latin1
from tests.support.banco import SENHA
from tests.support.cenario import IDS

__all__ = ["latin1"]


@pytest.fixture
def supervisor(latin1: URL) -> Iterator[Banco]:
    banco = Banco(latin1.set(username="supervisor", password=SENHA))
    yield banco
    banco.fechar()


def test_associations_numbers_and_procedures(supervisor: Banco) -> None:
    ctx = supervisor.executar(entrar)
    for tabela in TabelaAssociacao:
        lidas = supervisor.executar(carregar, tabela, 2)
        nova = Associacao(IDS.espec_simples, IDS.unidade_loja)
        supervisor.executar(informar, ctx, InformarAssociacoes(tabela, 2, lidas, lidas | {nova}))
        assert supervisor.executar(carregar, tabela, 2) == lidas | {nova}
    assert len(supervisor.executar(gerar, ctx, GerarNumeracao(2, IDS.unidade_loja)).numeros) == 2
    assert supervisor.executar(filtrar, FiltroPOP()).linhas


def test_a_command_from_its_registration_to_its_log(supervisor: Banco) -> None:
    ctx = supervisor.executar(entrar)
    hoje = supervisor.executar(abrir).hoje
    comando = ComandarEncerramento(
        hoje - timedelta(days=365), hoje, IDS.motivo_nao_executado, IDS.usuario_supervisor, None, IDS.unidade_loja
    )
    numero = supervisor.executar(comandar, ctx, comando)
    assert supervisor.executar(prever, ctx, comando).total == 1
    assert supervisor.executar(passo, ctx, numero).encerrados == 1
    assert supervisor.executar(passo, ctx, numero).concluido
    assert [linha.ra for linha in supervisor.executar(execucao, numero)] == [IDS.ra_da_loja]
    assert supervisor.executar(listar)[0].situacao == "Executado"


def test_tables_of_configuration_with_accents_and_a_character_that_the_base_refuses(supervisor: Banco) -> None:
    contexto = replace(supervisor.executar(entrar), codificacao="LATIN1")
    motivo = Registro({"descricao": "estação sem pressão", "tipo_id": 1, "indicador_uso": 1})
    feito = supervisor.executar(gravar, contexto, Gravar(MOTIVO_OCORRENCIA, motivo))
    lido = supervisor.executar(abrir_cadastro, contexto, MOTIVO_OCORRENCIA, feito.id).registro
    assert lido["descricao"] == "ESTAÇÃO SEM PRESSÃO"
    achados, _ = supervisor.executar(listar_cadastro, contexto, MOTIVO_OCORRENCIA, {"descricao": "pressão"})
    assert [r.id for r in achados] == [feito.id]
    situacao = Registro({"descricao": "LIGAÇÃO CORTADA"}, filhos={"criterios": (CRITERIO_CORTADA,)})
    feita = supervisor.executar(gravar, contexto, Gravar(SITUACAO_IMOVEL, situacao))
    lida = supervisor.executar(abrir_cadastro, contexto, SITUACAO_IMOVEL, feita.id).registro
    mudada = Registro({"descricao": "LIGAÇÃO CORTADA À FORÇA"}, lida.id, lida.filhos, lida.ultima_alteracao)
    assert supervisor.executar(gravar, contexto, Gravar(SITUACAO_IMOVEL, mudada, lida)).id == feita.id
    recusado = Registro({"descricao": "TRAVESSÃO –", "tipo_id": 1, "indicador_uso": 1})
    with pytest.raises(RegraViolada) as recusa:
        supervisor.executar(gravar, contexto, Gravar(MOTIVO_OCORRENCIA, recusado))
    assert [v.campo for v in recusa.value.violacoes] == ["descricao"]


CRITERIO_CORTADA = Registro({"ligacao_agua_situacao_id": 5, "indicador_hidrometro_ligacao_agua": 1})


def test_a_type_with_its_especificacoes_from_insertion_to_removal(supervisor: Banco) -> None:
    contexto = replace(supervisor.executar(entrar), codificacao="LATIN1")
    novo = tipo(especificacao("VAZÃO NA CALÇADA", observacao="Dê a orientação"), descricao="Ligação à rede")
    feito = supervisor.executar(gravar, contexto, Gravar(TIPO_SOLICITACAO, novo))
    lido = supervisor.executar(abrir_cadastro, contexto, TIPO_SOLICITACAO, feito.id).registro
    (velha,) = lido.filhos["especificacoes"]
    assert (velha["descricao"], velha["observacao"]) == ("VAZÃO NA CALÇADA", "Dê a orientação")
    recusada = com(lido, {"especificacoes": (com(velha, descricao="TRAVESSÃO –"),)})
    with pytest.raises(RegraViolada, match="não guarda o caractere “–”"):
        supervisor.executar(gravar, contexto, Gravar(TIPO_SOLICITACAO, recusada, lido))
    mudado = com(lido, {"especificacoes": (com(velha, descricao="VAZÃO NO MUÇUM"),)}, indicador_tarifa_social=1)
    assert supervisor.executar(gravar, contexto, Gravar(TIPO_SOLICITACAO, mudado, lido)).id == feito.id
    pedido = {"descricao": Procurado("ção à", contendo=True)}
    achados, _ = supervisor.executar(listar_cadastro, contexto, TIPO_SOLICITACAO, pedido)
    marcados = Marcados(TIPO_SOLICITACAO, {r.id: r.ultima_alteracao for r in achados if r.id is not None})
    assert supervisor.executar(remover, contexto, marcados).startswith("1 Tipo(s)")


def test_an_ocorrencia_with_accents(supervisor: Banco) -> None:
    contexto = replace(supervisor.executar(entrar), codificacao="LATIN1")
    motivo = Registro({"descricao": "adutora em manutenção", "tipo_id": 1, "indicador_uso": 1})
    motivo_id = supervisor.executar(gravar, contexto, Gravar(MOTIVO_OCORRENCIA, motivo)).id
    nova = ocorrencia(motivo_id=motivo_id, descricao="ADUTORA DA ESTAÇÃO", areas_afetadas="Rua da União")
    feita = supervisor.executar(gravar, contexto, Gravar(OCORRENCIA, nova))
    lida = supervisor.executar(abrir_cadastro, contexto, OCORRENCIA, feita.id).registro
    assert (lida["descricao"], lida["areas_afetadas"]) == ("ADUTORA DA ESTAÇÃO", "Rua da União")
    mudada = com(lida, observacao="Previsão às 18h")
    assert supervisor.executar(gravar, contexto, Gravar(OCORRENCIA, mudada, lida)).id == feita.id
    with pytest.raises(RegraViolada, match="ADUTORA EM MANUTENÇÃO"):
        supervisor.executar(gravar, contexto, Gravar(OCORRENCIA, nova))
    motivos, _ = supervisor.executar(listar_cadastro, contexto, MOTIVO_OCORRENCIA, {"descricao": "em manutenção"})
    presos = Marcados(MOTIVO_OCORRENCIA, {r.id: r.ultima_alteracao for r in motivos if r.id is not None})
    with pytest.raises(RegraViolada, match=r"usado\(a\) por 1 ocorrência operacional"):
        supervisor.executar(remover, contexto, presos)


def test_the_document_that_an_especificacao_demands(supervisor: Banco) -> None:
    contexto = supervisor.executar(entrar)
    lidas = {e.id: e for e in supervisor.executar(carregar_documentos, IDS.tipo_comum)}
    pedido = InformarDocumentos(
        {IDS.espec_cliente: lidas[IDS.espec_cliente].ultima_alteracao}, 1, 2, frozenset({IDS.meio_balcao})
    )
    supervisor.executar(informar_documentos, contexto, pedido)
    gravadas = {e.id: e for e in supervisor.executar(carregar_documentos, IDS.tipo_comum)}
    assert gravadas[IDS.espec_cliente].descricao == "CLIENTE OBRIGATÓRIO"
    assert (gravadas[IDS.espec_cliente].documento, gravadas[IDS.espec_cliente].meios) == (True, {IDS.meio_balcao})
