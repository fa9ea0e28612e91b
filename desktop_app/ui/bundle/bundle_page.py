"""成册与打印: make the bundle, look at its pages, print, freeze, check what comes back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QThreadPool, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.draft import Draft
from desktop_app.core.own_words import own_words
from desktop_app.core.programme import Programme
from desktop_app.core.sendings import mails
from desktop_app.core.steps import StepState
from desktop_app.jobs.made_bundle import MadeBundle, made_bundle
from desktop_app.jobs.print_memory import PrintMemory
from desktop_app.temporary import TemporaryFolder
from desktop_app.ui.bundle.clean_copy_card import CleanCopyCard
from desktop_app.ui.bundle.freeze_card import FreezeCard
from desktop_app.ui.bundle.made_card import MadeCard, MadePaper, papers_of
from desktop_app.ui.bundle.mail_card import MailCard
from desktop_app.ui.bundle.make_card import MakeCard
from desktop_app.ui.bundle.official_card import OfficialCard
from desktop_app.ui.bundle.preview_pane import PreviewPane
from desktop_app.ui.bundle.print_panel import PrintPanel
from desktop_app.ui.bundle.printers import Printers
from desktop_app.ui.bundle.scan_card import ScanCard
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk, Page
from desktop_app.ui.spacing import around, between, shared
from desktop_app.ui.widgets import words
from desktop_app.ui.work import Latest, Tick, Work

if TYPE_CHECKING:
    from desktop_app.jobs.build_bundle import Bundle

OpenPath = Callable[[Path], bool]
_LEFT, _RIGHT = 460, 660


def open_with_system(path: Path) -> bool:
    """Have the system open a file or a folder; whether it took it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class BundlePage(Page):
    """`standing_changed` tells how the step stands, which no audit knows."""

    def __init__(
        self,
        desk: Desk,
        *,
        memory: PrintMemory | None = None,
        printers: Printers | None = None,
        open_path: OpenPath = open_with_system,
    ) -> None:
        super().__init__(desk)
        self._memory = memory or PrintMemory()
        self._open_path = open_path
        self._pool = QThreadPool(self)
        self._glances: TemporaryFolder | None = None
        self._latest = Latest(self)
        self._make = MakeCard(desk, self._memory)
        self._made = MadeCard(own_words(desk.programme))
        self._freeze = FreezeCard(desk)
        self._clean = CleanCopyCard(desk)
        self._official = OfficialCard(desk)
        self._scan = ScanCard(desk, lambda: self._made.bundle)
        self._mails = [
            MailCard(desk, one, lambda: self._made.bundle) for one in mails(desk.programme)
        ]
        self._print = PrintPanel(desk, self._memory, printers or Printers())
        self._preview = PreviewPane(desk.theme)
        self._left = QStackedWidget()
        self._lay_out()
        self._connect()
        self._find_last()

    @property
    def step_state(self) -> StepState:
        """How the step stands: done when a final bundle is of this very draft."""
        made = self._made.bundle
        if made is None:
            return StepState.EMPTY
        is_old = made.is_preview or made.stale(self.desk.session.draft, self._mark)
        return StepState.BEGUN if is_old else StepState.DONE

    @property
    def made(self) -> MadeBundle | None:
        """The bundle that is shown."""
        return self._made.bundle

    def show_draft(self, draft: Draft) -> None:
        self._made.show_draft(draft, self._mark)
        for one in self._mails:
            one.show_draft(draft)
        self.standing_changed.emit(self.step_state)

    def show_audit(self, found: Checked) -> None:
        self._make.show_audit(found.audit)
        self._freeze.show_audit(found.audit)

    @property
    def _mark(self) -> str:
        return self.desk.session.standing.mark

    @property
    def begun(self) -> str:
        if self._make.is_running:
            return "材料还在生成,现在关闭就不会留下文件。"
        return "材料还在打印,现在关闭会停止打印。" if self._print.is_printing else ""

    @property
    def can_be_made_anew(self) -> bool:
        """What was made, and what is looked at."""
        return False

    def stop(self) -> None:
        self._make.stop()
        self._print.stop()
        self._official.stop()
        self._scan.stop()
        self._clean.stop()
        for one in self._mails:
            one.stop()
        self._latest.stop()
        self._pool.waitForDone()
        self._preview.stop()
        if self._glances is not None:
            self._glances.cleanup()
            self._glances = None

    def _lay_out(self) -> None:
        cards = QWidget()
        column = QVBoxLayout(cards)
        around(column, 0, 0, 2, 0)
        between(column, 3)
        after = (self._scan, *self._mails)
        for one in (self._made, self._make, self._official, self._freeze, *after, self._clean):
            column.addWidget(one)
        column.addStretch(1)
        self._cards = _scrolled(cards, "成册")
        self._left.addWidget(self._cards)
        self._left.addWidget(_scrolled(self._print, "打印"))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._left)
        split.addWidget(self._preview)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        # The cards have what they need, the pages the rest.
        shared(split, _LEFT, _RIGHT)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        around(layout, 6, 4, 6, 3)
        between(layout, 3)
        layout.addWidget(words("成册与打印", "title"))
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        self._make.made.connect(self._built)
        self._make.check_asked.connect(self._go_to_check)
        self._make.look_asked.connect(self._look_at_form)
        self._official.shown.connect(self._show_official)
        self._make.can_make_changed.connect(self._made.allow_again)
        self._make.running_changed.connect(self._show_running)
        self._made.again_asked.connect(self._make.make)
        self._made.look_asked.connect(self._look)
        self._made.print_asked.connect(self._show_printing)
        self._made.folder_asked.connect(self._open_elsewhere)
        self._freeze.frozen.connect(self._frozen)
        self._print.closed.connect(self._show_bundle)
        self._print.open_asked.connect(self._open_elsewhere)
        for one in self._mails:
            one.open_asked.connect(self._open_elsewhere)
            one.told.connect(self.told)
        self._latest.found.connect(self._glanced)
        self._latest.failed.connect(self._preview.tell)

    def _find_last(self) -> None:
        """The bundle of the last time, if it still lies where it was put."""
        folder = self._make.settings.folder
        if folder:
            # Where it lies no more, there is nothing to show, as before the first.
            work = Work(lambda: made_bundle(Path(folder)), self)
            work.succeeded.connect(self._show_last)
            work.start(self._pool)

    @Slot(object)
    def _show_last(self, made: MadeBundle) -> None:
        if self._made.bundle is None:
            self._take(made, None)

    @Slot(bool)
    def _show_running(self, is_running: bool) -> None:
        """What is being made stands alone, so that its progress and 取消 are in sight."""
        self._made.setVisible(not is_running and self._made.bundle is not None)
        if is_running:
            self._cards.verticalScrollBar().setValue(0)

    @Slot()
    def _show_official(self) -> None:
        """What was made of a form is in sight, from its beginning, once it has its room."""
        QTimer.singleShot(0, self, self._scroll_to_official)

    @Slot()
    def _scroll_to_official(self) -> None:
        self._cards.verticalScrollBar().setValue(self._official.y())

    @Slot(object, object)
    def _built(self, bundle: "Bundle", made: MadeBundle) -> None:
        self._make.remember(bundle.folder)
        self._take(made, bundle)
        self._cards.verticalScrollBar().setValue(0)
        first = next((one for one in papers_of(made) if one.pdf and not one.is_print), None)
        if first is not None:
            self._look(first)

    def _take(self, made: MadeBundle, bundle: "Bundle | None") -> None:
        self._made.show_bundle(made, bundle, self.desk.session.draft, self._mark)
        for one in self._mails:
            one.show_bundle()
        self.standing_changed.emit(self.step_state)

    @Slot()
    def _frozen(self) -> None:
        """What was made before does not carry the name of the 定稿."""
        self.show_draft(self.desk.session.draft)
        if self._made.bundle is not None:
            self._cards.verticalScrollBar().setValue(0)

    @Slot()
    def _go_to_check(self) -> None:
        self.jump_asked.emit("check")

    @Slot(str)
    def _look_at_form(self, form: str) -> None:
        if self._glances is None:
            self._glances = TemporaryFolder()
        folder = self._glances.path
        self._preview.tell("正在排版…")
        self._latest.ask(_glancing(self.desk.programme, self.desk.session.draft, form, folder))

    @Slot(object)
    def _glanced(self, path: Path) -> None:
        self._preview.show_file(path, f"先看一眼:{path.stem}")

    @Slot(object)
    def _look(self, paper: MadePaper) -> None:
        self._latest.drop()
        if paper.pdf is not None:
            self._preview.show_file(paper.pdf, paper.title)

    @Slot(object)
    def _show_printing(self, paper: MadePaper) -> None:
        self._look(paper)
        self._print.show_paper(paper, is_duplex=self._make.settings.duplex)
        self._left.setCurrentIndex(1)

    @Slot()
    def _show_bundle(self) -> None:
        self._left.setCurrentIndex(0)

    @Slot(object)
    def _open_elsewhere(self, path: Path) -> None:
        if not path.exists():
            self.troubled.emit(f"「{path.name}」已经不在原来的位置;请重新生成材料。")
        elif not self._open_path(path):
            self.troubled.emit(f"系统没有能打开「{path.name}」的程序;它在「{path.parent}」。")


def _glancing(
    programme: Programme, draft: Draft, form: str, folder: Path
) -> Callable[[Tick], Path]:
    def job(tick: Tick) -> Path:
        from desktop_app.jobs.glance import glance

        return glance(programme, draft, form, folder, lambda *_: tick())

    return job


def _scrolled(inside: QWidget, told: str) -> QScrollArea:
    area = _Column()
    area.setAccessibleName(told)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


class _Column(QScrollArea):
    """Never narrower than what stands in it."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        inside, bar = self.widget(), self.verticalScrollBar()
        if inside is None:
            return super().minimumSizeHint()
        width = inside.minimumSizeHint().width() + bar.sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    def event(self, arg__1: QEvent) -> bool:
        if arg__1.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(arg__1)
