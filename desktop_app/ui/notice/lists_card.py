"""名单: the lists of a programme, replaced by what the city received."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QThreadPool, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.core.list_standing import OneList, lists_of
from desktop_app.jobs.own_lists import dated, keep, origin_of, reset, with_one_more
from desktop_app.jobs.read_list import Offered, by_column, offered, offered_text
from desktop_app.ui.notice.list_preview import ListPreview
from desktop_app.ui.notice.list_row import ListRow
from desktop_app.ui.notice.list_view import ListView
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import between
from desktop_app.ui.widgets import say, words
from desktop_app.ui.work import Latest, Work

_ABOUT = (
    "核对和下拉选项用到的名单。收到的名单(xlsx、xls、csv、Word)载入一次,"
    "这个申报事项的草稿都用它;也可以把文件拖到名单上。"
)


class ListsCard(QWidget):
    """Reads, shows and keeps lists by itself; they belong to the programme, not to the draft.

    `changed` brings the id of a list that is another now; `shown` the widget to be looked at.
    """

    changed = Signal(str)
    shown = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pool = QThreadPool(self)
        self._lists = {one.id: one for one in lists_of(desk.programme)}
        # The list of columns keeps the focus while what was chosen is read.
        self._columns = Latest(self)
        self._busy_at: QWidget | None = None
        self._chosen = ""
        self._offered: Offered | None = None
        self._told = words("", "soft", "lists told")
        self._preview = ListPreview()
        self._view = ListView(desk.theme)
        self._rows = {one.id: self._row(one) for one in self._lists.values()}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        between(self._layout, 2)
        self._layout.addWidget(words(_ABOUT, "soft"))
        for row in (*self._rows.values(), self._preview, self._view, self._told):
            self._layout.addWidget(row)
        for one in (self._preview, self._view, self._told):
            one.hide()
        self._preview.load_asked.connect(self._keep)
        self._preview.column_asked.connect(self._read_column)
        self._preview.left.connect(self._leave)
        self._columns.found.connect(self._show_again)
        self._columns.failed.connect(self._preview.tell_fault)
        self._view.add_asked.connect(self._add)
        self._view.left.connect(self._leave)

    @property
    def missing(self) -> int:
        """How many lists are not loaded."""
        return sum(one.standing == "missing" for one in self._lists.values())

    @property
    def begun(self) -> str:
        """A sentence about a file that is looked at and not loaded; "" for nothing."""
        if self._offered is None or self._offered.refusal:
            return ""
        return f"名单「{self._offered.incoming.path.name}」还没有载入。"

    def show_list(self, list_id: str) -> bool:
        """Put the focus on a list; whether there is such a one."""
        row = self._rows.get(list_id)
        if row is None:
            return False
        self.shown.emit(row)
        row.enter()
        return True

    def stop(self) -> None:
        self._columns.stop()
        self._pool.waitForDone()

    def _row(self, one: OneList) -> ListRow:
        row = ListRow(one)
        row.load_asked.connect(self._choose)
        row.paste_asked.connect(self._paste)
        row.view_asked.connect(self._look)
        row.reset_asked.connect(self._reset)
        row.dropped.connect(self._read)
        return row

    @Slot(str)
    def _choose(self, list_id: str) -> None:
        path = self._desk.prompts.list_to_load(self)
        if path is not None:
            self._read(list_id, path)

    @Slot(str, object)
    def _read(self, list_id: str, path: Path) -> None:
        self._begin(list_id)
        programme = self._desk.programme
        self._do(lambda: offered(programme, list_id, path), self._show_offer, "正在读名单…")

    @Slot(str)
    def _paste(self, list_id: str) -> None:
        text = QGuiApplication.clipboard().text()
        self._begin(list_id)
        programme = self._desk.programme
        self._do(lambda: offered_text(programme, list_id, text), self._show_offer, "正在读名单…")

    @Slot(str)
    def _read_column(self, column: str) -> None:
        if self._offered is None:
            return
        programme, chosen, incoming = self._desk.programme, self._chosen, self._offered.incoming
        self._columns.ask(lambda _: by_column(programme, chosen, incoming, column))

    @Slot(str, str)
    def _keep(self, source: str, typed: str) -> None:
        offer, programme, chosen = self._offered, self._desk.programme, self._chosen
        if offer is None or offer.read.listed is None:
            return
        listed, day = offer.read.listed, self._desk.now().date()

        def job() -> None:
            keep(programme, chosen, listed, offer.origin(day, source, dated(typed)))

        self._do(job, self._have_changed, "正在载入…", self._preview.tell_fault)

    @Slot(str)
    def _add(self, text: str) -> None:
        programme, chosen, day = self._desk.programme, self._chosen, self._desk.now().date()

        def job() -> None:
            longer = with_one_more(programme, chosen, text, day)
            keep(programme, chosen, longer, origin_of(longer, day))

        self._do(job, self._have_changed, "正在添加…", self._view.tell_fault)

    @Slot(str)
    def _reset(self, list_id: str) -> None:
        one, programme = self._lists[list_id], self._desk.programme
        sentence = f"「{one.label}」恢复成程序自带的;自己载入的 {len(one.listed.rows)} 个会删去。"
        if self._desk.prompts.agrees(self, sentence, "恢复"):
            self._begin(list_id)
            self._do(lambda: reset(programme, list_id), self._have_changed, "正在恢复…")

    @Slot(str)
    def _look(self, list_id: str) -> None:
        self._begin(list_id)
        self._below(self._view)
        self._view.show_list(self._lists[list_id])
        self.shown.emit(self._rows[list_id])

    @Slot()
    def _leave(self) -> None:
        chosen = self._chosen
        self._begin(chosen)
        if chosen in self._rows:
            self._rows[chosen].enter()

    def _begin(self, list_id: str) -> None:
        """Something with this list; what was begun with another is put away."""
        self._columns.drop()
        self._chosen, self._offered = list_id, None
        for one in (self._preview, self._view, self._told):
            one.hide()

    def _below(self, widget: QWidget) -> None:
        """Show a widget under the list that it is about."""
        self._layout.removeWidget(widget)
        at = self._layout.indexOf(self._rows[self._chosen])
        self._layout.insertWidget(at + 1, widget)
        widget.show()

    def _do(
        self,
        job: Callable[[], object],
        then: Callable[..., None],
        told: str,
        fail: Callable[[str], None] | None = None,
    ) -> None:
        """One thing at a time: nothing else is begun before it is done."""
        self._columns.drop()
        self._busy_at = self.focusWidget()
        self.setEnabled(False)
        say(self._told, told)
        work = Work(job, self)
        work.succeeded.connect(self._rest)
        work.failed.connect(self._rest)
        work.succeeded.connect(then)
        work.failed.connect(fail or self._tell)
        work.start(self._pool)

    @Slot()
    def _rest(self) -> None:
        self.setEnabled(True)
        say(self._told, "")
        if self._busy_at is not None and self._busy_at.isVisible():
            self._busy_at.setFocus()

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        say(self._told, sentence)

    @Slot(object)
    def _show_offer(self, found: Offered) -> None:
        self._show(found, is_new=True)
        if self._preview.isVisible():
            self.shown.emit(self._rows[self._chosen])
            self._preview.enter()

    @Slot(object)
    def _show_again(self, found: Offered) -> None:
        self._show(found, is_new=False)

    def _show(self, found: Offered, *, is_new: bool) -> None:
        if found.incoming.raw is None:
            self._offered = None
            self._preview.hide()
            self._tell(found.refusal)
            return
        self._offered = found
        if is_new:
            self._below(self._preview)
        self._preview.show_offer(self._lists[self._chosen].label, found, is_new=is_new)

    @Slot()
    def _have_changed(self) -> None:
        chosen = self._chosen
        self._begin(chosen)
        self.changed.emit(chosen)
