import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.consistency import (
    Named,
    compare_names,
    counts_that_differ,
    details_that_differ,
    repeated,
)
from desktop_app.core.names import fold, nearest
from desktop_app.core.own_words import OwnWords


def named(*names: str, **parts: str) -> list[Named]:
    return [Named(name, f"第{n}行", **parts) for n, name in enumerate(names, start=1)]


def kinds(plan, summary):
    return sorted(one.kind for one in compare_names(named(*plan), named(*summary)).differences)


def test_equal_names_in_another_order_agree():
    assert kinds(["甲厂改造项目", "乙厂改造项目"], ["乙厂改造项目", "甲厂改造项目"]) == []


def test_a_bracket_of_another_width_differs_in_form():
    (one,) = compare_names(named("甲厂(一期)"), named("甲厂（一期）")).differences
    assert one.kind == "differs_in_form"
    assert "〈半角〉" in one.message
    assert "〈全角〉" in one.message


def test_a_trailing_blank_differs_in_form_and_is_named():
    (one,) = compare_names(named("甲厂项目"), named("甲厂项目 ")).differences
    assert one.kind == "differs_in_form"
    assert "半角空格" in one.message


def test_an_invisible_character_differs_in_form_and_is_named():
    (one,) = compare_names(named("甲厂项目"), named("甲厂\u200b项目")).differences
    assert one.kind == "differs_in_form"
    assert "U+200B" in one.message


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("甲公司智能车间一期", "甲公司智能车间1期", "数字写法不同"),
        ("甲公司智能车间一期", "甲公司智能车间Ⅰ期", "数字写法不同"),
        ("甲公司铸造车间", "甲公司鑄造車間", "繁体字"),
        ("甲公司MES系统", "甲公司mes系统", "字母大小写不同"),
    ],
)
def test_the_same_name_written_in_another_way_differs_in_form(one, other, how):
    (found,) = compare_names(named(one), named(other)).differences
    assert found.kind == "differs_in_form"
    assert how in found.message


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("银杉华晟铸造有限公司改造项目", "银杉华晟铸造有限责任公司改造项目", "公司类型不同"),
        ("银杉华晟铸造有限公司改造项目", "银杉华晟铸造股份有限公司改造项目", "公司类型不同"),
        ("银杉华晟铸造有限公司改造项目", "银杉华晟铸造改造项目", "公司类型不同"),
        ("数字化车间智能化改造", "智能化改造数字化车间", "词序不同"),
        ("乙厂仓储系统项目", "乙厂仓贮系统项目", "文字不同"),
        ("乙厂仓储系统项目", "乙厂仓储系统", "一处多了文字"),
    ],
)
def test_a_name_that_is_nearly_the_same_is_a_near_match_and_says_how(one, other, how):
    (found,) = compare_names(named(one), named(other)).differences
    assert found.kind == "near_match"
    assert how in found.message


def test_of_equal_names_those_of_one_enterprise_belong_together():
    plan = [Named("数字化改造项目", f"第{n}行", enterprise=f"{n}号机械厂") for n in (1, 2, 3)]
    summary = [replace(one, where="表") for one in reversed(plan)]
    found = compare_names(plan, summary)
    assert found.differences == ()
    assert [a.enterprise for a, _ in found.pairs] == [b.enterprise for _, b in found.pairs]


def test_a_repeated_name_written_in_another_way_is_not_lost():
    found = compare_names(named("甲公司车间一期", "甲公司车间1期"), named("甲公司车间一期"))
    assert [one.kind for one in found.differences] == ["only_in_plan"]


def test_enterprises_are_compared_to_the_letter_and_counties_folded():
    plan = [Named("甲", county="东县（新）", enterprise="甲厂（集团）")]
    summary = [Named("甲", county="东县(新)", enterprise="甲厂(集团)")]
    found = compare_names(plan, summary)
    assert details_that_differ(found, "county", lambda _: False) == []
    (((ours, theirs),),) = details_that_differ(found, "enterprise", lambda _: False)
    assert fold(ours.enterprise) == fold(theirs.enterprise)


def test_an_enterprise_that_one_document_does_not_give_is_not_compared():
    found = compare_names([Named("甲", enterprise="甲厂")], [Named("甲")])
    assert details_that_differ(found, "enterprise", lambda _: False) == []
    assert len(details_that_differ(found, "enterprise", lambda _: True)) == 1


def test_two_phases_of_one_project_are_never_taken_for_one_another():
    assert kinds(["甲公司智能车间一期"], ["甲公司智能车间二期"]) == [
        "only_in_plan",
        "only_in_summary",
    ]


def test_names_on_one_side_only_are_told_in_both_directions():
    assert kinds(["甲厂铸造车间改造"], ["丙县食品追溯平台"]) == ["only_in_plan", "only_in_summary"]


def test_a_repeated_name_is_told_once_as_a_duplicate_and_not_as_missing():
    summary = [Named("甲", "第1行", county="A县"), Named("甲", "第9行", county="B县")]
    assert compare_names(named("甲"), summary).differences == ()
    (one,) = repeated(summary, "附件3")
    assert one.kind == "duplicate"
    assert "第1行(A县)、第9行(B县)" in one.message


def test_counts_that_missing_names_explain_are_not_told_again():
    plan = [Named("甲", county="A"), Named("乙", county="A")]
    summary = [Named("甲", county="A")]
    comparison = compare_names(plan, summary)
    assert counts_that_differ(comparison, plan, summary, "county") == []


def test_a_project_under_another_county_changes_both_counts():
    plan, summary = (
        [Named("甲", county="A"), Named("乙", county="A")],
        [
            Named("甲", county="A"),
            Named("乙", county="B"),
        ],
    )
    comparison = compare_names(plan, summary)
    assert counts_that_differ(comparison, plan, summary, "county") == [("a", 2, 1), ("b", 0, 1)]


def test_groups_that_one_document_does_not_give_are_not_compared():
    plan, summary = [Named("甲")], [Named("甲", county="A")]
    assert counts_that_differ(compare_names(plan, summary), plan, summary, "county") == []


NAMES = st.lists(
    st.text("甲乙丙丁戊己庚辛壬癸铸造装备数字化改造车间", min_size=6, max_size=16), unique_by=fold
)


@given(NAMES, st.randoms(use_true_random=False))
def test_any_list_agrees_with_itself_in_any_order(names: list[str], chance: random.Random):
    shuffled = list(names)
    chance.shuffle(shuffled)
    assert kinds(names, shuffled) == []


@given(NAMES.filter(bool), st.integers(0), st.sampled_from([" ", "\u3000", "\u200b", "\ufeff"]))
def test_one_unseen_character_is_always_found_and_nothing_else(names, at, unseen):
    spoiled = list(names)
    spoiled[at % len(names)] += unseen
    assert kinds(names, spoiled) == ["differs_in_form"]


@given(NAMES, NAMES)
def test_nearest_uses_each_name_once(left, right):
    pairs = nearest(left, right)
    assert len({i for i, _, _ in pairs}) == len({j for _, j, _ in pairs}) == len(pairs)


@given(NAMES, NAMES)
def test_both_directions_find_the_same(left, right):
    there, back = (compare_names(*sides).differences for sides in [
        (named(*left), named(*right)), (named(*right), named(*left))
    ])  # fmt: skip
    turned = {"only_in_plan": "only_in_summary", "only_in_summary": "only_in_plan"}
    assert sorted(one.kind for one in there) == sorted(
        turned.get(one.kind, one.kind) for one in back
    )


def test_a_name_repeated_in_the_other_script_is_a_duplicate_and_both_are_told():
    summary = [Named("甲厂数字化改造", "第1行"), Named("甲廠數字化改造", "第9行")]
    (one,) = repeated(summary, "汇总表")
    assert one.kind == "duplicate"
    assert "甲厂数字化改造" in one.message
    assert "又写作「甲廠數字化改造」" in one.message
    assert "第1行、第9行" in one.message
    assert repeated([Named("甲厂改造一期"), Named("甲厂改造1期")], "汇总表") == []


@pytest.mark.parametrize("in_plan", [True, False])
def test_a_repeated_name_stands_on_the_side_it_was_read_from(in_plan):
    """Whatever the two are called: a summary may begin with the plan's own word."""
    words = OwnWords(plan="方案", summary="方案汇总表")
    twice = [Named("甲厂改造", "第1行"), Named("甲厂改造", "第2行")]
    (one,) = repeated(twice, "方案汇总表(甲.xlsx)", words, in_plan=in_plan)
    assert (one.plan, one.summary) == ((twice[0], None) if in_plan else (None, twice[0]))
