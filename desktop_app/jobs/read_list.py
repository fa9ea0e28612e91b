"""A user's list out of a file or a pasted text: read by the guarded way in, then understood."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.core.list_table import Grid, ReadList, read_list, words_of
from desktop_app.core.pack_lists import ListOrigin
from desktop_app.core.programme import Programme
from desktop_app.intake.plain import Raw
from desktop_app.jobs.pasted import take_in_text
from desktop_app.jobs.understand_file import Incoming, take_in


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that may become a list: what it is, and what it says by the column that counts."""

    incoming: Incoming
    read: ReadList

    @property
    def refusal(self) -> str:
        """Why it cannot be loaded, one sentence; "" when it can."""
        return self.incoming.refusal or self.read.refusal

    def origin(self, day: date, source: str = "", dated: str = "") -> ListOrigin:
        """Where the list comes from: as the office says, or the file's name."""
        name = self.incoming.path.name
        return ListOrigin(
            source=source.strip() or name,
            date=dated.strip(),
            file=name,
            loaded=day.isoformat(),
            sha256=self.incoming.sha256,
        )


def offered(
    programme: Programme,
    list_id: str,
    path: Path,
    column: str = "",
    still: Callable[[], None] | None = None,
) -> Offered:
    """A file as a list of the programme; whatever is wrong with it is a sentence."""
    return by_column(programme, list_id, take_in(path, still), column)


def offered_text(programme: Programme, list_id: str, text: str, column: str = "") -> Offered:
    """A pasted text as a list of the programme."""
    return by_column(programme, list_id, take_in_text(text), column)


def by_column(programme: Programme, list_id: str, incoming: Incoming, column: str = "") -> Offered:
    """What was read, understood with its names in another column."""
    if incoming.raw is None:
        return Offered(incoming, ReadList(None))
    return Offered(
        incoming, read_list(words_of(programme, list_id), grids_of(incoming.raw), column)
    )


def grids_of(raw: Raw) -> tuple[Grid, ...]:
    """The tables of a file; the lines of a text without tables are one."""
    several = len(raw.sheets) > 1
    grids = [
        Grid(
            sheet.name if several else "",
            sheet.rows,
            sheet.first_number,
            sheet.hidden,
            frozenset(row for row, _ in sheet.struck),
        )
        for sheet in raw.sheets
    ]
    if not grids:
        lines = [f"{line.number}{line.text}" for line in raw.lines if line.table < 0]
        grids = [Grid("", [[line] for line in lines])]
    return tuple(grids)
