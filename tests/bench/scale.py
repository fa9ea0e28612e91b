"""Many submissions in one run of the command line, against single commands and one process."""

import os
from pathlib import Path

from tests.bench.page import Page, seconds, times
from tests.scale.corpus import Truth, corpus, sent
from tests.scale.running import run, run_singly

_FEW, _MANY, _DISTINCT = 12, 48, 4
# What processes keep of texts they have read fills up in the first dozens, and then stays.
_MOST_GROWTH = 1.5
_WHERE = {"verify": "bundles", "check": "drafts"}


def measure_scale(page: Page, folder: Path, floor: float) -> None:
    page.heading("Many submissions")
    cores = os.cpu_count() or 1
    truths = corpus(folder, _FEW, cores, distinct=_DISTINCT)
    corpus(folder, _MANY, cores, distinct=_DISTINCT)
    rows = [_row(command, folder, truths, cores, floor) for command in _WHERE]
    page.table(
        (
            f"{_FEW} submissions",
            "s each",
            "computing each",
            "floor each",
            "single commands",
            f"one process, × {cores}",
            "MB",
            f"MB at {_MANY}",
        ),
        [one for one, _ in rows],
    )
    for (cells, growth), command in zip(rows, _WHERE, strict=True):
        told = f"{cells[-1]} MB, {times(growth)} of {_FEW}"
        what = f"{command}: memory ≤ {_MOST_GROWTH} × for {_MANY // _FEW} × as many"
        page.budget(what, told, growth <= _MOST_GROWTH)


def _row(
    command: str, folder: Path, truths: list[Truth], cores: int, floor: float
) -> tuple[tuple[str, ...], float]:
    place = sent(folder, _FEW) / _WHERE[command]
    paths = [sent(folder, _FEW) / getattr(one, _WHERE[command][:-1]) for one in truths]
    # A folder with two loose files is no single command: they would be named.
    single = [one for one in paths if one.name != "来稿"]
    many = run(command, place, "--processes", str(cores))
    alone = run(command, place, "--processes", "1")
    spent, _ = run_singly(command, single)
    more = run(command, sent(folder, _MANY) / _WHERE[command], "--processes", str(cores))
    each = many.seconds / _FEW
    cells = (
        command,
        seconds(each),
        seconds(many.computed / _FEW),
        times(each / floor),
        times(spent / len(single) / each),
        times(alone.seconds / many.seconds),
        f"{many.peak:.0f}",
        f"{more.peak:.0f}",
    )
    return cells, more.peak / many.peak if many.peak else 0.0
