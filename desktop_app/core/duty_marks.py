"""The marks by which a text says who answers for a task: 「(责任单位:市经信局、市发改委)」.

Half- and full-width signs alike, in brackets at the end of a paragraph or as a line of its own.
What is typed is only read; every place is exact.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_OPEN, _CLOSE = "(（[【〔", ")）]】〕"
_CLAUSES, _NAMES = ",，;；", "、"
_END = "。.;； \t\u3000"
# Behind the names: who leads, who helps, and words that name nobody.
_LEADS = re.compile(r"(?:牵头|负总责|主办)$")
_HELPS = re.compile(r"(?:配合|协助|参与|协办)$")
_AND_SO_ON = "等(?:各?有关|各?相关)?(?:部门|单位)?"
_NOBODY = re.compile(
    rf"(?:(?:{_AND_SO_ON})?(?:按照?)?(?:各自)?职责(?:分工)?(?:分别)?(?:负责)?|负责|{_AND_SO_ON})$"
)


@dataclass(frozen=True, slots=True)
class OfficeNamed:
    """An office as a text names it: the words, where they stand, and whether it leads."""

    name: str
    start: int
    end: int
    leads: bool


@dataclass(frozen=True, slots=True)
class DutyMark:
    """One mark: its stretch of the text with its brackets, and the offices in it, in order."""

    start: int
    end: int
    offices: tuple[OfficeNamed, ...]


@lru_cache(maxsize=32)
def _patterns(leads: tuple[str, ...], helps: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    words = "|".join(map(re.escape, sorted((*leads, *helps), key=len, reverse=True)))
    blank = r"[ \t\u3000]*"
    named = rf"(?:{words}){blank}[:：]"
    return (
        re.compile(rf"[{re.escape(_OPEN)}]{blank}(?={named})"),
        re.compile(rf"^{blank}(?={named})", re.MULTILINE),
        re.compile(rf"{blank}(?P<word>{words}){blank}[:：]{blank}"),
    )


def duty_marks(text: str, leads: Sequence[str], helps: Sequence[str]) -> Iterator[DutyMark]:
    """The marks of a text, in order; `leads` and `helps` are the words that begin one."""
    bracket, own_line, word = _patterns(tuple(leads), tuple(helps))
    found = [(one.start(), one.end(), True) for one in bracket.finditer(text)]
    found += [(one.start(), one.end(), False) for one in own_line.finditer(text)]
    behind = 0
    for start, inner, is_bracketed in sorted(found):
        if start < behind:
            continue
        end, stop = _closed(text, inner) if is_bracketed else _line_end(text, inner)
        behind = stop
        offices = tuple(_offices(text, inner, end, word, frozenset(helps)))
        yield DutyMark(start, stop, offices)


def _closed(text: str, start: int) -> tuple[int, int]:
    """Where what a bracket holds ends, and where the bracket itself does; the end of the line
    where somebody forgot to close it."""
    depth = 1
    for at in range(start, len(text)):
        if text[at] == "\n":
            return at, at
        if text[at] in _OPEN:
            depth += 1
        elif text[at] in _CLOSE:
            depth -= 1
            if not depth:
                return at, at + 1
    return len(text), len(text)


def _line_end(text: str, start: int) -> tuple[int, int]:
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return end, end


def _offices(
    text: str, start: int, end: int, word: re.Pattern[str], helps: frozenset[str]
) -> Iterator[OfficeNamed]:
    """The offices of one mark. The word before them says who leads and holds until the next one;
    「甲局、乙局配合」 says it for its own clause, 「甲局牵头、乙局配合」 for each by itself."""
    leads = True
    for first, last in _clauses(text, start, end, word):
        begin = word.match(text, first, last)
        leads = leads if begin is None else begin["word"] not in helps
        behind = first if begin is None else begin.end()
        by_clause = _leads(text[behind:last].rstrip(_END))
        for begins, ends in _split(text, behind, last, _NAMES):
            raw = text[begins:ends]
            at = begins + len(raw) - len(raw.lstrip(_END))
            name = raw.strip(_END)
            told = (_leads(name), by_clause, leads)
            for ending in (_LEADS, _HELPS, _NOBODY):
                name = ending.sub("", name).rstrip(_END)
            if name:
                is_lead = next(one for one in told if one is not None)
                yield OfficeNamed(name, at, at + len(name), is_lead)


def _leads(words: str) -> bool | None:
    """Whether words say at their end who leads; None where they do not say."""
    if _HELPS.search(words):
        return False
    return True if _LEADS.search(words) else None


def _clauses(text: str, start: int, end: int, word: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """What stands between commas, and again wherever a word says anew who follows: people write
    「牵头单位:甲局 配合单位:乙局」."""
    for first, last in _split(text, start, end, _CLAUSES):
        begins = {first, *(one.start() for one in word.finditer(text, first, last))}
        yield from pairwise((*sorted(begins), last))


def _split(text: str, start: int, end: int, separators: str) -> Iterator[tuple[int, int]]:
    """The stretches between separators that stand outside brackets: 各县(市、区) is one."""
    depth, first = 0, start
    for at in range(start, end):
        sign = text[at]
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(depth - 1, 0)
        elif sign in separators and not depth:
            yield first, at
            first = at + 1
    yield first, end
