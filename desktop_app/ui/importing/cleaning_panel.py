"""规范写法: each value that is written in another form on the way in, and the way back from it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.programme import Programme
from desktop_app.jobs.understand_file import Cleaned, Understood
from desktop_app.ui.lines import Index, Lines, LineTable
from desktop_app.ui.spacing import around, between, sized
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import button, words

_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.CheckStateRole,
    }
)


class CleaningModel(Lines[Cleaned]):
    """`ticked` brings the place of a line and whether it stays as typed."""

    columns = ("规范", "位置", "填报项", "原来", "改为")

    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, labels: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._labels = theme, labels
        self._as_typed: frozenset[str] = frozenset()
        self.can_write = True

    def show(self, lines: Sequence[Cleaned], as_typed: frozenset[str]) -> None:
        """Show what is written otherwise, and which of it is not wanted."""
        self._as_typed = as_typed
        self.put(lines, is_same=tuple(lines) == self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self.can_write and index.isValid() and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES or not index.isValid():
            return None
        one, column = self._lines[index.row()], index.column()
        is_typed = one.where in self._as_typed
        if role == Qt.ItemDataRole.CheckStateRole:
            if column:
                return None
            return Qt.CheckState.Unchecked if is_typed else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour("faint") if is_typed and column == 4 else None
        told = "按原样" if is_typed else "规范"
        label = self._labels.get(one.column, "")
        texts = (told, one.where, label, one.old or "(空)", one.new or "(空)")
        return texts[column].replace("\n", " ")

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        if role != Qt.ItemDataRole.CheckStateRole or not self.can_write:
            return False
        is_typed = Qt.CheckState(value) == Qt.CheckState.Unchecked
        self.ticked.emit(self._lines[index.row()].where, is_typed)
        return True

    def tick(self, row: int) -> None:
        """Write a value otherwise, or leave it."""
        if self.can_write and 0 <= row < len(self._lines):
            where = self._lines[row].where
            self.ticked.emit(where, where not in self._as_typed)

    def places(self) -> list[str]:
        return [one.where for one in self._lines]


class _Lines(LineTable):
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, CleaningModel):
            model.tick(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class CleaningPanel(QWidget):
    """`wished` brings places and whether they stay as typed."""

    wished = Signal(object, bool)

    def __init__(self, programme: Programme, theme: Theme) -> None:
        super().__init__()
        columns = [column for table in programme.tables() for column in table.column]
        self._model = CleaningModel(theme, {one.id: one.label for one in columns}, self)
        self._table = _Lines(self._model, "规范写法", "cleaning", (84, 120, 130, 150, 150), 4)
        sized(self._table.verticalHeader(), defaultSectionSize=36)
        self._none = words("", "soft", "no cleaning")
        self._all_typed = button("全部按原样", "all as typed", "全部按原样,不规范写法")
        self._all_clean = button("全部规范", "all cleaned", "全部规范写法")
        line = QHBoxLayout()
        between(line, 2)
        line.addWidget(self._none, 1)
        line.addWidget(self._all_clean)
        line.addWidget(self._all_typed)
        layout = QVBoxLayout(self)
        around(layout, 0, 2, 0, 0)
        between(layout, 2)
        layout.addLayout(line)
        layout.addWidget(self._table, 1)
        self._model.ticked.connect(self._tick)
        self._all_typed.clicked.connect(self._leave_all)
        self._all_clean.clicked.connect(self._clean_all)

    def show_file(self, found: Understood, *, can_write: bool) -> None:
        """Show what is written otherwise in a file."""
        self._model.can_write = can_write
        self._model.show(found.cleaned, found.wishes.as_typed)
        has_lines = bool(found.cleaned)
        told = "去掉勾的,按原来的写法导入。项目名称从不改动。"
        self._none.setText(told if has_lines else "这个文件的写法都合规范,没有改动。")
        for one in (self._all_typed, self._all_clean):
            one.setEnabled(can_write and has_lines)

    @Slot(str, bool)
    def _tick(self, where: str, is_typed: bool) -> None:
        self.wished.emit([where], is_typed)

    @Slot()
    def _leave_all(self) -> None:
        self.wished.emit(self._model.places(), True)

    @Slot()
    def _clean_all(self) -> None:
        self.wished.emit(self._model.places(), False)
