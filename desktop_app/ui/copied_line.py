"""A text to take elsewhere: what it is, its words, and a button that copies all of it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.spacing import SIGN, between, sized
from desktop_app.ui.widgets import button, words

# Room of a label, in signs: usually, and at most where one is long.
_USUAL, _MOST = 8, 18
# A longer text is not read out with the button that copies it.
_SPOKEN = 60


class CopiedLine(QWidget):
    """Copies `copied`, where there is something to copy; `say` has it say something else, and the
    button then offers to copy again. `name` tells it from others, `signs` is the room of its
    label."""

    def __init__(
        self,
        label: str,
        text: str = "",
        copied: str = "",
        deed: str = "",
        *,
        name: str = "",
        signs: int = _USUAL,
    ) -> None:
        super().__init__()
        self._deed = deed
        self._copied = ""
        self._text = words("", "", name or "line text")
        self._copy = button(deed, f"copy {name}".strip(), deed)
        called = words(label, "soft")
        sized(called, width=signs * SIGN)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        between(row, 2)
        row.addWidget(called, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        self._copy.clicked.connect(self._take)
        self._show(text, copied)

    def say(self, text: str) -> None:
        """Show and copy another text, without blank lines at its end."""
        if text != self._copied:
            self._show(text.strip("\n"), text)

    def _show(self, text: str, copied: str) -> None:
        self._copied = copied
        self._text.setText(text)
        self._copy.setText(self._deed)
        is_short = "\n" not in copied and len(copied) <= _SPOKEN
        self._copy.setAccessibleName(f"{self._deed}:{copied}" if is_short else self._deed)
        self._copy.setVisible(bool(copied))

    @Slot()
    def _take(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        told = self._copy.accessibleName()
        self._copy.setText("已复制 ✓")
        if not told.startswith("已复制"):
            self._copy.setAccessibleName(f"已复制({told})")


def room_for(labels: list[str]) -> int:
    """The room for labels that stand below each other, in signs: that of the longest, within
    reason."""
    return min(_MOST, max([_USUAL, *(len(one) + 1 for one in labels)]))
