"""Comparing the names of two documents: where few differ, and where every one does."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.util import find_spec

from rapidfuzz import fuzz, process

from desktop_app.core.checks.agreement import summary_names
from desktop_app.core.consistency import Named, compare_names
from desktop_app.core.facts import Subject
from desktop_app.core.names import spoken
from desktop_app.core.programme import Programme
from desktop_app.jobs.demo import sample_folder
from desktop_app.jobs.packs import load_programme
from tests.bench.city import a_city
from tests.bench.measuring import timed
from tests.bench.page import Page, growth, seconds, times

_JUDGED = 10_000
_FEW = 0.03
_MOST_SECONDS_OF_FEW = 1.0
_MOST_SECONDS_OF_ALL = 5.0
_NEAR = 82.0
_RUNNING = re.compile(r"第\d+号")


def measure_names(page: Page, sizes: Sequence[int], floor: float) -> None:
    """Plan against summary with 3 % of the names misspelt, and with all of them."""
    page.heading("Names")
    programme = load_programme(sample_folder().name)
    cdist = _cdist()
    few: dict[int, float] = {}
    every: dict[int, float] = {}
    rows: list[tuple[str, ...]] = []
    for size in sizes:
        plan = _projects(programme, size)
        some = _misspelt(plan, _FEW)
        others = _misspelt(plan, 1.0)
        few[size] = timed(lambda plan=plan, some=some: compare_names(plan, some))
        every[size] = timed(lambda plan=plan, others=others: compare_names(plan, others))
        pairs = timed(lambda plan=plan, others=others: cdist(plan, others), 1) if cdist else None
        rows.append(_row(size, few[size], every[size], pairs, floor))
    head = ("projects", "s, 3 % differ", "floor", "s, all differ", "all pairs, rapidfuzz", "of it")
    page.table(head, rows)
    page.line(growth("names, all differ", every))
    if _JUDGED in few:
        told = f"{seconds(few[_JUDGED])} s, {times(few[_JUDGED] / floor)} floor"
        page.budget(
            "names of 10,000 projects ≤ 1 s where 3 % differ",
            told,
            few[_JUDGED] <= _MOST_SECONDS_OF_FEW,
        )
        told = f"{seconds(every[_JUDGED])} s, {times(every[_JUDGED] / floor)} floor"
        page.budget(
            "names of 10,000 projects ≤ 5 s where all differ",
            told,
            every[_JUDGED] <= _MOST_SECONDS_OF_ALL,
        )


def _row(size: int, few: float, every: float, pairs: float | None, floor: float) -> tuple[str, ...]:
    peer = ("not here", "") if pairs is None else (seconds(pairs), times(every / pairs))
    return f"{size:,}", seconds(few), times(few / floor), seconds(every), *peer


def _projects(programme: Programme, size: int) -> list[Named]:
    """The projects of a city without their running numbers, which no real names have: names with
    other numbers are never held against each other."""
    projects = summary_names(Subject(programme, a_city(programme, size)))
    return [replace(one, name=_RUNNING.sub("", one.name)) for one in projects]


def _misspelt(projects: Sequence[Named], share: float) -> list[Named]:
    """The projects in another order, one Chinese character of some names changed."""
    chance = random.Random(len(projects))
    typed = [
        replace(one, name=_slip(one.name, chance)) if chance.random() < share else one
        for one in projects
    ]
    chance.shuffle(typed)
    return typed


def _slip(name: str, chance: random.Random) -> str:
    at = chance.choice([n for n, sign in enumerate(name) if sign >= "\u4e00" and n > 1])
    return f"{name[:at]}{chance.choice('轮机阀泵管')}{name[at + 1 :]}"


def _cdist() -> Callable[[Sequence[Named], Sequence[Named]], object] | None:
    """Every name against every other one, as the library does it; it wants numpy for that."""
    if find_spec("numpy") is None:
        return None
    import numpy

    def all_pairs(plan: Sequence[Named], summary: Sequence[Named]) -> object:
        ours, theirs = ([spoken(one.name) for one in side] for side in (plan, summary))
        return process.cdist(ours, theirs, scorer=fuzz.ratio, score_cutoff=_NEAR, dtype=numpy.uint8)

    return all_pairs
