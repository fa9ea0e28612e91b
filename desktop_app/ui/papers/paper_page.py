"""The step of a further paper: its rows, the form of the one that is chosen, what it looks like."""

from collections.abc import Callable
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.core.draft import Draft
from desktop_app.core.pack_forms import Table
from desktop_app.core.pack_papers import Paper
from desktop_app.core.paper_form import FormPart, form_of, label_column, own_tables, papers_to_fill
from desktop_app.core.programme import Programme
from desktop_app.core.tied_rows import missing_tied, owner_of
from desktop_app.jobs.progress import Report
from desktop_app.ui.job_line import JobLine
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk, Page
from desktop_app.ui.papers.made_rows import MadeRows
from desktop_app.ui.papers.paper_glance import PaperGlance
from desktop_app.ui.papers.row_form import RowForm
from desktop_app.ui.papers.row_list import RowList
from desktop_app.ui.spacing import around, between, px, shared
from desktop_app.ui.widgets import button, emptied, say, throw_away, words

if TYPE_CHECKING:
    from desktop_app.ui.table.editor import TableEditor

# The list, the form, the pages, in px at 100 %.
_LIST, _FORM, _PAGES = 216, 520, 330
# Where there is less room the pages are shown when somebody asks for them.
_ROOM = 960
# Milliseconds without a change after which the pages are made again.
_PAUSE = 700
_NOTHING = "还没有数据行;先在{table}中填写或导入,这里每行一份。"
_NOT_FOUND = "没有符合的行;请换一个词查找,或不勾「只看缺项的」。"


class PaperPage(Page):
    """One page for all further papers: `show_paper` says which. `table_editor` makes the widget
    for a table of a single paper."""

    def __init__(
        self,
        desk: Desk,
        *,
        table_editor: "Callable[[Desk, Table], TableEditor]",
        pause: int = _PAUSE,
    ) -> None:
        super().__init__(desk)
        self._papers = {one.id: one for one in papers_to_fill(desk.programme)}
        self._paper: Paper | None = None
        self._table: Table | None = None
        self._parts: tuple[FormPart, ...] = ()
        self._is_folded_by_hand = False
        self._table_editor = table_editor
        self._form: RowForm | None = None
        self._editors: list[TableEditor] = []
        self._read: tuple[object, ...] = ()
        self._found: Checked | None = None
        self._made_rows = MadeRows(desk.programme, self)
        self._title = words("", "title", "page title")
        self._about = words("", "soft", "paper about")
        self._all = button("生成全部", "make all")
        self._seen = button("收起预览", "fold preview")
        self._job = JobLine("make all", "生成全部")
        self._told = words("", "soft", "made told")
        self._list = RowList(desk.theme)
        self._middle = QStackedWidget()
        self._tables = QWidget()
        self._preview = PaperGlance(desk, pause)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._list.chosen.connect(self._show_row)
        self._list.entered.connect(self._begin_form)
        self._all.clicked.connect(self._make_all)
        self._seen.clicked.connect(self._fold)
        self._job.succeeded.connect(self._made)
        self._job.failed.connect(self._end)
        self._job.cancelled.connect(self._stopped)
        self._made_rows.found.connect(self._list.show_made)
        if self._papers:
            self.show_paper(next(iter(self._papers)))

    def show_paper(self, paper_id: str) -> None:
        """Show another paper."""
        paper = self._papers.get(paper_id)
        if paper is None or paper is self._paper:
            return
        self._paper, self._read = paper, ()
        self._table = self.desk.programme.table(paper.each) if paper.each else None
        self._parts = form_of(self.desk.programme, paper)
        self._title.setText(paper.name)
        clause = f"通知 {paper.clause}" if paper.clause else ""
        say(self._about, " · ".join(part for part in (clause, paper.layout) if part))
        self._all.setText("生成全部" if paper.each else "生成看看")
        say(self._told, "")
        self._clear()
        if self._table is not None:
            form = RowForm(self.desk, self._table, self._parts, f"{paper.name}的内容")
            form.jump_asked.connect(self.jump_asked)
            form.troubled.connect(self.troubled)
            self._form = form
            self._middle.addWidget(form)
            self._middle.setCurrentWidget(form)
        else:
            column = self._tables.layout()
            assert column is not None
            for table in own_tables(self.desk.programme, paper):
                editor = self._table_editor(self.desk, table)
                self._editors.append(editor)
                column.addWidget(editor)
            self._middle.setCurrentWidget(self._tables)
            self._preview.take(paper, "")
        self._list.setVisible(self._table is not None)
        self.show_draft(self.desk.session.draft)
        if self._found is not None:
            self.show_audit(self._found)

    def show_draft(self, draft: Draft) -> None:
        for editor in self._editors:
            editor.show_draft(draft)
        if self._table is None or self._form is None or self._paper is None:
            self._preview.renew()
            return
        self._show_list(draft, self._table)
        self._made_rows.ask(draft, self._paper)
        self._show_current(draft)

    def show_audit(self, found: Checked) -> None:
        self._found = found
        if self._form is not None:
            self._form.show_audit(found)
        for editor in self._editors:
            editor.show_audit(found)

    def go_to(self, path: str) -> bool:
        head, _, rest = path.partition("/")
        if head == "papers":
            paper, _, row = rest.partition("/")
            self.show_paper(paper)
            if row and self._list.go_to(row):
                self._show_row(row)
            return paper in self._papers
        for editor in self._editors:
            if editor.go_to(path):
                return True
        return self._go_to_cell(path)

    def begin_search(self) -> bool:
        if self._table is None:
            return False
        self._list.begin_search()
        return True

    @property
    def place(self) -> str:
        if self._paper is None:
            return ""
        row = f"/{self._list.current}" if self._list.current else ""
        return f"papers/{self._paper.id}{row}"

    @property
    def begun(self) -> str:
        return "正在生成材料。" if self._job.is_running else ""

    def stop(self) -> None:
        self._job.stop()
        self._made_rows.stop()
        self._preview.stop()
        self._clear()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if not self._is_folded_by_hand:
            self._show_preview(is_seen=self.width() >= px(_ROOM))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._tables)
        column.setContentsMargins(0, 0, 0, 0)
        between(column, 3)
        self._middle.addWidget(self._tables)
        head = QHBoxLayout()
        between(head, 2)
        self._title.setWordWrap(False)
        head.addWidget(self._title)
        head.addWidget(self._about, 1)
        head.addWidget(self._all)
        head.addWidget(self._seen)
        self._split.addWidget(self._list)
        self._split.addWidget(self._middle)
        self._split.addWidget(self._preview)
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        self._split.setStretchFactor(2, 1)
        self._split.setChildrenCollapsible(False)
        shared(self._split, _LIST, _FORM, _PAGES)
        layout = QVBoxLayout(self)
        around(layout, 6, 4, 4, 3)
        between(layout, 2)
        layout.addLayout(head)
        layout.addWidget(self._job)
        layout.addWidget(self._told)
        layout.addWidget(self._split, 1)
        self._told.hide()

    def _clear(self) -> None:
        if self._form is not None:
            self._form.stop()
            self._middle.removeWidget(self._form)
            throw_away(self._form)
            self._form = None
        for editor in self._editors:
            editor.stop()
        self._editors = []
        column = self._tables.layout()
        if column is not None:
            emptied(column)

    def _show_list(self, draft: Draft, table: Table) -> None:
        tied = (part.tied.table.id for part in self._parts if part.tied is not None)
        read = tuple(draft.rows(one) for one in (table.id, *tied))
        if len(read) == len(self._read) and all(map(is_, read, self._read)):
            return
        self._read = read
        rows = draft.filled_rows(table.id)
        lacking = missing_tied(self._parts, draft, rows)
        self._list.show_rows(rows, self._parts, label_column(self.desk.programme, table), lacking)

    def _go_to_cell(self, path: str) -> bool:
        """A cell of a table that is printed in the papers: the row it belongs to is shown."""
        parts = path.split("/")
        if self._form is None or self._table is None or self._paper is None or len(parts) < 2:
            return False
        draft = self.desk.session.draft
        is_own = parts[0] == self._table.id
        owner = parts[1] if is_own else self._owner(draft, parts[0], parts[1])
        if owner and self._list.go_to(owner):
            self._show_row(owner)
        return self._form.go_to(path)

    def _owner(self, draft: Draft, table: str, row_id: str) -> str:
        assert self._table is not None
        owners = draft.filled_rows(self._table.id)
        ties = (part.tied for part in self._parts if part.tied is not None)
        found = (owner_of(draft, one, owners, row_id) for one in ties if one.table.id == table)
        return next(filter(None, found), "")

    @Slot(str)
    def _show_row(self, _: str) -> None:
        self.desk.session.flush()
        self._show_current(self.desk.session.draft)

    def _show_current(self, draft: Draft) -> None:
        assert self._form is not None and self._table is not None
        rows = draft.rows(self._table.id)
        row = next((one for one in rows if one.id == self._list.current), None)
        if row is None:
            told = _NOT_FOUND if self._list.has_rows else _NOTHING
            self._form.show_none(draft, told.format(table=self._table.title))
            self._preview.show_none()
            return
        is_other = row.id != self._form.row
        self._form.show_row(draft, row)
        if is_other and self._paper is not None:
            self._preview.take(self._paper, row.id)
            self._preview.look()
        else:
            self._preview.renew()

    @Slot()
    def _begin_form(self) -> None:
        if self._form is not None:
            self._form.begin()

    @Slot()
    def _fold(self) -> None:
        self._is_folded_by_hand = True
        self._show_preview(is_seen=self._preview.isHidden())

    def _show_preview(self, *, is_seen: bool) -> None:
        if self._preview.isHidden() is is_seen:
            self._preview.setVisible(is_seen)
            self._seen.setText("收起预览" if is_seen else "看预览")
            self._preview.look()

    @Slot()
    def _make_all(self) -> None:
        if self._paper is None or self._job.is_running:
            return
        self.desk.session.flush()
        standing = self.desk.session.standing
        job = _making(
            self.desk.programme, self.desk.session.draft, standing.path.parent, self._paper.id
        )
        self._all.setEnabled(False)
        say(self._told, "")
        self._job.run(job, "正在排版…")

    @Slot(object)
    def _made(self, made: tuple[Path, int]) -> None:
        folder, files = made
        self._end(f"已生成 {files:,} 个文件,供查看(每页标明草稿):{folder}")

    @Slot()
    def _stopped(self) -> None:
        self._end("已取消,没有留下文件。")

    @Slot(str)
    def _end(self, sentence: str) -> None:
        self._all.setEnabled(True)
        say(self._told, sentence)


def _making(
    programme: Programme, draft: Draft, out: Path, paper: str
) -> Callable[[Report], tuple[Path, int]]:
    def job(report: Report) -> tuple[Path, int]:
        from desktop_app.jobs.some_papers import make_some

        made = make_some(programme, draft, out, paper, report=report)
        return made.folder, len(made.files)

    return job
