"""Tables of a paper that came back, held against those that were printed: which row is which."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop_app.core.names import fold, nearest
from desktop_app.core.paper import PrintedTable, ReadTable

_TOTAL = "合计"
# A header stands near the top; a workbook has the paper's own title above it.
_SEARCHED = 40
_MOST_CELLS = 80
_LONGEST_LIST = 1_000


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns of a printed table stand: the first row below, field → column."""

    below: int
    columns: dict[str, int]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of a table that came back: the table's index, where it stands there, its cells."""

    table: int
    at: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A printed row: the table's index, its number as printed, its path, its cells."""

    table: int
    number: int
    path: str
    cells: dict[str, str]


class Total(NamedTuple):
    """The cells of a row of sums."""

    at: int
    cells: dict[str, str]


def header_of(rows: Sequence[Sequence[str]], table: PrintedTable) -> Header | None:
    """The header of a printed table among the first rows of what came back; None without one.

    Half of the columns must be there, and the first, which names the rows.
    """
    wanted = [fold(heading) for heading in table.headings[1:]]
    best: Header | None = None
    for at in range(min(len(rows), _SEARCHED)):
        for depth in (1, 2):
            if at + depth > len(rows):
                continue
            header = _header(rows[at : at + depth], wanted, table.fields, at + depth)
            if header is None:
                continue
            if best is None or len(header.columns) > len(best.columns):
                best = header
    return best


def _header(
    rows: Sequence[Sequence[str]], wanted: Sequence[str], fields: Sequence[str], below: int
) -> Header | None:
    width = min(max(map(len, rows)), _MOST_CELLS)
    texts = [
        next((row[at] for row in reversed(rows) if at < len(row) and row[at].strip()), "")
        for at in range(width)
    ]
    folded = [fold(text) for text in texts]
    columns: dict[str, int] = {}
    for field, heading in zip(fields, wanted, strict=True):
        free = (at for at, text in enumerate(folded) if text == heading)
        place = next((at for at in free if at not in columns.values()), None)
        if place is not None:
            columns[field] = place
    if not fields or fields[0] not in columns or len(columns) * 2 < len(fields):
        return None
    taken = columns.values()
    unknown = [text for at, text in enumerate(texts) if text.strip() and at not in taken]
    return Header(below, columns, tuple(text for text in unknown if fold(text) != "序号"))


def rows_below(table: ReadTable, index: int, header: Header) -> tuple[list[ReadRow], Total | None]:
    """The rows below a header that say anything, and the row of sums."""
    found: list[ReadRow] = []
    total: Total | None = None
    for at in range(header.below, len(table.rows)):
        row = table.rows[at]
        cells = {
            field: row[column] for field, column in header.columns.items() if column < len(row)
        }
        first = next((fold(text) for text in row if text.strip()), "")
        if first == _TOTAL:
            total = Total(at, cells)
        elif any(text.strip() for text in cells.values()):
            found.append(ReadRow(index, at, cells))
    return found, total


def same_rows(
    printed: Sequence[PrintedRow], read: Sequence[ReadRow], name: str
) -> list[tuple[int, int]]:
    """Which printed row is which that came back: by name, by the name folded, by one that is
    nearly the same, by what else is in the row and where it stands. `name` is the naming column."""
    pairs: dict[int, int] = {}
    for exact in (True, False):
        _by_name(printed, read, name, pairs, exact)
    _by_near_name(printed, read, name, pairs)
    _by_place(printed, read, name, pairs)
    return sorted(pairs.items())


def _by_name(
    printed: Sequence[PrintedRow],
    read: Sequence[ReadRow],
    name: str,
    pairs: dict[int, int],
    exact: bool,
) -> None:
    """Rows of one name, those first that agree in everything."""
    waiting: dict[str, list[int]] = defaultdict(list)
    taken = set(pairs.values())
    for at, row in enumerate(read):
        text = row.cells.get(name, "")
        if at not in taken and text.strip():
            waiting[text if exact else fold(text)].append(at)
    named = [
        (at, waiting[text if exact else fold(text)])
        for at, row in enumerate(printed)
        if at not in pairs and (text := row.cells.get(name, "")).strip()
    ]
    for whole in (True, False):
        for at, candidates in named:
            if at in pairs:
                continue
            chosen = next(
                (
                    one
                    for one in candidates[:_MOST_CELLS]
                    if not whole or _agree(printed[at], read[one])
                ),
                None,
            )
            if chosen is not None:
                candidates.remove(chosen)
                pairs[at] = chosen


def _by_near_name(
    printed: Sequence[PrintedRow], read: Sequence[ReadRow], name: str, pairs: dict[int, int]
) -> None:
    ours, theirs = _left(printed, read, pairs)
    if max(len(ours), len(theirs)) > _LONGEST_LIST:
        return
    for i, j, _ in nearest(
        [printed[at].cells.get(name, "") for at in ours],
        [read[at].cells.get(name, "") for at in theirs],
    ):
        pairs[ours[i]] = theirs[j]


def _by_place(
    printed: Sequence[PrintedRow], read: Sequence[ReadRow], name: str, pairs: dict[int, int]
) -> None:
    """Rows between the same neighbours: those that share most of the rest, then one for one."""
    ours, theirs = _left(printed, read, pairs)
    back = {j: i for i, j in pairs.items()}
    before_ours = _neighbours(len(printed), set(pairs))
    before_theirs = _neighbours(len(read), set(back))
    gaps: dict[int, list[int]] = defaultdict(list)
    for j in theirs:
        known = before_theirs[j]
        gaps[back[known] if known >= 0 else -1].append(j)
    left: dict[int, list[int]] = defaultdict(list)
    for i in ours:
        left[before_ours[i]].append(i)
    for place, waiting in left.items():
        free = gaps[place]
        for i in waiting:
            chosen = next(
                (j for j in free[:_MOST_CELLS] if _alike(printed[i], read[j], name)), None
            )
            if chosen is not None:
                free.remove(chosen)
                pairs[i] = chosen


def _left(
    printed: Sequence[PrintedRow], read: Sequence[ReadRow], pairs: dict[int, int]
) -> tuple[list[int], list[int]]:
    taken = set(pairs.values())
    return (
        [at for at in range(len(printed)) if at not in pairs],
        [at for at in range(len(read)) if at not in taken],
    )


def _neighbours(count: int, known: set[int]) -> list[int]:
    """For each place the nearest known one before it, −1 for none."""
    out: list[int] = []
    last = -1
    for at in range(count):
        out.append(last)
        if at in known:
            last = at
    return out


def _agree(one: PrintedRow, other: ReadRow) -> bool:
    return all(other.cells.get(key, "").strip() == text.strip() for key, text in one.cells.items())


def _alike(one: PrintedRow, other: ReadRow, name: str) -> bool:
    """Whether rows of other names share most of what else they say, or are all but their name."""
    rest = [
        (text.strip(), other.cells[key].strip())
        for key, text in one.cells.items()
        if key != name and key in other.cells
    ]
    filled = [pair for pair in rest if any(pair)]
    if not filled:
        return True
    return sum(ours == theirs for ours, theirs in filled) * 2 >= len(filled)
