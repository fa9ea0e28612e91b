"""Planting faults in a city, and saying what must be found there and what may be."""

import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal

from tests.audit_cities.bench import Bench, Expected
from tests.audit_cities.name_faults import NAME_FAULTS
from tests.audit_cities.number_faults import change_tables, mistype
from tests.audit_cities.records import City, Figure, Stated
from tests.audit_cities.table_faults import TABLE_FAULTS
from tests.audit_cities.truth import Truth, Verdict

_STATED = "LN-G4-3"
_TRIES = 10
_CHANGE_TRIES = 3
_CHANGES_AT_MOST = 3


@dataclass(frozen=True)
class Planted:
    """A city with faults. `expected` must each be found; whatever else is found answers to one of
    these or to one of `may_follow`. `true` are the stretches of prose that must not be reported."""

    city: City
    faults: tuple[str, ...]
    expected: tuple[Expected, ...]
    may_follow: tuple[Expected, ...]
    true: tuple[Stated, ...]

    def as_json(self) -> str:
        """What was planted and what is expected, to look at when a run has failed."""
        shown = {
            "faults": self.faults,
            "expected": [asdict(one) for one in self.expected],
            "may_follow": [asdict(one) for one in self.may_follow],
        }
        return json.dumps(shown, ensure_ascii=False, default=list, indent=1)


def clean(city: City) -> Planted:
    """The city as it is: nothing to be found."""
    return _planted(city, (), [], [])


def plant(city: City, rng: random.Random, how_many: int) -> Planted:
    """The city with so many faults (1–30) of all kinds, none of which disturbs another."""
    share = rng.random()
    in_tables = sum(rng.random() < share for _ in range(how_many))
    changes = min(_CHANGES_AT_MOST, how_many - in_tables, rng.choice((0, 0, 1, 1, 2, 3)))
    bench = Bench(city)
    for _ in range(in_tables * _TRIES):
        if len(bench.told) == in_tables:
            break
        rng.choice((*NAME_FAULTS, *TABLE_FAULTS))(bench, rng)
    _change(bench, rng, changes)
    paragraphs, told = mistype(city.paragraphs, bench.truth(), rng, how_many - len(bench.told))
    changed = replace(bench.changed_city(), paragraphs=paragraphs)
    return _planted(changed, (*bench.told, *told), bench.expected, bench.may_follow)


def _change(bench: Bench, rng: random.Random, changes: int) -> None:
    figures = [one.figure for one in bench.city.stated()]
    truth = bench.truth()
    verdicts: Sequence[Verdict] = [truth.of(figure) for figure in figures]
    planned = len(bench.told) + changes
    for _ in range(changes * _CHANGE_TRIES):
        if len(bench.told) == planned:
            break
        verdicts = change_tables(bench, rng, figures, verdicts)


def _planted(
    city: City, faults: tuple[str, ...], expected: list[Expected], may_follow: list[Expected]
) -> Planted:
    """Adds what follows from the final tables: numbers that are false, limits that are missed."""
    truth = Truth(city.projects, city.money)
    stated = list(city.stated())
    by_verdict: dict[Verdict, list[Stated]] = {"true": [], "false": [], "doubtful": []}
    for one in stated:
        by_verdict[truth.of(one.figure)].append(one)
    together: dict[tuple[str, str], list[Figure]] = {}
    for one in stated:
        together.setdefault((one.chapter, one.sentence), []).append(one.figure)

    def reported(one: Stated) -> Expected:
        others = (f for f in together[one.chapter, one.sentence] if f is not one.figure)
        return Expected(
            _STATED,
            path=f"chapters/{one.chapter}",
            quote=one.sentence,
            numeral=one.figure.numeral,
            others=tuple(other.numeral for other in others),
        )

    return Planted(
        city,
        faults,
        (*expected, *map(reported, by_verdict["false"])),
        (*may_follow, *map(reported, by_verdict["doubtful"]), *_limits(city)),
        tuple(by_verdict["true"]),
    )


def _limits(city: City) -> list[Expected]:
    """Limits of the notice that the changed tables miss."""
    out: list[Expected] = []
    count, firms = len(city.projects), int(city.values["basic/industrial_firms"])
    # Both readings of 「不少于100个或60%」 have to hold for the rule to be silent.
    if count < 100 or 5 * count < 3 * firms:
        out.append(Expected("LN-C1", path="projects"))
    if sum((one.award for one in city.projects), Decimal(0)) > city.money["transformation"]:
        out.append(Expected("LN-T9", path="money/transformation"))
    return out
