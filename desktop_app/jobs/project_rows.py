"""The projects of a workbook against those of the draft: what is there already, what comes in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop_app.core.already_there import rows_already_there
from desktop_app.core.changes import (
    Cell,
    Change,
    Origin,
    ReplaceCells,
    SetOrigins,
    Together,
    append_rows,
    remove_rows,
)
from desktop_app.core.draft import Draft, Row
from desktop_app.core.names import fold
from desktop_app.core.origin import origin_text
from desktop_app.core.programme import Programme
from desktop_app.core.three_way import CellClash, brings_nothing, cell_clashes, taken
from desktop_app.intake.plain import ReadRow
from desktop_app.jobs.file_wishes import ProjectChoice
from desktop_app.jobs.plan_steps import IdOf, row_read
from desktop_app.jobs.understand_file import Understood

_CELL, _GONE = "\x1f", "gone/"


@dataclass(frozen=True)
class Clash:
    """A project that comes in and is in the draft already; `key` names it in the wishes.

    `base` is what was said of it before, by the sender's last file or the collection workbook that
    it is in; None where nobody knows. `cells` are those in which both sides differ.
    """

    key: str
    read: ReadRow
    ours: Row
    base: Mapping[str, str] | None
    cells: tuple[CellClash, ...]

    @property
    def is_same(self) -> bool:
        """Whether the file says nothing that is not in the draft, or was there before."""
        return brings_nothing(self.cells)

    @property
    def usual(self) -> str:
        """The choice that goes without saying; "" where a person must choose."""
        if self.is_same:
            return "skip"
        is_open = self.base is None or any(one.is_open for one in self.cells)
        return "" if is_open else "update"

    def cell_key(self, column: str) -> str:
        """Names one cell in the wishes."""
        return f"{self.key}{_CELL}{column}"

    def cell_choices(self, choices: Mapping[str, str]) -> dict[str, str]:
        """What a person chose of the cells, by column."""
        keys = {one.column: self.cell_key(one.column) for one in self.cells}
        return {column: choices[key] for column, key in keys.items() if key in choices}

    def open_keys(self, choices: Mapping[str, str]) -> tuple[str, ...]:
        """The keys under which a choice is still to be made."""
        choice = choices.get(self.key) or self.usual
        if choice == "update":
            made = self.cell_choices(choices)
            cells = (one.column for one in self.cells if one.is_open and one.column not in made)
            return tuple(self.cell_key(column) for column in cells)
        return () if choice else (self.key,)


@dataclass(frozen=True)
class Against:
    """A workbook held against one state of the draft: its projects that are there already, and
    those that the sender had before and has no more (`gone`)."""

    clashes: tuple[Clash, ...] = ()
    gone: tuple[Row, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Clash]:
        return {one.key: one for one in self.clashes}


def row_of(key: str) -> str:
    """The key of the project that a cell's key is about; a project's own key is itself."""
    return key.partition(_CELL)[0]


def gone_key(row: Row) -> str:
    """Names a project that is not in the file any more in the wishes."""
    return f"{_GONE}{row.id}"


def against(programme: Programme, draft: Draft, found: Understood) -> Against:
    """The projects of a workbook that the draft has already, and those it does not have any
    more."""
    form = programme.summary
    ours = draft.filled_rows(form.table.id)
    if found.table is None or not ours:
        return Against()
    rows = found.table.rows
    ids = [found.ids.get(row.where, "") for row in rows]
    there = rows_already_there(form, ours, [row.cells for row in rows], ids)
    columns = [one for one in form.table.column if one.id in found.table.columns]
    county = next((one for one in form.table.column if one.id == form.county), None)
    if county is not None and county not in columns:
        columns.append(county)
    clashes: list[Clash] = []
    for read, row in zip(rows, there, strict=True):
        if row is not None:
            base = found.before.get(row.id)
            cells = cell_clashes(programme, columns, base, row.cells, read.cells)
            clashes.append(Clash(read.where, read, row, base, cells))
    return Against(tuple(clashes), _gone(form.county, ours, there, rows, found))


def _gone(
    county: str,
    ours: Sequence[Row],
    there: Sequence[Row | None],
    rows: Sequence[ReadRow],
    found: Understood,
) -> tuple[Row, ...]:
    """Rows that were in the sender's last file and are not in this one."""
    senders = {fold(row.cells.get(county, "")) for row in rows} | {fold(found.wishes.county)}
    met = {row.id for row in there if row is not None}
    return tuple(
        row
        for row in ours
        if row.id in found.before
        and row.id not in met
        and fold(row.cells.get(county, "")) in senders - {""}
    )


def projects_change(
    programme: Programme,
    draft: Draft,
    found: Understood,
    id_of: IdOf,
    *,
    start: Draft,
    there: ProjectChoice | None,
) -> Change:
    """The rows of a workbook at the end of the summary, each with where it came from.

    What is in the draft of the `start` already is left out, put in its place, brought up to date
    or added all the same, as chosen; `there` holds where nothing was chosen. What the file leaves
    blank stays in a row that is replaced.
    """
    table = programme.summary.table.id
    held = against(programme, start, found)
    choices = dict(found.wishes.choices)
    # Another file of this import may have changed a row before.
    now = {row.id: row for row in draft.rows(table)} if held.clashes or held.gone else {}
    cells: list[Cell] = []
    origins: list[Origin] = []
    new: list[Row] = []
    for read in found.rows:
        clash = held.by_key.get(read.where)
        choice = "another" if clash is None else choice_of(clash, choices, there)
        if clash is not None and choice in ("replace", "update"):
            row = now[clash.ours.id]
            given = _given(clash, choice, choices)
            differing = [
                Cell(row.id, key, row.cells.get(key, ""), text)
                for key, text in given.items()
                if text != row.cells.get(key, "")
            ]
            cells += differing
            if differing:
                origins.append(Origin(row.id, row.origin, _origin(found, read)))
        elif choice != "skip":
            new.append(row_read(read, _origin(found, read), id_of(read.where)))
    gone = frozenset(row.id for row in held.gone if choices.get(gone_key(row)) == "remove")
    if not cells and not gone:
        return append_rows(draft, table, new)
    changed = Together("", (ReplaceCells(table, tuple(cells)), SetOrigins(table, tuple(origins))))
    less = remove_rows(changed.apply(draft), table, gone)
    more = append_rows(less.apply(changed.apply(draft)), table, new)
    return Together(found.incoming.path.name, (*changed.changes, less, more))


def choice_of(
    clash: Clash,
    choices: Mapping[str, str],
    there: ProjectChoice | None,
    otherwise: str | None = None,
) -> str:
    """What is done with a project that is there already, chosen or as it goes without saying.

    Where nobody is asked and no `otherwise` is given, nothing is lost: what both changed stays as
    the draft has it, and what may be another project comes as another row.
    """
    careful = "another" if clash.base is None else "update"
    return (
        choices.get(clash.key)
        or there
        or clash.usual
        or (careful if otherwise is None else otherwise)
    )


def said_by(
    programme: Programme,
    start: Draft,
    found: Understood,
    id_of: IdOf,
    there: ProjectChoice | None = None,
) -> Mapping[str, Mapping[str, str]]:
    """What a workbook says of each row of the draft, once it is taken in: row id → cells."""
    if found.table is None:
        return {}
    held, choices = against(programme, start, found), dict(found.wishes.choices)
    told: dict[str, Mapping[str, str]] = {}
    for read in found.rows:
        clash = held.by_key.get(read.where)
        is_ours = clash is not None and choice_of(clash, choices, there) != "another"
        told[clash.ours.id if clash and is_ours else id_of(read.where)] = read.cells
    return told


def _given(clash: Clash, choice: str, choices: Mapping[str, str]) -> Mapping[str, str]:
    """What of the file goes into our row."""
    if choice == "replace":
        return {key: text for key, text in clash.read.cells.items() if text}
    return taken(clash.cells, clash.cell_choices(choices))


def _origin(found: Understood, read: ReadRow) -> str:
    return origin_text(found.incoming.path.name, read.where, found.incoming.sha256)
