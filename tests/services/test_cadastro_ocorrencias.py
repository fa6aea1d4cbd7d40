"""Motivos and ocorrências operacionais: what they must be, and that the Simplificado offers them (spec 30 §6)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.simplificado import FiltroOcorrencia
from gsan_desk.services.cadastro import Gravar, Marcados, abrir, gravar, listar, remover
from gsan_desk.services.cadastro.descricao import Registro
from gsan_desk.services.cadastro.disponibilidade import tem_ocorrencias
from gsan_desk.services.cadastro.tabelas.motivo_ocorrencia import MOTIVO_OCORRENCIA
from gsan_desk.services.cadastro.tabelas.ocorrencia import OCORRENCIA
from gsan_desk.services.ra_simplificado.ocorrencias import listar_ocorrencias
from gsan_desk.services.sessao import entrar
from tests.support.banco import conectar
from tests.support.cenario import IDS
from tests.support.variante import OCORRENCIA as EM_ABERTO
from tests.support.variante import com_ocorrencias, tornar_anterior

AGORA = datetime.fromisoformat("2026-03-10T08:30")


@pytest.fixture
def banco(dsn, como) -> Any:
    com_ocorrencias(dsn)
    with conectar(dsn) as base:
        base.execute("SELECT setval('atendimentopublico.seq_ocorrencia_operac_motivo', 100)")
    return como("supervisor")


def _gravar(banco: Any, cadastro: Any, registro: Registro, lido: Registro | None = None) -> Any:
    return banco.executar(gravar, banco.executar(entrar), Gravar(cadastro, registro, lido))


def _recusa(banco: Any, cadastro: Any, registro: Registro, lido: Registro | None = None) -> tuple[str, str]:
    with pytest.raises(RegraViolada) as recusa:
        _gravar(banco, cadastro, registro, lido)
    violacao = recusa.value.violacoes[0]
    return violacao.campo, violacao.mensagem


def motivo(**valores: Any) -> Registro:
    return Registro({"descricao": "bomba quebrada nº 2", "tipo_id": 1, "indicador_uso": 1} | valores)


def ocorrencia(**valores: Any) -> Registro:
    dados = {
        "municipio_id": IDS.municipio,
        "localidade_id": IDS.localidade_centro,
        "bairro_id": IDS.bairro_norte,
        "tipo_id": 1,
        "motivo_id": 1,
        "descricao": "ADUTORA DO NORTE",
        "momento": AGORA,
        "areas_afetadas": "RUA DO SOL",
        "previsao": AGORA.date() + timedelta(days=1),
        "periodo_previsao": 2,
        "periodo_conclusao": 3,
    }
    return Registro(dados | valores)


def _lido(banco: Any, cadastro: Any, id_: int) -> Registro:
    return banco.executar(abrir, banco.executar(entrar), cadastro, id_).registro


def test_only_the_later_line_has_them(como, dsn):
    banco = como("supervisor")
    assert banco.executar(tem_ocorrencias) is True
    tornar_anterior(dsn)
    assert banco.executar(tem_ocorrencias) is False


def test_a_motivo_is_upper_case_and_unique_in_its_tipo(banco):
    feito = _gravar(banco, MOTIVO_OCORRENCIA, motivo())
    assert feito.mensagem == "Motivo da Ocorrência Operacional inserido com sucesso"
    lido = _lido(banco, MOTIVO_OCORRENCIA, feito.id)
    assert (lido["descricao"], lido["descricao_abreviada"], lido["indicador_uso"]) == ("BOMBA QUEBRADA Nº 2", None, 1)
    assert _recusa(banco, MOTIVO_OCORRENCIA, motivo())[0] == "descricao"
    assert _gravar(banco, MOTIVO_OCORRENCIA, motivo(tipo_id=2)).id != feito.id


@pytest.mark.parametrize(
    ("valores", "campo", "mensagem"),
    [
        ({"descricao": " "}, "descricao", "Informe a Descrição"),
        ({"tipo_id": None}, "tipo_id", "Informe Tipo da Ocorrência"),
        ({"tipo_id": 3}, "tipo_id", "Tipo da Ocorrência inexistente"),
    ],
)
def test_what_a_motivo_needs(banco, valores, campo, mensagem):
    assert _recusa(banco, MOTIVO_OCORRENCIA, motivo(**valores)) == (campo, mensagem)


def test_a_motivo_in_use_is_not_removed(banco):
    contexto = banco.executar(entrar)
    achados, _ = banco.executar(listar, contexto, MOTIVO_OCORRENCIA, {"descricao": "adutora"})
    marcados = Marcados(MOTIVO_OCORRENCIA, {r.id: r.ultima_alteracao for r in achados})
    with pytest.raises(RegraViolada, match=r"usado\(a\) por \d+ ocorrências? operaciona"):
        banco.executar(remover, contexto, marcados)


def test_an_ocorrencia_is_offered_by_the_simplificado(banco):
    feito = _gravar(banco, OCORRENCIA, ocorrencia())
    assert feito.mensagem == f"Ocorrência Operacional de código {feito.id} inserida com sucesso."
    lido = _lido(banco, OCORRENCIA, feito.id)
    assert (lido["periodo_previsao"], lido["periodo_conclusao"], lido["reprogramacao"]) == (2, 0, None)
    filtro = FiltroOcorrencia(municipio_id=IDS.municipio, bairro_id=IDS.bairro_norte, tipo_id=1)
    (oferecida,) = banco.executar(listar_ocorrencias, banco.executar(entrar), filtro)
    assert (oferecida.id, oferecida.descricao, oferecida.momento) == (feito.id, "ADUTORA DO NORTE", AGORA)


@pytest.mark.parametrize(
    ("campo", "dita"),
    [
        ("previsao", "Data de Previsão de Conclusão deve ser superior a Data da Ocorrência."),
        ("reprogramacao", "Data de Reprogramação deve ser superior a Data da Ocorrência."),
        ("conclusao", "Data de Ocorrência não pode ser superior à Data de Conclusão."),
    ],
)
def test_no_date_is_before_the_ocorrencia(banco, campo, dita):
    achado, mensagem = _recusa(banco, OCORRENCIA, ocorrencia(**{campo: AGORA.date() - timedelta(days=1)}))
    assert (achado, mensagem) == (campo, dita)
    assert _gravar(banco, OCORRENCIA, ocorrencia(**{campo: AGORA.date()})).id


def test_one_open_ocorrencia_of_a_kind_in_a_place(banco):
    primeira = _gravar(banco, OCORRENCIA, ocorrencia())
    campo, mensagem = _recusa(banco, OCORRENCIA, ocorrencia(descricao="OUTRA"))
    assert campo == "motivo_id"
    assert mensagem.startswith("Ocorrência operacional já existente para o município")
    lido = _lido(banco, OCORRENCIA, primeira.id)
    concluida = Registro({**lido.valores, "conclusao": AGORA.date()}, lido.id, {}, lido.ultima_alteracao)
    assert _gravar(banco, OCORRENCIA, concluida, lido).id == primeira.id
    assert _gravar(banco, OCORRENCIA, ocorrencia(descricao="OUTRA")).id


def test_a_bairro_of_another_municipio_is_refused(banco):
    assert _recusa(banco, OCORRENCIA, ocorrencia(bairro_id=999))[0] == "bairro_id"


@pytest.mark.parametrize(("periodo", "acha"), [(2, True), (1, False)])
def test_the_filter_looks_for_a_periodo(banco, periodo, acha):
    contexto, feito = banco.executar(entrar), _gravar(banco, OCORRENCIA, ocorrencia())
    _gravar(banco, OCORRENCIA, ocorrencia(motivo_id=2, periodo_previsao=1))
    pedido = {"bairro_id": IDS.bairro_norte, "previsao": (AGORA.date(), None), "periodo_previsao": periodo}
    achados, _ = banco.executar(listar, contexto, OCORRENCIA, pedido)
    assert ({r["periodo_previsao"] for r in achados}, feito.id in {r.id for r in achados}) == ({periodo}, acha)


def test_a_periodo_is_one_of_three(banco):
    dita = _recusa(banco, OCORRENCIA, ocorrencia(periodo_previsao=4))
    assert dita == ("periodo_previsao", "Previsão da Conclusão: período inexistente")


def test_an_ocorrencia_with_ras_stays(banco, sessao):
    sessao.execute(
        text(
            f"UPDATE atendimentopublico.registro_atendimento SET ocop_id = {EM_ABERTO} WHERE rgat_id ="
            " (SELECT min(rgat_id) FROM atendimentopublico.registro_atendimento)"
        )
    )
    sessao.commit()
    contexto = banco.executar(entrar)
    achados, _ = banco.executar(listar, contexto, OCORRENCIA, {"em_aberto": 1})
    marcados = Marcados(OCORRENCIA, {r.id: r.ultima_alteracao for r in achados if r.id == EM_ABERTO})
    with pytest.raises(RegraViolada, match=rf"ADUTORA ROMPIDA NA PRAÇA .{EM_ABERTO}.: usado.a. por 1 RA"):
        banco.executar(remover, contexto, marcados)
