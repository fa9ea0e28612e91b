"""Large tables taken in: by their format's parser alone, through the guard, and understood."""

import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from desktop_app.core.programme import Programme
from desktop_app.intake.guard import read_raw
from desktop_app.intake.plain import Raw
from desktop_app.jobs.garbage import collect_rarely
from desktop_app.jobs.understand_file import Incoming, take_in, understand
from tests.bench.measuring import timed
from tests.bench.page import Page, growth, is_linear, seconds, times
from tests.bench.sent_files import (
    COLUMNS,
    FORMATS,
    Cells,
    city_rows,
    unlike_rows,
    with_headers,
    with_sums,
    write_xlsx,
)
from tests.bench.targets import at_full_size

_MOST = 3.0
_RUNS = 7
# Each size is a quarter of the next: what grows with the square takes 16 times as long.
_STEP = 4


def measure_reading(page: Page, programme: Programme, rows: int, folder: Path) -> None:
    """What a city gets: `rows` projects, and a quarter of them, in each format."""
    page.heading("Reading")
    # As in both faces of the program, for the floors as well.
    collect_rarely()
    page.line(f"an interpreter that does nothing: {seconds(timed(_start_interpreter, 5))} s")
    sizes = (rows // _STEP, rows)
    tables = {size: city_rows(programme, size) for size in sizes}
    lines: list[tuple[str, ...]] = []
    for form in FORMATS:
        spent = {size: _measured(programme, form, tables[size], folder) for size in sizes}
        lines.append((form, FORMATS[form][1], *_told(spent[rows])))
        whole = {size: figures["understood"] for size, figures in spent.items()}
        page.line(f"{form}: {growth('', whole)}")
        if form == "xlsx":
            _judge(page, rows, spent[rows])
        page.budget(
            f"import of {form} takes time by its rows",
            growth("", whole),
            is_linear(whole, *sizes),
        )
    for what, sheet_of in (
        ("a 小计 for ten rows", with_sums),
        ("a header for twenty", with_headers),
    ):
        raws = {size: Raw("sheets", [sheet_of(tables[size])]) for size in sizes}
        apart = {
            size: timed(lambda raw=raw: understand(programme, Incoming(folder, raw)))
            for size, raw in raws.items()
        }
        page.budget(f"{what} takes time by its rows", growth("", apart), is_linear(apart, *sizes))
    # No county sends such a table: nothing that was found out once helps a second time.
    unlike = folder / "unlike.xlsx"
    write_xlsx(unlike, unlike_rows(programme, rows))
    figures = _of_file(programme, "xlsx", unlike)
    lines.append(("xlsx, no two cells alike", "raw calamine", *_told(figures)))
    page.table(
        (f"{rows:,} × {len(COLUMNS)}", "floor", "s", "through the guard", "× floor", "understood",
         "× floor"),
        lines,
        texts=2,
    )  # fmt: skip


def _measured(programme: Programme, form: str, table: Cells, folder: Path) -> Mapping[str, float]:
    path = folder / f"sent{len(table)}.{form}"
    FORMATS[form][0](path, table)
    return _of_file(programme, form, path)


def _of_file(programme: Programme, form: str, path: Path) -> Mapping[str, float]:
    work = {
        "floor": lambda: FORMATS[form][2](path),
        "guarded": lambda: read_raw(path),
        "understood": lambda: understand(programme, take_in(path)),
    }
    spent: dict[str, list[float]] = {what: [] for what in work}
    # In turns: what else the machine does meanwhile slows all three alike.
    for _ in range(_RUNS):
        for what, task in work.items():
            spent[what].append(timed(task, 1))
    return {what: statistics.median(several) for what, several in spent.items()}


def _told(figures: Mapping[str, float]) -> tuple[str, ...]:
    floor, guarded, understood = (figures[key] for key in ("floor", "guarded", "understood"))
    return (
        seconds(floor), seconds(guarded), times(guarded / floor), seconds(understood),
        times(understood / floor),
    )  # fmt: skip


def _judge(page: Page, rows: int, figures: Mapping[str, float]) -> None:
    what = f"import of {rows:,} × {len(COLUMNS)} ≤ 3 × raw calamine"
    target = at_full_size("import", rows)
    ratio = figures["understood"] / figures["floor"]
    read = times(figures["guarded"] / figures["floor"])
    told = f"{read} read, {times(ratio)} understood"
    beside = f"raw calamine {seconds(figures['floor'])} s"
    page.budget(what, told, ratio <= _MOST, target=target, beside=beside)


def _start_interpreter() -> None:
    subprocess.run([sys.executable, "-c", "pass"], check=True)
