"""A run over many mutants: who ended how, and what must never happen."""

import contextlib
import faulthandler
import os
import resource
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from desktop_app.intake.worker import MEMORY
from tests.fuzz.many import SLOW_SECONDS
from tests.fuzz.mutants import Mutant, mutant, outcome
from tests.fuzz.seeds import PROGRAMME

_BATCH = 100
_HANGING_SECONDS = 120
_MUCH = 500_000
_SLOW = "slow to come"


@dataclass
class Tried:
    """What came of the mutants so far: (format, kind of mutation, outcome) → how many."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    longest: float = 0.0

    def add(self, one: Mutant, found: str) -> None:
        self.counts[one.form, one.kind, found] += 1

    def table(self, by: int = 0) -> str:
        """Formats (0) or kinds of mutation (1) by outcome."""
        outcomes = sorted({key[2] for key in self.counts}, key=lambda one: (one != "read", one))
        names = sorted({key[by] for key in self.counts})
        lines = [("", "all", *outcomes)]
        for name in (*names, "all"):
            mine = Counter[str]()
            for key, count in self.counts.items():
                if name in ("all", key[by]):
                    mine[key[2]] += count
            lines.append((name, str(mine.total()), *(str(mine[one] or "") for one in outcomes)))
        wide = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
        return "\n".join(
            "  ".join(
                cell.ljust(wide[n]) if n == 0 else cell.rjust(wide[n])
                for n, cell in enumerate(line)
            )
            for line in lines
        )


def in_few_processes(seed: int, numbers: range, folder: Path) -> Tried:
    """Many mutants to a process; one that ends it goes through the guard, and the rest begins anew."""
    tried, first = Tried(), numbers.start
    while first < numbers.stop:
        command = [sys.executable, "-m", "tests.fuzz.many", str(folder), str(seed)]
        done = subprocess.run(
            [*command, str(first), str(numbers.stop)], check=False, capture_output=True, text=True
        )
        lines = [line.split("\t") for line in done.stdout.splitlines()]
        for _, number, form, kind, found in (line for line in lines if line[0] == "ended"):
            first = int(number) + 1
            if found.startswith("FAULT"):
                tried.faults.append(f"seed {seed} mutant {number} ({form}, {kind}): {found}")
            tried.add(Mutant(int(number), form, kind, b""), found.split()[0])
        if first < numbers.stop:
            begun = [int(line[1]) for line in lines if line[0] == "begun"]
            assert begun[-1:] == [first], done.stderr[-2000:]
            one = mutant(seed, first)
            tried.add(one, _tried(tried, seed, one, one.put(folder)))
            first += 1
    return tried


def through_the_guard(
    seed: int,
    numbers: Iterable[int],
    keep: Path,
    workers: int = 2,
    say: Callable[[str], None] = lambda line: None,
) -> Tried:
    """Each mutant as a person would import it; what is left behind is looked for all the while."""
    tried, told = Tried(), 0
    with (
        TemporaryDirectory() as made,
        _Alone(Path(made)) as alone,
        ThreadPoolExecutor(workers) as pool,
    ):
        for batch in _batches(numbers):
            paths = {one: one.put(alone.mutants) for one in (mutant(seed, n) for n in batch)}
            faulthandler.dump_traceback_later(
                _HANGING_SECONDS * len(batch), exit=True, file=alone.told
            )
            found = pool.map(lambda pair: _tried(tried, seed, *pair), paths.items())
            for (one, path), came in zip(paths.items(), tuple(found), strict=True):
                of_it = _tried(tried, seed, one, path, False) if came == _SLOW else came
                tried.add(one, of_it)
                if of_it == "FAULT":
                    one.put(keep)
                path.unlink()
            faulthandler.cancel_dump_traceback_later()
            left = alone.left()
            tried.faults += [f"seed {seed} mutants {batch[0]}–{batch[-1]}: {what}" for what in left]
            for one in tried.faults[told:]:
                say(one)
            told = len(tried.faults)
            say(
                f"{batch[-1] + 1} mutants, faults {len(tried.faults)}, longest {tried.longest:.1f} s"
            )
    return tried


def _tried(tried: Tried, seed: int, one: Mutant, path: Path, may_wait: bool = True) -> str:
    began = time.monotonic()
    where = f"seed {seed} mutant {one.number} ({one.form}, {one.kind})"
    try:
        found = outcome(PROGRAMME, path)
    except BaseException:  # noqa: BLE001 - this is what is looked for
        tried.faults.append(f"{where}: {traceback.format_exc(limit=-6)}")
        return "FAULT"
    took = time.monotonic() - began
    if took > SLOW_SECONDS and may_wait:
        # The machine may have had other things to do: it is tried once more, alone.
        return _SLOW
    tried.longest = max(tried.longest, took)
    if took > SLOW_SECONDS:
        tried.faults.append(f"{where}: {took:.1f} s, then {found}")
        return "FAULT"
    return found


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for number in numbers:
        batch.append(number)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


class _Alone:
    """Folders, streams and children of this process while mutants are read, and what is new there."""

    def __init__(self, folder: Path) -> None:
        self.mutants = folder / "mutants"
        self._own = folder / "own"
        self._streams = folder / "streams"
        self.told: TextIO = os.fdopen(os.dup(2), "w")

    def __enter__(self) -> "_Alone":
        self.mutants.mkdir()
        self._own.mkdir()
        self._before = {
            name: os.environ.get(name) for name in ("TMPDIR", "SHENBAO_WORK", "SHENBAO_DATA")
        }
        for name in self._before:
            os.environ[name] = str(self._own)
        self._place = Path.cwd()
        self._path = os.environ.get("PYTHONPATH")
        os.chdir(self._own)
        self._outputs = os.dup(1), os.dup(2)
        streams = os.open(self._streams, os.O_CREAT | os.O_WRONLY)
        os.dup2(streams, 1)
        os.dup2(streams, 2)
        os.close(streams)
        self._handles = -1
        self._memory = -1
        self._children = _children()
        return self

    def __exit__(self, *reason: object) -> None:
        for number, kept in enumerate(self._outputs, start=1):
            os.dup2(kept, number)
            os.close(kept)
        os.chdir(self._place)
        self.told.close()
        for name, value in self._before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value

    def left(self) -> list[str]:
        """What the mutants left behind, in words; called between them, when nothing is read."""
        found: list[str] = []
        files = [one.name for one in (*self._own.rglob("*"), *self.mutants.rglob("*"))]
        if files:
            found.append(f"files left: {files}")
        if self._streams.stat().st_size:
            found.append(f"said on standard output or error: {self._streams.read_text()[:500]}")
            os.truncate(self._streams, 0)
        handles = len([*Path("/proc/self/fd").iterdir()])
        self._handles = handles if self._handles < 0 else self._handles
        if handles > self._handles:
            found.append(f"open handles: {handles}, were {self._handles}")
        children = _children() - self._children
        if children:
            found.append(f"children left over: {children}")
        # A child counts what this process had when it was begun, before it is another program.
        child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        if child > MEMORY:
            found.append(f"a child took {child} bytes")
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self._memory = own if self._memory < 0 else self._memory
        if own - self._memory > _MUCH:
            found.append(f"this process grew by {own - self._memory} KB")
            self._memory = own
        return found


def _children() -> set[int]:
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        # A thread may end while the others are asked.
        with contextlib.suppress(FileNotFoundError):
            found |= {int(one) for one in (task / "children").read_text().split()}
    return found
