"""A job off the window's thread that tells how far it is and can be stopped."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from desktop_app.errors import AppError
from desktop_app.jobs.progress import Cancelled, Report
from desktop_app.ui.spacing import between
from desktop_app.ui.widgets import button, words

_BROKEN = "程序内部出错,这一步没有做完,草稿没有损坏;请再试一次,仍然不行请联系维护人员。"


class Running(QObject):
    """One run of a job. Connect before `start`; one of succeeded, failed and stopped comes, and
    `finished` after it."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(str)
    stopped = Signal()
    finished = Signal()

    def __init__(self, job: Callable[[Report], object], parent: QObject) -> None:
        super().__init__(parent)
        self._job = job
        self._is_unwanted = threading.Event()

    def start(self, pool: QThreadPool) -> None:
        pool.start(self._run)

    def cancel(self) -> None:
        """Stop at the next thing that the job tells; it clears up first."""
        self._is_unwanted.set()

    def _report(self, done: int, total: int, what: str) -> None:
        if self._is_unwanted.is_set():
            raise Cancelled
        self.progressed.emit(done, total, what)

    def _run(self) -> None:
        try:
            self.succeeded.emit(self._job(self._report))
        except Cancelled:
            self.stopped.emit()
        except AppError as reason:
            self.failed.emit(str(reason))
        except Exception:  # noqa: BLE001 - the window must live; the person is told
            self.failed.emit(_BROKEN)
        finally:
            self.finished.emit()


class ProgressLine(QWidget):
    """How far a run is, and 取消, where it was started; gone when nothing runs."""

    cancel_asked = Signal()

    def __init__(self, name: str, told: str) -> None:
        super().__init__()
        self._what = words("", "soft", f"{name} progress")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(told)
        self._cancel = button("取消", f"cancel {name}", f"取消{told}")
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        between(row, 2)
        row.addWidget(self._bar, 2)
        row.addWidget(self._what, 3)
        row.addWidget(self._cancel)
        self.hide()

    def begin(self, what: str) -> None:
        self._what.setText(what)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self.show()

    def show_progress(self, done: int, total: int, what: str) -> None:
        """「3/12 读回比对」; nothing once it was asked to stop."""
        if not self._cancel.isEnabled():
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._what.setText(f"{done}/{total} {what}")

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._what.setText("正在停止…")
        self.cancel_asked.emit()
