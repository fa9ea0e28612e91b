"""A label with its text, and a button that copies it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.ui.spacing import SIGN, between, sized
from desktop_app.ui.widgets import button, words

_LABEL_SIGNS = 6


class CopiedLine(QWidget):
    """Copies `copied`, where there is something to copy; `say` has it say something else."""

    def __init__(self, label: str, text: str, copied: str = "", deed: str = "") -> None:
        super().__init__()
        self._copied, self._deed = copied, deed
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        name = QLabel(label)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setWordWrap(True)
        sized(name, width=(_LABEL_SIGNS + 2) * SIGN)
        layout.addWidget(name)
        self._text = words(text, "", "line text")
        layout.addWidget(self._text, 1)
        self._copy = button(deed, "copy", f"{deed}:{copied}")
        self._copy.clicked.connect(self._to_clipboard)
        layout.addWidget(self._copy)
        self._copy.setVisible(bool(copied))

    def say(self, text: str) -> None:
        """Show and copy another text."""
        if text == self._copied:
            return
        self._copied = text
        self._text.setText(text)
        self._copy.setText(self._deed)
        self._copy.setAccessibleName(f"{self._deed}:{text}")

    @Slot()
    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self._copy.setText("已复制 ✓")
        self._copy.setAccessibleName(f"已复制:{self._copied}({self._deed})")
