"""Where in a file the project table stands: its sheet, its header, its parts on other pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop_app.core.programme import Table
from desktop_app.core.sheet_wishes import NO_WISHES, SheetWishes
from desktop_app.intake.headers import Header, find_header, header_at, with_columns
from desktop_app.intake.plain import Raw, Sheet

_Found = Sequence[tuple[Sheet, Header | None]]


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts that are read, each with its place in the file; `others` hold projects, too."""

    parts: tuple[tuple[int, Sheet, Header], ...]
    others: tuple[Sheet, ...]


def layout_of(raw: Raw, table: Table, wishes: SheetWishes = NO_WISHES) -> Layout | None:
    """How a file is read: as the person wishes, else by the sheet with the most projects.

    In a text document, tables that go on on the next page are one. None when no header is found.
    """
    found = [(sheet, find_header(sheet, table)) for sheet in raw.sheets]
    ranked = [(sheet, header) for sheet, header in found if header is not None]
    sheet, header = _chosen(found, ranked, wishes)
    if sheet is None or (header is None and wishes.header is None and wishes.columns is None):
        return None
    if header is None or wishes.header is not None:
        header = header_at(sheet, table, -1 if wishes.header is None else wishes.header,
                           wishes.depth)  # fmt: skip
        found = [(one, header if one is sheet else its) for one, its in found]
    parts = [(sheet, header)]
    if raw.kind != "sheets":
        parts = _continued(found, sheet, header)
    places = {id(one): at for at, one in enumerate(raw.sheets)}
    return Layout(
        tuple((places[id(part)], part, _as_wished(part, its, wishes)) for part, its in parts),
        tuple(one for one, its_header in ranked if any(_filled(one, its_header))),
    )


def likeliest(raw: Raw) -> int:
    """The sheet to show where none is known to hold projects: the longest that is not hidden."""
    places = range(len(raw.sheets))
    return max(places, key=lambda at: (not raw.sheets[at].hidden, len(raw.sheets[at].rows)))


def _chosen(
    found: _Found, ranked: Sequence[tuple[Sheet, Header]], wishes: SheetWishes
) -> tuple[Sheet | None, Header | None]:
    if wishes.sheet is not None and 0 <= wishes.sheet < len(found):
        return found[wishes.sheet]
    if len(ranked) == 1:
        return ranked[0]
    if ranked:
        return max(
            ranked,
            key=lambda pair: (not pair[0].hidden, sum(_filled(*pair)), pair[1].score),
        )
    shown = [pair for pair in found if not pair[0].hidden and pair[0].rows] or found
    return max(shown, key=lambda pair: len(pair[0].rows)) if shown else (None, None)


def _as_wished(sheet: Sheet, header: Header, wishes: SheetWishes) -> Header:
    if wishes.columns is not None:
        header = with_columns(sheet, header, dict(wishes.columns))
    if wishes.unit:
        header = replace(header, units={}, unit=wishes.unit)
    return header


def _filled(sheet: Sheet, header: Header) -> Iterator[bool]:
    """Which rows below the header have two cells or more where the form's columns are."""
    columns = list(header.columns.values())
    for row in sheet.rows[header.row + 1 :]:
        yield sum(1 for i in columns if i < len(row) and row[i].strip()) >= 2


def _continued(found: _Found, sheet: Sheet, header: Header) -> list[tuple[Sheet, Header]]:
    """The table with its parts on other pages: the header again, or none and as many columns."""
    parts: list[tuple[Sheet, Header]] = []
    is_running = False
    for part, its_header in found:
        if its_header is not None:
            is_running = its_header.columns == header.columns
            if is_running:
                parts.append((part, its_header))
        elif is_running and _width(part) == _width(sheet):
            parts.append((part, replace(parts[-1][1], row=-1, first=0)))
        else:
            is_running = False
    return parts


def _width(sheet: Sheet) -> int:
    return max((len(row) for row in sheet.rows), default=0)
