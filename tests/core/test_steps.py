"""The guide's steps: which place belongs to which, and how each stands."""

from dataclasses import replace

import pytest

from desktop_app.core.findings import Finding, Place, Severity
from desktop_app.core.steps import StepState, standings, step_of, steps_of
from tests.small_pack import PLAN, PROJECTS, a_small_draft, a_small_programme

PROGRAMME = a_small_programme()
TABLE = PROGRAMME.summary.table.id
CHAPTER = PROGRAMME.plan.chapter[0].id
SECTION = PROGRAMME.plan.section[0]


DRAFT = a_small_draft([{"name": "甲项目"}])


def a_finding(*paths, severity=Severity.MUST, explanation=None):
    places = tuple(Place(path, path) for path in paths)
    return Finding("C1", severity, "有误", places, explanation=explanation)


def test_every_chapter_has_a_step_below_the_plan():
    steps = steps_of(PROGRAMME)
    at = [one.id for one in steps].index("plan")
    chapters = PROGRAMME.plan.chapter
    assert [one.chapter for one in steps[at + 1 :][: len(chapters)]] == [c.id for c in chapters]
    assert [one.kind for one in steps[at + 1 + len(chapters) :]] == ["check", "bundle", "sending"]


def test_a_form_that_is_no_attachment_is_called_without_one():
    def titles(programme):
        return {one.id: one.title for one in steps_of(programme)}

    marked = titles(PROGRAMME)
    assert (marked["summary"], marked["plan"]) == ("项目汇总表(附件3)", "实施方案(附件2)")
    own = a_small_programme(plan=f"marked = false\n{PLAN}", projects=f"marked = false\n{PROJECTS}")
    assert (titles(own)["summary"], titles(own)["plan"]) == ("项目汇总表", "实施方案")


@pytest.mark.parametrize(
    ("path", "step"),
    [
        (f"{TABLE}/k1/name", "summary"),
        (f"chapters/{CHAPTER}", f"chapter:{CHAPTER}"),
        ("chapters/unknown", "plan"),
        (f"{SECTION.id}/{SECTION.field[0].id}", "fields"),
        ("", "check"),
        ("readings/C1", "check"),
    ],
)
def test_a_place_belongs_to_the_step_where_it_is_filled_in(path, step):
    assert step_of(PROGRAMME, path) == step


def test_every_place_of_a_draft_has_a_step_of_the_guide():
    known = {one.id for one in steps_of(PROGRAMME)}
    draft = a_small_draft()
    paths = [
        *draft.values,
        *(f"{t}/{r.id}/{c}" for t in draft.tables for r in draft.rows(t) for c in r.cells),
    ]
    assert {step_of(PROGRAMME, path) for path in paths} <= known


@pytest.mark.parametrize(
    ("findings", "state", "count"),
    [
        ([], StepState.DONE, 0),
        ([a_finding(f"{TABLE}/k1/name")], StepState.WRONG, 1),
        ([a_finding(f"{TABLE}/k1/name", severity=Severity.EXPLAIN)], StepState.TO_EXPLAIN, 1),
        (
            [a_finding(f"{TABLE}/k1/name", severity=Severity.EXPLAIN, explanation="已核实")],
            StepState.DONE,
            0,
        ),
        ([a_finding(f"{TABLE}/k1/name", severity=Severity.HINT)], StepState.DONE, 0),
        ([a_finding(f"{TABLE}/k1/name", f"{TABLE}/k2/name")], StepState.WRONG, 1),
        ([a_finding("chapters/other")], StepState.DONE, 0),
    ],
)
def test_the_table_stands_as_its_open_findings_say(findings, state, count):
    found = standings(PROGRAMME, DRAFT, findings)["summary"]
    assert (found.state, found.open) == (state, count)


def test_an_empty_draft_is_not_called_wrong():
    empty = replace(a_small_draft(), values={}, tables={})
    found = standings(PROGRAMME, empty, [a_finding(f"{TABLE}/k1/name")])
    assert found["summary"].state is StepState.EMPTY
    assert found["check"].state is StepState.WRONG
