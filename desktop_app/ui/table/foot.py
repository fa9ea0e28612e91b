"""The foot of a table: what a clerk is asked for on the telephone, and what is selected."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.core.facts import numbers_of
from desktop_app.core.pack_forms import Field
from desktop_app.core.running_sums import RunningSums
from desktop_app.core.values import NUMBERS, Kind
from desktop_app.ui.spacing import between
from desktop_app.ui.table.grid import Chosen
from desktop_app.ui.table.model import TableModel
from desktop_app.ui.widgets import words

# Of the whole table, and of what is selected: more would be felt while the mouse is dragged.
_READ_AT_ONCE = 200
_CHOSEN_AT_ONCE = 1_000


class TableFoot(QWidget):
    """Sums of the columns that are summed, and of the selection."""

    def __init__(self, model: TableModel, counted: str) -> None:
        super().__init__()
        self._model = model
        self._counted = counted
        self._sums = RunningSums(tuple(column for column in model.columns if column.total))
        self._all = words("", "soft", "sums")
        self._chosen = QLabel()
        self._chosen.setObjectName("chosen sums")
        self._chosen.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.show_sums)
        self._reading: Iterator[list[Decimal]] = iter(())
        self._found: list[Decimal] = []
        self._unit: str | None = None
        self._is_long = False
        self._told = ""
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._read_chosen)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 4)
        layout.addWidget(self._all, 1)
        layout.addWidget(self._chosen, 0, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def show_sums(self) -> None:
        """Tell the sums of the table as it is now, and of the rows that are shown."""
        rows = self._model.rows
        self._sums.update(rows)
        if not self._sums.read(_READ_AT_ONCE):
            # After a large paste the rest is read in turns, so that nobody waits for it.
            self._all.setText(f"合计 {len(rows):,} {self._counted}  正在合计…")
            self._timer.start()
            return
        told = [f"合计 {len(rows):,} {self._counted}"]
        for column in self._sums.columns:
            unread = self._sums.unread.get(column.id, 0)
            without = f"({unread} 格不是数字,未计入)" if unread else ""
            told.append(f"{_told(column, self._sums.sums.get(column.id, Decimal(0)))}{without}")
        lines = ["  ".join(told)]
        if self._model.view.is_filtered:
            shown = self._model.shown
            some = self._sums.of(shown)
            parts = [_told(column, some[column.id]) for column in self._sums.columns]
            told = [f"筛选出 {len(shown):,} {self._counted}", *parts]
            lines.append("  ".join(told))
        self._all.setText("\n".join(lines))

    def show_chosen(self, chosen: Chosen) -> None:
        """Tell count and sum of what is selected, once it is more than a cell."""
        self._next.stop()
        if chosen.count <= 1:
            self._chosen.setText("")
            return
        columns = [at for at in chosen.columns if self._model.columns[at].kind in NUMBERS]
        self._is_long = len(chosen.lines) * len(columns) > _CHOSEN_AT_ONCE
        self._told = f"选中 {chosen.count:,} 格"
        self._unit = _common_unit([self._model.columns[at] for at in columns])
        self._reading, self._found = _numbers(self._model, chosen, columns), []
        self._chosen.setText(self._told)
        self._read_chosen()

    @Slot()
    def _read_chosen(self) -> None:
        """Read what is selected, some at a time where it is much; its sum is told at the end."""
        for some in self._reading:
            self._found += some
            if self._is_long:
                self._next.start()
                return
        if self._found:
            told = f"{self._told}  数字 {len(self._found):,} 个"
            if self._unit is not None:
                told += f"  合计 {_figure(sum(self._found, Decimal(0)))} {self._unit}".rstrip()
            self._chosen.setText(told)


def _common_unit(columns: Sequence[Field]) -> str | None:
    """The unit of a sum over columns; None where there is none: percentages, and amounts in
    different units."""
    units = {(column.kind, column.unit) for column in columns}
    if len(units) != 1 or any(kind is Kind.PERCENT for kind, _ in units):
        return None
    ((_, unit),) = units
    return unit


def _numbers(model: TableModel, chosen: Chosen, columns: Sequence[int]) -> Iterator[list[Decimal]]:
    """The numbers among what is selected, so many cells at a time."""
    shown = model.shown
    for at in columns:
        column = model.columns[at]
        texts = (shown[n].cells.get(column.id, "") for n in chosen.lines if chosen.holds(n, at))
        while some := list(islice(texts, _CHOSEN_AT_ONCE)):
            yield numbers_of(column, some)


def _told(column: Field, amount: Decimal) -> str:
    return f"{column.label} {_figure(amount)} {column.unit}".rstrip()


def _figure(amount: Decimal) -> str:
    """Grouped in thousands, without zeros that nobody typed."""
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
