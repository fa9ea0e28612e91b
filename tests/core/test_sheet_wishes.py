"""What a person corrects about a table: no field twice, no column twice, no row both ways."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.sheet_wishes import NO_WISHES, assigned

FIELDS = st.sampled_from(["name", "county", "investment", "start", ""])
STEPS = st.lists(st.tuples(st.integers(0, 6), FIELDS), max_size=30)


@given(STEPS)
def test_a_field_stands_in_one_column_and_a_column_is_one_field(steps):
    columns: dict[str, int] = {}
    for column, field in steps:
        columns = assigned(columns, column, field)
        assert len(set(columns.values())) == len(columns)
        assert "" not in columns
        assert columns.get(field, column) == column


@given(STEPS)
def test_what_was_chosen_last_for_a_column_holds(steps):
    columns: dict[str, int] = {}
    for column, field in steps:
        columns = assigned(columns, column, field)
        if not field:
            assert column not in columns.values()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.booleans())))
def test_a_row_is_read_or_left_and_never_both(steps):
    wishes = NO_WISHES
    for sheet, row, is_read in steps:
        wishes = wishes.with_row((sheet, row), is_read=is_read)
        assert not wishes.taken & wishes.left
        assert ((sheet, row) in wishes.taken) is is_read


def test_another_header_forgets_the_columns_of_the_old_one():
    wishes = NO_WISHES.with_columns({"name": 3}).with_header(5)
    assert (wishes.header, wishes.columns) == (5, None)
