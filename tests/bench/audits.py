"""The full audit of a city."""

from collections.abc import Sequence

from desktop_app.core.programme import Programme
from desktop_app.core.rules import audit
from tests.bench.city import a_city
from tests.bench.measuring import timed
from tests.bench.page import Page, growth, seconds, times

_JUDGED = 2_000
_MOST_SECONDS = 1.0


def measure_audits(page: Page, programme: Programme, sizes: Sequence[int], floor: float) -> None:
    page.heading("Audit")
    spent: dict[int, float] = {}
    for size in sizes:
        draft = a_city(programme, size)
        spent[size] = timed(lambda draft=draft: audit(programme, draft))
    rows = [(f"{size:,}", seconds(one), times(one / floor)) for size, one in spent.items()]
    page.table(("projects", "s", "floor"), rows)
    page.line(growth("audit", spent))
    if _JUDGED in spent:
        told = f"{seconds(spent[_JUDGED])} s, {times(spent[_JUDGED] / floor)} floor"
        page.budget("full audit of 2,000 projects ≤ 1 s", told, spent[_JUDGED] <= _MOST_SECONDS)
