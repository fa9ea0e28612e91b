"""The rail: every step of the guide with a sign of how it stands, each one click away."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.steps import Kind, Step, StepStanding, StepState
from desktop_app.ui.icons import icons_of
from desktop_app.ui.spacing import around, between, px
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import say, words

Index = QModelIndex | QPersistentModelIndex
# Sign and token of each state; the sign alone tells them apart.
_SIGNS: Mapping[StepState, tuple[str, str]] = {
    StepState.EMPTY: ("ring", "faint"),
    StepState.BEGUN: ("half", "accent"),
    StepState.WRONG: ("triangle", "must"),
    StepState.TO_EXPLAIN: ("dot", "explain"),
    StepState.DONE: ("tick", "ok"),
}
_SIGN, _STEP_HIGH, _CHAPTER_HIGH = 12, 36, 32
# Folded, all signs can be seen at once on a low screen: they move together where there are many.
_FOLDED, _LEAST_FOLDED = 26, 20
# What each kind of step is about.
_ICONS: Mapping[Kind, str] = {
    "notice": "notice",
    "fields": "form",
    "summary": "table",
    "plan": "plan",
    "chapter": "chapter",
    "rewards": "money",
    "paper": "form",
    "check": "check",
    "bundle": "bundle",
    "sending": "send",
    "reports": "calendar",
}
_ICON = 16
# Between sign, icon and title; folded, between sign and icon.
_GAP, _TIGHT = 8, 5
_NOT_YET = StepStanding(StepState.EMPTY)
_STEP, _STANDING = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class RailModel(QAbstractListModel):
    """The steps, one a line."""

    def __init__(self, steps: Sequence[Step], parent: QWidget) -> None:
        super().__init__(parent)
        self.steps = tuple(steps)
        self._standings: Mapping[str, StepStanding] = {}

    def show(self, standings: Mapping[str, StepStanding]) -> None:
        self._standings = standings
        self.dataChanged.emit(self.index(0), self.index(len(self.steps) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's
        return 0 if parent.isValid() else len(self.steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        step = self.steps[index.row()]
        standing = self._standings.get(step.id, _NOT_YET)
        if role == Qt.ItemDataRole.DisplayRole:
            return step.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            count = f",{standing.open} 处" if standing.open else ""
            return f"{step.title}:{standing.state.value}{count}"
        if role == _STEP:
            return step
        return standing if role == _STANDING else None


class Rail(QWidget):
    """Emits the id of the step that a person wants; `entered` says that they mean to work there
    (a click, Enter), not just to pass. Narrow, it shows the signs alone."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, steps: Sequence[Step], theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = RailModel(steps, self)
        self._view = QListView()
        self._view.setObjectName("steps")
        self._view.setAccessibleName("步骤")
        self._view.setModel(self._model)
        self._painter = _Painter(theme, self._view)
        self._view.setItemDelegate(self._painter)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._left = words("", "caption", "days left")
        layout = QVBoxLayout(self)
        between(layout, 2)
        around(layout, 2, 4, 2, 3)
        # Below the signs.
        around(self._left, 2, 0, 0, 0)
        layout.addWidget(self._view, 1)
        layout.addWidget(self._left)
        self._view.selectionModel().currentChanged.connect(self._choose)
        self._view.clicked.connect(self.entered)
        self._view.activated.connect(self.entered)
        self._is_told = True
        self.fold(is_folded=False)

    def show_standings(self, standings: Mapping[str, StepStanding]) -> None:
        self._model.show(standings)

    def show_step(self, step: str) -> None:
        """Mark the step that is shown; nothing is emitted."""
        at = next((n for n, one in enumerate(self._model.steps) if one.id == step), None)
        if at is not None:
            self._is_told = False
            self._view.setCurrentIndex(self._model.index(at))
            self._is_told = True

    def show_deadline(self, told: str) -> None:
        say(self._left, told)

    def fold(self, *, is_folded: bool) -> None:
        """Signs alone, where the window is narrow."""
        self._painter.is_folded = is_folded
        self._left.setVisible(not is_folded and bool(self._left.text()))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As wide as titles, or as sign and icon side by side; those of a long guide are lower, and
        where even these do not fit the bar stands beside them."""
        self._view.scheduleDelayedItemsLayout()
        if not self._painter.is_folded:
            self.setFixedWidth(self.fontMetrics().horizontalAdvance("汉") * 14 + 20)
            return
        margins = self.contentsMargins() + self.layout().contentsMargins()
        room = self.height() - margins.top() - margins.bottom() - 2 * self._view.frameWidth()
        steps = max(len(self._model.steps), 1)
        high = max(min(room // steps, px(_FOLDED)), px(_LEAST_FOLDED))
        self._painter.folded_high = high
        bar = self._view.verticalScrollBar().sizeHint().width() if high * steps > room else 0
        self.setFixedWidth(px(_SIGN + _ICON + 3 * _TIGHT + 2) + 2 * px(8) + bar)

    def _choose(self, now: QModelIndex) -> None:
        if self._is_told and now.isValid():
            self.chosen.emit(self._model.steps[now.row()].id)


class _Painter(QStyledItemDelegate):
    """Sign, title, count; the current step stands on the accent's ground.

    Qt's stubs know no fields of an option.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.is_folded = False
        self.folded_high = px(_FOLDED)

    def sizeHint(self, option: Any, index: Index) -> QSize:  # noqa: N802 - Qt's
        if self.is_folded:
            return QSize(24, self.folded_high)
        is_chapter = index.data(_STEP).kind == "chapter"
        return QSize(24, self._theme.px(_CHAPTER_HIGH if is_chapter else _STEP_HIGH))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        step, standing = index.data(_STEP), index.data(_STANDING)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(1, 1, -1, -1)
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._theme.colour("accent_soft" if is_current else "sunken"))
            painter.setPen(self._theme.colour("accent") if has_focus else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, 6, 6)
        sign, token = _SIGNS[standing.state]
        is_chapter = step.kind == "chapter"
        side, gap = px(_SIGN), px(_TIGHT if self.is_folded else _GAP)
        ink = "accent" if is_current else "soft" if is_chapter else "ink"
        left = box.adjusted(
            gap + (px(_ICON) if is_chapter and not self.is_folded else 0), 0, -gap, 0
        )
        painter.setFont(option.font)
        middle = Qt.AlignmentFlag.AlignVCenter
        where = QRectF(left.left(), box.center().y() + 0.5 - side / 2, side, side)
        _draw_sign(painter, where, sign, self._theme.colour(token))
        room = left.adjusted(side + gap, 0, 0, 0)
        if self.is_folded or not is_chapter:
            self._draw_icon(painter, room, step, ink)
            room = room.adjusted(px(_ICON) + gap, 0, 0, 0)
        if not self.is_folded:
            if standing.open:
                count = str(standing.open)
                painter.setPen(self._theme.colour(token))
                painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, count)
                room = room.adjusted(0, 0, -option.fontMetrics.horizontalAdvance(count) - gap, 0)
            painter.setPen(self._theme.colour(ink))
            elided = option.fontMetrics.elidedText(
                step.title, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, elided)
        painter.restore()

    def _draw_icon(self, painter: QPainter, room: QRect, step: Step, ink: str) -> None:
        """What the step is about; of a chapter its number, which tells them apart."""
        number, mark, _ = step.title.partition("、")
        side = self._theme.px(_ICON)
        where = QRect(room.left(), room.center().y() + 1 - side // 2, side, side)
        if step.kind == "chapter" and mark:
            painter.setPen(self._theme.colour(ink))
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, number)
            return
        icons_of(self._theme).icon(_ICONS[step.kind], ink, _ICON).paint(painter, where)


def _draw_sign(painter: QPainter, box: QRectF, sign: str, colour: QColor) -> None:
    """Signs of one size, whatever glyphs the system's font has; each tells by its shape."""
    unit = box.width() / 12
    pen = QPen(colour, 1.6 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    at, inner = box.topLeft(), box.adjusted(unit, unit, -unit, -unit)
    if sign == "tick":
        corners = ((1, 6.5), (4.5, 10), (11, 2.5))
        painter.drawPolyline([at + QPointF(x, y) * unit for x, y in corners])
        return
    if sign in ("triangle", "dot"):
        painter.setBrush(colour)
    if sign == "triangle":
        corners = ((6, 1.5), (11, 10.5), (1, 10.5))
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) * unit for x, y in corners]))
        return
    painter.drawEllipse(inner)
    if sign == "half":
        painter.setBrush(colour)
        # Sixteenths of a degree: the left half.
        painter.drawChord(inner, 90 * 16, 180 * 16)


def days_left(deadline_in: int, deadline: str) -> str:
    """What stands at the foot of the rail: 距截止 11月20日 还有 9 天."""
    if deadline_in < 0:
        return f"已过截止日 {deadline}"
    return (
        f"今天截止({deadline})" if deadline_in == 0 else f"距截止 {deadline} 还有 {deadline_in} 天"
    )
