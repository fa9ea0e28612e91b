"""Pages on top of each other, of which only the one that is shown asks for room."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class ShownStack(QStackedWidget):
    """As large as the widget that is shown needs, whatever the others would."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize()


class PageStack(QScrollArea):
    """A page that needs more than the window has is scrolled; the window never grows for it."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self.setAccessibleName(told)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # What is in it has the focus, or nothing.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground = _Ground()
        self.setWidget(self._ground)

    def add(self, page: QWidget) -> None:
        self._ground.stack.addWidget(page)

    def remove(self, page: QWidget) -> None:
        """Let go of a page that is not shown."""
        self._ground.stack.removeWidget(page)

    def show_page(self, page: QWidget) -> None:
        self._ground.stack.setCurrentWidget(page)
        self._ground.updateGeometry()


class _Ground(QWidget):
    """Without a layout: a scroll area would give a layout the height that it would like to have,
    where the least that it needs is meant."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.stack = QStackedWidget(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        shown = self.stack.currentWidget()
        if shown is None:
            return QSize()
        return shown.minimumSizeHint().expandedTo(shown.minimumSize())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.minimumSizeHint()

    def event(self, event: QEvent) -> bool:
        # The page needs more room, or less; the scroll area hears of it from here only.
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.stack.resize(self.size())
