"""A window in a process of its own: how long until it can be used, or until a draft is open.

    python -m tests.bench.window_child bare|program WHEN
    python -m tests.bench.window_child open DRAFT [steps] [keys] WHEN

WHEN is the parent's `time.time()` before it started the process. The program runs as a person
starts it; what is measured listens where its event loop begins, so the product has no hook.
"""

import sys
import time
from collections.abc import Callable

_BEGAN = time.perf_counter()


def bare(begun: float) -> None:
    """The least that a program with a main window can do."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1366, 728)
    window.show()
    _listen(begun)
    application.exec()


def program(begun: float) -> None:
    """The program itself, through its own front door."""
    from desktop_app import cli

    _at_exec(lambda: _listen(begun))
    cli.main([])


def opened(begun: float, path: str, *jobs: str) -> None:
    """The program, and what is done with a draft in it."""
    from desktop_app import app

    del begun

    def go() -> None:
        from tests.bench.window_open import go_through

        go_through(path, *jobs)

    _at_exec(go, is_all=True)
    app.main()


def _at_exec(do: Callable[[], None], *, is_all: bool = False) -> None:
    """Do this when the program is about to begin its event loop, or in its place."""
    from PySide6.QtWidgets import QApplication

    begin = QApplication.exec

    def run(*_: object) -> int:
        do()
        return 0 if is_all else begin()

    QApplication.exec = run


def _listen(begun: float) -> None:
    """Say how long it took until the window was painted and had answered a key, then end."""
    import json

    from PySide6.QtCore import QEvent, QObject, Qt, QTimer
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication.instance()
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))

    class Watch(QObject):
        asked = False

        def eventFilter(self, watched, event) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint and not self.asked and watched.isWidgetType():
                self.asked = True
                # Behind the paint under way, before whatever the program puts off.
                key = QKeyEvent(
                    QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier
                )
                QApplication.postEvent(window, key)
            elif event.type() == QEvent.Type.KeyPress and watched is window:
                said = {"whole": time.time() - begun, "inside": time.perf_counter() - _BEGAN}
                print(json.dumps(said), flush=True)
                application.removeEventFilter(self)
                QTimer.singleShot(0, window.close)
            return False

    watch = Watch(window)
    application.installEventFilter(watch)
    window.update()


if __name__ == "__main__":
    job, *rest = sys.argv[1:]
    *told, when = rest
    {"bare": bare, "program": program, "open": opened}[job](float(when), *told)
