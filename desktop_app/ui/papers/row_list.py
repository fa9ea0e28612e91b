"""The rows that a paper is made for: found by a word, with what each still lacks, one chosen."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.draft import Row
from desktop_app.core.paper_form import FormPart, missing_in
from desktop_app.ui.lines import READ_ALOUD, Index, Lines, LineTable
from desktop_app.ui.listing import plain
from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import button, check_box, search_line, search_row, words

_WIDTHS = (150, 64)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the list; `words` are searched. It lacks so many cells itself, the rows tied to it
    others."""

    row: Row
    number: int
    name: str
    words: str
    lacking: int
    tied: int
    is_made: bool

    @property
    def missing(self) -> int:
        return self.lacking + self.tied

    @property
    def lacks(self) -> bool:
        return self.is_made and self.missing > 0

    @property
    def state(self) -> str:
        if not self.is_made:
            return "不做这份"
        return f"缺{self.missing}项" if self.missing else "完整"


class _RowLines(Lines[_Line]):
    columns = ("名称", "状态")

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in READ_ALOUD:
            return line.state if index.column() else f"{line.number}. {line.name or '(没有名称)'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.name
        if role == Qt.ItemDataRole.ForegroundRole and index.column():
            if not line.is_made:
                return None
            return self._theme.colour("must" if line.missing else "ok")
        return None


class RowList(QWidget):
    """`chosen` brings the id of the row that is to be seen: taken by a person, or the first where
    the one before is gone; "" for none."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._parts: tuple[FormPart, ...] = ()
        self._column = ""
        self._tied: Mapping[str, int] = {}
        self._made: Set[str] | None = None
        self._known: dict[str, _Line] = {}
        self._all: tuple[_Line, ...] = ()
        self._current = ""
        self._search = search_line("find row", "查找一行,按名称、信用代码等", "名称、信用代码…")
        self._only = check_box("只看缺项的", "only missing")
        self._told = words("", "soft", "rows told")
        self._model = _RowLines(theme, self)
        self.table = LineTable(self._model, "各行的材料", "paper rows", _WIDTHS, 0)
        self._back = button("上一个", "previous row", "上一个,Alt+上")
        self._on = button("下一个", "next row", "下一个,Alt+下")
        layout = QVBoxLayout(self)
        around(layout, 0, 0, 2, 0)
        between(layout, 2)
        layout.addLayout(search_row(self._search))
        layout.addWidget(self._only)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._told)
        deeds = QHBoxLayout()
        between(deeds, 2)
        deeds.addWidget(self._back)
        deeds.addWidget(self._on)
        deeds.addStretch(1)
        layout.addLayout(deeds)
        self._search.textChanged.connect(self._narrow)
        self._only.toggled.connect(self._narrow)
        self.table.chosen.connect(self._choose)
        self.table.entered.connect(self.entered)
        self._back.clicked.connect(self._go_back)
        self._on.clicked.connect(self._go_on)
        for keys, deed in (("Alt+Up", self._go_back), ("Alt+Down", self._go_on)):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)

    @property
    def current(self) -> str:
        """The id of the row that is chosen; "" without any."""
        return self._current

    def begin_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    @property
    def has_rows(self) -> bool:
        """Whether there are rows, shown or not."""
        return bool(self._all)

    def show_rows(
        self,
        rows: Sequence[Row],
        parts: tuple[FormPart, ...],
        column: str,
        tied: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Show these rows, `column` as their name; a row that is the same keeps its line. `tied`
        is what the rows tied to each still lack."""
        if parts is not self._parts:
            self._parts, self._column, self._known = parts, column, {}
            self._made = None
        self._tied = tied
        self._take_rows(rows)

    def show_made(self, made: Set[str] | None) -> None:
        """The paper is made for these rows alone; for all, where this is None."""
        if made != self._made:
            self._made = made
            self._take_rows([line.row for line in self._all])

    def go_to(self, row_id: str) -> bool:
        """Choose a row, whatever was searched for; whether there is one."""
        if row_id not in self._known:
            return False
        if all(line.row.id != row_id for line in self._model.lines):
            self._search.clear()
            self._only.setChecked(False)
        self._current = row_id
        self._mark()
        return True

    def _take_rows(self, rows: Sequence[Row]) -> None:
        known = self._known
        lines = [self._line(row, n, known.get(row.id)) for n, row in enumerate(rows, start=1)]
        self._known = {line.row.id: line for line in lines}
        self._all = tuple(lines)
        # Who fills in the last that a row lacks is still at this row, and goes on from it.
        self._show(stays=self._at() is not None)

    def _line(self, row: Row, number: int, before: _Line | None) -> _Line:
        is_made = self._made is None or row.id in self._made
        tied = self._tied.get(row.id, 0)
        if before is None or before.row is not row or before.number != number:
            name = row.cells.get(self._column, "").strip()
            told = plain("\n".join((str(number), *row.cells.values())))
            lacking = len(missing_in(self._parts, row))
            return _Line(row, number, name, told, lacking, tied, is_made)
        if (before.tied, before.is_made) == (tied, is_made):
            return before
        return replace(before, tied=tied, is_made=is_made)

    def _show(self, *, stays: bool) -> None:
        wanted = plain(self._search.text()).split()
        only = self._only.isChecked()
        found = [
            line
            for line in self._all
            if (stays and line.row.id == self._current)
            or ((line.lacks or not only) and all(word in line.words for word in wanted))
        ]
        before = [line.row.id for line in self._model.lines]
        self._model.put(found, is_same=before == [line.row.id for line in found])
        self._tell()
        was = self._current
        if was not in self._known:
            self._current = found[0].row.id if found else ""
        self._mark()
        if was != self._current:
            self.chosen.emit(self._current)

    def _tell(self) -> None:
        made = sum(line.is_made for line in self._all)
        lacking = sum(line.lacks for line in self._all)
        told = f"共 {made:,} 份 · 完整 {made - lacking:,} · 缺项 {lacking:,}"
        left_out = len(self._all) - made
        self._told.setText(f"{told} · 不做 {left_out:,}" if left_out else told)

    def _mark(self) -> None:
        """Put the cursor of the list on the row that is chosen; nobody is told."""
        at = self._at()
        self.table.blockSignals(True)
        if at is None:
            self.table.clearSelection()
        elif self.table.currentIndex().row() != at:
            self.table.go_to(at)
        self.table.blockSignals(False)
        self._back.setEnabled(at is not None and at > 0)
        self._on.setEnabled(at is not None and at < len(self._model.lines) - 1)

    def _at(self) -> int | None:
        lines = self._model.lines
        return next((n for n, one in enumerate(lines) if one.row.id == self._current), None)

    @Slot()
    def _narrow(self) -> None:
        self._show(stays=False)

    @Slot(int)
    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._model.lines):
            self._take(at)

    @Slot()
    def _go_back(self) -> None:
        self._step(-1)

    @Slot()
    def _go_on(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        at = self._at()
        if at is not None and 0 <= at + by < len(self._model.lines):
            self._take(at + by)

    def _take(self, at: int) -> None:
        row_id = self._model.lines[at].row.id
        if row_id == self._current:
            return
        self._current = row_id
        self._mark()
        self.chosen.emit(row_id)
