"""核对情况说明: every finding that had to be explained, with its clause and its explanation."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from desktop_app.core.draft import Draft
from desktop_app.core.findings import Finding, Severity
from desktop_app.core.list_standing import STANDING_WORDS, lists_used
from desktop_app.core.programme import Programme
from desktop_app.core.readings import clauses
from desktop_app.documents.compose_summary import foot_value
from desktop_app.documents.compose_text import applicant, date_text, revision_mark
from desktop_app.documents.numbering import number
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.tree import (
    Block,
    Document,
    Heading,
    Run,
    Section,
    SignatureBlock,
    paragraph,
)
from desktop_app.documents.tree import Paragraph as TextBlock

TITLE = "核对情况说明"
_NOT_YET = "（尚未说明）"
_WHO = "填报单位"
# Where a source is found in the web is for the manifest.
_ADDRESS = re.compile(r"\s*https?://[^\s;；]+")


def explained(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that have to be explained, in the order of the rules."""
    return [one for one in findings if one.severity is Severity.EXPLAIN]


def compose_explanations(
    programme: Programme,
    draft: Draft,
    findings: Sequence[Finding],
    watermark: str = "",
    standing: str = "",
) -> Document:
    """One heading for each rule, under it each finding: what is so, by which clause, and why."""
    listed = explained(findings)
    blocks: list[Block] = [paragraph(TITLE, "title")]
    if listed:
        blocks.append(
            paragraph(
                f"按照《{programme.about.notice}》核对申报材料，有{len(listed)}处须作说明，"
                "现逐一说明如下。"
            )
        )
    else:
        blocks.append(
            paragraph(f"按照《{programme.about.notice}》核对申报材料，没有须作说明的情况。")
        )
    titles = {rule.code: rule.title for rule in programme.rules}
    code = ""
    for one in listed:
        if one.code != code:
            code = one.code
            blocks.append(Heading(f"{full_width(titles.get(code, code))}（{code}）", 1))
            blocks += _clause(one)
        blocks += _told(draft, one)
    blocks += _readings(programme, draft)
    blocks += _lists(programme)
    author = applicant(programme, draft)
    name = foot_value(programme, draft, _WHO) or author
    blocks.append(SignatureBlock(name, date_text(programme, draft), sealed=False))
    mark = revision_mark(draft, standing)
    return number(Document(TITLE, (Section(tuple(blocks)),), mark, author, watermark))


def _readings(programme: Programme, draft: Draft) -> list[Block]:
    """The clauses that can be read in two ways: what each gives, and which was chosen by whom."""
    split = [one for one in clauses(programme, draft) if one.is_split or one.chosen]
    if not split:
        return []
    blocks: list[Block] = [Heading("对通知条款的理解", 1)]
    for one in split:
        rule = one.rule
        blocks.append(
            paragraph(
                f"通知{full_width(rule.clause)}：“{rule.quote}”（{rule.code}）。可作如下理解："
            )
        )
        titles = {outcome.id: outcome.title for outcome in one.outcomes}
        for outcome in one.outcomes:
            said = {True: "符合", False: "不符合", None: "缺数据，未能判断"}[outcome.holds]
            blocks.append(paragraph(f"按“{full_width(outcome.title)}”理解：{said}。"))
        who = "，".join(part for part in (one.author, _day(one.time)) if part)
        chosen = full_width(titles.get(one.chosen, ""))
        choice = f"{chosen}{f'（{who}）' if who else ''}" if chosen else "（尚未选择）"
        blocks.append(TextBlock((Run("采用的理解：", "hei"), Run(choice))))
    return blocks


def _lists(programme: Programme) -> list[Block]:
    """The lists that firms and industries were held against, so that a later check is explained."""
    used = lists_used(programme)
    if not used:
        return []
    blocks: list[Block] = [Heading("核对所用的名单", 1)]
    for one in used:
        if one.standing == "missing":
            told = "尚未载入，没有核对"
        else:
            told = full_width(_ADDRESS.sub("", one.source))
            source = f"，来源：{told}" if told else ""
            dated = f"，{_day(one.date)}" if one.date else ""
            told = f"{STANDING_WORDS[one.standing]}，{len(one.listed.rows)}个{source}{dated}"
        blocks.append(TextBlock((Run(f"{full_width(one.label)}：", "hei"), Run(f"{told}。"))))
    return blocks


def _clause(finding: Finding) -> list[Block]:
    if not finding.clause:
        return []
    quote = f"：“{finding.quote}”" if finding.quote else ""
    return [paragraph(f"依据：通知{full_width(finding.clause)}{quote}。")]


def _day(time: str) -> str:
    """The day of a moment as papers write it; what is no moment is left out."""
    try:
        day = datetime.fromisoformat(time)
    except ValueError:
        return ""
    return f"{day.year}年{day.month}月{day.day}日"


def _told(draft: Draft, finding: Finding) -> list[Block]:
    where = "；".join(full_width(place.label) for place in finding.places)
    told = full_width(finding.situation).rstrip("。")
    situation = f"{told}{f'（{where}）' if where else ''}。"
    found = draft.explanations.get(finding.key)
    signed = ""
    if finding.explanation and found is not None:
        who = "，".join(part for part in (found.author, _day(found.time)) if part)
        signed = f"（{who}）" if who else ""
    reason = (finding.explanation or _NOT_YET) + signed
    return [
        TextBlock((Run("情况：", "hei"), Run(situation))),
        TextBlock((Run("说明：", "hei"), Run(reason))),
    ]
