"""Encerrar RA [UC0435] (spec 20 §9), on a real server with real roles."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.encerramento import (
    Encerramento,
    EncerramentoRecusado,
    EncerrarRA,
    EncerrarVarios,
    PerguntasPendentes,
    RAEncerrado,
)
from gsan_desk.domain.erros import Conflito, RegraViolada
from gsan_desk.services.encerramento import abrir, desfazer_duplicidade, encerrar, encerrar_varios
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import contar
from tests.support.cenario import IDS

RA = IDS.ra_da_loja
CONCLUIDO = Encerramento(motivo_id=IDS.motivo_concluido, parecer="serviço feito")
NAO_EXECUTADO = Encerramento(motivo_id=IDS.motivo_nao_executado, parecer="não se achou o lugar")
MOTIVO_DE_NAO_COBRANCA = 1


def ler(base: Any, consulta: str, *valores: object) -> list[dict[str, Any]]:
    return list(base.execute(consulta, valores).fetchall())


def o_ra(base: Any, ra: int = RA) -> dict[str, Any]:
    return ler(base, "SELECT * FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s", ra)[0]


def a_os(base: Any, numero: int = IDS.ordem_servico) -> dict[str, Any]:
    return ler(base, "SELECT * FROM atendimentopublico.ordem_servico WHERE orse_id = %s", numero)[0]


def mudar_ra(base: Any, ra: int, colunas: str, *valores: object) -> None:
    base.execute(f"UPDATE atendimentopublico.registro_atendimento SET {colunas} WHERE rgat_id = %s", (*valores, ra))


def mudar_espec(base: Any, ra: int, colunas: str, *valores: object) -> None:
    base.execute(
        f"UPDATE atendimentopublico.solicitacao_tipo_espec SET {colunas} WHERE step_id ="
        " (SELECT step_id FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s)",
        (*valores, ra),
    )


def preparar(
    banco: Banco, contexto: Contexto, ra: int = RA, encerramento: Encerramento = CONCLUIDO, **mais: Any
) -> EncerrarRA:
    aberto = banco.executar(abrir, contexto, ra)
    return EncerrarRA(ra, aberto.versao, encerramento, aberto.ordens, chave=aberto.chave, **mais)


def aceitar(banco: Banco, contexto: Contexto, comando: EncerrarRA) -> RAEncerrado:
    """Close, answering yes to whatever is asked; the chained RA is not wanted."""
    try:
        return banco.executar(encerrar, contexto, comando)
    except PerguntasPendentes as parada:
        aceitos = comando.aceitos | {p.chave for p in parada.perguntas}
        return banco.executar(encerrar, contexto, replace(comando, aceitos=aceitos, abrir_novo=False))


def recusas(banco: Banco, contexto: Contexto, comando: EncerrarRA) -> list[str]:
    with pytest.raises(RegraViolada) as erro:
        banco.executar(encerrar, contexto, comando)
    return [v.codigo for v in erro.value.violacoes]


@pytest.fixture
def central(como: Callable[[str], Banco]) -> Banco:
    """The only person whose unit is the Central de Atendimento."""
    return como("admin")


@pytest.fixture
def ctx_central(central: Banco) -> Contexto:
    return central.executar(entrar)


# §9.8: what is written


def test_the_closing_is_three_statements_and_its_rows_are_those_of_section_9_8(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    antes = o_ra(base)
    comando = preparar(atendente, contexto)
    with contar(atendente.engine) as comandos:
        feito = atendente.executar(encerrar, contexto, comando)
    assert len(comandos) == 3
    depois = o_ra(base)
    assert (depois["rgat_cdsituacao"], depois["amen_id"]) == (2, IDS.motivo_concluido)
    assert depois["rgat_dsparecerencerramento"] == "SERVIÇO FEITO"
    assert depois["rgat_tmencerramento"] == feito.momento
    assert depois["rgat_tmultimaalteracao"] == feito.versao > antes["rgat_tmultimaalteracao"]
    intocadas = ("unid_idatual", "rgat_dtprevistaatual", "rgat_dtprevistaoriginal", "rgat_idduplicidade", "sncm_id")
    assert [depois[c] for c in intocadas] == [antes[c] for c in intocadas]
    (papel,) = ler(base, "SELECT * FROM atendimentopublico.ra_unidade WHERE rgat_id = %s AND attp_id = 3", RA)
    assert (papel["unid_id"], papel["usur_id"]) == (IDS.unidade_loja, IDS.usuario_atendente)
    assert papel["raun_tmultimaalteracao"] > antes["rgat_tmultimaalteracao"]


def test_the_closing_leaves_operation_463(atendente: Banco, contexto: Contexto, base: Any) -> None:
    atendente.executar(encerrar, contexto, preparar(atendente, contexto))
    (operacao,) = ler(base, "SELECT * FROM seguranca.operacao_efetuada WHERE oper_id = 463")
    assert operacao["opef_cnargumento"] == RA
    (quem,) = ler(base, "SELECT * FROM seguranca.usuario_alteracao WHERE tref_id = %s", operacao["opef_id"])
    assert quem["usis_id"] == IDS.usuario_atendente
