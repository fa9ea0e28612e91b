"""Sorting and filtering: every row once, in order, and the table itself as it was."""

from itertools import pairwise
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.draft import Row
from desktop_app.core.table_view import ColumnFilter, Sort, View, values_of
from desktop_app.core.values import parse
from tests.small_pack import a_small_programme

COLUMNS = a_small_programme().summary.table.column
TEXTS = st.sampled_from(
    ["", " ", "甲", "乙厂", "30", "3", "约三十", "2024年6月", "东港区", "ABC", "Ａbc"]
)
ROWS = st.lists(
    st.fixed_dictionaries({"name": TEXTS, "county": TEXTS, "investment": TEXTS, "start": TEXTS}),
    max_size=12,
).map(lambda many: [Row(f"r{n}", MappingProxyType(one)) for n, one in enumerate(many)])


def read(column, text):
    return parse(column.kind, text, column.unit)


def names(view, cells, column="name"):
    rows = [Row(f"r{n}", MappingProxyType({column: one})) for n, one in enumerate(cells)]
    return [cells[at] for at in view.places(rows, COLUMNS, read)]


@given(ROWS, st.sampled_from(["name", "investment", "start"]), st.booleans())
def test_sorting_shows_every_row_once_and_equal_ones_as_they_are_printed(rows, column, descending):
    places = View(sort=Sort(column, descending)).places(rows, COLUMNS, read)
    assert sorted(places) == list(range(len(rows)))
    for one, other in pairwise(places):
        if rows[one].cells[column] == rows[other].cells[column]:
            assert one < other
    blank = [not rows[at].cells[column].strip() for at in places]
    assert blank == sorted(blank)


@given(ROWS, st.sampled_from(["", "甲", "abc", "30 东港", "没有"]), TEXTS, st.booleans())
def test_filtering_keeps_exactly_the_rows_that_hold_it(rows, words, text, by_value):
    wanted = ColumnFilter(text, frozenset({"东港区", ""}) if by_value else None)
    places = View(words, {"county": wanted}).places(rows, COLUMNS, read)

    def holds(row):
        told = " ".join(row.cells.values()).lower().replace("ａ", "a").replace("Ａ", "a")
        county = row.cells["county"]
        plain = county.lower().replace("ａ", "a").replace("Ａ".lower(), "a")
        return (
            all(word in told for word in words.split())
            and text.strip().lower().replace("ａ", "a") in plain
            and (not by_value or county.strip() in ("东港区", ""))
        )

    assert places == [at for at, row in enumerate(rows) if holds(row)]


@pytest.mark.parametrize(
    ("descending", "ordered"),
    [
        (False, ["3", "20.5", "1,000", "约三十", ""]),
        (True, ["约三十", "1,000", "20.5", "3", ""]),
    ],
)
def test_numbers_go_by_size_what_is_no_number_after_them_and_blanks_last(descending, ordered):
    cells = ["20.5", "", "约三十", "1,000", "3"]
    assert names(View(sort=Sort("investment", descending)), cells, "investment") == ordered


def test_texts_go_by_pinyin():
    assert names(View(sort=Sort("name")), ["张", "李", "阿", "王"]) == ["阿", "李", "王", "张"]


def test_values_are_counted_the_most_frequent_first_and_blanks_last():
    rows = [Row(f"r{n}", MappingProxyType({"county": one})) for n, one in enumerate("乙甲 甲")]
    assert values_of(rows, "county") == [("甲", 2), ("乙", 1), ("", 1)]
