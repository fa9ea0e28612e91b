"""What the summary and the form say in figures: of all projects, and of any part of them.

The text of the plan is held against these. Amounts are in 元, shares in percent.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from desktop_app.core.names import in_plain_script
from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.scripts import simplified
from desktop_app.core.values import MONEY_UNITS, Month, parse

Measure = Literal[
    "projects",
    "firms",
    "investment",
    "award",
    "average",
    "average_of_firms",
    "smallest",
    "largest",
    "share_of_projects",
    "share_of_firms",
    "share_of_investment",
    "share_of_award",
]
# Levels as forms grade them, lowest first; a column may use any of them.
LEVELS = ("无", "一级", "二级", "三级", "四级", "五级")


@dataclass(frozen=True, slots=True)
class Project:
    """One project in the parts that a text may count by; blanks are "" and None."""

    is_named: bool
    enterprise: str = ""
    county: str = ""
    industry: str = ""
    investment: Decimal | None = None
    award: Decimal | None = None
    parts: Mapping[str, Decimal] | None = None
    start: Month | None = None
    finish: Month | None = None
    level: str = ""
    level_before: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Months from `first` to `last`, both counted in; None leaves a side open."""

    first: Month | None = None
    last: Month | None = None

    def holds(self, month: Month | None) -> bool:
        """Whether a month lies within; a blank one lies nowhere."""
        if month is None:
            return False
        after = self.first is None or month >= self.first
        return after and (self.last is None or month <= self.last)


@dataclass(frozen=True, slots=True)
class Band:
    """Amounts in 元 from `least` up, or below `below`."""

    least: Decimal | None = None
    below: Decimal | None = None

    def holds(self, amount: Decimal | None) -> bool:
        """Whether an amount lies within; a blank one lies nowhere."""
        if amount is None:
            return False
        above = self.least is None or amount >= self.least
        return above and (self.below is None or amount < self.below)


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the projects: of some industries, counties, times, levels and investments; empty
    is all."""

    industries: frozenset[str] = frozenset()
    counties: frozenset[str] = frozenset()
    started: Span | None = None
    finished: Span | None = None
    levels: frozenset[str] = frozenset()
    levels_before: frozenset[str] = frozenset()
    invested: Band | None = None

    @property
    def is_all(self) -> bool:
        return self == Scope()

    def holds(self, one: Project) -> bool:
        """Whether a project belongs to this part."""
        return (
            _is_one_of(one.industry, self.industries)
            and _is_one_of(one.county, self.counties)
            and (self.started is None or self.started.holds(one.start))
            and (self.finished is None or self.finished.holds(one.finish))
            and _is_one_of(one.level, self.levels)
            and _is_one_of(one.level_before, self.levels_before)
            and (self.invested is None or self.invested.holds(one.investment))
        )


class Figures:
    """Figures over a list of projects, each computed when it is first asked for."""

    def __init__(self, projects: Sequence[Project]) -> None:
        self.projects = tuple(projects)
        self._indexes: dict[str, dict[str, list[Project]]] = {}
        self._parts: dict[Scope, tuple[Project, ...]] = {}
        self._figures: dict[tuple[str, Scope], Decimal | None] = {}

    def of(self, measure: str, scope: Scope = Scope()) -> Decimal | None:
        """A figure; None where the projects do not tell it. `measure` is a `Measure`, or
        `part:<label>` for the sum of one part of the investment, `share_of_part:<label>` for its
        share."""
        key = (measure, scope)
        if key not in self._figures:
            self._figures[key] = self._computed(measure, scope)
        return self._figures[key]

    def part(self, scope: Scope) -> tuple[Project, ...]:
        """The projects of a part."""
        if scope not in self._parts:
            among, rest = self._among(scope)
            self._parts[scope] = tuple(among if rest.is_all else filter(rest.holds, among))
        return self._parts[scope]

    def _among(self, scope: Scope) -> tuple[Iterable[Project], Scope]:
        """The projects of the counties, else of the industries, that a part names; and what else
        limits it."""
        if scope.counties:
            return self._named("county", scope.counties), replace(scope, counties=frozenset())
        if scope.industries:
            return self._named("industry", scope.industries), replace(scope, industries=frozenset())
        return self.projects, scope

    def _named(self, attribute: str, names: frozenset[str]) -> list[Project]:
        if attribute not in self._indexes:
            index: dict[str, list[Project]] = defaultdict(list)
            for one in self.projects:
                index[in_plain_script(getattr(one, attribute))].append(one)
            self._indexes[attribute] = index
        index = self._indexes[attribute]
        return [one for name in {in_plain_script(n) for n in names} for one in index.get(name, ())]

    def _computed(self, measure: str, scope: Scope) -> Decimal | None:
        part = self.part(scope)
        if not self.projects or not self._knows(scope):
            return None
        match measure:
            case "projects":
                return Decimal(len(part))
            case "firms":
                names = {in_plain_script(one.enterprise) for one in part}
                return Decimal(len(names)) if all(names) else None
            case "investment":
                return _sum(one.investment for one in part)
            case "award":
                return _sum(one.award for one in part)
            case "average":
                total = _sum(one.investment for one in part)
                return total / len(part) if part and total is not None else None
            case "average_of_firms":
                total, firms = self.of("investment", scope), self.of("firms", scope)
                return total / firms if firms and total is not None else None
            case "smallest" | "largest":
                known = [one.investment for one in part if one.investment is not None]
                pick: Callable[[list[Decimal]], Decimal] = min if measure == "smallest" else max
                return pick(known) if known else None
            case _ if measure.startswith("share_of_"):
                of = measure.removeprefix("share_of_")
                if of.startswith("part:"):
                    # A part's share is of the investment of the same projects.
                    return _percent(self.of(of, scope), self.of("investment", scope))
                return _percent(self.of(of, scope), self.of(of))
            case _:
                label = measure.partition(":")[2]
                return _sum((one.parts or {}).get(label) for one in part)

    def _knows(self, scope: Scope) -> bool:
        """Whether the projects give what the part is told by; a column left blank tells nothing."""
        asked: list[Callable[[Project], object]] = []
        if scope.industries:
            asked.append(lambda one: one.industry)
        if scope.counties:
            asked.append(lambda one: one.county)
        if scope.started is not None:
            asked.append(lambda one: one.start)
        if scope.finished is not None:
            asked.append(lambda one: one.finish)
        if scope.levels:
            asked.append(lambda one: one.level)
        if scope.levels_before:
            asked.append(lambda one: one.level_before)
        return all(any(give(one) for one in self.projects) for give in asked)


def project_of(programme: Programme, cells: Mapping[str, str]) -> Project:
    """A row of the summary, or of a list with the same column ids, as a project to count."""
    form = programme.summary
    columns = {column.id: column for column in form.table.column}

    def month(column: str) -> Month | None:
        value = _read(columns.get(column), cells)
        return value if isinstance(value, Month) else None

    parts = {
        columns[column].label.rpartition(":")[2]: amount
        for column in form.parts
        if column in columns and (amount := _money(columns[column], cells)) is not None
    }
    return Project(
        bool(cells.get(form.name, "").strip()),
        cells.get(form.enterprise, ""),
        cells.get(form.county, ""),
        cells.get(form.industry, ""),
        _money(columns.get(form.investment), cells),
        _money(columns.get(form.award), cells),
        parts,
        month(form.start),
        month(form.finish),
        simplified(cells.get(form.level, "").strip()),
        simplified(cells.get(form.level_before, "").strip()),
    )


def levels_from(level: str) -> frozenset[str]:
    """A level and all above it."""
    return frozenset(LEVELS[LEVELS.index(level) :]) if level in LEVELS else frozenset({level})


def _read(column: Field | None, cells: Mapping[str, str]) -> object:
    if column is None:
        return None
    return parse(column.kind, cells.get(column.id, ""), column.unit, column.options)


def _money(column: Field | None, cells: Mapping[str, str]) -> Decimal | None:
    value = _read(column, cells)
    if column is None or not isinstance(value, Decimal):
        return None
    return value * MONEY_UNITS.get(column.unit, Decimal(1))


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return None if part is None or not whole else part * 100 / whole


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _is_one_of(text: str, names: frozenset[str]) -> bool:
    if not names or text in names:
        return True
    return in_plain_script(text) in frozenset(map(in_plain_script, names))
