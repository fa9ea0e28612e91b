"""`make bench`: every figure as a ratio to a floor or a peer measured in the same run.

Nothing here fails on a time, nor on a peer that is not here.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.core.programme import Programme
from desktop_app.jobs.demo import sample_folder
from desktop_app.jobs.packs import load_programme
from tests.bench.audits import measure_audits
from tests.bench.bundle import measure_bundles
from tests.bench.documents import Wanted, measure_documents
from tests.bench.endless import measure_endless
from tests.bench.facts import facts
from tests.bench.measuring import timed
from tests.bench.names import measure_names
from tests.bench.page import Page, seconds
from tests.bench.programmes import measure_programmes
from tests.bench.reading import measure_reading
from tests.bench.scale import measure_scale
from tests.bench.window import measure_table
from tests.bench.window_drafts import measure_drafts
from tests.bench.window_outside import measure_package, measure_windows
from tests.bench.window_start import measure_start

RESULTS = Path(__file__).with_name("RESULTS.md")
FULL = Wanted(sizes=(120, 2_000, 10_000), limit=60, runs=3)
QUICK = Wanted(sizes=(120, 2_000), limit=10, runs=1)
# Five practice cities are built for it before anything is measured.
_NOT_QUICK = ("programmes",)


@dataclass(frozen=True, slots=True)
class Run:
    """What every subject is given: where it writes, under which pack, how much of it is wanted."""

    page: Page
    programme: Programme
    wanted: Wanted
    folder: Path
    floor: float

    @property
    def largest(self) -> int:
        return max(self.wanted.sizes)


def _window(run: Run) -> None:
    measure_start(run.page, run.folder)
    measure_windows(run.page, run.folder)
    measure_drafts(run.page, run.programme, run.floor, run.folder, run.largest)
    measure_table(run.page, run.programme, run.floor, run.folder)


# What is measured, in the order of the page; a new subject is a module and a line here.
SUBJECTS: dict[str, Callable[[Run], None]] = {
    "audit": lambda r: measure_audits(r.page, r.programme, r.wanted.sizes, r.floor),
    "programmes": lambda r: measure_programmes(r.page, r.floor, r.folder),
    "names": lambda r: measure_names(r.page, r.wanted.sizes, r.floor),
    "endless": lambda r: measure_endless(r.page, r.programme, r.floor),
    "documents": lambda r: measure_documents(r.page, r.programme.id, r.wanted, r.folder),
    "bundle": lambda r: measure_bundles(r.page, r.programme.id, r.wanted.sizes, r.folder, r.floor),
    "reading": lambda r: measure_reading(r.page, r.programme, r.largest, r.folder),
    "scale": lambda r: measure_scale(r.page, r.folder, r.floor),
    "window": _window,
    "package": lambda r: measure_package(r.page, r.folder),
}


def main() -> int:
    told = _arguments()
    wanted = QUICK if told.quick else FULL
    floor = timed(lambda: sum(range(5_000_000)))
    page = Page(
        "Speed and memory",
        (
            facts(date.today()),
            f"Made by `make bench{' ARGS=--quick' if told.quick else ''}`. Floor: adding up five "
            f"million numbers in Python, {seconds(floor)} s, measured at the beginning. Times are "
            "medians; × says how many times as long, or as much, as what stands beside it.",
        ),
    )
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as made:
        run = Run(page, load_programme(sample_folder().name), wanted, Path(made), floor)
        for at, name in enumerate(told.only, start=1):
            spent = (time.monotonic() - began) / 60
            print(f"\n[{at}/{len(told.only)}] {name}, after {spent:.1f} min", flush=True)
            SUBJECTS[name](run)
    page.line(f"The run took {(time.monotonic() - began) / 60:.0f} minutes.")
    page.conclude()
    if told.write:
        told.write.write_text(page.markdown(), "utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="120 and 2,000 rows, run once")
    parser.add_argument(
        "--write", type=Path, nargs="?", const=RESULTS, metavar="PATH",
        help="the report as Markdown, by default tests/bench/RESULTS.md",
    )  # fmt: skip
    parser.add_argument(
        "--only", nargs="+", choices=SUBJECTS, default=(), help="some of the subjects"
    )
    told = parser.parse_args()
    left_out = _NOT_QUICK if told.quick else ()
    told.only = told.only or tuple(one for one in SUBJECTS if one not in left_out)
    return told


if __name__ == "__main__":
    sys.exit(main())
