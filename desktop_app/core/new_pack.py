"""A pack begun from a notice: its files as text, with what was found and what is left to read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.core.new_pack_forms import NewTable, plan_toml, projects_toml, usual_table
from desktop_app.core.new_pack_rules import new_rules, practice_rules
from desktop_app.core.notice_reading import CONTACT, NoticeRead, PaperTold, Text, read_notice
from desktop_app.core.notice_sentences import Sentence, number_length
from desktop_app.core.toml_text import Value, toml_table
from desktop_app.core.unfinished import TO_FINISH

_SAME = re.compile(r"[^,。;\uff0c\uff1b]*完全一致")
_FORMATS: Mapping[bool, list[str]] = {False: ["docx", "pdf"], True: ["docx", "pdf", "xlsx"]}


@dataclass(frozen=True, slots=True)
class Official:
    """What the issuer's own files have: the chapters and tables of a Word file, the table of a
    workbook; each empty where there is none."""

    chapters: tuple[str, ...] = ()
    tables: tuple[NewTable, ...] = ()
    summary: NewTable | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """The files of the pack, what was found in which words, and the sentences nothing came of."""

    files: Mapping[str, str]
    found: tuple[tuple[str, str], ...]
    rules: int
    notes: int
    left: tuple[Sentence, ...]


def begin_pack(pack_id: str, notice: str, year: int, official: Official | None = None) -> Begun:
    """The files of a new pack; `year` counts where the notice tells none."""
    given = official or Official()
    text, read = Text(notice), read_notice(notice)
    summary = given.summary or usual_table()
    prefix = (
        "".join(sign for sign in pack_id.partition("-")[0] if sign.isalpha())[:2].upper() or "P"
    )
    made = new_rules(text, prefix, summary.columns, read.used)
    same = _same(text)
    practice = practice_rules(prefix, summary.compared, summary.columns, same)
    chapters = read.chapters or given.chapters
    clause = read.chapters_told.clause if read.chapters_told else ""
    title = read.title or TO_FINISH
    files = {
        "programme.toml": _programme(pack_id, read, year, [*_dates(read, prefix), *made.notes]),
        "plan.toml": plan_toml(
            title, chapters, clause, given.tables, made.fields, summary,
            is_official=bool(given.chapters),
        ),
        "projects.toml": projects_toml(title, summary),
        "rules.toml": "\n".join([_HEAD, *made.rules, *practice]),
        "notice.txt": notice,
    }  # fmt: skip
    used = read.used | made.used
    left = tuple(one for n, one in enumerate(read.sentences) if n not in used)
    rules = len(made.rules) + len(practice)
    return Begun(files, tuple(_found(read, given)), rules, len(made.notes), left)


_HEAD = "# 审核公式:每条有条款、原文和例子;数目门槛各有刚好达到、刚好达不到的例子。\n"


def _programme(pack_id: str, read: NoticeRead, year: int, notes: Sequence[str]) -> str:
    head: dict[str, Value] = {
        "id": pack_id,
        "title": read.title or f"{TO_FINISH}申报事项的名称",
        "issuer": read.issuer or f"{TO_FINISH}发文单位",
        "notice": read.notice or f"{TO_FINISH}通知的标题",
        "year": read.year or year,
        "version": "1.0",
        "format": 1,
        "applicant": read.applicant or f"{TO_FINISH}谁来申报,例如 各县(市、区)人民政府",
    }
    text = toml_table("", head, "由通知开始的规则包;【待完善】处补完后 lint 不再提示。")
    if read.deadline is not None:
        # A date has no quotes around it.
        text += f"deadline = {read.deadline.isoformat()}\n"
    parts = [text]
    papers = list(read.papers)
    for is_summary in (False, True):
        found = next((one for one in papers if one.is_summary is is_summary), None)
        parts.append(_deliverable(found, papers, is_summary=is_summary))
    if read.address is not None:
        parts.append(
            toml_table(
                "[post]",
                {
                    "recipient": read.issuer or f"{TO_FINISH}收件单位",
                    "address": read.address.text,
                    "clause": read.address.clause,
                    "quote": read.address.quote,
                },
            )
        )
    for one in read.contacts:
        office = read.issuer or one.office if one.office == CONTACT else one.office
        pairs: dict[str, Value] = {"office": office, "person": one.person, "phone": one.phone}
        parts.append(toml_table("[[contact]]", pairs))
    return "\n".join([*parts, *notes])


def _dates(read: NoticeRead, prefix: str) -> list[str]:
    """The day the papers are due, as a clause to know: a date has no quote of its own."""
    told = read.deadline_told
    if told is None or read.deadline is None:
        return []
    day = read.deadline
    return [
        toml_table(
            "[[note]]",
            {
                "code": f"{prefix}-N0",
                "title": "截止日期",
                "text": f"材料须在{day.year}年{day.month}月{day.day}日前报送。",
                "clause": told.clause,
                "quote": told.quote,
            },
        )
    ]


def _deliverable(found: PaperTold | None, papers: Sequence[PaperTold], *, is_summary: bool) -> str:
    own = "summary" if is_summary else "plan"
    usual = "项目汇总表" if is_summary else "实施方案"
    if found is None:
        pairs: dict[str, Value] = {
            "id": own, "title": usual, "form": own, "formats": _FORMATS[is_summary],
            "copies": papers[0].copies if papers else 1,
        }  # fmt: skip
        told = (
            "待完善:通知里没有找到这份材料的份数和盖章要求,请补上 copies、sealed、clause、quote。"
        )
        return toml_table("[[deliverable]]", pairs, told)
    return toml_table(
        "[[deliverable]]",
        {
            "id": own,
            "title": found.title,
            "form": own,
            "formats": _FORMATS[is_summary],
            "copies": found.copies,
            "sealed": found.sealed,
            "seal": "加盖公章" if found.sealed else "",
            "clause": found.clause,
            "quote": found.quote,
        },
    )


def _same(text: Text) -> tuple[str, str]:
    """Clause and words by which the notice asks that names agree to the letter."""
    for sentence in text.sentences:
        match = _SAME.search(text.plain_of(sentence))
        if match is not None:
            start = max(match.start(), number_length(text.plain_of(sentence)))
            return sentence.clause, text.quote(sentence, start, match.end())
    return "", ""


def _found(read: NoticeRead, given: Official) -> Sequence[tuple[str, str]]:
    told: list[tuple[str, str]] = [("通知", read.notice), ("申报事项", read.title)]
    told += [("发文单位", read.issuer), ("申报主体", read.applicant)]
    if read.deadline_told is not None:
        told.append(("截止", f"{read.deadline_told.text}({read.deadline_told.quote})"))
    for one in read.papers:
        told.append(("材料", f"{one.title},{one.copies} 份{',盖章' if one.sealed else ''}"))
    if read.address is not None:
        told.append(("地址", read.address.text))
    told += [("联系", f"{one.office} {one.person} {one.phone}") for one in read.contacts]
    chapters = read.chapters or given.chapters
    if chapters:
        told.append(("各章", "、".join(chapters)))
    if given.summary is not None:
        told.append(("汇总表的列", "、".join(one.label for one in given.summary.columns)))
    told += [("表格", one.title) for one in given.tables]
    return [one for one in told if one[1]]
