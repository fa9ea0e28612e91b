"""From page to page: where a deed on one of them leads, and the way back."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QTextBrowser,
)

from desktop_app.jobs import log
from desktop_app.jobs.packs import usable_programmes
from desktop_app.ui.help.help_panel import HelpWindow
from desktop_app.ui.look import Look
from desktop_app.ui.settings import Settings
from desktop_app.ui.shell.log_panel import LogWindow
from desktop_app.ui.shell.settings_panel import SettingsWindow
from desktop_app.ui.theme import Theme
from tests.small_pack import a_passing_draft
from tests.ui.conftest import Clerk, on_disk


@pytest.fixture
def county(tmp_path):
    """A workbook with a project, as a county sends it."""
    book = openpyxl.Workbook()
    book.active.append(["序号", "项目名称", "企业名称", "县区", "总投资(万元)", "开始年月"])
    book.active.append([1, "新来的项目", "新来公司", "东县", 30, "2024年6月"])
    book.save(tmp_path / "东县.xlsx")
    return tmp_path / "东县.xlsx"


@pytest.fixture
def imported(clerk, draft_file, prompts, county):
    """A clerk who has just taken in that workbook."""
    path = draft_file(a_passing_draft())
    clerk.open(path)
    clerk.go("项目汇总表")
    prompts.files = [county]
    clerk.press("import")
    clerk.press("choose files")
    clerk.until(lambda: clerk.label("import summary").startswith("将导入 1 个文件"))
    clerk.until(clerk.buttons("import")[0].isEnabled)
    clerk.press("import")
    clerk.until(lambda: clerk.shown("undo done"))
    clerk.path = path
    return clerk


def names(clerk):
    return [row.cells["name"] for row in on_disk(clerk.path).rows("projects")]


def test_after_an_import_the_table_says_what_came_and_takes_it_back(imported):
    clerk = imported
    assert clerk.label("done") == "已导入 1 个文件 1 个项目。"
    assert clerk.window.focusWidget().accessibleName().startswith("项目")
    clerk.until(lambda: names(clerk)[-1] == "新来的项目")
    clerk.until(clerk.buttons("undo done")[0].isEnabled)
    clerk.press("undo done")
    clerk.until(lambda: clerk.label("done") == "")
    clerk.until(lambda: "新来的项目" not in names(clerk))


def test_once_something_else_was_done_the_import_is_not_taken_back_by_that_button(imported):
    clerk = imported
    clerk.until(clerk.buttons("undo done")[0].isEnabled)
    clerk.key(Qt.Key.Key_Delete)
    clerk.until(lambda: not clerk.shown("undo done"))
    assert clerk.label("done") == "已导入 1 个文件 1 个项目。"
    clerk.press("done noted")
    assert clerk.label("done") == ""


def test_what_was_said_of_the_import_stays_with_its_step(imported):
    imported.go("基本信息")
    assert imported.label("done") == ""


def test_the_thresholds_over_the_table_lead_to_the_trial(clerk, draft_file):
    clerk.open(draft_file(a_passing_draft()))
    clerk.go("项目汇总表")
    clerk.press("try without")
    clerk.until(lambda: clerk.label("page title") == "核对")
    tabs = [one for one in clerk.window.findChildren(QTabWidget) if one.isVisible()]
    assert tabs[0].tabText(tabs[0].currentIndex()) == "试算去留"


def help_of(clerk):
    """The help that F1 opens."""
    clerk.key(Qt.Key.Key_F1)
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, HelpWindow)]
    (shown,) = (one for one in windows if one.isVisible())
    return shown


def help_told(clerk):
    """The first line of the page that F1 opens."""
    title = help_of(clerk).findChild(QTextBrowser).toPlainText().splitlines()[0]
    clerk.window.activateWindow()
    return title


def offered(shown):
    """What the help offers to tell of the place where F1 was pressed; "" for nothing."""
    here = shown.findChild(QPushButton, "help here")
    return "" if here.isHidden() else here.text()


def test_f1_in_a_field_or_on_a_finding_offers_what_the_reference_says_of_it(clerk, draft_file):
    clerk.open(draft_file(a_passing_draft(basic_city="")))
    clerk.go("基本信息")
    clerk.fill("field firms", "12")
    shown = help_of(clerk)
    assert offered(shown) == "这里的说明:规上企业数"
    clerk.window.activateWindow()
    clerk.go("核对")
    clerk.press("most important")
    clerk.until(lambda: clerk.label("spoken").startswith("S-4"))
    shown = help_of(clerk)
    assert offered(shown) == "这里的说明:S-4"
    shown.findChild(QPushButton, "help here").click()
    assert "S-4 填写完整(必须改)" in shown.findChild(QTextBrowser).toPlainText()


def test_without_a_draft_the_help_tells_of_every_installed_programme(clerk):
    shown = help_of(clerk)
    contents = shown.findChild(QListWidget)

    def titles():
        return {contents.item(at).text() for at in range(contents.count())}

    expected = {one.about.title for one in usable_programmes()[0]}
    clerk.until(lambda: expected <= titles())
    assert offered(shown) == ""


def test_f1_opens_the_page_of_where_one_is(clerk, draft_file):
    assert help_told(clerk) == "开始"
    clerk.open(draft_file(a_passing_draft()))
    told = {}
    for step in (
        "通知要点",
        "基本信息",
        "项目汇总表",
        "实施方案",
        "一、",
        "核对",
        "成册",
        "报送登记",
    ):
        clerk.go(step)
        told[step] = help_told(clerk)
    assert told == {
        "通知要点": "通知要点",
        "基本信息": "基本信息",
        "项目汇总表": "项目汇总表(附件3)",
        "实施方案": "实施方案(附件2)",
        "一、": "实施方案(附件2)",
        "核对": "核对",
        "成册": "成册与打印",
        "报送登记": "报送登记",
    }
    clerk.go("项目汇总表")
    clerk.press("import")
    assert help_told(clerk) == "导入县区表格和方案"
    clerk.press("leave import")
    assert help_told(clerk) == "项目汇总表(附件3)"


def test_the_log_is_read_from_the_settings(qtbot, qapp, prompts, tmp_path):
    log.start(tmp_path)
    log.did("打开程序")
    settings, theme = Settings(tmp_path), Theme()
    clerk = Clerk(qtbot, prompts, settings=settings, theme=theme, look=Look(qapp, theme, settings))
    clerk.press("settings")
    (panel,) = clerk.window.findChildren(SettingsWindow)
    qtbot.mouseClick(panel.findChild(QPushButton, "open log"), Qt.MouseButton.LeftButton)
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, LogWindow)]
    (shown,) = [one for one in windows if one.isVisible()]
    assert "打开程序" in shown.findChild(QPlainTextEdit, "log text").toPlainText()
    assert not panel.isVisible()
    clerk.close()
    assert not shown.isVisible()
    log.stop()
