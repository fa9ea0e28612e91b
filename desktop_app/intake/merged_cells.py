"""Merged cells among the rows of a project table: what they repeat, and what cannot be known."""

from collections.abc import Mapping, Sequence

from desktop_app.core.pack_forms import Field
from desktop_app.intake.headers import Header
from desktop_app.intake.places import cell_place, cell_words, row_words, span_words
from desktop_app.intake.plain import Doubt, Sheet


def filled_down(sheet: Sheet, header: Header, fields: Sequence[Field]) -> list[list[str]]:
    """The grid with cells merged over rows repeated in each of them (a county over its rows).

    Names and amounts are not repeated: that would make two projects of one, and count twice.
    """
    kept = {header.columns[one.id] for one in fields if one.compared or one.total}
    grid = [*sheet.rows]
    for first_row, column, last_row, _ in sheet.merged:
        if first_row <= header.row or first_row >= len(grid) or column in kept:
            continue
        text = grid[first_row][column] if column < len(grid[first_row]) else ""
        for row in range(first_row + 1, min(last_row + 1, len(grid))):
            if column < len(grid[row]) and text:
                grid[row] = [*grid[row][:column], text, *grid[row][column + 1 :]]
    return grid


def rows_below_names(sheet: Sheet, header: Header, name: str) -> dict[int, int]:
    """Rows whose name is merged with the row of another: row → the first row of the merge."""
    below: dict[int, int] = {}
    name_at = header.columns[name]
    for top, left, bottom, _ in sheet.merged:
        if top > header.row and left == name_at and bottom > top:
            # A file may say that a merge ends beyond all rows.
            below |= dict.fromkeys(range(top + 1, min(bottom + 1, len(sheet.rows))), top)
    return below


def merged_doubts(
    sheet: Sheet, header: Header, name: str, fields: Sequence[Field]
) -> Mapping[int, list[Doubt]]:
    """What to tell of the merges that begin in a row, when it is a project's.

    An amount merged over several projects can stand in one of them only, and so can a cell merged
    over several columns.
    """
    doubts: dict[int, list[Doubt]] = {}
    totals = {header.columns[one.id] for one in fields if one.total}
    named = {(top, bottom) for top, left, bottom, _ in sheet.merged if left == header.columns[name]}
    for top, left, bottom, right in sheet.merged:
        if top <= header.row:
            continue
        where = cell_place(sheet, top, left)
        if bottom > top and left in totals and (top, bottom) not in named:
            message = (
                f"{where} 的金额由{span_words(sheet, top, bottom)}合并,"
                f"只计入{row_words(sheet, top)},请拆分核对"
            )
            doubts.setdefault(top, []).append(Doubt("merged_amount", where, message))
        over = [column for column in header.columns.values() if left <= column <= right]
        if len(over) > 1:
            cells = "、".join(cell_words(sheet, top, column) for column in sorted(over))
            message = f"{sheet.name} 的 {cells} 合并为一格,内容只读入第一格,请拆分核对"
            doubts.setdefault(top, []).append(Doubt("merged_across", where, message))
    return doubts
