"""What a change would do, cell by cell, old → new, before anybody agrees to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from desktop_app.core.changes import Change
from desktop_app.core.differences import What, differences, in_words
from desktop_app.core.draft import Draft, Row
from desktop_app.core.programme import Programme

_LONG = 80
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a change in words; of long texts the part that changes."""

    what: What
    where: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """The first steps of a change, and how many there are in all."""

    steps: tuple[Step, ...]
    total: int


def outlook(programme: Programme, draft: Draft, change: Change, most: int) -> Outlook:
    """What a change would do to a draft; raises StaleChange when it was made for another state."""
    after = change.apply(draft)
    found = differences(*_without_the_same(draft, after))
    steps = (
        Step(one.what, in_words(programme, draft, after, one), *_parts(one.old, one.new))
        for one in found[:most]
    )
    return Outlook(tuple(steps), len(found))


def _without_the_same(old: Draft, new: Draft) -> tuple[Draft, Draft]:
    """Both drafts without the rows that no change touched: comparing thousands takes too long."""
    tables: tuple[dict[str, Sequence[Row]], dict[str, Sequence[Row]]] = ({}, {})
    for table in old.tables.keys() | new.tables.keys():
        rows = old.rows(table), new.rows(table)
        if rows[0] is rows[1]:
            continue
        ids = [frozenset(map(id, side)) for side in rows]
        for side, kept, others in zip(tables, rows, reversed(ids), strict=True):
            side[table] = tuple(row for row in kept if id(row) not in others)
    before, after = (
        replace(draft, tables=MappingProxyType({t: tuple(rows) for t, rows in side.items()}))
        for draft, side in zip((old, new), tables, strict=True)
    )
    return before, after


def _parts(old: str, new: str) -> tuple[str, str]:
    """Two texts, cut to the part that differs when they are long."""
    if max(len(old), len(new)) <= _LONG or not old or not new:
        return _cut(old), _cut(new)
    shortest = min(len(old), len(new))
    start = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    rest = range(shortest - start)
    end = next((n for n in rest if old[-1 - n] != new[-1 - n]), shortest - start)
    first = max(0, start - _AROUND)
    return _around(old, first, end), _around(new, first, end)


def _around(text: str, first: int, end: int) -> str:
    last = min(len(text), len(text) - end + _AROUND)
    head = "…" if first else ""
    tail = "…" if last < len(text) else ""
    return f"{head}{_cut(text[first:last])}{tail}"


def _cut(text: str) -> str:
    return text if len(text) <= 2 * _LONG else f"{text[: 2 * _LONG - 1]}…"
