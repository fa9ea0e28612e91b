"""The guide of the import, as a clerk goes through it: files in, looked at, taken in."""

from pathlib import Path

import docx
import xlwt
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QTableView,
)

from desktop_app.core.changes import set_path
from desktop_app.core.draft import Draft
from desktop_app.ui.importing.cleaning_panel import CleaningModel
from desktop_app.ui.importing.file_list import FileLine, FileModel
from desktop_app.ui.importing.sheet_model import SheetModel
from tests.ui.conftest import on_disk
from tests.ui.importing.importer import CITY, HEAD, a_file, project


def test_the_files_of_nine_counties_come_in_as_one_change_and_go_as_one(city):
    assert city.label("welcome").startswith("把县区的项目汇总表")
    city.take(CITY / "counties")
    assert city.summary() == "将导入 9 个文件、108 个项目;规范写法 450 处"
    assert all("✓ 可以导入" in one for one in city.lines())
    assert "银杉县" in city.lines()[0]
    assert city.draft() == Draft("liaoning-2024", city.draft().revision)
    city.press("import")
    assert city.finished == [True]
    assert city.told == ["已导入 9 个文件 108 个项目。"]
    assert len(city.names()) == 108
    assert city.jumps == [f"projects/{city.draft().rows('projects')[0].id}/name"]
    with city.qtbot.waitSignal(city.session.saved) as saved:
        pass
    assert saved.args[0].undoable == "导入 9 个文件 108 个项目"
    assert len(saved.args[0].before.sources) == 9
    city.session.undo()
    city.until(lambda: not city.names())


def test_what_comes_again_is_noticed_and_comes_only_when_it_is_wanted(city):
    county = CITY / "counties" / "金禾县.xlsx"
    city.take(county)
    city.press("import")
    city.until(lambda: city.session.before.sources)
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
    clerk.until(lambda: clerk.session.before.sources)
    clerk.close()
    assert [row.cells["name"] for row in on_disk(clerk.path).rows("projects")] == [
        "旧项目",
        "甲项目",
    ]
