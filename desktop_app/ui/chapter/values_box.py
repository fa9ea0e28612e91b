"""数值: the facts that can be put into the text and follow what the draft says."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.core.live_values import LiveValue
from desktop_app.core.names import fold
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import button, search_line, words


class ValuesBox(QWidget):
    """`asked` brings the value that is to go into the text."""

    asked = Signal(object)

    def __init__(self, *, can_write: bool) -> None:
        super().__init__()
        self._values: tuple[LiveValue, ...] = ()
        self._can_write = can_write
        self._search = search_line("search values", "查找数值", "查找数值")
        self._list = QListWidget()
        self._list.setObjectName("values")
        self._list.setAccessibleName("可以引用的数值")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._insert = button("插入到光标处", "insert value")
        self._insert.setEnabled(False)
        layout = QVBoxLayout(self)
        around(layout, 0, 2, 0, 0)
        between(layout, 2)
        layout.addWidget(words("插入的数值跟着表格和填报项变,不会过时。", "caption"))
        layout.addWidget(self._search)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._insert)
        self._search.textChanged.connect(self._narrow)
        self._list.currentItemChanged.connect(self._choose)
        self._list.itemActivated.connect(self._ask)
        self._insert.clicked.connect(self._ask)

    def show_values(self, values: Sequence[LiveValue]) -> None:
        """What can be put into the text now; what is chosen stays chosen."""
        if tuple(values) != self._values:
            self._values = tuple(values)
            self._narrow()

    @Slot()
    def _narrow(self) -> None:
        asked = [fold(one) for one in self._search.text().split()]
        chosen = self._chosen()
        self._list.clear()
        for one in self._values:
            if not all(word in fold(one.name + one.group) for word in asked):
                continue
            now = f"{one.text} {one.unit}".strip() if one.text else "(还没有)"
            made = QListWidgetItem(f"{one.name}　{now}")
            made.setToolTip(f"{one.group}:{one.name},现在是 {now}")
            made.setData(Qt.ItemDataRole.UserRole, one)
            self._list.addItem(made)
            if chosen is not None and one.name == chosen.name:
                self._list.setCurrentItem(made)

    def _chosen(self) -> LiveValue | None:
        current = self._list.currentItem()
        return current.data(Qt.ItemDataRole.UserRole) if current else None

    @Slot()
    def _choose(self) -> None:
        self._insert.setEnabled(self._can_write and self._chosen() is not None)

    @Slot()
    def _ask(self) -> None:
        if self._can_write and (one := self._chosen()) is not None:
            self.asked.emit(one)
