"""A further paper out of a pack and a draft: single, or one for a row of a table."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop_app.core.draft import Row
from desktop_app.core.facts import Subject
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.pack_papers import PaperPart
from desktop_app.core.papers import Label, Measured, PaperView
from desktop_app.documents.compose_rewards import rewards_of_row, totals
from desktop_app.documents.compose_text import (
    SERIAL,
    applicant,
    attachment_mark,
    date_source,
    date_text,
    printed_columns,
    printed_table,
    revision_mark,
)
from desktop_app.documents.grid_layout import ems_of_value
from desktop_app.documents.numbering import number
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.styles import LANDSCAPE, MM, PORTRAIT
from desktop_app.documents.table_layout import em_width
from desktop_app.documents.tree import (
    Block,
    Column,
    Document,
    Grid,
    Heading,
    Section,
    SignatureBlock,
    paragraph,
)
from desktop_app.documents.tree import Table as Printed

# A value may take so many lines of half the width; from there on it has a line of its own.
_MOST_LINES = 2
_MET = {True: "达到", False: "未达到", None: "—"}


@dataclass(frozen=True, slots=True)
class Marks:
    """What every copy of a paper bears: who applies, the date, the revision, the watermark."""

    applicant: str
    date: str
    revision: str
    watermark: str = ""


def marks_of(subject: Subject, watermark: str = "", standing: str = "") -> Marks:
    """The marks of a draft's papers, computed once for all of them."""
    programme, draft = subject.programme, subject.draft
    return Marks(
        applicant(programme, draft),
        date_text(programme, draft),
        revision_mark(draft, standing),
        watermark,
    )


def compose_paper(view: PaperView, marks: Marks, row: Row | None = None) -> Document:
    """The paper, numbered; of a paper that is made `each` row that of the row."""
    paper = view.paper
    title = view.title(row)
    blocks: list[Block] = []
    if paper.attachment:
        blocks.append(attachment_mark(paper.attachment))
    blocks.append(paragraph(title, "title"))
    for part in paper.part:
        if not (part.optional and view.is_blank(part, row)):
            blocks += _part(view, part, row)
    if paper.layout:
        blocks.append(paragraph(f"注：{full_width(paper.layout)}", "note"))
    if paper.signed:
        name = view.text(paper.signed, row)
        sources = ("", date_source(view.subject.programme))
        blocks.append(SignatureBlock(name, marks.date, sealed=paper.sealed, sources=sources))
    section = Section(tuple(blocks), landscape=paper.landscape)
    return number(Document(title, (section,), marks.revision, marks.applicant, marks.watermark))


def _part(view: PaperView, part: PaperPart, row: Row | None) -> Iterator[Block]:
    title = view.text(part.title, row)
    if title:
        yield Heading(title, 1)
    for line in view.text(part.text, row).splitlines():
        if line.strip():
            yield paragraph(line.strip(" \t"))
    labels = list(view.labels(part, row))
    if labels:
        yield grid_of(labels, is_landscape=view.paper.landscape)
    table = view.subject.programme.table(part.table) if part.table else None
    if table is not None:
        yield _table(view, part, table, row, has_title=bool(title))
        if table.layout and table.layout != view.paper.layout:
            yield paragraph(f"注：{full_width(table.layout)}", "note")
    if part.rewards:
        yield from _rewards(view, row)
    if part.indicator:
        yield figures_table(view.measured(part, row))
    if part.note:
        yield paragraph(full_width(view.text(part.note, row)), "note")


def _rewards(view: PaperView, row: Row | None) -> Iterator[Block]:
    """The computation of the rewards: of the row, or of all rows in sums."""
    found = view.subject.rewards
    programme = view.subject.programme
    if row is not None:
        of_row = view.rewards(row)
        yield rewards_of_row(programme, of_row) if of_row else paragraph("没有适用的奖补条款。")
        return
    yield from totals(programme, found)


def grid_of(labels: list[Label], *, is_landscape: bool = False) -> Grid:
    """Labels with values, two pairs a line in their order; a long one has a line of its own, and
    so has the one before it where it would stand alone."""
    page = LANDSCAPE if is_landscape else PORTRAIT
    ems = ems_of_value((page.width_mm - page.left_mm - page.right_mm) * MM)
    rows: list[tuple[Label, ...]] = []
    for one in labels:
        is_wide = one.is_wide or "\n" in one.value or em_width(one.value) > ems * _MOST_LINES
        last = rows[-1] if rows else ()
        if len(last) == 1 and not is_wide and not last[0].is_wide:
            rows[-1] = (last[0], one)
        else:
            rows.append((replace(one, is_wide=is_wide),))
    return Grid(
        tuple(tuple((full_width(one.label), one.value) for one in row) for row in rows),
        tuple(tuple(one.path for one in row) for row in rows),
    )


def figures_table(measured: list[Measured]) -> Printed:
    """Indicators with what is aimed at, what the rows give, the share, and whether it is met."""
    has_target = any(one.indicator.target for one in measured)
    has_period = any(one.indicator.period for one in measured)
    columns = [SERIAL, Column("指标", 20), Column("单位", 5, "center")]
    if has_target:
        columns.append(Column("目标值", 7, "number"))
    if has_period:
        columns.append(Column("本期", 7, "number"))
    columns.append(Column("累计完成" if has_period else "完成值", 7, "number"))
    if has_target:
        columns += [Column("完成率", 7, "number"), Column("是否达到", 6, "center")]
    rows: list[tuple[str, ...]] = []
    for serial, one in enumerate(measured, start=1):
        cells = [str(serial), one.indicator.title, one.indicator.unit]
        if has_target:
            cells.append(one.target or "—")
        if has_period:
            cells.append(one.period or "—")
        cells.append(one.value or "—")
        if has_target:
            cells += [one.share or "—", _MET[one.is_met]]
        rows.append(tuple(cells))
    return Printed(tuple(columns), tuple(rows))


def _table(
    view: PaperView, part: PaperPart, table: Table, row: Row | None, *, has_title: bool
) -> Printed:
    """The rows of the part; without any, one blank line to write on."""
    fields = _columns(table, part)
    rows = view.table_rows(part, row)
    made = printed_table(view.subject.programme, table, rows, fields)
    if not rows:
        made = replace(made, rows=(("",) * len(made.columns),), row_ids=("",))
    return made if has_title else replace(made, caption=table.title)


def _columns(table: Table, part: PaperPart) -> tuple[Field, ...]:
    if not part.columns:
        return printed_columns(table)
    known = {column.id: column for column in table.column}
    return tuple(known[one] for one in part.columns if one in known)
