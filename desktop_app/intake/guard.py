"""The one way in for a foreign file: sniffed, then read in a process that may die."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from desktop_app.intake.plain import Raw
from desktop_app.intake.sheet_marks import Marks, marked
from desktop_app.intake.sheet_scan import scan_workbook
from desktop_app.intake.sniff import Sniffed, Unreadable, encrypted, sniff
from desktop_app.intake.worker import Answer
from desktop_app.paths import ROOT

Scan = Callable[[Path], dict[str, Marks]]

# Longer than the reading process's own limit of computing time: it may have to wait for the disk.
PATIENCE_SECONDS = 90
_GLANCE = 0.1
_ENCRYPTED = ("password", "encrypted")
_HEAVY = ("MemoryError", "TooLarge", "died")
# What a Python process ends with when it fails before it can answer: a fault of this program.
_BROKEN = (1, 2)
_SLOW = -int(getattr(signal, "SIGXCPU", 0))
_WHAT = {
    "workbook": "表格", "csv": "表格", "docx": "Word 文件", "pdf": "PDF 文件", "scan": "扫描件"
}  # fmt: skip


def read_raw(
    path: Path, *, patience: float = PATIENCE_SECONDS, still: Callable[[], None] | None = None
) -> Raw:
    """The plain content of a file that somebody made.

    `still` is called while the process reads: what it raises ends the process.

    Raises `Unreadable` (an AppError) with one sentence and the next step for whatever is wrong
    with the file: missing, empty, encrypted, damaged, too large, of another kind. `patience` is
    in seconds of wall-clock time.
    """
    kind = sniff(path)
    scan = scan_workbook if kind.suffix == ".xlsx" else None
    return read_apart(path, kind, scan, patience, still=still)


def read_apart(
    path: Path,
    kind: Sniffed,
    scan: Scan | None = None,
    patience: float = PATIENCE_SECONDS,
    first: int = 0,
    still: Callable[[], None] | None = None,
) -> Raw:
    """Read a file of a known kind in a process of its own; raises `Unreadable`.

    `scan` looks over the file meanwhile: what it raises ends the process unasked. `first` is the
    page, from 0, at which reading begins where the kind is read in parts.
    """
    request = f"{path.absolute()}\0{kind.kind}\0{first}".encode("utf-8", "surrogateescape")
    # The process starts up while the file is scanned; it reads nothing before it is asked to.
    with subprocess.Popen(  # noqa: S603 - our own interpreter or program, fixed arguments
        reading_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        try:
            marks = scan(path) if scan is not None else {}
            output, errors = _answered(process, request, patience, still)
        except subprocess.TimeoutExpired as reason:
            raise _slow(path) from reason
        finally:
            if process.poll() is None:
                process.kill()
    if process.returncode in _BROKEN:
        raise RuntimeError(errors.decode("utf-8", "replace")[-2000:])
    if process.returncode == _SLOW != 0:
        raise _slow(path)
    answer = _decoded(output) if process.returncode == 0 else Answer(failure="died")
    if answer.raw is None:
        raise _refused(path, kind, answer)
    return marked(answer.raw, marks)


def _answered(
    process: "subprocess.Popen[bytes]",
    request: bytes,
    patience: float,
    still: Callable[[], None] | None,
) -> tuple[bytes, bytes]:
    """What the process says; `still` is asked again and again whether anybody waits for it."""
    if still is None:
        return process.communicate(request, timeout=patience)
    end = time.monotonic() + patience
    asking: bytes | None = request
    while True:
        still()
        rest = end - time.monotonic()
        try:
            return process.communicate(asking, timeout=max(0.0, min(_GLANCE, rest)))
        except subprocess.TimeoutExpired:
            # What was asked already is sent on; it must not be given again.
            asking = None
            if rest <= 0:
                raise


def reading_command() -> list[str]:
    """How the reading process is started, from source and frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--read-file"]
    # Without -P, modules lying in the folder one happens to work in would be imported.
    return [sys.executable, "-P", "-m", "desktop_app.intake.worker"]


def _environment() -> dict[str, str]:
    if getattr(sys, "frozen", False):
        return dict(os.environ)
    places = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(place for place in places if place)}


def _decoded(output: bytes) -> Answer:
    try:
        return msgspec.msgpack.decode(output, type=Answer)
    except msgspec.DecodeError:
        return Answer(failure="died")


def _slow(path: Path) -> Unreadable:
    return Unreadable(
        "slow", f"文件「{path.name}」读了很久还没有读完,已停止;请删去无关内容另存后再导入。"
    )


def _refused(path: Path, kind: Sniffed, answer: Answer) -> Unreadable:
    name = path.name
    if answer.failure in ("ImportError", "ModuleNotFoundError"):
        raise RuntimeError(f"{answer.failure}: {answer.words}")
    told = f"{answer.failure} {answer.words}".casefold()
    if any(word in told for word in _ENCRYPTED):
        return encrypted(name)
    if answer.failure in _HEAVY:
        return Unreadable(
            "heavy",
            f"文件「{name}」读取时占用内存过多或已损坏,没有读取;"
            "请把有用的内容复制到新文件,另存后再导入。",
        )
    return Unreadable(
        "damaged",
        f"{_WHAT[kind.kind]}「{name}」已损坏或格式不标准,打不开;请用 WPS 打开后另存,再导入。",
    )
