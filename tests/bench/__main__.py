"""`make bench`: every figure as a ratio to a floor or a peer measured in the same run.

Medians of several runs; the large sizes run once. Nothing here fails on a time.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from desktop_app.core.draft import Draft
from desktop_app.core.rules import audit
from desktop_app.documents.compose_plan import compose_plan
from desktop_app.documents.compose_summary import compose_summary
from desktop_app.documents.write_docx import write_docx
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.documents.write_xlsx import write_xlsx
from desktop_app.intake.guard import read_raw
from desktop_app.jobs.build_bundle import build_bundle
from desktop_app.jobs.demo import sample_folder
from desktop_app.jobs.draft_work import starting_values
from desktop_app.jobs.import_files import read_summary
from desktop_app.jobs.packs import load_programme
from tests.bench.city import a_city

SIZES = (120, 2_000, 10_000)


def timed(work: Callable[[], object], runs: int = 3) -> float:
    """Median wall time in seconds."""
    spent: list[float] = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def line(what: str, seconds: float, ratio: str) -> None:
    print(f"{what:<44}{seconds:>9.3f} s   {ratio}")


def main() -> int:
    programme = load_programme(sample_folder().name)
    start = starting_values(programme).apply(Draft(programme.id))
    floor = timed(lambda: sum(range(5_000_000)))
    print(f"floor: adding up five million numbers {floor:.3f} s; figures are medians\n")
    cities = {size: a_city(programme, start, size) for size in SIZES}
    _audits(programme, cities, floor)
    with tempfile.TemporaryDirectory() as folder:
        _documents(programme, cities, Path(folder), floor)
        _bundles(programme, cities, Path(folder), floor)
        _reading(programme, Path(folder))
    return 0


def _audits(programme, cities, floor) -> None:
    seconds = {size: timed(lambda d=draft: audit(programme, d)) for size, draft in cities.items()}
    for size, spent in seconds.items():
        line(f"audit of {size} projects", spent, f"{spent / floor:.2f} × floor")
    _growth("audit", seconds)


def _documents(programme, cities, folder: Path, floor) -> None:
    for name, compose, write, suffix in (
        ("plan docx", compose_plan, write_docx, "docx"),
        ("plan pdf", compose_plan, write_pdf, "pdf"),
        ("summary docx", compose_summary, write_docx, "docx"),
        ("summary pdf", compose_summary, write_pdf, "pdf"),
        ("summary xlsx", compose_summary, write_xlsx, "xlsx"),
    ):
        seconds: dict[int, float] = {}
        for size, draft in cities.items():
            document = compose(programme, draft)
            path = folder / f"{size}.{suffix}"
            runs = 3 if size <= 2_000 else 1
            seconds[size] = timed(lambda d=document, p=path, w=write: w(d, p), runs)
            ratio = f"{seconds[size] / floor:.2f} × floor"
            if suffix == "xlsx":
                bare = timed(lambda n=size: _bare_xlsx(folder / "bare.xlsx", n), runs)
                ratio += f", {seconds[size] / bare:.2f} × XlsxWriter alone"
            line(f"{name}, {size} projects", seconds[size], ratio)
        _growth(name, seconds)


def _bundles(programme, cities, folder: Path, floor) -> None:
    seconds: dict[int, float] = {}
    for size, draft in cities.items():
        runs = 3 if size <= 120 else 1
        out = folder / f"bundle{size}"
        seconds[size] = timed(
            lambda d=draft, o=out: build_bundle(programme, d, o, preview=True), runs
        )
        line(f"bundle of {size} projects", seconds[size], f"{seconds[size] / floor:.2f} × floor")
    _growth("bundle", seconds)


def _reading(programme, folder: Path) -> None:
    path = folder / "large.xlsx"
    _projects_xlsx(programme, path, 10_000)

    def raw() -> None:
        with CalamineWorkbook.from_path(str(path)) as book:
            book.get_sheet_by_index(0).to_python(skip_empty_area=False)

    bare = timed(raw, 5)
    started = timed(_start_interpreter, 5)
    guarded = timed(lambda: read_raw(path), 5)
    understood = timed(lambda: read_summary(programme, read_raw(path), path.name), 3)
    line("raw calamine, 10,000 × 12", bare, "1.00")
    line("through the guard", guarded, f"{guarded / bare:.2f} × raw calamine")
    net = (guarded - started) / bare
    line("  without starting an interpreter", guarded - started, f"{net:.2f} × raw calamine")
    line("and understood", understood, f"{understood / bare:.2f} × raw calamine")


def _growth(name: str, seconds: dict[int, float]) -> None:
    small, large = SIZES[0], SIZES[-1]
    times, rows = seconds[large] / seconds[small], large / small
    print(f"  growth of {name}: {times:.1f} × the time for {rows:.1f} × the projects\n")


def _start_interpreter() -> None:
    import subprocess

    subprocess.run([sys.executable, "-c", "pass"], check=True)


def _bare_xlsx(path: Path, rows: int) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for at in range(rows):
        for column in range(24):
            sheet.write_string(at, column, f"内容{at}")
    book.close()


def _projects_xlsx(programme, path: Path, rows: int) -> None:
    columns = programme.summary.table.column[:12]
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for column, field in enumerate(columns):
        sheet.write_string(0, column, field.label)
    for at in range(1, rows + 1):
        for column in range(len(columns)):
            sheet.write_string(at, column, f"项目内容{at}之{column}")
    book.close()


if __name__ == "__main__":
    sys.exit(main())
