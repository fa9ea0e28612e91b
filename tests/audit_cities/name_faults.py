"""Faults in names: the plan and the summary do not name the same projects, or one names it twice."""

import random
from collections.abc import Callable
from dataclasses import replace

from tests.audit_cities.bench import Bench, Expected, in_plan, in_summary, kinds
from tests.audit_cities.misspelling import WAYS, bracket
from tests.audit_cities.newcomers import known_firms_project, new_firms_project
from tests.audit_cities.records import Project
from tests.audit_cities.rows import listed
from tests.audit_cities.truth import folded

# Puts one fault into the tables; False, and nothing changed, where this city has no place for it.
Fault = Callable[[Bench, random.Random], bool]
_UNSEEN = "\u200b\u00a0\ufeff"
_NAMES, _TWICE = "LN-G4", "LN-T3"


def misspelt(bench: Bench, rng: random.Random) -> bool:
    """A project's name is written otherwise in one of the two tables."""
    way = rng.choice(tuple(WAYS))
    write, accepted = WAYS[way]
    one = bench.free(rng, lambda one: write(rng, one) is not None)
    row = None if one is None else bench.listed_of(one)
    name = None if one is None else write(rng, one)
    if one is None or row is None or name is None or not _is_new(bench, one.name, name):
        return False
    if not bench.stands_apart(one.name, name):
        return False
    bench.touch(one.enterprise)
    bench.affect(one.name, name)
    if rng.random() < 0.5:
        bench.replace_listed(row, replace(row, name=name))
        cell = f"{in_plan(row)}name"
    else:
        bench.replace_project(one, replace(one, name=name))
        cell = f"{in_summary(one)}name"
    if any(sign in name for sign in _UNSEEN):
        bench.may_follow += [Expected(code, path=cell) for code in ("LN-T16", "LN-T17")]
    bench.expect(f"{way}:{one.name!r} / {name!r}", Expected(_NAMES, accepted, (one.name, name)))
    return True


def only_in_plan(bench: Bench, rng: random.Random) -> bool:
    """A project that the summary lacks: struck there, or put into the plan alone."""
    if not bench.plan:
        return False
    if rng.random() < 0.35:
        one = bench.free(rng, bench.can_spare)
        row = None if one is None else bench.listed_of(one)
        if one is None or row is None or not bench.stands_apart(one.name):
            return False
        bench.projects.remove(one)
    else:
        one = _another(bench, rng)
        if one is None or not bench.stands_apart(one.name):
            return False
        row = listed(one)
        bench.plan.insert(rng.randint(0, len(bench.plan)), row)
    bench.touch(one.enterprise)
    bench.affect(one.name)
    finding = Expected(_NAMES, kinds("only_in_plan"), (one.name,), in_plan(row))
    bench.expect(f"只在方案:{one.name}", finding)
    return True


def only_in_summary(bench: Bench, rng: random.Random) -> bool:
    """A project that the plan lacks: struck there, or put into the summary alone."""
    if not bench.plan:
        return False
    if rng.random() < 0.7:
        one = bench.free(rng)
        row = None if one is None else bench.listed_of(one)
        if one is None or row is None or not bench.stands_apart(one.name):
            return False
        bench.plan.remove(row)
    else:
        one = _another(bench, rng)
        if one is None or not bench.stands_apart(one.name):
            return False
        bench.projects.insert(rng.randint(0, len(bench.projects)), one)
    bench.touch(one.enterprise)
    bench.affect(one.name)
    finding = Expected(_NAMES, kinds("only_in_summary"), (one.name,), in_summary(one))
    bench.expect(f"只在汇总表:{one.name}", finding)
    return True


def other_phase(bench: Bench, rng: random.Random) -> bool:
    """The plan has 二期 where the summary has 一期, so that each side misses one."""
    one = bench.free(rng, lambda one: "一期" in one.name or "二期" in one.name)
    row = None if one is None else bench.listed_of(one)
    if one is None or row is None:
        return False
    old, new = ("一期", "二期") if "一期" in one.name else ("二期", "一期")
    name = one.name.replace(old, new)
    if not _is_new(bench, one.name, name) or not bench.stands_apart(one.name, name):
        return False
    bench.touch(one.enterprise)
    bench.affect(one.name, name)
    bench.replace_listed(row, replace(row, name=name))
    bench.expect(
        f"期次不同:{one.name} / {name}",
        Expected(_NAMES, kinds("only_in_plan"), (name,), in_plan(row)),
        Expected(_NAMES, kinds("only_in_summary"), (one.name,), in_summary(one)),
    )
    return True


def twice(bench: Bench, rng: random.Random) -> bool:
    """One project stands twice in the summary, in the plan's list or in both: under another
    county, or the second time with other brackets."""
    is_bracket = rng.random() < 0.4
    one = bench.free(rng, lambda one: not is_bracket or bracket(rng, one) is not None)
    if one is None:
        return False
    name = (bracket(rng, one) or one.name) if is_bracket else one.name
    county = rng.choice([county for county in bench.city.counties if county != one.county])
    second = replace(
        one,
        id=f"p{bench.next_number()}",
        name=name,
        county=one.county if is_bracket else county,
    )
    row = bench.listed_of(one)
    tables = rng.choice(("summary", "plan", "both")) if row is not None else "summary"
    findings: list[Expected] = []
    # The second one comes last: who pairs the two tables in order pairs the right ones.
    if tables != "plan":
        bench.projects.append(second)
        findings.append(Expected(_TWICE, kinds("duplicate"), (one.name,), in_summary(second)))
    if tables != "summary":
        again = listed(second)
        bench.plan.append(again)
        findings.append(Expected(_TWICE, kinds("duplicate"), (one.name,), in_plan(again)))
    bench.touch(one.enterprise)
    bench.expect(f"重复({tables}):{one.name} / {name}", *findings)
    return True


NAME_FAULTS: tuple[Fault, ...] = (
    *[misspelt] * 7,
    only_in_plan,
    only_in_summary,
    other_phase,
    twice,
)


def _another(bench: Bench, rng: random.Random) -> Project | None:
    make = rng.choice((new_firms_project, known_firms_project))
    return make(bench, rng)


def _is_new(bench: Bench, old: str, new: str) -> bool:
    """Whether no other project bears the new name, not even in another form."""
    if old == new:
        return False
    return folded(old) == folded(new) or folded(new) not in bench.names
