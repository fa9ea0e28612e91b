"""The full audit of a city, and what one edit costs while its audit is kept."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from desktop_app.core.changes import Change, SetValue, set_path
from desktop_app.core.draft import Draft, Row
from desktop_app.core.programme import Programme
from desktop_app.core.rules import Auditor, audit
from tests.bench.city import a_city
from tests.bench.measuring import timed
from tests.bench.page import Page, growth, seconds, times

_JUDGED = 2_000
_MOST_SECONDS = 1.0
_EDITED = 5_000
_MOST_SECONDS_OF_AN_EDIT = 0.1
_COLUMNS = ("name", "enterprise", "county", "industry", "investment", "start", "note")


def measure_audits(page: Page, programme: Programme, sizes: Sequence[int], floor: float) -> None:
    page.heading("Audit")
    spent: dict[int, float] = {}
    for size in sizes:
        draft = _told_city(programme, size)
        spent[size] = timed(lambda draft=draft: audit(programme, draft))
    rows = [(f"{size:,}", seconds(one), times(one / floor)) for size, one in spent.items()]
    page.table(("projects", "s", "floor"), rows)
    page.line(growth("audit", spent))
    if _JUDGED in spent:
        told = f"{seconds(spent[_JUDGED])} s, {times(spent[_JUDGED] / floor)} floor"
        is_met = spent[_JUDGED] <= _MOST_SECONDS
        page.budget("full audit of 2,000 projects ≤ 1 s", told, is_met, target="audit")
    _measure_edits(page, programme, floor)


def _measure_edits(page: Page, programme: Programme, floor: float) -> None:
    """One cell, a sentence, a number of the form: each there and back, under a kept audit."""
    draft = _told_city(programme, _EDITED)
    auditor = Auditor(programme)
    auditor.audit(draft)
    rows: list[tuple[str, str, str]] = []
    slowest = 0.0
    for what, change in _edits(programme, draft):
        edited = change.apply(draft)
        spent = [
            timed(lambda state=state: auditor.audit(state), 1) for state in (edited, draft) * 5
        ]
        median = statistics.median(spent)
        slowest = max(slowest, median)
        rows.append((what, seconds(median), times(median / floor)))
    page.table((f"one edit at {_EDITED:,} projects", "s", "floor"), rows)
    told = f"{seconds(slowest)} s, {times(slowest / floor)} floor, the slowest of {len(rows)}"
    page.budget(
        "one edit at 5,000 projects, audited, ≤ 0.1 s",
        told,
        slowest <= _MOST_SECONDS_OF_AN_EDIT,
        target="edit",
    )


def _edits(programme: Programme, draft: Draft) -> list[tuple[str, Change]]:
    table = programme.summary.table
    row = draft.rows(table.id)[_EDITED // 2]
    labels = {column.id: column.label for column in table.column}
    cells: list[tuple[str, Change]] = [
        (labels[column], set_path(draft, f"{table.id}/{row.id}/{column}", "19.9"))
        for column in _COLUMNS
    ]
    chapter = programme.plan.chapter[1]
    path = f"chapters/{chapter.id}"
    text = draft.value(path)
    told: Change = SetValue(path, text, text.replace("本次申报项目", "本次申报项目1", 1))
    return [*cells, (chapter.title, told), ("money/award", set_path(draft, "money/award", "2999"))]


def _told_city(programme: Programme, size: int) -> Draft:
    """A city whose plan brings its own list of projects, and chapters that state its figures."""
    draft = a_city(programme, size)
    rows = draft.rows(programme.summary.table.id)
    own = programme.plan.project_list
    known = {column.id for column in own.column}
    listed = tuple(
        Row(f"p{n}", MappingProxyType({c: t for c, t in row.cells.items() if c in known}))
        for n, row in enumerate(rows)
    )
    counties = Counter(row.cells.get(programme.summary.county, "") for row in rows)
    industries = Counter(row.cells.get(programme.summary.industry, "") for row in rows)
    stated = "。".join(
        [
            f"本次申报项目{len(rows)}个",
            *(f"其中,{name}项目{count}个" for name, count in industries.items()),
            *(f"{name}申报项目{count}个" for name, count in counties.items()),
        ]
    )
    chapters = {
        f"chapters/{chapter.id}": f"{draft.value(f'chapters/{chapter.id}')}\n{stated}。"
        for chapter in programme.plan.chapter
    }
    return replace(
        draft,
        values=MappingProxyType({**draft.values, **chapters}),
        tables=MappingProxyType({**draft.tables, own.id: listed}),
    )
