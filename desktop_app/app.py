"""The desktop program: makes every long-lived object once and shows the window."""

import sys


def main() -> int:
    """Open the window; returns the exit code of the program."""
    # Heavy imports wait until a window is wanted: the command line starts without Qt.
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtWidgets import QApplication

    from desktop_app.paths import FONTS
    from desktop_app.ui.check_window import CheckWindow
    from desktop_app.ui.prompts import Prompts

    application = QApplication(sys.argv[:1])
    application.setApplicationName("申报匣")
    application.setStyle("Fusion")
    # An office PC has Chinese fonts, a bare machine may not.
    if not any("CN" in name or "SC" in name for name in QFontDatabase.families()):
        QFontDatabase.addApplicationFont(str(FONTS / "OAHei.ttf"))
    window = CheckWindow(Prompts())
    window.show()
    return application.exec()
