"""Where in a file the project tables stand: their sheets, headers, and parts on other pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from desktop_app.core.names import fold
from desktop_app.core.programme import Table
from desktop_app.core.sheet_wishes import NO_WISHES, SheetWishes
from desktop_app.intake.headers import SEARCHED_ROWS, Header, find_header, header_at, with_columns
from desktop_app.intake.plain import Raw, Sheet
from desktop_app.intake.table_blocks import beside_each_other, following, upright

# Sheets that say themselves that their rows are not to be taken for projects of now.
_NOT_MEANT = re.compile(r"示例|样例|样表|范例|模板|作废|备份|旧[版表]|原表|去年|上年|往年")

_Found = Sequence[tuple[Sheet, Header | None]]
_Known = Sequence[tuple[Sheet, Header]]
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


def layout_of(raw: Raw, table: Table, wishes: SheetWishes = NO_WISHES) -> Layout | None:
    """How a file is read: as the person wishes, else every sheet that is a project table as the
    one with the most projects is.

    In a text document, tables that go on on the next page are one, side by side or alone. None
    when no header is found.
    """
    found = [upright(sheet, find_header(sheet, table), table) for sheet in raw.sheets]
    ranked = [(sheet, header) for sheet, header in found if header is not None]
    sheet, header = _chosen(found, ranked, wishes)
    if sheet is None or (header is None and wishes.header is None and wishes.columns is None):
        return None
    is_pointed_at = header is None or wishes.header is not None
    if header is None or is_pointed_at:
        header = header_at(sheet, table, -1 if wishes.header is None else wishes.header,
                           wishes.depth)  # fmt: skip
        found = [(one, header if one is sheet else its) for one, its in found]
    tables = [(sheet, header)]
    if not is_pointed_at and wishes.sheet is None:
        tables = _alike(ranked, sheet, header)
    elif wishes.is_for_all and header.row >= 0:
        tables = _with_same_header(found, sheet, header, table)
    parted = [[one] for one in tables]
    if raw.kind != "sheets":
        again = [(one, its) for one, its in found if its and its.columns == header.columns]
        parted = _continued(found, [*tables, *again])
    places = {id(one): at for at, (one, _) in enumerate(found)}
    # What a person says of columns is meant for all tables that have them in the same places.
    elsewhere = replace(wishes, columns=None)
    read: list[tuple[Part, ...]] = []
    for parts in parted:
        # It is the first table that the person sees the columns of.
        meant = wishes if parts[0][1].columns == parted[0][0][1].columns else elsewhere
        pages: list[list[Part]] = []
        blocks: list[tuple[Sheet, Header]] = []
        for part, its in parts:
            is_headless = its.row < 0 and len(blocks) > 1
            blocks = following(part, blocks) if is_headless else _blocks(part, its, table, meant)
            pages.append([(places[id(part)], *block) for block in blocks])
        # On each page the same tables stand beside each other.
        columns = zip_longest(*pages)
        read += [tuple(one for one in column if one is not None) for column in columns]
    return Layout(
        tuple(read),
        frozenset(places[id(one)] for one, its in ranked if _filled(one, its)),
        tuple(places[id(one)] for one, _ in _together(raw, ranked, tables)),
    )


def likeliest(raw: Raw) -> int:
    """The sheet to show where none is known to hold projects: the longest that is not hidden."""
    places = range(len(raw.sheets))
    return max(places, key=lambda at: (not raw.sheets[at].hidden, len(raw.sheets[at].rows)))


def _chosen(
    found: _Found, ranked: _Known, wishes: SheetWishes
) -> tuple[Sheet | None, Header | None]:
    if wishes.sheet is not None:
        return found[wishes.sheet] if 0 <= wishes.sheet < len(found) else (None, None)
    if ranked:
        return _first(ranked)
    shown = [pair for pair in found if not pair[0].hidden and pair[0].rows] or found
    return max(shown, key=lambda pair: len(pair[0].rows)) if shown else (None, None)


def _first(ranked: _Known) -> tuple[Sheet, Header]:
    """The sheet with the most projects, of those that are shown."""
    return max(
        ranked, key=lambda pair: (not pair[0].hidden, _filled(pair[0], pair[1]), pair[1].score)
    )


def _together(raw: Raw, ranked: _Known, tables: _Known) -> _Known:
    """The sheets that are read when nobody chooses one of them."""
    if raw.kind != "sheets":
        return ()
    if len(tables) > 1:
        return tables
    return _alike(ranked, *_first(ranked)) if ranked else ()


def _alike(ranked: _Known, sheet: Sheet, header: Header) -> list[tuple[Sheet, Header]]:
    """The sheets that are tables of projects as this one is: at least half of its columns, and a
    name that does not say they are something else."""
    return [
        (one, its)
        for one, its in ranked
        if one is sheet
        or (
            not one.hidden
            and _NOT_MEANT.search(one.name) is None
            and len(its.columns.keys() & header.columns.keys()) * 2 >= len(header.columns)
            and _filled(one, its) > 0
        )
    ]


def _with_same_header(
    found: _Found, sheet: Sheet, header: Header, table: Table
) -> list[tuple[Sheet, Header]]:
    """The sheets that have the very header that a person pointed at, wherever it stands in them."""
    depth = header.row - header.first + 1
    wanted = _folded(sheet.rows[header.first : header.row + 1])
    tables: list[tuple[Sheet, Header]] = []
    for one, _ in found:
        if one is sheet:
            tables.append((sheet, header))
        elif not one.hidden and _NOT_MEANT.search(one.name) is None:
            places = range(min(SEARCHED_ROWS, len(one.rows)))
            same = (at for at in places if _folded(one.rows[at : at + depth]) == wanted)
            at = next(same, None)
            tables += [] if at is None else [(one, header_at(one, table, at, depth))]
    return tables


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


def _filled(sheet: Sheet, header: Header) -> int:
    """How many rows below the header have something where the form's columns are."""
    columns = list(header.columns.values())
    return sum(
        1
        for row in sheet.rows[header.row + 1 :]
        if sum(1 for i in columns if i < len(row) and row[i].strip()) >= 2
    )


def _continued(found: _Found, tables: _Known) -> list[list[tuple[Sheet, Header]]]:
    """The tables of a text with their parts on other pages: the same header again, or none and as
    many columns."""
    known = {id(sheet) for sheet, _ in tables}
    whole: list[list[tuple[Sheet, Header]]] = []
    running: list[tuple[Sheet, Header]] = []
    for part, header in found:
        if header is not None and id(part) in known:
            same = (one for one in whole if one[0][1].columns == header.columns)
            running = next(same, [])
            if not running:
                whole.append(running)
            running.append((part, header))
        elif header is None and running and _width(part) == _width(running[0][0]):
            running.append((part, replace(running[-1][1], row=-1, first=0)))
        else:
            running = []
    return whole


def _width(sheet: Sheet) -> int:
    return max((len(row) for row in sheet.rows), default=0)
