"""A sheet that is read otherwise: its header, columns, unit, rows and cleanings."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
)

from desktop_app.core.origin import origin_place
from tests.ui.importing.importer import HEAD, a_file, project


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


def test_all_sheets_with_projects_are_shown_and_one_of_them_can_be_chosen(importer, tmp_path):
    head = ["项目名称", "总投资"]
    path = a_file(
        tmp_path / "表.xlsx",
        head, ["甲项目", 30], ["乙项目", 40],
        more=[("西区", [["单位:万元"], ["总投资", "项目名称"], [50, "丙项目"], ["x", "丁项目"]])],
    )  # fmt: skip
    clerk = importer()
    clerk.take(path)
    sheets = clerk.page.findChild(QComboBox, "sheet choice")
    assert sheets.currentText() == "全部项目表(2 张)"
    told = [one.split(" | ")[0] for one in clerk.rows("sheet")]
    assert told == ["表头", "读入", "读入", "表头以上", "表头", "读入", "读入"]
    model = clerk.table("sheet").model()
    labels = [model.headerData(row, Qt.Orientation.Vertical) for row in (2, 5)]
    assert labels == ["3", "西区·3"]
    clerk.choose(sheets, "西区")
    clerk.until(lambda: "2 个" in clerk.lines()[0])
    assert [one.split(" | ")[2] for one in clerk.rows("sheet")[2:]] == ["丙项目", "丁项目"]
    clerk.choose(sheets, "全部")
    clerk.until(lambda: "4 个" in clerk.lines()[0])
    clerk.press("import")
    rows = clerk.draft().rows("projects")[1:]
    assert [origin_place(row.origin).partition(" ")[2] for row in rows] == [
        "项目表 第2行", "项目表 第3行", "西区 第3行", "西区 第4行"
    ]  # fmt: skip


def test_a_header_is_pointed_at_once_for_all_sheets_that_have_it(importer, tmp_path):
    head = ["顺序", "事由", "花费"]
    path = a_file(
        tmp_path / "表.xlsx", head, [1, "甲项目", 30], [2, "丙项目", 30],
        sheet="东县", more=[("西区", [head, [1, "乙项目", 40]])],
    )  # fmt: skip
    clerk = importer()
    clerk.take(path)
    clerk.click_cell(clerk.table("sheet"), 0, 2)
    clerk.press("header here")
    clerk.until(lambda: "还不知道" in clerk.label("file sentence"))
    clerk.choose(clerk.field(1), "项目名称")
    clerk.until(lambda: "3 个" in clerk.lines()[0])
    assert clerk.page.findChild(QComboBox, "sheet choice").currentText() == "全部项目表(2 张)"


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
    came = clerk.draft().rows("projects")[1:]
    assert [origin_place(row.origin).rpartition(" ")[2] for row in came] == ["第4行", "第5行"]


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


def test_columns_put_right_are_remembered_for_the_same_header_and_forgotten_by_a_press(
    importer, tmp_path
):
    head = ["编号", "干什么", "花多少", "县区"]
    clerk = importer()
    clerk.take(a_file(tmp_path / "一.xlsx", ["某县"], head, [1, "甲项目", 30, "东县"]))
    assert clerk.label("recalled") == ""
    clerk.click_cell(clerk.table("sheet"), 1, 2)
    clerk.press("header here")
    clerk.until(lambda: "还不知道" in clerk.label("file sentence"))
    clerk.choose(clerk.field(1), "项目名称")
    clerk.choose(clerk.field(2), "总投资")
    clerk.until_looked()
    clerk.press("import")
    # Another day, another draft, the same office.
    again = importer()
    again.take(a_file(tmp_path / "二.xlsx", ["某县"], ["2025年"], head, [1, "乙项目", 40, "东县"]))
    assert again.label("recalled") == "表头和以前「东县」的一样,已照那次改好的列来读。"
    assert again.field(1).currentText().startswith("项目名称")
    assert again.summary().startswith("将导入 1 个文件、1 个项目")
    again.press("forget columns")
    again.until(lambda: again.label("recalled") == "")
    again.until(lambda: "没有找到表头" in again.label("file sentence"))
    third = importer()
    third.take(a_file(tmp_path / "三.xlsx", head, [1, "丙项目", 50, "东县"]))
    assert third.label("recalled") == ""
