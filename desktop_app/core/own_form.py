"""The issuer's own form as data: which of its columns, cells and headings is what of the programme.

A map belongs to the very bytes of one empty file (`sha256`), so that places in it are plain
numbers: rows, columns and paragraphs from 0. Everything of the file that could be filled in is
listed; what is filled in by nothing has an empty target.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Literal

import msgspec

from desktop_app.core.names import fold
from desktop_app.core.programme import Programme, Table
from desktop_app.core.record import Record
from desktop_app.core.sheet_places import address, column_letters

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


class Place(Record, frozen=True):
    """One place of a form, for people: a short name to type, what stands there, what goes there.

    `kind`: column, cell, heading. `target` is the id of a field, a path, or a chapter's id.
    """

    key: str
    kind: Literal["column", "cell", "heading"]
    text: str
    target: str = ""
    table: str = ""


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


def places(form: FormMap) -> tuple[Place, ...]:
    """Everything in the form that can be filled in, in the order of the file."""
    return tuple(_places(form))


def targets(programme: Programme, form: FormMap, place: Place) -> dict[str, str]:
    """What may go to a place: target → its name on screen."""
    if place.kind == "heading":
        return {one.id: one.title for one in programme.plan.chapter}
    if place.kind == "cell":
        fields = {
            f"{section.id}/{field.id}": field.label
            for section in programme.plan.section
            for field in section.field
        }
        if form.attachment == "plan":
            fields |= {f"{CHAPTERS}{one.id}": one.title for one in programme.plan.chapter}
        return fields
    table = programme.table(place.table)
    return {} if table is None else {one.id: one.label for one in table.column}


def assigned(form: FormMap, key: str, target: str) -> FormMap:
    """The map with another target at a place ("" for none); ValueError where there is no such
    place. A column's field and a chapter stand in one place only: they leave the other."""
    place = next((one for one in places(form) if one.key == key), None)
    if place is None:
        raise ValueError(key)
    change = msgspec.structs.replace
    if place.kind == "column":
        tables = [
            change(one, columns=_moved(form, one, key, target)) if one.table == place.table else one
            for one in form.tables
        ]
        return change(form, tables=tuple(tables))
    if place.kind == "cell":
        cells = (
            change(one, path=target) if cell_key(form, one) == key else one for one in form.cells
        )
        return change(form, cells=tuple(cells))
    headings = (
        change(
            one,
            chapter=target
            if heading_key(one) == key
            else ("" if one.chapter == target else one.chapter),
        )
        for one in form.headings
    )
    return change(form, headings=tuple(headings))


def unfit(programme: Programme, form: FormMap) -> tuple[str, ...]:
    """Why a map cannot be used for the programme: sentences with what to do; empty when it can."""
    if form.programme != programme.id:
        return (f"「{form.file}」的对应关系属于另一个申报事项;请在本事项中重新选择官方表样。",)
    return tuple(_unfit(programme, form))


def cell_key(form: FormMap, one: OwnCell) -> str:
    """The short name of a single place: B2, 表1!B2, 第3段; the second in one text is 第3段#2."""
    same = [
        each.start
        for each in form.cells
        if (each.sheet, each.row, each.column) == (one.sheet, one.row, one.column)
    ]
    behind = f"#{sorted(same).index(one.start) + 1}" if len(same) > 1 else ""
    if one.sheet < 0:
        return f"第{one.row + 1}段{behind}"
    return f"{one.name}!{address(one.row, one.column)}{behind}"


def heading_key(one: OwnHeading) -> str:
    """The short name of a heading: 第12段."""
    return f"第{one.paragraph + 1}段"


def _column_key(table: OwnTable, one: OwnColumn) -> str:
    return f"{table.name}!{column_letters(one.column)}"


def _places(form: FormMap) -> Iterator[Place]:
    for table in form.tables:
        for one in table.columns:
            yield Place(
                key=_column_key(table, one),
                kind="column",
                text=one.heading,
                target=one.field,
                table=table.table,
            )
    for one in form.cells:
        yield Place(key=cell_key(form, one), kind="cell", text=one.label, target=one.path)
    for one in form.headings:
        yield Place(key=heading_key(one), kind="heading", text=one.text, target=one.chapter)


def _moved(form: FormMap, table: OwnTable, key: str, target: str) -> tuple[OwnColumn, ...]:
    def field(one: OwnColumn) -> str:
        if _column_key(table, one) == key:
            return target
        return "" if one.field == target else one.field

    return tuple(msgspec.structs.replace(one, field=field(one)) for one in table.columns)


def _unfit(programme: Programme, form: FormMap) -> Iterator[str]:
    summary = programme.summary
    if form.attachment == "summary":
        listed = [one for one in form.tables if one.table == summary.table.id]
        label = next((c.label for c in summary.table.column if c.id == summary.name), summary.name)
        if not listed:
            yield f"「{form.file}」中没有认出项目汇总表;请确认选的是{summary.attachment}。"
        elif summary.name not in listed[0].fields:
            yield f"还不知道哪一列是「{label}」;请在对应关系中给一列选上「{label}」。"
    elif not _chapters(form):
        yield f"「{form.file}」中没有认出方案的章节;请在对应关系中给标题选上对应的章。"
    for table in form.tables:
        known = programme.table(table.table)
        yield from _unknown_columns(form, table, known)
    chapters = {one.id for one in programme.plan.chapter}
    fields = [one.path for one in form.cells if one.path and not one.path.startswith(CHAPTERS)]
    for path in fields:
        if programme.field(path) is None:
            yield f"「{form.file}」对应的填报项「{path}」已经没有了;请重新选择官方表样。"
    named = _chapters(form)
    for chapter in named:
        if chapter not in chapters:
            yield f"「{form.file}」对应的章「{chapter}」已经没有了;请重新选择官方表样。"
    if len(set(named)) < len(named):
        yield "同一章对应了两处;请只留一处。"


def _chapters(form: FormMap) -> list[str]:
    """The chapters that have a place, below a heading or in a cell."""
    cells = [one.path.removeprefix(CHAPTERS) for one in form.cells if one.path.startswith(CHAPTERS)]
    return [*(one.chapter for one in form.headings if one.chapter), *cells]


def _unknown_columns(form: FormMap, table: OwnTable, known: Table | None) -> Iterator[str]:
    if known is None:
        yield f"「{form.file}」对应的表「{table.table}」已经没有了;请重新选择官方表样。"
        return
    if table.ready < 1:
        yield f"{table.name} 的表头下面没有空白行;请在表头下面插入一行空白行,另存后再选择。"
    ids = {one.id for one in known.column}
    named = [one.field for one in table.columns if one.field]
    for field in named:
        if field not in ids:
            yield f"「{form.file}」对应的列「{field}」已经没有了;请重新选择官方表样。"
    if len(set(named)) < len(named):
        yield f"{table.name} 有两列对应同一个填报项;请只留一列。"
