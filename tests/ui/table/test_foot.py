"""The foot of a table: what is selected is summed however much it is, without holding anybody up."""

import pytest
from PySide6.QtCore import Qt

from tests.small_pack import a_small_draft
from tests.ui.table.conftest import CTRL, SHIFT

Key = Qt.Key
_MANY = 2_500


@pytest.fixture
def clerk(at_table):
    """At a table whose amounts are 0, 1, 2, …"""
    rows = [{"name": f"甲项目{n}", "investment": str(n)} for n in range(_MANY)]
    return at_table(a_small_draft(rows))


def test_a_long_column_is_summed_to_its_last_cell(clerk):
    clerk.click(0, "总投资")
    clerk.key(Key.Key_Down, CTRL | SHIFT)
    count = f"{_MANY:,}"
    assert clerk.label("chosen sums") == f"选中 {count} 格"
    wanted = f"选中 {count} 格  数字 {count} 个  合计 {sum(range(_MANY)):,} 万元"
    clerk.until(lambda: clerk.label("chosen sums") == wanted)


def test_a_selection_given_up_while_it_is_read_leaves_no_sum_behind(clerk):
    clerk.click(0, "总投资")
    clerk.key(Key.Key_Down, CTRL | SHIFT)
    clerk.click(1, "总投资")
    assert clerk.label("chosen sums") == ""
    clerk.settle()
    assert clerk.label("chosen sums") == ""
