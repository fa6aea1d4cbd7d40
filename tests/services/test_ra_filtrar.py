"""Filtrar and Pesquisar RA, field by field and page by page, on a real PostgreSQL."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import URL, create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from gsan_desk.database.banco import Banco
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.services import ra_filtrar
from gsan_desk.services.ra_filtrar import Chave, ColunaRA, Contagem, Ordem
from gsan_desk.services.ra_filtrar.condicao import subordinadas
from gsan_desk.services.sessao import entrar
from tests.services import muitos_ras
from tests.support.cenario_ids import IDS, protocolo
from tests.support.comandos import comandos, plano

TODOS = frozenset(range(9001, 9016))
NORTE = {IDS.ra_reiterado, IDS.ra_urgente, IDS.ra_encerrado_endereco}
ENCERRADOS = {
    IDS.ra_encerrado,
    IDS.ra_duplicado,
    IDS.ra_reativado_anterior,
    IDS.ra_encerrado_endereco,
    IDS.ra_encerrado_antigo,
}
SIMPLES = {
    IDS.ra_pendente_endereco,
    IDS.ra_encerrado,
    IDS.ra_duplicado,
    IDS.ra_bloqueado,
    IDS.ra_encerrado_endereco,
    IDS.ra_encerrado_antigo,
}
SEMPRE = Periodo(date(2000, 1, 1), date(2100, 1, 1))
FALTA_AGUA = {IDS.ra_falta_agua_generalizada, IDS.ra_falta_agua_imovel}


def achados(sessao: Session, contexto: Contexto, filtro: FiltroRA) -> set[int]:
    """Numbers found by Pesquisar; list and count must agree."""
    linhas = ra_filtrar.pesquisar(sessao, contexto, filtro).linhas
    assert ra_filtrar.contar(sessao, contexto, filtro) == Contagem(len(linhas), mais=False)
    numeros = [linha.id for linha in linhas]
    assert len(numeros) == len(set(numeros))
    return set(numeros)


@pytest.fixture
def hoje(sessao: Session) -> date:
    """The day of the database."""
    return sessao.execute(text("SELECT current_date")).scalar_one()


@pytest.mark.parametrize(
    ("filtro", "esperados"),
    [
        (FiltroRA(numero=IDS.ra_encerrado), {IDS.ra_encerrado}),
        (FiltroRA(numero=777), set()),
        (FiltroRA(numero_manual="000000009-4"), {IDS.ra_da_loja}),
        (FiltroRA(numero_manual="94"), {IDS.ra_da_loja}),
        (FiltroRA(reiteracoes_de=1, reiteracoes_ate=9), {IDS.ra_reiterado}),
        (FiltroRA(imovel_id=IDS.imovel_normal), {IDS.ra_encerrado, IDS.ra_com_os, IDS.ra_encerrado_antigo}),
        (FiltroRA(login="atendente"), TODOS),
        (FiltroRA(login="atendente2"), set()),
        (FiltroRA(situacao=SituacaoRA.BLOQUEADO), {IDS.ra_bloqueado}),
        (FiltroRA(situacao=SituacaoRA.ENCERRADO), ENCERRADOS),
        (FiltroRA(situacao=SituacaoRA.PENDENTE), TODOS - ENCERRADOS - {IDS.ra_bloqueado}),
        (FiltroRA(tipo_ids=(IDS.tipo_falta_agua,)), FALTA_AGUA),
        (FiltroRA(tipo_ids=(IDS.tipo_comum,), especificacao_ids=(IDS.espec_simples,)), SIMPLES),
        (
            FiltroRA(tipo_ids=(IDS.tipo_comum, IDS.tipo_falta_agua), especificacao_ids=(IDS.espec_urgente,)),
            TODOS,
        ),
        (
            FiltroRA(perfil_ids=(5,)),
            {
                IDS.ra_pendente_imovel,
                IDS.ra_encerrado,
                IDS.ra_falta_agua_imovel,
                IDS.ra_com_os,
                IDS.ra_encerrado_antigo,
            },
        ),
        (FiltroRA(motivo_encerramento_ids=(IDS.motivo_duplicidade,)), {IDS.ra_duplicado}),
        (FiltroRA(unidade_atendimento_id=IDS.unidade_loja), TODOS),
        (FiltroRA(unidade_atendimento_id=IDS.unidade_operacional), set()),
        (FiltroRA(unidade_atual_id=IDS.unidade_loja), {IDS.ra_da_loja}),
        (FiltroRA(unidade_superior_id=IDS.unidade_centralizadora), TODOS - {IDS.ra_da_loja}),
        (FiltroRA(unidade_superior_id=IDS.unidade_regional), TODOS),
        (FiltroRA(unidade_anterior_id=IDS.unidade_loja), TODOS),
        (FiltroRA(unidade_anterior_id=IDS.unidade_operacional), set()),
        (FiltroRA(municipio_id=IDS.municipio), TODOS - {IDS.ra_bloqueado}),
        (FiltroRA(municipio_id=IDS.municipio, bairro_id=IDS.bairro_norte), NORTE),
        (FiltroRA(municipio_id=IDS.municipio, bairro_id=IDS.bairro_centro), TODOS - NORTE - {IDS.ra_bloqueado}),
        (FiltroRA(bairro_area_id=IDS.area_centro_a), {IDS.ra_falta_agua_generalizada}),
        (FiltroRA(logradouro_id=IDS.logradouro_sol), NORTE),
        (FiltroRA(cliente_id=IDS.cliente_cpf), TODOS - {IDS.ra_pendente_endereco, IDS.ra_com_os}),
        (
            FiltroRA(
                logradouro_id=IDS.logradouro_sol, situacao=SituacaoRA.PENDENTE, reiteracoes_de=0, reiteracoes_ate=0
            ),
            set(),
        ),
    ],
)
def test_cada_campo(sessao: Session, contexto: Contexto, filtro: FiltroRA, esperados: set[int]) -> None:
    assert achados(sessao, contexto, filtro) == esperados


def test_protocolo_acha_pelo_solicitante_e_pela_reiteracao(sessao: Session, contexto: Contexto, hoje: date) -> None:
    do_solicitante = protocolo(IDS.ra_pendente_endereco, hoje.year)
    assert achados(sessao, contexto, FiltroRA(protocolo=do_solicitante)) == {IDS.ra_pendente_endereco}
    pontuado = f"{do_solicitante[:4]}.{do_solicitante[4:]}"
    assert achados(sessao, contexto, FiltroRA(protocolo=pontuado)) == {IDS.ra_pendente_endereco}
    assert achados(sessao, contexto, FiltroRA(protocolo=protocolo(8001, hoje.year))) == {IDS.ra_reiterado}


def test_coordenadas_sem_logradouro(sessao: Session, contexto: Contexto) -> None:
    _mudar(sessao, IDS.ra_urgente, "rgat_iccorrdenadassemlogr = 1")
    assert achados(sessao, contexto, FiltroRA(so_coordenadas_sem_logradouro=True)) == {IDS.ra_urgente}


def test_lugar_pelo_imovel_e_pela_area(sessao: Session, contexto: Contexto) -> None:
    _mudar(sessao, IDS.ra_com_os, f"lgbr_id = NULL, imov_id = {IDS.imovel_norte}")
    _mudar(sessao, IDS.ra_bloqueado, f"brar_id = {IDS.area_norte}")
    no_norte = NORTE | {IDS.ra_com_os}
    filtro = FiltroRA(municipio_id=IDS.municipio, bairro_id=IDS.bairro_norte)
    assert achados(sessao, contexto, filtro) == no_norte | {IDS.ra_bloqueado}
    assert achados(sessao, contexto, FiltroRA(logradouro_id=IDS.logradouro_sol)) == no_norte


def test_no_lugar_por_dois_caminhos_aparece_uma_vez(sessao: Session, contexto: Contexto) -> None:
    _mudar(sessao, IDS.ra_urgente, f"brar_id = {IDS.area_norte}")
    assert achados(sessao, contexto, FiltroRA(municipio_id=IDS.municipio, bairro_id=IDS.bairro_norte)) == NORTE


def test_periodos_sao_independentes(sessao: Session, contexto: Contexto, hoje: date) -> None:
    atendidos = Periodo(hoje - timedelta(days=16), hoje - timedelta(days=10))
    encerrados = Periodo(hoje - timedelta(days=5), hoje)
    assert achados(sessao, contexto, FiltroRA(encerramento=encerrados)) == {IDS.ra_encerrado, IDS.ra_duplicado}
    assert achados(sessao, contexto, FiltroRA(atendimento=atendidos)) == {IDS.ra_encerrado, IDS.ra_encerrado_endereco}
    ambos = FiltroRA(atendimento=atendidos, encerramento=encerrados)
    assert achados(sessao, contexto, ambos) == {IDS.ra_encerrado}
    tramitados = replace(ambos, tramitacao=Periodo(hoje - timedelta(days=1), hoje))
    assert achados(sessao, contexto, tramitados) == set()


def test_o_dia_final_conta_ate_o_ultimo_instante(sessao: Session, contexto: Contexto) -> None:
    _mudar(sessao, IDS.ra_urgente, "rgat_tmregistroatendimento = '2020-03-31 23:59:59.999'")
    marco = Periodo(date(2020, 3, 1), date(2020, 3, 31))
    assert achados(sessao, contexto, FiltroRA(atendimento=marco)) == {IDS.ra_urgente}


def test_tramitacao_lista_o_ra_uma_vez_pelo_ultimo_tramite(sessao: Session, contexto: Contexto, hoje: date) -> None:
    for numero, dia in enumerate((5, 3), 70_001):
        _tramitar(sessao, numero, IDS.ra_encerrado_antigo, hoje - timedelta(days=dia), 13, 12)
    _tramitar(sessao, 70_003, IDS.ra_reativado_anterior, hoje - timedelta(days=4), 13, 13)
    filtro = FiltroRA(tramitacao=Periodo(hoje - timedelta(days=5), hoje - timedelta(days=3)))
    linhas = ra_filtrar.pesquisar(sessao, contexto, filtro).linhas
    assert {linha.id for linha in linhas} == {IDS.ra_encerrado_antigo, IDS.ra_com_os, IDS.ra_reativado}
    assert [linha.chave.valor for linha in linhas] == sorted((x.chave.valor for x in linhas), reverse=True)
    por_numero = ra_filtrar.pesquisar(sessao, contexto, filtro, ordem=Ordem(ColunaRA.NUMERO, decrescente=False))
    assert [x.id for x in por_numero.linhas] == sorted(x.id for x in linhas)
    assert ra_filtrar.contar(sessao, contexto, filtro).n == 3


def test_unidade_anterior_e_a_do_ultimo_tramite(sessao: Session, contexto: Contexto, hoje: date) -> None:
    _tramitar(sessao, 70_001, IDS.ra_urgente, hoje + timedelta(days=1), 13, 12)
    assert achados(sessao, contexto, FiltroRA(unidade_anterior_id=13)) == {IDS.ra_urgente}
    assert achados(sessao, contexto, FiltroRA(unidade_anterior_id=15)) == TODOS - {IDS.ra_urgente}


def test_filtrar_exige_periodo_e_pesquisar_nao(sessao: Session, contexto: Contexto, hoje: date) -> None:
    with pytest.raises(RegraViolada) as erro:
        ra_filtrar.filtrar(sessao, contexto, FiltroRA(situacao=SituacaoRA.PENDENTE))
    assert [v.codigo for v in erro.value.violacoes] == ["M60"]
    mes = FiltroRA(atendimento=Periodo(hoje - timedelta(days=5), hoje))
    assert IDS.ra_urgente in {linha.id for linha in ra_filtrar.filtrar(sessao, contexto, mes).linhas}
    assert ra_filtrar.filtrar(sessao, contexto, FiltroRA(numero=IDS.ra_urgente)).linhas


def test_login_desconhecido(sessao: Session, contexto: Contexto) -> None:
    with pytest.raises(RegraViolada) as erro:
        ra_filtrar.filtrar(sessao, contexto, FiltroRA(numero=IDS.ra_urgente, login="ninguem"))
    assert [v.codigo for v in erro.value.violacoes] == ["M64"]


def test_linha_tem_os_nomes(sessao: Session, contexto: Contexto) -> None:
    (linha,) = ra_filtrar.pesquisar(sessao, contexto, FiltroRA(numero=IDS.ra_com_os)).linhas
    dominios = contexto.dominios
    assert linha.especificacao == dominios.especificacoes[IDS.espec_os_automatica].descricao
    assert linha.tipo == dominios.tipos[IDS.tipo_comum].descricao
    assert linha.unidade_atual == "OPERAÇÃO DE ÁGUA"
    assert (linha.perfil, linha.localidade) == (dominios.perfis[5].descricao, "CENTRO")
    assert (linha.situacao, linha.urgente, linha.destaques) == (SituacaoRA.PENDENTE, False, ())


def test_destaques(sessao: Session, contexto: Contexto) -> None:
    linhas = ra_filtrar.pesquisar(sessao, contexto, FiltroRA(logradouro_id=IDS.logradouro_sol)).linhas
    destaques = {linha.id: linha.destaques for linha in linhas if linha.destaques}
    assert destaques == {
        IDS.ra_urgente: ("Registro de Atendimento em caráter de urgência",),
        IDS.ra_reiterado: ("Registro de Atendimento reiterado",),
    }


@pytest.mark.parametrize("decrescente", [True, False])
@pytest.mark.parametrize("coluna", list(ColunaRA))
def test_paginas_e_vizinhos_percorrem_tudo(
    sessao: Session, contexto: Contexto, monkeypatch: pytest.MonkeyPatch, coluna: ColunaRA, decrescente: bool
) -> None:
    muitos_ras.criar(sessao, 40)
    monkeypatch.setattr(ra_filtrar, "POR_PAGINA", 7)
    ordem = Ordem(coluna, decrescente)
    filtro = FiltroRA(municipio_id=IDS.municipio, tramitacao=SEMPRE if coluna is ColunaRA.DATA_TRAMITE else Periodo())
    linhas = _todas(sessao, contexto, filtro, ordem)
    chaves = [linha.chave for linha in linhas]
    assert len({c.id for c in chaves}) == len(chaves) == ra_filtrar.contar(sessao, contexto, filtro).n
    assert len(chaves) >= 53
    assert chaves == _ordenadas(chaves, decrescente)
    for anterior, atual, proxima in zip([None, *chaves], chaves, [*chaves[1:], None], strict=False):
        lados = ra_filtrar.vizinhos(sessao, contexto, filtro, atual, ordem)
        assert (lados.anterior, lados.proximo) == (anterior, proxima)


def _todas(sessao: Session, contexto: Contexto, filtro: FiltroRA, ordem: Ordem) -> list[ra_filtrar.LinhaRA]:
    linhas: list[ra_filtrar.LinhaRA] = []
    chave: Chave | None = None
    while True:
        pagina = ra_filtrar.pesquisar(sessao, contexto, filtro, chave, ordem)
        linhas += pagina.linhas
        chave = pagina.proxima
        if chave is None:
            return linhas


def _ordenadas(chaves: list[Chave], decrescente: bool) -> list[Chave]:
    """Sort as the list promises: by value and number in one direction, what has no value last."""
    com = sorted((c for c in chaves if c.valor is not None), key=lambda c: (c.valor, c.id), reverse=decrescente)
    sem = sorted((c for c in chaves if c.valor is None), key=lambda c: c.id, reverse=decrescente)
    return com + sem


def test_contagem_para_no_limite(sessao: Session, contexto: Contexto, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ra_filtrar, "CONTA_ATE", 10)
    assert ra_filtrar.contar(sessao, contexto, FiltroRA()) == Contagem(10, mais=True)
    assert ra_filtrar.contar(sessao, contexto, FiltroRA(municipio_id=IDS.municipio)) == Contagem(10, mais=True)
    assert ra_filtrar.contar(sessao, contexto, FiltroRA(logradouro_id=3)) == Contagem(3, mais=False)


def test_um_comando_por_pagina_qualquer_o_tamanho(sessao: Session, contexto: Contexto) -> None:
    filtro = FiltroRA(municipio_id=IDS.municipio)
    with comandos(sessao) as poucos:
        assert len(ra_filtrar.pesquisar(sessao, contexto, filtro).linhas) == 14
    muitos_ras.criar(sessao, 200)
    with comandos(sessao) as muitos:
        pagina = ra_filtrar.pesquisar(sessao, contexto, filtro)
        ra_filtrar.pesquisar(sessao, contexto, filtro, pagina.proxima)
    assert len(pagina.linhas) == 50
    assert (len(poucos), len(muitos)) == (1, 2)
    with comandos(sessao) as com_login:
        primeira = ra_filtrar.pesquisar(sessao, contexto, FiltroRA(login="atendente"))
        ra_filtrar.pesquisar(sessao, contexto, FiltroRA(login="atendente"), primeira.linhas[-1].chave)
    assert len(com_login) == 3


def test_subordinadas_com_ciclo(contexto: Contexto) -> None:
    unidades = dict(contexto.dominios.unidades)
    unidades[11] = replace(unidades[11], superior_id=13)
    assert subordinadas(unidades, 12) >= {11, 12, 13, 14}


@pytest.mark.parametrize(
    ("filtro", "indices"),
    [
        (
            FiltroRA(protocolo="19991000000005"),
            {"gd_ra_solicitante_protocolo", "gd_ra_reiteracao_protocolo", "registro_atendimento_pkey"},
        ),
        (FiltroRA(unidade_atual_id=13, situacao=SituacaoRA.PENDENTE), {"gd_ra_aberto_unidade"}),
        (FiltroRA(atendimento=SEMPRE), {"gd_ra_periodo"}),
        (FiltroRA(encerramento=SEMPRE), {"gd_ra_encerramento"}),
        (FiltroRA(tramitacao=SEMPRE), {"gd_tramite_periodo"}),
        (FiltroRA(imovel_id=1001), {"xfk11_registro_atendimento"}),
        (FiltroRA(especificacao_ids=(9016,), atendimento=SEMPRE), {"gd_ra_especificacao_periodo"}),
    ],
    ids=lambda valor: "-".join(sorted(valor)) if isinstance(valor, set) else "",
)
def test_plano_do_atendente(dsn: URL, atendente: Banco, filtro: FiltroRA, indices: set[str]) -> None:
    _encher(dsn)
    assert not indices - _palavras(atendente.executar(_plano_do_filtro, filtro))


def _plano_do_filtro(sessao: Session, filtro: FiltroRA) -> str:
    contexto = entrar(sessao)
    with comandos(sessao) as vistos:
        ra_filtrar.pesquisar(sessao, contexto, filtro)
    return plano(sessao, vistos)


def _palavras(explicado: str) -> set[str]:
    return set(explicado.split())


def _encher(dsn: URL) -> None:
    engine = create_engine(dsn, poolclass=NullPool)
    with Session(engine) as sessao, sessao.begin():
        muitos_ras.criar(sessao, 3000)


def _mudar(sessao: Session, ra: int, mudanca: str) -> None:
    sessao.execute(
        text(f"UPDATE atendimentopublico.registro_atendimento SET {mudanca} WHERE rgat_id = :ra"), {"ra": ra}
    )


def _tramitar(sessao: Session, tramite: int, ra: int, dia: date, origem: int, destino: int) -> None:
    valores: dict[str, Any] = {"t": tramite, "ra": ra, "dia": dia, "origem": origem, "destino": destino}
    sessao.execute(
        text(
            "INSERT INTO atendimentopublico.tramite (tram_id, rgat_id, tram_tmtramite, unid_idorigem, unid_iddestino,"
            " usur_idregistro, usur_idresponsavel) VALUES (:t, :ra, CAST(:dia AS date) + time '12:00', :origem,"
            " :destino, 101, 101)"
        ),
        valores,
    )


def test_by_the_current_data_prevista_and_without_current_unit(sessao: Session, contexto: Contexto, hoje: date) -> None:
    pendentes = FiltroRA(situacao=SituacaoRA.PENDENTE)
    vencidos = replace(pendentes, prevista=Periodo(None, hoje - timedelta(days=1)))
    assert achados(sessao, contexto, vencidos) == {IDS.ra_pendente_imovel, IDS.ra_reiterado, IDS.ra_da_loja}
    de_ontem = replace(pendentes, prevista=Periodo(hoje - timedelta(days=1), hoje - timedelta(days=1)))
    assert achados(sessao, contexto, de_ontem) == {IDS.ra_pendente_imovel, IDS.ra_da_loja}
    assert achados(sessao, contexto, FiltroRA(sem_unidade_atual=True)) == set()
    mudar = "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = NULL WHERE rgat_id = :ra"
    sessao.execute(text(mudar), {"ra": IDS.ra_encerrado})
    assert achados(sessao, contexto, FiltroRA(sem_unidade_atual=True)) == {IDS.ra_encerrado}


def test_the_ends_of_the_data_prevista_come_in_order(sessao: Session, contexto: Contexto, hoje: date) -> None:
    with pytest.raises(RegraViolada, match="Data final anterior à inicial"):
        ra_filtrar.pesquisar(sessao, contexto, FiltroRA(prevista=Periodo(hoje, hoje - timedelta(days=1))))
