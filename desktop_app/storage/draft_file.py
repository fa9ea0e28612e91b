"""The draft file: one SQLite database per draft; saving is editing.

Settings and the order of opening come from measurements: exclusive locking with a rollback
journal and EXTRA synchronisation lost nothing in a thousand simulated power cuts, and the file
is one file again after a clean close. Write-ahead logging is never used.
"""

import errno
import os
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import msgspec

from desktop_app.core.changes import Change, to_record
from desktop_app.core.draft import Draft
from desktop_app.errors import AppError
from desktop_app.storage.journal import (
    BrokenChain,
    Entry,
    entry_after,
    read_journal,
    replay,
    write_entry,
)
from desktop_app.storage.schema import APPLICATION_ID, VERSION, migrate
from desktop_app.storage.tables import read_draft, write_change

_MAGIC = b"SQLite format 3\x00"
_SETTINGS = (
    "pragma trusted_schema = off",
    "pragma cell_size_check = on",
    "pragma foreign_keys = on",
    "pragma secure_delete = on",
    "pragma locking_mode = exclusive",
    "pragma journal_mode = delete",
    "pragma synchronous = extra",
)
Now = Callable[[], datetime]


class NotADraft(AppError):
    """The file is something else."""


class NewerDraft(AppError):
    """Made by a newer version of the program."""


class DraftInUse(AppError):
    """Another window holds the lock."""


class DamagedDraft(AppError):
    """The content is not what was written; the file is left as it is."""


class NotSaved(AppError):
    """A change could not be written; file and memory are as before."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was taken in: its name and SHA-256, so that it is noticed when it comes again."""

    sha256: str
    name: str
    size: int
    kind: str
    revision: int


class DraftFile:
    """An open draft. Every change goes through `do`, which returns only when it is on the disk."""

    def __init__(
        self, path: Path, db: sqlite3.Connection, draft: Draft, last: Entry | None, author: str,
        now: Now,
    ) -> None:  # fmt: skip
        self.path = path
        self.draft = draft
        self._db = db
        self._last = last
        self._author = author
        self._now = now

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        reason: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def do(self, change: Change, label: str) -> Draft:
        """Apply, journal and commit one change; raises `NotSaved` with nothing changed."""
        _storable(change)
        after = change.apply(self.draft).at_revision(self.draft.revision + 1)
        entry = entry_after(
            self._last,
            time=self._now().isoformat(timespec="seconds"),
            author=self._author,
            label=label,
            revision=after.revision,
            change=change,
        )
        try:
            self._db.execute("begin immediate")
            write_change(self._db, change, after)
            write_entry(self._db, entry)
            self._db.execute("commit")
        except sqlite3.Error as reason:
            self._roll_back()
            raise NotSaved(_not_saved(self.path, reason)) from reason
        self.draft, self._last = after, entry
        return after

    def journal(self) -> tuple[Entry, ...]:
        """Every change so far."""
        return read_journal(self._db)

    def sources(self) -> tuple[Source, ...]:
        """The files that were taken in."""
        rows = self._db.execute("select sha256, name, size, kind, revision from sources")
        return tuple(Source(*row) for row in rows)

    def keep_source(self, name: str, sha256: str, size: int, kind: str) -> None:
        """Remember a file that was taken in."""
        values = (sha256, name, size, kind, self.draft.revision)
        try:
            self._db.execute("insert or replace into sources values (?, ?, ?, ?, ?)", values)
        except sqlite3.Error as reason:
            raise NotSaved(_not_saved(self.path, reason)) from reason

    def snapshot(self, target: Path) -> None:
        """A verified copy beside the draft's work; refuses to replace a file."""
        if target.exists():
            raise AppError(f"「{target.name}」已经存在,没有覆盖;请换一个名称。")
        beside = target.with_name(f".{target.name}.{secrets.token_hex(3)}")
        try:
            copy = sqlite3.connect(beside)
            try:
                self._db.backup(copy)
            finally:
                copy.close()
            open_draft(beside, now=self._now, read_only=True).close()
            beside.replace(target)
        except (OSError, sqlite3.Error) as reason:
            raise AppError(f"备份没有完成({reason}),草稿没有受影响;请检查磁盘空间。") from reason
        finally:
            beside.unlink(missing_ok=True)

    def close(self) -> None:
        self._db.close()

    def _roll_back(self) -> None:
        if self._db.in_transaction:
            self._db.execute("rollback")


def create(
    path: Path, programme_id: str, first: Change | None, *, author: str, now: Now
) -> DraftFile:
    """A new draft file with its first change; never replaces a file that exists."""
    if path.exists():
        raise AppError(f"「{path.name}」已经存在,没有覆盖;请换一个名称,或打开原有草稿。")
    if not path.parent.is_dir():
        raise AppError(f"文件夹「{path.parent}」不存在;请先建好文件夹,或换一个位置。")
    beside = path.with_name(f".{path.name}.{secrets.token_hex(3)}")
    try:
        db = sqlite3.connect(beside, isolation_level=None)
        try:
            _configure(db)
            db.execute(f"pragma application_id = {APPLICATION_ID}")
            migrate(db)
            db.execute("insert into about values ('programme', ?)", (programme_id,))
            if first is not None:
                DraftFile(beside, db, Draft(programme_id), None, author, now).do(first, "新建草稿")
        finally:
            db.close()
        # A link fails where a file has appeared meanwhile; a rename would replace it.
        _take_name(beside, path)
    except (OSError, sqlite3.Error, NotSaved) as reason:
        raise AppError(
            f"草稿「{path.name}」没有建成({_why(reason)});请检查磁盘空间和权限。"
        ) from reason
    finally:
        beside.unlink(missing_ok=True)
    return open_draft(path, author=author, now=now)


def open_draft(
    path: Path, *, author: str = "", now: Now = datetime.now, read_only: bool = False
) -> DraftFile:
    """Open a draft, checked in this order: file, magic, ours, version, lock, structure, chain,
    replay. Every refusal is an AppError whose sentence says what to do; nothing is written."""
    _check_header(path)
    mode = "ro" if read_only else "rw"
    uri = f"file:{_quoted(path)}?mode={mode}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=1)
    try:
        _check_ours(db, path)
        if read_only:
            db.execute("pragma query_only = on")
        else:
            _configure(db)
            _lock(db, path)
            migrate(db)
        return _checked(path, db, author, now)
    except sqlite3.DatabaseError as reason:
        db.close()
        raise _refusal(path, reason) from reason
    except BaseException:
        db.close()
        raise


def _check_header(path: Path) -> None:
    if path.is_dir():
        raise NotADraft(f"「{path.name}」是文件夹,不是草稿;请选择 .shenbao 文件。")
    try:
        with path.open("rb") as handle:
            magic = handle.read(len(_MAGIC))
    except FileNotFoundError as reason:
        raise AppError(
            f"找不到草稿「{path}」;请检查路径,或确认 U 盘、共享文件夹已接好。"
        ) from reason
    except OSError as reason:
        raise AppError(f"草稿「{path.name}」读不出来({reason.strerror});请检查权限。") from reason
    if magic != _MAGIC:
        raise NotADraft(f"「{path.name}」不是申报匣的草稿;请选择扩展名为 .shenbao 的文件。")


def _check_ours(db: sqlite3.Connection, path: Path) -> None:
    try:
        (application,) = db.execute("pragma application_id").fetchone()
        (version,) = db.execute("pragma user_version").fetchone()
    except sqlite3.DatabaseError as reason:
        raise _refusal(path, reason) from reason
    if application != APPLICATION_ID:
        raise NotADraft(f"「{path.name}」不是申报匣的草稿;请选择扩展名为 .shenbao 的文件。")
    if version > VERSION:
        raise NewerDraft(f"「{path.name}」是更新版本的程序做的;请升级程序后再打开,草稿没有改动。")


def _configure(db: sqlite3.Connection) -> None:
    for setting in _SETTINGS:
        db.execute(setting)


def _lock(db: sqlite3.Connection, path: Path) -> None:
    # Exclusive mode alone lets a second program in until our first write.
    try:
        db.execute("begin immediate")
        db.execute("commit")
    except sqlite3.OperationalError as reason:
        if "readonly" in str(reason):
            raise AppError(
                f"「{path.name}」所在的位置是只读的,不能修改;请复制到本机硬盘后再打开。"
            ) from reason
        raise


def _checked(path: Path, db: sqlite3.Connection, author: str, now: Now) -> DraftFile:
    (verdict,) = db.execute("pragma quick_check(1)").fetchone()
    if verdict != "ok":
        raise _damaged(path)
    try:
        (programme,) = db.execute("select value from about where key = 'programme'").fetchone()
        entries = read_journal(db)
        draft = replay(programme, entries)
        current = read_draft(db, programme, draft.revision)
    except (BrokenChain, TypeError, ValueError) as reason:
        raise _damaged(path) from reason
    if draft != current:
        raise _damaged(path)
    return DraftFile(path, db, draft, entries[-1] if entries else None, author, now)


def _refusal(path: Path, reason: sqlite3.Error) -> AppError:
    text = str(reason)
    if "locked" in text or "busy" in text:
        return DraftInUse(f"「{path.name}」正在另一个窗口中使用;请先关闭那个窗口,再重新打开。")
    if "full" in text:
        return AppError(f"磁盘已满,「{path.name}」打不开;请清理磁盘后再试,草稿没有改动。")
    if "readonly" in text:
        return AppError(f"「{path.name}」所在的位置是只读的;请复制到本机硬盘后再打开。")
    return _damaged(path)


def _damaged(path: Path) -> DamagedDraft:
    return DamagedDraft(
        f"草稿「{path.name}」已损坏,没有打开,也没有改动它;请另存一份原文件,改用最近的备份。"
    )


def _not_saved(path: Path, reason: Exception) -> str:
    why = "磁盘已满" if "full" in str(reason) else _why(reason)
    return f"{why},本次修改没有保存,「{path.name}」之前的内容完好;请清理磁盘或检查权限后再试。"


def _why(reason: BaseException) -> str:
    text = str(reason)
    if "full" in text or (isinstance(reason, OSError) and reason.errno == errno.ENOSPC):
        return "磁盘已满"
    if "readonly" in text or "unable to open" in text:
        return "不能写入这个位置"
    return text


def _storable(change: Change) -> None:
    """Half of a surrogate pair cannot be stored; said before anything is written."""
    try:
        msgspec.json.encode(to_record(change))
    except UnicodeEncodeError as reason:
        raise AppError("内容中有无法保存的字符(半个代理对);请删去该字符后再试。") from reason


def _take_name(beside: Path, path: Path) -> None:
    try:
        os.link(beside, path)
    except FileExistsError as reason:
        raise AppError(f"「{path.name}」已经存在,没有覆盖;请换一个名称。") from reason
    except OSError:
        # File systems without hard links (FAT on USB sticks).
        beside.rename(path)


def _quoted(path: Path) -> str:
    return quote(str(path.absolute()))
