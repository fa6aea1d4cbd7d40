"""Manter RA on screen, over a real server as an atendente [UC0406]."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from sqlalchemy import text

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo, periodo_padrao
from gsan_desk.services.relogio import hoje
from gsan_desk.services.sessao import entrar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consulta import exportacao
from gsan_desk.ui.consulta.filtrar import FiltrarRA
from gsan_desk.ui.consulta.percurso import Percurso
from tests.support.cenario import IDS


class JanelaFalsa:
    """Remembers what was asked to be opened."""

    def __init__(self) -> None:
        self.aberturas: list[tuple[str, dict[str, Any]]] = []

    def abrir(self, id_funcao: str, **kw: Any) -> QWidget | None:
        self.aberturas.append((id_funcao, kw))
        return None


@pytest.fixture
def ponte(laco, como) -> Iterator[Ponte]:
    banco = como("atendente")
    ponte = Ponte(banco, banco.executar(entrar))
    yield ponte
    ponte.fechar()
    ponte._trabalho.shutdown(wait=True)


@pytest.fixture
def janela() -> JanelaFalsa:
    return JanelaFalsa()


@pytest.fixture
def dia(sessao) -> date:
    return hoje(sessao)


@pytest.fixture
def tela(qtbot, ponte, estado, janela) -> FiltrarRA:
    return _abrir(qtbot, FiltrarRA(ponte, estado, janela))


def _abrir(qtbot, tela: FiltrarRA) -> FiltrarRA:
    qtbot.addWidget(tela)
    tela.resize(1366, 640)
    tela.show()
    qtbot.waitUntil(lambda: tela.campos._hoje is not None)
    return tela


def _digitar(qtbot, widget: QWidget, texto: str) -> None:
    alvo = widget.focusProxy() or widget
    alvo.setFocus()
    qtbot.keyClicks(alvo, texto)


def _enter(qtbot, tela: FiltrarRA, nome: str) -> None:
    alvo = tela.campos[nome].campo
    qtbot.keyClick(alvo.focusProxy() or alvo, Qt.Key.Key_Return)


def _numeros(tela: FiltrarRA) -> list[int]:
    return [linha.id for linha in tela.resultado.tabela.modelo.linhas]


def _esperar_linhas(qtbot, tela: FiltrarRA) -> list[int]:
    qtbot.waitUntil(lambda: tela.resultado.tabela.modelo.rowCount() > 0)
    return _numeros(tela)


def _muitos(sessao, quantos: int) -> None:
    """Copy a pending RA, a minute older each time, so that the list has several pages."""
    sessao.execute(
        text(
            "INSERT INTO atendimentopublico.registro_atendimento (rgat_id, step_id, meso_id, rgat_cdsituacao,"
            " rgat_icatendimentoonline, rgat_tmregistroatendimento, rgat_dtprevistaoriginal, rgat_dtprevistaatual,"
            " unid_idatual, rgat_tmultimaalteracao)"
            " SELECT 100000 + n, step_id, meso_id, rgat_cdsituacao, rgat_icatendimentoonline,"
            " rgat_tmregistroatendimento - n * interval '1 minute', rgat_dtprevistaoriginal, rgat_dtprevistaatual,"
            " unid_idatual, rgat_tmultimaalteracao"
            " FROM atendimentopublico.registro_atendimento, generate_series(1, :quantos) n WHERE rgat_id = :id"
        ),
        {"quantos": quantos, "id": IDS.ra_pendente_endereco},
    )
    sessao.commit()


def test_abre_com_o_periodo_de_um_mes_ate_hoje(tela, dia):
    assert tela.campos["atendimento"].campo.valor() == periodo_padrao(dia)
    assert tela.resultado.total.text() == "Preencha o filtro e tecle Enter."


def test_filtra_pelo_teclado_e_mostra_as_colunas(qtbot, tela):
    _digitar(qtbot, tela.campos["situacao"].campo, "pendentes")
    _enter(qtbot, tela, "situacao")
    qtbot.keyClick(tela, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    numeros = _esperar_linhas(qtbot, tela)

    assert IDS.ra_urgente in numeros
    assert IDS.ra_encerrado not in numeros
    assert tela.resultado.total.text() == f"Total de Registros de Atendimento encontrados: {len(numeros)}"
    titulos = [coluna.titulo for coluna in tela.resultado.tabela.colunas_visiveis()]
    assert titulos == [
        "!",
        "Número do RA",
        "Especificação",
        "Data Atendimento",
        "Data Encerramento",
        "Sit.",
        "Perfil do Imóvel",
        "Unidade Atual",
    ]
    assert not tela._painel.isVisible()
    assert "Situação: Pendentes" in tela._texto_resumo.text()


def test_urgente_e_reiterado_em_vermelho_com_letras_e_dica(qtbot, tela):
    tela.filtrar()
    numeros = _esperar_linhas(qtbot, tela)
    modelo = tela.resultado.tabela.modelo

    urgente, reiterado = (modelo.index(numeros.index(id_), 0) for id_ in (IDS.ra_urgente, IDS.ra_reiterado))

    assert urgente.data() == "URG"
    assert reiterado.data() == "R1"
    assert urgente.data(Qt.ItemDataRole.ToolTipRole) == "Registro de Atendimento em caráter de urgência"
    assert reiterado.data(Qt.ItemDataRole.ToolTipRole) == "Registro de Atendimento reiterado"
    comum = modelo.index(numeros.index(IDS.ra_da_loja), 0)
    assert comum.data(Qt.ItemDataRole.ForegroundRole) is None


def test_um_so_abre_a_consulta(qtbot, tela, janela):
    _digitar(qtbot, tela.campos["numero"].campo, str(IDS.ra_encerrado))
    _enter(qtbot, tela, "numero")

    qtbot.waitUntil(lambda: bool(janela.aberturas))

    funcao, parametros = janela.aberturas[0]
    assert funcao == "consultar_ra"
    assert parametros["numero"] == IDS.ra_encerrado
    assert isinstance(parametros["percurso"], Percurso)


def test_enter_na_lista_abre_a_linha(qtbot, tela, janela):
    tela.filtrar()
    numeros = _esperar_linhas(qtbot, tela)
    qtbot.keyClick(tela.resultado.tabela, Qt.Key.Key_Down)
    qtbot.keyClick(tela.resultado.tabela, Qt.Key.Key_Return)

    assert janela.aberturas[-1][1]["numero"] == numeros[1]


def test_nada_encontrado(qtbot, tela):
    _digitar(qtbot, tela.campos["numero"].campo, "999999")
    _enter(qtbot, tela, "numero")

    qtbot.waitUntil(lambda: tela.barra.textos() == ("Nenhum RA encontrado.",))
    assert tela._painel.isVisible()


def test_primeiro_caractere_da_data_inicial_vai_para_a_final(qtbot, tela):
    periodo = tela.campos["encerramento"].campo
    _digitar(qtbot, periodo, "1")
    assert periodo.final.text() == "1"
    qtbot.keyClicks(periodo.inicial, "/3/2026")
    assert periodo.final.text() == "1/3/2026"
    qtbot.keyClick(periodo.inicial, Qt.Key.Key_Tab)

    assert periodo.valor() == Periodo(date(2026, 3, 1), date(2026, 3, 1))
    assert periodo.final.text() == "01/03/2026"


@pytest.mark.parametrize("nome", ["numero", "protocolo", "imovel_id"])
def test_numero_protocolo_e_matricula_esvaziam_os_periodos(qtbot, tela, nome):
    tela.campos["tramitacao"].campo.definir(Periodo(date(2026, 1, 1), date(2026, 1, 2)))
    _digitar(qtbot, tela.campos[nome].campo, "1")

    for periodo in ("atendimento", "encerramento", "tramitacao"):
        assert tela.campos[periodo].campo.valor() == Periodo()


def test_numero_manual_esvazia_so_o_periodo_de_atendimento(qtbot, tela):
    tramitacao = Periodo(date(2026, 1, 1), date(2026, 1, 2))
    tela.campos["tramitacao"].campo.definir(tramitacao)
    _digitar(qtbot, tela.campos["numero_manual"].campo, "94")

    assert tela.campos["atendimento"].campo.valor() == Periodo()
    assert tela.campos["tramitacao"].campo.valor() == tramitacao


@pytest.mark.parametrize(
    ("situacao", "trancados"),
    [(None, set()), (1, {"encerramento", "motivo_encerramento_ids"}), (2, {"atendimento"}), (3, set())],
)
def test_situacao_tranca_os_periodos(tela, situacao, trancados):
    tela.mais.abrir()
    tela.campos["situacao"].campo.definir(situacao)

    nomes = ("atendimento", "encerramento", "tramitacao", "motivo_encerramento_ids")
    assert {n for n in nomes if not tela.campos[n].campo.isEnabled()} == trancados
    if situacao == 2:
        assert tela.campos["atendimento"].campo.valor() == Periodo()


def test_especificacao_so_com_um_tipo(qtbot, tela):
    tipos, especificacoes = (tela.campos[n].campo for n in ("tipo_ids", "especificacao_ids"))
    assert not especificacoes.isEnabled()

    tipos.definir([IDS.tipo_comum])
    assert especificacoes.isEnabled()
    especificacoes.definir([IDS.espec_urgente])
    assert especificacoes.valor() == (IDS.espec_urgente,)

    tipos.definir([IDS.tipo_comum, IDS.tipo_esgoto])
    assert not especificacoes.isEnabled()
    assert especificacoes.valor() == ()


def test_escolha_multipla_achada_digitando(qtbot, tela, ponte):
    tipos = tela.campos["tipo_ids"].campo
    tipos.setFocus()
    descricao = ponte.contexto.dominios.tipos[IDS.tipo_falta_agua].descricao
    qtbot.keyClicks(tipos.botao, descricao[0])
    assert tipos.caixa.isVisible()
    qtbot.keyClicks(tipos.caixa.procura, descricao[1:].replace(" ", "")[:3])
    qtbot.keyClick(tipos.caixa.procura, Qt.Key.Key_Return)

    assert not tipos.caixa.isVisible()
    assert tipos.valor() == (IDS.tipo_falta_agua,)
    assert tipos.texto() == descricao


def test_bairro_precisa_do_municipio_e_traz_as_areas(qtbot, tela):
    tela.mais.abrir()
    bairro, area = tela.campos["bairro_id"].campo, tela.campos["bairro_area_id"].campo
    assert not area.isEnabled()
    _digitar(qtbot, tela.campos["municipio_id"].campo, "1")
    qtbot.keyClick(tela.campos["municipio_id"].campo.codigo, Qt.Key.Key_Return)
    _digitar(qtbot, bairro, "10")
    qtbot.keyClick(bairro.codigo, Qt.Key.Key_Tab)

    qtbot.waitUntil(lambda: area.count() == 3)  # the blank one, and two áreas of the centre
    assert bairro.valor() == IDS.bairro_centro
    assert area.isEnabled()


def test_sem_periodo_e_sem_numero_pede_o_periodo(qtbot, tela):
    tela.campos["atendimento"].campo.definir(None)
    tela.filtrar()

    qtbot.waitUntil(lambda: tela.campos["atendimento"].erro == "Informe ao menos um intervalo de datas.")


def test_erros_aparecem_todos_ao_lado_dos_campos(qtbot, tela, dia):
    campos = tela.campos
    campos["atendimento"].campo.definir(Periodo(dia - timedelta(days=90), dia))
    campos["encerramento"].campo.definir(Periodo(dia, dia - timedelta(days=1)))
    campos["reiteracoes"].campo.definir((3, 1))
    campos["login"].campo.codigo.setText("ninguem")
    for nome in ("unidade_atual_id", "unidade_superior_id"):
        campos[nome].campo.codigo.setText(str(IDS.unidade_loja))
    tela.filtrar()

    qtbot.waitUntil(lambda: campos["login"].erro == "Usuário inexistente.")
    qtbot.waitUntil(lambda: tela.mais.aberta)
    campos["login"].campo.limpar()
    tela.filtrar()

    qtbot.waitUntil(lambda: campos["reiteracoes"].erro == "RA Reiteradas: informe os dois limites em ordem.")
    assert campos["atendimento"].erro == "O período de Atendimento não pode passar de um mês."
    assert campos["encerramento"].erro == "Data final anterior à inicial."
    assert campos["unidade_superior_id"].erro == (
        "Informe Unidade Atual ou Unidade Superior, não as duas.\nA unidade não tem unidades subordinadas."
    )


def test_periodo_sem_data_final(qtbot, tela, dia):
    tela.campos["tramitacao"].campo.definir(Periodo(dia, None))
    tela.filtrar()
    qtbot.waitUntil(
        lambda: tela.campos["tramitacao"].erro == "Informe a data final do período de Tramitação.",
    )


def test_data_impossivel_nao_vai_ao_servidor(qtbot, tela):
    periodo = tela.campos["atendimento"].campo
    periodo.inicial.setText("31/02/2026")
    tela.filtrar()

    qtbot.waitUntil(lambda: tela.campos["atendimento"].erro == "Data inválida.")
    assert tela.resultado.tabela.modelo.rowCount() == 0


def test_paginas_por_chave_ao_rolar_e_total_depois(qtbot, tela, sessao):
    _muitos(sessao, 120)
    tela.filtrar()
    _esperar_linhas(qtbot, tela)
    tabela = tela.resultado.tabela
    assert tabela.modelo.rowCount() == 50
    qtbot.waitUntil(lambda: "contando" not in tela.resultado.total.text())
    total = int(tela.resultado.total.text().rpartition(" ")[2])
    assert total > 120

    while tabela.modelo.rowCount() < total:
        antes = tabela.modelo.rowCount()
        qtbot.keyClick(tabela, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda antes=antes: tabela.modelo.rowCount() > antes)

    numeros = _numeros(tela)
    assert len(set(numeros)) == total


def test_ordena_no_servidor(qtbot, tela, sessao):
    _muitos(sessao, 60)
    tela.filtrar()
    _esperar_linhas(qtbot, tela)
    tabela = tela.resultado.tabela
    coluna = [c.nome for c in tabela.modelo.colunas].index("id")
    tabela._ordenar(coluna)

    qtbot.waitUntil(lambda: _numeros(tela) == sorted(_numeros(tela)) and _numeros(tela)[0] == IDS.ra_pendente_imovel)
    assert tabela.modelo.rowCount() == 50


def test_colunas_ficam_por_pessoa(qtbot, ponte, estado, janela, tela):
    tabela = tela.resultado.tabela
    nomes = [coluna.nome for coluna in tabela.modelo.colunas]
    tabela._mostrar_coluna(nomes.index("localidade"), True)
    tabela.setColumnWidth(nomes.index("especificacao"), 333)
    tabela.horizontalHeader().moveSection(1, 4)
    qtbot.waitUntil(lambda: bool(estado.mapa("tabela.ra.filtrar")))

    outra = FiltrarRA(ponte, estado, janela).resultado.tabela

    assert [c.nome for c in outra.colunas_visiveis()] == [c.nome for c in tabela.colunas_visiveis()]
    assert "localidade" in {c.nome for c in outra.colunas_visiveis()}
    assert outra.columnWidth(nomes.index("especificacao")) == 333


def test_limpar_volta_ao_inicio(qtbot, tela, dia):
    _digitar(qtbot, tela.campos["numero"].campo, "12")
    tela.limpar()

    assert tela.campos["numero"].campo.valor() == ""
    assert tela.campos["atendimento"].campo.valor() == periodo_padrao(dia)


def test_lista_dos_ras_de_um_imovel_sem_periodo(qtbot, ponte, estado, janela):
    tela = _abrir(qtbot, FiltrarRA(ponte, estado, janela, imovel_id=IDS.imovel_normal))

    numeros = _esperar_linhas(qtbot, tela)

    assert {IDS.ra_encerrado, IDS.ra_encerrado_antigo, IDS.ra_com_os} <= set(numeros)
    assert "Matrícula do Imóvel: 1001" in tela._texto_resumo.text()


def _escolher_arquivo(qtbot, tela: FiltrarRA, destino: Path) -> None:
    qtbot.waitUntil(lambda: bool(tela.findChildren(QFileDialog)))
    dialogo = tela.findChildren(QFileDialog)[-1]
    dialogo.findChild(QLineEdit, "fileNameEdit").setText(str(destino))
    dialogo.accept()


def test_exporta_csv_com_as_colunas_mostradas(qtbot, tela, sessao, tmp_path):
    _muitos(sessao, 70)
    tela.filtrar()
    _esperar_linhas(qtbot, tela)
    tela.resultado.exportar()
    destino = tmp_path / "lista.csv"
    _escolher_arquivo(qtbot, tela, destino)

    qtbot.waitUntil(lambda: any("gravado" in aviso for aviso in tela.barra.textos()))
    with destino.open(encoding="utf-8-sig", newline="") as arquivo:
        linhas = list(csv.reader(arquivo, delimiter=";"))
    assert linhas[0][:3] == ["Urgente", "Número do RA", "Especificação"]
    assert len(linhas) > 71
    assert str(IDS.ra_urgente) in {linha[1] for linha in linhas}


def test_exporta_xlsx(qtbot, tela, tmp_path):
    tela.filtrar()
    _esperar_linhas(qtbot, tela)
    tela.resultado.exportar()
    destino = tmp_path / "lista.xlsx"
    _escolher_arquivo(qtbot, tela, destino)

    qtbot.waitUntil(lambda: any("gravado" in aviso for aviso in tela.barra.textos()))
    assert destino.read_bytes().startswith(b"PK")


def test_exportacao_cancelada_nao_deixa_arquivo(qtbot, tela, tmp_path, monkeypatch):
    def parada(session, contexto, pedido, progresso, cancelado):
        progresso(1)
        session.execute(text("SELECT pg_sleep(60)"))

    monkeypatch.setattr(exportacao, "exportar", parada)
    tela.filtrar()
    _esperar_linhas(qtbot, tela)
    tela.resultado.exportar()
    _escolher_arquivo(qtbot, tela, tmp_path / "lista.csv")
    qtbot.waitUntil(lambda: tela._ocupado._texto.text() == "Exportando… 1 linhas")
    tela._ocupado._pedir_cancelamento()

    qtbot.waitUntil(lambda: tela.barra.textos() == ("Exportação cancelada.",))
    assert not list(tmp_path.glob("lista*"))


def test_pasta_que_nao_se_grava_e_dita(qtbot, tela, tmp_path, monkeypatch):
    def sem_espaco(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exportacao, "exportar", sem_espaco)
    tela.filtrar()
    _esperar_linhas(qtbot, tela)
    tela.resultado.exportar()
    _escolher_arquivo(qtbot, tela, tmp_path / "lista.csv")

    qtbot.waitUntil(lambda: any("Não foi possível gravar lista.csv" in aviso for aviso in tela.barra.textos()))


def test_abre_com_um_filtro_feito_em_outra_tela(qtbot, ponte, estado, janela, dia):
    filtro = FiltroRA(
        situacao=SituacaoRA.PENDENTE,
        tipo_ids=(IDS.tipo_comum,),
        especificacao_ids=(IDS.espec_cliente, IDS.espec_matricula),
        atendimento=Periodo(dia - timedelta(days=60), None),
        prevista=Periodo(None, dia - timedelta(days=1)),
        reiteracoes_de=0,
        reiteracoes_ate=9,
        unidade_superior_id=IDS.unidade_regional,
    )
    tela = _abrir(
        qtbot, FiltrarRA(ponte, estado, janela, filtro=replace(filtro, reiteracoes_de=None, reiteracoes_ate=None))
    )
    qtbot.waitUntil(lambda: sorted(_numeros(tela)) == sorted([IDS.ra_pendente_imovel, IDS.ra_da_loja]))
    assert tela.chave is None
    tela.filtrar()  # F5: a filter of a longer period than Filtrar takes is read again as it is
    qtbot.waitUntil(lambda: not tela._ocupado.em_andamento and tela.resultado.tabela.modelo.rowCount() == 2)
    assert tela.barra.textos() == ()
    tela.campos.mostrar(filtro)
    assert tela.campos.filtro() == filtro
    tela.campos["situacao"].campo.definir(None)
    tela.filtrar()
    qtbot.waitUntil(lambda: tela.campos["atendimento"].erro != "")
