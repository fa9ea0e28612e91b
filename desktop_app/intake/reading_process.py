"""A process that is asked one thing, answers once and ends: within limits, with nothing left over.

What it says is read while it runs, so that neither side waits for the other's full pipe, and only
as much as an answer may be.
"""

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import IO

from desktop_app.intake.windows_job import Job

_GLANCE = 0.1
_PIECE = 1 << 16
# The end of a traceback says what it was.
_WORDS_KEPT = 4000


@dataclass(frozen=True, slots=True)
class Ended:
    """How the process ended; `code` is its exit code, `errors` the end of what it complained of."""

    code: int
    output: bytes
    errors: bytes
    was_late: bool = False
    said_too_much: bool = False


class ReadingProcess:
    """The process from its start; leaving the `with` ends it, whatever it does.

    `memory` and `seconds` of computing are its limits on Windows; elsewhere it limits itself.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], memory: int, seconds: int
    ) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter or program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._limits = (memory, seconds)
        self._job: Job | None = None
        self._threads: list[threading.Thread] = []
        self._output: list[bytes] = []
        self._errors = b""
        self._is_full = False

    def __enter__(self) -> "ReadingProcess":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        reason: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with contextlib.suppress(OSError):
                # What it did not want to hear is still to be sent.
                assert pipe is not None
                pipe.close()
        if self._job is not None:
            self._job.close()

    def ask(
        self,
        request: Sequence[bytes],
        patience: float,
        most: int,
        still: Callable[[], None] | None = None,
    ) -> Ended:
        """Send the request and wait for the end, `patience` seconds at most.

        `most` is how many bytes an answer may have. `still` is called meanwhile; what it raises
        comes out, and leaving the `with` ends the process.
        """
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        if os.name == "nt":
            # It waits to be asked, so the limits are there before it reads anything.
            self._job = Job(process.pid, *self._limits)
        hearing = self._thread(self._hear, process.stdout, most)
        self._thread(self._send, process.stdin, request)
        self._thread(self._complaints, process.stderr)
        end = time.monotonic() + patience
        was_late = False
        while hearing.is_alive() or process.poll() is None:
            if still is not None:
                still()
            rest = end - time.monotonic()
            if rest <= 0:
                was_late = True
                break
            step = min(_GLANCE, rest)
            if hearing.is_alive():
                hearing.join(step)
            else:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(step)
            if self._is_full:
                break
        if process.poll() is None:
            process.kill()
        code = process.wait()
        for thread in self._threads:
            thread.join()
        output = b"".join(self._output)
        return Ended(code, output, self._errors, was_late, self._is_full)

    def _thread(self, work: Callable[..., None], *what: object) -> threading.Thread:
        # A daemon: the end of the program does not wait for a pipe.
        thread = threading.Thread(target=work, args=what, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _send(self, pipe: IO[bytes], request: Sequence[bytes]) -> None:
        with contextlib.suppress(OSError):
            # It may have ended without listening to the end.
            for part in request:
                pipe.write(part)
            pipe.close()

    def _hear(self, pipe: IO[bytes], most: int) -> None:
        heard = 0
        while piece := os.read(pipe.fileno(), _PIECE):
            heard += len(piece)
            if heard > most:
                self._is_full = True
                self._output.clear()
                return
            self._output.append(piece)

    def _complaints(self, pipe: IO[bytes]) -> None:
        while piece := os.read(pipe.fileno(), _PIECE):
            self._errors = (self._errors + piece)[-_WORDS_KEPT:]
