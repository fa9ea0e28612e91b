"""The rows of a table that belong to one paper: each a card of fields, added and taken away."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.draft import Draft, Row
from desktop_app.core.paper_form import TiedTable
from desktop_app.core.programme import Programme
from desktop_app.ui.fields.field_row import FieldRow
from desktop_app.ui.spacing import between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, card, say, throw_away, words

# Beside a list and the pages a form has less room than a page of its own.
NARROW_LABEL = 124


class TiedRows(QWidget):
    """`add_asked` wants one more row, `remove_asked` brings the id of one to take away; `made`
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
        self._programme, self._today, self._can_write = programme, today, can_write
        self._rows: dict[str, FieldRow] = {}
        self._cards: dict[str, QFrame] = {}
        self._told = words("", "soft", "tied told")
        self._add = button(f"添加一行{tied.table.title}", f"add {tied.table.id}")
        self._add.setEnabled(can_write)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        between(self._layout, 2)
        self._layout.addWidget(words(tied.table.title, "heading", "tied title"))
        self._layout.addWidget(self._told)
        deeds = QHBoxLayout()
        deeds.addWidget(self._add)
        deeds.addStretch(1)
        self._layout.addLayout(deeds)
        self._add.clicked.connect(self.add_asked)

    def fields(self) -> Iterator[FieldRow]:
        yield from self._rows.values()

    def show_draft(self, draft: Draft, owner: Row) -> None:
        """Show the rows of this owner."""
        rows = self.tied.rows(draft, owner)
        ids = [row.id for row in rows]
        if ids != list(self._cards):
            self._rebuild(rows)
        for row in rows:
            for field in self.tied.fields:
                path = f"{self.tied.table.id}/{row.id}/{field.id}"
                self._rows[path].show_text(row.cells.get(field.id, ""))
                self._rows[path].show_need(is_needed=field.required, rule=None)
        has_key = bool(self.tied.key(owner))
        self._add.setEnabled(self._can_write and has_key)
        told = f"先填写{self.tied.owner_label},才能添加这里的行。"
        say(self._told, "" if has_key else told)

    def tab_stops(self) -> list[QWidget]:
        found: list[QWidget] = []
        for row_id, frame in self._cards.items():
            start = f"{self.tied.table.id}/{row_id}/"
            for path, one in self._rows.items():
                if path.startswith(start):
                    found += one.tab_stops()
            found += frame.findChildren(QWidget, "remove tied")
        return [*found, self._add]

    def _rebuild(self, rows: tuple[Row, ...]) -> None:
        for frame in self._cards.values():
            self._layout.removeWidget(frame)
            throw_away(frame)
        self._cards, self._rows = {}, {}
        for number, row in enumerate(rows, start=1):
            frame = self._card(row, number)
            self._cards[row.id] = frame
            # Above the button that adds one more.
            self._layout.insertWidget(self._layout.count() - 1, frame)
            frame.show()

    def _card(self, row: Row, number: int) -> QFrame:
        frame, layout = card("hint")
        head = QHBoxLayout()
        head.addWidget(words(f"第{number}行", "soft"), 1)
        told = f"删去{self.tied.table.title}第{number}行"
        remove = button("删去", "remove tied", told)
        mean(remove, "deed", "quiet")
        remove.setEnabled(self._can_write)
        remove.clicked.connect(partial(self.remove_asked.emit, row.id))
        head.addWidget(remove)
        layout.addLayout(head)
        for field in self.tied.fields:
            path = f"{self.tied.table.id}/{row.id}/{field.id}"
            one = FieldRow(
                self._programme,
                path,
                field,
                self._today,
                can_write=self._can_write,
                label_wide=NARROW_LABEL,
            )
            one.touch()
            self._rows[path] = one
            layout.addWidget(one)
            self.made.emit(one)
        return frame

    @Slot()
    def begin_last(self) -> None:
        """Go to the first field of the last row."""
        last = list(self._cards)[-1:]
        for path, one in self._rows.items():
            if last and path.startswith(f"{self.tied.table.id}/{last[0]}/"):
                one.editor.begin()
                return
