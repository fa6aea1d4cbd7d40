"""The demo: one invented utility with a year of work in it."""

from datetime import date, datetime, time
from random import Random
from typing import Any

from psycopg import Connection

from gsan_desk.database.dados.demo import (
    atendimentos,
    cadastro,
    cidade,
    comandos,
    devolucoes,
    financeiro,
    mensagens,
    ocorrencias,
    organizacao,
    programacao,
    relatos,
)
from gsan_desk.database.dados.demo.historia import Historia
from gsan_desk.database.dados.dominios import inserir_dominios
from gsan_desk.database.dados.linhas import Parte, agora_no_servidor, avancar_sequencias, copiar

__all__ = ["encher", "montar_mundo"]


def encher(conexao: Connection[Any], semente: int = 1, hoje: date | None = None) -> None:
    """Fill a new base with the demo; the same seed and day give the same rows.

    The caller owns the transaction, and sets the connection to the time zone of the base.

    Raises:
        ValueError: the base has imóveis or RAs of its own.
    """
    _recusar_base_em_uso(conexao)
    agora = datetime.combine(hoje, time(17, 30)) if hoje else agora_no_servidor(conexao)
    mundo, tocadas = montar_mundo(conexao, semente, agora)
    tocadas += _atender(conexao, mundo)
    tocadas += programacao.programar(conexao, agora)
    tocadas += comandos.montar(conexao, agora)
    tocadas += ocorrencias.montar(conexao, agora)
    mensagens.montar(conexao, agora)
    avancar_sequencias(conexao, dict.fromkeys(tocadas))
    devolucoes.montar(conexao)
    relatos.montar(conexao, agora)
    conexao.execute("ANALYZE")


def montar_mundo(conexao: Connection[Any], semente: int, agora: datetime) -> tuple[atendimentos.Mundo, list[str]]:
    """Insert the utility without its RAs: units, people, places, imóveis, clientes; tell which tables were touched."""
    inserir_dominios(conexao)
    rng = Random(semente)  # noqa: S311 - made-up data, nothing to guard
    tocadas = _copiar(conexao, organizacao.unidades())
    lugares = cidade.montar(rng)
    tocadas += _copiar(conexao, lugares.partes)
    tocadas += _copiar(conexao, organizacao.destinos())
    usuarios = organizacao.pessoas(conexao)
    organizacao.batizar(conexao)
    pessoas = cadastro.montar(rng, lugares, agora.date())
    dinheiro = financeiro.montar(rng, pessoas.imoveis, agora.date())
    tocadas += _copiar(conexao, [*pessoas.partes, *dinheiro.partes, *programacao.montar(rng, agora.date())])
    cadastro.instalar_hidrometros(conexao)
    mundo = atendimentos.Mundo(
        rng=rng,
        agora=agora,
        cidade=lugares,
        imoveis=pessoas.imoveis,
        dinheiro=dinheiro,
        especificacoes=_especificacoes(conexao),
        usuarios=usuarios,
        feriados=_feriados(conexao),
    )
    return mundo, tocadas


def _recusar_base_em_uso(conexao: Connection[Any]) -> None:
    ocupada = conexao.execute(
        "SELECT EXISTS (SELECT FROM cadastro.imovel) OR EXISTS (SELECT FROM atendimentopublico.registro_atendimento)"
    ).fetchone()
    if ocupada != (False,):
        raise ValueError("A base já tem imóveis ou registros de atendimento: a demonstração só enche uma base nova.")


def _copiar(conexao: Connection[Any], partes: list[Parte]) -> list[str]:
    for tabela, linhas in partes:
        copiar(conexao, tabela, linhas)
    return [tabela for tabela, _ in partes]


def _feriados(conexao: Connection[Any]) -> frozenset[date]:
    return frozenset(dia for (dia,) in conexao.execute("SELECT nfer_dtferiado FROM cadastro.nacional_feriado"))


def _especificacoes(conexao: Connection[Any]) -> dict[int, atendimentos.Especificacao]:
    cursor = conexao.execute(
        "SELECT e.step_id, t.sotg_id, e.step_nndiaprazo, e.step_icmatricula = 1, t.sotp_icfaltaagua = 1,"
        " g.sotg_icesgoto = 1, s.svtp_id, s.stpr_id, e.step_icencerramentoautomatico = 1, e.step_icurgencia = 1,"
        " e.step_icsolicitante = 1, e.step_iccliente = 1"
        " FROM atendimentopublico.solicitacao_tipo_espec AS e"
        " JOIN atendimentopublico.solicitacao_tipo AS t USING (sotp_id)"
        " JOIN atendimentopublico.solicitacao_tipo_grupo AS g USING (sotg_id)"
        " LEFT JOIN atendimentopublico.servico_tipo AS s ON s.svtp_id = e.svtp_id"
    )
    return {linha[0]: atendimentos.Especificacao(*linha) for linha in cursor}


def _atender(conexao: Connection[Any], mundo: atendimentos.Mundo) -> list[str]:
    ras = atendimentos.montar(mundo)
    historia = Historia(mundo)
    for ra in ras:
        historia.contar(ra)
    linhas: list[Parte] = [("atendimentopublico.registro_atendimento", list(atendimentos.linhas(mundo, ras)))]
    tocadas = _copiar(conexao, linhas + historia.partes())
    conexao.execute("SELECT setval('atendimentopublico.seq_ra_protocolo', %s)", (historia.ultimo_protocolo,))
    return tocadas
