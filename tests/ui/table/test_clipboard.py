"""Pasting is shown first and one change; copying gives Excel what it reads."""

import pytest
from PySide6.QtWidgets import QCheckBox

from desktop_app.core.block import read_block
from tests.ui.table.conftest import CTRL, Key


def test_a_block_is_shown_first_then_pasted_as_one_change_with_its_name(clerk):
    clerk.click(2, "项目名称")
    clerk.clipboard('"丙项目\n二行"\t丙厂\r\n"5"" 屏"\t丁厂\r\n戊\t\r\n')
    clerk.key(Key.Key_V, CTRL)
    assert clerk.label("paste where") == "粘贴 3 行 × 2 列,到第 3 行"
    assert clerk.label("paste told") == "替换 1 格已有的内容;在末尾新增 2 行。"
    assert len(clerk.rows()) == 3
    clerk.key(Key.Key_Space)
    assert clerk.column("项目名称") == ["甲项目", "乙项目", "丙项目\n二行", '5" 屏', "戊"]
    assert clerk.column("实施企业")[2:] == ["丙厂", "丁厂", ""]
    assert clerk.label("chosen sums") == "选中 6 格"
    clerk.until(lambda: clerk.undoable == "粘贴 3 行")
    clerk.undo()
    clerk.until(lambda: clerk.seen("项目名称") == ["甲项目", "乙项目", "丙项目"])


def test_what_is_not_understood_is_told_and_kept(clerk):
    clerk.click(0, "总投资")
    clerk.clipboard("约三十\n40\n50\n")
    clerk.key(Key.Key_V, CTRL)
    assert clerk.label("paste unread").startswith("▲ 1 格看不懂:其中第 1 行总投资「约三十」")
    clerk.press("agree paste")
    assert clerk.column("总投资") == ["约三十", "40", "50"]


def test_a_large_block_is_looked_through_beside_the_window(clerk):
    clerk.click(0, "总投资")
    clerk.clipboard("30\t2024年6月\n" * 1_999 + "约三十\t\n")
    clerk.key(Key.Key_V, CTRL)
    clerk.until(lambda: clerk.label("paste unread").startswith("▲ 1 格看不懂:其中第 2000 行"))
    clerk.press("agree paste")
    clerk.until(lambda: "正在" not in clerk.label("sums"))
    assert clerk.label("sums") == "合计 2,000 个项目  总投资 59,970 万元(1 格不是数字,未计入)"
    assert clerk.column("总投资")[-1] == "约三十"


def test_a_pasted_line_of_names_is_left_out_and_followed(clerk):
    clerk.click(0, "项目名称")
    clerk.clipboard("序号\t县区\t项目名称\r\n1\t西山县\t新甲\r\n")
    clerk.key(Key.Key_V, CTRL)
    assert clerk.label("paste where") == "粘贴 1 行 × 2 列,到第 1 行"
    assert "第 1 列没有对应的列" in clerk.label("paste told")
    clerk.press("agree paste")
    assert clerk.column("项目名称")[0] == "新甲"
    assert clerk.column("县区")[0] == "西山县"


def test_names_are_pasted_like_anything_else_when_that_is_wanted(clerk):
    clerk.click(0, "项目名称")
    clerk.clipboard("项目名称\t实施企业\r\n新甲\t新厂\r\n")
    clerk.key(Key.Key_V, CTRL)
    assert clerk.label("paste where") == "粘贴 1 行 × 2 列,到第 1 行"
    box = clerk.window.findChild(QCheckBox, "paste without first")
    box.setFocus()
    clerk.key(Key.Key_Space)
    assert clerk.label("paste where") == "粘贴 2 行 × 2 列,从第 1 行到第 2 行"


def test_giving_up_a_paste_changes_nothing(clerk):
    clerk.click(0, "项目名称")
    clerk.clipboard("新甲\t新厂\r\n")
    clerk.key(Key.Key_V, CTRL)
    assert clerk.page.begun
    clerk.key(Key.Key_Escape)
    assert clerk.column("项目名称")[0] == "甲项目"
    assert not clerk.page.begun
    assert clerk.window.focusWidget() is clerk.grid


def test_one_cell_fills_all_that_is_selected(clerk):
    clerk.select(0, "县区", 2, "县区")
    clerk.clipboard("北山县")
    clerk.key(Key.Key_V, CTRL)
    assert clerk.column("县区") == ["北山县"] * 3
    clerk.until(lambda: clerk.undoable == "粘贴 3 格")


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "剪贴板里没有可以粘贴的文字"), ("甲\n" * 20_001, "一次最多粘贴 20,000 行")],
)
def test_what_cannot_be_pasted_is_told_with_the_next_step(clerk, text, told):
    clerk.click(0, "项目名称")
    clerk.clipboard(text or " ")
    clerk.key(Key.Key_V, CTRL)
    assert told in clerk.label("table notice")
    assert clerk.column("项目名称")[0] == "甲项目"


def test_copying_gives_excel_what_it_reads_and_cutting_empties(clerk):
    clerk.click(0, "项目名称")
    clerk.clipboard("甲\t厂")
    clerk.select(0, "项目名称", 1, "实施企业")
    clerk.key(Key.Key_C, CTRL)
    assert read_block(clerk.clipboard()) == (("甲项目", "甲厂"), ("乙项目", "乙厂"))
    clerk.key(Key.Key_X, CTRL)
    assert clerk.column("项目名称") == ["", "", "丙项目"]
    clerk.until(lambda: clerk.undoable == "剪切 4 格")


def test_delete_empties_what_is_selected_and_fill_down_repeats_the_first_line(clerk):
    clerk.select(0, "县区", 2, "总投资")
    clerk.key(Key.Key_D, CTRL)
    assert clerk.column("县区") == ["东港区"] * 3
    assert clerk.column("总投资") == ["30"] * 3
    clerk.until(lambda: clerk.undoable == "向下填充 6 格")
    clerk.key(Key.Key_Delete)
    assert clerk.column("总投资") == [""] * 3
    clerk.click(1, "项目名称")
    clerk.key(Key.Key_D, CTRL)
    assert clerk.column("项目名称") == ["甲项目", "甲项目", "丙项目"]
