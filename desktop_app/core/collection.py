"""收集: what each county is asked for, in a workbook that is known again when it comes back."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.core.draft import Draft, Row
from desktop_app.core.names import fold
from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.values import split_names

# The sheet that nobody sees: it says whose workbook this is. A county's name stands there, too, so
# that a file renamed on its way is still theirs.
MARK_SHEET = "_申报匣"
SHEET, GUIDE, OPTIONS = "填报", "填表说明", "选项"
_KIND, _FORMAT = "申报匣收集表", "1"
_SAID = ("申报事项", "县区", "表样", "草稿", "数据版本", "编号列")
# So much of a hash tells drafts apart.
_ENOUGH = 16
# Heads the lines of what the rows held when they were sent out: ids of the fields, then each row.
_ROWS = "原内容"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a collection workbook says of itself: the programme, whose it is, the version of its
    columns, the draft it was made from and its revision, and the column (from 0) that holds the
    rows' ids. `rows` are what it held when it was sent out, by row and field id."""

    programme: str
    county: str
    version: str
    draft: str
    revision: int
    id_column: int
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])

    def is_of(self, start: str) -> bool:
        """Whether a workbook was made from the draft whose journal starts so, or a copy of it."""
        return bool(self.draft) and self.draft == start[:_ENOUGH]


def asked(programme: Programme) -> tuple[Field, ...]:
    """The columns that a county fills in: all but its own name."""
    form = programme.summary
    return tuple(one for one in form.table.column if one.id != form.county)


def id_column(programme: Programme) -> int:
    """Where the rows' ids stand, from 0: behind a serial number and all that is asked for."""
    return len(asked(programme)) + 1


def draft_named(start: str) -> str:
    """How a workbook names the draft whose journal starts so."""
    return start[:_ENOUGH]


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


def said(mark: Mark) -> tuple[tuple[str, ...], ...]:
    """The lines of the sheet that nobody sees."""
    numbers = str(mark.revision), str(mark.id_column)
    values = (mark.programme, mark.county, mark.version, mark.draft, *numbers)
    columns = list(dict.fromkeys(key for cells in mark.rows.values() for key in cells))
    held = [(row, *(cells.get(key, "") for key in columns)) for row, cells in mark.rows.items()]
    return ((_KIND, _FORMAT), *zip(_SAID, values, strict=True), (_ROWS, *columns), *held)


def mark_in(lines: Sequence[Sequence[str]]) -> Mark | None:
    """What such a sheet says; None where it is none of ours, or of a later program."""
    heads = next((n for n, line in enumerate(lines) if line and line[0] == _ROWS), len(lines))
    told = {line[0].strip(): line[1].strip() for line in lines[:heads] if len(line) > 1}
    if told.get(_KIND) != _FORMAT or any(key not in told for key in _SAID):
        return None
    programme, county, version, draft, revision, column = (told[key] for key in _SAID)
    if not all(one.isascii() and one.isdecimal() for one in (revision, column)):
        return None
    columns = [key for key in lines[heads][1:] if key] if heads < len(lines) else []
    rows = {
        line[0]: dict(zip(columns, line[1:], strict=False))
        for line in lines[heads + 1 :]
        if line[0]
    }
    return Mark(programme, county, version, draft, int(revision), int(column), rows)
