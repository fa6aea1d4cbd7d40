"""What Concluir writes, table by table and column by column (spec 10 §11)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from psycopg.rows import dict_row
from sqlalchemy import URL
from sqlalchemy.exc import IntegrityError

from gsan_desk.database.banco import Banco
from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.prazo import prever
from gsan_desk.domain.registro_atendimento import Anexo, NovoRA, RAInserido
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import (
    CELULAR,
    ENDERECO,
    com_gerais,
    com_local,
    com_solicitante,
    concluir_aceitando,
    preencher,
)
from tests.support.banco import conectar
from tests.support.cenario import IDS, JPG_MINIMO

Linha = dict[str, Any]
Ler = Callable[..., list[Linha]]
TABELAS = "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text !~ '^pg_'"


@pytest.fixture
def ler(dsn: URL) -> Ler:
    """Read whole rows as superuser, ids and timestamps of the rows themselves left out."""

    def chamar(tabela: str, **filtro: Any) -> list[Linha]:
        onde = " AND ".join(f"{coluna} = %({coluna})s" for coluna in filtro)
        with conectar(dsn) as conexao, conexao.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(f"SELECT * FROM {tabela} WHERE {onde} ORDER BY 1".encode(), filtro).fetchall()

    return chamar


@pytest.fixture
def inserir(atendente: Banco, contexto: Contexto) -> Callable[[NovoRA], RAInserido]:
    """Conclude as the atendente, going on at every warning."""
    return lambda novo: atendente.executar(concluir_aceitando, contexto, novo)


def preenchidas(linha: Linha) -> Linha:
    return {coluna: valor for coluna, valor in linha.items() if valor is not None}


def contagens(dsn: URL) -> dict[str, int]:
    with conectar(dsn) as conexao:
        tabelas = [nome for (nome,) in conexao.execute(TABELAS)]
        uniao = " UNION ALL ".join(f"SELECT '{nome}', count(*) FROM {nome}" for nome in tabelas)
        return dict(conexao.execute(uniao.encode()))  # type: ignore[arg-type]  # rows are pairs


def dia(novo: NovoRA) -> datetime:
    gerais = novo.dados_gerais
    assert gerais.data is not None
    assert gerais.hora is not None
    return datetime.combine(gerais.data, gerais.hora.replace(second=0, microsecond=0))


def test_a_plain_ra_touches_these_tables_and_no_other(
    dsn: URL, atendente: Banco, contexto: Contexto, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    novo = preencher(atendente, contexto)
    antes = contagens(dsn)
    inserir(novo)
    depois = contagens(dsn)
    mudadas = {nome: depois[nome] - antes[nome] for nome in antes if depois[nome] != antes[nome]}
    mudadas = {nome: n for nome, n in mudadas.items() if not nome.startswith("gsan_desk.auditoria")}
    assert mudadas == {
        "atendimentopublico.registro_atendimento": 1,
        "atendimentopublico.ra_unidade": 1,
        "atendimentopublico.ra_solicitante": 1,
        "atendimentopublico.solicitante_fone": 2,
        "atendimentopublico.tramite": 1,
        "gsan_desk.ra_chave": 1,
        "gsan_desk.ra_sms": 1,
    }


def test_every_column_of_a_ra_at_an_address(
    atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    novo = com_local(
        preencher(atendente, contexto),
        setor_comercial_id=1,
        quadra_id=IDS.quadra_centro,
        ponto_referencia="EM FRENTE AO MERCADO",
        local_ocorrencia_id=IDS.local_cavalete,
        pavimento_rua_id=2,
        pavimento_calcada_id=2,
        coordenada_norte=Decimal("9108200.1234"),
        coordenada_leste=Decimal("290100.5"),
        diametro=Decimal("50.00"),
        endereco=replace(ENDERECO, perimetro_inicial_id=1, perimetro_final_id=2),
    )
    numero = inserir(novo).numero
    (ra,) = ler("atendimentopublico.registro_atendimento", rgat_id=numero)
    previsto = prever(dia(novo).date(), contexto.dominios.especificacoes[IDS.espec_simples], contexto.dominios)
    agora = ra.pop("rgat_tmultimaalteracao")
    assert agora.microsecond % 1000 == 0
    assert preenchidas(ra) == {
        "rgat_id": numero,
        "step_id": IDS.espec_simples,
        "meso_id": IDS.meio_telefone,
        "rgat_cdsituacao": 1,
        "rgat_tmregistroatendimento": dia(novo),
        "rgat_dtprevistaoriginal": previsto,
        "rgat_dtprevistaatual": previsto,
        "rgat_icatendimentoonline": 1,
        "rgat_dsobservacao": "VAZAMENTO",
        "lgbr_id": 5,
        "lgcp_id": 4,
        "rgat_nnimovel": "S/N  ",
        "rgat_dscomplementondereco": "FUNDOS",
        "logr_idinicioperimetro": 1,
        "logr_idfimperimetro": 2,
        "rgat_dspontoreferencia": "EM FRENTE AO MERCADO",
        "loca_id": 1,
        "stcm_id": 1,
        "qdra_id": IDS.quadra_centro,
        "looc_id": IDS.local_cavalete,
        "prua_id": 2,
        "pcal_id": 2,
        "rgat_nncoordenadanorte": Decimal("9108200.1234"),
        "rgat_nncoordenadaleste": Decimal("290100.5000"),
        "rgat_iccorrdenadassemlogr": 2,
        "rgat_nndiametro": Decimal("50.00"),
        "unid_idatual": IDS.unidade_loja,
        "rgat_icexecucaoliberada": 2,
    }


def test_every_column_of_what_hangs_on_it(
    atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    novo = preencher(atendente, contexto)
    numero = inserir(novo).numero
    agora = ler("atendimentopublico.registro_atendimento", rgat_id=numero)[0]["rgat_tmultimaalteracao"]
    (unidade,) = ler("atendimentopublico.ra_unidade", rgat_id=numero)
    assert unidade == {
        "raun_id": unidade["raun_id"],
        "unid_id": IDS.unidade_loja,
        "rgat_id": numero,
        "usur_id": IDS.usuario_atendente,
        "attp_id": 1,
        "raun_tmultimaalteracao": agora,
    }
    (solicitante,) = ler("atendimentopublico.ra_solicitante", rgat_id=numero)
    raso = solicitante.pop("raso_id")
    assert preenchidas(solicitante) == {
        "rgat_id": numero,
        "raso_nmsolicitante": "JOANA LIMA",
        "raso_icsolicitanteprincipal": 1,
        "raso_nnprotocoloatendimento": novo.protocolo,
        "raso_icenvioemailpesquisa": 2,
        "lgbr_id": 5,
        "lgcp_id": 4,
        "raso_nnimovel": "S/N  ",
        "raso_dscomplementondereco": "FUNDOS",
        "raso_tmultimaalteracao": agora,
    }
    celular, fixo = ler("atendimentopublico.solicitante_fone", raso_id=raso)
    comum = {"raso_id": raso, "sofo_cdddd": 81, "sofo_tmultimaalteracao": agora}
    assert preenchidas(celular) == comum | {
        "sofo_id": celular["sofo_id"], "fnet_id": 3, "sofo_nnfone": "987650001", "sofo_icfonepadrao": 1
    }  # fmt: skip
    assert preenchidas(fixo) == comum | {
        "sofo_id": fixo["sofo_id"], "fnet_id": 1, "sofo_nnfone": "34210001", "sofo_nnfoneramal": "22",
        "sofo_icfonepadrao": 2,
    }  # fmt: skip
    (tramite,) = ler("atendimentopublico.tramite", rgat_id=numero)
    assert tramite == {
        "tram_id": tramite["tram_id"],
        "rgat_id": numero,
        "tram_dsparecertramite": "TRAMITE GERADO PELO SISTEMA NA ABERTURA DO REGISTRO DE ATENDIMENTO",
        "tram_tmtramite": agora,
        "tram_tmultimaalteracao": agora,
        "unid_idorigem": IDS.unidade_loja,
        "unid_iddestino": IDS.unidade_loja,
        "usur_idregistro": IDS.usuario_atendente,
        "usur_idresponsavel": IDS.usuario_atendente,
    }
    (chave,) = ler("gsan_desk.ra_chave", rgat_id=numero)
    assert (chave["chave"], chave["usur_id"]) == (novo.chave, IDS.usuario_atendente)
    assert ler("gsan_desk.ra_sms", rgat_id=numero) == [
        {"rgat_id": numero, "raso_id": raso, "enviar": False, "numero": None}
    ]


def test_an_imovel_lends_its_place(
    atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    """The address is copied; geography, pavements and coordinates come from the imóvel."""
    numero = inserir(preencher(atendente, contexto, IDS.espec_matricula, imovel_id=IDS.imovel_normal)).numero
    (ra,) = ler("atendimentopublico.registro_atendimento", rgat_id=numero)
    do_lugar = ["imov_id", "loca_id", "stcm_id", "qdra_id", "lgbr_id", "lgcp_id", "prua_id", "pcal_id"]
    assert {coluna: ra[coluna] for coluna in do_lugar} == {
        "imov_id": IDS.imovel_normal, "loca_id": 1, "stcm_id": 1, "qdra_id": 1, "lgbr_id": 1, "lgcp_id": 1,
        "prua_id": 2, "pcal_id": 2,
    }  # fmt: skip
    assert ra["rgat_nnimovel"] == "100  "
    assert ra["rgat_nncoordenadanorte"] == Decimal("9108200.2500")
    assert ra["rgat_iccorrdenadassemlogr"] == 2
    assert ra["dves_id"] is None  # not about sewage


def test_a_described_place_stores_no_place_column(
    atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    """With B: situação 3, description and coordinates, nothing of A."""
    coordenadas = {"coordenada_norte": Decimal(1), "coordenada_leste": Decimal(2)}
    numero = inserir(preencher(atendente, contexto, descricao=" DEPOIS DA PONTE ", **coordenadas)).numero
    (ra,) = ler("atendimentopublico.registro_atendimento", rgat_id=numero)
    assert (ra["rgat_cdsituacao"], ra["rgat_dslocalocorrencia"]) == (3, "DEPOIS DA PONTE")
    assert ra["rgat_iccorrdenadassemlogr"] == 1
    do_lugar = "imov_id lgbr_id lgcp_id rgat_nnimovel rgat_dscomplementondereco rgat_dspontoreferencia brar_id loca_id"
    assert not any(ra[c] for c in (do_lugar + " stcm_id qdra_id dves_id looc_id prua_id pcal_id").split())


def test_an_imovel_that_is_only_described_keeps_its_number(
    atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    novo = preencher(atendente, contexto, IDS.espec_matricula, imovel_id=IDS.imovel_sem_logradouro)
    (ra,) = ler("atendimentopublico.registro_atendimento", rgat_id=inserir(novo).numero)
    assert (ra["rgat_cdsituacao"], ra["imov_id"]) == (3, IDS.imovel_sem_logradouro)
    assert ra["rgat_dslocalocorrencia"].startswith("CHACARA BOA ESPERANCA")
    assert (ra["loca_id"], ra["lgbr_id"], ra["prua_id"]) == (None, None, None)


def test_destination_typed_with_parecer(
    atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    destino = {"unidade_destino_id": IDS.unidade_operacional, "unidade_destino_informada": True}
    numero = inserir(com_local(preencher(atendente, contexto), parecer="URGE", **destino)).numero
    (tramite,) = ler("atendimentopublico.tramite", rgat_id=numero)
    assert (tramite["unid_idorigem"], tramite["unid_iddestino"]) == (IDS.unidade_loja, IDS.unidade_operacional)
    assert tramite["tram_dsparecertramite"] == "URGE"
    (ra,) = ler("atendimentopublico.registro_atendimento", rgat_id=numero)
    assert ra["unid_idatual"] == IDS.unidade_operacional


def test_a_large_consumer_goes_to_its_unit_whatever_was_typed(
    atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    """2.3 step 1 [FS0046]."""
    local = {"imovel_id": IDS.imovel_grande_consumidor, "unidade_destino_id": IDS.unidade_operacional}
    numero = inserir(preencher(atendente, contexto, IDS.espec_matricula, **local)).numero
    (ra,) = ler("atendimentopublico.registro_atendimento", rgat_id=numero)
    assert ra["unid_idatual"] == IDS.unidade_grandes


def test_manual_number_and_waiting_times(
    atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    novo = preencher(atendente, contexto)
    assert novo.dados_gerais.data is not None
    ontem = novo.dados_gerais.data - timedelta(days=1)
    manual = com_gerais(
        novo,
        tipo_atendimento=TipoAtendimento.MANUAL,
        numero_manual="000000123-6",
        data=ontem,
        hora=time(10, 30, 45),
        espera_inicial=time(10, 5, 9),
        espera_final=time(10, 25),
    )
    (ra,) = ler("atendimentopublico.registro_atendimento", rgat_id=inserir(manual).numero)
    assert (ra["rgat_idmanual"], ra["rgat_icatendimentoonline"]) == (1236, 2)
    assert ra["rgat_tmregistroatendimento"] == datetime.combine(ontem, time(10, 30))
    assert ra["rgat_tminicioespera"] == datetime.combine(ontem, time(10, 5))
    assert ra["rgat_tmfimespera"] == datetime.combine(ontem, time(10, 25))


@pytest.mark.parametrize(
    ("solicitante", "esperado"),
    [
        ({"cliente_id": IDS.cliente_cpf}, {"clie_id": IDS.cliente_cpf}),
        (
            {"unidade_id": IDS.unidade_loja, "funcionario_id": IDS.funcionario_loja},
            {"unid_id": IDS.unidade_loja, "func_id": IDS.funcionario_loja},
        ),
    ],
)
def test_cliente_and_unidade_carry_neither_address_nor_phone(
    atendente: Banco,
    contexto: Contexto,
    ler: Ler,
    inserir: Callable[[NovoRA], RAInserido],
    solicitante: dict[str, Any],
    esperado: Linha,
) -> None:
    numero = inserir(com_solicitante(preencher(atendente, contexto), **solicitante)).numero
    (linha,) = ler("atendimentopublico.ra_solicitante", rgat_id=numero)
    quem = ("clie_id", "unid_id", "func_id", "raso_nmsolicitante", "lgbr_id", "raso_nnimovel")
    assert {c: linha[c] for c in quem if linha[c] is not None} == esperado
    assert ler("atendimentopublico.solicitante_fone", raso_id=linha["raso_id"]) == []


def test_nobody_where_nobody_is_asked_for_still_keeps_the_protocolo(
    atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    novo = com_solicitante(preencher(atendente, contexto, IDS.espec_sem_solicitante))
    (linha,) = ler("atendimentopublico.ra_solicitante", rgat_id=inserir(novo).numero)
    assert (linha["raso_nnprotocoloatendimento"], linha["raso_nmsolicitante"]) == (novo.protocolo, None)


def test_complemento_of_the_solicitante_is_cut_to_its_column(
    atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    longo = replace(ENDERECO, complemento="BLOCO B APARTAMENTO 1203 FUNDOS ENTRADA")
    novo = com_solicitante(preencher(atendente, contexto, endereco=longo, localidade_id=1), nome="ANA", endereco=longo)
    numero = inserir(novo).numero
    (solicitante,) = ler("atendimentopublico.ra_solicitante", rgat_id=numero)
    assert solicitante["raso_dscomplementondereco"] == "BLOCO B APARTAMENTO 1203"
    (ra,) = ler("atendimentopublico.registro_atendimento", rgat_id=numero)
    assert ra["rgat_dscomplementondereco"] == longo.complemento


def test_attachments(atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]) -> None:
    anexos = (Anexo("foto ☺.jpg", "jpg", JPG_MINIMO, "VAZAMENTO"), Anexo("b.pdf", "pdf", b"%PDF-1.4\n%%EOF\n"))
    numero = inserir(replace(preencher(atendente, contexto), anexos=anexos)).numero
    foto, pdf = ler("atendimentopublico.ra_anexo", rgat_id=numero)
    assert (foto["raan_imdocumento"], foto["raan_nmextensaodocumento"]) == (JPG_MINIMO, "jpg ")
    assert (foto["raan_dsdocumento"], pdf["raan_dsdocumento"]) == ("VAZAMENTO", None)


def test_contas(atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]) -> None:
    local = {"imovel_id": IDS.imovel_com_contas, "conta_ids": (IDS.conta_normal, IDS.conta_normal)}
    numero = inserir(preencher(atendente, contexto, IDS.espec_contas, **local)).numero
    assert [c["cnta_id"] for c in ler("atendimentopublico.ra_conta", rgat_id=numero)] == [IDS.conta_normal]


def test_duplicate_payments_are_really_stored(
    dsn: URL, atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    """Decision 12."""
    pagos = (IDS.pagamento_duplicado, IDS.pagamento_duplicado_historico)
    local = {"imovel_id": IDS.imovel_pagamento_duplicado, "pagamento_ids": pagos}
    numero = inserir(preencher(atendente, contexto, IDS.espec_pagamento_duplicidade, **local)).numero
    linhas = {p["pgmt_id"]: p for p in ler("atendimentopublico.ra_pagto_duplicidade", rgat_id=numero)}
    assert linhas.keys() == set(pagos)
    assert linhas[IDS.pagamento_duplicado]["cnta_id"] == IDS.conta_duplicada
    assert linhas[IDS.pagamento_duplicado_historico]["cnta_id"] == IDS.conta_duplicada_historico
    for pagamento_id, linha in linhas.items():
        (pago,) = ler("arrecadacao.pagamento", pgmt_id=pagamento_id)
        assert linha["rapd_amreferenciaconta"] == linha["rapd_amreferenciapagamento"]
        assert linha["rapd_amreferenciaconta"] == pago["pgmt_amreferenciapagamento"]
        assert (linha["rapd_dtpagamento"], linha["rapd_vlpagamento"]) == (
            pago["pgmt_dtpagamento"],
            pago["pgmt_vlpagamento"],
        )
        assert (linha["rapd_icpagtodevolvido"], linha["imov_id"]) == (2, IDS.imovel_pagamento_duplicado)


def test_automatic_os(atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]) -> None:
    """2.10 [SB0030]."""
    resultado = inserir(preencher(atendente, contexto, IDS.espec_os_automatica, imovel_id=IDS.imovel_em_quadra_2))
    (os,) = ler("atendimentopublico.ordem_servico", rgat_id=resultado.numero)
    servico = contexto.dominios.servicos[IDS.servico_vazamento]
    agora = os["orse_tmultimaalteracao"]
    assert preenchidas(os) == {
        "orse_id": resultado.ordem_servico,
        "rgat_id": resultado.numero,
        "svtp_id": IDS.servico_vazamento,
        "imov_id": IDS.imovel_em_quadra_2,
        "orse_cdsituacao": 1,
        "orse_tmgeracao": agora,
        "orse_tmultimaalteracao": agora,
        "orse_dsobservacao": "VAZAMENTO",
        "stpr_idoriginal": servico.prioridade_id,
        "stpr_idatual": servico.prioridade_id,
        "unid_idatual": IDS.unidade_loja,
        "orse_iccomercialatualizado": 2,
        "orse_icdiagnostico": 2,
        "orse_icencerramentoautomatico": 2,
        "orse_icboletim": 2,
        "orse_icprogramada": 2,
        **({"orse_vlservicooriginal": servico.valor} if servico.valor is not None else {}),
        "orse_icatualizaagua": 2,
        "orse_icatualizaesgoto": 2,
    }
    (unidade,) = ler("atendimentopublico.ordem_servico_unidade", orse_id=resultado.ordem_servico)
    assert (unidade["unid_id"], unidade["usur_id"], unidade["attp_id"]) == (IDS.unidade_loja, 101, 1)


def test_os_by_pavement(
    atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    pisos = {"local_ocorrencia_id": IDS.local_rua, "pavimento_rua_id": 2, "pavimento_calcada_id": 2}
    novo = com_local(preencher(atendente, contexto, IDS.espec_servico_por_pavimento), **pisos)
    (os,) = ler("atendimentopublico.ordem_servico", rgat_id=inserir(novo).numero)
    assert os["svtp_id"] == IDS.servico_pavimento


def test_automatic_closing(
    atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    novo = preencher(atendente, contexto, IDS.espec_encerramento_automatico)
    resultado = inserir(novo)
    assert resultado.encerrado
    (ra,) = ler("atendimentopublico.registro_atendimento", rgat_id=resultado.numero)
    assert (ra["rgat_cdsituacao"], ra["amen_id"], ra["rgat_tmencerramento"]) == (2, 2, dia(novo))
    unidades = ler("atendimentopublico.ra_unidade", rgat_id=resultado.numero)
    assert [(u["attp_id"], u["unid_id"], u["usur_id"]) for u in unidades] == [
        (1, IDS.unidade_loja, IDS.usuario_atendente),
        (3, IDS.unidade_loja, IDS.usuario_atendente),
    ]


def test_urgency_tells_every_user_of_the_unit(
    atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    """2.13 [SB0034]."""
    destino = {"unidade_destino_id": IDS.unidade_central}
    numero = inserir(com_local(preencher(atendente, contexto, IDS.espec_urgente), **destino)).numero
    linhas = ler("atendimentopublico.visualizacao_ra_urgencia", rgat_id=numero)
    assert sorted(linha["usur_id"] for linha in linhas) == [IDS.usuario_sms, IDS.usuario_admin]
    assert {(x["vrau_icvisualiza"], x["vrau_ictramite"], x["vrau_icreiteracao"]) for x in linhas} == {(2, 2, 2)}


@pytest.mark.parametrize(
    ("solicitante", "numero"),
    [
        ({"nome": "JOANA", "endereco": ENDERECO, "fones": (CELULAR,)}, "+5581987650001"),
        ({"nome": "JOANA", "endereco": ENDERECO, "celular_sms": "(81) 99999-1234"}, "+5581999991234"),
        ({"cliente_id": IDS.cliente_cpf}, "+5581987654321"),
    ],
)
def test_sms_is_queued_with_the_ra(
    atendente: Banco,
    contexto: Contexto,
    ler: Ler,
    inserir: Callable[[NovoRA], RAInserido],
    solicitante: dict[str, Any],
    numero: str,
) -> None:
    novo = com_solicitante(preencher(atendente, contexto), enviar_sms=True, **solicitante)
    ra = inserir(novo).numero
    (mensagem,) = ler("gsan_desk.sms_mensagem", rgat_id=ra)
    assert (mensagem["tipo"], mensagem["situacao"], mensagem["numero"]) == (1, 1, numero)
    assert (mensagem["chave"], mensagem["alfabeto"], mensagem["partes"]) == (f"RA:{ra}:1", "S", 1)
    assert mensagem["usur_id"] == IDS.usuario_atendente
    previsao = ler("atendimentopublico.registro_atendimento", rgat_id=ra)[0]["rgat_dtprevistaatual"]
    assert mensagem["texto"] == (
        f"SANTA AURORA: sua solicitacao foi registrada. Protocolo {novo.protocolo}, RA {ra}. "
        f"Previsao de atendimento: {previsao:%d/%m/%Y}."
    )
    (consentimento,) = ler("gsan_desk.ra_sms", rgat_id=ra)
    assert (consentimento["enviar"], consentimento["numero"]) == (True, numero)


@pytest.mark.parametrize(
    ("digitado", "numero"), [("99999-1234", "+5587999991234"), ("+351 912 345 678", "+351912345678")]
)
def test_the_settings_complete_the_number_and_let_foreign_ones_in(
    dsn: URL, atendente: Banco, ler: Ler, digitado: str, numero: str
) -> None:
    """``ddd_padrao`` and ``permite_exterior`` (spec 50 §3.8); without them both are refused beside the field."""
    novo = com_solicitante(
        preencher(atendente, atendente.executar(entrar)),
        nome="JOANA",
        endereco=ENDERECO,
        enviar_sms=True,
        celular_sms=digitado,
    )
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(concluir_aceitando, atendente.executar(entrar), novo)
    assert [(v.codigo, v.campo) for v in erro.value.violacoes] == [("CELULAR_INVALIDO", "solicitante.celular_sms")]
    with conectar(dsn) as conexao:
        conexao.execute("UPDATE gsan_desk.sms_ajustes SET ddd_padrao = 87, permite_exterior = true")
    ra = atendente.executar(concluir_aceitando, atendente.executar(entrar), novo).numero
    (mensagem,) = ler("gsan_desk.sms_mensagem", rgat_id=ra)
    assert mensagem["numero"] == numero


def test_the_template_of_the_base_is_used(
    dsn: URL, atendente: Banco, contexto: Contexto, ler: Ler, inserir: Callable[[NovoRA], RAInserido]
) -> None:
    with conectar(dsn) as conexao:
        conexao.execute("UPDATE gsan_desk.sms_modelo SET texto = '{especificacao} {outro} {ra}' WHERE evento = 1")
    novo = preencher(atendente, contexto, IDS.espec_matricula, imovel_id=IDS.imovel_em_quadra_2)
    pedido = {"nome": "JOANA", "endereco": ENDERECO, "fones": (CELULAR,), "enviar_sms": True}
    ra = inserir(com_solicitante(novo, **pedido)).numero
    (mensagem,) = ler("gsan_desk.sms_mensagem", rgat_id=ra)
    assert mensagem["texto"] == f"COM MATRICULA {{outro}} {ra}"


def test_nothing_of_a_refused_command_is_written(dsn: URL, atendente: Banco, contexto: Contexto) -> None:
    antes = contagens(dsn)
    impossivel = com_solicitante(
        preencher(atendente, contexto), nome="J", endereco=replace(ENDERECO, logradouro_bairro_id=99)
    )
    with pytest.raises(IntegrityError):
        atendente.executar(concluir_aceitando, contexto, impossivel)
    assert contagens(dsn) == antes
