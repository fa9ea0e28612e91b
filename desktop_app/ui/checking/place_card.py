"""One place of a finding: where it is, what stands there, and writing something else there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.findings import Place
from desktop_app.ui.spacing import around, between, sized
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import DropDown, TextBox, button, text_line, words

_CHAPTER_HEIGHT = 180


class PlaceCard(QFrame):
    """A value as it stands. `written` brings the place and the new text of it, `jump_asked` the
    path of the place."""

    written = Signal(object, str)
    jump_asked = Signal(str)

    def __init__(self, label: str, shown: str, spoken: str, *, is_html: bool) -> None:
        super().__init__()
        mean(self, "card", "true")
        self.setObjectName("place")
        self._place: Place | None = None
        self._editor: _Editor | None = None
        self._jump: QPushButton | None = None
        self._is_written = False
        where = words(label, "soft", "where")
        self._value = QLabel()
        self._value.setObjectName("value")
        self._value.setWordWrap(True)
        self._value.setTextFormat(Qt.TextFormat.RichText if is_html else Qt.TextFormat.PlainText)
        self._value.setText(shown)
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._value.setAccessibleName(f"{label}:{spoken}")
        self._head = QHBoxLayout()
        self._head.addWidget(where, 1)
        self._layout = QVBoxLayout(self)
        around(self._layout, 3, 2, 3, 2)
        between(self._layout, 1)
        self._layout.addLayout(self._head)
        self._layout.addWidget(self._value)

    def offer_writing(
        self, place: Place, text: str, options: Sequence[str], *, is_long: bool
    ) -> None:
        """Let a person write something else there: out of `options`, if there are any."""
        self._place = place
        self._editor = _Editor(place, text, options, is_long=is_long)
        self._change = button("改这里", "change", f"修改 {place.label}")
        self._head.addWidget(self._change, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self._editor)
        self._editor.hide()
        self._change.clicked.connect(self._open)
        self._editor.agreed.connect(self._write)
        self._editor.given_up.connect(self._close)

    def offer_jump(self, place: Place) -> None:
        """Let a person go to where it is filled in."""
        self._jump = button("转到", "go there", f"转到 {place.label}")
        self._head.addWidget(self._jump, 0, Qt.AlignmentFlag.AlignTop)
        path = place.path
        self._jump.clicked.connect(lambda: self.jump_asked.emit(path))

    @property
    def path(self) -> str:
        """Where what is written goes; "" where nothing can be written."""
        return self._place.path if self._place is not None else ""

    @property
    def begun(self) -> str | None:
        """What somebody began to write and has neither agreed to nor given up."""
        if self._editor is None or self._editor.isHidden() or self._is_written:
            return None
        return self._editor.text if self._editor.is_begun else None

    def go_on(self, text: str) -> None:
        """Show again what was begun; the focus stays where it is."""
        if self._editor is not None:
            self._change.hide()
            self._value.hide()
            self._editor.show_text(text)

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        writing = [] if self._editor is None else [self._change, *self._editor.tab_stops()]
        return [*writing[:1], *([self._jump] if self._jump else []), *writing[1:]]

    @Slot()
    def _open(self) -> None:
        if self._editor is not None:
            self._change.hide()
            self._value.hide()
            self._editor.begin()

    @Slot()
    def _close(self) -> None:
        if self._editor is not None:
            self._editor.hide()
            self._value.show()
            self._change.show()
            self._change.setFocus()

    @Slot(str)
    def _write(self, text: str) -> None:
        self._is_written = True
        self.written.emit(self._place, text)


class _Editor(QWidget):
    """The text of one place while somebody writes; Enter agrees, Esc gives up."""

    agreed = Signal(str)
    given_up = Signal()

    def __init__(self, place: Place, text: str, options: Sequence[str], *, is_long: bool) -> None:
        super().__init__()
        self._place, self._text = place, text
        told = f"{place.label} 改为"
        self._field = _field(told, options, is_long)
        self._field.setObjectName("new value")
        label = QLabel("改为(&N):")
        label.setBuddy(self._field)
        agree = self._agree_button = button("改好", "agree", f"改好 {place.label}", primary=True)
        give_up = self._give_up_button = button("不改", "give up", f"不改 {place.label}")
        deeds = QHBoxLayout()
        between(deeds, 2)
        deeds.addWidget(agree)
        deeds.addWidget(give_up)
        deeds.addStretch(1)
        layout = QVBoxLayout(self)
        between(layout, 2)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addWidget(self._field)
        layout.addLayout(deeds)
        if isinstance(self._field, QLineEdit):
            self._field.returnPressed.connect(self._agree)
        agree.clicked.connect(self._agree)
        give_up.clicked.connect(self.given_up)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.given_up)

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        return [self._field, self._agree_button, self._give_up_button]

    @property
    def text(self) -> str:
        """What stands in the field."""
        match self._field:
            case QLineEdit() as line:
                return line.text()
            case QComboBox() as choice:
                return choice.currentText()
            case TextBox() as box:
                return box.text()
            case _:
                return self._text

    @property
    def is_begun(self) -> bool:
        """Whether that is something else than the draft has."""
        return self.text != self._text

    def show_text(self, text: str) -> None:
        """Show a text to write on in."""
        self.show()
        match self._field:
            case QLineEdit() as line:
                line.setText(text)
            case QComboBox() as choice:
                choice.setEditText(text)
            case TextBox() as box:
                box.setPlainText(text)
            case _:
                pass

    def begin(self) -> None:
        """Show the text as it stands, the part that is meant selected."""
        self.show_text(self._text)
        match self._field:
            case QLineEdit() as line:
                line.selectAll()
            case QComboBox() as choice:
                choice.lineEdit().selectAll()
            case TextBox() as box:
                cursor = box.textCursor()
                # Qt counts in UTF-16.
                first, last = (_utf16(self._text[:at]) for at in self._place.span or (0, 0))
                cursor.setPosition(first)
                cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
                box.setTextCursor(cursor)
                box.ensureCursorVisible()
            case _:
                pass
        self._field.setFocus()

    @Slot()
    def _agree(self) -> None:
        self.agreed.emit(self.text)


def _field(told: str, options: Sequence[str], is_long: bool) -> QWidget:
    if is_long:
        box = TextBox(told, "")
        sized(box, minimumHeight=_CHAPTER_HEIGHT)
        return box
    if options:
        choice = DropDown("", told)
        choice.setEditable(True)
        choice.addItems(list(options))
        choice.lineEdit().setAccessibleName(told)
        return choice
    return text_line("", told)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
