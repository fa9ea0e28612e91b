"""Where in a file the project tables stand: their sheets, headers, and parts on other pages."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from desktop_app.core.names import fold
from desktop_app.core.pack_forms import Table
from desktop_app.core.sheet_wishes import NO_WISHES, SheetWishes
from desktop_app.intake.headers import SEARCHED_ROWS, Header, find_header, header_at, with_columns
from desktop_app.intake.plain import Raw, Sheet
from desktop_app.intake.table_blocks import beside_each_other, following, upright

# Sheets that say themselves that their rows are not to be taken for projects of now.
_NOT_MEANT = re.compile(r"示例|样例|样表|范例|模板|作废|备份|旧[版表]|原表|去年|上年|往年")

# A table's part: which sheet of the file it is, its grid, its header.
Part = tuple[int, Sheet, Header]


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables that are read, each with its parts; `others` are the sheets that hold projects,
    too. `together` are those that are read when nobody chooses one of them."""

    tables: tuple[tuple[Part, ...], ...]
    others: frozenset[int]
    together: tuple[int, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts of all tables."""
        return tuple(part for table in self.tables for part in table)


@dataclass(frozen=True, slots=True)
class _Known:
    """A sheet whose header was found, and how many rows below it are filled."""

    place: int
    sheet: Sheet
    header: Header
    filled: int

    @property
    def is_meant(self) -> bool:
        """Whether neither its name nor its being hidden says that it is not to be read."""
        return not self.sheet.hidden and _NOT_MEANT.search(self.sheet.name) is None

    @property
    def weight(self) -> tuple[bool, bool, int, float]:
        """How likely it is what is meant: the most projects, of those that are shown."""
        return self.is_meant, not self.sheet.hidden, self.filled, self.header.score


_Found = Sequence[tuple[Sheet, Header | None]]


def layout_of(raw: Raw, table: Table, wishes: SheetWishes = NO_WISHES) -> Layout | None:
    """How a file is read: as the person wishes, else every sheet that is a project table as the
    one with the most projects is.

    In a text document, tables that go on on the next page are one, side by side or alone. None
    when no header is found.
    """
    found = [upright(sheet, find_header(sheet, table), table) for sheet in raw.sheets]
    # How many rows is only asked to choose between sheets.
    is_one = sum(header is not None for _, header in found) == 1
    count = any if is_one else sum
    known = [
        _Known(place, sheet, header, int(count(_filled(sheet, header))))
        for place, (sheet, header) in enumerate(found)
        if header is not None
    ]
    first = max(known, key=lambda one: one.weight, default=None)
    place = _chosen(found, first, wishes)
    if place is None:
        return None
    sheet, header = found[place]
    if header is None and wishes.header is None and wishes.columns is None:
        return None
    together = [] if first is None or raw.kind != "sheets" else _alike(known, first)
    if header is None or wishes.header is not None:
        header = header_at(sheet, table, -1 if wishes.header is None else wishes.header,
                           wishes.depth)  # fmt: skip
        found[place] = sheet, header
        places = [place]
        if wishes.is_for_all and header.row >= 0:
            found, places = _with_same_header(found, place, header, table)
            together = places if len(places) > 1 else together
    else:
        places = [place] if wishes.sheet is not None or first is None else _alike(known, first)
    if raw.kind == "sheets":
        parted = [[(at, found[at][0], found[at][1] or header)] for at in places]
    else:
        same = (at for at, (_, its) in enumerate(found) if its and its.columns == header.columns)
        parted = _continued(found, {*places, *same})
    return Layout(
        tuple(_side_by_side(parted, table, wishes)),
        frozenset(one.place for one in known if one.filled),
        tuple(together),
    )


def likeliest(raw: Raw) -> int:
    """The sheet to show where none is known to hold projects: the longest that is not hidden."""
    places = range(len(raw.sheets))
    return max(places, key=lambda at: (not raw.sheets[at].hidden, len(raw.sheets[at].rows)))


def _chosen(found: _Found, first: _Known | None, wishes: SheetWishes) -> int | None:
    if wishes.sheet is not None:
        return wishes.sheet if 0 <= wishes.sheet < len(found) else None
    if first is not None:
        return first.place
    shown = [at for at, (sheet, _) in enumerate(found) if not sheet.hidden and sheet.rows]
    return max(shown or range(len(found)), key=lambda at: len(found[at][0].rows), default=None)


def _alike(known: Sequence[_Known], first: _Known) -> list[int]:
    """The sheets that are tables of projects as this one is: at least half of its columns, and
    nothing that says they are something else."""
    columns = first.header.columns
    return [
        one.place
        for one in known
        if one is first
        or (
            one.is_meant
            and one.filled > 0
            and len(one.header.columns.keys() & columns.keys()) * 2 >= len(columns)
        )
    ]


def _side_by_side(
    parted: Sequence[Sequence[Part]], table: Table, wishes: SheetWishes
) -> Iterator[tuple[Part, ...]]:
    """The tables, those that stand beside each other apart."""
    # What a person says of columns is meant for all tables that have them where the first one has
    # them, which is what the person sees.
    shown, elsewhere = parted[0][0][2].columns, replace(wishes, columns=None)
    for parts in parted:
        meant = wishes if parts[0][2].columns == shown else elsewhere
        pages: list[list[Part]] = []
        blocks: list[tuple[Sheet, Header]] = []
        for place, sheet, header in parts:
            is_headless = header.row < 0 and len(blocks) > 1
            blocks = (
                following(sheet, blocks) if is_headless else _blocks(sheet, header, table, meant)
            )
            pages.append([(place, *block) for block in blocks])
        # On each page the same tables stand beside each other.
        for column in zip_longest(*pages):
            yield tuple(one for one in column if one is not None)


def _with_same_header(
    found: _Found, place: int, header: Header, table: Table
) -> tuple[list[tuple[Sheet, Header | None]], list[int]]:
    """The sheets with the very header that a person pointed at, wherever it stands in them."""
    depth = header.row - header.first + 1
    wanted = _folded(found[place][0].rows[header.first : header.row + 1])
    out, places = [*found], [place]
    for n, (one, _) in enumerate(found):
        if n == place or one.hidden or _NOT_MEANT.search(one.name) is not None:
            continue
        rows = range(min(SEARCHED_ROWS, len(one.rows)))
        at = next((at for at in rows if _folded(one.rows[at : at + depth]) == wanted), None)
        if at is not None:
            out[n] = one, header_at(one, table, at, depth)
            places.append(n)
    return out, sorted(places)


def _folded(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    texts = [[fold(cell) for cell in row] for row in rows]
    return [row[: max((n for n, text in enumerate(row, 1) if text), default=0)] for row in texts]


def _blocks(
    sheet: Sheet, header: Header, table: Table, wishes: SheetWishes
) -> list[tuple[Sheet, Header]]:
    """The tables of a sheet that stand beside each other; where a person says what the columns
    are, there is one."""
    if wishes.columns is not None:
        blocks = [(sheet, with_columns(sheet, header, dict(wishes.columns)))]
    else:
        blocks = beside_each_other(sheet, header, table)
    if not wishes.unit:
        return blocks
    return [(one, replace(its, units={}, unit=wishes.unit)) for one, its in blocks]


def _filled(sheet: Sheet, header: Header) -> Iterator[bool]:
    """Which rows below the header have two cells or more where the form's columns are."""
    columns = list(header.columns.values())
    for row in sheet.rows[header.row + 1 :]:
        yield sum(1 for i in columns if i < len(row) and row[i].strip()) >= 2


def _continued(found: _Found, places: Collection[int]) -> list[list[Part]]:
    """The tables of a text with their parts on other pages: the same header again, or none and as
    many columns."""
    whole: list[list[Part]] = []
    running: list[Part] = []
    for at, (sheet, header) in enumerate(found):
        if header is not None and at in places:
            same = (one for one in whole if one[0][2].columns == header.columns)
            running = next(same, [])
            if not running:
                whole.append(running)
            running.append((at, sheet, header))
        elif header is None and running and sheet.width == running[0][1].width:
            running.append((at, sheet, replace(running[-1][2], row=-1, first=0)))
        else:
            running = []
    return whole
