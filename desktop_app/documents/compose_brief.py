"""送审单: one page for the leader who signs, out of the very revision that is to be sealed."""

from collections.abc import Sequence
from decimal import Decimal

from desktop_app.core.copies import told_copies
from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import numbers_of
from desktop_app.core.findings import SEVERITY_WORDS, Audit, Severity
from desktop_app.core.names import fold
from desktop_app.core.own_words import own_words
from desktop_app.core.pack_about import Sending
from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.schedule import due
from desktop_app.core.sendings import (
    WAYS,
    asked_formats,
    copies_sent,
    originals_sent,
    paper_title,
    subject_of,
)
from desktop_app.core.shown import shown
from desktop_app.core.values import show_decimal
from desktop_app.documents.compose_explanations import TITLE as EXPLANATIONS
from desktop_app.documents.compose_explanations import explained
from desktop_app.documents.compose_text import applicant, by_id, revision_mark
from desktop_app.documents.numbering import number
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.tree import (
    Block,
    Column,
    Document,
    FormFoot,
    Section,
    Spacer,
    Table,
    paragraph,
)

TITLE = "申报材料送审单"
_SIGNERS = ("经办人", "审核人", "分管领导", "日期")
_BLANK = "（未填写）"
_OPINION_LINES = 2


def compose_brief(
    programme: Programme,
    draft: Draft,
    audit: Audit,
    watermark: str = "",
    standing: str = "",
    most_groups: int = 20,
    most_explained: int = 12,
) -> Document:
    """The brief. The limits are lines of counties and industries, and of explanations: what is
    left out is said, so that the job can take fewer until all stands on one page."""
    mark = revision_mark(draft, standing)
    author = applicant(programme, draft)
    blocks: list[Block] = [
        paragraph(TITLE, "title"),
        _about(programme, draft),
        _figures(programme, draft),
        *_groups(programme, draft, most_groups),
        *_checked(audit, most_explained),
        Spacer(_OPINION_LINES),
        FormFoot(tuple((one, "") for one in _SIGNERS)),
    ]
    return number(Document(TITLE, (Section(tuple(blocks)),), mark, author, watermark))


def _about(programme: Programme, draft: Draft) -> Table:
    about = programme.about
    told = [("申报事项", f"《{about.notice}》（{about.issuer}）")]
    if about.sending:
        told += [(one.title, _sent(programme, draft, one)) for one in about.sending]
    else:
        papers = "、".join(
            f"{one.title}{told_copies(one.copies, one.originals)}" for one in about.deliverable
        )
        told.append(("报送材料", papers))
        if about.post is not None:
            told.append(("报送单位", f"{about.post.recipient}，{about.post.address}"))
    return Table((Column("事项", 8), Column("内容", 34)), tuple(told))


def _sent(programme: Programme, draft: Draft, sending: Sending) -> str:
    """What goes out in a set, how and where."""
    if sending.way == "mail":
        papers = "、".join(paper_title(programme, draft, one) for one in sending.papers)
        told = f"{papers}的{full_width(asked_formats(programme, sending))}，发至{sending.address}"
        return f"{told}，标题“{subject_of(programme, draft, sending)}”"
    papers = "、".join(
        f"{paper_title(programme, draft, one)}{_copies(programme, draft, sending, one)}"
        for one in sending.papers
    )
    return f"{papers}，{WAYS[sending.way]}{sending.recipient}"


def _copies(programme: Programme, draft: Draft, sending: Sending, paper: str) -> str:
    copies = copies_sent(programme, draft, sending, paper)
    return told_copies(copies, originals_sent(programme, draft, sending, paper))


def _figures(programme: Programme, draft: Draft) -> Table:
    """Short values in pairs: the fields that the pack marks for the brief, and the sums."""
    until = due(programme, draft)
    rows = draft.filled_rows(programme.summary.table.id)
    words = own_words(programme)
    told = [
        ("申报主体", applicant(programme, draft)),
        ("截止日期", f"{until.year}年{until.month}月{until.day}日" if until else _BLANK),
        (words.noun, f"{len(rows)}{words.counter}"),
        (words.money, _money(programme, rows) or _BLANK),
    ]
    for section in programme.plan.section:
        for field in section.field:
            if field.brief:
                typed = draft.values.get(f"{section.id}/{field.id}", "")
                text = shown(programme, field, typed)
                told.append((field.label, f"{text}{field.unit}" if text else _BLANK))
    if len(told) % 2:
        told.append(("", ""))
    pairs = zip(told[::2], told[1::2], strict=True)
    columns = (Column("要点", 9.5), Column("内容", 11.5))
    return Table((*columns, *columns), tuple((*one, *other) for one, other in pairs))


def _money(programme: Programme, rows: Sequence[Row]) -> str:
    field = by_id(programme.summary.table).get(programme.summary.investment)
    if field is None:
        return ""
    numbers = numbers_of(field, (row.cells.get(field.id, "") for row in rows))
    return f"{show_decimal(sum(numbers, Decimal(0)))}{field.unit}" if numbers else ""


def _groups(programme: Programme, draft: Draft, most: int) -> list[Block]:
    """Counts and money by county beside those by industry: two tables' worth in one's height."""
    form, words = programme.summary, own_words(programme)
    known = by_id(form.table)
    rows = draft.filled_rows(form.table.id)
    parts = [
        (field, _lines(programme, field, rows, most))
        for field in (known.get(form.county), known.get(form.industry))
        if field is not None
    ]
    if not parts:
        return []
    columns = tuple(
        column
        for field, _ in parts
        for column in (
            Column(field.label, 12),
            Column(words.count, 5, "number"),
            Column(words.money, 8, "number"),
        )
    )
    high = max(len(lines) for _, lines in parts)
    blank = ("", "", "")
    cells = tuple(
        tuple(cell for _, lines in parts for cell in (lines[n] if n < len(lines) else blank))
        for n in range(high)
    )
    return [Table(columns, cells)]


def _lines(
    programme: Programme, field: Field, rows: Sequence[Row], most: int
) -> list[tuple[str, str, str]]:
    """Name, count and money of each group, the largest first; the rest together in one line."""
    groups: dict[str, tuple[str, list[Row]]] = {}
    for row in rows:
        name = shown(programme, field, row.cells.get(field.id, "")).strip() or _BLANK
        groups.setdefault(fold(name), (name, []))[1].append(row)
    ordered = sorted(groups.values(), key=lambda group: -len(group[1]))
    if len(ordered) > most:
        rest = [row for _, group in ordered[most - 1 :] for row in group]
        name = f"其余{len(ordered) - most + 1}个"
        ordered = [*ordered[: most - 1], (name, rest)]
    return [(name, str(len(group)), _money(programme, group)) for name, group in ordered]


def _checked(audit: Audit, most: int) -> list[Block]:
    counts = {kind: sum(one.severity is kind for one in audit.findings) for kind in Severity}
    told = "，".join(f"{SEVERITY_WORDS[kind]}{counts[kind]}项" for kind in Severity)
    listed = explained(audit.findings)
    blank = sum(not one.explanation for one in listed)
    state = f"，其中{blank}项尚未说明" if blank else "，均已写明情况说明" if listed else ""
    blocks: list[Block] = [
        paragraph(f"核对结果：{told}（须说明的{len(listed)}项{state}）。", "note")
    ]
    for one in listed[:most]:
        reason = one.explanation or "尚未说明"
        where = f"（{full_width(one.places[0].label)}）" if one.places else ""
        told = f"{one.code}{where}{full_width(one.situation).rstrip('。')}。说明：{reason}"
        blocks.append(paragraph(told, "note"))
    if len(listed) > most:
        blocks.append(paragraph(f"其余{len(listed) - most}项见《{EXPLANATIONS}》。", "note"))
    return blocks
