"""`make bench`: every figure as a ratio to a floor or a peer measured in the same run.

Nothing here fails on a time, nor on a peer that is not here.
"""

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path

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
from tests.bench.window_start import measure_start

SUBJECTS = (
    "audit", "programmes", "names", "endless", "documents", "bundle", "reading", "scale", "window",
)  # fmt: skip
FULL = Wanted(sizes=(120, 2_000, 10_000), limit=120, runs=3)
QUICK = Wanted(sizes=(120, 2_000), limit=20, runs=1)


def main() -> int:
    told = _arguments()
    wanted = QUICK if told.quick else FULL
    programme_id = sample_folder().name
    programme = load_programme(programme_id)
    page = Page()
    page.heading("Speed and memory", 1)
    page.line(facts(date.today()))
    floor = timed(lambda: sum(range(5_000_000)))
    page.line(f"floor: adding up five million numbers in Python, {seconds(floor)} s")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if "audit" in told.only:
            measure_audits(page, programme, wanted.sizes, floor)
        if "programmes" in told.only:
            measure_programmes(page, floor, folder)
        if "names" in told.only:
            measure_names(page, wanted.sizes, floor)
        if "endless" in told.only:
            measure_endless(page, programme, floor)
        if "documents" in told.only:
            measure_documents(page, programme_id, wanted, folder)
        if "bundle" in told.only:
            measure_bundles(page, programme_id, wanted.sizes, folder, floor)
        if "reading" in told.only:
            measure_reading(page, programme, max(wanted.sizes), folder)
        if "scale" in told.only:
            measure_scale(page, folder, floor)
        if "window" in told.only:
            measure_start(page, folder)
            measure_drafts(page, programme, floor, folder, max(wanted.sizes))
            measure_table(page, programme, floor, folder)
    page.all_budgets()
    if told.write:
        told.write.write_text(page.markdown(), "utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="120 and 2,000 rows, run once")
    parser.add_argument("--write", type=Path, metavar="PATH", help="the report as Markdown")
    parser.add_argument(
        "--only", nargs="+", choices=SUBJECTS, default=SUBJECTS, help="some of the subjects"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
