"""An open draft whose changes go to the disk in a thread of their own, in the order they were made.

What a person types is never held up by the disk, and nothing is called saved before the commit has
returned. What cannot be written is kept and tried again; it is never dropped in silence.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from desktop_app.core.between import change_between
from desktop_app.core.changes import Change, StaleChange, set_path
from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.errors import AppError
from desktop_app.jobs import log
from desktop_app.jobs.backups import keep
from desktop_app.jobs.foreseen import Foreseen
from desktop_app.jobs.standing import NotFrozen, Standing, freeze, report, standing_of
from desktop_app.storage.about import Source
from desktop_app.storage.draft_file import DraftFile, Now, create, open_draft
from desktop_app.storage.refusals import (
    DamagedDraft,
    DraftInUse,
    NewerDraft,
    NotMade,
    NotPublished,
    NotSaved,
    ReadOnlyPlace,
    Unstorable,
)
from desktop_app.storage.snapshots import BEFORE_IMPORT, HOURLY, ON_FREEZE, ON_OPENING

Make = Callable[[Draft], Change]

# Seconds after the last key in one field; and how long somebody may type without a pause.
_TYPING_PAUSE, _TYPING_LIMIT = 0.4, 2.0
# How often copies, writing back, and what could not be written are seen to.
_ROUND = 60.0
_RETRY = 10.0
_OVERTAKEN = "刚才这一项没有写入:它要改的内容已被前面的撤销或重做带走;屏幕上是现在的草稿。"
_BROKEN = "程序内部出错,这一项修改没有保存;请重新输入,仍然不行时请关闭草稿再打开。"
_NOT_OPENED = "程序内部出错,没有打开这份草稿,文件没有改动;请再试一次,仍然不行请看「运行记录」。"
_NOT_CLOSED = "程序内部出错,草稿没有正常关闭;显示过“已保存”的修改都在文件里。"


class Listener(Protocol):
    """Who is told; called in the writing thread."""

    def opened(self, standing: Standing) -> None:
        """The draft is open, for reading only where `standing` says so."""

    def refused(self, sentence: str) -> None:
        """The draft could not be opened; nothing else is told after this."""

    def saved(self, standing: Standing, waiting: int) -> None:
        """A change is on the disk; `waiting` are not yet."""

    def failed(self, sentence: str, waiting: int) -> None:
        """A change could not be written; `waiting` are kept in memory and tried again."""

    def declined(self, sentence: str) -> None:
        """A 定稿 or 报送 was not made, and why; the draft is as it was."""

    def warned(self, sentence: str) -> None:
        """Something beside the draft went wrong: a copy, or writing back."""

    def closed(self, sentence: str) -> None:
        """The draft is closed; the sentence is empty, or says what a person must know."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be done with the file. Typing waits until `ready`, and has its place as `key`.

    What is on a screen already `is_shown`: its outcome is told also where nothing changed, for
    something undone before it may wait to be shown until all is written.
    """

    act: Callable[[DraftFile], object]
    key: str = ""
    is_shown: bool = True
    since: float = 0.0
    ready: float = 0.0


class Saving:
    """The thread that has the file. Methods return at once; the listener hears the outcome."""

    def __init__(
        self, path: Path, listener: Listener, *, author: str = "", now: Now = datetime.now
    ) -> None:
        self._path = path
        self._listener = listener
        self._author = author
        self._now = now
        self._wishes: deque[_Wish] = deque()
        self._lock = threading.Condition()
        self._is_working = False
        self._is_closing = False
        self._abandons = False
        self._retry_at = 0.0
        self._round_at = 0.0
        self._settled: Standing | None = None
        self._thread = threading.Thread(target=self._run, name=f"saving {path.name}")

    def start(self) -> None:
        """Open the draft, to read only where it cannot be written."""
        self._thread.start()

    def do(
        self,
        label: str,
        make: Make,
        sources: Sequence[Source] = (),
        foreseen: Foreseen | None = None,
    ) -> None:
        """Make a change of the draft as it will then be, and write it.

        `sources` are the files it takes in: a copy of the draft is kept before. What was foreseen
        is written where the draft is still the one it was foreseen for.
        """

        def write(file: DraftFile) -> None:
            if sources:
                self._keep(BEFORE_IMPORT)
            if foreseen is not None and foreseen.holds(file.draft):
                file.do(foreseen.change, label, sources, foreseen.states)
            else:
                file.do(make(file.draft), label, sources)

        self._wish(_Wish(write))

    def receive(self, label: str, sources: Sequence[Source]) -> None:
        """Remember files that say nothing new, if there are any."""
        if sources:
            self._wish(_Wish(lambda file: file.receive(label, sources)))

    def type(self, label: str, path: str, text: str, make: Make | None = None) -> None:
        """What stands in a field while somebody types; a pause or anything else writes it.

        `make` gives the change where something goes along with the text.
        """
        now = time.monotonic()

        def write(file: DraftFile) -> None:
            change = make(file.draft) if make is not None else set_path(file.draft, path, text)
            if change.apply(file.draft) != file.draft:
                file.do(change, label)

        with self._lock:
            last = self._wishes[-1] if self._wishes else None
            since = now
            if last is not None and last.key == path:
                since = last.since
                self._wishes.pop()
            ready = min(now + _TYPING_PAUSE, since + _TYPING_LIMIT)
            self._wishes.append(_Wish(write, path, since=since, ready=ready))
            self._lock.notify()

    def undo(self) -> None:
        self._wish(_Wish(lambda file: file.undo()))

    def redo(self) -> None:
        self._wish(_Wish(lambda file: file.redo()))

    def freeze(self, programme: Programme, name: str) -> None:
        """定稿 of the draft as it will then be, if its audit passes; or else `declined`."""

        def act(file: DraftFile) -> None:
            done = freeze(programme, file, name)
            if isinstance(done, NotFrozen):
                left = sum(one.is_open for one in done.audit.findings)
                raise AppError(
                    f"核对还没有通过(还有 {left} 处要处理),不能定稿;请先到「核对」处理。"
                )
            self._keep(ON_FREEZE)

        self._mark(act)

    def report(self, way: str, when: str, receipt: str, name: str = "") -> None:
        """报送登记 of the 定稿 of this name, the last one when blank; or else `declined`."""
        self._mark(lambda file: report(file, way, when, receipt, name))

    def keep(self, why: str) -> None:
        """Keep a copy of the draft before something is done with it."""
        self._wish(_Wish(lambda _: None if self._read_only else self._keep(why), is_shown=False))

    def tend(self) -> None:
        """Keep an hourly copy and write back, as is done every minute."""
        self._wish(_Wish(self._tend, is_shown=False))

    def flush(self) -> None:
        """Write what was typed without waiting for a pause, and try again what failed."""
        with self._lock:
            self._wishes = deque(replace(one, ready=0.0) for one in self._wishes)
            self._retry_at = 0.0
            self._lock.notify()

    def save_elsewhere(self, path: Path) -> None:
        """Go on in a new file at `path`, with all that was saved and all that waits.

        Where the old file cannot even be read any more, the new one begins without its history.
        """
        with self._lock:
            self._wishes.appendleft(_Wish(lambda _: self._move_to(path), is_shown=False))
            self._retry_at = 0.0
            self._lock.notify()

    def close(self, *, abandon: bool = False) -> None:
        """Write everything, then close. While something cannot be written the draft stays open,
        unless it is abandoned."""
        with self._lock:
            self._is_closing = True
            self._abandons = abandon
        self.flush()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the thread to end; whether it has."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def settled(self) -> Standing | None:
        """The draft on the disk, when nothing waits to be written; else None."""
        with self._lock:
            return None if self._wishes or self._is_working else self._settled

    def _mark(self, act: Callable[[DraftFile], object]) -> None:
        """Say something of the draft; a refusal is told, what the disk refused is tried again."""

        def mark(file: DraftFile) -> None:
            try:
                act(file)
            except (NotSaved, DamagedDraft):
                raise
            except AppError as refusal:
                self._listener.declined(str(refusal))

        self._wish(_Wish(mark, is_shown=False))

    def _wish(self, wish: _Wish) -> None:
        with self._lock:
            self._wishes.append(wish)
        self.flush()

    def _run(self) -> None:
        try:
            self._file, self._read_only = self._opened()
        except AppError as refusal:
            self._listener.refused(str(refusal))
            return
        except Exception as fault:  # noqa: BLE001 - the window waits for an answer
            log.wrong(_NOT_OPENED, fault)
            self._listener.refused(_NOT_OPENED)
            return
        self._round_at = time.monotonic() + _ROUND
        self._listener.opened(self._stand())
        if not self._read_only:
            self._keep(ON_OPENING)
        while self._serve():
            pass
        self._end()

    def _opened(self) -> tuple[DraftFile, bool]:
        try:
            return open_draft(self._path, author=self._author, now=self._now), False
        except (DraftInUse, NewerDraft, ReadOnlyPlace) as refusal:
            file = open_draft(self._path, author=self._author, now=self._now, read_only=True)
            file.notice = file.notice or str(refusal)
            return file, True

    def _serve(self) -> bool:
        """Do the next thing that is to be done; False when it is time to close."""
        wish = self._next()
        if wish is None:
            return not self._is_over()
        before = self._file.draft, len(self._file.history.moments)
        try:
            wish.act(self._file)
        except AppError as refusal:
            self._fail(wish, refusal)
        except StaleChange:
            # Undone on the disk while the person went on: a row they wrote into is gone.
            self._listener.warned(_OVERTAKEN)
            self._listener.saved(self._stand(), self._waiting())
        except Exception as fault:  # noqa: BLE001 - the thread must live; the person is told
            log.wrong(_BROKEN, fault)
            self._listener.failed(_BROKEN, self._waiting())
        else:
            standing = self._stand()
            is_changed = (standing.draft, len(self._file.history.moments)) != before
            if is_changed or wish.is_shown:
                self._listener.saved(standing, self._waiting())
        return True

    def _next(self) -> _Wish | None:
        """The next wish when its time has come; None when it is time to close."""
        with self._lock:
            self._is_working = False
            while not self._is_over():
                now = time.monotonic()
                if now >= self._round_at:
                    self._round_at = now + _ROUND
                    return _Wish(self._tend, is_shown=False)
                due = self._round_at
                if self._wishes:
                    due = max(self._wishes[0].ready, self._retry_at)
                    if due <= now:
                        self._is_working = True
                        return self._wishes.popleft()
                self._lock.wait(min(due, self._round_at) - now)
            return None

    def _is_over(self) -> bool:
        return self._is_closing and (not self._wishes or self._abandons)

    def _waiting(self) -> int:
        with self._lock:
            return len(self._wishes)

    def _fail(self, wish: _Wish, refusal: AppError) -> None:
        """Keep what the disk did not take, to be tried again before anything that came after it."""
        passing = isinstance(refusal, NotSaved | DamagedDraft)
        if passing and not isinstance(refusal, Unstorable) and not self._read_only:
            with self._lock:
                self._wishes.appendleft(replace(wish, key="", ready=0.0))
                self._retry_at = time.monotonic() + _RETRY
                # Who wanted to close is asked first: wait, save elsewhere, or abandon.
                self._is_closing = False
        self._listener.failed(str(refusal), self._waiting())

    def _tend(self, file: DraftFile) -> None:
        if self._read_only:
            return
        self._keep(HOURLY)
        try:
            file.write_back()
        except NotPublished as refusal:
            self._listener.warned(str(refusal))

    def _keep(self, why: str) -> None:
        sentence = keep(self._file, why, self._now())
        if sentence:
            self._listener.warned(sentence)

    def _move_to(self, path: Path) -> None:
        old = self._file
        try:
            old.snapshot(path)
        except NotMade:
            first = change_between(Draft(old.draft.programme), old.draft, "另存")
            create(path, old.draft.programme, first, author=self._author, now=self._now).close()
        self._file = open_draft(path, author=self._author, now=self._now)
        self._read_only = False
        try:
            old.close()
        except NotPublished as refusal:
            self._listener.warned(str(refusal))
        self._listener.opened(self._stand())

    def _end(self) -> None:
        told = ""
        try:
            self._file.close()
        except NotPublished as refusal:
            told = str(refusal)
        except Exception as fault:  # noqa: BLE001 - the window waits for an answer
            log.wrong(_NOT_CLOSED, fault)
            told = _NOT_CLOSED
        self._listener.closed(told)

    def _stand(self) -> Standing:
        """Take down how the draft stands now."""
        standing = standing_of(self._file, read_only=self._read_only)
        with self._lock:
            # Before anybody is told: who is told asks whether this is the last of it.
            self._settled, self._is_working = standing, False
        return standing
