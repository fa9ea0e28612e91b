"""Tables of a plan in other shapes than a header over its rows: turned, and cards."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import structs

from desktop_app.core.pack_forms import Table
from desktop_app.core.sheet_places import column_letters, column_number
from desktop_app.intake.heading_rows import bare_heading, words_of
from desktop_app.intake.plain import Sheet

_CARD_WIDTH = 4
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")


@dataclass(frozen=True, slots=True)
class Shape:
    """A table brought into the usual shape, with where each of its rows stood.

    `spots` is row, column of the file's table for each cell of `sheet`; `rows` names each row as
    people see it (第3行, 第2列).
    """

    sheet: Sheet
    spots: tuple[tuple[tuple[int, int], ...], ...]
    rows: tuple[str, ...]
    is_turned: bool = False

    def cell(self, row: int, column: int) -> str:
        """The address of a cell in the file's own table."""
        line = self.spots[row] if 0 <= row < len(self.spots) else ()
        at, index = line[column] if column < len(line) else (row, column)
        return f"{column_letters(index)}{at + 1}"


def as_it_stands(sheet: Sheet, skipped: int = 0) -> Shape:
    """The table with so many rows put on top of it, which the file does not have."""
    width = sheet.width
    numbers = range(-skipped, len(sheet.rows) - skipped)
    spots = tuple(tuple((at, index) for index in range(width)) for at in numbers)
    return Shape(sheet, spots, tuple(f"第{at + 1}行" for at in numbers))


def turned(sheet: Sheet) -> Iterator[Shape]:
    """The table with its first column as its header; a card of two columns of headings as well."""
    width = sheet.width
    grid = [[*row, *[""] * (width - len(row))] for row in sheet.rows]
    lines = [[(at, index) for index in range(width)] for at in range(len(grid))]
    yield _turned(sheet, grid, lines)
    if width == _CARD_WIDTH:
        pairs = [
            [(at, index), (at, index + 1)]
            for at, row in enumerate(grid)
            for index in (0, 2)
            if row[index].strip()
        ]
        yield _turned(sheet, grid, pairs)


def card(sheet: Sheet, table: Table) -> Shape | None:
    """A project's card of four columns, heading and text twice in each row, as a table of one row.

    Its first row alone looks like the header of a list.
    """
    if sheet.width != _CARD_WIDTH:
        return None
    words = words_of(table.column)
    rows = [[*row, *[""] * (_CARD_WIDTH - len(row))] for row in sheet.rows]
    left, right = ([bare_heading(row[at]) for row in rows] for at in (0, 2))
    is_known = left[0] in words and (len(left) == 1 or left[1] in words)
    if not is_known or not any(heading in words for heading in right if heading):
        return None
    return list(turned(sheet))[-1]


def row_and_column(address: str) -> tuple[int, int]:
    """B7 as (6, 1)."""
    match = _CELL.search(address)
    if match is None:
        return 0, 0
    return int(match[2]) - 1, column_number(match[1])


def _turned(
    sheet: Sheet, grid: Sequence[Sequence[str]], lines: Sequence[Sequence[tuple[int, int]]]
) -> Shape:
    columns = list(zip(*lines, strict=True))
    rows = [[grid[at][index] for at, index in column] for column in columns]
    names = tuple(f"第{n}列" for n in range(1, len(rows) + 1))
    plain = structs.replace(sheet, rows=rows, merged=[])
    return Shape(plain, tuple(columns), names, is_turned=True)
