"""Time in this process, and time and memory of processes of their own."""

import hashlib
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One or several processes of one job: medians of their times, the most memory, the bytes.

    `process` is the wall time with interpreter and imports, `work` without them. `is_same` says
    whether every process wrote the same bytes; None after one process.
    """

    process: float
    work: float
    peak: float | None
    digest: str
    is_same: bool | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is no figure; `at_least` are the seconds after which a process was stopped."""

    reason: str
    at_least: float | None = None


def timed(work: Callable[[], object], runs: int = 3) -> float:
    """Median wall time in seconds."""
    spent: list[float] = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def together(runs: Sequence[Run]) -> Run:
    """Several processes of one job as one run."""
    peaks = [one.peak for one in runs if one.peak is not None]
    return Run(
        statistics.median(one.process for one in runs),
        statistics.median(one.work for one in runs),
        max(peaks, default=None),
        runs[0].digest,
        len({one.digest for one in runs}) == 1 if len(runs) > 1 else None,
    )


def run_child(job: Sequence[str], written: Path, limit: float) -> Run | Failed:
    """Run a job of `tests.bench.child` that writes a file or folder; stopped after `limit` seconds."""
    command = [sys.executable, "-m", "tests.bench.child", *job]
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        said, complaint = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        # The whole group: an office program is a child of the child.
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return Failed(f"> {limit:.0f} s", limit)
    spent = time.perf_counter() - start
    if process.returncode or not written.exists():
        return Failed((complaint.strip().splitlines() or ["nothing was written"])[-1])
    told = json.loads(said.splitlines()[-1])
    return Run(spent, told["work"], told["peak"], digest(written))


def peak_megabytes() -> float | None:
    """The most memory this process has held; None where the system does not tell.

    `ru_maxrss` of a process begins with what its parent held, so Linux is asked for VmHWM.
    """
    peak = peak_of_process("self")
    return _most("RUSAGE_SELF") if peak is None else peak


def peak_of_process(number: int | str) -> float | None:
    """The most memory that a running process has held; None where the system does not tell."""
    try:
        status = Path(f"/proc/{number}/status").read_text("ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    except (OSError, IndexError):
        return None


def peak_of_children() -> float | None:
    """The most memory that one process started by this one has held."""
    return _most("RUSAGE_CHILDREN")


def digest(path: Path) -> str:
    """The bytes of a file, or of every file in a folder with its name."""
    files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
    told = hashlib.sha256()
    for one in files:
        told.update(one.name.encode() + hashlib.sha256(one.read_bytes()).digest())
    return told.hexdigest()


def _most(whose: str) -> float | None:
    try:
        import resource
    except ImportError:
        return None
    most = resource.getrusage(getattr(resource, whose)).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)
