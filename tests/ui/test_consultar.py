"""Consultar, Pesquisar and quick search on screen, over a real server as an atendente [UC0424, UC0443, UC0452]."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget
from sqlalchemy import text

from gsan_desk.domain.filtro_ra import FiltroRA, periodo_padrao
from gsan_desk.services.ra_filtrar import filtrar
from gsan_desk.services.relogio import hoje
from gsan_desk.services.sessao import entrar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consulta.busca_rapida import BuscaRapida, ListaDeAcertos
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.consulta.percurso import Percurso
from gsan_desk.ui.consulta.pesquisar import JanelaPesquisarRA, RAEscolhido
from gsan_desk.ui.consulta.reiteracao import DadosDaReiteracao
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.widgets.message_bar import BarraMensagens
from tests.support.cenario import IDS, JPG_MINIMO, protocolo


class JanelaFalsa:
    """Remembers what was asked to be opened or closed."""

    def __init__(self) -> None:
        self.aberturas: list[tuple[str, dict[str, Any]]] = []
        self.fechados: list[QWidget] = []
        self.abas = self

    def abrir(self, id_funcao: str, **kw: Any) -> QWidget | None:
        self.aberturas.append((id_funcao, kw))
        return None

    def pedir_fechamento(self, widget: QWidget) -> None:
        self.fechados.append(widget)


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
def abrir(qtbot, ponte, estado, janela):
    def abrir(numero: int | None = None, percurso: Percurso | None = None) -> ConsultarRA:
        tela = ConsultarRA(ponte, estado, janela, numero, percurso)
        qtbot.addWidget(tela)
        tela.resize(1366, 640)
        tela.show()
        if numero is not None:
            qtbot.waitUntil(lambda: tela.ra is not None)
        return tela

    return abrir


def _nu(sessao, numero: int = 77) -> int:
    """Insert an RA as an automatic process would: nothing that may be absent is there."""
    sessao.execute(
        text(
            "INSERT INTO atendimentopublico.registro_atendimento (rgat_id, step_id, meso_id, rgat_cdsituacao,"
            " rgat_icatendimentoonline, rgat_tmregistroatendimento, rgat_dtprevistaoriginal, rgat_dtprevistaatual,"
            " rgat_tmultimaalteracao) VALUES (:numero, :espec, 1, 1, 1, now(), now(), now(), now())"
        ),
        {"espec": IDS.espec_inativa, "numero": numero},
    )
    sessao.commit()
    return numero


def test_mostra_os_grupos_com_o_primeiro_aberto(abrir):
    tela = abrir(IDS.ra_encerrado)
    secoes = tela.ficha.secoes

    assert list(secoes) == [
        "gerais",
        "local",
        "solicitante",
        "anexos",
        "tramite",
        "reiteracoes",
        "encerramento",
        "mensagens",
    ]
    assert [nome for nome, secao in secoes.items() if secao.aberta] == ["gerais"]
    textos = tela.ficha.textos()
    assert textos["gerais.Número do RA"] == str(IDS.ra_encerrado)
    assert textos["gerais.Situação"] == "Encerrado"
    assert textos["local.Matrícula"] == str(IDS.imovel_normal)
    assert textos["encerramento.Parecer"] == "SERVIÇO FEITO"
    assert tela.windowTitle() == f"RA {IDS.ra_encerrado}"


def test_so_ha_os_botoes_das_funcoes_que_existem(abrir):
    tela = abrir(IDS.ra_pendente_endereco)
    textos = {
        botao.text().replace("&", "").rstrip(" ▾") for botao in tela.findChildren(QPushButton) if botao.isVisible()
    }
    assert textos == {"Pesquisar", "Abrir todas", "Imprimir", "Imprimir Via Cliente", "Voltar"}


def test_coordenadas_e_diametro_com_virgula(abrir, sessao):
    """Written as the fields take them; the diâmetro, which only maps give, where it exists."""
    assert "local.Diâmetro (mm)" not in abrir(IDS.ra_com_os).ficha.textos()
    sessao.execute(
        text(
            "UPDATE atendimentopublico.registro_atendimento SET rgat_nncoordenadanorte = 9105123.5,"
            " rgat_nncoordenadaleste = 288000.25, rgat_nndiametro = 75.5 WHERE rgat_id = :ra"
        ),
        {"ra": IDS.ra_com_os},
    )
    sessao.commit()
    textos = abrir(IDS.ra_com_os).ficha.textos()
    assert textos["local.Coordenadas"] == "9105123,5000; 288000,2500"
    assert textos["local.Diâmetro (mm)"] == "75,50"


def test_bloqueado_mostra_a_descricao(abrir):
    textos = abrir(IDS.ra_bloqueado).ficha.textos()
    assert textos["gerais.Situação"] == "Bloqueado"
    assert textos["local.Descrição do Local"] == "ESTRADA DE TERRA DEPOIS DA PONTE, CASA AZUL"


def test_tolera_um_ra_sem_nada(abrir, sessao):
    tela = abrir(_nu(sessao))
    textos = tela.ficha.textos()

    assert textos["gerais.Unidade Atual"] == "–"
    assert textos["local.Endereço da Ocorrência"] == "–"
    assert "sem solicitante principal" in tela.ficha.secoes["solicitante"]._resumo.text()
    assert "sem tramitação" in tela.ficha.secoes["tramite"]._resumo.text()


def test_duplicado_mostra_o_ra_de_referencia(abrir):
    textos = abrir(IDS.ra_duplicado).ficha.textos()
    assert textos["gerais.Número do RA de Referência"] == f"{IDS.ra_pendente_endereco} (Pendente)"
    assert textos["encerramento.RA de Referência"] == f"{IDS.ra_pendente_endereco} (Pendente)"


def test_reativado_mostra_a_reativacao(abrir):
    tela = abrir(IDS.ra_reativado_anterior)
    assert tela.ficha.textos()["reativacao.Número do RA Atual"] == str(IDS.ra_reativado)


def test_pesquisa_outro_pelo_teclado(qtbot, abrir):
    tela = abrir()
    qtbot.keyClicks(tela.numero, str(IDS.ra_com_os))
    qtbot.keyClick(tela.numero, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: tela.ra is not None)
    assert tela.ra.numero == IDS.ra_com_os


def test_inexistente_diz_ao_lado_do_campo_e_guarda_o_que_mostrava(qtbot, abrir):
    tela = abrir(IDS.ra_com_os)
    tela.numero.setText("123456")
    qtbot.keyClick(tela.numero, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: tela.campo.erro == "RA não encontrado.")
    assert tela.ra.numero == IDS.ra_com_os


def test_numero_vazio_e_pedido(qtbot, abrir):
    tela = abrir()
    qtbot.keyClick(tela.numero, Qt.Key.Key_Return)
    assert tela.campo.erro == "Informe Número do RA."


def test_anterior_e_proximo_andam_na_lista(qtbot, abrir, ponte, sessao, rodar):
    filtro = FiltroRA(atendimento=periodo_padrao(hoje(sessao)))
    linhas = rodar(ponte.executar(filtrar, ponte.contexto, filtro)).linhas
    tela = abrir(linhas[1].id, Percurso(filtro, None, linhas[1].chave))
    qtbot.waitUntil(tela.botao_proximo.isEnabled)

    qtbot.keyClick(tela, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: tela.ra.numero == linhas[2].id and tela.botao_anterior.isEnabled())
    tela.botao_anterior.click()
    qtbot.waitUntil(lambda: tela.ra.numero == linhas[1].id and tela.botao_anterior.isEnabled())
    tela.botao_anterior.click()

    qtbot.waitUntil(lambda: tela.ra.numero == linhas[0].id and tela.botao_proximo.isEnabled())
    assert not tela.botao_anterior.isEnabled()


def test_pesquisar_outro_deixa_a_lista(qtbot, abrir, ponte, sessao, rodar):
    filtro = FiltroRA(atendimento=periodo_padrao(hoje(sessao)))
    linha = rodar(ponte.executar(filtrar, ponte.contexto, filtro)).linhas[1]
    tela = abrir(linha.id, Percurso(filtro, None, linha.chave))
    tela.numero.setText(str(IDS.ra_encerrado_antigo))
    tela.pesquisar()

    qtbot.waitUntil(lambda: tela.ra.numero == IDS.ra_encerrado_antigo)
    assert not tela.botao_anterior.isVisible()


def test_page_down_le_o_que_nao_cabe(qtbot, abrir):
    tela = abrir(IDS.ra_com_os)
    tela.ficha.abrir_todas()
    barra = tela.ficha._rolagem.verticalScrollBar()
    qtbot.waitUntil(lambda: barra.maximum() > 0)
    qtbot.keyClick(tela.numero, Qt.Key.Key_PageDown)
    assert barra.value() > 0


def test_via_em_pdf_pelo_menu(qtbot, abrir, tmp_path):
    tela = abrir(IDS.ra_com_os)
    destino = tmp_path / "via.pdf"
    tela._via.actions()[1].trigger()
    qtbot.waitUntil(lambda: bool(tela.findChildren(QFileDialog)))
    dialogo = tela.findChild(QFileDialog)
    dialogo.findChild(QLineEdit, "fileNameEdit").setText(str(destino))
    dialogo.accept()

    qtbot.waitUntil(lambda: any("PDF gravado" in aviso for aviso in tela.barra.textos()))
    assert destino.read_bytes().startswith(b"%PDF-")


def test_imprimir_pergunta_a_impressora(qtbot, abrir):
    tela = abrir(IDS.ra_com_os)
    tela._impressao.actions()[0].trigger()
    qtbot.waitUntil(lambda: bool(tela.findChildren(QPrintDialog)))
    tela.findChild(QPrintDialog).reject()

    qtbot.waitUntil(lambda: not tela.findChildren(QPrintDialog))
    assert tela.barra.textos() == ()


def test_voltar_fecha_a_aba(abrir, janela):
    tela = abrir(IDS.ra_com_os)
    tela.botao_voltar.click()
    assert janela.fechados == [tela]


def test_secoes_ficam_como_a_pessoa_deixou(qtbot, abrir):
    tela = abrir(IDS.ra_com_os)
    tela.ficha.secoes["local"].abrir()
    tela.ficha.secoes["gerais"].abrir(False)
    tela.mostrar(IDS.ra_encerrado)

    qtbot.waitUntil(lambda: tela.ra.numero == IDS.ra_encerrado)
    assert [nome for nome, secao in tela.ficha.secoes.items() if secao.aberta] == ["local"]


def test_enter_no_anexo_abre_o_arquivo(qtbot, abrir, monkeypatch):
    abertos: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: abertos.append(url.toLocalFile()) or True)
    tela = abrir(IDS.ra_encerrado)
    tela.ficha.secoes["anexos"].abrir()
    grade = tela.ficha.findChild(TabelaLinhas, "grade_anexos")
    grade.ir_para(0)
    qtbot.keyClick(grade, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: bool(abertos))
    with open(abertos[0], "rb") as arquivo:
        assert arquivo.read() == JPG_MINIMO
    assert abertos[0].endswith(".jpg")


def test_anexo_que_nao_e_documento_nao_abre(qtbot, abrir, sessao, monkeypatch):
    sessao.execute(text("UPDATE atendimentopublico.ra_anexo SET raan_imdocumento = 'MZ programa'::bytea"))
    sessao.commit()
    abertos: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: abertos.append(url.toLocalFile()) or True)
    tela = abrir(IDS.ra_encerrado)
    tela.ficha.anexo_pedido.emit(tela.ra.anexos[0])

    qtbot.waitUntil(lambda: bool(tela.barra.textos()))
    assert "não foi aberto" in tela.barra.textos()[0]
    assert not abertos


def test_reiteracao_em_janela(qtbot, abrir):
    tela = abrir(IDS.ra_reiterado)
    tela.ficha.secoes["reiteracoes"].abrir()
    grade = tela.ficha.findChild(TabelaLinhas, "grade_reiteracoes")
    grade.ir_para(0)
    qtbot.keyClick(grade, Qt.Key.Key_Return)

    janela = tela.findChild(DadosDaReiteracao)
    assert janela.isVisible()
    janela.reject()


@pytest.fixture
def pesquisa(qtbot, ponte, estado, laco):
    dono = QWidget()
    qtbot.addWidget(dono)
    dono.show()
    janela = JanelaPesquisarRA(ponte, estado, dono)
    tarefa = laco.create_task(janela.escolher())
    qtbot.waitUntil(janela.isVisible)
    yield janela, tarefa
    tarefa.cancel()


def test_pesquisar_devolve_numero_e_especificacao(qtbot, pesquisa, ponte):
    janela, tarefa = pesquisa
    qtbot.keyClicks(janela.campos["numero"].campo, str(IDS.ra_encerrado_antigo))
    qtbot.keyClick(janela.campos["numero"].campo, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: janela.resultado.tabela.modelo.rowCount() == 1)
    qtbot.keyClick(janela.resultado.tabela, Qt.Key.Key_Return)

    qtbot.waitUntil(tarefa.done)
    especificacao = ponte.contexto.dominios.especificacoes[IDS.espec_simples].descricao
    assert tarefa.result() == RAEscolhido(IDS.ra_encerrado_antigo, especificacao)


def test_pesquisar_nao_exige_periodo(qtbot, pesquisa):
    janela, _ = pesquisa
    janela.pesquisar()
    qtbot.waitUntil(lambda: IDS.ra_encerrado_antigo in {r.id for r in janela.resultado.tabela.modelo.linhas})


def test_pesquisar_confere_o_digito_do_numero_manual(qtbot, pesquisa):
    janela, _ = pesquisa
    qtbot.keyClicks(janela.campos["numero_manual"].campo, "95")
    janela.pesquisar()
    qtbot.waitUntil(lambda: janela.campos["numero_manual"].erro == "Dígito do Número Manual incorreto.")


def test_fechar_a_pesquisa_nao_da_nada(qtbot, pesquisa):
    janela, tarefa = pesquisa
    janela.reject()
    qtbot.waitUntil(tarefa.done)
    assert tarefa.result() is None


@pytest.fixture
def busca(qtbot, ponte, janela):
    campo = QLineEdit()
    qtbot.addWidget(campo)
    campo.show()
    barra = BarraMensagens()
    qtbot.addWidget(barra)
    return BuscaRapida(ponte, janela, campo, barra), campo, barra


def test_busca_rapida_por_protocolo_abre_o_ra(qtbot, busca, janela, sessao):
    busca[0].procurar(protocolo(IDS.ra_da_loja, hoje(sessao).year))
    qtbot.waitUntil(lambda: janela.aberturas == [("consultar_ra", {"numero": IDS.ra_da_loja})])


def test_busca_rapida_com_varios_oferece_a_lista(qtbot, busca, janela, sessao):
    busca[0].procurar(str(_nu(sessao, IDS.imovel_normal)))
    qtbot.waitUntil(lambda: bool(busca[1].findChildren(ListaDeAcertos)))
    lista = busca[1].findChild(ListaDeAcertos)
    qtbot.keyClick(lista.lista, Qt.Key.Key_Down)
    qtbot.keyClick(lista.lista, Qt.Key.Key_Return)

    assert janela.aberturas == [("manter_ra", {"imovel_id": IDS.imovel_normal})]


def test_busca_rapida_sem_acerto_diz(qtbot, busca):
    busca[0].procurar("99999999")
    qtbot.waitUntil(lambda: busca[2].textos() == ("Nada encontrado para “99999999”.",))
