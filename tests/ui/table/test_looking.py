"""Filtering, sorting and hiding change what is seen, not the draft."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from desktop_app.ui.layout_memory import LayoutMemory
from desktop_app.ui.settings import Settings
from tests.small_pack import a_small_draft
from tests.ui.table.conftest import ALT, CTRL, PROJECTS, Key


def test_the_quick_filter_shows_less_and_says_so(clerk):
    clerk.fill("quick filter", "东港")
    assert clerk.seen("项目名称") == ["甲项目", "丙项目"]
    assert clerk.numbers() == ["1", "3"]
    assert clerk.label("view told") == "只显示 2 个项目,共 3 个项目。"
    assert "筛选出 2 个项目  总投资 49.5 万元" in clerk.label("sums")
    clerk.press("unfilter")
    assert clerk.seen("项目名称") == ["甲项目", "乙项目", "丙项目"]
    assert clerk.label("view told") == ""


def test_a_column_is_filtered_by_its_values_and_by_their_pinyin(clerk):
    clerk.click(0, "县区")
    clerk.key(Key.Key_L, CTRL)
    values = clerk.window.findChild(QListWidget, "filter values")
    told = [values.item(at).text() for at in range(values.count())]
    assert told == ["东港区(2 行)", "西山县(1 行)"]
    values.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert clerk.seen("项目名称") == ["乙项目"]
    clerk.press("filter all")
    clerk.fill("filter text", "dgq")
    assert clerk.seen("项目名称") == ["甲项目", "丙项目"]
    clerk.key(Key.Key_Escape)
    assert clerk.window.focusWidget() is clerk.grid
    assert "(按县区)" in clerk.label("view told")


def test_sorting_is_only_a_view_until_it_is_saved(clerk):
    clerk.click(0, "总投资")
    clerk.key(Key.Key_L, CTRL)
    clerk.press("sort down")
    assert clerk.seen("总投资") == ["200", "30", "19.5"]
    assert clerk.numbers() == ["2", "1", "3"]
    assert clerk.column("总投资") == ["30", "200", "19.5"]
    assert "行号和印出的顺序没有变" in clerk.label("view told")
    clerk.press("unsort")
    assert clerk.numbers() == ["1", "2", "3"]
    clerk.press("sort down")
    clerk.press("save order")
    assert clerk.column("总投资") == ["200", "30", "19.5"]
    assert clerk.numbers() == ["1", "2", "3"]
    assert [row.id for row in clerk.rows()] == ["p2", "p1", "p3"]
    clerk.until(lambda: clerk.undoable == "按「总投资」排序保存")


def test_rows_are_not_moved_while_they_are_sorted_and_the_sentence_says_why(clerk):
    clerk.click(0, "总投资")
    clerk.key(Key.Key_L, CTRL)
    clerk.press("sort up")
    clerk.press("close filter")
    clerk.key(Key.Key_Down, ALT)
    assert "不能移动行" in clerk.label("table notice")
    assert clerk.column("总投资") == ["30", "200", "19.5"]


def test_pasting_into_a_filtered_table_lands_in_the_rows_that_are_seen(clerk):
    clerk.fill("quick filter", "东港")
    clerk.click(0, "总投资")
    clerk.clipboard("1\n2\n")
    clerk.key(Key.Key_V, CTRL)
    clerk.press("agree paste")
    assert clerk.column("总投资") == ["1", "200", "2"]


def test_going_to_a_place_clears_the_filter_and_shows_the_column(clerk):
    clerk.fill("quick filter", "东港")
    clerk.click(0, "总投资")
    clerk.key(Key.Key_L, CTRL)
    clerk.press("hide column")
    assert clerk.grid.isColumnHidden(5)
    assert clerk.page.go_to("projects/p2/investment")
    assert clerk.cursor() == (1, "总投资")
    assert not clerk.grid.isColumnHidden(5)
    assert clerk.page.place == "projects/p2/investment"
    assert not clerk.page.go_to("projects/gone/investment")
    assert not clerk.page.go_to("basic/city")
    assert clerk.page.go_to("projects")


def test_widths_and_hidden_columns_are_as_they_were_left(at_table, tmp_path):
    clerk = at_table(a_small_draft(PROJECTS), kept=LayoutMemory(Settings(tmp_path)))
    clerk.grid.setColumnWidth(0, 333)
    clerk.click(0, "行业")
    clerk.key(Key.Key_L, CTRL)
    clerk.press("hide column")
    clerk.page.stop()
    again = at_table(
        a_small_draft(PROJECTS), kept=LayoutMemory(Settings(tmp_path)), name="b.shenbao"
    )
    assert again.grid.columnWidth(0) == 333
    assert again.grid.isColumnHidden(4)


def test_a_damaged_setting_is_as_if_nothing_was_said(at_table):
    clerk = at_table(a_small_draft(PROJECTS), kept={"small-2024/projects": '{"widths": 3}'})
    assert clerk.grid.columnWidth(0) > 200
    assert not any(clerk.grid.isColumnHidden(at) for at in range(7))
