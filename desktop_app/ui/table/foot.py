"""The foot of a table: what a clerk is asked for on the telephone, and what is selected."""

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.core.facts import numbers_of
from desktop_app.core.programme import Field
from desktop_app.core.running_sums import RunningSums
from desktop_app.core.values import NUMBERS, Kind
from desktop_app.ui.spacing import between
from desktop_app.ui.table.grid import Chosen
from desktop_app.ui.table.model import TableModel
from desktop_app.ui.widgets import words

# Reading more cells would be felt while the mouse is dragged.
_MOST_SUMMED = 20_000
_READ_AT_ONCE = 200


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
        self._chosen.setText(_chosen_words(self._model, chosen) if chosen.count > 1 else "")


def _chosen_words(model: TableModel, chosen: Chosen) -> str:
    told = f"选中 {chosen.count:,} 格"
    numbers = [at for at in chosen.columns if model.columns[at].kind in NUMBERS]
    if not numbers or len(chosen.lines) * len(numbers) > _MOST_SUMMED:
        return told
    found = list(_numbers(model, chosen, numbers))
    if not found:
        return told
    told += f"  数字 {len(found):,} 个"
    units = {(model.columns[at].kind, model.columns[at].unit) for at in numbers}
    # Percentages, and amounts in different units, have no sum.
    if len(units) > 1 or any(kind is Kind.PERCENT for kind, _ in units):
        return told
    ((_, unit),) = units
    return f"{told}  合计 {_figure(sum(found, Decimal(0)))} {unit}".rstrip()


def _numbers(model: TableModel, chosen: Chosen, columns: list[int]) -> Iterator[Decimal]:
    shown = model.shown
    for at in columns:
        column = model.columns[at]
        texts = [shown[n].cells.get(column.id, "") for n in chosen.lines if chosen.holds(n, at)]
        yield from numbers_of(column, texts)


def _told(column: Field, amount: Decimal) -> str:
    return f"{column.label} {_figure(amount)} {column.unit}".rstrip()


def _figure(amount: Decimal) -> str:
    """Grouped in thousands, without zeros that nobody typed."""
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
