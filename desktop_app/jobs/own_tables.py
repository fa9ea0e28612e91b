"""Tables in the issuer's form: which columns they have, which rows are there to be filled in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.core.own_form import OwnColumn, OwnTable
from desktop_app.core.pack_forms import Table
from desktop_app.core.sheet_places import column_letters
from desktop_app.core.values import Kind
from desktop_app.intake.headers import Header
from desktop_app.intake.heading_rows import bare_heading, headings_over, unit_of
from desktop_app.intake.plain import COUNTERS, Sheet
from desktop_app.intake.row_kinds import Columns, RowKind, columns_of, kind_of, stands_for_more

_NAMED = 5
# How many rows from one on were made to be filled in, by their look in a column.
Ready = Callable[[int, int], int]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of the form, with what a person should look at."""

    table: OwnTable
    doubts: tuple[str, ...]


def own_table(
    form: Table,
    number: int,
    sheet: Sheet,
    header: Header,
    ready: Ready | None = None,
    *,
    is_keyed: bool = False,
) -> FoundTable:
    """How the table below a header is to be filled with rows of `form`.

    Where it `is_keyed`, the form may have written what each row is about, which stays.

    `ready` tells what is made to be filled in where the sheet's text alone does not: rows below
    which nothing stands are not read.
    """
    doubts: list[str] = []
    given = {at: field for field, at in header.columns.items()}
    depth = header.row - header.first + 1
    headings = [one.text.replace("\n", "") for one in headings_over(sheet, header.first, depth)]
    columns = tuple(
        OwnColumn(
            column=at,
            heading=text.strip(),
            field=given.get(at, ""),
            unit=unit_of(text) or header.unit,
        )
        for at, text in enumerate(headings)
        if text.strip() and (at in given or bare_heading(text) not in COUNTERS)
    )
    serial = next(
        (
            at
            for at, text in enumerate(headings)
            if bare_heading(text) in COUNTERS and at not in given
        ),
        -1,
    )
    for field in header.guessed:
        column = header.columns[field]
        where = f"{sheet.name} {column_letters(column)}列「{headings[column]}」"
        doubts.append(f"{where}是按相近的名称认出的,请核对。")
    for again, _ in header.again:
        where = f"{sheet.name} {column_letters(again)}列「{headings[again]}」"
        doubts.append(f"{where}与另一列意思相同,没有对应,请核对。")
    doubts += _units(form, sheet, columns)
    fields = [one for one in form.column if one.id in header.columns]
    name = next((one.id for one in fields if one.compared), fields[0].id)
    looked = columns_of(fields, name, header, sheet.rows, form.column)
    first, count, total, samples = _rows(sheet, header, looked, doubts)
    keys: tuple[str, ...] = ()
    if samples and is_keyed:
        keys = tuple(_cell(sheet, at, header.columns[name]) for at in range(first, first + count))
    elif samples:
        rows = "、".join(str(one + 1) for one in samples[:_NAMED])
        more = "等行" if len(samples) > _NAMED else "行"
        doubts.append(
            f"{sheet.name} 第{rows}{more}已有内容,填写时会换成草稿中的项目;请确认选的是空白表样。"
        )
    if ready is not None:
        made = ready(first, header.columns[name])
        is_open = total < 0 and first + count >= len(sheet.rows)
        count = max(made, count, 1) if is_open else (min(made, count) or count)
    found = OwnTable(
        table=form.id,
        sheet=number,
        name=sheet.name,
        header=header.first,
        first=first,
        ready=count,
        columns=columns,
        serial=serial,
        total=total,
        key=header.columns[name] if keys else -1,
        keys=keys,
    )
    return FoundTable(found, tuple(doubts))


def _units(form: Table, sheet: Sheet, columns: Sequence[OwnColumn]) -> Iterator[str]:
    """Some amounts are asked for in another unit than usual, and others in none."""
    usual = {one.id: one.unit for one in form.column if one.kind is Kind.AMOUNT}
    asked = [one for one in columns if one.field in usual]
    if any(one.unit and one.unit != usual[one.field] for one in asked):
        for one in asked:
            if not one.unit:
                where = f"{sheet.name} {column_letters(one.column)}列「{one.heading}」"
                yield f"{where}没有写金额单位,按{usual[one.field]}填写;请核对。"


def _rows(
    sheet: Sheet, header: Header, columns: Columns, doubts: list[str]
) -> tuple[int, int, int, list[int]]:
    """The first row to fill in, how many are there, the row of sums, and those rows that hold
    something."""
    first, total = header.row + 1, -1
    samples: list[int] = []
    at = first
    while at < len(sheet.rows):
        cells = sheet.rows[at]
        kind = kind_of(cells, columns)
        is_begun = at > first
        if kind in (RowKind.HEADER, RowKind.EXAMPLE) and not is_begun:
            if kind is RowKind.EXAMPLE:
                doubts.append(f"{sheet.name} 第{at + 1}行是填写示例,保留在表中,从下一行填起。")
            first = at + 1
        elif kind is RowKind.SUM:
            if total >= 0:
                break
            total = at
            if is_begun:
                break
            # Sums above the rows, as some forms have them.
            first = at + 1
        elif _is_sample(kind, cells, columns):
            samples.append(at)
        elif kind is not RowKind.BLANK:
            break
        at += 1
    count = (total if total >= first else at) - first
    return first, count, total, samples


def _cell(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row]
    return cells[column] if column < len(cells) else ""


def _is_sample(kind: RowKind, cells: Sequence[str], columns: Columns) -> bool:
    """A row that shows how to fill in (……, or a made-up project), and gives way."""
    told = [cells[at] for at in (columns.name, *columns.texts) if at < len(cells)]
    if kind is RowKind.UNKNOWN:
        return stands_for_more(told)
    is_labelled = any(":" in text or "\uff1a" in text for text in told)
    return kind is RowKind.PROJECT and not is_labelled
