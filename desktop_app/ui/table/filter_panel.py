"""Sorting and filtering by one column, in a panel above the table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core import pinyin
from desktop_app.core.draft import Row
from desktop_app.core.pack_forms import Field
from desktop_app.core.table_view import ColumnFilter, values_of
from desktop_app.ui.spacing import between
from desktop_app.ui.widgets import button, card, say, text_line, words

_MOST_LISTED = 1_000
_BLANK = "(空)"
_VALUE = Qt.ItemDataRole.UserRole
_SEEN_VALUES = 5


class FilterPanel(QWidget):
    """`filtered` brings column and filter, `sorted_by` column and whether from the top down,
    `hidden` the column to hide, `closed` that the panel went."""

    filtered = Signal(str, object)
    sorted_by = Signal(str, bool)
    hide_asked = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column: Field | None = None
        self._is_quiet = False
        self._title = words("", "lead", "filter title")
        self._up = button("从小到大排", "sort up")
        self._down = button("从大到小排", "sort down")
        self._hide = button("隐藏这一列", "hide column")
        close = button("关闭", "close filter", "关闭筛选")
        self._text = text_line("filter text", "这一列含有的字", "只看含有这些字的行")
        self._all = button("全选", "filter all", "选中列出的全部内容")
        self._none = button("全不选", "filter none", "列出的内容都不选")
        self._list = QListWidget()
        self._list.setObjectName("filter values")
        self._list.setAccessibleName("这一列的内容,勾选要看的")
        self._list.setUniformItemSizes(True)
        self._list.setFixedHeight(_SEEN_VALUES * (self.fontMetrics().lineSpacing() + 12))
        self._more = words("", "caption", "filter more")
        head = QHBoxLayout()
        between(head, 2)
        head.addWidget(self._title, 1)
        for one in (self._up, self._down, self._hide, close):
            head.addWidget(one)
        line = QHBoxLayout()
        between(line, 2)
        line.addWidget(self._text, 1)
        line.addWidget(self._all)
        line.addWidget(self._none)
        frame, layout = card()
        layout.addLayout(head)
        layout.addLayout(line)
        layout.addWidget(self._list)
        layout.addWidget(self._more)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._up.clicked.connect(self._sort_up)
        self._down.clicked.connect(self._sort_down)
        self._hide.clicked.connect(self._ask_hiding)
        close.clicked.connect(self.close_panel)
        self._text.textChanged.connect(self._narrow)
        self._all.clicked.connect(self._check_all)
        self._none.clicked.connect(self._check_none)
        self._list.itemChanged.connect(self._tell)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_panel)
        self.hide()

    def open_panel(
        self, column: Field, rows: Sequence[Row], now: ColumnFilter, *, can_hide: bool
    ) -> None:
        """Show the values of a column and how it is filtered now."""
        self._column = column
        self._is_quiet = True
        say(self._title, column.label)
        self._hide.setEnabled(can_hide)
        self._text.setText(now.text)
        self._list.clear()
        known = values_of(rows, column.id)
        for value, count in known[:_MOST_LISTED]:
            item = QListWidgetItem(f"{value.replace(chr(10), ' ') or _BLANK}({count} 行)")
            item.setData(_VALUE, value)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsSelectable
            )
            item.setCheckState(_checked(now.values is None or value in now.values))
            self._list.addItem(item)
        more = len(known) - _MOST_LISTED
        say(self._more, f"另有 {more} 种内容没有列出,请用上面的文字筛选。" if more > 0 else "")
        self._is_quiet = False
        self._hide_others()
        self.show()
        self._text.setFocus()
        self._text.selectAll()

    @Slot()
    def close_panel(self) -> None:
        self._column = None
        self.hide()
        self.closed.emit()

    @Slot()
    def _sort_up(self) -> None:
        if self._column is not None:
            self.sorted_by.emit(self._column.id, False)

    @Slot()
    def _sort_down(self) -> None:
        if self._column is not None:
            self.sorted_by.emit(self._column.id, True)

    @Slot()
    def _ask_hiding(self) -> None:
        if self._column is not None:
            self.hide_asked.emit(self._column.id)
            self.close_panel()

    @Slot()
    def _narrow(self) -> None:
        if not self._is_quiet:
            self._hide_others()
            self._tell()

    def _hide_others(self) -> None:
        typed = self._text.text()
        for item in self._items():
            item.setHidden(not pinyin.matches(typed, str(item.data(_VALUE)) or _BLANK))

    @Slot()
    def _check_all(self) -> None:
        self._check(is_wanted=True)

    @Slot()
    def _check_none(self) -> None:
        self._check(is_wanted=False)

    def _check(self, *, is_wanted: bool) -> None:
        self._is_quiet = True
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(_checked(is_wanted))
        self._is_quiet = False
        self._tell()

    @Slot()
    def _tell(self) -> None:
        if self._is_quiet or self._column is None:
            return
        # What is narrowed away is not wanted, whether the text or its sounds were typed.
        items = list(self._items())
        wanted = [one for one in items if one.checkState() is Qt.CheckState.Checked]
        typed = self._text.text().strip()
        values = frozenset(str(one.data(_VALUE)) for one in wanted)
        by_sound = bool(typed) and not any(
            typed.casefold() in str(one.data(_VALUE)).casefold() for one in items
        )
        if by_sound and any(not one.isHidden() for one in items):
            seen = frozenset(str(one.data(_VALUE)) for one in wanted if not one.isHidden())
            self.filtered.emit(self._column.id, ColumnFilter("", seen))
        elif len(wanted) == len(items):
            self.filtered.emit(self._column.id, ColumnFilter(typed))
        else:
            self.filtered.emit(self._column.id, ColumnFilter(typed, values))

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(at) for at in range(self._list.count())]


def _checked(is_wanted: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked
