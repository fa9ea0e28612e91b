"""The editor of one table of a draft: grid, bars above it, sums below it."""

from collections.abc import MutableMapping

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.core.county_words import county_short
from desktop_app.core.draft import Draft
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.row_changes import Writes
from desktop_app.core.table_view import ColumnFilter, Sort, View
from desktop_app.core.values import Read, parse
from desktop_app.ui.flow import Flow, TallEnough
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import between, sized
from desktop_app.ui.table.choices import Choices, choices_for, warm_up
from desktop_app.ui.table.columns import Columns
from desktop_app.ui.table.commands import Commands
from desktop_app.ui.table.deeds import TableDeeds
from desktop_app.ui.table.delegate import CellDelegate
from desktop_app.ui.table.empty import EmptyTable
from desktop_app.ui.table.filter_panel import FilterPanel
from desktop_app.ui.table.find_bar import FindBar
from desktop_app.ui.table.foot import TableFoot
from desktop_app.ui.table.grid import Grid
from desktop_app.ui.table.marks import Marks
from desktop_app.ui.table.menu import row_menu
from desktop_app.ui.table.model import TableModel
from desktop_app.ui.table.paste_panel import PastePanel
from desktop_app.ui.table.title_line import title_line
from desktop_app.ui.table.view_line import ViewLine
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, say, search_line, words

_LEAST_HIGH = 200
_PASTE_BEGUN = "有一份粘贴的内容还没有确认,离开后不会保留。"


class TableEditor(TallEnough):
    """Shows a table of the draft and lets a person change it. `import_asked` wants rows from files.

    `counted` is the word for its rows (个项目), `kept` where widths and hidden columns are kept.
    `told` says in an empty table what belongs there. Call `show_draft` with each state.
    """

    import_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        table: Table,
        *,
        kept: MutableMapping[str, str] | None = None,
        counted: str = "行",
        told: str = "",
        title: str | None = None,
        can_import: bool = False,
        hidden_at_first: frozenset[str] = frozenset(),
        below_title: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._desk, self._table, self._counted = desk, table, counted
        can_write = desk.can_write
        self._model = TableModel(table.column, self._read, self, can_write=can_write)
        self._deeds = TableDeeds(desk, table)
        delegate = CellDelegate(self._model, self._choices, self)
        self._grid = Grid(self._model, delegate, desk.theme, table.title)
        # Its head and some lines; a page that is too low for them scrolls.
        sized(self._grid, minimumHeight=_LEAST_HIGH)
        self._columns = Columns(
            self._grid,
            self._model,
            {} if kept is None else kept,
            f"{desk.programme.id}/{table.id}",
            hidden_at_first=hidden_at_first,
        )
        self._paste = PastePanel(self._read)
        self._filter = FilterPanel()
        self._find = FindBar(self._model, can_write=can_write)
        self._commands = Commands(table, self._grid, self._model, self._deeds, self._paste)
        self._commands.can_write = can_write
        of = county_short(desk.programme) if can_import else ""
        self._empty = EmptyTable(table, told, can_write=can_write, of=of)
        self._foot = TableFoot(self._model, counted)
        self._view_line = ViewLine(can_save=can_write and not table.fixed)
        self._notice = words("", "", "table notice")
        mean(self._notice, "weight", "hint")
        self._notice.hide()
        self._below_title = below_title
        self._lay_out(title=table.title if title is None else title, can_import=can_import)
        self._connect(delegate)
        self._is_warm = False

    # What is shown

    def show_draft(self, draft: Draft) -> None:
        """Show this state of the draft; what somebody is typing stays."""
        rows = draft.rows(self._table.id)
        if rows is self._model.rows:
            return
        was_empty = not self._model.rows
        self._model.show(rows)
        self._stack.setCurrentWidget(self._grid if rows else self._empty)
        if rows and was_empty and not self._grid.currentIndex().isValid():
            self._grid.put_cursor(0, self._grid.seen_columns()[0])
        self._show_counts()
        self._find.show_changed()

    def show_audit(self, found: Checked) -> None:
        """Show what an audit found in the cells and rows."""
        self._model.show_marks(found.marks.get(self._table.id, Marks()))

    def set_about(self, text: str) -> None:
        """What the table is about, beside its title."""
        say(self._about, text)

    def go_to(self, path: str) -> bool:
        """Put the cursor on a cell or a row, `table/row/column`; whether it is here."""
        table, _, rest = path.partition("/")
        row, _, column = rest.partition("/")
        if table != self._table.id:
            return False
        self.show_draft(self._desk.session.draft)
        if not row:
            self.setFocus()
            return True
        if all(one.id != row for one in self._model.rows):
            return False
        if self._model.line_of(row) is None:
            self._look(View(sort=self._model.view.sort))
        at = self._model.places.get(column, self._grid.seen_columns()[0])
        if self._grid.isColumnHidden(at):
            self._columns.set_hidden(column, is_hidden=False)
        line = self._model.line_of(row)
        if line is not None:
            self._grid.put_cursor(line, at)
            self._grid.setFocus()
        return True

    @property
    def place(self) -> str:
        """The path of the cell that the cursor is on."""
        current = self._grid.currentIndex()
        if not current.isValid():
            return self._table.id
        row = self._model.shown[current.row()].id
        return f"{self._table.id}/{row}/{self._model.columns[current.column()].id}"

    @property
    def begun(self) -> str:
        """A sentence about a paste that was not confirmed; "" for nothing."""
        return _PASTE_BEGUN if self._paste.is_open else ""

    def stop(self) -> None:
        """Keep how the columns are, and what is being typed."""
        self._columns.keep()
        self._paste.stop()
        self._desk.session.flush()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The cells have the focus for the whole table. A focus proxy would let Tab pass over what
        stands above them."""
        super().focusInEvent(event)
        self._grid.setFocus()

    # How it is built

    def _lay_out(self, *, title: str, can_import: bool) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        deeds, tools = self._deed_buttons(can_import=can_import), self._tools()
        self._about = words("", "soft", "table about")
        if title:
            layout.addLayout(title_line(title, self._about, deeds))
        if self._below_title is not None:
            layout.addWidget(self._below_title)
        layout.addLayout(tools)
        if not title:
            # A tab tells the title: everything stands in one line.
            self._about.hide()
            for one in (*deeds, self._about):
                tools.addWidget(one)
        for widget in (self._notice, self._view_line, self._paste, self._filter, self._find):
            layout.addWidget(widget)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._foot)

    def _deed_buttons(self, *, can_import: bool) -> list[QPushButton]:
        deeds: list[QPushButton] = []
        if can_import and self._desk.can_write:
            imports = button("导入…", "import", f"导入{county_short(self._desk.programme)}表格")
            imports.clicked.connect(self.import_asked)
            deeds.append(imports)
        if self._desk.can_write and not self._table.fixed:
            add = button("新增一行", "add row", "在末尾新增一行")
            add.clicked.connect(self._commands.add_row)
            deeds.append(add)
        return deeds

    def _tools(self) -> Flow:
        self._quick = search_line("quick filter", "筛选:只看含有这些字的行", "筛选:任意列里的字")
        sized(self._quick, width=260)
        find = button("查找和替换", "open find", "查找和替换 Ctrl+F")
        columns = button("显示列…", "columns", "选择要显示的列")
        self._columns_button = columns
        find.clicked.connect(self._open_find)
        columns.clicked.connect(self._open_columns)
        line = Flow()
        for one in (self._quick, find, columns):
            line.addWidget(one)
        return line

    def _connect(self, delegate: CellDelegate) -> None:
        grid, commands = self._grid, self._commands
        delegate.typed.connect(self._type)
        delegate.opened.connect(self._begin_cell)
        delegate.closed.connect(self._desk.session.flush)
        grid.deed_asked.connect(commands.do)
        grid.menu_asked.connect(self._open_menu)
        grid.chosen_changed.connect(self._show_chosen)
        for head in (grid.head, grid.frozen.head):
            head.menu_asked.connect(self._open_filter)
        commands.told.connect(self._tell)
        commands.done.connect(self._refresh)
        commands.wanted.connect(self._open)
        self._quick.textChanged.connect(self._filter_quickly)
        self._view_line.save_asked.connect(self._save_order)
        self._view_line.unsort_asked.connect(self._unsort)
        self._view_line.unfilter_asked.connect(self._unfilter)
        self._filter.filtered.connect(self._filter_column)
        self._filter.sorted_by.connect(self._sort_by)
        self._filter.hide_asked.connect(self._hide_column)
        self._find.found.connect(grid.put_cursor)
        self._find.replaced.connect(self._replace)
        for panel in (self._filter.closed, self._find.closed, self._paste.given_up):
            panel.connect(grid.setFocus)
        self._empty.import_asked.connect(self.import_asked)
        self._empty.add_asked.connect(commands.add_row)
        self._empty.paste_asked.connect(self._paste_first)

    # What is read

    def _read(self, column: Field, text: str) -> Read:
        return parse(column.kind, text, column.unit, self._desk.programme.options(column))

    def _choices(self, column: Field) -> Choices:
        return choices_for(self._desk.programme, column, lambda: self._model.rows)

    def _show_counts(self) -> None:
        self._foot.show_sums()
        self._view_line.show_view(self._model, self._counted)
        self._foot.setVisible(bool(self._model.rows))

    @Slot()
    def _show_chosen(self) -> None:
        self._foot.show_chosen(self._grid.chosen())
        current = self._grid.currentIndex()
        self._find.look_from(current.row(), current.column())

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        say(self._notice, sentence)

    # What is done

    @Slot(str, str, str)
    def _type(self, row: str, column: str, text: str) -> None:
        self._deeds.type(self._model.number(row), row, column, text)
        self._refresh()

    @Slot()
    def _begin_cell(self) -> None:
        self._tell("")
        if not self._is_warm:
            self._is_warm = True
            warm_up()

    @Slot()
    def _refresh(self) -> None:
        self.show_draft(self._desk.session.draft)

    @Slot()
    def _paste_first(self) -> None:
        self._commands.do("paste")

    @Slot(object, int)
    def _replace(self, writes: Writes, many: int) -> None:
        self._commands.write(writes, f"替换 {many} 处")
        self._tell(f"已替换 {many} 处;不合适时按 Ctrl+Z 撤销。" if many > 1 else "")

    @Slot(object)
    def _open_menu(self, place: QPoint) -> None:
        menu = row_menu(self, self._commands.refusal, self._commands.do)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    @Slot()
    def _open_columns(self) -> None:
        menu = self._columns.menu()
        menu.setObjectName("column menu")
        menu.aboutToHide.connect(menu.deleteLater)
        below = self._columns_button.rect().bottomLeft()
        menu.popup(self._columns_button.mapToGlobal(below))

    @Slot(str)
    def _open(self, name: str) -> None:
        if name == "column":
            self._open_filter(max(self._grid.currentIndex().column(), 0))
            return
        self._show_find(replaces=name == "replace")

    @Slot()
    def _open_find(self) -> None:
        self._show_find(replaces=True)

    def _show_find(self, *, replaces: bool) -> None:
        columns = [self._model.columns[at] for at in self._grid.seen_columns()]
        current = self._grid.currentIndex()
        # The current cell counts: looking begins before it.
        start = (current.row(), current.column() - 1)
        self._find.open_bar(columns, start, replaces=replaces)

    @Slot(int)
    def _open_filter(self, at: int) -> None:
        column = self._model.columns[at]
        now = self._model.view.filters.get(column.id, ColumnFilter())
        can_hide = len(self._grid.seen_columns()) > 1
        self._filter.open_panel(column, self._model.rows, now, can_hide=can_hide)

    # How it is looked at

    def _look(self, view: View) -> None:
        self._model.look(view)
        if self._quick.text() != view.words:
            self._quick.blockSignals(True)
            self._quick.setText(view.words)
            self._quick.blockSignals(False)
        for head in (self._grid.head, self._grid.frozen.head):
            head.viewport().update()
        self._show_counts()
        self._find.show_changed()

    @Slot(str)
    def _filter_quickly(self, text: str) -> None:
        view = self._model.view
        self._look(View(text, view.filters, view.sort))

    @Slot(str, object)
    def _filter_column(self, column: str, wanted: ColumnFilter) -> None:
        view = self._model.view
        self._look(View(view.words, {**view.filters, column: wanted}, view.sort))

    @Slot(str, bool)
    def _sort_by(self, column: str, is_descending: bool) -> None:
        view = self._model.view
        self._look(View(view.words, view.filters, Sort(column, is_descending)))

    @Slot()
    def _unsort(self) -> None:
        view = self._model.view
        self._look(View(view.words, view.filters))

    @Slot()
    def _unfilter(self) -> None:
        self._filter.close_panel()
        self._look(View(sort=self._model.view.sort))

    @Slot()
    def _save_order(self) -> None:
        sort = self._model.view.sort
        if sort is None:
            return
        rows = self._model.rows
        order = View(sort=sort).places(rows, self._model.columns, self._read)
        label = next(one.label for one in self._model.columns if one.id == sort.column)
        self._deeds.put_in_order([rows[at].id for at in order], label)
        self._refresh()
        self._unsort()
        self._tell(f"已按「{label}」排序保存,行号随之变了;不合适时按 Ctrl+Z 撤销。")

    @Slot(str)
    def _hide_column(self, column: str) -> None:
        self._columns.set_hidden(column, is_hidden=True)
