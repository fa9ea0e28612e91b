"""The window: the start page, or one open draft with every change on the disk at once."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.paths import free_name, is_draft, is_pack_file
from desktop_app.ui.look import Look
from desktop_app.ui.prompts import Leave, Prompts
from desktop_app.ui.settings import Settings
from desktop_app.ui.shell.banner import Banner
from desktop_app.ui.shell.draft_bar import DraftBar
from desktop_app.ui.shell.getting_ready import GettingReady
from desktop_app.ui.shell.keeping import Keeping
from desktop_app.ui.shell.side_windows import SideWindows
from desktop_app.ui.shell.status_line import StatusLine
from desktop_app.ui.start.start_page import StartPage
from desktop_app.ui.tab_order import put_in_order
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import throw_away

# What a draft needs is brought in once the window can be seen: half a second of imports.
if TYPE_CHECKING:
    from desktop_app.core.programme import Programme
    from desktop_app.jobs.saving import Standing
    from desktop_app.ui.live_audit import Checked
    from desktop_app.ui.shell.open_draft import OpenDraft
    from desktop_app.ui.shell.workplace import Workplace

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
        self._author, self._now, self._load = author, now, load
        self._settings = settings or Settings(author=author)
        self._keeping = keeping or Keeping(self)
        self._pool = QThreadPool(self)
        self._ready = GettingReady(self)
        self._draft: OpenDraft | None = None
        self._next: Path | None = None
        self._is_leaving = False
        self._bar = DraftBar(self._theme)
        self._banner = Banner()
        self._pages = QStackedWidget()
        self._foot = StatusLine()
        self._start = StartPage(prompts, author=author, now=now)
        self._side = SideWindows(self._theme, self._settings, prompts, look, self)
        self._lay_out()
        self._connect()

    def open(self, path: Path) -> None:
        """Open a draft; the one that is open is closed first."""
        if self._draft is not None:
            self._next = path
            self._close_draft()
            return
        from desktop_app.ui.shell.open_draft import OpenDraft

        draft = self._draft = OpenDraft(
            path,
            self,
            author=self._author,
            now=self._now,
            load=self._load,
            theme=self._theme,
            prompts=self._prompts,
            settings=self._settings,
        )
        draft.stood.connect(self._stand)
        draft.arrived.connect(self._show)
        draft.renewed.connect(self._show_renewed)
        draft.unfit.connect(self._not_shown)
        draft.checked.connect(self._checked)
        draft.troubled.connect(self._banner.tell)
        draft.refused.connect(self._refused)
        draft.closed.connect(self._closed)
        draft.outgrown.connect(self._open_again)
        draft.fits_again.connect(self._banner.hide)
        session = draft.session
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        session.failed.connect(self._failed)
        session.warned.connect(self._banner.tell)
        self._keeping.follow(session)
        self._bar.show_standing("正在打开…")
        self._start.leave(is_left=True)
        draft.start()

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
        if self._draft is None:
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
        drafts = [one for one in paths if is_draft(one)]
        if drafts:
            self.open(drafts[0])
        elif any(is_pack_file(one) for one in paths):
            self.tell("规则包文件请在开始页安装:先回到开始页,再把它拖进来。")
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
        self._ready.start(self._pool)

    @Slot()
    def _choose(self) -> None:
        path = self._prompts.draft_to_open(self)
        if path is not None:
            self.open(path)

    @property
    def _place(self) -> "Workplace | None":
        return self._draft.place if self._draft is not None else None

    @Slot(object)
    def _opened(self, standing: "Standing") -> None:
        self.setWindowTitle(f"{standing.path.name} — 申报匣")
        self._banner.tell(standing.notice)
        draft = self._draft
        # Going on elsewhere: the new file has what was saved, not yet what waits.
        if draft is not None and draft.place is not None and draft.session.settled is None:
            self._bar.show_standing("正在保存…")

    @Slot()
    def _show(self) -> None:
        draft = self._draft
        if draft is None or draft.place is None or draft.standing is None:
            return
        self._pages.addWidget(draft.place)
        self._pages.setCurrentWidget(draft.place)
        self._bar.set_open(True)
        self._bar.search.set_look(draft.look_for)
        self._bar.show_title(draft.title)
        self._stand(draft.standing, 0)

    @Slot(object)
    def _show_renewed(self, old: "Workplace") -> None:
        """The draft at a place made anew; the old one goes."""
        self._show()
        self._pages.removeWidget(old)
        throw_away(old)

    @Slot(str)
    def _not_shown(self, sentence: str) -> None:
        self._prompts.tell(self, sentence)
        self._close_draft()

    @Slot(str)
    def _refused(self, sentence: str) -> None:
        self._let_go()
        self._bar.show_standing("")
        self._start.tell(sentence)
        self._go_on()

    @Slot(object)
    def _changed(self, _: object) -> None:
        self._bar.show_standing("正在保存…")

    @Slot()
    def _open_again(self) -> None:
        """With the forms of the version that the draft is of now."""
        draft = self._draft
        if draft is None or draft.standing is None:
            return
        told = f"{draft.begun}\n草稿已改用另一版规则包,要重新打开;这些就不要了。"
        if draft.begun and not self._prompts.agrees(self, told, "不要了,重新打开"):
            self._banner.tell("草稿已改用另一版规则包;这些做完以后,请关闭草稿再打开。")
            return
        self._next = draft.standing.path
        draft.close()

    @Slot(object, int)
    def _stand(self, standing: "Standing", waiting: int) -> None:
        told = f"{standing.words} · 只能查看" if standing.read_only else standing.words
        self._bar.show_standing(f"正在保存…还有 {waiting} 项" if waiting else told)
        can_write = self._draft is not None and self._draft.can_write
        self._bar.show_steps(*((standing.undoable, standing.redoable) if can_write else ("", "")))

    @Slot(str, int)
    def _failed(self, sentence: str, waiting: int) -> None:
        self._bar.show_standing(f"有 {waiting} 项修改没有保存" if waiting else "修改没有保存")
        self._banner.warn(sentence)
        if not (self._is_leaving or self._next):
            return
        answer = self._prompts.leave(self, sentence)
        if answer is Leave.ABANDON and self._draft is not None:
            self._draft.close(abandon=True)
            return
        self._is_leaving, self._next = False, None
        if answer is Leave.ELSEWHERE:
            self._save_elsewhere()

    @Slot()
    def _save_elsewhere(self) -> None:
        if self._draft is None or self._draft.standing is None:
            return
        suggested = free_name(self._draft.standing.path)
        path = self._prompts.draft_to_save(self, suggested)
        if path is not None:
            self._draft.session.save_elsewhere(path)

    @Slot()
    def _close_draft(self) -> None:
        """Ask about what would be lost, then write everything and let go of the file."""
        draft = self._draft
        if draft is None:
            return
        if draft.begun and not self._prompts.agrees(self, draft.begun, "不要了,关闭"):
            self._is_leaving, self._next = False, None
            return
        draft.close()

    @Slot(str)
    def _closed(self, sentence: str) -> None:
        if self._place is not None:
            self._pages.removeWidget(self._place)
            self._place.deleteLater()
        self._let_go()
        self._bar.set_open(False)
        self._foot.show_totals(None)
        self._banner.hide()
        self.setWindowTitle("申报匣")
        if sentence:
            self._prompts.tell(self, sentence)
        self._go_on()

    def _let_go(self) -> None:
        draft, self._draft = self._draft, None
        self._start.leave(is_left=False)
        if draft is not None:
            draft.deleteLater()

    def _go_on(self) -> None:
        """With what the closing of the draft was for."""
        if self._is_leaving:
            self.close()
        elif self._next is not None:
            path, self._next = self._next, None
            self.open(path)

    @Slot(object)
    def _checked(self, found: "Checked") -> None:
        self._bar.show_verdict(found.audit.passes)
        self._foot.show_totals(found.totals, self._draft.programme if self._draft else None)

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
        place = self._place
        if place is None:
            self._side.show_help("start")
        else:
            self._side.show_help(place.step.id, place.programme, place.place)

    @Slot()
    def _undo(self) -> None:
        if self._draft is not None and not self._draft.is_closing:
            self._draft.session.undo()

    @Slot()
    def _redo(self) -> None:
        if self._draft is not None and not self._draft.is_closing:
            self._draft.session.redo()

    @Slot()
    def _check_all(self) -> None:
        if self._place is not None:
            self._place.check_all()


def _files(event: QDropEvent) -> list[Path]:
    return [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
