"""A PDF as lines and ruled tables.

Characters are put into the cells that the page's rules draw; within a cell they stay in the order
in which they were drawn. Blanks that the PDF library only infers from gaps are left out, so that
names come back to the letter.
"""

import ctypes
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw as c

from desktop_app.intake.plain import Line, Raw, Sheet

# A rule is drawn thinner than this; rules closer than the tolerance are the same (points).
_THIN = 2.0
_NEAR = 2.0
_MARGIN = 4.0
_UNIT = re.compile(r"\s*[(\uff08]?(?:金额)?单位[:\uff1a].{1,8}")
_FOOT = re.compile(r"[—\-–\s]*\d+[—\-–\s]*|.*数据版本\s*\d+\s*·\s*校验码.*")
_WORD_END, _WORD_START = re.compile(r"[A-Za-z0-9]$"), re.compile(r"^[A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Char:
    sign: str
    x: float
    y: float
    left: float
    right: float


@dataclass(slots=True)
class _Grid:
    """A ruled table on one page: positions of its rules, x ascending, y descending."""

    xs: list[float]
    ys: list[float]
    verticals: list[tuple[float, float, float]]
    horizontals: list[tuple[float, float, float]]
    cells: dict[tuple[int, int], list[_Char]] = field(default_factory=dict)


@dataclass(slots=True)
class _Page:
    """What one page holds, in reading order: lines of text and grids, with their height."""

    parts: list[tuple[float, str | _Grid]]
    width: float


def read_pdf(path: Path) -> Raw:
    """Lines in reading order, ruled tables as sheets; a table that goes on over the page end with
    the same columns is one sheet, its repeated header dropped. Page numbers and the revision mark
    at the foot are left out."""
    document = pdfium.PdfDocument(path)
    try:
        builder = _Builder()
        for index in range(len(document)):
            page = document[index]
            builder.page(_read_page(page))
            page.close()
    finally:
        document.close()
    return Raw("text", builder.finished(), builder.lines)


@dataclass
class _Builder:
    lines: list[Line] = field(default_factory=list)
    tables: list[tuple[str, list[list[str]], list[tuple[int, int, int, int]]]] = field(
        default_factory=list
    )
    last_columns: list[float] = field(default_factory=list)
    is_open: bool = False

    def page(self, page: _Page) -> None:
        for at, (_, part) in enumerate(page.parts):
            if isinstance(part, str):
                self.lines.append(Line(part))
                self.is_open = False
            else:
                self._grid(part, goes_on=at == 0 and self.is_open)
                self.last_columns = part.xs
                self.is_open = True

    def finished(self) -> list[Sheet]:
        return [
            Sheet(f"表{n}", rows, merged, title=title)
            for n, (title, rows, merged) in enumerate(self.tables, start=1)
        ]

    def _grid(self, grid: _Grid, goes_on: bool) -> None:
        rows, merged = _table(grid)
        if goes_on and _same_columns(grid.xs, self.last_columns):
            known = self.tables[-1][1]
            repeated = 0
            while repeated < min(3, len(rows)) and rows[repeated] == known[repeated]:
                repeated += 1
            known.extend(rows[repeated:])
            return
        title = next(
            (
                one.text
                for one in reversed(self.lines)
                if one.table < 0 and not _UNIT.fullmatch(one.text)
            ),
            "",
        )
        self.tables.append((title, rows, merged))
        self.lines.append(Line("", table=len(self.tables) - 1))


def _read_page(page: pdfium.PdfPage) -> _Page:
    grids = _grids(page)
    textpage = page.get_textpage()
    free: list[_Char] = []
    for char in _chars(textpage):
        for grid in grids:
            if grid.ys[-1] <= char.y <= grid.ys[0] and grid.xs[0] <= char.x <= grid.xs[-1]:
                column = bisect_right(grid.xs, char.x) - 1
                row = sum(char.y < y for y in grid.ys) - 1
                grid.cells.setdefault((row, column), []).append(char)
                break
        else:
            free.append(char)
    textpage.close()
    if grids:
        # On a sheet that lies on its side the page number and the mark stand beside the table.
        low = min(grid.xs[0] for grid in grids) - _MARGIN
        high = max(grid.xs[-1] for grid in grids) + _MARGIN
        free = [char for char in free if low <= char.x <= high]
    parts: list[tuple[float, str | _Grid]] = [(grid.ys[0], grid) for grid in grids]
    parts += [(y, text) for y, text in _lines(free) if not _FOOT.fullmatch(text.strip())]
    parts.sort(key=lambda part: -part[0])
    return _Page(parts, page.get_width())


def _chars(textpage: pdfium.PdfTextPage) -> Iterator[_Char]:
    """The drawn characters with the middle of their boxes, in content order."""
    handle = textpage.raw
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pending = 0
    for index in range(c.FPDFText_CountChars(handle)):
        if c.FPDFText_IsGenerated(handle, index) == 1:
            continue
        code = c.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000 and pending:
            code = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00)
            pending = 0
        if code < 0x20 or code in (0xFFFE, 0xFFFF):
            continue
        c.FPDFText_GetCharBox(handle, index, left, right, bottom, top)
        yield _Char(
            chr(code),
            (left.value + right.value) / 2,
            (bottom.value + top.value) / 2,
            left.value,
            right.value,
        )


def _lines(chars: Sequence[_Char]) -> Iterator[tuple[float, str]]:
    """Text outside tables: a new line where the height changes or the pen goes back."""
    line: list[_Char] = []
    for char in chars:
        if line and (abs(char.y - line[-1].y) > 8 or char.x < line[-1].x - 2):
            yield line[0].y, _joined(line)
            line = []
        line.append(char)
    if line:
        yield line[0].y, _joined(line)


def _joined(chars: Sequence[_Char]) -> str:
    return "".join(char.sign for char in chars).strip("\n")


def _grids(page: pdfium.PdfPage) -> list[_Grid]:
    """The ruled tables of a page: rules grouped where the vertical ones are continuous."""
    horizontals: list[tuple[float, float, float]] = []
    verticals: list[tuple[float, float, float]] = []
    for item in page.get_objects(filter=[c.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, bottom, right, top = item.get_bounds()
        wide, high = right - left, top - bottom
        if high <= _THIN < wide:
            horizontals.append(((bottom + top) / 2, left, right))
        elif wide <= _THIN < high:
            verticals.append(((left + right) / 2, bottom, top))
        elif wide > _THIN and high > _THIN:
            horizontals += [(bottom, left, right), (top, left, right)]
            verticals += [(left, bottom, top), (right, bottom, top)]
    grids: list[_Grid] = []
    for low, high in _spans([(bottom, top) for _, bottom, top in verticals]):
        ups = [rule for rule in verticals if rule[1] >= low - _NEAR and rule[2] <= high + _NEAR]
        flats = [rule for rule in horizontals if low - _NEAR <= rule[0] <= high + _NEAR]
        xs = _clustered([x for x, _, _ in ups])
        ys = _clustered([y for y, _, _ in flats])[::-1]
        if len(xs) >= 3 and len(ys) >= 2:
            grids.append(_Grid(xs, ys, ups, flats))
    return grids


def _spans(intervals: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Intervals joined where they touch."""
    out: list[tuple[float, float]] = []
    for low, high in sorted(intervals):
        if out and low <= out[-1][1] + _NEAR:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return out


def _clustered(values: Sequence[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _table(grid: _Grid) -> tuple[list[list[str]], list[tuple[int, int, int, int]]]:
    """The grid's rows of text; cells that no rule parts are one, with the text in the first."""
    height, width = len(grid.ys) - 1, len(grid.xs) - 1
    owner = {(row, column): (row, column) for row in range(height) for column in range(width)}
    right_of = _ruled(grid.verticals, grid.xs)
    below = _ruled(grid.horizontals, grid.ys)
    for row in range(height):
        middle = (grid.ys[row] + grid.ys[row + 1]) / 2
        for column in range(1, width):
            if not _covers(right_of.get(column, ()), middle):
                owner[row, column] = owner[row, column - 1]
    for row in range(1, height):
        for column in range(width):
            middle = (grid.xs[column] + grid.xs[column + 1]) / 2
            if not _covers(below.get(row, ()), middle) and owner[row, column] == (row, column):
                owner[row, column] = owner[row - 1, column]
    texts: dict[tuple[int, int], list[_Char]] = {}
    for at in sorted(grid.cells):
        texts.setdefault(owner.get(at, at), []).extend(grid.cells[at])
    rows = [
        [_cell_text(texts.get((row, column), ())) for column in range(width)]
        for row in range(height)
    ]
    return rows, _merged(owner)


def _ruled(
    rules: Sequence[tuple[float, float, float]], positions: Sequence[float]
) -> dict[int, list[tuple[float, float]]]:
    """Position index → the stretches that are ruled there."""
    out: dict[int, list[tuple[float, float]]] = {}
    for at, low, high in rules:
        index = min(range(len(positions)), key=lambda n: abs(positions[n] - at))
        out.setdefault(index, []).append((low, high))
    return out


def _covers(stretches: Sequence[tuple[float, float]], value: float) -> bool:
    return any(low - _NEAR <= value <= high + _NEAR for low, high in stretches)


def _merged(owner: dict[tuple[int, int], tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for at, first in owner.items():
        known = last.get(first, first)
        last[first] = (max(known[0], at[0]), max(known[1], at[1]))
    return [(*first, *end) for first, end in last.items() if first != end]


def _cell_text(chars: Sequence[_Char]) -> str:
    """A cell's lines joined; a blank stays only where a line broke between two Latin words."""
    lines: list[list[_Char]] = []
    for char in chars:
        if not lines or (abs(char.y - lines[-1][-1].y) > 5 and char.x < lines[-1][-1].x):
            lines.append([])
        lines[-1].append(char)
    text = ""
    for line in lines:
        part = "".join(char.sign for char in line)
        if _WORD_END.search(text) and _WORD_START.search(part) and text[-1].isalpha():
            text += " "
        text += part
    return text


def _same_columns(ours: Sequence[float], theirs: Sequence[float]) -> bool:
    return len(ours) == len(theirs) and all(
        abs(a - b) <= _NEAR for a, b in zip(ours, theirs, strict=True)
    )
