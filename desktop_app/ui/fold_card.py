"""A card that folds: its head is a button that says what is in it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import card


class FoldCard(QWidget):
    """Put widgets into `body`. `folded` tells that it was opened or closed."""

    folded = Signal(bool)

    def __init__(self, title: str, name: str, *, is_open: bool = True) -> None:
        super().__init__()
        self.setObjectName(f"card {name}")
        self._title = title
        self._head = QPushButton()
        self._head.setObjectName(f"fold {name}")
        self._head.setAutoDefault(False)
        self._head.setCheckable(True)
        self._head.setChecked(is_open)
        mean(self._head, "deed", "fold")
        frame, layout = card()
        around(layout, 2, 2, 4, 2)
        between(layout, 0)
        self._inner = QFrame()
        self.body = QVBoxLayout(self._inner)
        around(self.body, 2, 1, 0, 2)
        between(self.body, 2)
        layout.addWidget(self._head)
        layout.addWidget(self._inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._inner.setHidden(not is_open)
        self._head.clicked.connect(self._fold)
        self._show_head()

    @property
    def is_open(self) -> bool:
        return self._head.isChecked()

    def unfold(self) -> None:
        """Open it, if it is closed."""
        if not self.is_open:
            self._head.setChecked(True)
            self._fold()

    @Slot()
    def _fold(self) -> None:
        self._inner.setVisible(self.is_open)
        self._show_head()
        self.folded.emit(self.is_open)

    def _show_head(self) -> None:
        self._head.setText(f"{'▾' if self.is_open else '▸'}  {self._title}".replace("&", "&&"))
        self._head.setAccessibleName(f"{self._title},{'已展开' if self.is_open else '已收起'}")
