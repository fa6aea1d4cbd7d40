"""Key searches on a filled base, under the attendant's role: each goes by the index made for it, and reads little.

Without forbidding anything to the planner: on so many rows it has to choose the index by itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import URL, event
from sqlalchemy.orm import Session

from gsan_desk.database import instalacao
from gsan_desk.database.banco import Banco
from gsan_desk.database.dados import carga
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.domain.painel import FiltroPainel
from gsan_desk.domain.perfis import Perfil
from gsan_desk.services import caixa, painel
from gsan_desk.services.busca_rapida import buscar
from gsan_desk.services.progis.candidatos import Lugar, candidatos
from gsan_desk.services.ra_consultar import consultar
from gsan_desk.services.ra_duplicidade import ras_do_imovel
from gsan_desk.services.ra_filtrar import filtrar, pesquisar
from gsan_desk.services.sessao import entrar
from tests.support.banco import SENHA, conectar
from tests.support.dados import base_vazia, um

RAS, HOJE = 30_000, date(2026, 6, 15)
MES = Periodo(HOJE - timedelta(days=28), HOJE)
ANO = Periodo(HOJE - timedelta(days=364), HOJE)
TELA = 5_000
"""Pages of 8 kB that a screen may read: what shows 50 rows does not walk through a base."""
LOGIN = "planos"


@dataclass(frozen=True, slots=True)
class _Cheia:
    banco: Banco
    contexto: Contexto
    um_valor: Callable[[str], Any]


@pytest.fixture(scope="module")
def cheia(servidor: ServidorEmbutido, worker_id: str) -> Iterator[_Cheia]:
    """A base with thirty thousand RAs, and an attendant in it."""
    login = f"{LOGIN}{worker_id[-3:]}"
    with base_vazia(servidor, f"planos_{worker_id}") as url, conectar(url) as conexao:
        carga.encher(url, carga.Carga(carga.Tamanho(RAS), 3, HOJE))
        instalacao.criar_usuario(url, login, None, Perfil.ATENDENTE, 1, SENHA)
        banco = Banco(_da(url, login))
        yield _Cheia(banco, banco.executar(entrar), lambda consulta: um(conexao, consulta))
        banco.fechar()
        conexao.execute(f"DROP OWNED BY {login}; DROP ROLE {login}")


def _da(url: URL, login: str) -> URL:
    return url.set(username=login, password=SENHA)


def _ra(coluna: str, onde: str = "true") -> str:
    return (
        f"SELECT {coluna} FROM atendimentopublico.registro_atendimento WHERE {coluna} IS NOT NULL AND {onde}"
        " ORDER BY rgat_id DESC LIMIT 1"
    )


def _do_mais_cheio(coluna: str, onde: str) -> str:
    return (
        f"SELECT {coluna} FROM atendimentopublico.registro_atendimento WHERE {coluna} IS NOT NULL AND {onde}"
        " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    )


_FONE = "SELECT max(sofo_nnfone) FROM atendimentopublico.solicitante_fone"
_PROTOCOLO = "SELECT max(raso_nnprotocoloatendimento) FROM atendimentopublico.ra_solicitante"
_PONTO = _ra("rgat_nncoordenadaleste::text || ' ' || rgat_nncoordenadanorte", "rgat_cdsituacao = 1")
_LOGRADOURO = (
    "SELECT logr_id FROM cadastro.logradouro_bairro WHERE lgbr_id = ("
    + _do_mais_cheio("lgbr_id", "rgat_tmregistroatendimento > '2026-01-01'")
    + ")"
)

CASOS: dict[str, tuple[set[str], str, Callable[[Session, Contexto, Any], object]]] = {
    "protocolo": ({"gd_ra_solicitante_protocolo"}, _PROTOCOLO, lambda s, _, v: buscar(s, v)),
    "telefone": ({"gd_solicitante_fone", "gd_cliente_fone"}, _FONE, lambda s, _, v: buscar(s, v)),
    "CPF": ({"gd_cliente_cpf"}, "SELECT max(clie_nncpf) FROM cadastro.cliente", lambda s, _, v: buscar(s, v)),
    "começo do nome": (
        {"gd_cliente_nome"},
        "SELECT max(clie_nmcliente) FROM cadastro.cliente",
        lambda s, _, v: buscar(s, v[:12]),
    ),
    "caixa": (
        {"gd_ra_caixa"},
        _do_mais_cheio("unid_idatual", "rgat_cdsituacao = 1"),
        lambda s, c, v: caixa.ler(s, c, caixa.Pedido(frozenset({v}))),
    ),
    "um mês": ({"gd_ra_periodo"}, "SELECT 1", lambda s, c, _: filtrar(s, c, FiltroRA(atendimento=MES))),
    "tramitados num mês": (
        {"gd_tramite_periodo"},
        "SELECT 1",
        lambda s, c, _: filtrar(s, c, FiltroRA(tramitacao=MES)),
    ),
    "encerrados num mês": (
        set(),  # few enough that the planner may as well walk them by opening
        "SELECT 1",
        lambda s, c, _: filtrar(s, c, FiltroRA(situacao=SituacaoRA.ENCERRADO, encerramento=MES)),
    ),
    "especificação num ano": (
        {"gd_ra_especificacao_periodo"},
        "SELECT min(step_id) FROM atendimentopublico.registro_atendimento",
        lambda s, c, v: pesquisar(s, c, FiltroRA(atendimento=ANO, especificacao_ids=(v,))),
    ),
    "logradouro num ano": (
        {"gd_ra_logradouro_periodo"},
        _LOGRADOURO,
        lambda s, c, v: pesquisar(s, c, FiltroRA(atendimento=ANO, logradouro_id=v)),
    ),
    "perto de um ponto": (
        {"gd_ra_aberto_ponto", "gd_ra_outro_ponto", "gd_imovel_ponto"},
        _PONTO,
        lambda s, c, v: candidatos(s, c, Lugar(*map(Decimal, v.split())), (101,)),
    ),
    "consultar": (
        {"gd_ra_reiteracao_ra", "gd_ra_anexo_ra"},
        _ra("rgat_id", "rgat_qtreiteracoes > 0"),
        consultar,
    ),
    "RAs do imóvel": (set(), _ra("imov_id"), lambda s, _, v: ras_do_imovel(s, v, None)),
    "painel: abertos": (set(), "SELECT 1", lambda s, c, _: painel.abertos(s, c, FiltroPainel(MES))),
}
GRANDES = {"registro_atendimento", "tramite", "ra_solicitante", "solicitante_fone", "ra_unidade", "cliente", "imovel"}


@pytest.mark.parametrize("caso", CASOS)
def test_a_key_search_goes_by_its_index_and_reads_little(cheia: _Cheia, caso: str) -> None:
    indices, de_onde, fazer = CASOS[caso]
    valor = cheia.um_valor(de_onde)
    planos = cheia.banco.executar(_explicar, cheia.contexto, fazer, valor)
    nos = [no for plano in planos for no in _nos(plano)]
    usados = {no["Index Name"] for no in nos if "Index Name" in no}
    assert indices <= usados
    varridas = {no["Relation Name"] for no in nos if no["Node Type"] == "Seq Scan" and no["Actual Loops"]}
    assert varridas & GRANDES == set()
    assert sum(p.get("Shared Hit Blocks", 0) + p.get("Shared Read Blocks", 0) for p in planos) <= TELA


def _explicar(
    session: Session, contexto: Contexto, fazer: Callable[[Session, Contexto, Any], object], valor: Any
) -> list[dict[str, Any]]:
    """Explain what the use case sends, with the values that it sends."""
    vistos: list[tuple[str, Any]] = []
    conexao = session.connection()

    def anotar(_conexao: Any, _cursor: Any, comando: str, parametros: Any, *_resto: Any) -> None:
        vistos.append((comando, parametros))

    event.listen(conexao, "before_cursor_execute", anotar)
    fazer(session, contexto, valor)
    event.remove(conexao, "before_cursor_execute", anotar)
    planos = []
    for comando, parametros in vistos:
        if comando.lstrip().upper().startswith(("SELECT", "WITH")):
            pergunta = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {comando}"
            planos.append(conexao.exec_driver_sql(pergunta, parametros).scalar_one()[0]["Plan"])
    return planos


def _nos(plano: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plano
    for abaixo in plano.get("Plans", ()):
        yield from _nos(abaixo)
