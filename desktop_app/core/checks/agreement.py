"""Checks that plan and summary say the same: names, counts, and numbers in the prose."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from desktop_app.core import consistency, prose
from desktop_app.core.checks.base import NotApplicable, finding
from desktop_app.core.consistency import Comparison, Named
from desktop_app.core.draft import Row
from desktop_app.core.expressions import NoData
from desktop_app.core.facts import Subject, cell_label
from desktop_app.core.findings import Finding, Place
from desktop_app.core.names import fold
from desktop_app.core.programme import Programme, Rule, SummaryForm, Table
from desktop_app.core.values import MONEY_UNITS, parse, show_decimal

_FROM_SUMMARY = "方案的项目清单由汇总表直接生成,不会不一致"


def same_names(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """Every project the plan names stands in the summary to the letter, and the other way."""
    plan, summary = _both(subject)
    for one in consistency.compare_names(plan, summary).differences:
        sides = [named for named in (one.plan, one.summary) if named is not None]
        yield finding(
            rule,
            one.message,
            tuple(Place(named.path, named.where) for named in sides),
            sides[-1].path.split("/")[1],
            one.plan.name if one.plan else None,
            one.summary.name if one.summary else None,
            one.kind,
            _name_fixes(one),
        )


def same_counts(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """The numbers of projects agree per county and per industry, beyond what names explain."""
    plan, summary = _both(subject)
    comparison: Comparison = consistency.compare_names(plan, summary)
    form = subject.programme.summary
    for part, column in (("county", form.county), ("industry", form.industry)):
        label = next((f.label for f in form.table.column if f.id == column), "")
        for group, ours, theirs in consistency.counts_that_differ(comparison, plan, summary, part):
            pairs = [
                (a, b) for a, b in comparison.pairs
                if group in (fold(getattr(a, part)), fold(getattr(b, part)))
                and fold(getattr(a, part)) != fold(getattr(b, part))
            ]  # fmt: skip
            named = "、".join(f"「{b.name}」" for _, b in pairs[:5])
            message = (
                f"{label}「{group}」的项目数不一致:方案 {ours} 个,汇总表 {theirs} 个;"
                f"涉及{named}等 {len(pairs)} 个项目,请统一所属{label}"
            )
            places = tuple(Place(n.path, n.where) for pair in pairs[:5] for n in pair)
            yield finding(rule, message, places, f"{part}.{group}", str(ours), str(theirs))


def duplicates(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """No project stands twice in the summary, nor twice in the plan's list."""
    form = subject.programme.summary
    sides = (
        (summary_names(subject), form.attachment),
        (plan_names(subject), f"方案({subject.programme.plan.attachment})"),
    )
    if not any(named for named, _ in sides):
        raise NoData("尚未填写项目")
    for named, document in sides:
        for one in consistency.repeated(named, document):
            places = tuple(Place(other.path, other.where) for other in one.others)
            key = one.others[-1].path.split("/")[1]
            left, right = one.others[0].name, one.others[-1].name
            yield finding(rule, one.message, places, key, left, right, one.kind)


def stated_numbers(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """Counts and totals in the prose of the chapters are those of the summary."""
    summary = summary_names(subject)
    plan = subject.programme.plan
    texts = {c.id: subject.draft.values.get(f"chapters/{c.id}", "") for c in plan.chapter}
    if not summary or not any(text.strip() for text in texts.values()):
        raise NoData("尚未填写项目或方案正文")
    unit = investment_unit(subject.programme.summary)
    for chapter in plan.chapter:
        place = Place(f"chapters/{chapter.id}", f"{plan.attachment} {chapter.title}")
        for n, (statement, actual) in enumerate(disagreements(texts[chapter.id], summary, unit)):
            yield finding(
                rule,
                stated_message(place.label, statement, actual, unit),
                (place,),
                f"{chapter.id}.{n}",
                statement.text,
                actual_text(statement, actual, unit),
                f"{statement.of}_stated",
            )


def disagreements(
    text: str, summary: list[Named], unit: str
) -> Iterator[tuple[prose.Statement, Decimal]]:
    """Statements of a text that the summary does not bear out, with the true figure.

    The figure is a count, or an amount in 元; `unit` is the unit of the summary's investments.
    """
    industries = list(dict.fromkeys(one.industry for one in summary if one.industry))
    counties = list(dict.fromkeys(one.county for one in summary if one.county))
    for statement in prose.statements(text, industries, counties):
        actual = true_figure(statement, summary, unit)
        if actual is not None and not statement.agrees_with(actual):
            yield statement, actual


def true_figure(statement: prose.Statement, projects: Sequence[Named], unit: str) -> Decimal | None:
    """What a statement should say by a list of projects: a count, or an amount in 元.

    None for a total when no investment is known; `unit` is the unit of the investments.
    """
    part = [one for one in projects if not statement.scope or _is_in(one, statement.scope)]
    if statement.of == "count":
        return Decimal(len(part))
    known = [one.investment for one in part if one.investment is not None]
    return sum(known, Decimal(0)) * MONEY_UNITS[unit] if known else None


def stated_message(where: str, statement: prose.Statement, actual: Decimal, unit: str) -> str:
    """「附件2 工作目标写“共实施项目106个”,而汇总表共 108 个」, with the next step."""
    scope = f"「{statement.scope}」" if statement.scope else ""
    fact = "项目数" if statement.of == "count" else "总投资"
    return (
        f"{where}写「{statement.text}」,而汇总表{scope}{fact}为"
        f" {actual_text(statement, actual, unit)};原句:「{statement.sentence}」,请改成一致"
    )


def actual_text(statement: prose.Statement, actual: Decimal, unit: str) -> str:
    """The true figure in the unit a reader compares with."""
    if statement.of == "count":
        return f"{actual} 个"
    return f"{show_decimal((actual / MONEY_UNITS[unit]).normalize() + 0)} {unit}"


def summary_names(subject: Subject) -> list[Named]:
    """The summary's projects as its rows name them."""
    form = subject.programme.summary
    return _named(subject, form.table, form)


def plan_names(subject: Subject) -> list[Named]:
    """The projects of the plan's own list; empty when the list is made from the summary."""
    return _named(subject, subject.programme.plan.project_list, subject.programme.summary)


def investment_unit(form: SummaryForm) -> str:
    """The unit of the summary's investment column; 元 when it gives none."""
    column = next((c for c in form.table.column if c.id == form.investment), None)
    return column.unit if column is not None and column.unit in MONEY_UNITS else "元"


def named_row(programme: Programme, table: Table, row: Row, number: int) -> Named:
    """One row as a named project; the plan's list uses the summary's column ids."""
    form = programme.summary
    return Named(
        row.cells.get(form.name, ""),
        _where(programme, table, row, number),
        f"{table.id}/{row.id}/{form.name}",
        row.cells.get(form.county, ""),
        row.cells.get(form.industry, ""),
        _amount(table, form.investment, row.cells),
    )


def _named(subject: Subject, table: Table, form: SummaryForm) -> list[Named]:
    rows = enumerate(subject.draft.rows(table.id), start=1)
    return [
        named_row(subject.programme, table, row, number)
        for number, row in rows
        if row.cells.get(form.name, "").strip()
    ]


def _both(subject: Subject) -> tuple[list[Named], list[Named]]:
    plan, summary = plan_names(subject), summary_names(subject)
    if not plan and not summary:
        raise NoData("尚未填写项目")
    if not plan:
        raise NotApplicable(_FROM_SUMMARY)
    return plan, summary


def _where(programme: Programme, table: Table, row: Row, number: int) -> str:
    label = cell_label(programme, table, number)
    if table.id == programme.summary.table.id or not row.origin:
        return label
    return f"{programme.plan.attachment} {row.origin}"


def _amount(table: Table, column_id: str, cells: Mapping[str, str]) -> Decimal | None:
    column = next((column for column in table.column if column.id == column_id), None)
    if column is None:
        return None
    value = parse(column.kind, cells.get(column_id, ""), column.unit)
    return value if isinstance(value, Decimal) else None


def _is_in(named: Named, scope: str) -> bool:
    return fold(scope) in (fold(named.county), fold(named.industry))


def _name_fixes(one: consistency.Difference) -> tuple[str, ...]:
    match one.kind:
        case "differs_in_form" | "near_match":
            return ("以方案为准", "以汇总表为准")
        case "only_in_plan":
            return ("在汇总表中补上", "从方案中删去")
        case _:
            return ("在方案中补上", "从汇总表中删去")
