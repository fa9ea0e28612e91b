"""Checks that plan and summary say the same: names, counts, and what they say of each project."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from desktop_app.core import consistency
from desktop_app.core.changes import Change, Together, append_rows, remove_rows, set_path
from desktop_app.core.checks.base import NotApplicable, finding
from desktop_app.core.consistency import Named
from desktop_app.core.draft import Row
from desktop_app.core.expressions import NoData
from desktop_app.core.facts import Subject, cell_label, row_words
from desktop_app.core.findings import Finding, Fix, Place
from desktop_app.core.name_marks import difference
from desktop_app.core.names import fold, visible
from desktop_app.core.origin import origin_place
from desktop_app.core.own_words import own_words
from desktop_app.core.pack_forms import Field, Table, with_mark
from desktop_app.core.pack_rules import Rule
from desktop_app.core.programme import Programme
from desktop_app.core.same_project import same_project_twice
from desktop_app.core.values import parse, show_decimal

_PAIRS_TOLD = 5
_YUAN_IN_WAN = 10_000


def same_names(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """Every project the plan names stands in the summary to the letter, and the other way."""
    for one in _compared(subject).differences:
        sides = [named for named in (one.plan, one.summary) if named is not None]
        yield finding(
            rule,
            one.message,
            tuple(Place(named.path, named.where) for named in sides),
            _row_id(sides[-1]),
            one.plan.name if one.plan else None,
            one.summary.name if one.summary else None,
            one.kind,
            _name_fixes(subject, one),
            _spoken(subject, sides[-1]),
        )


def same_counts(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """The numbers of projects agree per county and per industry, beyond what names explain."""
    plan, summary = _both(subject)
    comparison = _compared(subject)
    form, words = subject.programme.summary, own_words(subject.programme)
    for part, column in (("county", form.county), ("industry", form.industry)):
        label = next((f.label for f in form.table.column if f.id == column), "")
        for group, ours, theirs in consistency.counts_that_differ(comparison, plan, summary, part):
            pairs = [
                (a, b) for a, b in comparison.pairs
                if group in (fold(getattr(a, part)), fold(getattr(b, part)))
                and fold(getattr(a, part)) != fold(getattr(b, part))
            ]  # fmt: skip
            named = "、".join(f"「{b.name}」" for _, b in pairs[:_PAIRS_TOLD])
            message = (
                f"{label}「{group}」的{words.count}不一致:{words.plan} {ours} {words.counter},"
                f"{words.summary} {theirs} {words.counter};"
                f"涉及{named}等 {len(pairs)} {words.counter}{words.noun},请统一所属{label}"
            )
            places = tuple(Place(n.path, n.where) for pair in pairs[:_PAIRS_TOLD] for n in pair)
            yield finding(
                rule,
                message,
                places,
                f"{part}.{group}",
                str(ours),
                str(theirs),
                fixes=_column_fixes(subject, pairs, column) if pairs else (),
                row=f"{label}{group}",
                gap=f"相差 {abs(ours - theirs)} {words.counter}",
            )


def same_details(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """A project that stands in both has the same firm and the same investment in both."""
    form = subject.programme.summary
    columns = {column.id: column for column in form.table.column}
    for ours, theirs in _compared(subject).pairs:
        if ours.enterprise == theirs.enterprise and ours.investment == theirs.investment:
            continue
        for column_id in (form.enterprise, form.investment):
            found = _detail(subject, rule, columns.get(column_id), ours, theirs)
            if found is not None:
                yield found


def duplicates(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """No project stands twice in the summary, nor twice in the plan's list."""
    form, plan = subject.programme.summary, subject.programme.plan
    words = own_words(subject.programme)
    sides = (
        (summary_names(subject), form.attachment, False),
        (plan_names(subject), with_mark(words.plan, plan.attachment, is_marked=plan.marked), True),
    )
    if not any(named for named, _, _ in sides):
        raise NoData(f"尚未填写{words.noun}")
    for named, document, in_plan in sides:
        for one in _repeated(subject, named, document, in_plan=in_plan):
            yield finding(
                rule,
                one.message,
                tuple(Place(other.path, other.where) for other in one.others),
                _row_id(one.others[-1]),
                one.others[0].name,
                one.others[-1].name,
                one.kind,
                tuple(Fix(f"删去{other.where}", removing(subject, other)) for other in one.others),
                _spoken(subject, one.others[-1]),
            )


def _repeated(
    subject: Subject, named: list[Named], document: str, *, in_plan: bool
) -> list[consistency.Difference]:
    words = own_words(subject.programme)

    def found() -> list[consistency.Difference]:
        repeated = consistency.repeated(named, document, words, in_plan=in_plan)
        return [*repeated, *same_project_twice(named, words)]

    side = "plan" if in_plan else "summary"
    return subject.derived(f"repeated in the {side}", (named,), found)


def summary_names(subject: Subject) -> list[Named]:
    """The summary's projects as its rows name them."""
    return _named(subject, subject.programme.summary.table)


def plan_names(subject: Subject) -> list[Named]:
    """The projects of the plan's own list; empty when the list is made from the summary."""
    return _named(subject, subject.programme.plan.project_list)


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
        row.cells.get(form.enterprise, ""),
        row.cells.get(form.credit_code, ""),
    )


def _named(subject: Subject, table: Table) -> list[Named]:
    def named(row: Row, number: int) -> Named:
        return named_row(subject.programme, table, row, number)

    made = subject.per_row(table.id, "named", named)
    return subject.derived(
        f"named {table.id}", (made,), lambda: [one for one in made if one.name.strip()]
    )


def _both(subject: Subject) -> tuple[list[Named], list[Named]]:
    plan, summary = plan_names(subject), summary_names(subject)
    words = own_words(subject.programme)
    if not plan and not summary:
        raise NoData(f"尚未填写{words.noun}")
    if not plan:
        raise NotApplicable(f"{words.plan}的{words.noun}清单由{words.summary}直接生成,不会不一致")
    return plan, summary


def _compared(subject: Subject) -> consistency.Comparison:
    plan, summary = _both(subject)
    sides = (plan, summary)
    words = own_words(subject.programme)
    return subject.derived(
        "compared", sides, lambda: consistency.compare_names(plan, summary, words)
    )


def _detail(
    subject: Subject, rule: Rule, column: Field | None, ours: Named, theirs: Named
) -> Finding | None:
    """The finding for one column of a project that stands in both, if the two differ."""
    if column is None:
        return None
    is_money = column.id == subject.programme.summary.investment
    paths = [f"{named.path.rpartition('/')[0]}/{column.id}" for named in (ours, theirs)]
    left, right = (subject.text(path) for path in paths)
    is_same = left == right
    if is_money:
        # What is no amount, and 元 typed for 万元, are told by rules of their own.
        is_same = _are_same_money(ours.investment, theirs.investment)
    if is_same or not left.strip() or not right.strip():
        return None
    places = tuple(
        Place(path, f"{named.where} {column.label}")
        for path, named in zip(paths, (ours, theirs), strict=True)
    )
    differs = "" if is_money else f";{difference(left, right)}"
    unit, words = column.unit, own_words(subject.programme)
    message = (
        f"{words.noun}「{ours.name}」的{column.label}两处不同:{words.plan}为「{visible(left)}」{unit},"
        f"{words.summary}为「{visible(right)}」{unit}{differs};请核实后改成一致"
    )
    gap = ""
    if is_money and ours.investment is not None and theirs.investment is not None:
        gap = f"相差 {show_decimal(abs(ours.investment - theirs.investment))} {column.unit}"
    return finding(
        rule,
        message,
        places,
        f"{_row_id(theirs)}.{column.id}",
        left,
        right,
        "investment_differs" if is_money else "enterprise_differs",
        _column_fixes(subject, [(ours, theirs)], column.id),
        _spoken(subject, theirs),
        gap,
    )


def _are_same_money(ours: Decimal | None, theirs: Decimal | None) -> bool:
    if ours is None or theirs is None:
        return True
    return ours == theirs or _YUAN_IN_WAN in (
        ours / theirs if theirs else 0,
        theirs / ours if ours else 0,
    )


def _column_fixes(
    subject: Subject, pairs: Sequence[tuple[Named, Named]], column: str
) -> tuple[Fix, ...]:
    """Take a column of these projects over from the one side, or from the other."""
    to_summary: list[Change] = []
    to_plan: list[Change] = []
    for ours, theirs in pairs:
        ours_at, theirs_at = (f"{n.path.rpartition('/')[0]}/{column}" for n in (ours, theirs))
        to_summary.append(set_path(subject.draft, theirs_at, subject.text(ours_at)))
        to_plan.append(set_path(subject.draft, ours_at, subject.text(theirs_at)))
    by_plan, by_summary = _ways(subject)
    return (
        Fix(by_plan, _one_of(by_plan, to_summary)),
        Fix(by_summary, _one_of(by_summary, to_plan)),
    )


def _ways(subject: Subject) -> tuple[str, str]:
    """The two ways out of a difference, as a clerk reads them."""
    words = own_words(subject.programme)
    return f"以{words.plan}为准", f"以{words.summary}为准"


def _one_of(label: str, changes: Sequence[Change]) -> Change:
    return changes[0] if len(changes) == 1 else Together(label, tuple(changes))


def _name_fixes(subject: Subject, one: consistency.Difference) -> tuple[Fix, ...]:
    draft, form = subject.draft, subject.programme.summary
    words = own_words(subject.programme)
    by_plan, by_summary = _ways(subject)
    if one.plan is not None and one.summary is not None:
        return (
            Fix(by_plan, set_path(draft, one.summary.path, one.plan.name)),
            Fix(by_summary, set_path(draft, one.plan.path, one.summary.name)),
        )
    if one.plan is not None:
        add = copying(subject, one.plan, form.table)
        take = removing(subject, one.plan)
        return Fix(f"在{words.summary}中补上", add), Fix(f"从{words.plan}中删去", take)
    if one.summary is not None:
        add = copying(subject, one.summary, subject.programme.plan.project_list)
        take = removing(subject, one.summary)
        return Fix(f"在{words.plan}中补上", add), Fix(f"从{words.summary}中删去", take)
    return ()


def copying(subject: Subject, named: Named, target: Table) -> Change:
    """The change that adds a row with what the columns of both tables have in common."""
    table, row_id, _ = named.path.split("/")
    _, row = subject.row(table, row_id)
    known = {column.id for column in target.column}
    cells = {column: text for column, text in row.cells.items() if column in known}
    taken = {one.id for one in subject.draft.rows(target.id)}
    new_id = row_id
    while new_id in taken:
        new_id += "x"
    return append_rows(subject.draft, target.id, [Row(new_id, MappingProxyType(cells))])


def removing(subject: Subject, named: Named) -> Change:
    return remove_rows(subject.draft, named.path.split("/")[0], frozenset({_row_id(named)}))


def _row_id(named: Named) -> str:
    return named.path.split("/")[1]


def _spoken(subject: Subject, named: Named) -> str:
    table_id, row_id, _ = named.path.split("/")
    table = subject.programme.table(table_id)
    return (
        ""
        if table is None
        else row_words(subject.programme, table, subject.row(table_id, row_id)[0])
    )


def _where(programme: Programme, table: Table, row: Row, number: int) -> str:
    label = cell_label(programme, table, number)
    if table.id == programme.summary.table.id or not row.origin:
        return label
    return f"{programme.plan.attachment} {origin_place(row.origin)}"


def _amount(table: Table, column_id: str, cells: Mapping[str, str]) -> Decimal | None:
    column = next((column for column in table.column if column.id == column_id), None)
    if column is None:
        return None
    value = parse(column.kind, cells.get(column_id, ""), column.unit)
    return value if isinstance(value, Decimal) else None
