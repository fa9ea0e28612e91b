"""Tables of rates: what each line pays of an investment, and where a lower level pays more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from desktop_app.core.pack_rewards import Reward, Tier
from desktop_app.core.values import MONEY_UNITS, show_decimal


@lru_cache(maxsize=16)
def fen_of(unit: str) -> Decimal:
    """分 in a unit of money."""
    return Decimal("0.01") / MONEY_UNITS[unit]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table of rates with its figures: a rate of the base up to a cap."""

    title: str
    rank: int
    rate: Decimal
    cap: Decimal | None
    unit: str

    def of(self, base: Decimal) -> Decimal:
        """What it pays of a base, to the 分."""
        amount = cut(base * self.rate, self.unit)
        return amount if self.cap is None else min(amount, self.cap)


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a lower level pays more than a higher one: for bases between `start` and `end`, both
    excluded; `end` is None where it never ends."""

    lower: str
    higher: str
    start: Fraction
    end: Fraction | None
    unit: str

    def holds(self, base: Decimal) -> bool:
        """Whether a base lies in it."""
        return self.start < base and (self.end is None or base < self.end)

    @property
    def span(self) -> str:
        """「投入低于 70 万元时」, 「投入在 10 至 70 万元之间时」."""
        if self.end is None:
            return f"投入高于 {_plain(self.start)} {self.unit}时" if self.start else "无论投入多少"
        if not self.start:
            return f"投入低于 {_plain(self.end)} {self.unit}时"
        return f"投入在 {_plain(self.start)} 至 {_plain(self.end)} {self.unit}之间时"

    def __str__(self) -> str:
        return f"{self.span},{self.lower}的金额高于{self.higher}"


@lru_cache(maxsize=1024)
def exact(number: float) -> Decimal:
    """A number of a pack as it is written there: 0.2 and not its nearest binary fraction."""
    return Decimal(str(number))


def cut(amount: Decimal, unit: str) -> Decimal:
    """An amount to the 分, never more than it was."""
    return amount.quantize(fen_of(unit), ROUND_DOWN).normalize() + 0


@lru_cache(maxsize=16384)
def money(amount: Decimal) -> str:
    """An amount as the steps show it: plain digits without trailing zeros."""
    return show_decimal(amount.normalize() + 0)


def per_cent(rate: Decimal) -> str:
    """0.2 as 20%."""
    return f"{money(rate * 100)}%"


def fixed_lines(tiers: Iterable[Tier], unit: str) -> list[Line]:
    """The lines with a rank whose figures the pack itself states."""
    return [
        Line(
            one.title,
            one.rank,
            exact(one.rate),
            None if one.cap is None else exact(one.cap),
            unit,
        )
        for one in tiers
        if one.rank and one.rate is not None and not one.cap_at
    ]


def crossings(lines: Iterable[Line]) -> Iterator[Crossing]:
    """Every stretch of bases where a line of lower rank pays more than one of higher rank."""
    ordered = sorted(lines, key=lambda one: one.rank)
    for at, lower in enumerate(ordered):
        for higher in ordered[at + 1 :]:
            if higher.rank > lower.rank:
                yield from _between(lower, higher)


def crossings_of(reward: Reward, unit: str) -> tuple[Crossing, ...]:
    """Those of a reward's own table of rates."""
    return tuple(crossings(fixed_lines(reward.tier, unit)))


@lru_cache(maxsize=1024)
def _between(lower: Line, higher: Line) -> tuple[Crossing, ...]:
    """Both pay a straight line up to their cap, so they cross only where one of the four straight
    pieces meets another; between two such points one of them pays more throughout."""
    points = {Fraction(0)}
    for one, other in ((lower, higher), (higher, lower)):
        for cap in (one.cap, other.cap):
            if cap is not None and one.rate:
                points.add(Fraction(cap) / Fraction(one.rate))
    edges: list[Fraction | None] = [*sorted(points), None]
    found: list[Crossing] = []
    start: Fraction | None = None
    for left, right in pairwise(edges):
        assert left is not None
        middle = left + 1 if right is None else (left + right) / 2
        is_more = _pays(lower, middle) > _pays(higher, middle)
        if is_more and start is None:
            start = left
        elif not is_more and start is not None:
            found.append(Crossing(lower.title, higher.title, start, left, lower.unit))
            start = None
    if start is not None:
        found.append(Crossing(lower.title, higher.title, start, None, lower.unit))
    return tuple(found)


def _pays(line: Line, base: Fraction) -> Fraction:
    amount = base * Fraction(line.rate)
    return amount if line.cap is None else min(amount, Fraction(line.cap))


def _plain(value: Fraction) -> str:
    return money(round(Decimal(value.numerator) / Decimal(value.denominator), 2))
