"""How the tables of a file are read, for a person who looks at them and corrects them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from types import MappingProxyType

from desktop_app.core.programme import Programme
from desktop_app.core.sheet_places import column_letters, column_number
from desktop_app.core.sheet_wishes import RowSpot, SheetWishes
from desktop_app.core.values import Kind
from desktop_app.intake.plain import ProjectsRead, Raw, Sheet
from desktop_app.intake.project_layout import Part, layout_of, likeliest

# Behind the sheet's name: !C14, 第14行, in a turned one C列.
_IN_SHEET = re.compile(
    r"(?P<column>[A-Z]{1,3})(?P<row>\d+)|第(?P<line>\d+)行|(?P<turned>[A-Z]{1,3})列"
)
_NO_COLUMNS: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SheetView:
    """The sheets that are read as the person knows them, one below the other; a table over several
    pages is one.

    Rows and columns are counted from 0. `spots` says of each row where it stands in the file,
    `first` and `last` are the rows of the first header, -1 where there is none; `heads` and `above`
    are the rows of all headers and those over them. `passed` has why rows are not read. `units` are
    those of the amounts. `taken` are the columns that each sheet is read from, `together` the
    sheets that are read when none is chosen, `labels` the rows' numbers as the person knows them.
    """

    sheet: int
    names: tuple[str, ...]
    hidden: tuple[bool, ...]
    rows: Sequence[Sequence[str]]
    spots: Sequence[RowSpot]
    width: int
    first: int = -1
    last: int = -1
    columns: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    guessed: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    read: frozenset[int] = frozenset()
    passed: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    heads: frozenset[int] = frozenset()
    above: frozenset[int] = frozenset()
    taken: Mapping[int, frozenset[int]] = field(default_factory=lambda: MappingProxyType({}))
    together: tuple[int, ...] = ()
    turned: frozenset[int] = frozenset()
    first_number: int = 1

    @property
    def is_together(self) -> bool:
        """Whether all sheets with projects are shown, and not one that was chosen."""
        return len(self.together) > 1 and len(self.taken) > 1

    def why_not(self, row: int) -> str:
        """Why a row is not read as a project; "" for one that is."""
        if row in self.read:
            return ""
        if row in self.heads:
            return "表头"
        return self.passed.get(row, "表头以上" if row in self.above else "没有读入")

    def is_open(self, row: int) -> bool:
        """Whether a person may decide about a row: one below the header with something in it."""
        if row in self.heads or row in self.above:
            return False
        return any(cell.strip() for cell in self.rows[row])

    def is_taken(self, row: int, column: int) -> bool:
        """Whether the cell is read, or would be if its row were."""
        return column in self.taken.get(self.spots[row][0], _NO_COLUMNS)

    def label(self, row: int) -> str:
        """The number of a row as the person knows it, with its sheet where it is not the first."""
        sheet, at = self.spots[row]
        own = column_letters(at) if sheet in self.turned else str(at + self.first_number)
        return own if sheet == self.sheet else f"{self.names[sheet]}·{own}"

    def line(self, label: str) -> str:
        """A row's number, or two, in words: 第 3 行, in a turned sheet C 列."""
        return f"{label} 列" if self.sheet in self.turned else f"第 {label} 行"

    def column_label(self, column: int) -> str:
        """A column of the rows as the person knows it: C 列, in a turned sheet 第 3 行."""
        if self.sheet in self.turned:
            return f"第 {column + 1} 行"
        return f"{column_letters(column)} 列"

    def row_of(self, place: str) -> int:
        """The row that a place is about (Sheet1!C14, Sheet1 第14行); -1 where it is not shown."""
        starts = ((n, (f"{name}!", f"{name} ")) for n, name in enumerate(self.names))
        named = (n for n, start in starts if place.startswith(start))
        sheet = max(named, key=lambda n: len(self.names[n]), default=-1)
        match = _IN_SHEET.match(place, len(self.names[sheet]) + 1) if sheet >= 0 else None
        if match is None:
            return -1
        number, letters = match["row"] or match["line"], match["column"] or match["turned"]
        is_by_letters = not number or (sheet in self.turned and bool(letters))
        spot = (sheet, column_number(letters) if is_by_letters else int(number) - self.first_number)
        return self.spots.index(spot) if spot in self.spots else -1


def view_of(
    programme: Programme, raw: Raw, wishes: SheetWishes, table: ProjectsRead | None
) -> SheetView | None:
    """How a file is read; `table` is what came of it, if anything. None for one without tables."""
    if not raw.sheets:
        return None
    names = tuple(one.name for one in raw.sheets)
    hidden = tuple(one.hidden for one in raw.sheets)
    layout = layout_of(raw, programme.summary.table, wishes)
    if layout is None:
        is_there = wishes.sheet is not None and 0 <= wishes.sheet < len(raw.sheets)
        at = wishes.sheet if is_there and wishes.sheet is not None else likeliest(raw)
        rows, spots = _joined([(at, raw.sheets[at])])
        number = raw.sheets[at].first_number
        return SheetView(at, names, hidden, rows, spots, _width(rows), first_number=number)
    at, _, header = layout.parts[0]
    grids = {place: sheet for place, sheet, _ in layout.parts}
    turned = frozenset(place for place, sheet in grids.items() if sheet.is_turned)
    # Tables side by side are one sheet as it is in the file.
    whole = {place: grids[place] if place in turned else raw.sheets[place] for place in grids}
    rows, spots = _joined([*whole.items()])
    # Of one sheet alone the row is the row of its sheet.
    row_of = itemgetter(1) if len(whole) == 1 else {s: n for n, s in enumerate(spots)}.__getitem__
    amounts = [one.id for one in programme.summary.table.column if one.kind is Kind.AMOUNT]
    units = {
        its.units.get(key) or its.unit
        for _, _, its in layout.parts
        for key in amounts
        if key in its.columns
    }
    return SheetView(
        at,
        names,
        hidden,
        rows,
        spots,
        _width(rows),
        header.first if header.row >= 0 else -1,
        header.row,
        MappingProxyType(dict(header.columns)),
        frozenset(header.guessed),
        frozenset(unit for unit in units if unit),
        frozenset(map(row_of, table.spots)) if table else frozenset(),
        MappingProxyType(
            {row_of(spot): why for spot, why in table.passed.items()} if table else {}
        ),
        frozenset(
            row_of((place, row))
            for place, _, its in layout.parts
            for row in range(its.first, its.row + 1)
        ),
        frozenset(
            row_of((place, row)) for place, _, its in layout.parts for row in range(its.first)
        ),
        MappingProxyType(_taken(layout.parts)),
        layout.together,
        turned,
        raw.sheets[at].first_number,
    )


def _taken(parts: Sequence[Part]) -> dict[int, frozenset[int]]:
    taken: dict[int, frozenset[int]] = {}
    for place, _, header in parts:
        taken[place] = taken.get(place, _NO_COLUMNS) | frozenset(header.columns.values())
    return taken


def _joined(parts: Sequence[tuple[int, Sheet]]) -> tuple[Sequence[Sequence[str]], list[RowSpot]]:
    spots = [(place, row) for place, sheet in parts for row in range(len(sheet.rows))]
    if len(parts) == 1:
        return parts[0][1].rows, spots
    return [row for _, sheet in parts for row in sheet.rows], spots


def _width(rows: Sequence[Sequence[str]]) -> int:
    return max((len(row) for row in rows), default=0)
