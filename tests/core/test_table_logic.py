"""Rows set in and moved, searching, sums that are kept, and finding by pinyin."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import pinyin
from desktop_app.core.facts import numbers_of
from desktop_app.core.row_changes import (
    insert_rows,
    moved,
    new_row,
    order_rows,
    row_after,
    write_and_append,
    write_cells,
)
from desktop_app.core.running_sums import RunningSums
from desktop_app.core.searching import Search, as_writes, replacements
from tests.small_pack import a_small_draft, a_small_programme

TOTALS = tuple(one for one in a_small_programme().summary.table.column if one.total)


def ids(draft):
    return [row.id for row in draft.rows("projects")]


def a_draft(*names):
    return a_small_draft([{"name": name} for name in names])


@given(st.permutations(range(1, 8)))
def test_rows_are_put_in_any_order_and_back(order):
    draft = a_draft(*"甲乙丙丁戊己庚")
    wanted = [f"p{n}" for n in order]
    change = order_rows(draft, "projects", wanted, "排序")
    after = change.apply(draft)
    assert ids(after) == wanted
    assert change.inverse().apply(after) == draft


def test_rows_that_an_order_does_not_name_stay_behind():
    draft = a_draft("甲", "乙", "丙")
    assert ids(order_rows(draft, "projects", ["p3"], "").apply(draft)) == ["p3", "p1", "p2"]


def test_rows_are_set_in_before_another_or_at_the_end():
    draft = a_draft("甲", "乙")
    rows = [new_row("n1", {"name": "新", "county": ""})]
    assert rows[0].cells == {"name": "新"}
    assert ids(insert_rows(draft, "projects", rows, "p2").apply(draft)) == ["p1", "n1", "p2"]
    assert ids(insert_rows(draft, "projects", rows, "gone").apply(draft)) == ["p1", "p2", "n1"]
    assert row_after(draft, "projects", "p1") == "p2"
    assert row_after(draft, "projects", "p2") == ""


def test_cells_of_rows_that_have_gone_and_cells_that_stay_are_left_out():
    draft = a_draft("甲", "乙")
    change = write_cells(draft, "projects", {"p1": {"name": "甲"}, "gone": {"name": "丙"}})
    assert change.cells == ()
    both = write_and_append(draft, "projects", {"p2": {"name": ""}}, [new_row("n", {})], "粘贴")
    assert ids(both.apply(draft)) == ["p1", "p2", "n"]
    assert both.apply(draft).value("projects/p2/name") == ""


@pytest.mark.parametrize(
    ("chosen", "step", "after"),
    [
        ("b", -1, "bacd"), ("b", 1, "acbd"), ("ab", -1, "abcd"), ("cd", 1, "abcd"),
        ("ac", 1, "badc"), ("bd", -1, "badc"), ("bc", -1, "bcad"),
    ],
)  # fmt: skip
def test_rows_move_past_their_neighbours_and_stay_at_the_edge(chosen, step, after):
    assert moved("abcd", frozenset(chosen), step) == list(after)


@pytest.mark.parametrize(
    ("search", "cell", "hits"),
    [
        (Search("甲"), "某甲厂", True),
        (Search("甲", whole=True), "某甲厂", False),
        (Search("甲\n乙", whole=True), "甲\n乙", True),
        (Search("mes"), "MES系统", True),
        (Search("mes", case=True), "MES系统", False),
        (Search("."), "甲乙", False),
        (Search(""), "甲乙", False),
    ],
)
def test_a_text_is_found_as_it_is_asked_for(search, cell, hits):
    assert search.hits(cell) is hits


def test_replacing_takes_both_texts_as_they_are_and_leaves_out_what_stays():
    rows = a_draft("甲(一期)", "乙(一期)(一期)", "丙").rows("projects")
    planned = list(replacements(Search("(一期)"), r"\1", rows, ["name", "county"], range(3)))
    assert [(one.number, one.new) for one in planned] == [(1, r"甲\1"), (2, r"乙\1\1")]
    assert as_writes(planned) == {"p1": {"name": r"甲\1"}, "p2": {"name": r"乙\1\1"}}
    assert not list(replacements(Search("丙"), "丙", rows, ["name"], range(3)))
    assert not list(replacements(Search("丙", column="county"), "丁", rows, ["name"], range(3)))


@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(0, 5), st.sampled_from(["", "30", "0.1", "约三十", "9" * 15])),
            max_size=6,
            unique_by=lambda one: one[0],
        ),
        max_size=5,
    )
)
def test_sums_that_are_kept_are_those_of_the_rows(states):
    sums = RunningSums(TOTALS)
    for state in states:
        rows = [new_row(f"r{n}", {"investment": text}) for n, text in state]
        sums.update(rows)
        while not sums.read(2):
            pass
        texts = [text for _, text in state]
        exact = sum(map(Fraction, numbers_of(TOTALS[0], texts)))
        assert Fraction(sums.sums.get("investment", Decimal(0))) == exact
        assert sums.unread.get("investment", 0) == texts.count("约三十")
    sums.update([])
    assert sums.sums.get("investment", Decimal(0)) == 0


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ("东港区", "西山县", "长海县", "DG")),
        ("dg", ("DG", "东港区")),
        ("gq", ("东港区",)),
        ("山", ("西山县",)),
        ("xs", ("西山县",)),
        ("ch", ("长海县",)),
        ("zh", ("长海县",)),
        ("东 ", ("东港区",)),
        ("xyz", ()),
    ],
)
def test_texts_are_found_by_part_and_by_the_first_letters_of_all_readings(typed, found):
    assert pinyin.find(typed, ("东港区", "西山县", "长海县", "DG")) == found
    assert [one for one in ("东港区", "西山县", "长海县", "DG") if pinyin.matches(typed, one)] == [
        one for one in ("东港区", "西山县", "长海县", "DG") if one in found
    ]
