"""Grids brought into the usual shape, a header over its rows: turned, or cut into the tables that
stand side by side. Places are still told as they are in the file."""

from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from desktop_app.core.pack_forms import Table
from desktop_app.intake.headers import Header, find_header, header_at
from desktop_app.intake.heading_blocks import Block, blocks_of
from desktop_app.intake.heading_rows import Heading, bare_heading, headings_over, is_known, words_of
from desktop_app.intake.plain import COUNTERS, Sheet
from desktop_app.intake.row_kinds import is_sum_word

# Headings that stand below one another are in one of the first columns, and not many.
_SEARCHED_COLUMNS, _MOST_HEADINGS = 4, 100
# So many are no accident.
_FEWEST_HEADINGS = 3


def upright(sheet: Sheet, header: Header | None, table: Table) -> tuple[Sheet, Header | None]:
    """The sheet and its header; one whose fields stand below one another, with the projects side
    by side, is turned. `header` is what was found over its columns."""
    if len(sheet.rows) > _MOST_HEADINGS:
        return sheet, header
    words = words_of(table.column)
    if header is not None and _is_card(sheet, header, table, words):
        header = None
    counts = [_headings_in(sheet, index, words) for index in range(sheet.width)]
    across = len(header.columns) if header is not None else 0
    if max(counts[:_SEARCHED_COLUMNS], default=0) < max(_FEWEST_HEADINGS, across + 1):
        return sheet, header
    turned = _turned(sheet)
    found = find_header(turned, table)
    if found is None or len(found.columns) < _FEWEST_HEADINGS:
        return sheet, header
    # A card has headings in several columns: which text is whose is not known.
    if max(counts[found.row + 1 :], default=0) > 1:
        return sheet, header
    # A title over the projects is no field of theirs.
    ignored = tuple(
        (index, text)
        for index, text in found.ignored
        if any(index < len(row) and row[index].strip() for row in turned.rows[found.row + 1 :])
    )
    return turned, replace(found, ignored=ignored)


def beside_each_other(sheet: Sheet, header: Header, table: Table) -> list[tuple[Sheet, Header]]:
    """The tables that stand side by side below a header, each in a grid with nothing else in it."""
    if header.row < 0:
        return [(sheet, header)]
    names = words_of([column for column in table.column if column.compared])
    depth, headings, blocks = 1, list[Heading](), list[Block]()
    # A second row with units, say, may be the header's in one of the tables only.
    for depth in dict.fromkeys((header.row - header.first + 1, 1)):
        headings = headings_over(sheet, header.first, depth)
        blocks = blocks_of(headings, names)
        if len(blocks) > 1:
            break
    else:
        return [(sheet, header)]
    found: list[tuple[Sheet, Header]] = []
    for n, block in enumerate(blocks):
        part = _cut(sheet, header, block, _side(n, len(blocks)))
        # Over as many rows as it looks, or as its neighbour's.
        its = max(
            header_at(part, table, header.first),
            header_at(part, table, header.first, depth),
            key=lambda one: one.score,
        )
        named = any(column.compared and column.id in its.columns for column in table.column)
        is_counted = any(bare_heading(headings[index].text) in COUNTERS for index in block.own)
        if not named or not (len(its.columns) > 1 or is_counted):
            # Names alone are no table: one is read, and of the other it is told.
            return [(sheet, header)]
        found.append((part, its if its.unit else replace(its, unit=header.unit)))
    return found


def following(sheet: Sheet, above: Sequence[tuple[Sheet, Header]]) -> list[tuple[Sheet, Header]]:
    """The rows of the next page, which has no header, below tables that stand side by side."""
    columns = [{*header.columns.values()} for _, header in above]
    shared = set[int].intersection(*columns)
    found: list[tuple[Sheet, Header]] = []
    for (part, header), own in zip(above, columns, strict=True):
        below = replace(header, row=-1, first=0)
        block = Block(tuple(sorted(own - shared)), tuple(sorted(shared)))
        found.append((_cut(sheet, below, block, part.side), below))
    return found


def _is_card(sheet: Sheet, header: Header, table: Table, words: frozenset[str]) -> bool:
    """Whether headings stand where names should: the first row of a card looks like a header."""
    names = (header.columns.get(column.id, -1) for column in table.column if column.compared)
    index = max(names, default=-1)
    if index < 0:
        return False
    below = [row[index] for row in sheet.rows[header.row + 1 :] if index < len(row)]
    filled = {cell for cell in below if cell.strip()}
    known = sum(is_known(cell, words) for cell in filled)
    return known > 1 and known * 2 >= len(filled)


def _headings_in(sheet: Sheet, index: int, words: frozenset[str]) -> int:
    cells = {row[index] for row in sheet.rows if index < len(row)}
    return sum(is_known(cell, words) for cell in cells)


def _turned(sheet: Sheet) -> Sheet:
    width = sheet.width
    grid = [[*row, *[""] * (width - len(row))] for row in sheet.rows]
    return structs.replace(
        sheet,
        rows=[list(column) for column in zip(*grid, strict=True)],
        merged=[(left, top, right, bottom) for top, left, bottom, right in sheet.merged],
        damaged=_swapped(sheet.damaged),
        doubtful=_swapped(sheet.doubtful),
        lost=_swapped(sheet.lost),
        struck=_swapped(sheet.struck),
        shown_otherwise=_swapped(sheet.shown_otherwise),
        hidden_rows=sheet.hidden_columns,
        hidden_columns=sheet.hidden_rows,
        is_turned=True,
    )


def _swapped(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(column, row) for row, column in places]


def _cut(sheet: Sheet, header: Header, block: Block, side: str) -> Sheet:
    """The rows from the header on with this block's cells only. What is said of a whole row (a
    section's title, 合计) stays, and what tables share stays where the block has anything."""
    columns = block.columns
    rows = sheet.rows[: header.first]
    for row in sheet.rows[header.first :]:
        filled = [index for index, cell in enumerate(row) if cell.strip()]
        kept = columns if any(index in filled for index in block.own) else frozenset[int]()
        if len(filled) == 1 or (filled and is_sum_word(row[filled[0]])):
            kept |= {filled[0]}
        rows.append([cell if index in kept else "" for index, cell in enumerate(row)])
    merged = [one for one in sheet.merged if one[0] < header.first or one[1] in columns]
    return structs.replace(sheet, rows=rows, merged=merged, side=side)


def _side(number: int, count: int) -> str:
    """What people call a part of a row: nothing for the first, 右栏 for the last."""
    if number == 0:
        return ""
    if number == count - 1:
        return "右栏"
    return "中栏" if count == 3 else f"第{number + 1}栏"
