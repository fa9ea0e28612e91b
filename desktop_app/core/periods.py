"""Months and quarters as the periods of reports."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from desktop_app.core.numerals import in_chinese
from desktop_app.core.values import Month, plain

Every = Literal["month", "quarter"]
_LENGTH: dict[Every, int] = {"month": 1, "quarter": 3}
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?(?:份)?")
_QUARTER = re.compile(r"(\d{4})(?:[-/. ]?[Qq]|年?第?)([1-4一二三四])(?:季度?)?")
_NUMERALS = "一二三四"
_WORDS: dict[Every, str] = {"month": "本月", "quarter": "本季度"}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month or a quarter, by the month it begins with."""

    first: Month
    every: Every

    @property
    def last(self) -> Month:
        return _later(self.first, _LENGTH[self.every] - 1)

    @property
    def id(self) -> str:
        """2025-06 or 2025-Q2: how it is written in paths and commands."""
        return self.first.iso() if self.every == "month" else f"{self.first.year}-Q{self._quarter}"

    @property
    def title(self) -> str:
        """2025年6月, 2025年第二季度."""
        if self.every == "month":
            return str(self.first)
        return f"{self.first.year}年第{in_chinese(self._quarter)}季度"

    @property
    def word(self) -> str:
        """本月, 本季度."""
        return _WORDS[self.every]

    def before(self) -> "Period":
        return Period(_later(self.first, -_LENGTH[self.every]), self.every)

    def after(self) -> "Period":
        return Period(_later(self.first, _LENGTH[self.every]), self.every)

    def holds(self, day: str) -> bool:
        """Whether a day or month (ISO) lies in it."""
        return self.first.iso() <= day[:7] <= self.last.iso()

    def reaches(self, day: str) -> bool:
        """Whether a day or month (ISO) is not after it."""
        return day[:7] <= self.last.iso()

    @property
    def _quarter(self) -> int:
        return (self.first.month - 1) // 3 + 1


def parse_period(text: str) -> Period | None:
    """A period as people write it: 2025-06, 2025年6月, 2025Q2, 2025年第二季度; None for others."""
    typed = plain(text).replace(" ", "")
    match = _MONTH.fullmatch(typed)
    if match is not None and 1 <= int(match[2]) <= 12:
        return Period(Month(int(match[1]), int(match[2])), "month")
    match = _QUARTER.fullmatch(typed)
    if match is None:
        return None
    quarter = _NUMERALS.find(match[2]) + 1 or int(match[2])
    return Period(Month(int(match[1]), quarter * 3 - 2), "quarter")


def period_of(month: Month, every: Every) -> Period:
    """The period that a month lies in."""
    length = _LENGTH[every]
    return Period(Month(month.year, (month.month - 1) // length * length + 1), every)


def latest(days: Iterable[str], until: Month, every: Every) -> Period:
    """The period of the last of these days (ISO) that is not after a month; else of that month."""
    known = [day[:7] for day in days if day[:7] <= until.iso()]
    if not known:
        return period_of(until, every)
    year, month = max(known).split("-")
    return period_of(Month(int(year), int(month)), every)


def _later(month: Month, many: int) -> Month:
    count = month.year * 12 + month.month - 1 + many
    return Month(count // 12, count % 12 + 1)
