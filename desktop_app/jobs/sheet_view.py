"""How a table of a file is read, for a person who looks at it and corrects it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from desktop_app.core.programme import Programme
from desktop_app.core.sheet_wishes import RowSpot, SheetWishes
from desktop_app.core.values import Kind
from desktop_app.intake.plain import ProjectsRead, Raw, Sheet
from desktop_app.intake.project_layout import layout_of, likeliest


@dataclass(frozen=True, slots=True)
class SheetView:
    """The sheet as the person knows it; a table over several pages is one.

    Rows and columns are counted from 0. `spots` says of each row where it stands in the file,
    `first` and `last` are the rows of the header, -1 where there is none. `passed` has why rows
    are not read. `units` are those of the amounts.
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
    first_number: int = 1

    def why_not(self, row: int) -> str:
        """Why a row is not read as a project; "" for one that is."""
        if row in self.read:
            return ""
        if self.first <= row <= self.last:
            return "表头"
        return self.passed.get(row, "表头以上" if row < self.first else "没有读入")

    def is_open(self, row: int) -> bool:
        """Whether a person may decide about a row: one below the header with something in it."""
        return row > self.last and any(cell.strip() for cell in self.rows[row])

    def label(self, row: int) -> str:
        """The number of a row as the person knows it."""
        sheet, at = self.spots[row]
        return (
            str(at + self.first_number) if sheet == self.sheet else f"{self.names[sheet]}·{at + 1}"
        )


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
        at = likeliest(raw) if wishes.sheet is None else wishes.sheet
        rows, spots = _joined([(at, raw.sheets[at])])
        number = raw.sheets[at].first_number
        return SheetView(at, names, hidden, rows, spots, _width(rows), first_number=number)
    at, _, header = layout.parts[0]
    rows, spots = _joined([(place, sheet) for place, sheet, _ in layout.parts])
    # Of one part alone the row is the row of its sheet.
    places = {spot: row for row, spot in enumerate(spots)} if len(layout.parts) > 1 else None
    amounts = [one.id for one in programme.summary.table.column if one.kind is Kind.AMOUNT]
    units = {header.units.get(key) or header.unit for key in amounts if key in header.columns}
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
        frozenset(places[spot] if places else spot[1] for spot in table.spots)
        if table
        else frozenset(),
        MappingProxyType(
            {places[spot] if places else spot[1]: why for spot, why in table.passed.items()}
            if table
            else {}
        ),
        raw.sheets[at].first_number,
    )


def _joined(parts: Sequence[tuple[int, Sheet]]) -> tuple[Sequence[Sequence[str]], list[RowSpot]]:
    spots = [(place, row) for place, sheet in parts for row in range(len(sheet.rows))]
    if len(parts) == 1:
        return parts[0][1].rows, spots
    return [row for _, sheet in parts for row in sheet.rows], spots


def _width(rows: Sequence[Sequence[str]]) -> int:
    return max((len(row) for row in rows), default=0)
