"""The append-only journal: every change in order, chained by a hash over every column.

What is beside the journal (about, sources) is under a seal, a hash of the same kind, so that
every byte a person put into the file is under one of the two.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

import msgspec

from desktop_app.core.changes import (
    Cell,
    Change,
    ReplaceCells,
    StaleChange,
    from_record,
    to_record,
)
from desktop_app.core.draft import Draft
from desktop_app.storage.history import MARKS, Kind, Moment
from desktop_app.storage.tables import Simple, simple_changes

_COLUMNS = "seq, time, author, label, revision, kind, detail, change, previous, hash"


@dataclass(frozen=True, slots=True)
class Tip:
    """The end of a chain: all that the next entry is tied to."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as it was made; `seq` orders, `time` is for people, `change` is its JSON.

    `kind` and `detail` are those of `history.Moment`.
    """

    seq: int
    time: str
    author: str
    label: str
    revision: int
    kind: Kind
    detail: str
    change: str
    previous: str
    hash: str

    def read_change(self) -> Change:
        return from_record(msgspec.json.decode(self.change))

    @property
    def tip(self) -> Tip:
        return Tip(self.seq, self.hash)

    @property
    def moment(self) -> Moment:
        return Moment(
            self.seq, self.time, self.author, self.label, self.revision, self.kind, self.detail
        )


class BrokenChain(ValueError):
    """The journal, or what is under the seal, is not what was written."""


def entry_after(
    last: Tip | None,
    start: str,
    *,
    time: str,
    author: str,
    label: str,
    revision: int,
    change: Change,
    kind: Kind = "change",
    detail: str = "",
) -> Entry:
    """The journal entry that follows `last`; the first follows `start`.

    Raises UnicodeEncodeError for half a surrogate pair anywhere in it.
    """
    text = msgspec.json.encode(to_record(change)).decode()
    previous = last.hash if last else start
    seq = last.seq + 1 if last else 1
    told = (seq, time, author, label, revision, kind, detail, text, previous)
    return Entry(*told, hash_of(map(str, told)))


def hash_of(parts: Iterable[str]) -> str:
    """SHA-256 over texts, each with its length, so that nothing can move between them."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode()
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


def write_entry(db: sqlite3.Connection, entry: Entry) -> None:
    query = f"insert into journal ({_COLUMNS}) values (?,?,?,?,?,?,?,?,?,?)"  # noqa: S608 - a constant
    db.execute(query, astuple(entry))


def read_journal(db: sqlite3.Connection, start: str) -> Iterator[Entry]:
    """All entries with the chain checked, one after the other: an import of thousands of rows is
    megabytes, and nobody needs them all at once. Raises `BrokenChain`."""
    query = f"select {_COLUMNS} from journal order by seq"  # noqa: S608 - a constant
    seq, previous = 1, start
    for row in db.execute(query):
        entry = Entry(*row)
        digest = hash_of(map(str, row[:-1]))
        if (entry.seq, entry.previous, entry.hash) != (seq, previous, digest):
            raise BrokenChain(str(entry.seq))
        yield entry
        seq, previous = seq + 1, digest


def read_entry(db: sqlite3.Connection, seq: int) -> Entry:
    """One entry of a journal whose chain has been checked."""
    query = f"select {_COLUMNS} from journal where seq = ?"  # noqa: S608 - a constant
    return Entry(*db.execute(query, (seq,)).fetchone())


def replay(programme: str, entries: Iterable[Entry]) -> Draft:
    """The draft that the journal's changes make from nothing; raises `BrokenChain`."""
    revision = 0

    def steps() -> Iterator[Simple]:
        nonlocal revision
        for entry in entries:
            if entry.kind not in MARKS:
                revision = entry.revision
            yield from simple_changes(entry.read_change())

    try:
        draft = _applied(Draft(programme), steps())
    except (StaleChange, LookupError, ValueError, TypeError, RecursionError) as reason:
        raise BrokenChain(str(reason)) from reason
    return draft.at_revision(revision)


def _applied(draft: Draft, steps: Iterable[Simple]) -> Draft:
    # Each ReplaceCells walks its whole table, so that thousands of single edits on thousands of
    # rows would make opening slow. Cells are applied in their order, hence edits that follow one
    # another in a table are the same as one edit with all their cells.
    waiting: dict[str, list[Cell]] = {}
    for step in steps:
        if isinstance(step, ReplaceCells):
            waiting.setdefault(step.table, []).extend(step.cells)
            continue
        table = getattr(step, "table", None)
        if table in waiting:
            draft = ReplaceCells(table, tuple(waiting.pop(table))).apply(draft)
        draft = step.apply(draft)
    for table, cells in waiting.items():
        draft = ReplaceCells(table, tuple(cells)).apply(draft)
    return draft
