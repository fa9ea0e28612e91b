"""The mid-term adjustment: which projects came, went or changed between two drafts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.changes import set_path
from desktop_app.core.checks.agreement import summary_names
from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import Subject, numbers_of
from desktop_app.core.findings import Finding, Place, Severity
from desktop_app.core.names import fold, nearest
from desktop_app.core.pack_forms import Field
from desktop_app.core.place_words import place_label
from desktop_app.core.programme import Programme
from desktop_app.core.rules import audit
from desktop_app.core.values import Kind, parse


@dataclass(frozen=True, slots=True)
class Changed:
    """One project that is on both sides; `cells` are (column, before, after) that differ."""

    before: str
    after: str
    row: Row
    cells: tuple[tuple[Field, str, str], ...]

    @property
    def is_renamed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What the mid-term adjustment changes.

    `applied` is the number of projects before, `now` that after; `invested` the sums of investment
    before and after in the column's unit, None without such a column. `came` and `went` are rows,
    `added` and `removed` their names.
    """

    applied: int
    now: int
    came: tuple[Row, ...]
    went: tuple[Row, ...]
    changed: tuple[Changed, ...]
    invested: tuple[Decimal, Decimal] | None
    name: str

    @property
    def added(self) -> tuple[str, ...]:
        return self._names(self.came)

    @property
    def removed(self) -> tuple[str, ...]:
        return self._names(self.went)

    @property
    def adjusted(self) -> int:
        """How many projects were adjusted: taken out or put in, the larger of the two.

        A project that takes the place of another is one adjustment; the notices do not say how
        to count, and this is the least that any reading gives.
        """
        return max(len(self.came), len(self.went))

    @property
    def share(self) -> float:
        """The percentage of the projects applied for that were adjusted."""
        return self.adjusted * 100 / self.applied if self.applied else 0.0

    @property
    def share_told(self) -> str:
        """The percentage as it is written, precise enough to be held against a limit."""
        return f"{self.share:.2f}".rstrip("0").rstrip(".")

    def _names(self, rows: Iterable[Row]) -> tuple[str, ...]:
        return tuple(row.cells.get(self.name, "") for row in rows)


def adjustment(programme: Programme, old: Draft, new: Draft) -> Adjustment:
    """Projects are the same by row id, else by name to the letter, else folded, else nearly."""
    table = programme.summary.table
    name = programme.summary.name
    pairs, went, came = _pairs(old.filled_rows(table.id), new.filled_rows(table.id), name)
    changed: list[Changed] = []
    for before, after in pairs:
        cells = tuple(
            (column, before.cells.get(column.id, ""), after.cells.get(column.id, ""))
            for column in table.column
            if before.cells.get(column.id, "") != after.cells.get(column.id, "")
        )
        if cells:
            names = (before.cells.get(name, ""), after.cells.get(name, ""))
            changed.append(Changed(*names, after, cells))
    counts = (len(summary_names(Subject(programme, draft))) for draft in (old, new))
    return Adjustment(
        *counts,
        came=tuple(came),
        went=tuple(went),
        changed=tuple(changed),
        invested=_invested(programme, old, new),
        name=name,
    )


def adjustment_findings(programme: Programme, new: Draft, found: Adjustment) -> list[Finding]:
    """What the programme's rules say of the adjustment, by the numbers of the comparison.

    Other numbers that the draft states are a finding each, and do not count.
    """
    numbers = {
        programme.summary.applied: found.applied,
        programme.summary.adjusted: found.adjusted,
    }
    findings: list[Finding] = []
    without = counted = new
    for path, number in numbers.items():
        field = programme.field(path) if path else None
        if field is None:
            continue
        typed = new.values.get(path, "")
        if typed.strip() and parse(Kind.INTEGER, typed, field.unit) != number:
            findings.append(_misstated(programme, path, typed, number))
        without = set_path(without, path, "").apply(without)
        counted = set_path(counted, path, str(number)).apply(counted)
    if counted is new:
        return findings
    # What the rules say because of the numbers, wherever they say it.
    known = {one.key for one in audit(programme, without).findings}
    return findings + [one for one in audit(programme, counted).findings if one.key not in known]


def _misstated(programme: Programme, path: str, typed: str, number: int) -> Finding:
    label = place_label(programme, path)
    return Finding(
        "",
        Severity.MUST,
        f"{label}填的是「{typed}」,两份草稿对照得出 {number};请改正",
        (Place(path, label),),
        left=typed,
        right=str(number),
        key=path,
    )


def _invested(programme: Programme, old: Draft, new: Draft) -> tuple[Decimal, Decimal] | None:
    table = programme.summary.table
    column = next((one for one in table.column if one.id == programme.summary.investment), None)
    if column is None:
        return None
    before, after = (
        sum(
            numbers_of(column, (row.cells.get(column.id, "") for row in draft.rows(table.id))),
            Decimal(0),
        )
        for draft in (old, new)
    )
    return before, after


def _pairs(
    old: Sequence[Row], new: Sequence[Row], name: str
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    pairs: list[tuple[Row, Row]] = []
    gone, come = list(old), list(new)
    keys: tuple[Callable[[Row], str], ...] = (
        lambda row: row.id,
        lambda row: row.cells.get(name, ""),
        lambda row: fold(row.cells.get(name, "")),
    )
    for key in keys:
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
