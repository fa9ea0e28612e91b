"""Typing into cells and moving between them, and what is offered while somebody types."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from tests.ui.table.conftest import CTRL, SHIFT, Key


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


def test_escape_after_an_undo_in_the_cell_does_not_bring_back_what_was_undone(clerk):
    clerk.click(0, "总投资")
    clerk.keys("45")
    clerk.key(Key.Key_Return)
    clerk.until(lambda: clerk.undoable)
    clerk.click(0, "总投资")
    clerk.key(Key.Key_F2)
    clerk.session.undo()
    clerk.until(lambda: clerk.cell().text() == "30")
    clerk.key(Key.Key_Escape)
    assert clerk.cell() is None
    assert clerk.column("总投资") == ["30", "200", "19.5"]


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
