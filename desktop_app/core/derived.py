"""What the form shows but nobody types: figures that come from the summary, and where from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.county_words import county_short
from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import numbers_of
from desktop_app.core.names import fold
from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.understood import amount_words


@dataclass(frozen=True, slots=True)
class Derived:
    """One figure: its name, the figure in words, where it comes from, and the path to look at."""

    id: str
    label: str
    value: str
    source: str
    path: str


def derived(programme: Programme, draft: Draft) -> tuple[Derived, ...]:
    """The figures that the summary's columns give, by the parts its columns play."""
    form = programme.summary
    rows = draft.filled_rows(form.table.id)
    where = f"{form.attachment} {form.table.title}" if form.marked else form.table.title
    columns = {column.id: column for column in form.table.column}
    found = [
        _figure(form.table.id, "projects", "项目数量", f"{len(rows)} 个", f"{where}的行数", rows)
    ]
    counted = (("county", "个"), ("enterprise", "家"), ("industry", "个"))
    for role, counter in counted:
        column = columns.get(getattr(form, role))
        if column is not None:
            kinds = len({fold(text) for row in rows if (text := row.cells.get(column.id, ""))})
            found.append(
                _figure(
                    form.table.id,
                    role,
                    f"{county_short(programme) if role == 'county' else _bare(column)}数",
                    f"{kinds} {counter}",
                    f"{where}「{column.label}」一栏,相同的只算一次",
                    rows,
                    column,
                )
            )
    for role, label in (("investment", "总投资"), ("award", "申请奖补合计")):
        column = columns.get(getattr(form, role))
        if column is not None:
            found.append(_sum(form.table.id, role, label, where, rows, column))
    return tuple(found)


def _sum(
    table: str, role: str, label: str, where: str, rows: Sequence[Row], column: Field
) -> Derived:
    typed = [text for row in rows if (text := row.cells.get(column.id, "").strip())]
    numbers = numbers_of(column, typed)
    total = sum(numbers, Decimal(0))
    value = amount_words(total, column.unit) if numbers else "—"
    unread = len(typed) - len(numbers)
    doubt = f",另有 {unread} 行没有看懂、没有算进去" if unread else ""
    source = f"{where}「{column.label}」{len(numbers)} 行相加{doubt}"
    return _figure(table, role, label, value, source, rows, column)


def _figure(
    table: str,
    figure: str,
    label: str,
    value: str,
    source: str,
    rows: Sequence[Row],
    column: Field | None = None,
) -> Derived:
    path = f"{table}/{rows[0].id}/{column.id}" if rows and column is not None else table
    return Derived(figure, label, value if rows else "—", source, path)


_PARTS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda label: "企业" in label, "企业"),
    (lambda label: "行业" in label, "行业"),
)


def _bare(column: Field) -> str:
    """What is counted, in a word or two: 「实施企业全称」 counts 企业."""
    return next((word for holds, word in _PARTS if holds(column.label)), column.label)
