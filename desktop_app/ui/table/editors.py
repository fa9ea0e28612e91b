"""Writing in a cell: a line, or a small box for long texts, with a list of what may be taken."""

from typing import cast

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit, QWidget

from desktop_app.ui.draft_line import is_undoing
from desktop_app.ui.table.choices import Choices
from desktop_app.ui.table.moves import Move
from desktop_app.ui.widgets import TextBox

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_MOST_SEEN = 8


class ChoiceList(QListWidget):
    """The choices below a line; the line keeps the focus."""

    taken = Signal(str)

    def __init__(self, line: QWidget) -> None:
        super().__init__(line.window())
        self._line = line
        self.setObjectName("choices")
        self.setAccessibleName("可以选用的内容")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.hide()
        self.itemClicked.connect(self._take)

    def offer(self, texts: tuple[str, ...], *, chosen: int = -1) -> None:
        """Show these below the line, or above it where there is no room."""
        self.clear()
        self.addItems(texts)
        self.setCurrentRow(chosen)
        if not texts:
            self.hide()
            return
        height = max(self.sizeHintForRow(0), 1) * min(len(texts), _MOST_SEEN) + 2 * 5
        width = max(self._line.width(), self.sizeHintForColumn(0) + 36)
        window = self._line.window()
        below = self._line.mapTo(window, QPoint(0, self._line.height()))
        above = self._line.mapTo(window, QPoint(0, 0)).y() - height
        is_above = below.y() + height > window.height() and above >= 0
        left = max(0, min(below.x(), window.width() - width))
        self.setGeometry(left, above if is_above else below.y(), width, height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Choose the next or the one before, round the end."""
        self.setCurrentRow((self.currentRow() + by) % self.count() if self.count() else -1)

    def chosen(self) -> str | None:
        """What is chosen, where the list is open."""
        current = self.currentItem()
        return current.text() if self.isVisible() and current is not None else None

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(160, 120)

    @Slot()
    def _take(self) -> None:
        current = self.currentItem()
        if current is not None:
            self.taken.emit(current.text())


class _Composing:
    """An input method takes away what was selected; giving it up brings that back."""

    def __init__(self) -> None:
        self.is_on = False
        self._before = ""

    def follow(self, event: QInputMethodEvent, text: str) -> str | None:
        """Call before the editor takes the event, with what stands there. What is to stand there
        again when nothing was written after all; else None."""
        was_on, self.is_on = self.is_on, bool(event.preeditString())
        if self.is_on and not was_on:
            self._before = text
        is_given_up = was_on and not self.is_on and not event.commitString()
        return self._before if is_given_up else None


class CellLine(QLineEdit):
    """One line. Everything typed is told at once; `left` says how it is left, `given_up` that it
    is not wanted."""

    typed = Signal(str)
    left = Signal(object)
    given_up = Signal()

    def __init__(self, choices: Choices, told: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cell")
        self.setAccessibleName(told)
        self.setFrame(False)
        self._choices = choices
        self._list = ChoiceList(self) if choices.texts else None
        self._composing = _Composing()
        self.textEdited.connect(self._tell)
        if self._list is not None:
            self._list.taken.connect(self._take)

    def content(self) -> str:
        return self.text()

    def begin(self, text: str) -> None:
        """Show what stands there, selected, and what may be taken instead."""
        self.setText(text)
        self.selectAll()

    def offer(self) -> None:
        """Show all choices; the one that stands there is chosen."""
        if self._list is not None and self._choices.is_listed:
            texts = self._choices.texts
            text = self.text().strip()
            self._list.offer(texts, chosen=texts.index(text) if text in texts else -1)

    def put_away(self) -> None:
        """Close the list; the editor goes."""
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
            self._list = None

    def event(self, arg__1: QEvent) -> bool:
        # Undo is the draft's; and Tab leaves the cell, not the table.
        if arg__1.type() == QEvent.Type.ShortcutOverride and is_undoing(arg__1):
            arg__1.ignore()
            return True
        if arg__1.type() == QEvent.Type.KeyPress and self._leaves(cast("QKeyEvent", arg__1)):
            return True
        return super().event(arg__1)

    def inputMethodEvent(self, arg__1: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        before = self._composing.follow(arg__1, self.text())
        super().inputMethodEvent(arg__1)
        if before is not None:
            self.begin(before)

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if is_undoing(arg__1):
            arg__1.ignore()
            return
        super().keyPressEvent(arg__1)

    def _leaves(self, event: QKeyEvent) -> bool:
        """Whether a key was one for the cell and not for its text."""
        key, held = event.key(), event.modifiers()
        is_open = self._list is not None and self._list.isVisible()
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._take_chosen()
            self.left.emit(Move.BACK if key == Qt.Key.Key_Backtab or held & _SHIFT else Move.NEXT)
        elif key in _ENTER:
            self._take_chosen()
            self.left.emit(Move.UP if held & _SHIFT else Move.DOWN)
        elif key == Qt.Key.Key_Escape:
            if is_open and self._list is not None:
                self._list.hide()
            else:
                self.given_up.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if key == Qt.Key.Key_Up else 1
            if is_open and self._list is not None:
                self._list.step(step)
            elif held & Qt.KeyboardModifier.AltModifier:
                self._offer_all()
            else:
                self.left.emit(Move.UP if step < 0 else Move.DOWN)
        else:
            return False
        return True

    def _take_chosen(self) -> None:
        chosen = self._list.chosen() if self._list is not None else None
        if chosen is not None and chosen != self.text():
            self._put(chosen)

    def _put(self, text: str) -> None:
        self.setText(text)
        self.typed.emit(text)

    def _offer_all(self) -> None:
        if self._list is not None:
            self._list.offer(self._choices.texts)

    @Slot(str)
    def _take(self, text: str) -> None:
        self._put(text)
        self.left.emit(Move.STAY)

    @Slot(str)
    def _tell(self, text: str) -> None:
        if self._composing.is_on:
            return
        self.typed.emit(text)
        if self._list is not None:
            found = self._choices.found(text) if text.strip() else ()
            # Nothing is offered where it stands there already.
            found = () if found == (text,) else found
            chosen = 0 if self._choices.is_by_sound(text, found) else -1
            self._list.offer(found, chosen=chosen)


class CellText(TextBox):
    """Several lines, for long texts: Enter leaves, Alt+Enter breaks the line."""

    typed = Signal(str)
    left = Signal(object)
    given_up = Signal()

    def __init__(self, told: str, parent: QWidget) -> None:
        super().__init__(told, "cell", parent)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(False)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setPlaceholderText("Alt+Enter 换行")
        self._composing = _Composing()
        self.textChanged.connect(self._tell)

    def content(self) -> str:
        return self.text()

    def begin(self, text: str) -> None:
        """Show what stands there, selected."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self.selectAll()

    def offer(self) -> None:
        """Long texts have no choices."""

    def put_away(self) -> None:
        """Nothing is open beside it."""

    def event(self, e: QEvent) -> bool:
        if e.type() == QEvent.Type.ShortcutOverride and is_undoing(e):
            e.ignore()
            return True
        if e.type() == QEvent.Type.KeyPress and self._leaves(cast("QKeyEvent", e)):
            return True
        return super().event(e)

    def inputMethodEvent(self, arg__1: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        before = self._composing.follow(arg__1, self.text())
        super().inputMethodEvent(arg__1)
        if before is not None:
            self.begin(before)

    def _leaves(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.left.emit(Move.BACK if key == Qt.Key.Key_Backtab or held & _SHIFT else Move.NEXT)
        elif key in _ENTER and held & Qt.KeyboardModifier.AltModifier:
            self.insertPlainText("\n")
        elif key in _ENTER:
            self.left.emit(Move.UP if held & _SHIFT else Move.DOWN)
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            return False
        return True

    @Slot()
    def _tell(self) -> None:
        if not self._composing.is_on:
            self.typed.emit(self.text())


CellEditor = CellLine | CellText
