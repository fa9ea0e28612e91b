"""Input made to tire the readers out: its time may grow with its length, and no faster."""

from collections.abc import Callable

from desktop_app.core.checks.stated import ground_of_draft
from desktop_app.core.consistency import Named
from desktop_app.core.facts import Subject
from desktop_app.core.name_marks import difference
from desktop_app.core.name_pairs import near_pairs, reading
from desktop_app.core.programme import Programme
from desktop_app.core.same_project import same_project_twice
from desktop_app.core.stated import unborne
from tests.bench.city import a_city
from tests.bench.measuring import timed
from tests.bench.page import Page, seconds, times
from tests.endless import ENDLESS, endless, endless_names

_SHORT, _LONG = 10_000, 40_000
# A cell of a workbook holds no longer names.
_A_NAME = 10
# What grows with the square takes 16 times as long; one run of each is told from that at 8.
_MOST_GROWTH = 8
_PROJECTS = 120
_FIRM = "银杉华晟铸造有限公司"


def measure_endless(page: Page, programme: Programme, floor: float) -> None:
    """Texts and names that repeat one thing, four times as long the second time."""
    page.heading("Endless input")
    ground = ground_of_draft(Subject(programme, a_city(programme, _PROJECTS)))
    work: dict[str, Callable[[int], object]] = {
        f"prose: {kind}": lambda length, kind=kind: list(unborne(endless(kind, length), ground))
        for kind in ENDLESS
    }
    work["names of one sign, paired"] = _paired
    work["names of one sign, marked"] = _marked
    work["numbered projects of one firm"] = _of_one_firm
    rows: list[tuple[str, ...]] = []
    faster: list[str] = []
    for what, task in work.items():
        spent = {
            length: timed(lambda task=task, length=length: task(length), 1)
            for length in (_SHORT, _LONG)
        }
        grown = spent[_LONG] / spent[_SHORT]
        if spent[_LONG] > floor and grown > _MOST_GROWTH:
            faster.append(what)
        told = (*map(seconds, spent.values()), times(spent[_LONG] / floor), times(grown))
        rows.append((what, *told))
    head = ("input", f"s, {_SHORT:,}", f"s, {_LONG:,}", "floor", "grown for 4 ×")
    page.table(head, rows)
    told = f"faster: {', '.join(faster)}" if faster else f"all {len(rows)} kinds"
    page.budget("endless input takes time by its length", told, not faster)


def _paired(length: int) -> object:
    names = endless_names(length // _A_NAME)
    return near_pairs([reading(one) for one in names], [reading(f"{one}丙") for one in names])


def _marked(length: int) -> object:
    one, *others = endless_names(length // _A_NAME)
    return [difference(one, other) for other in others]


def _of_one_firm(count: int) -> object:
    numbered = [
        Named(f"车间第{n}号线", f"第{n}行", county=f"{n % 9}县", enterprise=_FIRM)
        for n in range(count)
    ]
    return same_project_twice(numbered)
