"""A report for one period: figures with the targets, by group, the plan's phases, and what the
clerk wrote."""

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.core.chapter_text import lines_of
from desktop_app.core.own_words import own_words
from desktop_app.core.pack_reports import ReportParagraph
from desktop_app.core.period_report import (
    Grouped,
    Line,
    Number,
    Phase,
    ReportView,
    Told,
    month_words,
    number_words,
)
from desktop_app.core.shown import filled
from desktop_app.documents.compose_text import applicant, revision_mark
from desktop_app.documents.numbering import number
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.tree import (
    Block,
    Column,
    Document,
    Heading,
    Section,
    SignatureBlock,
    Table,
    paragraph,
)


def compose_report(
    view: ReportView, written: Mapping[str, str], day: str, watermark: str = ""
) -> Document:
    """The report; `written` are the clerk's paragraphs by id, `day` is printed under it."""
    programme, draft, report = view.subject.programme, view.subject.draft, view.report
    title = filled(programme, draft, report.title)
    blocks: list[Block] = [
        paragraph(title, "title"),
        paragraph(f"（{view.period.title}）", "subtitle"),
        *([paragraph(f"报送：{report.to}", "flush")] if report.to else []),
        Heading("总体进展", 1),
        paragraph(overall(view)),
        _figures(view),
    ]
    paragraphs = {one.id: one for one in report.paragraph}
    first, *rest = paragraphs.values() if paragraphs else (None,)
    if first is not None:
        blocks += _paragraph(first, written)
    if view.groups:
        blocks.append(Heading("分类进展", 1))
        blocks += [_grouped(view, one) for one in view.groups]
    if view.phases:
        blocks += _phases(view)
    for one in rest:
        if one is not None:
            blocks += _paragraph(one, written)
    if report.layout:
        blocks.append(paragraph(f"注：{full_width(report.layout)}", "note"))
    if report.signed:
        blocks.append(SignatureBlock(filled(programme, draft, report.signed), day))
    whole = (Section(tuple(blocks)),)
    name = f"{title}（{view.period.title}）"
    mark = revision_mark(draft)
    return number(Document(name, whole, mark, applicant(programme, draft), watermark))


def overall(view: ReportView) -> str:
    """What was done, in one sentence: 「本月已签约企业数12家，累计250家；…」."""
    parts: list[str] = []
    for one in view.columns():
        aim = ""
        if one.target is not None and one.share is not None:
            aim = f"，完成目标{number_words(one.target)}{one.unit}的{_per_cent(one.share)}"
        now = f"{view.period.word}{number_words(one.period)}{one.unit}，" if _is_dated(one) else ""
        parts.append(f"{one.title}{now}累计{number_words(one.total)}{one.unit}{aim}")
    told = "；".join(parts)
    late = [one for one in view.phases if one.is_late]
    counter = own_words(view.subject.programme).counter
    behind = "".join(
        f"{one.group}应在{month_words(one.finish)}底前完成，尚有{one.left}{counter}没有完成。"
        for one in late
    )
    return f"截至{view.period.last}底，{told}。{behind}"


def _figures(view: ReportView) -> Table:
    before = view.period.before().title
    columns = (
        Column("序号", 4, "center"),
        Column("指标", 21),
        Column("单位", 4, "center"),
        Column(f"上期（{before}）", 8, "number"),
        Column("本期", 7, "number"),
        Column("累计", 8, "number"),
        Column("目标", 7, "number"),
        Column("完成率", 7, "number"),
    )
    rows = tuple(
        (
            str(n),
            full_width(one.title),
            one.unit,
            number_words(one.before),
            number_words(one.period),
            number_words(one.total),
            number_words(one.target),
            _per_cent(one.share),
        )
        for n, one in enumerate(view.figures, start=1)
    )
    return Table(columns, rows, "主要指标完成情况")


def _grouped(view: ReportView, grouped: Grouped) -> Table:
    shown = view.columns()
    columns = [
        Column(full_width(grouped.label), 12),
        Column(own_words(view.subject.programme).count, 6, "number"),
    ]
    for one in shown:
        if _is_dated(one):
            columns.append(Column("本期", 5, "number", group=one.title))
        columns.append(Column("累计", 5, "number", group=one.title if _is_dated(one) else ""))
    return Table(
        tuple(columns),
        tuple(_line(one, shown) for one in grouped.lines),
        f"按{full_width(grouped.label)}分",
        total=_line(grouped.whole, shown),
    )


def _line(line: Line, shown: Sequence[Told]) -> tuple[str, ...]:
    cells = [line.name, str(line.rows)]
    for one, (period, total) in zip(shown, line.figures, strict=True):
        if _is_dated(one):
            cells.append(number_words(period))
        cells.append(number_words(total))
    return tuple(cells)


def _phases(view: ReportView) -> list[Block]:
    columns = (
        Column("阶段", 9),
        Column("起止时间", 12, "center"),
        Column("主要工作", 24),
        Column("状态", 6, "center"),
        Column("完成情况", 12),
    )
    counter = own_words(view.subject.programme).counter
    rows = tuple(
        (full_width(one.title), _span(one), full_width(one.work), one.state, _done(one, counter))
        for one in view.phases
        if one.is_running or one.is_late
    )
    if not rows:
        return []
    return [
        Heading("对照实施计划", 1),
        Table(columns, rows, f"{view.period.title}的阶段任务"),
    ]


def _span(one: Phase) -> str:
    return f"{month_words(one.start)}至{month_words(one.finish)}"


def _done(one: Phase, counter: str) -> str:
    if not one.rows:
        return ""
    late = "，已到期" if one.is_late else ""
    left = f"，尚有{one.left}{counter}{late}" if one.left else ""
    return f"{one.group}{one.rows}{counter}，已完成{one.done}{counter}{left}"


def _paragraph(one: ReportParagraph, written: Mapping[str, str]) -> Iterator[Block]:
    """A heading with what was written below it; nothing where nothing was."""
    text = written.get(one.id, "")
    if not text.strip():
        return
    yield Heading(one.title, 1)
    for line in lines_of(text):
        if line.level:
            # The report's own parts are of the first level.
            level = 2 if line.level == 1 else line.level
            yield Heading(line.heading, level, run_in=line.rest)
        else:
            yield paragraph(line.rest)


def _is_dated(one: Told) -> bool:
    return one.period is not None


def _per_cent(share: Number) -> str:
    return "—" if share is None else f"{number_words(round(float(share), 1))}%"
