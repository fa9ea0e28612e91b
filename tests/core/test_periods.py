"""Months and quarters as people write them, one after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.periods import Period, latest, parse_period, period_of
from desktop_app.core.values import Month

MONTHS = st.builds(Month, st.integers(1990, 2080), st.integers(1, 12))
PERIODS = st.builds(period_of, MONTHS, st.sampled_from(["month", "quarter"]))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2025-06", "2025-06"),
        ("2025年6月", "2025-06"),
        ("２０２５．６", "2025-06"),
        ("2025-Q2", "2025-Q2"),
        ("2025q2", "2025-Q2"),
        ("2025年第二季度", "2025-Q2"),
        ("2025年2季度", "2025-Q2"),
    ],
)
def test_a_period_is_understood_as_people_write_it(text, known):
    period = parse_period(text)
    assert period is not None
    assert period.id == known


@pytest.mark.parametrize("text", ["", "2025", "2025-13", "2025-00", "2025Q5", "六月", "2025-06-01"])
def test_what_is_no_period_is_none(text):
    assert parse_period(text) is None


@given(PERIODS)
def test_what_a_period_is_called_names_it(period):
    assert parse_period(period.id) == period
    assert parse_period(period.title) == period


@given(PERIODS)
def test_the_period_after_the_one_before_is_the_same(period):
    assert period.before().after() == period
    assert period.before() < period < period.after()


@given(PERIODS, MONTHS)
def test_a_day_lies_in_one_period_and_is_reached_by_all_from_there(period, month):
    own = period_of(month, period.every)
    day = f"{month.iso()}-15"
    assert own.holds(day)
    assert period.holds(day) == (period == own)
    assert period.reaches(day) == (period >= own)


def test_the_last_thing_that_happened_tells_the_period():
    days = ["2025-03-02", "2025-05-31", "2027-01-01"]
    assert latest(days, Month(2025, 9), "month") == Period(Month(2025, 5), "month")
    assert latest(days, Month(2025, 9), "quarter") == Period(Month(2025, 4), "quarter")
    assert latest([], Month(2025, 9), "month").id == "2025-09"
