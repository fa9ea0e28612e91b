"""Projects on two sides whose names are nearly the same, told apart by firm and number.

A name is read in two parts, the firm's and the project's own: a firm may be left out, shortened or
misspelt, but two projects of one firm are two, and so are two firms' projects of one title. What
is looked for has no list of rules: a pair is near when its own part is (`likeness.text_likeness`),
its firms may be one (`firm_names.are_alike`) and its numbers are the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.firm_names import are_alike, needed_to_be_alike, without_firm, words
from desktop_app.core.likeness import NEAR, REORDERED, closest, text_likeness
from desktop_app.core.matching import Pair, best_pairs, needed_for_likeness
from desktop_app.core.name_numbers import Numbers, numbers_of
from desktop_app.core.names import fold, in_plain_script
from desktop_app.core.numerals import arabic
from desktop_app.core.overlap import Needed, Overlap, as_bits, places_by, places_of

_SHORTENED_FIRM = 95.0
_NO_FIRM = 90.0
# Evidence beside the name only decides between names that are about equally near.
_SAME_ENTERPRISE, _SAME_COUNTY, _SAME_MONEY = 1.0, 0.5, 0.5
_MOST_EVIDENCE = 2.0
# 数字化改造项目 may be any firm's; a shorter one says nothing at all.
_SHORTEST_TITLE = 4
# Where everything looks alike, only so many of the nearest are looked at.
_MOST_COMPARED = 500

_ENDING = re.compile(r"(?<=..)(?:建设)?(?:项目|工程)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A project's name as it is compared: without signs, in simplified characters and digits.

    `said` is the whole name; `own` is it without its firm, and `full` begins with the firm whether
    the name names it or the enterprise's column does. A firm that nobody names is blank. `stem` is
    `own` without 项目 or 建设项目 at the end, which one writes and another does not.
    """

    said: str
    firm: str
    own: str
    stem: str
    all_numbers: Numbers
    own_numbers: Numbers
    code: str = ""
    county: str = ""
    investment: Decimal | None = None

    @property
    def full(self) -> str:
        return self.firm + self.own if self.firm else self.said


def reading(
    name: str,
    enterprise: str = "",
    credit_code: str = "",
    county: str = "",
    investment: Decimal | None = None,
) -> Reading:
    """A project's name, with what else is known of it, read for comparing."""
    plain = in_plain_script(name)
    firm, title = without_firm(plain, in_plain_script(enterprise))
    own = words(arabic(title))
    return Reading(
        words(arabic(plain)),
        words(arabic(firm)) if firm else "",
        own,
        _ENDING.sub("", own) or own,
        numbers_of(plain),
        numbers_of(title),
        fold(credit_code),
        fold(county),
        investment,
    )


def same_firm(left: Reading, right: Reading) -> bool:
    """Whether two projects whose firms are known may be of one firm."""
    has_same_code = bool(left.code) and left.code == right.code
    return has_same_code or are_alike(left.firm, right.firm)


def likeness(left: Reading, right: Reading, floor: float = NEAR) -> float:
    """How near two projects' names are (0–100), 0 when they are two projects."""
    if left.firm and right.firm:
        if not left.own_numbers.agree(right.own_numbers) or not same_firm(left, right):
            return 0.0
        return own_likeness(left, right, floor)
    found = 0.0
    if left.all_numbers.agree(right.all_numbers):
        found = text_likeness(left.said, right.said, floor)
        if left.firm or right.firm:
            found = max(found, text_likeness(left.full, right.full, floor))
    if left.firm or right.firm:
        found = max(found, _with_a_short_firm(*((right, left) if left.firm else (left, right))))
    return found


def own_likeness(left: Reading, right: Reading, floor: float = NEAR) -> float:
    """How near two projects' names are without their firms, with or without 项目 at the end."""
    if left.stem == right.stem and left.own != right.own:
        return REORDERED
    by_stem = text_likeness(left.stem, right.stem, floor)
    return max(by_stem, text_likeness(left.own, right.own, floor))


def near_pairs(left: Sequence[Reading], right: Sequence[Reading]) -> list[Pair]:
    """Pairs (index left, index right, likeness with evidence) of nearly equal names, best first.

    Each is used once, and taken with the best that nobody nearer took. Names without any firm
    are paired with the same title of a firm only where there is no second one of it.
    """
    if not left or not right:
        return []
    shelf = _Shelf(right)

    def scored(i: int, least: float, free: int) -> Iterator[tuple[int, float]]:
        one = left[i]
        floor = max(NEAR, least - _MOST_EVIDENCE)
        for j in shelf.candidates(one, floor, free):
            found = likeness(one, right[j], floor)
            if found >= floor:
                yield j, found + _evidence(one, right[j])

    pairs = best_pairs(len(left), len(right), scored, NEAR)
    used_left, used_right = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    left_over = {i: one for i, one in enumerate(left) if i not in used_left}
    right_over = {j: one for j, one in enumerate(right) if j not in used_right}
    titles = _only_titles(left_over, right_over)
    titles += [(i, j, score) for j, i, score in _only_titles(right_over, left_over)]
    for i, j, _ in titles:
        del left_over[i], right_over[j]
    return pairs + titles + _but_for_one_sign(left_over, right_over)


class _Shelf:
    """Readings to be found by what a near name must have in common with them."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        self._said = Overlap([one.said for one in readings])
        self._full = Overlap([one.full for one in readings])
        self._own = Overlap([one.own for one in readings])
        self._stem = Overlap([one.stem for one in readings])
        self._firm = Overlap([one.firm for one in readings])
        self._known = as_bits(j for j, one in enumerate(readings) if one.firm)
        self._codes = places_by(one.code for one in readings)
        self._counts = places_by(one.all_numbers.counts for one in readings)
        self._own_counts = places_by(one.own_numbers.counts for one in readings)
        self._alike: dict[str, int] = {}

    def candidates(self, one: Reading, floor: float, free: int) -> Sequence[int]:
        """All that may reach the floor, and few others."""
        needed = needed_for_likeness(floor)
        known, unknown = free & self._known, free & ~self._known
        if one.firm:
            found = self._of_firm(one, needed, known)
            found |= self._without_firm(one, needed, unknown)
        else:
            found = self._of_any_firm(one, needed, known)
            among = unknown & self._counts.get(one.all_numbers.counts, 0)
            found |= self._said.at_least(one.said, needed, among)
        places = list(places_of(found))
        if len(places) <= _MOST_COMPARED:
            return places
        texts = [self._readings[j].full for j in places]
        return [places[n] for n in closest(one.full, texts, _MOST_COMPARED)]

    def _of_firm(self, one: Reading, needed: Needed, among: int) -> int:
        among &= self._own_counts.get(one.own_numbers.counts, 0)
        if not among:
            return 0
        if one.firm not in self._alike:
            everyone = (1 << len(self._readings)) - 1
            self._alike[one.firm] = self._firm.at_least(one.firm, needed_to_be_alike, everyone)
        firms = self._alike[one.firm] | self._codes.get(one.code, 0)
        return self._own.at_least(one.own, needed, among & firms) | self._stem.at_least(
            one.stem, needed, among & firms
        )

    def _without_firm(self, one: Reading, needed: Needed, among: int) -> int:
        own, every = one.own_numbers.counts, one.all_numbers.counts
        titled = among & (self._counts.get(own, 0) | self._counts.get(every, 0))
        if not titled:
            return 0
        same = among & self._counts.get(every, 0)
        return (
            self._said.at_least(one.said, needed, same)
            | self._said.at_least(one.full, needed, same)
            | self._said.at_least(one.full, _all_of_right, titled)
        )

    def _of_any_firm(self, one: Reading, needed: Needed, among: int) -> int:
        counts = one.all_numbers.counts
        same = among & self._counts.get(counts, 0)
        titled = same | among & self._own_counts.get(counts, 0)
        if not titled:
            return 0
        return (
            self._said.at_least(one.said, needed, same)
            | self._full.at_least(one.said, needed, same)
            | self._full.at_least(one.said, _all_of_left, titled)
        )


def _only_titles(unknown: dict[int, Reading], known: dict[int, Reading]) -> list[Pair]:
    """Names without firm and the one project of a firm that has this very title."""
    titles: dict[str, list[int]] = defaultdict(list)
    for j, one in known.items():
        if one.firm:
            titles[one.own].append(j)
    asking: dict[str, list[int]] = defaultdict(list)
    for i, one in unknown.items():
        if not one.firm and len(one.said) >= _SHORTEST_TITLE:
            asking[one.said].append(i)
    return [
        (asked[0], titles[title][0], _NO_FIRM)
        for title, asked in asking.items()
        if len(asked) == len(titles.get(title, ())) == 1
        and not _are_apart(unknown[asked[0]].county, known[titles[title][0]].county)
    ]


def _but_for_one_sign(left: dict[int, Reading], right: dict[int, Reading]) -> list[Pair]:
    """Names that nothing else is nearer to and that are one but for a sign added or left out.

    Such a sign may stand in the firm or in a number (一诺火材料, 一的期), where both are read
    otherwise than they are meant; so these are told by the whole name alone.
    """
    shorter = _only_one((one.said, j) for j, one in right.items())
    longer = _only_one((text, j) for j, one in right.items() for text in _one_sign_less(one.said))
    found: list[Pair] = []
    for i, one in left.items():
        places = {longer[one.said]} if one.said in longer else set[int]()
        places |= {shorter[text] for text in _one_sign_less(one.said) if text in shorter}
        if len(places) == 1 and _may_be_one(one, right[j := places.pop()]):
            found.append((i, j, NEAR))
            for text in (right[j].said, *_one_sign_less(right[j].said)):
                shorter.pop(text, None)
                longer.pop(text, None)
    return found


def _one_sign_less(text: str) -> set[str]:
    if len(text) <= _SHORTEST_TITLE:
        return set()
    return {text[:at] + text[at + 1 :] for at in range(len(text))}


def _only_one(keyed: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The place of each text that belongs to one alone."""
    found: dict[str, int] = {}
    shared: set[str] = set()
    for text, place in keyed:
        if found.setdefault(text, place) != place:
            shared.add(text)
    return {text: place for text, place in found.items() if text not in shared}


def _may_be_one(left: Reading, right: Reading) -> bool:
    has_two_codes = bool(left.code and right.code) and left.code != right.code
    return not has_two_codes and left.all_numbers.are_as_many(right.all_numbers)


def _with_a_short_firm(unknown: Reading, known: Reading) -> float:
    """华晟铸造数字化改造项目 is the project 数字化改造项目 of 银杉华晟铸造."""
    short = unknown.said.removesuffix(known.own)
    is_found = 1 < len(short) < len(unknown.said) and short in known.firm
    counts = unknown.all_numbers.counts
    is_same = counts in (known.own_numbers.counts, known.all_numbers.counts)
    return _SHORTENED_FIRM if is_found and is_same else 0.0


def _evidence(left: Reading, right: Reading) -> float:
    is_same_enterprise = bool(left.firm) and left.firm == right.firm
    found = _SAME_ENTERPRISE if is_same_enterprise else 0.0
    if left.county and left.county == right.county:
        found += _SAME_COUNTY
    if left.investment is not None and left.investment == right.investment:
        found += _SAME_MONEY
    return found


def _are_apart(left: str, right: str) -> bool:
    return bool(left) and bool(right) and left != right


def _all_of_left(left: int, right: int) -> int:
    return left


def _all_of_right(left: int, right: int) -> int:
    return right
