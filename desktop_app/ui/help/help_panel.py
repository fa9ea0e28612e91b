"""帮助: the manual beside the work, opened by F1 at the step a person is on. Needs no network."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.paths import MANUAL
from desktop_app.ui.help.help_pages import HelpPage, help_pages, page_of
from desktop_app.ui.help.help_view import HelpView
from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import button, say, search_line, words

_NAME = Qt.ItemDataRole.UserRole
_NONE = "没有写到这些字的页面;请换个说法,或清空后看目录。"
_MISSING = "说明文件没有装上;请重新安装程序,或找安装程序的同事。草稿不受影响。"


class HelpWindow(QWidget):
    """A window of its own. `show_page` takes a step of the guide or the name of a page."""

    def __init__(self, theme: Theme, folder: Path = MANUAL) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("帮助 — 申报匣")
        self._pages: dict[str, HelpPage] = {one.name: one for one in help_pages(folder)}
        self._view = HelpView(theme)
        self._back = button("后退", "help back", "后退,Alt+←")
        self._forward = button("前进", "help forward", "前进,Alt+→")
        self._search = search_line("help search", "在帮助里查找", "在帮助里查找")
        self._told = words("", "soft", "help told")
        self._contents = QListWidget()
        self._contents.setObjectName("help_contents")
        self._contents.setAccessibleName("帮助目录")
        self._contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._close = button("关闭", "help close", "关闭帮助,Esc")
        self._lay_out()
        self._connect()
        theme.changed.connect(self._look_again)
        self._list("")
        say(self._told, "" if self._pages else _MISSING)

    def show_page(self, step_id: str) -> None:
        """Show what the manual says about a step, and come to the front."""
        page = self._pages.get(page_of(step_id)) or next(iter(self._pages.values()), None)
        if page is not None:
            self._search.clear()
            self._view.show_path(page.path)
        self.show()
        self.activateWindow()
        self._view.setFocus()

    def _lay_out(self) -> None:
        step = self.fontMetrics().height()
        self.resize(54 * step, 38 * step)
        bar = QWidget()
        bar.setObjectName("bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        around(row, 4, 2, 4, 2)
        between(row, 2)
        row.addWidget(self._back)
        row.addWidget(self._forward)
        row.addWidget(self._search, 1)
        row.addWidget(self._close)
        side = QWidget()
        column = QVBoxLayout(side)
        around(column, 4, 3, 0, 3)
        between(column, 2)
        column.addWidget(self._told)
        column.addWidget(self._contents, 1)
        split = self._split
        split.addWidget(side)
        split.addWidget(self._view)
        split.setStretchFactor(1, 1)
        self._part()
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self._view.backward)
        self._forward.clicked.connect(self._view.forward)
        self._view.backwardAvailable.connect(self._back.setEnabled)
        self._view.forwardAvailable.connect(self._forward.setEnabled)
        self._back.setEnabled(False)
        self._forward.setEnabled(False)
        self._view.shown.connect(self._mark)
        self._search.textChanged.connect(self._list)
        self._search.returnPressed.connect(self._show_first)
        self._contents.itemClicked.connect(self._show_item)
        self._contents.itemActivated.connect(self._show_item)
        self._close.clicked.connect(self.close)
        for keys, act in (
            ("Alt+Left", self._view.backward),
            ("Alt+Right", self._view.forward),
            ("Ctrl+F", self._begin_search),
            ("Esc", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    @Slot(str)
    def _list(self, wanted: str) -> None:
        """The contents, or the pages in which all that is searched for occurs."""
        parts = wanted.casefold().split()
        self._contents.clear()
        for one in self._pages.values():
            text = one.plain.casefold()
            if all(part in text for part in parts):
                item = QListWidgetItem(one.title)
                item.setData(_NAME, one.name)
                self._contents.addItem(item)
        count = self._contents.count()
        if not parts:
            say(self._told, "")
        else:
            say(self._told, f"{count} 页写到:按 Enter 看第一页" if count else _NONE)
        self._mark(self._view.source().fileName().removesuffix(".md"))

    @Slot()
    def _show_first(self) -> None:
        if self._contents.count():
            self._show_item(self._contents.item(0))

    @Slot(QListWidgetItem)
    def _show_item(self, item: QListWidgetItem) -> None:
        page = self._pages[item.data(_NAME)]
        self._view.show_path(page.path)
        self._view.find_words(next(iter(self._search.text().split()), ""))

    @Slot(str)
    def _mark(self, name: str) -> None:
        """Let the contents show which page is read."""
        for at in range(self._contents.count()):
            if self._contents.item(at).data(_NAME) == name:
                self._contents.setCurrentRow(at)
                return
        self._contents.setCurrentRow(-1)

    @Slot()
    def _begin_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    @Slot()
    def _look_again(self) -> None:
        """Colours and sizes of a page are those of when it was read."""
        self._part()
        if not self._view.source().isEmpty():
            self._view.reload()

    def _part(self) -> None:
        """The contents as wide as its longest title wants."""
        wide = 15 * self._contents.fontMetrics().height()
        self._split.setSizes([wide, max(wide, self.width() - wide)])
