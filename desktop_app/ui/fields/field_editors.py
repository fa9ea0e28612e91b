"""Editors for the kinds of value a form asks for. What is typed stays as it is typed."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.core.pack_forms import Field
from desktop_app.core.values import NUMBERS, Kind, parse, show
from desktop_app.ui.draft_line import DraftBox, DraftLine, goes_on
from desktop_app.ui.fields.calendar_drop import CalendarDrop
from desktop_app.ui.fields.type_ahead import TypeAhead
from desktop_app.ui.spacing import LINE, SIGN, between, sized
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, words

_SHORT = (*NUMBERS, Kind.DATE, Kind.MONTH, Kind.PHONE)
_SHORT_SIGNS, _LONG_SIGNS, _LINES = 13, 28, 4


class Editor(QWidget):
    """`typed` comes with every letter, `chosen` with a whole value; `entered` when Enter was
    pressed, `left` when the person went on."""

    typed = Signal(str)
    chosen = Signal(str)
    entered = Signal()
    left = Signal()

    # Who takes the focus, and bears the name.
    target: QWidget

    def text(self) -> str:
        """What stands there."""
        raise NotImplementedError

    def show_text(self, text: str) -> None:
        """Show what the draft says."""
        raise NotImplementedError

    def begin(self) -> None:
        """Go there, ready to type."""
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        return [self.target]

    def show_issue(self, weight: str) -> None:
        """Bear the border of a finding: "must", "explain", "hint" or ""."""
        mean(self.target, "issue", weight)


class LineEditor(Editor):
    """One line; options drop down, a date has a calendar."""

    def __init__(
        self,
        field: Field,
        options: tuple[str, ...],
        today: Callable[[], date],
        *,
        can_write: bool,
    ) -> None:
        super().__init__()
        self._field, self._today = field, today
        line = self._line = DraftLine()
        self.target = line
        line.setObjectName(f"field {field.id}")
        line.setAccessibleName(_spoken(field))
        line.setReadOnly(not can_write)
        if can_write and field.example:
            line.setPlaceholderText(f"如:{field.example}")
        if field.kind in NUMBERS:
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if field.kind in _SHORT:
            sized(line, width=_SHORT_SIGNS * SIGN)
        else:
            sized(line, maximumWidth=_LONG_SIGNS * SIGN)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        between(self._layout, 2)
        self._layout.addWidget(line, 1)
        self._opener: QPushButton | None = None
        self._calendar: CalendarDrop | None = None
        self._ahead: TypeAhead | None = None
        if can_write:
            self._offer(options)
        if field.unit:
            self._layout.addWidget(_bare(field.unit))
        self._layout.addStretch(0)
        line.textEdited.connect(self.typed)
        line.returnPressed.connect(self.entered)
        line.left.connect(self.left)

    def _offer(self, options: tuple[str, ...]) -> None:
        field = self._field
        if options:
            several = field.kind is Kind.NAMES
            ahead = self._ahead = TypeAhead(self._line, options, several=several)
            ahead.picked.connect(self._take)
            self._opener = button("选择 ▾", "choose", f"选择 {field.label}")
            self._opener.clicked.connect(ahead.open)
        elif field.kind is Kind.DATE:
            self._calendar = CalendarDrop(self._line, field.label)
            self._calendar.picked.connect(self._take_day)
            self._opener = button("日历", "calendar", f"从日历中选 {field.label}")
            self._opener.clicked.connect(self._open_calendar)
        if self._opener is not None:
            self._layout.addWidget(self._opener)

    def text(self) -> str:
        return self._line.text()

    def show_text(self, text: str) -> None:
        self._line.show_text(text)

    def begin(self) -> None:
        super().begin()
        self._line.selectAll()

    def tab_stops(self) -> list[QWidget]:
        return [self._line] if self._opener is None else [self._line, self._opener]

    @Slot(str)
    def _take(self, text: str) -> None:
        self._line.setText(text)
        self.chosen.emit(text)

    @Slot(object)
    def _take_day(self, day: date) -> None:
        self._take(show(day))
        self._line.setFocus()

    @Slot()
    def _open_calendar(self) -> None:
        if self._calendar is not None:
            typed = parse(Kind.DATE, self._line.text())
            self._calendar.open(typed if isinstance(typed, date) else self._today())


class BoxEditor(Editor):
    """Several lines."""

    def __init__(self, field: Field, *, can_write: bool) -> None:
        super().__init__()
        box = self._box = DraftBox(_spoken(field), f"field {field.id}")
        self.target = box
        box.setReadOnly(not can_write)
        if can_write and field.example:
            box.setPlaceholderText(f"如:{field.example}")
        sized(box, height=_LINES * LINE + 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)
        box.edited.connect(self.typed)
        box.left.connect(self.left)

    def text(self) -> str:
        return self._box.text()

    def show_text(self, text: str) -> None:
        self._box.show_text(text)


class YesNoEditor(Editor):
    """Two buttons; pressed once more, neither is. Another word that was typed elsewhere is kept."""

    def __init__(self, field: Field, *, can_write: bool) -> None:
        super().__init__()
        self._text = ""
        self._yes = self._one("是", "yes", field)
        self._no = self._one("否", "no", field)
        self.target = self._yes
        self._as_typed = QLabel()
        self._as_typed.setTextFormat(Qt.TextFormat.PlainText)
        mean(self._as_typed, "tone", "soft")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        for one in (self._yes, self._no):
            one.setEnabled(can_write)
            layout.addWidget(one)
        layout.addWidget(self._as_typed)
        layout.addStretch(1)

    def _one(self, word: str, name: str, field: Field) -> QPushButton:
        made = button(word, f"{name} {field.id}", f"{field.label}:{word}")
        made.setCheckable(True)
        made.clicked.connect(self._press)
        made.installEventFilter(self)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            stays = QApplication.focusWidget() in (self._yes, self._no)
            if not stays and goes_on(event):
                self.left.emit()
        return super().eventFilter(watched, event)

    def text(self) -> str:
        return self._text

    def show_text(self, text: str) -> None:
        self._text = text
        meant = parse(Kind.YES_NO, text)
        self._yes.setChecked(meant is True)
        self._no.setChecked(meant is False)
        is_plain = text in ("", "是", "否")
        self._as_typed.setText("" if is_plain else f"填的是「{text}」")

    def tab_stops(self) -> list[QWidget]:
        return [self._yes, self._no]

    @Slot()
    def _press(self) -> None:
        pressed = self.sender()
        word = "是" if pressed is self._yes else "否"
        was = parse(Kind.YES_NO, self._text)
        self.show_text("" if was is (word == "是") else word)
        self.chosen.emit(self._text)


def editor_for(
    field: Field, options: tuple[str, ...], today: Callable[[], date], *, can_write: bool
) -> Editor:
    """The editor for a field."""
    if field.kind is Kind.LONG_TEXT:
        return BoxEditor(field, can_write=can_write)
    if field.kind is Kind.YES_NO:
        return YesNoEditor(field, can_write=can_write)
    return LineEditor(field, options, today, can_write=can_write)


def _bare(unit: str) -> QLabel:
    label = words(unit, "soft", "unit")
    label.setWordWrap(False)
    return label


def _spoken(field: Field) -> str:
    return f"{field.label}({field.unit})" if field.unit else field.label
