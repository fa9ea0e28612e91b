"""Checks on what one form says: filled in, understood, allowed."""

import re
from collections.abc import Iterator
from typing import Any

from desktop_app.core.checks.base import NotApplicable, cell_place, finding, found_per_row
from desktop_app.core.draft import Row
from desktop_app.core.expressions import NoData
from desktop_app.core.facts import Subject, place_label, row_words
from desktop_app.core.findings import Finding, Place
from desktop_app.core.names import fold
from desktop_app.core.pack_forms import Chapter, Field, Table
from desktop_app.core.pack_rules import Rule
from desktop_app.core.values import NotUnderstood, credit_code_checksum_holds, split_names

_SENTENCE = re.compile(r"[^。;\uff1b\n]+")
# A sentence that forbids a use names the forbidden words too.
_FORBIDS = re.compile(
    r"不得|严禁|禁止|不准|不用于|不安排|不支持|不予|不含|不列入|不纳入|自筹|杜绝|防止|严格限制"
)
# 「不得用于以下支出:」 and the numbered lines below it are one prohibition.
_OPENS_LIST = re.compile(r"[:\uff1a]\s*$")
_LISTED = re.compile(r"\s*(?:[(\uff08]?[\d一二三四五六七八九十]+[)\uff09、.\uff0e]|[-·•—①-⑳])")


def required(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """Every required field and every required cell of a row that exists holds something."""
    for path, label, _, typed in _fields(subject):
        field = subject.programme.field(path)
        if field is not None and field.required and not typed.strip():
            place = Place(path, label)
            message = f"{label}未填写;{field.hint or '请补填'}"
            yield finding(rule, message, (place,), path)
    for table in subject.programme.tables():
        wanted = [column for column in table.column if column.required]

        def missing(
            row: Row, number: int, table: Table = table, wanted: list[Field] = wanted
        ) -> tuple[Finding, ...]:
            blank = [c for c in wanted if not row.cells.get(c.id, "").strip()]
            if not blank:
                return ()
            places = tuple(cell_place(subject, table, number, row.id, c.id) for c in blank)
            labels = "、".join(column.label for column in blank)
            where = places[0].label.removesuffix(f" {blank[0].label}")
            spoken = row_words(subject.programme, table, number)
            told = f"{where}缺少{labels};请补填"
            return (finding(rule, told, places, row.id, row=spoken),)

        yield from found_per_row(subject, rule, table, missing)


def understood(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """Every typed text means something as its field's kind; what does not is kept as typed."""
    for path, label, field, typed in _fields(subject):
        value = subject.read(field, typed)
        if isinstance(value, NotUnderstood):
            yield _not_understood(rule, Place(path, label), value, path)
    for table in subject.programme.tables():

        def unread(row: Row, number: int, table: Table = table) -> tuple[Finding, ...]:
            found: list[Finding] = []
            known = subject.table_values(table)[number - 1]
            for column in table.column:
                typed = row.cells.get(column.id)
                if not typed or column.id in known:
                    continue
                value = subject.read(column, typed)
                if isinstance(value, NotUnderstood):
                    place = cell_place(subject, table, number, row.id, column.id)
                    spoken = row_words(subject.programme, table, number)
                    key = f"{row.id}.{column.id}"
                    found.append(_not_understood(rule, place, value, key, spoken))
            return tuple(found)

        yield from found_per_row(subject, rule, table, unread)


def credit_code(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """The check digit of each credit code fits (GB 32100-2015); some live codes fail it."""
    table = subject.programme.summary.table
    column_id = str(rule.options.get("column", subject.programme.summary.credit_code))
    column = next((column for column in table.column if column.id == column_id), None)
    if column is None:
        raise NotApplicable("汇总表没有信用代码一列")
    rows = subject.draft.rows(table.id)
    if not any(isinstance(subject.read(column, r.cells.get(column_id, "")), str) for r in rows):
        raise NoData("尚未填写信用代码")

    def misspelt(row: Row, number: int) -> tuple[Finding, ...]:
        value = subject.read(column, row.cells.get(column_id, ""))
        if not isinstance(value, str) or credit_code_checksum_holds(value):
            return ()
        place = cell_place(subject, table, number, row.id, column_id)
        enterprise = row.cells.get(subject.programme.summary.enterprise, "")
        message = (
            f"{place.label}「{value}」的校验位不对({enterprise}),多半是抄错一位;"
            "请对照营业执照核实,确实无误的请说明"
        )
        spoken = row_words(subject.programme, table, number)
        left = row.cells[column_id]
        return (finding(rule, message, (place,), row.id, left=left, row=spoken),)

    yield from found_per_row(subject, rule, table, misspelt)


def chapters(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """Every required chapter of the plan has text, or a table that makes up the chapter."""
    plan = subject.programme.plan
    for chapter in plan.chapter:
        path = f"chapters/{chapter.id}"
        has_text = bool(subject.draft.values.get(path, "").strip())
        if chapter.required and not (has_text or _has_own_rows(subject, chapter)):
            place = Place(path, place_label(subject.programme, path))
            message = f"{plan.attachment}缺少「{chapter.title}」一章;通知要求方案必须包括这一部分"
            yield finding(rule, message, (place,), chapter.id)


def _has_own_rows(subject: Subject, chapter: Chapter) -> bool:
    """Whether a table of the chapter holds more than the rows a new draft starts with."""
    for table_id in chapter.tables:
        table = subject.programme.table(table_id)
        given = [dict(row) for row in table.rows] if table else []
        if any(_filled(row) not in given for row in subject.draft.rows(table_id)):
            return True
    return False


def _filled(row: Row) -> dict[str, str]:
    return {column: text for column, text in row.cells.items() if text}


def forbidden_words(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """No sentence of the named chapters and no row of the named tables plans a forbidden use."""
    words = [str(word) for word in rule.options["words"]]
    texts = list(_texts(subject, rule.options))
    if not texts:
        raise NoData("相关章节尚未填写")
    for place, key, text in texts:
        for sentence in _allowing_sentences(text):
            hit = next((word for word in words if word in sentence), None)
            if hit is not None:
                message = f"{place.label}出现不得支持的用途「{hit}」:「{sentence}」;请删去或改写"
                yield finding(rule, message, (place,), key, left=sentence)


def _allowing_sentences(text: str) -> Iterator[str]:
    """The sentences that do not forbid; a forbidding line carries over the list it opens."""
    in_forbidden_list = False
    for line in text.splitlines():
        if in_forbidden_list and (_LISTED.match(line) or not line.strip()):
            continue
        for match in _SENTENCE.finditer(line):
            if not _FORBIDS.search(match[0]):
                yield match[0].strip()
        last = re.split("[。;\uff1b]", line)[-1]
        in_forbidden_list = bool(_OPENS_LIST.search(line) and _FORBIDS.search(last))


def same_industries(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """Every chosen industry has at least one project; the other direction is a rule per row."""
    path, column = str(rule.options["form"]), str(rule.options["column"])
    chosen = split_names(subject.draft.values.get(path, ""))
    table = subject.programme.summary.table
    rows = subject.draft.rows(table.id)
    if not chosen or not rows:
        raise NoData("尚未填写试点行业或项目")
    present = {fold(row.cells.get(column, "")) for row in rows}
    for industry in chosen:
        if fold(industry) not in present:
            place = Place(path, f"{subject.programme.plan.attachment} 选定的试点行业")
            message = (
                f"方案选定的试点行业「{industry}」在{subject.programme.summary.attachment}中没有项目;"
                "请核对行业名称,或从试点行业中删去"
            )
            yield finding(rule, message, (place,), industry, left=industry)


def _fields(subject: Subject) -> Iterator[tuple[str, str, Field, str]]:
    """Path, label, field and typed text of every single field."""
    for section in subject.programme.plan.section:
        for field in section.field:
            path = f"{section.id}/{field.id}"
            label = f"{section.title} {field.label}"
            yield path, label, field, subject.draft.values.get(path, "")


def _not_understood(
    rule: Rule, place: Place, value: NotUnderstood, key: str, row: str = ""
) -> Finding:
    message = f"{place.label}「{value.typed}」无法识别;应填{value.expected}"
    return finding(rule, message, (place,), key, left=value.typed, right=value.expected, row=row)


def _texts(subject: Subject, options: dict[str, Any]) -> Iterator[tuple[Place, str, str]]:
    plan = subject.programme.plan
    for chapter in plan.chapter:
        text = subject.chapter(chapter.id).text
        if chapter.id in options.get("chapters", ()) and text.strip():
            path = f"chapters/{chapter.id}"
            yield Place(path, place_label(subject.programme, path)), chapter.id, text
    for table in subject.programme.tables():
        if table.id not in options.get("tables", ()):
            continue
        for number, row in enumerate(subject.draft.rows(table.id), start=1):
            for column in table.column:
                text = row.cells.get(column.id, "")
                if text.strip():
                    place = cell_place(subject, table, number, row.id, column.id)
                    yield place, f"{row.id}.{column.id}", text
