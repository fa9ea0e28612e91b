"""How far a draft is from every threshold, and which falls first if projects are left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.core.changes import remove_rows
from desktop_app.core.draft import Draft
from desktop_app.core.expressions import NoData, Scope
from desktop_app.core.facts import Subject, cell_label, row_words
from desktop_app.core.findings import Place
from desktop_app.core.names import fold
from desktop_app.core.programme import Margin, Programme, Rule, Table
from desktop_app.core.verdicts import measured, reads_of, shared_values


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


def what_if(programme: Programme, draft: Draft, without: Sequence[str]) -> WhatIf:
    """The thresholds if the projects with these row ids were left out, one after the other.

    The plan's own list loses them too. The draft itself is not touched.
    """
    subject = Subject(programme, draft)
    standings = _standings(subject)
    falls: list[Fall] = []
    for count, row_id in enumerate(without, start=1):
        draft, name = _left_out(programme, draft, row_id)
        subject = Subject(programme, draft, subject)
        after = _standings(subject)
        falls += [
            Fall(now, count, name)
            for then, now in zip(standings, after, strict=True)
            if now.is_met is False and then.is_met is not False
        ]
        standings = after
    return WhatIf(standings, tuple(falls))


def _standings(subject: Subject) -> tuple[Standing, ...]:
    rules = subject.programme.rules
    return tuple(_standing(subject, rule, one) for rule in rules for one in rule.margin)


def _standing(subject: Subject, rule: Rule, margin: Margin) -> Standing:
    blank = Standing(rule.code, margin.title, margin.unit, bool(margin.least))
    table = subject.programme.table(rule.each) if rule.each else None
    if table is not None:
        return min(_of_rows(subject, rule, margin, table, blank), key=_room, default=blank)
    scope = Scope({"form": {}, "facts": {}, "lists": {}, **shared_values(subject, reads_of(rule))})
    found = measured(margin, scope)
    return blank if found is None else _filled(blank, found)


def _of_rows(
    subject: Subject, rule: Rule, margin: Margin, table: Table, blank: Standing
) -> Iterator[Standing]:
    reads = reads_of(rule)
    shared = shared_values(subject, reads)
    rows = subject.draft.rows(table.id)
    for number, values in enumerate(subject.table_values(table), start=1):
        scope = Scope({**shared, "row": {**values, "number": number}})
        try:
            applies = not rule.when or scope.holds(rule.when)
        except NoData:
            continue
        found = measured(margin, scope) if applies else None
        if found is not None:
            column = rule.at[0] if rule.at else ""
            path = f"{table.id}/{rows[number - 1].id}/{column}"
            place = Place(path, cell_label(subject.programme, table, number, column))
            yield _filled(blank, found, place, row_words(subject.programme, table, number))


def _filled(
    blank: Standing, found: tuple[float, float], place: Place | None = None, row: str = ""
) -> Standing:
    return Standing(
        blank.code, blank.title, blank.unit, blank.is_floor, found[0], found[1], place, row
    )


def _room(standing: Standing) -> float:
    return standing.room or 0.0


def _left_out(programme: Programme, draft: Draft, row_id: str) -> tuple[Draft, str]:
    """The draft without a project, in the summary and in the plan's own list, and its name."""
    form = programme.summary
    row = next(row for row in draft.rows(form.table.id) if row.id == row_id)
    name = row.cells.get(form.name, "")
    draft = remove_rows(draft, form.table.id, frozenset({row_id})).apply(draft)
    own = programme.plan.project_list.id
    same = next(
        (one for one in draft.rows(own) if fold(one.cells.get(form.name, "")) == fold(name)), None
    )
    if same is not None:
        draft = remove_rows(draft, own, frozenset({same.id})).apply(draft)
    return draft, name
