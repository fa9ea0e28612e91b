"""A clerk at the import, and the files that counties send."""

from datetime import datetime
from pathlib import Path

import openpyxl
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QRadioButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.programme import Programme
from desktop_app.paths import SAMPLES
from desktop_app.ui.importing.page import ImportPage
from desktop_app.ui.page import Desk
from desktop_app.ui.session import Session
from desktop_app.ui.theme import Theme
from tests.ui.conftest import FakePrompts
from tests.ui.hands import Hands

NOW = datetime(2024, 11, 18, 9, 30)


CITY = SAMPLES / "liaoning-2024"


HEAD = ["序号", "项目名称", "企业名称", "县区", "总投资(万元)", "开始年月"]


class ImportPrompts(FakePrompts):
    def __init__(self):
        super().__init__()
        self.files: list[Path] = []
        self.folder: Path | None = None

    def files_to_import(self, parent):
        del parent
        return self.files

    def folder_to_import(self, parent):
        del parent
        return self.folder


class Importer(Hands):
    """A clerk at the page: drops files, reads lines, presses buttons."""

    def __init__(self, qtbot, path, programme: Programme, *, can_write=True):
        self.qtbot, self.path = qtbot, path
        self.finished, self.jumps, self.told = [], [], []
        self.ground = self.window = QWidget()
        self.session = Session(path, self.window, author="王工", now=lambda: NOW)
        with qtbot.waitSignal(self.session.opened):
            self.session.start()
        self.prompts = ImportPrompts()
        desk = Desk(programme, self.session, Theme(), self.prompts, can_write=can_write)
        self.page = ImportPage(desk)
        self.page.finished.connect(lambda: self.finished.append(True))
        self.page.jump_asked.connect(self.jumps.append)
        self.page.told.connect(lambda sentence, _: self.told.append(sentence))
        layout = QVBoxLayout(self.window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self.window.resize(1150, 684)
        qtbot.addWidget(self.window, before_close_func=lambda _: self.close())
        self.window.show()

    def close(self):
        self.page.stop()
        self.session.close()
        assert self.session.wait(10)

    def take(self, *paths):
        self.page.take_files([Path(one) for one in paths])
        self.until_looked()

    def until_looked(self):
        """Everything is read and understood."""
        self.until(lambda: self.lines() and not any("正在读取" in one for one in self.lines()))
        self.until(lambda: not self.shown("cancel reading"))
        self.until(lambda: self.button("import").isEnabled() or "还没有" in self.summary())

    def lines(self):
        return self.rows("import files")

    def rows(self, name):
        model = self.table(name).model()
        return [
            " | ".join(str(model.index(row, at).data() or "") for at in range(model.columnCount()))
            for row in range(model.rowCount())
        ]

    def button(self, name):
        return self.page.findChild(QAbstractButton, name)

    def press(self, name, nth=0):
        self.until(lambda: self.shown(name) and self.button(name).isEnabled())
        super().press(name, nth)

    def summary(self):
        return self.label("import summary")

    def choose_file(self, name):
        table = self.table("import files")
        at = next(n for n, one in enumerate(self.lines()) if one.startswith(name))
        self.click_cell(table, at, 0)
        self.until(lambda: self.label("file name").startswith(name))

    def tab(self, name):
        tabs = self.page.findChild(QTabWidget)
        at = next(
            n
            for n in range(tabs.count())
            if tabs.isTabVisible(n) and tabs.tabText(n).startswith(name)
        )
        where = tabs.tabBar().tabRect(at).center()
        self.qtbot.mouseClick(tabs.tabBar(), Qt.MouseButton.LeftButton, pos=where)

    def tabs(self):
        tabs = self.page.findChild(QTabWidget)
        return [tabs.tabText(n) for n in range(tabs.count()) if tabs.isTabVisible(n)]

    def field(self, column):
        """The field above a column of the sheet, counted from 0."""
        return self.page.findChildren(QComboBox, "field of column")[column]

    def choose(self, combo, text):
        """Choose by keyboard, as a person without a mouse does."""
        at = next(n for n in range(combo.count()) if combo.itemText(n).startswith(text))
        combo.setFocus()
        while combo.currentIndex() != at:
            before = combo.currentIndex()
            self.qtbot.keyClick(combo, Qt.Key.Key_Down if at > before else Qt.Key.Key_Up)
            assert combo.currentIndex() != before
        self.until_looked()

    def pick(self, name, nth=0):
        found = [one for one in self.page.findChildren(QRadioButton, name) if one.isVisible()]
        self.qtbot.mouseClick(
            found[nth], Qt.MouseButton.LeftButton, pos=QPoint(10, found[nth].height() // 2)
        )

    def draft(self):
        return self.session.draft

    def names(self, table="projects"):
        return [row.cells["name"] for row in self.draft().rows(table)]


def a_file(path, *rows, sheet="项目表", more=()):
    """A workbook with these rows; `more` are (name, rows) of further sheets."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    for name, its_rows in more:
        page = book.create_sheet(name)
        for row in its_rows:
            page.append(row)
    book.save(path)
    return path


def project(n, name, investment=30, county="东县", start="2024年6月"):
    return [n, name, f"{name}公司", county, investment, start]
