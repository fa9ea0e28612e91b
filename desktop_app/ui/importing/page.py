"""导入: files of others chosen or dropped, looked at, corrected, and taken in as one change."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop_app.core.draft import Draft
from desktop_app.core.own_words import own_words
from desktop_app.core.sheet_wishes import NO_WISHES
from desktop_app.jobs.column_memory import ColumnMemory
from desktop_app.jobs.draft_work import NewId, new_row_id
from desktop_app.jobs.file_wishes import AS_IT_LOOKS, FileWishes
from desktop_app.jobs.import_prospect import MOST_FILES, Importing, Prospect, first_changed
from desktop_app.jobs.understand_file import Incoming
from desktop_app.ui.importing.county_desk import CountyDesk
from desktop_app.ui.importing.file_list import FileLine, FileModel, FileTable
from desktop_app.ui.importing.file_pane import FilePane
from desktop_app.ui.importing.pasting import files_of, name_for, pasted_by
from desktop_app.ui.importing.recalling import Recalling
from desktop_app.ui.importing.welcome import Welcome
from desktop_app.ui.importing.work import Asked, Looking, Reading
from desktop_app.ui.page import Desk, Page
from desktop_app.ui.progress_line import ProgressLine
from desktop_app.ui.shell.page_stack import ShownStack
from desktop_app.ui.spacing import around, between, shared
from desktop_app.ui.widgets import button, say, words

_READ_ONLY = "草稿是以只读方式打开的,不能导入;请先另存一份。"


class ImportPage(Page):
    """`finished` says that a person is done here; `told` what was imported."""

    def __init__(
        self, desk: Desk, *, new_id: NewId = new_row_id, memory: ColumnMemory | None = None
    ) -> None:
        super().__init__(desk)
        self._new_id = new_id
        self._files: dict[Path, Incoming | None] = {}
        self._wishes: dict[Path, FileWishes] = {}
        self._recalling = Recalling(desk.programme.id, memory or ColumnMemory())
        self._chosen: Path | None = None
        self._prospect: Prospect | None = None
        self._asked: Asked | None = None
        # Whether what is shown is about just what was asked last: only that can be taken in.
        self._is_looked = False
        self._reading = Reading(self)
        self._looking = Looking(desk.programme, self)
        self._model = FileModel(own_words(desk.programme).county, desk.theme, self)
        self._model.can_write = desk.can_write
        self._table = FileTable(self._model)
        self._pane = FilePane(desk.programme, desk.theme)
        called = own_words(desk.programme)
        self._title = words(f"导入{called.noun}表和{called.plan}", "title", "import title")
        self._back = button(f"返回{called.noun}表", "leave import")
        self._add = button("添加文件…", "add files")
        self._add_folder = button("添加文件夹…", "add folder")
        self._clear = button("清空", "clear files", "清空列表")
        self._progress = ProgressLine("reading", "读取", "取消读取")
        self._summary = words("", "", "import summary")
        self._refusal = words("", "refusal", "import refusal")
        self._import = button("导入", "import", primary=True)
        self._begin = button("选择文件…", "choose files", primary=True)
        self._begin_folder = button("选择文件夹…", "choose folder")
        self._counties = CountyDesk(desk) if desk.programme.summary.county else None
        self._stack = ShownStack()
        self.setAcceptDrops(desk.can_write)
        self._lay_out()
        self._connect()
        self._refresh()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read these files, and those in these folders, and show what they would bring."""
        if not self.desk.can_write:
            self._refuse(_READ_ONLY)
            return
        if paths:
            self._refuse("")
            self._reading.start([Path(one) for one in paths])
            self._progress.begin("正在查找文件…")

    def take_text(self, text: str) -> None:
        """Show what a text that was pasted would bring."""
        if not self.desk.can_write:
            self._refuse(_READ_ONLY)
            return
        self._refuse("")
        self._reading.start_text(text, name_for(self._files))

    def show_draft(self, draft: Draft) -> None:
        """Look again: what is in the draft already may be other projects now."""
        if self._files:
            self._look()
        elif self._counties is not None:
            self._counties.show_draft(draft)

    @property
    def begun(self) -> str:
        """Files that were looked at and not taken in."""
        coming = len(self._prospect.coming) if self._prospect is not None and self._files else 0
        return f"有 {coming} 个文件已经读取,还没有导入" if coming else ""

    @property
    def can_be_made_anew(self) -> bool:
        """Files that were looked at."""
        return False

    def stop(self) -> None:
        self._reading.stop()
        self._looking.stop()
        if self._counties is not None:
            self._counties.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.enter()

    def enter(self) -> None:
        # Who comes here chooses files first.
        (self._table if self._files else self._begin).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        if paths := files_of(event.mimeData()):
            event.acceptProposedAction()
            self.take_files(paths)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        pasted = pasted_by(event)
        if pasted is None:
            super().keyPressEvent(event)
        elif paths := files_of(pasted):
            self.take_files(paths)
        else:
            self.take_text(pasted.text())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        between(head, 2)
        head.addWidget(self._title, 1)
        for one in (self._import, self._add, self._add_folder, self._clear, self._back):
            head.addWidget(one)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._table)
        split.addWidget(self._pane)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 2)
        shared(split, 420, 690)
        split.setChildrenCollapsible(False)
        filled = QWidget()
        layout = QVBoxLayout(filled)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addWidget(self._summary)
        layout.addWidget(split, 1)
        empty = QWidget()
        ground = QVBoxLayout(empty)
        ground.setContentsMargins(0, 0, 0, 0)
        between(ground, 3)
        ground.addWidget(Welcome(self.desk.programme, self._begin, self._begin_folder), 2)
        if self._counties is not None:
            ground.addWidget(self._counties, 3)
        self._stack.addWidget(empty)
        self._stack.addWidget(filled)
        outer = QVBoxLayout(self)
        around(outer, 6, 4, 6, 3)
        between(outer, 2)
        outer.addLayout(head)
        outer.addWidget(self._progress)
        outer.addWidget(self._refusal)
        outer.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._reading.listed.connect(self._list)
        self._reading.read.connect(self._take)
        self._reading.ended.connect(self._end)
        self._looking.looked.connect(self._show)
        self._looking.failed.connect(self._refuse)
        self._table.chosen.connect(self._choose)
        self._table.removed.connect(self._remove)
        self._model.county_typed.connect(self._set_county)
        self._pane.wished.connect(self._wish)
        self._pane.remove_asked.connect(self._remove)
        self._pane.forget_asked.connect(self._forget_columns)
        self._pane.jump_asked.connect(self.jump_asked)
        self._pane.list_asked.connect(self._table.setVisible)
        self._back.clicked.connect(self.finished)
        self._clear.clicked.connect(self._remove_all)
        self._progress.cancel_asked.connect(self._stop_reading)
        self._import.clicked.connect(self._do)
        # What came is known once it is on the disk.
        self.desk.session.saved.connect(self._show_counties)
        for one in (self._add, self._begin):
            one.clicked.connect(self._ask_files)
        for one in (self._add_folder, self._begin_folder):
            one.clicked.connect(self._ask_folder)

    @Slot()
    def _show_counties(self) -> None:
        if self._counties is not None and not self._files:
            self._counties.show_draft(self.desk.session.draft)

    @Slot()
    def _ask_files(self) -> None:
        if self.desk.can_write:
            self.take_files(self.desk.prompts.files_to_import(self))

    @Slot()
    def _ask_folder(self) -> None:
        folder = self.desk.prompts.folder_to_import(self) if self.desk.can_write else None
        if folder is not None:
            self.take_files([folder])

    @Slot(object)
    def _list(self, paths: Sequence[Path]) -> None:
        if not paths:
            self._refuse("没有找到可以导入的文件;请选择 Excel、Word 或 PDF 文件。")
        if len(paths) >= MOST_FILES:
            self._refuse(f"一次最多读取 {MOST_FILES} 个文件,其余的请分次导入。")
        for path in paths:
            self._files[path] = None
            self._wishes.setdefault(path, AS_IT_LOOKS)
        self._refresh()

    @Slot(object)
    def _take(self, incoming: Incoming) -> None:
        # What was removed meanwhile, or cancelled, is not wanted any more.
        if incoming.path in self._files:
            self._files[incoming.path] = incoming
            wishes = self._recalling.meet(incoming, self._wishes[incoming.path])
            self._wishes[incoming.path] = wishes
            self._refresh()
            self._look()

    @Slot()
    def _end(self) -> None:
        if not self._reading.is_busy:
            self._forget_unread()

    def _forget_unread(self) -> None:
        for path in [path for path, incoming in self._files.items() if incoming is None]:
            del self._files[path]
        self._progress.hide()
        self._refresh()

    @Slot()
    def _stop_reading(self) -> None:
        self._reading.cancel()
        self._forget_unread()

    def _look(self) -> None:
        files = tuple(
            (incoming, self._wishes[path])
            for path, incoming in self._files.items()
            if incoming is not None
        )
        self._asked = Asked(self.desk.session.draft, files, self.desk.session.before)
        self._is_looked = False
        self._import.setEnabled(False)
        if files:
            self._looking.look(self._asked)

    @Slot(object, object)
    def _show(self, asked: Asked, found: Prospect) -> None:
        # An older one would take back what was chosen since.
        if asked is self._asked:
            self._prospect, self._is_looked = found, True
            self._refresh()

    def _refresh(self) -> None:
        """Show the files as far as they are read and understood."""
        told = {}
        if self._prospect is not None:
            told = {one.understood.incoming.path: one for one in self._prospect.files}
        lines = [
            FileLine(path, told.get(path) if incoming is not None else None)
            for path, incoming in self._files.items()
        ]
        self._show_progress()
        has_files = bool(lines)
        had_focus = self._stack.isAncestorOf(self.focusWidget() or self)
        if self._stack.currentIndex() != has_files:
            self._stack.setCurrentIndex(1 if has_files else 0)
            if had_focus or self.focusWidget() is None:
                (self._table if has_files else self._begin).setFocus()
        for one in (self._import, self._add, self._add_folder, self._clear):
            one.setVisible(has_files)
        for one in (self._add, self._add_folder, self._clear):
            one.setEnabled(self.desk.can_write)
        for one in (self._begin, self._begin_folder):
            one.setEnabled(self.desk.can_write)
        if not self.desk.can_write:
            self._refuse(_READ_ONLY)
        self._model.show(lines)
        if has_files:
            self._show_chosen(lines)
        self._show_foot(lines)

    def _show_progress(self) -> None:
        waiting = sum(incoming is None for incoming in self._files.values())
        total = len(self._files)
        if waiting:
            name = next(path.name for path, one in self._files.items() if one is None)
            read = total - waiting
            self._progress.tell(read, total, f"正在读取 {read + 1}/{total}:{name}")

    def _show_chosen(self, lines: Sequence[FileLine]) -> None:
        places = {line.path: at for at, line in enumerate(lines)}
        at = places.get(self._chosen) if self._chosen is not None else None
        if at is None:
            at = 0
        if self._table.currentIndex().row() != at:
            self._table.go_to(at)
        else:
            self._choose(at)

    def _show_foot(self, lines: Sequence[FileLine]) -> None:
        is_complete = bool(lines) and all(line.found is not None for line in lines)
        shown = self._prospect if lines else None
        self._summary.setText(shown.summary if shown is not None else "")
        has_any = shown is not None and bool(shown.coming)
        self._import.setEnabled(self.desk.can_write and is_complete and self._is_looked and has_any)

    @Slot(int)
    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._model.lines):
            line = self._model.lines[at]
            self._chosen = line.path
            can_write = self.desk.can_write
            told = self._recalling.told(line.path)
            self._pane.show_file(line, self.desk.session.draft, told, can_write=can_write)

    @Slot(object)
    def _wish(self, wishes: FileWishes) -> None:
        if self._chosen is not None:
            self._refuse("")
            self._wishes[self._chosen] = wishes
            self._look()

    @Slot()
    def _forget_columns(self) -> None:
        """Read the columns as they look, now and the next time."""
        if self._chosen is not None:
            self._recalling.forget(self._chosen)
            self._wish(replace(self._wishes[self._chosen], table=NO_WISHES))

    @Slot(int, str)
    def _set_county(self, at: int, county: str) -> None:
        path = self._model.lines[at].path
        self._wishes[path] = replace(self._wishes[path], county=county)
        self._look()

    @Slot()
    def _remove(self) -> None:
        if self._chosen is not None and self.desk.can_write:
            self._files.pop(self._chosen, None)
            self._wishes.pop(self._chosen, None)
            self._forget_gone()

    @Slot()
    def _remove_all(self) -> None:
        self._reading.cancel()
        self._files.clear()
        self._recalling.clear()
        self._wishes.clear()
        self._forget_gone()

    def _forget_gone(self) -> None:
        self._chosen = None
        self._refuse("")
        if not self._files:
            self._prospect = None
        self._refresh()
        self._look()

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        say(self._refusal, sentence)

    @Slot()
    def _do(self) -> None:
        """Take the files in, unless something is still to be decided."""
        found = self._prospect
        if found is None or not found.coming:
            return
        if found.undecided:
            first = next(one for one in found.coming if one.undecided)
            self._table.go_to(list(self._files).index(first.understood.incoming.path))
            self._pane.go_to_undecided()
            self._refuse(f"还有 {found.undecided} 处待您决定,已转到第一处;选好后再按「导入」。")
            return
        coming = [one.understood for one in found.coming]
        new = Importing(self.desk.programme, coming, self._new_id)
        before = self.desk.session.draft
        sources = new.sources(before)
        if found.is_empty:
            # That a county has sent is worth knowing all the same.
            self.desk.session.receive(found.label, [one for one in sources if one.counties])
        else:
            self.desk.session.do(found.label, new.make, sources)
        self._recalling.keep(found)
        self._remove_all()
        self.finished.emit()
        path = first_changed(self.desk.programme, before, self.desk.session.draft)
        if path:
            self.jump_asked.emit(path)
        self.told.emit(f"已{found.label}。", found.label)
