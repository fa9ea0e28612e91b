"""The rows as a Qt model: the least is touched, whatever becomes of the table."""

from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QPersistentModelIndex, Qt

from desktop_app.core.draft import Row
from desktop_app.core.findings import Audit, Finding, Place, Severity
from desktop_app.core.table_view import ColumnFilter, Sort, View
from desktop_app.core.values import parse
from desktop_app.ui.table.marks import all_marks
from desktop_app.ui.table.model import TableModel
from tests.small_pack import a_small_programme

COLUMNS = a_small_programme().summary.table.column
VIEWS = {
    "plain": View(),
    "sorted": View(sort=Sort("name", descending=True)),
    "filtered": View(filters={"name": ColumnFilter("1")}),
}


def read(column, text):
    return parse(column.kind, text, column.unit)


def a_row(name, text=""):
    return Row(name, MappingProxyType({"name": text or name}))


def rows(names):
    return tuple(a_row(f"r{n}") for n in names)


@pytest.fixture
def model(qapp):
    del qapp
    owner = QObject()
    made = TableModel(COLUMNS, read, owner, can_write=True)
    made.setProperty("owner", owner)
    yield made
    del owner


def seen(model):
    return [model.index(line, 0).data() for line in range(model.rowCount())]


STATES = [
    ([], range(5)),
    (range(5), []),
    (range(5), [0, 1, 3, 4]),
    ([0, 1, 3, 4], range(5)),
    (range(5), [9, 1, 2, 7, 4, 8]),
    (range(5), [4, 3, 2, 1, 0]),
    (range(5), [0, 1, 2, 4, 3]),
    (range(300), range(0, 300, 2)),
]


@pytest.mark.parametrize(("old", "new"), STATES)
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_the_model_shows_what_it_is_given_and_keeps_to_qts_rules(
    model, qtmodeltester, view, old, new
):
    qtmodeltester.check(model)
    model.show(rows(old))
    model.look(view)
    model.show(rows(new))
    known = {f"r{n}" for n in new}
    assert set(seen(model)) <= known
    model.look(view)
    wanted = view.places(rows(new), COLUMNS, read)
    assert seen(model) == [rows(new)[at].cells["name"] for at in wanted]
    model.look(View())
    assert seen(model) == [row.cells["name"] for row in rows(new)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.lists(st.integers(0, 9), unique=True), min_size=1, max_size=5), st.data())
def test_any_row_is_seen_with_its_own_number_after_any_changes(qapp, states, data):
    owner = QObject()
    model = TableModel(COLUMNS, read, owner, can_write=True)
    for state in states:
        model.look(data.draw(st.sampled_from(list(VIEWS.values()))))
        before = {row.id for row in model.rows}
        hidden = before - {row.id for row in model.shown}
        table = tuple(a_row(f"r{n}", data.draw(st.sampled_from(["1", "2", ""]))) for n in state)
        model.show(table)
        shown = [row.id for row in model.shown]
        assert len(set(shown)) == len(shown)
        assert set(shown) == {row.id for row in table} - hidden
        for line, row in enumerate(model.shown):
            assert row is table[model.number(row.id) - 1]
            assert model.line_of(row.id) == line


def test_one_changed_cell_is_one_told_line_and_no_reset(model, qtbot):
    model.show(rows(range(100)))
    told, resets = [], []
    model.dataChanged.connect(lambda first, last, _: told.append((first.row(), last.row())))
    model.modelReset.connect(lambda: resets.append(1))
    changed = list(model.rows)
    changed[40] = a_row("r40", "改")
    model.show(tuple(changed))
    assert told == [(40, 40)]
    assert resets == []
    assert seen(model)[40] == "改"


def test_a_block_of_changed_cells_is_told_once(model):
    model.show(rows(range(100)))
    told = []
    model.dataChanged.connect(lambda first, last, _: told.append((first.row(), last.row())))
    model.show(tuple(a_row(f"r{n}", "改" if 20 <= n < 60 else "") for n in range(100)))
    assert told == [(0, 99)] or told == [(20, 59)]


def test_a_row_that_is_looked_at_is_followed_where_it_moves(model):
    model.show(rows(range(5)))
    kept = QPersistentModelIndex(model.index(4, 0))
    model.show(rows([4, 0, 1, 2, 3]))
    assert (kept.row(), kept.data()) == (0, "r4")


def test_a_new_row_is_seen_in_a_filtered_table_behind_the_one_it_follows(model):
    model.show(rows(range(12)))
    model.look(VIEWS["filtered"])
    assert seen(model) == ["r1", "r10", "r11"]
    with_new = list(model.rows)
    with_new.insert(2, a_row("new", "空"))
    model.show(tuple(with_new))
    assert seen(model) == ["r1", "空", "r10", "r11"]
    assert [model.headerData(n, Qt.Orientation.Vertical) for n in range(4)] == [
        "2",
        "3",
        "12",
        "13",
    ]


def test_findings_are_told_by_sign_and_words_the_gravest_first(model):
    def found(severity, place, **more):
        return Finding("S-1", severity, "投资额低于 20 万元", (Place(place, ""),), "二", **more)

    model.show(rows(range(3)))
    model.show_marks(
        all_marks(
            Audit(
                (
                    found(Severity.HINT, "projects/r1/investment"),
                    found(Severity.MUST, "projects/r1/investment"),
                    found(Severity.EXPLAIN, "projects/r2", explanation="已核实"),
                    found(Severity.MUST, "plan_projects/r0/name"),
                )
            ),
        )["projects"]
    )
    index = model.index(1, 5)
    mark = model.mark_at(1, 5)
    assert (mark.sign, mark.weight) == ("▲", "must")
    aloud = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud.startswith("第2行 总投资:空。▲ 必须改:投资额低于 20 万元(依据:二)\n○ 提示")
    assert "必须改" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert model.headerData(2, Qt.Orientation.Vertical) == "✓ 3"
    assert model.headerData(0, Qt.Orientation.Vertical) == "1"
    assert model.mark_at(0, 0) is None


def test_nothing_is_told_for_roles_that_are_not_known(model):
    model.show(rows(range(1)))
    assert model.index(0, 0).data(Qt.ItemDataRole.CheckStateRole) is None
    assert model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.CheckStateRole) is None
