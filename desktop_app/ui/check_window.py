"""The window: one draft open to be checked and mended, every change on the disk at once."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.saving import Standing
from desktop_app.paths import free_name
from desktop_app.ui.banner import Banner
from desktop_app.ui.check_page import CheckPage
from desktop_app.ui.draft_bar import DraftBar
from desktop_app.ui.live_audit import Checked, LiveAudit
from desktop_app.ui.mending import Now
from desktop_app.ui.page import Desk
from desktop_app.ui.prompts import Leave, Prompts
from desktop_app.ui.session import Session
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import button, words
from desktop_app.ui.work import Work

ONLY_SOME = "程序只核对规则包里的部分条件,一切以通知原文为准"
_WELCOME = (
    "打开一份草稿,就能看到它的问题,一处一处改好。\n\n"
    "新建、导入和成册目前用命令行完成,见说明。没有草稿可以先用命令行 shenbao demo 生成练习城市。"
)


class CheckWindow(QMainWindow):
    """Opens drafts and closes them; what is done to one is the page's."""

    def __init__(
        self,
        prompts: Prompts,
        theme: Theme | None = None,
        *,
        author: str = "",
        now: Now = datetime.now,
        load: Callable[[str], Programme] = load_programme,
    ) -> None:
        super().__init__()
        self._prompts, self._theme = prompts, theme or Theme()
        self._author, self._now, self._load = author, now, load
        self._pool = QThreadPool(self)
        self._session: Session | None = None
        self._page: CheckPage | None = None
        self._live: LiveAudit | None = None
        self._standing: Standing | None = None
        self._next: Path | None = None
        self._is_leaving = False
        self._bar = DraftBar()
        self._banner = Banner()
        self._pages = QStackedWidget()
        self._lay_out()
        self._bar.open_asked.connect(self._choose)
        self._bar.undo_asked.connect(self._undo)
        self._bar.redo_asked.connect(self._redo)
        self._bar.check_asked.connect(self._check_all)
        self._banner.elsewhere_asked.connect(self._save_elsewhere)

    def open(self, path: Path) -> None:
        """Open a draft; the one that is open is closed first."""
        if self._session is not None:
            self._next = path
            self._close_draft()
            return
        session = Session(path, self, author=self._author, now=self._now)
        session.opened.connect(self._opened)
        session.refused.connect(self._refused)
        session.changed.connect(self._changed)
        session.saved.connect(self._saved)
        session.failed.connect(self._failed)
        session.warned.connect(self._banner.tell)
        session.closed.connect(self._closed)
        self._session = session
        self._bar.show_standing("正在打开…")
        session.start()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """The draft is written first; then the window goes."""
        if self._session is None:
            self._pool.waitForDone()
            super().closeEvent(event)
            return
        event.ignore()
        self._is_leaving = True
        self._close_draft()

    def _lay_out(self) -> None:
        self.setWindowTitle("申报匣")
        self.resize(1366, 728)
        welcome = QWidget()
        welcome.setObjectName("page")
        told = words(_WELCOME, "", "welcome")
        told.setMaximumWidth(720)
        start = button("打开草稿…", "open first", "打开草稿", primary=True)
        start.clicked.connect(self._choose)
        layout = QVBoxLayout(welcome)
        layout.setContentsMargins(48, 48, 48, 48)
        layout.setSpacing(16)
        layout.addWidget(words("核对", "title"))
        layout.addWidget(told)
        layout.addWidget(start, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self._pages.addWidget(welcome)
        foot = QWidget()
        foot.setObjectName("foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        told = words(ONLY_SOME, "", "only some")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(told, 1)
        offline = words("离线运行 · 数据只在本机", "", "offline")
        offline.setWordWrap(False)
        row.addWidget(offline)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._banner)
        layout.addWidget(self._pages, 1)
        layout.addWidget(foot)
        self.setCentralWidget(page)

    @Slot()
    def _choose(self) -> None:
        path = self._prompts.draft_to_open(self)
        if path is not None:
            self.open(path)

    @Slot(object)
    def _opened(self, standing: Standing) -> None:
        self._stand(standing)
        self.setWindowTitle(f"{standing.path.name} — 申报匣")
        self._banner.tell(standing.notice)
        if self._page is not None:
            return
        work = Work(lambda: self._load(standing.draft.programme), self)
        work.succeeded.connect(self._show)
        work.failed.connect(self._not_shown)
        work.start(self._pool)

    @Slot(object)
    def _show(self, programme: Programme) -> None:
        if self._session is None or self._standing is None:
            return
        draft = self._session.draft
        desk = Desk(
            programme,
            self._session,
            self._theme,
            self._prompts,
            self._author,
            self._now,
            can_write=not self._standing.read_only,
        )
        page = CheckPage(desk, can_jump=False)
        live = LiveAudit(programme, page)
        live.checked.connect(page.show_audit)
        live.checked.connect(self._checked)
        live.failed.connect(self._banner.tell)
        page.afresh.connect(self._check_all)
        page.troubled.connect(self._banner.tell)
        self._page, self._live = page, live
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._bar.set_open(True)
        self._stand(self._standing)
        city = draft.value(programme.summary.city) if programme.summary.city else ""
        self._bar.show_title(" · ".join(filter(None, (city.strip(), programme.about.title))))
        live.check(draft)

    @Slot(str)
    def _not_shown(self, sentence: str) -> None:
        self._prompts.tell(self, sentence)
        self._close_draft()

    @Slot(str)
    def _refused(self, sentence: str) -> None:
        self._session = None
        self._bar.show_standing("")
        self._prompts.tell(self, sentence)

    @Slot(object)
    def _changed(self, draft: Draft) -> None:
        self._bar.show_standing("正在保存…")
        if self._live is not None:
            self._live.check(draft)

    @Slot(object, int)
    def _saved(self, standing: Standing, waiting: int) -> None:
        self._stand(standing)
        if waiting:
            self._bar.show_standing(f"正在保存…还有 {waiting} 项")

    def _stand(self, standing: Standing) -> None:
        self._standing = standing
        told = f"{standing.words} · 只能查看" if standing.read_only else standing.words
        self._bar.show_standing(told)
        can_write = not standing.read_only and self._page is not None
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

    def _close_draft(self) -> None:
        """Ask about what would be lost, then write everything and let go of the file."""
        begun = self._page.begun if self._page else ""
        if begun and not self._prompts.agrees(self, begun, "不要了,关闭"):
            self._is_leaving, self._next = False, None
            return
        if self._session is not None:
            self._session.close()

    @Slot(str)
    def _closed(self, sentence: str) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None
        if self._page is not None:
            self._page.stop()
            self._pages.removeWidget(self._page)
            self._page.deleteLater()
        session, self._session, self._page, self._standing = self._session, None, None, None
        if session is not None:
            session.wait()
            session.deleteLater()
        self._bar.set_open(False)
        self._banner.hide()
        self.setWindowTitle("申报匣")
        if sentence:
            self._prompts.tell(self, sentence)
        if self._is_leaving:
            self.close()
        elif self._next is not None:
            path, self._next = self._next, None
            self.open(path)

    @Slot(object)
    def _checked(self, found: Checked) -> None:
        self._bar.show_verdict(found.audit.passes)

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
        if self._page is not None and self._live is not None and self._session is not None:
            self._page.show_running()
            self._live.check(self._session.draft, afresh=True)
