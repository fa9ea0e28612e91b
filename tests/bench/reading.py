"""A large workbook read: by calamine alone, through the guard, and understood."""

import subprocess
import sys
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from desktop_app.core.programme import Programme
from desktop_app.intake.guard import read_raw
from desktop_app.jobs.understand_file import read_summary
from tests.bench.measuring import timed
from tests.bench.page import Page, seconds, times

_COLUMNS = 12
_MOST = 3.0


def measure_reading(page: Page, programme: Programme, rows: int, folder: Path) -> None:
    page.heading("Reading")
    path = folder / "large.xlsx"
    _write_projects(programme, path, rows)

    def raw() -> None:
        with CalamineWorkbook.from_path(str(path)) as book:
            book.get_sheet_by_index(0).to_python(skip_empty_area=False)

    bare = timed(raw, 5)
    started = timed(_start_interpreter, 5)
    guarded = timed(lambda: read_raw(path), 5)
    understood = timed(lambda: read_summary(programme, read_raw(path), path.name), 3)
    figures = (
        ("raw calamine", bare),
        ("through the guard's own process", guarded),
        ("… without starting an interpreter", guarded - started),
        ("every cell understood", understood),
    )
    page.table(
        (f"{rows:,} × {_COLUMNS}", "s", "calamine"),
        [(what, seconds(spent), times(spent / bare)) for what, spent in figures],
    )
    page.budget(
        f"import of {rows:,} × {_COLUMNS} ≤ 3 × raw calamine",
        f"{times(guarded / bare)} read, {times(understood / bare)} understood",
        understood / bare <= _MOST,
    )


def _start_interpreter() -> None:
    subprocess.run([sys.executable, "-c", "pass"], check=True)


def _write_projects(programme: Programme, path: Path, rows: int) -> None:
    columns = programme.summary.table.column[:_COLUMNS]
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for column, field in enumerate(columns):
        sheet.write_string(0, column, field.label)
    for at in range(1, rows + 1):
        for column in range(len(columns)):
            sheet.write_string(at, column, f"项目内容{at}之{column}")
    book.close()
