"""A clerk at a table: real session, real keys and mouse, and what is seen on the screen."""

from datetime import datetime

import pytest
from PySide6.QtCore import QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.rules import audit
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk
from desktop_app.ui.session import Session
from desktop_app.ui.table.summary_page import SummaryPage
from desktop_app.ui.theme import Theme
from tests.small_pack import a_small_draft
from tests.ui.conftest import FakePrompts
from tests.ui.hands import Hands

NOW = datetime(2024, 11, 18, 9, 30)
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key
PROJECTS = [
    {"name": "甲项目", "enterprise": "甲厂", "county": "东港区", "investment": "30"},
    {"name": "乙项目", "enterprise": "乙厂", "county": "西山县", "investment": "200"},
    {"name": "丙项目", "enterprise": "丙厂", "county": "东港区", "investment": "19.5"},
]
HEADS = {
    "项目名称": 0,
    "实施企业": 1,
    "信用代码": 2,
    "县区": 3,
    "行业": 4,
    "总投资": 5,
    "开始年月": 6,
}


class TableClerk(Hands):
    """Drives one table page."""

    def __init__(self, qtbot, programme, path, *, kept=None, can_write=True, make=None):
        self.qtbot, self.programme = qtbot, programme
        self.owner = QObject()
        self.session = Session(path, self.owner, author="王工", now=lambda: NOW)
        self.undoable = ""
        self.session.saved.connect(self._saved)
        with qtbot.waitSignal(self.session.opened):
            self.session.start()
        desk = Desk(programme, self.session, Theme(), FakePrompts(), can_write=can_write)
        self.page = make(desk) if make else SummaryPage(desk, kept=kept)
        self.session.changed.connect(self.page.show_draft)
        self.ground = self.window = QWidget()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.page)
        self.window.resize(1000, 640)
        qtbot.addWidget(self.window)
        self.window.show()
        self.page.show_draft(self.session.draft)
        self.grid.setFocus()

    def _saved(self, standing, _):
        self.undoable = standing.undoable

    def close(self):
        self.page.stop()
        self.window.close()
        self.session.close(abandon=True)
        assert self.session.wait(30)

    @property
    def grid(self):
        return self.window.findChild(QTableView, "grid")

    @property
    def table(self):
        return next(iter(self.session.draft.tables), "projects")

    def rows(self):
        return self.session.draft.rows(self.table)

    def column(self, head):
        """A column of the draft."""
        at = list(HEADS).index(head)
        field = self.programme.summary.table.column[at].id
        return [row.cells.get(field, "") for row in self.rows()]

    def seen(self, head):
        """A column of the screen, top down."""
        model = self.grid.model()
        return [model.index(line, HEADS[head]).data() for line in range(model.rowCount())]

    def numbers(self):
        model = self.grid.model()
        lines = range(model.rowCount())
        return [model.headerData(line, Qt.Orientation.Vertical) for line in lines]

    def cursor(self):
        index = self.grid.currentIndex()
        return index.row(), list(HEADS)[index.column()] if index.isValid() else ""

    def click(
        self, line, head, button=Qt.MouseButton.LeftButton, held=Qt.KeyboardModifier.NoModifier
    ):
        index = self.grid.model().index(line, HEADS[head])
        self.grid.scrollTo(index)
        where = self.grid.visualRect(index).center()
        self.qtbot.mouseClick(self.grid.viewport(), button, held, where)

    def select(self, line, head, last_line, last_head):
        self.click(line, head)
        self.click(last_line, last_head, held=SHIFT)

    def keys(self, text):
        for sign in text:
            if sign.isascii():
                self.qtbot.keyClicks(self.window.focusWidget(), sign)
            else:
                self.type(sign)

    def fill(self, name, text):
        field = self.window.findChild(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        self.type(text) if text else self.key(Qt.Key.Key_Delete)

    def button(self, name):
        found = self.window.findChildren(QAbstractButton, name)
        return next((one for one in found if one.isVisible()), None)

    def box(self, name):
        return self.window.findChild(QPlainTextEdit, name)

    def cell(self):
        """The editor of the cell that is written in; None when none is."""
        found = self.grid.findChildren(QWidget, "cell")
        return next((one for one in found if one.isVisible()), None)

    def offered(self):
        """What the list below the cell offers."""
        found = self.window.findChildren(QListWidget, "choices")
        shown = next((one for one in found if one.isVisible()), None)
        return [] if shown is None else [shown.item(at).text() for at in range(shown.count())]

    def clipboard(self, text=None):
        board = QGuiApplication.clipboard()
        if text is not None:
            board.setText(text)
        return board.text()

    def undo(self):
        self.until(self.session_is_settled)
        self.session.undo()

    def session_is_settled(self):
        return bool(self.undoable)

    def settle(self):
        """Let everything come that waits to be done."""
        for _ in range(20):
            QApplication.processEvents()

    def audit(self):
        """What the audit beside the typing brings."""
        draft = self.session.draft
        self.page.show_audit(Checked(draft, audit(self.programme, draft), (), ()))

    def select_all(self):
        self.grid.selectionModel().select(
            self.grid.model().index(0, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.grid.selectAll()


@pytest.fixture
def at_table(qtbot, small, draft_file):
    """Makes a clerk at the table of a draft."""
    made = []

    def make(draft, **options):
        path = draft_file(draft, options.pop("name", "a.shenbao"))
        clerk = TableClerk(qtbot, options.pop("programme", small), path, **options)
        made.append(clerk)
        return clerk

    yield make
    for clerk in made:
        clerk.close()


@pytest.fixture
def clerk(at_table):
    return at_table(a_small_draft(PROJECTS))


@pytest.fixture
def empty(at_table):
    return at_table(a_small_draft(basic_city="某市"))
