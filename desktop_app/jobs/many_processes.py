"""Many things done at once by several processes of this program, told in their order.

Each process is started once and asked one thing after another over its pipes. One that dies over a
thing is replaced, and that thing told as lost; the others go on.
"""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Mapping, Sequence
from typing import IO, Any

from desktop_app.intake.windows_job import Job
from desktop_app.jobs.environment import memory
from desktop_app.paths import ROOT, console_program

Asked = Mapping[str, Any]
Answer = dict[str, Any]

WORD = "--one-of-many"
# One thing at a time takes seconds; whoever takes longer than this has lost its way.
PATIENCE_SECONDS = 600.0
# What a process keeps of the texts it has read goes with it, however many there are.
RENEWED_AFTER = 100
# What a process and the reading process it starts hold together when the files are large.
_MEMORY_EACH = 600_000_000
# Windows asks for limits; what counts is that the job, and all in it, ends with this program.
_JOB_MEMORY, _JOB_SECONDS = 16_000_000_000, 10_000_000
_GLANCE = 0.2


def usual_processes() -> int:
    """As many processes as there are cores, and no more than what memory is free allows."""
    try:
        cores = len(os.sched_getaffinity(0))  # type: ignore[attr-defined]
    except AttributeError:
        cores = os.cpu_count() or 1
    found = memory()
    room = cores if found is None else found.free // _MEMORY_EACH
    return max(1, min(cores, room))


def worker_command() -> list[str]:
    """How such a process is started, from source and frozen."""
    if getattr(sys, "frozen", False):
        return [console_program(), WORD]
    # Without -P, modules lying in the folder one happens to work in would be imported.
    return [sys.executable, "-P", "-m", "desktop_app", WORD]


def answers(
    asked: Sequence[Asked],
    processes: int,
    command: Sequence[str] = (),
    patience: float = PATIENCE_SECONDS,
    renewed_after: int = RENEWED_AFTER,
) -> Generator[Answer | None, None, None]:
    """What the processes answer, in the order of what they are `asked`; None for what was lost.

    Whoever stops listening, with an exception or by closing the iterator, ends every process and
    whatever that has started. `command` is another one than `worker_command`.
    """
    many = _Many(asked, command or worker_command(), patience, renewed_after)
    waiting: dict[int, Answer | None] = {}
    try:
        many.start(min(processes, len(asked)))
        for number in range(len(asked)):
            while number not in waiting:
                done, answer = many.next_answer()
                waiting[done] = answer
            yield waiting.pop(number)
    finally:
        many.stop()


class _Many:
    """A thread for each process: it hands out the next thing, and waits for the answer."""

    def __init__(
        self, asked: Sequence[Asked], command: Sequence[str], patience: float, renewed_after: int
    ) -> None:
        self._asked = asked
        self._command = command
        self._patience = patience
        self._renewed_after = renewed_after
        self._left = iter(range(len(asked)))
        self._lock = threading.Lock()
        self._is_over = False
        self._running: set[_Worker] = set()
        self._threads: list[threading.Thread] = []
        self._answers: queue.Queue[tuple[int, Answer | None]] = queue.Queue()

    def start(self, processes: int) -> None:
        for _ in range(processes):
            thread = threading.Thread(target=self._work, daemon=True)
            self._threads.append(thread)
            thread.start()

    def next_answer(self) -> tuple[int, Answer | None]:
        while True:
            # On Windows nothing but a wait that ends lets Ctrl+C in.
            with contextlib.suppress(queue.Empty):
                return self._answers.get(timeout=_GLANCE)

    def stop(self) -> None:
        with self._lock:
            self._is_over = True
            running = list(self._running)
        for worker in running:
            worker.kill()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        worker: _Worker | None = None
        while (number := self._next()) is not None:
            answer = None
            worker = worker or self._started()
            if worker is not None:
                answer = worker.ask(self._asked[number], self._patience)
                if answer is None or worker.asked >= self._renewed_after:
                    self._ended(worker)
                    worker = None
            self._answers.put((number, answer))
        if worker is not None:
            self._ended(worker)

    def _next(self) -> int | None:
        with self._lock:
            return None if self._is_over else next(self._left, None)

    def _started(self) -> "_Worker | None":
        with self._lock:
            if self._is_over:
                return None
            try:
                worker = _Worker(self._command)
            except OSError:
                return None
            self._running.add(worker)
            return worker

    def _ended(self, worker: "_Worker") -> None:
        worker.close()
        with self._lock:
            self._running.discard(worker)


class _Worker:
    """One process, with whatever it starts in a group of its own: both end together."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter or program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            # Ctrl+C is for the process that the user started; it ends the others.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.asked = 0
        self._lock = threading.Lock()
        self._job: Job | None = None
        if os.name == "nt":
            self._job = Job(self._process.pid, _JOB_MEMORY, _JOB_SECONDS)

    def ask(self, what: Asked, patience: float) -> Answer | None:
        """The answer, or None when the process ended, took too long or said something else."""
        self.asked += 1
        late = threading.Timer(patience, self.kill)
        late.daemon = True
        late.start()
        try:
            to, back = self._pipes()
            to.write(json.dumps(what).encode() + b"\n")
            to.flush()
            told = json.loads(back.readline())
        except (OSError, ValueError):
            return None
        finally:
            late.cancel()
        return told if isinstance(told, dict) else None

    def kill(self) -> None:
        """End it now, in the middle of whatever it does; its number is nobody else's before it
        has been waited for."""
        with self._lock:
            if self._process.returncode is not None:
                return
            if self._job is not None and self._job.holds:
                self._job.close()
            elif hasattr(os, "killpg"):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()

    def close(self) -> None:
        """End it, and wait until it has."""
        self.kill()
        with self._lock:
            self._process.wait()
        for pipe in self._pipes():
            with contextlib.suppress(OSError):
                # What it did not want to hear is still to be sent.
                pipe.close()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout


def _environment() -> dict[str, str]:
    if getattr(sys, "frozen", False):
        return dict(os.environ)
    places = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(place for place in places if place)}
