"""Search windows and code fields."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.services.pesquisas import cliente, dominios, imovel, lista, pessoal, territorio
from gsan_desk.services.pesquisas.cliente import CriterioCliente
from gsan_desk.services.pesquisas.imovel import CriterioImovel
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.services.pesquisas.territorio import CriterioLogradouro
from tests.support.cenario_ids import IDS
from tests.support.comandos import comandos


@pytest.mark.parametrize(
    ("criterio", "ids"),
    [
        (CriterioImovel(matricula=IDS.imovel_normal), [IDS.imovel_normal]),
        (CriterioImovel(matricula=IDS.imovel_excluido), []),
        (CriterioImovel(localidade_id=2, setor_codigo=1, quadra_numero=10), [IDS.imovel_norte]),
        (CriterioImovel(localidade_id=1, lote=1, sub_lote=0), [IDS.imovel_normal]),
        (CriterioImovel(municipio_id=1, logradouro_nome="das fl", numero="100"), [IDS.imovel_normal]),
        (CriterioImovel(bairro_id=IDS.bairro_norte), [IDS.imovel_norte, IDS.imovel_sem_bacia]),
        (CriterioImovel(logradouro_id=IDS.logradouro_sol, numero="1016"), [IDS.imovel_norte]),
        (CriterioImovel(cliente_id=IDS.cliente_cpf), [IDS.imovel_normal, IDS.imovel_com_debito]),
        (CriterioImovel(), []),
    ],
)
def test_imoveis(sessao: Session, criterio: CriterioImovel, ids: list[int]) -> None:
    assert [linha.id for linha in imovel.pesquisar_imoveis(sessao, criterio).linhas] == ids


def test_linha_do_imovel(sessao: Session) -> None:
    (linha,) = imovel.pesquisar_imoveis(sessao, CriterioImovel(matricula=IDS.imovel_normal)).linhas
    assert (linha.inscricao, linha.cliente) == ("001.001.010.0001.000", "MARIA APARECIDA DA SILVA")
    assert "DAS FLORES, 100" in linha.endereco


@pytest.mark.parametrize(
    ("criterio", "ids"),
    [
        (CriterioCliente(codigo=1), [1]),
        (CriterioCliente(cpf="529.982.247-25"), [1]),
        (CriterioCliente(cnpj="11.222.333/0001-81"), [2]),
        (CriterioCliente(nome="maria"), [1]),
        (CriterioCliente(nome="silva"), []),
        (CriterioCliente(nome="silva", nome_contem=True), [1]),
        (CriterioCliente(nome="%"), []),
        (CriterioCliente(nome="_ARIA", nome_contem=True), []),
        (CriterioCliente(codigo=IDS.cliente_inativo), []),
        (CriterioCliente(nome="a", nome_contem=True, cpf="11144477735"), [4]),
        (CriterioCliente(), []),
    ],
)
def test_clientes(sessao: Session, criterio: CriterioCliente, ids: list[int]) -> None:
    assert [linha.id for linha in cliente.pesquisar_clientes(sessao, criterio).linhas] == ids


def test_clientes_por_nome_e_limite(sessao: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    todos = cliente.pesquisar_clientes(sessao, CriterioCliente(nome="A", nome_contem=True))
    nomes = [linha.nome for linha in todos.linhas]
    assert nomes == sorted(nomes)
    assert not todos.ha_mais
    sessao.execute(
        text(
            "INSERT INTO cadastro.cliente (clie_id, clie_nmcliente, cltp_id, clie_icuso)"
            " SELECT 5000 + n, 'MARIA ' || n::text, 1, 1 FROM generate_series(1, 250) n"
        )
    )
    with comandos(sessao) as vistos:
        muitas = cliente.pesquisar_clientes(sessao, CriterioCliente(nome="MARIA"))
    assert (len(muitas.linhas), muitas.ha_mais, len(vistos)) == (lista.LIMITE, True, 1)


def test_funcionarios_da_unidade(sessao: Session) -> None:
    (linha,) = pessoal.pesquisar_funcionarios(sessao, IDS.unidade_loja).linhas
    assert (linha.nome, linha.unidade) == ("PATRICIA GOMES", "LOJA DE ATENDIMENTO CENTRO")
    assert [x.id for x in pessoal.pesquisar_funcionarios(sessao, None, "lima").linhas] == [1]


def test_usuarios(sessao: Session) -> None:
    assert [u.login for u in pessoal.pesquisar_usuarios(sessao, "aten").linhas] == ["atendente", "atendente2"]
    assert [u.id for u in pessoal.pesquisar_usuarios(sessao, "", IDS.unidade_regional).linhas] == [103]


def test_bairros_setores_e_quadras(sessao: Session) -> None:
    bairros = territorio.pesquisar_bairros(sessao, IDS.municipio).linhas
    assert [(b.codigo, b.descricao) for b in bairros] == [("30", "AREIAL"), ("20", "BOA VISTA"), ("10", "CENTRO")]
    assert [b.id for b in territorio.pesquisar_bairros(sessao, IDS.municipio, "vista").linhas] == [IDS.bairro_norte]
    assert territorio.pesquisar_setores(sessao, 1).linhas == (Achado(1, "1", "SETOR CENTRO"),)
    assert [q.codigo for q in territorio.pesquisar_quadras(sessao, 1, a_partir_de=15).linhas] == ["20"]


@pytest.mark.parametrize(
    ("criterio", "ids"),
    [
        (CriterioLogradouro(nome="brasil"), [(3, 2), (2, 2)]),
        (CriterioLogradouro(nome="rasi", nome_contem=True, bairro_id=IDS.bairro_norte), [(3, 2)]),
        (CriterioLogradouro(cep="50010-010"), [(5, 4), (1, 1)]),
        (CriterioLogradouro(codigo=3), [(4, 3)]),
        (CriterioLogradouro(municipio_id=IDS.municipio, nome="do s"), [(4, 3)]),
        (CriterioLogradouro(cep="sem número"), []),
        (CriterioLogradouro(), []),
    ],
)
def test_logradouros(sessao: Session, criterio: CriterioLogradouro, ids: list[tuple[int, int | None]]) -> None:
    linhas = territorio.pesquisar_logradouros(sessao, criterio).linhas
    assert [(linha.logradouro_bairro_id, linha.logradouro_cep_id) for linha in linhas] == ids


def test_linha_do_logradouro(sessao: Session) -> None:
    (linha,) = territorio.pesquisar_logradouros(sessao, CriterioLogradouro(codigo=3)).linhas
    assert linha.nome.endswith(" DO SOL")
    assert (linha.bairro, linha.municipio, linha.uf, linha.cep) == ("BOA VISTA", "SANTA AURORA", "PE", 50020030)


RESOLVEDORES: list[tuple[Callable[[Session, str], Achado | None], str, int | None]] = [
    (imovel.resolver_imovel, "1001", 1001),
    (imovel.resolver_imovel, "1010", None),
    (cliente.resolver_cliente, "0002", 2),
    (cliente.resolver_cliente, "7", None),
    (pessoal.resolver_usuario, "atendente", 101),
    (pessoal.resolver_usuario, "ATENDENTE", None),
    (territorio.resolver_logradouro, "3", 3),
    (lambda s, c: pessoal.resolver_funcionario(s, IDS.unidade_loja, c), "2", 2),
    (lambda s, c: pessoal.resolver_funcionario(s, IDS.unidade_loja, c), "1", None),
    (lambda s, c: territorio.resolver_bairro(s, IDS.municipio, c), "20", IDS.bairro_norte),
    (lambda s, c: territorio.resolver_setor(s, IDS.localidade_norte, c), "1", IDS.setor_norte),
    (lambda s, c: territorio.resolver_quadra(s, IDS.setor_norte, c), "20", IDS.quadra_sem_bacia),
]


@pytest.mark.parametrize(("resolver", "codigo", "id"), RESOLVEDORES)
def test_codigo_resolve_em_um_comando(sessao: Session, resolver: Any, codigo: str, id: int | None) -> None:
    with comandos(sessao) as vistos:
        achado = resolver(sessao, codigo)
    assert (achado.id if achado else None) == id
    assert len(vistos) == 1
    assert achado is None or achado.descricao


@pytest.mark.parametrize("resolver", [r for r, *_ in RESOLVEDORES if r is not pessoal.resolver_usuario])
@pytest.mark.parametrize("codigo", ["", "x", "12a", "²", "99999999999"])
def test_o_que_nao_e_codigo_nada_acha_nem_pergunta(sessao: Session, resolver: Any, codigo: str) -> None:
    with comandos(sessao) as vistos:
        assert resolver(sessao, codigo) is None
    assert vistos == []


def test_dominios_na_memoria(contexto: Contexto) -> None:
    assert dominios.resolver_unidade(contexto, "15") == Achado(15, "15", "LOJA DE ATENDIMENTO CENTRO")
    assert dominios.resolver_unidade(contexto, str(IDS.unidade_inativa)) is None
    assert dominios.resolver_localidade(contexto, "1") == Achado(1, "1", "CENTRO")
    assert dominios.resolver_municipio(contexto, str(IDS.municipio_inativo)) is None
    assert [u.id for u in dominios.pesquisar_unidades(contexto, "operacao").linhas] == [13, 21]
    assert [u.id for u in dominios.pesquisar_unidades(contexto, "u14").linhas] == [14]
    assert {u.id for u in dominios.pesquisar_unidades(contexto, superior_id=12).linhas} == {13, 14, 21}
    assert [x.descricao for x in dominios.pesquisar_localidades(contexto).linhas] == ["CENTRO", "NORTE"]
    assert [x.id for x in dominios.pesquisar_municipios(contexto, "santa").linhas] == [1]
