"""常用语: kept on this PC, searched, put into the text, renamed and deleted."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import AppError
from desktop_app.jobs.phrases import Phrase, Phrases
from desktop_app.ui.prompts import Prompts
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import button, say, search_line, words


class PhraseBox(QWidget):
    """`asked` brings the phrase to put into the text; `keep_asked` that what is selected there be
    kept: the page then calls `keep`."""

    asked = Signal(object)
    keep_asked = Signal()

    def __init__(self, phrases: Phrases, prompts: Prompts, *, can_write: bool) -> None:
        super().__init__()
        self._phrases, self._prompts, self._can_write = phrases, prompts, can_write
        self._search = search_line("search phrases", "查找常用语", "查找常用语")
        self._list = QListWidget()
        self._list.setObjectName("phrases")
        self._list.setAccessibleName("常用语")
        self._list.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed)
        self._whole = words("", "soft", "phrase text")
        self._refusal = words("", "refusal", "phrase refusal")
        self._empty = words("还没有常用语。在正文中选中一段,按「存入选中文字」。", "caption")
        self._insert = button("插入到光标处", "insert phrase")
        self._keep = button("存入选中文字", "keep phrase")
        self._rename = button("改名", "rename phrase")
        self._delete = button("删除", "delete phrase", "删除这条常用语")
        grid = QGridLayout()
        between(grid, 2)
        for n, one in enumerate((self._insert, self._keep, self._rename, self._delete)):
            grid.addWidget(one, n // 2, n % 2)
        layout = QVBoxLayout(self)
        around(layout, 0, 2, 0, 0)
        between(layout, 2)
        layout.addWidget(self._search)
        layout.addWidget(self._empty)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._whole)
        layout.addWidget(self._refusal)
        layout.addLayout(grid)
        self._search.textChanged.connect(self._narrow)
        self._list.currentItemChanged.connect(self._choose)
        self._list.itemActivated.connect(self._ask)
        self._list.itemChanged.connect(self._call)
        self._insert.clicked.connect(self._ask)
        self._keep.clicked.connect(self.keep_asked)
        self._rename.clicked.connect(self._begin_rename)
        self._delete.clicked.connect(self._take_away)
        self._show("")
        say(self._refusal, phrases.trouble)

    def keep(self, text: str) -> None:
        """Keep a text; a sentence says why, if it cannot be."""
        try:
            made = self._phrases.keep(text)
        except AppError as reason:
            say(self._refusal, str(reason))
            return
        say(self._refusal, "")
        self._search.clear()
        self._show(made.name)

    def _show(self, chosen: str) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        found = self._phrases.found(self._search.text())
        for one in found:
            made = QListWidgetItem(one.name)
            made.setToolTip(one.text)
            made.setData(Qt.ItemDataRole.UserRole, one)
            made.setFlags(made.flags() | Qt.ItemFlag.ItemIsEditable)
            self._list.addItem(made)
            if one.name == chosen:
                self._list.setCurrentItem(made)
        self._list.blockSignals(False)
        self._empty.setVisible(not self._phrases.found())
        self._choose()

    def _chosen(self) -> Phrase | None:
        current = self._list.currentItem()
        return current.data(Qt.ItemDataRole.UserRole) if current else None

    @Slot()
    def _narrow(self) -> None:
        one = self._chosen()
        self._show(one.name if one else "")

    @Slot()
    def _choose(self) -> None:
        one = self._chosen()
        say(self._whole, _excerpt(one.text) if one else "")
        self._insert.setEnabled(self._can_write and one is not None)
        for deed in (self._rename, self._delete):
            deed.setEnabled(one is not None)

    @Slot()
    def _ask(self) -> None:
        if self._can_write and (one := self._chosen()) is not None:
            self.asked.emit(one)

    @Slot()
    def _begin_rename(self) -> None:
        self._list.setFocus()
        self._list.editItem(self._list.currentItem())

    @Slot(QListWidgetItem)
    def _call(self, changed: QListWidgetItem) -> None:
        one: Phrase = changed.data(Qt.ItemDataRole.UserRole)
        try:
            one = self._phrases.rename(one.name, changed.text())
        except AppError as reason:
            say(self._refusal, str(reason))
        else:
            say(self._refusal, "")
        self._list.blockSignals(True)
        changed.setText(one.name)
        changed.setData(Qt.ItemDataRole.UserRole, one)
        self._list.blockSignals(False)

    @Slot()
    def _take_away(self) -> None:
        one = self._chosen()
        asked = f"删除常用语「{one.name}」?删除后找不回来。" if one else ""
        if one is None or not self._prompts.agrees(self, asked, "删除"):
            return
        try:
            self._phrases.delete(one.name)
        except AppError as reason:
            say(self._refusal, str(reason))
            return
        say(self._refusal, "")
        self._show("")


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:80]}…"
