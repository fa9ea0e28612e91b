"""What a clerk is asked for on the telephone: projects, money, the length of the plan."""

from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.core.stated import investment_unit
from desktop_app.core.values import MONEY_UNITS, parse


@dataclass(frozen=True, slots=True)
class Totals:
    """Projects with anything typed, their counties, what was understood of their investment in 元,
    and the characters of the plan's chapters without blanks."""

    projects: int = 0
    counties: int = 0
    investment: Decimal = Decimal(0)
    characters: int = 0


def totals_of(programme: Programme, draft: Draft) -> Totals:
    """The totals of a draft."""
    summary = programme.summary
    rows = draft.filled_rows(summary.table.id)
    counties = {row.cells.get(summary.county, "").strip() for row in rows} - {""}
    column = next((c for c in summary.table.column if c.id == summary.investment), None)
    unit = MONEY_UNITS.get(investment_unit(summary), Decimal(1))
    amount = Decimal(0)
    if column is not None:
        for row in rows:
            value = parse(column.kind, row.cells.get(column.id, ""), column.unit)
            amount += value * unit if isinstance(value, Decimal) else 0
    chapters = (draft.value(f"chapters/{one.id}") for one in programme.plan.chapter)
    return Totals(
        len(rows), len(counties), amount, sum(len("".join(text.split())) for text in chapters)
    )
