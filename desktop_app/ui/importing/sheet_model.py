"""A sheet as the person knows it, with what is read of it."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from desktop_app.jobs.sheet_view import SheetView
from desktop_app.ui.lines import READ_ALOUD, Index
from desktop_app.ui.theme import Theme

# Nobody reads further to the right; what stands there is imported all the same.
MOST_COLUMNS = 60
_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.BackgroundRole,
        Qt.ItemDataRole.CheckStateRole,
    }
)


class SheetModel(QAbstractTableModel):
    """The first column says whether a row is read, and takes the tick; the others are the sheet's.

    `row_ticked` brings a row and whether it is to be read.
    """

    row_ticked = Signal(int, bool)

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: SheetView | None = None
        self.can_write = True

    @property
    def view(self) -> SheetView | None:
        return self._view

    def show(self, view: SheetView | None) -> None:
        """Show a sheet; the same one read otherwise keeps its place."""
        old, same = self._view, False
        if old is not None and view is not None:
            same = old.rows is view.rows or (old.sheet, old.rows) == (view.sheet, view.rows)
        if same and view is not None:
            self._view = view
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._view = view
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and way
        return 0 if parent.isValid() or self._view is None else len(self._view.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - as above
        if parent.isValid() or self._view is None:
            return 0
        return 1 + min(self._view.width, MOST_COLUMNS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self._view is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._view.label(section)
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "读入" if section == 0 else self._view.column_label(section - 1)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == 0 and self._is_open(index.row()):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        view = self._view
        if role not in _ROLES or view is None or not index.isValid():
            return None
        row, column = index.row(), index.column() - 1
        if role == Qt.ItemDataRole.CheckStateRole:
            if column >= 0 or not self._is_open(row):
                return None
            return Qt.CheckState.Checked if row in view.read else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._theme.colour("accent_soft") if row in view.heads else None
        if role == Qt.ItemDataRole.ForegroundRole:
            is_read = row in view.read and (column < 0 or view.is_taken(row, column))
            return None if is_read or row in view.heads else self._theme.colour("faint")
        if column < 0:
            return self._told(row, role)
        cells = view.rows[row]
        text = cells[column] if column < len(cells) else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return text or None
        return " ".join(text.split("\n"))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        if role != Qt.ItemDataRole.CheckStateRole or not self._is_open(index.row()):
            return False
        self.row_ticked.emit(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def tick(self, row: int) -> None:
        """Read a row, or do not."""
        if self._view is not None and self._is_open(row):
            self.row_ticked.emit(row, row not in self._view.read)

    def _is_open(self, row: int) -> bool:
        view = self._view
        return self.can_write and view is not None and bool(view.columns) and view.is_open(row)

    def _told(self, row: int, role: int) -> str | None:
        assert self._view is not None
        why = self._view.why_not(row)
        if role in READ_ALOUD:
            return why or "读入"
        if not why or not self._is_open(row):
            return why or None
        return f"{why},没有作为项目读入;打勾就按项目读入"
