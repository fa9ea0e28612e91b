"""Work off the window's thread of which only the newest counts: what was overtaken is given up."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, Signal

from desktop_app.errors import AppError

Tick = Callable[[], None]


class Overtaken(Exception):
    """Something newer was asked for; raised through the work that is under way."""


class Latest(QObject):
    """Runs one piece of work at a time. Connect before `ask`; of pieces asked for in a row the
    last one alone comes out."""

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject, broken: str) -> None:
        super().__init__(parent)
        self._broken = broken
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._lock = threading.Lock()
        self._wanted: Callable[[Tick], object] | None = None
        self._is_working = False
        self._is_stale = threading.Event()

    def ask(self, task: Callable[[Tick], object]) -> None:
        """Do this next. The task calls what it is given now and then: that ends it when it is
        overtaken."""
        with self._lock:
            self._wanted = task
            self._is_stale.set()
            if self._is_working:
                return
            self._is_working = True
        self._pool.start(self._run)

    def drop(self) -> None:
        """Nothing is wanted any more."""
        with self._lock:
            self._wanted = None
            self._is_stale.set()

    def stop(self) -> None:
        """Take on nothing more, and wait for what is under way."""
        self.drop()
        self._pool.waitForDone()

    def _tick(self) -> None:
        if self._is_stale.is_set():
            raise Overtaken

    def _run(self) -> None:
        while True:
            with self._lock:
                task, self._wanted = self._wanted, None
                if task is None:
                    self._is_working = False
                    return
                self._is_stale.clear()
            try:
                result = task(self._tick)
            except Overtaken:
                continue
            except AppError as reason:
                self.failed.emit(str(reason))
                continue
            except Exception:  # noqa: BLE001 - the window must live; the person is told
                self.failed.emit(self._broken)
                continue
            if not self._is_stale.is_set():
                self.found.emit(result)
