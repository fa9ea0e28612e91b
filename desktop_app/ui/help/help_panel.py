"""帮助: the manual beside the work, opened by F1 at the step a person is on. Needs no network."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.programme import Programme
from desktop_app.core.reference_entries import Entry, entry_at
from desktop_app.jobs.manual_pages import Reference
from desktop_app.jobs.progress import Report
from desktop_app.paths import MANUAL, documents_folder
from desktop_app.ui.help.help_pages import HelpPage, help_pages, in_order, page_of, reference_pages
from desktop_app.ui.help.help_view import HelpView
from desktop_app.ui.job_line import JobLine
from desktop_app.ui.prompts import Prompts
from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import button, say, search_line, words

_NAME = Qt.ItemDataRole.UserRole
_FILE = "申报匣说明书.pdf"
# So much of a field's name stands on the button.
_LABEL = 14
_NONE = "没有写到这些字的页面;请换个说法,或清空后看目录。"
_MISSING = "说明文件没有装上;请重新安装程序,或找安装程序的同事。草稿不受影响。"


class HelpWindow(QWidget):
    """A window of its own. `show_page` takes a step of the guide or the name of a page, and where
    on it a person is; `know` brings the programmes whose reference stands behind the pages."""

    def __init__(self, theme: Theme, prompts: Prompts, folder: Path = MANUAL) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("帮助 — 申报匣")
        self._prompts, self._folder = prompts, folder
        self._written = help_pages(folder)
        self._pages: dict[str, HelpPage] = {one.name: one for one in self._written}
        self._programmes: tuple[Programme, ...] = ()
        self._entry: Entry | None = None
        self._view = HelpView(theme)
        self._back = button("后退", "help back", "后退,Alt+←")
        self._forward = button("前进", "help forward", "前进,Alt+→")
        self._search = search_line("help search", "在帮助里查找", "在帮助里查找")
        self._told = words("", "soft", "help told")
        self._contents = QListWidget()
        self._contents.setObjectName("help_contents")
        self._contents.setAccessibleName("帮助目录")
        self._contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._here = button("", "help here", "这一项的说明")
        self._save = button("存为PDF…", "help save", "把说明书存为 PDF 文件")
        self._line = JobLine("help saving", "正在写说明书")
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._close = button("关闭", "help close", "关闭帮助,Esc")
        self._lay_out()
        self._connect()
        theme.changed.connect(self._look_again)
        self._list("")
        say(self._told, "" if self._pages else _MISSING)

    def know(self, programmes: Sequence[Programme], references: Sequence[Reference]) -> None:
        """The programmes, and the reference made of each: that of the draft, or all there are."""
        self._programmes = tuple(programmes)
        made = reference_pages(references, self._folder) if references else ()
        self._pages = {one.name: one for one in in_order((*self._written, *made))}
        self._view.know({one.path: one.text for one in made})
        self._list(self._search.text())

    def show_page(self, step_id: str, place: str = "") -> None:
        """Show what the manual says about a step, and come to the front.

        `place` is where a person is: a path of the draft, or the key of a finding. What the
        reference says of it is offered above the page.
        """
        page = self._pages.get(page_of(step_id)) or next(iter(self._pages.values()), None)
        if page is not None:
            self._search.clear()
            self._view.show_path(page.path)
        found = (entry_at(one, place) for one in self._programmes[:1] if place)
        self._entry = next(found, None)
        self._here.setVisible(self._entry is not None)
        if self._entry is not None:
            self._here.setText(f"这里的说明:{_cut(self._entry.label)}")
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
        row.addWidget(self._here)
        row.addWidget(self._search, 1)
        row.addWidget(self._save)
        row.addWidget(self._close)
        self._here.hide()
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
        layout.addWidget(self._line)
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
        self._here.clicked.connect(self._show_entry)
        self._save.clicked.connect(self._begin_saving)
        self._line.succeeded.connect(self._saved)
        self._line.failed.connect(self._not_saved)
        self._line.cancelled.connect(self._not_wanted)
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
        found = [one for one in self._pages.values() if _is_found(one, parts)]
        group = ""
        for one in found:
            if one.group != group:
                group = one.group
                self._contents.addItem(_heading(group))
            title = f"{one.title}({one.about})" if one.about else one.title
            item = QListWidgetItem(title)
            item.setToolTip(title)
            item.setData(_NAME, one.name)
            self._contents.addItem(item)
        count = len(found)
        if not parts:
            say(self._told, "")
        else:
            say(self._told, f"{count} 页写到:按 Enter 看第一页" if count else _NONE)
        self._mark(self._view.source().fileName().removesuffix(".md"))

    @Slot()
    def _show_first(self) -> None:
        for at in range(self._contents.count()):
            if self._contents.item(at).data(_NAME):
                self._show_item(self._contents.item(at))
                return

    @Slot(QListWidgetItem)
    def _show_item(self, item: QListWidgetItem) -> None:
        page = self._pages.get(item.data(_NAME))
        if page is None:
            return
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
    def _show_entry(self) -> None:
        """What the reference says of the place where F1 was pressed."""
        if self._entry is not None and self._entry.page in self._pages:
            self._search.clear()
            self._view.show_path(self._pages[self._entry.page].path)
            self._view.find_words(self._entry.words)
            self._view.setFocus()

    @Slot()
    def _begin_saving(self) -> None:
        suggested = documents_folder() / _FILE
        path = self._prompts.paper_to_save(self, "说明书存为", suggested, "PDF 文件 (*.pdf)")
        if path is None or self._line.is_running:
            return
        out = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        self._save.setEnabled(False)
        say(self._told, "")
        # The window's own pages: what is read is what is printed.
        job = partial(_written_to, self._programmes, out, self._folder)
        self._line.run(job, "正在写说明书…")

    @Slot(object)
    def _saved(self, result: tuple[Path, int]) -> None:
        path, pages = result
        self._end_saving(f"说明书已存为「{path.name}」,{pages} 页,在文件夹“{path.parent.name}”里。")

    @Slot(str)
    def _not_saved(self, sentence: str) -> None:
        self._end_saving(sentence)

    @Slot()
    def _not_wanted(self) -> None:
        self._end_saving("已取消,没有留下文件。")

    def _end_saving(self, told: str) -> None:
        self._save.setEnabled(True)
        say(self._told, told)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """What is being written is given up."""
        self._line.stop()
        super().closeEvent(event)

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


def _is_found(page: HelpPage, parts: Sequence[str]) -> bool:
    """Whether all that is searched for occurs; without a search, whether it stands in the
    contents."""
    if not parts:
        return page.listed
    text = page.plain.casefold()
    return all(part in text for part in parts)


def _heading(title: str) -> QListWidgetItem:
    """A heading among the contents: to be read, not chosen."""
    item = QListWidgetItem(title)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setToolTip(title)
    return item


def _cut(label: str) -> str:
    return label if len(label) <= _LABEL else f"{label[: _LABEL - 1]}…"


def _written_to(
    programmes: Sequence[Programme], out: Path, folder: Path, report: Report
) -> tuple[Path, int]:
    # Writers are loaded when something is written.
    from desktop_app.jobs.write_manual import write_manual

    return out, write_manual(programmes, out, folder, report)
