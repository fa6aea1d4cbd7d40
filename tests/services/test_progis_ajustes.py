"""Settings of the citizens' reports: ranges, codes, and whose they are (spec 40 §2.3)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, SemPermissao
from gsan_desk.domain.relato import Problema
from gsan_desk.services.progis.ajustes import Ajustes, gravar, ler
from gsan_desk.services.sessao import entrar
from tests.support.cenario import IDS

NOVOS = Ajustes(200, 3, 10, 5, 25, IDS.meio_interno, IDS.espec_simples, IDS.espec_esgoto, True)


def test_a_supervisor_changes_them_all(como: Callable[[str], Banco]) -> None:
    chefe = como("supervisor")
    assert chefe.executar(ler) == Ajustes()
    chefe.executar(gravar, chefe.executar(entrar), NOVOS)
    lidos = chefe.executar(ler)
    assert lidos == NOVOS
    assert (lidos.alcance.raio, lidos.alcance.dias_encerrados, lidos.alcance.dias_mesmo_telefone) == (200.0, 3, 10)
    assert lidos.especificacao(Problema.ESGOTO) == IDS.espec_esgoto
    assert lidos.especificacao(Problema.AGUA) == IDS.espec_simples


def test_an_atendente_only_reads_them(atendente: Banco, contexto: Contexto) -> None:
    with pytest.raises(SemPermissao):
        atendente.executar(gravar, contexto, NOVOS)


@pytest.mark.parametrize(
    "campos",
    [
        {"raio_metros": 9},
        {"dias_encerrados": 91},
        {"relatos_por_telefone_dia": 0},
        {"zona_utm": 61},
        {"meio_id": 999},
        {"especificacao_agua_id": IDS.espec_inativa},
        {"especificacao_esgoto_id": 999_999},
    ],
)
def test_what_is_wrong_is_told_beside_its_field(como: Callable[[str], Banco], campos: dict[str, Any]) -> None:
    chefe = como("supervisor")
    with pytest.raises(RegraViolada) as erro:
        chefe.executar(gravar, chefe.executar(entrar), replace(NOVOS, **campos))
    assert [v.campo for v in erro.value.violacoes] == list(campos)
