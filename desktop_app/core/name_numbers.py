"""Numbers and Latin words of a project's name: what tells two projects of one title apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.likeness import is_one_slip
from desktop_app.core.numerals import DIGITS, UNITS, arabic

_TOKEN = re.compile(rf"\d+(?:\.\d+)?|[a-z]+|[{DIGITS}{UNITS}]+")
# 一期, 二号 and （三） count something; 一体化 and 三维 are words.
_COUNTED = "期号阶段标批线厂区层楼台套条项级类组队"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What tells two projects of one title apart: counts, numerals within words, Latin words."""

    counts: tuple[str, ...]
    numerals: tuple[str, ...]
    latin: tuple[str, ...]

    def agree(self, other: "Numbers") -> bool:
        """Counts are the same; a numeral or a Latin word may be missing, not be another one."""
        return (
            self.counts == other.counts
            and not _are_exchanged(self.numerals, other.numerals)
            and not _are_exchanged(self.latin, other.latin)
        )

    def are_as_many(self, other: "Numbers") -> bool:
        """All numbers are the same, whether they count something or not: 一期, 一的期."""
        ours, theirs = self.counts + self.numerals, other.counts + other.numerals
        return sorted(ours) == sorted(theirs) and not _are_exchanged(self.latin, other.latin)


def numbers_of(plain: str) -> Numbers:
    """The numbers of a name in plain script, and the Latin words, each sorted: words may move."""
    found: dict[str, list[str]] = {"counts": [], "numerals": [], "latin": []}
    for match in _TOKEN.finditer(plain):
        token = match[0]
        if token[0].isascii():
            found["latin" if token[0].isalpha() else "counts"].append(token)
        else:
            found["counts" if _is_counting(plain, match) else "numerals"].append(arabic(token))
    return Numbers(*(tuple(sorted(found[kind])) for kind in ("counts", "numerals", "latin")))


def _are_exchanged(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether each side has words that the other has not, and not by a slip of the keyboard."""
    ours, theirs = list(left), list(right)
    for word in left:
        if word in theirs:
            ours.remove(word)
            theirs.remove(word)
    if not ours or not theirs:
        return False
    return len(ours) != len(theirs) or not all(map(_is_misspelt, ours, theirs))


def _is_misspelt(left: str, right: str) -> bool:
    """MES and MSE, or a letter in a longer word; MES and ERP are two systems, 二 and 三 numbers."""
    if not left[0].isalpha() or not right[0].isalpha():
        return False
    return sorted(left) == sorted(right) or (
        min(len(left), len(right)) > 3 and is_one_slip(left, right)
    )


def _is_counting(plain: str, match: re.Match[str]) -> bool:
    before, behind = plain[match.start() - 1 : match.start()], plain[match.end() : match.end() + 1]
    return before == "第" or not behind or behind in _COUNTED or (before == "(" and behind == ")")
