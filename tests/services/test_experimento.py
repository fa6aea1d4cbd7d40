"""Experimentar answers as Inserir would, and writes nothing (issue 8, point 5)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from gsan_desk.domain.prazo import prever
from gsan_desk.services.cadastro import abrir
from gsan_desk.services.cadastro.experimento import Experimento, Resultado, experimentar
from gsan_desk.services.cadastro.tabelas.tipo_solicitacao import TIPO_SOLICITACAO
from gsan_desk.services.sessao import entrar
from tests.support.cenario import IDS


class Bancada:
    """A supervisor who tries cases."""

    def __init__(self, banco: Any, hoje: date) -> None:
        self.banco, self.hoje = banco, hoje
        self.contexto = banco.executar(entrar)
        self.tipo = banco.executar(abrir, self.contexto, TIPO_SOLICITACAO, IDS.tipo_comum).registro
        self.especificacoes = {e.id: e for e in self.tipo.filhos["especificacoes"]}

    def tentar(self, especificacao: int, mudado: dict[str, Any] | None = None, **caso: Any) -> Resultado:
        registro = self.especificacoes[especificacao]
        pedido = Experimento(registro.valores | (mudado or {}), registro.id, self.tipo.valores, self.hoje, **caso)
        return self.banco.executar(experimentar, self.contexto, pedido)


@pytest.fixture
def bancada(como, sessao) -> Bancada:
    return Bancada(como("supervisor"), sessao.execute(text("SELECT localtimestamp::date")).scalar_one())


def _ditas(resultado: Resultado) -> str:
    return " | ".join(v.mensagem for v in resultado.exigencias)


def test_what_is_mandatory_is_told_in_the_words_of_inserir(bancada):
    no_centro = {"localidade_id": IDS.localidade_centro}
    assert "Informe Imóvel" in _ditas(bancada.tentar(IDS.espec_matricula, **no_centro))
    assert "Informe Pavimento da Rua" in _ditas(bancada.tentar(IDS.espec_pavimento_rua, **no_centro))
    assert "Informe Meio de Solicitação" in _ditas(bancada.tentar(IDS.espec_simples))
    assert "Meio de Solicitação" not in _ditas(bancada.tentar(IDS.espec_simples, meio_id=IDS.meio_balcao))


def test_the_flags_of_the_screen_count_before_they_are_saved(bancada):
    mudado = {"indicador_matricula": 1, "dias_prazo": 9}
    resultado = bancada.tentar(IDS.espec_simples, mudado, localidade_id=IDS.localidade_centro)
    assert "Informe Imóvel" in _ditas(resultado)
    dominios = bancada.contexto.dominios
    com_nove = replace(dominios.especificacoes[IDS.espec_simples], dias_prazo=9)
    assert resultado.prazo == prever(bancada.hoje, com_nove, dominios)


def test_the_unit_and_the_rule_that_gives_it(bancada):
    resultado = bancada.tentar(IDS.espec_por_localidade, localidade_id=IDS.localidade_norte)
    assert resultado.unidade.startswith(f"{IDS.unidade_operacional} - ")
    assert resultado.regra == "a localidade com esta especificação"
    cobranca = bancada.tentar(IDS.espec_por_cobranca, imovel_id=IDS.imovel_em_cobranca)
    assert (cobranca.unidade.split(" ")[0], cobranca.regra[:22]) == (
        str(IDS.unidade_cobranca),
        "a situação de cobrança",
    )


def test_the_order_of_service_the_document_and_the_refusal_of_the_imovel(bancada):
    servico = bancada.contexto.dominios.servicos[IDS.servico_vazamento].descricao
    assert bancada.tentar(IDS.espec_os_automatica).ordem_servico == servico
    balcao = bancada.tentar(IDS.espec_documento_por_meio, meio_id=IDS.meio_balcao)
    outro = bancada.tentar(IDS.espec_documento_por_meio, meio_id=None)
    assert (balcao.documento[:12], outro.documento[:16]) == ("É exigido o ", "Nenhum documento")
    recusado = bancada.tentar(IDS.espec_situacao_imovel, imovel_id=IDS.imovel_cortado)
    assert f"A situação do imóvel {IDS.imovel_cortado} não permite" in _ditas(recusado)


def test_one_that_is_not_saved_yet_can_be_tried(bancada):
    registro = bancada.especificacoes[IDS.espec_simples]
    pedido = Experimento(registro.valores, None, bancada.tipo.valores, bancada.hoje)
    assert bancada.banco.executar(experimentar, bancada.contexto, pedido).prazo > bancada.hoje


def test_nothing_is_written(bancada, sessao):
    contar = "SELECT count(*), max(rgat_id) FROM atendimentopublico.registro_atendimento"
    antes = sessao.execute(text(contar)).one()
    auditoria = sessao.execute(text("SELECT count(*) FROM gsan_desk.auditoria")).scalar_one()
    bancada.tentar(IDS.espec_os_automatica, imovel_id=IDS.imovel_normal, meio_id=IDS.meio_balcao)
    sessao.rollback()
    assert sessao.execute(text(contar)).one() == antes
    assert sessao.execute(text("SELECT count(*) FROM gsan_desk.auditoria")).scalar_one() == auditoria
