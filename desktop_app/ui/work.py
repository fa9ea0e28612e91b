"""Work off the window's thread: frozen values in, a value or a sentence out."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, Signal

from desktop_app.errors import AppError
from desktop_app.jobs import log

BROKEN = "程序内部出错,这一步没有做完,草稿没有损坏;请再试一次,仍然不行请看「运行记录」。"


class Work(QObject):
    """One piece of work. Connect before `start`; exactly one of the signals comes, and then the
    work goes, with all that its task holds: there is one for each letter of a search."""

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
        except Exception as fault:  # noqa: BLE001 - whoever waits must hear that nothing comes
            log.wrong(BROKEN, fault)
            self.failed.emit(BROKEN)
        else:
            self.succeeded.emit(result)
        finally:
            # Comes after the signals: both wait in the window's thread, in this order.
            self.deleteLater()
