"""Windows as programs of their own, watched from outside: when they are painted, what they hold.

Qt itself tells each painting on its error stream when it is asked to (`QT_LOGGING_RULES`), so no
program needs a hook: not ours from its sources, not a frozen one, not a peer's.
"""

import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measuring import Failed, peak_of_process
from tests.bench.page import Page, megabytes, times
from tests.bench.window_start import in_a_folder

_TELL = "qt.widgets.painting.info=true"
# What Qt says when the picture of a whole window has gone out. One as high as this is a main
# window: novelWriter shows a small picture of its name before.
_PAINTED = re.compile(r"Flushing top level QRegion\(0,0 \d+x(\d+)\)")
_HIGH = 600
_RUNS = 5
_PATIENCE = 120
# Made by `make bench`: PyQt beside PySide in one environment would disturb both.
_NOVELWRITER = Path("build/bench-novelwriter/bin/novelwriter")
_PACKAGES = Path("build/package")
_LARGEST_MB, _MOST_TIMES, _TIMES = 200, 1.2, 3
_BARE = (
    "from PySide6.QtWidgets import QApplication, QMainWindow\n"
    "a = QApplication([]); w = QMainWindow(); w.resize(1366, 728); w.show(); a.exec()\n"
)


@dataclass(frozen=True, slots=True)
class Started:
    """Seconds from the start of the process to its first picture, and the memory it held then."""

    seconds: float
    peak: float | None


def measure_windows(page: Page, folder: Path) -> None:
    """Ours beside a bare window and a well-kept writing program, seen in the same way."""
    page.heading("Windows seen from outside: start of the process to the first picture")
    commands = {"bare window": _bare(), "ours, from its sources": _ours()}
    if _NOVELWRITER.exists():
        commands["novelWriter"] = (str(_NOVELWRITER),)
    else:
        page.line("novelWriter: not here")
    found = _in_turn(commands, folder)
    _tell(page, found, "bare window")
    what = f"started as a person starts it, to the first picture, ≤ {_TIMES} × a bare window"
    _judge(page, what, found, ("ours, from its sources", "bare window"), _TIMES, "start")


def measure_package(page: Page, folder: Path) -> None:
    """The frozen program beside the same program from its sources, if there is one."""
    page.heading("The frozen program")
    package = frozen_program(_PACKAGES)
    if package is None:
        page.line("not here: `build/package` holds no folder with an executable `shenbao`")
        return
    found = _in_turn({"from its sources": _ours(), "frozen": (str(package),)}, folder)
    _tell(page, found, "from its sources")
    size = sum(one.stat().st_size for one in package.parent.rglob("*") if one.is_file()) / 1e6
    page.line(f"its folder: {size:.0f} MB")
    page.budget(
        f"folder of the frozen program ≤ {_LARGEST_MB} MB",
        f"{size:.0f} MB",
        size <= _LARGEST_MB,
        target="package",
    )
    what = f"start of the frozen program ≤ {_MOST_TIMES:g} × from its sources"
    _judge(page, what, found, ("frozen", "from its sources"), _MOST_TIMES, "package")


def _judge(
    page: Page,
    what: str,
    found: Mapping[str, Started | Failed],
    names: tuple[str, str],
    most: float,
    target: str,
) -> None:
    """How many times as long the first of the two takes as the second, if both were seen."""
    ours, other = (found[name] for name in names)
    if isinstance(ours, Started) and isinstance(other, Started):
        ratio = ours.seconds / other.seconds
        page.budget(
            what,
            f"{times(ratio)}, {ours.seconds * 1000:.0f} ms, {megabytes(ours.peak)} MB",
            ratio <= most,
            target=target,
            beside=f"{names[1]} {other.seconds * 1000:.0f} ms, {megabytes(other.peak)} MB",
        )


def frozen_program(folder: Path) -> Path | None:
    """The executable that `make package` has made for this machine, if it has."""
    arch = {"x86_64": "amd64", "AMD64": "amd64", "aarch64": "arm64"}.get(platform.machine(), "")
    places = (f"linux-{arch}/shenbao/shenbao", f"windows-{arch}/shenbao/shenbao.exe")
    found = (folder / place for place in places)
    return next((one for one in found if os.access(one, os.X_OK)), None)


def _bare() -> tuple[str, ...]:
    return sys.executable, "-c", _BARE


def _ours() -> tuple[str, ...]:
    return sys.executable, "-m", "desktop_app"


def _in_turn(commands: Mapping[str, Sequence[str]], folder: Path) -> dict[str, Started | Failed]:
    """Each so many times, one after the other: a busy machine slows down all."""
    found: dict[str, list[Started]] = {name: [] for name in commands}
    failed: dict[str, Failed] = {}
    for run in range(_RUNS + 1):
        for name, command in commands.items():
            if name in failed:
                continue
            told = _first_picture(command, folder)
            if isinstance(told, Failed):
                failed[name] = told
            # The first run writes byte code and settings, and fills the disk's cache.
            elif run:
                found[name].append(told)
    return {name: failed.get(name) or _middle(runs) for name, runs in found.items()}


def _middle(runs: Sequence[Started]) -> Started:
    peaks = [one.peak for one in runs if one.peak is not None]
    return Started(
        statistics.median(one.seconds for one in runs),
        statistics.median(peaks) if peaks else None,
    )


def _first_picture(command: Sequence[str], folder: Path) -> Started | Failed:
    # What a program keeps of its own goes there, too.
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    around = {**in_a_folder(folder), **home, "QT_LOGGING_RULES": _TELL}
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    last = "it ended without a picture"
    try:
        for line in process.stderr:
            painted = _PAINTED.search(line)
            if painted and int(painted[1]) >= _HIGH:
                return Started(time.perf_counter() - begun, peak_of_process(process.pid))
            last = line.strip() or last
            if time.perf_counter() - begun > _PATIENCE:
                return Failed(f"> {_PATIENCE} s", _PATIENCE)
        return Failed(last)
    finally:
        process.kill()
        process.communicate()


def _tell(page: Page, found: Mapping[str, Started | Failed], floor: str) -> None:
    least = found[floor]
    rows: list[tuple[str, ...]] = []
    for name, one in found.items():
        if isinstance(one, Failed):
            rows.append((name, one.reason, "", ""))
            continue
        ratio = times(one.seconds / least.seconds) if isinstance(least, Started) else ""
        rows.append((name, f"{one.seconds * 1000:.0f}", ratio, megabytes(one.peak)))
    page.table((f"median of {_RUNS}", "ms", f"× {floor}", "MB then"), rows)
