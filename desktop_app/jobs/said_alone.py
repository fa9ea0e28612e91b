"""What a plan and a summary say that the program did not print, or that come without their draft.

They are understood as files that are taken in are; nothing is guessed of what they do not say.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from desktop_app.core.draft import Draft, Row
from desktop_app.core.findings import Audit, Finding, RuleOutcome, State
from desktop_app.core.list_sentences import own_sentences
from desktop_app.core.names import fold
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.programme import Programme
from desktop_app.core.returned_rows import PrintedRow, same_rows
from desktop_app.core.returned_rows import ReadRow as BackRow
from desktop_app.core.returned_tables import NewId
from desktop_app.core.rules import audit
from desktop_app.core.same_value import is_same_value
from desktop_app.core.typed_numbers import is_same_line
from desktop_app.intake.plain import PlanRead, ProjectsRead, ReadRow
from desktop_app.jobs.said_back import new_ids

_NOT_SAID = "两份文件里没有要核对的内容"


@dataclass(frozen=True, slots=True)
class Said:
    """The draft that files make by themselves, and the columns that they have, by table."""

    draft: Draft
    columns: Mapping[str, frozenset[str]]

    def holds(self, path: str) -> bool:
        """Whether a path is of what files can say: a chapter, a table or a column they have."""
        table, *rest = path.split("/")
        if table == "chapters":
            return True
        known = self.columns.get(table)
        return known is not None and (len(rest) < 2 or rest[1] in known)


def said_alone(programme: Programme, plan: PlanRead, summary: ProjectsRead) -> Said:
    """A plan and a summary as a draft that holds nothing else; rows are row1, row2 … by table."""
    listed = _listed(programme, plan, summary)
    empty = Draft(programme.id)
    columns = {table: frozenset(_columns(rows)) for table, rows in listed.items()}
    columns[programme.summary.table.id] = frozenset(summary.columns)
    tables = {
        table: tuple(
            Row(f"row{number}", _cells(one.cells), one.where)
            for number, one in enumerate(rows, start=1)
        )
        for table, rows in listed.items()
    }
    values = {f"chapters/{key}": text for key, text in _chapters(programme, plan).items() if text}
    draft = replace(empty, values=MappingProxyType(values), tables=MappingProxyType(tables))
    return Said(draft, MappingProxyType(columns))


def audit_alone(programme: Programme, plan: PlanRead, summary: ProjectsRead) -> Audit:
    """The audit of two files without a draft.

    A finding counts when all its places lie in what the files say. A rule that fails only by
    what they do not say (a form's field not filled in, a column that the table does not have)
    has no data.
    """
    said = said_alone(programme, plan, summary)
    found = audit(programme, said.draft)
    kept = [one for one in found.findings if one.places and _is_said(said, one)]
    left = {one.code for one in kept}
    outcomes = [
        RuleOutcome(one.code, one.title, State.NO_DATA, _NOT_SAID)
        if one.state is State.FAILED and one.code not in left
        else one
        for one in found.outcomes
    ]
    # There is no draft that a fix could mend.
    return Audit(tuple(replace(one, fixes=()) for one in kept), tuple(outcomes))


def plan_over(programme: Programme, draft: Draft, plan: PlanRead) -> Draft:
    """The draft as a plan says it that was not printed from it: chapters, list, tables."""
    values = dict(draft.values)
    for chapter in programme.plan.chapter:
        path = f"chapters/{chapter.id}"
        text = _chapters(programme, plan).get(chapter.id, "")
        if not _is_same_text(values.get(path, ""), text):
            values[path] = text
    listed = {table.id: plan.tables.get(table.id, []) for table in programme.plan.table}
    listed[programme.plan.project_list.id] = plan.projects
    tables = dict(draft.tables)
    for table_id, rows in listed.items():
        table = programme.table(table_id)
        if table is not None:
            tables[table_id] = _over(programme, draft, table, rows, _columns(rows))
    return replace(
        draft,
        values=MappingProxyType({path: text for path, text in values.items() if text}),
        tables=MappingProxyType({table: rows for table, rows in tables.items() if rows}),
    )


def summary_over(programme: Programme, draft: Draft, summary: ProjectsRead) -> Draft:
    """The draft with the rows of a summary that was not printed from it."""
    table = programme.summary.table
    rows = _over(programme, draft, table, summary.rows, summary.columns)
    return replace(draft, tables=MappingProxyType({**draft.tables, table.id: rows}))


def _is_said(said: Said, finding: Finding) -> bool:
    return all(said.holds(place.path) for place in finding.places)


def _listed(
    programme: Programme, plan: PlanRead, summary: ProjectsRead
) -> dict[str, Sequence[ReadRow]]:
    listed: dict[str, Sequence[ReadRow]] = dict(plan.tables)
    listed[programme.plan.project_list.id] = plan.projects
    listed[programme.summary.table.id] = summary.rows
    return listed


def _chapters(programme: Programme, plan: PlanRead) -> Mapping[str, str]:
    """The chapters without the sentences that the program itself writes around the list."""
    own = own_sentences(programme, [row.cells for row in plan.projects])
    return {
        key: "\n".join(line for line in text.split("\n") if line not in own)
        for key, text in plan.chapters.items()
    }


def _columns(rows: Iterable[ReadRow]) -> set[str]:
    """The columns in which anything stands: a reader does not tell of empty ones."""
    return {key for row in rows for key, text in row.cells.items() if text.strip()}


def _over(
    programme: Programme,
    draft: Draft,
    table: Table,
    read: Sequence[ReadRow],
    columns: Collection[str],
) -> tuple[Row, ...]:
    """The rows of a table as a file has them, each with the id and the unread cells of the row of
    the draft that it is."""
    ours = draft.rows(table.id)
    known = [column for column in table.column if column.id in columns]
    name = next((c.id for c in known if c.compared), known[0].id if known else "")
    printed = [
        PrintedRow(0, n, row.id, {c.id: row.cells.get(c.id, "") for c in known})
        for n, row in enumerate(ours, start=1)
    ]
    back = [BackRow(0, n, dict(row.cells)) for n, row in enumerate(read)]
    pairs = dict(same_rows(printed, back, name))
    kept = [_merged(programme, ours[i], read[j], known) for i, j in sorted(pairs.items())]
    taken = set(pairs.values())
    new_id: NewId = new_ids(draft)
    new = [Row(new_id(), _cells(one.cells)) for n, one in enumerate(read) if n not in taken]
    return (*kept, *new)


def _merged(programme: Programme, row: Row, read: ReadRow, columns: Sequence[Field]) -> Row:
    cells = dict(row.cells)
    for column in columns:
        old, new = cells.get(column.id, ""), read.cells.get(column.id, "")
        if not is_same_value(programme, column, old, new):
            cells[column.id] = new
    return replace(row, cells=_cells(cells))


def _is_same_text(one: str, other: str) -> bool:
    ours, theirs = (
        [line.strip() for line in text.splitlines() if line.strip()] for text in (one, other)
    )
    return len(ours) == len(theirs) and all(
        is_same_line(a, b) or fold(a) == fold(b) for a, b in zip(ours, theirs, strict=True)
    )


def _cells(cells: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({key: text for key, text in cells.items() if text})
