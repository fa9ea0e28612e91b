"""The projects of a workbook against those of the draft: what is there already, what comes in."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.core.already_there import is_same, rows_already_there
from desktop_app.core.changes import Cell, Change, ReplaceCells, Together, append_rows
from desktop_app.core.draft import Draft, Row
from desktop_app.core.origin import origin_text
from desktop_app.core.programme import Programme
from desktop_app.intake.plain import ReadRow
from desktop_app.jobs.file_wishes import ProjectChoice
from desktop_app.jobs.plan_steps import IdOf, row_read
from desktop_app.jobs.understand_file import Understood


@dataclass(frozen=True, slots=True)
class Clash:
    """A project that comes in and is in the draft already; `key` names it in the wishes.

    `is_same` when the file says nothing that the draft does not.
    """

    key: str
    cells: Mapping[str, str]
    ours: Row
    is_same: bool


def clashes_of(programme: Programme, draft: Draft, found: Understood) -> tuple[Clash, ...]:
    """The projects of a workbook that the draft has already."""
    if found.table is None:
        return ()
    form = programme.summary
    ours = draft.filled_rows(form.table.id)
    if not ours:
        return ()
    rows = found.table.rows
    ids = [found.ids.get(row.where, "") for row in rows]
    there = rows_already_there(form, ours, [row.cells for row in rows], ids)
    return tuple(
        Clash(read.where, read.cells, row, is_same(row, read.cells))
        for read, row in zip(rows, there, strict=True)
        if row is not None
    )


def projects_change(
    programme: Programme,
    draft: Draft,
    found: Understood,
    id_of: IdOf,
    *,
    start: Draft,
    there: ProjectChoice,
) -> Change:
    """The rows of a workbook at the end of the summary, each with where it came from.

    What is in the draft of the `start` already is left out, put in its place or added all the same,
    as chosen. What the file leaves blank stays in a row that is replaced.
    """
    table = programme.summary.table.id
    rows = found.rows
    clashes: Mapping[str, Clash] = {}
    if there != "another" or found.wishes.choices:
        clashes = {one.key: one for one in clashes_of(programme, start, found)}
    choices = dict(found.wishes.choices)
    # Another file of this import may have changed a row before.
    now = {row.id: row.cells for row in draft.rows(table)} if clashes else {}
    cells: list[Cell] = []
    new: list[Row] = []
    for read in rows:
        clash = clashes.get(read.where)
        choice = "another" if clash is None else choices.get(clash.key) or there
        if clash is not None and choice == "replace":
            cells += [
                Cell(clash.ours.id, key, now[clash.ours.id].get(key, ""), text)
                for key, text in read.cells.items()
                if text and text != now[clash.ours.id].get(key, "")
            ]
        elif choice != "skip":
            new.append(row_read(read, _origin(found, read), id_of(read.where)))
    added = append_rows(draft, table, new)
    if not cells:
        return added
    return Together(found.incoming.path.name, (ReplaceCells(table, tuple(cells)), added))


def _origin(found: Understood, read: ReadRow) -> str:
    return origin_text(found.incoming.path.name, read.where, found.incoming.sha256)
