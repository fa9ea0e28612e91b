"""Opening a draft, checked step by step; nothing is written before all of it has been believed.

The order: a regular file → SQLite's mark → our mark → version → lock → structure → tables →
seal and chain → replay of the whole journal gives the tables' content.
"""

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from desktop_app.core.draft import Draft
from desktop_app.storage.about import About, read_about
from desktop_app.storage.copying import (
    beside,
    check_free,
    copy_database,
    is_same_copy,
    publish,
    put_in_place,
)
from desktop_app.storage.history import History
from desktop_app.storage.journal import Entry, Tip, read_journal, replay
from desktop_app.storage.refusals import (
    DamagedDraft,
    DraftInUse,
    MissingDraft,
    NewerDraft,
    NotADraft,
    NotMade,
    damaged,
    in_use,
    interrupted,
    is_in_use,
    not_a_draft,
    opening_failed,
    read_only_place,
    was_interrupted,
    why,
)
from desktop_app.storage.schema import APPLICATION_ID, Step, is_as_made, migrate, version_of
from desktop_app.storage.sharing import with_shared_texts
from desktop_app.storage.tables import read_draft

_READING = (
    # Else what a statement may have to undo goes into files in the system's temporary folder.
    "pragma temp_store = memory",
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
# How long a reader tries to catch the file between two writes of the window that has it.
_READING_PATIENCE = 3.0
_HEADER_PATIENCE = 0.2
_PAUSE = 0.01


class OtherJournal(ValueError):
    """The database is not kept with a rollback journal that goes after each write."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection and what was found to be true of it."""

    db: sqlite3.Connection
    about: About
    draft: Draft
    last: Tip | None
    history: History
    notice: str = ""


def open_for_writing(
    path: Path, steps: Sequence[Step], *, kept_beside: Path | None = None
) -> Opened:
    """The draft under our lock, brought to the newest version if it was older.

    The older file is kept beside it, or beside `kept_beside`.
    """
    if check_file(path, steps) < len(steps):
        _upgrade(path, steps, kept_beside or path)
    return _open(path, steps)


def open_for_reading(path: Path, steps: Sequence[Step], *, untouched: bool = False) -> Opened:
    """The draft as it is now; an older one is brought up to date in memory only.

    One that another window holds is read as it was last saved. `notice` says what a person should
    know of what is shown. With `untouched` both that and mending a write that was cut off are
    refused: the file is somebody else's.
    """
    version = check_file(path, steps, newer_too=True)
    if version > len(steps):
        return _read_newer(path, steps)
    older = version < len(steps)
    try:
        return _read(path, steps, older)
    except sqlite3.Error as reason:
        if is_in_use(reason):
            if untouched:
                raise in_use(path) from reason
            return _read_beside_holder(path, steps)
        if not was_interrupted(reason):
            raise opening_failed(path, reason) from reason
        if untouched:
            raise interrupted(path) from reason
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


def check_file(path: Path, steps: Sequence[Step], *, newer_too: bool = False) -> int:
    """The version of the draft at a path; raises unless it is one that can be opened."""
    try:
        if path.is_dir():
            raise NotADraft(f"「{path.name}」是文件夹,不是草稿;请选择 .shenbao 文件。")
        if not path.exists():
            raise _missing(path)
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
    if version > len(steps) and not newer_too:
        raise NewerDraft(
            f"「{path.name}」是更新版本的程序做的,只能查看;请升级程序后再修改,草稿没有改动。"
        )
    if version < 1:
        raise damaged(path)
    return version


def _missing(path: Path) -> MissingDraft:
    if not path.parent.is_dir():
        return MissingDraft(
            f"找不到文件夹「{path.parent}」,打不开草稿「{path.name}」;"
            "请检查路径,或确认 U 盘、共享文件夹已接好。"
        )
    return MissingDraft(f"找不到草稿「{path}」;请检查路径,或看一看它是否已移动、改名。")


def _header(path: Path) -> tuple[int, int]:
    """Application id and version, without a lock and without touching a journal beside.

    Read through SQLite and not by opening the file: closing a file drops every POSIX lock that
    the process holds on it, also that of a window which has the same draft open.
    """
    uri = _uri(path, "mode=ro&immutable=1")
    until = time.monotonic() + _HEADER_PATIENCE
    while True:
        try:
            with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as db:
                # Else a header from which a write was cut off, with more pages in it than the
                # file has yet, would count as damage before the journal could undo it.
                db.execute("pragma writable_schema = on")
                (application,) = db.execute("pragma application_id").fetchone()
                return application, version_of(db)
        except sqlite3.DatabaseError as reason:
            if getattr(reason, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_NOTADB:
                raise not_a_draft(path) from reason
            # Another window may be in the middle of making the file longer.
            if time.monotonic() > until:
                raise opening_failed(path, reason) from reason
        time.sleep(_PAUSE)


def _read_beside_holder(path: Path, steps: Sequence[Step]) -> Opened:
    """The draft as another window last saved it, read past that window's lock.

    Pages may change while they are copied. What comes of that does not pass the chain and the
    replay, and is copied again.
    """
    told = str(in_use(path)).partition(";")[0]
    until = time.monotonic() + _READING_PATIENCE
    while True:
        try:
            opened = _brought_up(path, in_memory(_connected(path, "mode=ro&immutable=1")), steps)
        except (sqlite3.Error, DamagedDraft) as reason:
            if time.monotonic() > until:
                raise DraftInUse(f"{told},而且正在写入;请过一会儿再打开。") from reason
            time.sleep(_PAUSE)
            continue
        return replace(opened, notice=f"{told};已用只读方式打开,显示的是对方最近保存的内容。")


def _read_newer(path: Path, steps: Sequence[Step]) -> Opened:
    """What is known of a format that is not: values and tables, as far as they read as ours."""
    try:
        with closing(_connected(path, "mode=ro")) as db:
            told = dict(db.execute("select key, value from about"))
            draft = read_draft(db, told["programme"], 0)
            (revision,) = db.execute("select coalesce(max(revision), 0) from journal").fetchone()
    except (sqlite3.Error, LookupError, TypeError, ValueError) as reason:
        raise NewerDraft(
            f"「{path.name}」是更新版本的程序做的,这个版本看不懂;请升级程序后再打开,草稿没有改动。"
        ) from reason
    nothing = sqlite3.connect(":memory:", isolation_level=None)
    migrate(nothing, steps)
    return Opened(
        nothing,
        About(draft.programme, ""),
        draft.at_revision(revision),
        None,
        History(),
        f"「{path.name}」是更新版本的程序做的,只能查看,有的内容可能没有显示;请升级程序。",
    )


def _connected(path: Path, query: str) -> sqlite3.Connection:
    # Without waiting: what another window has open is read past its lock.
    db = sqlite3.connect(_uri(path, query), uri=True, isolation_level=None, timeout=0)
    try:
        _set(db, _READING)
    except BaseException:
        db.close()
        raise
    return db


def _read(path: Path, steps: Sequence[Step], older: bool) -> Opened:
    db = _connected(path, "mode=ro")
    try:
        # One transaction, so that all that is read is of one moment.
        db.execute("begin")
        if older:
            db = in_memory(db)
            return _brought_up(path, db, steps)
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
    uri = _uri(path, "mode=rw")
    try:
        db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_PATIENCE)
    except sqlite3.Error as reason:
        raise opening_failed(path, reason) from reason
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
    history, last = History(), None

    def told(entries: Iterator[Entry]) -> Iterator[Entry]:
        nonlocal last
        for entry in entries:
            last = entry.tip
            history.add(entry.moment)
            yield entry

    try:
        about = read_about(db)
        draft = with_shared_texts(replay(about.programme, told(read_journal(db, about.start))))
        current = read_draft(db, about.programme, draft.revision, draft)
    except (LookupError, TypeError, ValueError) as reason:
        raise damaged(path) from reason
    if draft != current:
        raise damaged(path)
    return Opened(db, about, draft, last, history)


def _check_structure(path: Path, db: sqlite3.Connection, steps: Sequence[Step]) -> None:
    (verdict,) = db.execute("pragma integrity_check(1)").fetchone()
    if verdict != "ok" or not is_as_made(db, steps):
        raise damaged(path)


def _brought_up(path: Path, copy: sqlite3.Connection, steps: Sequence[Step]) -> Opened:
    """A copy after the steps that it lacks.

    What the older format can tell of damage is asked first: a step would cover it up.
    """
    _check_structure(path, copy, steps[: version_of(copy)])
    try:
        migrate(copy, steps)
    except (LookupError, TypeError, ValueError) as reason:
        raise damaged(path) from reason
    return _verified(path, copy, steps)


def _upgrade(path: Path, steps: Sequence[Step], kept_beside: Path) -> None:
    """Keep the older file under a name of its own, and put a migrated copy in its place."""
    try:
        with beside(kept_beside) as older, beside(path) as newer:
            with closing(_locked(path)) as db:
                have = version_of(db)
                copy_database(db, older)
                copy_database(db, newer)
            with closing(sqlite3.connect(newer, isolation_level=None)) as copy:
                configure(copy)
                _brought_up(path, copy, steps)
            kept = kept_beside.with_name(f"{path.stem}.旧格式{have}{path.suffix}")
            # An upgrade that was cut off between these two steps has kept it already.
            if not (kept.exists() and is_same_copy(kept, older)):
                check_free(kept)
                publish(older, kept)
            put_in_place(newer, path)
    except (OSError, sqlite3.Error) as reason:
        raise _not_upgraded(path, reason) from reason


def _not_upgraded(path: Path, reason: sqlite3.Error | OSError) -> NotMade:
    return NotMade(
        f"草稿「{path.name}」是旧格式,升级没有完成({why(reason)}),原文件没有改动;"
        "请检查磁盘空间和权限后再打开。"
    )


def in_memory(db: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of a database, which is closed."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    with closing(db):
        db.backup(memory)
    return memory


def _set(db: sqlite3.Connection, settings: Sequence[str]) -> None:
    for setting in settings:
        db.execute(setting)


def _uri(path: Path, query: str) -> str:
    """The path as SQLite reads it: three slashes before a drive letter, four before a share."""
    absolute = path.absolute().as_posix()
    slash = "" if absolute.startswith("/") else "/"
    return f"file://{slash}{quote(os.fsencode(absolute))}?{query}"
