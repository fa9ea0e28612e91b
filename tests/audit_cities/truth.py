"""What the tables and the money really say, counted naively, and whether a number is borne out."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from tests.audit_cities.records import WHOLE, Figure, Project, Scope
from tests.audit_cities.spelling import last_place, step

# A number in doubt may be reported or not: careful readers would not agree on it.
Verdict = Literal["true", "false", "doubtful"]
LEVELS = ("一级", "二级", "三级", "四级")
ABOUT = frozenset({"约", "大约", "左右"})
AT_LEAST = frozenset({"以上", "不少于", "不低于", "逾", "超", "超过"})
_MORE_THAN = frozenset({"逾", "超", "超过"})
_UNSEEN = re.compile("[\\s\u200b\ufeff\u00a0]")


class Truth:
    """The final summary and the money; each question is answered once."""

    def __init__(self, projects: Sequence[Project], money: Mapping[str, Decimal]) -> None:
        self._projects = projects
        self._money = money
        self._known: dict[tuple[str, Scope], tuple[Decimal, ...]] = {}
        self._parts: dict[Scope, Sequence[Project]] = {}
        self._groups: dict[str, dict[str, list[Project]]] = {}

    def of(self, figure: Figure) -> Verdict:
        """Whether a number is borne out, under every way to count that a reader could choose."""
        actual = self.actual(figure.measure, figure.scope)
        found: list[Verdict] = [borne_out(figure, one) for one in actual]
        return found[0] if all(one == found[0] for one in found) else "doubtful"

    def actual(self, measure: str, scope: Scope) -> tuple[Decimal, ...]:
        """The true figure; several where firms can be told apart by name and by code."""
        if (measure, scope) not in self._known:
            self._known[measure, scope] = self._count(measure, scope)
        return self._known[measure, scope]

    def part(self, scope: Scope) -> Sequence[Project]:
        """The projects of a part: of a county, of those that start in a year …"""
        part, value = scope
        if scope not in self._parts:
            match part:
                case "finish by":
                    years = range(2024, int(value) + 1)
                    found = [one for year in years for one in self.part(("finish", str(year)))]
                case "level from":
                    levels = LEVELS[LEVELS.index(value) :]
                    found = [one for level in levels for one in self.part(("level", level))]
                case _:
                    found = self._split(part).get(value, [])
            self._parts[scope] = found
        return self._parts[scope]

    def _split(self, part: str) -> dict[str, list[Project]]:
        """All projects by what they say of this part."""
        if part not in self._groups:
            groups: dict[str, list[Project]] = {}
            for one in self._projects:
                groups.setdefault(_said(one, part), []).append(one)
            self._groups[part] = groups
        return self._groups[part]

    def _count(self, measure: str, scope: Scope) -> tuple[Decimal, ...]:
        part = self.part(scope)
        match measure:
            case "projects":
                return (Decimal(len(part)),)
            case "firms":
                names = {one.enterprise for one in part}
                alike = {folded(name) for name in names}
                codes = {one.credit_code for one in part}
                return tuple(Decimal(n) for n in {len(names), len(alike), len(codes)})
            case "investment":
                return (_invested(part),)
            case "least_investment":
                return (min(one.investment for one in part),)
            case "most_investment":
                return (max(one.investment for one in part),)
            case "share_of_projects":
                return (Decimal(100) * len(part) / len(self._projects),)
            case "share_of_investment":
                invested = self.actual("investment", scope)[0]
                return (100 * invested / self.actual("investment", WHOLE)[0],)
            case "share_of_award":
                return (100 * self._money[scope[1]] / self._money["award"],)
            case _:
                return (self._money[measure],)


def borne_out(figure: Figure, actual: Decimal) -> Verdict:
    """Whether a number fits the fact, as firmly as it is worded."""
    value, firmly = figure.value, figure.style.firmly
    if figure.upper is not None:
        return "true" if value <= actual <= figure.upper else "false"
    if firmly == "exact":
        return _exactly(figure, actual)
    if firmly in ABOUT:
        return _graded(abs(actual - value), value / 20, value / 10)
    if firmly == "近":
        if value * Decimal("0.95") <= actual < value:
            return "true"
        return "doubtful" if value * 9 / 10 <= actual <= value * Decimal("1.05") else "false"
    if firmly == "不超过":
        return "true" if actual <= value else "false"
    return _at_least(firmly, value, actual)


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name without width, blanks and the kind of bracket."""
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", name)).casefold()
    return plain.replace("〔", "(").replace("〕", ")")


def _said(one: Project, part: str) -> str:
    match part:
        case "county":
            return one.county
        case "industry":
            return one.industry
        case "level":
            return one.level_after
        case "start":
            return str(one.start[0])
        case "finish":
            return str(one.finish[0])
        case _:
            return ""


def _exactly(figure: Figure, actual: Decimal) -> Verdict:
    away = abs(actual - figure.value)
    if figure.measure in ("projects", "firms"):
        return "true" if away == 0 else "false"
    # 24800万元 may be meant as a round figure; who says so is not to be argued with.
    loose = min(last_place(figure.value) / 2, figure.value / 100)
    strict = step(figure.value, figure.style) / 2
    return _graded(away, strict, max(strict, loose))


def _at_least(firmly: str, value: Decimal, actual: Decimal) -> Verdict:
    if actual < value:
        return "false"
    if firmly in AT_LEAST:
        return "doubtful" if actual == value and firmly in _MORE_THAN else "true"
    return "true" if value < actual < value + last_place(value) else "doubtful"


def _graded(away: Decimal, sure: Decimal, possible: Decimal) -> Verdict:
    if away <= sure:
        return "true"
    return "doubtful" if away <= possible else "false"


def _invested(part: Sequence[Project]) -> Decimal:
    return sum([one.investment for one in part], Decimal(0))
