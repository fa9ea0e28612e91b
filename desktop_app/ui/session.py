"""The draft that a window shows: in memory at once, on the disk as soon as the disk allows."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.core.changes import set_path
from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.jobs.before import NOTHING_BEFORE, Before
from desktop_app.jobs.foreseen import foresee
from desktop_app.jobs.saving import Make, Saving
from desktop_app.jobs.standing import Standing
from desktop_app.storage.about import Source
from desktop_app.storage.draft_file import Now


class Session(QObject):
    """One open draft. Connect before `start`.

    `draft` is what the person sees and has typed. `saved` comes only after the commit returned,
    and `failed` with what could not be written and is kept: only then may a screen say so.
    `declined` tells why a 定稿 or 报送 was not made.
    """

    opened = Signal(object)
    refused = Signal(str)
    changed = Signal(object)
    saved = Signal(object, int)
    failed = Signal(str, int)
    warned = Signal(str)
    declined = Signal(str)
    closed = Signal(str)

    def __init__(
        self, path: Path, parent: QObject, *, author: str = "", now: Now = datetime.now
    ) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._standing: Standing | None = None
        self._voice = _Voice(self)
        self._saving = Saving(path, self._voice, author=author, now=now)
        self._voice.told_opened.connect(self._open)
        self._voice.told_saved.connect(self._save)
        for told, signal in (
            (self._voice.told_refused, self.refused),
            (self._voice.told_failed, self.failed),
            (self._voice.told_warned, self.warned),
            (self._voice.told_declined, self.declined),
            (self._voice.told_closed, self.closed),
        ):
            told.connect(signal)

    @property
    def draft(self) -> Draft:
        """The draft with everything that was done here, saved or not; not before `opened`."""
        if self._draft is None:
            raise RuntimeError("the draft is not open yet")
        return self._draft

    @property
    def standing(self) -> Standing:
        """The draft as it was last told to be on the disk; not before `opened`."""
        if self._standing is None:
            raise RuntimeError("the draft is not open yet")
        return self._standing

    @property
    def settled(self) -> Standing | None:
        """The draft on the disk when that is all of it; None while something waits."""
        found = self._saving.settled()
        return found if found is not None and found.draft == self._draft else None

    def start(self) -> None:
        self._saving.start()

    @property
    def before(self) -> Before:
        """The files whose import is on the disk."""
        return self._standing.before if self._standing is not None else NOTHING_BEFORE

    def do(self, label: str, make: Make, sources: Sequence[Source] = ()) -> None:
        """Make a change: `make` gives it for the draft as it is, here and again on the disk.

        `sources` are the files it takes in.
        """
        foreseen = foresee(self.draft, make)
        self._show(foreseen.after)
        self._saving.do(label, make, sources, foreseen)

    def receive(self, label: str, sources: Sequence[Source]) -> None:
        """Remember files that say nothing new."""
        self._saving.receive(label, sources)

    def type(self, label: str, path: str, text: str, make: Make | None = None) -> None:
        """What a field holds while somebody types in it; written after a pause.

        `make` gives the change where something goes along with the text.
        """
        change = make(self.draft) if make is not None else set_path(self.draft, path, text)
        self._show(change.apply(self.draft))
        self._saving.type(label, path, text, make)

    def undo(self) -> None:
        self._saving.undo()

    def redo(self) -> None:
        self._saving.redo()

    def freeze(self, programme: Programme, name: str) -> None:
        """定稿: `saved` comes with it, or `declined` says why not."""
        self._saving.freeze(programme, name)

    def report(self, way: str, when: str, receipt: str, name: str = "") -> None:
        """报送登记: `saved` comes with it, or `declined` says why not."""
        self._saving.report(way, when, receipt, name)

    def keep(self, why: str) -> None:
        """Keep a copy of the draft among the backups."""
        self._saving.keep(why)

    def flush(self) -> None:
        """Write now what was typed: the field is left, or the person asks for it."""
        self._saving.flush()

    def save_elsewhere(self, path: Path) -> None:
        """Go on in a new file, with what could not be written to the old one."""
        self._saving.save_elsewhere(path)

    def close(self, *, abandon: bool = False) -> None:
        """Write everything and close; `closed` or `failed` comes."""
        self._saving.close(abandon=abandon)

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the file is let go of, for the end of the program."""
        return self._saving.wait(timeout)

    def _show(self, draft: Draft) -> None:
        if draft != self._draft:
            self._draft = draft
            self.changed.emit(draft)

    @Slot(object)
    def _open(self, standing: Standing) -> None:
        self._standing = standing
        # Going on elsewhere: what waits is on the screen, and not yet in the new file.
        self._draft = self._draft or standing.draft
        self.opened.emit(standing)

    @Slot(object, int)
    def _save(self, standing: Standing, waiting: int) -> None:
        self._standing = standing
        # What was undone or numbered on the disk comes back, once nothing typed since is under way.
        settled = self._saving.settled()
        if settled is not None:
            self._show(settled.draft)
        self.saved.emit(standing, waiting)


class _Voice(QObject):
    """Brings what the writing thread tells over to the window's."""

    told_opened = Signal(object)
    told_refused = Signal(str)
    told_saved = Signal(object, int)
    told_failed = Signal(str, int)
    told_warned = Signal(str)
    told_declined = Signal(str)
    told_closed = Signal(str)

    def opened(self, standing: Standing) -> None:
        self.told_opened.emit(standing)

    def refused(self, sentence: str) -> None:
        self.told_refused.emit(sentence)

    def saved(self, standing: Standing, waiting: int) -> None:
        self.told_saved.emit(standing, waiting)

    def failed(self, sentence: str, waiting: int) -> None:
        self.told_failed.emit(sentence, waiting)

    def warned(self, sentence: str) -> None:
        self.told_warned.emit(sentence)

    def declined(self, sentence: str) -> None:
        self.told_declined.emit(sentence)

    def closed(self, sentence: str) -> None:
        self.told_closed.emit(sentence)
