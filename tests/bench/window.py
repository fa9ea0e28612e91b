"""The window's thread: a key in a large table, a large paste, and drawing while it is scrolled."""

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop_app.app import settle_down
from desktop_app.core.between import change_between
from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.storage.draft_file import create
from tests.bench.city import a_city
from tests.bench.page import Page, times

_TYPED_IN, _SCROLLED = 5_000, 10_000
_PASTED_COLUMNS = 15
_KEYS = 30
_KEY_MS, _PASTE_MS = 16, 200


def measure_table(page: Page, programme: Programme, floor: float, folder: Path) -> None:
    """Figures of the project table, in milliseconds of the window's thread."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QAbstractButton, QTableView, QWidget

    page.heading("The table in the window")
    was, turn = gc.get_threshold(), sys.getswitchinterval()
    settle_down()
    rows: list[tuple[str, str, str, str]] = []

    def told(what: str, spent: list[float]) -> float:
        middle, most = statistics.median(spent), max(spent)
        rows.append((what, f"{middle * 1000:.1f}", f"{most * 1000:.1f}", times(middle / floor)))
        return middle

    with _Shown(programme, folder / "typed.shenbao", _TYPED_IN) as shown:
        grid = shown.part(QTableView, "grid")
        at = shown.column("investment")
        grid.setCurrentIndex(grid.model().index(_TYPED_IN // 2, at))
        QTest.keyClick(grid, Qt.Key.Key_F2)
        keys: dict[bool, float] = {}
        for audited in (False, True):
            shown.is_audited = audited
            spent: list[float] = []
            for n in range(_KEYS):
                cell = shown.part(QWidget, "cell")
                spent.append(shown.timed(lambda c=cell, n=n: QTest.keyClick(c, str(n % 10))))
                time.sleep(0.05)
            beside = ", the audit running beside" if audited else ""
            keys[audited] = told(f"a key in a cell of {_TYPED_IN:,} rows{beside}", spent)
        QTest.keyClick(shown.part(QWidget, "cell"), Qt.Key.Key_Escape)
        shown.is_audited = False
        shown.settle()
        lines = ["\t".join(f"{n}甲{m}" for m in range(_PASTED_COLUMNS)) for n in range(_TYPED_IN)]
        text = "\r\n".join(lines)
        QGuiApplication.clipboard().setText(text)
        grid.setCurrentIndex(grid.model().index(0, 0))
        size = f"{_TYPED_IN:,} × {_PASTED_COLUMNS} cells"
        told(f"reading and planning {size}", [
            shown.timed(lambda: QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier))
        ])  # fmt: skip
        agree = shown.part(QAbstractButton, "agree paste")
        pasted = told(f"pasting {size}, one change", [shown.timed(agree.click)])
    with _Shown(programme, folder / "scrolled.shenbao", _SCROLLED) as shown:
        grid = shown.part(QTableView, "grid")
        bar = grid.verticalScrollBar()
        step = bar.maximum() // _KEYS
        spent = [shown.timed(lambda n=n: bar.setValue(n * step)) for n in range(_KEYS)]
        told(f"drawing another page of {_SCROLLED:,} rows", spent)
        spent = [shown.timed(grid.viewport().repaint) for _ in range(_KEYS)]
        told("drawing the same page again", spent)
    gc.set_threshold(*was)
    sys.setswitchinterval(turn)
    page.table(("on the window's thread", "ms", "most, ms", "floor"), rows)
    slowest = max(keys.values())
    page.budget(
        f"a key in a table of {_TYPED_IN:,} rows ≤ {_KEY_MS} ms",
        f"{slowest * 1000:.1f} ms, the audit beside it or not",
        slowest * 1000 <= _KEY_MS,
    )
    page.budget(
        f"paste {size}, one change, ≤ {_PASTE_MS} ms",
        f"{pasted * 1000:.0f} ms, {times(pasted / floor)} the floor",
        pasted * 1000 <= _PASTE_MS,
        target="paste",
    )


class _Shown:
    """A city of so many projects, open at the table."""

    def __init__(self, programme: Programme, path: Path, projects: int) -> None:
        from PySide6.QtCore import QObject
        from PySide6.QtWidgets import QApplication

        from desktop_app.ui.live_audit import LiveAudit
        from desktop_app.ui.page import Desk
        from desktop_app.ui.prompts import Prompts
        from desktop_app.ui.session import Session
        from desktop_app.ui.table.summary_page import SummaryPage
        from desktop_app.ui.theme import Theme
        from desktop_app.ui.tidying import Tidying

        self._programme = programme
        self._application = QApplication.instance() or QApplication([])
        self._tidying = Tidying(self._application)
        theme = Theme()
        theme.dress(self._application)
        draft = a_city(programme, projects)
        first = change_between(Draft(programme.id), draft, "新建草稿")
        create(path, programme.id, first, author="", now=datetime.now).close()
        self._owner = QObject()
        self._session = Session(path, self._owner)
        opened: list[object] = []
        self._session.opened.connect(opened.append)
        self._session.start()
        self._until(lambda: bool(opened))
        self._page = SummaryPage(Desk(programme, self._session, theme, Prompts()))
        self._audit = LiveAudit(programme, self._owner)
        self._audit.checked.connect(self._page.show_audit)
        self.is_audited = False
        self._session.changed.connect(self._change)
        self._page.resize(1150, 672)
        self._page.show()
        self._page.show_draft(self._session.draft)
        self._application.processEvents()

    def __enter__(self) -> "_Shown":
        return self

    def __exit__(self, *_: object) -> None:
        self._audit.stop()
        self._page.stop()
        self._page.close()
        self._session.close(abandon=True)
        self._session.wait(60)
        self._page.deleteLater()
        self._tidying.stop()
        self._application.processEvents()

    def part(self, kind: type, name: str):
        found = [one for one in self._page.findChildren(kind, name) if one.isVisible()]
        return found[0]

    def column(self, column: str) -> int:
        return [one.id for one in self._programme.summary.table.column].index(column)

    def timed(self, act: Callable[[], object]) -> float:
        """Seconds of this thread until what was done is drawn: what others do on a busy machine
        meanwhile is not counted."""
        start = time.thread_time()
        act()
        self._application.processEvents()
        return time.thread_time() - start

    def settle(self) -> None:
        """Wait until the disk has all of it."""
        end = time.monotonic() + 2
        self._until(lambda: time.monotonic() > end)

    def _change(self, draft: Draft) -> None:
        self._page.show_draft(draft)
        if self.is_audited:
            self._audit.check(draft)

    def _until(self, holds: Callable[[], bool]) -> None:
        while not holds():
            self._application.processEvents()
            time.sleep(0.005)
