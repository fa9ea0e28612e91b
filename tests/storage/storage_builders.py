"""Draft files as the storage tests need them."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from desktop_app.core.changes import Explain, SetValue, append_rows, set_path
from desktop_app.core.draft import Explanation, Row
from desktop_app.storage.about import Source
from desktop_app.storage.draft_file import DraftFile, create

NOON = datetime(2024, 11, 1, 12)
WORKBOOK = Source(
    "ab" * 32, "某县项目.xlsx", 20480, "projects", 2, "某县、乙县", 40, "2024-11-01T12:00:00"
)

# Killed with pages already in the file: the cache is too small to hold the change back.
CUT_OFF = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("pragma cache_size = 1")
db.execute("begin")
db.execute("update rows set origin = hex(randomblob(500))")
os.kill(os.getpid(), 9)
"""


def now() -> datetime:
    return NOON


def a_draft(path: Path, rows: int = 3) -> Path:
    """A draft in which every table of the file holds something; revision 4."""
    with create(path, "small", SetValue("basic/city", "", "某市"), author="甲", now=now) as file:
        new = [Row(f"r{n}", {"name": f"项目{n}", "investment": str(n)}) for n in range(rows)]
        file.do(append_rows(file.draft, "projects", new), "导入", [WORKBOOK])
        file.do(set_path(file.draft, "projects/r0/name", "改名"), "改名")
        file.do(Explain("X-1", None, Explanation("因为", "f", "甲", "2024-11-01")), "说明")
    return path


def everything(file: DraftFile) -> tuple[object, ...]:
    """All that a person could find in a draft file."""
    return file.draft, file.journal(), file.sources()


def behind_our_back(path: Path, sql: str) -> None:
    """Change a draft file as no part of the program would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(sql)


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """The disk is full for every file that would grow beyond `size` bytes."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
