"""Chinese working days: weekends, public holidays and the Saturdays worked in their stead (调休).

The state publishes a year's holidays the November before; what the library does not know yet is
counted by weekends alone, and `is_known` says so.
"""

from datetime import date

_FRIDAY = 4


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
