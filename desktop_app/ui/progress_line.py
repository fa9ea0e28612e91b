"""How far a long piece of work is, and the button that stops it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from desktop_app.ui.spacing import between
from desktop_app.ui.widgets import button, words


class ProgressLine(QWidget):
    """How far a run is, and 取消, where it was started; gone when nothing runs."""

    cancel_asked = Signal()

    def __init__(self, name: str, told: str, deed: str = "取消") -> None:
        super().__init__()
        self._what = words("", "soft", f"{name} progress")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(told)
        self._cancel = button(deed, f"cancel {name}", f"取消{told}")
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
        """「3/12 读回比对」"""
        self.tell(done, total, f"{done}/{total} {what}")

    def tell(self, done: int, total: int, sentence: str) -> None:
        """How far it is, in other words; nothing once it was asked to stop."""
        if not self._cancel.isEnabled():
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._what.setText(sentence)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._what.setText("正在停止…")
        self.cancel_asked.emit()
