"""Tables of a draft file and the numbered steps that made them.

A step is never changed once drafts made by it exist; a new need is a new step.
"""

import sqlite3
from collections.abc import Callable

# "SBX1": marks a SQLite file as ours in its header.
APPLICATION_ID = 0x53425831


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


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first,)
VERSION = len(STEPS)


def migrate(db: sqlite3.Connection) -> None:
    """Bring a database from its `user_version` to `VERSION`, each step in one transaction."""
    (have,) = db.execute("pragma user_version").fetchone()
    for number in range(have, VERSION):
        db.execute("begin immediate")
        try:
            STEPS[number](db)
            db.execute(f"pragma user_version = {number + 1}")
            db.execute("commit")
        except sqlite3.Error:
            db.execute("rollback")
            raise
