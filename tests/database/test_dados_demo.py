"""The demo: believable, consistent, and the same at every run."""

import time
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import NullPool, create_engine
from sqlalchemy.orm import Session
from validate_docbr import CNPJ, CPF

from gsan_desk.database.dados.demo import encher
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.domain.regras.unidade_destino import sugerir
from gsan_desk.services.dominios import carregar
from gsan_desk.services.progis.relatos import FiltroRelatos, listar
from tests.support.banco import conectar
from tests.support.dados import Conexao, base_vazia, resumo, um, varios

HOJE = date(2026, 6, 15)
RA = "atendimentopublico.registro_atendimento"


@pytest.fixture(scope="module")
def base_demo(servidor: ServidorEmbutido, worker_id: str) -> Iterator[Conexao]:
    with base_vazia(servidor, f"demo_{worker_id}") as url, conectar(url) as conexao:
        inicio = time.perf_counter()
        with conexao.transaction():
            encher(conexao, 1, HOJE)
        print(f"demo filled in {time.perf_counter() - inicio:.1f} s")
        yield conexao


@pytest.fixture
def demo(base_demo: Conexao) -> Iterator[Conexao]:
    with base_demo.transaction(force_rollback=True):
        yield base_demo


def test_same_seed_and_day_give_the_same_rows(demo: Conexao, servidor: ServidorEmbutido, worker_id: str) -> None:
    with base_vazia(servidor, f"outra_{worker_id}") as url, conectar(url) as outra:
        with outra.transaction():
            encher(outra, 1, HOJE)

        assert resumo(outra, "ultimaalteracao") == resumo(demo, "ultimaalteracao")


def test_base_in_use_is_refused(demo: Conexao) -> None:
    with pytest.raises(ValueError, match="só enche uma base nova"):
        encher(demo, 1, HOJE)


def test_sizes(demo: Conexao) -> None:
    assert um(demo, "SELECT count(*) FROM cadastro.imovel") == 3000
    assert um(demo, f"SELECT count(*) FROM {RA} WHERE ocop_id IS NULL") == 5000
    assert um(demo, "SELECT count(*) FROM cadastro.municipio") == 3
    assert um(demo, "SELECT count(*) FROM cadastro.unidade_organizacional") >= 12


def test_ras_are_spread_over_the_year_and_the_situations(demo: Conexao) -> None:
    situacoes = dict(demo.execute(f"SELECT rgat_cdsituacao, count(*) FROM {RA} GROUP BY 1").fetchall())

    assert 250 < situacoes[1] < 900
    assert situacoes[2] > 3500
    assert situacoes[3] > 10
    assert um(demo, f"SELECT count(DISTINCT date_trunc('month', rgat_tmregistroatendimento)) FROM {RA}") >= 12
    assert um(demo, f"SELECT max(rgat_tmregistroatendimento) < %s FROM {RA}", HOJE.replace(day=16))


@pytest.mark.parametrize(
    "condicao",
    [
        "rgat_idduplicidade IS NOT NULL AND rgat_cdsituacao = 2 AND amen_id = 101",
        "rgat_idreativacao IS NOT NULL AND rmrv_id IS NOT NULL",
        "rgat_qtreiteracoes > 0 AND rgat_cdsituacao = 1",
        "rgat_idmanual IS NOT NULL AND rgat_icatendimentoonline = 2",
        "rgat_cdsituacao = 1 AND rgat_dtprevistaatual < DATE '2026-06-15'",
        "rgat_dslocalocorrencia IS NOT NULL AND lgbr_id IS NULL AND loca_id IS NULL AND rgat_cdsituacao = 3",
        "dves_id IS NOT NULL",
        "brar_id IS NOT NULL AND imov_id IS NULL",
        "EXISTS (SELECT FROM atendimentopublico.ra_anexo AS a WHERE a.rgat_id = r.rgat_id)",
        "EXISTS (SELECT FROM atendimentopublico.ra_conta AS a WHERE a.rgat_id = r.rgat_id)",
        "EXISTS (SELECT FROM atendimentopublico.ra_pagto_duplicidade AS a WHERE a.rgat_id = r.rgat_id)",
        "EXISTS (SELECT FROM atendimentopublico.visualizacao_ra_urgencia AS a WHERE a.rgat_id = r.rgat_id)",
        "EXISTS (SELECT FROM atendimentopublico.ordem_servico AS a WHERE a.rgat_id = r.rgat_id)",
    ],
)
def test_there_are_ras_of_each_kind(demo: Conexao, condicao: str) -> None:
    assert um(demo, f"SELECT count(*) FROM {RA} AS r WHERE {condicao}") >= 3


@pytest.mark.parametrize(
    "condicao",
    [
        "rgat_cdsituacao = 2 AND (amen_id IS NULL OR rgat_tmencerramento IS NULL)",
        "rgat_cdsituacao <> 2 AND (amen_id IS NOT NULL OR rgat_tmencerramento IS NOT NULL)",
        "rgat_tmencerramento < rgat_tmregistroatendimento",
        "rgat_idreativacao IS NOT NULL AND NOT EXISTS (SELECT FROM atendimentopublico.registro_atendimento AS a"
        " WHERE a.rgat_id = r.rgat_idreativacao AND a.rgat_tmencerramento < r.rgat_tmregistroatendimento)",
        "1 <> (SELECT count(*) FROM atendimentopublico.ra_unidade AS u WHERE u.rgat_id = r.rgat_id AND attp_id = 1)",
        "(rgat_cdsituacao = 2) <> EXISTS (SELECT FROM atendimentopublico.ra_unidade AS u"
        " WHERE u.rgat_id = r.rgat_id AND attp_id = 3)",
        "unid_idatual IS DISTINCT FROM (SELECT unid_iddestino FROM atendimentopublico.tramite AS t"
        " WHERE t.rgat_id = r.rgat_id ORDER BY tram_tmtramite DESC, tram_id DESC LIMIT 1)",
        "1 < (SELECT count(*) FROM atendimentopublico.ra_solicitante AS s WHERE s.rgat_id = r.rgat_id"
        " AND raso_icsolicitanteprincipal = 1)",
        "coalesce(rgat_qtreiteracoes, 0) <> (SELECT count(*) FROM atendimentopublico.ra_reiteracao AS a"
        " WHERE a.rgat_id = r.rgat_id)",
        "EXISTS (SELECT FROM atendimentopublico.ordem_servico AS o WHERE o.rgat_id = r.rgat_id"
        " AND (o.orse_cdsituacao = 2) <> (r.rgat_cdsituacao = 2))",
        "EXISTS (SELECT FROM atendimentopublico.registro_atendimento AS o WHERE r.rgat_cdsituacao = 1"
        " AND o.rgat_cdsituacao = 1 AND o.imov_id = r.imov_id AND o.step_id = r.step_id AND o.rgat_id < r.rgat_id)",
    ],
)
def test_no_ra_contradicts_itself(demo: Conexao, condicao: str) -> None:
    assert um(demo, f"SELECT count(*) FROM {RA} AS r WHERE {condicao}") == 0


def test_ras_go_where_the_rule_sends_them(demo: Conexao, servidor: ServidorEmbutido) -> None:
    with Session(create_engine(servidor.url(demo.info.dbname), poolclass=NullPool)) as sessao:
        dominios = carregar(sessao)
    linhas = demo.execute(
        "SELECT r.rgat_id, r.step_id, r.loca_id, r.dves_id, r.imov_id, u.unid_id, first_value(t.unid_iddestino)"
        " OVER (PARTITION BY r.rgat_id ORDER BY tram_id), coalesce(iper_icgrandeconsumidor = 1, false),"
        " ARRAY(SELECT cbst_id FROM cadastro.imovel_cobranca_situacao AS c WHERE c.imov_id = r.imov_id)"
        f" FROM {RA} AS r JOIN atendimentopublico.ra_unidade AS u ON u.rgat_id = r.rgat_id AND attp_id = 1"
        " JOIN atendimentopublico.tramite AS t ON t.rgat_id = r.rgat_id"
        " LEFT JOIN cadastro.imovel AS i ON i.imov_id = r.imov_id LEFT JOIN cadastro.imovel_perfil USING (iper_id)"
        " WHERE rgat_idduplicidade IS NULL AND rgat_idreativacao IS NULL AND ocop_id IS NULL"
    )
    errados = set()
    for ra, step, localidade, divisao, imovel, abertura, destino, grande, cobrancas in linhas:
        fato = SimpleNamespace(
            grande_consumidor=grande,
            localidade_id=localidade,
            divisao_esgoto_id=divisao,
            cobranca_situacao_ids=frozenset(cobrancas),
        )
        regra = sugerir(step, localidade, divisao, fato if imovel else None, dominios).unidade_id or abertura
        if regra != destino:
            errados.add((ra, step, localidade, destino, regra))

    assert not errados


def test_tramites_are_chained(demo: Conexao) -> None:
    consulta = (
        "SELECT count(*) FROM (SELECT unid_idorigem, lag(unid_iddestino) OVER (PARTITION BY rgat_id"
        " ORDER BY tram_tmtramite, tram_id) AS antes FROM atendimentopublico.tramite) AS t"
        " WHERE antes <> unid_idorigem"
    )
    assert um(demo, consulta) == 0


def test_protocols_are_unique_and_the_sequence_is_past_them(demo: Conexao) -> None:
    protocolos = "SELECT raso_nnprotocoloatendimento AS p FROM atendimentopublico.ra_solicitante"
    todos = f"{protocolos} UNION ALL SELECT rart_nnprotocoloatendimento FROM atendimentopublico.ra_reiteracao"

    total, distintos = um(demo, f"SELECT count(*), count(DISTINCT p) FROM ({todos}) AS t")

    assert total == distintos
    assert um(demo, "SELECT nextval('atendimentopublico.seq_ra_protocolo')") == total + 1


def test_documents_of_the_people_are_valid(demo: Conexao) -> None:
    cpfs = varios(demo, "SELECT clie_nncpf FROM cadastro.cliente WHERE clie_nncpf IS NOT NULL")
    cnpjs = varios(demo, "SELECT clie_nncnpj FROM cadastro.cliente WHERE clie_nncnpj IS NOT NULL")

    assert all(CPF().validate(cpf) for cpf in cpfs)
    assert all(CNPJ().validate(cnpj) for cnpj in cnpjs)
    assert len(cpfs) > 2000
    assert len(cnpjs) > 100


@pytest.mark.parametrize(
    "consulta",
    [
        "SELECT FROM cadastro.imovel WHERE lgbr_id IS NULL",
        "SELECT FROM cadastro.imovel WHERE hidi_id IS NOT NULL",
        "SELECT FROM cadastro.imovel WHERE imov_icexclusao = 1",
        "SELECT FROM cadastro.imovel JOIN cadastro.imovel_perfil USING (iper_id) WHERE iper_icgrandeconsumidor = 1",
        "SELECT FROM atendimentopublico.ligacao_agua WHERE hidi_id IS NULL",
        "SELECT FROM atendimentopublico.ligacao_agua WHERE hidi_id IS NOT NULL",
        "SELECT FROM faturamento.conta WHERE dcst_idatual = 0 AND cnta_dtvencimentoconta < DATE '2026-06-15'",
        "SELECT FROM faturamento.guia_pagamento WHERE gpag_dtvencimento < DATE '2026-06-15'",
        "SELECT FROM arrecadacao.pagamento WHERE pgst_idatual = 1",
        "SELECT FROM faturamento.vencimento_alternativo WHERE venc_dtimplantacao > DATE '2026-01-01'",
        "SELECT FROM cadastro.imovel_cobranca_situacao",
        "SELECT FROM cadastro.cliente WHERE clie_nncpf IS NULL AND clie_nncnpj IS NULL",
        "SELECT FROM cadastro.cliente_imovel WHERE crtp_id = 3 AND clim_dtrelacaofim IS NULL",
        "SELECT FROM operacional.abastecimento_progr WHERE abpr_amreferencia = 202606",
        "SELECT FROM operacional.manutencao_programacao",
        "SELECT FROM atendimentopublico.os_programacao JOIN atendimentopublico.ordem_servico USING (orse_id)"
        " WHERE ospg_icativo = 1 AND orse_cdsituacao = 1 AND orse_icprogramada = 1",
        "SELECT FROM atendimentopublico.ocorrencia_operacional"
        " JOIN atendimentopublico.registro_atendimento USING (ocop_id)"
        " WHERE ocop_dtconclusao IS NULL AND rgat_cdsituacao = 2",
        "SELECT FROM atendimentopublico.ocorrencia_operacional WHERE ocop_dtconclusao IS NOT NULL",
        "SELECT FROM atendimentopublico.local_espec_unidade",
        "SELECT FROM atendimentopublico.localid_solic_tipo_grupo",
        "SELECT FROM atendimentopublico.espec_unid_cobr",
        "SELECT FROM atendimentopublico.solicitacao_tipo_espec WHERE unid_id IS NOT NULL",
        "SELECT FROM operacional.divisao_esgoto WHERE unid_id IS NOT NULL",
        "SELECT FROM cadastro.sistema_parametros WHERE unid_idtramitegrandeconsumidor IS NOT NULL",
        "SELECT FROM cadastro.unidade_organizacional WHERE unid_idcentralizadora IS NOT NULL",
    ],
)
def test_there_is_something_for_every_rule(demo: Conexao, consulta: str) -> None:
    assert um(demo, f"SELECT EXISTS ({consulta})")


def test_every_perfil_in_use_has_imoveis(demo: Conexao) -> None:
    em_uso = varios(demo, "SELECT iper_id FROM cadastro.imovel_perfil WHERE iper_icuso = 1")

    assert varios(demo, "SELECT DISTINCT iper_id FROM cadastro.imovel") == em_uso


def test_logins_fit_the_column_and_the_four_profiles_are_there(demo: Conexao) -> None:
    logins = varios(demo, "SELECT usur_nmlogin FROM seguranca.usuario")

    assert {"atendente", "supervisor", "operadorsms", "admin"} <= logins
    assert all(len(login) <= 11 for login in logins)
    assert len(logins) >= 12


def test_a_user_made_before_keeps_its_row(servidor: ServidorEmbutido, worker_id: str) -> None:
    with base_vazia(servidor, f"admin_{worker_id}") as url, conectar(url) as conexao:
        conexao.execute(
            "INSERT INTO seguranca.usuario (usur_id, usur_nmlogin, usur_nmusuario, utip_id, usst_id, usab_id, empr_id,"
            " unid_id, usur_ictiporelatoriopadrao, usur_icexibemensagem)"
            " VALUES (nextval('seguranca.seq_usuario'), 'admin', 'DONO DA CASA', 1, 1, 1, 1, 1, 2, 2)"
        )
        with conexao.transaction():
            encher(conexao, 2, HOJE)

        assert (
            um(conexao, "SELECT usur_nmusuario FROM seguranca.usuario WHERE usur_nmlogin = 'admin'") == "DONO DA CASA"
        )


def test_procedures_are_pdfs_that_point_at_their_parts(demo: Conexao) -> None:
    arquivos = varios(demo, "SELECT stea_arquivopop FROM atendimentopublico.sol_tipo_espec_arqui_pop")

    assert len(arquivos) >= 8
    for arquivo in map(bytes, arquivos):
        assert arquivo.startswith(b"%PDF-1.4")
        assert arquivo.endswith(b"%%EOF\n")
        posicao = int(arquivo.rpartition(b"startxref\n")[2].split()[0])
        assert arquivo[posicao:].startswith(b"xref\n0 6\n")
        for numero, linha in enumerate(arquivo[posicao:].splitlines()[3:8], 1):
            assert arquivo[int(linha[:10]) :].startswith(b"%d 0 obj" % numero)


def test_the_executed_command_tells_what_it_closed(demo: Conexao) -> None:
    (executado,) = demo.execute(
        "SELECT raec_qtraencerradas FROM atendimentopublico.ra_encerramento_comando WHERE raec_tmrealizacao IS NOT NULL"
    ).fetchall()
    registrados = um(
        demo,
        f"SELECT count(*) FROM gsan_desk.comando_ra l JOIN {RA} r ON r.rgat_id = l.rgat_id"
        " WHERE l.resultado = 1 AND r.rgat_cdsituacao = 2 AND r.amen_id = 32",
    )
    assert executado == (registrados,)
    assert registrados > 5
    pendentes = "SELECT count(*) FROM atendimentopublico.ra_encerramento_comando WHERE raec_tmrealizacao IS NULL"
    assert um(demo, pendentes) == 1


def test_there_are_sms_that_went_that_failed_and_in_doubt_and_none_that_waits(demo: Conexao) -> None:
    assert set(varios(demo, "SELECT situacao FROM gsan_desk.sms_mensagem")) == {3, 4, 5, 7, 8}
    assert um(demo, "SELECT count(*) FROM gsan_desk.sms_recebida WHERE rgat_id IS NOT NULL") == 2
    sem_tentativa = (
        "SELECT count(*) FROM gsan_desk.sms_mensagem m WHERE situacao <> 8"
        " AND NOT EXISTS (SELECT FROM gsan_desk.sms_tentativa t WHERE t.mensagem_id = m.id)"
    )
    assert um(demo, sem_tentativa) == 0


def test_each_kind_of_devolucao_is_there(demo):
    tipos = dict(demo.execute("SELECT tipo, count(*) FROM gsan_desk.ra_devolucao_item GROUP BY tipo").fetchall())
    assert set(tipos) == {2, 3}
    livres = demo.execute(
        "SELECT count(*) FROM arrecadacao.pagamento p WHERE pgst_idatual = 3"
        " AND NOT EXISTS (SELECT 1 FROM gsan_desk.ra_devolucao_item i WHERE i.pgmt_id = p.pgmt_id)"
    ).fetchone()
    assert livres[0] > 0
    guias = demo.execute("SELECT count(*) FROM arrecadacao.pagamento WHERE gpag_id > 0 AND pgst_idatual = 1").fetchone()
    assert guias[0] > 0
    repetidos = demo.execute(
        "SELECT pgmt_id FROM atendimentopublico.ra_pagto_duplicidade GROUP BY pgmt_id HAVING count(*) > 1"
    ).fetchall()
    assert repetidos == []


def test_reports_wait_beside_an_open_ra_and_where_there_is_none(demo: Conexao, servidor: ServidorEmbutido) -> None:
    pendentes = "SELECT count(*), count(DISTINCT telefone) FROM gsan_desk.relato_cidadao WHERE situacao = 1"
    assert um(demo, pendentes) == (6, 6)
    assert um(demo, "SELECT count(*) FROM gsan_desk.relato_cidadao WHERE latitude IS NULL") == 1
    assert um(demo, "SELECT count(*), max(octet_length(conteudo)) < 60000 FROM gsan_desk.relato_foto") == (4, True)
    assert um(demo, "SELECT max(recebido_em) < %s FROM gsan_desk.relato_cidadao", HOJE.replace(day=16))
    with Session(create_engine(servidor.url(demo.info.dbname), poolclass=NullPool)) as sessao:
        linhas = listar(sessao, None, FiltroRelatos())  # type: ignore[arg-type]  # the list does not look at it
    assert [linha.ras_proximos > 0 for linha in linhas][:2] == [True, True]
    assert linhas[0].relatos_proximos >= 1
