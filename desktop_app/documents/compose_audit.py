"""核对情况报告 for the leader on one page, and 问题清单 for the desk with every finding."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from desktop_app.core.draft import Draft
from desktop_app.core.findings import (
    LISTED,
    SEVERITY_WORDS,
    STATE_WORDS,
    Audit,
    Finding,
    RuleOutcome,
    Severity,
    State,
)
from desktop_app.core.programme import Programme
from desktop_app.core.signs import unprintable
from desktop_app.documents.compose_text import applicant, revision_mark
from desktop_app.documents.numbering import number
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.tree import (
    Block,
    Column,
    Document,
    Paragraph,
    Run,
    Section,
    Table,
    paragraph,
)
from desktop_app.documents.write_register import Heading, Register, Sheet

TITLE = "核对情况报告"
LIST, FORMULAS = "问题清单", "审核公式"
ONLY_SOME = "程序只核对规则包里的部分条件，一切以通知原文为准。"
# Beyond this nobody reads on in a report of one page; the list has the whole.
_LONGEST_MESSAGE = 75
_LONGEST_PLACE = 28
_LONGEST_NAME = 40
_LONGEST_UNDECIDED = 100
_NOT_READ = 60
_WEIGHTS = (Severity.MUST, Severity.EXPLAIN, Severity.HINT)
_LIST_HEADINGS = (
    Heading("序号", 2.4, "number"),
    Heading("轻重", 3.4, "center"),
    Heading("电话编号", 4.5),
    Heading("问题", 16),
    Heading("{plan}的位置", 6),
    Heading("{plan}的内容", 9.5),
    Heading("{summary}的位置", 6),
    Heading("{summary}的内容", 9.5),
    Heading("相差", 4.2),
    Heading("怎么办", 6.5),
    Heading("通知条款", 3.8),
    Heading("通知原文", 9),
    Heading("情况说明", 7.5),
    Heading("核实人", 3.2),
    Heading("处理结果", 5),
)
_FORMULA_HEADINGS = (
    Heading("序号", 4, "number"),
    Heading("编号", 8),
    Heading("审核公式", 40),
    Heading("结果", 8, "center"),
    Heading("原因", 50),
    Heading("问题数", 6, "number"),
)


def by_weight(findings: Sequence[Finding]) -> list[Finding]:
    """必须改 before 须说明 before 提示, and within them in the order of the rules."""
    return sorted(findings, key=lambda one: _WEIGHTS.index(one.severity))


def fix_words(finding: Finding) -> tuple[str, ...]:
    """What can be done about a finding, as people read it."""
    return tuple(one.title for one in finding.fixes)


def compose_audit(
    programme: Programme,
    draft: Draft,
    audit: Audit,
    day: date,
    standing: str = "",
    most: int = 20,
) -> Document:
    """The page for the leader: counts, verdict, and the first `most` findings.

    What is left out is said, so that the job can take as many as one page holds.
    """
    findings = by_weight(audit.findings)
    mark = revision_mark(draft, _short(standing, _LONGEST_PLACE))
    author = applicant(programme, draft)
    blocks: list[Block] = [
        paragraph(TITLE, "title"),
        paragraph(f"{_short(author, _LONGEST_NAME)}　{_day(day)}", "subtitle"),
        _verdict(audit),
        _about(programme, mark, audit),
        *_listed(findings, most),
        *_undecided(audit.outcomes),
        paragraph(ONLY_SOME, "note"),
    ]
    return number(Document(TITLE, (Section(tuple(blocks)),), mark, author))


def compose_register(
    programme: Programme, draft: Draft, audit: Audit, day: date, standing: str = ""
) -> Register:
    """The workbook for the desk: every finding with both contents, and every rule with its end."""
    author = applicant(programme, draft)
    mark = revision_mark(draft, standing)
    notes = (f"{author}　{mark}　{_day(day)}核对", f"{_counts(audit)}。{ONLY_SOME}")
    found = Counter(one.code for one in audit.findings)
    names = {"plan": programme.plan.attachment, "summary": programme.summary.attachment}
    headings = tuple(
        Heading(one.title.format(**names), one.width, one.kind) for one in _LIST_HEADINGS
    )
    listed = tuple(
        (str(serial), *_line(programme, one))
        for serial, one in enumerate(by_weight(audit.findings), start=1)
    )
    formulas = tuple(
        (
            str(serial),
            one.code,
            full_width(one.title),
            STATE_WORDS[one.state],
            full_width(one.reason),
            str(found[one.code]),
        )
        for serial, one in enumerate(audit.outcomes, start=1)
    )
    sheets = (
        Sheet(LIST, notes, headings, listed),
        Sheet(FORMULAS, (ONLY_SOME,), _FORMULA_HEADINGS, formulas),
    )
    return Register(LIST, sheets, mark, author)


def _line(programme: Programme, one: Finding) -> tuple[str, ...]:
    """A finding as the columns from 轻重 to 处理结果; the last two are for the desk to fill in."""
    summary = programme.summary.attachment
    places = [place.label for place in one.places]
    theirs = [label for label in places if label.startswith(summary)]
    ours = [label for label in places if not label.startswith(summary)]
    left, right = _contents(one, bool(ours), bool(theirs))
    return (
        SEVERITY_WORDS[one.severity],
        one.spoken,
        full_width(one.message),
        "；\n".join(full_width(label) for label in ours),
        left,
        "；\n".join(full_width(label) for label in theirs),
        right,
        full_width(one.gap),
        "；\n".join(map(full_width, fix_words(one))),
        full_width(one.clause),
        one.quote,
        one.explanation or full_width(one.lapsed),
        "",
        "",
    )


def _contents(one: Finding, in_plan: bool, in_summary: bool) -> tuple[str, str]:
    """What stands in the plan and what in the summary.

    Comparisons give one of each. Otherwise `left` is what stands at the places, and `right` may be
    what was expected there, which the message says.
    """
    left, right = one.left or "", one.right or ""
    if (in_plan and in_summary) or one.kind not in ("", "duplicate", *LISTED):
        return left, right
    both = one.kind == "duplicate" and right not in ("", left)
    told = f"{left}\n{right}" if both else left
    return ("", told) if in_summary else (told, "")


def _verdict(audit: Audit) -> Paragraph:
    verdict = "核对通过。" if audit.passes else "核对未通过。"
    return Paragraph((Run(verdict, "hei"), Run(f"{_counts(audit)}。")), "flush")


def _about(programme: Programme, mark: str, audit: Audit) -> Paragraph:
    explained = [one for one in audit.findings if one.severity is Severity.EXPLAIN]
    blank = sum(not one.explanation for one in explained)
    told = [
        _short(full_width(programme.about.title), _LONGEST_NAME),
        mark,
    ]
    if explained:
        state = f"中有{blank}项尚未说明" if blank else "均已写明情况说明"
        told.append(f"须说明的{len(explained)}项{state}")
    return paragraph(f"{'；'.join(told)}。", "note")


def _counts(audit: Audit) -> str:
    return "，".join(f"{SEVERITY_WORDS[kind]}{audit.count(kind)}项" for kind in Severity)


def _listed(findings: Sequence[Finding], most: int) -> list[Block]:
    if not findings:
        return [paragraph("没有发现问题。", "note")]
    blocks: list[Block] = []
    shown = findings[:most]
    if shown:
        columns = (
            Column("轻重", 5, "center"),
            Column("电话编号", 9),
            Column("问题", 31),
            Column("位置", 11),
        )
        blocks.append(Table(columns, tuple(_row(one) for one in shown)))
    if len(findings) > len(shown):
        blocks.append(
            paragraph(f"另有{len(findings) - len(shown)}条，见问题清单（Excel）。", "note")
        )
    return blocks


def _row(one: Finding) -> tuple[str, ...]:
    first = one.places[0].label if one.places else ""
    more = f"等{len(one.places)}处" if len(one.places) > 1 else ""
    state = "（已说明）" if one.explanation else ""
    return (
        SEVERITY_WORDS[one.severity] + state,
        _short(one.spoken, _LONGEST_PLACE),
        _short(full_width(one.message), _LONGEST_MESSAGE),
        _short(full_width(first), _LONGEST_PLACE) + more,
    )


def _undecided(outcomes: Sequence[RuleOutcome]) -> list[Block]:
    """How many rules could not be decided; those that want data by name, as far as they fit."""
    missing = [one for one in outcomes if one.state is State.NO_DATA]
    skipped = sum(one.state is State.NOT_APPLICABLE for one in outcomes)
    told = (
        f"审核公式共{len(outcomes)}条，其中{len(missing)}条缺数据、{skipped}条不适用，没有作出判断"
    )
    if not missing:
        return [paragraph(f"{told}。", "note")]
    names: list[str] = []
    room = _LONGEST_UNDECIDED
    for one in missing:
        name = _short(f"{one.code} {full_width(one.title)}", _LONGEST_NAME)
        room -= len(name) + 1
        if room < 0:
            break
        names.append(name)
    rest = f"等{len(missing)}条" if len(names) < len(missing) else ""
    return [paragraph(f"{told}。缺数据的是：{'、'.join(names)}{rest}。", "note")]


def _short(text: str, most: int) -> str:
    """A text of one line that every font can print: a sign that none has is told by its number.

    That a sign cannot be printed may be the very finding.
    """
    line = " ".join(text[: most * _NOT_READ].split())
    line = line if len(line) <= most else f"{line[: most - 1]}…"
    for sign in unprintable(line):
        line = line.replace(sign, f"〈U+{ord(sign):04X}〉")
    return line


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
