"""The last line of defence: whatever was not caught becomes one calm dialog and a log entry.

The hooks may be called in any thread, within any slot; the dialog belongs to the window's thread.
"""

import contextlib
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from desktop_app.errors import AppError
from desktop_app.jobs import log
from desktop_app.ui.shell.log_panel import LogWindow
from desktop_app.ui.shell.oops_dialog import OopsDialog

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_SENTENCE = "程序出了一点问题,刚才这一步没有做完。"
_IN_THREAD = "程序在后台做的一件事出了问题,没有做完。"
_AT_START = "程序没有能够启动。"
_NOTHING_TOUCHED = "草稿没有被改动。"
# A fault that comes back by itself (while a window is drawn, from a timer) within so many seconds
# after it was last seen is counted and logged; a dialog again and again would leave no way on.
_QUIET = 2.0
# Entries of one fault in the log; what repeats without end must not push everything else out.
_LOGGED = 20


class Oops(QObject):
    """Catches, tells once, counts what repeats. `again` is told with a sentence for the banner
    when a fault that a person has already seen comes back by itself."""

    again = Signal(str)
    _came = Signal(str, str, object)

    def __init__(
        self,
        folder: Path,
        told_work: Callable[[], str],
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._folder, self._told_work, self._clock = folder, told_work, clock
        self._dialog: OopsDialog | None = None
        self._log_window: LogWindow | None = None
        self._seen: dict[str, float] = {}
        self._counted: dict[str, int] = {}
        self._counting = threading.Lock()
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch from now on."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._catch
        threading.excepthook = self._catch_in_thread
        sys.unraisablehook = self._catch_unraisable

    def uninstall(self) -> None:
        """Leave catching to what was there before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def tell_at_start(self, fault: Exception) -> None:
        """The window could not even be made: nothing runs yet that would show a dialog later."""
        self._log(_AT_START, fault)
        told = str(fault) if isinstance(fault, AppError) else _AT_START
        dialog = OopsDialog(told, _NOTHING_TOUCHED, log.technical(fault))
        wants_log: list[bool] = []
        dialog.log_asked.connect(lambda: wants_log.append(True))
        dialog.exec()
        if wants_log:
            window = LogWindow(self._folder)
            window.show_latest()
            window.exec()

    def show_log(self) -> None:
        """Open 「运行记录」."""
        if self._log_window is None:
            self._log_window = LogWindow(self._folder)
        self._log_window.show_latest()

    def _catch(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        if not isinstance(fault, Exception):
            # Ctrl+C at the console, and what ends the program.
            self._before[0](kind, fault, trace)
            return
        is_main = threading.current_thread() is threading.main_thread()
        self._tell(fault, _SENTENCE if is_main else _IN_THREAD)

    def _catch_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            self._tell(args.exc_value, _IN_THREAD)

    def _catch_unraisable(self, args: "UnraisableHookArgs") -> None:
        # While something was being thrown away: nothing a person did has failed.
        if isinstance(args.exc_value, Exception):
            self._log("程序收拾内存时出错,不影响使用。", args.exc_value)

    def _tell(self, fault: Exception, sentence: str) -> None:
        """In whatever thread: log now, show in the window's thread."""
        told = str(fault) if isinstance(fault, AppError) else sentence
        self._log(sentence, fault)
        # No window any more, at the very end of the program.
        with contextlib.suppress(RuntimeError):
            self._came.emit(told, log.signature(fault), log.technical(fault))

    def _log(self, sentence: str, fault: Exception) -> None:
        which = log.signature(fault)
        with self._counting:
            self._counted[which] = self._counted.get(which, 0) + 1
            count = self._counted[which]
        if count < _LOGGED:
            log.wrong(sentence, fault)
        elif count == _LOGGED:
            log.wrong(f"{sentence}同一个问题已经出现 {count} 次,以后不再逐次记录。", fault)

    @Slot(str, str, object)
    def _show(self, sentence: str, which: str, technical: tuple[str, ...]) -> None:
        now = self._clock()
        last = self._seen.get(which)
        self._seen[which] = now
        if self._dialog is not None:
            self._dialog.count()
            return
        if last is not None and now - last < _QUIET:
            self.again.emit("刚才的问题又自己出现了;请保存并关闭程序,再打开一次。")
            return
        try:
            dialog = OopsDialog(sentence, self._told_work(), technical)
            dialog.log_asked.connect(self.show_log)
            dialog.leave_asked.connect(QApplication.closeAllWindows)
            dialog.finished.connect(self._go_on)
            self._dialog = dialog
            dialog.show_over(QApplication.activeWindow())
        except Exception as fault:  # noqa: BLE001 - a fault in telling must not be told
            self._dialog = None
            log.wrong("连出错的说明也没能显示。", fault)

    @Slot()
    def _go_on(self) -> None:
        dialog, self._dialog = self._dialog, None
        now = self._clock()
        self._seen = dict.fromkeys(self._seen, now)
        if dialog is not None:
            dialog.deleteLater()
