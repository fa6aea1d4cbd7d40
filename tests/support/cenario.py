"""A small town with one of each case: rows with known ids that the tests of every layer lean on.

It comes on top of the domain rows and the starting catalogue (``inserir_dominios``). Dates are relative to today
in the base's time zone.
"""

from datetime import datetime
from typing import Any

import psycopg

from gsan_desk.database.dados.dominios import inserir_dominios
from gsan_desk.database.dados.linhas import avancar_sequencias, inserir
from tests.support.cenario_configuracao import configuracao
from tests.support.cenario_ids import IDS, UNIDADE_DE, Ids, protocolo
from tests.support.cenario_imoveis import imoveis
from tests.support.cenario_lugares import lugares, pessoas, unidades
from tests.support.cenario_ras import JPG_MINIMO, ras

__all__ = ["FUSO", "IDS", "JPG_MINIMO", "UNIDADE_DE", "Ids", "montar", "protocolo"]

FUSO = "America/Recife"


def montar(conexao: psycopg.Connection[Any], fuso: str = FUSO) -> None:
    """Fill a base that has tables and no rows of its own."""
    inserir_dominios(conexao)
    linha = conexao.execute("SELECT now() AT TIME ZONE %s", (fuso,)).fetchone()
    assert linha is not None
    agora: datetime = linha[0].replace(second=0, microsecond=0)
    tocadas: list[str] = []
    for parte in (unidades(), lugares(), pessoas(), imoveis(agora.date()), configuracao(), ras(agora)):
        for tabela, linhas in parte:
            inserir(conexao, tabela, linhas)
            tocadas.append(tabela)
    conexao.execute(
        "UPDATE cadastro.sistema_parametros SET parm_nmempresa = 'SANEAMENTO DE SANTA AURORA',"
        " parm_nmabreviadoempresa = 'SANTA AURORA', parm_idultimoramanual = %s, unid_idtramitegrandeconsumidor = %s",
        (IDS.ultimo_ra_manual, IDS.unidade_grandes),
    )
    conexao.execute(
        "UPDATE atendimentopublico.ligacao_agua AS l SET hidi_id = h.hidi_id"
        " FROM micromedicao.hidrometro_inst_hist AS h WHERE h.lagu_id = l.lagu_id"
    )
    conexao.execute(
        "UPDATE cadastro.imovel AS i SET hidi_id = h.hidi_id"
        " FROM micromedicao.hidrometro_inst_hist AS h WHERE h.imov_id = i.imov_id"
    )
    avancar_sequencias(conexao, dict.fromkeys(tocadas))
    conexao.execute("SELECT setval('atendimentopublico.seq_ra_protocolo', 100000)")
