"""Pages on top of each other, of which only the one that is shown asks for room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class PageStack(QScrollArea):
    """A page that is wider than the window is scrolled; the window never grows for it."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self.setAccessibleName(told)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # What is in it has the focus, or nothing.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack = _Shown()
        self.setWidget(self._stack)
        self._stack.currentChanged.connect(self._stack.updateGeometry)

    def add(self, page: QWidget) -> None:
        self._stack.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)


class _Shown(QStackedWidget):
    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        shown = self.currentWidget()
        if shown is None:
            return QSize()
        return shown.minimumSizeHint().expandedTo(shown.minimumSize())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.minimumSizeHint()
