"""The desktop program: makes every long-lived object once and shows the window."""

import ctypes
import getpass
import os
import sys
from contextlib import suppress
from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.jobs.garbage import collect_rarely
from desktop_app.paths import LOOK
from desktop_app.temporary import TemporaryFolder, remove_left_behind

# Seconds that the threads that audit and save may go on while the window waits for its turn.
_TURN = 0.0005
# `M_ARENA_MAX` of <malloc.h>.
_M_ARENA_MAX = -8


def main(draft: Path | None = None) -> int:
    """Open the window, with a draft or the start page; returns the exit code of the program."""
    # Heavy imports wait until a window is wanted: the command line starts without Qt.
    from PySide6.QtCore import QLibraryInfo
    from PySide6.QtGui import QFontDatabase, QIcon
    from PySide6.QtWidgets import QApplication

    from desktop_app.jobs import log
    from desktop_app.ui import no_traces
    from desktop_app.ui.chinese import speak_chinese, wear_own_face
    from desktop_app.ui.input_method import prepare
    from desktop_app.ui.look import Look
    from desktop_app.ui.prompts import Prompts
    from desktop_app.ui.settings import Settings
    from desktop_app.ui.shell.keeping import Keeping
    from desktop_app.ui.shell.main_window import MainWindow
    from desktop_app.ui.shell.oops import Oops
    from desktop_app.ui.theme import Theme
    from desktop_app.ui.tidying import Tidying

    settle_down()
    remove_left_behind()
    folder = log.start()
    log.watch_crashes(folder)
    log.did("打开程序")
    no_traces.prepare(os.environ, folder)
    prepare(os.environ, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
    application = QApplication(sys.argv[:1])
    application.setApplicationName("申报匣")
    # The desktop finds the program's entry, and with it its icon in the task bar, by this name.
    application.setDesktopFileName("shenbao")
    application.setWindowIcon(QIcon(str(LOOK / "shenbao.svg")))
    speak_chinese(application)
    # An office PC has Chinese fonts, a bare machine may not.
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        wear_own_face(application)
    Tidying(application)
    keeping = Keeping(application)
    oops = Oops(folder, lambda: keeping.sentence, application)
    oops.install()
    try:
        settings = Settings(folder, author=_author())
        theme = Theme()
        look = Look(application, theme, settings)
        look.wear()
        window = MainWindow(
            Prompts(settings),
            theme,
            author=settings.author,
            settings=settings,
            look=look,
            keeping=keeping,
        )
        oops.again.connect(window.tell)
        window.show()
        if draft is not None:
            window.open(draft.absolute())
    except Exception as fault:  # noqa: BLE001 - a program that does not start must say so
        oops.tell_at_start(fault)
        return 3
    code = application.exec()
    oops.uninstall()
    log.did("关闭程序")
    log.stop()
    return code


def try_window() -> str:
    """Open the window where nobody sees it, without a word in the user's own settings.

    Returns what was seen; raises AppError where Qt or its parts are missing.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # What this platform cannot do for want of a window manager is no news for whoever tests.
    os.environ["QT_LOGGING_RULES"] = "default.warning=false"
    try:
        from PySide6.QtWidgets import QApplication

        from desktop_app.ui.chinese import speak_chinese
        from desktop_app.ui.prompts import Prompts
        from desktop_app.ui.settings import Settings
        from desktop_app.ui.shell.main_window import MainWindow
        from desktop_app.ui.theme import Theme
    except ImportError as reason:
        raise AppError(f"窗口的部件装不上({reason});请重新安装程序。") from reason
    application = QApplication(sys.argv[:1])
    if not speak_chinese(application):
        raise AppError("缺少窗口的中文文字;请重新安装程序。")
    with TemporaryFolder() as folder:
        settings = Settings(folder)
        window = MainWindow(Prompts(settings), Theme(), settings=settings)
        window.show()
        application.processEvents()
        picture = window.grab()
        window.close()
    if picture.isNull():
        raise AppError("窗口画不出来;请重新安装程序。")
    return f"{picture.width()}×{picture.height()}"


def settle_down() -> None:
    """Make the process one for a window: whoever measures or tries the window does it, too."""
    _share_one_heap()
    # Where a computer's D-Bus was never set up, its library would end the program for asking.
    os.environ.setdefault("DBUS_FATAL_WARNINGS", "0")
    collect_rarely()
    sys.setswitchinterval(_TURN)


def _share_one_heap() -> None:
    """On Linux every thread would have a heap of its own, and what opening a draft leaves free in
    one is of no use to the audit in another: 300 to 340 MB with 10,000 projects, 290 with one
    heap. Python lets one thread at a time compute, so they hardly wait for each other."""
    if sys.platform == "linux":
        # A C library other than glibc has no such setting, and no such heaps.
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def _author() -> str:
    """Who works on the draft: the name of the account, if it has one."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
