"""What senders said of each row before: what their changes are seen against."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.core.values import split_names
from desktop_app.jobs.before import Before
from desktop_app.jobs.file_wishes import ProjectChoice
from desktop_app.jobs.plan_steps import IdOf
from desktop_app.jobs.project_rows import said_by
from desktop_app.jobs.understand_file import Understood
from desktop_app.storage.about import Source, saying


def with_before(found: Understood, before: Before) -> Understood:
    """The file with what was said of its rows before.

    A collection workbook of this draft knows what stood in it when it went out; a file that came
    since knows better what the sender said last.
    """
    told: dict[str, Mapping[str, str]] = {}
    mark, newest = found.mark, -1
    if mark is not None and mark.is_of(before.start):
        told, newest = dict(mark.rows), mark.revision
    for row, said in before.said.items():
        if row not in told or said.source.revision > newest:
            told[row] = said.cells
    return replace(found, before=MappingProxyType(told)) if told else found


def source_of(
    programme: Programme,
    start: Draft,
    found: Understood,
    id_of: IdOf,
    there: ProjectChoice | None = None,
) -> Source:
    """What the draft remembers of a file that it takes in."""
    one = found.incoming
    cells = said_by(programme, start, found, id_of, there)
    return Source(
        one.sha256,
        one.path.name,
        one.size,
        found.kind,
        counties="、".join(counties_in(programme, found)),
        rows=len(found.rows) if found.table is not None else 0,
        said=saying(cells) if cells else "",
    )


def counties_in(programme: Programme, found: Understood) -> Sequence[str]:
    """The counties whose projects a file holds; without any, those whose workbook it is."""
    if found.table is None:
        return ()
    column = programme.summary.county
    named = (row.cells.get(column, "").strip() for row in found.rows)
    told = tuple(dict.fromkeys(name for name in named if name))
    return told or split_names(found.mark.county if found.mark is not None else found.wishes.county)
