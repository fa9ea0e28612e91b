"""One draft in the window: its file, its programme, and the place where it is worked at."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from desktop_app.core.pack_names import VERSION_PATH
from desktop_app.jobs import recent
from desktop_app.ui.prompts import Prompts
from desktop_app.ui.session import Session
from desktop_app.ui.settings import Settings
from desktop_app.ui.shell.getting_ready import bring_subject_in
from desktop_app.ui.theme import Theme
from desktop_app.ui.work import Work

# What shows a draft comes when there is one (see `getting_ready`).
if TYPE_CHECKING:
    from desktop_app.core.draft import Draft
    from desktop_app.core.programme import Programme
    from desktop_app.core.search import Hit
    from desktop_app.jobs.saving import Standing
    from desktop_app.jobs.update_draft import PackStanding
    from desktop_app.ui.live_audit import Checked
    from desktop_app.ui.shell.workplace import Workplace


class OpenDraft(QObject):
    """Connect before `start`; each draft has its own, so nothing that comes late from one that was
    closed reaches the next.

    `stood` tells each standing on the disk, with how many changes wait; `arrived` comes once, when
    there is a `place` to show, or else `unfit` with the reason; at last `refused` or `closed`.
    `outgrown` says that the draft is of another version of its pack by now, and is to be opened
    again; `fits_again` that it came back to its own after that.
    `renewed` brings the place that another has taken, after the programme was loaded again.
    """

    stood = Signal(object, int)
    arrived = Signal()
    unfit = Signal(str)
    checked = Signal(object)
    troubled = Signal(str)
    refused = Signal(str)
    closed = Signal(str)
    outgrown = Signal()
    fits_again = Signal()
    renewed = Signal(object)

    def __init__(
        self,
        path: Path,
        parent: QObject,
        *,
        author: str,
        now: Callable[[], datetime],
        load: "Callable[[str], Programme] | None" = None,
        theme: Theme,
        prompts: Prompts,
        settings: Settings,
    ) -> None:
        super().__init__(parent)
        self._author, self._now, self._load = author, now, load
        self._theme, self._prompts, self._settings = theme, prompts, settings
        self._pool = QThreadPool(self)
        self._is_listed = False
        self._is_over = False
        self._is_asking = False
        self._was_outgrown = False
        self._next = ""
        self.is_closing = False
        self.session = Session(path, self, author=author, now=now)
        self.standing: Standing | None = None
        self.programme: Programme | None = None
        self.place: Workplace | None = None
        self._version = ""
        self.session.opened.connect(self._open)
        self.session.saved.connect(self._save)
        self.session.refused.connect(self._refuse)
        self.session.failed.connect(self._stay)
        self.session.closed.connect(self._close)

    def start(self) -> None:
        """Open the file."""
        self.session.start()

    @property
    def can_write(self) -> bool:
        """Whether it is open for more than looking at, and can be seen."""
        return self.place is not None and self.standing is not None and not self.standing.read_only

    @property
    def begun(self) -> str:
        """What was begun and would be lost, a sentence each; "" for nothing."""
        return self.place.begun if self.place is not None else ""

    @property
    def title(self) -> str:
        """Whose draft of what."""
        if self.programme is None:
            return ""
        where = self.programme.summary.city
        city = self.session.draft.value(where).strip() if where else ""
        return " · ".join(filter(None, (city, self.programme.about.title)))

    def look_for(self, typed: str) -> "tuple[Hit, ...]":
        """Everything where this is found. Called off the window's thread: the draft is a value."""
        if self.programme is None:
            return ()
        from desktop_app.core.pinyin import matches
        from desktop_app.core.search import search

        return search(self.programme, self.session.draft, typed, spoken_like=matches)

    def close(self, *, abandon: bool = False) -> None:
        """Write everything and let go of the file; `closed` comes, or the session's `failed`, and
        the draft stays. Meanwhile nothing is taken that would come too late to be written."""
        self.is_closing = True
        if self.place is not None:
            self.place.setEnabled(False)
        self.session.close(abandon=abandon)

    def remember(self) -> None:
        """Put it on the list of recent ones, with where the person was."""
        if self.place is None or self.standing is None or self.programme is None:
            return
        from desktop_app.jobs.recent_entry import entry_of

        found = self.place.found
        is_newest = found is not None and found.draft == self.standing.draft
        entry = entry_of(
            self.programme,
            self.standing.draft,
            self.standing.path,
            self._now(),
            state=self.standing.state,
            findings=found.audit.findings if found is not None and is_newest else None,
            place=self.place.place,
        )
        recent.remember(entry)

    @Slot(object)
    def _open(self, standing: "Standing") -> None:
        is_first = self.standing is None
        self.standing = standing
        self.stood.emit(standing, 0)
        if is_first:
            work = Work(lambda: self._fetch(standing.draft), self)
            work.succeeded.connect(self._arrive)
            work.failed.connect(self._despair)
            work.start(self._pool)

    def _fetch(self, draft: "Draft") -> "tuple[Programme, PackStanding]":
        """Called off the window's thread."""
        bring_subject_in()
        from desktop_app.jobs.packs import load_for
        from desktop_app.jobs.update_draft import PackStanding, pack_standing

        if self._load is not None:
            return self._load(draft.programme), PackStanding()
        programme = load_for(draft)
        return programme, pack_standing(draft, programme)

    @Slot(object)
    def _arrive(self, found: "tuple[Programme, PackStanding]") -> None:
        if self._is_over or self.standing is None:
            return
        programme, packs = found
        place = recent.place_of(self.standing.path) or "notice"
        self._make_place(programme, packs, self.standing, place)
        self.arrived.emit()
        self._jump(place)

    @Slot(str)
    def _renew(self, place: str) -> None:
        """Load the programme again, and go on at a place: its lists are others now."""
        if self.standing is None or self.place is None or self.is_closing:
            return
        self._next = place
        begun = self.begun
        told = f"{begun}\n名单已经存下;马上按新名单核对,这些就不要了。"
        if begun and not self._prompts.agrees(self.place, told, "不要了,马上核对"):
            self.troubled.emit("名单已经存下;这份草稿下次打开时,按新名单核对。")
            return
        draft = self.standing.draft
        work = Work(lambda: self._fetch(draft), self)
        work.succeeded.connect(self._replace)
        work.failed.connect(self.troubled)
        work.start(self._pool)

    @Slot(object)
    def _replace(self, found: "tuple[Programme, PackStanding]") -> None:
        old = self.place
        programme, packs = found
        if self._is_over or self.is_closing or self.standing is None or old is None:
            return
        # Who has gone on meanwhile stays there.
        place = self._next if old.step.kind == "notice" else old.place
        old.stop()
        self._make_place(programme, packs, self.standing, place)
        self.renewed.emit(old)
        self._jump(place)

    def _make_place(
        self, programme: "Programme", packs: "PackStanding", standing: "Standing", begin: str
    ) -> None:
        from desktop_app.ui.layout_memory import LayoutMemory
        from desktop_app.ui.page import Desk
        from desktop_app.ui.shell.workplace import Workplace

        desk = Desk(
            programme,
            self.session,
            self._theme,
            self._prompts,
            self._author,
            self._now,
            can_write=not standing.read_only,
            kept=LayoutMemory(self._settings),
        )
        self._version = self.session.draft.values.get(VERSION_PATH, "")
        self.programme, self.place = programme, Workplace(desk, packs=packs, begin=begin)
        self.place.checked.connect(self._check)
        self.place.troubled.connect(self.troubled)
        self.place.programme_changed.connect(self._renew)

    def _jump(self, place: str) -> None:
        if self.place is not None:
            self.place.jump(place)

    @Slot(str)
    def _despair(self, sentence: str) -> None:
        if not self._is_over:
            self.unfit.emit(sentence)

    @Slot(object, int)
    def _save(self, standing: "Standing", waiting: int) -> None:
        self.standing = standing
        self.stood.emit(standing, waiting)
        version = standing.draft.values.get(VERSION_PATH, "")
        is_outgrown = self.place is not None and version != self._version
        if self._was_outgrown and not is_outgrown:
            self.fits_again.emit()
        self._was_outgrown = is_outgrown
        if is_outgrown and not self.is_closing and not self._is_asking:
            # Moved to another version, or back: the pages stand for forms that are not the draft's.
            # Until it was opened again that is told each time, but not while it is being told.
            self._is_asking = True
            self.outgrown.emit()
            self._is_asking = False

    @Slot(object)
    def _check(self, found: "Checked") -> None:
        if not self._is_listed:
            # Not only when it is closed: after a power cut it must be on the list too.
            self._is_listed = True
            self.remember()
        self.checked.emit(found)

    @Slot()
    def _stay(self) -> None:
        self.is_closing = False
        if self.place is not None:
            self.place.setEnabled(True)

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        self._is_over = True
        self.refused.emit(sentence)

    @Slot(str)
    def _close(self, sentence: str) -> None:
        self._is_over = True
        self.remember()
        if self.place is not None:
            self.place.stop()
        self.session.wait()
        self.closed.emit(sentence)
