"""The preview of a project table, corrected by hand: sheet, header row, fields, unit, rows."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QItemSelection, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.sheet_wishes import SheetWishes, assigned
from desktop_app.core.values import MONEY_UNITS
from desktop_app.jobs.sheet_view import SheetView
from desktop_app.ui.importing.field_header import FieldHeader
from desktop_app.ui.importing.sheet_model import MOST_COLUMNS, SheetModel
from desktop_app.ui.spacing import around, between, grows, px, sized
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import DropDown, button, say, words

_UNITS = ("万元", "元", "亿元")
_HEADER_ROWS = 30
_ALL_SHEETS = -1
_LONGEST = 24
_WIDE, _NAME, _TOLD = 140, 280, 128


class SheetGrid(QTableView):
    """The rows of the sheet; Space ticks the current one."""

    def __init__(self, model: SheetModel, fields: list[tuple[str, str]]) -> None:
        super().__init__()
        self.setModel(model)
        self.setObjectName("sheet")
        self.setAccessibleName("表格预览")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.head = FieldHeader(self, fields)
        self.setHorizontalHeader(self.head)
        sized(self.head, defaultSectionSize=_WIDE, minimumSectionSize=72)
        grows(self.head)
        lines = self.verticalHeader()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        sized(lines, defaultSectionSize=28, minimumWidth=40)
        lines.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, SheetModel):
            model.tick(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class SheetPanel(QWidget):
    """`wished` brings how the table is to be read from now on."""

    wished = Signal(object)

    def __init__(self, programme: Programme, theme: Theme) -> None:
        super().__init__()
        columns = programme.summary.table.column
        self._wishes = SheetWishes()
        self._usual = _usual_unit(columns)
        self._names = [one.id for one in columns if one.compared]
        # The column that a field is chosen for, and which column was which before.
        self._before: tuple[int, dict[str, int]] | None = None
        self._can_write = True
        self._model = SheetModel(theme, self)
        self._sheets = DropDown("sheet choice", "工作表", least=6)
        self._headers = DropDown("header choice", "表头在哪一行", least=6)
        self._units = DropDown("unit choice", "金额单位", least=6)
        self._here = button("以选中的行为表头", "header here")
        self._hint = words("", "soft", "sheet hint")
        star = {one.id: " *" if one.required else "" for one in columns}
        self._grid = SheetGrid(self._model, [(one.id, one.label + star[one.id]) for one in columns])
        self._lay_out()
        self._model.row_ticked.connect(self._tick)
        self._grid.head.field_chosen.connect(self._assign)
        self._grid.head.left.connect(self._forget_before)
        self._grid.selectionModel().selectionChanged.connect(self._offer)
        self._here.clicked.connect(self._set_header)
        self._sheets.activated.connect(self._set_sheet)
        self._headers.activated.connect(self._choose_header)
        self._units.activated.connect(self._set_unit)

    def show_view(self, view: SheetView, wishes: SheetWishes, *, can_write: bool) -> None:
        """Show how a sheet is read by these wishes."""
        is_other = self._model.view is None or self._model.view.rows is not view.rows
        self._wishes, self._can_write = wishes, can_write
        self._model.can_write = can_write
        self._model.show(view)
        placed = {column: key for key, column in view.columns.items()}
        labels = [view.column_label(at) for at in range(min(view.width, MOST_COLUMNS))]
        self._grid.head.show_fields(placed, labels, can_write=can_write)
        if is_other:
            for one, following in pairwise(self.tab_stops()):
                QWidget.setTabOrder(one, following)
        self._fill_choices(view)
        self._offer()
        say(self._hint, self._hint_for(view))
        if is_other:
            self._set_widths(view)
            self._go_to_header(view)

    def go_to_row(self, row: int) -> None:
        """Show this row of the preview."""
        self._grid.setCurrentIndex(self._model.index(row, 0))
        self._grid.scrollTo(self._model.index(row, 0))
        self._grid.setFocus()

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        choices = [self._sheets, self._headers, self._units]
        return [*choices, *self._grid.head.tab_stops(), self._grid, self._here]

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        between(line, 2)
        for told, combo in (
            ("工作表", self._sheets), ("表头", self._headers), ("金额单位", self._units)
        ):  # fmt: skip
            label = QLabel(told)
            label.setBuddy(combo)
            line.addWidget(label)
            line.addWidget(combo, 1)
        layout = QVBoxLayout(self)
        around(layout, 0, 2, 0, 0)
        between(layout, 2)
        layout.addLayout(line)
        layout.addWidget(self._grid, 1)
        below = QHBoxLayout()
        between(below, 2)
        below.addWidget(self._hint, 1)
        below.addWidget(self._here)
        layout.addLayout(below)

    def _fill_choices(self, view: SheetView) -> None:
        self._sheets.clear()
        if len(view.together) > 1:
            self._sheets.addItem(f"全部项目表({len(view.together)} 张)", _ALL_SHEETS)
        for at, (name, is_hidden) in enumerate(zip(view.names, view.hidden, strict=True)):
            self._sheets.addItem(f"{name}(隐藏)" if is_hidden else name, at)
        self._sheets.setCurrentIndex(self._sheets.findData(self._shown_sheet(view)))
        self._headers.clear()
        self._headers.addItem("没有表头", -1)
        for row in range(min(max(_HEADER_ROWS, view.last + 1), len(view.rows))):
            self._headers.addItem(f"{view.line(_rows(view, row))}:{_start(view, row)}", row)
        self._headers.setCurrentIndex(max(0, self._headers.findData(view.first)))
        self._units.clear()
        told = "、".join(sorted(view.units)) or f"没有写,当作{self._usual}"
        self._units.addItem("按表中写的" if self._wishes.unit else f"按表中写的({told})", "")
        for unit in _UNITS:
            self._units.addItem(unit, unit)
        self._units.setCurrentIndex(max(0, self._units.findData(self._wishes.unit)))
        for combo in (self._sheets, self._headers, self._units):
            combo.setEnabled(self._can_write)

    def _hint_for(self, view: SheetView) -> str:
        if not view.columns:
            return "点一下表头所在的行,再按右边的按钮;没有表头的,在上面选「没有表头」。"
        hint = "灰色的行不读入,打勾就按项目读入;每一列是哪个填报项,在列的上方选。"
        if view.width > MOST_COLUMNS:
            hint += f"只显示前 {MOST_COLUMNS} 列。"
        return hint

    def _set_widths(self, view: SheetView) -> None:
        """Names are read whole, numbers of rows need little."""
        wide = {view.columns[key] for key in self._names if key in view.columns}
        for column in range(1, self._model.columnCount()):
            self._grid.setColumnWidth(column, px(_NAME if column - 1 in wide else _WIDE))
        self._grid.setColumnWidth(0, px(_TOLD))

    def _go_to_header(self, view: SheetView) -> None:
        row = max(view.first, 0)
        if view.rows:
            self._grid.setCurrentIndex(self._model.index(row, 0))
            self._grid.scrollTo(
                self._model.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop
            )

    def _selected(self) -> list[int]:
        return sorted(index.row() for index in self._grid.selectionModel().selectedRows())

    @Slot()
    def _offer(self, *_: QItemSelection) -> None:
        rows, view = self._selected(), self._model.view
        first = rows[0] if rows else -1
        is_new = view is not None and bool(rows) and (first != view.first or len(rows) > 1)
        self._here.setEnabled(self._can_write and is_new and len(rows) <= 2)
        if view is None or not rows:
            self._here.setText("以选中的行为表头")
            return
        last = rows[-1] if len(rows) == 2 else first
        told = view.label(first) if last == first else f"{view.label(first)}–{view.label(last)}"
        self._here.setText(f"以{view.line(told)}为表头")
        self._here.setAccessibleName(self._here.text())

    @Slot()
    def _set_header(self) -> None:
        rows, view = self._selected(), self._model.view
        if rows and view is not None:
            # The button is done, and whoever pressed it looks at the rows.
            self._grid.setFocus()
            self._wish_header(rows[0], 2 if len(rows) == 2 else 0)

    @Slot(int)
    def _choose_header(self, at: int) -> None:
        self._wish_header(self._headers.itemData(at), 0)

    def _wish_header(self, row: int, depth: int) -> None:
        view = self._model.view
        if view is None:
            return
        sheet, at = view.spots[row] if row >= 0 else (view.sheet, -1)
        # A header is pointed at once; sheets that were not told apart have it, too.
        is_for_all = self._wishes.is_for_all or self._wishes.sheet is None
        wishes = replace(self._wishes, sheet=sheet, is_for_all=is_for_all)
        self._wish(wishes.with_header(at, depth))

    @Slot(int)
    def _set_sheet(self, at: int) -> None:
        view, sheet = self._model.view, self._sheets.itemData(at)
        if view is not None and sheet != self._shown_sheet(view):
            self._wish(self._wishes.with_sheet(None if sheet == _ALL_SHEETS else sheet))

    def _shown_sheet(self, view: SheetView) -> int:
        return _ALL_SHEETS if view.is_together else view.sheet

    @Slot(int)
    def _set_unit(self, at: int) -> None:
        self._wish(replace(self._wishes, unit=self._units.itemData(at)))

    @Slot(int, str)
    def _assign(self, column: int, field: str) -> None:
        view = self._model.view
        if view is None:
            return
        # By keys one passes other fields on the way: they must not be taken from their columns.
        if self._before is None or self._before[0] != column:
            known = self._wishes.columns
            self._before = column, dict(view.columns if known is None else known)
        self._wish(self._wishes.with_columns(assigned(self._before[1], column, field)))

    @Slot()
    def _forget_before(self) -> None:
        self._before = None

    @Slot(int, bool)
    def _tick(self, row: int, is_read: bool) -> None:
        view = self._model.view
        if view is not None:
            self._wish(self._wishes.with_row(view.spots[row], is_read=is_read))

    def _wish(self, wishes: SheetWishes) -> None:
        if wishes != self._wishes:
            self._wishes = wishes
            self.wished.emit(wishes)


def _rows(view: SheetView, row: int) -> str:
    if row == view.first and view.last > row:
        return f"{view.label(row)}–{view.label(view.last)}"
    return view.label(row)


def _start(view: SheetView, row: int) -> str:
    told = "、".join(" ".join(cell.split()) for cell in view.rows[row] if cell.strip())
    return told[:_LONGEST] + ("…" if len(told) > _LONGEST else "") if told else "(空行)"


def _usual_unit(columns: Sequence[Field]) -> str:
    """The unit in which an amount without one is read: each column's own where they differ."""
    units = dict.fromkeys(one.unit for one in columns if one.unit in MONEY_UNITS)
    return "各列的单位" if len(units) > 1 else next(iter(units), "万元")
