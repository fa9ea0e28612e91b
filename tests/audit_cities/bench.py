"""The tables of a city while faults are put into them, and what must and may be found there."""

import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from tests.audit_cities.records import City, Listed, Project
from tests.audit_cities.rows import listed
from tests.audit_cities.truth import Truth, folded

# Above this share of common signs two names could be taken for one, in whatever way one compares.
_ALIKE = 0.7
_SUMMARY, _PLAN = "projects", "plan_projects"


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding to look for. `kinds` are those that will do, none means any; all `texts` stand in
    its message or values, one of its places begins with `path`. Of a number in the prose `quote` is
    the stretch the message gives, `numeral` the number and `others` the other numbers in there."""

    code: str
    kinds: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    path: str = ""
    quote: str = ""
    numeral: str = ""
    others: tuple[str, ...] = ()


@dataclass
class Bench:
    """What is being worked on. `names` are all names of projects, folded; `affected` those that
    one side has and the other has not; no two faults are put into the rows of one firm."""

    city: City
    projects: list[Project] = field(init=False)
    plan: list[Listed] = field(init=False)
    expected: list[Expected] = field(default_factory=list)
    may_follow: list[Expected] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    names: Counter[str] = field(init=False)
    affected: list[Counter[str]] = field(default_factory=list)
    new: int = 0

    def __post_init__(self) -> None:
        self.projects = list(self.city.projects)
        self.plan = list(self.city.plan)
        self.names = Counter(folded(one.name) for one in self.projects)

    def truth(self) -> Truth:
        return Truth(self.projects, self.city.money)

    def changed_city(self) -> City:
        return replace(self.city, projects=tuple(self.projects), plan=tuple(self.plan))

    def free(
        self, rng: random.Random, suits: Callable[[Project], bool] = lambda one: True
    ) -> Project | None:
        """A row of a firm without faults."""
        start = rng.randrange(len(self.projects))
        for one in (*self.projects[start:], *self.projects[:start]):
            if one.enterprise not in self.touched and suits(one):
                return one
        return None

    def of_firm(self, enterprise: str) -> list[Project]:
        return [one for one in self.projects if one.enterprise == enterprise]

    def enterprises(self) -> set[str]:
        return {one.enterprise for one in self.projects}

    def can_spare(self, one: Project) -> bool:
        """Whether county and industry keep projects without this one."""
        return all(
            sum(getattr(other, part) == getattr(one, part) for other in self.projects) > 2
            for part in ("county", "industry")
        )

    def touch(self, *enterprises: str) -> None:
        self.touched.update(enterprises)

    def stands_apart(self, *names: str) -> bool:
        """Whether the names differ so much from all others that only one side has that nobody
        could pair them wrongly."""
        signs = [Counter(_plain(name)) for name in names]
        return not any(_alike(one, other) for one in signs for other in self.affected)

    def affect(self, *names: str) -> None:
        self.affected += [Counter(_plain(name)) for name in names]
        self.names.update(folded(name) for name in names)

    def next_number(self) -> int:
        """A number that no row and no firm has yet."""
        self.new += 1
        return 9000 + self.new

    def replace_project(self, old: Project, new: Project) -> None:
        self.projects[self.projects.index(old)] = new

    def listed_of(self, one: Project) -> Listed | None:
        """The plan's row of a project; None where there is no list, or not this project in it."""
        return next((row for row in self.plan if row.id == f"q{one.id[1:]}"), None)

    def replace_listed(self, old: Listed, new: Listed) -> None:
        self.plan[self.plan.index(old)] = new

    def add(self, one: Project, has_listed: bool = True) -> None:
        """A new row at the end of both tables, or of the summary alone."""
        self.projects.append(one)
        if has_listed and self.plan:
            self.plan.append(listed(one))

    def replace_both(self, old: Project, new: Project) -> None:
        """Changes a project in both tables alike."""
        self.replace_project(old, new)
        row = self.listed_of(old)
        if row is not None:
            self.replace_listed(row, replace(listed(new), id=row.id))

    def expect(self, told: str, *findings: Expected) -> None:
        """Notes a fault that was put in, and the findings it must give."""
        self.told.append(told)
        self.expected += findings


def in_summary(one: Project) -> str:
    return f"{_SUMMARY}/{one.id}/"


def in_plan(one: Listed) -> str:
    return f"{_PLAN}/{one.id}/"


def kinds(*names: str) -> frozenset[str]:
    return frozenset(names)


def _alike(one: Counter[str], other: Counter[str]) -> bool:
    return 2 * (one & other).total() > _ALIKE * (one.total() + other.total())


def _plain(name: str) -> Iterable[str]:
    return unicodedata.normalize("NFKC", name).casefold()
