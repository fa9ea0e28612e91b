"""A draft on a share, a stick or in a synchronised folder is worked on in a copy on this computer.

The copy is made from the draft when it is opened, and written back in one step when it is closed.
It stays as long as anything in it has not been written back, and is gone on with at the next
opening. Where somebody else has changed the draft meanwhile, both are kept, to be merged.
"""

import hashlib
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from desktop_app.errors import AppError
from desktop_app.paths import free_name, work_folder
from desktop_app.storage.copying import (
    beside,
    copy_database,
    copy_file,
    journal_of,
    make_folder,
    publish,
    put_in_place,
)
from desktop_app.storage.holder import is_held_elsewhere, remove_note, write_note
from desktop_app.storage.journal import read_journal
from desktop_app.storage.opening import (
    Opened,
    check_file,
    in_memory,
    open_for_reading,
    open_for_writing,
)
from desktop_app.storage.places import unsafe_place
from desktop_app.storage.refusals import (
    DamagedDraft,
    MissingDraft,
    NameTaken,
    NotADraft,
    NotMade,
    copies_parted,
    damaged,
    held_elsewhere,
    no_working_copy,
    not_published,
    read_only_place,
)
from desktop_app.storage.schema import Step

# Beside a copy: the path of the draft that it is of.
_WHERE = "原位置.txt"
_GONE = "移动磁盘或网络文件夹"
# How the draft in its place stands to the copy on this computer.
_Relation = Literal["same", "older", "newer", "apart", "unreadable", "gone"]


@dataclass(frozen=True, slots=True)
class _Tips:
    """What tells two states of a draft apart: where the journal starts, and its hashes."""

    start: str
    hashes: tuple[str, ...]

    def begins(self, other: "_Tips") -> bool:
        """Whether the other one went on from here."""
        return self.start == other.start and self.hashes == other.hashes[: len(self.hashes)]


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """The copy `local` of the draft at `path`; `place` says in words where that lies."""

    path: Path
    local: Path
    place: str

    def open(self, author: str, now: datetime, steps: Sequence[Step]) -> Opened:
        """The draft under our lock in its copy, fetched or gone on with; raises as opening does.

        `notice` says what a person should know of it.
        """
        if is_held_elsewhere(self.path):
            raise held_elsewhere(self.path)
        # A share that does not answer is none of these; its copy may be here.
        with suppress(OSError):
            if self.path.exists() and not os.access(self.path.parent, os.W_OK):
                raise read_only_place(self.path)
        opened, notices = self._left_behind(steps)
        if opened is None:
            opened = self._fetched(steps)
        for path in (self.path, self.local):
            write_note(path, author, now)
        told = (
            f"「{self.path.name}」在{self.place},现在改的是本机的副本,关闭时写回;"
            "写回以前请不要拔出或断开。"
        )
        return replace(opened, notice="\n".join([*notices, told]))

    def read(self, steps: Sequence[Step], *, untouched: bool = False) -> Opened:
        """The draft to be looked at: as the copy has it where there is one, else as it lies.

        With `untouched` one that somebody has open is refused.
        """
        if untouched and is_held_elsewhere(self.path):
            raise held_elsewhere(self.path)
        if self.local.exists():
            opened = open_for_reading(self.local, steps, untouched=untouched)
            waiting = f"「{self.path.name}」在本机的副本还没有写回;显示的是副本的内容。"
            return opened if opened.notice else replace(opened, notice=waiting)
        check_file(self.path, steps, newer_too=True)
        with self.scratch() as copy:
            self._copied(self.path, copy)
            opened = open_for_reading(copy, steps)
            opened = replace(opened, db=in_memory(opened.db))
        if is_held_elsewhere(self.path):
            told = str(held_elsewhere(self.path)).partition(";")[0]
            return replace(opened, notice=f"{told};已用只读方式打开,显示的是对方最近写回的内容。")
        return opened

    def write_back(self, db: sqlite3.Connection, start: str, steps: Sequence[Step]) -> bool:
        """Put what is in the copy in the place of the draft; whether there was anything to write.

        Raises `NotPublished` with the draft and the copy as they were. Where somebody else has
        changed the draft, ours is put beside it under a name of its own, and the copy goes.
        """
        ours = _tips_in(db, start)
        try:
            if not self.path.parent.is_dir():
                raise FileNotFoundError(self.path.parent)
            relation = self._relation(ours, steps)
            if relation in ("same", "newer"):
                return False
            target = self.path
            if relation in ("apart", "unreadable"):
                target = self._other_name()
            with beside(target) as temporary:
                copy_database(db, temporary)
                if _tips_of(temporary, steps) != ours:
                    raise damaged(self.local)
                if relation == "older":
                    put_in_place(temporary, target)
                else:
                    publish(temporary, target)
        except (OSError, sqlite3.Error) as reason:
            raise not_published(self.path, self.local, reason) from reason
        except AppError as refusal:
            # What it says of the draft is not the point: the change is safe, and only here.
            reason = refusal.__cause__ or refusal
            raise not_published(self.path, self.local, reason) from refusal
        if target != self.path:
            raise copies_parted(self.path, target, is_damaged=relation == "unreadable")
        return True

    def leave(self, *, is_written: bool) -> None:
        """The draft is closed: let others at it; the copy goes when all of it is written back."""
        for path in (self.path, self.local):
            remove_note(path)
        if is_written:
            with suppress(OSError):
                for path in (self.local, journal_of(self.local), self.local.with_name(_WHERE)):
                    path.unlink(missing_ok=True)
                self.local.parent.rmdir()

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A place on this computer for a file of the draft's name; gone at the end."""
        folder = self.local.parent / f".{secrets.token_hex(3)}"
        try:
            try:
                make_folder(folder)
            except OSError as reason:
                raise self._not_fetched(reason) from reason
            yield folder / self.path.name
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):
                # Only when nothing else is in it.
                folder.parent.rmdir()

    def _left_behind(self, steps: Sequence[Step]) -> tuple[Opened | None, list[str]]:
        """The copy that an earlier sitting could not write back, under our lock."""
        if not self.local.exists() and not self._taken_over(steps):
            return None, []
        try:
            opened = open_for_writing(self.local, steps, kept_beside=self.path)
        except (DamagedDraft, NotADraft):
            return None, [self._set_aside()]
        with _closed_on_failure(opened.db):
            relation = self._relation(_tips_in(opened.db, opened.about.start), steps)
            if relation == "same":
                return opened, []
            if relation == "older":
                told = f"「{self.path.name}」上次的修改留在本机、没有写回,已经接着打开。"
                return opened, [told]
            if relation == "gone":
                told = f"「{self.path}」现在连接不上,已打开它在本机的副本;接好以后会写回。"
                return opened, [told]
            notices = [] if relation == "newer" else [self._parted(opened.db, relation)]
        opened.db.close()
        self.local.unlink()
        return None, notices

    def _taken_over(self, steps: Sequence[Step]) -> bool:
        """Whether there is a copy of this draft from a place that is gone: a stick has come back
        under another letter."""
        for where in work_folder().glob(f"*/{_WHERE}"):
            with suppress(AppError, OSError, ValueError):
                old = Path(where.read_text("utf-8"))
                copy = where.with_name(old.name)
                if old.name != self.path.name or old.exists() or not copy.exists():
                    continue
                if self._relation(_tips_of(copy, steps), steps) == "older":
                    make_folder(self.local.parent)
                    put_in_place(copy, self.local)
                    self._note_where()
                    return True
        return False

    def _set_aside(self) -> str:
        aside = free_name(self.local.with_name(f"{self.path.stem}(损坏){self.path.suffix}"))
        if journal_of(self.local).exists():
            journal_of(self.local).rename(journal_of(aside))
        self.local.rename(aside)
        return (
            f"「{self.path.name}」上次留在本机的副本已损坏,没有用它;"
            f"其中没有写回的修改可用 recover --salvage 从「{aside}」抢救。"
        )

    def _parted(self, db: sqlite3.Connection, relation: _Relation) -> str:
        """Put ours beside the draft that went another way; returns what to tell."""
        other = self._other_name()
        try:
            with beside(other) as temporary:
                copy_database(db, temporary)
                publish(temporary, other)
        except (OSError, sqlite3.Error) as reason:
            raise not_published(self.path, self.local, reason) from reason
        return str(copies_parted(self.path, other, is_damaged=relation == "unreadable"))

    def _fetched(self, steps: Sequence[Step]) -> Opened:
        """A new copy of the draft as it lies, under our lock."""
        check_file(self.path, steps)
        with self.scratch() as copy:
            self._copied(self.path, copy)
            # All of it is believed before it counts as the copy that work goes on from.
            open_for_writing(copy, steps, kept_beside=self.path).db.close()
            try:
                self._note_where()
                publish(copy, self.local)
            except NameTaken:
                # Another window of ours has fetched it first; its lock decides.
                pass
            except OSError as reason:
                raise self._not_fetched(reason) from reason
        return open_for_writing(self.local, steps, kept_beside=self.path)

    def _note_where(self) -> None:
        self.local.with_name(_WHERE).write_text(str(self.path), "utf-8")

    def _copied(self, source: Path, target: Path) -> None:
        try:
            copy_file(source, target)
        except OSError as reason:
            raise self._not_fetched(reason) from reason

    def _not_fetched(self, reason: OSError) -> NotMade:
        return no_working_copy(self.path, self.place, self.local.parent, reason)

    def _relation(self, ours: _Tips, steps: Sequence[Step]) -> _Relation:
        """How the draft in its place stands to ours."""
        try:
            check_file(self.path, steps)
            with self.scratch() as copy:
                self._copied(self.path, copy)
                theirs = _tips_of(copy, steps)
        except MissingDraft:
            return "gone"
        except (DamagedDraft, NotADraft):
            return "unreadable"
        except AppError as refusal:
            if isinstance(refusal.__cause__, OSError) and not isinstance(refusal, NotMade):
                return "gone"
            raise
        if theirs == ours:
            return "same"
        if theirs.begins(ours):
            return "older"
        return "newer" if ours.begins(theirs) else "apart"

    def _other_name(self) -> Path:
        told = f"{self.path.stem}(本机未写回的修改){self.path.suffix}"
        return free_name(self.path.with_name(told))


def working_copy_for(path: Path) -> WorkingCopy | None:
    """The copy in which the draft at a resolved path is worked on; None where that is not needed.

    Nor where this computer has no better place: then the draft is worked on as it lies. A stick
    that has been pulled out cannot be told from a folder any more, but its copy is still known.
    """
    key = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
    local = work_folder() / key / path.name
    place = unsafe_place(path)
    if local.exists():
        return WorkingCopy(path, local, place or _GONE)
    if not place or unsafe_place(work_folder()):
        return None
    return WorkingCopy(path, local, place)


def waiting_copy(path: Path) -> Path | None:
    """Where the copy of a draft lies that has not been written back, if there is one."""
    work = working_copy_for(path.resolve())
    return work.local if work is not None and work.local.exists() else None


def _tips_of(path: Path, steps: Sequence[Step]) -> _Tips:
    opened = open_for_reading(path, steps)
    with closing(opened.db) as db:
        return _tips_in(db, opened.about.start)


def _tips_in(db: sqlite3.Connection, start: str) -> _Tips:
    return _Tips(start, tuple(entry.hash for entry in read_journal(db, start)))


@contextmanager
def _closed_on_failure(db: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        db.close()
        raise
