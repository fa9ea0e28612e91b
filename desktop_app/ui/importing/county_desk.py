"""What each county has sent, a workbook for each to fill in, and a text to remind."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.core.county_words import county_short, without_counties
from desktop_app.core.draft import Draft
from desktop_app.core.own_words import own_words
from desktop_app.core.programme import Programme
from desktop_app.core.values import Kind, parse
from desktop_app.jobs.county_standing import (
    CountyStanding,
    county_standings,
    reminder,
    summary_words,
)
from desktop_app.jobs.progress import Report
from desktop_app.jobs.workdays import counties_due
from desktop_app.ui.flow import Flow
from desktop_app.ui.job_line import JobLine
from desktop_app.ui.lines import LineTable, TextLines
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import between, sized
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, card, say, text_line, words

_ABOUT = (
    "先给每个{county}做一份收集表(表头锁定、有下拉列表)发下去;收回的文件拖到上面,"
    "报来的、没报的这里都看得到。"
)
_BAD_DAY = "「{text}」不是日期;请写成 2024年11月5日 这样。"


class CountyDesk(QWidget):
    """`show_draft` brings the state; nothing here changes the draft."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._standings: Sequence[CountyStanding] = ()
        self._made: Path | None = None
        self._summary = words("", "", "counties summary")
        self._word = own_words(desk.programme).county
        self._called = f"{county_short(desk.programme)}报送情况"
        self._until = text_line("counties until", f"要求{self._word}几号前报来")
        due = counties_due(desk.programme, desk.session.draft)
        self._until.setText(_day_text(due) if due else "")
        columns = (self._word, "情况", own_words(desk.programme).noun, "最近报来的文件", "什么时候")
        self._lines = TextLines(columns, desk.theme, "must", self)
        widths = (110, 140, 60, 220, 150)
        self._table = LineTable(self._lines, self._called, "counties", widths, 3, (4,))
        self._collect = button("做收集表…", "make collection", f"给每个{self._word}做一份收集表")
        self._remind = button("复制催报的话", "copy reminder")
        self._open = button("打开收集表所在的文件夹", "open collection")
        self._job = JobLine("collecting", "做收集表")
        self._told = words("", "soft", "counties told")
        self._lay_out()
        self._collect.clicked.connect(self._ask)
        self._remind.clicked.connect(self._copy)
        self._open.clicked.connect(self._open_folder)
        self._until.editingFinished.connect(self._look)
        self._job.succeeded.connect(self._show_made)
        self._job.failed.connect(self._end)
        self._job.cancelled.connect(self._stopped)
        say(self._told, "")
        self._open.hide()

    def show_draft(self, draft: Draft) -> None:
        """What the counties have sent, as this state of the draft knows it."""
        sources = self._desk.session.before.sources
        self._standings = county_standings(self._desk.programme, draft, sources)
        self._look()

    def stop(self) -> None:
        self._job.stop()

    def _lay_out(self) -> None:
        frame, layout = card()
        layout.addWidget(words(self._called, "lead"))
        layout.addWidget(words(_ABOUT.format(county=self._word), "soft"))
        layout.addWidget(self._summary)
        layout.addWidget(self._table, 1)
        row = Flow()
        label = QLabel("要求报来的日期")
        label.setBuddy(self._until)
        sized(label, minimumHeight=32)
        sized(self._until, width=150)
        for one in (label, self._until, self._collect, self._remind, self._open):
            row.addWidget(one)
        layout.addLayout(row)
        layout.addWidget(self._job)
        layout.addWidget(self._told)
        # Without counties there is no list to fill the card.
        layout.addStretch(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        between(outer, 2)
        outer.addWidget(frame)

    def _day(self) -> date | None:
        """The day that is asked for; None where there is none, or none that is understood."""
        found = parse(Kind.DATE, self._until.text())
        return found if isinstance(found, date) else None

    @Slot()
    def _look(self) -> None:
        until, text = self._day(), self._until.text().strip()
        is_bad = bool(text) and until is None
        say(self._told, _BAD_DAY.format(text=text) if is_bad else "")
        if self._standings:
            self._summary.setText(summary_words(self._standings, self._word))
        else:
            self._summary.setText(without_counties(self._desk.programme))
        missing = any(one.is_missing for one in self._standings)
        mean(self._summary, "weight", "explain" if missing or not self._standings else "ok")
        lines = [_line(one, until) for one in self._standings]
        marked = frozenset((n, 1) for n, one in enumerate(self._standings) if one.is_missing)
        self._table.setVisible(bool(lines))
        self._lines.show(lines, marked)
        self._enable()

    def _enable(self) -> None:
        is_free = not self._job.is_running
        self._collect.setEnabled(is_free and bool(self._standings))
        self._remind.setEnabled(any(one.is_missing for one in self._standings))

    @Slot()
    def _copy(self) -> None:
        today = self._desk.now().date()
        text = reminder(self._desk.programme, self._standings, self._day(), today)
        QGuiApplication.clipboard().setText(text)
        say(self._told, f"已复制,可以粘贴到微信或短信里:\n{text}")

    @Slot()
    def _ask(self) -> None:
        standing = self._desk.session.standing
        folder = self._desk.prompts.folder_to_use(self, standing.path.parent)
        if folder is None:
            return
        job = _job(
            self._desk.programme,
            self._desk.session.draft,
            folder,
            self._desk.session.before.start,
            self._day(),
        )
        self._open.hide()
        say(self._told, "")
        self._job.run(job, "正在做收集表…")
        self._enable()

    @Slot(object)
    def _show_made(self, made: Sequence[Path]) -> None:
        self._made = made[0].parent
        self._end(f"已做好 {len(made)} 份收集表,在「{self._made}」;发给各{self._word}填好后收回。")
        self._open.show()

    @Slot()
    def _stopped(self) -> None:
        self._end("已取消,没有留下文件。")

    @Slot(str)
    def _end(self, sentence: str) -> None:
        say(self._told, sentence)
        self._enable()

    @Slot()
    def _open_folder(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))


def _job(
    programme: Programme, draft: Draft, folder: Path, start: str, until: date | None
) -> Callable[[Report], Sequence[Path]]:
    def job(report: Report) -> Sequence[Path]:
        from desktop_app.jobs.collect import collect

        made = collect(programme, draft, folder, start=start, until=until, report=report)
        return [one.path for one in made]

    return job


def _line(one: CountyStanding, until: date | None) -> tuple[str, ...]:
    newest = one.files[0] if one.files else None
    more = f"(共 {len(one.files)} 份)" if len(one.files) > 1 else ""
    when = f"{newest.time:%m月%d日 %H:%M}" if newest is not None and newest.time else ""
    sign = "▲" if one.is_missing else "✓" if one.files else "○"
    return (
        one.county,
        f"{sign} {one.words(until)}",
        str(one.rows) if one.rows else "",
        f"{newest.name}{more}" if newest is not None else "",
        when,
    )


def _day_text(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
