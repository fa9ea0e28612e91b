"""A table that follows from the text, to read: its tasks, or the same by office, each a way to the
place in the text that it comes from."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QThreadPool, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.core.draft import Draft
from desktop_app.core.gathered import Task
from desktop_app.core.pack_forms import Table
from desktop_app.jobs.duties import Duties, duties_of, write_duties
from desktop_app.ui.lines import LineTable, TextLines
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import button, say, words
from desktop_app.ui.work import Latest, Work

_ABOUT = "由正文汇集,不用填写;改正文,这里跟着变。双击一行或按回车,到正文中的那一处。"
_WORKING = "正在汇集…"
_NOT_WORKED = "这张表没有汇集出来;再改一次正文会重新汇集。"
_NOTHING = "正文里还没有任务;请按「(一)…」分项写,每项末尾写上({mark}:…)。"
_BESIDE = "另有 {count} 行是填写或导入的,正文里没有,不会印出,见「核对」。"
_LOST, _PLACE = "没有写明", "条目"
_LEADS, _HELPS = "负责", "配合"
# Columns of a table that names all offices of a task in one.
_TOGETHER = 3
_BROKEN = "程序内部出错,这张表没有汇集出来,草稿没有损坏;再改一次正文会重新汇集。"
_FILE = "各单位任务清单.docx"
_TITLE = "各单位任务清单存到哪里"


class DutiesView(QWidget):
    """`place_asked` brings the path of a chapter and a stretch of its text that a person wants to
    see; nothing here changes the draft."""

    place_asked = Signal(str, int, int)
    troubled = Signal(str)

    def __init__(self, desk: Desk, table: Table) -> None:
        super().__init__()
        self._desk, self._table = desk, table
        self._draft = desk.session.draft
        self._found: Duties | None = None
        self._tasks: Sequence[Task] = ()
        # Why nothing is there to show; "" once the text was read.
        self._waiting = _WORKING
        self._saving = Path()
        self._by_office = False
        self._latest = Latest(self, _BROKEN)
        self._pool = QThreadPool(self)
        self._told = words("", "soft", "duties told")
        self._ways = tuple(
            button(text, name, told)
            for text, name, told in (
                ("按任务", "by task", f"{table.title}:按任务列出"),
                ("按单位", "by office", f"{table.title}:按单位列出"),
            )
        )
        self._save = button(
            "存任务清单…", "save duties", "各单位任务清单存成 Word 或 PDF,每个单位一页"
        )
        self._heads = _heads(table)
        self._lines = TextLines(self._heads, desk.theme, "must", self)
        widths = (120, 300, 260, 200)[: len(self._heads)]
        self._list = LineTable(self._lines, table.title, "duties", widths, 1)
        self._lay_out()
        self._list.opened.connect(self._go)
        self._list.entered.connect(self._go)
        for one, turn in zip(self._ways, (self._by_task, self._by_offices), strict=True):
            one.setCheckable(True)
            one.clicked.connect(turn)
        self._save.clicked.connect(self._ask_where)
        self._latest.found.connect(self._show)
        self._latest.failed.connect(self._fail)
        self._turn(by_office=False)
        self.show_draft(self._draft)

    def show_draft(self, draft: Draft) -> None:
        """Read the tasks out of this state's text."""
        self._draft = draft
        programme = self._desk.programme
        self._latest.ask(lambda _: duties_of(programme, draft))

    def show_audit(self, found: Checked) -> None:
        """What an audit finds stands at the text."""
        del found

    def go_to(self, path: str) -> bool:
        """Put the cursor on the list; there is nothing to fill in."""
        del path
        self._list.setFocus()
        return True

    def stop(self) -> None:
        self._latest.stop()
        self._pool.waitForDone()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        between(head, 2)
        for one in self._ways:
            head.addWidget(one)
        head.addWidget(self._told, 1)
        head.addWidget(self._save)
        layout = QVBoxLayout(self)
        around(layout, 0, 0, 0, 0)
        between(layout, 2)
        layout.addLayout(head)
        layout.addWidget(self._list, 1)

    @Slot(object)
    def _show(self, found: Sequence[Duties]) -> None:
        self._waiting = ""
        self._found = next((one for one in found if one.table.id == self._table.id), None)
        self._show_lines()

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self._found, self._waiting = None, _NOT_WORKED
        self._show_lines()
        self.troubled.emit(sentence)

    @Slot()
    def _by_task(self) -> None:
        self._turn(by_office=False)

    @Slot()
    def _by_offices(self) -> None:
        self._turn(by_office=True)

    def _turn(self, *, by_office: bool) -> None:
        self._by_office = by_office
        for at, one in enumerate(self._ways):
            _press(one, is_pressed=by_office == bool(at))
        office = ("单位", self._heads[1], "职责", "")[: len(self._heads)]
        self._lines.rename(office if by_office else self._heads)
        for apart in range(_TOGETHER, len(self._heads)):
            # By office the third tells it.
            self._list.setColumnHidden(apart, by_office)
        self._show_lines()

    def _show_lines(self) -> None:
        found = self._found
        self._save.setEnabled(found is not None and bool(found.offices))
        if found is None or not found.tasks:
            assert self._table.gathered is not None
            nothing = _NOTHING.format(mark=self._table.gathered.marks[0])
            say(self._told, self._waiting or nothing)
            self._tasks = ()
            self._lines.show([])
            return
        beside = _BESIDE.format(count=found.beside) if found.beside else ""
        counted = f"{len(found.tasks)} 项任务、{len(found.offices)} 个单位。"
        say(self._told, counted + (beside or _ABOUT))
        lines: list[tuple[str, ...]] = []
        tasks: list[Task] = []
        if self._by_office:
            for office in found.offices:
                for task, leads in office.tasks:
                    duty = _LEADS if leads else _HELPS
                    told = (office.name, f"{task.number} {task.name}", duty, "")
                    lines.append(told[: len(self._heads)])
                    tasks.append(task)
        else:
            for task in found.tasks:
                lines.append(self._of_task(task))
                tasks.append(task)
        self._tasks = tasks
        marked = frozenset((n, 2) for n, one in enumerate(tasks) if not one.offices)
        self._lines.show(lines, marked)

    def _of_task(self, task: Task) -> tuple[str, ...]:
        """A line as the table has its columns: who helps stands apart where it does so there."""
        is_apart = len(self._heads) > _TOGETHER
        leads = [one.name for one in task.offices if one.leads or not is_apart]
        helps = [one.name for one in task.offices if not one.leads]
        apart = ("、".join(helps),) if is_apart else ()
        return (task.number, task.name, "、".join(leads) or _LOST, *apart)

    @Slot()
    def _go(self) -> None:
        at = self._list.currentIndex().row()
        if 0 <= at < len(self._tasks):
            task = self._tasks[at]
            self.place_asked.emit(task.path, *task.span)

    @Slot()
    def _ask_where(self) -> None:
        out = self._desk.prompts.paper_to_save(self, _TITLE, Path(_FILE))
        if out is None or self._found is None:
            return
        programme, draft, found = self._desk.programme, self._draft, (self._found,)
        standing = self._desk.session.standing
        # What is typed right now is not saved, so that the pages cannot say a revision.
        mark = standing.mark if standing.draft == draft else ""
        work = Work(lambda: write_duties(programme, draft, found, out, mark), self)
        self._saving = out
        work.succeeded.connect(self._saved)
        work.failed.connect(self._tell)
        work.start(self._pool)

    @Slot()
    def _saved(self) -> None:
        self._tell(f"已存到「{self._saving}」,每个单位一页。")

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        say(self._told, sentence)


def _heads(table: Table) -> tuple[str, ...]:
    """What the table itself calls its columns."""
    gathered = table.gathered
    assert gathered is not None
    labels = {one.id: one.label for one in table.column}
    place = labels.get(gathered.place, _PLACE)
    support = (labels[gathered.support],) if gathered.support else ()
    return (place, labels[gathered.task], labels[gathered.lead], *support)


def _press(one: QPushButton, *, is_pressed: bool) -> None:
    one.setChecked(is_pressed)
