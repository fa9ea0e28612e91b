"""The check that numbers in the plan's text are those of the summary and the form."""

from collections.abc import Iterator
from decimal import Decimal

from desktop_app.core.changes import SetValue
from desktop_app.core.checks.base import Told, finding
from desktop_app.core.expressions import NoData, Scope, compile_expression, narrow, under
from desktop_app.core.facts import Subject, chapter_words, place_label
from desktop_app.core.figures import Figures, project_of
from desktop_app.core.findings import Finding, Fix, Place
from desktop_app.core.programme import Chapter, Rule
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
from desktop_app.core.values import MONEY_UNITS


def stated_numbers(subject: Subject, rule: Rule) -> Iterator[Finding | Told]:
    """Counts, amounts and shares in the prose of the chapters are those of the summary."""
    plan = subject.programme.plan
    texts = {c.id: subject.draft.values.get(f"chapters/{c.id}", "") for c in plan.chapter}
    ground = ground_of_draft(subject)
    if not ground.figures.projects or not any(text.strip() for text in texts.values()):
        raise NoData("尚未填写项目或方案正文")
    read = sum(len(stated(text, ground.terms)) for text in texts.values())
    if not read:
        # A check that matches nothing has proven nothing.
        raise NoData("方案正文中没有找到与汇总表对应的数字,无从核对")
    yield Told(f"核对了正文中 {read} 处数字")
    for chapter in plan.chapter:
        for number, one in unborne(texts[chapter.id], ground):
            yield _finding(subject, rule, chapter, texts[chapter.id], number, one, ground)


def ground_of_draft(subject: Subject) -> Ground:
    """The figures of a draft: its summary's rows that have a name, and its form."""
    programme = subject.programme
    table, name = programme.summary.table.id, programme.summary.name
    made = subject.per_row(
        table, "project", lambda row, _: project_of(programme, row.cells), lambda _: False
    )
    figures = subject.derived("figures", (made,), lambda: Figures([p for p in made if p.is_named]))
    city = subject.draft.values.get(programme.summary.city, "") if name else ""
    return ground_of(programme, figures, form_figures(subject), city)


def form_figures(subject: Subject) -> dict[str, Decimal]:
    """The figures that the pack takes from the form, by id: amounts in 元; blank ones absent."""
    found: dict[str, Decimal] = {}
    for one in subject.programme.plan.figure:
        expression = compile_expression(one.value)
        known = {"form": subject.form, "facts": subject.facts}
        scope = Scope({n: narrow(v, under(n, expression.reads)) for n, v in known.items()})
        try:
            value = scope.value(expression)
        except NoData:
            continue
        if isinstance(value, int | float) and not isinstance(value, bool):
            exact = Decimal(str(value))
            found[one.id] = exact * MONEY_UNITS.get(one.unit, Decimal(1))
    return found


def _finding(
    subject: Subject,
    rule: Rule,
    chapter: Chapter,
    text: str,
    number: int,
    one: Unborne,
    ground: Ground,
) -> Finding:
    path = f"chapters/{chapter.id}"
    paragraph = sum(bool(line.strip()) for line in text[: one.statement.end].splitlines())
    label = f"{place_label(subject.programme, path)} 第{paragraph}段"
    spoken = f"{chapter_words(subject.programme, chapter) or chapter.title}第{paragraph}段"
    place = Place(path, label, (one.statement.start, one.statement.end))
    new = corrected(text, one)
    fixes = () if new is None else (Fix("以汇总表为准", SetValue(path, text, new)),)
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
