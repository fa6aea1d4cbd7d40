"""Portuguese for what Qt itself writes: context menus, standard buttons, numbers and dates."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def aplicar(app: QApplication) -> None:
    """Set the locale and install Qt's own translation, when it comes with this Qt."""
    QLocale.setDefault(QLocale(QLocale.Language.Portuguese, QLocale.Country.Brazil))
    tradutor = QTranslator(app)
    if tradutor.load("qtbase_pt_BR", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(tradutor)
