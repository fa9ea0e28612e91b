"""A chapter of the plan: its text, its tables below, and what helps to write it on the right."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from desktop_app.core.chapter_text import length_of
from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.live_values import LiveValue, resolved
from desktop_app.core.pack_forms import Chapter, Table
from desktop_app.core.programme import Programme
from desktop_app.core.steps import steps_of
from desktop_app.jobs.phrases import FILE, Phrase, Phrases
from desktop_app.paths import data_folder
from desktop_app.ui.chapter.duties_view import DutiesView
from desktop_app.ui.chapter.earlier_box import EarlierBox
from desktop_app.ui.chapter.guide_box import GuideBox
from desktop_app.ui.chapter.phrase_box import PhraseBox
from desktop_app.ui.chapter.values_box import ValuesBox
from desktop_app.ui.chapter.writer import Writer
from desktop_app.ui.listing import Entry
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk, Page
from desktop_app.ui.spacing import around, between, shared, sized
from desktop_app.ui.widgets import button, say, words
from desktop_app.ui.work import Latest

TableEditor = Callable[[Desk, Table], QWidget]
# What a table's editor may offer beside being a widget.
_SIDE_SHARE, _GAP = 316, 16
_VALUES_AFTER_MS = 150
_NOT_COUNTED = "程序内部出错,这一次的数值没有算出来,草稿没有损坏;再改一次会重新计算。"


class ChapterPage(Page):
    """One page for all chapters: `show_chapter` says which. `table_editor` makes the widget for a
    table; of its `show_draft`, `show_audit`, `go_to` and `stop` those it has are called."""

    def __init__(
        self,
        desk: Desk,
        *,
        table_editor: TableEditor,
        phrases: Path | None = None,
        values_after: int = _VALUES_AFTER_MS,
    ) -> None:
        super().__init__(desk)
        self._table_editor = table_editor
        self._tables: dict[str, QWidget] = {}
        self._chapter: Chapter = desk.programme.plan.chapter[0]
        self._shown = ""
        self._subject: Subject | None = None
        self._audited: Checked | None = None
        self._draft: Draft | None = None
        self._title = words("", "title", "chapter title")
        self._length = words("", "caption", "chapter length")
        self._fold = button("收起右栏", "fold side")
        self._writer = Writer(desk)
        self._below, self._tables_ground = QTabWidget(), QWidget()
        self._side = QTabWidget()
        self._guide = GuideBox()
        self._values = ValuesBox(can_write=desk.can_write)
        kept = Phrases(phrases or data_folder() / FILE)
        self._phrases = PhraseBox(kept, desk.prompts, can_write=desk.can_write)
        self._earlier = EarlierBox(desk.programme, desk.prompts, can_write=desk.can_write)
        # Counting projects for each key of a table would hold up whoever types there.
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(values_after)
        self._latest = Latest(self, _NOT_COUNTED)
        self._lay_out()
        self._connect()
        self.show_chapter(self._chapter.id)

    @property
    def chapter(self) -> str:
        """The id of the chapter that is shown."""
        return self._chapter.id

    def show_chapter(self, chapter_id: str) -> None:
        """Show a chapter of the programme; an unknown id leaves what is there."""
        plan = self.desk.programme.plan
        found = next((one for one in plan.chapter if one.id == chapter_id), None)
        if found is None or self._shown == chapter_id:
            return
        self._chapter = found
        self._shown = chapter_id
        titles = {one.chapter: one.title for one in steps_of(self.desk.programme)}
        self._title.setText(titles[chapter_id])
        self._guide.show_chapter(found)
        self._earlier.show_chapter(chapter_id)
        draft = self.desk.session.draft
        self._writer.show_chapter(self._path, draft.value(self._path))
        self._place_tables()
        self.show_draft(draft)
        self._count()
        if self._audited is not None:
            self.show_audit(self._audited)

    def show_draft(self, draft: Draft) -> None:
        self._draft = draft
        self._writer.show_text(draft.value(self._path))
        self._show_length()
        for table in self._tables.values():
            _tell(table, "show_draft", draft)
        if not self._counting.isActive():
            self._counting.start()

    def show_audit(self, found: Checked) -> None:
        self._audited = found
        entries = found.at_heads((self._path, *(table.id for table in self._tables_of())))
        self._guide.show_entries(entries)
        self._writer.show_found(entries, found.draft.value(self._path))
        for table in self._tables.values():
            _tell(table, "show_audit", found)

    def go_to(self, path: str) -> bool:
        head, _, rest = path.partition("/")
        if head == "chapters" and any(c.id == rest for c in self.desk.programme.plan.chapter):
            self.show_chapter(rest)
            self._writer.edit.setFocus()
            return True
        for chapter in self.desk.programme.plan.chapter:
            if any(table.id == head for table in self._tables_of(chapter)):
                self.show_chapter(chapter.id)
                widget = self._tables[head]
                self._below.setCurrentWidget(widget)
                _tell(widget, "go_to", path)
                return True
        return False

    def find(self, text: str) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Select the next place of a text in this chapter; whether there is one."""
        return self._writer.find_next(text)

    @property
    def place(self) -> str:
        return self._path

    def stop(self) -> None:
        self._counting.stop()
        self._latest.stop()
        self._earlier.stop()
        for table in self._tables.values():
            _tell(table, "stop")

    @property
    def _path(self) -> str:
        return f"chapters/{self._chapter.id}"

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        between(head, 3)
        for one in (self._guide, self._values, self._phrases, self._earlier):
            sized(one, minimumWidth=_SIDE_SHARE - _GAP)
        self._title.setWordWrap(False)
        self._length.setWordWrap(False)
        head.addWidget(self._title)
        head.addWidget(self._length)
        head.addStretch(1)
        head.addWidget(self._fold)
        self._below.setDocumentMode(True)
        self._below.tabBar().setDrawBase(False)
        self._below.setAccessibleName("本章的表格")
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(self._writer)
        tables = QHBoxLayout(self._tables_ground)
        around(tables, 6, 0, 0, 0)
        tables.addWidget(self._below)
        down.addWidget(self._tables_ground)
        down.setStretchFactor(0, 3)
        down.setStretchFactor(1, 2)
        down.setChildrenCollapsible(False)
        self._side.setDocumentMode(True)
        self._side.tabBar().setDrawBase(False)
        self._side.setAccessibleName("写作帮手")
        for box, title in (
            (self._guide, "要求"),
            (self._values, "数值"),
            (self._phrases, "常用语"),
            (self._earlier, "旧方案"),
        ):
            self._side.addTab(box, title)
        self._side.setUsesScrollButtons(False)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(down)
        across.addWidget(self._side)
        across.setStretchFactor(0, 1)
        across.setStretchFactor(1, 0)
        shared(across, 760, _SIDE_SHARE)
        across.setChildrenCollapsible(False)
        sized(across, handleWidth=_GAP)
        layout = QVBoxLayout(self)
        # The signs beside the text stand in the page's margin, so that all else keeps one edge.
        around(layout, 0, 4, 6, 3)
        between(layout, 3)
        around(head, 6, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(across, 1)

    def _connect(self) -> None:
        self._fold.clicked.connect(self._fold_side)
        self._writer.changed.connect(self._show_length)
        self._guide.chosen.connect(self._go_to_finding)
        self._values.asked.connect(self._insert_value)
        self._phrases.asked.connect(self._insert_phrase)
        self._phrases.keep_asked.connect(self._keep_phrase)
        self._earlier.taken.connect(self._writer.take_paragraph)
        self._counting.timeout.connect(self._count)
        self._latest.found.connect(self._show_values)
        self._latest.failed.connect(self.troubled)

    def _tables_of(self, chapter: Chapter | None = None) -> list[Table]:
        one, programme = chapter or self._chapter, self.desk.programme
        found = [table for name in one.tables if (table := programme.table(name)) is not None]
        return [*found, programme.plan.project_list] if one.lists_projects else found

    def _place_tables(self) -> None:
        """Put the chapter's tables below the text; each is made when it is first looked at."""
        while self._below.count():
            self._below.removeTab(0)
        for table in self._tables_of():
            if table.id not in self._tables:
                made = self._tables[table.id] = self._table_editor(self.desk, table)
                around(made, 0, 2, 0, 0)
                if isinstance(made, DutiesView):
                    made.place_asked.connect(self._go_to_place)
                    made.troubled.connect(self.troubled)
            self._below.addTab(self._tables[table.id], table.title)
        self._tables_ground.setVisible(self._below.count() > 0)

    def _show_length(self) -> None:
        text = self._writer.edit.text()
        texts = {one.name: one.text for one in self._subject.live} if self._subject else {}
        told = length_of(resolved(text, texts).text)
        pages = f"约 {max(told.pages, 0.1):.1f} 页(A4)" if told.signs else "还没有写"
        say(self._length, f"已写 {told.signs:,} 字 · {pages}" if told.signs else pages)

    @Slot()
    def _count(self) -> None:
        """Work out the values that may stand in the text; what has not changed is kept."""
        programme, known = self.desk.programme, self._subject
        draft = self._draft or self.desk.session.draft
        if known is not None and known.draft is draft:
            self._show_values(known)
            return
        # Thousands of projects take half a second the first time: not the window's.
        self._latest.ask(lambda _: _counted(programme, draft, known))

    @Slot(object)
    def _show_values(self, subject: Subject) -> None:
        self._subject = subject
        self._values.show_values(subject.live)
        self._writer.show_values({one.name: one.text for one in subject.live})
        self._show_length()

    @Slot()
    def _fold_side(self) -> None:
        is_shown = self._side.isVisibleTo(self)
        self._side.setVisible(not is_shown)
        self._fold.setText("展开右栏" if is_shown else "收起右栏")

    @Slot(object)
    def _go_to_finding(self, entry: Entry) -> None:
        if any(place.path == self._path for place in entry.finding.places):
            self._writer.go_to(entry)
            return
        path = next(
            (p.path for p in entry.finding.places if p.path.partition("/")[0] in self._tables), ""
        )
        if path:
            self.go_to(path)

    @Slot(str, int, int)
    def _go_to_place(self, path: str, start: int, end: int) -> None:
        """Select a stretch of a chapter's text, of this one or another."""
        self.show_chapter(path.partition("/")[2])
        self._writer.choose(start, end)

    @Slot(object)
    def _insert_value(self, value: LiveValue) -> None:
        self._writer.insert_value(value)

    @Slot(object)
    def _insert_phrase(self, phrase: Phrase) -> None:
        self._writer.insert_phrase(phrase.text)

    @Slot()
    def _keep_phrase(self) -> None:
        self._phrases.keep(self._writer.selected)


def _counted(programme: Programme, draft: Draft, known: Subject | None) -> Subject:
    subject = Subject(programme, draft, known)
    _ = subject.live
    return subject


def _tell(widget: QWidget, name: str, *told: Any) -> None:
    """Call what a table's editor offers."""
    deed = getattr(widget, name, None)
    if callable(deed):
        deed(*told)
