"""A layout that sets widgets side by side and goes on below where the line is full."""

from functools import partial

import shiboken6
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop_app.ui.spacing import between


class TallEnough(QWidget):
    """Never lower than what stands in it needs at its width; Qt forgets lines that were begun
    anew, and lays one thing on top of another."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        least, layout = super().minimumSizeHint(), self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return least
        return least.expandedTo(QSize(0, layout.minimumHeightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class Flow(QLayout):
    """Left to right, top to bottom; hidden widgets take no room."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        # They are Qt's, and only the layout knows of them.
        self.destroyed.connect(partial(_free, self._items))
        self.setContentsMargins(0, 0, 0, 0)
        between(self, 2)

    def addItem(self, arg__1: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        self._items.append(arg__1)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 # pyright: ignore[reportIncompatibleMethodOverride] - None is Qt's end
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 # pyright: ignore[reportIncompatibleMethodOverride] - None is Qt's end
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def widgets(self) -> list[QWidget]:
        """What stands in it, in order."""
        return [widget for one in self._items if (widget := one.widget()) is not None]

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, arg__1: int) -> int:  # noqa: N802 - Qt's names
        return self._set(QRect(0, 0, arg__1, 0), is_real=False)

    def setGeometry(self, arg__1: QRect) -> None:  # noqa: N802 - Qt's names
        super().setGeometry(arg__1)
        self._set(arg__1, is_real=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        size = QSize()
        for one in self._items:
            size = size.expandedTo(one.minimumSize())
        return size

    def _set(self, rect: QRect, *, is_real: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for one in self._items:
            if one.isEmpty():
                continue
            size = one.sizeHint()
            # What is wider than the line alone is squeezed into it.
            size.setWidth(min(size.width(), rect.width()))
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if is_real:
                one.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - rect.y()


def _free(items: list[QLayoutItem], *_: object) -> None:
    while items:
        shiboken6.delete(items.pop())
