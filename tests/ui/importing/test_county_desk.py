"""县区报送情况 at the import: who has sent, workbooks that go out, a text to copy."""

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desktop_app.core.changes import set_path
from tests.small_pack import a_small_draft
from tests.ui.hands import commit
from tests.ui.importing.importer import HEAD, a_file, project


def ask_for(clerk, text):
    (field,) = clerk.visible(QLineEdit, "counties until")
    field.setFocus()
    field.selectAll()
    clerk.qtbot.keyClick(field, Qt.Key.Key_Delete)
    commit(field, text)
    clerk.qtbot.keyClick(field, Qt.Key.Key_Return)


def a_city(importer):
    return importer(
        a_small_draft([{"name": "甲", "county": "东县"}, {"name": "乙", "county": "西县"}])
    )


def test_a_file_that_was_taken_in_stands_with_its_county(importer, tmp_path):
    clerk = a_city(importer)
    clerk.page.show_draft(clerk.draft())
    assert [one.split(" | ")[:4] for one in clerk.rows("counties")] == [
        ["东县", "○ 没有收到文件", "1", ""], ["西县", "○ 没有收到文件", "1", ""],
    ]  # fmt: skip
    clerk.take(a_file(tmp_path / "东县报.xlsx", HEAD, project(1, "丙项目", county="东县")))
    clerk.press("import")
    clerk.until(lambda: "东县报.xlsx" in clerk.rows("counties")[0])
    east, west = (one.split(" | ") for one in clerk.rows("counties"))
    assert (east[0], east[2], east[3]) == ("东县", "2", "东县报.xlsx")
    assert east[4] == "11月18日 09:30"
    assert west[3] == ""


def test_who_has_not_sent_is_reminded_with_a_text(importer, tmp_path):
    clerk = importer(a_small_draft([]))
    clerk.page.show_draft(clerk.draft())
    assert "还没有县" in clerk.label("counties summary")
    assert not clerk.button("make collection").isEnabled()
    two = [project(1, "丙项目", county="东县"), project(2, "丁项目", county="南县")]
    clerk.take(a_file(tmp_path / "一.xlsx", HEAD, *two))
    clerk.press("import")
    clerk.until(lambda: len(clerk.rows("counties")) == 2)
    assert not clerk.button("copy reminder").isEnabled()
    clerk.session.undo()
    clerk.until(lambda: not clerk.draft().rows("projects"))
    clerk.until(lambda: clerk.rows("counties") == [])


def test_workbooks_for_the_counties_are_made_in_the_chosen_folder(importer, tmp_path):
    clerk = a_city(importer)
    clerk.page.show_draft(clerk.draft())
    clerk.prompts.folder = tmp_path
    ask_for(clerk, "2024年11月20日")
    clerk.press("make collection")
    clerk.until(lambda: "已做好 2 份收集表" in clerk.label("counties told"))
    folder = tmp_path / "收集表"
    assert sorted(path.name for path in folder.iterdir()) == [
        "收集表-东县.xlsx",
        "收集表-西县.xlsx",
    ]
    sheet = openpyxl.load_workbook(folder / "收集表-东县.xlsx").worksheets[0]
    assert "11月20日" in sheet["A2"].value
    assert clerk.shown("open collection")


def test_a_day_that_is_none_is_told(importer):
    clerk = a_city(importer)
    clerk.page.show_draft(clerk.draft())
    ask_for(clerk, "下个礼拜")
    assert clerk.label("counties told").startswith("「下个礼拜」不是日期")
    ask_for(clerk, "")
    assert clerk.label("counties told") == ""


def test_the_reminder_is_put_on_the_clipboard(city):
    clerk = city
    clerk.session.do("填", lambda draft: set_path(draft, "basic/counties", "东县、北县"))
    clerk.page.show_draft(clerk.draft())
    assert clerk.label("counties summary") == "2 个县(市、区),已收 0 个,未收 2 个:东县、北县"
    assert [one.split(" | ")[1] for one in clerk.rows("counties")] == ["▲ 未收", "▲ 未收"]
    clerk.press("copy reminder")
    text = QGuiApplication.clipboard().text()
    assert text.startswith("东县、北县:")
    assert text in clerk.label("counties told")
