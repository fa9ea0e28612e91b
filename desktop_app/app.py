"""The desktop program: makes every long-lived object once and shows the window."""

import gc
import getpass
import sys

# Looking for garbage among the hundreds of thousands of values of a large draft holds every thread
# up for a quarter of a second (measured at 5,000 rows); by default that comes with each audit.
_RARELY = (50_000, 20, 50)
# Seconds that the threads that audit and save may go on while the window waits for its turn.
_TURN = 0.0005


def main() -> int:
    """Open the window; returns the exit code of the program."""
    # Heavy imports wait until a window is wanted: the command line starts without Qt.
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication

    from desktop_app.paths import FONTS
    from desktop_app.ui.check_window import CheckWindow
    from desktop_app.ui.chinese import speak_chinese
    from desktop_app.ui.prompts import Prompts
    from desktop_app.ui.theme import Theme, system_scheme

    gc.set_threshold(*_RARELY)
    sys.setswitchinterval(_TURN)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("申报匣")
    speak_chinese(application)
    # An office PC has Chinese fonts, a bare machine may not.
    if not any("CN" in name or "SC" in name for name in QFontDatabase.families()):
        added = QFontDatabase.addApplicationFont(str(FONTS / "OAHei.ttf"))
        application.setFont(QFont(QFontDatabase.applicationFontFamilies(added)))
    theme = Theme(system_scheme())
    theme.dress(application)
    window = CheckWindow(Prompts(), theme, author=_author())
    window.show()
    return application.exec()


def _author() -> str:
    """Who works on the draft: the name of the account, if it has one."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
