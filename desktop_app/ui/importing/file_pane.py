"""One file of an import: whose it is, what is read of it, what is to be decided about it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.draft import Draft
from desktop_app.core.own_words import own_words
from desktop_app.core.programme import Programme
from desktop_app.core.sheet_wishes import NO_WISHES, SheetWishes
from desktop_app.jobs.file_wishes import FileWishes
from desktop_app.jobs.import_prospect import FileProspect
from desktop_app.ui.flow import Flow, TallEnough
from desktop_app.ui.icons import icons_of
from desktop_app.ui.importing.clash_panel import ClashPanel
from desktop_app.ui.importing.cleaning_panel import CleaningPanel
from desktop_app.ui.importing.file_list import KINDS, FileLine
from desktop_app.ui.importing.plan_panel import PlanPanel
from desktop_app.ui.importing.sheet_panel import SheetPanel
from desktop_app.ui.lines import LineTable, TextLines
from desktop_app.ui.spacing import LINE, around, between, sized
from desktop_app.ui.theme import Theme, mean
from desktop_app.ui.widgets import DropDown, button, say, text_line, words

# The preview's head and a few lines.
_LEAST_LINES = 15


class FilePane(TallEnough):
    """`wished` brings the wishes for the file that is shown, `list_asked` whether the list of all
    files is to stand beside it; `forget_asked` says that its columns are not to be read as those
    of an earlier file."""

    wished = Signal(object)
    remove_asked = Signal()
    forget_asked = Signal()
    jump_asked = Signal(str)
    list_asked = Signal(bool)

    def __init__(self, programme: Programme, theme: Theme) -> None:
        super().__init__()
        self._found: FileProspect | None = None
        self._name = words("", "lead", "file name")
        self._sentence = words("", "", "file sentence")
        self._recalled = words("", "soft", "recalled")
        self._forget = button("不照那次的读", "forget columns", "不照那次改好的列读,以后也不照")
        self._word = own_words(programme).county
        self._county = text_line("county", f"{self._word},填补表中的空白")
        self._county.setAcceptDrops(False)
        sized(self._county, width=96)
        self._kind = DropDown("kind", "当作什么文件读")
        for key, told in KINDS.items():
            self._kind.addItem(told, key)
        self._fold = button("", "fold files")
        mean(self._fold, "quiet", "true")
        self._fold.setCheckable(True)
        self._theme = theme
        self._show_fold()
        self._again = button("仍然导入", "import again")
        self._remove = button("移出列表", "remove file")
        self._sheet = SheetPanel(programme, theme)
        self._cleaning = CleaningPanel(programme, theme)
        self._clashes = ClashPanel(programme, theme)
        self._plan = PlanPanel(programme)
        self._doubts = TextLines(("请看一看", "位置"), theme, "explain", self)
        self._doubt_table = LineTable(self._doubts, "这个文件的提示", "doubts", (380, 150), 0)
        self._tabs = QTabWidget()
        self._lay_out()
        self._connect()

    def show_file(
        self, line: FileLine, draft: Draft, recalled: str = "", *, can_write: bool
    ) -> None:
        """Show a file as it is understood now; `recalled` tells what was remembered for it."""
        say(self._recalled, recalled)
        self._forget.setVisible(bool(recalled) and can_write)
        found = line.found
        is_other = self._found is None or found is None or self._path != line.path
        self._path, self._found = line.path, found
        self._name.setText(line.path.name)
        self._again.setVisible(found is not None and found.standing == "known")
        self._again.setEnabled(can_write)
        for one in (self._county, self._kind):
            one.setEnabled(can_write and found is not None)
        if found is None:
            say(self._sentence, "正在读取…")
            self._tabs.hide()
            return
        sentence = found.sentence or "可以导入。"
        say(self._sentence, sentence)
        mean(self._sentence, "weight", line.standing[2])
        understood = found.understood
        self._kind.setCurrentIndex(self._kind.findData(understood.kind))
        self._county.setEnabled(can_write and understood.table is not None)
        if not self._county.hasFocus() or is_other:
            self._county.setText(line.county)
            told = "表中各行已写" if understood.table is not None else ""
            self._county.setPlaceholderText(told)
        self._show_tabs(found, draft, can_write=can_write)
        if is_other:
            self._tabs.setCurrentIndex(self._first_tab())

    def go_to_undecided(self) -> None:
        """Show the first thing of this file that is to be decided."""
        if self._found is None or not self._found.undecided:
            return
        key = self._found.undecided[0]
        if self._found.understood.plan is not None:
            self._tabs.setCurrentWidget(self._plan)
            self._plan.go_to(key, self._found)
        else:
            self._tabs.setCurrentWidget(self._clashes)
            self._clashes.go_to(key)

    def _lay_out(self) -> None:
        head = Flow()
        self._name.setWordWrap(False)
        sized(self._name, minimumHeight=32)
        head.addWidget(self._fold)
        head.addWidget(self._name)
        for told, one in ((self._word, self._county), ("种类", self._kind)):
            pair = QWidget()
            line = QHBoxLayout(pair)
            line.setContentsMargins(0, 0, 0, 0)
            between(line, 2)
            label = QLabel(told)
            label.setBuddy(one)
            line.addWidget(label)
            line.addWidget(one)
            head.addWidget(pair)
        head.addWidget(self._again)
        head.addWidget(self._remove)
        self._tabs.setDocumentMode(True)
        # Each tab scrolls; the tallest must not push the deeds below out of sight.
        sized(self._tabs, minimumHeight=_LEAST_LINES * LINE)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.setAccessibleName("这个文件的内容")
        self._tabs.addTab(self._sheet, "预览与列")
        self._tabs.addTab(self._plan, "章节与内容")
        self._tabs.addTab(self._clashes, "已有的项目")
        self._tabs.addTab(self._cleaning, "规范写法")
        self._tabs.addTab(self._doubt_table, "提示")
        layout = QVBoxLayout(self)
        around(layout, 2, 0, 0, 0)
        between(layout, 2)
        layout.addLayout(head)
        layout.addWidget(self._sentence)
        before = QHBoxLayout()
        between(before, 2)
        before.addWidget(self._recalled, 1)
        before.addWidget(self._forget)
        layout.addLayout(before)
        layout.addWidget(self._tabs, 1)
        layout.addStretch(0)

    def _connect(self) -> None:
        self._fold.toggled.connect(self._fold_list)
        self._county.editingFinished.connect(self._set_county)
        self._kind.activated.connect(self._set_kind)
        self._again.clicked.connect(self._wish_again)
        self._forget.clicked.connect(self.forget_asked)
        self._remove.clicked.connect(self.remove_asked)
        self._sheet.wished.connect(self._set_table)
        self._cleaning.wished.connect(self._set_typed)
        self._clashes.wished.connect(self._set_choices)
        self._clashes.jump_asked.connect(self.jump_asked)
        self._plan.sent.connect(self._send)
        self._plan.wished.connect(self._set_choice)
        self._doubt_table.entered.connect(self._look)
        self._doubt_table.doubleClicked.connect(self._look)

    def _show_tabs(self, found: FileProspect, draft: Draft, *, can_write: bool) -> None:
        understood = found.understood
        is_read = not understood.refusal
        known = len(found.clashes) + len(found.gone)
        self._tabs.setVisible(is_read or understood.view is not None)
        for widget, is_there, told in (
            (self._sheet, understood.view is not None, "预览与列"),
            (self._plan, understood.plan is not None, "章节与内容"),
            (self._clashes, bool(known), f"已有的项目 {known}"),
            (self._cleaning, is_read, f"规范写法 {understood.cleaned_count}"),
            (self._doubt_table, bool(understood.doubts), f"提示 {len(understood.doubts)}"),
        ):
            at = self._tabs.indexOf(widget)
            self._tabs.setTabVisible(at, is_there)
            self._tabs.setTabText(at, told)
        if understood.view is not None:
            wishes = understood.wishes.table
            self._sheet.show_view(understood.view, wishes, can_write=can_write)
        if understood.plan is not None:
            self._plan.show_file(found, can_write=can_write)
        self._clashes.show_file(found, draft, can_write=can_write)
        self._cleaning.show_file(understood, can_write=can_write)
        self._doubts.show([(one.message, one.where) for one in understood.doubts])

    def _first_tab(self) -> int:
        places = range(self._tabs.count())
        return next((at for at in places if self._tabs.isTabVisible(at)), 0)

    def _wishes(self) -> FileWishes | None:
        return None if self._found is None else self._found.understood.wishes

    def _wish(self, wishes: FileWishes) -> None:
        """What is shown may be one wish behind: the next one is added to the last."""
        if self._found is not None and wishes != self._found.understood.wishes:
            understood = replace(self._found.understood, wishes=wishes)
            self._found = replace(self._found, understood=understood)
            self.wished.emit(wishes)

    @Slot(bool)
    def _fold_list(self, is_folded: bool) -> None:
        self._show_fold()
        self.list_asked.emit(not is_folded)

    def _show_fold(self) -> None:
        is_folded = self._fold.isChecked()
        told = "展开文件列表" if is_folded else "收起文件列表"
        self._fold.setAccessibleName(told)
        self._fold.setToolTip(told)
        icons_of(self._theme).wear(self._fold, "unfold" if is_folded else "fold", "soft")

    @Slot()
    def _set_county(self) -> None:
        wishes = self._wishes()
        if wishes is not None and self._county.text().strip() != self._shown_county():
            self._wish(replace(wishes, county=self._county.text().strip()))

    def _shown_county(self) -> str:
        return "" if self._found is None else FileLine(self._path, self._found).county

    @Slot(int)
    def _set_kind(self, at: int) -> None:
        if (wishes := self._wishes()) is not None:
            self._wish(replace(wishes, kind=self._kind.itemData(at), table=NO_WISHES))

    @Slot()
    def _wish_again(self) -> None:
        if (wishes := self._wishes()) is not None:
            self._wish(replace(wishes, again=True))

    @Slot(object)
    def _set_table(self, table: SheetWishes) -> None:
        if (wishes := self._wishes()) is not None:
            self._wish(replace(wishes, table=table))

    @Slot(object, bool)
    def _set_typed(self, places: Sequence[str], is_typed: bool) -> None:
        if (wishes := self._wishes()) is not None:
            self._wish(wishes.keeping(places, as_typed=is_typed))

    @Slot(object, str)
    def _set_choices(self, keys: Sequence[str], choice: str) -> None:
        if (wishes := self._wishes()) is not None:
            self._wish(wishes.choosing(keys, choice))

    @Slot(str, str)
    def _set_choice(self, path: str, choice: str) -> None:
        self._set_choices([path], choice)

    @Slot(str, str)
    def _send(self, part: str, chapter: str) -> None:
        if (wishes := self._wishes()) is not None:
            self._wish(wishes.sending(part, chapter))

    @Slot()
    def _look(self) -> None:
        """Show the row that a doubt is about."""
        at = self._doubt_table.currentIndex().row()
        if self._found is None or not 0 <= at < len(self._found.understood.doubts):
            return
        view = self._found.understood.view
        row = -1 if view is None else view.row_of(self._found.understood.doubts[at].where)
        if row >= 0:
            self._tabs.setCurrentWidget(self._sheet)
            self._sheet.go_to_row(row)
