"""Opening a draft, checked step by step; nothing is written before all of it has been believed.

The order: a regular file → SQLite's mark → our mark → version → lock → structure → tables →
seal and chain → replay of the whole journal gives the tables' content.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from desktop_app.core.draft import Draft
from desktop_app.storage.about import About, read_about
from desktop_app.storage.copying import beside, check_free, copy_database, publish, replace
from desktop_app.storage.history import History, history_of
from desktop_app.storage.journal import Entry, read_journal, replay
from desktop_app.storage.refusals import (
    MissingDraft,
    NewerDraft,
    NotADraft,
    NotMade,
    damaged,
    not_a_draft,
    opening_failed,
    read_only_place,
    was_interrupted,
    why,
)
from desktop_app.storage.schema import APPLICATION_ID, Step, is_as_made, migrate, version_of
from desktop_app.storage.tables import read_draft

_READING = (
    "pragma trusted_schema = off",
    "pragma cell_size_check = on",
    "pragma foreign_keys = on",
)
_WRITING = (
    *_READING,
    "pragma secure_delete = on",
    # Exclusive with a rollback journal and EXTRA lost nothing in a thousand simulated power cuts.
    "pragma locking_mode = exclusive",
)
# How long another window may take to let go of the file before it counts as in use.
_PATIENCE = 1.0


class OtherJournal(ValueError):
    """The database is not kept with a rollback journal that goes after each write."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection and what was found to be true of it."""

    db: sqlite3.Connection
    about: About
    draft: Draft
    last: Entry | None
    history: History


def open_for_writing(path: Path, steps: Sequence[Step]) -> Opened:
    """The draft under our lock, brought to the newest version if it was older."""
    if _check_file(path, steps) < len(steps):
        _upgrade(path, steps)
    return _open(path, steps)


def open_for_reading(path: Path, steps: Sequence[Step]) -> Opened:
    """The draft as it is now; an older one is brought up to date in memory only."""
    older = _check_file(path, steps) < len(steps)
    try:
        return _read(path, steps, older)
    except sqlite3.Error as reason:
        if not was_interrupted(reason):
            raise opening_failed(path, reason) from reason
    # The program was killed while it wrote: undoing the unfinished write needs the lock.
    _locked(path).close()
    try:
        return _read(path, steps, older)
    except sqlite3.Error as reason:
        raise opening_failed(path, reason) from reason


def configure(db: sqlite3.Connection) -> None:
    """The settings under which a draft is written; raises `OtherJournal` and sets nothing more
    where the header asks for another kind of journal than a draft ever has."""
    _set(db, _WRITING)
    (mode,) = db.execute("pragma journal_mode").fetchone()
    if mode != "delete":
        # Setting it would write to a file whose header is damaged.
        raise OtherJournal(mode)
    db.execute("pragma synchronous = extra")


def _check_file(path: Path, steps: Sequence[Step]) -> int:
    """The version of the draft at a path; raises unless it is one that can be opened."""
    try:
        if path.is_dir():
            raise NotADraft(f"「{path.name}」是文件夹,不是草稿;请选择 .shenbao 文件。")
        if not path.exists():
            raise MissingDraft(f"找不到草稿「{path}」;请检查路径,或确认 U 盘、共享文件夹已接好。")
        if not path.is_file():
            raise not_a_draft(path)
        if path.stat().st_size == 0:
            raise NotADraft(
                f"「{path.name}」是空文件(0 字节),不是申报匣的草稿;"
                "可能没有复制或同步完整,请重新复制,或改用最近的备份。"
            )
        application, version = _header(path)
    except OSError as reason:
        raise opening_failed(path, reason) from reason
    if application != APPLICATION_ID:
        raise not_a_draft(path)
    if version > len(steps):
        raise NewerDraft(f"「{path.name}」是更新版本的程序做的;请升级程序后再打开,草稿没有改动。")
    if version < 1:
        raise damaged(path)
    return version


def _header(path: Path) -> tuple[int, int]:
    """Application id and version, without a lock and without touching a journal beside.

    Read through SQLite and not by opening the file: closing a file drops every POSIX lock that
    the process holds on it, also that of a window which has the same draft open.
    """
    uri = _uri(path, "mode=ro&immutable=1")
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as db:
            (application,) = db.execute("pragma application_id").fetchone()
            return application, version_of(db)
    except sqlite3.DatabaseError as reason:
        if getattr(reason, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_NOTADB:
            raise not_a_draft(path) from reason
        raise opening_failed(path, reason) from reason


def _read(path: Path, steps: Sequence[Step], older: bool) -> Opened:
    db = sqlite3.connect(_uri(path, "mode=ro"), uri=True, isolation_level=None, timeout=_PATIENCE)
    try:
        _set(db, _READING)
        # One transaction, so that all that is read is of one moment.
        db.execute("begin")
        if older:
            db = _in_memory(path, db, steps)
        opened = _verified(path, db, steps)
        if db.in_transaction:
            db.execute("commit")
    except BaseException:
        db.close()
        raise
    return opened


def _open(path: Path, steps: Sequence[Step]) -> Opened:
    db = _locked(path)
    try:
        return _verified(path, db, steps)
    except sqlite3.Error as reason:
        db.close()
        raise opening_failed(path, reason) from reason
    except BaseException:
        db.close()
        raise


def _locked(path: Path) -> sqlite3.Connection:
    """A connection that alone may read and write the file, under all our settings."""
    if not os.access(path.parent, os.W_OK):
        raise read_only_place(path)
    db = sqlite3.connect(_uri(path, "mode=rw"), uri=True, isolation_level=None, timeout=_PATIENCE)
    try:
        configure(db)
        # Exclusive mode alone lets a second program in until our first write.
        db.execute("begin immediate")
        db.execute("commit")
    except OtherJournal as reason:
        db.close()
        raise damaged(path) from reason
    except sqlite3.Error as reason:
        db.close()
        raise opening_failed(path, reason) from reason
    except BaseException:
        db.close()
        raise
    return db


def _verified(path: Path, db: sqlite3.Connection, steps: Sequence[Step]) -> Opened:
    _check_structure(path, db, steps)
    try:
        about = read_about(db)
        entries = read_journal(db, about.start)
        draft = replay(about.programme, entries)
        history = history_of(entry.moment for entry in entries)
        current = read_draft(db, about.programme, draft.revision)
    except (LookupError, TypeError, ValueError) as reason:
        raise damaged(path) from reason
    if draft != current:
        raise damaged(path)
    return Opened(db, about, draft, entries[-1] if entries else None, history)


def _check_structure(path: Path, db: sqlite3.Connection, steps: Sequence[Step]) -> None:
    (verdict,) = db.execute("pragma integrity_check(1)").fetchone()
    if verdict != "ok" or not is_as_made(db, steps):
        raise damaged(path)


def _brought_up(path: Path, db: sqlite3.Connection, steps: Sequence[Step]) -> None:
    """Run the steps that a copy lacks; what the older format can tell of damage is asked first."""
    _check_structure(path, db, steps[: version_of(db)])
    try:
        migrate(db, steps)
    except (LookupError, TypeError, ValueError) as reason:
        raise damaged(path) from reason


def _upgrade(path: Path, steps: Sequence[Step]) -> None:
    """Keep the older file under a name of its own, and put a migrated copy in its place."""
    try:
        with beside(path) as older, beside(path) as newer:
            with closing(_locked(path)) as db:
                have = version_of(db)
                copy_database(db, older)
                copy_database(db, newer)
            with closing(sqlite3.connect(newer, isolation_level=None)) as copy:
                configure(copy)
                _brought_up(path, copy, steps)
                _verified(path, copy, steps)
            kept = path.with_name(f"{path.stem}.旧格式{have}{path.suffix}")
            check_free(kept)
            publish(older, kept)
            replace(newer, path)
    except (OSError, sqlite3.Error) as reason:
        raise _not_upgraded(path, reason) from reason


def _not_upgraded(path: Path, reason: sqlite3.Error | OSError) -> NotMade:
    return NotMade(
        f"草稿「{path.name}」是旧格式,升级没有完成({why(reason)}),原文件没有改动;"
        "请检查磁盘空间和权限后再打开。"
    )


def _in_memory(path: Path, db: sqlite3.Connection, steps: Sequence[Step]) -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:", isolation_level=None)
    with closing(db):
        db.backup(memory)
    _brought_up(path, memory, steps)
    return memory


def _set(db: sqlite3.Connection, settings: Sequence[str]) -> None:
    for setting in settings:
        db.execute(setting)


def _uri(path: Path, query: str) -> str:
    """The path as SQLite reads it: three slashes before a drive letter, four before a share."""
    absolute = path.absolute().as_posix()
    slash = "" if absolute.startswith("/") else "/"
    return f"file://{slash}{quote(os.fsencode(absolute))}?{query}"
