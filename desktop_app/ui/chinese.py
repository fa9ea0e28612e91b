"""Chinese for the window: Qt's own words (the file dialog, 撤销 in a text's menu), and a face."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop_app.paths import FONTS

# The first has no traditional characters (notices are quoted as they are), the second no rare ones.
_FACES = ("OAHei.ttf", "OAFangOpen.ttf", "OARare.ttf")


def speak_chinese(application: QApplication) -> bool:
    """Load the translation that comes with Qt; whether it was there."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    words = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return words.load("qtbase_zh_CN", folder) and application.installTranslator(words)


def wear_own_face(application: QApplication) -> None:
    """Write with the fonts that come with the program, as on a machine without Chinese ones."""
    found: list[str] = []
    for name in _FACES:
        added = QFontDatabase.addApplicationFont(str(FONTS / name))
        found += QFontDatabase.applicationFontFamilies(added)
    face = QFont(application.font())
    face.setFamilies(found)
    application.setFont(face)
