"""The reading process: one file in, plain values out over a pipe, within limits of memory and time.

Two legal cells in a small workbook can abort a whole process inside a parser; here it is this
process that ends, and `guard` turns that into a sentence.
"""

import contextlib
import gc
import io
import os
import struct
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

import msgspec

from desktop_app.intake.plain import Raw
from desktop_app.intake.unreadable import MOST_CELLS, MOST_COLUMNS, TooMuch, TooVast

if TYPE_CHECKING:
    # Reading a workbook needs none, and loading it takes a tenth of the start.
    from pathlib import Path

MEMORY = 2_000_000_000
CPU_SECONDS = 30
# A page that draws itself over and over takes few bytes and is not waited for; a table costs about
# five seconds per MB where this is written, and ten thousand projects are 6 MB and more.
_PDF_SECONDS = 9
_PDF_SECONDS_PER_MB = 12
# Less than `guard` waits by the clock.
MOST_SECONDS = 80
LARGEST_ANSWER = 200_000_000
LONGEST_TEXT = 1_000_000
_OPEN_FILES = 64
_LENGTH = struct.Struct(">I")
_SIZE = struct.Struct(">Q")
# The words by which this program is started as a reading process.
ONE, SEVERAL = "--read-file", "--read-files"
_KINDS = {
    ".xlsx": "workbook", ".xls": "workbook", ".csv": "csv", ".docx": "docx", ".pdf": "pdf"
}  # fmt: skip


class Answer(msgspec.Struct, frozen=True):
    """What the process says: the content, or the kind of failure in the parser's words."""

    raw: Raw | None = None
    failure: str = ""
    words: str = ""


def request(name: str, kind: str, content: bytes, first: int = 0) -> Sequence[bytes]:
    """What the process is asked: `name` is the file's, or the path of a scan, which has no content.

    `kind` is a kind of `Sniffed`, or xlsx for the cells of such a workbook and nothing else.

    `first` is the page, from 0, at which the reading of a scan goes on.
    """
    head = f"{name}\0{kind}\0{first}".encode("utf-8", "surrogateescape")
    return (_LENGTH.pack(len(head)), head, content)


def read_here(path: "Path", kind: str = "", first: int = 0) -> Raw:
    """Read a file in this process: only for files that the program has just written itself.

    `first` is the page, from 0, at which the reading of a scan goes on.
    """
    kind = kind or _KINDS[path.suffix.lower()]
    return _read(str(path), kind, b"" if kind == "scan" else path.read_bytes(), first)


def main() -> NoReturn:
    """Read the file on standard input, as `request` packs it; answer on standard output; end."""
    limit()
    # Many small lists, none of them in a circle: collecting would only cost time.
    gc.disable()
    output = os.dup(1)
    # What a parser prints must not get into the answer.
    os.dup2(2, 1)
    with os.fdopen(0, "rb", closefd=False) as asked:
        (length,) = _LENGTH.unpack(asked.read(_LENGTH.size))
        name, kind, first = asked.read(length).decode("utf-8", "surrogateescape").split("\0")
        content = asked.read()
        limit_time(kind, len(content))
    told = answered(name, kind, content, int(first))
    with contextlib.suppress(BrokenPipeError), os.fdopen(output, "wb") as answering:
        # Nobody may be waiting any more.
        answering.write(told)
    sys.stderr.flush()
    # Taking a large table apart, text by text, would only keep the other side waiting.
    os._exit(0)


def read_several() -> NoReturn:
    """Read one file after another until no more come, with the limits of each file for each.

    Between the request's head and the content, and before an answer, stands the length.
    """
    limit()
    gc.disable()
    output = os.dup(1)
    # What a parser prints must not get into the answer.
    os.dup2(2, 1)
    with os.fdopen(0, "rb", closefd=False) as asked, os.fdopen(output, "wb") as answering:
        while len(head := asked.read(_LENGTH.size)) == _LENGTH.size:
            (length,) = _LENGTH.unpack(head)
            name, kind, first = asked.read(length).decode("utf-8", "surrogateescape").split("\0")
            (size,) = _SIZE.unpack(asked.read(_SIZE.size))
            content = asked.read(size)
            limit_time(kind, size, spent=time.process_time())
            told = answered(name, kind, content, int(first))
            try:
                answering.write(_SIZE.pack(len(told)))
                answering.write(told)
                answering.flush()
            except OSError:
                break
    os._exit(0)


def answered(name: str, kind: str, content: bytes, first: int = 0) -> bytes:
    """An `Answer` in bytes; whatever goes wrong in a parser is an answer too."""
    try:
        raw = _read(name, kind, content, first)
        _refuse_vast(raw)
        told = msgspec.msgpack.encode(Answer(raw=raw))
    except BaseException as reason:  # noqa: BLE001 - a parser may panic past Exception; told as a refusal
        return msgspec.msgpack.encode(_failure(reason))
    if len(told) > LARGEST_ANSWER:
        return msgspec.msgpack.encode(Answer(failure="TooMuch"))
    return told


def limit() -> None:
    """Take from this process what reading a file does not need."""
    # Nothing is left beside the program's own modules, whoever started it.
    sys.dont_write_bytecode = True
    try:
        import resource
    except ImportError:
        from desktop_app.intake.windows_job import fail_silently

        # Memory and time are limited from outside, by the job.
        fail_silently()
        return
    for what, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        # It writes no file, and leaves none when it is aborted.
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(what, (soft, hard))


def cpu_seconds(kind: str, size: int = 0) -> int:
    """How long a file of a kind and so many bytes may be computed on."""
    if kind != "pdf":
        return CPU_SECONDS
    return min(_PDF_SECONDS + _PDF_SECONDS_PER_MB * size // 1_000_000, MOST_SECONDS)


def limit_time(kind: str, size: int, spent: float = 0.0) -> None:
    """Give this process the time that a file needs, and no more; what was spent so far counts,
    but for the seconds `spent` on other files."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = cpu_seconds(kind, size) + int(spent)
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _read(name: str, kind: str, content: bytes, first: int) -> Raw:
    match kind:
        case "xlsx":
            from desktop_app.intake.spreadsheet import read_cells

            return read_cells(io.BytesIO(content))
        case "workbook":
            from desktop_app.intake.spreadsheet import read_workbook

            return read_workbook(io.BytesIO(content))
        case "csv":
            from pathlib import Path

            from desktop_app.intake.spreadsheet import read_csv

            return read_csv(Path(name), content)
        case "docx":
            from desktop_app.intake.docx_raw import read_docx

            return read_docx(io.BytesIO(content))
        case "pdf":
            from desktop_app.intake.pdf_raw import read_pdf

            return read_pdf(content)
        case "scan":
            from pathlib import Path

            from desktop_app.intake.scan_raw import read_scan

            return read_scan(Path(name), first)
        case other:
            raise ValueError(other)


def _refuse_vast(raw: Raw) -> None:
    cells, widest = 0, 0
    longest = max((len(line.text) for line in raw.lines), default=0)
    for sheet in raw.sheets:
        for row in sheet.rows:
            cells += len(row)
            widest = max(widest, len(row))
            # Nearly all rows together are shorter than the longest text may be.
            if len("".join(row)) > LONGEST_TEXT:
                longest = max(longest, *map(len, row))
    if cells > MOST_CELLS or widest > MOST_COLUMNS:
        raise TooVast(f"{cells} cells, {widest} columns")
    if longest > LONGEST_TEXT:
        raise TooMuch(f"{longest} signs")


def _failure(reason: BaseException) -> Answer:
    try:
        words = str(reason).encode("utf-8", "replace").decode("utf-8")
    except Exception:  # noqa: BLE001 - an error that cannot say what it is
        words = ""
    return Answer(failure=type(reason).__name__, words=words[:500])
