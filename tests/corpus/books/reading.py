"""A workbook of the corpus the way the program takes it in, and what came of it."""

from pathlib import Path

from desktop_app.core.programme import Programme
from desktop_app.errors import AppError
from desktop_app.intake.plain import Raw
from desktop_app.intake.sheet_marks import marked
from desktop_app.intake.sheet_scan import scan_workbook
from desktop_app.intake.sniff import sniff
from desktop_app.intake.worker import read_here
from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.understand_file import Incoming, understand
from tests.corpus.books.judge import Verdict, judged
from tests.corpus.books.truth import Truth


def programme() -> Programme:
    """The pack whose summary the workbooks are taken for."""
    return load_programme("liaoning-2024")


def read_unguarded(path: Path) -> Raw:
    """What the guard reads, in this process: sniffed, scanned and parsed by the same functions."""
    kind = sniff(path)
    raw = read_here(path, kind.kind)
    return (
        marked(raw, scan_workbook(path.name, path.read_bytes())) if kind.suffix == ".xlsx" else raw
    )


def verdict_on(pack: Programme, path: Path, truth: Truth) -> Verdict:
    """Take a file in and hold it against its truth."""
    try:
        incoming = Incoming(path, read_unguarded(path))
    except AppError as reason:
        incoming = Incoming(path, refusal=str(reason))
    return judged(pack, truth, understand(pack, incoming))
