"""The whole bundle: every document written, read back and proven."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from tests.bench.measuring import Failed, Run, run_child, together
from tests.bench.page import Page, growth, is_linear, megabytes, said, seconds, times
from tests.bench.targets import at_full_size

_LIMIT = 900.0
_RUNS, _SMALL = 3, 120
_MOST_SECONDS = 3.0
_MOST_MEGABYTES = 300.0


def measure_bundles(
    page: Page, programme_id: str, sizes: Sequence[int], folder: Path, floor: float
) -> None:
    page.heading("Bundle")
    found: dict[int, Run] = {}
    rows: list[tuple[str, ...]] = []
    for size in sizes:
        run = _build(programme_id, size, folder)
        if isinstance(run, Failed):
            rows.append((f"{size:,}", run.reason, "", "", ""))
            continue
        found[size] = run
        figures = (seconds(run.work), times(run.work / floor), megabytes(run.peak))
        rows.append((f"{size:,}", *figures, said(run.is_same)))
    page.table(("projects", "s", "floor", "peak MB", "same bytes"), rows)
    spent = {size: run.work for size, run in found.items()}
    page.line(growth("bundle", spent))
    _judge(page, found, spent)


def _build(programme_id: str, size: int, folder: Path) -> Run | Failed:
    found: list[Run] = []
    for at in range(_RUNS if size <= _SMALL else 2):
        out = folder / f"bundle-{size}-{at}"
        run = run_child(("bundle", programme_id, str(size), str(out)), out, _LIMIT)
        if isinstance(run, Failed):
            return run
        found.append(run)
    return together(found)


def _judge(page: Page, found: dict[int, Run], spent: dict[int, float]) -> None:
    if 120 in spent:
        is_met = spent[120] <= _MOST_SECONDS
        told = f"{seconds(spent[120])} s"
        page.budget("bundle of 120 projects ≤ 3 s", told, is_met, target="bundle")
    steps = list(pairwise(sorted(spent)))
    is_met = all(is_linear(spent, *step) for step in steps)
    target = at_full_size("bundle growth", max(found, default=0))
    page.budget("bundle linear", growth("", spent), is_met, target=target)
    same = [run.is_same for run in found.values()]
    page.budget("two builds of one revision: same bytes", said(all(same)), all(same))
    if found and (peak := found[max(found)].peak) is not None:
        what = f"memory ≤ 300 MB while a bundle of {max(found):,} is built"
        is_met = peak <= _MOST_MEGABYTES
        page.budget(
            what, f"{megabytes(peak)} MB", is_met, target=at_full_size("memory bundle", max(found))
        )
