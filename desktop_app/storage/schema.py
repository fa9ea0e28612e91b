"""Tables of a draft file and the numbered steps that made them.

A step is never changed once drafts made by it exist; a new need is a new step.
"""

import sqlite3
from collections.abc import Callable, Sequence

from desktop_app.storage.about import read_about, seal
from desktop_app.storage.journal import BrokenChain, hash_of

# "SBX1": marks a SQLite file as ours in its header.
APPLICATION_ID = 0x53425831
Step = Callable[[sqlite3.Connection], None]


def _first(db: sqlite3.Connection) -> None:
    for statement in (
        """create table about (
            key text primary key, value text not null
        ) strict""",
        """create table fields (
            path text primary key, typed text not null
        ) strict""",
        """create table rows (
            "table" text not null, id text not null, position integer not null,
            cells text not null, origin text not null,
            primary key ("table", id)
        ) strict""",
        """create table explanations (
            key text primary key, text text not null, fingerprint text not null,
            author text not null, time text not null
        ) strict""",
        """create table journal (
            seq integer primary key, time text not null, author text not null,
            label text not null, revision integer not null, change text not null,
            previous text not null, hash text not null
        ) strict""",
        """create table sources (
            sha256 text primary key, name text not null, size integer not null,
            kind text not null, revision integer not null
        ) strict""",
    ):
        db.execute(statement)


def _kinds_of_entries(db: sqlite3.Connection) -> None:
    """Undo, versions, 定稿 and 报送 in the journal, each under the chain like every change."""
    db.execute("alter table journal add column kind text not null default 'change'")
    db.execute("alter table journal add column detail text not null default ''")
    # A draft's first change is its making, which is not taken back.
    db.execute("update journal set kind = 'begin' where seq = 1 and label = '新建草稿'")
    start = read_about(db).start if db.execute("select 1 from about").fetchone() else ""
    old = new = start
    query = "select seq, time, author, label, revision, kind, detail, change, previous, hash"
    for row in db.execute(f"{query} from journal order by seq").fetchall():
        before = hash_of(map(str, (*row[:5], row[7], row[8])))
        if (row[8], row[9]) != (old, before):
            raise BrokenChain(str(row[0]))
        after = hash_of(map(str, (*row[:8], new)))
        values = (new, after, row[0])
        db.execute("update journal set previous = ?, hash = ? where seq = ?", values)
        old, new = before, after


def _whose_files(db: sqlite3.Connection) -> None:
    """Of each file that was taken in: whose projects it holds, how many, when it came, and what it
    said of each row."""
    is_new = not db.execute("select 1 from about").fetchone()
    if not is_new:
        read_about(db)
    db.execute("alter table sources add column counties text not null default ''")
    db.execute("alter table sources add column rows integer not null default 0")
    db.execute("alter table sources add column time text not null default ''")
    db.execute("alter table sources add column said text not null default ''")
    if not is_new:
        seal(db)


STEPS: tuple[Step, ...] = (_first, _kinds_of_entries, _whose_files)


def migrate(db: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring a database from its `user_version` to the newest.

    Each step shares one transaction with its record, the `user_version`; a step that fails
    leaves the steps before it done and raises. Never run on a user's file, only on a copy.
    """
    have = version_of(db)
    for number in range(have, len(steps)):
        db.execute("begin immediate")
        try:
            steps[number](db)
            db.execute(f"pragma user_version = {number + 1}")
            db.execute("commit")
        except BaseException:
            if db.in_transaction:
                db.execute("rollback")
            raise


def version_of(db: sqlite3.Connection) -> int:
    (version,) = db.execute("pragma user_version").fetchone()
    return version


def is_as_made(db: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> bool:
    """Whether the tables are those that the steps make, to the letter.

    A damaged declaration can weaken a key or a type without any page being malformed.
    """
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(fresh, steps)
        return _declared(db) == _declared(fresh)
    finally:
        fresh.close()


def _declared(db: sqlite3.Connection) -> list[tuple[str, str, str, str | None]]:
    query = "select type, name, tbl_name, sql from sqlite_schema order by type, name"
    return db.execute(query).fetchall()
