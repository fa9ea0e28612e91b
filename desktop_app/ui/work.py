"""Work off the window's thread: frozen values in, a value or a sentence out.

`Work` is done once, `LongWork` tells how far it is and can be cancelled, `Latest` is for what is
asked for again and again and of which only the newest counts.
"""

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from desktop_app.errors import AppError
from desktop_app.jobs import log
from desktop_app.jobs.progress import Cancelled, Report

BROKEN = "程序内部出错,这一步没有做完,草稿没有损坏;请再试一次,仍然不行请看「运行记录」。"

Tick = Callable[[], None]


class Work(QObject):
    """One piece of work. Connect before `start`; exactly one of the signals comes, and then the
    work goes, with all that its task holds."""

    succeeded = Signal(object)
    failed = Signal(str)

    def __init__(self, task: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._task = task

    def start(self, pool: QThreadPool) -> None:
        pool.start(self._run)

    def _run(self) -> None:
        try:
            result = self._task()
        except Exception as fault:  # noqa: BLE001 - whoever waits must hear that nothing comes
            self._fail(fault)
        else:
            self.succeeded.emit(result)
        finally:
            # Comes after the signals: both wait in the window's thread, in this order.
            self.deleteLater()

    def _fail(self, fault: Exception) -> None:
        self.failed.emit(sentence_of(fault, BROKEN))


class LongWork(Work):
    """Work whose task is handed a `Report`; raising from it is how the work is cancelled.

    `cancelled` comes instead of the other two when it was.
    """

    progressed = Signal(int, int, str)
    cancelled = Signal()

    def __init__(self, task: Callable[[Report], object], parent: QObject) -> None:
        super().__init__(lambda: task(self._report), parent)
        self._is_unwanted = threading.Event()

    def cancel(self) -> None:
        """Stop at the next thing that the task tells; it clears up first."""
        self._is_unwanted.set()

    def _report(self, done: int, total: int, what: str) -> None:
        if self._is_unwanted.is_set():
            raise Cancelled
        self.progressed.emit(done, total, what)

    def _fail(self, fault: Exception) -> None:
        if isinstance(fault, Cancelled):
            self.cancelled.emit()
        else:
            super()._fail(fault)


class Latest(QObject):
    """Runs one piece of work at a time. Connect before `ask`; of pieces asked for in a row the
    last one alone comes out. `broken` is what a person reads when the program is at fault."""

    found = Signal(object)
    failed = Signal(str)
    _ended = Signal(int, object, str)

    def __init__(self, parent: QObject, broken: str = BROKEN) -> None:
        super().__init__(parent)
        self._broken = broken
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._lock = threading.Lock()
        self._number = 0
        self._wanted: Callable[[Tick], object] | None = None
        self._is_working = False
        self._ended.connect(self._tell)

    def ask(self, task: Callable[[Tick], object]) -> None:
        """Do this next. The task may call what it is given now and then: that ends it when it is
        overtaken."""
        with self._lock:
            self._number += 1
            self._wanted = task
            if self._is_working:
                return
            self._is_working = True
        self._pool.start(self._run)

    def drop(self) -> None:
        """Nothing is wanted any more."""
        with self._lock:
            self._number += 1
            self._wanted = None

    def stop(self) -> None:
        """Take on nothing more, and wait for what is under way."""
        self.drop()
        self._pool.waitForDone()

    def _run(self) -> None:
        while (found := self._next()) is not None:
            number, task = found
            try:
                result = task(partial(self._go_on, number))
            except Cancelled:
                continue
            except Exception as fault:  # noqa: BLE001 - whoever waits must hear that nothing comes
                self._ended.emit(number, None, sentence_of(fault, self._broken))
            else:
                self._ended.emit(number, result, "")

    def _next(self) -> tuple[int, Callable[[Tick], object]] | None:
        with self._lock:
            task, self._wanted = self._wanted, None
            self._is_working = task is not None
            return (self._number, task) if task is not None else None

    def _go_on(self, number: int) -> None:
        if number != self._number:
            raise Cancelled

    @Slot(int, object, str)
    def _tell(self, number: int, result: object, sentence: str) -> None:
        # It may have been overtaken on its way from one thread to the other.
        if number != self._number:
            return
        if sentence:
            self.failed.emit(sentence)
        else:
            self.found.emit(result)


def sentence_of(fault: Exception, broken: str) -> str:
    """What a person reads about something that did not work; a fault of the program is `broken`,
    and the 运行记录 keeps where it was."""
    if isinstance(fault, AppError):
        return str(fault)
    log.wrong(broken, fault)
    return broken
