"""Finding one's way in the text of a notice: clauses by their numbers, quotes by their words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.core.programme import Programme
from desktop_app.core.scripts import simplified_in_place

Span = tuple[int, int]
_NUMBER = "[一二三四五六七八九十]+"
_BRACKETED = rf"[(\uff08]{_NUMBER}[)\uff09]"
_PART = re.compile(rf"{_NUMBER}、(?:第\d+段)?|{_BRACKETED}|第\d+段|{_NUMBER}是")
# What clauses are numbered with, from the highest: 三、 (二) 一是.
TOP = re.compile(f"{_NUMBER}、")
SECOND = re.compile(_BRACKETED)
THIRD = re.compile(f"{_NUMBER}是")
_NTH = re.compile(r"第(\d+)段")


@dataclass(frozen=True, slots=True)
class Basis:
    """Where something comes from: the clause by its number, and what the notice says there."""

    clause: str
    quotes: tuple[str, ...]


def basis_of(programme: Programme, path: str) -> Basis | None:
    """The clause that a field stands on, with the words of the notice; None without one.

    The words are those quoted by the rules about this field; else the paragraph itself.
    """
    field = programme.field(path)
    if field is None:
        return None
    rules = [rule for rule in programme.rules if path in rule.at and rule.quote and not rule.each]
    same = [rule for rule in rules if rule.clause == field.clause] if field.clause else rules
    quotes = tuple(dict.fromkeys(rule.quote for rule in same))
    clause = field.clause or (same[0].clause if same else "")
    if not clause:
        return None
    if not quotes:
        span = clause_span(programme.notice, clause)
        quotes = (programme.notice[slice(*span)],) if span else ()
    return Basis(clause, quotes)


def clause_span(notice: str, clause: str) -> Span | None:
    """Where the paragraph stands that a clause names by its numbers (「×、第n段」, 「×、(×)」 or
    「×、×是」); None where the notice has none like it."""
    return Clauses(notice).span(clause)


class Clauses:
    """The paragraphs of a notice by their numbers, to look for many of them."""

    def __init__(self, notice: str) -> None:
        self._lines = list(_lines(notice))
        # The first of each number counts.
        self._below: dict[str, list[int]] = {}
        here: list[int] = []
        for n, (_, text) in enumerate(self._lines):
            top = TOP.match(text)
            if top is not None:
                here = []
                self._below.setdefault(top[0], here)
            here.append(n)

    def span(self, clause: str) -> Span | None:
        """As `clause_span`."""
        parts = _PART.findall(clause.split("及")[0])
        top = TOP.match(parts[0]) if parts else None
        if top is None or top[0] not in self._below:
            return None
        below = self._below[top[0]]
        for part in (parts[0].removeprefix(top[0]), *parts[1:2]):
            below = _narrowed(self._lines, below, part)
        start, text = self._lines[below[0] if len(below) == 1 else _first(self._lines, below)]
        return (start, start + len(text))


def quote_spans(notice: str, quote: str) -> tuple[Span, ...]:
    """Where a quote stands, in simplified or traditional characters; white space does not count."""
    wanted = simplified_in_place("".join(quote.split()))
    if not wanted:
        return ()
    text, places = _without_spaces(notice)
    found: list[Span] = []
    at = text.find(wanted)
    while at >= 0:
        until = at + len(wanted)
        found.append((places[at], places[until - 1] + 1))
        at = text.find(wanted, until)
    return tuple(found)


@lru_cache(maxsize=2)
def _without_spaces(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without its white space, and where each of its signs stands in the whole."""
    places = tuple(at for at, sign in enumerate(text) if not sign.isspace())
    return simplified_in_place("".join(text[at] for at in places)), places


def _narrowed(lines: list[tuple[int, str]], below: list[int], part: str) -> list[int]:
    """The lines of a clause that one part of its number names."""
    if not part:
        return below
    nth = _NTH.fullmatch(part)
    if nth is not None:
        inner = below[1:] or below
        return inner[int(nth[1]) - 1 : int(nth[1])] or below
    wanted = (part, part.replace("(", "\uff08").replace(")", "\uff09"), _folded(part))
    like = SECOND if SECOND.fullmatch(part) else THIRD
    start = next((at for at, n in enumerate(below) if lines[n][1].startswith(wanted)), None)
    if start is None:
        return below
    after = range(start + 1, len(below))
    end = next((at for at in after if like.match(lines[below[at]][1])), len(below))
    return below[start:end]


def _first(lines: list[tuple[int, str]], below: list[int]) -> int:
    """Of a heading and what stands below it, what says something."""
    heading = lines[below[0]][1]
    return below[1] if len(heading) < 20 and len(below) > 1 else below[0]


def _folded(text: str) -> str:
    return text.replace("\uff08", "(").replace("\uff09", ")")


def _lines(notice: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in notice.splitlines(keepends=True):
        text = line.strip()
        if text:
            yield at + line.index(text), text
        at += len(line)
