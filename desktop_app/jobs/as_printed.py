"""Pieces read out of a PDF, in the signs and the line ends of the paper that was printed.

A PDF holds neither signs without a shape nor paragraphs. What reads exactly as a printed piece
must read is that piece; all else stays as it was read.
"""

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from desktop_app.core.paper import (
    Paper,
    Printed,
    PrintedFoot,
    PrintedLine,
    PrintedTable,
    Read,
    ReadLine,
    ReadTable,
)
from desktop_app.core.signs import drawn

# A paragraph is not looked for in more pieces than these.
_MOST_PIECES = 60
_LIGATURES = {sign: unicodedata.normalize("NFKC", chr(sign)) for sign in range(0xFB00, 0xFB07)}


def as_in_pdf(paper: Paper) -> Paper:
    """The paper with the cells of its tables as they are seen, and blank where nothing is seen."""
    return replace(paper, pieces=tuple(_in_pdf(one) for one in paper.pieces))


def as_printed(read: Sequence[Read], paper: Paper) -> list[Read]:
    """The pieces with their lines as the paper has them, where only the PDF makes a difference."""
    lines = [_text(one) for one in paper.pieces if not isinstance(one, PrintedTable)]
    shapes = _Shapes([text for text in lines if _shape(text)])
    out: list[Read] = []
    for is_line, run in groupby(read, lambda one: isinstance(one, ReadLine)):
        if is_line:
            texts = [one.text for one in run if isinstance(one, ReadLine)]
            out += [ReadLine(text) for text in shapes.of(texts)]
        else:
            out += (_without_blanks(one) for one in run if isinstance(one, ReadTable))
    return out


class _Shapes:
    """The printed lines by what is to be seen of them; goes along with them as they are found."""

    def __init__(self, printed: Sequence[str]) -> None:
        self._printed = printed
        self._shapes = [_shape(text) for text in printed]
        self._places: dict[str, list[int]] = defaultdict(list)
        for at, shape in enumerate(self._shapes):
            self._places[shape].append(at)
        self._starts = {shape[:1] for shape in self._places}
        self._behind = 0

    def of(self, texts: Sequence[str]) -> Iterator[str]:
        """The lines, those put together that were one and those cut that were several."""
        shapes = [_shape(text) for text in texts]
        at = 0
        while at < len(texts):
            taken, places = self._joined(shapes, at)
            if not taken:
                taken, places = 1, self._cut(shapes[at])
            if places:
                yield from self._printed[places.start : places.stop]
                self._behind = places.stop
            else:
                yield texts[at]
            at += taken

    def _joined(self, shapes: Sequence[str], at: int) -> tuple[int, range]:
        """How many lines from here on are one that was printed, and which; 0 for none. Of several
        it is the one that comes next."""
        found: list[tuple[bool, int, int]] = []
        whole = ""
        if shapes[at][:1] not in self._starts:
            return 0, range(0)
        for taken, shape in enumerate(shapes[at : at + _MOST_PIECES], start=1):
            whole += shape
            places = self._places.get(whole)
            if places is not None:
                place = places[min(bisect_left(places, self._behind), len(places) - 1)]
                found.append((place < self._behind, place, taken))
        if not found:
            return 0, range(0)
        _, place, taken = min(found)
        return taken, range(place, place + 1)

    def _cut(self, shape: str) -> range:
        """Which of the printed lines that come next are in this one line; none of them, often."""
        end = min(self._behind + _MOST_PIECES, len(self._shapes))
        for first in range(self._behind, end):
            whole = ""
            for last in range(first, len(self._shapes)):
                whole += self._shapes[last]
                if whole == shape:
                    return range(first, last + 1)
                if not shape.startswith(whole):
                    break
        return range(0)


def _text(one: PrintedLine | PrintedFoot) -> str:
    if isinstance(one, PrintedLine):
        return one.text
    return "　　".join(f"{label}：{value}" for label, value in one.entries)


@lru_cache(maxsize=8192)
def _shape(text: str) -> str:
    """What is surely seen of a text. Blanks say nothing: a line is broken at them, in a cell as
    well. A mark over a letter may be read before it."""
    signs = unicodedata.normalize("NFD", drawn(text).translate(_LIGATURES))
    shape = "".join(one for one in signs if not one.isspace() and not unicodedata.combining(one))
    # Nearly every cell is its own shape: thousands of rows are not held twice.
    return text if shape == text else shape


def _in_pdf(piece: Printed) -> Printed:
    if isinstance(piece, PrintedLine) and not _shape(piece.text):
        return replace(piece, text="")
    if not isinstance(piece, PrintedTable):
        return piece
    rows = tuple((path, tuple(map(_shape, cells))) for path, cells in piece.rows)
    return replace(piece, rows=rows)


def _without_blanks(table: ReadTable) -> ReadTable:
    return ReadTable([list(map(_shape, row)) for row in table.rows], table.traces)
