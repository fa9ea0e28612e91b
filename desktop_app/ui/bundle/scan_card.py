"""The sealed papers come back as scans: are all pages there, in order, and of this version?"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.core.scanned_set import ScannedSet
from desktop_app.jobs.made_bundle import MadeBundle
from desktop_app.jobs.progress import Report
from desktop_app.ui.job_line import JobLine
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, card, say, words

_ABOUT = "盖好章的材料扫描成 PDF 以后,可以在这里核对:缺页、重页、次序、版本。"
_MOST_TOLD = 40


class ScanCard(QWidget):
    """`bundle` gives the bundle that was printed, if it is known."""

    def __init__(self, desk: Desk, bundle: Callable[[], MadeBundle | None]) -> None:
        super().__init__()
        self._desk, self._bundle = desk, bundle
        self._choose = button("核对盖章后的扫描件…", "check scans")
        self._job = JobLine("scan", "核对扫描件")
        self._verdict = words("", "", "scan verdict")
        self._told = words("", "soft", "scan told")
        frame, layout = card()
        between(layout, 2)
        layout.addWidget(words("盖章以后", "lead"))
        layout.addWidget(words(_ABOUT, "soft"))
        row = QHBoxLayout()
        between(row, 2)
        row.addWidget(self._choose)
        row.addStretch(1)
        layout.addLayout(row)
        for one in (self._job, self._verdict, self._told):
            layout.addWidget(one)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        say(self._verdict, "")
        say(self._told, "")
        self._choose.clicked.connect(self._ask)
        self._job.succeeded.connect(self._show)
        self._job.failed.connect(self._fail)
        self._job.cancelled.connect(self._stopped)

    def stop(self) -> None:
        self._job.stop()

    @Slot()
    def _ask(self) -> None:
        start = self._desk.session.standing.path.parent
        files = self._desk.prompts.scans_to_check(self, start)
        if not files:
            return
        made = self._bundle()
        folder = made.folder if made is not None and not made.is_preview else None
        job = _job(files, folder, self._desk.programme, self._desk.session.draft)
        self._choose.setEnabled(False)
        say(self._verdict, "")
        say(self._told, "")
        self._job.run(job, "正在读扫描件…")

    @Slot(object)
    def _show(self, found: ScannedSet) -> None:
        self._choose.setEnabled(True)
        if found.is_complete:
            told, weight = "✓ 各份各页齐全,次序正确,都是同一版本。", "ok"
        else:
            told, weight = f"▲ 有 {len(found.findings)} 处问题,请处理后重新扫描、核对。", "must"
        say(self._verdict, told)
        mean(self._verdict, "weight", weight)
        say(self._told, "\n".join(_lines(found)))

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self._choose.setEnabled(True)
        say(self._told, sentence)

    @Slot()
    def _stopped(self) -> None:
        self._fail("已取消,没有核对完。")


def _job(
    files: Sequence[Path], folder: Path | None, programme: Programme, draft: Draft
) -> Callable[[Report], ScannedSet]:
    def job(report: Report) -> ScannedSet:
        from desktop_app.jobs.verify_scan import set_of_bundle, set_of_draft, verify_scan

        expected = set_of_bundle(folder) if folder else set_of_draft(programme, draft)
        return verify_scan(files, expected, report)

    return job


def _lines(found: ScannedSet) -> list[str]:
    blank = f",其中空白 {found.blank} 页" if found.blank else ""
    lines = [f"扫描件共 {found.pages} 页{blank}。"]
    if found.documents:
        lines.append(f"数据版本 {found.revision} · 校验码 {found.check_code}")
    lines += [
        f"{one.title}:{one.pages} 页 × {one.copies} 份,扫到 {one.found} 页"
        for one in found.documents
    ]
    lines += [f"{n}. {one.message}" for n, one in enumerate(found.findings[:_MOST_TOLD], start=1)]
    if len(found.findings) > _MOST_TOLD:
        lines.append(f"……另有 {len(found.findings) - _MOST_TOLD} 处。")
    return lines
