"""The change that makes one state of a draft into another, for going back and for merging."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from desktop_app.core.changes import (
    Cell,
    Change,
    Explain,
    InsertRows,
    Origin,
    RemoveRows,
    ReplaceCells,
    SetOrigins,
    SetValue,
    Together,
)
from desktop_app.core.draft import Draft, Row


def change_between(old: Draft, new: Draft, label: str) -> Together:
    """The change that, applied to `old`, gives what `new` says; empty where both say the same."""
    steps: list[Change] = [
        SetValue(path, old.values.get(path, ""), new.values.get(path, ""))
        for path in dict.fromkeys([*old.values, *new.values])
        if old.values.get(path, "") != new.values.get(path, "")
    ]
    for table in dict.fromkeys([*old.tables, *new.tables]):
        steps += _of_table(table, old.rows(table), new.rows(table))
    for key in dict.fromkeys([*old.explanations, *new.explanations]):
        before, after = old.explanations.get(key), new.explanations.get(key)
        if before != after:
            steps.append(Explain(key, before, after))
    return Together(label, tuple(steps))


def _of_table(table: str, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Change]:
    staying = _staying(old, new)
    gone = tuple((at, row) for at, row in enumerate(old) if row.id not in staying)
    if gone:
        yield RemoveRows(table, gone)
    come = tuple((at, row) for at, row in enumerate(new) if row.id not in staying)
    if come:
        yield InsertRows(table, come)
    before = {row.id: row for row in old}
    cells = tuple(cell for row in new if row.id in staying for cell in _cells(before[row.id], row))
    if cells:
        yield ReplaceCells(table, cells)
    origins = tuple(
        Origin(row.id, before[row.id].origin, row.origin)
        for row in new
        if row.id in staying and row.origin != before[row.id].origin
    )
    if origins:
        yield SetOrigins(table, origins)


def _cells(old: Row, new: Row) -> Iterator[Cell]:
    for column in dict.fromkeys([*old.cells, *new.cells]):
        before, after = old.cells.get(column, ""), new.cells.get(column, "")
        if before != after:
            yield Cell(new.id, column, before, after)


def _staying(old: Sequence[Row], new: Sequence[Row]) -> frozenset[str]:
    """The rows that need not move: the longest run of them that is in one order on both sides."""
    place = {row.id: at for at, row in enumerate(new)}
    same = [(place[row.id], row.id) for row in old if row.id in place]
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for n, (at, _) in enumerate(same):
        length = bisect_left(ends, at)
        ends[length : length + 1] = [at]
        last[length : length + 1] = [n]
        before.append(last[length - 1] if length else None)
    run: list[str] = []
    n = last[-1] if last else None
    while n is not None:
        run.append(same[n][1])
        n = before[n]
    return frozenset(run)
