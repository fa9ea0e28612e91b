"""The draft file: one SQLite database per draft; saving is editing.

Write-ahead logging is never used: the file is one file again after a clean close, and it has
lost edits in versions of SQLite that are still in use.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop_app.core.changes import Change, Together
from desktop_app.core.draft import Draft
from desktop_app.errors import AppError
from desktop_app.storage.about import Source, read_sources, write_about, write_sources
from desktop_app.storage.copying import beside, check_free, copy_database, copy_file, publish
from desktop_app.storage.history import MARKS, History, Kind, Moment
from desktop_app.storage.holder import remove_note, write_note
from desktop_app.storage.journal import (
    Entry,
    Tip,
    entry_after,
    read_entry,
    read_journal,
    replay,
    write_entry,
)
from desktop_app.storage.opening import (
    Opened,
    configure,
    open_for_reading,
    open_for_writing,
)
from desktop_app.storage.refusals import (
    DamagedDraft,
    MissingDraft,
    NotADraft,
    NotMade,
    NotPublished,
    NotSaved,
    Parted,
    damaged,
    moved,
    not_copied,
    not_saved,
    unstorable,
    why,
)
from desktop_app.storage.salvage import what_is_left
from desktop_app.storage.schema import APPLICATION_ID, STEPS, Step, migrate
from desktop_app.storage.tables import NotAsWritten, write_change
from desktop_app.storage.working_copy import WorkingCopy, working_copy_for

Now = Callable[[], datetime]
# What SQLite raises for a fault of the program; all else is the world's.
_OUR_FAULT = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)
_NOTHING = Together("", ())


@dataclass(frozen=True, slots=True)
class Deed:
    """One entry to be. A mark makes no new revision; `revision` is what it speaks of, when that
    is not the newest. `states` are what the steps of the change make of the draft, if known."""

    label: str
    change: Change = _NOTHING
    kind: Kind = "change"
    detail: str = ""
    sources: Sequence[Source] = ()
    revision: int | None = None
    states: Sequence[Draft] = ()


class DraftFile:
    """An open draft. Every change goes through `do`, which returns only when it is on the disk."""

    def __init__(
        self,
        path: Path,
        opened: Opened,
        *,
        author: str,
        now: Now,
        read_only: bool = False,
        work: WorkingCopy | None = None,
    ) -> None:
        self.path = path
        self._work = work
        self.draft = opened.draft
        self._db = opened.db
        self._about = opened.about
        self._last = opened.last
        self._history = opened.history
        self._author = author
        self._now = now
        self._read_only = read_only
        self.notice = opened.notice
        self._file = work.local if work else path
        self._place = _place(self._file)
        self._is_known = True
        self._sources: tuple[Source, ...] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        reason: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if reason is None:
            self.close()
        else:
            # What is on its way to the user goes first; the next opening writes back.
            with suppress(NotPublished):
                self.close()

    def do(
        self,
        change: Change,
        label: str,
        sources: Sequence[Source] = (),
        states: Sequence[Draft] = (),
    ) -> Draft:
        """Apply, journal and commit one change, with the files it came from.

        Returns when it is on the disk. Raises `NotSaved` with file and memory as before, and
        `StaleChange` for a change that was not made for this draft. `states` are what its steps
        make of this very draft, one after the other, where somebody has worked it out before.
        """
        return self._write(Deed(label, change, sources=sources, states=states))

    def begin(self, change: Change) -> Draft:
        """What a new draft starts with; this is not undone. Raises as `do`."""
        return self._write(Deed("新建草稿", change, "begin"))

    def undo(self) -> Moment | None:
        """Take the last change back, whatever part of the draft it touched; None at the start.

        Returns what was taken back. Raises as `do`.
        """
        undone = self._history.undoable
        if undone is not None:
            change = read_entry(self._db, undone.seq).read_change().inverse()
            self._write(Deed(f"撤销:{undone.label}", change, "undo", str(undone.seq)))
        return undone

    def redo(self) -> Moment | None:
        """Do again what was undone last; None when something else was done since."""
        redone = self._history.redoable
        if redone is not None:
            change = read_entry(self._db, redone.seq).read_change()
            self._write(Deed(f"重做:{redone.label}", change, "redo", str(redone.seq)))
        return redone

    def mark(self, kind: Kind, label: str, detail: str, revision: int | None = None) -> Moment:
        """Say something of the draft as it stands (a version, 定稿, 报送); raises as `do`.

        `revision` is what is spoken of, when that is not the newest.
        """
        self._write(Deed(label, _NOTHING, kind, detail, revision=revision))
        return self._history.moments[-1]

    def receive(self, label: str, sources: Sequence[Source]) -> Moment:
        """Remember files that said nothing new; raises as `do`."""
        self._write(Deed(label, kind="receive", sources=sources))
        return self._history.moments[-1]

    def do_all(self, deeds: Sequence[Deed]) -> Draft:
        """Several entries, all or none; raises as `do`."""
        return self._write(*deeds)

    def _write(self, *deeds: Deed) -> Draft:
        """Journal and commit deeds in one transaction; memory follows when it is on the disk."""
        draft, entries = self.draft, list[Entry]()
        try:
            with self._transaction():
                for deed in deeds:
                    entry = self._entry(deed, draft, entries[-1].tip if entries else self._last)
                    draft = write_change(self._db, deed.change, draft, deed.states)
                    if deed.kind not in MARKS:
                        draft = draft.at_revision(entry.revision)
                    write_entry(self._db, entry)
                    self._remember(deed.sources, entry)
                    entries.append(entry)
        finally:
            if any(deed.sources for deed in deeds):
                self._sources = None
        self.draft = draft
        for entry in entries:
            self._last = entry.tip
            self._history.add(entry.moment)
        return self.draft

    def _entry(self, deed: Deed, draft: Draft, last: Tip | None) -> Entry:
        newest = draft.revision if deed.kind in MARKS else draft.revision + 1
        return entry_after(
            last,
            self._about.start,
            time=self._now().isoformat(timespec="seconds"),
            author=self._author,
            label=deed.label,
            revision=newest if deed.revision is None else deed.revision,
            change=deed.change,
            kind=deed.kind,
            detail=deed.detail,
        )

    def _remember(self, sources: Sequence[Source], entry: Entry) -> None:
        known = {source.sha256 for source in self.sources()} if sources else set[str]()
        new = [source for source in sources if source.sha256 not in known]
        if new:
            # A colleague's files came when the colleague took them in.
            came = [replace(o, revision=entry.revision, time=o.time or entry.time) for o in new]
            write_sources(self._db, came)
            self._sources = None

    @property
    def start(self) -> str:
        """What a draft shares with its copies and with nothing else: its journal starts from it."""
        return self._about.start

    @property
    def identity(self) -> str:
        """The first six signs of `start`, for names of folders."""
        return self._about.start[:6]

    @property
    def history(self) -> History:
        """What was done so far, and what can be undone; it goes on as the draft does."""
        return self._history

    def at(self, revision: int) -> Draft:
        """The draft as it was at an earlier revision."""
        entries = read_journal(self._db, self._about.start)
        upto = (entry for entry in entries if entry.revision <= revision)
        return replay(self._about.programme, upto)

    def journal(self) -> tuple[Entry, ...]:
        """Every change so far."""
        return tuple(read_journal(self._db, self._about.start))

    def sources(self) -> tuple[Source, ...]:
        """The files that were taken in, in their order; not those whose import was undone."""
        # What they said is long, and is asked for after each change.
        if self._sources is None:
            self._sources = read_sources(self._db)
        undone = self._history.undone_revisions()
        return tuple(one for one in self._sources if one.revision not in undone)

    def snapshot(self, target: Path) -> None:
        """A verified copy under a new name; raises `NameTaken` or `NotMade`."""
        check_free(target)
        try:
            with beside(target) as temporary:
                copy_database(self._db, temporary)
                copy = open_for_reading(temporary, STEPS)
                copy.db.close()
                if (copy.draft, copy.last) != (self.draft, self._last):
                    raise damaged(self.path)
                publish(temporary, target)
        except (OSError, sqlite3.Error) as reason:
            raise not_copied(target.name, reason) from reason

    def write_back(self) -> bool:
        """Put the draft where it belongs, when it is worked on in a copy; whether it was needed.

        Raises `NotPublished`; what was saved is then still in the copy. With `Parted` it is at
        another path, where it belongs from now on.
        """
        if self._work is None or self._read_only:
            return False
        try:
            return self._work.write_back(self._db, self.start, STEPS)
        except Parted as parted:
            remove_note(self.path)
            self.path = parted.path
            self._work = replace(self._work, path=parted.path)
            raise

    def close(self) -> None:
        """Write back, and let others at the draft; raises `NotPublished` when it is closed."""
        is_written = False
        try:
            self.write_back()
            is_written = True
        except Parted:
            is_written = True
            raise
        finally:
            self._db.close()
            if self._work is None:
                if not self._read_only:
                    remove_note(self.path)
            elif not self._read_only:
                self._work.leave(is_written=is_written)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._check_writable()
        try:
            self._db.execute("begin immediate")
            yield
            self._db.execute("commit")
        except BaseException as reason:
            self._roll_back()
            if isinstance(reason, UnicodeEncodeError):
                raise unstorable(reason) from reason
            if isinstance(reason, NotAsWritten):
                raise damaged(self.path) from reason
            if isinstance(reason, sqlite3.Error) and not isinstance(reason, _OUR_FAULT):
                raise not_saved(self.path, reason, is_known=self._is_known) from reason
            raise

    def _check_writable(self) -> None:
        if self._read_only:
            raise NotSaved(
                f"「{self.path.name}」是以只读方式打开的,本次修改没有保存;请另存一份再改。"
            )
        if not self._is_known:
            raise NotSaved(
                f"上次写入「{self.path.name}」时出错,本次修改没有保存;请关闭草稿后重新打开。"
            )
        if self._place != _place(self._file):
            raise moved(self._file)

    def _roll_back(self) -> None:
        """Undo what the failed transaction began, and see whether the file is as it was."""
        try:
            if self._db.in_transaction:
                self._db.execute("rollback")
            (seq,) = self._db.execute("select coalesce(max(seq), 0) from journal").fetchone()
            self._is_known = seq == (self._last.seq if self._last else 0)
        except sqlite3.Error:
            # The failure itself is already on its way to the user; no further change is taken.
            self._is_known = False


def create(
    path: Path, programme_id: str, first: Change | None, *, author: str, now: Now
) -> DraftFile:
    """A new draft file with its first change; raises `NameTaken`, `MissingDraft` or `NotMade`."""
    check_free(path)
    if not path.parent.is_dir():
        raise MissingDraft(f"文件夹「{path.parent}」不存在;请先建好文件夹,或换一个位置。")
    try:
        with beside(path) as temporary:
            work = working_copy_for(path.resolve())
            with nullcontext(temporary) if work is None else work.scratch() as place:
                _fill(place, programme_id, first, author, now)
                if place != temporary:
                    copy_file(place, temporary)
            publish(temporary, path)
    except (OSError, sqlite3.OperationalError) as reason:
        raise _not_made(path, why(reason)) from reason
    except NotSaved as reason:
        if isinstance(reason.__cause__, sqlite3.Error):
            raise _not_made(path, why(reason.__cause__)) from reason
        raise
    return open_draft(path, author=author, now=now)


def open_draft(
    path: Path,
    *,
    author: str = "",
    now: Now = datetime.now,
    read_only: bool = False,
    untouched: bool = False,
    steps: Sequence[Step] = STEPS,
) -> DraftFile:
    """Open a draft after every check has passed; `steps` are those of the format.

    Every refusal is an AppError whose sentence names the file and says what to do. A damaged
    file is never written to; an older one is kept, and a migrated copy takes its place. One in
    use by another window, or made by a newer program, opens for reading, and `notice` says so. One
    in a place that a database is not safe in is worked on in a copy (`working_copy`).

    With `untouched`, which is for reading only, a draft that somebody has open is refused, and so
    is one whose last write was cut off.
    """
    real = path.resolve()
    work = working_copy_for(real)
    try:
        if work is not None:
            opened = (
                work.read(steps, untouched=untouched)
                if read_only
                else work.open(author, now(), steps)
            )
        elif read_only:
            opened = open_for_reading(real, steps, untouched=untouched)
        else:
            opened = open_for_writing(real, steps)
            write_note(real, author, now())
    except (DamagedDraft, NotADraft) as refusal:
        raise what_is_left(real, refusal) from refusal
    return DraftFile(real, opened, author=author, now=now, read_only=read_only, work=work)


def _fill(path: Path, programme: str, first: Change | None, author: str, now: Now) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        configure(db)
        db.execute(f"pragma application_id = {APPLICATION_ID}")
        migrate(db)
        db.execute("begin immediate")
        about = write_about(db, programme, now().isoformat(timespec="seconds"))
        db.execute("commit")
        opened = Opened(db, about, Draft(programme), None, History())
        if first is not None:
            DraftFile(path, opened, author=author, now=now).begin(first)


def _not_made(path: Path, reason: str) -> AppError:
    return NotMade(f"草稿「{path.name}」没有建成({reason});请检查磁盘空间和权限,或换一个位置。")


def _place(path: Path) -> tuple[int, int] | None:
    """Which file lies at a path; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
