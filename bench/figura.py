"""The picture of the growth: a small panel an operation, time against RAs, both in powers of ten."""

import os
from math import ceil, floor, log10
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen

COLUNAS, LARGURA, ALTURA, MARGEM = 4, 300, 190, 16
NOSSA, GSAN, EIXO, TEXTO = QColor("#0b6bcb"), QColor("#b3541e"), QColor("#c8ccd2"), QColor("#1d232b")
_CABECALHO = 56


def desenhar(medidas: dict[str, dict[int, dict[str, Any]]], arquivo: Path) -> None:
    """Draw the operations that were measured in more than one size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication(["figura"])
    assert app is not None
    paineis = [(nome, linhas) for nome, linhas in medidas.items() if len(linhas) > 1]
    filas = ceil(len(paineis) / COLUNAS)
    imagem = QImage(COLUNAS * LARGURA, _CABECALHO + filas * ALTURA, QImage.Format.Format_RGB32)
    imagem.fill(Qt.GlobalColor.white)
    pintor = QPainter(imagem)
    pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
    _legenda(pintor)
    for n, (nome, linhas) in enumerate(paineis):
        onde = QRectF(n % COLUNAS * LARGURA, _CABECALHO + n // COLUNAS * ALTURA, LARGURA, ALTURA)
        _painel(pintor, onde.adjusted(MARGEM + 30, 30, -MARGEM, -30), nome, linhas)
    pintor.end()
    imagem.save(str(arquivo))


def _legenda(pintor: QPainter) -> None:
    pintor.setFont(_fonte(13, QFont.Weight.DemiBold))
    pintor.setPen(TEXTO)
    pintor.drawText(QPointF(MARGEM, 24), "Mediana em milissegundos, conforme cresce a base (eixos em potências de dez)")
    pintor.setFont(_fonte(11))
    for x, cor, texto in ((MARGEM, NOSSA, "gsan-desk"), (MARGEM + 120, GSAN, "forma do GSAN, na mesma base")):
        pintor.setPen(QPen(cor, 2.5))
        pintor.drawLine(QPointF(x, 40), QPointF(x + 24, 40))
        pintor.setPen(TEXTO)
        pintor.drawText(QPointF(x + 30, 44), texto)


def _painel(pintor: QPainter, area: QRectF, nome: str, linhas: dict[int, dict[str, Any]]) -> None:
    tamanhos = sorted(linhas)
    series = {
        lado: [(log10(ras), log10(max(linhas[ras][lado]["mediana_ms"], 0.1))) for ras in tamanhos]
        for lado in ("nossa", "gsan")
    }
    alturas = [y for serie in series.values() for _, y in serie]
    base, topo = floor(min(alturas)), max(ceil(max(alturas)), floor(min(alturas)) + 1)

    def ponto(x: float, y: float) -> QPointF:
        lado = (x - log10(tamanhos[0])) / (log10(tamanhos[-1]) - log10(tamanhos[0]))
        return QPointF(area.left() + lado * area.width(), area.bottom() - (y - base) / (topo - base) * area.height())

    pintor.setFont(_fonte(10, QFont.Weight.DemiBold))
    pintor.setPen(TEXTO)
    titulo = pintor.fontMetrics().elidedText(nome, Qt.TextElideMode.ElideRight, int(area.width()) + 40)
    pintor.drawText(QPointF(area.left() - 30, area.top() - 10), titulo)
    pintor.setFont(_fonte(9))
    for potencia in range(base, topo + 1):
        y = ponto(log10(tamanhos[0]), potencia).y()
        pintor.setPen(QPen(EIXO, 1))
        pintor.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        pintor.setPen(TEXTO)
        pintor.drawText(QPointF(area.left() - 34, y + 4), f"{10**potencia:g}")
    for ras in tamanhos:
        x = ponto(log10(ras), base).x()
        pintor.drawText(QRectF(x - 30, area.bottom() + 4, 60, 14), Qt.AlignmentFlag.AlignHCenter, _curto(ras))
    for lado, cor in (("gsan", GSAN), ("nossa", NOSSA)):
        _linha(pintor, [ponto(x, y) for x, y in series[lado]], cor)


def _linha(pintor: QPainter, pontos: list[QPointF], cor: QColor) -> None:
    pintor.setPen(QPen(cor, 2.2))
    pintor.drawPolyline(pontos)
    pintor.setBrush(cor)
    for ponto in pontos:
        pintor.drawEllipse(ponto, 2.5, 2.5)


def _curto(ras: int) -> str:
    return f"{ras // 1_000_000} mi" if ras >= 1_000_000 else f"{ras // 1000} mil"


def _fonte(tamanho: int, peso: QFont.Weight = QFont.Weight.Normal) -> QFont:
    fonte = QFont("DejaVu Sans", weight=peso)
    fonte.setPixelSize(tamanho)
    return fonte
