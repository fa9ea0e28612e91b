"""收集: what each county is asked for, in a workbook that is known again when it comes back."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.core.draft import Draft, Row
from desktop_app.core.names import fold
from desktop_app.core.programme import Field, Programme
from desktop_app.core.values import split_names

# The sheet that nobody sees: it says whose workbook this is. A county's name stands there, too, so
# that a file renamed on its way is still theirs.
MARK_SHEET = "_申报匣"
SHEET, GUIDE, OPTIONS = "填报", "填表说明", "选项"
_KIND, _FORMAT = "申报匣收集表", "1"
_SAID = ("申报事项", "县区", "表样", "草稿", "编号列")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a collection workbook says of itself: the programme, whose it is, the version of its
    columns, the draft it was made from, and the column (from 0) that holds the rows' ids."""

    programme: str
    county: str
    version: str
    draft: str
    id_column: int


def asked(programme: Programme) -> tuple[Field, ...]:
    """The columns that a county fills in: all but its own name."""
    form = programme.summary
    return tuple(one for one in form.table.column if one.id != form.county)


def id_column(programme: Programme) -> int:
    """Where the rows' ids stand, from 0: behind a serial number and all that is asked for."""
    return len(asked(programme)) + 1


def version_of(programme: Programme) -> str:
    """表样: eight signs that change when a county is asked for something else."""
    told = [
        "\x1f".join((one.id, one.label, one.kind.value, one.unit, str(one.required)))
        for one in asked(programme)
    ]
    text = "\x1e".join((programme.id, *told))
    return hashlib.sha256(text.encode()).hexdigest()[:8].upper()


def counties_of(programme: Programme, draft: Draft) -> tuple[str, ...]:
    """The counties that take part: those that are listed, then others that have projects."""
    form = programme.summary
    listed = split_names(draft.value(form.counties)) if form.counties else ()
    there = (row.cells.get(form.county, "").strip() for row in draft.rows(form.table.id))
    return each_once((*listed, *there))


def each_once(counties: Iterable[str]) -> tuple[str, ...]:
    """The names in order, one for each county however it is written."""
    found: dict[str, str] = {}
    for one in counties:
        if one.strip():
            found.setdefault(fold(one), one.strip())
    return tuple(found.values())


def rows_of(programme: Programme, draft: Draft, county: str) -> tuple[Row, ...]:
    """The projects of a county, in the order of the summary."""
    form = programme.summary
    wanted = fold(county)
    return tuple(
        row
        for row in draft.filled_rows(form.table.id)
        if fold(row.cells.get(form.county, "")) == wanted
    )


def said(mark: Mark) -> tuple[tuple[str, str], ...]:
    """The lines of the sheet that nobody sees."""
    values = (mark.programme, mark.county, mark.version, mark.draft, str(mark.id_column))
    return ((_KIND, _FORMAT), *zip(_SAID, values, strict=True))


def mark_in(lines: Sequence[Sequence[str]]) -> Mark | None:
    """What such a sheet says; None where it is none of ours, or of a later program."""
    told: Mapping[str, str] = {line[0].strip(): line[1].strip() for line in lines if len(line) > 1}
    if told.get(_KIND) != _FORMAT or any(key not in told for key in _SAID):
        return None
    programme, county, version, draft, column = (told[key] for key in _SAID)
    if not (column.isascii() and column.isdecimal()):
        return None
    return Mark(programme, county, version, draft, int(column))
