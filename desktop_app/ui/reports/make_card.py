"""Making the files of a period's report, and the list of those that were made."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QThreadPool, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.changes import set_path
from desktop_app.core.draft import Draft
from desktop_app.core.pack_reports import PeriodReport
from desktop_app.core.periods import Period
from desktop_app.core.report_places import made_path
from desktop_app.core.report_texts import Made, made_text
from desktop_app.jobs.report_period import FOLDER, PeriodFiles, write_period
from desktop_app.ui.folders import short_folder
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import between
from desktop_app.ui.widgets import button, card, say, words
from desktop_app.ui.work import Work


class MakeReportCard(QWidget):
    """`made` says in a sentence what was written."""

    made = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pool = QThreadPool(self)
        self._asked: tuple[PeriodReport, Period] | None = None
        self._wanted: tuple[PeriodReport, Period] | None = None
        self._running: tuple[PeriodReport, Period] | None = None
        self._lacking = words("", "soft", "report lacking")
        self._make = button("生成报告", "make report", "生成这一期的报告,Word 和 PDF", primary=True)
        self._open = button("打开文件夹", "open report folder", "打开月报季报的文件夹")
        self._told = words("", "soft", "report told")
        self._list = words("", "soft", "reports made")
        self._lay_out()
        self._make.clicked.connect(self._begin)
        self._open.clicked.connect(self._open_folder)
        desk.session.saved.connect(self._saved)
        desk.session.failed.connect(self._not_saved)
        say(self._told, "")

    def show_report(
        self,
        report: PeriodReport,
        period: Period,
        lacking: Sequence[str],
        made: Sequence[Made],
    ) -> None:
        """Which report can be made now, what it lacks, and those that were made."""
        self._asked = (report, period)
        self._make.setText(f"生成{report.called_for(period.title)}".replace("&", "&&"))
        self._make.setAccessibleName(f"生成{report.called_for(period.title)},Word 和 PDF")
        told = "、".join(lacking)
        say(self._lacking, f"▲ 「{told}」还没有写,现在生成的报告里没有" if lacking else "")
        lines = [f"{one.period.title}:{one.time[:16].replace('T', ' ')},{one.file}" for one in made]
        say(self._list, "\n".join(["已生成:", *lines]) if lines else "还没有生成过这种报告。")
        self._open.setVisible(self._folder.is_dir())
        self._enable()

    @property
    def is_running(self) -> bool:
        """Whether a report is being written, or waits for the draft to be saved."""
        return self._wanted is not None or self._running is not None

    def stop(self) -> None:
        """Wait for what is being written."""
        self._pool.waitForDone()

    @property
    def _folder(self) -> Path:
        return self._desk.session.standing.path.parent / FOLDER

    def _lay_out(self) -> None:
        deeds = QHBoxLayout()
        between(deeds, 2)
        deeds.addWidget(self._make)
        deeds.addWidget(self._open)
        deeds.addStretch(1)
        frame, layout = card()
        between(layout, 2)
        layout.addWidget(words("生成报告", "lead"))
        layout.addWidget(self._lacking)
        layout.addLayout(deeds)
        layout.addWidget(self._told)
        layout.addWidget(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def _enable(self) -> None:
        self._make.setEnabled(not self.is_running)

    @Slot()
    def _begin(self) -> None:
        """What was typed goes to the disk first: the paper carries the number of what is saved."""
        self._wanted = self._asked
        say(self._told, "正在保存草稿…")
        self._enable()
        self._desk.session.flush()
        self._saved()

    @Slot()
    def _saved(self) -> None:
        settled = self._desk.session.settled
        if self._wanted is None or settled is None:
            return
        report, period = self._running = self._wanted
        self._wanted = None
        say(self._told, "正在生成…")
        task = partial(
            write_period,
            self._desk.programme,
            settled.draft,
            report,
            period,
            self._folder,
            self._today(),
        )
        work = Work(task, self)
        work.succeeded.connect(self._written)
        work.failed.connect(self._not_written)
        work.start(self._pool)
        self._enable()

    @Slot(str)
    def _not_saved(self, sentence: str) -> None:
        if self._wanted is not None:
            self._wanted = None
            say(self._told, sentence)
            self._enable()

    @Slot(object)
    def _written(self, found: PeriodFiles) -> None:
        self._running = None
        report, period = found.view.report, found.view.period
        names = "、".join(path.name for path in found.files)
        say(self._told, f"已生成:{names}(在 {short_folder(self._folder)})")
        if self._desk.can_write:
            text = made_text(
                self._desk.now().isoformat(timespec="seconds"),
                found.view.subject.draft.revision,
                found.files[0].stem,
                found.view.figures,
            )
            path = made_path(report, period)
            label = f"生成{report.called_for(period.title)}"
            self._desk.session.do(label, partial(_put, path, text))
        self._open.setVisible(True)
        self._enable()
        self.made.emit(f"已生成{report.called_for(period.title)}")

    @Slot(str)
    def _not_written(self, sentence: str) -> None:
        self._running = None
        say(self._told, sentence)
        self._enable()

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _today(self) -> date:
        return self._desk.now().date()


def _put(path: str, text: str, draft: Draft):  # noqa: ANN202 - a Change
    return set_path(draft, path, text)
