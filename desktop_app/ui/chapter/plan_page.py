"""实施方案: its title as printed, and its chapters with how each stands."""

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from desktop_app.core.chapter_text import length_of
from desktop_app.core.draft import Draft
from desktop_app.core.facts import in_print
from desktop_app.core.shown import filled
from desktop_app.core.steps import StepStanding, StepState, standings, steps_of
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk, Page
from desktop_app.ui.spacing import SIGN, around, between, grows, sized
from desktop_app.ui.widgets import say, words

_SIGNS = {
    StepState.EMPTY: ("○", "faint"),
    StepState.BEGUN: ("◐", "accent"),
    StepState.WRONG: ("▲", "must"),
    StepState.TO_EXPLAIN: ("●", "explain"),
    StepState.DONE: ("✓", "ok"),
}
_COLUMNS = ("章", "状态", "字数", "问题", "写什么")
_STATE, _GUIDANCE = 1, 4
_ROW = 36


class PlanPage(Page):
    """A click on a chapter, or Enter, asks to go there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: Checked | None = None
        self._steps = [one for one in steps_of(desk.programme) if one.kind == "chapter"]
        self._head = words(desk.programme.plan.called, "title", "plan title")
        self._printed = words("", "lead", "printed title")
        self._layout_note = words(desk.programme.plan.layout, "caption", "plan layout")
        self._total = words("", "soft", "plan total")
        self._table = QTableWidget(len(self._steps), len(_COLUMNS))
        self._lay_out()
        self._table.clicked.connect(self._go)
        self._table.activated.connect(self._go)
        self.show_draft(desk.session.draft)

    def show_draft(self, draft: Draft) -> None:
        programme = self.desk.programme
        self._printed.setText(filled(programme, draft, programme.plan.title))
        printed = in_print(programme, draft)
        found = self._found
        if found is not None and found.draft is draft:
            standing = found.steps
        else:
            standing = standings(programme, draft, found.audit.findings if found else None)
        signs = pages = 0.0
        for row, step in enumerate(self._steps):
            length = length_of(printed.value(f"chapters/{step.chapter}"))
            signs += length.signs
            pages += length.pages
            self._show_row(row, standing[step.id], length.signs)
        told = (
            f"全文约 {int(signs):,} 字,正文约 {pages:.1f} 页(A4,不含表格)"
            if signs
            else "正文还没有写"
        )
        self._total.setText(told)

    def show_audit(self, found: Checked) -> None:
        self._found = found
        self.show_draft(found.draft)

    def go_to(self, path: str) -> bool:
        head, _, rest = path.partition("/")
        for row, step in enumerate(self._steps):
            if head == "chapters" and step.chapter == rest:
                self._table.setCurrentCell(row, 0)
                self._table.setFocus()
                return True
        return False

    @property
    def place(self) -> str:
        row = self._table.currentRow()
        return f"chapters/{self._steps[row].chapter}" if row >= 0 else ""

    def _show_row(self, row: int, standing: StepStanding, signs: int) -> None:
        sign, tone = _SIGNS[standing.state]
        state = self._item(row, _STATE, f"{sign} {standing.state.value}")
        state.setForeground(self.desk.theme.colour(tone))
        self._item(row, 2, f"{signs:,}" if signs else "")
        self._item(row, 3, str(standing.open) if standing.open else "")

    def _item(self, row: int, column: int, text: str) -> QTableWidgetItem:
        found = self._table.item(row, column)
        if found is None:
            found = QTableWidgetItem()
            self._table.setItem(row, column, found)
            if column in (2, 3):
                found.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        found.setText(text)
        return found

    def _lay_out(self) -> None:
        table = self._table
        table.setObjectName("chapters")
        table.setAccessibleName("方案各章,回车打开")
        table.setHorizontalHeaderLabels(_COLUMNS)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        sized(table.verticalHeader(), defaultSectionSize=_ROW)
        grows(table.horizontalHeader(), *(signs * SIGN for signs in (13, 7, 6, 5)))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for column in (2, 3):
            table.horizontalHeaderItem(column).setTextAlignment(
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
        for row, (step, chapter) in enumerate(
            zip(self._steps, self.desk.programme.plan.chapter, strict=True)
        ):
            needed = "" if chapter.required else "(可不写)"
            self._item(row, 0, f"{step.title}{needed}")
            self._item(row, _GUIDANCE, chapter.guidance).setToolTip(chapter.guidance)
        say(self._layout_note, self.desk.programme.plan.layout)
        layout = QVBoxLayout(self)
        around(layout, 6, 4, 6, 3)
        between(layout, 2)
        for one in (self._head, self._printed, self._total, self._layout_note):
            layout.addWidget(one)
        layout.addWidget(table, 1)

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        self.jump_asked.emit(self._steps[index.row()].id)
