"""The first usable window beside a bare one, each a process of its own, run in turns."""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.page import Page, times

_RUNS = 9
_TIMES = 3


def measure_start(page: Page, folder: Path) -> None:
    """Seconds until a window is painted and has answered a key, for both."""
    page.heading("The first usable window")
    spent: dict[str, list[dict[str, float]]] = {"bare": [], "program": []}
    for run in range(_RUNS + 1):
        for kind, found in spent.items():
            told = _started(kind, folder)
            # The first run writes byte code and fills the disk's cache.
            if run:
                found.append(told)
    middle = {
        (kind, what): statistics.median(one[what] for one in found)
        for kind, found in spent.items()
        for what in ("whole", "inside")
    }
    words = {"whole": "with the interpreter's start", "inside": "without it"}
    ratio = {what: middle["program", what] / middle["bare", what] for what in words}
    page.table(
        ("until a key is answered, median of " + str(_RUNS), "bare window, ms", "program, ms", ""),
        [
            (
                told,
                f"{middle['bare', what] * 1000:.0f}",
                f"{middle['program', what] * 1000:.0f}",
                times(ratio[what]),
            )
            for what, told in words.items()
        ],
    )
    worst = max(ratio.values())
    page.budget(
        f"first usable window ≤ {_TIMES} × a bare one",
        " and ".join(f"{times(ratio[what])} {told}" for what, told in words.items()),
        worst <= _TIMES,
        target="start",
        beside=f"bare window {middle['bare', 'whole'] * 1000:.0f} ms",
    )


def in_a_folder(folder: Path) -> dict[str, str]:
    """The environment of a window that writes nothing of the account's."""
    return {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "SHENBAO_DATA": str(folder / "data"),
        "SHENBAO_BACKUPS": str(folder / "backups"),
        "SHENBAO_WORK": str(folder / "work"),
    }


def _started(kind: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.window_child", kind, str(time.time())]
    told = subprocess.run(
        command, env=in_a_folder(folder), capture_output=True, text=True, check=True, timeout=120
    )
    return json.loads(told.stdout.splitlines()[-1])
