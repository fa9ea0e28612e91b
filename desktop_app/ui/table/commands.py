"""Deeds asked for by key, menu or button, done on what is selected in a grid."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from desktop_app.core.block import TooMuch, read_block
from desktop_app.core.draft import Row
from desktop_app.core.pack_forms import Table
from desktop_app.core.paste_plan import PastePlan, Target
from desktop_app.core.row_changes import Writes
from desktop_app.ui.table.deed_names import DEEDS
from desktop_app.ui.table.deeds import TableDeeds, as_text
from desktop_app.ui.table.grid import Grid
from desktop_app.ui.table.model import TableModel
from desktop_app.ui.table.paste_panel import PastePanel

_NOTHING_TO_PASTE = "剪贴板里没有可以粘贴的文字;请先在 Excel 或 WPS 里选中单元格复制。"
_NOT_AS_PRINTED = "现在看到的是排序或筛选后的样子,不能移动行;请先恢复原来的顺序、清除筛选。"
_FIXED = "这张表的行是固定的,不能增减。"
_READ_ONLY = "草稿是以只读方式打开的,不能修改;可以复制、查找和筛选。"


class Commands(QObject):
    """`told` brings a sentence for the person ("" when there is none any more), `done` that the
    draft was changed, `wanted` the name of a deed that is the editor's."""

    told = Signal(str)
    done = Signal()
    wanted = Signal(str)

    def __init__(
        self, table: Table, grid: Grid, model: TableModel, deeds: TableDeeds, paste: PastePanel
    ) -> None:
        super().__init__(grid)
        self._table, self._grid, self._model, self._deeds = table, grid, model, deeds
        self._paste_panel = paste
        self._by_name = {one.name: one for one in DEEDS}
        self.can_write = True
        paste.agreed.connect(self._paste_plan)

    @Slot(str)
    def do(self, name: str) -> None:
        """Do what is called so, or say why not."""
        deed = self._by_name[name]
        why = self.refusal(name)
        self.told.emit(why)
        if why:
            return
        if name in ("find", "replace", "column"):
            self.wanted.emit(name)
            return
        match name:
            case "copy" | "copy with heads":
                self._copy(with_heads=name != "copy")
            case "cut":
                self._copy(with_heads=False)
                self._clear("剪切")
            case "clear":
                self._clear("清除")
            case "paste":
                self.paste()
            case "fill":
                self._fill_down()
            case _:
                self._do_to_rows(name)
        if deed.writes:
            self.done.emit()

    def refusal(self, name: str) -> str:
        """Why a deed cannot be done here now; "" when it can."""
        deed = self._by_name[name]
        if deed.writes and not self.can_write:
            return _READ_ONLY
        if deed.rows and self._table.fixed:
            return _FIXED
        if name in ("up", "down") and not self._model.view.is_plain:
            return _NOT_AS_PRINTED
        return ""

    @Slot()
    def add_row(self) -> None:
        """A blank row at the end, to be filled in."""
        if self.can_write and not self._table.fixed:
            ids = self._deeds.add()
            self.done.emit()
            columns = self._grid.seen_columns()
            self._look_at(ids, columns[0] if columns else 0)

    def paste(self) -> None:
        """Put what is on the clipboard into the table: one cell at once, more after a look."""
        try:
            lines = read_block(QGuiApplication.clipboard().text())
        except TooMuch as reason:
            self.told.emit(str(reason))
            return
        if not lines:
            self.told.emit(_NOTHING_TO_PASTE)
            return
        chosen = self._grid.chosen()
        if len(lines) == 1 and len(lines[0]) == 1 and chosen.first is not None:
            writes = self._cells(lines[0][0])
            self._deeds.write(writes, f"粘贴 {sum(map(len, writes.values()))} 格")
            return
        line, column = chosen.first or (0, 0)
        seen = [at for at in self._grid.seen_columns() if at >= column]
        columns = tuple(self._model.columns[at] for at in seen)
        rows = tuple(self._model.shown[line:])
        target = Target(rows, columns, self._model.columns, not self._table.fixed)
        self._paste_panel.open_panel(lines, target, self._model.number)

    def write(self, writes: Writes, label: str) -> None:
        """Put texts into cells."""
        self._deeds.write(writes, label)
        self.done.emit()

    @Slot(object)
    def _paste_plan(self, plan: PastePlan) -> None:
        ids = self._deeds.paste(plan)
        self.done.emit()
        landed = [column for column in plan.columns if column is not None]
        lines = [line for line in map(self._model.line_of, ids[:1] + ids[-1:]) if line is not None]
        places = [self._model.places[column.id] for column in landed]
        if lines and places:
            self._grid.choose_block(min(lines), min(places), max(lines), max(places))
        self._grid.setFocus()
        self.told.emit(f"已粘贴 {len(plan.landing):,} 行;不合适时按 Ctrl+Z 撤销。")

    def _copy(self, *, with_heads: bool) -> None:
        chosen = self._grid.chosen()
        if chosen.first is None:
            return
        rows = [self._model.shown[line] for line in chosen.lines]
        columns = [self._model.columns[at] for at in chosen.columns]
        if len(chosen.ranges) > 1:
            rows = self._only_chosen(rows)
        QGuiApplication.clipboard().setText(as_text(rows, columns, with_heads=with_heads))
        self.told.emit(f"已复制 {len(rows):,} 行 × {len(columns)} 列。")

    def _only_chosen(self, rows: Sequence[Row]) -> list[Row]:
        """The rows with blanks where a cell between the chosen ones is not chosen."""
        kept = self._cells("")
        return [
            Row(row.id, {c: row.cells.get(c, "") for c in kept.get(row.id, {})}) for row in rows
        ]

    def _clear(self, word: str) -> None:
        writes = self._cells("")
        self._deeds.write(writes, f"{word} {sum(map(len, writes.values()))} 格")

    def _cells(self, text: str) -> dict[str, dict[str, str]]:
        """A text for each chosen cell: row id → column id → text."""
        chosen = self._grid.chosen()
        is_block = len(chosen.ranges) == 1
        ids = [(at, self._model.columns[at].id) for at in chosen.columns]
        cells: dict[str, dict[str, str]] = {}
        for line in chosen.lines:
            row = self._model.shown[line]
            cells[row.id] = {
                column: text for at, column in ids if is_block or chosen.holds(line, at)
            }
        return cells

    def _fill_down(self) -> None:
        """What stands in the first line goes into those below; into one line, from above it."""
        chosen = self._grid.chosen()
        if chosen.first is None:
            return
        first = chosen.lines[0]
        lines = chosen.lines[1:]
        if not lines:
            first, lines = first - 1, (first,)
        if first < 0:
            self.told.emit("上面没有可以填充的内容;请先选中要填的几行,最上面一行是样子。")
            return
        source = self._model.shown[first].cells
        ids = [self._model.columns[at].id for at in chosen.columns]
        cells = {column: source.get(column, "") for column in ids}
        writes = {self._model.shown[line].id: cells for line in lines}
        self._deeds.write(writes, f"向下填充 {len(lines) * len(ids)} 格")

    def _do_to_rows(self, name: str) -> None:
        chosen = self._grid.chosen()
        rows = [self._model.shown[line] for line in chosen.lines]
        if not rows:
            if name in ("above", "below"):
                self.add_row()
            return
        column = max(self._grid.currentIndex().column(), 0)
        ids = [row.id for row in rows]
        match name:
            case "above":
                self._look_at(self._done(self._deeds.add(rows[0].id, len(rows))), column)
            case "below":
                self._look_at(self._done(self._deeds.add_after(rows[-1].id, len(rows))), column)
            case "double":
                self._look_at(self._done(self._deeds.double(rows)), column)
            case "remove":
                line = chosen.lines[0]
                self._deeds.remove(ids)
                self.done.emit()
                if self._model.rowCount():
                    self._grid.put_cursor(min(line, self._model.rowCount() - 1), column)
                self.told.emit(f"已删除 {len(ids)} 行;按 Ctrl+Z 可以恢复。")
            case _:
                self._deeds.move(ids, -1 if name == "up" else 1)

    def _done(self, ids: list[str]) -> list[str]:
        self.done.emit()
        return ids

    def _look_at(self, ids: Sequence[str], column: int) -> None:
        """Put the cursor into the first of new rows."""
        line = self._model.line_of(ids[0]) if ids else None
        if line is not None:
            self._grid.put_cursor(line, column)
            self._grid.setFocus()
