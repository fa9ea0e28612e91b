"""What a clerk does at the project table, by keys and mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QListWidget, QMenu

from desktop_app.core.block import read_block
from desktop_app.ui.kept import Kept
from desktop_app.ui.settings import Settings
from tests.small_pack import a_small_draft
from tests.ui.table.conftest import ALT, CTRL, SHIFT

Key = Qt.Key
PROJECTS = [
    {"name": "甲项目", "enterprise": "甲厂", "county": "东港区", "investment": "30"},
    {"name": "乙项目", "enterprise": "乙厂", "county": "西山县", "investment": "200"},
    {"name": "丙项目", "enterprise": "丙厂", "county": "东港区", "investment": "19.5"},
]


@pytest.fixture
def clerk(at_table):
    return at_table(a_small_draft(PROJECTS))


@pytest.fixture
def empty(at_table):
    return at_table(a_small_draft(basic_city="某市"))


def test_the_title_and_the_foot_tell_what_is_asked_on_the_telephone(clerk):
    assert clerk.label("table title") == "项目汇总表"
    assert clerk.label("table about") == "附件3 · 3 个项目 · 2 个县区 · 单位:万元"
    assert clerk.label("sums") == "合计 3 个项目  总投资 249.5 万元"


# Typing


def test_typing_over_a_cell_goes_down_with_enter_and_is_in_the_draft_as_typed(clerk):
    clerk.click(0, "总投资")
    clerk.keys("约30")
    assert clerk.column("总投资") == ["约30", "200", "19.5"]
    clerk.key(Key.Key_Return)
    assert clerk.cursor() == (1, "总投资")
    assert clerk.cell() is None
    clerk.keys("1,200")
    clerk.key(Key.Key_Tab)
    assert clerk.cursor() == (1, "开始年月")
    assert clerk.column("总投资") == ["约30", "1,200", "19.5"]
    assert clerk.label("sums") == "合计 3 个项目  总投资 1,219.5 万元(1 格不是数字,未计入)"


def test_an_input_method_writes_into_the_cell(clerk):
    clerk.click(1, "项目名称")
    clerk.type("新名称")
    clerk.until(clerk.cell)
    clerk.key(Key.Key_Return)
    assert clerk.column("项目名称") == ["甲项目", "新名称", "丙项目"]


def test_what_an_input_method_composes_over_a_cell_is_written_when_it_is_done(clerk):
    clerk.click(1, "项目名称")
    for composed, done in (("xin", ""), ("xinming", ""), ("", "新名")):
        event = QInputMethodEvent(composed, [])
        event.setCommitString(done)
        QApplication.sendEvent(clerk.window.focusWidget(), event)
        assert clerk.column("项目名称")[1] == (done or "乙项目")
    clerk.key(Key.Key_Return)
    assert clerk.column("项目名称") == ["甲项目", "新名", "丙项目"]


def test_composing_that_is_given_up_leaves_what_stood_there(clerk):
    clerk.click(1, "项目名称")
    for composed in ("xin", ""):
        event = QInputMethodEvent(composed, [])
        QApplication.sendEvent(clerk.window.focusWidget(), event)
    assert clerk.cell().text() == "乙项目"
    clerk.key(Key.Key_Return)
    assert clerk.column("项目名称")[1] == "乙项目"


def test_f2_goes_on_with_what_stands_there_and_escape_gives_it_up(clerk):
    clerk.click(0, "项目名称")
    clerk.key(Key.Key_F2)
    clerk.key(Key.Key_End)
    clerk.keys("X")
    assert clerk.column("项目名称")[0] == "甲项目X"
    clerk.key(Key.Key_Escape)
    assert clerk.column("项目名称")[0] == "甲项目"
    assert clerk.cell() is None
    assert clerk.cursor() == (0, "项目名称")


def test_what_was_typed_is_one_step_to_undo_and_its_name_says_where(clerk):
    clerk.click(0, "总投资")
    clerk.keys("45")
    clerk.key(Key.Key_Return)
    clerk.until(lambda: clerk.undoable == "填写 附件3 第1行 总投资")
    clerk.undo()
    clerk.until(lambda: clerk.seen("总投资") == ["30", "200", "19.5"])


def test_undo_while_a_cell_is_open_is_the_drafts_and_shows_in_the_cell(clerk):
    clerk.click(0, "总投资")
    clerk.keys("45")
    clerk.session.flush()
    clerk.until(lambda: clerk.undoable)
    clerk.session.undo()
    clerk.until(lambda: clerk.cell().text() == "30")


# Moving


def test_the_arrows_with_control_and_shift_move_and_select_as_in_a_workbook(clerk):
    clerk.click(0, "项目名称")
    clerk.key(Key.Key_Down, CTRL)
    assert clerk.cursor() == (2, "项目名称")
    clerk.key(Key.Key_Home, CTRL)
    assert clerk.cursor() == (0, "项目名称")
    clerk.key(Key.Key_Right, CTRL)
    assert clerk.cursor() == (0, "实施企业")
    clerk.key(Key.Key_Right, CTRL)
    assert clerk.cursor() == (0, "县区")
    clerk.key(Key.Key_End, CTRL)
    assert clerk.cursor() == (2, "开始年月")
    clerk.click(0, "总投资")
    clerk.key(Key.Key_Down, CTRL | SHIFT)
    assert clerk.label("chosen sums") == "选中 3 格  数字 3 个  合计 249.5 万元"
    clerk.click(0, "县区")
    clerk.key(Key.Key_Right, SHIFT)
    clerk.key(Key.Key_Down, SHIFT)
    assert clerk.label("chosen sums") == "选中 4 格"


def test_tab_goes_through_the_lines_and_out_at_the_end(clerk):
    clerk.click(1, "开始年月")
    clerk.key(Key.Key_Tab)
    assert clerk.cursor() == (2, "项目名称")
    clerk.key(Key.Key_Backtab, SHIFT)
    assert clerk.cursor() == (1, "开始年月")
    clerk.key(Key.Key_Tab, CTRL)
    assert clerk.window.focusWidget() is not clerk.grid
    clerk.click(2, "开始年月")
    clerk.key(Key.Key_Tab)
    assert clerk.window.focusWidget() is not clerk.grid


# The clipboard


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


# Rows


def test_rows_are_set_in_doubled_moved_and_deleted_and_keep_their_ids(clerk):
    clerk.click(1, "项目名称")
    clerk.key(Key.Key_Return, CTRL)
    assert clerk.column("项目名称") == ["甲项目", "乙项目", "", "丙项目"]
    assert clerk.cursor() == (2, "项目名称")
    clerk.key(Key.Key_Return, CTRL | SHIFT)
    assert clerk.column("项目名称") == ["甲项目", "乙项目", "", "", "丙项目"]
    clerk.select(2, "项目名称", 3, "项目名称")
    clerk.key(Key.Key_Minus, CTRL)
    assert [row.id for row in clerk.rows()] == ["p1", "p2", "p3"]
    assert "已删除 2 行" in clerk.label("table notice")
    clerk.click(2, "项目名称")
    clerk.key(Key.Key_Up, ALT)
    assert [row.id for row in clerk.rows()] == ["p1", "p3", "p2"]
    assert clerk.cursor() == (1, "项目名称")
    clerk.key(Key.Key_D, CTRL | SHIFT)
    assert clerk.column("项目名称") == ["甲项目", "丙项目", "丙项目", "乙项目"]
    assert len({row.id for row in clerk.rows()}) == 4
    clerk.until(lambda: clerk.undoable == "复制 1 行")
    clerk.undo()
    clerk.until(lambda: [row.id for row in clerk.rows()] == ["p1", "p3", "p2"])


def test_the_button_adds_a_row_and_puts_the_cursor_into_it(clerk):
    clerk.press("add row")
    assert clerk.cursor() == (3, "项目名称")
    clerk.keys("new")
    clerk.key(Key.Key_Return)
    assert clerk.column("项目名称")[3] == "new"
    clerk.until(lambda: clerk.undoable.startswith("填写"))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_of_the_rows_does_what_it_says(clerk):
    clerk.click(1, "项目名称")
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(9, 9))
    QApplication.sendEvent(clerk.grid, asked)
    menu = clerk.window.findChild(QMenu, "row menu")
    words = [one.text().partition("\t")[0] for one in menu.actions() if one.text()]
    assert words[:6] == ["剪切", "复制", "连同列名复制", "粘贴…", "清除内容", "向下填充"]
    menu.findChild(QAction, "remove").trigger()
    menu.close()
    assert clerk.column("项目名称") == ["甲项目", "丙项目"]


# Finding and replacing


def test_finding_goes_round_and_counts(clerk):
    clerk.click(0, "项目名称")
    clerk.key(Key.Key_F, CTRL)
    clerk.fill("find text", "东港")
    assert clerk.label("find count") == "共 2 处"
    clerk.key(Key.Key_Return)
    assert (clerk.cursor(), clerk.label("find count")) == ((0, "县区"), "第 1 处,共 2 处")
    clerk.key(Key.Key_Return)
    assert (clerk.cursor(), clerk.label("find count")) == ((2, "县区"), "第 2 处,共 2 处")
    clerk.key(Key.Key_F3)
    assert clerk.cursor() == (0, "县区")
    clerk.key(Key.Key_F3, SHIFT)
    assert clerk.cursor() == (2, "县区")
    clerk.fill("find text", "没有的")
    assert clerk.label("find count") == "没有找到"
    clerk.key(Key.Key_Escape)
    assert clerk.window.focusWidget() is clerk.grid
    assert clerk.button("find next") is None


def test_replacing_all_is_shown_old_and_new_then_done_as_one_change(clerk):
    clerk.click(0, "项目名称")
    clerk.key(Key.Key_H, CTRL)
    clerk.fill("find text", "项目")
    clerk.fill("replace text", "工程")
    clerk.press("replace all")
    assert clerk.label("replace plan") == "将替换 3 格(在 3 行里):"
    assert clerk.box("replace list").toPlainText().splitlines() == [
        "第1行 项目名称:甲项目 → 甲工程",
        "第2行 项目名称:乙项目 → 乙工程",
        "第3行 项目名称:丙项目 → 丙工程",
    ]
    assert clerk.column("项目名称")[0] == "甲项目"
    clerk.key(Key.Key_Space)
    assert clerk.column("项目名称") == ["甲工程", "乙工程", "丙工程"]
    clerk.until(lambda: clerk.undoable == "替换 3 处")


def test_replacing_one_by_one_goes_on_to_the_next(clerk):
    clerk.click(0, "项目名称")
    clerk.key(Key.Key_H, CTRL)
    clerk.fill("find text", "东港区")
    clerk.fill("replace text", "港区")
    clerk.press("find next")
    clerk.press("replace one")
    assert clerk.column("县区") == ["港区", "西山县", "东港区"]
    assert clerk.cursor() == (2, "县区")


# Looking


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
    clerk = at_table(a_small_draft(PROJECTS), kept=Kept(Settings(tmp_path)))
    clerk.grid.setColumnWidth(0, 333)
    clerk.click(0, "行业")
    clerk.key(Key.Key_L, CTRL)
    clerk.press("hide column")
    clerk.page.stop()
    again = at_table(a_small_draft(PROJECTS), kept=Kept(Settings(tmp_path)), name="b.shenbao")
    assert again.grid.columnWidth(0) == 333
    assert again.grid.isColumnHidden(4)


def test_a_damaged_setting_is_as_if_nothing_was_said(at_table):
    clerk = at_table(a_small_draft(PROJECTS), kept={"small-2024/projects": '{"widths": 3}'})
    assert clerk.grid.columnWidth(0) > 200
    assert not any(clerk.grid.isColumnHidden(at) for at in range(7))


# Choices


def test_repeated_values_are_offered_by_the_letters_of_their_pinyin(clerk):
    clerk.click(1, "县区")
    clerk.keys("dg")
    assert clerk.offered() == ["东港区"]
    clerk.key(Key.Key_Return)
    assert clerk.column("县区") == ["东港区", "东港区", "东港区"]
    assert clerk.cursor() == (2, "县区")


def test_a_value_of_ones_own_is_never_refused(clerk):
    clerk.click(1, "县区")
    clerk.type("东港")
    assert clerk.offered() == ["东港区"]
    clerk.key(Key.Key_Return)
    assert clerk.column("县区")[1] == "东港"


def test_escape_closes_the_list_first(clerk):
    clerk.click(1, "县区")
    clerk.keys("x")
    clerk.key(Key.Key_Down)
    clerk.key(Key.Key_Escape)
    assert clerk.offered() == []
    assert clerk.cell() is not None
    clerk.key(Key.Key_Escape)
    assert clerk.column("县区")[1] == "西山县"


# The audit, an empty table, a draft that is only read


def test_findings_are_seen_by_sign_and_read_aloud(clerk):
    clerk.audit()
    index = clerk.grid.model().index(2, 5)
    assert "▲ 必须改:投资额 19.5 万元,低于 20 万元,请核实(依据:二)" in index.data(
        Qt.ItemDataRole.AccessibleTextRole
    )


def test_an_empty_table_says_what_belongs_there_and_offers_the_first_steps(empty):
    assert "主要填写:项目名称、总投资" in empty.label("empty told")
    with empty.qtbot.waitSignal(empty.page.import_asked):
        empty.press("empty import")
    empty.press("empty add")
    assert len(empty.rows()) == 1
    assert empty.cursor() == (0, "项目名称")


def test_a_block_may_be_pasted_into_an_empty_table(empty):
    empty.clipboard("甲项目\t甲厂\n乙项目\t乙厂\n")
    empty.button("empty add").setFocus()
    empty.key(Key.Key_V, CTRL)
    assert empty.label("paste where") == "粘贴 2 行 × 2 列,接在末尾"
    empty.press("agree paste")
    assert empty.column("项目名称") == ["甲项目", "乙项目"]


def test_a_draft_that_is_only_read_is_looked_at_and_copied_but_not_changed(at_table):
    clerk = at_table(a_small_draft(PROJECTS), can_write=False)
    clerk.click(0, "项目名称")
    clerk.keys("x")
    clerk.key(Key.Key_F2)
    assert clerk.cell() is None
    clerk.key(Key.Key_Delete)
    assert "只读" in clerk.label("table notice")
    clerk.key(Key.Key_C, CTRL)
    assert clerk.clipboard() == "甲项目\r\n"
    assert clerk.button("add row") is None
    assert clerk.column("项目名称")[0] == "甲项目"
