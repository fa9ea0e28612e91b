"""The issuer's own form as data: which of its columns, cells and headings is what of the programme.

A map belongs to the very bytes of one empty file (`sha256`), so that places in it are plain
numbers: rows, columns and paragraphs from 0. Everything of the file that could be filled in is
listed; what is filled in by nothing has an empty target.
"""

from collections.abc import Sequence
from itertools import count
from typing import Literal

import msgspec

from desktop_app.core.names import fold
from desktop_app.core.record import Record

Attachment = Literal["summary", "plan"]
# A path below this names the text of a chapter.
CHAPTERS = "chapters/"
ATTACHMENTS: tuple[Attachment, ...] = ("summary", "plan")


def attachment_of(text: str | None) -> Attachment | None:
    """The attachment that is called so; None for nothing known."""
    match text:
        case "summary":
            return "summary"
        case "plan":
            return "plan"
        case _:
            return None


class OwnColumn(Record, frozen=True):
    """One column of a table: its heading as the file has it, the unit that gives, and the id of the
    field that goes there."""

    column: int
    heading: str
    field: str = ""
    unit: str = ""


class OwnTable(Record, frozen=True):
    """A table that takes rows: which of the programme's, and where in the file.

    `sheet` counts worksheets, or tables of a Word file; `name` is what people call it. The header
    goes from row `header` to the one before `first`; `ready` blank rows are there. `serial` is
    the column that counts the rows, `total` the row of sums, both −1 where there is none. Where
    the form has written into its rows what they are about, `keys` are these texts, in column `key`.
    """

    table: str
    sheet: int
    name: str
    header: int
    first: int
    ready: int
    columns: tuple[OwnColumn, ...]
    serial: int = -1
    total: int = -1
    key: int = -1
    keys: tuple[str, ...] = ()

    @property
    def fields(self) -> dict[str, int]:
        """Field id → column, of the columns that are filled in."""
        return {one.field: one.column for one in self.columns if one.field}


def places_of_rows(table: OwnTable, texts: Sequence[str]) -> list[int]:
    """Which row of the table each row of the draft goes to, from 0: that which the form has for it,
    else the next that is blank. `texts` is what stands in the draft's rows under the key."""
    named = {fold(one): at for at, one in reversed([*enumerate(table.keys)]) if one.strip()}
    free = (at for at in count() if at >= len(table.keys) or not table.keys[at].strip())
    found: list[int] = []
    for text in texts:
        # Each of the form's rows once.
        at = named.pop(fold(text), None)
        found.append(next(free) if at is None else at)
    return found


class OwnCell(Record, frozen=True):
    """One text to be filled in: a cell of a sheet or table, or (`sheet` −1) paragraph `row`.

    The signs from `start` to `end` give way to the value at `path`; `label` asks for it.
    """

    sheet: int
    name: str
    row: int
    column: int
    start: int
    end: int
    label: str
    path: str = ""


class OwnHeading(Record, frozen=True):
    """A heading of a Word form, and the chapter that goes below it.

    `blank` are the paragraphs below it that make room for the text, `guidance` those that tell how
    to fill in. `below` are the headings that the form has inside the chapter.
    """

    paragraph: int
    text: str
    chapter: str = ""
    blank: tuple[int, ...] = ()
    guidance: tuple[int, ...] = ()
    below: tuple["OwnHeading", ...] = ()


def of_chapter(heading: OwnHeading, chapter: str, below: tuple[OwnHeading, ...] = ()) -> OwnHeading:
    """The heading as that of a chapter, with those inside it."""
    return msgspec.structs.replace(heading, chapter=chapter, below=below)


class FormMap(Record, frozen=True):
    """Where everything of one attachment goes in the file that the issuer sent.

    With `keeps_guidance`, what tells how to fill in stays above the text; else it gives way.
    """

    programme: str
    attachment: Attachment
    kind: Literal["xlsx", "docx"]
    file: str
    sha256: str
    tables: tuple[OwnTable, ...] = ()
    cells: tuple[OwnCell, ...] = ()
    headings: tuple[OwnHeading, ...] = ()
    keeps_guidance: bool = False

    @property
    def has_guidance(self) -> bool:
        """Whether anything in it tells how to fill in."""
        return any(part.guidance for one in self.headings for part in (one, *one.below))


def to_json(form: FormMap) -> bytes:
    """The map as it is kept."""
    return msgspec.json.encode(form)


def from_json(told: bytes) -> FormMap:
    """A map that was kept; ValueError where it is none."""
    return msgspec.json.decode(told, type=FormMap)


def with_places(
    form: FormMap,
    tables: Sequence[OwnTable],
    cells: Sequence[OwnCell],
    headings: Sequence[OwnHeading] = (),
) -> FormMap:
    """The map with all that was found in the file. A chapter that has a cell of its own goes below
    no heading."""
    taken = {one.path.removeprefix(CHAPTERS) for one in cells if one.path.startswith(CHAPTERS)}
    free = (
        msgspec.structs.replace(one, chapter="") if one.chapter in taken else one
        for one in headings
    )
    return msgspec.structs.replace(
        form, tables=tuple(tables), cells=tuple(cells), headings=tuple(free)
    )


def with_guidance(form: FormMap, *, is_kept: bool) -> FormMap:
    """The map with what tells how to fill in kept above the text, or not."""
    return msgspec.structs.replace(form, keeps_guidance=is_kept)
