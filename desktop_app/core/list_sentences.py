"""The sentences that the program itself writes around the plan's project list.

They are computed from the summary each time, so they are taken out again when a plan that the
program printed comes back in: else they would stand there twice.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from desktop_app.core.facts import numbers_of
from desktop_app.core.names import fold
from desktop_app.core.own_words import own_words
from desktop_app.core.programme import Programme
from desktop_app.core.values import show_decimal

Cells = Mapping[str, str]


def sentence_of_all(programme: Programme, rows: Sequence[Cells]) -> str:
    """What stands below the last list: how many projects there are in all, for how much."""
    return f"以上合计共{_stated(programme, rows)}"


def sentence_of_industry(programme: Programme, industry: str, rows: Sequence[Cells]) -> str:
    """What stands above the list of one industry when the chapter has no text for it."""
    return f"{industry}{_stated(programme, rows)}"


def own_sentences(programme: Programme, rows: Sequence[Cells]) -> frozenset[str]:
    """Every sentence the program would write around a list of these projects."""
    groups: dict[str, tuple[str, list[Cells]]] = {}
    for row in rows if programme.plan.grouped else ():
        industry = row.get(programme.summary.industry, "").strip()
        groups.setdefault(fold(industry), (industry, []))[1].append(row)
    return frozenset(
        {
            sentence_of_all(programme, rows),
            *(sentence_of_industry(programme, name, group) for name, group in groups.values()),
        }
    )


def _stated(programme: Programme, rows: Sequence[Cells]) -> str:
    form, words = programme.summary, own_words(programme)
    count = f"{words.listed}{len(rows)}{words.counter}"
    field = next((one for one in form.table.column if one.id == form.investment), None)
    numbers = () if field is None else numbers_of(field, (row.get(field.id, "") for row in rows))
    if field is None or not numbers:
        return f"{count}。"
    return f"{count}，{words.summed}{show_decimal(sum(numbers, Decimal(0)))}{field.unit or '元'}。"
