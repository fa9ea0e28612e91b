"""One run of the command line over a corpus: what it said, how long it took, how much memory."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.scale.corpus import Truth

_GLANCE = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run. `computed` are the seconds that its processes had a core, which do not
    grow when others are at work; `peak` the most megabytes that they held together."""

    code: int
    records: tuple[Mapping[str, Any], ...]
    total: str
    seconds: float
    computed: float
    peak: float


def run(command: str, place: Path, *options: str) -> Run:
    """Run `verify` or `check` over everything below a place, with a line of JSON for each."""
    words = [sys.executable, "-m", "desktop_app", command, str(place), "--jsonl", *options]
    start, before = time.perf_counter(), _computed()
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        lines: list[bytes] = []
        peak = 0.0
        os.set_blocking(process.stdout.fileno(), False)
        while process.poll() is None:
            peak = max(peak, _held(process.pid))
            lines.append(process.stdout.read() or b"")
            time.sleep(_GLANCE)
        spent = time.perf_counter() - start
        lines.append(process.stdout.read() or b"")
        total = process.stderr.read().decode()
    told = b"".join(lines).splitlines()
    return Run(
        process.returncode,
        tuple(map(json.loads, told)),
        total.strip(),
        spent,
        _computed() - before,
        peak,
    )


def run_singly(command: str, paths: Sequence[Path]) -> tuple[float, float]:
    """The seconds that as many single commands take, by the clock and of computing."""
    start, before = time.perf_counter(), _computed()
    for path in paths:
        words = [sys.executable, "-m", "desktop_app", command, str(path), "--json"]
        subprocess.run(words, capture_output=True, check=False)
    return time.perf_counter() - start, _computed() - before


def wrong_verdicts(folder: Path, truths: Iterable[Truth], found: Run) -> list[str]:
    """Where `verify` said something else than is so."""
    records = {one["bundle"]: one for one in found.records}
    return [
        f"{truth.bundle}: {truth.bundle_fault or 'nothing'} planted, told {told}"
        for truth in truths
        if not _fits(truth.bundle_fault, told := _verdict(records, folder / truth.bundle))
    ]


def wrong_audits(folder: Path, truths: Iterable[Truth], found: Run) -> list[str]:
    """Where `check` said something else than is so."""
    records = {one["draft"]: one for one in found.records}
    return [
        f"{truth.draft}: {truth.draft_fault or 'nothing'} planted, told {told}"
        for truth in truths
        if not _fits(truth.draft_fault, told := _audit(records, folder / truth.draft))
    ]


def _fits(fault: str, told: Sequence[str]) -> bool:
    return fault in told if fault else not told


def _verdict(records: Mapping[str, Mapping[str, Any]], path: Path) -> tuple[str, ...]:
    record = records.get(str(path))
    if record is None:
        return ("no line",)
    if "error" in record:
        return ("error",)
    kinds = sorted({one["kind"] for one in record["findings"]})
    return tuple(kinds) if kinds or record["identical"] else ("not identical",)


def _audit(records: Mapping[str, Mapping[str, Any]], path: Path) -> tuple[str, ...]:
    record = records.get(str(path))
    if record is None:
        return ("no line",)
    if "error" in record:
        return ("error",)
    return tuple(sorted({one["code"] for one in record["findings"]}))


def _computed() -> float:
    """The seconds of computing of all that this process has started and that has ended."""
    told = os.times()
    return told.children_user + told.children_system


def children_of(pid: int) -> list[int]:
    """The processes below one, however deep, but for those that have ended."""
    found, _ = _below(pid)
    return found


def has_ended(pid: int, patience: float = 60.0) -> bool:
    """Whether a process, of whomever it is a child, ends while one waits."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([process], [], [], patience)[0])
    finally:
        os.close(process)


def _held(pid: int) -> float:
    """Megabytes that a process and all below it hold now; 0 where the system does not tell."""
    found, sizes = _below(pid)
    return sum(sizes.get(one, 0) for one in (pid, *found)) / (1 << 20)


def _below(pid: int) -> tuple[list[int], dict[int, int]]:
    """The processes below one, and the bytes that every process holds."""
    children: dict[int, list[int]] = {}
    sizes: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        own = int(status.parent.name)
        if fields[0] != "Z":
            children.setdefault(int(fields[1]), []).append(own)
            sizes[own] = int(fields[21]) * _PAGE
    left, found = list(children.get(pid, [])), list[int]()
    while left:
        one = left.pop()
        found.append(one)
        left += children.get(one, [])
    return found, sizes
