"""The window: open a draft and see what its checks find, by severity, with place and clause."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMainWindow,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.findings import SEVERITY_WORDS, Audit, Finding, Severity
from desktop_app.core.rules import audit
from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.standing import in_words
from desktop_app.storage.draft_file import open_draft
from desktop_app.ui.prompts import Prompts
from desktop_app.ui.work import Work

_COLUMNS = ("轻重", "编号", "问题", "位置", "依据")


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft as it was read, where it stands in words, and its audit.

    `notice` is what a person should know of the file, "" for nothing.
    """

    path: Path
    title: str
    projects: int
    audit: Audit
    standing: str
    notice: str


def check_draft(path: Path) -> Checked:
    """Read a draft and run all its checks."""
    with open_draft(path, now=datetime.now, read_only=True) as file:
        programme = load_programme(file.draft.programme)
        rows = file.draft.rows(programme.summary.table.id)
        return Checked(
            path,
            programme.about.title,
            len(rows),
            audit(programme, file.draft),
            in_words(file.history, file.draft.revision),
            file.notice,
        )


class CheckWindow(QMainWindow):
    """Shows one audit; everything else is done on the command line in this version."""

    def __init__(self, prompts: Prompts) -> None:
        super().__init__()
        self._prompts = prompts
        self._pool = QThreadPool(self)
        self._path: Path | None = None
        self.setWindowTitle("申报匣")
        self.resize(1180, 640)
        self._open = QPushButton("打开草稿(&O)…")
        self._open.setShortcut(QKeySequence.StandardKey.Open)
        self._again = QPushButton("全部审核(&R)")
        self._again.setEnabled(False)
        self._state = QLabel("请打开一份草稿。新建、导入和成册目前用命令行完成,见说明。")
        self._state.setObjectName("state")
        self._standing = QLabel()
        self._standing.setObjectName("standing")
        self._standing.setWordWrap(True)
        self._table = _findings_table()
        buttons = QHBoxLayout()
        buttons.addWidget(self._open)
        buttons.addWidget(self._again)
        buttons.addWidget(self._state, 1)
        layout = QVBoxLayout()
        layout.addLayout(buttons)
        layout.addWidget(self._standing)
        layout.addWidget(self._table)
        page = QWidget()
        page.setLayout(layout)
        self.setCentralWidget(page)
        self._open.clicked.connect(self._choose)
        self._again.clicked.connect(self._check_again)

    def check(self, path: Path) -> None:
        """Read and audit a draft off this thread, then show the outcome."""
        self._path = path
        self._state.setText("正在核对…")
        self._open.setEnabled(False)
        self._again.setEnabled(False)
        work = Work(lambda: check_draft(path), self)
        work.succeeded.connect(self._show)
        work.failed.connect(self._fail)
        work.start(self._pool)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        self._pool.waitForDone()
        super().closeEvent(event)

    @Slot()
    def _choose(self) -> None:
        path = self._prompts.draft_to_open(self)
        if path is not None:
            self.check(path)

    @Slot()
    def _check_again(self) -> None:
        if self._path is not None:
            self.check(self._path)

    @Slot(object)
    def _show(self, checked: Checked) -> None:
        self._open.setEnabled(True)
        self._again.setEnabled(True)
        found = checked.audit
        told = " · ".join(f"{SEVERITY_WORDS[s]} {found.count(s)}" for s in Severity)
        verdict = "核对通过" if found.passes else "核对未通过"
        self.setWindowTitle(f"{checked.path.name} — 申报匣")
        self._state.setText(f"{checked.title} · 项目 {checked.projects} 个 · {told} · {verdict}")
        self._standing.setText("\n".join(filter(None, (checked.standing, checked.notice))))
        order = list(Severity)
        ordered = sorted(found.findings, key=lambda one: order.index(one.severity))
        self._table.setRowCount(len(ordered))
        for row, one in enumerate(ordered):
            for column, text in enumerate(_texts(one)):
                self._table.setItem(row, column, _cell(text))

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self._open.setEnabled(True)
        self._again.setEnabled(self._path is not None)
        self._state.setText(sentence)
        self._standing.clear()
        self._prompts.tell(self, sentence)


def _findings_table() -> QTableWidget:
    table = QTableWidget(0, len(_COLUMNS))
    table.setHorizontalHeaderLabels(list(_COLUMNS))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setWordWrap(True)
    table.verticalHeader().setDefaultSectionSize(48)
    for column, width in enumerate((64, 150, 520, 220, 120)):
        table.setColumnWidth(column, width)
    table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    table.setAccessibleName("核对发现的问题")
    return table


def _texts(one: Finding) -> tuple[str, ...]:
    where = ";".join(place.label for place in one.places)
    explained = f"(已说明:{one.explanation})" if one.explanation else ""
    clause = f"通知{one.clause}" if one.clause else ""
    return SEVERITY_WORDS[one.severity], one.key, one.message + explained, where, clause


def _cell(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(text)
    item.setTextAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
    return item
