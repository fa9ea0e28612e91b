"""The bar above everything: which draft, whether it is saved and passes, undo and redo, search."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.icons import icons_of
from desktop_app.ui.shell.search_box import SearchBox
from desktop_app.ui.spacing import apart, around, between
from desktop_app.ui.theme import Theme, mean
from desktop_app.ui.widgets import CutLine, button, say

_LONGEST = 8
_NARROW = 1100


class DraftBar(QWidget):
    """Shows where the draft stands and emits what is asked for."""

    home_asked = Signal()
    open_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    check_asked = Signal()
    settings_asked = Signal()
    help_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # A long title gives way to the buttons, not they to it.
        self._title = CutLine("申报匣", "lead", "state")
        self._standing = CutLine("", "caption", "standing")
        self._verdict = QLabel()
        self._verdict.setObjectName("verdict")
        self._undo = button("撤销", "undo")
        self._redo = button("重做", "redo")
        self._check = button("全部审核", "check all", "全部审核,F9")
        self._open = button("打开草稿…", "open", "打开草稿,Ctrl+O")
        self._home = button("首页", "home", "回到首页,关闭这份草稿")
        self._settings = button("显示", "settings", "显示与习惯:字号、颜色、姓名")
        self._help = button("帮助 F1", "help", "帮助,F1")
        self._theme, self._steps = theme, ("", "")
        icons = icons_of(theme)
        for one, icon in (
            (self._home, "start"),
            (self._undo, "undo"),
            (self._redo, "redo"),
            (self._settings, "settings"),
            (self._help, "help"),
        ):
            icons.wear(one, icon)
            one.setToolTip(one.accessibleName())
        self.search = SearchBox()
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addStretch(1)
        titles.addWidget(self._title)
        titles.addWidget(self._standing)
        titles.addStretch(1)
        layout = QHBoxLayout(self)
        around(layout, 4, 0, 4, 0)
        between(layout, 2)
        layout.addWidget(self._home)
        apart(layout, 1)
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
        theme.changed.connect(self._fit)
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

    def show_standing(self, told: str) -> None:
        say(self._standing, told)

    def show_verdict(self, passes: bool) -> None:
        """核对通过 or not, in sign and word."""
        self._verdict.setText("✓ 核对通过" if passes else "▲ 核对未通过")
        mean(self._verdict, "weight", "ok" if passes else "must")
        self._verdict.show()

    def show_steps(self, undoable: str, redoable: str) -> None:
        """What would be undone and redone, "" for nothing."""
        self._steps = undoable, redoable
        _name_step(self._undo, "撤销", "Ctrl+Z", undoable)
        _name_step(self._redo, "重做", "Ctrl+Y", redoable)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """In a narrow window the buttons are their icons; the words are told on hovering."""
        is_narrow = self.width() < self._theme.px(_NARROW)
        words_of = {
            self._home: "首页",
            self._undo: _short("撤销", self._steps[0]),
            self._redo: _short("重做", self._steps[1]),
            self._settings: "显示",
            self._help: "帮助 F1",
        }
        for one, told in words_of.items():
            one.setText("" if is_narrow else told)


def _short(verb: str, label: str) -> str:
    short = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
    return (f"{verb}:{short}" if label else verb).replace("&", "&&")


def _name_step(one: QPushButton, verb: str, keys: str, label: str) -> None:
    told = f"{verb}:{label}" if label else f"没有可以{verb}的"
    one.setToolTip(f"{told}({keys})")
    one.setAccessibleName(f"{told},{keys}")
    one.setEnabled(bool(label))
