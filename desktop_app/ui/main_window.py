"""The window: the start page, or one open draft with every change on the disk at once."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.jobs import recent
from desktop_app.paths import free_name
from desktop_app.ui.banner import Banner
from desktop_app.ui.draft_bar import DraftBar
from desktop_app.ui.keeping import Keeping
from desktop_app.ui.look import Look
from desktop_app.ui.prompts import Leave, Prompts
from desktop_app.ui.settings import Settings
from desktop_app.ui.side_windows import SideWindows
from desktop_app.ui.start_page import StartPage
from desktop_app.ui.status_line import StatusLine
from desktop_app.ui.tab_order import put_in_order
from desktop_app.ui.theme import Theme
from desktop_app.ui.work import Work

# What a draft needs is brought in once the window can be seen: half a second of imports.
if TYPE_CHECKING:
    from desktop_app.core.programme import Programme
    from desktop_app.core.search import Hit
    from desktop_app.jobs.saving import Standing
    from desktop_app.ui.live_audit import Checked
    from desktop_app.ui.session import Session
    from desktop_app.ui.workplace import Workplace

_NAME = "main"
_SIZE = (1366, 728)


class MainWindow(QMainWindow):
    """Opens drafts and closes them; what is done to one is the workplace's."""

    def __init__(
        self,
        prompts: Prompts,
        theme: Theme | None = None,
        *,
        author: str = "",
        now: Callable[[], datetime] = datetime.now,
        load: "Callable[[str], Programme] | None" = None,
        settings: Settings | None = None,
        look: Look | None = None,
        keeping: Keeping | None = None,
    ) -> None:
        super().__init__()
        self._prompts, self._theme = prompts, theme or Theme()
        self._author, self._now, self._load = author, now, load or _load
        self._settings = settings or Settings(author=author)
        self._keeping = keeping or Keeping(self)
        self._pool = QThreadPool(self)
        self._session: Session | None = None
        self._place: Workplace | None = None
        self._programme: Programme | None = None
        self._standing: Standing | None = None
        self._next: Path | None = None
        self._is_leaving = False
        self._is_listed = False
        self._bar = DraftBar(self._theme)
        self._banner = Banner()
        self._pages = QStackedWidget()
        self._foot = StatusLine()
        self._start = StartPage(prompts, author=author, now=now)
        self._side = SideWindows(self._theme, self._settings, look, self)
        self._lay_out()
        self._connect()

    def open(self, path: Path) -> None:
        """Open a draft; the one that is open is closed first."""
        if self._session is not None:
            self._next = path
            self._close_draft()
            return
        from desktop_app.ui.session import Session

        session = Session(path, self, author=self._author, now=self._now)
        session.opened.connect(self._opened)
        session.refused.connect(self._refused)
        session.changed.connect(self._changed)
        session.saved.connect(self._saved)
        session.failed.connect(self._failed)
        session.warned.connect(self._banner.tell)
        session.closed.connect(self._closed)
        self._keeping.follow(session)
        self._session = session
        self._bar.show_standing("正在打开…")
        session.start()

    @Slot(str)
    def jump(self, place: str) -> None:
        """Show a step by its id, or where a path of the draft is filled in."""
        if self._place is not None:
            self._place.jump(place)

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """A sentence across the window."""
        self._banner.tell(sentence)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """The draft is written first; then the window goes."""
        if self._session is None:
            self._settings.keep_geometry(_NAME, self.saveGeometry())
            self._start.stop()
            self._bar.search.stop()
            self._side.close()
            self._pool.waitForDone()
            super().closeEvent(event)
            return
        event.ignore()
        self._is_leaving = True
        self._close_draft()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802 - Qt's names
        """By Tab from the bar to the page, and on it in the order in which it is read."""
        inner = self._place.tab_zones if self._place is not None else self._start.tab_zones
        put_in_order(self, (self._bar, self._banner, *inner))
        return super().focusNextPrevChild(next)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if self._place is not None and _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """A draft is opened, anything else is taken for something to import."""
        paths = _files(event)
        drafts = [one for one in paths if one.suffix.lower() == ".shenbao"]
        if drafts:
            self.open(drafts[0])
        elif paths and self._place is not None:
            self._place.take_files(paths)
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        self.setWindowTitle("申报匣")
        self.setAcceptDrops(True)
        if not self.restoreGeometry(self._settings.geometry(_NAME)):
            self.resize(*_SIZE)
        self._pages.addWidget(self._start)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._banner)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._foot)
        self.setCentralWidget(page)

    def _connect(self) -> None:
        self._start.stands.connect(self._get_ready)
        self._start.open_asked.connect(self.open)
        self._start.choose_asked.connect(self._choose)
        self._bar.home_asked.connect(self._close_draft)
        self._bar.open_asked.connect(self._choose)
        self._bar.undo_asked.connect(self._undo)
        self._bar.redo_asked.connect(self._redo)
        self._bar.check_asked.connect(self._check_all)
        self._bar.settings_asked.connect(self._side.show_settings)
        self._bar.help_asked.connect(self._show_help)
        self._bar.search.jump_asked.connect(self.jump)
        self._side.author_changed.connect(self._be_called)
        self._banner.elsewhere_asked.connect(self._save_elsewhere)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._find)

    @Slot()
    def _get_ready(self) -> None:
        """Bring in what the first draft needs while the start page is looked at."""
        Work(_bring_all_in, self).start(self._pool)

    def _ready(self, programme: str) -> "Programme":
        """Called off the window's thread."""
        _bring_in()
        return self._load(programme)

    @Slot()
    def _choose(self) -> None:
        path = self._prompts.draft_to_open(self)
        if path is not None:
            self.open(path)

    @Slot(object)
    def _opened(self, standing: "Standing") -> None:
        self._stand(standing)
        self.setWindowTitle(f"{standing.path.name} — 申报匣")
        self._banner.tell(standing.notice)
        if self._place is not None:
            # Going on elsewhere: the new file has what was saved, not yet what waits.
            if self._session is not None and self._session.settled is None:
                self._bar.show_standing("正在保存…")
            return
        work = Work(lambda: self._ready(standing.draft.programme), self)
        work.succeeded.connect(self._show)
        work.failed.connect(self._not_shown)
        work.start(self._pool)

    @Slot(object)
    def _show(self, programme: "Programme") -> None:
        if self._session is None or self._standing is None:
            return
        from desktop_app.ui.kept import Kept
        from desktop_app.ui.page import Desk
        from desktop_app.ui.workplace import Workplace

        desk = Desk(
            programme,
            self._session,
            self._theme,
            self._prompts,
            self._author,
            self._now,
            can_write=not self._standing.read_only,
            kept=Kept(self._settings),
        )
        place = Workplace(desk)
        place.checked.connect(self._checked)
        place.troubled.connect(self._banner.tell)
        self._place, self._programme = place, programme
        self._pages.addWidget(place)
        self._pages.setCurrentWidget(place)
        self._bar.set_open(True)
        self._bar.search.set_look(self._look_for)
        self._stand(self._standing)
        draft = self._session.draft
        city = draft.value(programme.summary.city) if programme.summary.city else ""
        self._bar.show_title(" · ".join(filter(None, (city.strip(), programme.about.title))))
        place.jump(recent.place_of(self._standing.path) or "notice")

    @Slot(str)
    def _not_shown(self, sentence: str) -> None:
        self._prompts.tell(self, sentence)
        self._close_draft()

    @Slot(str)
    def _refused(self, sentence: str) -> None:
        self._session = None
        self._bar.show_standing("")
        self._start.tell(sentence)

    @Slot(object)
    def _changed(self, _: object) -> None:
        self._bar.show_standing("正在保存…")

    @Slot(object, int)
    def _saved(self, standing: "Standing", waiting: int) -> None:
        self._stand(standing)
        if waiting:
            self._bar.show_standing(f"正在保存…还有 {waiting} 项")

    def _stand(self, standing: "Standing") -> None:
        self._standing = standing
        told = f"{standing.words} · 只能查看" if standing.read_only else standing.words
        self._bar.show_standing(told)
        can_write = not standing.read_only and self._place is not None
        self._bar.show_steps(*((standing.undoable, standing.redoable) if can_write else ("", "")))

    @Slot(str, int)
    def _failed(self, sentence: str, waiting: int) -> None:
        self._bar.show_standing(f"有 {waiting} 项修改没有保存" if waiting else "修改没有保存")
        self._banner.warn(sentence)
        if not (self._is_leaving or self._next):
            return
        answer = self._prompts.leave(self, sentence)
        if answer is Leave.ABANDON and self._session is not None:
            self._session.close(abandon=True)
            return
        self._is_leaving, self._next = False, None
        if answer is Leave.ELSEWHERE:
            self._save_elsewhere()

    @Slot()
    def _save_elsewhere(self) -> None:
        if self._session is None or self._standing is None:
            return
        suggested = free_name(self._standing.path)
        path = self._prompts.draft_to_save(self, suggested)
        if path is not None:
            self._session.save_elsewhere(path)

    @Slot()
    def _close_draft(self) -> None:
        """Ask about what would be lost, then write everything and let go of the file."""
        begun = self._place.begun if self._place else ""
        if begun and not self._prompts.agrees(self, begun, "不要了,关闭"):
            self._is_leaving, self._next = False, None
            return
        if self._session is not None:
            self._session.close()

    @Slot(str)
    def _closed(self, sentence: str) -> None:
        self._remember()
        if self._place is not None:
            self._place.stop()
            self._pages.removeWidget(self._place)
            self._place.deleteLater()
        session, self._session, self._place, self._standing = self._session, None, None, None
        self._programme, self._is_listed = None, False
        if session is not None:
            session.wait()
            session.deleteLater()
        self._bar.set_open(False)
        self._foot.show_totals(None)
        self._banner.hide()
        self.setWindowTitle("申报匣")
        if sentence:
            self._prompts.tell(self, sentence)
        if self._is_leaving:
            self.close()
        elif self._next is not None:
            path, self._next = self._next, None
            self.open(path)

    def _remember(self) -> None:
        """Put the draft on the list of recent ones, with where the person was."""
        if self._place is None or self._standing is None or self._programme is None:
            return
        from desktop_app.jobs.recent_entry import entry_of

        standing, found = self._standing, self._place.found
        is_newest = found is not None and found.draft == standing.draft
        entry = entry_of(
            self._programme,
            standing.draft,
            standing.path,
            self._now(),
            state=standing.state,
            findings=found.audit.findings if found is not None and is_newest else None,
            place=self._place.place,
        )
        recent.remember(entry)

    @Slot(object)
    def _checked(self, found: "Checked") -> None:
        self._bar.show_verdict(found.audit.passes)
        if not self._is_listed:
            # Not only when it is closed: after a power cut it must be on the list too.
            self._is_listed = True
            self._remember()
        self._foot.show_totals(found.totals, self._programme)

    def _look_for(self, typed: str) -> "tuple[Hit, ...]":
        """Called off the window's thread: the draft is a value."""
        from desktop_app.core.pinyin import matches
        from desktop_app.core.search import search

        session, programme = self._session, self._programme
        if session is None or programme is None:
            return ()
        return search(programme, session.draft, typed, spoken_like=matches)

    @Slot()
    def _find(self) -> None:
        """The search of the page, where it has one, else that over everything."""
        if self._place is None or not self._place.begin_search():
            self._bar.search.begin()

    @Slot(str)
    def _be_called(self, author: str) -> None:
        """Another name for what is done from the next draft on."""
        self._author = author

    @Slot()
    def _show_help(self) -> None:
        self._side.show_help(self._place.step.id if self._place is not None else "start")

    @Slot()
    def _undo(self) -> None:
        if self._session is not None:
            self._session.undo()

    @Slot()
    def _redo(self) -> None:
        if self._session is not None:
            self._session.redo()

    @Slot()
    def _check_all(self) -> None:
        if self._place is not None:
            self._place.check_all()


def _bring_in() -> None:
    """Import what shows a draft; loaded by whoever asks first, once."""
    import desktop_app.jobs.packs
    import desktop_app.ui.workplace  # noqa: F401


def _bring_all_in() -> None:
    _bring_in()
    from desktop_app.ui import step_pages

    step_pages.bring_in()


def _load(programme: str) -> "Programme":
    from desktop_app.jobs.packs import load_programme

    return load_programme(programme)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
