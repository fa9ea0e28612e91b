"""The list as a Qt model: lines come and go without moving what a person looks at."""

import pytest
from PySide6.QtCore import QObject, Qt

from desktop_app.core.findings import Audit, Finding, RuleOutcome, Severity, State
from desktop_app.ui.checking.finding_model import FindingModel, Formula, FormulaModel
from desktop_app.ui.checking.finding_table import FindingTable
from desktop_app.ui.listing import entries_of
from desktop_app.ui.theme import Theme
from tests.small_pack import a_small_draft, a_small_programme

PROGRAMME, DRAFT = a_small_programme(), a_small_draft()


@pytest.fixture
def owner(qapp):
    del qapp
    return QObject()


def numbered(*numbers):
    findings = (Finding("A", Severity.MUST, f"第{n}个", key=f"A@{n}") for n in numbers)
    return entries_of(PROGRAMME, DRAFT, Audit(tuple(findings)))


def messages(model):
    return [model.index(line, 2).data() for line in range(model.rowCount())]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (range(5), [0, 1, 3, 4]),
        ([0, 1, 3, 4], range(5)),
        (range(5), [9, 1, 2, 7, 4, 8]),
        (range(5), [4, 3, 2, 1, 0]),
        (range(300), range(0, 300, 2)),
        (range(0, 300, 2), range(300)),
        ([], range(3)),
        (range(3), []),
    ],
)
def test_the_model_shows_what_it_is_given_and_keeps_to_qts_rules(owner, qtmodeltester, old, new):
    model = FindingModel(Theme(), owner)
    qtmodeltester.check(model)
    model.show(numbered(*old))
    assert messages(model) == [f"第{n}个" for n in old]
    model.show(numbered(*new))
    assert messages(model) == [f"第{n}个" for n in new]


def test_the_selected_line_stays_selected_and_the_top_stays_at_the_top(owner, qtbot):
    model = FindingModel(Theme(), owner)
    table = FindingTable(model)
    qtbot.addWidget(table)
    table.resize(800, 400)
    table.show()
    table.show_entries(numbered(*range(500)))
    table.go_to(202)
    table.verticalScrollBar().setValue(200)
    told = []
    table.chosen.connect(told.append)
    table.show_entries(numbered(*(n for n in range(500) if n not in (3, 50, 201))))
    (selected,) = table.selectionModel().selectedRows()
    assert model.lines[selected.row()].finding.key == "A@202"
    assert model.lines[table.rowAt(0)].finding.key == "A@200"
    assert told == []


def test_a_cell_is_read_aloud_with_sign_and_word(owner):
    model = FindingModel(Theme(), owner)
    model.show(numbered(1))
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "▲ 必须改"


def test_rules_that_were_not_decided_come_first_and_are_never_green(owner, qtmodeltester):
    model = FormulaModel(Theme(), owner)
    qtmodeltester.check(model)
    states = [State.PASSED, State.FAILED, State.NOT_APPLICABLE, State.NO_DATA]
    model.show([Formula(RuleOutcome(f"R{n}", "题", one), n) for n, one in enumerate(states)])
    shown = [model.index(line, 0).data() for line in range(4)]
    assert shown == ["? 缺数据", "– 不适用", "▲ 未通过", "✓ 通过"]
    colours = [model.index(n, 0).data(Qt.ItemDataRole.ForegroundRole).name() for n in range(4)]
    green = Theme().colour("ok").name()
    assert [one == green for one in colours] == [False, False, False, True]
