"""What the rules read: a draft's typed text as values, and figures computed over its tables."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Field, Programme, Table
from desktop_app.core.values import NUMBERS, Kind, Month, NotUnderstood, Read, parse


@dataclass(frozen=True)
class Subject:
    """A draft under its programme, with everything that checks need computed once."""

    programme: Programme
    draft: Draft

    def read(self, field: Field, typed: str) -> Read:
        """The value of a typed text under its field's kind, unit and options."""
        return parse(field.kind, typed, field.unit, self.programme.options(field))

    @cached_property
    def form(self) -> dict[str, dict[str, Any]]:
        """section → field → value, and chapters → text; blanks are absent."""
        out: dict[str, dict[str, Any]] = {}
        for section in self.programme.plan.section:
            out[section.id] = {}
            for field in section.field:
                value = self.read(field, self.draft.values.get(f"{section.id}/{field.id}", ""))
                if value is not None and not isinstance(value, NotUnderstood):
                    out[section.id][field.id] = plain_value(value)
        chapters = {
            chapter.id: self.draft.values.get(f"chapters/{chapter.id}", "")
            for chapter in self.programme.plan.chapter
        }
        out["chapters"] = {key: text for key, text in chapters.items() if text.strip()}
        return out

    def table_values(self, table: Table) -> list[dict[str, Any]]:
        """The rows of a table as mappings column → value, with the row's number from 1."""
        options = {column.id: self.programme.options(column) for column in table.column}
        out: list[dict[str, Any]] = []
        for number, row in enumerate(self.draft.rows(table.id), start=1):
            values: dict[str, Any] = {"number": number}
            for column in table.column:
                typed = row.cells.get(column.id)
                if typed is None:
                    continue
                value = parse(column.kind, typed, column.unit, options[column.id])
                if value is not None and not isinstance(value, NotUnderstood):
                    values[column.id] = plain_value(value)
            out.append(values)
        return out

    @cached_property
    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """table id → rows as values."""
        return {table.id: self.table_values(table) for table in self.programme.tables()}

    @cached_property
    def lists(self) -> dict[str, list[str]]:
        """list id → its options; a list without rows is absent: it was not loaded."""
        return {key: list(f.options()) for key, f in self.programme.lists.items() if f.rows}

    @cached_property
    def facts(self) -> dict[str, dict[str, Any]]:
        """count, sum, min, max, distinct and count_by of every table, by table and column."""
        names = ("count", "sum", "min", "max", "distinct", "count_by")
        out: dict[str, dict[str, Any]] = {name: {} for name in names}
        for table in self.programme.tables():
            out["count"][table.id] = len(self.draft.rows(table.id))
            for name in names[1:]:
                out[name][table.id] = {}
            for column in table.column:
                self._column_facts(out, table, column)
        return out

    def _column_facts(self, out: dict[str, dict[str, Any]], table: Table, column: Field) -> None:
        if column.kind in NUMBERS:
            cells = (row.cells.get(column.id, "") for row in self.draft.rows(table.id))
            numbers = numbers_of(column, cells)
            if numbers:
                convert = int if column.kind is Kind.INTEGER else float
                out["sum"][table.id][column.id] = convert(sum(numbers, Decimal(0)))
                out["min"][table.id][column.id] = convert(min(numbers))
                out["max"][table.id][column.id] = convert(max(numbers))
            return
        if column.kind is Kind.LONG_TEXT:
            return
        found = (values.get(column.id) for values in self.rows[table.id])
        counted = Counter(str(value).strip() for value in found if isinstance(value, str))
        out["distinct"][table.id][column.id] = list(counted)
        out["count_by"][table.id][column.id] = dict(counted)


def numbers_of(field: Field, texts: Iterable[str]) -> list[Decimal]:
    """The understood numbers among texts typed into a field, in its unit."""
    values = (parse(field.kind, text, field.unit) for text in texts)
    return [
        Decimal(value)
        for value in values
        if isinstance(value, int | Decimal) and not isinstance(value, bool)
    ]


def plain_value(value: Read) -> object:
    """A value as expressions see it: amounts as doubles, dates and months as ISO text."""
    match value:
        case Decimal():
            return float(value)
        case Month():
            return value.iso()
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def cell_label(programme: Programme, table: Table, number: int, column: str = "") -> str:
    """A cell in the reader's words: 「附件3 第12行 投资额」."""
    head = (
        programme.summary.attachment
        if table.id == programme.summary.table.id
        else f"{programme.plan.attachment} {table.title}"
    )
    label = next((field.label for field in table.column if field.id == column), "")
    return f"{head} 第{number}行{' ' + label if label else ''}"


def place_label(programme: Programme, path: str) -> str:
    """A path outside tables in the reader's words: 「附件2 工作目标」."""
    section_id, _, rest = path.partition("/")
    if section_id == "chapters":
        for chapter in programme.plan.chapter:
            if chapter.id == rest:
                return f"{programme.plan.attachment} {chapter.title}"
    for section in programme.plan.section:
        for field in section.field:
            if path == f"{section.id}/{field.id}":
                return f"{section.title} {field.label}"
    if section_id == "readings":
        return f"{rest} 的理解方式"
    table = programme.table(path)
    if table is not None:
        summary = table.id == programme.summary.table.id
        form = programme.summary if summary else programme.plan
        return f"{form.attachment} {table.title}"
    return path
