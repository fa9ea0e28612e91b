"""One open draft: the rail, the page of a step, the findings beside it, and the audit of it all."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.draft import Draft
from desktop_app.core.pack_names import VERSION_PATH
from desktop_app.core.pack_update import moving
from desktop_app.core.programme import Programme
from desktop_app.core.schedule import due
from desktop_app.core.steps import Kind, Step, StepStanding, StepState, standings, step_of, steps_of
from desktop_app.jobs.update_draft import Offer, PackStanding
from desktop_app.ui.checking.finding_panel import FindingPanel
from desktop_app.ui.live_audit import Checked, LiveAudit
from desktop_app.ui.page import Desk, Page
from desktop_app.ui.shell.done_line import DoneLine
from desktop_app.ui.shell.pack_line import PackLine
from desktop_app.ui.shell.page_stack import PageStack
from desktop_app.ui.shell.rail import Rail, days_left
from desktop_app.ui.shell.step_pages import PAGES, PageMaker

# Narrower windows show the rail's signs alone; beside a wide page the findings are folded.
_NARROW = 1200
_IMPORT = Step("import", "导入", "summary")
_ALONE: frozenset[Kind] = frozenset({"notice", "check"})
_WIDE: frozenset[Kind] = frozenset({"bundle", "chapter", "paper", "rewards"})


class Workplace(QWidget):
    """Steps in any order. `checked` tells each audit, `moved` the id of the step that is shown,
    `programme_changed` that the programme is to be loaded again, and where to go on then.

    `begin` is the place that is jumped to first: the rail stands there before it is seen, or the
    list would choose its first step by itself, and that page would be made for nothing.
    """

    checked = Signal(object)
    troubled = Signal(str)
    moved = Signal(str)
    programme_changed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        pages: Mapping[Kind | str, PageMaker] = PAGES,
        packs: PackStanding | None = None,
        begin: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._makers = desk, pages
        self._steps = {one.id: one for one in steps_of(desk.programme)}
        self._pages: dict[str, Page] = {}
        self._step = next(iter(self._steps.values()))
        self._shown: Page | None = None
        self._found: Checked | None = None
        self._seen: set[str] = set()
        self._is_folded_here = False
        # Somebody said that what was begun may go.
        self._is_given_up = False
        self._stack = PageStack("这一步的内容")
        self._done = DoneLine(desk.session)
        self._done_on = ""
        self._packs = PackLine(
            packs or PackStanding(), desk.programme.about.version, can_write=desk.can_write
        )
        self._rail = Rail(tuple(self._steps.values()), desk.theme)
        self._panel = FindingPanel(desk)
        self._live = LiveAudit(desk.programme, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._rail)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._packs)
        beside.addWidget(self._done)
        beside.addWidget(self._stack, 1)
        layout.addLayout(beside, 1)
        layout.addWidget(self._panel)
        self._packs.update_asked.connect(self._move)
        self._rail.chosen.connect(self.jump)
        self._rail.entered.connect(self._enter)
        self._panel.jump_asked.connect(self.jump)
        self._panel.check_asked.connect(self._go_to_finding)
        self._live.checked.connect(self._show_audit)
        self._live.failed.connect(self._not_checked)
        desk.session.changed.connect(self._look_again)
        desk.session.saved.connect(self._show_standings)
        desk.session.failed.connect(self._not_moved)
        desk.theme.changing.connect(self._put_away)
        desk.theme.changed.connect(self._wear)
        self._show_deadline(desk.session.draft)
        if begin:
            self._rail.show_step(begin if begin in self._steps else step_of(desk.programme, begin))
        # The audit takes turns with this thread: what is looked at first is drawn before it.
        QTimer.singleShot(0, self, self._check_first)

    @property
    def programme(self) -> Programme:
        """The programme of the draft, as its pages have it."""
        return self._desk.programme

    @property
    def place(self) -> str:
        """Where a person is: a path of the draft, or the id of a step."""
        return (self._shown.place if self._shown is not None else "") or self._step.id

    @property
    def step(self) -> Step:
        """The step that is shown; the import stands for itself, and has its own page of help."""
        return _IMPORT if self._shows_import else self._step

    @property
    def found(self) -> Checked | None:
        """The newest audit; None before the first."""
        return self._found

    @property
    def begun(self) -> str:
        """What was begun and would be lost, a sentence each; "" for nothing."""
        if self._is_given_up:
            return ""
        return "\n".join(told for page in self._pages.values() if (told := page.begun))

    @property
    def tab_zones(self) -> tuple[QWidget, ...]:
        """What Tab goes through, one after the other; pages are made when they are needed."""
        return self._rail, self._packs, self._done, self._stack, self._panel

    @Slot(str)
    def jump(self, place: str) -> None:
        """Show a step by its id, the import, or where a path of the draft is filled in."""
        if place in self._steps:
            self._show_step(self._steps[place])
            return
        if place == "import":
            self._show_import()
            return
        step = self._steps.get(step_of(self._desk.programme, place))
        if step is not None:
            self._show_step(step).go_to(place)

    def begin_search(self) -> bool:
        """Begin the search of the page that is shown, if it has one."""
        return self._shown is not None and self._shown.begin_search()

    @Slot()
    def _check_first(self) -> None:
        self._live.check(self._desk.session.draft)

    @Slot()
    def check_all(self) -> None:
        """全部审核: run every rule again, whatever was touched."""
        self._live.check(self._desk.session.draft, afresh=True)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files that were dropped on the window."""
        from desktop_app.ui.importing.page import ImportPage

        page = self._show_import()
        if isinstance(page, ImportPage):
            page.take_files(paths)

    @Slot(object)
    def _move(self, offer: Offer) -> None:
        """Another version of the pack: one change; the window opens the draft again for it, so
        what was begun is asked about before."""
        version, session = offer.to.about.version, self._desk.session
        told = f"{self.begun}\n改用新版要重新打开这份草稿,这些就不要了。"
        if self.begun and not self._desk.prompts.agrees(self, told, "不要了,改用新版"):
            self._packs.allow_again()
            return
        self._is_given_up = True
        if session.draft.values.get(VERSION_PATH) == version:
            # It waits to be written.
            session.flush()
            return
        label = f"改用规则包 {version} 版"
        session.do(label, lambda draft: moving(draft, offer.to, offer.before))

    @Slot()
    def _not_moved(self) -> None:
        """Nothing is written: the draft stays open as it is for now."""
        self._is_given_up = False
        self._packs.allow_again()

    def stop(self) -> None:
        """End what is under way, before the draft goes."""
        self._live.stop()
        self._panel.stop()
        for page in self._pages.values():
            page.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self._rail.fold(is_folded=self._is_narrow)
        self._fold_panel()

    @property
    def _is_narrow(self) -> bool:
        return self.width() < self._desk.theme.px(_NARROW)

    @property
    def _shows_import(self) -> bool:
        return self._shown is not None and self._shown is self._pages.get("import")

    @Slot()
    def _put_away(self) -> None:
        """Let go of pages that nobody sees: to dress them all takes seconds, to make one again
        when it is looked at none that are felt."""
        for kind, page in list(self._pages.items()):
            if page is self._shown or not page.can_be_made_anew:
                continue
            del self._pages[kind]
            page.stop()
            self._stack.remove(page)
            page.deleteLater()
            # Now, not when the window is idle: it would be dressed once more.
            QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)

    @Slot()
    def _wear(self) -> None:
        """Another look: sizes, and what was written with a token's colour."""
        self._fit()
        if self._found is not None:
            self._show_audit(self._found)

    def _fold_panel(self) -> None:
        """Folded where the page needs the room; a person's own choice holds until that changes."""
        is_folded = self._shows_import or self._step.kind in _WIDE or self._is_narrow
        if is_folded is not self._is_folded_here:
            self._is_folded_here = is_folded
            self._panel.fold(is_folded)

    def _show_step(self, step: Step) -> Page:
        page = self._page(step.kind)
        self._step = step
        self._seen.add(step.id)
        if step.chapter:
            page.go_to(f"chapters/{step.chapter}")
        if step.paper:
            page.go_to(f"papers/{step.paper}")
        self._show(page)
        return page

    @Slot()
    def _show_import(self) -> Page:
        self._step = self._steps["summary"]
        page = self._page("import")
        self._show(page)
        # The button that was pressed is out of sight: without this a title would have the focus.
        page.enter()
        return page

    @Slot()
    def _enter(self) -> None:
        if self._shown is not None:
            self._shown.enter()

    @Slot()
    def _end_import(self) -> None:
        self._show_step(self._steps["summary"])

    @Slot(str, str)
    def _tell_done(self, sentence: str, label: str) -> None:
        """Over the step that it led to, and gone with it."""
        self._done_on = self._step.id
        self._done.tell(sentence, label)

    def _show(self, page: Page) -> None:
        self._shown = page
        if self._step.id != self._done_on:
            self._done.hide()
        page.show_draft(self._desk.session.draft)
        if self._found is not None:
            page.show_audit(self._found)
        kind = self._step.kind
        # A wide page and the findings beside it never stand together, or the window would grow.
        needs_room = kind in _ALONE or kind in _WIDE
        if needs_room:
            self._set_panel(kind)
        self._stack.show_page(page)
        if not needs_room:
            self._set_panel(kind)
        self._rail.show_step(self._step.id)
        self._panel.show_step(self._step.id)
        self._show_standings()
        self.moved.emit(self._step.id)

    def _set_panel(self, kind: Kind) -> None:
        # 核对 is the panel in full.
        if kind in _ALONE:
            self._panel.hide()
        self._fold_panel()
        self._panel.setVisible(kind not in _ALONE)

    def _page(self, kind: Kind | str) -> Page:
        known = self._pages.get(kind)
        if known is not None:
            return known
        page = self._makers[kind](self._desk)
        page.troubled.connect(self.troubled)
        page.told.connect(self._tell_done)
        page.jump_asked.connect(self.jump)
        page.import_asked.connect(self._show_import)
        page.standing_changed.connect(self._show_standings)
        page.afresh.connect(self.check_all)
        page.finished.connect(self._end_import)
        page.programme_changed.connect(self.programme_changed)
        self._pages[kind] = page
        self._stack.add(page)
        return page

    @Slot(object)
    def _look_again(self, draft: Draft) -> None:
        self._live.check(draft)
        self._show_deadline(draft)
        if self._shown is not None:
            self._shown.show_draft(draft)

    def _show_deadline(self, draft: Draft) -> None:
        until = due(self._desk.programme, draft)
        if until is None:
            self._rail.show_deadline("")
            return
        days = (until - self._desk.now().date()).days
        self._rail.show_deadline(days_left(days, f"{until.month}月{until.day}日"))

    @Slot(object)
    def _show_audit(self, found: Checked) -> None:
        self._found = found
        if self._shown is not None:
            self._shown.show_audit(found)
        self._panel.show_audit(found)
        self._show_standings()
        self.checked.emit(found)

    @Slot(str)
    def _not_checked(self, sentence: str) -> None:
        """What was found before stands again: nobody is told for ever that a check is under way."""
        if self._found is not None and self._shown is not None:
            self._shown.show_audit(self._found)
        self.troubled.emit(sentence)

    @Slot(str)
    def _go_to_finding(self, key: str) -> None:
        self._show_step(self._steps["check"]).go_to(key)

    @Slot()
    def _show_standings(self) -> None:
        if self._found is not None:
            told = dict(self._found.steps)
        else:
            told = dict(standings(self._desk.programme, self._desk.session.draft, None))
        if "notice" in self._seen:
            told["notice"] = StepStanding(StepState.DONE)
        if self._desk.session.standing.state == "reported":
            told |= {
                one.id: StepStanding(StepState.DONE)
                for one in self._steps.values()
                if one.kind == "sending"
            }
        for kind, page in self._pages.items():
            if (state := page.step_state) is not None and kind in told:
                told[kind] = StepStanding(state, told[kind].open)
        self._rail.show_standings(told)
