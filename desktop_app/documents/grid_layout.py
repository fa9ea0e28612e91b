"""How a grid of labels and values divides the measure: one answer for Word, PDF and Excel."""

from collections.abc import Sequence
from itertools import accumulate

from desktop_app.documents.styles import TABLE_CELL
from desktop_app.documents.table_layout import padding
from desktop_app.documents.tree import Column, Table

# Label and value, twice. A label of six signs stays in a line on an upright sheet.
SHARES = (16, 34, 16, 34)
SIZE = TABLE_CELL.size
# Stands in for a grid where widths are asked of a table.
COLUMNS = Table(tuple(Column("", share) for share in SHARES), ())


def grid_edges(measure: float) -> tuple[float, ...]:
    """Where the four columns begin and end, in points from the left."""
    whole = sum(SHARES)
    return tuple(measure * sum(SHARES[:n]) / whole for n in range(len(SHARES) + 1))


def ems_of_value(measure: float) -> float:
    """How many full-width signs stand in a line of a value that has half the width."""
    edges = grid_edges(measure)
    return (edges[2] - edges[1] - 2 * padding(SIZE)) / SIZE


def grid_cuts(widths: Sequence[float]) -> tuple[int, ...]:
    """The columns of a sheet at which those of a grid begin, and one behind the last: as near to
    their shares as whole columns lie, each with one at least. There are four columns or more."""
    wanted = grid_edges(sum(widths))
    ends = [0.0, *accumulate(widths)]
    cuts = [0]
    for n in (1, 2, 3):
        free = range(cuts[-1] + 1, len(widths) - 3 + n)
        cuts.append(min(free, key=lambda at: abs(ends[at] - wanted[n])))
    return (*cuts, len(widths))
