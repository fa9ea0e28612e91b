"""月报季报 in the window: a period is chosen, its figures seen, paragraphs written, files made."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit

from desktop_app.core.changes import set_path
from desktop_app.core.draft import Draft
from desktop_app.jobs.report_period import FOLDER
from desktop_app.ui.reports.report_page import ReportPage
from desktop_app.ui.widgets import TextBox
from tests.report_pack import a_reported_draft, a_reported_programme
from tests.ui.at_a_desk import AtADesk


class AtReports(AtADesk):
    """Who makes the reports: reads the figures, writes in the boxes."""

    def __init__(self, qtbot, folder, *, can_write=True, **values):
        programme, draft = a_reported_programme(), a_reported_draft(**values)
        super().__init__(qtbot, folder, programme, draft, ReportPage, can_write=can_write)
        self.session.changed.connect(self.part.show_draft)
        self.choose_period("2025-05")
        self.until(lambda: self.lines("report figures") and self.is_of("2025-05"))

    def is_of(self, period):
        """Whether the figures on the screen are those of the period."""
        return self.root.findChild(QLineEdit, "report period").text() == period and self.says(
            "尚有 1 个没有完成"
        )

    def says(self, text):
        return any(text in one.text() for one in self.visible(QLabel, None))

    def box(self, name):
        return self.root.findChild(TextBox, name)

    def write_in(self, name, text):
        self.box(name).setFocus()
        self.type(text)

    def choose_period(self, text):
        line = self.root.findChild(QLineEdit, "report period")
        line.setFocus()
        line.selectAll()
        self.type(text)
        self.qtbot.keyClick(line, Qt.Key.Key_Return)
        return line

    @property
    def kind(self):
        return self.root.findChild(QComboBox, "report kind").currentText()


@pytest.fixture
def desk(qtbot, tmp_path):
    return partial(AtReports, qtbot, tmp_path)


def test_the_figures_of_a_period_are_shown(desk):
    at = desk()
    assert at.lines("report figures")[1] == ["已验收企业数", "家", "1", "1", "2", "4", "50%"]
    assert at.lines("report groups")[0] == ["东港区", "3", "0 / 2", "1 / 2"]
    assert at.says("第一批验收已到期:第一批共 4 个,尚有 1 个没有完成")


def test_another_period_has_other_figures_and_other_texts(desk):
    at = desk(**{"reports/monthly.2025-05.progress": "五月的话。"})
    assert at.box("report text progress").text() == "五月的话。"
    at.press("report earlier")
    at.until(lambda: at.lines("report figures") and at.lines("report figures")[1][3] == "1")
    assert at.box("report text progress").text() == ""
    assert at.kind == "月报"


def test_a_quarter_may_be_typed(desk):
    at = desk()
    at.choose_period("2025年第二季度")
    at.until(lambda: at.kind == "季报")
    at.until(lambda: at.lines("report figures") and at.lines("report figures")[0][3] == "2")


def test_what_is_no_period_is_told_and_put_back(desk):
    at = desk()
    told = []
    at.part.troubled.connect(told.append)
    line = at.choose_period("去年")
    assert "2025-06" in told[0]
    assert line.text() == "2025-05"


def test_a_paragraph_is_kept_for_its_period_and_a_report_is_made_of_it(desk, tmp_path):
    at = desk()
    assert at.says("「工作进展」还没有写")
    at.write_in("report text progress", "完成验收。")
    assert at.session.draft.value("reports/monthly.2025-05.progress") == "完成验收。"
    at.press("make report")
    at.until(lambda: at.session.draft.value("reports_made/monthly.2025-05"))
    assert {path.suffix for path in (tmp_path / FOLDER).iterdir()} == {".docx", ".pdf"}
    at.until(lambda: at.says("2025年5月:2024-11-18 09:30,某市工作月报（2025年5月）"))
    assert not at.says("还没有写")


def test_the_later_period_is_chosen_by_its_button(desk):
    at = desk()
    at.press("report earlier")
    at.press("report later")
    assert at.root.findChild(QLineEdit, "report period").text() == "2025-05"


def test_undo_in_a_paragraph_is_that_of_the_draft(desk):
    at = desk()
    at.write_in("report text progress", "完成验收。")
    box = at.box("report text progress")
    undoing = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    QApplication.sendEvent(box, undoing)
    assert not undoing.isAccepted()
    at.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.toPlainText() == "完成验收。"
    at.undo()
    assert box.toPlainText() == ""


def test_the_cursor_stays_where_a_paragraph_comes_back_otherwise(desk):
    at = desk(**{"reports/monthly.2025-05.progress": "五月的话。"})
    box = at.box("report text progress")
    box.setFocus()
    cursor = box.textCursor()
    cursor.setPosition(3)
    box.setTextCursor(cursor)
    path = "reports/monthly.2025-05.progress"
    at.session.do("修改", lambda draft: set_path(draft, path, "五月的话,改过。"))
    assert box.textCursor().position() == 3


def test_figures_of_another_period_do_not_stand_under_this_one(desk):
    at = desk()
    at.part.go_to("reports/monthly.2025-04")
    assert at.lines("report figures") == []
    assert at.says("正在计算…")
    at.until(lambda: at.lines("report figures"))
    assert not at.says("正在计算…")


def test_figures_that_could_not_be_worked_out_are_told_and_asked_for_again(desk):
    at = desk()
    told = []
    at.part.troubled.connect(told.append)
    at.part.show_draft(Draft(at.draft.programme, 2, at.draft.values, {"projects": (None,)}))
    at.until(lambda: told)
    assert at.says("这一期的数字没有算出来")
    assert at.lines("report figures") == []
    at.part.show_draft(at.draft)
    at.until(lambda: at.lines("report figures"))
    assert not at.says("没有算出来")


def test_a_report_that_is_being_written_is_asked_about(desk):
    at = desk()
    at.press("make report")
    assert "报告还在生成" in at.part.begun
    at.until(lambda: at.session.draft.value("reports_made/monthly.2025-05"))
    assert at.part.begun == ""


def test_a_report_whose_draft_cannot_be_saved_says_why_and_may_be_made_again(desk):
    at = desk()
    away = at.path.rename(at.path.with_name("别处.shenbao"))
    at.write_in("report text progress", "完成验收。")
    at.press("make report")
    at.until(lambda: at.says("没有保存"))
    assert at.buttons("make report")[0].isEnabled()
    away.rename(at.path)
    at.press("make report")
    at.until(lambda: at.session.draft.value("reports_made/monthly.2025-05"))


def test_who_may_not_write_reads_the_report_only(desk):
    at = desk(can_write=False)
    assert at.box("report text progress").isReadOnly()
    at.write_in("report text progress", "不行")
    assert at.session.draft.value("reports/monthly.2025-05.progress") == ""
