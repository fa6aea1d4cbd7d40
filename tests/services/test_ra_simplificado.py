"""Inserir RA Simplificado [UC1530] (spec 10 §6) on a base of the later line, with real roles."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row
from sqlalchemy import URL
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, SemPermissao
from gsan_desk.domain.registro_atendimento import Documentos, Solicitante
from gsan_desk.domain.simplificado import (
    AberturaDeRA,
    FiltroOcorrencia,
    NovoSimplificado,
    SimplificadoInserido,
    TipoSimplificado,
)
from gsan_desk.services.ra_consultar import consultar
from gsan_desk.services.ra_simplificado import abrir, concluir, disponivel, listar_ocorrencias
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import ENDERECO, concluir_aceitando, contar, preencher
from tests.support import variante
from tests.support.banco import conectar
from tests.support.cenario import IDS, protocolo
from tests.support.travas import derrubar

CPF = "529.982.247-25"
"""Of cliente_cpf."""
CPF_DE_NINGUEM = "86288366757"
RG = {"rg": "1234567", "orgao_rg_id": variante.ORGAO, "uf_rg_id": variante.UF}
OPERACIONAL, COMERCIAL = TipoSimplificado.OPERACIONAL, TipoSimplificado.COMERCIAL
REITERACAO, INFORMACAO = TipoSimplificado.REITERACAO, TipoSimplificado.INFORMACAO
DA_INFORMACAO = {"tipo": INFORMACAO, "localidade_id": IDS.localidade_centro, "informacao": "HORÁRIO DA LOJA"}
DA_OCORRENCIA = {"tipo": OPERACIONAL, "ocorrencia_id": variante.OCORRENCIA}
FILTRO = FiltroOcorrencia(municipio_id=IDS.municipio)


@pytest.fixture
def atendente(dsn: URL, como: Callable[[str], Banco]) -> Banco:
    variante.com_ocorrencias(dsn)
    return como("atendente")


@pytest.fixture
def base(dsn: URL) -> Iterator[psycopg.Connection[Any]]:
    with conectar(dsn) as conexao:
        conexao.row_factory = dict_row  # type: ignore[assignment]  # the connection is typed for tuples
        yield conexao


def preparar(banco: Banco, contexto: Contexto, **campos: Any) -> NovoSimplificado:
    aberto = banco.executar(abrir, contexto)
    return NovoSimplificado(aberto.chave, aberto.protocolo, aberto.agora, **{"nome": "JOANA LIMA"} | campos)


def inserir(banco: Banco, contexto: Contexto, **campos: Any) -> SimplificadoInserido:
    feito = banco.executar(concluir, contexto, preparar(banco, contexto, **campos))
    assert isinstance(feito, SimplificadoInserido)
    return feito


def recusas(banco: Banco, contexto: Contexto, **campos: Any) -> list[tuple[str, str | None]]:
    comando = preparar(banco, contexto, **campos)
    with pytest.raises(RegraViolada) as erro:
        banco.executar(concluir, contexto, comando)
    return [(v.codigo, (v.campo or "").removeprefix("simplificado.")) for v in erro.value.violacoes]


def ler(base: Any, consulta: str, *valores: object) -> list[dict[str, Any]]:
    return list(base.execute(consulta, valores).fetchall())


def o_ra(base: Any, numero: int) -> dict[str, Any]:
    linha = ler(base, "SELECT * FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s", numero)[0]
    return {coluna: valor for coluna, valor in linha.items() if valor is not None}


def quantos_ras(base: Any) -> int:
    return int(ler(base, "SELECT count(*) AS n FROM atendimentopublico.registro_atendimento")[0]["n"])


# Is it there


def test_a_base_of_the_other_line_says_what_it_lacks(como: Callable[[str], Banco], dsn: URL) -> None:
    variante.tornar_anterior(dsn)
    banco = como("atendente")
    contexto = banco.executar(entrar)
    with contar(banco.engine) as comandos:
        motivo = banco.executar(disponivel)
    assert len(comandos) == 1
    assert motivo is not None
    assert motivo.startswith("Esta base não tem o RA Simplificado: falta coluna registro_atendimento.ocop_id,")
    assert "tabela ocorrencia_operacional," in motivo
    assert "coluna ra_solicitante.raso_nncpf" in motivo
    assert "coluna sistema_parametros.parm_icdocobriginformacao" in motivo
    assert motivo.endswith("especificação 1038, especificação 1039, especificação 1040.")
    assert "orgao_expedidor_rg" not in motivo
    with pytest.raises(RegraViolada) as erro:
        banco.executar(abrir, contexto)
    assert [v.mensagem for v in erro.value.violacoes] == [motivo]


def test_it_is_there_on_the_later_line(atendente: Banco) -> None:
    assert atendente.executar(disponivel) is None


@pytest.mark.parametrize(
    ("estrago", "falta"),
    [
        ("ALTER TABLE atendimentopublico.ra_solicitante DROP COLUMN raso_nnrg", "coluna ra_solicitante.raso_nnrg"),
        ("DROP TABLE atendimentopublico.ocorrencia_operac_tipo CASCADE", "tabela ocorrencia_operac_tipo"),
        ("DELETE FROM atendimentopublico.solicitacao_tipo_espec WHERE step_id = 1039", "especificação 1039"),
    ],
)
def test_one_missing_piece_is_named(atendente: Banco, base: Any, estrago: str, falta: str) -> None:
    base.execute(estrago)
    assert atendente.executar(disponivel) == f"Esta base não tem o RA Simplificado: falta {falta}."


# Opening and the grid of ocorrências


def test_the_screen_opens_with_its_lists(atendente: Banco, contexto: Contexto, base: Any) -> None:
    base.execute("UPDATE cadastro.sistema_parametros SET parm_icdocobrigreiteracao = 1")
    with contar(atendente.engine) as comandos:
        aberto = atendente.executar(abrir, contexto)
    assert len(comandos) == 3
    assert len(aberto.protocolo) == 14
    assert aberto.cpf_obrigatorio == {REITERACAO}
    assert [o.descricao for o in aberto.orgaos_rg] == [
        "CONSELHO PROFISSIONAL",
        "DEPARTAMENTO DE TRÂNSITO",
        "MINISTÉRIO DA DEFESA",
        "OUTRO",
        "POLÍCIA FEDERAL",
        "SECRETARIA DE DEFESA SOCIAL",
        "SECRETARIA DE SEGURANÇA PÚBLICA",
    ]
    assert [t.descricao for t in aberto.tipos_ocorrencia] == ["FALTA DE ÁGUA", "PARALISAÇÃO DA COLETA DE ESGOTOS"]
    assert "PE" in [uf.descricao for uf in aberto.ufs]


def listadas(banco: Banco, contexto: Contexto, filtro: FiltroOcorrencia) -> list[int]:
    return [o.id for o in banco.executar(listar_ocorrencias, contexto, filtro)]


def test_the_grid_lists_what_goes_on_and_what_ended_lately(atendente: Banco, contexto: Contexto) -> None:
    with contar(atendente.engine) as comandos:
        linhas = atendente.executar(listar_ocorrencias, contexto, FILTRO)
    assert len(comandos) == 1
    assert [o.id for o in linhas] == [
        variante.OCORRENCIA,
        variante.OCORRENCIA_DO_NORTE,
        variante.OCORRENCIA_CONCLUIDA_HA_POUCO,
    ]
    primeira = linhas[0]
    assert (primeira.descricao, primeira.areas_afetadas) == ("ADUTORA ROMPIDA NA PRAÇA", "CENTRO E ARREDORES")
    assert primeira.previsao is not None
    assert primeira.previsao_texto == f"{primeira.previsao:%d/%m/%Y} Tarde"
    assert primeira.reprogramacao_texto == ""


def test_the_parameter_says_for_how_long_an_ended_one_is_offered(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    base.execute("UPDATE cadastro.sistema_parametros SET parm_qtdiasocorrecparalisacao = 3")
    assert variante.OCORRENCIA_CONCLUIDA_HA_MUITO in listadas(atendente, contexto, FILTRO)
    base.execute("UPDATE cadastro.sistema_parametros SET parm_qtdiasocorrecparalisacao = 1")
    assert listadas(atendente, contexto, FILTRO) == [variante.OCORRENCIA, variante.OCORRENCIA_DO_NORTE]


@pytest.mark.parametrize(
    "mais", [{"localidade_id": IDS.localidade_norte}, {"bairro_id": IDS.bairro_norte}, {"tipo_id": 2}]
)
def test_each_filter_narrows_the_grid(atendente: Banco, contexto: Contexto, mais: dict[str, int]) -> None:
    assert listadas(atendente, contexto, replace(FILTRO, **mais)) == [variante.OCORRENCIA_DO_NORTE]


@pytest.mark.parametrize(
    ("filtro", "codigo"),
    [
        (FiltroOcorrencia(), "M01"),
        (FiltroOcorrencia(municipio_id=IDS.municipio_inativo), "M02"),
        (replace(FILTRO, localidade_id=IDS.localidade_norte, tipo_id=1), "M81"),
    ],
)
def test_a_grid_that_cannot_be_filled(
    atendente: Banco, contexto: Contexto, filtro: FiltroOcorrencia, codigo: str
) -> None:
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(listar_ocorrencias, contexto, filtro)
    assert [v.codigo for v in erro.value.violacoes] == [codigo]


# What is refused


@pytest.mark.parametrize(
    ("campos", "esperadas"),
    [
        ({"nome": " "}, [("M01", "nome")]),
        ({"cpf": "52998224724"}, [("CPF_INVALIDO", "cpf")]),
        ({"cpf": "123"}, [("CPF_INVALIDO", "cpf")]),
        ({"rg": "123"}, [("RG_INCOMPLETO", "orgao_rg_id")]),
        (RG | {"rg": ""}, [("RG_INCOMPLETO", "rg")]),
        (RG | {"uf_rg_id": None}, [("RG_INCOMPLETO", "uf_rg_id")]),
        (RG | {"orgao_rg_id": 99, "uf_rg_id": 99}, [("M02", "orgao_rg_id"), ("M02", "uf_rg_id")]),
        ({"nome": "N" * 61}, [("M28", "nome")]),
        (RG | {"rg": "1" * 14}, [("M28", "rg")]),
        ({"nome": "JOANA\0"}, [("CARACTERE", "nome")]),
        ({"tipo": OPERACIONAL, "ocorrencia_id": 999}, [("M81", "ocorrencia_id")]),
        ({"tipo": OPERACIONAL, "ocorrencia_id": variante.OCORRENCIA_CONCLUIDA_HA_MUITO}, [("M81", "ocorrencia_id")]),
        ({"localidade_id": None, "informacao": " "}, [("M01", "localidade_id"), ("M01", "informacao")]),
        (DA_INFORMACAO | {"localidade_id": IDS.localidade_inativa}, [("M02", "localidade_id")]),
        (DA_INFORMACAO | {"informacao": "I" * 401}, [("M28", "informacao")]),
        ({"tipo": REITERACAO}, [("SIMPLIFICADO_ORIGINAL", "protocolo_original"), ("M01", "observacao")]),
        ({"tipo": REITERACAO, "observacao": "O", "protocolo_original": "1"}, [("M80", "protocolo_original")]),
        ({"tipo": REITERACAO, "observacao": "O", "protocolo_original": "ABC"}, [("M80", "protocolo_original")]),
        ({"tipo": REITERACAO, "observacao": "O", "ra": 999_999}, [("M70", "ra")]),
        ({"tipo": REITERACAO, "observacao": "O" * 366, "ra": IDS.ra_da_loja}, [("M28", "observacao")]),
    ],
)
def test_each_rule_of_concluir(
    atendente: Banco, contexto: Contexto, base: Any, campos: dict[str, Any], esperadas: list[tuple[str, str]]
) -> None:
    antes = quantos_ras(base)
    assert recusas(atendente, contexto, **DA_INFORMACAO | campos) == esperadas
    assert quantos_ras(base) == antes


def test_the_rules_answer_in_order(atendente: Banco, contexto: Contexto, base: Any) -> None:
    base.execute("UPDATE cadastro.sistema_parametros SET parm_icdocobriginformacao = 1")
    campos = {"nome": "", "rg": "1", "tipo": INFORMACAO}
    assert recusas(atendente, contexto, **campos) == [
        ("M01", "nome"),
        ("RG_INCOMPLETO", "orgao_rg_id"),
        ("M01", "cpf"),
        ("M01", "localidade_id"),
        ("M01", "informacao"),
    ]


@pytest.mark.parametrize(
    ("coluna", "campos"),
    [
        ("parm_icdocobrigatendoperac", DA_OCORRENCIA),
        ("parm_icdocobrigatendcomercial", {"tipo": COMERCIAL}),
        ("parm_icdocobrigreiteracao", {"tipo": REITERACAO, "ra": IDS.ra_da_loja, "observacao": "DE NOVO"}),
        ("parm_icdocobriginformacao", DA_INFORMACAO),
    ],
)
def test_the_parameter_of_each_tipo_demands_the_cpf(
    atendente: Banco, contexto: Contexto, base: Any, coluna: str, campos: dict[str, Any]
) -> None:
    base.execute(f"UPDATE cadastro.sistema_parametros SET {coluna} = 1".encode())
    assert recusas(atendente, contexto, **campos) == [("M01", "cpf")]
    assert atendente.executar(concluir, contexto, preparar(atendente, contexto, cpf=CPF, **campos))


def test_one_protocolo_or_one_ra(atendente: Banco, contexto: Contexto) -> None:
    dois = {"ra": IDS.ra_da_loja, "protocolo_original": "20261000009002", "observacao": "O", "tipo": REITERACAO}
    assert ("SIMPLIFICADO_ORIGINAL_UNICO", "protocolo_original") in recusas(atendente, contexto, **dois)


def test_who_has_no_unit_writes_no_ra(atendente: Banco, contexto: Contexto) -> None:
    sem = replace(contexto, operador=replace(contexto.operador, unidade_id=None))
    assert recusas(atendente, sem, **DA_INFORMACAO) == [("OPERADOR_SEM_UNIDADE", "")]


# What is written


def test_informacao_column_by_column(atendente: Banco, contexto: Contexto, base: Any) -> None:
    comando = preparar(atendente, contexto, cpf=CPF_DE_NINGUEM, **RG, **DA_INFORMACAO)
    with contar(atendente.engine) as comandos:
        feito = atendente.executar(concluir, contexto, comando)
    assert len(comandos) == 7
    assert isinstance(feito, SimplificadoInserido)
    assert (feito.protocolo, feito.reiterado, feito.recusa, feito.ja_existia) == (comando.protocolo, None, (), False)
    ra = o_ra(base, feito.numero)
    momento = ra["rgat_tmregistroatendimento"]
    assert timedelta(0) <= momento - comando.momento < timedelta(seconds=30)
    assert ra == {
        "rgat_id": feito.numero,
        "step_id": 1038,
        "meso_id": 4,
        "rgat_cdsituacao": 2,
        "amen_id": 2,
        "rgat_tmregistroatendimento": momento,
        "rgat_tmencerramento": momento,
        "rgat_dtprevistaoriginal": momento.date(),
        "rgat_dtprevistaatual": momento.date(),
        "rgat_icatendimentoonline": 1,
        "rgat_iccorrdenadassemlogr": 2,
        "rgat_icexecucaoliberada": 2,
        "rgat_dsobservacao": "HORÁRIO DA LOJA",
        "rgat_dslocalocorrencia": "RA simplificada de Informação",
        "loca_id": IDS.localidade_centro,
        "unid_idatual": IDS.unidade_loja,
        "rgat_tmultimaalteracao": momento,
    }
    (pessoa,) = ler(base, "SELECT * FROM atendimentopublico.ra_solicitante WHERE rgat_id = %s", feito.numero)
    assert {c: v for c, v in pessoa.items() if v is not None} == {
        "raso_id": pessoa["raso_id"],
        "rgat_id": feito.numero,
        "raso_nmsolicitante": "JOANA LIMA",
        "raso_icsolicitanteprincipal": 1,
        "raso_nnprotocoloatendimento": comando.protocolo,
        "raso_icenvioemailpesquisa": 2,
        "raso_nncpf": CPF_DE_NINGUEM,
        "raso_nnrg": "1234567",
        "oerg_id": variante.ORGAO,
        "unfe_id": variante.UF,
        "raso_tmultimaalteracao": momento,
    }
    unidades = ler(
        base, "SELECT * FROM atendimentopublico.ra_unidade WHERE rgat_id = %s ORDER BY attp_id", feito.numero
    )
    assert [(u["attp_id"], u["unid_id"], u["usur_id"]) for u in unidades] == [
        (1, IDS.unidade_loja, IDS.usuario_atendente),
        (3, IDS.unidade_loja, IDS.usuario_atendente),
    ]
    (tramite,) = ler(base, "SELECT * FROM atendimentopublico.tramite WHERE rgat_id = %s", feito.numero)
    assert (tramite["unid_idorigem"], tramite["unid_iddestino"]) == (IDS.unidade_loja, IDS.unidade_loja)
    assert tramite["tram_dsparecertramite"] == "TRAMITE GERADO PELO SISTEMA NA ABERTURA DO REGISTRO DE ATENDIMENTO"


def test_operacional_takes_the_words_of_the_ocorrencia(atendente: Banco, contexto: Contexto, base: Any) -> None:
    feito = inserir(atendente, contexto, **DA_OCORRENCIA)
    ra = o_ra(base, feito.numero)
    assert (ra["step_id"], ra["ocop_id"], ra["loca_id"]) == (1040, variante.OCORRENCIA, IDS.localidade_centro)
    assert (ra["rgat_dsobservacao"], ra["rgat_dslocalocorrencia"]) == ("EQUIPE NO LOCAL", "ADUTORA ROMPIDA NA PRAÇA")
    assert "brar_id" not in ra
    outro = inserir(atendente, contexto, tipo=OPERACIONAL, ocorrencia_id=variante.OCORRENCIA_CONCLUIDA_HA_POUCO)
    assert "rgat_dsobservacao" not in o_ra(base, outro.numero)


def test_consultar_reads_the_ra_that_was_born_closed(atendente: Banco, contexto: Contexto) -> None:
    feito = inserir(atendente, contexto, **DA_OCORRENCIA)
    lido = atendente.executar(consultar, contexto, feito.numero)
    assert lido.situacao.nome == "Encerrado"
    assert lido.encerramento is not None
    assert (lido.encerramento.unidade, lido.encerramento.usuario) != ("", "")
    assert lido.solicitante is not None
    assert lido.solicitante.protocolo == feito.protocolo


@pytest.mark.parametrize("campos", [{"tipo": COMERCIAL}, {"tipo": OPERACIONAL}])
def test_what_needs_follow_up_opens_inserir_with_what_was_typed(
    atendente: Banco, contexto: Contexto, base: Any, campos: dict[str, Any]
) -> None:
    antes = quantos_ras(base)
    comando = preparar(atendente, contexto, cpf=CPF_DE_NINGUEM, observacao="LIGOU", **RG, **campos)
    with contar(atendente.engine) as comandos:
        aberta = atendente.executar(concluir, contexto, comando)
    assert len(comandos) == 2
    assert isinstance(aberta, AberturaDeRA)
    assert (aberta.novo.chave, aberta.novo.protocolo) == (comando.chave, comando.protocolo)
    gerais = aberta.novo.dados_gerais
    assert (gerais.data, gerais.hora, gerais.observacao) == (comando.momento.date(), comando.momento.time(), "LIGOU")
    assert (gerais.unidade_id, gerais.meio_id) == (IDS.unidade_loja, IDS.meio_balcao)
    assert aberta.novo.solicitante == Solicitante(nome="JOANA LIMA")
    assert aberta.documentos == Documentos(CPF_DE_NINGUEM, "1234567", variante.ORGAO, variante.UF)
    assert quantos_ras(base) == antes


def test_inserir_ends_what_the_comercial_began(atendente: Banco, contexto: Contexto) -> None:
    aberta = atendente.executar(concluir, contexto, preparar(atendente, contexto, tipo=COMERCIAL, cpf=CPF))
    assert isinstance(aberta, AberturaDeRA)
    assert aberta.novo.solicitante == Solicitante(cliente_id=IDS.cliente_cpf)
    preenchido = preencher(atendente, contexto)
    gerais = replace(preenchido.dados_gerais, data=aberta.novo.dados_gerais.data, hora=aberta.novo.dados_gerais.hora)
    completo = replace(aberta.novo, dados_gerais=gerais, local=preenchido.local)
    feito = atendente.executar(concluir_aceitando, contexto, completo)
    assert feito.protocolo == aberta.novo.protocolo


def test_inserir_stores_the_documents_that_it_was_handed(atendente: Banco, contexto: Contexto, base: Any) -> None:
    rg = {"rg": "1234567", "orgao_rg_id": variante.ORGAO, "uf_rg_id": variante.UF}
    aberta = atendente.executar(
        concluir, contexto, preparar(atendente, contexto, tipo=COMERCIAL, cpf=CPF_DE_NINGUEM, **rg)
    )
    assert isinstance(aberta, AberturaDeRA)
    preenchido = preencher(atendente, contexto)
    gerais = replace(preenchido.dados_gerais, data=aberta.novo.dados_gerais.data, hora=aberta.novo.dados_gerais.hora)
    nomeada = replace(aberta.novo.solicitante, endereco=ENDERECO)
    completo = replace(aberta.novo, dados_gerais=gerais, local=preenchido.local, solicitante=nomeada)
    numero = atendente.executar(concluir_aceitando, contexto, completo).numero
    pessoa = base.execute(
        "SELECT raso_nmsolicitante, raso_nncpf, raso_nnrg, oerg_id, unfe_id, raso_icsolicitanteprincipal"
        " FROM atendimentopublico.ra_solicitante WHERE rgat_id = %s",
        (numero,),
    ).fetchone()
    assert list(pessoa.values()) == ["JOANA LIMA", CPF_DE_NINGUEM, "1234567", variante.ORGAO, variante.UF, 1]


def test_documents_go_nowhere_on_a_base_without_a_place_for_them(como: Callable[[str], Banco]) -> None:
    """A draft of the Simplificado, taken up on a base of the older line."""
    banco = como("atendente")
    contexto = banco.executar(entrar)
    novo = replace(preencher(banco, contexto), documentos=Documentos(CPF_DE_NINGUEM))
    assert banco.executar(concluir_aceitando, contexto, novo).numero


# The cliente with that CPF


def test_the_cliente_with_that_cpf_becomes_the_solicitante(atendente: Banco, contexto: Contexto, base: Any) -> None:
    feito = inserir(atendente, contexto, cpf=CPF, **DA_INFORMACAO)
    (pessoa,) = ler(base, "SELECT * FROM atendimentopublico.ra_solicitante WHERE rgat_id = %s", feito.numero)
    assert (pessoa["clie_id"], pessoa["raso_nncpf"]) == (IDS.cliente_cpf, "52998224725")
    assert pessoa["raso_nmsolicitante"] == "JOANA LIMA"


def test_a_cliente_out_of_use_does_not(atendente: Banco, contexto: Contexto, base: Any) -> None:
    base.execute("UPDATE cadastro.cliente SET clie_icuso = 2 WHERE clie_id = %s", (IDS.cliente_cpf,))
    feito = inserir(atendente, contexto, cpf=CPF, **DA_INFORMACAO)
    (pessoa,) = ler(base, "SELECT clie_id FROM atendimentopublico.ra_solicitante WHERE rgat_id = %s", feito.numero)
    assert pessoa["clie_id"] is None


def o_rg(base: Any) -> tuple[Any, ...]:
    consulta = "SELECT clie_nnrg, oerg_id, unfe_id FROM cadastro.cliente WHERE clie_id = %s"
    return tuple(ler(base, consulta, IDS.cliente_cpf)[0].values())


@pytest.mark.parametrize("antes", [None, " "])
def test_a_register_without_rg_gets_it(atendente: Banco, contexto: Contexto, base: Any, antes: str | None) -> None:
    base.execute("UPDATE cadastro.cliente SET clie_nnrg = %s WHERE clie_id = %s", (antes, IDS.cliente_cpf))
    comando = preparar(atendente, contexto, cpf=CPF, **RG, **DA_INFORMACAO)
    with contar(atendente.engine) as comandos:
        atendente.executar(concluir, contexto, comando)
    assert len(comandos) == 8
    assert o_rg(base) == ("1234567", variante.ORGAO, variante.UF)


def test_a_rg_that_is_there_stays(atendente: Banco, contexto: Contexto, base: Any) -> None:
    base.execute("UPDATE cadastro.cliente SET clie_nnrg = '999' WHERE clie_id = %s", (IDS.cliente_cpf,))
    inserir(atendente, contexto, cpf=CPF, **RG, **DA_INFORMACAO)
    assert o_rg(base)[0] == "999"


def test_the_rg_that_completes_a_register_is_audited(base: Any, atendente: Banco) -> None:
    base.execute("UPDATE cadastro.cliente SET clie_nnrg = NULL WHERE clie_id = %s", (IDS.cliente_cpf,))

    def completar(session: Session) -> None:
        session.connection().exec_driver_sql(
            f"SELECT gsan_desk.completar_rg({IDS.cliente_cpf}, '111', {variante.ORGAO}, {variante.UF})"
        )

    atendente.executar(completar)
    atendente.executar(completar)  # there is one by now: nothing to write, nothing to tell
    entradas = base.execute(
        "SELECT quem, operacao, antes ->> 'clie_nnrg' AS antes, depois ->> 'clie_nnrg' AS depois"
        " FROM gsan_desk.auditoria WHERE tabela = 'cadastro.cliente' AND linha = %s",
        (IDS.cliente_cpf,),
    ).fetchall()
    assert [tuple(e.values()) for e in entradas] == [("atendente", "U", None, "111")]


def test_the_server_changes_no_rg_and_no_other_column(
    como: Callable[[str], Banco], atendente: Banco, base: Any
) -> None:
    """With psql and their own password a person does no more than on the screen."""
    base.execute("UPDATE cadastro.cliente SET clie_nnrg = '999' WHERE clie_id = %s", (IDS.cliente_cpf,))

    def chamar(session: Session) -> None:
        session.connection().exec_driver_sql("SELECT gsan_desk.completar_rg(1, '111', 1, 1)")

    def mexer(session: Session) -> None:
        session.connection().exec_driver_sql("UPDATE cadastro.cliente SET clie_nnrg = '111' WHERE clie_id = 1")

    atendente.executar(chamar)
    assert o_rg(base)[0] == "999"
    with pytest.raises(SemPermissao):
        atendente.executar(mexer)
    with pytest.raises(SemPermissao):
        como("sms").executar(chamar)


# Reiteração


def reiteracoes(base: Any, ra: int) -> list[dict[str, Any]]:
    return ler(base, "SELECT * FROM atendimentopublico.ra_reiteracao WHERE rgat_id = %s ORDER BY 1", ra)


def do_ra(ra: int | None, **campos: Any) -> dict[str, Any]:
    return {"tipo": REITERACAO, "ra": ra, "observacao": "CONTINUA SEM ÁGUA"} | campos


def test_a_reiteracao_reiterates_the_original_and_is_born_closed(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    comando = preparar(atendente, contexto, **do_ra(IDS.ra_da_loja))
    with contar(atendente.engine) as comandos:
        feito = atendente.executar(concluir, contexto, comando)
    assert len(comandos) == 12
    assert isinstance(feito, SimplificadoInserido)
    assert (feito.reiterado, feito.recusa) == (IDS.ra_da_loja, ())
    (linha,) = reiteracoes(base, IDS.ra_da_loja)
    assert (linha["rart_nnprotocoloatendimento"], linha["rart_nmsolicitante"]) == (comando.protocolo, "JOANA LIMA")
    assert linha["rart_dsobservacao"] == "CONTINUA SEM ÁGUA"
    original = o_ra(base, IDS.ra_da_loja)
    assert (original["rgat_qtreiteracoes"], original["rgat_cdsituacao"]) == (1, 1)
    ra = o_ra(base, feito.numero)
    esperado = protocolo(IDS.ra_da_loja, comando.momento.year)
    assert (ra["step_id"], ra["rgat_cdsituacao"]) == (1039, 2)
    assert ra["rgat_dsobservacao"] == f"CONTINUA SEM ÁGUA - Nº do protocolo: {esperado}"


def test_the_original_is_found_by_the_protocolo_of_any_of_its_callers(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    base.execute(
        "INSERT INTO atendimentopublico.ra_solicitante (raso_id, rgat_id, raso_nmsolicitante,"
        " raso_icsolicitanteprincipal, raso_icenvioemailpesquisa, raso_nnprotocoloatendimento)"
        " VALUES (70001, %s, 'VIZINHA', 2, 2, '20261000777777')",
        (IDS.ra_da_loja,),
    )
    feito = inserir(atendente, contexto, **do_ra(None, protocolo_original=" 2026.1000777777 "))
    assert feito.reiterado == IDS.ra_da_loja
    assert o_ra(base, feito.numero)["rgat_dsobservacao"].endswith(" - Nº do protocolo: 20261000777777")


@pytest.mark.parametrize(
    ("ra", "codigo", "motivo"),
    [
        (IDS.ra_encerrado, "M50", "RA encerrado ou bloqueado não pode ser reiterado."),
        (IDS.ra_pendente_endereco, "M51", "ainda não chegou; não cabe reiterar."),
        (IDS.ra_pendente_imovel, "M52", "O RA está com outra unidade; reiteração não permitida."),
    ],
)
def test_a_refused_reiteracao_is_told_in_the_observacao(
    atendente: Banco, contexto: Contexto, base: Any, ra: int, codigo: str, motivo: str
) -> None:
    antes = o_ra(base, ra)
    feito = inserir(atendente, contexto, **do_ra(ra))
    assert [v.codigo for v in feito.recusa] == [codigo]
    assert feito.reiterado is None
    observacao = o_ra(base, feito.numero)["rgat_dsobservacao"]
    assert observacao.startswith("CONTINUA SEM ÁGUA - ")
    assert f"{motivo} - Nº do protocolo: " in observacao
    assert reiteracoes(base, ra) == []
    assert o_ra(base, ra) == antes


def test_the_same_cliente_insists_twice_a_day(atendente: Banco, contexto: Contexto, base: Any) -> None:
    assert inserir(atendente, contexto, cpf=CPF, **do_ra(IDS.ra_da_loja)).recusa == ()
    segunda = inserir(atendente, contexto, cpf=CPF, **do_ra(IDS.ra_da_loja))
    assert [v.codigo for v in segunda.recusa] == ["M53"]
    assert len(reiteracoes(base, IDS.ra_da_loja)) == 1


def test_a_long_observacao_still_ends_with_the_protocolo(atendente: Banco, contexto: Contexto, base: Any) -> None:
    feito = inserir(atendente, contexto, **do_ra(IDS.ra_encerrado, observacao="O" * 365))
    observacao = o_ra(base, feito.numero)["rgat_dsobservacao"]
    assert len(observacao) == 400
    assert observacao.endswith(protocolo(IDS.ra_encerrado, feito_em(base, feito.numero)))


def feito_em(base: Any, ra: int) -> int:
    return int(o_ra(base, ra)["rgat_tmregistroatendimento"].year)


def test_an_original_without_protocolo_is_told_by_its_number(atendente: Banco, contexto: Contexto, base: Any) -> None:
    base.execute("DELETE FROM atendimentopublico.ra_solicitante WHERE rgat_id = %s", (IDS.ra_da_loja,))
    feito = inserir(atendente, contexto, **do_ra(IDS.ra_da_loja))
    assert o_ra(base, feito.numero)["rgat_dsobservacao"].endswith(f" - Nº do RA: {IDS.ra_da_loja}")


# Once, or not at all


@pytest.mark.parametrize("campos", [DA_INFORMACAO, do_ra(IDS.ra_da_loja)])
def test_the_same_key_writes_once(atendente: Banco, contexto: Contexto, base: Any, campos: dict[str, Any]) -> None:
    comando = preparar(atendente, contexto, **campos)
    primeiro = atendente.executar(concluir, contexto, comando)
    antes = quantos_ras(base)
    segundo = atendente.executar(concluir, contexto, comando)
    assert isinstance(primeiro, SimplificadoInserido)
    assert segundo == SimplificadoInserido(primeiro.numero, primeiro.protocolo, ja_existia=True)
    assert quantos_ras(base) == antes
    assert len(reiteracoes(base, IDS.ra_da_loja)) <= 1


def test_a_double_click_writes_once(atendente: Banco, contexto: Contexto, base: Any) -> None:
    comando = preparar(atendente, contexto, **DA_INFORMACAO)
    antes = quantos_ras(base)
    with ThreadPoolExecutor(2) as mesas:
        feitos = list(mesas.map(lambda _: atendente.executar(concluir, contexto, comando), range(2)))
    assert len({feito.numero for feito in feitos if isinstance(feito, SimplificadoInserido)}) == 1
    assert quantos_ras(base) == antes + 1


def test_a_connection_killed_in_the_middle_leaves_nothing(atendente: Banco, contexto: Contexto, base: Any) -> None:
    comando = preparar(atendente, contexto, **do_ra(IDS.ra_da_loja))
    antes = quantos_ras(base)

    def interrompido(session: Session) -> None:
        concluir(session, contexto, comando)
        conexao: Any = session.connection().connection.driver_connection
        derrubar(base, conexao.info.backend_pid)

    with pytest.raises(Exception, match="servidor de banco de dados"):
        atendente.executar(interrompido)
    assert quantos_ras(base) == antes
    assert reiteracoes(base, IDS.ra_da_loja) == []
    assert o_ra(base, IDS.ra_da_loja).get("rgat_qtreiteracoes") is None


# Rights


def test_only_the_simplified_especificacoes_are_born_closed(atendente: Banco, base: Any) -> None:
    def fechado(session: Session, especificacao: int) -> None:
        session.connection().exec_driver_sql(
            "INSERT INTO atendimentopublico.registro_atendimento (rgat_id, step_id, meso_id, rgat_cdsituacao, amen_id,"
            " rgat_tmregistroatendimento, rgat_tmencerramento, rgat_dtprevistaoriginal, rgat_dtprevistaatual,"
            " rgat_icatendimentoonline) VALUES (nextval('atendimentopublico.seq_registro_atendimento'), %s, 4, 2, 2,"
            " localtimestamp, localtimestamp, current_date, current_date, 1)",
            (especificacao,),
        )

    atendente.executar(fechado, 1038)
    with pytest.raises(SemPermissao):
        atendente.executar(fechado, IDS.espec_simples)


def test_which_especificacoes_they_are_is_a_setting_of_the_base(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    base.execute("UPDATE gsan_desk.base SET simplificado_informacao = %s", (IDS.espec_simples,))
    assert atendente.executar(disponivel) is None
    numero = inserir(atendente, contexto, **DA_INFORMACAO).numero
    assert ler(base, "SELECT step_id FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s", numero) == [
        {"step_id": IDS.espec_simples}
    ]
    assert ler(base, "SELECT gsan_desk.especificacao_encerra(1038) AS e") == [{"e": False}]


def test_who_is_no_atendente_inserts_none(como: Callable[[str], Banco], atendente: Banco, contexto: Contexto) -> None:
    comando = preparar(atendente, contexto, **DA_INFORMACAO)
    with pytest.raises(SemPermissao):
        como("sms").executar(concluir, contexto, comando)
