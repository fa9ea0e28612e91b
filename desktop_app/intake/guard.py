"""The one way in for a foreign file: sniffed, then read in a process that may die."""

import hashlib
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from desktop_app.intake.opening import content_of
from desktop_app.intake.plain import Raw, Unread
from desktop_app.intake.printed_mark import mark_of
from desktop_app.intake.reading_process import Ended, ReadingProcess
from desktop_app.intake.sheet_marks import Marks, marked
from desktop_app.intake.sheet_scan import scan_csv, scan_packed, scan_workbook
from desktop_app.intake.sniff import Sniffed, sniff_content
from desktop_app.intake.unreadable import Unreadable, encrypted, hostile, shown_name, vast
from desktop_app.intake.windows_job import NO_TIME_LEFT
from desktop_app.intake.worker import (
    LARGEST_ANSWER,
    MEMORY,
    ONE,
    SEVERAL,
    Answer,
    cpu_seconds,
    request,
)
from desktop_app.paths import ROOT, console_program

Scan = Callable[[str, bytes], dict[str, Marks]]

# Longer than the reading process's own limit of computing time: it may have to wait for the disk.
PATIENCE_SECONDS = 90
SCANS: dict[str, Scan] = {
    ".xlsx": scan_workbook, ".xlsb": scan_packed, ".ods": scan_packed, ".csv": scan_csv
}  # fmt: skip
_LIBRARIES = ("site-packages", "dist-packages")
_ENCRYPTED = ("password", "encrypted")
_HEAVY = ("MemoryError", "TooMuch", "died")
# What a Python process ends with when it fails before it can answer: a fault of this program.
_BROKEN = (1, 2)
_SLOW = (-int(getattr(signal, "SIGXCPU", 0)) or NO_TIME_LEFT, NO_TIME_LEFT)
_WHAT = {
    "workbook": "表格", "csv": "表格", "docx": "Word 文件", "pdf": "PDF 文件", "scan": "扫描件"
}  # fmt: skip


def read_raw(
    path: Path, *, patience: float = PATIENCE_SECONDS, still: Callable[[], None] | None = None
) -> Raw:
    """The plain content of a file that somebody made, with the fingerprint of the bytes read.

    `still` is called while the process reads: what it raises ends the process.

    Raises `Unreadable` (an AppError) with one sentence and the next step for whatever is wrong
    with the file: missing, empty, encrypted, damaged, too large, of another kind, written to at
    this moment. `patience` is in seconds of wall-clock time.
    """
    content = content_of(path)
    kind = sniff_content(path, content)
    scan = SCANS.get(kind.suffix)
    raw = read_apart(path, kind, scan, patience, still=still, content=content)
    if kind.has_macros:
        raw = replace(raw, unread=[*raw.unread, Unread("macros", 1)])
    return replace(raw, sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def read_apart(
    path: Path,
    kind: Sniffed,
    scan: Scan | None = None,
    patience: float = PATIENCE_SECONDS,
    first: int = 0,
    still: Callable[[], None] | None = None,
    content: bytes | None = None,
    command: Sequence[str] = (),
) -> Raw:
    """Read a file of a known kind in a process of its own; raises `Unreadable`.

    `content` are its bytes, if they were read already; a scan is too large for that, and is read
    in parts, this time from page `first` (from 0). `scan` looks over the bytes meanwhile: what it
    raises ends the process unasked. `command` starts another process than `reading_command`.
    """
    name = shown_name(path)
    if kind.kind == "scan":
        asked = request(str(path.absolute()), kind.kind, b"", first)
    else:
        content = content_of(path) if content is None else content
        asked = request(name, "xlsx" if kind.suffix == ".xlsx" else kind.kind, content)
    # The process starts up while the file is scanned; it reads nothing before it is asked to.
    seconds = cpu_seconds(kind.kind, len(content or b""))
    with ReadingProcess(
        command or reading_command(), reading_environment(), MEMORY, seconds
    ) as process:
        marks = scan(name, content or b"") if scan is not None else {}
        mark = mark_of(content) if content and kind.suffix == ".xlsx" else ""
        ended = process.ask(asked, patience, LARGEST_ANSWER, still)
    raw = marked(told(name, kind, ended), marks)
    return replace(raw, mark=mark) if mark else raw


def reading_command(*, several: bool = False) -> list[str]:
    """How the reading process is started, from source and frozen; for one file, or `several`."""
    word = SEVERAL if several else ONE
    if getattr(sys, "frozen", False):
        return [console_program(), word]
    # Without -P, modules lying in the folder one happens to work in would be imported.
    # With -S it looks for its libraries where they are, without asking what else is installed.
    return [sys.executable, "-P", "-S", "-m", "desktop_app.intake.reading_start", word]


def reading_environment() -> dict[str, str]:
    if getattr(sys, "frozen", False):
        return dict(os.environ)
    libraries = [one for one in sys.path if one.endswith(_LIBRARIES)]
    places = [str(ROOT), os.environ.get("PYTHONPATH", ""), *libraries]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(place for place in places if place)}


def told(name: str, kind: Sniffed, ended: Ended) -> Raw:
    """The content that the process told of, or what a person reads of its end."""
    if ended.was_late or ended.code in _SLOW:
        raise Unreadable(
            "slow", f"文件「{name}」读了很久还没有读完,已停止;请删去无关内容另存后再导入。"
        )
    if ended.code in _BROKEN and ended.errors:
        raise RuntimeError(ended.errors.decode("utf-8", "replace"))
    answer = Answer(failure="died")
    if ended.said_too_much:
        answer = Answer(failure="TooMuch")
    elif ended.code == 0:
        answer = _decoded(ended.output)
    if answer.raw is None:
        raise _refused(name, kind, answer)
    return answer.raw


def _decoded(output: bytes) -> Answer:
    try:
        return msgspec.msgpack.decode(output, type=Answer)
    except (ValueError, MemoryError, RecursionError):
        # No answer, or rubbish: its first bytes may claim to be gigabytes.
        return Answer(failure="died")


def _refused(name: str, kind: Sniffed, answer: Answer) -> Unreadable:
    if answer.failure in ("ImportError", "ModuleNotFoundError"):
        raise RuntimeError(f"{answer.failure}: {answer.words}")
    words = f"{answer.failure} {answer.words}".casefold()
    if any(word in words for word in _ENCRYPTED):
        return encrypted(name)
    if answer.failure == "Hostile":
        return hostile(name)
    if answer.failure == "TooVast":
        return vast(name)
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
