"""Numbers with their units as a text writes them: counts, money, percent, firm or loose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from desktop_app.core.numerals import DIGITS, NUMBER, NUMERAL, UNITS, parse_numeral

Bound = Literal["exact", "about", "near", "over", "at_least", "at_most", "range"]
Kind = Literal["count", "money", "percent"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit, in a stretch of text.

    `value` is a count, an amount in 元 or percent; `high` is the upper end of a range. `step` and
    `high_step` are the value of the last digit written, or of the last unit named (百万 in
    二亿四千八百万).
    `start` and `end` hold the words of the bound too, `digits` is where the bare number stands.
    """

    kind: Kind
    unit: str
    value: Decimal
    step: Decimal
    bound: Bound
    start: int
    end: int
    digits: tuple[int, int]
    high: Decimal | None = None
    high_step: Decimal = Decimal(0)

    def agrees_with(self, actual: Decimal) -> bool:
        """Whether a figure bears the number out, as firmly as it is worded.

        A rounded amount or share may be off by half of its last digit; a count may not.
        """
        room = Decimal(0) if self.kind == "count" else self.step / 2
        match self.bound:
            case "at_least":
                return actual >= self.value
            case "at_most":
                return actual <= self.value
            case "about":
                # 「约五成」 is 45 to 55 percent, half of what it counts by.
                of_step = self.step if self.kind == "count" else self.step / 2
                return abs(actual - self.value) <= max(self.value / 20, of_step)
            case "near":
                # 近110个 is 101 to 110: below, and not by more than a tenth.
                return self.value * 9 / 10 <= actual <= self.value + room
            case "over":
                # 100余个 is 100 to 199, 120余个 is 120 to 129.
                return self.value <= actual < self.value + _place(self.value, self.step)
            case "range":
                high_room = Decimal(0) if self.kind == "count" else self.high_step / 2
                return self.value - room <= actual <= (self.high or self.value) + high_room
            case "exact":
                return abs(actual - self.value) <= room


BOUND_WORDS = (
    "不少于|不低于|不小于|至少|超过|突破|逾|超|不超过|不多于|不高于|最多|接近|将近|近|大约|大概|约"
)
_BEFORE = rf"(?P<before>{BOUND_WORDS})?\s*"
_LOOSE = r"(?P<loose>余|多)?\s*"
_AFTER = r"(?P<after>及以上|以上|左右|上下|以内)?"
# 「几十个」, 「数十个」, 「第三个」 and the end of a misspelt 12,345 are no counts.
_START = rf"(?<![几第\d.,{DIGITS}{UNITS}])(?<!数(?=[十百千万]))"
_DASH = r"\s*(?:[-—–~\uff5e至到]|——|[和与](?=[^。;\uff1b]{1,16}之间))\s*"
_COUNTER = r"(?P<unit>个|项|家|户)(?![次均])"
_YUAN = r"(?P<unit>[百千]?[万亿]?)元"
_COUNT = re.compile(
    rf"{_BEFORE}{_START}(?P<number>{NUMBER})(?:{_DASH}(?P<to>{NUMBER}))?\s*{_LOOSE}{_COUNTER}{_AFTER}"
)
_MONEY = re.compile(
    rf"{_BEFORE}{_START}(?P<number>{NUMERAL})(?:\s*(?P<from_unit>[百千]?[万亿]?)元?{_DASH}"
    rf"(?P<to>{NUMERAL}))?\s*{_LOOSE}{_YUAN}{_AFTER}"
)
_PERCENT = re.compile(
    rf"{_BEFORE}{_START}(?:百分之(?P<words>[{DIGITS}{UNITS}点]+)"
    rf"|(?P<number>\d+(?:\.\d+)?)\s*(?:[%\uff05]?{_DASH}(?P<to>\d+(?:\.\d+)?))?\s*[%\uff05](?!目标)"
    rf"|(?P<tenths>[一二两三四五六七八九1-9])成(?P<half>半|[一二三四五六七八九])?(?![本立功员品为])"
    rf"|(?P<whole>[二三四五六七八九十])分之(?P<part>[一二两三四五六七八九])"
    r"|(?P<half_of>一半|半数|过半))"
    rf"{_LOOSE}{_AFTER}"
)
_ANY_NUMBER = re.compile(rf"[\d{DIGITS}{UNITS}半]")
_BOUNDS: dict[str, Bound] = {
    "约": "about", "大约": "about", "大概": "about", "左右": "about", "上下": "about",
    "近": "near", "接近": "near", "将近": "near", "余": "over", "多": "over",
    "不少于": "at_least", "不低于": "at_least", "不小于": "at_least", "至少": "at_least",
    "超过": "at_least", "突破": "at_least", "逾": "at_least", "超": "at_least",
    "以上": "at_least", "及以上": "at_least",
    "不超过": "at_most", "不多于": "at_most", "不高于": "at_most", "最多": "at_most",
    "以内": "at_most",
}  # fmt: skip


@lru_cache(maxsize=512)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text, in order; what cannot be read as a number is none."""
    if _ANY_NUMBER.search(text) is None:
        return ()
    found = [*_counts(text), *_money(text), *_percents(text)]
    return tuple(sorted(found, key=lambda one: one.start))


def _counts(text: str) -> Iterator[Quantity]:
    for match in _COUNT.finditer(text):
        low, high = _read(match["number"]), _read(match["to"])
        if low is None or (match["to"] and high is None):
            continue
        # A count in round words is no rounded one: 「约一百个」 is as near as 「约100个」.
        step = low[1] if match["loose"] else Decimal(1)
        yield _quantity("count", match["unit"], (low[0], step), match, high)


def _money(text: str) -> Iterator[Quantity]:
    for match in _MONEY.finditer(text):
        unit = match["unit"]
        if match["to"]:
            low = _read(match["number"] + (match["from_unit"] or unit))
            high = _read(match["to"] + unit)
            if low is not None and high is not None:
                yield _quantity("money", "元", low, match, high)
            continue
        amount = _read(match["number"] + unit)
        if amount is not None:
            yield _quantity("money", "元", amount, match)


def _percents(text: str) -> Iterator[Quantity]:
    for match in _PERCENT.finditer(text):
        share = _share(match)
        if share is not None:
            to = match["to"]
            yield _quantity("percent", "%", share, match, _read(to) if to else None)


def _share(match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """The share a match writes, and its step, in percent."""
    if match["words"]:
        share = _read(match["words"])
        # 「百分之十」 is ten percent, not ten and something.
        return None if share is None else (share[0], min(share[1], Decimal(1)))
    if match["tenths"]:
        half = match["half"]
        tenths = _read(match["tenths"])
        part = Decimal(5) if half == "半" else (_read(half) or (Decimal(0), 0))[0] if half else 0
        step = Decimal(1) if half else Decimal(10)
        return None if tenths is None else (tenths[0] * 10 + part, step)
    if match["half_of"]:
        return Decimal(50), Decimal(10)
    if match["whole"]:
        whole, part = _read(match["whole"]), _read(match["part"])
        if whole is None or part is None or not whole[0]:
            return None
        # 「三分之一」 is said of anything from 31 to 36 percent.
        return part[0] * 100 / whole[0], Decimal(5)
    return _read(match["number"])


def _quantity(
    kind: Kind,
    unit: str,
    number: tuple[Decimal, Decimal],
    match: re.Match[str],
    high: tuple[Decimal, Decimal] | None = None,
) -> Quantity:
    value, step = number
    bound: Bound = "range" if high is not None else "exact"
    if "过半" in match[0]:
        bound = "at_least"
    for word in (match["before"], match["loose"], match["after"]):
        if word:
            bound = _BOUNDS[word]
            break
    groups = match.groupdict()
    first = next(g for g in ("number", "words", "tenths", "whole", "half_of") if groups.get(g))
    last = "to" if groups.get("to") else first
    digits = (match.start(first), match.end(last))
    top, top_step = high or (None, Decimal(0))
    start, end = match.span()
    return Quantity(kind, unit, value, step, bound, start, end, digits, top, top_step)


def _read(text: str | None) -> tuple[Decimal, Decimal] | None:
    numeral = parse_numeral(text) if text else None
    return None if numeral is None else (numeral.value, numeral.step)


def _place(value: Decimal, step: Decimal) -> Decimal:
    """The value of the last digit that is not zero: 100 for 100, 10 for 120."""
    place = step
    while value and value % (place * 10) == 0:
        place *= 10
    return place
