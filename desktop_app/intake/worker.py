"""The reading process: one file in, plain values out over a pipe, within limits of memory and time.

Two legal cells in a small workbook can abort a whole process inside a parser; here it is this
process that ends, and `guard` turns that into a sentence.
"""

import gc
import os
import sys
from pathlib import Path

import msgspec

from desktop_app.intake.plain import Raw

MEMORY = 2_000_000_000
CPU_SECONDS = 30
LARGEST_ANSWER = 200_000_000
_OPEN_FILES = 64


class Answer(msgspec.Struct, frozen=True):
    """What the process says: the content, or the kind of failure in the parser's words."""

    raw: Raw | None = None
    failure: str = ""
    words: str = ""


def read_here(path: Path, kind: str = "", first: int = 0) -> Raw:
    """Read a file in this process: only for files that the program has just written itself.

    `first` is the page, from 0, at which the reading of a scan goes on.
    """
    match kind or path.suffix.lower():
        case "workbook" | ".xlsx" | ".xls":
            from desktop_app.intake.spreadsheet import read_workbook

            return read_workbook(path)
        case "csv" | ".csv":
            from desktop_app.intake.spreadsheet import read_csv

            return read_csv(path)
        case "docx" | ".docx":
            from desktop_app.intake.docx_raw import read_docx

            return read_docx(path)
        case "pdf" | ".pdf":
            from desktop_app.intake.pdf_raw import read_pdf

            return read_pdf(path)
        case "scan":
            from desktop_app.intake.scan_raw import read_scan

            return read_scan(path, first)
        case other:
            raise ValueError(other)


def main() -> int:
    """Read the file named on standard input (path, kind, first page); answer on standard output."""
    _limit()
    # Many small lists, none of them in a circle: collecting would only cost time.
    gc.disable()
    output = os.dup(1)
    # What a parser prints must not get into the answer.
    os.dup2(2, 1)
    with os.fdopen(0, "rb", closefd=False) as asked:
        path, kind, first = asked.read().decode("utf-8", "surrogateescape").split("\0")
    with os.fdopen(output, "wb") as answering:
        answering.write(_answer(Path(path), kind, int(first)))
    return 0


def _answer(path: Path, kind: str, first: int) -> bytes:
    try:
        told = msgspec.msgpack.encode(Answer(raw=read_here(path, kind, first)))
    except BaseException as reason:  # noqa: BLE001 - a parser may panic past Exception; told as a refusal
        return msgspec.msgpack.encode(_failure(reason))
    if len(told) > LARGEST_ANSWER:
        return msgspec.msgpack.encode(Answer(failure="TooLarge"))
    return told


def _failure(reason: BaseException) -> Answer:
    words = str(reason).encode("utf-8", "replace").decode("utf-8")
    return Answer(failure=type(reason).__name__, words=words[:500])


def _limit() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no rlimits; the guard's time limit still ends the process.
        return
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
    ):
        _, hard = resource.getrlimit(limit)
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (soft, hard))


if __name__ == "__main__":
    sys.exit(main())
