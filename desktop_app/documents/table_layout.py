"""How large the print of a table is and how wide its columns are: one answer for Word and PDF."""

import math
import re
from collections.abc import Collection
from dataclasses import replace

from desktop_app.documents.styles import CELL_PADDING, TABLE_CELL, TABLE_HEAD, TextStyle
from desktop_app.documents.tree import Table

# 5号, 小5, and two sizes below for forms with very many columns; nothing smaller can be read.
SIZES = (10.5, 9.0, 8.0, 7.5)
_WIDE = re.compile("[\u1100-\uffff\U00010000-\U0010ffff]")
_WORD = re.compile("[0-9A-Za-z.]+[\u4e00-\u9fff]?")
_DIGITS = "0123456789-"
_AMOUNT = re.compile("-?[0-9][0-9.,]*%?")
# A column may have this much less than it asks for: text wraps.
_PRESSED = 0.75
# While the columns' comfort takes no more of the table than this, they have it.
_COMFORT = 0.8
# From this width in ems a word is a code, which may be read over two lines; of a longer one no
# line asks for more than this, or one cell would leave its neighbours no room for a sign.
_CODE = 7.0
# Two signs and the mark behind them: LibreOffice hangs no mark out of a cell, and a mark takes the
# sign before it down to its line.
_MARKS = "，、；：。！？"
_PAIR_WITH_MARK = 3.1
_CROWDED_PADDING = 1.5
# Between the last rule of a table and the text below, in points.
TABLE_AFTER = 6.0


def cell_size(table: Table, measure: float) -> float:
    """The largest size in points at which every column has about the room it asks for."""
    needs = _needs(table, is_comfortable=True)
    wanted = [
        max(need, column.weight / 2 * _PRESSED)
        for column, need in zip(table.columns, needs, strict=True)
    ]
    for size in SIZES:
        if sum(wanted) * size + 2 * padding(size) * len(wanted) <= measure:
            return size
    return SIZES[-1]


def padding(size: float) -> float:
    """The space left and right of a cell's text in points."""
    return CELL_PADDING if size >= SIZES[1] else _CROWDED_PADDING


def column_widths(table: Table, measure: float, size: float) -> tuple[float, ...]:
    """The widths in points, together `measure`: by weight, but never less than a column needs."""
    least = [need * size + 2 * padding(size) for need in _needs(table, is_comfortable=True)]
    if sum(least) > measure * _COMFORT:
        least = [need * size + 2 * padding(size) for need in _needs(table, is_comfortable=False)]
    if sum(least) >= measure:
        return tuple(width * measure / sum(least) for width in least)
    weights = [max(column.weight, 0.1) for column in table.columns]
    fixed: set[int] = set()
    while True:
        rest = measure - sum(least[index] for index in fixed)
        share = rest / sum(weight for index, weight in enumerate(weights) if index not in fixed)
        widths = [
            least[index] if index in fixed else weight * share
            for index, weight in enumerate(weights)
        ]
        narrow = {index for index, width in enumerate(widths) if width < least[index] - 1e-6}
        if not narrow:
            return tuple(widths)
        fixed |= narrow


def cell_style(size: float) -> TextStyle:
    """The style of a table's text at a size, its line shrunk in proportion."""
    return _at(TABLE_CELL, size)


def head_style(size: float) -> TextStyle:
    """The style of a table's header at a size."""
    return _at(TABLE_HEAD, size)


def style_id(kind: str, size: float) -> str:
    """The Word style of cells at a size: TableCell105, TableHead75."""
    return f"{kind}{round(size * 10)}"


def spans(table: Table) -> list[tuple[int, int, str]]:
    """Neighbouring columns of one group as (first, last, group); a lone column's group is ""."""
    found: list[tuple[int, int, str]] = []
    for index, column in enumerate(table.columns):
        if column.group and found and found[-1][2] == column.group:
            found[-1] = (found[-1][0], index, column.group)
        else:
            found.append((index, index, column.group))
    return found


def em_width(text: str) -> float:
    """The width of a text in ems, near enough to divide a table: Latin counts half."""
    if text.isascii():
        return len(text) / 2
    wide = len(_WIDE.findall(text))
    return wide + (len(text) - wide) / 2


def _at(style: TextStyle, size: float) -> TextStyle:
    return replace(style, size=size, line=round(style.line * size / style.size, 2))


def line_count(text: str, width: float, size: float) -> int:
    """About how many lines a text takes in a column of a width in points."""
    return max(1, math.ceil(em_width(text) / ems_per_line(width, size)))


def ems_per_line(width: float, size: float) -> int:
    """How many full-width signs stand on a line of a column of a width in points."""
    return max(int((width - 2 * padding(size)) / size + 0.05), 1)


def _needs(table: Table, *, is_comfortable: bool) -> list[float]:
    """For each column the width in ems below which a number, a date or a word would be cut.

    In comfort a header takes two lines and a short text one; else only numbers are whole.
    """
    needs: list[float] = []
    for index, column in enumerate(table.columns):
        title = em_width(column.title)
        need = min(title, 2.0) + 0.2
        if is_comfortable:
            need = max(need, min(title / 2, 4.0) + 0.2)
        if column.kind == "number" or (is_comfortable and column.kind == "center"):
            need = max(need, min(max(map(em_width, _longest(table, index))) + 0.2, 6.0))
        elif column.kind == "center":
            need = max(need, *map(_unbroken, _longest(table, index)))
        else:
            need = max(need, _among_texts([row[index] for row in table.rows]))
        needs.append(need)
    return needs


def _longest(table: Table, index: int) -> list[str]:
    """The cells of a column that may be the widest: Latin counts half."""
    cells = {row[index] for row in table.rows} | set(table.total[index : index + 1])
    longest = max(map(len, cells), default=0)
    return [cell for cell in cells if len(cell) * 2 >= longest] or [""]


def _among_texts(cells: Collection[str]) -> float:
    """The width that a column of texts must have: of its numbers, of a pair with its mark."""
    joined = "".join(cells)
    least = _PAIR_WITH_MARK if any(mark in joined for mark in _MARKS) else 0.0
    amounts = [cell for cell in cells if cell and cell[0] in _DIGITS and _AMOUNT.fullmatch(cell)]
    return max([least, *map(_unbroken, amounts)])


def _unbroken(text: str) -> float:
    """The width of the longest word or number with the sign after it; codes may take more lines."""
    widths = [em_width(match[0]) for match in _WORD.finditer(text)]
    halved = (width if width < _CODE else min(width / 2, _CODE) for width in widths)
    return max(halved, default=0.0) + 0.2
