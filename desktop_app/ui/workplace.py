"""One open draft: the rail, the page of a step, the findings beside it, and the audit of it all."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop_app.core.draft import Draft
from desktop_app.core.steps import Kind, Step, StepStanding, StepState, standings, step_of, steps_of
from desktop_app.ui.finding_panel import FindingPanel
from desktop_app.ui.live_audit import Checked, LiveAudit
from desktop_app.ui.page import Desk, Page
from desktop_app.ui.rail import Rail, days_left
from desktop_app.ui.step_pages import PAGES, PageMaker

# Narrower windows show the rail's signs alone, and the findings only when they are asked for.
_NARROW = 1200


class Workplace(QWidget):
    """Steps in any order. `checked` tells each audit, `moved` the step that is shown."""

    checked = Signal(object)
    troubled = Signal(str)
    moved = Signal(str)

    def __init__(self, desk: Desk, pages: Mapping[Kind, PageMaker] = PAGES) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._makers = desk, pages
        self._steps = {one.id: one for one in steps_of(desk.programme)}
        self._pages: dict[Kind, Page] = {}
        self._step = next(iter(self._steps.values()))
        self._found: Checked | None = None
        self._done: set[str] = set()
        self._stack = QStackedWidget()
        self._rail = Rail(tuple(self._steps.values()), desk.theme)
        self._panel = FindingPanel(desk)
        self._live = LiveAudit(desk.programme, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._rail)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._panel)
        self._rail.chosen.connect(self.jump)
        self._panel.jump_asked.connect(self.jump)
        self._panel.troubled.connect(self.troubled)
        self._live.checked.connect(self._show_audit)
        self._live.failed.connect(self.troubled)
        desk.session.changed.connect(self._look_again)
        for keys, act in (("F8", self._panel.go_on), ("Shift+F8", self._panel.go_back)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        about = desk.programme.about
        today = desk.now().date()
        self._rail.show_deadline(
            days_left((about.deadline - today).days, f"{about.deadline:%Y-%m-%d}")
        )
        self._live.check(desk.session.draft)

    @property
    def place(self) -> str:
        """Where a person is: a path of the draft, or the id of a step."""
        page = self._pages.get(self._step.kind)
        return (page.place if page is not None else "") or self._step.id

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self._step

    @property
    def begun(self) -> str:
        """Sentences about what was begun and would be lost; "" for nothing."""
        return "".join(page.begun for page in self._pages.values())

    @Slot(str)
    def jump(self, place: str) -> None:
        """Show a step by its id, or where a path of the draft is filled in."""
        if place in self._steps:
            self._show_step(self._steps[place])
            return
        step = self._steps.get(step_of(self._desk.programme, place))
        if step is not None:
            self._show_step(step).go_to(place)

    def check_all(self) -> None:
        """全部审核: run every rule again, whatever was touched."""
        self._live.check(self._desk.session.draft, afresh=True)

    def take_files(self, paths: object) -> None:
        """Files that were dropped on the window."""
        page = self._show_step(self._steps["summary"])
        taker = getattr(page, "take_files", None)
        if taker is not None:
            taker(paths)

    def stop(self) -> None:
        """End what is under way, before the draft goes."""
        self._live.stop()
        self._panel.stop()
        for page in self._pages.values():
            page.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._rail.fold(is_folded=self.width() < _NARROW)

    def _show_step(self, step: Step) -> Page:
        page = self._pages.get(step.kind) or self._make(step.kind)
        self._step = step
        if step.kind == "notice":
            self._done.add(step.id)
        show_chapter = getattr(page, "show_chapter", None)
        if step.chapter and show_chapter is not None:
            show_chapter(step.chapter)
        page.show_draft(self._desk.session.draft)
        if self._found is not None:
            page.show_audit(self._found)
        self._stack.setCurrentWidget(page)
        self._rail.show_step(step.id)
        self._panel.show_step(step.id)
        # The page of findings is the panel in full.
        self._panel.setVisible(step.kind not in ("check", "notice"))
        self._show_standings()
        self.moved.emit(step.id)
        return page

    def _make(self, kind: Kind) -> Page:
        page = self._makers[kind](self._desk)
        page.troubled.connect(self.troubled)
        page.jump_asked.connect(self.jump)
        self._pages[kind] = page
        self._stack.addWidget(page)
        return page

    @Slot(object)
    def _look_again(self, draft: Draft) -> None:
        self._live.check(draft)
        page = self._pages.get(self._step.kind)
        if page is not None:
            page.show_draft(draft)

    @Slot(object)
    def _show_audit(self, found: Checked) -> None:
        self._found = found
        page = self._pages.get(self._step.kind)
        if page is not None:
            page.show_audit(found)
        self._panel.show_audit(found)
        self._show_standings()
        self.checked.emit(found)

    def _show_standings(self) -> None:
        if self._found is not None:
            told = dict(self._found.steps)
        else:
            told = dict(standings(self._desk.programme, self._desk.session.draft, None))
        for step in self._done:
            told[step] = StepStanding(StepState.DONE)
        self._rail.show_standings(told)
