"""要求与问题: what the notice asks of a chapter, and what an audit found in it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.core.pack_forms import Chapter
from desktop_app.ui.listing import Entry
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import say, words


class GuideBox(QWidget):
    """`chosen` brings the finding whose place is to be shown."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._needed = words("", "heading", "needed")
        self._guidance = words("", "", "guidance")
        self._clause = words("", "caption", "chapter clause")
        self._count = words("", "heading", "chapter findings count")
        self._list = QListWidget()
        self._list.setObjectName("chapter findings")
        self._list.setAccessibleName("本章的问题")
        self._list.setWordWrap(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._entries: tuple[Entry, ...] = ()
        layout = QVBoxLayout(self)
        around(layout, 0, 2, 0, 0)
        between(layout, 2)
        for one in (self._needed, self._guidance, self._clause, self._count):
            layout.addWidget(one)
        layout.addWidget(self._list, 1)
        layout.addStretch(0)
        self._list.hide()
        self._list.itemClicked.connect(self._choose)
        self._list.itemActivated.connect(self._choose)

    def show_chapter(self, chapter: Chapter) -> None:
        """What is asked of a chapter."""
        self._needed.setText("必须写的一章" if chapter.required else "可以不写的一章")
        say(self._guidance, chapter.guidance)
        say(self._clause, f"依据:通知 {chapter.clause}" if chapter.clause else "")
        self._count.setText("正在核对…")
        self._entries = ()
        self._list.clear()
        self._list.hide()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """What was found; nothing moves while it is the same."""
        told = tuple(entries)
        self._count.setText(f"本章的问题 {len(told)} 处" if told else "✓ 本章没有发现问题")
        if told == self._entries:
            return
        row = self._list.currentRow()
        self._entries = told
        self._list.setVisible(bool(told))
        self._list.clear()
        for one in told:
            made = QListWidgetItem(f"{one.weight} {one.finding.code}\n{one.finding.message}")
            made.setData(Qt.ItemDataRole.UserRole, one)
            self._list.addItem(made)
        if 0 <= row < len(told):
            self._list.setCurrentRow(row)

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
