"""A long job with its line: started, shown, cancelled, and told of when it ended."""

from collections.abc import Callable

from PySide6.QtCore import QThreadPool, Signal, Slot

from desktop_app.jobs.progress import Report
from desktop_app.ui.progress_line import ProgressLine
from desktop_app.ui.work import LongWork


class JobLine(ProgressLine):
    """One job at a time. Exactly one of the signals comes for each, when it no longer runs and the
    line is gone again."""

    succeeded = Signal(object)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, name: str, told: str, deed: str = "取消") -> None:
        super().__init__(name, told, deed)
        self._pool = QThreadPool(self)
        self._running: LongWork | None = None
        self.cancel_asked.connect(self.cancel)

    @property
    def is_running(self) -> bool:
        return self._running is not None

    def run(self, job: Callable[[Report], object], what: str) -> None:
        """Do this off the window's thread; `what` stands on the line until the job tells more."""
        running = LongWork(job, self)
        running.progressed.connect(self.show_progress)
        running.succeeded.connect(self._succeed)
        running.failed.connect(self._fail)
        running.cancelled.connect(self._stop_here)
        self._running = running
        self.begin(what)
        running.start(self._pool)

    @Slot()
    def cancel(self) -> None:
        """Stop it at the next thing that it tells; `cancelled` comes when it has cleared up."""
        if self._running is not None:
            self._running.cancel()

    def stop(self) -> None:
        """Cancel, and wait until everything is cleared up."""
        self.cancel()
        self._pool.waitForDone()

    @Slot(object)
    def _succeed(self, result: object) -> None:
        self._end()
        self.succeeded.emit(result)

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self._end()
        self.failed.emit(sentence)

    @Slot()
    def _stop_here(self) -> None:
        self._end()
        self.cancelled.emit()

    def _end(self) -> None:
        self._running = None
        self.hide()
