"""The check that numbers in the plan's text are those of the summary and the form."""

from collections.abc import Iterator

from desktop_app.core.changes import SetValue
from desktop_app.core.checks.base import Told, finding
from desktop_app.core.expressions import NoData
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Finding, Fix, Place
from desktop_app.core.live_values import Resolved, form_figures
from desktop_app.core.pack_forms import Chapter
from desktop_app.core.pack_rules import Rule
from desktop_app.core.place_words import chapter_words, place_label
from desktop_app.core.stated import (
    Ground,
    Unborne,
    actual_words,
    corrected,
    ground_of,
    stated,
    told,
    unborne,
)


def stated_numbers(subject: Subject, rule: Rule) -> Iterator[Finding | Told]:
    """Counts, amounts and shares in the prose of the chapters are those of the summary."""
    plan = subject.programme.plan
    texts = {c.id: subject.chapter(c.id).text for c in plan.chapter}
    ground = ground_of_draft(subject)
    if not ground.figures.projects or not any(text.strip() for text in texts.values()):
        words = ground.words
        raise NoData(f"尚未填写{words.noun}或{words.plan}正文")
    read = sum(len(stated(text, ground.terms)) for text in texts.values())
    if not read:
        # A check that matches nothing has proven nothing.
        words = ground.words
        raise NoData(f"{words.plan}正文中没有找到与{words.summary}对应的数字,无从核对")
    yield Told(f"核对了正文中 {read} 处数字")
    for chapter in plan.chapter:
        for number, one in unborne(texts[chapter.id], ground):
            yield _finding(subject, rule, chapter, number, one, ground)


def ground_of_draft(subject: Subject) -> Ground:
    """The figures of a draft: its summary's rows that have a name, and its form."""
    programme = subject.programme
    name = programme.summary.name
    city = subject.draft.values.get(programme.summary.city, "") if name else ""
    form = form_figures(programme, subject.form, subject.facts)
    return ground_of(programme, subject.figures, form, city)


def _finding(
    subject: Subject,
    rule: Rule,
    chapter: Chapter,
    number: int,
    one: Unborne,
    ground: Ground,
) -> Finding:
    path = f"chapters/{chapter.id}"
    text = subject.chapter(chapter.id)
    lines = text.text[: one.statement.end].splitlines()
    paragraph = sum(bool(line.strip()) for line in lines)
    label = f"{place_label(subject.programme, path)} 第{paragraph}段"
    spoken = f"{chapter_words(subject.programme, chapter) or chapter.title}第{paragraph}段"
    place = Place(path, label, text.typed_span(one.statement.start, one.statement.end))
    typed = subject.draft.values.get(path, "")
    fixes = _fixes(path, typed, text, one, f"以{ground.words.summary}为准")
    return finding(
        rule,
        told(label, one, ground),
        (place,),
        f"{chapter.id}.{number}",
        one.statement.text,
        actual_words(one, ground),
        f"{one.statement.of}_stated",
        fixes,
        spoken,
    )


def _fixes(path: str, typed: str, text: Resolved, one: Unborne, title: str) -> tuple[Fix, ...]:
    """The true figure in place of the stated one, where that was typed."""
    start, end = one.statement.digits
    new = corrected(text.text, one)
    if new is None or not text.is_typed(start, end):
        return ()
    behind = len(text.text) - end
    digits = new[start : len(new) - behind]
    first, last = text.typed_span(start, end)
    change = SetValue(path, typed, typed[:first] + digits + typed[last:])
    return (Fix(title, change),)
