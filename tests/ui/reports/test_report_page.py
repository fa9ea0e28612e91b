"""月报季报 in the window: a period is chosen, its figures seen, paragraphs written, files made."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from desktop_app.jobs.report_period import FOLDER
from desktop_app.ui.reports.report_page import ReportPage
from desktop_app.ui.widgets import TextBox
from tests.report_pack import a_reported_draft, a_reported_programme
from tests.ui.at_a_desk import AtADesk


class AtReports(AtADesk):
    """Who makes the reports: reads the figures, writes in the boxes."""

    def __init__(self, qtbot, folder, **values):
        programme, draft = a_reported_programme(), a_reported_draft(**values)
        super().__init__(qtbot, folder, programme, draft, ReportPage)
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
    at.until(lambda: at.lines("report figures")[1][3] == "1")
    assert at.box("report text progress").text() == ""
    assert at.kind == "月报"


def test_a_quarter_may_be_typed(desk):
    at = desk()
    at.choose_period("2025年第二季度")
    at.until(lambda: at.kind == "季报")
    at.until(lambda: at.lines("report figures")[0][3] == "2")


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
