"""Drawing the cells and heads of a table in one go.

Qt would ask a delegate for every cell; each of these questions waits for the thread that audits or
saves beside (Python runs one thread at a time), and a page of them can be seen.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QTableView

from desktop_app.core.values import NUMBERS
from desktop_app.ui.table.model import TableModel
from desktop_app.ui.theme import Theme

Range = tuple[int, int, int, int]
PAD = 8
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_WEIGHTS = ("must", "explain", "hint", "ok")
ARROW = 22


class TablePainter:
    """Draws a table's model with the colours of a theme."""

    def __init__(self, model: TableModel, theme: Theme) -> None:
        self._model, self._theme = model, theme
        self._align = [
            int(_RIGHT if column.kind in NUMBERS else _LEFT) | int(Qt.TextFlag.TextSingleLine)
            for column in model.columns
        ]
        self._wrapped = int(_CENTRE) | int(Qt.TextFlag.TextWordWrap)
        self._right = int(_RIGHT)
        self.take_colours()

    def take_colours(self) -> None:
        """Take the colours anew: the look was changed."""
        theme = self._theme
        self._surface = theme.colour("surface")
        self._sunken = theme.colour("sunken")
        self._ink = theme.colour("ink")
        self._soft = theme.colour("soft")
        self._edge = theme.colour("edge")
        self._accent = theme.colour("accent")
        self._ground = theme.colour("accent_soft")
        self._line = QPen(theme.colour("line"))
        self._frame = QPen(self._accent, 2)
        self._pens = {weight: theme.colour(weight) for weight in _WEIGHTS}
        self._grounds = {weight: theme.colour(f"{weight}_soft") for weight in _WEIGHTS}

    def cells(
        self,
        view: QTableView,
        rect: QRect,
        current: tuple[int, int],
        chosen: Sequence[Range],
    ) -> None:
        """The cells of a view that lie in a rectangle of its viewport."""
        painter = QPainter(view.viewport())
        painter.fillRect(rect, self._surface)
        first, last = view.rowAt(rect.top()), view.rowAt(rect.bottom())
        if first >= 0:
            last = last if last >= 0 else len(self._model.shown) - 1
            height = view.verticalHeader().defaultSectionSize()
            top = view.rowViewportPosition(first)
            metrics = view.fontMetrics()
            for at in range(len(self._model.columns)):
                left, width = view.columnViewportPosition(at), view.columnWidth(at)
                if width and left <= rect.right() and left + width > rect.left():
                    for line in range(first, last + 1):
                        cell = QRect(left, top + (line - first) * height, width, height)
                        is_chosen = any(a <= line <= b and c <= at <= d for a, b, c, d in chosen)
                        self._cell(painter, metrics, cell, line, at, is_chosen=is_chosen)
                        if (line, at) == current:
                            painter.setPen(self._frame)
                            painter.drawRect(cell.adjusted(1, 1, -1, -2))
        painter.end()

    def _cell(
        self,
        painter: QPainter,
        metrics: QFontMetrics,
        rect: QRect,
        line: int,
        at: int,
        *,
        is_chosen: bool,
    ) -> None:
        row = self._model.shown[line]
        text = row.cells.get(self._model.columns[at].id, "")
        mark = self._model.mark_at(line, at)
        ink, ground = self._ink, self._surface
        if mark is not None:
            text = f"{mark.sign} {text}" if text else mark.sign
            ink, ground = self._pens[mark.weight], self._grounds[mark.weight]
        if is_chosen:
            ground = self._ground
        if ground is not self._surface:
            painter.fillRect(rect, ground)
        painter.setPen(self._line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if text:
            inner = rect.adjusted(PAD, 0, -PAD, -1)
            shown = " ".join(text.split("\n")) if "\n" in text else text
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, inner.width(), 0)
            painter.setPen(ink)
            painter.drawText(inner, self._align[at], shown)

    def column_head(self, painter: QPainter, rect: QRect, at: int) -> None:
        """The head of a column: its label, and an arrow that tells sort and filter."""
        self._head_ground(painter, rect)
        painter.setPen(self._soft)
        inner = rect.adjusted(PAD, 2, -ARROW, -3)
        painter.drawText(inner, self._wrapped, self._model.columns[at].label)
        column, view = self._model.columns[at].id, self._model.view
        sort = view.sort if view.sort is not None and view.sort.column == column else None
        is_filtered = column in view.filters and not view.filters[column].is_empty
        middle = QPointF(rect.right() - ARROW / 2, rect.center().y() + 0.5)
        points = _down(middle)
        if is_filtered:
            points = _funnel(middle)
        elif sort is not None and not sort.descending:
            points = _up(middle)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._accent if sort or is_filtered else self._edge)
        painter.drawPolygon(QPolygonF(points))

    def line_head(self, painter: QPainter, rect: QRect, line: int, *, is_current: bool) -> None:
        """The head of a line: the number of its row, and what was found about the whole row."""
        self._head_ground(painter, rect)
        row = self._model.shown[line]
        number = str(self._model.number(row.id))
        mark = self._model.row_mark(line)
        colour: QColor = self._accent if is_current else self._soft
        if mark is not None:
            number, colour = f"{mark.sign} {number}", self._pens[mark.weight]
        painter.setPen(colour)
        painter.drawText(rect.adjusted(4, 0, -PAD, -1), self._right, number)

    def _head_ground(self, painter: QPainter, rect: QRect) -> None:
        painter.fillRect(rect, self._sunken)
        painter.setPen(self._line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())


def _down(at: QPointF) -> list[QPointF]:
    return [at + QPointF(-4, -2), at + QPointF(4, -2), at + QPointF(0, 3)]


def _up(at: QPointF) -> list[QPointF]:
    return [at + QPointF(-4, 2.5), at + QPointF(4, 2.5), at + QPointF(0, -2.5)]


def _funnel(at: QPointF) -> list[QPointF]:
    corners = ((-5, -4), (5, -4), (1.5, 0), (1.5, 5), (-1.5, 3), (-1.5, 0))
    return [at + QPointF(x, y) for x, y in corners]
