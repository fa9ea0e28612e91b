"""月报季报: choose a period, see its figures, write the paragraphs, make the files."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.own_words import own_words
from desktop_app.core.pack_reports import PeriodReport
from desktop_app.core.period_report import ReportView, usual_period
from desktop_app.core.periods import Period, parse_period
from desktop_app.core.programme import Programme
from desktop_app.core.report_places import WRITTEN, written_path
from desktop_app.core.report_texts import lacking, made, written
from desktop_app.core.steps import reports_title
from desktop_app.core.values import Month
from desktop_app.jobs.report_period import since_last
from desktop_app.ui.form_scroll import WIDEST, FormScroll
from desktop_app.ui.page import Desk, Page
from desktop_app.ui.reports.figures_card import FiguresCard
from desktop_app.ui.reports.make_card import MakeReportCard
from desktop_app.ui.reports.texts_card import TextsCard
from desktop_app.ui.spacing import around, between, sized
from desktop_app.ui.widgets import DropDown, button, text_line, words
from desktop_app.ui.work import Latest, Tick

_WORKING = "正在计算…"
_NOT_WORKED = "这一期的数字没有算出来;请换一期再换回来,重新计算。"
_WRONG = "期间请写成 2025-06(月)或 2025-Q2(季度)。"


@dataclass(frozen=True, slots=True)
class _Worked:
    """What was worked out of one state of the draft."""

    view: ReportView
    otherwise: tuple[str, ...]


class ReportPage(Page):
    """One report at a time; another kind or period is chosen at the top."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._report = desk.programme.reports[0]
        self._period = self._usual(self._report)
        self._draft: Draft | None = None
        self._worked_of: object = None
        self._shown_of: object = None
        self._latest = Latest(self)
        self._kind = DropDown("report kind", "报告")
        self._kind.addItems([one.called for one in desk.programme.reports])
        self._earlier = button("上一期", "report earlier")
        self._typed = text_line("report period", "期间", "2025-06")
        self._later = button("下一期", "report later")
        self._to = words("", "soft", "report to")
        self._figures = FiguresCard(own_words(desk.programme).count, desk.theme)
        self._texts = TextsCard(can_write=desk.can_write)
        self._make = MakeReportCard(desk)
        self._title = reports_title(desk.programme)
        self._scroll = FormScroll(self._title)
        self._lay_out()
        self._connect()
        self._texts.show_report(self._report)
        self.show_draft(desk.session.draft)

    def show_draft(self, draft: Draft) -> None:
        before, self._draft = self._draft, draft
        if before is None or draft.tables is not before.tables or draft.values != before.values:
            self._show()

    def go_to(self, path: str) -> bool:
        """A paragraph of some report's period: reports/monthly.2025-06.progress."""
        parts = path.partition("/")[2].split(".")
        report = next((one for one in self.desk.programme.reports if one.id == parts[0]), None)
        period = parse_period(parts[1]) if len(parts) > 1 else None
        if report is None or period is None or period.every != report.every:
            return False
        self._choose(report, period)
        return len(parts) < 3 or self._texts.begin(parts[2])

    @property
    def place(self) -> str:
        return f"reports/{self._report.id}.{self._period.id}"

    @property
    def begun(self) -> str:
        told = "报告还在生成;现在关闭,草稿里就不会记下这一份。"
        return told if self._make.is_running else ""

    def stop(self) -> None:
        self._latest.stop()
        self._make.stop()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        between(head, 2)
        title = words(self._title, "title", "page title")
        title.setWordWrap(False)
        head.addWidget(title)
        for text, one in (("报告(&K):", self._kind), ("期间(&Q):", self._typed)):
            label = QLabel(text)
            label.setBuddy(one)
            head.addWidget(label)
            if one is self._typed:
                head.addWidget(self._earlier)
            head.addWidget(one)
        head.addWidget(self._later)
        head.addStretch(1)
        sized(self._typed, maximumWidth=120)
        top = QWidget()
        sized(top, maximumWidth=WIDEST)
        top.setLayout(head)
        around(head, 0, 0, 3, 0)
        for one in (self._to, self._figures, self._texts, self._make):
            self._scroll.column.addWidget(one)
        self._scroll.column.addStretch(1)
        layout = QVBoxLayout(self)
        around(layout, 6, 4, 3, 0)
        between(layout, 3)
        layout.addWidget(top)
        layout.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self._kind.currentIndexChanged.connect(self._another_kind)
        self._earlier.clicked.connect(self._go_earlier)
        self._later.clicked.connect(self._go_later)
        self._typed.editingFinished.connect(self._read_period)
        self._texts.written.connect(self._write)
        self._texts.left.connect(self.desk.session.flush)
        self._latest.found.connect(self._show_worked)
        self._latest.failed.connect(self._not_worked)

    def _usual(self, report: PeriodReport) -> Period:
        today = self.desk.now().date()
        subject = Subject(self.desk.programme, self.desk.session.draft)
        return usual_period(subject, report, Month(today.year, today.month))

    def _show(self) -> None:
        draft, report, period = self._draft, self._report, self._period
        if draft is None:
            return
        self._typed.setText(period.id)
        told = report.called_for(period.title) + (f",报送:{report.to}" if report.to else "")
        self._to.setText(told)
        texts = written(draft, report, period)
        self._texts.show_texts(texts)
        self._make.show_report(report, period, lacking(report, texts), made(draft, report))
        # While somebody writes a paragraph the figures stay.
        of = (draft.tables, _without_texts(draft), report, period)
        if of != self._worked_of:
            self._worked_of = of
            if (report, period) != self._shown_of:
                self._shown_of = None
                self._figures.show_none(_WORKING)
            self._latest.ask(partial(_work_out, self.desk.programme, draft, report, period))

    def _choose(self, report: PeriodReport, period: Period) -> None:
        if report is not self._report:
            self._report = report
            self._texts.show_report(report)
            self._kind.blockSignals(True)
            self._kind.setCurrentIndex(self.desk.programme.reports.index(report))
            self._kind.blockSignals(False)
        self._period = period
        self._show()

    @Slot(int)
    def _another_kind(self, at: int) -> None:
        self.desk.session.flush()
        report = self.desk.programme.reports[at]
        self._choose(report, self._usual(report))

    @Slot()
    def _go_earlier(self) -> None:
        self.desk.session.flush()
        self._choose(self._report, self._period.before())

    @Slot()
    def _go_later(self) -> None:
        self.desk.session.flush()
        self._choose(self._report, self._period.after())

    @Slot()
    def _read_period(self) -> None:
        period = parse_period(self._typed.text())
        if period == self._period:
            return
        report = self._of(period)
        if period is None or report is None:
            self.troubled.emit(_WRONG)
            self._typed.setText(self._period.id)
            return
        self._choose(report, period)

    def _of(self, period: Period | None) -> PeriodReport | None:
        """The report that is made for such a period: the shown one where it is."""
        if period is None or self._report.every == period.every:
            return self._report if period is not None else None
        reports = self.desk.programme.reports
        return next((one for one in reports if one.every == period.every), None)

    @Slot(str, str)
    def _write(self, paragraph: str, text: str) -> None:
        if not self.desk.can_write:
            return
        title = next((one.title for one in self._report.paragraph if one.id == paragraph), "")
        path = written_path(self._report, self._period, paragraph)
        self.desk.session.type(
            f"修改 {self._report.called_for(self._period.title)} {title}", path, text
        )

    @Slot(object)
    def _show_worked(self, worked: _Worked) -> None:
        self._shown_of = (worked.view.report, worked.view.period)
        self._figures.show_view(worked.view, worked.otherwise)

    @Slot(str)
    def _not_worked(self, sentence: str) -> None:
        # What is asked for again is worked out again.
        self._worked_of = self._shown_of = None
        self._figures.show_none(_NOT_WORKED)
        self.troubled.emit(sentence)


def _without_texts(draft: Draft) -> dict[str, str]:
    """The single values that figures may hang on."""
    start = f"{WRITTEN}/"
    return {path: text for path, text in draft.values.items() if not path.startswith(start)}


def _work_out(
    programme: Programme, draft: Draft, report: PeriodReport, period: Period, tick: Tick
) -> _Worked:
    view = ReportView(Subject(programme, draft), report, period)
    # Worked out here, beside the window's thread, and only looked at there.
    assert view.figures is not None
    tick()
    assert view.groups is not None
    assert view.phases is not None
    return _Worked(view, since_last(view))
