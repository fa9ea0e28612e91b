"""References in the formulas of a workbook: what becomes of them when rows come in between."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.core.sheet_places import column_letters, column_number

LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*"
    |(?<![\w.$\]])
     (?P<sheet>(?:\[\d+\])?(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?
     (?:
        (?P<a>\$?[A-Za-z]{1,3})(?P<b>\$?\d+)(?::(?P<c>\$?[A-Za-z]{1,3})(?P<d>\$?\d+))?(?![\w(.!])
       |(?P<top>\$?\d+):(?P<end>\$?\d+)(?![\w(.])
     )
    |\[[^\]]*\]
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Insertion:
    """`count` rows that come in below a block of rows, `first` to `last`, and belong to it.

    Rows are counted from 1, as in formulas. A range that ends with the block goes on to the end of
    what was added, as if somebody had inserted the rows inside the block.
    """

    sheet: str
    first: int
    last: int
    count: int

    def row(self, row: int) -> int:
        return min(row + self.count, LAST_ROW) if row > self.last else row

    def rows(self, start: int, end: int) -> tuple[int, int]:
        is_blocks = end == self.last and (start < end or self.first == self.last)
        return self.row(start), min(end + self.count, LAST_ROW) if is_blocks else self.row(end)


def with_rows(formula: str, insertion: Insertion, *, is_inside: bool) -> str:
    """A formula after rows were inserted; `is_inside` when it stands in that sheet, so that what
    names no sheet is meant."""

    def changed(found: re.Match[str]) -> str:
        if not _is_meant(found["sheet"], insertion.sheet, is_inside):
            return found[0]
        sheet = found["sheet"] or ""
        if found["top"]:
            start, end = insertion.rows(_row(found["top"]), _row(found["end"]))
            return f"{sheet}{_like(found['top'], start)}:{_like(found['end'], end)}"
        if found["d"] is None:
            return f"{sheet}{found['a']}{_like(found['b'], insertion.row(_row(found['b'])))}"
        start, end = insertion.rows(_row(found["b"]), _row(found["d"]))
        return f"{sheet}{found['a']}{_like(found['b'], start)}:{found['c']}{_like(found['d'], end)}"

    return _replaced(formula, changed)


def copied(formula: str, down: int, right: int = 0) -> str:
    """A formula as Excel copies it to another cell: what has no $ moves along."""

    def changed(found: re.Match[str]) -> str:
        sheet = found["sheet"] or ""
        if found["top"]:
            return f"{sheet}{_down(found['top'], down)}:{_down(found['end'], down)}"
        text = f"{sheet}{_right(found['a'], right)}{_down(found['b'], down)}"
        if found["d"] is not None:
            text += f":{_right(found['c'], right)}{_down(found['d'], down)}"
        return text

    return _replaced(formula, changed)


def speaks_of(formula: str, sheet: str) -> bool:
    """Whether a formula that stands in another sheet reads this one."""
    return any(
        found["sheet"] and _is_meant(found["sheet"], sheet, False)
        for found in _TOKEN.finditer(formula)
    )


def _replaced(formula: str, change: Callable[[re.Match[str]], str]) -> str:
    def one(found: re.Match[str]) -> str:
        return change(found) if found["a"] or found["top"] else found[0]

    return _TOKEN.sub(one, formula)


def _is_meant(told: str | None, sheet: str, is_inside: bool) -> bool:
    if not told:
        return is_inside
    name = told[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return name.casefold() == sheet.casefold()


def _row(text: str) -> int:
    return int(text.lstrip("$"))


def _like(text: str, row: int) -> str:
    return f"${row}" if text.startswith("$") else str(row)


def _down(text: str, down: int) -> str:
    return text if text.startswith("$") else str(max(1, min(int(text) + down, LAST_ROW)))


def _right(text: str, right: int) -> str:
    if text.startswith("$") or not right:
        return text
    return column_letters(max(0, min(column_number(text) + right, _LAST_COLUMN - 1)))
