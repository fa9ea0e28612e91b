"""The parts of one row's paper as fields that edit its cells, with what was found beside them."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.core.changes import append_rows, remove_rows
from desktop_app.core.draft import Draft, Row
from desktop_app.core.pack_forms import Table
from desktop_app.core.paper_form import FormPart, TiedTable
from desktop_app.core.tied_rows import Followers, corrected, followers
from desktop_app.jobs.draft_work import new_row_id
from desktop_app.ui.fields.field_chain import FieldChain
from desktop_app.ui.fields.field_row import FieldRow
from desktop_app.ui.form_scroll import FormScroll
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk
from desktop_app.ui.papers.row_cards import NARROW_LABEL
from desktop_app.ui.papers.tied_rows import StrayRows, TiedRows
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import card, say, words


class RowForm(FormScroll):
    """`jump_asked` brings a path that is not here, `troubled` a sentence."""

    jump_asked = Signal(str)
    troubled = Signal(str)

    def __init__(self, desk: Desk, table: Table, parts: tuple[FormPart, ...], told: str) -> None:
        super().__init__(told)
        self.setObjectName("row form")
        self._desk, self._table = desk, table
        self._row = ""
        self._fields: dict[str, FieldRow] = {}
        self._parts: list[QFrame] = []
        self._tied: list[TiedRows] = []
        self._strays: list[StrayRows] = []
        # What is being corrected, and the rows that follow it.
        self._corrected = ""
        self._following: tuple[Followers, ...] = ()
        self._chain = FieldChain(desk, self, self._all, self._stops)
        self._chain.refused.connect(self.troubled)
        self._chain.ended.connect(self._leave)
        self._chain.jump_asked.connect(self._jump)
        self._told = words("", "soft", "no rows")
        self.column.addWidget(self._told)
        for part in parts:
            self._add_part(part)
        for tied in self._tied:
            self._add_strays(tied.tied)
        self.column.addStretch(1)

    @property
    def row(self) -> str:
        """The id of the row that is shown."""
        return self._row

    def show_row(self, draft: Draft, row: Row) -> None:
        """Show a row of the draft, another one than before from its top; below it the rows that
        belong to nobody."""
        self._show(draft, row, "")

    def show_none(self, draft: Draft, told: str) -> None:
        """There is no row to show, and why; the rows that belong to nobody stay."""
        self._show(draft, None, told)

    def show_audit(self, found: Checked) -> None:
        """Show what was found at the cells of the row."""
        tables = {self._table.id, *(one.tied.table.id for one in self._tied)}
        self._chain.show_audit(found, tables)

    def go_to(self, path: str) -> bool:
        """Put the cursor into the field of a path; whether it is here."""
        for strays in self._strays:
            if path.startswith(f"{strays.tied.table.id}/"):
                strays.bring(self._desk.session.draft, path.split("/")[1])
        one = self._chain.at(path)
        if one is None:
            return False
        one.touch()
        self._chain.show_entries()
        self._chain.begin(one)
        return True

    def begin(self) -> None:
        """Go to the first field that must be filled in and is blank, else to the first of all."""
        fields = list(self._all())
        blank = (one for one in fields if one.field.required and one.is_blank)
        first = next(blank, fields[0] if fields else None)
        if first is not None:
            self._chain.begin(first)

    def stop(self) -> None:
        self._chain.stop()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never narrower than what stands in it."""
        inside = self.widget().minimumSizeHint().width()
        wide = inside + self.verticalScrollBar().sizeHint().width()
        return QSize(wide, super().minimumSizeHint().height())

    def _show(self, draft: Draft, row: Row | None, told: str) -> None:
        before = list(self._all())
        say(self._told, told)
        for part in self._parts:
            part.setVisible(row is not None)
        if row is None:
            self._row = ""
        else:
            self._show_fields(draft, row)
        for one in self._strays:
            one.show_draft(draft)
        if before != list(self._all()):
            self._chain.tie()
        self._chain.show_entries()

    def _show_fields(self, draft: Draft, row: Row) -> None:
        if row.id != self._row:
            self._row, self._corrected = row.id, ""
            for column, one in self._fields.items():
                one.point_to(f"{self._table.id}/{row.id}/{column}")
                # Most rows come from files: what is wrong is shown without being asked for.
                one.touch()
            self.verticalScrollBar().setValue(0)
        for column, one in self._fields.items():
            one.show_text(row.cells.get(column, ""))
            one.show_need(is_needed=one.field.required, rule=None)
        for tied in self._tied:
            tied.show_draft(draft, row)

    def _add_part(self, part: FormPart) -> None:
        frame, layout = card()
        frame.setObjectName(f"part {part.id}")
        around(layout, 4, 3, 4, 4)
        between(layout, 3)
        if part.title and not (part.tied and not part.fields):
            layout.addWidget(words(part.title, "lead", "part title"))
        for field in part.fields:
            path = f"{self._table.id}//{field.id}"
            one = FieldRow(
                self._desk.programme,
                path,
                field,
                self._today,
                can_write=self._desk.can_write,
                label_wide=NARROW_LABEL,
            )
            self._connect(one)
            self._fields[field.id] = one
            layout.addWidget(one)
        if part.tied is not None:
            tied = TiedRows(
                self._desk.programme, part.tied, self._today, can_write=self._desk.can_write
            )
            tied.made.connect(self._connect)
            tied.add_asked.connect(self._add_row)
            tied.remove_asked.connect(self._remove_row)
            self._tied.append(tied)
            layout.addWidget(tied)
        self._parts.append(frame)
        self.column.addWidget(frame)

    def _add_strays(self, tied: TiedTable) -> None:
        strays = StrayRows(
            self._desk.programme, self._table, tied, self._today, can_write=self._desk.can_write
        )
        strays.made.connect(self._connect)
        strays.remove_asked.connect(self._remove_row)
        self._strays.append(strays)
        self.column.addWidget(strays)

    @Slot(object)
    def _connect(self, one: FieldRow) -> None:
        one.written.connect(self._write)
        one.left.connect(self._leave)
        self._chain.join(one)

    def _all(self) -> Iterator[FieldRow]:
        yield from self._fields.values()
        for rows in (*self._tied, *self._strays):
            yield from rows.fields()

    def _today(self) -> date:
        return self._desk.now().date()

    @Slot(str, str, bool)
    def _write(self, path: str, text: str, is_whole: bool) -> None:
        if not self._desk.can_write:
            return
        session = self._desk.session
        field = self._desk.programme.field(_of_column(path))
        label = f"修改 {field.label if field is not None else path}"
        if path != self._corrected:
            self._corrected, self._following = path, self._followers(path)
        make = partial(corrected, path=path, text=text, following=self._following)
        if not is_whole:
            session.type(label, path, text, make)
        elif session.draft.value(path) != text:
            session.do(label, make)

    def _followers(self, path: str) -> tuple[Followers, ...]:
        """The rows that bear what a field says, and go along when it is corrected."""
        table, _, column = path.split("/")
        draft = self._desk.session.draft
        row = next((one for one in draft.rows(table) if one.id == self._row), None)
        if table != self._table.id or row is None:
            return ()
        return followers(draft, table, row, column, [one.tied for one in self._tied])

    @Slot(str)
    def _leave(self, path: str) -> None:
        self._desk.session.flush()
        self._corrected = ""
        one = self._chain.at(path)
        if one is not None:
            one.touch()
        for strays in self._strays:
            strays.show_draft(self._desk.session.draft)
        self._chain.show_entries()

    @Slot()
    def _add_row(self) -> None:
        tied = self.sender()
        if not isinstance(tied, TiedRows):
            return
        session = self._desk.session
        owner = next(row for row in session.draft.rows(self._table.id) if row.id == self._row)
        cells = MappingProxyType({tied.tied.column: owner.cells.get(tied.tied.owner, "")})
        row, table = Row(new_row_id(), cells), tied.tied.table
        session.do(f"添加 {table.title}", lambda draft: append_rows(draft, table.id, [row]))
        tied.begin_last()

    @Slot(str)
    def _remove_row(self, place: str) -> None:
        table_id, _, row_id = place.partition("/")
        table = self._desk.programme.table(table_id)
        title = table.title if table is not None else ""
        gone = frozenset({row_id})
        self._desk.session.do(f"删去 {title}", lambda draft: remove_rows(draft, table_id, gone))

    def _stops(self) -> list[QWidget]:
        stops = [stop for one in self._fields.values() for stop in one.tab_stops()]
        return stops + [stop for rows in (*self._tied, *self._strays) for stop in rows.tab_stops()]

    @Slot(str)
    def _jump(self, path: str) -> None:
        if not self.go_to(path):
            self.jump_asked.emit(path)


def _of_column(path: str) -> str:
    """The path of a cell's column: projects//name for projects/7f3a/name."""
    table, _, column = path.split("/")
    return f"{table}//{column}"
