"""Fields of a draft: what they undo is the draft's, by the name of the change, not a letter."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from desktop_app.ui.qt_text import in_qt
from desktop_app.ui.widgets import TextBox

_UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class DraftLine(QLineEdit):
    """One line. `left` comes when somebody goes on to another field, not to another window."""

    left = Signal()

    def event(self, arg__1: QEvent) -> bool:
        if arg__1.type() is QEvent.Type.ShortcutOverride and is_undoing(arg__1):
            arg__1.ignore()
            return False
        return super().event(arg__1)

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if is_undoing(arg__1):
            arg__1.ignore()
            return
        super().keyPressEvent(arg__1)

    def focusOutEvent(self, arg__1: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(arg__1)
        if goes_on(arg__1):
            self.left.emit()

    def contextMenuEvent(self, arg__1: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions()[:3] if not self.isReadOnly() else ():
            # 撤销, 重做 and the line below them would undo letters behind the draft's back.
            menu.removeAction(action)
        menu.popup(arg__1.globalPos())

    def show_text(self, text: str) -> None:
        """Show another text; the cursor stays as far as it can."""
        if self.text() == text:
            return
        at = self.cursorPosition()
        self.setText(text)
        self.setCursorPosition(min(at, len(text)) if self.hasFocus() else 0)


class DraftBox(TextBox):
    """Several lines. `edited` brings what somebody typed, `left` as with `DraftLine`."""

    edited = Signal(str)
    left = Signal()

    def __init__(self, told: str, name: str) -> None:
        super().__init__(told, name)
        self.setUndoRedoEnabled(False)
        self._is_shown_only = False
        self.textChanged.connect(self._tell)

    def event(self, e: QEvent) -> bool:
        if e.type() is QEvent.Type.ShortcutOverride and is_undoing(e):
            e.ignore()
            return False
        return super().event(e)

    def focusOutEvent(self, e: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(e)
        if goes_on(e):
            self.left.emit()

    def show_text(self, text: str) -> None:
        """Show another text; the cursor stays as far as it can."""
        if in_qt(self.text()) == in_qt(text):
            return
        at = self.textCursor().position()
        self._is_shown_only = True
        self.setPlainText(text)
        self._is_shown_only = False
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def _tell(self) -> None:
        if not self._is_shown_only:
            self.edited.emit(self.text())


def is_undoing(event: QEvent) -> bool:
    """Whether a key means undoing or doing again."""
    return isinstance(event, QKeyEvent) and any(event.matches(one) for one in _UNDOING)


def goes_on(event: QFocusEvent) -> bool:
    """Whether a focus that went out went to another field, not to another window or a menu."""
    return event.reason() not in (
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    )
