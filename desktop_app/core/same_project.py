"""One project that two counties report in one table under names that are not quite the same."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from desktop_app.core.consistency import Difference, Named, read_for_comparing
from desktop_app.core.firm_names import are_alike, words
from desktop_app.core.likeness import NEAR, REORDERED
from desktop_app.core.matching import needed_for_likeness, together
from desktop_app.core.name_marks import difference
from desktop_app.core.name_pairs import Reading, own_likeness
from desktop_app.core.names import fold, in_plain_script, visible
from desktop_app.core.numerals import arabic
from desktop_app.core.overlap import Overlap, as_bits, places_by, places_of
from desktop_app.core.own_words import USUAL, OwnWords


def same_project_twice(rows: Sequence[Named], called: OwnWords = USUAL) -> tuple[Difference, ...]:
    """Projects of one firm that two counties report, so alike that they are probably one.

    The firm is one by its credit code or its name, the counties are given and are two, and the
    numbers in the names are the same: 一期 and 二期, MES and ERP are two projects. Beyond that the
    rest of the names tells them apart:

    - the same words, in whatever order, are one project;
    - nearly the same words are one when the investments are equal, or when they are very near and
      an investment is not given;
    - where only the code is the same and the firms' names are two, no two investments may differ;
    - where the investments differ, another word is another project (铸造车间, 机加车间).

    Names that fold to one, in either script, are left to `consistency.repeated`.
    """
    rows = _of_several_counties(rows)
    readings = [read_for_comparing(row) for row in rows]
    groups = together(_pairs(rows, readings))
    return tuple(_told([rows[at] for at in group], called) for group in groups)


def _of_several_counties(rows: Sequence[Named]) -> list[Named]:
    """The rows whose firm, by its code or its name, other counties report too; and those whose
    firm only the project's name may tell."""
    keys = [_firm_keys(row.enterprise, row.credit_code) for row in rows]
    county_of: dict[str, str] = {}
    shared: set[str] = set()
    for row, of_row in zip(rows, keys, strict=True):
        county = fold(row.county)
        shared.update(key for key in of_row if county_of.setdefault(key, county) != county)
    return [
        row
        for row, of_row in zip(rows, keys, strict=True)
        if not row.enterprise.strip() or not shared.isdisjoint(of_row)
    ]


@lru_cache(maxsize=16384)
def _firm_keys(enterprise: str, credit_code: str) -> tuple[str, ...]:
    keys: list[str] = []
    if credit_code.strip():
        keys.append(f"code {fold(credit_code)}")
    if enterprise.strip():
        keys.append(f"firm {words(arabic(in_plain_script(enterprise)))}")
    return tuple(keys)


def _pairs(rows: Sequence[Named], readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    own, stems = Overlap([one.own for one in readings]), Overlap([one.stem for one in readings])
    firms = places_by(one.firm for one in readings)
    codes = places_by(one.code for one in readings)
    counties = places_by(one.county for one in readings)
    counts = places_by(one.own_numbers.counts for one in readings)
    in_a_county = as_bits(at for at, one in enumerate(readings) if one.county)
    needed = needed_for_likeness(NEAR)
    for i, one in enumerate(readings):
        of_firm = firms.get(one.firm, 0) | codes.get(one.code, 0)
        elsewhere = in_a_county & ~counties.get(one.county, 0) & ~((1 << (i + 1)) - 1)
        among = of_firm & elsewhere & counts[one.own_numbers.counts]
        if not one.county or not among:
            continue
        near = own.at_least(one.own, needed, among) | stems.at_least(one.stem, needed, among)
        for j in places_of(near):
            if in_plain_script(rows[i].name) != in_plain_script(rows[j].name) and _are_one(
                one, readings[j]
            ):
                yield i, j


def _are_one(left: Reading, right: Reading) -> bool:
    if not left.own_numbers.agree(right.own_numbers):
        return False
    likeness = own_likeness(left, right)
    has_money = left.investment is not None and right.investment is not None
    is_same_money = has_money and left.investment == right.investment
    if not are_alike(left.firm, right.firm):
        # One code under two firms' names may be a code in the wrong row.
        return bool(likeness) and (is_same_money or not has_money)
    if sorted(left.stem) == sorted(right.stem):
        return likeness >= REORDERED
    if not has_money:
        return likeness >= REORDERED
    return bool(likeness) and is_same_money


def _told(rows: Sequence[Named], called: OwnWords) -> Difference:
    places = "、".join(f"「{visible(row.name)}」({row.where},{row.county})" for row in rows)
    how = difference(rows[0].name, rows[1].name)
    money = {row.investment for row in rows}
    is_same_money = len(money) == 1 and None not in money
    message = (
        f"疑为同一{called.noun}由两个{called.county}重复上报:{places};企业相同,名称相近({how})"
        f"{f',{called.money}也相同' if is_same_money else ''};"
        f"同一{called.noun}只能列一次,请核实后删去重复的,或写清是不同的{called.noun}"
    )
    return Difference("duplicate", message, None, rows[0], tuple(rows))
