"""What drops down under a field: it floats in the window itself, so that no input method and no
window manager takes the keys away from the field."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QScrollArea, QWidget

_GAP = 2


def place_below(dropped: QWidget, anchor: QWidget, size: QSize) -> None:
    """Show a widget under another in its window, or above it where there is more room."""
    window = anchor.window()
    if dropped.parentWidget() is not window:
        dropped.setParent(window)
    top = anchor.mapTo(window, QPoint(0, 0))
    below = window.height() - top.y() - anchor.height() - _GAP
    above = top.y() - _GAP
    goes_up = below < size.height() and above > below
    height = min(size.height(), max(above, below))
    y = top.y() - _GAP - height if goes_up else top.y() + anchor.height() + _GAP
    x = max(0, min(top.x(), window.width() - size.width()))
    dropped.setGeometry(QRect(x, y, size.width(), height))
    dropped.show()
    dropped.raise_()


class GoesWithItsAnchor(QObject):
    """Hides what dropped down when its anchor is scrolled or hidden, or the window changes size."""

    def __init__(self, dropped: QWidget, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._dropped, self._anchor = dropped, anchor
        self._watched: set[int] = set()
        anchor.installEventFilter(self)

    def watch(self) -> None:
        """Look after what the anchor is in now; call when it drops down."""
        window = self._anchor.window()
        if id(window) not in self._watched:
            self._watched.add(id(window))
            window.installEventFilter(self)
        parent = self._anchor.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea) and id(parent) not in self._watched:
                self._watched.add(id(parent))
                parent.verticalScrollBar().valueChanged.connect(self._dropped.hide)
            parent = parent.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        gone = event.type() is QEvent.Type.Hide and watched is self._anchor
        if gone or (event.type() is QEvent.Type.Resize and watched is not self._anchor):
            self._dropped.hide()
        return False
