"""Choosing how a true figure is put: the unit, the script, how exactly and how firmly."""

import random
from dataclasses import replace
from decimal import Decimal

from tests.audit_cities import spelling
from tests.audit_cities.records import Figure, Scope, Style, decimals
from tests.audit_cities.spelling import rounded
from tests.audit_cities.truth import borne_out

_COUNTS = frozenset({"projects", "firms"})
_SHARES = frozenset({"share_of_projects", "share_of_investment", "share_of_award"})
_FLOORED = ("余", "余", "多", "以上", "逾", "超", "超过", "不少于", "不低于")
_LEAST_LOOSE_COUNT = 30


def a_figure(
    rng: random.Random,
    measure: str,
    scope: Scope,
    actual: Decimal,
    counter: str = "个",
    style: Style | None = None,
    is_exact: bool = False,
) -> Figure:
    """A true figure; `style` is how its neighbours in a list are written."""
    if style is None:
        style = _exact_style(rng, measure, actual, counter)
        if not is_exact and rng.random() < 0.3:
            loose = _loose(rng, measure, scope, actual, style)
            if loose is not None:
                return loose
    value = rounded(actual, spelling.factor(style.unit).scaleb(-style.places))
    found = figure_of(measure, scope, value, style)
    if borne_out(found, actual) == "true" and is_writable(value, style):
        return found
    # Too small for its neighbours' unit: 0.00亿元, 0亿8961万元.
    return figure_of(measure, scope, actual, Style("万元", places=decimals(actual)))


def a_range(
    rng: random.Random, measure: str, scope: Scope, actual: Decimal, counter: str
) -> Figure:
    """The figure as lying between two round ones: 100—110个."""
    low = rounded(actual - rng.choice((0, 10)), Decimal(10), "down")
    style = Style(counter, firmly="range")
    return figure_of(measure, scope, low, style, low + rng.choice((20, 20, 30)))


def figure_of(
    measure: str, scope: Scope, value: Decimal, style: Style, upper: Decimal | None = None
) -> Figure:
    """A figure with its text; whether it is true is another question."""
    number = spelling.numeral(value, style)
    if style.script == "chinese" and style.firmly in spelling.WITHIN and number.endswith("万"):
        number = number[:-1]
    text = spelling.written(value, style, upper)
    if upper is not None:
        number = f"{number}—{spelling.numeral(upper, style)}"
    return Figure(measure, scope, value, style, text, number, upper)


def is_writable(value: Decimal, style: Style) -> bool:
    """Whether the style has words for the value: a share is at most 100%, two units need both."""
    if style.unit in ("%", "百分之", "成"):
        return 0 < value <= 100 and (style.unit != "成" or value < 100)
    if style.unit == "亿万元":
        return value >= 10_000 and value % 10_000 >= 1000
    if style.script == "chinese":
        return 0 < value < (10_000 if style.unit != "万元" else 10**8)
    return value > 0


def list_style(rng: random.Random, measure: str, largest: Decimal, counter: str) -> Style:
    """One style for all figures of a list, which are exact."""
    return _exact_style(rng, measure, largest, counter)


def _exact_style(rng: random.Random, measure: str, actual: Decimal, counter: str) -> Style:
    if measure in _COUNTS:
        return Style(counter, rng.choice(("arabic",) * 8 + ("chinese", "chinese", "wide")))
    if measure in _SHARES:
        return _share_style(rng, actual)
    if measure in ("least_investment", "most_investment"):
        return Style("万元", rng.choice(("arabic", "arabic", "grouped")), decimals(actual))
    return _invested_style(rng, actual) if measure == "investment" else _money_style(rng, actual)


def _share_style(rng: random.Random, actual: Decimal) -> Style:
    places = rng.choice((0, 1, 1, 1, 2))
    if rng.random() < 0.15 and actual < 99:
        is_whole = rounded(actual, Decimal("0.1")) % 1 == 0
        return Style("百分之", "chinese", 0 if is_whole else min(places, 1))
    return Style("%", rng.choice(("arabic",) * 9 + ("wide",)), places)


def _invested_style(rng: random.Random, actual: Decimal) -> Style:
    exact = Style("万元", rng.choice(("arabic", "arabic", "grouped", "wide")), decimals(actual))
    ways = [exact, exact, replace(exact, places=min(1, exact.places)), replace(exact, places=0)]
    if actual >= 2000:
        ways += [Style("亿元", places=2), Style("亿元", places=2), Style("亿元", places=4)]
    if actual >= 1000:
        ways.append(Style("万元", "chinese"))
    if actual >= 10_000 and actual % 10_000 >= 1000:
        ways.append(Style("亿万元", rng.choice(("arabic", "wide")), rng.choice((0, exact.places))))
    return rng.choice(ways)


def _money_style(rng: random.Random, actual: Decimal) -> Style:
    """Sums of the form are never rounded."""
    ways = [
        Style("万元", rng.choice(("arabic", "arabic", "grouped", "wide")), decimals(actual))
    ] * 4
    if decimals(actual) == 0:
        ways.append(Style("万元", "chinese"))
    hundreds = (actual / spelling.factor("亿元")).normalize()
    if actual >= 1000:
        ways.append(Style("亿元", places=decimals(hundreds)))
    return rng.choice(ways)


def _loose(
    rng: random.Random, measure: str, scope: Scope, actual: Decimal, style: Style
) -> Figure | None:
    """The figure in round terms: 约, 近, 余, 以上 …; None where they would not fit."""
    unit = _round_unit(rng, measure, actual)
    if unit is None or style.script == "wide":
        return None
    style = _rounded_style(rng, measure, actual, style, unit)
    firmly = rng.choice((*_FLOORED, "约", "约", "大约", "左右", "近", "近", "不超过"))
    if measure in _SHARES and firmly in (*spelling.WITHIN, "不少于", "不超过"):
        firmly = "以上"
    if measure in _COUNTS and firmly == "不低于":
        firmly = "不少于"
    way = "down" if firmly in _FLOORED else "up" if firmly in ("近", "不超过") else "nearest"
    found = figure_of(measure, scope, rounded(actual, unit, way), replace(style, firmly=firmly))
    return found if borne_out(found, actual) == "true" else None


def _round_unit(rng: random.Random, measure: str, actual: Decimal) -> Decimal | None:
    if measure in _COUNTS:
        return Decimal(10) if actual >= _LEAST_LOOSE_COUNT else None
    if measure in _SHARES:
        return Decimal(rng.choice((1, 10))) if 20 < actual < 95 else None
    if measure == "investment" and actual >= 1000:
        return Decimal(1000) if actual >= 10_000 else Decimal(100)
    return None


def _rounded_style(
    rng: random.Random, measure: str, actual: Decimal, style: Style, unit: Decimal
) -> Style:
    if measure in _COUNTS:
        return style
    if measure in _SHARES:
        is_tenths = unit == 10 and rng.random() < 0.6
        return Style("成", "chinese") if is_tenths else Style("%")
    if actual >= 10_000:
        return rng.choice((Style("亿元", places=1), Style("万元"), Style("万元", "chinese")))
    return rng.choice((Style("万元"), Style("万元", "grouped"), Style("万元", "chinese")))
