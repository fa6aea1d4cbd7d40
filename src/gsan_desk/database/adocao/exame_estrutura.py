"""What ``verificar`` says of GSAN's tables: what is missing or differs, what that switches off, lagging sequences."""

from collections.abc import Iterator
from typing import Any

import psycopg

from gsan_desk.database.adocao.plano import faltas_da_base
from gsan_desk.database.adocao.vivo import Vivo
from gsan_desk.database.catalogo import Tabela, tabelas
from gsan_desk.database.papeis import FAMILIAS
from gsan_desk.domain.requisitos import desligadas
from gsan_desk.models import variantes
from gsan_desk.models.presenca import do_gsan

OCORRENCIAS = (
    "inserir_motivo_ocorrencia",
    "manter_motivo_ocorrencia",
    "inserir_ocorrencia_operacional",
    "manter_ocorrencia_operacional",
)

_GATILHOS_ALHEIOS = """
SELECT n.nspname || '.' || c.relname, t.tgname::text, f.nspname || '.' || p.proname
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace f ON f.oid = p.pronamespace
WHERE NOT t.tgisinternal AND NOT p.prosecdef AND f.nspname <> 'gsan_desk' AND n.nspname || '.' || c.relname = ANY (%s)
ORDER BY 1, 2
"""


def estrutura(agora: Vivo) -> dict[str, Any]:
    """Compare the base with the reference, table by table; only the mapped tables have an effect."""
    mapeadas = {tabela.fullname: {coluna.name for coluna in tabela.columns} for tabela in do_gsan()}
    ausentes = [tabela.qualificado for tabela in tabelas() if tabela.qualificado not in agora.tabelas]
    presentes = [tabela for tabela in tabelas() if tabela.qualificado in agora.tabelas]
    return {
        "tabelas": len(agora.tabelas),
        "tabelas_ausentes": [{"tabela": nome, "usada": nome in mapeadas} for nome in ausentes],
        "colunas_ausentes": [
            {"tabela": tabela.qualificado, "coluna": nome, "usada": nome in mapeadas.get(tabela.qualificado, ())}
            for tabela in presentes
            for nome in _ausentes(agora, tabela)
        ],
        "colunas_diferentes": [linha for tabela in presentes for linha in _diferentes(agora, tabela)],
        "colunas_a_mais": [linha for tabela in presentes for linha in _a_mais(agora, tabela)],
        "desencontros": [{"tabela": f.tabela, "texto": f.texto, "funcoes": f.funcoes} for f in faltas_da_base(agora)],
    }


def funcoes_desligadas(agora: Vivo) -> dict[str, str]:
    """Give what the base has no room for, with the reason, by the id of the function."""
    motivos = desligadas(faltas_da_base(agora))
    faltam = [
        f"{tabela}.{coluna}"
        for tabela, colunas in variantes.SIMPLIFICADO.items()
        for coluna in colunas
        if coluna not in _da_variante(agora, tabela)
    ]
    if faltam:
        motivos["inserir_ra_simplificado"] = f"Esta base não tem {', '.join(faltam)}."
    return motivos


def sequencias(conexao: psycopg.Connection[Any], agora: Vivo) -> list[dict[str, Any]]:
    """Give the sequences that lag behind the largest id of their table: the next row would be refused."""
    gravadas = {e.qualificada for familia in FAMILIAS for e in familia.escritas if e.inserir}
    atrasadas = []
    for tabela in tabelas():
        nome = f"{tabela.esquema}.{tabela.sequencia}"
        if tabela.qualificado not in gravadas or not tabela.sequencia or nome not in agora.sequencias:
            continue
        if not _pode_ler(conexao, tabela.qualificado, nome):
            continue
        linha = conexao.execute(
            f"SELECT s.last_value, coalesce((SELECT max({tabela.chave[0]}) FROM {tabela.qualificado}), 0)"
            f" FROM {nome} s".encode()
        ).fetchone()
        if linha is not None and linha[0] < linha[1]:
            atrasadas.append({"sequencia": nome, "valor": linha[0], "maior": linha[1]})
    return atrasadas


def gatilhos_alheios(conexao: psycopg.Connection[Any]) -> list[dict[str, str]]:
    """Give the utility's triggers on tables that the product writes, whose function runs with the person's own rights.

    Our people have none outside the product's tables, so such a trigger makes their saves fail.
    """
    gravadas = sorted({e.qualificada for familia in FAMILIAS for e in familia.escritas})
    achados = conexao.execute(_GATILHOS_ALHEIOS, (gravadas,)).fetchall()
    return [{"tabela": tabela, "gatilho": gatilho, "funcao": funcao} for tabela, gatilho, funcao in achados]


def _ausentes(agora: Vivo, tabela: Tabela) -> list[str]:
    return [c.nome for c in tabela.colunas if c.nome not in agora.tabelas[tabela.qualificado]]


def _diferentes(agora: Vivo, tabela: Tabela) -> Iterator[dict[str, str]]:
    for coluna in tabela.colunas:
        achada = agora.tabelas[tabela.qualificado].get(coluna.nome)
        if achada is not None and achada[0] != coluna.tipo:
            yield {
                "tabela": tabela.qualificado,
                "coluna": coluna.nome,
                "esperado": coluna.tipo,
                "achado": achada[0],
            }


def _a_mais(agora: Vivo, tabela: Tabela) -> Iterator[dict[str, str]]:
    conhecidas = {coluna.nome for coluna in tabela.colunas}
    for nome, (tipo, _) in agora.tabelas[tabela.qualificado].items():
        if nome not in conhecidas:
            yield {"tabela": tabela.qualificado, "coluna": nome, "tipo": tipo}


def _da_variante(agora: Vivo, tabela: str) -> dict[str, tuple[str, bool]]:
    nomes = (f"{esquema}.{tabela}" for esquema in (variantes.AP, variantes.CADASTRO))
    return next((agora.tabelas[nome] for nome in nomes if nome in agora.tabelas), {})


def _pode_ler(conexao: psycopg.Connection[Any], tabela: str, sequencia: str) -> bool:
    esquema, _, _ = tabela.partition(".")
    if conexao.execute("SELECT has_schema_privilege(%s, 'USAGE')", (esquema,)).fetchone() != (True,):
        return False
    pode = conexao.execute(
        "SELECT has_table_privilege(%s, 'SELECT') AND has_sequence_privilege(%s, 'SELECT')", (tabela, sequencia)
    )
    return pode.fetchone() == (True,)
