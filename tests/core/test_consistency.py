import random

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.consistency import Named, compare_names, counts_that_differ, repeated
from desktop_app.core.names import fold, nearest


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


def test_chinese_and_arabic_numbers_are_a_near_match():
    assert kinds(["甲公司智能车间一期"], ["甲公司智能车间1期"]) == ["near_match"]


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
