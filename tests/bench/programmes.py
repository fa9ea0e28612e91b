"""Every programme on its own practice city, grown to any size: audit, an edit, money, papers."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from types import MappingProxyType

from desktop_app.cli_drafts import read_draft
from desktop_app.core.changes import set_path
from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import Subject
from desktop_app.core.programme import Programme
from desktop_app.core.rules import Auditor, audit
from desktop_app.jobs.demo import practise
from desktop_app.jobs.packs import installed_ids, load_programme
from desktop_app.paths import SAMPLES
from tests.bench.city import cells_of
from tests.bench.measuring import timed
from tests.bench.page import Page, seconds, times

_SIZES = (500, 2_000)
_EDITED = 5_000
_MOST_SECONDS_OF_AN_EDIT = 0.1
_MOST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class _Figures:
    """Seconds of one programme: full audits by size, one edit, the money of all rows."""

    audits: dict[int, float]
    edit: float
    money: float | None


def measure_programmes(page: Page, floor: float, folder: Path) -> None:
    page.heading("Programmes")
    found: dict[str, _Figures] = {}
    for name in installed_ids():
        if (SAMPLES / name / "answers.toml").is_file():
            found[name] = _measured(load_programme(name), folder / name)
    head = (
        "programme",
        *(f"audit of {size:,}, s" for size in _SIZES),
        "growth",
        f"an edit at {_EDITED:,}, s",
        f"money of {_EDITED:,}, s",
        "money / floor",
    )
    page.table(head, [_line(name, one, floor) for name, one in found.items()])
    few, more = _SIZES
    slowest = max(one.audits[more] for one in found.values())
    page.budget(
        f"full audit of {more:,} rows under every pack ≤ 1 s",
        f"{seconds(slowest)} s, {times(slowest / floor)} floor",
        slowest <= _MOST_SECONDS,
    )
    edit = max(one.edit for one in found.values())
    page.budget(
        f"one edit at {_EDITED:,} rows under every pack, audited, ≤ 0.1 s",
        f"{seconds(edit)} s, {times(edit / floor)} floor",
        edit <= _MOST_SECONDS_OF_AN_EDIT,
    )
    worst = max(one.audits[more] / one.audits[few] for one in found.values())
    told = f"{worst:.1f} × the time for {more / few:.0f} × the rows"
    page.budget("audit linear under every pack", told, worst <= more / few * 1.5)


def _line(name: str, one: _Figures, floor: float) -> Sequence[str]:
    few, more = _SIZES
    money = ("", "") if one.money is None else (seconds(one.money), times(one.money / floor))
    return (
        name,
        *(seconds(one.audits[size]) for size in _SIZES),
        f"{one.audits[more] / one.audits[few]:.1f} ×",
        seconds(one.edit),
        *money,
    )


def _measured(programme: Programme, folder: Path) -> _Figures:
    city = _city(programme, folder)
    grown = {size: _grown(programme, city, size) for size in (*_SIZES, _EDITED)}
    audits = {size: timed(lambda size=size: audit(programme, grown[size])) for size in _SIZES}
    large = grown[_EDITED]
    money = None
    if programme.rewards.reward:
        money = timed(lambda: Subject(programme, large).rewards)
    return _Figures(audits, _edit(programme, large), money)


def _edit(programme: Programme, draft: Draft) -> float:
    """A cell that the rules read, there and back, under a kept audit."""
    form = programme.summary
    column = form.investment or form.enterprise or form.name
    row = draft.rows(form.table.id)[_EDITED // 2]
    edited = set_path(draft, f"{form.table.id}/{row.id}/{column}", "19.9").apply(draft)
    auditor = Auditor(programme)
    auditor.audit(draft)
    spent = [timed(lambda state=state: auditor.audit(state), 1) for state in (edited, draft) * 5]
    return statistics.median(spent)


def _city(programme: Programme, folder: Path) -> Draft:
    return read_draft(practise(folder, programme.id, now=lambda: datetime(2024, 11, 11, 9, 0, 0)))


def _grown(programme: Programme, city: Draft, size: int) -> Draft:
    """The city's rows again and again, each under a name, a firm and a code of its own; the plan
    states no list, so that it follows from the summary."""
    form = programme.summary
    rows: list[Row] = []
    for n, row in enumerate(islice(cycle(city.rows(form.table.id)), size), start=1):
        own = cells_of(n)
        told = {
            form.name: own["name"],
            form.enterprise: own["enterprise"],
            form.credit_code: own["credit_code"],
        }
        known = {key: told.get(key, text) for key, text in row.cells.items()}
        rows.append(Row(f"g{n}", MappingProxyType(known)))
    listed = {form.table.id: tuple(rows), programme.plan.project_list.id: ()}
    tables = MappingProxyType({**city.tables, **listed})
    return replace(city, tables=tables)
