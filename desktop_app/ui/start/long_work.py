"""Work off the window's thread that tells how far it is and can be stopped."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QThreadPool, Signal

from desktop_app.errors import AppError
from desktop_app.jobs.progress import Report

_BROKEN = "程序内部出错,这一步没有做完,草稿没有损坏;请再试一次。"


class _Stopped(Exception):
    """Somebody does not want the result any more."""


class LongWork(QObject):
    """One piece of work. Connect before `start`; exactly one of the last three signals comes.

    The task is handed a `Report`; raising from it is how the work stops.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(str)
    stopped = Signal()

    def __init__(self, task: Callable[[Report], object], parent: QObject) -> None:
        super().__init__(parent)
        self._task = task
        self._is_stopped = threading.Event()
        for one in (self.succeeded, self.failed, self.stopped):
            one.connect(self.deleteLater)

    def start(self, pool: QThreadPool) -> None:
        pool.start(self._run)

    def start_apart(self) -> None:
        """In a thread that nobody waits for at the end: what a share that is gone holds up."""
        threading.Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """Ask it to stop; `stopped` comes when it has."""
        self._is_stopped.set()

    def _run(self) -> None:
        # The window may be gone by the time that a share has answered.
        with suppress(RuntimeError):
            self._work()

    def _work(self) -> None:
        try:
            result = self._task(self._report)
        except _Stopped:
            self.stopped.emit()
        except AppError as reason:
            self.failed.emit(str(reason))
        except Exception:
            logging.getLogger(__name__).exception("work of the start page")
            self.failed.emit(_BROKEN)
        else:
            self.succeeded.emit(result)

    def _report(self, done: int, total: int, what: str) -> None:
        if self._is_stopped.is_set():
            raise _Stopped
        self.progressed.emit(done, total, what)
