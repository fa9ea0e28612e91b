"""通知要点: what a notice asks for, until when, and what to have ready."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.core.schedule import day_words, days_left, due, workdays
from desktop_app.core.shown import filled
from desktop_app.jobs.workdays import has_holidays, is_workday, plan_of
from desktop_app.paths import documents_folder, free_name
from desktop_app.temporary import TemporaryFolder
from desktop_app.ui.fold_card import FoldCard
from desktop_app.ui.form_scroll import WIDEST, FormScroll
from desktop_app.ui.notice.lists_card import ListsCard
from desktop_app.ui.notice.notice_cards import (
    Follower,
    quotes_of,
    what_is_checked,
    what_is_handed_in,
    what_to_know,
    where_it_goes,
)
from desktop_app.ui.notice.schedule_card import ScheduleCard
from desktop_app.ui.notice.whole_text import NoticeText
from desktop_app.ui.page import Desk, Page
from desktop_app.ui.spacing import SIGN, around, between, sized
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, card, say, words
from desktop_app.ui.work import Work

if TYPE_CHECKING:
    from desktop_app.ui.bundle.print_dialog import PrintDialog

TITLE = "先准备好这些"
_SOON = 7
_CLAUSE = "notice"
_LISTS = "lists"

# Makes the window in which a paper is looked at and printed.
MakePrinting = Callable[[Desk, QWidget], "PrintDialog"]


class NoticePage(Page):
    """Everything of the notice in cards that fold. `make_printing` gives the window for it."""

    def __init__(self, desk: Desk, *, make_printing: "MakePrinting | None" = None) -> None:
        super().__init__(desk)
        self._make_printing = make_printing or _printing
        self._dialog: PrintDialog | None = None
        self._pool = QThreadPool(self)
        self._folder: TemporaryFolder | None = None
        self._printed = 0
        self._followers: list[Follower] = []
        self._deadline = words("", "", "deadline")
        self._deadline.setWordWrap(False)
        self._until = words("", "", "days left")
        self._until.setWordWrap(False)
        self._told = words("", "soft", "sheet told")
        self._told.hide()
        self._print = button("打印…", "print sheet", f"打印《{TITLE}》")
        self._save = button("存为 PDF…", "save sheet", f"把《{TITLE}》存为 PDF 或 Word")
        self._scroll = FormScroll("通知要点")
        programme = desk.programme
        self._text = NoticeText(programme.notice, quotes_of(programme), desk.theme)
        self._full = FoldCard("通知原文", "notice", is_open=False)
        self._lists: ListsCard | None = None
        self._lists_fold: FoldCard | None = None
        if programme.lists:
            self._lists = ListsCard(desk)
            self._lists.changed.connect(self._have_other_lists)
            self._lists.shown.connect(self._scroll.reveal_top)
        self._schedule: ScheduleCard | None = None
        if programme.about.stage:
            self._schedule = ScheduleCard(is_workday, has_holidays)
        self._lay_out()
        self._text.shown.connect(self._show_text)
        self._full.folded.connect(self._show_opened)
        self._print.clicked.connect(self._begin_printing)
        self._save.clicked.connect(self._begin_saving)
        self._show_day()

    def show_draft(self, draft: Draft) -> None:
        for tell in self._followers:
            tell(draft)
        self._show_day(draft)

    def go_to(self, path: str) -> bool:
        """`notice/<clause>` shows that clause of the notice, `notice/「…」` these words of it, and
        `lists/<id>` that list."""
        head, _, clause = path.partition("/")
        if head == _LISTS and self._lists is not None and self._lists_fold is not None:
            self._lists_fold.unfold()
            return self._lists.show_list(clause)
        if head != _CLAUSE:
            return False
        if clause.startswith("「"):
            self._text.look_for(clause.strip("「」"))
        elif clause:
            self._text.show_clause(clause)
        return True

    @property
    def begun(self) -> str:
        is_printing = self._dialog is not None and self._dialog.is_printing
        told = [f"《{TITLE}》还在打印,现在关闭会停止打印。"] if is_printing else []
        told += [self._lists.begun] if self._lists is not None else []
        return "\n".join(filter(None, told))

    def stop(self) -> None:
        self._pool.waitForDone()
        if self._lists is not None:
            self._lists.stop()
        if self._dialog is not None:
            self._dialog.stop()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._show_day()

    def _lay_out(self) -> None:
        programme = self.desk.programme
        column = self._scroll.column
        column.addWidget(self._about())
        find, draft = self._text.look_for, self.desk.session.draft
        cards = [
            what_is_handed_in(programme, find, self._followers, draft),
            where_it_goes(programme, find, self._followers, draft),
            self._schedule_card(),
            self._prepare_card(),
            self._lists_card(),
            what_to_know(programme, self._text.look_for),
            what_is_checked(programme),
        ]
        for one in cards:
            if one is not None:
                column.addWidget(one)
        self._full.body.addWidget(self._text)
        column.addWidget(self._full)
        column.addStretch(1)
        title = words("通知要点", "title", "page title")
        layout = QVBoxLayout(self)
        around(layout, 6, 4, 3, 0)
        between(layout, 3)
        layout.addWidget(title)
        layout.addWidget(self._scroll, 1)

    def _about(self) -> QWidget:
        about = self.desk.programme.about
        frame, layout = card()
        sized(frame, maximumWidth=WIDEST)
        around(layout, 4, 3, 4, 3)
        layout.addWidget(words(about.notice, "lead", "notice title"))
        layout.addLayout(_pair("发文单位", words(about.issuer)))
        applicant = words("", "", "applicant")
        tell = partial(_tell_applicant, self.desk.programme, applicant)
        tell(self.desk.session.draft)
        self._followers.append(tell)
        layout.addLayout(_pair("申报主体", applicant))
        line = QHBoxLayout()
        between(line, 3)
        line.addWidget(self._deadline)
        line.addWidget(self._until)
        line.addStretch(1)
        layout.addLayout(_pair("截止日期", line))
        return frame

    def _schedule_card(self) -> FoldCard | None:
        if self._schedule is None:
            return None
        made = FoldCard("倒排日程", "schedule")
        made.body.addWidget(self._schedule)
        return made

    def _lists_card(self) -> FoldCard | None:
        if self._lists is None:
            return None
        missing = self._lists.missing
        title = f"名单({missing} 个未载入)" if missing else "名单"
        self._lists_fold = FoldCard(title, "lists", is_open=bool(missing))
        self._lists_fold.body.addWidget(self._lists)
        return self._lists_fold

    def _prepare_card(self) -> FoldCard | None:
        prepare = self.desk.programme.about.prepare
        if not prepare and self._schedule is None:
            return None
        made = FoldCard(TITLE, "prepare")
        for one in prepare:
            made.body.addWidget(words(f"□  {one}", "", "to prepare"))
        deeds = QHBoxLayout()
        between(deeds, 2)
        deeds.addWidget(self._print)
        deeds.addWidget(self._save)
        also = "打印出来贴在墙上,连同倒排日程" if self._schedule else "打印出来逐项打勾"
        deeds.addWidget(words(also, "soft"), 1)
        made.body.addLayout(deeds)
        made.body.addWidget(self._told)
        return made

    def _show_day(self, draft: Draft | None = None) -> None:
        today = self.desk.now().date()
        draft = draft or self.desk.session.draft
        deadline = due(self.desk.programme, draft)
        self._deadline.setText(
            f"{deadline.year}年{day_words(deadline)}" if deadline else "通知没有规定"
        )
        if self._schedule is not None:
            self._schedule.show_day(today, plan_of(self.desk.programme, draft))
        if deadline is None:
            self._until.setText("可以在「基本信息」中填写本单位自己的报送截止日")
            mean(self._until, "weight", "hint")
            return
        left = (deadline - today).days
        told = days_left(deadline, today)
        if left > 0:
            told += f"(含今天 {workdays(today, deadline, is_workday)} 个工作日)"
        self._until.setText(f"{'▲ ' if left < 0 else ''}{told}")
        mean(self._until, "weight", "must" if left < 0 else "explain" if left < _SOON else "hint")

    @Slot(str)
    def _have_other_lists(self, list_id: str) -> None:
        self.programme_changed.emit(f"{_LISTS}/{list_id}")

    @Slot()
    def _show_text(self) -> None:
        self._full.unfold()
        self._scroll.reveal_top(self._full)
        self._text.begin()

    @Slot(bool)
    def _show_opened(self, is_open: bool) -> None:
        if is_open:
            # It is the last card: what opened lies below what can be seen.
            self._scroll.reveal_top(self._full)

    @Slot()
    def _begin_saving(self) -> None:
        suggested = documents_folder() / f"{TITLE}.pdf"
        chosen = self.desk.prompts.paper_to_save(self, f"存为 PDF 或 Word:{TITLE}", suggested)
        if chosen is not None:
            self._write(free_name(chosen), self._tell_saved)

    @Slot()
    def _begin_printing(self) -> None:
        if self._folder is None:
            self._folder = TemporaryFolder()
        self._printed += 1
        self._write(self._folder.path / f"{TITLE}{self._printed}.pdf", self._print_it)

    def _write(self, path: Path, then: Callable[[object], None]) -> None:
        programme, draft = self.desk.programme, self.desk.session.draft

        def write() -> Path:
            # The writers load half a second; only who wants the sheet waits for them.
            from desktop_app.jobs.prepare_sheet import write_prepare

            write_prepare(programme, draft, path)
            return path

        for one in (self._print, self._save):
            one.setEnabled(False)
        say(self._told, "正在生成…")
        work = Work(write, self)
        work.succeeded.connect(then)
        work.failed.connect(self._tell)
        work.start(self._pool)

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        self._tell(f"已存为「{path.name}」,在 {path.parent}")

    @Slot(object)
    def _print_it(self, path: Path) -> None:
        self._tell("")
        if self._dialog is None:
            self._dialog = self._make_printing(self.desk, self)
        self._dialog.show_paper(path, TITLE)

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        for one in (self._print, self._save):
            one.setEnabled(True)
        say(self._told, sentence)


def _tell_applicant(programme: Programme, label: QLabel, draft: Draft) -> None:
    label.setText(filled(programme, draft, programme.about.applicant))


def _printing(desk: Desk, parent: QWidget) -> "PrintDialog":
    # Only who prints waits for what reads and prints pages.
    from desktop_app.ui.bundle.print_dialog import PrintDialog

    return PrintDialog(desk, parent)


def _pair(label: str, value: QWidget | QHBoxLayout) -> QHBoxLayout:
    line = QHBoxLayout()
    between(line, 2)
    name = QLabel(label)
    mean(name, "tone", "soft")
    sized(name, width=6 * SIGN)
    line.addWidget(name)
    if isinstance(value, QWidget):
        line.addWidget(value, 1)
    else:
        line.addLayout(value, 1)
    return line
