"""What of a draft goes into the issuer's own form: the values of its cells, rows and chapters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import Subject, numbers_of
from desktop_app.core.own_form import (
    CHAPTERS,
    FormMap,
    OwnCell,
    OwnHeading,
    OwnTable,
    places_of_rows,
)
from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.shown import read, shown
from desktop_app.core.values import MONEY_UNITS, Kind, show_decimal
from desktop_app.documents.compose_text import printed_columns, printed_table
from desktop_app.documents.tree import Table

# Excel keeps fifteen digits.
_DIGITS = 15
# What comes behind it in Unicode is mostly as wide as two.
_LATIN = 0x2E80


@dataclass(frozen=True, slots=True)
class OwnValue:
    """One value: its text, and the number or day it is where it is one. A `name` is written to the
    letter whatever the form offers to choose from."""

    text: str
    number: Decimal | None = None
    day: date | None = None
    is_percent: bool = False
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class OwnRows:
    """The rows of one table, each with its place from 0 and its values by column of the file, and
    the sums of its row of sums."""

    table: OwnTable
    rows: tuple[tuple[int, Mapping[int, OwnValue]], ...]
    sums: Mapping[int, OwnValue]

    @property
    def depth(self) -> int:
        """How many rows it takes."""
        return max((at + 1 for at, _ in self.rows), default=0)

    @property
    def left(self) -> tuple[str, ...]:
        """What the form has a row for, and the draft has not."""
        taken = {at for at, _ in self.rows}
        named = enumerate(self.table.keys)
        return tuple(text for at, text in named if text.strip() and at not in taken)

    def has_key(self, at: int) -> bool:
        """Whether the form itself has written what a row is about."""
        return at < len(self.table.keys) and bool(self.table.keys[at].strip())


@dataclass(frozen=True, slots=True)
class OwnChapter:
    """The paragraphs of one chapter, and the tables that the form has no place of its own for."""

    heading: OwnHeading
    lines: tuple[str, ...]
    tables: tuple[Table, ...]
    keeps_guidance: bool = False


@dataclass(frozen=True, slots=True)
class OwnContent:
    """All that is filled in."""

    cells: tuple[tuple[OwnCell, str], ...] = ()
    tables: tuple[OwnRows, ...] = ()
    chapters: tuple[OwnChapter, ...] = ()


def compose_own(programme: Programme, draft: Draft, form: FormMap) -> OwnContent:
    """What goes where in the form; places without a target are left alone."""
    subject = Subject(programme, draft)
    cells = tuple(
        (one, _padded(form, one, text))
        for one in form.cells
        if one.path and (text := cell_text(subject, one.path))
    )
    tables = tuple(_rows(programme, draft, one) for one in form.tables)
    placed = {one.table for one in form.tables}
    chapters = tuple(
        OwnChapter(
            one,
            chapter_lines(subject, one.chapter),
            tuple(_unplaced(programme, draft, one.chapter, placed)),
            form.keeps_guidance,
        )
        for one in form.headings
        if one.chapter
    )
    return OwnContent(cells, tables, chapters)


def _padded(form: FormMap, cell: OwnCell, text: str) -> str:
    """A value that another label follows in the same line keeps its distance."""
    place = (cell.sheet, cell.row, cell.column)
    follows = any(
        one.start > cell.start and (one.sheet, one.row, one.column) == place for one in form.cells
    )
    wide = sum(2 if ord(sign) > _LATIN else 1 for sign in text)
    return text + " " * max(2, cell.end - cell.start - wide) if follows else text


def cell_text(subject: Subject, path: str) -> str:
    """The text of a single field as it is printed, or of a chapter that has a cell of its own."""
    if path.startswith(CHAPTERS):
        return "\n".join(chapter_lines(subject, path.removeprefix(CHAPTERS)))
    asked = subject.programme.field(path)
    typed = subject.draft.values.get(path, "")
    return "" if asked is None else shown(subject.programme, asked, typed).strip()


def chapter_lines(subject: Subject, chapter: str) -> tuple[str, ...]:
    """The paragraphs of a chapter, with the values that its tokens stand for."""
    text = subject.chapter(chapter).text
    return tuple(line for typed in text.splitlines() if (line := typed.strip()))


def rows_for(programme: Programme, draft: Draft, table: str) -> tuple[Row, ...]:
    """The draft's rows that a table of the form lists; the plan's list is that of the summary."""
    if table == programme.plan.project_list.id:
        table = programme.summary.table.id
    form = programme.table(table)
    if form is not None and form.gathered is not None:
        return Subject(programme, draft).printed_rows(form)
    return draft.filled_rows(table)


def in_unit(number: Decimal, unit: str, wanted: str) -> Decimal:
    """An amount in the unit that the form's heading gives."""
    if not wanted or wanted == unit or unit not in MONEY_UNITS or wanted not in MONEY_UNITS:
        return number
    return (number * MONEY_UNITS[unit] / MONEY_UNITS[wanted]).normalize() + 0


def _rows(programme: Programme, draft: Draft, table: OwnTable) -> OwnRows:
    form = programme.table(table.table)
    known = {} if form is None else {one.id: one for one in form.column}
    columns = [(one.column, known[one.field], one.unit) for one in table.columns if one.field]
    listed = rows_for(programme, draft, table.table)
    key = next((column.id for at, column, _ in columns if at == table.key), "")
    placed = places_of_rows(table, [row.cells.get(key, "") for row in listed])
    rows = tuple(
        (
            place,
            {
                at: _value(programme, column, row.cells.get(column.id, ""), unit)
                for at, column, unit in columns
            },
        )
        for place, row in zip(placed, listed, strict=True)
    )
    sums: dict[int, OwnValue] = {}
    for at, column, unit in columns:
        numbers = list(numbers_of(column, (row.cells.get(column.id, "") for row in listed)))
        if column.total and numbers:
            number = in_unit(sum(numbers, Decimal(0)), column.unit, unit)
            sums[at] = OwnValue(show_decimal(number), number)
    return OwnRows(table, rows, sums)


def _value(programme: Programme, column: Field, typed: str, unit: str) -> OwnValue:
    text = shown(programme, column, typed)
    if column.compared or not typed.strip():
        return OwnValue(text, is_name=column.compared)
    value = read(programme, column, typed)
    if isinstance(value, bool):
        return OwnValue(text)
    if isinstance(value, int | Decimal):
        number = Decimal(value)
        if column.kind is Kind.AMOUNT:
            number = in_unit(number, column.unit, unit)
            text = show_decimal(number)
        if len(number.as_tuple().digits) > _DIGITS:
            return OwnValue(text)
        return OwnValue(text, number, is_percent=column.kind is Kind.PERCENT)
    if isinstance(value, date):
        return OwnValue(text, day=value)
    return OwnValue(text)


def _unplaced(
    programme: Programme, draft: Draft, chapter_id: str, placed: set[str]
) -> Sequence[Table]:
    """The tables of a chapter that have no table of the form: they come below its text."""
    chapter = next((one for one in programme.plan.chapter if one.id == chapter_id), None)
    if chapter is None:
        return ()
    listed = [form for one in chapter.tables if (form := programme.table(one)) is not None]
    if chapter.lists_projects:
        listed.append(programme.plan.project_list)
    found: list[Table] = []
    for form in listed:
        rows = rows_for(programme, draft, form.id)
        if form.id not in placed and rows:
            table = printed_table(programme, form, rows, printed_columns(form))
            found.append(replace(table, caption=form.title))
    return found
