"""Drawing the cells of a table, and the editors in them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.core.programme import Field
from desktop_app.core.values import NUMBERS, Kind
from desktop_app.ui.table.choices import Choices
from desktop_app.ui.table.editors import CellEditor, CellLine, CellText
from desktop_app.ui.table.model import Index, TableModel
from desktop_app.ui.table.moves import Move
from desktop_app.ui.theme import Theme

_PAD = 8
_LINES_OF_A_BOX = 5
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ONE_LINE = Qt.TextFlag.TextSingleLine
_SELECTED = QStyle.StateFlag.State_Selected
_WEIGHTS = ("must", "explain", "hint", "ok")


class CellDelegate(QStyledItemDelegate):
    """`typed` brings the row, the column and the text while somebody types; `left` how a cell was
    left, `opened` and `closed` that it is written in."""

    typed = Signal(str, str, str)
    left = Signal(object)
    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        model: TableModel,
        theme: Theme,
        choices: Callable[[Field], Choices],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._choices = choices
        self._surface = theme.colour("surface")
        self._ink = theme.colour("ink")
        self._ground = theme.colour("accent_soft")
        self._line = QPen(theme.colour("line"))
        self._border = QPen(theme.colour("accent"), 2)
        self._pens = {weight: theme.colour(weight) for weight in _WEIGHTS}
        self._grounds = {weight: theme.colour(f"{weight}_soft") for weight in _WEIGHTS}
        self._numbers = [column.kind in NUMBERS for column in model.columns]
        self._before = ""
        self.current: tuple[int, int] = (-1, -1)
        self.editor: CellEditor | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # The style sheet's way over the same cells takes several times as long.
        line, column = index.row(), index.column()
        model = self._model
        row = model.shown[line]
        text = row.cells.get(model.columns[column].id, "")
        mark = model.mark_at(line, column)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        ink, ground = self._ink, self._surface
        if mark is not None:
            text = f"{mark.sign} {text}" if text else mark.sign
            ink, ground = self._pens[mark.weight], self._grounds[mark.weight]
        if state & _SELECTED:
            ground = self._ground
        painter.fillRect(rect, ground)
        painter.setPen(self._line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if text:
            inner = rect.adjusted(_PAD, 0, -_PAD, -1)
            if "\n" in text:
                text = " ".join(text.split("\n"))
            metrics: QFontMetrics = option.fontMetrics  # pyright: ignore[reportAttributeAccessIssue]
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width(), 0)
            painter.setPen(ink)
            align = _RIGHT if self._numbers[column] else _LEFT
            painter.drawText(inner, int(align) | int(_ONE_LINE), shown)
        if (line, column) == self.current:
            painter.setPen(self._border)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        del option
        column = self._model.columns[index.column()]
        row = self._model.shown[index.row()]
        self._before = row.cells.get(column.id, "")
        told = f"第{self._model.number(row.id)}行 {column.label}"
        editor: CellEditor
        if column.kind is Kind.LONG_TEXT or "\n" in self._before:
            editor = CellText(told, parent)
        else:
            editor = CellLine(self._choices(column), told, parent)
        row_id, column_id, before = row.id, column.id, self._before
        editor.begin(before)
        editor.typed.connect(lambda text: self.typed.emit(row_id, column_id, text))
        editor.left.connect(lambda move: self._leave(editor, move))
        editor.given_up.connect(lambda: self._give_up(editor, row_id, column_id, before))
        self.editor = editor
        self.opened.emit()
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        text = index.data(Qt.ItemDataRole.EditRole)
        # What is being typed is in the draft already; undo brings something else.
        if isinstance(editor, CellLine | CellText) and editor.content() != text:
            editor.begin(text)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:  # noqa: N802
        """All that was typed is in the draft already."""

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        del index
        rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        if isinstance(editor, CellText):
            line = editor.fontMetrics().lineSpacing()
            rect.setHeight(max(rect.height(), _LINES_OF_A_BOX * line + 12))
            rect.setWidth(max(rect.width(), 24 * line))
            ground = editor.parentWidget().rect()
            rect.moveRight(min(rect.right(), max(ground.right(), rect.width())))
            rect.moveBottom(min(rect.bottom(), max(ground.bottom(), rect.height())))
        editor.setGeometry(rect)

    def eventFilter(self, object: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's names
        # The editors see to their own keys.
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        return super().eventFilter(object, event)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        if isinstance(editor, CellLine | CellText):
            editor.put_away()
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)
        self.closed.emit()

    def _leave(self, editor: CellEditor, move: Move) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.left.emit(move)

    def _give_up(self, editor: CellEditor, row: str, column: str, before: str) -> None:
        if editor.content() != before:
            self.typed.emit(row, column, before)
        self._leave(editor, Move.STAY)
