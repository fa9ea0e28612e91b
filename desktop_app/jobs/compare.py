"""Two drafts side by side for the mid-term adjustment: which projects came, went or changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.checks.agreement import summary_names
from desktop_app.core.consistency import Named
from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import Subject
from desktop_app.core.names import fold, nearest
from desktop_app.core.programme import Programme


@dataclass(frozen=True, slots=True)
class Changed:
    """One project that is on both sides; `cells` are (label, before, after) that differ."""

    before: str
    after: str
    cells: tuple[tuple[str, str, str], ...]

    @property
    def is_renamed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What the mid-term adjustment changes. `share` is the percentage of the projects applied
    for that were taken out of the list or put in instead, the larger of the two."""

    applied: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[Changed, ...]

    @property
    def share(self) -> float:
        moved = max(len(self.added), len(self.removed))
        return moved * 100 / self.applied if self.applied else 0.0


def compare_drafts(programme: Programme, old: Draft, new: Draft) -> Adjustment:
    """Projects are the same by row id, else by name to the letter, else folded, else nearly."""
    table = programme.summary.table
    name = programme.summary.name
    pairs, gone, come = _pairs(old.rows(table.id), new.rows(table.id), name)
    changed: list[Changed] = []
    for before, after in pairs:
        cells = tuple(
            (column.label, before.cells.get(column.id, ""), after.cells.get(column.id, ""))
            for column in table.column
            if before.cells.get(column.id, "") != after.cells.get(column.id, "")
        )
        if cells:
            changed.append(Changed(before.cells.get(name, ""), after.cells.get(name, ""), cells))
    return Adjustment(
        len(named_projects(programme, old)),
        tuple(row.cells.get(name, "") for row in come),
        tuple(row.cells.get(name, "") for row in gone),
        tuple(changed),
    )


def named_projects(programme: Programme, draft: Draft) -> list[Named]:
    """The projects of a draft's summary that have a name."""
    return summary_names(Subject(programme, draft))


def _pairs(
    old: Sequence[Row], new: Sequence[Row], name: str
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    pairs: list[tuple[Row, Row]] = []
    gone, come = list(old), list(new)
    for key in (
        lambda r: r.id,
        lambda r: r.cells.get(name, ""),
        lambda r: fold(r.cells.get(name, "")),
    ):
        waiting = {key(row): row for row in reversed(come)}
        left: list[Row] = []
        for row in gone:
            match = waiting.pop(key(row), None)
            if match is None:
                left.append(row)
            else:
                pairs.append((row, match))
                come.remove(match)
        gone = left
    near = nearest([r.cells.get(name, "") for r in gone], [r.cells.get(name, "") for r in come])
    pairs += [(gone[i], come[j]) for i, j, _ in near]
    ours, theirs = {i for i, _, _ in near}, {j for _, j, _ in near}
    return (
        pairs,
        [row for i, row in enumerate(gone) if i not in ours],
        [row for j, row in enumerate(come) if j not in theirs],
    )
