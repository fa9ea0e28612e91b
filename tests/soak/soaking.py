"""The soak: rounds of opening a draft, random deeds, undoing all, closing, and looking it over."""

import random
import re
import shutil
import tempfile
import time
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.core.draft import Draft
from desktop_app.jobs.build_bundle import build_bundle
from desktop_app.jobs.demo import input_files, practise, sample_folder
from desktop_app.jobs.draft_work import starting_values
from desktop_app.jobs.pack_file import build_pack
from desktop_app.jobs.packs import load_programme, pack_folder
from desktop_app.storage.draft_file import create, open_draft
from desktop_app.ui.look import Look
from desktop_app.ui.session import Session
from desktop_app.ui.settings import Settings
from desktop_app.ui.shell.keeping import Keeping
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.theme import Theme
from tests.soak import hand
from tests.soak.answers import ChancePrompts
from tests.soak.deeds import Deeds
from tests.soak.faults import Faults
from tests.soak.levels import Level, level
from tests.soak.watching import Watch

# A day on which the deadline is near.
_DAY = datetime(2024, 11, 11, 9, 30)
# Seconds until something that must come counts as never coming.
_PATIENCE = 30.0
_MOST_UNDONE = 400
_TRIES = 3
_MOST_TRIED = 60
# Comes by itself only in an event loop that was entered by `exec`.
_DEFERRED_DELETE = QEvent.Type.DeferredDelete.value


@dataclass
class Outcome:
    """What a soak found; `faults` is empty when all went well."""

    faults: list[str] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    deeds: dict[str, int] = field(default_factory=dict)
    actions: int = 0
    drafts_compared: int = 0
    undone: int = 0
    told: list[str] = field(default_factory=list)


class Attending(Keeping):
    """Knows the open draft's session, as the program's own last line of defence does."""

    def __init__(self, parent: QObject, closed: Callable[[Path, Draft], None]) -> None:
        super().__init__(parent)
        self._tell_closed = closed
        self.session: Session | None = None

    def follow(self, session: Session) -> None:
        super().follow(session)
        self.session = session
        # By a reference that does not keep it: what stays alive is to be seen.
        known = weakref.ref(session)
        session.closed.connect(lambda _: self._gone(known()))
        session.refused.connect(lambda _: self._gone(known()))

    def _gone(self, session: Session | None) -> None:
        if session is None:
            return
        # The window may have opened the next one by now.
        if self.session is session:
            self.session = None
        try:
            path, draft = session.standing.path, session.draft
        except RuntimeError:
            return
        self._tell_closed(path, draft)


class _Nobody(QObject):
    """Takes what would be opened by other programs."""

    @Slot(QUrl)
    def take(self, _: QUrl) -> None:
        return


class Soak:
    """One window, one seed. `rounds` end by number, or when `is_over` says so."""

    def __init__(
        self,
        seed: int,
        folder: Path,
        say: Callable[[str], None] = lambda _: None,
        others: Sequence[str] = (),
    ):
        """`others` are ids of programmes whose practice cities are worked on beside the first."""
        self._chance = random.Random(seed)
        self._folder, self._say = folder, say
        self._arrived = _arrived(folder, others)
        self._drafts = _drafts(folder, others)
        kept = folder / "as made"
        kept.mkdir()
        self._as_made = [Path(shutil.copy(one, kept)) for one in self._drafts]
        self._prompts = ChancePrompts(
            self._chance, folder, self._drafts, self._arrived, _packs(folder, others)
        )
        self._closed: list[tuple[Path, Draft]] = []
        self.outcome = Outcome()
        self._deeds: Deeds | None = None
        self.faults = Faults(self._doing)
        self.watch = Watch(self._doing)

    def run(
        self, rounds: int, actions: int, is_over: Callable[[], bool] = lambda: False
    ) -> Outcome:
        """So many rounds of so many actions each."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setQuitOnLastWindowClosed(False)
        nobody = _Nobody()
        for scheme in ("file", "http", "https", "mailto"):
            QDesktopServices.setUrlHandler(scheme, nobody, "take")
        self.watch.start()
        beats = QTimer()
        beats.timeout.connect(self.watch.beat)
        beats.start(20)
        with self.faults:
            self._build_once()
            self._open_window(application)
            for number in range(rounds):
                self._round(number, actions)
                if is_over():
                    break
            self._close_window()
        beats.stop()
        self.watch.stop()
        for scheme in ("file", "http", "https", "mailto"):
            QDesktopServices.unsetUrlHandler(scheme)
        assert self._deeds is not None
        self.outcome.faults = self.faults.all()
        self.outcome.deeds, self.outcome.actions = self._deeds.done, self._deeds.steps
        self.outcome.told = [*self._prompts.told, *self._prompts.not_written]
        return self.outcome

    def _doing(self) -> str:
        return self._deeds.doing if self._deeds is not None else "opening the window"

    def _build_once(self) -> None:
        """What writes papers takes 60 MB when it is first asked for, and keeps them; chance may
        ask late, and that would look like a leak."""
        with open_draft(self._drafts[0], read_only=True) as file:
            draft = file.draft
        build_bundle(load_programme(draft.programme), draft, self._folder / "先做", preview=True)

    def _open_window(self, application: QApplication) -> None:
        theme, settings = Theme(), Settings(self._folder / "数据", author="王工")
        self._look = Look(application, theme, settings)
        self._look.wear()
        self._keeping = Attending(self._look, self._note_closed)
        self._window = MainWindow(
            self._prompts,
            theme,
            author="王工",
            now=lambda: _DAY,
            settings=settings,
            look=self._look,
            keeping=self._keeping,
        )
        self._window.show()
        self._window.activateWindow()
        self._deeds = Deeds(self._chance, self._window, self._arrived)
        self._rest(0.5)

    def _round(self, number: int, actions: int) -> None:
        deeds = self._deeds
        assert deeds is not None
        with self.watch.paused():
            self._begin_afresh()
        for _ in range(self._chance.randint(2, 6)):
            deeds.do_at_start()
            self._rest(0.05)
        self._open(self._drafts[number % len(self._drafts)])
        for _ in range(actions):
            deeds.do_one()
            self._rest(self._chance.choice((0.0, 0.0, 0.01, 0.05, 0.3)))
            if self._keeping.session is None and not self._until(
                lambda: self._keeping.session is not None, 3.0
            ):
                # A person who comes home goes on with another draft.
                self._open(self._chance.choice(self._drafts))
        if self._chance.random() < 0.6 or number == 0:
            self._undo_all(deeds)
        self._go_home()
        self._compare_closed()
        with self.watch.paused():
            self._rest(0.2)
            self.outcome.levels.append(level(deeds.steps))
        told = self.outcome.levels[-1]
        for fault in self.faults.new():
            self._say(fault)
        self._say(
            f"round {number + 1}: {deeds.steps} actions, {told.memory:.0f} MB, {told.handles} handles, "
            f"{told.threads} threads, {told.widgets} widgets, {told.objects} objects"
        )

    def _begin_afresh(self) -> None:
        """Drafts as they were at first: those that grow from round to round would hide what the
        program itself keeps."""
        if self._keeping.session is None:
            for made, draft in zip(self._as_made, self._drafts, strict=True):
                shutil.copy(made, draft)

    def _open(self, path: Path) -> None:
        """By Ctrl+O; whatever else is open is closed by that."""
        self._leave_dialogs()
        self._deeds.say(f"#{self._deeds.steps} open {path.name}")
        self._prompts.sure = path
        for _ in range(_TRIES):
            # While another draft is being opened nothing is heard: who sees that asks again.
            hand.key(self._window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
            if self._until(lambda: self._is_open(path), _PATIENCE / _TRIES):
                break
        else:
            self.faults.add(f"{path.name} was not opened", self._seen())
        self._prompts.sure = None

    def _is_open(self, path: Path) -> bool:
        session = self._keeping.session
        try:
            return (
                session is not None
                and session.standing.path == path
                and self._window.findChild(QObject, "steps") is not None
            )
        except RuntimeError:
            return False

    def _go_home(self) -> None:
        self._leave_dialogs()
        self._deeds.say(f"#{self._deeds.steps} home")
        # Whatever was begun is given up.
        self._prompts.sure = self._drafts[0]
        home = next((b for b in self._window.findChildren(QObject, "home") if b.isVisible()), None)
        if home is not None:
            hand.click(home)
        if not self._until(lambda: self._keeping.session is None):
            self.faults.add("the draft was not closed", f"home: {home is not None}; {self._seen()}")
        self._prompts.sure = None
        self._rest(0.3)

    def _seen(self) -> str:
        """What a person has before them."""
        top = hand.in_front(self._window)
        labels = [one.text() for one in top.findChildren(QLabel) if one.isVisible() and one.text()]
        told = " | ".join(labels)[:600]
        return f"in front: {type(top).__name__} {top.objectName()}; {top.windowTitle()}; {told}"

    def _leave_dialogs(self) -> None:
        for _ in range(6):
            top = hand.in_front(self._window)
            if top is self._window:
                return
            top.close()
            self._rest(0.05)

    def _undo_all(self, deeds: Deeds) -> None:
        """All the way back and forth again: the same values. Somebody who has changed nothing so far
        goes on until something is."""
        for _ in range(_MOST_TRIED):
            session = self._keeping.session
            if session is not None and session.standing.undoable:
                break
            deeds.do_one()
            self._rest(0.05)
        self._leave_dialogs()
        session = self._keeping.session
        if session is None:
            return
        self._deeds.say(f"#{self._deeds.steps} undo all")
        session.flush()
        if not self._until(lambda: session.settled is not None):
            self.faults.add("the draft never settled")
            return
        before = session.draft
        done = 0
        while done < _MOST_UNDONE and session.standing.undoable and not session.standing.read_only:
            if not self._step(session, session.undo):
                return
            done += 1
        self._deeds.say(f"#{self._deeds.steps} redo all ({done})")
        for _ in range(done):
            if not self._step(session, session.redo):
                return
        after = session.draft
        self.outcome.undone += done
        if replace(after, revision=0) != replace(before, revision=0):
            self.faults.add(
                f"undoing and redoing {done} changes gave other values", _difference(before, after)
            )

    def _step(self, session: Session, go: Callable[[], None]) -> bool:
        """One undo or redo, on the disk; whether it came."""
        revision = session.standing.draft.revision
        go()
        came = self._until(
            lambda: session.settled is not None and session.standing.draft.revision != revision,
            20.0,
        )
        if not came:
            label = session.standing.undoable
            self.faults.add("an undo or redo never came", f"the last change: {label}")
        return came

    def _note_closed(self, path: Path, draft: Draft) -> None:
        self._closed.append((path, draft))

    def _compare_closed(self) -> None:
        """What was on the screen must be what the file holds."""
        last = dict(self._closed)
        self._closed.clear()
        with self.watch.paused():
            for path, draft in last.items():
                try:
                    with open_draft(path, read_only=True) as file:
                        held = file.draft
                except Exception as fault:  # noqa: BLE001 - whatever it is, it is a finding
                    self.faults.add(f"a closed draft does not open: {fault}", str(path))
                    continue
                self.outcome.drafts_compared += 1
                if held != draft:
                    self.faults.add("a closed draft holds other values", _difference(draft, held))

    def _close_window(self) -> None:
        self._leave_dialogs()
        self._deeds.say("close the window")
        self._window.close()
        if not self._until(lambda: not self._window.isVisible()):
            self.faults.add("the window did not close")
        self._rest(0.2)
        self._window.deleteLater()
        self._look.deleteLater()
        QApplication.sendPostedEvents(None, _DEFERRED_DELETE)
        QApplication.processEvents()

    def _rest(self, seconds: float) -> None:
        """Let the window's events come, for so long at least."""
        clock = QElapsedTimer()
        clock.start()
        while True:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            QApplication.sendPostedEvents(None, _DEFERRED_DELETE)
            self.watch.beat()
            if QApplication.activeWindow() is None and self._window.isVisible():
                # A window manager gives the focus back when a dialog goes; offscreen nobody does.
                hand.in_front(self._window).activateWindow()
            if clock.elapsed() >= seconds * 1000:
                return
            time.sleep(0.002)

    def _until(self, holds: Callable[[], bool], patience: float = 0.0) -> bool:
        end = time.monotonic() + (patience or _PATIENCE)
        while not holds():
            if time.monotonic() > end:
                return False
            self._rest(0.01)
        return True


def _arrived(folder: Path, others: Sequence[str]) -> list[Path]:
    """What the counties of the practice cities sent."""
    taken: list[Path] = []
    for name in ("", *others):
        own = folder / f"收到的{name}"
        own.mkdir()
        taken += [Path(shutil.copy(one, own)) for one in input_files(sample_folder(name))]
    return taken


def _packs(folder: Path, others: Sequence[str]) -> list[Path]:
    """Pack files of a later version, so that they can be installed and drafts moved to them."""
    made: list[Path] = []
    for name in (sample_folder().name, *others):
        later = folder / "规则包" / name
        shutil.copytree(pack_folder(name), later)
        about = later / "programme.toml"
        told = re.sub(r'(?m)^version = "(.*)"', r'version = "\g<1>.99"', about.read_text("utf-8"))
        about.write_text(told, "utf-8")
        made.append(build_pack(later, folder / f"{name}.sbpack").path)
    return made


def _drafts(folder: Path, others: Sequence[str]) -> list[Path]:
    """The practice cities with all their faults, and a draft with nothing in it."""
    programme = load_programme(sample_folder().name)
    cities = [practise(folder, name, now=lambda: _DAY) for name in ("", *others)]
    blank = folder / "空白.shenbao"
    create(blank, programme.id, starting_values(programme), author="王工", now=lambda: _DAY).close()
    return [*cities, blank]


def _difference(one: Draft, other: Draft) -> str:
    lines = [f"revision {one.revision} / {other.revision}"]
    lines += [
        f"{key}: {one.values.get(key)!r} / {other.values.get(key)!r}"
        for key in {*one.values, *other.values}
        if one.values.get(key) != other.values.get(key)
    ]
    for name in {*one.tables, *other.tables}:
        a, b = one.rows(name), other.rows(name)
        if a != b:
            lines.append(f"{name}: {len(a)} / {len(b)} rows")
            lines += [f"  {x} / {y}" for x, y in zip(a, b, strict=False) if x != y][:3]
    if one.explanations != other.explanations:
        lines.append("explanations differ")
    return "\n".join(line[:400] for line in lines[:12])


def a_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="soak", ignore_cleanup_errors=True)
