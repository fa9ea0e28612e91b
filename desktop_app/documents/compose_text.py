"""What the composers share: placeholders filled, tables as they are printed, letters, marks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import numbers_of
from desktop_app.core.pack_about import Letter
from desktop_app.core.pack_forms import Field
from desktop_app.core.pack_forms import Table as Form
from desktop_app.core.programme import Programme
from desktop_app.core.shown import PLACEHOLDER, filled, says_unit, shown
from desktop_app.core.values import NUMBERS, Kind, show_decimal
from desktop_app.documents.tree import (
    Block,
    Column,
    Paragraph,
    Section,
    SignatureBlock,
    Spacer,
    Table,
    paragraph,
)

BLANK_DATE = "　　　　年　　月　　日"
_NOTE = re.compile(r"（.*）")
_SHORT = (Kind.YES_NO, Kind.MONTH, Kind.DATE, Kind.CHOICE, Kind.CREDIT_CODE, Kind.PHONE)
_PART_OF = re.compile(r"其中\s*[:：]\s*")
SERIAL = Column("序号", 4, "center")


def field_text(programme: Programme, draft: Draft, field_id: str) -> str:
    """What was typed in the first single field of this id, as it is printed; may be empty."""
    path = field_path(programme, field_id)
    field = programme.field(path)
    return "" if field is None else shown(programme, field, draft.values.get(path, ""))


def applicant_source(programme: Programme) -> str:
    """The text of the pack that names who applies: `applicant`, or where that is prose and no field
    `city` or `applicant` makes a name of it, the placeholder of the summary's `city`."""
    about, path = programme.about.applicant, programme.summary.city
    is_made_up = any(field_path(programme, one) for one in ("city", "applicant"))
    if PLACEHOLDER.search(about) or is_made_up or not path:
        return about
    return f"{{{path.replace('/', '.')}}}"


def applicant(programme: Programme, draft: Draft) -> str:
    """The full name of who applies: 某市 and 市人民政府 are 某市人民政府.

    A pack may write it as a template; else the fields `city` and `applicant` make it up, or the
    field that the summary's `city` names is all of it.
    """
    template = applicant_source(programme)
    if PLACEHOLDER.search(template):
        return filled(programme, draft, template)
    body = field_text(programme, draft, "applicant") or programme.about.applicant
    city = field_text(programme, draft, "city").strip()
    shared = next((n for n in range(len(city), 0, -1) if body.startswith(city[-n:])), 0)
    return city + body[shared:]


def date_text(programme: Programme, draft: Draft) -> str:
    """The date of the papers (field `date`), with room to write it while it is blank."""
    return field_text(programme, draft, "date") or BLANK_DATE


def date_source(programme: Programme) -> str:
    """The placeholder of the field that the date of the papers comes from; "" without one."""
    path = field_path(programme, "date")
    return f"{{{path.replace('/', '.')}}}" if path else ""


def field_path(programme: Programme, field_id: str) -> str:
    """The path of the first single field of this id; "" when there is none."""
    for section in programme.plan.section:
        for field in section.field:
            if field.id == field_id:
                return f"{section.id}/{field.id}"
    return ""


def revision_mark(draft: Draft, standing: str = "") -> str:
    """The mark both documents carry in the footer, so that paper shows what belongs together.

    `standing` says what the revision is (定稿…), when it has been said.
    """
    mark = f"数据版本 {draft.revision} · 校验码 {draft.check_code()}"
    return f"{standing} · {mark}" if standing else mark


def printed_columns(form: Form) -> tuple[Field, ...]:
    """The columns that go on paper, in the pack's order."""
    return tuple(field for field in form.column if field.printed)


def _sum(field: Field, rows: Sequence[Row]) -> str:
    numbers = numbers_of(field, (row.cells.get(field.id, "") for row in rows))
    return show_decimal(sum(numbers, Decimal(0))) if numbers else ""


def printed_table(
    programme: Programme, form: Form, rows: Sequence[Row], fields: Sequence[Field]
) -> Table:
    """Rows under the given columns, after a 序号; with a 合计 row when a column is summed."""
    columns = tuple(column_of(programme, field, form.unit) for field in fields)
    cells = tuple(
        (str(serial), *(shown(programme, field, row.cells.get(field.id, "")) for field in fields))
        for serial, row in enumerate(rows, start=1)
    )
    total: tuple[str, ...] = ()
    if rows and any(field.total for field in fields):
        total = ("合计", *(_sum(field, rows) if field.total else "" for field in fields))
    unit = f"单位：{form.unit}" if form.unit else ""
    return Table(
        (SERIAL, *columns),
        cells,
        unit=unit,
        total=total,
        source=form.id,
        row_ids=tuple(row.id for row in rows),
        fields=tuple(field.id for field in fields),
    )


def letter_blocks(programme: Programme, draft: Draft, letter: Letter) -> list[Block]:
    """A letter: title, text, and the signature block of who signs."""
    # Ideographic blanks are kept: 「　　　2.…」 stands under the 1. of 「附件：1.…」 (7.3.4).
    lines = _lines(filled(programme, draft, letter.text))
    templates = _lines(letter.text)
    if len(templates) != len(lines):
        # A value of several lines: which of them is whose cannot be told.
        templates = [""] * len(lines)
    title = filled(programme, draft, letter.title)
    blocks: list[Block] = [paragraph(title, "title", letter.title)]
    # 7.3.2: the addressee begins flush left and ends with a colon; what is announced does not.
    is_addressed = bool(lines) and lines[0].endswith(("：", ":"))
    for n, (line, template) in enumerate(zip(lines, templates, strict=True)):
        if line.startswith(("附件：", "附件:")):
            # 7.3.4: what is attached is told one line below the text.
            blocks.append(Spacer(1))
        blocks.append(paragraph(line, "flush" if is_addressed and n == 0 else "body", template))
    if letter.signed:
        # 7.3.6: a note in brackets stands below the date.
        note = blocks.pop() if len(lines) > 1 and _NOTE.fullmatch(lines[-1]) else None
        name = filled(programme, draft, letter.signed)
        sources = (letter.signed, date_source(programme))
        blocks.append(SignatureBlock(name, date_text(programme, draft), sources=sources))
        blocks += [note] if note else []
    return blocks


def _lines(text: str) -> list[str]:
    return [line for typed in text.splitlines() if (line := typed.strip(" \t"))]


def letter_sections(programme: Programme, draft: Draft, form: str) -> list[Section]:
    """The letters that stand behind a form ("plan", "summary"), each on pages of its own."""
    return [
        Section(tuple(letter_blocks(programme, draft, letter)), right=letter.right)
        for letter in programme.letters
        if letter.goes_with == form
    ]


def by_id(form: Form) -> Mapping[str, Field]:
    """The columns of a table by their id."""
    return {field.id: field for field in form.column}


def attachment_mark(text: str) -> Paragraph:
    """「附件2」 at the head of a document."""
    return paragraph(text, "attachment")


def column_of(programme: Programme, field: Field, unit: str) -> Column:
    """How a column is printed in a table whose money is in `unit`. Headings stay as the pack has
    them: 县(市、区) is narrow, and so is its column."""
    title, group = field.label, ""
    match = _PART_OF.match(title)
    if match is not None:
        title, group = title[match.end() :], "其中"
    if field.unit and field.unit != unit and not says_unit(title, field.unit):
        title = f"{title}（{field.unit}）"
    kind = "number" if field.kind in NUMBERS else "center" if field.kind in _SHORT else "text"
    options = ("是", "否") if field.kind is Kind.YES_NO else programme.options(field)
    column = Column(
        title, float(max(field.paper_width or field.width, 1)), kind, field.total, options
    )
    return replace(column, group=group)
