"""The bar above everything: which draft, whether it is saved and passes, undo and redo."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, say, words

_LONGEST = 14


class DraftBar(QWidget):
    """Shows where the draft stands and emits what is asked for."""

    open_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    check_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = words("申报匣", "lead", "state")
        self._standing = words("", "caption", "standing")
        self._title.setWordWrap(False)
        self._verdict = QLabel()
        self._verdict.setObjectName("verdict")
        self._undo = button("撤销", "undo")
        self._redo = button("重做", "redo")
        self._check = button("全部审核", "check all", "全部审核,F9")
        self._open = button("打开草稿…", "open", "打开草稿,Ctrl+O")
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._title)
        titles.addWidget(self._standing)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.setSpacing(8)
        layout.addLayout(titles, 1)
        layout.addWidget(self._verdict, 0, Qt.AlignmentFlag.AlignVCenter)
        for one in (self._undo, self._redo, self._check, self._open):
            layout.addWidget(one)
        self._verdict.hide()
        self._check.setToolTip("把所有审核公式从头再核对一遍(F9)")
        self.show_steps("", "")
        for one, signal, keys in (
            (self._open, self.open_asked, [QKeySequence(QKeySequence.StandardKey.Open)]),
            (self._undo, self.undo_asked, [QKeySequence("Ctrl+Z")]),
            (self._redo, self.redo_asked, [QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")]),
            (self._check, self.check_asked, [QKeySequence(Qt.Key.Key_F9)]),
        ):
            one.clicked.connect(signal)
            for key in keys:
                # A button's own shortcut is lost whenever its text changes.
                QShortcut(key, self, one.click)
        self.set_open(False)

    def set_open(self, is_open: bool) -> None:
        """Whether there is a draft to do something with."""
        self._check.setEnabled(is_open)
        if not is_open:
            self._title.setText("申报匣")
            say(self._standing, "")
            self._verdict.hide()
            self.show_steps("", "")

    def show_title(self, title: str) -> None:
        self._title.setText(title)

    def show_standing(self, told: str) -> None:
        say(self._standing, told)

    def show_verdict(self, passes: bool) -> None:
        """核对通过 or not, in sign and word."""
        self._verdict.setText("✓ 核对通过" if passes else "▲ 核对未通过")
        mean(self._verdict, "weight", "ok" if passes else "must")
        self._verdict.show()

    def show_steps(self, undoable: str, redoable: str) -> None:
        """What would be undone and redone, "" for nothing."""
        _name_step(self._undo, "撤销", "Ctrl+Z", undoable)
        _name_step(self._redo, "重做", "Ctrl+Y", redoable)


def _name_step(one: QPushButton, verb: str, keys: str, label: str) -> None:
    short = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
    told = f"{verb}:{label}" if label else f"没有可以{verb}的"
    one.setText((f"{verb}:{short}" if label else verb).replace("&", "&&"))
    one.setToolTip(f"{told}({keys})")
    one.setAccessibleName(f"{told},{keys}")
    one.setEnabled(bool(label))
