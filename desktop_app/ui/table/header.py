"""The heads of the columns: what the column is, by what it is sorted or filtered, and its menu."""

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop_app.ui.table.model import TableModel
from desktop_app.ui.theme import Theme

_BUTTON = 24
_GRIP = 4


class ColumnHeader(QHeaderView):
    """`menu_asked` brings the column whose arrow was pressed."""

    menu_asked = Signal(int)

    def __init__(self, model: TableModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self._faint = theme.colour("edge")
        self._accent = theme.colour("accent")
        self.setObjectName("grid head")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        wrapped = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        self.setDefaultAlignment(Qt.AlignmentFlag(wrapped))
        self.setMinimumSectionSize(48)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(super().sizeHint().width(), 2 * self.fontMetrics().lineSpacing() + 12)

    def paintSection(  # noqa: N802 - Qt's name
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803 - Qt's name
    ) -> None:
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        column = self._model.columns[logicalIndex].id
        view = self._model.view
        sort = view.sort if view.sort is not None and view.sort.column == column else None
        is_filtered = column in view.filters and not view.filters[column].is_empty
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._accent if sort or is_filtered else self._faint)
        middle = QPointF(rect.right() - _BUTTON / 2, rect.center().y() + 0.5)
        points = _down(middle)
        if is_filtered:
            points = _funnel(middle)
        elif sort is not None and not sort.descending:
            points = _up(middle)
        painter.drawPolygon(QPolygonF(points))
        painter.restore()

    def mousePressEvent(self, e: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        column = self._button_at(e.position().toPoint())
        if column is not None and e.button() is Qt.MouseButton.LeftButton:
            self.menu_asked.emit(column)
            return
        super().mousePressEvent(e)

    def button_place(self, column: int) -> QPoint:
        """The middle of the arrow of a column."""
        left = self.sectionViewportPosition(column)
        return QPoint(left + self.sectionSize(column) - _BUTTON // 2, self.height() // 2)

    def _button_at(self, point: QPoint) -> int | None:
        column = self.logicalIndexAt(point)
        if column < 0:
            return None
        right = self.sectionViewportPosition(column) + self.sectionSize(column)
        return column if right - _BUTTON <= point.x() < right - _GRIP else None


def _down(at: QPointF) -> list[QPointF]:
    return [at + QPointF(-4, -2), at + QPointF(4, -2), at + QPointF(0, 3)]


def _up(at: QPointF) -> list[QPointF]:
    return [at + QPointF(-4, 2.5), at + QPointF(4, 2.5), at + QPointF(0, -2.5)]


def _funnel(at: QPointF) -> list[QPointF]:
    corners = ((-5, -4), (5, -4), (1.5, 0), (1.5, 5), (-1.5, 3), (-1.5, 0))
    return [at + QPointF(x, y) for x, y in corners]
