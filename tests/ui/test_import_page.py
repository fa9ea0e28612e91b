"""The guide of the import, as a clerk goes through it: files in, looked at, corrected, taken in."""

from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest
import xlwt
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.changes import set_path
from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.jobs.packs import load_programme
from desktop_app.paths import SAMPLES
from desktop_app.storage.draft_file import create
from desktop_app.ui.importing.cleaning_panel import CleaningModel
from desktop_app.ui.importing.file_list import FileLine, FileModel
from desktop_app.ui.importing.page import ImportPage
from desktop_app.ui.importing.sheet_model import SheetModel
from desktop_app.ui.page import Desk
from desktop_app.ui.session import Session
from desktop_app.ui.theme import Theme
from tests.small_pack import a_small_draft
from tests.ui.conftest import FakePrompts, on_disk
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

    patience = 20_000

    def __init__(self, qtbot, path, programme: Programme, *, can_write=True):
        self.qtbot, self.path = qtbot, path
        self.finished, self.jumps, self.told = [], [], []
        self.ground = self.window = QWidget()
        self.session = Session(path, self.window, author="王工", now=lambda: NOW)
        with qtbot.waitSignal(self.session.opened, timeout=10_000):
            self.session.start()
        self.prompts = ImportPrompts()
        desk = Desk(programme, self.session, Theme(), self.prompts, can_write=can_write)
        self.page = ImportPage(desk)
        self.page.finished.connect(lambda: self.finished.append(True))
        self.page.jump_asked.connect(self.jumps.append)
        self.page.troubled.connect(self.told.append)
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


@pytest.fixture
def importer(qtbot, draft_file, small):
    made = []

    def make(draft=None, **options):
        draft = draft or a_small_draft([{"name": "旧项目", "investment": "20"}])
        made.append(Importer(qtbot, draft_file(draft), small, **options))
        return made[-1]

    return make


@pytest.fixture
def city(qtbot, tmp_path):
    """An empty draft of the practice city's programme."""
    programme = load_programme("liaoning-2024")
    path = tmp_path / "练习.shenbao"
    create(path, programme.id, None, author="李工", now=lambda: NOW).close()
    return Importer(qtbot, path, programme)


def test_the_files_of_nine_counties_come_in_as_one_change_and_go_as_one(city):
    assert city.label("welcome").startswith("把县区的项目表")
    city.take(CITY / "counties")
    assert city.summary() == "将导入 9 个文件、108 个项目;规范写法 450 处"
    assert all("✓ 可以导入" in one for one in city.lines())
    assert "银杉县" in city.lines()[0]
    assert city.draft() == Draft("liaoning-2024", city.draft().revision)
    city.press("import")
    assert city.finished == [True]
    assert city.told == ["已导入 9 个文件 108 个项目;要撤销请按 Ctrl+Z。"]
    assert len(city.names()) == 108
    assert city.jumps == [f"projects/{city.draft().rows('projects')[0].id}/name"]
    with city.qtbot.waitSignal(city.session.saved, timeout=10_000) as saved:
        pass
    assert saved.args[0].undoable == "导入 9 个文件 108 个项目"
    assert len(saved.args[0].sources) == 9
    city.session.undo()
    city.until(lambda: not city.names())


def test_what_comes_again_is_noticed_and_comes_only_when_it_is_wanted(city):
    county = CITY / "counties" / "金禾县.xlsx"
    city.take(county)
    city.press("import")
    city.until(lambda: city.session.sources)
    city.take(county)
    assert "○ 已导入过" in city.lines()[0]
    assert "以前已经导入过" in city.label("file sentence")
    assert not city.button("import").isEnabled()
    city.press("import again")
    city.until(lambda: "11 个项目草稿中已有,不再导入" in city.summary())


def test_a_plan_shows_where_each_part_goes_and_asks_before_it_replaces(city, tmp_path):
    del tmp_path
    city.session.do("填写", lambda draft: set_path(draft, "chapters/goals", "旧的目标。"))
    city.page.show_draft(city.draft())
    city.take(CITY / "实施方案(送审稿).docx")
    assert city.summary() == "将导入 1 个文件、方案 7 章;1 处待您决定"
    targets = city.page.findChildren(QComboBox, "plan target")
    told = [one.currentText() for one in targets]
    assert told[:2] == ["放到「现有工作基础」", "放到「工作目标」"]
    assert told[-1] == "不导入"
    city.press("import")
    assert city.label("import refusal").startswith("还有 1 处待您决定")
    assert city.finished == []
    city.pick("plan keep")
    city.until(lambda: "待您决定" not in city.summary() and city.button("import").isEnabled())
    city.press("import")
    assert city.draft().value("chapters/goals") == "旧的目标。"
    assert city.draft().value("chapters/funds").startswith("（一）奖补资金安排")
    assert len(city.names("plan_projects")) == 107


def test_what_cannot_be_read_does_not_stop_the_others(importer, tmp_path):
    folder = tmp_path / "收到"
    folder.mkdir()
    a_file(folder / "甲县.xlsx", HEAD, project(1, "甲项目"))
    (folder / "乙县.xlsx").write_bytes(b"PK\x03\x04 nothing")
    a_file(folder / "丙县.xlsx", ["今天", "天气"], ["很", "好"])
    clerk = importer()
    clerk.take(folder)
    assert [one.split(" | ")[1] for one in clerk.lines()] == [
        "▲ 读不出",
        "✓ 可以导入",
        "▲ 读不出",
    ] or [one.split(" | ")[1] for one in clerk.lines()].count("▲ 读不出") == 2
    clerk.choose_file("乙县")
    assert clerk.label("file sentence") == "文件「乙县.xlsx」已损坏,打不开;请让对方重新发送。"
    clerk.choose_file("丙县")
    assert "没有找到表头" in clerk.label("file sentence")
    assert clerk.summary().startswith("将导入 1 个文件、1 个项目")
    clerk.press("import")
    assert clerk.names() == ["旧项目", "甲项目"]


def test_a_header_and_columns_that_were_not_recognised_are_pointed_at(importer, tmp_path):
    path = a_file(
        tmp_path / "表.xlsx",
        ["某县"],
        ["编号", "干什么", "花多少"],
        [1, "甲项目", 30],
        [2, "乙项目", 40],
    )
    clerk = importer()
    clerk.take(path)
    assert clerk.tabs() == ["预览与列"]
    sheet = clerk.table("sheet")
    assert sheet.model().headerData(1, Qt.Orientation.Vertical) == "2"
    clerk.click_cell(sheet, 1, 2)
    assert clerk.button("header here").text() == "以第 2 行为表头"
    clerk.press("header here")
    clerk.until(lambda: "还不知道" in clerk.label("file sentence"))
    clerk.choose(clerk.field(1), "项目名称")
    clerk.choose(clerk.field(2), "总投资")
    clerk.until(lambda: "2 个" in clerk.lines()[0])
    # The same field for another column: it leaves the first.
    clerk.choose(clerk.field(0), "总投资")
    clerk.until(lambda: clerk.field(2).currentText() == "不导入")
    clerk.choose(clerk.field(2), "总投资")
    clerk.until(lambda: clerk.field(0).currentText() == "不导入")
    clerk.until_looked()
    clerk.press("import")
    assert [row.cells.get("investment") for row in clerk.draft().rows("projects")] == [
        "20",
        "30",
        "40",
    ]


def test_another_sheet_and_another_unit_are_chosen(importer, tmp_path):
    head = ["项目名称", "总投资"]
    path = a_file(
        tmp_path / "表.xls.xlsx",
        head, ["甲项目", 300000], ["乙项目", 400000],
        more=[("补充", [head, ["丙项目", 500000]])],
    )  # fmt: skip
    clerk = importer()
    clerk.take(path)
    clerk.choose(clerk.page.findChild(QComboBox, "sheet choice"), "补充")
    clerk.until(lambda: "1 个" in clerk.lines()[0])
    clerk.choose(clerk.page.findChild(QComboBox, "unit choice"), "元")
    clerk.until(lambda: "规范写法" in clerk.summary())
    clerk.press("import")
    assert dict(clerk.draft().rows("projects")[1].cells)["investment"] == "50"


def test_rows_that_are_left_out_are_told_why_and_come_in_all_the_same(importer, tmp_path):
    path = a_file(
        tmp_path / "表.xlsx",
        HEAD, project(1, "甲项目"), ["合计", "", "", "", 30], project(2, "乙项目"), ["这是什么"],
    )  # fmt: skip
    clerk = importer()
    clerk.take(path)
    told = [one.split(" | ")[0] for one in clerk.rows("sheet")]
    assert told == ["表头", "读入", "合计行", "读入", "不像项目"]
    sheet = clerk.table("sheet")
    sheet.setFocus()
    sheet.setCurrentIndex(sheet.model().index(4, 3))
    clerk.qtbot.keyClick(sheet, Qt.Key.Key_Space)
    clerk.until(lambda: clerk.rows("sheet")[4].startswith("读入"))
    sheet.setCurrentIndex(sheet.model().index(1, 3))
    clerk.qtbot.keyClick(sheet, Qt.Key.Key_Space)
    clerk.until(lambda: clerk.rows("sheet")[1].startswith("按您的选择不读入"))
    clerk.until_looked()
    clerk.press("import")
    assert [row.origin.rpartition(" ")[2] for row in clerk.draft().rows("projects")[1:]] == [
        "第4行",
        "第5行",
    ]


def test_a_cleaning_is_taken_back_by_its_tick(importer, tmp_path):
    path = a_file(tmp_path / "表.xlsx", HEAD, project(1, "甲 项目（一期)", "30.50", start="2024.6"))
    clerk = importer()
    clerk.take(path)
    assert clerk.tabs() == ["预览与列", "规范写法 2"]
    clerk.tab("规范写法")
    assert clerk.rows("cleaning") == [
        "规范 | 项目表!E2 | 总投资 | 30.50 | 30.5", "规范 | 项目表!F2 | 开始年月 | 2024.6 | 2024年6月",
    ]  # fmt: skip
    table = clerk.table("cleaning")
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    clerk.qtbot.keyClick(table, Qt.Key.Key_Space)
    clerk.until(lambda: clerk.tabs()[1] == "规范写法 1")
    clerk.until_looked()
    clerk.press("import")
    row = clerk.draft().rows("projects")[1]
    assert (row.cells["investment"], row.cells["start"]) == ("30.50", "2024年6月")
    assert row.cells["name"] == "甲 项目（一期)"


@pytest.mark.parametrize(
    ("way", "investments"), [("skip", ["20"]), ("replace", ["30"]), ("another", ["20", "30"])]
)
def test_a_project_that_is_there_is_shown_beside_and_decided(importer, tmp_path, way, investments):
    path = a_file(tmp_path / "表.xlsx", HEAD, project(1, "旧项目"))
    clerk = importer()
    clerk.take(path)
    assert clerk.summary() == "将导入 1 个文件、1 个项目;1 处待您决定"
    clerk.press("import")
    assert clerk.label("import refusal").startswith("还有 1 处待您决定")
    assert clerk.names() == ["旧项目"]
    assert "总投资 | 20 | 30 | ≠ 不同" in clerk.rows("both sides")
    clerk.press("look at row")
    assert clerk.jumps == ["projects/p1/name"]
    clerk.pick(f"way {way}")
    clerk.until(lambda: "待您决定" not in clerk.summary() and clerk.button("import").isEnabled())
    clerk.press("import")
    assert [row.cells["investment"] for row in clerk.draft().rows("projects")] == investments


def test_all_that_is_left_to_decide_is_decided_at_once(importer, tmp_path):
    draft = a_small_draft([{"name": f"项目{n}", "investment": "1"} for n in "甲乙丙"])
    path = a_file(tmp_path / "表.xlsx", HEAD, *(project(n, f"项目{n}") for n in "甲乙丙"))
    clerk = importer(draft)
    clerk.take(path)
    clerk.tab("已有的项目")
    clerk.press("rest replace")
    clerk.until(lambda: "待您决定" not in clerk.summary() and clerk.button("import").isEnabled())
    clerk.press("import")
    assert [row.cells["investment"] for row in clerk.draft().rows("projects")] == ["30"] * 3


def test_the_import_meets_the_draft_as_it_is_when_it_is_made(importer, tmp_path):
    clerk = importer()
    clerk.take(a_file(tmp_path / "表.xlsx", HEAD, project(1, "甲项目")))
    clerk.session.do("改名", lambda draft: set_path(draft, "projects/p1/name", "甲项目"))
    clerk.page.show_draft(clerk.draft())
    clerk.until(lambda: "1 处待您决定" in clerk.summary())


def test_a_county_that_is_written_fills_the_blanks_and_nothing_else(importer, tmp_path):
    path = a_file(tmp_path / "表.xlsx", HEAD, project(1, "甲项目", county=""), project(2, "乙项目"))
    clerk = importer()
    clerk.take(path)
    county = clerk.page.findChild(QLineEdit, "county")
    county.setFocus()
    county.selectAll()
    clerk.qtbot.keyClicks(county, "X")
    clerk.qtbot.keyClick(county, Qt.Key.Key_Return)
    clerk.until(lambda: "| X |" in clerk.lines()[0])
    clerk.until_looked()
    clerk.press("import")
    assert [row.cells.get("county") for row in clerk.draft().rows("projects")[1:]] == ["X", "东县"]


def test_files_are_dropped_and_chosen_and_taken_out_again(importer, tmp_path):
    first = a_file(tmp_path / "甲县.xlsx", HEAD, project(1, "甲项目"))
    old = tmp_path / "乙县.xls"
    book = xlwt.Workbook()
    page = book.add_sheet("表")
    for at, cells in enumerate([HEAD, project(1, "乙项目")]):
        for column, value in enumerate(cells):
            page.write(at, column, value)
    book.save(str(old))
    clerk = importer()
    clerk.prompts.files = [old]
    clerk.press("choose files")
    clerk.until_looked()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(first))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), copy, data, left, plain)
    QApplication.sendEvent(clerk.page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(clerk.page, QDropEvent(QPointF(5, 5), copy, data, left, plain))
    clerk.until(lambda: len(clerk.lines()) == 2)
    clerk.until_looked()
    assert clerk.page.begun == "有 2 个文件已经读取,还没有导入"
    clerk.choose_file("乙县")
    clerk.table("import files").setFocus()
    clerk.qtbot.keyClick(clerk.table("import files"), Qt.Key.Key_Delete)
    clerk.until(lambda: len(clerk.lines()) == 1)
    clerk.until_looked()
    clerk.press("import")
    assert clerk.names() == ["旧项目", "甲项目"]
    assert clerk.page.begun == ""


def test_reading_is_cancelled_where_it_was_started(importer, tmp_path):
    files = [a_file(tmp_path / f"{n}.xlsx", HEAD, project(n, f"项目{n}")) for n in range(12)]
    clerk = importer()
    clerk.page.take_files(files)
    clerk.press("cancel reading")
    clerk.until(lambda: not clerk.shown("cancel reading"))
    assert len(clerk.lines()) < 12
    assert not any("正在读取" in one for one in clerk.lines())
    # And what comes after that is read as ever.
    clerk.take(files[11])
    assert any("11.xlsx" in one for one in clerk.lines())


def test_a_table_of_a_word_file_is_previewed_and_taken_for_what_a_person_says(importer, tmp_path):
    path = tmp_path / "表.docx"
    document = docx.Document()
    table = document.add_table(2, len(HEAD))
    for at, cells in enumerate([HEAD, project(1, "甲项目")]):
        for column, text in enumerate(cells):
            table.cell(at, column).text = str(text)
    document.save(str(path))
    clerk = importer()
    clerk.take(path)
    assert "1 个" in clerk.lines()[0]
    clerk.choose(clerk.page.findChild(QComboBox, "kind"), "方案")
    clerk.until(lambda: "章节" in clerk.label("file sentence") or "方案" in clerk.lines()[0])


def test_where_nothing_may_be_written_nothing_comes_in(importer, tmp_path):
    clerk = importer(can_write=False)
    clerk.page.take_files([a_file(tmp_path / "表.xlsx", HEAD, project(1, "甲项目"))])
    assert clerk.label("import refusal") == "草稿是以只读方式打开的,不能导入;请先另存一份。"
    assert not clerk.button("choose files").isEnabled()


def test_every_control_has_a_name_and_is_reached_by_the_keyboard(importer, tmp_path):
    clerk = importer()
    clerk.take(a_file(tmp_path / "表.xlsx", HEAD, project(1, "旧项目")))
    controls = [
        one
        for kind in (QAbstractButton, QComboBox, QLineEdit, QTableView)
        for one in clerk.page.findChildren(kind)
        if one.isVisible() and one.objectName() and not one.objectName().startswith("qt_")
    ]
    assert len(controls) > 12
    for one in controls:
        assert one.accessibleName(), one.objectName()
        assert one.focusPolicy() & Qt.FocusPolicy.TabFocus or not one.isEnabled(), one.objectName()


def test_tab_goes_from_the_file_over_the_fields_and_the_rows_to_the_import(importer, tmp_path):
    clerk = importer()
    clerk.take(a_file(tmp_path / "表.xlsx", HEAD, project(1, "甲项目")))
    clerk.table("import files").setFocus()
    seen = []
    while not seen or (seen[-1] != "import" and len(seen) < 40):
        clerk.qtbot.keyClick(clerk.window.focusWidget(), Qt.Key.Key_Tab)
        seen.append(clerk.window.focusWidget().objectName())
    wanted = ["county", "kind", "remove file", "sheet choice", "header choice", "unit choice"]
    wanted += ["field of column"] * len(HEAD) + ["sheet", "import"]
    assert [one for one in seen if one in wanted] == wanted


def test_the_models_keep_the_rules_of_qt(importer, tmp_path, qtmodeltester):
    clerk = importer()
    clerk.take(a_file(tmp_path / "表.xlsx", HEAD, project(1, "旧项目", "30.50")))
    models = [
        clerk.table(name).model() for name in ("import files", "sheet", "cleaning", "clashes")
    ]
    assert [type(one) for one in models[:3]] == [FileModel, SheetModel, CleaningModel]
    for model in models:
        assert model.rowCount()
        qtmodeltester.check(model)


def test_a_line_that_is_still_read_says_so():
    assert FileLine(Path("甲.xlsx")).texts()[:2] == ("甲.xlsx", "… 正在读取")


def test_after_the_import_the_draft_is_on_the_disk(importer, tmp_path):
    clerk = importer()
    clerk.take(a_file(tmp_path / "表.xlsx", HEAD, project(1, "甲项目")))
    clerk.press("import")
    clerk.until(lambda: clerk.session.sources)
    clerk.close()
    assert [row.cells["name"] for row in on_disk(clerk.path).rows("projects")] == [
        "旧项目",
        "甲项目",
    ]
