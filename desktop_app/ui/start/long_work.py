"""Work off the window's thread that tells how far it is and can be stopped."""

import logging
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from desktop_app.errors import AppError
from desktop_app.jobs.progress import Report

_BROKEN = "程序内部出错,这一步没有做完,草稿没有损坏;请再试一次。"
_LOOK_EVERY = 50


class _Stopped(Exception):
    """Somebody does not want the result any more."""


class LongWork(QObject):
    """One piece of work. Connect before `start`; exactly one of the last three signals comes, and
    then the work goes.

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

    def start(self, pool: QThreadPool) -> None:
        pool.start(self._run)

    def stop(self) -> None:
        """Ask it to stop; `stopped` comes when it has."""
        self._is_stopped.set()

    def _run(self) -> None:
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
        finally:
            # Comes after the signals: both wait in the window's thread, in this order.
            self.deleteLater()

    def _report(self, done: int, total: int, what: str) -> None:
        if self._is_stopped.is_set():
            raise _Stopped
        self.progressed.emit(done, total, what)


class Question(QObject):
    """Something that may never be answered, as by a share that is gone. Nobody waits for it.

    The thread knows nothing of Qt: the window can go while it still asks.
    """

    answered = Signal(object)

    def __init__(self, ask: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._answers: SimpleQueue[object] = SimpleQueue()
        answers = self._answers
        self._thread = threading.Thread(target=lambda: answers.put(ask()), daemon=True)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        self._thread.start()
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        try:
            answer = self._answers.get_nowait()
        except Empty:
            return
        self._timer.stop()
        self.answered.emit(answer)
        self.deleteLater()
