"""A page to read and fill in from top to bottom: one column at the left edge, never too wide."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.spacing import around, between, sized

WIDEST = 860
_AROUND = 48


class FormScroll(QScrollArea):
    """Put widgets into `column`."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What is in it has the focus, or nothing.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(told)
        inner, narrow = QWidget(), QWidget()
        sized(narrow, maximumWidth=WIDEST)
        self.column = QVBoxLayout(narrow)
        around(self.column, 0, 0, 3, 6)
        between(self.column, 3)
        across = QHBoxLayout(inner)
        between(across, 2)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(narrow, 1)
        across.addStretch(0)
        self.setWidget(inner)

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that a widget and a little around it can be seen."""
        self._settle()
        self.ensureWidgetVisible(widget, 0, _AROUND)

    def reveal_top(self, widget: QWidget) -> None:
        """Scroll so that a widget stands at the top, as far as there is more below it."""
        self._settle()
        self.verticalScrollBar().setValue(widget.mapTo(self.widget(), QPoint(0, 0)).y())

    def _settle(self) -> None:
        """What was unfolded just now has no place yet."""
        for layout in (self.column, self.widget().layout()):
            if layout is not None:
                layout.activate()
        self.widget().adjustSize()
