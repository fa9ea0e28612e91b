"""How far a draft is from every threshold, and which falls first if projects are left out."""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop_app.core.changes import remove_rows
from desktop_app.core.draft import Draft, Row
from desktop_app.core.expressions import NoData, Scope
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Place
from desktop_app.core.names import fold
from desktop_app.core.pack_forms import Table
from desktop_app.core.pack_rules import Margin, Rule
from desktop_app.core.place_words import cell_label, row_words
from desktop_app.core.programme import Programme
from desktop_app.core.verdicts import measured, reads_of, shared_values

# A floor is near when so little of it is left: a few projects that drop out are enough.
_NEAR = 0.05


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the draft stands against one threshold.

    `room` is how much is left before it is missed, negative by how much it is; value, limit and
    room are None where an input is blank. A threshold for each row is told of the row that is
    nearest to it; `place` is that row's.
    """

    code: str
    title: str
    unit: str
    is_floor: bool
    value: float | None = None
    limit: float | None = None
    place: Place | None = None
    row: str = ""

    @property
    def room(self) -> float | None:
        if self.value is None or self.limit is None:
            return None
        room = self.value - self.limit if self.is_floor else self.limit - self.value
        # 0.1 * 3000 is not 300 in doubles.
        return 0.0 if abs(room) <= 1e-6 * max(1.0, abs(self.limit)) else room

    @property
    def is_met(self) -> bool | None:
        return None if self.room is None else self.room >= 0

    @property
    def is_near(self) -> bool:
        """Whether a floor holds, but only just. A ceiling is there to be used up to the brim."""
        if not self.is_floor or self.room is None or self.limit is None:
            return False
        return 0 <= self.room <= _NEAR * abs(self.limit)


@dataclass(frozen=True, slots=True)
class Fall:
    """A threshold that is missed once a project is left out: which, and after how many."""

    standing: Standing
    left_out: int
    project: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The thresholds without some projects, and those that fall on the way, the first one first."""

    standings: tuple[Standing, ...]
    falls: tuple[Fall, ...]


def margins(programme: Programme, draft: Draft) -> tuple[Standing, ...]:
    """Every threshold of the programme's rules, in the order of the rules."""
    return _standings(Subject(programme, draft))


def what_if(
    programme: Programme,
    draft: Draft,
    without: Sequence[str],
    tick: Callable[[], None] = lambda: None,
) -> WhatIf:
    """The thresholds if the projects with these row ids were left out, one after the other.

    The plan's own list loses them too. The draft itself is not touched. Between two states with
    the same thresholds met none is looked at: what projects add up to goes one way as they go.
    `tick` is called before each state; raising from it ends the work.
    """
    ways = _Leaving(programme, draft, without)
    last = Subject(programme, draft)
    known: dict[int, tuple[Standing, ...]] = {}

    def at(count: int) -> tuple[Standing, ...]:
        nonlocal last
        if count not in known:
            tick()
            last = Subject(programme, ways.after(count), last)
            known[count] = _standings(last)
        return known[count]

    falls: list[Fall] = []
    waiting = [(0, len(without))]
    while waiting:
        first, end = waiting.pop()
        missed = _newly_missed(at(first), at(end))
        if end - first == 1:
            falls += [Fall(one, end, ways.name(end)) for one in missed]
        elif [one.is_met for one in at(first)] != [one.is_met for one in at(end)]:
            middle = (first + end) // 2
            waiting += [(middle, end), (first, middle)]
    return WhatIf(at(len(without)), tuple(falls))


class _Leaving:
    """A draft without the first few of some projects: in the summary and in the plan's own list."""

    def __init__(self, programme: Programme, draft: Draft, without: Sequence[str]) -> None:
        self._programme, self._draft, self._without = programme, draft, without
        form = programme.summary
        self._names = {row.id: row.cells.get(form.name, "") for row in draft.rows(form.table.id)}
        own = defaultdict[str, deque[str]](deque)
        for row in draft.rows(programme.plan.project_list.id):
            own[fold(row.cells.get(form.name, ""))].append(row.id)
        same = (own[fold(self._names[row_id])] for row_id in without)
        self._own = [rows.popleft() if rows else "" for rows in same]

    def name(self, count: int) -> str:
        """The name of the project that is left out as number so many."""
        return self._names[self._without[count - 1]]

    def after(self, count: int) -> Draft:
        """The draft once so many are left out."""
        tables = self._programme.summary.table.id, self._programme.plan.project_list.id
        draft = self._draft
        for table, gone in zip(tables, (self._without, self._own), strict=True):
            draft = remove_rows(draft, table, frozenset(gone[:count])).apply(draft)
        return draft


def _newly_missed(before: Sequence[Standing], after: Sequence[Standing]) -> list[Standing]:
    return [
        now
        for then, now in zip(before, after, strict=True)
        if now.is_met is False and then.is_met is not False
    ]


def _standings(subject: Subject) -> tuple[Standing, ...]:
    rules = subject.programme.rules
    return tuple(_standing(subject, rule, one) for rule in rules for one in rule.margin)


def _standing(subject: Subject, rule: Rule, margin: Margin) -> Standing:
    blank = Standing(rule.code, margin.title, margin.unit, bool(margin.least))
    table = subject.programme.table(rule.each) if rule.each else None
    if table is not None:
        return _of_rows(subject, rule, margin, table, blank)
    scope = Scope({"form": {}, "facts": {}, "lists": {}, **shared_values(subject, reads_of(rule))})
    found = measured(margin, scope)
    return blank if found is None else _filled(blank, found)


def _of_rows(
    subject: Subject, rule: Rule, margin: Margin, table: Table, blank: Standing
) -> Standing:
    """The threshold of the row that is nearest to it; rows that are as they were are not measured
    again, unless something beside them is read."""
    reads = reads_of(rule)
    shared = shared_values(subject, reads)
    all_values = subject.table_values(table)
    has_number = reads.row is None or "number" in reads.row

    def measure(_: Row, number: int) -> tuple[float, float] | None:
        scope = Scope({**shared, "row": {**all_values[number - 1], "number": number}})
        try:
            applies = not rule.when or scope.holds(rule.when)
        except NoData:
            return None
        return measured(margin, scope) if applies else None

    found = subject.per_row(
        table.id,
        f"margin {rule.code} {margin.title}",
        measure,
        lambda _: has_number,
        is_stale=bool(reads.shared),
    )
    each = [(_filled(blank, one), at) for at, one in enumerate(found) if one is not None]
    if not each:
        return blank
    nearest, at = min(each, key=lambda one: _room(one[0]))
    column = rule.at[0] if rule.at else ""
    path = f"{table.id}/{subject.draft.rows(table.id)[at].id}/{column}"
    place = Place(path, cell_label(subject.programme, table, at + 1, column))
    return replace(nearest, place=place, row=row_words(subject.programme, table, at + 1))


def _filled(blank: Standing, found: tuple[float, float]) -> Standing:
    return replace(blank, value=found[0], limit=found[1])


def _room(standing: Standing) -> float:
    return standing.room or 0.0
