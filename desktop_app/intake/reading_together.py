"""The files of one sender read one after another by one process, which is started once for them.

They came together, so none of them can harm a stranger's; whichever the process dies over is read
again in a process of its own, and the others go on in a new one.
"""

import contextlib
import hashlib
import os
import struct
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from msgspec.structs import replace

from desktop_app.intake.guard import (
    PATIENCE_SECONDS,
    SCANS,
    read_raw,
    reading_command,
    reading_environment,
    told,
)
from desktop_app.intake.opening import content_of
from desktop_app.intake.plain import Raw, Unread
from desktop_app.intake.printed_mark import mark_of
from desktop_app.intake.reading_process import Ended
from desktop_app.intake.sheet_marks import marked
from desktop_app.intake.sniff import Sniffed, sniff_content
from desktop_app.intake.unreadable import shown_name
from desktop_app.intake.windows_job import Job
from desktop_app.intake.worker import LARGEST_ANSWER, MEMORY, MOST_SECONDS, request

_SIZE = struct.Struct(">Q")
# So many files of one bundle at most are read by one process on Windows, which counts all its time.
_FILES = 16


@contextmanager
def reading_together(patience: float = PATIENCE_SECONDS) -> Iterator["Together"]:
    """Something that reads files as `read_raw` does, until the block ends."""
    together = Together(patience)
    try:
        yield together
    finally:
        together.close()


class Together:
    """Called with a path it returns the plain content, or raises `Unreadable` as `read_raw`."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._process: _Several | None = None

    def __call__(self, path: Path) -> Raw:
        content = content_of(path)
        kind = sniff_content(path, content)
        if kind.kind == "scan":
            return read_raw(path, patience=self._patience)
        raw = self._read(path, kind, content)
        if raw is None:
            # It may be the fault of the file before; alone it says itself what is wrong with it.
            return read_raw(path, patience=self._patience)
        if kind.has_macros:
            raw = replace(raw, unread=[*raw.unread, Unread("macros", 1)])
        return replace(raw, sha256=hashlib.sha256(content).hexdigest(), size=len(content))

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.close()
            self._process = None

    def _read(self, path: Path, kind: Sniffed, content: bytes) -> Raw | None:
        name = shown_name(path)
        asked = request(name, "xlsx" if kind.suffix == ".xlsx" else kind.kind, content)
        try:
            process = self._process = self._process or _Several()
            process.ask(asked)
            scan = SCANS.get(kind.suffix)
            marks = scan(name, content) if scan is not None else {}
            answer = process.answer(self._patience)
        except OSError:
            answer = None
            marks = {}
        except BaseException:
            # What a scan refuses is not waited for.
            self.close()
            raise
        if answer is None:
            self.close()
            return None
        raw = marked(told(name, kind, Ended(0, answer, b"")), marks)
        mark = mark_of(content) if kind.suffix == ".xlsx" else ""
        return replace(raw, mark=mark) if mark else raw


class _Several:
    """A reading process that is asked one thing after another."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter or program
            reading_command(several=True),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=reading_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._job: Job | None = None
        if os.name == "nt":
            # It waits to be asked, so the limits are there before it reads anything.
            self._job = Job(self._process.pid, MEMORY, MOST_SECONDS * _FILES)

    def ask(self, asked: Sequence[bytes]) -> None:
        """Send a file; it is taken in whole before anything is answered."""
        head, name, content = asked
        to, _ = self._pipes()
        for part in (head, name, _SIZE.pack(len(content)), content):
            to.write(part)
        to.flush()

    def answer(self, patience: float) -> bytes | None:
        """The answer; None when the process ends, takes too long or says too much."""
        late = threading.Timer(patience, self._process.kill)
        late.daemon = True
        late.start()
        try:
            _, back = self._pipes()
            size = back.read(_SIZE.size)
            if len(size) < _SIZE.size or (length := _SIZE.unpack(size)[0]) > LARGEST_ANSWER:
                return None
            answer = back.read(length)
            return answer if len(answer) == length else None
        finally:
            late.cancel()

    def close(self) -> None:
        """End it, and wait until it has."""
        self._process.kill()
        self._process.wait()
        for pipe in self._pipes():
            with contextlib.suppress(OSError):
                # What it did not want to hear is still to be sent.
                pipe.close()
        if self._job is not None:
            self._job.close()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout
