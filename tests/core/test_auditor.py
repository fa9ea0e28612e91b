"""An audit after a change is the audit of the changed draft, whatever was audited before."""

from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.changes import (
    Explain,
    InsertRows,
    RemoveRows,
    SetValue,
    Together,
    set_path,
)
from desktop_app.core.draft import Draft, Explanation, Row
from desktop_app.core.explaining import fingerprint
from desktop_app.core.rules import Auditor, audit
from desktop_app.jobs.draft_work import starting_values
from desktop_app.jobs.packs import load_programme
from tests.audit_cities.judge import a_case

PROGRAMME = load_programme("liaoning-2024")
CITY = a_case(3)[1].city.draft()
TEXTS = (
    "",
    "铸造",
    "甲厂改造项目(一期)",
    "甲厂改造项目（一期）",
    "19.99",
    "20",
    "158万元",
    "2024年5月",
    "二级",
)
CELLS = (
    "name",
    "enterprise",
    "credit_code",
    "county",
    "industry",
    "investment",
    "start",
    "level_after",
)
VALUES = (
    "basic/industries", "basic/industrial_firms", "basic/city", "money/award",
    "money/transformation", "chapters/goals", "chapters/funds", "readings/LN-C1",
)  # fmt: skip
GOALS = ("", "本次申报项目2个,总投资40万元。", "试点期内共实施项目3个。", "铸造行业项目1个。")


@st.composite
def steps(draw: st.DrawFn):
    """One thing that a person does: a kind, and numbers and texts to do it with."""
    kind = draw(st.sampled_from(("cell", "cell", "value", "insert", "remove", "explain", "undo")))
    number = draw(st.integers(0, 400))
    return kind, number, draw(st.sampled_from(CELLS)), draw(st.sampled_from(TEXTS))


def change_of(step, draft: Draft, made: list):
    kind, number, column, text = step
    table = ("projects", "plan_projects")[number % 2]
    rows = draft.rows(table)
    match kind:
        case "cell" if rows:
            return set_path(draft, f"{table}/{rows[number % len(rows)].id}/{column}", text)
        case "value":
            path = VALUES[number % len(VALUES)]
            new = GOALS[number % len(GOALS)] if path.startswith("chapters") else text
            return SetValue(path, draft.values.get(path, ""), new)
        case "insert":
            row = Row(f"n{len(made)}", MappingProxyType({column: text} if text else {}))
            return InsertRows(table, ((number % (len(rows) + 1), row),))
        case "remove" if rows:
            at = number % len(rows)
            return RemoveRows(table, ((at, rows[at]),))
        case "explain":
            found = audit(PROGRAMME, draft).findings
            if found:
                one = found[number % len(found)]
                told = Explanation("情况已向省厅报告", fingerprint(draft, one))
                return Explain(one.key, draft.explanations.get(one.key), told)
        case "undo" if made:
            return made.pop().inverse()
    return Together("", ())


def is_told_alike(one, other):
    assert one.findings == other.findings
    assert one.outcomes == other.outcomes


@given(st.lists(steps(), min_size=1, max_size=12))
@settings(deadline=None, max_examples=60)
def test_an_audit_after_changes_is_the_audit_of_what_they_made(done):
    draft = starting_values(PROGRAMME).apply(Draft(PROGRAMME.id))
    auditor, made = Auditor(PROGRAMME), []
    for step in done:
        change = change_of(step, draft, made)
        draft = change.apply(draft)
        if step[0] != "undo":
            made.append(change)
        is_told_alike(auditor.audit(draft), audit(PROGRAMME, draft))


@given(st.lists(steps(), min_size=1, max_size=6))
@settings(deadline=None, max_examples=8)
def test_the_same_holds_in_a_city_full_of_faults(done):
    draft = CITY
    auditor, made = Auditor(PROGRAMME), []
    auditor.audit(draft)
    for step in done:
        change = change_of(step, draft, made)
        draft = change.apply(draft)
        if step[0] != "undo":
            made.append(change)
    is_told_alike(auditor.audit(draft), audit(PROGRAMME, draft))


def test_auditing_another_draft_leaves_nothing_of_the_first():
    auditor = Auditor(PROGRAMME)
    auditor.audit(CITY)
    empty = Draft(PROGRAMME.id)
    is_told_alike(auditor.audit(empty), audit(PROGRAMME, empty))
    is_told_alike(auditor.audit(CITY), audit(PROGRAMME, CITY))
