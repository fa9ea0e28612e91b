"""Rows of a table, each a card of fields that can be taken away."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.draft import Row
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.programme import Programme
from desktop_app.ui.fields.field_row import FieldRow
from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, throw_away, words

# Beside a list and the pages a form has less room than a page of its own.
NARROW_LABEL = 124


class RowCards(QWidget):
    """`remove_asked` brings `table/row` of one to take away; `made` a field that is new here."""

    remove_asked = Signal(str)
    made = Signal(object)

    def __init__(
        self,
        programme: Programme,
        table: Table,
        fields: tuple[Field, ...],
        today: Callable[[], date],
        *,
        can_write: bool,
    ) -> None:
        super().__init__()
        self._programme, self._table, self._fields = programme, table, fields
        self._today, self._can_write = today, can_write
        self._cards: dict[str, _Card] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        between(self._layout, 2)

    def fields(self) -> Iterator[FieldRow]:
        for card in self._cards.values():
            yield from card.fields.values()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; what somebody is typing stays."""
        if [row.id for row in rows] != list(self._cards):
            self._rebuild(rows)
        for row in rows:
            for column, one in self._cards[row.id].fields.items():
                one.show_text(row.cells.get(column, ""))
                one.show_need(is_needed=one.field.required, rule=None)

    @property
    def here(self) -> str:
        """The id of the row that somebody is in; "" where nobody is in any."""
        now = QApplication.focusWidget()
        for row_id, card in self._cards.items():
            if now is not None and card.isAncestorOf(now):
                return row_id
        return ""

    def tab_stops(self) -> list[QWidget]:
        return [stop for card in self._cards.values() for stop in card.tab_stops()]

    def begin_last(self) -> None:
        """Go to the first field of the last row."""
        for card in list(self._cards.values())[-1:]:
            for one in list(card.fields.values())[:1]:
                one.editor.begin()

    def _rebuild(self, rows: Sequence[Row]) -> None:
        before, self._cards = self._cards, {}
        for number, row in enumerate(rows, start=1):
            card = before.pop(row.id, None)
            if card is None:
                card = self._card(row)
            card.number(number)
            self._cards[row.id] = card
            self._layout.insertWidget(number - 1, card)
            card.show()
        for card in before.values():
            self._layout.removeWidget(card)
            throw_away(card)

    def _card(self, row: Row) -> "_Card":
        card = _Card(self._table, row.id, can_write=self._can_write)
        card.remove_asked.connect(self.remove_asked)
        for field in self._fields:
            one = FieldRow(
                self._programme,
                f"{self._table.id}/{row.id}/{field.id}",
                field,
                self._today,
                can_write=self._can_write,
                label_wide=NARROW_LABEL,
            )
            one.touch()
            card.add(one)
            self.made.emit(one)
        return card


class _Card(QFrame):
    """One row."""

    remove_asked = Signal(str)

    def __init__(self, table: Table, row_id: str, *, can_write: bool) -> None:
        super().__init__()
        self.fields: dict[str, FieldRow] = {}
        self._table, self._row = table, row_id
        self._told = words("", "soft")
        self._remove = button("删去", "remove tied")
        self._remove.setEnabled(can_write)
        self._remove.clicked.connect(self._ask)
        mean(self._remove, "deed", "quiet")
        mean(self, "card", "hint")
        head = QHBoxLayout()
        head.addWidget(self._told, 1)
        head.addWidget(self._remove)
        self._layout = QVBoxLayout(self)
        around(self._layout, 4, 3, 4, 3)
        between(self._layout, 2)
        self._layout.addLayout(head)

    def add(self, one: FieldRow) -> None:
        self.fields[one.field.id] = one
        self._layout.addWidget(one)

    def number(self, number: int) -> None:
        self._told.setText(f"第{number}行")
        self._remove.setAccessibleName(f"删去{self._table.title}第{number}行")

    def tab_stops(self) -> list[QWidget]:
        return [*(stop for one in self.fields.values() for stop in one.tab_stops()), self._remove]

    @Slot()
    def _ask(self) -> None:
        self.remove_asked.emit(f"{self._table.id}/{self._row}")
