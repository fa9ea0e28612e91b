"""The check that nothing is left to be filled in: 「XX市」, 【待填】, a token without a value."""

from collections.abc import Iterator

from desktop_app.core.checks.base import cell_place, finding
from desktop_app.core.draft import Row
from desktop_app.core.expressions import NoData
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Finding, Place
from desktop_app.core.pack_forms import Chapter, Table
from desktop_app.core.pack_rules import Rule
from desktop_app.core.place_words import chapter_words, place_label, row_words
from desktop_app.core.placeholders import Unfilled, unfilled
from desktop_app.core.values import Kind

_WRITTEN = (Kind.TEXT, Kind.LONG_TEXT, Kind.NAMES)


def placeholders(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """No chapter, field or cell holds a stretch that was to be filled in."""
    draft = subject.draft
    if not draft.values and not any(draft.tables.values()):
        raise NoData("尚未填写内容")
    for chapter in subject.programme.plan.chapter:
        yield from _of_chapter(subject, rule, chapter)
    for section in subject.programme.plan.section:
        for field in section.field:
            path = f"{section.id}/{field.id}"
            text = draft.values.get(path, "")
            if field.kind in _WRITTEN and (left := next(unfilled(text), None)):
                place = Place(path, place_label(subject.programme, path), (left.start, left.end))
                told = f"{place.label}还留着待填的「{left.text}」;请填写"
                yield finding(rule, told, (place,), path, left=left.text)
    for table in subject.programme.tables():
        yield from _of_table(subject, rule, table)


def _of_chapter(subject: Subject, rule: Rule, chapter: Chapter) -> Iterator[Finding]:
    """One finding for all places of a chapter where the same is left."""
    path = f"chapters/{chapter.id}"
    text = subject.draft.values.get(path, "")
    valued = {name for name, value in subject.live_texts.items() if value}
    found: dict[str, list[Unfilled]] = {}
    for one in unfilled(text, valued):
        found.setdefault(one.text, []).append(one)
    for words, left in found.items():
        numbers = [sum(bool(s.strip()) for s in text[: one.end].splitlines()) for one in left]
        label = place_label(subject.programme, path)
        places = tuple(
            Place(path, f"{label} 第{number}段", (one.start, one.end))
            for number, one in zip(numbers, left, strict=True)
        )
        more = f"等{len(left)}处" if len(left) > 1 else ""
        told = f"{places[0].label}{more}{_told(subject, left[0])}"
        spoken = f"{chapter_words(subject.programme, chapter) or chapter.title}第{numbers[0]}段"
        yield finding(rule, told, places, f"{chapter.id}.{words}", left=words, row=spoken)


def _told(subject: Subject, left: Unfilled) -> str:
    if not left.name:
        return f"还留着待填的「{left.text}」;请填写或删去"
    if left.name in subject.live_texts:
        return f"引用的「{left.name}」现在没有数值;请先填写{left.name},或改成文字"
    return f"的「{left.text}」没有对应的数值;请从「数值」中重新插入,或改成文字"


def _of_table(subject: Subject, rule: Rule, table: Table) -> Iterator[Finding]:
    columns = [one for one in table.column if one.kind in _WRITTEN]

    def left_in(row: Row, number: int) -> tuple[Finding, ...]:
        # Nearly always there is nothing: one look over the whole row tells.
        if next(unfilled("\n".join(row.cells.values())), None) is None:
            return ()
        found: list[Finding] = []
        for column in columns:
            left = next(unfilled(row.cells.get(column.id, "")), None)
            if left is not None:
                place = cell_place(subject, table, number, row.id, column.id)
                told = f"{place.label}还留着待填的「{left.text}」;请填写"
                spoken = row_words(subject.programme, table, number)
                key = f"{row.id}.{column.id}"
                found.append(finding(rule, told, (place,), key, left=left.text, row=spoken))
        return tuple(found)

    for found in subject.per_row(table.id, f"placeholders {rule.code}", left_in, bool):
        yield from found
