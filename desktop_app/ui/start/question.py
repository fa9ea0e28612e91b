"""Asking what may never answer, as a share that is gone, without anybody waiting for it."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_LOOK_EVERY = 50


class Question(QObject):
    """One question. Connect before `start`; then it goes.

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
