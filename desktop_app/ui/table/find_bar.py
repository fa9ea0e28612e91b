"""Finding and replacing in a table, in a bar above it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.pack_forms import Field
from desktop_app.core.row_changes import Writes
from desktop_app.core.searching import Replacement, Search, as_writes, replacements
from desktop_app.ui.flow import Flow
from desktop_app.ui.spacing import LINE, around, between, sized
from desktop_app.ui.table.model import TableModel
from desktop_app.ui.widgets import DropDown, button, card, check_box, say, text_line, words

_ALL = "全部列"
_WIDE, _OF_COLUMN = 152, 124
_MOST_LISTED = 200


class FindBar(QWidget):
    """`found` brings line and column of a cell to show; `replaced` the cells to write and how many
    places that are; `closed` that the bar went."""

    found = Signal(int, int)
    replaced = Signal(object, int)
    closed = Signal()

    def __init__(self, model: TableModel, *, can_write: bool) -> None:
        super().__init__()
        self._model = model
        self._columns: Sequence[Field] = model.columns
        self._at: tuple[int, int] = (-1, -1)
        self._planned: tuple[Replacement, ...] = ()
        self._field = _line("查找内容", "find text", "查找内容")
        self._by = _line("替换为", "replace text", "替换为(空即删去)")
        self._whole = check_box("整格相同", "find whole")
        self._case = check_box("区分大小写", "find case")
        self._where = DropDown("find column", "在哪一列查找")
        sized(self._where, width=_OF_COLUMN)
        self._count = QLabel()
        self._count.setObjectName("find count")
        sized(self._count, minimumHeight=32)
        before = button("上一处", "find previous", "查找上一处")
        after = button("下一处", "find next", "查找下一处")
        close = button("关闭", "close find", "关闭查找")
        self._one = button("替换", "replace one", "替换这一处")
        self._all = button("全部替换…", "replace all")
        self._plan = _ReplacePlan()
        frame, layout = card()
        first, second = Flow(), Flow()
        finds = (self._field, self._where, self._whole, self._case, before, after, close)
        for one in (*finds, self._count):
            first.addWidget(one)
        self._second: tuple[QWidget, ...] = (self._by, self._one, self._all)
        for one in self._second:
            second.addWidget(one)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self._plan)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._can_write = can_write
        self._field.textChanged.connect(self._look_anew)
        self._field.returnPressed.connect(self.find_next)
        self._by.textChanged.connect(self._drop_plan)
        self._by.returnPressed.connect(self._replace_one)
        self._whole.toggled.connect(self._look_anew)
        self._case.toggled.connect(self._look_anew)
        self._where.currentIndexChanged.connect(self._look_anew)
        before.clicked.connect(self.find_previous)
        after.clicked.connect(self.find_next)
        close.clicked.connect(self.close_bar)
        self._one.clicked.connect(self._replace_one)
        self._all.clicked.connect(self._plan_all)
        self._plan.agreed.connect(self._replace_all)
        self._plan.given_up.connect(self._drop_plan)
        for keys, slot in (
            (QKeySequence(Qt.Key.Key_Escape), self._escape),
            (QKeySequence(Qt.Key.Key_F3), self.find_next),
            (QKeySequence("Shift+F3"), self.find_previous),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self.hide()

    def open_bar(self, columns: Sequence[Field], start: tuple[int, int], *, replaces: bool) -> None:
        """Show the bar, looking from a cell on; with the line for replacing if that is wanted."""
        self._columns = columns
        self._at = start
        chosen = self._where.currentData()
        self._where.blockSignals(True)
        self._where.clear()
        self._where.addItem(_ALL, "")
        for one in columns:
            self._where.addItem(one.label, one.id)
        self._where.setCurrentIndex(max(self._where.findData(chosen), 0))
        self._where.blockSignals(False)
        for one in self._second:
            one.setVisible(replaces and self._can_write)
        self._drop_plan()
        self.show()
        self._field.setFocus()
        self._field.selectAll()
        self._count_hits()

    @Slot()
    def find_next(self) -> None:
        self._go(1)

    @Slot()
    def find_previous(self) -> None:
        self._go(-1)

    @Slot()
    def close_bar(self) -> None:
        self._drop_plan()
        self.hide()
        self.closed.emit()

    def look_from(self, line: int, column: int) -> None:
        """Look from this cell on: the cursor went there."""
        self._at = line, column

    def show_changed(self) -> None:
        """The table says something else; what was planned may not hold any more."""
        if self.isVisible():
            self._drop_plan()
            self._count_hits()

    def _search(self) -> Search:
        column = str(self._where.currentData() or "")
        return Search(self._field.text(), self._whole.isChecked(), self._case.isChecked(), column)

    def _hits(self) -> list[tuple[int, int]]:
        """Lines and columns of the cells that hold it."""
        shown = self._model.shown
        ids = [one.id for one in self._columns]
        found = self._search().found(shown, ids, range(len(shown)))
        return [(line, self._model.places[column]) for line, column in found]

    def _go(self, step: int) -> None:
        hits = self._hits()
        if not hits:
            self._count.setText("没有找到" if self._field.text() else "")
            return
        later = [
            at for at, one in enumerate(hits) if (one > self._at if step > 0 else one < self._at)
        ]
        # Round the end, as people expect.
        at = (later or [*range(len(hits))])[0 if step > 0 else -1]
        self._at = hits[at]
        self._count.setText(f"第 {at + 1} 处,共 {len(hits)} 处")
        self.found.emit(*self._at)

    @Slot()
    def _look_anew(self) -> None:
        self._drop_plan()
        self._count_hits()

    def _count_hits(self) -> None:
        many = len(self._hits()) if self._field.text() else 0
        none = "没有找到" if self._field.text() else ""
        self._count.setText(f"共 {many} 处" if many else none)

    @Slot()
    def _replace_one(self) -> None:
        """Replace in the current cell, if it holds it, and go on."""
        line, column = self._at
        if (line, column) in self._hits():
            row, field = self._model.shown[line], self._model.columns[column]
            new = self._search().replaced(row.cells.get(field.id, ""), self._by.text())
            self.replaced.emit({row.id: {field.id: new}}, 1)
        self.find_next()

    @Slot()
    def _plan_all(self) -> None:
        shown = self._model.shown
        ids = [one.id for one in self._columns]
        planned = replacements(self._search(), self._by.text(), shown, ids, range(len(shown)))
        self._planned = tuple(planned)
        labels = {one.id: one.label for one in self._columns}
        numbers = {one.row: self._model.number(one.row) for one in self._planned}
        self._plan.show_plan(self._planned, labels, numbers)

    @Slot()
    def _replace_all(self) -> None:
        planned = self._planned
        self._drop_plan()
        if planned:
            writes: Writes = as_writes(planned)
            self.replaced.emit(writes, len(planned))
        self._field.setFocus()

    @Slot()
    def _drop_plan(self) -> None:
        self._planned = ()
        self._plan.hide()

    @Slot()
    def _escape(self) -> None:
        if self._plan.isVisible():
            self._drop_plan()
            self._all.setFocus()
        else:
            self.close_bar()


class _ReplacePlan(QWidget):
    """What replacing all would change, old → new, before it is done."""

    agreed = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._told = words("", "", "replace plan")
        self._list = QPlainTextEdit()
        self._list.setObjectName("replace list")
        self._list.setAccessibleName("将要替换的内容")
        self._list.setReadOnly(True)
        self._list.setTabChangesFocus(True)
        sized(self._list, height=6 * LINE + 8)
        self._agree = button("全部替换", "agree replace", primary=True)
        give_up = button("不替换", "give up replace")
        deeds = QHBoxLayout()
        between(deeds, 2)
        deeds.addWidget(self._agree)
        deeds.addWidget(give_up)
        deeds.addStretch(1)
        layout = QVBoxLayout(self)
        around(layout, 0, 1, 0, 0)
        between(layout, 2)
        layout.addWidget(self._told)
        layout.addWidget(self._list)
        layout.addLayout(deeds)
        self._agree.clicked.connect(self.agreed)
        give_up.clicked.connect(self.given_up)
        self.hide()

    def show_plan(
        self,
        planned: Sequence[Replacement],
        labels: Mapping[str, str],
        numbers: Mapping[str, int],
    ) -> None:
        rows = len({one.row for one in planned})
        lines = [
            f"第{numbers[one.row]}行 {labels[one.column]}:{one.old} → {one.new or '(空)'}"
            for one in planned[:_MOST_LISTED]
        ]
        if len(planned) > _MOST_LISTED:
            lines.append(f"…… 还有 {len(planned) - _MOST_LISTED} 处")
        none = "没有要替换的内容;请看查找内容和范围是否正确。"
        say(self._told, f"将替换 {len(planned)} 格(在 {rows} 行里):" if planned else none)
        self._list.setPlainText("\n".join(lines))
        self._list.setVisible(bool(planned))
        self._agree.setVisible(bool(planned))
        self._agree.setText(f"全部替换 {len(planned)} 处")
        self.show()
        if planned:
            self._agree.setFocus()


def _line(told: str, name: str, hint: str) -> QLineEdit:
    made = text_line(name, told, hint)
    sized(made, width=_WIDE)
    return made
