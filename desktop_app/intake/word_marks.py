"""What people marked in a Word file: tracked changes and comments, each with its place.

The text itself is read with all changes accepted; here is told who changed what, and when.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.intake.plain import Comment, Spot, Tracked
from desktop_app.intake.word_comments import Remark, Words
from desktop_app.intake.word_styles import W, switched
from desktop_app.intake.word_text import (
    BOX,
    CONTROL,
    MATH_TEXT,
    RUN,
    RUN_PROPERTIES,
    SKIPPED,
    TABLE,
    is_placeholder,
    run_text,
)

# A file may hold more than anybody reads; what passes this is counted only.
MOST = 5_000
_LONGEST = 2_000
_LONGEST_QUOTE = 300
_KINDS = {
    f"{W}ins": "inserted",
    f"{W}del": "deleted",
    f"{W}moveTo": "moved_here",
    f"{W}moveFrom": "moved_away",
}
_GONE = ("deleted", "moved_away")
START, END, _REFERENCE = (
    f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
MARKED = (*_KINDS, START, END, _REFERENCE)
_ID = f"{W}id"


class _By(NamedTuple):
    """A tracked change that is open while its runs are read."""

    kind: str
    author: str
    time: str


class _Piece(NamedTuple):
    """A stretch of a paragraph: text under a change or none, or a comment's sign."""

    tag: str
    text: str
    by: _By | None


@dataclass
class Marks:
    """Collects while the body is read in order. A spot is given for each paragraph read."""

    words: Words
    tracked: list[Tracked] = field(default_factory=list[Tracked])
    count: int = 0
    _spots: dict[str, Spot] = field(default_factory=dict[str, Spot])
    _quotes: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    _open: dict[str, int] = field(default_factory=dict[str, int])

    def paragraph(self, element: etree._Element, spot: Spot) -> None:
        """All that is marked in a paragraph that begins at a spot."""
        at = spot.at
        for tag, text, by in _pieces(element, None):
            here = Spot(spot.line, at, spot.sheet, spot.row, spot.column)
            if tag != RUN:
                self.sign(tag, text, here)
                continue
            if by is not None and text:
                self._add(by, text, here)
            if by is None or by.kind not in _GONE:
                at += len(text)
                self._quote(text)
        ended = _change_of(element.find(f"{W}pPr/{RUN_PROPERTIES}"))
        if ended is not None:
            self._add(ended, "\n", Spot(spot.line, at, spot.sheet, spot.row, spot.column))

    def row(self, sign: etree._Element, text: str, spot: Spot) -> None:
        """A row of a table that is inserted or deleted as a whole."""
        self._add(_by(sign), f"{text}\n", spot)

    def sign(self, tag: str, name: str, spot: Spot) -> None:
        """Where a comment's text begins or ends, or where the comment is anchored."""
        if name not in self.words.known:
            return
        if tag == END:
            self._open.pop(name, None)
            return
        if tag == START:
            self._open[name] = _LONGEST_QUOTE
        self._spots.setdefault(name, spot)

    def comments(self) -> list[Comment]:
        """Every comment of the file in its order there; those without a place as well."""
        names = list(self.words.known)
        index = {name: n for n, name in enumerate(names)}
        return [
            Comment(
                self._spot(name),
                "".join(self._quotes.get(name, [])).strip()[:_LONGEST_QUOTE],
                one.text,
                one.author,
                one.time,
                index.get(one.answers, -1),
                one.is_done,
            )
            for name, one in self.words.known.items()
        ]

    def _spot(self, name: str) -> Spot:
        """A reply that has no sign of its own stands where what it answers does."""
        seen: set[str] = set()
        while name not in self._spots and name not in seen:
            seen.add(name)
            name = self.words.known.get(name, Remark()).answers
        return self._spots.get(name, Spot())

    def _quote(self, text: str) -> None:
        if not text:
            return
        for name, left in list(self._open.items()):
            self._quotes.setdefault(name, []).append(text[:left])
            self._open[name] = left - len(text)
            if left <= len(text):
                del self._open[name]

    def _add(self, by: _By, text: str, spot: Spot) -> None:
        last = self.tracked[-1] if self.tracked else None
        if last is not None and _goes_on(last, by, spot):
            self.tracked[-1] = Tracked(
                last.kind, last.spot, (last.text + text)[:_LONGEST], last.author, last.time
            )
            return
        self.count += 1
        if self.count <= MOST:
            self.tracked.append(Tracked(by.kind, spot, text[:_LONGEST], by.author, by.time))


def _goes_on(last: Tracked, by: _By, spot: Spot) -> bool:
    """Word cuts one change into many elements, at every change of face."""
    if (last.kind, last.author, last.time) != by or last.text.endswith("\n"):
        return False
    at = last.spot.at + (0 if last.kind in _GONE else len(last.text))
    return Spot(last.spot.line, at, last.spot.sheet, last.spot.row, last.spot.column) == spot


def _pieces(parent: etree._Element, by: _By | None) -> Iterator[_Piece]:
    for child in parent:
        tag = child.tag
        if tag in (RUN, MATH_TEXT):
            yield from _of_run(child, by)
        elif tag in _KINDS:
            # What one inserted and another deleted is deleted, whichever stands inside.
            is_gone = by is not None and by.kind in _GONE
            yield from _pieces(child, by if is_gone else _by(child))
        elif tag in (START, END):
            yield _Piece(tag, child.get(_ID, ""), None)
        elif tag == CONTROL and is_placeholder(child):
            continue
        elif tag not in SKIPPED and tag not in (TABLE, BOX) and isinstance(tag, str):
            yield from _pieces(child, by)


def _of_run(run: etree._Element, by: _By | None) -> Iterator[_Piece]:
    for reference in run.iterchildren(_REFERENCE):
        yield _Piece(_REFERENCE, reference.get(_ID, ""), None)
    if not switched(run.find(RUN_PROPERTIES), "vanish"):
        yield _Piece(RUN, "".join(run_text(run)), by)


def _change_of(properties: etree._Element | None) -> _By | None:
    """The change that a paragraph's own end bears."""
    for child in () if properties is None else properties:
        if child.tag in _KINDS:
            return _by(child)
    return None


def _by(element: etree._Element) -> _By:
    return _By(
        _KINDS[element.tag], element.get(f"{W}author", "")[:60], element.get(f"{W}date", "")[:20]
    )
