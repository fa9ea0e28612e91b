"""A draft in the program's own window: opened, audited, gone through step by step, typed in.

Runs inside the process that `window_child` made. What the window's thread does between two looks
at its queue is one stretch: nothing a person does is answered meanwhile.
"""

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QMainWindow, QTableView, QWidget

from desktop_app.jobs.packs import load_programme
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.workplace import Workplace
from tests.bench.measuring import peak_megabytes

_TABLE = "summary"
_KEYS = 30
_WAIT = 900


class Watch:
    """Runs the window's queue and keeps the longest stretch of it."""

    def __init__(self) -> None:
        self.longest = self.longest_own = 0.0

    def turn(self) -> None:
        """Handle what has come."""
        self._measured(QApplication.processEvents)

    def act(self, deed: Callable[[], object]) -> float:
        """Seconds of this thread for a deed until it is drawn: what others do on a busy machine
        meanwhile is not counted."""
        own = time.thread_time()

        def drawn() -> None:
            deed()
            QApplication.processEvents()

        self._measured(drawn)
        return time.thread_time() - own

    def until(self, holds: Callable[[], object]) -> None:
        end = time.monotonic() + _WAIT
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError("what was waited for did not come")
            self.turn()
            time.sleep(0.001)

    def rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)

    def stretch(self) -> dict[str, float]:
        """The longest stretch since this was last asked, by the clock and by this thread's own."""
        told = {"clock": self.longest, "own": self.longest_own}
        self.longest = self.longest_own = 0.0
        return told

    def _measured(self, work: Callable[[], object]) -> None:
        start, own = time.perf_counter(), time.thread_time()
        work()
        self.longest_own = max(self.longest_own, time.thread_time() - own)
        self.longest = max(self.longest, time.perf_counter() - start)


def go_through(path: str, *jobs: str) -> None:
    """Open a draft and say what it took; `jobs` are "steps", "keys" and "build"."""
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
    assert isinstance(window, MainWindow)
    watch = Watch()
    # The start page has been looked at for a moment, as it is before a person clicks.
    watch.rest(3)
    told: dict[str, object] = {"start": watch.stretch()}
    told |= _open(window, watch, Path(path))
    if "steps" in jobs:
        told["steps"] = _steps(window, watch)
        told["steps stretch"] = watch.stretch()
    if "keys" in jobs:
        told["keys"] = _keys(window, watch)
        told["keys stretch"] = watch.stretch()
    told["peak"] = peak_megabytes()
    if "build" in jobs:
        told["build"] = _build(window, watch)
        told["peak built"] = peak_megabytes()
    window.close()
    watch.until(lambda: not window.isVisible())
    print(json.dumps(told), flush=True)


def _open(window: MainWindow, watch: Watch, path: Path) -> dict[str, object]:
    """Until the first audit stands in the table, drawn."""
    began = time.perf_counter()
    watch.act(lambda: window.open(path))
    watch.until(lambda: window.findChild(Workplace))
    place = window.findChild(Workplace)
    watch.act(lambda: window.jump(_TABLE))
    shown = time.perf_counter() - began
    watch.until(lambda: place.found)
    watch.turn()
    spent = time.perf_counter() - began
    findings = len(place.found.audit.findings)
    watch.rest(1)
    return {"shown": shown, "open": spent, "findings": findings, "open stretch": watch.stretch()}


def _steps(window: MainWindow, watch: Watch) -> list[tuple[str, float, float]]:
    """Each step chosen in the rail, the first time and again."""
    model = window.findChild(QListView, "steps").model()
    lines = range(model.rowCount())
    rounds: list[list[float]] = []
    for _ in range(2):
        spent: list[float] = []
        for line in lines:
            spent.append(watch.act(lambda at=line: _choose(window, at)))
            watch.rest(0.05)
        rounds.append(spent)
    titles = [model.index(line, 0).data() for line in lines]
    return list(zip(titles, *rounds, strict=True))


def _choose(window: MainWindow, line: int) -> None:
    rail = window.findChild(QListView, "steps")
    rail.setCurrentIndex(rail.model().index(line, 0))


def _build(window: MainWindow, watch: Watch) -> float:
    """Seconds for a preview of the whole bundle, in a thread of the window's process as 成册 has."""
    place = window.findChild(Workplace)
    draft = place.found.draft
    began, ended = time.perf_counter(), list[float]()

    def work() -> None:
        from desktop_app.jobs.build_bundle import build_bundle

        with TemporaryDirectory() as made:
            build_bundle(load_programme(draft.programme), draft, Path(made), preview=True)
        ended.append(time.perf_counter() - began)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    watch.until(lambda: not thread.is_alive())
    return ended[0]


def _keys(window: MainWindow, watch: Watch) -> list[float]:
    """Keys in a cell in the middle of the table, the audit running beside."""
    watch.act(lambda: window.jump(_TABLE))
    grid = next(one for one in window.findChildren(QTableView, "grid") if one.isVisible())
    model = grid.model()
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    at = next(n for n, head in enumerate(heads) if "投资" in str(head))
    grid.setCurrentIndex(model.index(model.rowCount() // 2, at))
    watch.rest(0.5)
    QTest.keyClick(grid, Qt.Key.Key_F2)
    watch.stretch()
    spent: list[float] = []
    for n in range(_KEYS):
        cell = next(one for one in grid.findChildren(QWidget, "cell") if one.isVisible())
        spent.append(watch.act(lambda c=cell, n=n: QTest.keyClick(c, str(n % 10))))
        watch.rest(0.1)
    place = window.findChild(Workplace)
    watch.rest(1)
    watch.until(lambda: place.found)
    cell = next(one for one in grid.findChildren(QWidget, "cell") if one.isVisible())
    QTest.keyClick(cell, Qt.Key.Key_Escape)
    watch.rest(2)
    return spent
