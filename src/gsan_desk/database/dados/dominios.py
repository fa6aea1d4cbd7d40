"""The rows that a new database gets: codes that GSAN fixes, then a starting catalogue of our own."""

from datetime import date
from typing import Any

from holidays import country_holidays
from psycopg import Connection

from gsan_desk.database.dados.linhas import Linha, agora_no_servidor, avancar_sequencias, inserir, ler_json

_ARQUIVOS = ("dominios.json", "catalogo_inicial.json", "especificacoes.json")
_ANOS_AO_REDOR = 2
_DEVOLUCAO = """
INSERT INTO gsan_desk.espec_devolucao (step_id, icpagamentoamaior, iccobradoindevidamente)
SELECT n.step_id, n.a_maior, n.indevido FROM (VALUES (1202, 1, 2), (1203, 2, 1)) n (step_id, a_maior, indevido)
JOIN atendimentopublico.solicitacao_tipo_espec e ON e.step_id = n.step_id AND e.step_dssolcttipoespec LIKE 'DEVOLU%'
ON CONFLICT (step_id) DO NOTHING
"""
"""The especificações of the starting catalogue that ask for the return of more than duplicate payments."""


def inserir_dominios(conexao: Connection[Any]) -> None:
    """Insert what is missing of the domain rows; rows that exist stay as the utility left them.

    The caller owns the transaction.
    """
    tocadas = ["cadastro.nacional_feriado"]
    for arquivo in _ARQUIVOS:
        for tabela, linhas in ler_json(arquivo):
            inserir(conexao, tabela, linhas)
            tocadas.append(tabela)
    conexao.execute(_DEVOLUCAO)
    inserir(conexao, "cadastro.nacional_feriado", _feriados(agora_no_servidor(conexao).date()))
    avancar_sequencias(conexao, dict.fromkeys(tocadas))


def _feriados(hoje: date) -> list[Linha]:
    """List the national holidays around this year; the id is made of the date, so that a second run finds them."""
    anos = range(hoje.year - _ANOS_AO_REDOR, hoje.year + _ANOS_AO_REDOR + 1)
    return [
        {"nfer_id": dia.toordinal(), "nfer_dtferiado": dia, "nfer_dsferiado": nome.upper()[:20]}
        for dia, nome in sorted(country_holidays("BR", years=anos, language="pt_BR").items())
    ]
