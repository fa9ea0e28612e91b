"""The editors in the cells of a table."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.core.pack_forms import Field
from desktop_app.core.values import Kind
from desktop_app.ui.table.choices import Choices
from desktop_app.ui.table.editors import CellEditor, CellLine, CellText
from desktop_app.ui.table.model import Index, TableModel
from desktop_app.ui.table.moves import Move

_LINES_OF_A_BOX = 5


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
        choices: Callable[[Field], Choices],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._choices = choices
        self._before = ""
        self.editor: CellEditor | None = None

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
        row_id, column_id = row.id, column.id
        editor.begin(self._before)
        editor.typed.connect(lambda text: self.typed.emit(row_id, column_id, text))
        editor.left.connect(lambda move: self._leave(editor, move))
        editor.given_up.connect(lambda: self._give_up(editor, row_id, column_id))
        self.editor = editor
        self.opened.emit()
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        text = index.data(Qt.ItemDataRole.EditRole)
        # What is being typed is in the draft already; undo brings something else.
        if isinstance(editor, CellLine | CellText) and editor.content() != text:
            editor.begin(text)
            # Giving up leaves what the undo brought.
            self._before = text

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

    def _give_up(self, editor: CellEditor, row: str, column: str) -> None:
        if editor.content() != self._before:
            self.typed.emit(row, column, self._before)
        self._leave(editor, Move.STAY)
