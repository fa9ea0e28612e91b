"""附件2 out of a pack and a draft: cover, contents, chapters with tables and projects, letters."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop_app.core.chapter_text import lines_of
from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import Subject
from desktop_app.core.list_sentences import sentence_of_all, sentence_of_industry
from desktop_app.core.names import fold
from desktop_app.core.pack_forms import Chapter
from desktop_app.core.pack_forms import Table as Form
from desktop_app.core.programme import Programme
from desktop_app.core.shown import filled, shown
from desktop_app.documents.compose_text import (
    SERIAL,
    applicant,
    applicant_source,
    attachment_mark,
    by_id,
    column_of,
    date_source,
    date_text,
    letter_sections,
    printed_columns,
    printed_table,
    revision_mark,
)
from desktop_app.documents.numbering import number
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.tree import (
    Block,
    Contents,
    Document,
    Heading,
    Section,
    SignatureBlock,
    Spacer,
    Table,
    paragraph,
)

_NO_INDUSTRY = "未填写行业"


def compose_plan(
    programme: Programme, draft: Draft, watermark: str = "", standing: str = ""
) -> Document:
    """The plan, numbered. `watermark` (草稿) marks every page of a preview, `standing` (定稿…)
    what this revision is; it goes into every foot."""
    title = filled(programme, draft, programme.plan.title)
    mark = attachment_mark(programme.plan.attachment) if programme.plan.marked else Spacer(1)
    cover: tuple[Block, ...] = (
        mark,
        Spacer(5),
        paragraph(title, "cover_title", programme.plan.title),
        Spacer(9),
        paragraph(applicant(programme, draft), "cover_line", applicant_source(programme)),
        paragraph(date_text(programme, draft), "cover_line", date_source(programme)),
    )
    body: list[Block] = [paragraph(title, "title", programme.plan.title)]
    subject = Subject(programme, draft)
    for chapter in programme.plan.chapter:
        body += _chapter(subject, chapter)
    body.append(
        SignatureBlock(
            applicant(programme, draft),
            date_text(programme, draft),
            sources=(applicant_source(programme), date_source(programme)),
        )
    )
    letters = letter_sections(programme, draft, "plan")
    landscape = {form.title for form in programme.plan.table if form.landscape}
    return number(
        Document(
            title,
            (
                Section(cover, numbered=False),
                Section((Contents(),)),
                *_sections(body, landscape),
                *letters,
            ),
            revision_mark(draft, standing),
            applicant(programme, draft),
            watermark,
        )
    )


def _chapter(subject: Subject, chapter: Chapter) -> list[Block]:
    programme, draft = subject.programme, subject.draft
    path = f"chapters/{chapter.id}"
    blocks = list(_prose(path, subject.chapter(chapter.id).text))
    for table_id in chapter.tables:
        form = programme.table(table_id)
        if form is not None:
            blocks += _plan_table(subject, form)
    if chapter.lists_projects:
        blocks = _with_projects(programme, draft, blocks)
    if not blocks and not chapter.required:
        return []
    return [Heading(chapter.title, 1, source=path), *blocks]


def _prose(path: str, text: str) -> Iterator[Block]:
    """The blocks of a chapter's text; typed numbers make headings and are taken off."""
    for line in lines_of(text):
        if line.level:
            yield Heading(line.heading, line.level, run_in=line.rest, source=path)
        else:
            yield paragraph(line.rest, source=path)


def _plan_table(subject: Subject, form: Form) -> list[Block]:
    rows = subject.printed_rows(form)
    fields = printed_columns(form)
    is_optional = not any(field.required for field in form.column)
    printed = [row for row in rows if any(row.cells.get(f.id, "").strip() for f in fields)]
    if not printed and is_optional:
        return []
    table = printed_table(subject.programme, form, printed, fields)
    if form.gathered is not None:
        # What follows from the text is nobody's to change: a file that comes back says nothing of
        # it, and `jobs.gathered_back` tells what was changed there.
        table = replace(table, source="", row_ids=(), fields=())
    if form.numbered:
        return [
            replace(table, caption=form.title),
            *_layout_note(form),
        ]
    return [paragraph(form.title, "subtitle"), table, *_layout_note(form)]


def _layout_note(form: Form) -> list[Block]:
    return [paragraph(f"注：{full_width(form.layout)}", "note")] if form.layout else []


def _with_projects(programme: Programme, draft: Draft, prose: list[Block]) -> list[Block]:
    """The chapter with the projects of the summary, in its order, in one run of numbers.

    An industry's projects stand below the heading that names it, else at the end.
    """
    rows = draft.filled_rows(programme.summary.table.id)
    if not rows:
        return prose
    groups = _by_industry(programme, rows)
    places = {n: at for n, (industry, _) in enumerate(groups) if (at := _place(industry, prose))}
    order = sorted(range(len(groups)), key=lambda n: (places.get(n, len(prose) + 1), n))
    blocks: list[Block] = []
    taken = 0
    serial = 1
    for n in order:
        industry, group = groups[n]
        at = places.get(n, len(prose))
        blocks += prose[taken:at]
        taken = max(taken, at)
        if industry and not (n in places and not _is_bare(prose[at - 1])):
            cells = [row.cells for row in group]
            blocks.append(paragraph(sentence_of_industry(programme, industry, cells)))
        caption = f"{industry}{programme.plan.project_list.title}"
        blocks.append(_project_table(programme, group, caption, serial))
        serial += len(group)
    blocks += prose[taken:]
    blocks.append(paragraph(sentence_of_all(programme, [row.cells for row in rows])))
    return blocks


def _place(industry: str, prose: Sequence[Block]) -> int:
    """The index behind the part of the prose whose heading names an industry; 0 for none."""
    for at, block in enumerate(prose):
        if isinstance(block, Heading) and industry and fold(industry) in fold(block.text):
            behind = enumerate(prose[at + 1 :], start=at + 1)
            ends = (n for n, other in behind if _ends_part(other, block.level))
            return next(ends, len(prose))
    return 0


def _ends_part(block: Block, level: int) -> bool:
    return isinstance(block, Heading) and block.level <= level


def _by_industry(programme: Programme, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Industry as first written → its rows; without an industry column, all under ""."""
    field = by_id(programme.summary.table).get(programme.summary.industry)
    if field is None or not _is_grouped(programme):
        return [("", list(rows))]
    groups: dict[str, tuple[str, list[Row]]] = {}
    for row in rows:
        name = shown(programme, field, row.cells.get(field.id, "")).strip() or _NO_INDUSTRY
        groups.setdefault(fold(name), (name, []))[1].append(row)
    return list(groups.values())


def _is_grouped(programme: Programme) -> bool:
    """Whether the list is printed industry by industry."""
    return programme.plan.grouped and bool(programme.summary.industry)


def _project_table(programme: Programme, rows: Sequence[Row], caption: str, first: int) -> Table:
    """Rows of the summary under the columns of the plan's own list, in its words."""
    summary, form = programme.summary, programme.plan.project_list
    known = by_id(summary.table)
    left_out = summary.industry if _is_grouped(programme) else ""
    listed = [one for one in printed_columns(form) if one.id in known and one.id != left_out]
    money = next((one for one in listed if one.id == summary.investment), None)
    unit = form.unit or (money.unit if money is not None else "")
    columns = (replace(column_of(programme, one, unit), total=False, options=()) for one in listed)
    cells = tuple(
        (
            str(n),
            *(shown(programme, known[one.id], row.cells.get(one.id, "")) for one in listed),
        )
        for n, row in enumerate(rows, start=first)
    )
    return Table(
        (
            SERIAL,
            *(
                replace(column, kind="center") if one.id == summary.county else column
                for one, column in zip(listed, columns, strict=True)
            ),
        ),
        cells,
        caption,
        unit=f"单位：{unit}" if unit else "",
        source=summary.table.id,
        row_ids=tuple(row.id for row in rows),
        fields=tuple(one.id for one in listed),
    )


def _sections(body: Sequence[Block], landscape: set[str]) -> Iterator[Section]:
    """The body cut where a table lies on its side: it has a sheet of its own, with the headings
    that stand directly over it."""
    upright: list[Block] = []
    for block in body:
        if isinstance(block, Table) and block.caption in landscape:
            above = _headings_above(upright)
            if upright[: len(upright) - above]:
                yield Section(tuple(upright[: len(upright) - above]))
            yield Section((*upright[len(upright) - above :], block), landscape=True)
            upright = []
        else:
            upright.append(block)
    if upright:
        yield Section(tuple(upright))


def _headings_above(blocks: Sequence[Block]) -> int:
    """How many headings end a run of blocks, down from the chapter they belong to."""
    count = 0
    for block in reversed(blocks):
        if not isinstance(block, Heading) or block.run_in:
            break
        count += 1
        if block.level == 1:
            break
    return count


def _is_bare(block: Block) -> bool:
    """Whether a block is a heading in a line of its own, without text yet."""
    return isinstance(block, Heading) and not block.run_in
