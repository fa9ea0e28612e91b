"""The grid: moving, choosing and scrolling as in Excel and WPS."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from desktop_app.ui.table.deed_names import deed_of
from desktop_app.ui.table.delegate import CellDelegate
from desktop_app.ui.table.frozen import FrozenColumn, ranges_of
from desktop_app.ui.table.header import ColumnHeader, LineHeader
from desktop_app.ui.table.model import Index, TableModel
from desktop_app.ui.table.moves import Move
from desktop_app.ui.table.painting import TablePainter
from desktop_app.ui.theme import Theme

_Flag = QItemSelectionModel.SelectionFlag
_Trigger = QAbstractItemView.EditTrigger
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ROW_HEIGHT = 36
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is selected: lines and columns that are shown, ascending."""

    ranges: tuple[tuple[int, int, int, int], ...]
    lines: tuple[int, ...]
    columns: tuple[int, ...]

    @property
    def first(self) -> tuple[int, int] | None:
        return (self.lines[0], self.columns[0]) if self.ranges else None

    def holds(self, line: int, column: int) -> bool:
        return any(
            top <= line <= bottom and left <= column <= right
            for top, bottom, left, right in self.ranges
        )

    @property
    def count(self) -> int:
        """How many cells there are, those of hidden columns left out."""
        columns = frozenset(self.columns)
        return sum(
            (bottom - top + 1) * sum(left <= one <= right for one in columns)
            for top, bottom, left, right in self.ranges
        )


class Grid(QTableView):
    """`deed_asked` brings what is to be done by its name, `menu_asked` where the menu is wanted,
    `chosen_changed` that the selection is another."""

    deed_asked = Signal(str)
    menu_asked = Signal(object)
    chosen_changed = Signal()

    def __init__(self, model: TableModel, delegate: CellDelegate, theme: Theme, told: str) -> None:
        super().__init__()
        self._cells = model
        self._delegate = delegate
        self._kept: tuple[str, int, int] = ("", 0, 0)
        self.setObjectName("grid")
        self.setAccessibleName(told)
        self.setAccessibleDescription(
            "Tab 到下一格,Ctrl+Tab 离开表格,F2 修改,右键或菜单键看能做什么"
        )
        self.setModel(model)
        self.setItemDelegate(delegate)
        self._painter = TablePainter(model, theme)
        self._current = (-1, -1)
        self.head = ColumnHeader(self._painter, self)
        self.setHorizontalHeader(self.head)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            _Trigger.DoubleClicked | _Trigger.EditKeyPressed | _Trigger.AnyKeyPressed
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._lines = LineHeader(self._painter, self)
        self._lines.setDefaultSectionSize(row_height(self.fontMetrics()))
        self.setVerticalHeader(self._lines)
        self.frozen = FrozenColumn(self, model, self._painter)
        self.frozen.doubleClicked.connect(self._write_in)
        self.frozen.customContextMenuRequested.connect(self._ask_menu_of_frozen)
        self.selectionModel().currentChanged.connect(self._mark_current)
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._come_back)
        delegate.left.connect(self._after_cell)
        theme.changed.connect(self._wear)

    # What is chosen

    def chosen(self) -> Chosen:
        """What is selected; the current cell where nothing is."""
        ranges = ranges_of(self.selectionModel())
        current = self.currentIndex()
        if not ranges and current.isValid():
            ranges = [(current.row(), current.row(), current.column(), current.column())]
        lines = {at for top, bottom, _, _ in ranges for at in range(top, bottom + 1)}
        columns = {at for _, _, left, right in ranges for at in range(left, right + 1)}
        seen = tuple(at for at in sorted(columns) if not self.isColumnHidden(at))
        return Chosen(tuple(ranges), tuple(sorted(lines)), seen)

    def seen_columns(self) -> list[int]:
        """The columns that are not hidden."""
        return [at for at in range(self._cells.columnCount()) if not self.isColumnHidden(at)]

    def put_cursor(self, line: int, column: int) -> None:
        """Make a cell the current one, and see it."""
        index = self._cells.index(line, column)
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        self.scrollTo(index)

    def choose_block(self, line: int, column: int, last_line: int, last_column: int) -> None:
        """Select a block; its first cell is the current one."""
        first = self._cells.index(line, column)
        block = QItemSelection(first, self._cells.index(last_line, last_column))
        self.selectionModel().setCurrentIndex(first, _Flag.NoUpdate)
        self.selectionModel().select(block, _Flag.ClearAndSelect)
        self.scrollTo(first)

    @Slot()
    def _wear(self) -> None:
        """Colours and sizes of another look."""
        self._painter.take_colours()
        self._lines.setDefaultSectionSize(row_height(self.fontMetrics()))
        for view in (self, self.frozen):
            view.viewport().update()

    # Qt's own

    def edit(self, index: Index, *how: Any) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Write in a cell; one of the held column is shown where it lies first."""
        # Qt asks at each key and click, with what it was in front.
        is_meant = not how or bool(self.editTriggers() & how[0])
        if is_meant and index.column() == 0 and self.frozen.isVisible():
            self.horizontalScrollBar().setValue(0)
        return super().edit(index, *how)

    def paintEvent(self, e: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        self._painter.cells(self, e.rect(), self._current, ranges_of(self.selectionModel()))

    def scrollTo(  # noqa: N802 - Qt's name
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid():
            return
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() == 0 and self.frozen.isVisible():
            # It is seen wherever the others are.
            bar.setValue(before)
            return
        hidden = self.frozen.covered() - self.visualRect(index).left()
        if index.column() > 0 and hidden > 0:
            bar.setValue(bar.value() - hidden)

    def event(self, event: QEvent) -> bool:
        # The window has some of these keys too; here they are the table's.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and deed_of(cast("QKeyEvent", event).keyCombination()) is not None
        ):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and self._tabs(cast("QKeyEvent", event)):
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        is_open = self.state() is QAbstractItemView.State.EditingState
        if event.commitString() and not event.preeditString() and not is_open:
            # Qt opens the cell for a sign that was not composed first, and drops the sign.
            self.edit(self.currentIndex(), _Trigger.AnyKeyPressed, event)
            editor = self._delegate.editor
            if editor is not None:
                QApplication.sendEvent(editor, event)
                return
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        deed = deed_of(event.keyCombination())
        if deed is not None:
            self.deed_asked.emit(deed)
            return
        key, held = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(Move.UP if held & _SHIFT else Move.DOWN)
        elif key in _ARROWS and held & _CTRL:
            self._jump(*_ARROWS[Qt.Key(key)], extends=bool(held & _SHIFT))
        elif key == Qt.Key.Key_Space and held in (_CTRL, _SHIFT):
            self.selectRow(self.currentIndex().row()) if held == _SHIFT else self.selectColumn(
                self.currentIndex().column()
            )
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, arg__1: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        if arg__1.reason() == QContextMenuEvent.Reason.Mouse:
            self._choose_at(self.indexAt(arg__1.pos()))
            self.menu_asked.emit(arg__1.globalPos())
        else:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_asked.emit(self.viewport().mapToGlobal(below))

    # Moving

    def _tabs(self, event: QKeyEvent) -> bool:
        """Whether a key was Tab: to the next cell, or out at the table's ends and with Ctrl."""
        if event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        is_back = event.key() == Qt.Key.Key_Backtab or bool(event.modifiers() & _SHIFT)
        if event.modifiers() & _CTRL or not self._step_aside(-1 if is_back else 1):
            self.focusNextPrevChild(not is_back)
        return True

    @Slot(object)
    def _after_cell(self, move: Move) -> None:
        self.setFocus()
        self._go(move)

    def _go(self, move: Move) -> None:
        current = self.currentIndex()
        if not current.isValid() or move is Move.STAY:
            return
        if move in (Move.NEXT, Move.BACK):
            self._step_aside(1 if move is Move.NEXT else -1)
            return
        line = current.row() + (1 if move is Move.DOWN else -1)
        if 0 <= line < self._cells.rowCount():
            self.put_cursor(line, current.column())

    def _step_aside(self, step: int) -> bool:
        """Go to the next cell of the line, or on to the next line; whether there is one."""
        columns = self.seen_columns()
        current = self.currentIndex()
        if not current.isValid() or current.column() not in columns:
            return False
        at = columns.index(current.column()) + step
        line = current.row()
        if not 0 <= at < len(columns):
            line, at = line + step, 0 if step > 0 else len(columns) - 1
        if not 0 <= line < self._cells.rowCount():
            return False
        self.put_cursor(line, columns[at])
        return True

    def _jump(self, down: int, right: int, *, extends: bool) -> None:
        """To the edge of what is filled, as Ctrl and an arrow do in a workbook."""
        current = self.currentIndex()
        if not current.isValid():
            return
        columns = self.seen_columns()
        if right:
            at = columns.index(current.column()) if current.column() in columns else 0
            filled = [self._is_filled(current.row(), one) for one in columns]
            target = current.row(), columns[_edge(filled, at, right)]
        else:
            column = self._cells.columns[current.column()].id
            filled = [bool(row.cells.get(column)) for row in self._cells.shown]
            target = _edge(filled, current.row(), down), current.column()
        index = self._cells.index(*target)
        if extends:
            # Qt extends from where the selection began.
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            self._extend_to(current, index)
        else:
            self.put_cursor(*target)

    def _extend_to(self, old: QModelIndex, new: QModelIndex) -> None:
        chosen = self.selectionModel().selection().toList()
        block = chosen[0] if chosen else QItemSelectionRange(old)
        # The corner across from where the cursor was stays.
        top = block.bottom() if old.row() == block.top() else block.top()
        left = block.right() if old.column() == block.left() else block.left()
        lines, columns = sorted((top, new.row())), sorted((left, new.column()))
        first = self._cells.index(lines[0], columns[0])
        last = self._cells.index(lines[1], columns[1])
        self.selectionModel().select(QItemSelection(first, last), _Flag.ClearAndSelect)
        self.scrollTo(new)

    def _is_filled(self, line: int, column: int) -> bool:
        return bool(self._cells.shown[line].cells.get(self._cells.columns[column].id))

    # What follows the model

    @Slot(QModelIndex, QModelIndex)
    def _mark_current(self, current: QModelIndex, _: QModelIndex) -> None:
        self._current = current.row(), current.column()
        self._lines.mark_current(current.row())
        self.viewport().update()
        self.frozen.mark_current(current)

    @Slot()
    def _remember(self) -> None:
        current = self.currentIndex()
        row = self._cells.shown[current.row()].id if current.isValid() else ""
        self._kept = row, max(current.column(), 0), self.verticalScrollBar().value()

    @Slot()
    def _come_back(self) -> None:
        row, column, top = self._kept
        line = self._cells.line_of(row) if row else None
        if line is None and self._cells.rowCount():
            line = 0
        if line is not None:
            self.verticalScrollBar().setValue(top)
            self.put_cursor(line, column)

    @Slot(QModelIndex)
    def _write_in(self, index: QModelIndex) -> None:
        self.horizontalScrollBar().setValue(0)
        self.setFocus()
        self.edit(index)

    @Slot(object)
    def _ask_menu_of_frozen(self, place: object) -> None:
        self._choose_at(self.frozen.indexAt(place))  # pyright: ignore
        self.menu_asked.emit(self.frozen.viewport().mapToGlobal(place))  # pyright: ignore

    def _choose_at(self, index: QModelIndex) -> None:
        """A click outside of what is selected selects the cell under it."""
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)


def row_height(metrics: QFontMetrics) -> int:
    """The height of every row: 36 px, or what a larger font needs."""
    return max(_ROW_HEIGHT, metrics.lineSpacing() + 16)


def _edge(filled: Sequence[bool], at: int, step: int) -> int:
    """Where Ctrl and an arrow lead: the end of the run of filled cells, or the next filled one."""
    last = len(filled) - 1 if step > 0 else 0
    if at == last:
        return at
    place = at + step
    if filled[at] and filled[place]:
        while place != last and filled[place + step]:
            place += step
        return place
    while place != last and not filled[place]:
        place += step
    return place
