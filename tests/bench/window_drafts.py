"""Drafts in the program's own window: opening, steps, keys, and how long nothing is answered."""

import json
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop_app.core.between import change_between
from desktop_app.core.draft import Draft, Row
from desktop_app.core.programme import Programme
from desktop_app.storage.draft_file import create
from tests.bench.city import a_city
from tests.bench.page import Page, times
from tests.bench.targets import at_full_size
from tests.bench.window_start import in_a_folder

_OPENED, _WORKED_ON = 2_000, 5_000
_RUNS = 3
_SHOWN_S, _OPEN_S, _MEGABYTES, _KEY_MS, _STEP_MS = 1, 2, 300, 16, 100
_LIMIT = 1200


def measure_drafts(
    page: Page, programme: Programme, floor: float, folder: Path, largest: int
) -> None:
    """What a person waits for in a large draft."""
    page.heading("Drafts in the window")
    city = _made(folder / "opened.shenbao", programme, a_city(programme, _OPENED))
    opened = [_gone_through(folder, city) for _ in range(_RUNS)]
    spent = statistics.median(one["open"] for one in opened)
    faulty = _faulty(programme, a_city(programme, _WORKED_ON))
    worked = _gone_through(
        folder, _made(folder / "worked.shenbao", programme, faulty), "steps", "keys"
    )
    large = _gone_through(
        folder, _made(folder / "large.shenbao", programme, a_city(programme, largest)), "build"
    )
    _tell_opening(page, floor, (opened[0] | {"open": spent}, worked, large), largest)
    _tell_work(page, floor, worked)
    shown = statistics.median(one["shown"] for one in opened)
    page.budget(
        f"a draft of {_OPENED:,} projects opened and its table drawn",
        f"{shown:.2f} s, {times(shown / floor)} the floor",
        shown <= _SHOWN_S,
        target="open",
    )
    page.budget(
        f"open and audit {_OPENED:,} projects ≤ {_OPEN_S} s",
        f"{spent:.2f} s, {times(spent / floor)} the floor",
        spent <= _OPEN_S,
    )
    page.budget(
        f"memory with {largest:,} projects open ≤ {_MEGABYTES} MB",
        f"{large['peak']:.0f} MB",
        large["peak"] <= _MEGABYTES,
        target=at_full_size("memory open", largest),
    )
    page.budget(
        f"memory with {largest:,} projects open and their bundle built ≤ {_MEGABYTES} MB",
        f"{large['peak built']:.0f} MB, built in {large['build']:.0f} s",
        large["peak built"] <= _MEGABYTES,
        target=at_full_size("memory both", largest),
    )
    key = statistics.median(worked["keys"]) * 1000
    page.budget(
        f"a key in {_WORKED_ON:,} rows of the whole window ≤ {_KEY_MS} ms",
        f"{key:.1f} ms, at most {max(worked['keys']) * 1000:.1f} ms",
        key <= _KEY_MS,
        target="key",
    )
    for what, at in (("another step for the first time", 1), ("another step again", 2)):
        longest = max(worked["steps"], key=lambda one, at=at: one[at])
        page.budget(
            f"{what}, {_WORKED_ON:,} rows, ≤ {_STEP_MS} ms",
            f"{longest[at] * 1000:.0f} ms at most ({longest[0]})",
            longest[at] * 1000 <= _STEP_MS,
            target="step",
        )


def _tell_opening(page: Page, floor: float, told: tuple[dict[str, Any], ...], largest: int) -> None:
    page.table(
        ("draft", "findings", "table, s", "audited, s", "floor", "longest stretch, ms", "MB"),
        [
            (
                f"{size:,} projects",
                f"{one['findings']:,}",
                f"{one['shown']:.2f}",
                f"{one['open']:.2f}",
                times(one["open"] / floor),
                f"{one['open stretch']['own'] * 1000:.0f}",
                f"{one['peak']:.0f}",
            )
            for size, one in zip((_OPENED, _WORKED_ON, largest), told, strict=True)
        ],
    )


def _tell_work(page: Page, floor: float, worked: dict[str, Any]) -> None:
    keys = worked["keys"]
    rows = [("a key, the audit beside it", [statistics.median(keys)], [max(keys)])]
    rows += [(title, [first], [again]) for title, first, again in worked["steps"]]
    page.table(
        (f"{_WORKED_ON:,} rows, ms of the window's thread", "first/median", "again/most", "floor"),
        [
            (told, f"{one * 1000:.1f}", f"{other * 1000:.1f}", times(other / floor))
            for told, (one,), (other,) in rows
        ],
    )
    for deed in ("open", "steps", "keys"):
        stretch = worked[f"{deed} stretch"]
        page.line(
            f"longest stretch without a look at the queue, {deed}: {stretch['own'] * 1000:.0f} ms "
            f"of the thread's own, {stretch['clock'] * 1000:.0f} ms by the clock"
        )


def _faulty(programme: Programme, draft: Draft) -> Draft:
    """The same city with sums, codes and telephones wrong: thousands of findings."""
    table = programme.summary.table.id
    rows: list[Row] = []
    for n, row in enumerate(draft.rows(table)):
        wrong = {"investment": f"{row.cells['investment']}1", "finish": "2025"}
        if n % 2:
            wrong |= {one: f"{row.cells[one][:-1]}#" for one in ("credit_code", "phone")}
        rows.append(Row(row.id, MappingProxyType({**row.cells, **wrong})))
    return replace(draft, tables=MappingProxyType({**draft.tables, table: tuple(rows)}))


def _made(path: Path, programme: Programme, draft: Draft) -> Path:
    first = change_between(Draft(programme.id), draft, "新建草稿")
    create(path, programme.id, first, author="", now=datetime.now).close()
    return path


def _gone_through(folder: Path, draft: Path, *jobs: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.window_child", "open", str(draft), *jobs]
    told = subprocess.run(
        [*command, str(time.time())],
        env=in_a_folder(folder),
        capture_output=True,
        text=True,
        check=True,
        timeout=_LIMIT,
    )
    return json.loads(told.stdout.splitlines()[-1])
