"""A text to take elsewhere: what it is, its words, and a button that copies all of it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.spacing import SIGN, between, sized
from desktop_app.ui.widgets import button, words

_LABEL_SIGNS = 4


class CopiedText(QWidget):
    """The text may change; the button then offers to copy again."""

    def __init__(self, label: str, deed: str, name: str) -> None:
        super().__init__()
        self._deed = deed
        self._copied = ""
        self._text = words("", "", name)
        self._copy = button(deed, f"copy {name}", deed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        between(row, 2)
        called = words(label, "soft")
        sized(called, width=_LABEL_SIGNS * SIGN)
        row.addWidget(called, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        self._copy.clicked.connect(self._take)

    def show_text(self, text: str) -> None:
        """Show a text, without blank lines at its end."""
        if text != self._copied:
            self._copied = text
            self._text.setText(text.strip("\n"))
            self._copy.setText(self._deed)
            self._copy.setAccessibleName(self._deed)

    @Slot()
    def _take(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self._copy.setText("已复制 ✓")
        self._copy.setAccessibleName(f"已复制({self._deed})")
