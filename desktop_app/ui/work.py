"""Work off the window's thread: frozen values in, a value or a sentence out."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, Signal

from desktop_app.errors import AppError


class Work(QObject):
    """One piece of work. Connect before `start`; exactly one of the signals comes."""

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
        except AppError as reason:
            self.failed.emit(str(reason))
            return
        self.succeeded.emit(result)
