"""The figures of a report: of the period, of the one before, in all, by group, by phase."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.changes import set_path
from desktop_app.core.facts import Subject
from desktop_app.core.pack import read_pack
from desktop_app.core.period_report import ReportView, usual_period
from desktop_app.core.periods import parse_period
from desktop_app.core.report_places import made_path, report_words
from desktop_app.core.report_texts import (
    lacking,
    made,
    made_text,
    told_otherwise,
    written,
    written_path,
)
from desktop_app.core.rules import Auditor
from desktop_app.core.steps import step_of, steps_of
from desktop_app.core.values import Month
from tests.report_pack import REPORTED, a_reported_draft, a_reported_programme
from tests.small_pack import a_small_programme

PROGRAMME = a_reported_programme()
MONTHLY, QUARTERLY = PROGRAMME.reports


def view_of(period, report=MONTHLY, draft=None):
    subject = Subject(PROGRAMME, draft or a_reported_draft())
    found = parse_period(period)
    assert found is not None
    return ReportView(subject, report, found)


def figure(view, name):
    return next(one for one in view.figures if one.id == name)


def test_a_row_counts_in_the_period_of_its_date_and_in_all_from_then_on():
    may = figure(view_of("2025-05"), "signed")
    assert (may.before, may.period, may.total) == (0, 2, 4)
    assert figure(view_of("2025-04"), "signed").total == 2
    assert figure(view_of("2024-11"), "signed").total == 0


def test_a_firm_with_two_projects_is_one_firm():
    assert figure(view_of("2025-05"), "accepted").period == 1
    assert figure(view_of("2025-05"), "accepted").total == 2


def test_a_quarter_takes_its_three_months():
    second = figure(view_of("2025-Q2", QUARTERLY), "accepted")
    assert (second.before, second.period, second.total) == (0, 2, 2)


def test_a_share_is_of_the_rows_of_the_same_time():
    april, may = (figure(view_of(p), "in_cloud_of_accepted") for p in ("2025-04", "2025-05"))
    assert april.total == 100
    assert (may.period, may.total) == (0, 50)
    assert figure(view_of("2025-03"), "in_cloud_of_accepted").total is None


def test_the_target_tells_how_much_is_reached():
    assert figure(view_of("2025-05"), "accepted").share == pytest.approx(50)
    assert figure(view_of("2025-05"), "in_cloud_of_accepted").share is None


def test_a_figure_without_a_date_is_told_as_it_stands():
    money = figure(view_of("2024-01"), "money")
    assert (money.period, money.before, money.total) == (None, None, 250.5)


def test_a_group_is_called_as_it_was_typed_where_that_is_not_understood():
    draft = a_reported_draft()
    _, row, *_ = draft.rows("projects")
    for column, typed in (("county", "東港區"), ("batch", "头一批")):
        draft = set_path(draft, f"projects/{row.id}/{column}", typed).apply(draft)
    counties, batches = view_of("2025-05", draft=draft).groups
    assert [(one.name, one.rows) for one in counties.lines] == [("东港区", 3), ("西山县", 2)]
    assert "头一批" in [one.name for one in batches.lines]
    assert "未填写" not in [one.name for one in batches.lines]


def test_groups_come_in_the_order_of_the_options_and_add_up():
    counties, batches = view_of("2025-05").groups
    assert [(one.name, one.rows) for one in counties.lines] == [("东港区", 3), ("西山县", 2)]
    assert [(one.name, one.figures) for one in batches.lines] == [
        ("第一批", ((1, 3), (1, 2))),
        ("第二批", ((1, 1), (0, 0))),
    ]
    assert batches.whole.figures == ((2, 4), (1, 2))


@given(st.sampled_from(["2025-01", "2025-04", "2025-05", "2025-Q1", "2025-Q2"]))
def test_what_came_in_a_period_is_what_the_total_grew_by_where_rows_are_their_own(period):
    view = view_of(period, QUARTERLY if "Q" in period else MONTHLY)
    for one in view.figures:
        if one.id == "signed":
            assert one.total == one.total_before + one.period


def test_a_phase_that_has_ended_tells_what_is_left_to_do():
    phases = {one.title: one for one in view_of("2025-05").phases}
    first = phases["第一批验收"]
    assert (first.state, first.rows, first.done, first.is_late) == ("已结束", 4, 3, True)
    assert (phases["第二批验收"].state, phases["第二批验收"].is_late) == ("未开始", False)
    april = {one.title: one for one in view_of("2025-04").phases}
    assert (april["第一批验收"].state, april["第一批验收"].is_late) == ("进行中", True)
    assert not {one.title: one for one in view_of("2025-03").phases}["第一批验收"].is_late


def test_phases_that_overlap_are_both_under_way():
    march = [one.title for one in view_of("2025-03").phases if one.state == "进行中"]
    assert march == ["准备", "第一批验收"]


def test_the_usual_period_is_that_of_the_last_thing_that_happened():
    subject = Subject(PROGRAMME, a_reported_draft())
    assert usual_period(subject, MONTHLY, Month(2025, 9)).id == "2025-05"
    assert usual_period(subject, QUARTERLY, Month(2025, 9)).id == "2025-Q2"


def test_paragraphs_are_kept_by_period():
    may, june = parse_period("2025-05"), parse_period("2025-06")
    path = written_path(MONTHLY, may, "progress")
    draft = set_path(a_reported_draft(), path, "完成验收。").apply(a_reported_draft())
    assert written(draft, MONTHLY, may)["progress"] == "完成验收。"
    assert lacking(MONTHLY, written(draft, MONTHLY, may)) == ()
    assert lacking(MONTHLY, written(draft, MONTHLY, june)) == ("工作进展",)
    assert report_words(PROGRAMME, path) == "2025年5月月报 工作进展"
    assert step_of(PROGRAMME, path) == "reports"


@pytest.mark.parametrize(
    "path",
    [
        "reports/monthly.2025-Q2.progress",
        "reports/monthly.2025-5.progress",
        "reports/yearly.2025-05.progress",
        "reports/monthly.2025-05.nothing",
        "reports/monthly.2025-05",
        "basic/city",
    ],
)
def test_other_paths_are_none_of_a_report(path):
    assert report_words(PROGRAMME, path) == ""


def test_a_report_that_was_made_tells_what_is_otherwise_now():
    april = view_of("2025-04")
    path = made_path(MONTHLY, april.period)
    kept = made_text("2025-05-01T09:00:00", 7, "月报", april.figures)
    draft = a_reported_draft(**{path: kept})
    (record,) = made(draft, MONTHLY)
    assert (record.period.id, record.revision, record.file) == ("2025-04", 7, "月报")
    assert told_otherwise(record, view_of("2025-04", draft=draft).figures) == ()
    undone = set_path(draft, "projects/p1/accepted", "2025年6月1日").apply(draft)
    told = told_otherwise(record, view_of("2025-04", draft=undone).figures)
    assert told[0] == "已验收企业数:当时报 1 家,现按数据为 0 家"


def test_what_is_damaged_among_what_was_kept_is_left_out():
    assert made(a_reported_draft(**{"reports_made/monthly.2025-04": "{"}), MONTHLY) == ()


def test_only_a_programme_with_reports_has_a_step_for_them():
    assert steps_of(PROGRAMME)[-1].title == "月报、季报"
    assert "reports" not in {one.kind for one in steps_of(a_small_programme())}


def test_what_cannot_be_printed_in_a_report_is_found_as_it_is_typed():
    rule = """
[[rule]]
code = "S-9"
title = "能印"
severity = "must"
check = "printable"
basis = "derived"
[[rule.example]]
tables = { projects = [{ name = "甲" }] }
holds = true
[[rule.example]]
tables = { projects = [{ name = "\\U0001F600" }] }
holds = false
"""
    programme = read_pack({**REPORTED, "rules.toml": REPORTED["rules.toml"] + rule})
    auditor = Auditor(programme)
    draft = a_reported_draft()
    auditor.audit(draft)
    path = "reports/monthly.2025-05.progress"
    typed = set_path(draft, path, "完成\U0001f600").apply(draft)
    found = [one for one in auditor.audit(typed).findings if one.code == "S-9"]
    assert [one.places[0].label for one in found] == ["2025年5月月报 工作进展"]
