"""The same editor over a small table of the plan, whose rows the form gives."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop_app.core.draft import Draft, Row
from desktop_app.ui.table.editor import TableEditor
from tests.small_pack import a_small_programme
from tests.ui.table.conftest import CTRL

SMALL = a_small_programme()
TASKS = msgspec.structs.replace(SMALL.table("tasks"), fixed=True)


def a_table(at_table, **options):
    rows = tuple(Row(f"t{n}", {"task": task}) for n, task in enumerate("甲乙", start=1))
    draft = Draft("small-2024", 1, tables={"tasks": rows})
    return at_table(draft, make=lambda desk: TableEditor(desk, TASKS, **options))


def texts(clerk, column):
    return [row.cells.get(column, "") for row in clerk.session.draft.rows("tasks")]


def test_the_rows_of_a_fixed_table_are_filled_in_but_not_added_to(at_table):
    clerk = a_table(at_table)
    assert clerk.button("add row") is None
    clerk.grid.setCurrentIndex(clerk.grid.model().index(0, 1))
    clerk.key(Qt.Key.Key_Return, CTRL)
    assert "行是固定的" in clerk.label("table notice")
    clerk.clipboard("一局\n二局\n三局\n")
    clerk.key(Qt.Key.Key_V, CTRL)
    assert "最后 1 行放不下" in clerk.label("paste told")
    clerk.press("agree paste")
    assert texts(clerk, "lead") == ["一局", "二局"]
    clerk.key(Qt.Key.Key_Minus, CTRL)
    assert texts(clerk, "lead") == ["一局", "二局"]


def test_columns_may_be_hidden_at_first_and_the_title_left_to_the_page(at_table):
    clerk = a_table(at_table, title="", hidden_at_first=frozenset({"task"}))
    assert clerk.grid.isColumnHidden(0)
    assert clerk.window.findChild(QLabel, "table title") is None
    assert clerk.page.go_to("tasks/t2/task")
    assert not clerk.grid.isColumnHidden(0)
    assert clerk.page.place == "tasks/t2/task"
