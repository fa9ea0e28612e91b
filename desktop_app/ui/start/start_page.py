"""The page shown while no draft is open: go on, begin, practise, find back, check the computer."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.jobs import recent
from desktop_app.jobs.progress import Report
from desktop_app.jobs.recent import Recent
from desktop_app.paths import is_draft, is_pack_file, practice_folder
from desktop_app.ui.prompts import Prompts
from desktop_app.ui.start.home import Home
from desktop_app.ui.start.parts import View
from desktop_app.ui.start.programmes import Packs, installed_packs
from desktop_app.ui.start.question import Question
from desktop_app.ui.work import LongWork, Work

# What stands behind the first view is brought in when it is asked for: the window is drawn sooner.
if TYPE_CHECKING:
    from desktop_app.core.programme import Programme
    from desktop_app.jobs.environment import Looked
    from desktop_app.ui.start.environment import Environment
    from desktop_app.ui.start.install import InstallPack
    from desktop_app.ui.start.new_draft import NewDraft
    from desktop_app.ui.start.recovery import Recovery

V = TypeVar("V", bound=View)
_DAYS = "一二三四五六日"
_NOT_A_DRAFT = (
    "「{}」不是申报匣的草稿(草稿的文件名以 .shenbao 结尾)。"
    "县区表格和 Word 方案,请先打开或新建草稿,再拖进去导入。"
)


class StartPage(QWidget):
    """Emits the draft to open, or that somebody wants to choose one.

    `stands` comes once, when it was drawn.

    It has no part in opening: whoever opens a draft calls `recent.remember` when it is closed,
    and shows this page again, which then lists it.
    """

    open_asked = Signal(object)
    choose_asked = Signal()
    stands = Signal()

    def __init__(
        self,
        prompts: Prompts,
        *,
        author: str = "",
        now: Callable[[], datetime] = datetime.now,
        packs: Callable[[], Packs] = installed_packs,
        practice: Callable[[], Path] = practice_folder,
        here: "Callable[[], Sequence[Looked]] | None" = None,
        printers: "Callable[[], Looked] | None" = None,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self._prompts, self._author, self._now = prompts, author, now
        self._packs, self._practice = packs, practice
        self._here, self._printers = here, printers
        self._pool = QThreadPool(self)
        self._entries: tuple[Recent, ...] = ()
        self._missing: Mapping[Path, str] = {}
        self._found: Packs | None = None
        self._forgotten: Recent | None = None
        self._practising: LongWork | None = None
        self._is_left = False
        self._was_painted = False
        self._home = Home()
        self._views = QStackedWidget()
        self._views.addWidget(self._home)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._views)
        self._connect()

    @property
    def tab_zones(self) -> tuple[QWidget, ...]:
        """What Tab goes through, one after the other; the lists are filled as they are read."""
        return self._home.notice, self._home.recents, self._home.programmes, self

    def refresh(self) -> None:
        """Read the list and the day anew."""
        self._entries = recent.load()
        self._show_home()
        if self._was_painted:
            self._look_for_files()

    def recover(self, draft: Path) -> None:
        """Show the copies of a draft that could not be opened."""
        self._go(self._recovery)
        self._recovery.show_copies_of(draft)

    def leave(self, *, is_left: bool) -> None:
        """Somebody opens a draft, and is on their way until its page stands in place of this one:
        what is still being made here is not put before them any more."""
        self._is_left = is_left
        if is_left:
            self._stop_practice()

    def tell(self, sentence: str) -> None:
        """A sentence above the lists: why a draft could not be opened."""
        self._forgotten = None
        self._back()
        self._home.notice.tell(sentence, weight="explain")

    def stop(self) -> None:
        """End what is under way, before the window goes."""
        self._stop_practice()
        if "_install" in self.__dict__:
            self._install.stop()
        self._pool.clear()
        self._pool.waitForDone()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.refresh()
        if not event.spontaneous() and self._views.currentWidget() is self._home:
            self._home.enter()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        # Minimising hides too, but spontaneously: then everything stays as it is.
        if not event.spontaneous():
            self._stop_practice()
            self._home.notice.hide()
            self._views.setCurrentWidget(self._home)
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # What takes time begins when there is something to look at.
            QTimer.singleShot(0, self._look_around)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if any(one.isLocalFile() for one in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        paths = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
        drafts = [one for one in paths if is_draft(one)]
        packs = [one for one in paths if is_pack_file(one)]
        if drafts:
            event.acceptProposedAction()
            self.open_asked.emit(drafts[0])
        elif packs:
            event.acceptProposedAction()
            self.install(packs[0])
        elif paths:
            self.tell(_NOT_A_DRAFT.format(paths[0].name))

    def _connect(self) -> None:
        home = self._home
        home.recents.open_asked.connect(self.open_asked)
        home.recents.forget_asked.connect(self._forget)
        home.recents.recover_asked.connect(self.recover)
        home.recents.look_asked.connect(self._look_for_files)
        home.programmes.new_asked.connect(self._begin_new)
        home.open.clicked.connect(self.choose_asked)
        home.recover.clicked.connect(self._begin_recovery)
        home.check.clicked.connect(self._begin_environment)
        home.install.clicked.connect(self._choose_pack)
        home.practise_asked.connect(self._practise)
        home.practise_stopped.connect(self._stop_practice)
        home.notice.done.connect(self._put_back)

    @cached_property
    def _new(self) -> "NewDraft":
        from desktop_app.ui.start.new_draft import NewDraft

        view = NewDraft(self._prompts, self._pool, author=self._author, now=self._now)
        view.made.connect(self._open)
        return self._added(view)

    @cached_property
    def _recovery(self) -> "Recovery":
        from desktop_app.ui.start.recovery import Recovery

        view = Recovery(
            self._prompts,
            self._pool,
            author=self._author,
            now=self._now,
            known=self._known_paths,
        )
        view.open_asked.connect(self._open)
        return self._added(view)

    @cached_property
    def _environment(self) -> "Environment":
        from desktop_app.ui.start.environment import Environment

        view = Environment(self._pool, self._look_apart, self._look_here)
        view.looked.connect(self._show_health)
        return self._added(view)

    @cached_property
    def _install(self) -> "InstallPack":
        from desktop_app.ui.start.install import InstallPack

        view = InstallPack(self._pool, now=self._now)
        view.installed.connect(self._pack_installed)
        return self._added(view)

    def _added(self, view: V) -> V:
        self._views.addWidget(view)
        view.back_asked.connect(self._back)
        return view

    def _show_home(self) -> None:
        now = self._now()
        day = _DAYS[now.weekday()]
        self._home.today.setText(f"今天是 {now.year}年{now.month}月{now.day}日 星期{day}")
        self._home.recents.show_entries(self._entries, self._missing, now)
        if self._found is not None:
            used = frozenset(one.pack for one in self._entries)
            self._home.show_packs(self._found, now.date(), lead=not self._entries, used=used)

    def _go(self, view: View) -> None:
        self._views.setCurrentWidget(view)
        view.enter()

    @Slot()
    def _back(self) -> None:
        self._views.setCurrentWidget(self._home)
        if (known := self._home.focusWidget()) is not None:
            known.setFocus()
        else:
            self._home.enter()

    @Slot(object)
    def _open(self, path: Path) -> None:
        """What was made or brought back is opened, unless somebody is at another draft by now."""
        if self.isVisible() and not self._is_left:
            self._back()
            self.open_asked.emit(path)

    @Slot()
    def _look_around(self) -> None:
        self.stands.emit()
        self._look_for_files()
        self._work(self._packs, self._show_packs)
        entries = self._entries
        self._work(lambda: self._look_quickly(entries), self._show_health)

    @Slot()
    def _look_for_files(self) -> None:
        entries = self._entries
        question = Question(lambda: recent.missing(entries), self)
        question.answered.connect(self._show_missing)
        question.start()

    def _work(self, task: Callable[[], object], then: Callable[[object], None]) -> None:
        work = Work(task, self)
        work.succeeded.connect(then)
        work.failed.connect(self.tell)
        work.start(self._pool)

    def _look_quickly(self, entries: Sequence[Recent]) -> "tuple[Looked, ...]":
        from desktop_app.jobs.environment import look_quickly

        return look_quickly(self._now(), last_known=_last_known(entries))

    def _look_apart(self) -> "tuple[Looked, ...]":
        from desktop_app.jobs.environment import look_closely
        from desktop_app.ui.start.computer import look_at_printers

        found = look_closely(self._now(), last_known=_last_known(recent.load()))
        return (*found, (self._printers or look_at_printers)())

    def _look_here(self) -> "Sequence[Looked]":
        from desktop_app.ui.start.computer import look_at_input, look_at_screen

        return self._here() if self._here else (look_at_input(), look_at_screen())

    @Slot(object)
    def _show_missing(self, missing: Mapping[Path, str]) -> None:
        if missing != self._missing:
            self._missing = missing
            self._show_home()

    @Slot(object)
    def _show_packs(self, packs: Packs) -> None:
        self._found = packs
        self._show_home()

    @Slot(object)
    def _show_health(self, results: "Sequence[Looked]") -> None:
        from desktop_app.ui.start.environment import told_briefly

        self._home.show_health(*told_briefly(results))

    @Slot(object)
    def _forget(self, entry: Recent) -> None:
        self._entries = recent.forget(entry.path)
        self._forgotten = entry
        self._show_home()
        self._home.notice.tell(f"「{entry.title}」已从列表移除,文件没有删除。", "放回列表")

    @Slot()
    def _put_back(self) -> None:
        self._home.notice.hide()
        if self._forgotten is not None:
            recent.remember(self._forgotten)
            self._forgotten = None
            self.refresh()

    @Slot(object)
    def _begin_new(self, programme: "Programme") -> None:
        self._new.show_programme(programme)
        self._go(self._new)

    def install(self, path: Path) -> None:
        """Show what a pack file holds, to be installed."""
        self._go(self._install)
        self._install.show_file(path)

    @Slot()
    def _choose_pack(self) -> None:
        if (path := self._prompts.pack_to_install(self)) is not None:
            self.install(path)

    @Slot(str)
    def _pack_installed(self, sentence: str) -> None:
        self._home.notice.tell(sentence)
        self._work(self._packs, self._show_packs)

    @Slot()
    def _begin_recovery(self) -> None:
        self._go(self._recovery)
        self._recovery.begin()

    @Slot()
    def _begin_environment(self) -> None:
        self._go(self._environment)
        self._environment.look()

    @Slot()
    def _practise(self) -> None:
        folder = self._practice()

        def task(report: Report) -> Path:
            # Brings the readers and the audit in, which nothing else of this page needs.
            from desktop_app.jobs.demo import practise

            return practise(folder, report=report, now=self._now)

        work = LongWork(task, self)
        work.progressed.connect(self._home.show_practice)
        work.succeeded.connect(self._practised)
        work.failed.connect(self._not_practised)
        work.cancelled.connect(self._practice_stopped)
        self._practising = work
        self._home.show_practice_begun()
        work.start(self._pool)

    @Slot()
    def _stop_practice(self) -> None:
        if self._practising is not None:
            self._practising.cancel()
            self._home.show_practice_stopping()

    @Slot(object)
    def _practised(self, path: Path) -> None:
        self._practising = None
        self._home.show_practice_ready()
        self._open(path)

    @Slot(str)
    def _not_practised(self, sentence: str) -> None:
        self._practice_stopped()
        self.tell(sentence)

    @Slot()
    def _practice_stopped(self) -> None:
        self._practising = None
        self._home.show_practice_ready()

    def _known_paths(self) -> tuple[Path, ...]:
        return tuple(one.path for one in self._entries)


def _last_known(entries: Sequence[Recent]) -> datetime | None:
    return max((one.opened for one in entries), default=None)
