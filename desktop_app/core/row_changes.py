"""Changes of whole stretches of a table: cells written, rows set in, doubled, moved, put in order.

Each takes the draft as it is and leaves out what is not there any more, so that it can be made
again on another state of the draft. Ids of new rows are given.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from desktop_app.core.between import change_between
from desktop_app.core.changes import Cell, Change, InsertRows, ReplaceCells, Together, append_rows
from desktop_app.core.draft import Draft, Row

# A paste makes cells by the ten thousand: without the call of `Cell` itself in half the time.
_cell: Callable[[tuple[str, str, str, str]], Cell] = partial(
    tuple.__new__,  # pyright: ignore[reportUnknownMemberType]
    Cell,
)

Writes = Mapping[str, Mapping[str, str]]


def new_row(row_id: str, cells: Mapping[str, str]) -> Row:
    """A row of these cells; blank ones are absent."""
    return Row(row_id, MappingProxyType({column: text for column, text in cells.items() if text}))


def write_cells(draft: Draft, table: str, writes: Writes) -> ReplaceCells:
    """Put texts into cells: row id → column id → text. What stands there already is left out."""
    cells: list[Cell] = []
    for row in draft.rows(table):
        wanted = writes.get(row.id)
        if wanted:
            row_id, known = row.id, row.cells
            cells += [
                _cell((row_id, column, old, text))
                for column, text in wanted.items()
                if (old := known.get(column, "")) != text
            ]
    return ReplaceCells(table, tuple(cells))


def write_cell(table: str, row: Row, column: str, text: str) -> ReplaceCells:
    """Put a text into one cell of a row."""
    return ReplaceCells(table, (Cell(row.id, column, row.cells.get(column, ""), text),))


def write_and_append(
    draft: Draft, table: str, writes: Writes, rows: Sequence[Row], label: str
) -> Change:
    """Put texts into cells, and rows at the end."""
    written = write_cells(draft, table, writes)
    if not rows:
        return written
    return Together(label, (written, append_rows(draft, table, rows)))


def insert_rows(draft: Draft, table: str, rows: Sequence[Row], before: str) -> InsertRows:
    """Set rows in before the row with an id; at the end where it is not there."""
    known = draft.rows(table)
    at = next((n for n, row in enumerate(known) if row.id == before), len(known))
    return InsertRows(table, tuple((at + n, row) for n, row in enumerate(rows)))


def row_after(draft: Draft, table: str, row_id: str) -> str:
    """The id of the row behind another; "" where it is the last."""
    rows = draft.rows(table)
    at = next((n for n, row in enumerate(rows) if row.id == row_id), len(rows))
    return rows[at + 1].id if at + 1 < len(rows) else ""


def order_rows(draft: Draft, table: str, order: Iterable[str], label: str) -> Together:
    """Put the rows in this order of their ids; rows that are not named stay behind the others."""
    place = {row_id: at for at, row_id in enumerate(order)}
    rows = draft.rows(table)
    ordered = tuple(sorted(rows, key=lambda row: place.get(row.id, len(place))))
    # The smallest set of rows goes out and comes in again.
    return change_between(_only(draft, table, rows), _only(draft, table, ordered), label)


def moved(ids: Sequence[str], chosen: frozenset[str], step: int) -> list[str]:
    """The order of rows after the chosen ones went one place up (-1) or down (1), each past its
    neighbour; those at the edge stay."""
    order = list(ids)
    places = range(len(order)) if step < 0 else range(len(order) - 1, -1, -1)
    for at in places:
        other = at + step
        if order[at] in chosen and 0 <= other < len(order) and order[other] not in chosen:
            order[at], order[other] = order[other], order[at]
    return order


def _only(draft: Draft, table: str, rows: tuple[Row, ...]) -> Draft:
    return Draft(draft.programme, tables=MappingProxyType({table: rows}))
