"""The heads of the columns and lines of a table."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop_app.ui.table.painting import ARROW, TablePainter

_GRIP = 4
_NARROWEST = 48


class ColumnHeader(QHeaderView):
    """`menu_asked` brings the column whose arrow was pressed."""

    menu_asked = Signal(int)

    def __init__(self, painter: TablePainter, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._painter = painter
        self.setObjectName("grid_head")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(_NARROWEST)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(super().sizeHint().width(), 2 * self.fontMetrics().lineSpacing() + 12)

    def paintSection(  # noqa: N802 - Qt's name
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803 - Qt's name
    ) -> None:
        # Qt's own asks of every row whether its cell is selected.
        painter.save()
        painter.setFont(self.font())
        self._painter.column_head(painter, rect, logicalIndex)
        painter.restore()

    def mousePressEvent(self, e: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        column = self._button_at(e.position().toPoint())
        if column is not None and e.button() is Qt.MouseButton.LeftButton:
            self.menu_asked.emit(column)
            return
        super().mousePressEvent(e)

    def _button_at(self, point: QPoint) -> int | None:
        column = self.logicalIndexAt(point)
        if column < 0:
            return None
        right = self.sectionViewportPosition(column) + self.sectionSize(column)
        return column if right - ARROW <= point.x() < right - _GRIP else None


class LineHeader(QHeaderView):
    """The numbers of the rows, which stay whatever is looked at."""

    def __init__(self, painter: TablePainter, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._painter = painter
        self._current = -1
        self.setObjectName("grid_lines")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        # Room for a sign and five figures.
        return QSize(
            self.fontMetrics().horizontalAdvance("▲ 00000") + 12, super().sizeHint().height()
        )

    def mark_current(self, line: int) -> None:
        """The line of the cursor stands out."""
        self._current = line
        self.viewport().update()

    def paintSection(  # noqa: N802 - Qt's name
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803 - Qt's name
    ) -> None:
        painter.save()
        painter.setFont(self.font())
        is_current = logicalIndex == self._current
        self._painter.line_head(painter, rect, logicalIndex, is_current=is_current)
        painter.restore()
