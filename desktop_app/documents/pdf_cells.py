"""A table measured for the PDF: column edges, cells broken into lines, heights of rows."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from desktop_app.core.signs import drawn
from desktop_app.documents.fonts import widths_of
from desktop_app.documents.linebreak import OPENERS, TRIMMABLE, atom_ends, break_lines
from desktop_app.documents.styles import CELL_ABOVE, TABLE_HEAD, TextStyle
from desktop_app.documents.table_layout import (
    cell_size,
    cell_style,
    column_widths,
    head_style,
    padding,
    spans,
)
from desktop_app.documents.tree import Table

# A number that is a little too long for its column is set smaller, at most so much, not broken.
_LEAST_SIZE = 0.8
_WORD = re.compile("[0-9A-Za-z.,:/+~-]+")
_OPENER = re.compile(f"[{re.escape(OPENERS)}]")


class CellLine(NamedTuple):
    """A line of a cell: its text with the blanks it ended in, and its width without them.

    `lead` is the blank half of a first bracket that stands left of the cell's text.
    """

    text: str
    width: float
    lead: float = 0.0


class Cell(NamedTuple):
    """The lines of a cell and the size they are set in, in points."""

    lines: tuple[CellLine, ...]
    size: float


Row = tuple[Cell, ...]


class HeadCell(NamedTuple):
    """A header cell over columns first..last; `rows` of 2 when it spans both header rows."""

    first: int
    last: int
    row: int
    rows: int
    cell: Cell


class SetTable:
    """The cells of one table on a measure in points."""

    def __init__(self, table: Table, measure: float) -> None:
        self.size = cell_size(table, measure)
        self.padding = padding(self.size)
        # From the table's left edge, one more than there are columns.
        self.edges = [0.0, *accumulate(column_widths(table, measure, self.size))]
        self.style = cell_style(self.size)
        self.head_style = head_style(self.size)
        # The fonts have no bold cut: 黑体 is what Chinese print uses for it.
        self.total_style = replace(self.style, face=TABLE_HEAD.face)
        self._known: list[dict[str, Cell]] = [{} for _ in table.columns]
        self.head = self._head(table)
        self.head_heights = self._head_heights()

    def row(self, texts: Sequence[str]) -> Row:
        """The cells of a row; a text is broken once for all rows that hold the same."""
        cells: list[Cell] = []
        for index, (text, known) in enumerate(zip(texts, self._known, strict=True)):
            cell = known.get(text)
            if cell is None:
                cell = known[text] = self.cell(text, index, index, self.style)
            cells.append(cell)
        return tuple(cells)

    def total(self, texts: Sequence[str]) -> Row:
        """The cells of the 合计."""
        return tuple(self.cell(text, i, i, self.total_style) for i, text in enumerate(texts))

    def height(self, row: Row) -> float:
        """The height of a row in points."""
        return max(len(cell.lines) for cell in row) * self.style.line + 2 * CELL_ABOVE

    def cell(self, text: str, first: int, last: int, style: TextStyle) -> Cell:
        """A text in lines over the columns first..last."""
        measure = self.edges[last + 1] - self.edges[first] - 2 * self.padding
        text = drawn(text)
        widths = widths_of(style.face, style.size)
        total = sum(map(widths.__getitem__, text.replace("\n", "")))
        if total <= measure and "\n" not in text:
            return Cell((CellLine(text, total),), style.size)
        text = _WORD.sub(lambda word: _apart(word[0], widths, measure), text)
        words = [_wide(word, widths) for word in _WORD.findall(text)]
        longest = max([*words, *_bracketed(text, widths, style.size)], default=0.0)
        size = style.size
        if measure < longest <= measure / _LEAST_SIZE:
            size *= measure / longest
        return self._broken(text, measure, style, size)

    def _broken(self, text: str, measure: float, style: TextStyle, size: float) -> Cell:
        widths = widths_of(style.face, size)
        lines: list[CellLine] = []
        for part in text.split("\n"):
            own = list(map(widths.__getitem__, part))
            lines.extend(
                CellLine(part[line.start : line.end], line.width, line.lead)
                for line in break_lines(part, own, measure, size, give=0)  # drawn in one go
            )
        return Cell(tuple(lines), size)

    def _title(self, text: str, first: int, last: int) -> Cell:
        """A header's text in lines of about the same length: 起止|年限, not 起止年|限."""
        style = self.head_style
        cell = self.cell(text, first, last, style)
        count = len(cell.lines)
        if count == 1 or "\n" in text:
            return cell
        even = sum(line.width for line in cell.lines) / count + style.size / 2
        balanced = self._broken(drawn(text), even, style, cell.size)
        return balanced if len(balanced.lines) == count else cell

    def _head(self, table: Table) -> list[HeadCell]:
        grouped = spans(table)
        rows = 2 if any(group for _, _, group in grouped) else 1
        cells: list[HeadCell] = []
        for first, last, group in grouped:
            if group:
                cells.append(HeadCell(first, last, 0, 1, self._title(group, first, last)))
            for index in range(first, last + 1):
                title = self._title(table.columns[index].title, index, index)
                cells.append(
                    HeadCell(index, index, 1, 1, title)
                    if group
                    else HeadCell(index, index, 0, rows, title)
                )
        return cells

    def _head_heights(self) -> list[float]:
        def high(row: int, rows: int) -> float:
            counts = (
                len(one.cell.lines) for one in self.head if (one.row, one.rows) == (row, rows)
            )
            lines = max(counts, default=0)
            return lines * self.head_style.line + 2 * CELL_ABOVE if lines else 0.0

        if all(one.rows == 1 and one.row == 0 for one in self.head):
            return [high(0, 1)]
        upper = high(0, 1)
        return [upper, max(high(1, 1), high(0, 2) - upper)]


def _wide(text: str, widths: Mapping[str, float]) -> float:
    return sum(map(widths.__getitem__, text))


def _apart(word: str, widths: Mapping[str, float], measure: float) -> str:
    """A number or code that no line holds, even set smaller, in lines: a phone behind its hyphen,
    a code in parts of one length, so that the same kind of code breaks at one place."""
    room = measure / _LEAST_SIZE
    if _wide(word, widths) <= room:
        return word
    lines: list[str] = []
    for part in re.split("(?<=-)", word):
        count = math.ceil(_wide(part, widths) / room) or 1
        length = math.ceil(len(part) / count) or 1
        for at in range(0, len(part), length):
            piece = part[at : at + length]
            if lines and _wide(lines[-1] + piece, widths) <= measure:
                lines[-1] += piece
            else:
                lines.append(piece)
    return "\n".join(lines)


def _bracketed(text: str, widths: Mapping[str, float], em: float) -> Iterator[float]:
    """The widths of what an opening bracket begins and no line may cut: 「(市、」, whose last mark
    may stand outside with its blank half."""
    if not _OPENER.search(text):
        return
    for start, end in pairwise([0, *atom_ends(text)]):
        atom = text[start:end]
        if atom[:1] in OPENERS:
            yield _wide(atom, widths) - (em / 2 if atom[-1] in TRIMMABLE else 0.0)
