"""Expressions over values that are put in one after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.expressions import NoData, Scope, compile_expression, row_columns, row_key

VALUES = st.dictionaries(
    st.sampled_from("abc"),
    st.one_of(st.integers(-3, 3), st.sampled_from(("甲", "乙", "")), st.lists(st.just("丙"))),
)


def test_a_row_put_in_takes_the_place_of_the_one_before():
    scope = Scope({"form": {"least": 20.0}})
    for amount, holds in ((30.0, True), (10.0, False)):
        scope.put("row", {"amount": amount})
        assert scope.holds("row.amount >= form.least") is holds
        assert scope.holds("same(row.amount, 30.0)") is holds
        assert scope.variables["row"] == {"amount": amount}


def test_what_a_row_before_said_is_blank_in_one_that_does_not():
    scope = Scope({})
    scope.put("row", {"name": "甲"})
    assert scope.holds("chars(row.name) == 1")
    scope.put("row", {})
    for text in ("chars(row.name) == 1", "row.name == '甲'"):
        with pytest.raises(NoData):
            scope.holds(text)


def test_half_a_sign_is_read_as_another_one():
    scope = Scope({})
    scope.put("row", {"name": "甲\ud840", "many": ["\udc00"]})
    assert scope.value(compile_expression("row.name")) == "甲\ufffd"
    assert scope.holds("chars(row.name) == 2 && chars(row.many[0]) == 1")


@given(VALUES, VALUES)
def test_rows_have_one_key_exactly_when_they_say_the_same(one, other):
    columns = row_columns(["row.a == 1 || row.b == 1"])
    assert columns == ("a", "b")
    are_same = all(one.get(column) == other.get(column) for column in columns)
    assert (row_key(one, columns) == row_key(other, columns)) is are_same


def test_a_row_read_as_a_whole_has_no_columns():
    assert row_columns(["row.a == 1", "size(row) > 2"]) is None
    assert row_columns(["row.a == 'row'", ""]) == ("a",)
