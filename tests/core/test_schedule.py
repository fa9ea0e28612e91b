"""倒排日程: stages backwards from the deadline, on working days only."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.pack_about import Stage
from desktop_app.core.schedule import Pace, days_left, schedule, standing, warnings, workdays

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
STAGES = st.lists(st.integers(1, 12), min_size=1, max_size=8).map(
    lambda counts: tuple(Stage(id=f"s{n}", title=f"环节{n}", days=d) for n, d in enumerate(counts))
)
DEADLINE = date(2024, 11, 20)
SEAL, POST = Stage(id="seal", title="盖章", days=2), Stage(id="post", title="邮寄", days=3)


def weekdays(day):
    return day.weekday() < 5


def calendars():
    """Weekdays, less holidays that fall anywhere, and Saturdays worked instead."""

    def made(seed):
        return lambda day: (
            (day.toordinal() * 2654435761 + seed) % 11 > (1 if day.weekday() < 5 else 9)
        )

    return st.integers(0, 10_000).map(made)


@given(STAGES, DAYS, calendars())
def test_stages_lie_on_working_days_in_order_without_overlap_or_gap(stages, deadline, works):
    plan = schedule(stages, deadline, works)
    assert [one.stage for one in plan.planned] == list(stages)
    assert plan.planned[-1].end == plan.last_day <= deadline
    for one in plan.planned:
        assert works(one.start)
        assert works(one.end)
        assert workdays(one.start, one.end, works) == one.stage.days
    for before, after in zip(plan.planned, plan.planned[1:], strict=False):
        assert before.end < after.start
        between = workdays(before.end, after.start, works)
        assert between == 2, "no working day is left idle between two stages"


@given(STAGES, DAYS, calendars())
def test_no_working_day_is_left_between_the_last_stage_and_the_deadline(stages, deadline, works):
    plan = schedule(stages, deadline, works)
    assert workdays(plan.last_day, deadline, works) == 1


@given(STAGES, DAYS, st.integers(-40, 60))
def test_every_stage_is_past_under_way_or_ahead_and_in_this_order(stages, deadline, back):
    plan = schedule(stages, deadline, weekdays)
    found = standing(plan, deadline - timedelta(days=back), weekdays)
    order = [list(Pace).index(one.pace) for one in found]
    assert order == sorted(order)
    assert sum(one.pace is Pace.NOW for one in found) <= 1
    for one in found:
        assert 0 <= one.left <= one.planned.stage.days


def test_a_deadline_on_a_day_off_is_kept_by_the_working_day_before():
    plan = schedule((POST,), date(2024, 11, 24), weekdays)
    assert (plan.planned[0].start, plan.planned[0].end) == (date(2024, 11, 20), date(2024, 11, 22))


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2024, 11, 13), ()),
        (date(2024, 11, 14), ("今天是「盖章」最迟开始的日子。",)),
        (date(2024, 11, 15), ("盖章只剩 1 个工作日(按 2 个工作日排),最迟 11月15日(周五)完成。",)),
        (
            date(2024, 11, 20),
            (
                "邮寄只剩 1 个工作日(按 3 个工作日排),最迟 11月20日(周三)完成。",
                "盖章的最迟日期已过;没有做完的,占用的是后面各环节的时间,请尽快补上或压缩。",
            ),
        ),
        (date(2024, 11, 22), ("已过截止日期 2 天,请先联系受理单位,问清还能不能报。",)),
    ],
)
def test_what_today_eats_into_is_said(today, told):
    assert warnings(schedule((SEAL, POST), DEADLINE, weekdays), today, weekdays) == told


def test_a_day_off_in_the_middle_of_a_stage_eats_nothing():
    plan = schedule((Stage(id="a", title="甲", days=3),), date(2024, 11, 19), weekdays)
    (one,) = standing(plan, date(2024, 11, 16), weekdays)
    assert (one.pace, one.left, one.is_short) == (Pace.NOW, 2, True)


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2024, 11, 11), "还有 9 天"),
        (date(2024, 11, 20), "今天截止"),
        (date(2024, 11, 21), "已过 1 天"),
    ],
)
def test_the_days_left_are_told(today, told):
    assert days_left(DEADLINE, today) == told
