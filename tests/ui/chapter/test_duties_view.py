"""The table that follows from the text, read by keys and mouse."""

from types import MappingProxyType

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextEdit

from desktop_app.core.changes import append_rows, set_path
from desktop_app.core.draft import Row
from desktop_app.ui.chapter.duties_view import DutiesView
from desktop_app.ui.chapter.page import ChapterPage
from desktop_app.ui.shell.step_pages import PAGES
from tests.duty_pack import GOALS, a_duty_draft, a_duty_programme
from tests.ui.at_a_desk import AtADesk
from tests.ui.conftest import FakePrompts


class Reader(AtADesk):
    """A clerk at the chapter whose table follows from another chapter's text."""

    def press(self, name):
        button = self.root.findChild(QPushButton, name)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def told(self):
        return self.root.findChild(QLabel, "duties told").text()


@pytest.fixture
def reader(qtbot, tmp_path):
    made = Reader(qtbot, tmp_path, a_duty_programme(), a_duty_draft(), PAGES["chapter"])
    made.part.go_to("tasks/t1/task")
    made.session.changed.connect(made.part.show_draft)
    made.until(lambda: len(made.lines("duties")) == 4)
    return made


def test_the_tasks_stand_there_without_anybody_typing(reader):
    assert reader.lines("duties")[1] == [
        "一、（二）1",
        "遴选服务商",
        "市经信局",
        "市财政局、市科技局",
    ]
    assert "4 项任务、4 个单位" in reader.told()


def test_its_columns_are_called_as_in_the_table(reader):
    table = reader.table("duties")
    model = table.model()
    table_in_pack = a_duty_programme().table("tasks")
    labels = {one.id: one.label for one in table_in_pack.column}
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(4)]
    assert heads == [labels[one] for one in ("place", "task", "lead", "support")]
    assert not table.isColumnHidden(3)


def test_the_same_by_office(reader):
    reader.press("by office")
    lines = reader.lines("duties")
    assert [one[0] for one in lines[:3]] == ["市经信局"] * 3
    assert lines[-1][:3] == ["市科技局", "一、（二）1 遴选服务商", "配合"]
    assert reader.table("duties").isColumnHidden(3)


def test_enter_on_a_task_goes_to_its_text(reader):
    table = reader.table("duties")
    table.setFocus()
    reader.qtbot.keyClick(table, Qt.Key.Key_Down)
    reader.qtbot.keyClick(table, Qt.Key.Key_Down)
    task = reader.lines("duties")[table.currentIndex().row()][1]
    reader.qtbot.keyClick(table, Qt.Key.Key_Return)
    page = reader.part
    assert isinstance(page, ChapterPage)
    assert page.chapter == "goals"
    text = page.findChild(QTextEdit, "chapter")
    assert text.textCursor().selectedText() == task
    assert text.hasFocus()


def test_the_table_follows_what_is_written(reader):
    more = f"{GOALS}\n(四)总结推广。"
    reader.session.do("填写", lambda draft: set_path(draft, "chapters/goals", more))
    reader.until(lambda: len(reader.lines("duties")) == 5)
    assert reader.lines("duties")[-1] == ["一、（四）", "总结推广", "没有写明", ""]


def test_rows_that_somebody_typed_are_told(reader):
    typed = [Row("t1", MappingProxyType({"task": "别的任务", "lead": "市税务局"}))]
    reader.session.do("导入", lambda draft: append_rows(draft, "tasks", typed))
    reader.until(lambda: "另有 1 行" in reader.told())
    assert len(reader.lines("duties")) == 4


def test_without_a_task_it_says_how_to_write_one(reader):
    reader.session.do("填写", lambda draft: set_path(draft, "chapters/goals", "还没有。"))
    reader.until(lambda: reader.lines("duties") == [])
    assert "(责任单位:…)" in reader.told()
    assert not reader.root.findChild(QPushButton, "save duties").isEnabled()


def test_the_sheets_of_the_offices_are_saved_where_a_person_wants(reader, tmp_path):
    prompts = reader.desk.prompts
    assert isinstance(prompts, FakePrompts)
    prompts.path = tmp_path / "清单.docx"
    reader.press("save duties")
    reader.until(lambda: "已存到" in reader.told())
    assert prompts.path.stat().st_size > 0
    reader.press("save duties")
    reader.until(lambda: "已经存在" in reader.told())


def test_before_the_text_is_read_nobody_is_told_that_there_are_no_tasks(reader, qtbot):
    view = DutiesView(reader.desk, a_duty_programme().table("tasks"))
    qtbot.addWidget(view, before_close_func=lambda one: one.stop())
    told = view.findChild(QLabel, "duties told")
    assert told.text() == "正在汇集…"
    qtbot.waitUntil(lambda: "4 项任务" in told.text())


def test_a_text_that_could_not_be_read_is_told_and_the_next_is_read(reader):
    view = reader.root.findChild(DutiesView)
    with reader.qtbot.waitSignal(view.troubled):
        view.show_draft(None)
    assert reader.told() == "这张表没有汇集出来;再改一次正文会重新汇集。"
    view.show_draft(reader.draft)
    reader.until(lambda: "4 项任务" in reader.told())


def test_sheets_that_are_saved_after_the_view_is_gone_trouble_nobody(reader, tmp_path, qtbot):
    view = DutiesView(reader.desk, a_duty_programme().table("tasks"))
    view.show()
    qtbot.waitUntil(lambda: view.findChild(QPushButton, "save duties").isEnabled())
    reader.desk.prompts.path = tmp_path / "清单.docx"
    view.findChild(QPushButton, "save duties").click()
    view.stop()
    shiboken6.delete(view)
    QApplication.processEvents()
    assert reader.desk.prompts.path.exists()
