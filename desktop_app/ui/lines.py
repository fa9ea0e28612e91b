"""Values one a line: the model under every list of the window, and the table that shows it."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop_app.ui.spacing import grows, px
from desktop_app.ui.theme import Theme

Line = TypeVar("Line")
Index = QModelIndex | QPersistentModelIndex
READ_ALOUD = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
# The wide column is never narrower than this beside all others, in pixels at 100 %.
_LEAST_WIDE = 180
_LEAST_LINES = 3


class Lines(QAbstractTableModel, Generic[Line]):
    """Values one a line under fixed headings."""

    columns: tuple[str, ...] = ()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._lines

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's
        return 0 if parent.isValid() else len(self.columns)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section]
        return None

    def put(self, lines: Sequence[Line], *, is_same: bool = False) -> None:
        """Show these in place of what is there; `is_same` where each line is about the same thing
        as before: then place and selection stay."""
        if is_same:
            self._lines = tuple(lines)
            self.look_again()
            return
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def look_again(self) -> None:
        """What is said of the lines is another; the lines are the same."""
        if self._lines:
            last = self.index(len(self._lines) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


class TextLines(Lines[tuple[str, ...]]):
    """Lines of plain texts; `marked` are the cells that stand out, in the colour of a token."""

    def __init__(self, columns: Sequence[str], theme: Theme, token: str, parent: QObject) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._theme, self._token = theme, token
        self._marked: frozenset[tuple[int, int]] = frozenset()

    def show(
        self, lines: Sequence[tuple[str, ...]], marked: frozenset[tuple[int, int]] = frozenset()
    ) -> None:
        """Show these; lines that only say something else keep the place."""
        self._marked = marked
        self.put(lines, is_same=len(lines) == len(self._lines))

    def rename(self, columns: Sequence[str]) -> None:
        """Other names for the columns."""
        self.columns = tuple(columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in READ_ALOUD or role == Qt.ItemDataRole.ToolTipRole:
            return self._lines[index.row()][index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            is_marked = (index.row(), index.column()) in self._marked
            return self._theme.colour(self._token) if is_marked else None
        return None


class _Signed(QStyledItemDelegate):
    """A line that is chosen keeps the colours that its model gave it.

    It paints with an option of its own: PySide keeps wrappers of the options that Qt hands to
    `initStyleOption`, and takes what stands at their address next for one of them.
    """

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        if colour is None:
            super().paint(painter, option, index)
            return
        # Its fields are unknown to the stubs.
        drawn: Any = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        palette = QPalette(drawn.palette)
        palette.setColor(QPalette.ColorRole.HighlightedText, colour)
        drawn.palette = palette
        style = drawn.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget)


class LineTable(QTableView):
    """A table whose lines are chosen whole. `chosen` brings a line; `entered` says Enter on it,
    `opened` a double click or Ctrl+Enter."""

    chosen = Signal(int)
    entered = Signal()
    opened = Signal()

    def __init__(
        self,
        model: QAbstractTableModel,
        told: str,
        name: str,
        widths: Sequence[int],
        wide: int,
        spare: Sequence[int] = (),
    ) -> None:
        super().__init__()
        self._is_quiet = False
        self.setModel(model)
        self.setItemDelegate(_Signed(self))
        self.setObjectName(name)
        self.setAccessibleName(told)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        # One line is one step, so that the place is a line's number whatever its height.
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._widths, self._wide, self._spare = widths, wide, spare
        self._fit()
        header = self.horizontalHeader()
        grows(header, *widths)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)

    def go_to(self, line: int, *, stay: bool = False) -> None:
        """Choose a line and tell it; `stay` leaves the list where it is scrolled to."""
        index = self.model().index(line, 0)
        self._is_quiet = True
        # Scrolling to the current line is part of this setting.
        self.setAutoScroll(not stay)
        self.selectionModel().setCurrentIndex(index, _SELECT)
        self.setAutoScroll(True)
        self._is_quiet = False
        if not stay:
            self.scrollTo(index)
        self.chosen.emit(line)

    def changeEvent(self, arg__1: QEvent) -> None:  # noqa: N802 - Qt's names
        super().changeEvent(arg__1)
        if arg__1.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Some lines are always seen."""
        lines = self.verticalHeader().defaultSectionSize() * _LEAST_LINES
        height = self.horizontalHeader().sizeHint().height() + lines
        return QSize(super().minimumSizeHint().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """Where the sentence would be crowded out, columns that are told elsewhere too go."""
        needed = sum(self._widths) - self._widths[self._wide] + _LEAST_WIDE
        for column in self._spare:
            is_crowded = self.width() < px(needed)
            if self.isColumnHidden(column) is not is_crowded:
                self.setColumnHidden(column, is_crowded)
                if not is_crowded:
                    self.setColumnWidth(column, px(self._widths[column]))
            if is_crowded:
                needed -= self._widths[column]

    def _fit(self) -> None:
        """Lines for the size of type."""
        height = 2 * QFontMetrics(self.font()).lineSpacing() + px(8)
        self.verticalHeader().setDefaultSectionSize(height)
        self.make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_far = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.opened if is_far else self.entered).emit()
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid() and not self._is_quiet:
            self.chosen.emit(current.row())

    @Slot(QModelIndex)
    def _open(self, _: QModelIndex) -> None:
        self.opened.emit()
