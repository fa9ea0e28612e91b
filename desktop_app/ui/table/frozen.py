"""The first column of a grid, held over it while the others are scrolled to the side."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from desktop_app.ui.table.header import ColumnHeader
from desktop_app.ui.table.model import TableModel
from desktop_app.ui.table.painting import Range, TablePainter

# The held column takes no more of the width than this; on a narrow window nothing is held.
_MOST = 0.6


class FrozenColumn(QTableView):
    """Shown only while the grid is scrolled, so that a cell is written in only where it lies."""

    def __init__(self, grid: QTableView, model: TableModel, painter: TablePainter) -> None:
        super().__init__(grid)
        self._grid = grid
        self.setObjectName("frozen")
        self.setAccessibleName("固定在左边的列")
        self.setModel(model)
        self.setSelectionModel(grid.selectionModel())
        self._painter = painter
        self._current = (-1, -1)
        self.head = ColumnHeader(painter, self)
        self.setHorizontalHeader(self.head)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(grid)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(grid.verticalScrollMode())
        self.setSelectionMode(grid.selectionMode())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(grid.verticalHeader().defaultSectionSize())
        for column in range(1, model.columnCount()):
            self.setColumnHidden(column, True)
        ours, theirs = self.verticalScrollBar(), grid.verticalScrollBar()
        theirs.valueChanged.connect(ours.setValue)
        ours.valueChanged.connect(theirs.setValue)
        grid.horizontalScrollBar().valueChanged.connect(self.place)
        grid.verticalHeader().geometriesChanged.connect(self.place)
        grid.horizontalHeader().sectionResized.connect(self.place)
        grid.viewport().installEventFilter(self)
        self.hide()

    def covered(self) -> int:
        """How much of the grid's left edge is covered."""
        return self.width() if self.isVisible() else 0

    def mark_current(self, current: QModelIndex) -> None:
        """Draw the frame of the current cell here too."""
        self._current = current.row(), current.column()
        if self.isVisible():
            self.viewport().update()

    def paintEvent(self, e: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        chosen = ranges_of(self.selectionModel())
        self._painter.cells(self, e.rect(), self._current, chosen)

    def place(self) -> None:
        """Lie over the grid's left edge, or go."""
        grid = self._grid
        width = grid.columnWidth(0)
        is_held = (
            grid.horizontalScrollBar().value() > 0
            and not grid.isColumnHidden(0)
            and width <= _MOST * grid.viewport().width()
        )
        self.setVisible(is_held)
        if is_held:
            self.setColumnWidth(0, width)
            self.head.setFixedHeight(grid.horizontalHeader().height())
            viewport = grid.viewport().geometry()
            top = grid.horizontalHeader().geometry().top()
            self.setGeometry(viewport.left(), top, width, viewport.bottom() - top + 1)
            self.verticalScrollBar().setValue(grid.verticalScrollBar().value())
            self.raise_()

    def eventFilter(self, object: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's names
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(object, event)


def ranges_of(selection: QItemSelectionModel) -> list[Range]:
    """What is selected: first and last line, first and last column of each block."""
    return [
        (one.top(), one.bottom(), one.left(), one.right()) for one in selection.selection().toList()
    ]
