"""Chinese working days: weekends, public holidays and the Saturdays worked in their stead (调休).

The state publishes a year's holidays the November before; what the library does not know yet is
counted by weekends alone, and `is_known` says so.
"""

from datetime import date

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.core.schedule import IsWorkday, Schedule, due, schedule

_FRIDAY = 4
# The stage by whose end counties must have sent has this id in every pack.
_COUNTIES = "counties"


def is_workday(day: date) -> bool:
    """Whether offices work on a day."""
    # Only who plans waits for it.
    try:
        from chinese_calendar import is_workday as published
    except ImportError:
        return day.weekday() <= _FRIDAY
    try:
        return published(day)
    except NotImplementedError:
        return day.weekday() <= _FRIDAY


def is_known(year: int) -> bool:
    """Whether the holidays of a year are known, not only its weekends."""
    try:
        from chinese_calendar import is_workday as published

        published(date(year, 1, 1))
    except (ImportError, NotImplementedError):
        return False
    return True


def plan_of(programme: Programme, draft: Draft, works: IsWorkday = is_workday) -> Schedule | None:
    """The days backwards from the day on which the papers are due; None where the pack has no
    stages or no such day is known yet."""
    stages, day = programme.about.stage, due(programme, draft)
    return schedule(stages, day, works) if stages and day is not None else None


def has_holidays(plan: Schedule) -> bool:
    """Whether the public holidays are known for every year that a plan touches."""
    days = [plan.deadline, *(one.start for one in plan.planned)]
    return all(is_known(year) for year in {day.year for day in days})


def counties_due(programme: Programme, draft: Draft) -> date | None:
    """When the counties must have sent, by the programme's schedule; None where it says nothing."""
    plan = plan_of(programme, draft)
    if plan is None:
        return None
    return next((one.end for one in plan.planned if one.stage.id == _COUNTIES), None)
