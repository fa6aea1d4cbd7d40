"""A connection that the server drops anywhere in a save leaves all rows or none, and sending again is harmless."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import BancoIndisponivel
from gsan_desk.domain.ordem_servico import GerarOS
from gsan_desk.domain.registro_atendimento import Anexo
from gsan_desk.domain.reiteracao import Reiterar
from gsan_desk.domain.simplificado import NovoSimplificado, TipoSimplificado
from gsan_desk.services import caixa, os_gerar, ra_reiterar, ra_simplificado
from gsan_desk.services.ra_atualizar import atualizar
from gsan_desk.services.sessao import entrar
from gsan_desk.services.solicitante import AdicionarSolicitante, adicionar
from tests.services.apoio_atualizar import JOANA, com_anexos, com_gerais, com_local, com_solicitante, pegar
from tests.services.apoio_ra import CELULAR
from tests.support import variante
from tests.support.cenario import IDS, JPG_MINIMO
from tests.support.quedas import CONFIRMACAO, impressao, queda, resposta_perdida

QUEM = replace(JOANA.solicitante, enviar_sms=True)
Caso = Callable[[Session], Any]


def _o_ra(banco: Banco, ctx: Contexto) -> Caso:
    """Both tabs, another solicitante with an SMS, a file, and the OS of another especificação."""
    comando = pegar(banco, ctx, IDS.ra_pendente_endereco)
    comando = com_anexos(com_solicitante(comando, replace(JOANA, solicitante=QUEM)), Anexo("a.jpg", "jpg", JPG_MINIMO))
    comando = com_local(comando, ponto_referencia="PERTO DA FEIRA")
    comando = com_gerais(comando, observacao="X", especificacao_id=IDS.espec_os_automatica, unidade_id=IDS.unidade_loja)
    return lambda sessao: atualizar(sessao, ctx, comando)


def _o_solicitante(banco: Banco, ctx: Contexto) -> Caso:
    """The row changes, with all its phones."""
    comando = pegar(banco, ctx, IDS.ra_pendente_endereco)
    (linha,) = comando.solicitantes
    quem = replace(linha.solicitante, nome="OUTRO NOME", fones=(CELULAR,))
    comando = replace(comando, solicitantes=(replace(linha, solicitante=quem),))
    return lambda sessao: atualizar(sessao, ctx, comando)


def _mais_um(_banco: Banco, ctx: Contexto) -> Caso:
    comando = AdicionarSolicitante(uuid4(), IDS.ra_pendente_endereco, "20261000200001", QUEM)
    return lambda sessao: adicionar(sessao, ctx, comando)


def _reiteracao(banco: Banco, ctx: Contexto) -> Caso:
    aberta = banco.executar(ra_reiterar.abrir, ctx, IDS.ra_pendente_imovel)
    comando = Reiterar(IDS.ra_pendente_imovel, aberta.protocolo, aberta.versao, JOANA.solicitante)
    return lambda sessao: ra_reiterar.reiterar(sessao, ctx, comando)


def _simplificado(banco: Banco, ctx: Contexto) -> Caso:
    """The kind that writes most: it reiterates one RA and inserts another."""
    aberto = banco.executar(ra_simplificado.abrir, ctx)
    novo = NovoSimplificado(
        aberto.chave,
        aberto.protocolo,
        aberto.agora,
        nome="JOANA LIMA",
        tipo=TipoSimplificado.REITERACAO,
        ra=IDS.ra_pendente_imovel,
        observacao="LIGOU DE NOVO",
    )
    return lambda sessao: ra_simplificado.concluir(sessao, ctx, novo)


def _os(_banco: Banco, ctx: Contexto) -> Caso:
    return lambda sessao: os_gerar.gerar(sessao, ctx, GerarOS(IDS.ra_reativado, IDS.servico_vazamento))


def _vistos(_banco: Banco, ctx: Contexto) -> Caso:
    return lambda sessao: caixa.dar_por_vistos(sessao, ctx)


GRAVACOES = {
    "Atualizar RA": _o_ra,
    "Atualizar Solicitante": _o_solicitante,
    "Adicionar Solicitante": _mais_um,
    "Reiterar": _reiteracao,
    "Simplificado": _simplificado,
    "Gerar OS": _os,
    "avisos de urgência vistos": _vistos,
}


@pytest.fixture
def mesa(dsn: Any, base: Any, como: Callable[[str], Banco]) -> Banco:
    """The unit that holds the RAs, on a base that has all that may be written."""
    variante.com_ocorrencias(dsn)
    base.execute(
        "INSERT INTO atendimentopublico.espec_servico_tipo (step_id, svtp_id) VALUES (%s, %s)",
        (IDS.espec_os_opcional, IDS.servico_vazamento),
    )
    return como("atendente2")


@pytest.mark.parametrize("preparar", GRAVACOES.values(), ids=GRAVACOES)
def test_dropped_before_any_statement_or_the_commit_nothing_is_there(
    preparar: Callable[[Banco, Contexto], Caso], mesa: Banco, base: Any
) -> None:
    caso = preparar(mesa, mesa.executar(entrar))
    antes = impressao(base)
    for momento in count(CONFIRMACAO):
        with queda(mesa.engine, base, momento):
            caiu = _caiu(mesa, caso)
        if momento > CONFIRMACAO and not caiu:
            break
        assert caiu
        assert impressao(base) == antes, f"before statement {momento}"
    assert momento > 1
    assert impressao(base) != antes


@pytest.mark.parametrize("preparar", GRAVACOES.values(), ids=GRAVACOES)
def test_an_answer_lost_after_the_commit_writes_nothing_twice(
    preparar: Callable[[Banco, Contexto], Caso], mesa: Banco, base: Any
) -> None:
    caso = preparar(mesa, mesa.executar(entrar))
    with resposta_perdida(mesa.engine, base):
        mesa.executar(caso)
    depois = impressao(base)
    mesa.executar(caso)
    assert impressao(base) == depois
    assert _linhas(base) <= 1


def _caiu(banco: Banco, caso: Caso) -> bool:
    with suppress(BancoIndisponivel):
        banco.executar(caso)
        return False
    return True


def _linhas(base: Any) -> int:
    """Count what a second run of any of the saves would have doubled."""
    (linha,) = base.execute(
        "SELECT greatest((SELECT count(*) FROM atendimentopublico.ra_solicitante WHERE raso_nmsolicitante = %(nome)s"
        "  AND rgat_id = %(rua)s),"
        " (SELECT count(*) FROM atendimentopublico.ra_reiteracao WHERE rgat_id = %(imovel)s),"
        " (SELECT count(*) FROM atendimentopublico.ordem_servico WHERE rgat_id = %(reativado)s),"
        " (SELECT count(*) FROM gsan_desk.sms_mensagem)) AS n",
        {
            "nome": JOANA.solicitante.nome,
            "rua": IDS.ra_pendente_endereco,
            "imovel": IDS.ra_pendente_imovel,
            "reativado": IDS.ra_reativado,
        },
    ).fetchall()
    return int(linha["n"])
