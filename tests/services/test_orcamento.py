"""Budgets of statements: Inserir from opening to protocolo, and lists that cost the same with 10 rows or 200."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.domain.registro_atendimento import Solicitante
from gsan_desk.services import cliente, conta, imovel, ra_inserir
from gsan_desk.services.pesquisas import territorio
from gsan_desk.services.pesquisas.cliente import CriterioCliente, pesquisar_clientes
from gsan_desk.services.pesquisas.imovel import CriterioImovel, pesquisar_imoveis
from gsan_desk.services.ra_consultar import consultar, ordens_de_servico, solicitantes
from gsan_desk.services.ra_duplicidade import ras_do_imovel
from gsan_desk.services.ra_filtrar import pesquisar
from tests.services.apoio_ra import concluir_aceitando, contar, preencher
from tests.support.cenario import IDS
from tests.support.comandos import comandos

ABERTURA_A_PROTOCOLO, CONCLUIR = 16, 10
POUCAS, MUITAS = 10, 200
RA = IDS.ra_encerrado


@pytest.mark.parametrize(
    "especificacao",
    [IDS.espec_simples, IDS.espec_documento, IDS.espec_os_automatica, IDS.espec_urgente, IDS.espec_falta_agua_imovel],
)
def test_from_opening_to_protocolo(atendente: Banco, contexto: Contexto, especificacao: int) -> None:
    """As the screen does it: open, imóvel, leave Local, cliente, Concluir."""
    matricula = IDS.imovel_em_quadra_2
    with contar(atendente.engine) as enviados:
        novo = preencher(atendente, contexto, especificacao, imovel_id=matricula, bairro_area_id=IDS.area_centro_a)
        novo = replace(novo, solicitante=Solicitante(cliente_id=IDS.cliente_cpf))
        atendente.executar(imovel.carregar, contexto, matricula)
        verificado = atendente.executar(ra_inserir.verificar_local, contexto, novo)
        atendente.executar(cliente.carregar, IDS.cliente_cpf)
        ate_concluir = len(enviados)
        aceitos = frozenset(aviso.chave for aviso in verificado.avisos)
        atendente.executar(concluir_aceitando, contexto, replace(novo, avisos_aceitos=aceitos))
    assert len(enviados) - ate_concluir <= CONCLUIR, enviados[ate_concluir:]
    assert len(enviados) <= ABERTURA_A_PROTOCOLO, enviados


def _copiar(sessao: Session, tabela: str, onde: str, de: int, ate: int, **colunas: str) -> None:
    """Copy one row as often as asked; each column named takes an expression over ``n``."""
    mudancas = ", ".join(f"'{coluna}', {expressao}" for coluna, expressao in colunas.items())
    sessao.execute(
        text(
            f"INSERT INTO {tabela} SELECT (jsonb_populate_record(NULL::{tabela},"
            f" to_jsonb(c) || jsonb_build_object({mudancas}))).*"
            f" FROM (SELECT * FROM {tabela} WHERE {onde} LIMIT 1) c, generate_series({de}, {ate}) n"
        )
    )


NOVO = "700000 + n"
AP, CAD = "atendimentopublico", "cadastro"
COPIAS: dict[str, tuple[str, str, dict[str, str]]] = {
    "ras": (f"{AP}.registro_atendimento", f"rgat_id = {RA}", {"rgat_id": NOVO}),
    "tramites": (f"{AP}.tramite", "true", {"tram_id": NOVO, "rgat_id": str(RA)}),
    "solicitantes": (
        f"{AP}.ra_solicitante",
        "clie_id IS NOT NULL",
        {"raso_id": NOVO, "rgat_id": str(RA), "raso_icsolicitanteprincipal": "2", "raso_nnprotocoloatendimento": NOVO},
    ),
    "reiteracoes": (
        f"{AP}.ra_reiteracao",
        "true",
        {"rart_id": NOVO, "rgat_id": str(RA), "rart_nnprotocoloatendimento": NOVO},
    ),
    "anexos": (f"{AP}.ra_anexo", "true", {"raan_id": NOVO, "rgat_id": str(RA)}),
    "ordens": (f"{AP}.ordem_servico", "true", {"orse_id": NOVO, "rgat_id": str(RA)}),
    "clientes": (
        f"{CAD}.cliente",
        f"clie_id = {IDS.cliente_sem_documento}",
        {"clie_id": NOVO, "clie_nmcliente": "'ZULMIRA ' || (n)::text"},
    ),
    "imoveis": (f"{CAD}.imovel", f"imov_id = {IDS.imovel_normal}", {"imov_id": NOVO, "imov_nnlote": "n"}),
    "bairros": (f"{CAD}.bairro", "true", {"bair_id": NOVO, "bair_cdbairro": "1000 + n"}),
    "logradouros": (f"{CAD}.logradouro", "logr_id = 1", {"logr_id": NOVO, "logr_nmlogradouro": "'ZABELE'"}),
    "ruas_no_bairro": (f"{CAD}.logradouro_bairro", "lgbr_id = 1", {"lgbr_id": NOVO, "logr_id": NOVO}),
    "setores": (f"{CAD}.setor_comercial", "stcm_id = 1", {"stcm_id": NOVO, "stcm_cdsetorcomercial": "n + 300"}),
    "quadras": (f"{CAD}.quadra", "qdra_id = 1", {"qdra_id": NOVO, "qdra_nnquadra": "n + 1000"}),
    "contas_gerais": ("faturamento.conta_geral", "true", {"cnta_id": NOVO}),
    "contas": (
        "faturamento.conta",
        f"imov_id = {IDS.imovel_com_contas}",
        {"cnta_id": NOVO, "cnta_amreferenciaconta": "200001 + n"},
    ),
}
LISTAS: dict[str, tuple[tuple[str, ...], int, Callable[[Session, Contexto], Any], Callable[[Any], Collection[Any]]]] = {
    "filtrar": (("ras",), 1, lambda s, c: pesquisar(s, c, FiltroRA()), lambda p: p.linhas),
    "ras_do_imovel": (("ras",), 1, lambda s, c: ras_do_imovel(s, IDS.imovel_normal, None), lambda p: p),
    "consultar": (
        ("tramites", "solicitantes", "reiteracoes", "anexos", "ordens"),
        3,
        lambda s, c: consultar(s, c, RA),
        lambda ra: ra.reiteracoes,
    ),
    "solicitantes": (("solicitantes",), 1, lambda s, c: solicitantes(s, RA), lambda p: p),
    "ordens_de_servico": (("ordens",), 1, lambda s, c: ordens_de_servico(s, RA), lambda p: p),
    "clientes": (
        ("clientes",),
        1,
        lambda s, c: pesquisar_clientes(s, CriterioCliente(nome="ZULMIRA")),
        lambda p: p.linhas,
    ),
    "imoveis": (
        ("imoveis",),
        1,
        lambda s, c: pesquisar_imoveis(s, CriterioImovel(localidade_id=IDS.localidade_centro)),
        lambda p: p.linhas,
    ),
    "logradouros": (
        ("logradouros", "ruas_no_bairro"),
        1,
        lambda s, c: territorio.pesquisar_logradouros(s, territorio.CriterioLogradouro(nome="ZABELE")),
        lambda p: p.linhas,
    ),
    "bairros": (("bairros",), 1, lambda s, c: territorio.pesquisar_bairros(s, IDS.municipio), lambda p: p.linhas),
    "setores": (
        ("setores",),
        1,
        lambda s, c: territorio.pesquisar_setores(s, IDS.localidade_centro),
        lambda p: p.linhas,
    ),
    "quadras": (("quadras",), 1, lambda s, c: territorio.pesquisar_quadras(s, 1), lambda p: p.linhas),
    "contas": (("contas_gerais", "contas"), 1, lambda s, c: conta.do_imovel(s, IDS.imovel_com_contas), lambda p: p),
}


@pytest.mark.parametrize("nome", LISTAS)
def test_a_list_of_200_costs_what_one_of_10_does(sessao: Session, contexto: Contexto, nome: str) -> None:
    copias, orcamento, listar, linhas = LISTAS[nome]
    quantos: list[int] = []
    tamanhos: list[int] = []
    for de, ate in ((1, POUCAS), (POUCAS + 1, MUITAS)):
        for copia in copias:
            tabela, onde, colunas = COPIAS[copia]
            _copiar(sessao, tabela, onde, de, ate, **colunas)
        sessao.expire_all()
        with comandos(sessao) as vistos:
            tamanhos.append(len(linhas(listar(sessao, contexto))))
        quantos.append(len(vistos))
    assert tamanhos[0] >= POUCAS
    assert tamanhos[1] > tamanhos[0]
    assert quantos[0] == quantos[1] <= orcamento
