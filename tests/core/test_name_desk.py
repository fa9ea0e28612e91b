"""The name desk: both sides row by row, and the changes that make them agree."""

import pytest

from desktop_app.core.changes import StaleChange, set_path
from desktop_app.core.name_desk import can_take, lay_out, takes_away, taking
from tests.small_pack import a_small_draft, a_small_programme

SMALL = a_small_programme()


def named(*names):
    return [{"name": name} for name in names]


def a_draft(**values):
    return a_small_draft(
        projects=named("甲厂改造项目", "乙厂改造项目(一期)", "丙厂数字化车间项目", "丁厂仓储项目"),
        plan=named("甲厂改造项目", "乙厂改造项目（一期）", "丙厂数字化车间改造项目", "戊厂项目"),
        **values,
    )


def rows_of(draft, **options):
    return [
        (row.kind, row.plan and row.plan.name, row.summary and row.summary.name)
        for row in lay_out(SMALL, draft, **options).rows
    ]


def the(draft, kind, **options):
    return next(row for row in lay_out(SMALL, draft, **options).rows if row.kind == kind)


def take(draft, kind, side, **options):
    row = the(draft, kind, **options)
    return taking(SMALL, draft, [row], side, "取").apply(draft)


def test_what_differs_comes_first_then_what_one_side_has_alone_and_last_what_is_the_same():
    assert rows_of(a_draft()) == [
        ("form", "乙厂改造项目（一期）", "乙厂改造项目(一期)"),
        ("near", "丙厂数字化车间改造项目", "丙厂数字化车间项目"),
        ("only_plan", "戊厂项目", None),
        ("only_summary", None, "丁厂仓储项目"),
        ("same", "甲厂改造项目", "甲厂改造项目"),
    ]


@pytest.mark.parametrize(
    ("side", "path", "name"),
    [
        ("plan", "projects/p2/name", "乙厂改造项目（一期）"),
        ("summary", "plan_projects/p2/name", "乙厂改造项目(一期)"),
    ],
)
def test_a_pair_is_decided_for_either_side(side, path, name):
    assert take(a_draft(), "form", side).value(path) == name


def test_what_one_side_has_alone_is_added_to_the_other_or_taken_away():
    draft = a_draft()
    assert takes_away(the(draft, "only_plan"), "summary")
    assert not takes_away(the(draft, "only_plan"), "plan")
    added = take(draft, "only_plan", "plan")
    assert [row.cells["name"] for row in added.rows("projects")][-1] == "戊厂项目"
    gone = take(draft, "only_plan", "summary")
    assert len(gone.rows("plan_projects")) == 3
    added = take(draft, "only_summary", "summary")
    assert [row.cells["name"] for row in added.rows("plan_projects")][-1] == "丁厂仓储项目"
    gone = take(draft, "only_summary", "plan")
    assert len(gone.rows("projects")) == 3


def test_a_pair_made_by_hand_stands_until_it_is_decided():
    draft = a_draft()
    pairing = ("plan_projects/p4/name", "projects/p4/name")
    assert ("by_hand", "戊厂项目", "丁厂仓储项目") in rows_of(draft, by_hand=[pairing])
    after = take(draft, "by_hand", "summary", by_hand=[pairing])
    assert ("same", "丁厂仓储项目", "丁厂仓储项目") in rows_of(after, by_hand=[pairing])


def test_what_a_person_says_is_no_pair_stands_alone_on_both_sides():
    draft = a_draft()
    row = the(draft, "near")
    kinds = [one[0] for one in rows_of(draft, apart=frozenset({(row.plan.path, row.summary.path)}))]
    assert kinds == ["form", "only_plan", "only_plan", "only_summary", "only_summary", "same"]


def test_a_name_that_its_side_repeats_can_only_be_taken_away():
    draft = a_small_draft(projects=named("甲厂项目", "甲厂项目"), plan=named("甲厂项目"))
    desk = lay_out(SMALL, draft)
    (row,) = (one for one in desk.rows if one.kind == "only_summary")
    assert row.is_again
    assert not can_take(desk, row, "summary")
    assert can_take(desk, row, "plan")


def test_many_are_decided_in_one_change():
    draft = a_draft()
    rows = [row for row in lay_out(SMALL, draft).rows if row.kind in ("form", "near")]
    change = taking(SMALL, draft, rows, "summary", "全部用附件3")
    after = change.apply(draft)
    assert [row[0] for row in rows_of(after)] == [
        "only_plan",
        "only_summary",
        "same",
        "same",
        "same",
    ]
    assert change.inverse().apply(after) == draft


def test_a_name_that_stands_once_in_the_text_too_is_changed_there_with_the_list():
    draft = a_draft(goals="重点推进乙厂改造项目（一期）等。")
    after = take(draft, "form", "summary")
    assert after.value("chapters/goals") == "重点推进乙厂改造项目(一期)等。"


@pytest.mark.parametrize(
    "text",
    [
        "乙厂改造项目（一期）好,乙厂改造项目（一期）快。",
        "推进丙厂数字化车间改造项目",
    ],
)
def test_a_text_is_left_alone_where_it_is_not_sure_what_is_meant(text):
    draft = a_draft(goals=text)
    assert take(draft, "form", "summary").value("chapters/goals") == text


def test_a_name_within_a_longer_one_is_not_changed_in_the_text():
    draft = a_small_draft(
        projects=named("甲厂项目改造", "甲厂项目(二期)"),
        plan=named("甲厂项目", "甲厂项目(二期)"),
        goals="推进甲厂项目(二期)。",
    )
    pairing = ("plan_projects/p1/name", "projects/p1/name")
    after = take(draft, "by_hand", "summary", by_hand=[pairing])
    assert after.value("plan_projects/p1/name") == "甲厂项目改造"
    assert after.value("chapters/goals") == "推进甲厂项目(二期)。"


def test_what_only_the_text_says_otherwise_is_put_right_there_where_it_stands_once():
    draft = a_small_draft(
        projects=named("甲厂产线改造项目(一期)", "乙厂数字化车间项目"),
        goals="一是甲厂产线改造项目（一期）,二是“乙厂数字化车间改造项目”。",
        funds="甲厂产线 改造项目(一期)与甲厂产线 改造项目(一期)。",
    )
    desk = lay_out(SMALL, draft)
    assert not desk.has_list
    assert [(row.kind, row.plan.name, row.summary.name, row.times) for row in desk.rows] == [
        ("prose", "甲厂产线改造项目（一期）", "甲厂产线改造项目(一期)", 1),
        ("prose", "乙厂数字化车间改造项目", "乙厂数字化车间项目", 1),
        ("prose", "甲厂产线 改造项目(一期)", "甲厂产线改造项目(一期)", 2),
    ]
    assert [can_take(desk, row, "summary") for row in desk.rows] == [True, True, False]
    after = taking(SMALL, draft, desk.rows[:2], "summary", "取").apply(draft)
    assert after.value("chapters/goals") == "一是甲厂产线改造项目(一期),二是“乙厂数字化车间项目”。"
    after = taking(SMALL, draft, desk.rows[1:2], "plan", "取").apply(draft)
    assert after.value("projects/p2/name") == "乙厂数字化车间改造项目"


def test_a_name_that_was_changed_meanwhile_is_not_overwritten():
    draft = a_draft(goals="乙厂改造项目 （一期）")
    for kind, path in (("form", "plan_projects/p2/name"), ("prose", "chapters/goals")):
        row = the(draft, kind)
        moved = set_path(draft, path, "别的").apply(draft)
        with pytest.raises(StaleChange):
            taking(SMALL, moved, [row], "summary", "取").apply(moved)
