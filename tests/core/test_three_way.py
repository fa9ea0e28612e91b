"""Both sides changed a project: what goes without saying, and what a person must decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.three_way import brings_nothing, cell_clashes, taken
from tests.small_pack import a_small_programme

PROGRAMME = a_small_programme()
COLUMNS = {one.id: one for one in PROGRAMME.summary.table.column}
TEXT = st.sampled_from(["", "甲", "乙", "丙"])


def clash(base, ours, theirs, column="name"):
    before = None if base is None else {column: base}
    found = cell_clashes(PROGRAMME, [COLUMNS[column]], before, {column: ours}, {column: theirs})
    return found[0] if found else None


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "state"),
    [
        ("甲", "甲", "乙", "theirs"),
        ("甲", "乙", "甲", "ours"),
        ("甲", "乙", "丙", "both"),
        ("甲", "甲", "", "erased"),
        ("甲", "乙", "", "erased"),
        ("", "", "乙", "theirs"),
        ("", "甲", "乙", "both"),
        (None, "甲", "乙", "both"),
        (None, "", "乙", "theirs"),
    ],
)
def test_who_changed_a_cell(base, ours, theirs, state):
    assert clash(base, ours, theirs).state == state


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [("甲", "乙", "乙"), ("甲", "", ""), (None, "甲", ""), ("", "甲", ""), (None, "甲", " 甲 ")],
)
def test_where_both_say_the_same_or_one_says_nothing_there_is_no_question(base, ours, theirs):
    assert clash(base, ours, theirs) is None


def test_an_amount_written_otherwise_is_no_change_and_a_name_written_otherwise_is_one():
    assert clash("1200.5", "1,200.50", "1200.5", "investment") is None
    assert clash("20", "20.0", "30", "investment").state == "theirs"
    assert clash("甲(一期)", "甲(一期)", "甲（一期）").state == "theirs"


@given(TEXT, TEXT, TEXT, st.sampled_from(["", "ours", "theirs"]))
def test_nothing_of_ours_goes_without_a_word(base, ours, theirs, choice):
    """What stands in the draft gives way only where it is what was there before, or was chosen."""
    found = clash(base, ours, theirs)
    cells = [found] if found else []
    after = taken(cells, {"name": choice} if choice else {}).get("name", ours)
    if choice == "ours" or found is None:
        assert after == ours
    elif choice == "theirs":
        assert after == theirs
    elif after != ours:
        assert (ours, after) == (base, theirs)
        assert theirs


@given(TEXT, TEXT, TEXT)
def test_a_file_that_says_what_it_said_before_brings_nothing(base, ours, theirs):
    found = clash(base, ours, theirs)
    cells = [found] if found else []
    if theirs == base:
        assert brings_nothing(cells)
    if brings_nothing(cells):
        assert taken(cells, {}) == {}
