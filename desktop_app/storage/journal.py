"""The append-only journal: every change in order, chained by a hash over every column."""

import hashlib
import sqlite3
from dataclasses import dataclass

import msgspec

from desktop_app.core.changes import Change, StaleChange, from_record, to_record
from desktop_app.core.draft import Draft

START = "0" * 64
_COLUMNS = "seq, time, author, label, revision, change, previous, hash"


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as it was made; `seq` orders, `time` is for people."""

    seq: int
    time: str
    author: str
    label: str
    revision: int
    change: str
    previous: str
    hash: str

    def read_change(self) -> Change:
        return from_record(msgspec.json.decode(self.change))


class BrokenChain(ValueError):
    """The journal is not what was written."""


def entry_after(
    last: Entry | None, *, time: str, author: str, label: str, revision: int, change: Change
) -> Entry:
    """The journal entry that follows `last`."""
    text = msgspec.json.encode(to_record(change)).decode()
    previous = last.hash if last else START
    seq = last.seq + 1 if last else 1
    digest = chained(seq, time, author, label, revision, text, previous)
    return Entry(seq, time, author, label, revision, text, previous, digest)


def chained(
    seq: int, time: str, author: str, label: str, revision: int, change: str, previous: str
) -> str:
    """SHA-256 over every column, each with its length, so that nothing can move between them."""
    digest = hashlib.sha256()
    for part in (str(seq), time, author, label, str(revision), change, previous):
        raw = part.encode()
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


def write_entry(db: sqlite3.Connection, entry: Entry) -> None:
    values = (
        entry.seq, entry.time, entry.author, entry.label,
        entry.revision, entry.change, entry.previous, entry.hash,
    )  # fmt: skip
    db.execute(f"insert into journal ({_COLUMNS}) values (?,?,?,?,?,?,?,?)", values)  # noqa: S608 - a constant


def read_journal(db: sqlite3.Connection) -> tuple[Entry, ...]:
    """All entries with the chain checked; raises `BrokenChain`."""
    entries = tuple(
        Entry(*row)
        for row in db.execute(f"select {_COLUMNS} from journal order by seq")  # noqa: S608 - a constant
    )
    last: Entry | None = None
    for entry in entries:
        seq, previous = (last.seq + 1, last.hash) if last else (1, START)
        digest = chained(
            entry.seq, entry.time, entry.author, entry.label,
            entry.revision, entry.change, entry.previous,
        )  # fmt: skip
        if (entry.seq, entry.previous, entry.hash) != (seq, previous, digest):
            raise BrokenChain(str(entry.seq))
        last = entry
    return entries


def replay(programme: str, entries: tuple[Entry, ...]) -> Draft:
    """The draft that the journal's changes make from nothing; raises `BrokenChain`."""
    draft = Draft(programme)
    for entry in entries:
        try:
            draft = entry.read_change().apply(draft)
        except (StaleChange, KeyError, ValueError, TypeError) as reason:
            raise BrokenChain(str(entry.seq)) from reason
        draft = draft.at_revision(entry.revision)
    return draft
