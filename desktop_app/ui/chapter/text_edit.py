"""The text of a chapter as plain paragraphs: typed, pasted, and put right when it comes back."""

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal, Slot
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from desktop_app.core.chapter_text import lines_of
from desktop_app.core.live_values import TOKEN
from desktop_app.core.pasted_text import Pasted, from_html, from_plain
from desktop_app.ui.chapter.positions import from_qt, to_qt
from desktop_app.ui.draft_line import is_undoing
from desktop_app.ui.qt_text import in_qt

# On the screen the text is smaller than 3号, with its lines about as far apart as on paper.
_LINE_PERCENT = 160
_INDENT = 2


class ChapterEdit(QTextEdit):
    """`typed` brings the whole text after each key; `pasted` what is to be put at the cursor, and
    `level_asked` that the line under the cursor go down (1) or up (-1) a level."""

    typed = Signal(str)
    pasted = Signal(object)
    level_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chapter")
        self.setAcceptRichText(False)
        # Undo is the draft's, with a name for each step.
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self._values: Mapping[str, str] = {}
        self._shown = ""
        self.document().setDocumentMargin(8)
        self._lay_out_paragraphs()
        self.document().contentsChanged.connect(self._tell)

    def text(self) -> str:
        """What stands here, a line for each paragraph."""
        return in_qt(self.document().toRawText())

    def show_text(self, text: str) -> None:
        """Show a text; where it is the same, the cursor stays."""
        old, text = self._shown, in_qt(text)
        if text == old:
            return
        start = _common(old, text)
        end = _common(old[start:][::-1], text[start:][::-1])
        self._shown = text
        cursor = QTextCursor(self.document())
        cursor.setPosition(to_qt(old, start))
        keep = QTextCursor.MoveMode.KeepAnchor
        cursor.setPosition(to_qt(old, len(old) - end), keep)
        cursor.insertText(text[start : len(text) - end])

    def show_other(self, text: str) -> None:
        """Show the text of another chapter, from its beginning."""
        self._shown = in_qt(text)
        self.setPlainText(self._shown)
        self._lay_out_paragraphs()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_values(self, values: Mapping[str, str]) -> None:
        """What tokens stand for now, by name; told under the mouse."""
        self._values = values

    @property
    def place(self) -> int:
        """Where the cursor is, in signs of the text."""
        return from_qt(self.text(), self.textCursor().position())

    @property
    def chosen(self) -> tuple[int, int]:
        """The stretch that is selected, in signs; empty at the cursor."""
        cursor, text = self.textCursor(), self.text()
        return from_qt(text, cursor.selectionStart()), from_qt(text, cursor.selectionEnd())

    def choose(self, start: int, end: int) -> None:
        """Select a stretch and bring it into sight."""
        text = self.text()
        cursor = self.textCursor()
        cursor.setPosition(to_qt(text, start))
        cursor.setPosition(to_qt(text, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        found = _pasted(source)
        if not self.isReadOnly() and (found.paragraphs or found.tables):
            self.pasted.emit(found)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        return source.hasText() or source.hasHtml()

    def event(self, e: QEvent) -> bool:
        if e.type() is QEvent.Type.ShortcutOverride and is_undoing(e):
            e.ignore()
            return False
        return super().event(e)

    def viewportEvent(self, arg__1: QEvent) -> bool:  # noqa: N802 - Qt's name
        if arg__1.type() is QEvent.Type.ToolTip:
            asked = cast("QHelpEvent", arg__1)
            told = self.told_at(self.cursorForPosition(asked.pos()))
            QToolTip.showText(asked.globalPos(), told, self)
            return True
        return super().viewportEvent(arg__1)

    def told_at(self, cursor: QTextCursor) -> str:
        """What the token under a place stands for, "" where there is none."""
        text = cursor.block().text()
        at = from_qt(text, cursor.positionInBlock())
        found = (m[1] for m in TOKEN.finditer(text) if m.start() <= at <= m.end())
        name = next(found, "")
        if not name:
            return ""
        value = self._values.get(name, "")
        return f"{name}:现在是 {value}" if value else f"「{name}」现在没有数值"

    def keyPressEvent(self, e: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if is_undoing(e):
            e.ignore()
            return
        if e.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and (
            e.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            # Leaves from anywhere, as from a table.
            super().focusNextPrevChild(e.key() == Qt.Key.Key_Tab)
            return
        is_return = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and e.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            # A soft break is a paragraph on paper.
            if not self.isReadOnly():
                self.textCursor().insertBlock()
            return
        super().keyPressEvent(e)

    def inputMethodEvent(self, arg__1: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        # Qt lets an input method write into what is only to be read.
        if not self.isReadOnly():
            super().inputMethodEvent(arg__1)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802 - Qt's names
        # Before the words of a line Tab changes its level, as in Word; elsewhere it goes on to
        # what comes next, so that nobody is caught in here.
        if self._is_before_words() and not self.isReadOnly():
            self.level_asked.emit(1 if next else -1)
            return True
        return super().focusNextPrevChild(next)

    def changeEvent(self, e: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(e)
        if e.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_out_paragraphs()

    def _is_before_words(self) -> bool:
        cursor = self.textCursor()
        if cursor.hasSelection():
            return False
        text = cursor.block().text()
        line = next(lines_of(text), None)
        first = line.start + len(line.number) if line is not None else len(text)
        return from_qt(text, cursor.positionInBlock()) <= first

    def _lay_out_paragraphs(self) -> None:
        look = QTextBlockFormat()
        look.setTextIndent(
            _INDENT * QFontMetricsF(self.document().defaultFont()).horizontalAdvance("字")
        )
        look.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(look)

    @Slot()
    def _tell(self) -> None:
        text = self.text()
        if text != self._shown:
            self._shown = text
            self.typed.emit(text)


def _common(one: str, other: str) -> int:
    """How many signs two texts begin with alike."""
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return length
    return next(at for at in range(length) if one[at] != other[at])


def _pasted(source: QMimeData) -> Pasted:
    """What was copied: rich text by its paragraphs, else the plain text."""
    if source.hasHtml():
        found = from_html(source.html())
        if found.paragraphs or found.tables:
            return found
    return from_plain(source.text())
