"""The table as a whole: its title and foot, findings, empty, only read."""

from PySide6.QtCore import Qt

from tests.small_pack import a_small_draft
from tests.ui.table.conftest import CTRL, PROJECTS, Key


def test_the_title_and_the_foot_tell_what_is_asked_on_the_telephone(clerk):
    assert clerk.label("table title") == "项目汇总表"
    assert clerk.label("table about") == "附件3 · 3 个项目 · 2 个县区 · 单位:万元"
    assert clerk.label("sums") == "合计 3 个项目  总投资 249.5 万元"


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
