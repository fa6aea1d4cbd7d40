"""Light and dark: Fusion, palette roles, one short style sheet, and the colours that mean something."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from gsan_desk.ui import recursos

Tema = Literal["claro", "escuro", "sistema"]
TEMAS: tuple[Tema, ...] = ("sistema", "claro", "escuro")
_PROPRIEDADE = "gsan_tema"


@dataclass(frozen=True, slots=True)
class Cores:
    """Colours by what they say; every text colour reaches 4.5:1 on ``fundo``, ``base`` and ``base_alternada``."""

    fundo: str
    base: str
    base_alternada: str
    texto: str
    texto_fraco: str
    desabilitado: str
    borda: str
    destaque: str
    sobre_destaque: str
    foco: str
    botao: str
    erro: str
    erro_fundo: str
    aviso: str
    aviso_fundo: str
    info: str
    info_fundo: str
    sucesso: str
    sucesso_fundo: str
    urgente: str
    urgente_fundo: str
    reiterado: str
    reiterado_fundo: str


CLARO = Cores(
    fundo="#f3f5f7",
    base="#ffffff",
    base_alternada="#f7f9fb",
    texto="#1b2530",
    texto_fraco="#526170",
    desabilitado="#8a96a3",
    borda="#b9c4cf",
    destaque="#1b5e8c",
    sobre_destaque="#ffffff",
    foco="#1f77b4",
    botao="#e6ebf0",
    erro="#b3261e",
    erro_fundo="#fdecea",
    aviso="#7a4f00",
    aviso_fundo="#fff4d6",
    info="#1b4f78",
    info_fundo="#e6f1fa",
    sucesso="#1e6432",
    sucesso_fundo="#e6f4ea",
    urgente="#b3261e",
    urgente_fundo="#fdecea",
    reiterado="#7a4f00",
    reiterado_fundo="#fff4d6",
)
ESCURO = Cores(
    fundo="#20262c",
    base="#181d22",
    base_alternada="#1d2329",
    texto="#e4e9ee",
    texto_fraco="#a9b5c0",
    desabilitado="#6f7b87",
    borda="#46525e",
    destaque="#2f74a8",
    sobre_destaque="#ffffff",
    foco="#5aaee6",
    botao="#2c343c",
    erro="#ff9a91",
    erro_fundo="#43211f",
    aviso="#f0c060",
    aviso_fundo="#3c3013",
    info="#8fc7f2",
    info_fundo="#1d3346",
    sucesso="#86d19a",
    sucesso_fundo="#1c3a26",
    urgente="#ff9a91",
    urgente_fundo="#43211f",
    reiterado="#f0c060",
    reiterado_fundo="#3c3013",
)


def escuro() -> bool:
    """Tell whether the dark theme is in force."""
    app = QApplication.instance()
    return app is not None and app.property(_PROPRIEDADE) == "escuro"


def cores() -> Cores:
    """Give the colours of the theme in force."""
    return ESCURO if escuro() else CLARO


def tema_de(texto: str) -> Tema:
    """Read a theme from a setting; anything else is ``sistema``."""
    return next((tema for tema in TEMAS if tema == texto), "sistema")


def icone(nome: str, papel: str = "texto_fraco") -> QIcon:
    """Draw an icon in a colour of ``Cores``."""
    return recursos.icone(nome, getattr(cores(), papel))


def resolver(tema: Tema) -> Literal["claro", "escuro"]:
    """Say which theme ``sistema`` is just now."""
    if tema != "sistema":
        return tema
    return "escuro" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "claro"


def aplicar(app: QApplication, tema: Tema) -> None:
    """Dress the whole program; may be called again at any time."""
    escolhido = resolver(tema)
    app.setProperty(_PROPRIEDADE, escolhido)
    app.setStyle("Fusion")
    app.setPalette(paleta(cores()))
    app.setFont(_fonte(app))
    app.setStyleSheet(_folha(cores()))


def paleta(cores: Cores) -> QPalette:
    """Translate the colours into Qt's roles."""
    papeis = {
        QPalette.ColorRole.Window: cores.fundo,
        QPalette.ColorRole.WindowText: cores.texto,
        QPalette.ColorRole.Base: cores.base,
        QPalette.ColorRole.AlternateBase: cores.base_alternada,
        QPalette.ColorRole.Text: cores.texto,
        QPalette.ColorRole.PlaceholderText: cores.texto_fraco,
        QPalette.ColorRole.Button: cores.botao,
        QPalette.ColorRole.ButtonText: cores.texto,
        QPalette.ColorRole.BrightText: cores.erro,
        QPalette.ColorRole.Highlight: cores.destaque,
        QPalette.ColorRole.HighlightedText: cores.sobre_destaque,
        QPalette.ColorRole.Link: cores.info,
        QPalette.ColorRole.LinkVisited: cores.info,
        QPalette.ColorRole.ToolTipBase: cores.base,
        QPalette.ColorRole.ToolTipText: cores.texto,
        QPalette.ColorRole.Accent: cores.destaque,
        QPalette.ColorRole.Mid: cores.borda,
    }
    resultado = QPalette(QColor(cores.botao), QColor(cores.fundo))
    for papel, cor in papeis.items():
        resultado.setColor(papel, QColor(cor))
    apagado = QColor(cores.desabilitado)
    for papel in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        resultado.setColor(QPalette.ColorGroup.Disabled, papel, apagado)
    return resultado


def _fonte(app: QApplication) -> QFont:
    fonte = QFont(app.font())
    fonte.setPointSizeF(max(fonte.pointSizeF(), 9.0))
    return fonte


def _folha(cores: Cores) -> str:
    folha = recursos.texto("estilo.qss")
    folha = folha.replace("@pasta@", recursos.pasta().as_posix())
    folha = folha.replace("@tema@", "escuro" if cores is ESCURO else "claro")
    for nome in sorted(Cores.__slots__, key=len, reverse=True):
        folha = folha.replace(f"@{nome}@", getattr(cores, nome))
    return folha
