"""The map: what a person sees, moves and chooses; tiles, good and hostile, from a server of the test's own."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gsan_desk.ui import theme
from gsan_desk.ui.mapa import mercator
from gsan_desk.ui.mapa.ladrilhos import RedeDeLadrilhos
from gsan_desk.ui.mapa.mapa import Mapa
from gsan_desk.ui.mapa.mercator import Lugar
from gsan_desk.ui.mapa.ponto import Ponto, Rotulo, Tipo

RECIFE = Lugar(-8.0476, -34.877)
RELATO = Ponto("relato", "Relato 12", RECIFE, Tipo.RELATO, raio=15)
PERTO = Ponto(170, "RA 170", Lugar(-8.0485, -34.877))
LONGE = Ponto(171, "RA 171", Lugar(-8.0476, -34.8907), Tipo.RA_ENCERRADO)


def _png(lado: int, cor: str = "#00aa55") -> bytes:
    imagem = QImage(lado, lado, QImage.Format.Format_RGB32)
    imagem.fill(QColor(cor))
    saida = QByteArray()
    fluxo = QBuffer(saida)
    fluxo.open(QIODevice.OpenModeFlag.WriteOnly)
    imagem.save(fluxo, "PNG")
    return saida.data()


def _pedaco(nome: bytes, dados: bytes) -> bytes:
    return struct.pack(">I", len(dados)) + nome + dados + struct.pack(">I", zlib.crc32(nome + dados))


BOMBA = b"\x89PNG\r\n\x1a\n" + _pedaco(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
HOSTIS = {
    "texto": b"<html>nada</html>",
    "bomba": BOMBA,
    "enorme": b"\x89PNG\r\n\x1a\n" + bytes(3 * 1_048_576),
    "vetorial": b"<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'/>",
    "pequena": _png(16),
    "vazia": b"",
}


class Servidor:
    """Answer every tile with the same bytes, and count."""

    def __init__(self, conteudo: bytes, codigo: int = 200) -> None:
        self.conteudo, self.codigo, self.pedidos = conteudo, codigo, list[str]()
        dele = self

        class Atendente(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                dele.pedidos.append(self.path)
                self.send_response(dele.codigo)
                self.send_header("Content-Length", str(len(dele.conteudo)))
                self.send_header("Content-Type", "image/png")
                self.send_header("Cache-Control", "max-age=86400")
                self.end_headers()
                with suppress(OSError):  # the map hung up
                    self.wfile.write(dele.conteudo)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Atendente)
        self._http.daemon_threads = True
        self.modelo = f"http://127.0.0.1:{self._http.server_port}/{{z}}/{{x}}/{{y}}.png"
        Thread(target=self._http.serve_forever, daemon=True).start()

    def fechar(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def servir(qapp, tmp_path) -> Iterator:
    """Start a server of tiles that the maps of the test find."""
    abertos: list[tuple[Servidor, RedeDeLadrilhos]] = []

    def abrir(conteudo: bytes, codigo: int = 200) -> Servidor:
        servidor = Servidor(conteudo, codigo)
        abertos.append((servidor, RedeDeLadrilhos(servidor.modelo, "© Prefeitura", 19, tmp_path / "cache", qapp)))
        return servidor

    yield abrir
    for servidor, rede in abertos:
        rede.setParent(None)
        rede.deleteLater()
        servidor.fechar()


def _mapa(qtbot, *pontos: Ponto) -> Mapa:
    mapa = Mapa()
    qtbot.addWidget(mapa)
    mapa.resize(600, 500)
    mapa.marcar(pontos, referencia="relato")
    mapa.show()
    qtbot.waitExposed(mapa)
    return mapa


def _cor_no_canto(mapa: Mapa) -> str:
    return mapa.plano.grab().toImage().pixelColor(30, 60).name()


def test_sem_ladrilhos_mostra_marcadores_e_distancias(qtbot):
    mapa = _mapa(qtbot, RELATO, PERTO, LONGE)
    assert [mapa.lista.item(i).text() for i in range(3)] == ["Relato 12", "RA 170 — a 100 m", "RA 171 — a 1,5 km"]
    assert all(mapa.plano.rect().contains(mapa.plano.posicao(p.lugar).toPoint()) for p in (RELATO, PERTO, LONGE))
    assert mapa.plano.accessibleDescription().startswith("3 pontos; centro 8,04")


def test_clique_e_lista_escolhem_o_marcador(qtbot):
    mapa = _mapa(qtbot, RELATO, PERTO)
    with qtbot.waitSignal(mapa.escolhido) as clicado:
        qtbot.mouseClick(
            mapa.plano, Qt.MouseButton.LeftButton, pos=mapa.plano.posicao(PERTO.lugar).toPoint() + QPoint(3, 2)
        )
    assert clicado.args == [170]
    assert mapa.lista.currentItem().text().startswith("RA 170")
    mapa.lista.setCurrentRow(0)
    with qtbot.waitSignal(mapa.escolhido) as pela_lista:
        qtbot.keyClick(mapa.lista, Qt.Key.Key_Return)
    assert pela_lista.args == ["relato"]


def test_teclas_movem_aproximam_e_enquadram(qtbot):
    mapa = _mapa(qtbot, RELATO, PERTO)
    plano, zoom = mapa.plano, mapa.plano.zoom
    qtbot.keyClick(plano, Qt.Key.Key_Plus)
    assert plano.zoom == zoom + 1
    antes = plano.centro
    qtbot.keyClick(plano, Qt.Key.Key_Right)
    qtbot.keyClick(plano, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert plano.centro.longitude > antes.longitude
    assert plano.centro.latitude > antes.latitude
    qtbot.keyClick(plano, Qt.Key.Key_Home)
    assert plano.zoom == zoom
    qtbot.keyClick(plano, Qt.Key.Key_Minus)
    assert plano.zoom == zoom - 1


def test_a_roda_aproxima_o_que_esta_sob_o_ponteiro(qtbot):
    plano = _mapa(qtbot, RELATO, PERTO).plano
    onde = QPointF(100, 80)
    antes, zoom = plano.lugar(onde), plano.zoom
    giro = QWheelEvent(
        onde, plano.mapToGlobal(onde), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(plano, giro)
    depois = plano.lugar(onde)
    assert plano.zoom == zoom + 1
    assert mercator.distancia(antes, depois) < 0.01


def test_arrastar_move_e_nao_escolhe(qtbot):
    mapa = _mapa(qtbot, RELATO, PERTO)
    escolhas: list[object] = []
    mapa.escolhido.connect(escolhas.append)
    inicio = mapa.plano.posicao(PERTO.lugar).toPoint()
    QTest.mousePress(mapa.plano, Qt.MouseButton.LeftButton, pos=inicio)
    QTest.mouseMove(mapa.plano, inicio + QPoint(60, 0))
    QTest.mouseRelease(mapa.plano, Qt.MouseButton.LeftButton, pos=inicio + QPoint(60, 0))
    assert abs(mapa.plano.posicao(PERTO.lugar).toPoint().x() - inicio.x() - 60) <= 1
    assert escolhas == []


def test_apontar_por_clique_e_por_tecla(qtbot):
    mapa = _mapa(qtbot, RELATO)
    mapa.apontar(True)
    onde = QPoint(120, 90)
    with qtbot.waitSignal(mapa.apontado) as clicado:
        qtbot.mouseClick(mapa.plano, Qt.MouseButton.LeftButton, pos=onde)
    assert mercator.distancia(clicado.args[0], mapa.plano.lugar(onde.toPointF())) < 0.01
    with qtbot.waitSignal(mapa.apontado) as pela_tecla:
        qtbot.keyClick(mapa.plano, Qt.Key.Key_Return)
    assert mercator.distancia(pela_tecla.args[0], mapa.plano.centro) < 0.01


def test_lugares_absurdos_e_nomes_hostis_nao_fazem_mal(qtbot):
    absurdos = [Ponto(i, "x", lugar) for i, lugar in enumerate([Lugar(float("nan"), 0), Lugar(91, 0), Lugar(0, 999)])]
    hostil = Ponto("h", "<img src=x onerror=1>\n" + "a" * 5000, RECIFE)
    mapa = _mapa(qtbot, *absurdos, hostil)
    mapa.marcar([*absurdos, hostil], [Rotulo("Rua\n<b>x</b>", RECIFE)])
    assert mapa.lista.count() == 1
    assert not mapa.plano.grab().isNull()


@pytest.mark.parametrize("tema", ["claro", "escuro"])
def test_ladrilhos_cobrem_o_plano(qtbot, qapp, servir, tema):
    theme.aplicar(qapp, tema)
    servir(_png(256))
    mapa = _mapa(qtbot, RELATO)
    qtbot.waitUntil(lambda: QColor(_cor_no_canto(mapa)).green() > QColor(_cor_no_canto(mapa)).red() + 40)
    if tema == "claro":
        assert _cor_no_canto(mapa) == "#00aa55"
    else:
        assert QColor(_cor_no_canto(mapa)).green() < 0xAA
    theme.aplicar(qapp, "claro")


def test_o_disco_guarda_os_ladrilhos(qtbot, servir):
    servidor = servir(_png(256))
    mapa = _mapa(qtbot, RELATO)
    qtbot.waitUntil(lambda: _cor_no_canto(mapa) == "#00aa55" and not mapa.plano.faltam_ladrilhos)
    pedidos = len(servidor.pedidos)
    outro = _mapa(qtbot, RELATO)
    qtbot.waitUntil(lambda: _cor_no_canto(outro) == "#00aa55" and not outro.plano.faltam_ladrilhos)
    assert pedidos > 0
    assert len(servidor.pedidos) == pedidos


@pytest.mark.parametrize("qual", HOSTIS)
def test_ladrilho_hostil_fica_de_fora(qtbot, servir, qual):
    servidor = servir(HOSTIS[qual])
    mapa = _mapa(qtbot, RELATO)
    base = _cor_no_canto(mapa)
    qtbot.waitUntil(lambda: bool(servidor.pedidos) and not mapa.plano.faltam_ladrilhos)
    assert _cor_no_canto(mapa) == base
    pedidos = len(servidor.pedidos)
    mapa.plano.repaint()
    assert not mapa.plano.faltam_ladrilhos
    assert len(servidor.pedidos) == pedidos


def test_servidor_que_falha_nao_e_importunado(qtbot, servir):
    servidor = servir(b"", 500)
    mapa = _mapa(qtbot, RELATO)
    qtbot.waitUntil(lambda: bool(servidor.pedidos) and not mapa.plano.faltam_ladrilhos)
    pedidos = len(servidor.pedidos)
    mapa.plano.repaint()
    assert len(servidor.pedidos) == pedidos


def test_fechar_o_mapa_no_meio_da_carga(qtbot, servir):
    servir(_png(256))
    mapa = Mapa()
    mapa.resize(600, 500)
    mapa.marcar([RELATO])
    mapa.show()
    mapa.plano.repaint()
    with qtbot.waitSignal(mapa.destroyed):
        mapa.deleteLater()


@pytest.mark.parametrize("zoom", [2, 10, 21])
@pytest.mark.parametrize("lugar", [RECIFE, Lugar(0, 0), Lugar(60, 179.9)])
def test_ida_e_volta_da_projecao(zoom, lugar):
    assert mercator.distancia(mercator.lugar_de(*mercator.mundo(lugar, zoom), zoom), lugar) < 0.01


def test_distancia_de_um_grau_no_meridiano():
    assert mercator.distancia(Lugar(0, 0), Lugar(1, 0)) == pytest.approx(111_195, abs=5)


@pytest.mark.parametrize(
    ("metros", "texto"),
    [(0, "0 m"), (0.4, "menos de 1 m"), (85.4, "85 m"), (1234, "1,2 km"), (2000, "2 km"), (34_500, "34 km")],
)
def test_distancia_por_escrito(metros, texto):
    assert mercator.em_metros(metros) == texto
