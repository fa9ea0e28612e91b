"""The bar above everything: which draft, whether it is saved and passes, undo and redo, search."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.search_box import SearchBox
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, say, words

_LONGEST = 8


class DraftBar(QWidget):
    """Shows where the draft stands and emits what is asked for."""

    home_asked = Signal()
    open_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    check_asked = Signal()
    settings_asked = Signal()
    help_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = words("申报匣", "lead", "state")
        self._standing = words("", "caption", "standing")
        for one in (self._title, self._standing):
            one.setWordWrap(False)
            # A long title gives way to the buttons, not they to it.
            one.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._verdict = QLabel()
        self._verdict.setObjectName("verdict")
        self._undo = button("撤销", "undo")
        self._redo = button("重做", "redo")
        self._check = button("全部审核", "check all", "全部审核,F9")
        self._open = button("打开草稿…", "open", "打开草稿,Ctrl+O")
        self._home = button("首页", "home", "回到首页,关闭这份草稿")
        self._settings = button("显示", "settings", "显示与习惯:字号、颜色、姓名")
        self._help = button("帮助 F1", "help", "帮助,F1")
        self.search = SearchBox()
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._title)
        titles.addWidget(self._standing)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.setSpacing(8)
        layout.addWidget(self._home)
        layout.addSpacing(4)
        layout.addLayout(titles, 1)
        layout.addWidget(self._verdict, 0, Qt.AlignmentFlag.AlignVCenter)
        for one in (self._undo, self._redo, self._check, self._open):
            layout.addWidget(one)
        layout.addWidget(self.search)
        layout.addWidget(self._settings)
        layout.addWidget(self._help)
        self._verdict.hide()
        self._check.setToolTip("把所有审核公式从头再核对一遍(F9)")
        self.show_steps("", "")
        for one, signal, keys in (
            (self._home, self.home_asked, []),
            (self._open, self.open_asked, [QKeySequence(QKeySequence.StandardKey.Open)]),
            (self._undo, self.undo_asked, [QKeySequence("Ctrl+Z")]),
            (self._redo, self.redo_asked, [QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")]),
            (self._check, self.check_asked, [QKeySequence(Qt.Key.Key_F9)]),
            (self._settings, self.settings_asked, []),
            (self._help, self.help_asked, [QKeySequence(Qt.Key.Key_F1)]),
        ):
            one.clicked.connect(signal)
            for key in keys:
                # A button's own shortcut is lost whenever its text changes.
                QShortcut(key, self, one.click)
        self.set_open(False)

    def set_open(self, is_open: bool) -> None:
        """Whether there is a draft to do something with."""
        self._check.setEnabled(is_open)
        for one in (self._home, self._undo, self._redo, self.search):
            one.setVisible(is_open)
        # Both have their place on a page; the keys work everywhere.
        for one in (self._open, self._check):
            one.setVisible(False)
        if not is_open:
            self._title.setText("申报匣")
            say(self._standing, "")
            self._verdict.hide()
            self.show_steps("", "")
            self.search.set_look(None)

    def show_title(self, title: str) -> None:
        self._title.setText(title)
        self._title.setToolTip(title)

    def show_standing(self, told: str) -> None:
        say(self._standing, told)
        self._standing.setToolTip(told)

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
