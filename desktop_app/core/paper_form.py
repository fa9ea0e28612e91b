"""A further paper as a form to fill in: of its row the cells that each part prints, of the tables
printed in it the rows that are tied to that row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.core.draft import Draft, Row
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.pack_papers import Paper
from desktop_app.core.papers import tie_of
from desktop_app.core.programme import Programme

_CELL = re.compile(r"\{\s*row\.(\w+)\s*\}")


@dataclass(frozen=True, slots=True)
class TiedTable:
    """A table of which a part prints the rows whose `column` says what the paper's row says in
    `owner` (which is called `owner_label`); `fields` are the columns to fill in."""

    table: Table
    column: str
    owner: str
    fields: tuple[Field, ...]
    owner_label: str = ""

    def key(self, row: Row) -> str:
        """What ties rows to this row, as it is typed."""
        return row.cells.get(self.owner, "").strip()

    def key_of(self, row: Row) -> str:
        """What ties this row of the table, as it is typed."""
        return row.cells.get(self.column, "").strip()

    def rows(self, draft: Draft, row: Row) -> tuple[Row, ...]:
        """The rows of the table that are this row's."""
        key = self.key(row)
        if not key:
            return ()
        return tuple(one for one in draft.rows(self.table.id) if self.key_of(one) == key)


@dataclass(frozen=True, slots=True)
class FormPart:
    """A part of a paper: its title, the columns of the paper's row that are filled in there (none
    twice in a paper), and the table tied to it."""

    id: str
    title: str
    fields: tuple[Field, ...]
    tied: TiedTable | None = None


def form_of(programme: Programme, paper: Paper) -> tuple[FormPart, ...]:
    """The parts in which anything is filled in."""
    table = programme.table(paper.each) if paper.each else None
    if table is None:
        return ()
    known = {column.id: column for column in table.column}
    seen: set[str] = set()
    tied: set[str] = set()
    parts: list[FormPart] = []
    for part in paper.part:
        ids = [one for one in (*part.fields, *_CELL.findall(part.text)) if one in known]
        fresh = [one for one in dict.fromkeys(ids) if one not in seen]
        seen.update(fresh)
        printed = programme.table(part.table) if part.table else None
        tie = tie_of(part)
        of_part: TiedTable | None = None
        if printed is not None and tie is not None and printed.id not in tied:
            tied.add(printed.id)
            fields = tuple(one for one in printed.column if one.printed and one.id != tie[0])
            label = known[tie[1]].label if tie[1] in known else tie[1]
            of_part = TiedTable(printed, *tie, fields, label)
        if fresh or of_part is not None:
            title = re.sub(r"\{[^{}]*\}", "", part.title)
            if not title and of_part is not None:
                title = of_part.table.title
            parts.append(FormPart(part.id, title, tuple(known[one] for one in fresh), of_part))
    return tuple(parts)


def missing_in(parts: tuple[FormPart, ...], row: Row) -> tuple[str, ...]:
    """The columns that a paper prints, that must be filled in and are blank in its row."""
    return tuple(
        one.id
        for part in parts
        for one in part.fields
        if one.required and not row.cells.get(one.id, "").strip()
    )


def papers_to_fill(programme: Programme) -> tuple[Paper, ...]:
    """The papers with a step of their own: those for each row, and those that print a table which
    is filled in nowhere else."""
    return tuple(
        paper for paper in programme.papers if paper.each or any(own_tables(programme, paper))
    )


def own_tables(programme: Programme, paper: Paper) -> Iterator[Table]:
    """The tables that a paper prints and that no chapter shows, each once."""
    elsewhere = {programme.summary.table.id, programme.plan.project_list.id}
    elsewhere |= {table for chapter in programme.plan.chapter for table in chapter.tables}
    seen: set[str] = set()
    for part in paper.part:
        table = programme.table(part.table) if part.table else None
        if table is None or table.id in elsewhere | seen or table.gathered is not None:
            continue
        seen.add(table.id)
        yield table


def label_column(programme: Programme, table: Table) -> str:
    """The column by which people know a row of a table: the firm, the name, or the first text."""
    form = programme.summary
    known = [column.id for column in table.column]
    wanted = (form.enterprise, form.name) if table.id == form.table.id else ("enterprise", "name")
    return next((one for one in wanted if one in known), known[0])
