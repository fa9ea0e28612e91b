"""The rows of a table that belong to one paper, and those that belong to none: each a card."""

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.draft import Draft, Row
from desktop_app.core.pack_forms import Table
from desktop_app.core.paper_form import TiedTable
from desktop_app.core.programme import Programme
from desktop_app.core.tied_rows import strays
from desktop_app.ui.fields.field_row import FieldRow
from desktop_app.ui.papers.row_cards import RowCards
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import button, say, words

# So many cards at a time of rows that belong to nobody: a list that was brought in otherwise named
# may have thousands.
_MOST = 20


class TiedRows(QWidget):
    """`add_asked` wants one more row, `remove_asked` brings `table/row` of one to take away; `made`
    brings a field that is new here."""

    add_asked = Signal()
    remove_asked = Signal(str)
    made = Signal(object)

    def __init__(
        self,
        programme: Programme,
        tied: TiedTable,
        today: Callable[[], date],
        *,
        can_write: bool,
    ) -> None:
        super().__init__()
        self.tied = tied
        self._can_write = can_write
        self._cards = RowCards(programme, tied.table, tied.fields, today, can_write=can_write)
        self._told = words("", "soft", "tied told")
        self._add = button(f"添加一行{tied.table.title}", f"add {tied.table.id}")
        self._add.setEnabled(can_write)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addWidget(words(tied.table.title, "heading", "tied title"))
        layout.addWidget(self._told)
        layout.addWidget(self._cards)
        deeds = QHBoxLayout()
        deeds.addWidget(self._add)
        deeds.addStretch(1)
        layout.addLayout(deeds)
        self._add.clicked.connect(self.add_asked)
        self._cards.remove_asked.connect(self.remove_asked)
        self._cards.made.connect(self.made)

    def fields(self) -> Iterator[FieldRow]:
        yield from self._cards.fields()

    def show_draft(self, draft: Draft, owner: Row) -> None:
        """Show the rows of this owner."""
        rows = self.tied.rows(draft, owner)
        self._cards.show_rows(rows)
        self._cards.setHidden(not rows)
        has_key = bool(self.tied.key(owner))
        self._add.setEnabled(self._can_write and has_key)
        told = f"先填写{self.tied.owner_label},才能添加这里的行。"
        say(self._told, "" if has_key else told)

    def tab_stops(self) -> list[QWidget]:
        return [*self._cards.tab_stops(), self._add]

    @Slot()
    def begin_last(self) -> None:
        """Go to the first field of the last row."""
        self._cards.begin_last()


class StrayRows(QWidget):
    """The rows of a tied table that belong to no row of `table`: shown with the column by which
    they can be given to one. Signals as with `TiedRows`."""

    remove_asked = Signal(str)
    made = Signal(object)

    def __init__(
        self,
        programme: Programme,
        table: Table,
        tied: TiedTable,
        today: Callable[[], date],
        *,
        can_write: bool,
    ) -> None:
        super().__init__()
        self.tied = tied
        self._table = table
        self._read: tuple[tuple[Row, ...] | None, tuple[Row, ...] | None] = (None, None)
        self._strays: tuple[Row, ...] = ()
        # The row that the list begins with where there are more than fit.
        self._first = ""
        columns = tied.table.column
        fields = tuple(one for one in columns if one.printed or one.id == tied.column)
        self._label = next((one.label for one in columns if one.id == tied.column), tied.column)
        self._cards = RowCards(programme, tied.table, fields, today, can_write=can_write)
        self._told = words("", "soft", "strays told")
        layout = QVBoxLayout(self)
        around(layout, 4, 3, 4, 4)
        between(layout, 2)
        layout.addWidget(words(f"没有归属的{tied.table.title}", "lead", "strays title"))
        layout.addWidget(self._told)
        layout.addWidget(self._cards)
        self._cards.remove_asked.connect(self.remove_asked)
        self._cards.made.connect(self.made)
        self.hide()

    def fields(self) -> Iterator[FieldRow]:
        yield from self._cards.fields()

    def show_draft(self, draft: Draft) -> None:
        """Show those of this draft. A row that somebody is in stays until it is left: what is
        typed may say another row's text on the way."""
        read = draft.rows(self._table.id), draft.rows(self.tied.table.id)
        if read[0] is not self._read[0] or read[1] is not self._read[1]:
            self._read = read
            self._strays = strays(draft, self.tied, draft.filled_rows(self._table.id))
        here, rows = self._cards.here, self._strays
        ids = [one.id for one in rows]
        if here and here not in ids:
            rows = tuple(one for one in read[1] if one.id in {*ids, here})
        at = ids.index(self._first) if self._first in ids else 0
        shown = rows[at : at + _MOST]
        self._cards.show_rows(shown)
        self._tell(len(rows) - len(shown))
        self.setHidden(not rows)

    def bring(self, draft: Draft, row_id: str) -> None:
        """Make sure that a row is among those that are shown, if it is one of these."""
        if row_id in [one.id for one in self._strays]:
            self._first = row_id
            self.show_draft(draft)

    def tab_stops(self) -> list[QWidget]:
        return self._cards.tab_stops()

    def _tell(self, more: int) -> None:
        of = self.tied.owner_label
        told = (
            f"这里每一行的「{self._label}」与{self._table.title}各行的「{of}」都不相同,"
            "不会印在任何一份里;请改成那一行的写法,或删去。"
        )
        say(self._told, f"{told}另有 {more:,} 行,处理这些以后列出。" if more else told)
